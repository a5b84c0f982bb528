"""``python -m casearchive``."""

import sys

from casearchive.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
