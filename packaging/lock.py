"""Resolve pyproject.toml into the two hashed lists that run.py installs from.

Run it with the development tools at hand, after a change of dependencies::

    .venv/bin/python packaging/lock.py            # keep what is locked, add what is missing
    .venv/bin/python packaging/lock.py --upgrade  # take the newest that pyproject.toml allows

One list serves every supported Python and system: markers in it say which line is for whom. The
build tool is locked too, so that installing the project itself needs no network.
"""

import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
PROJECT = TOP / "pyproject.toml"
RUNTIME = TOP / "packaging" / "requirements.txt"
DEVELOPMENT = TOP / "packaging" / "requirements-dev.txt"


def main(arguments: Sequence[str]) -> None:
    """Write both lists; `arguments` go to the resolver."""
    resolve(DEVELOPMENT, "--extra", "dev", *arguments)
    resolve(RUNTIME, "--constraint", str(DEVELOPMENT))


def resolve(target: Path, *options: str) -> None:
    """Resolve what the project and its build need into `target`, each file with its SHA-256."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    python = project["project"]["requires-python"].removeprefix(">=")
    command = [sys.executable, "-m", "uv", "pip", "compile", str(PROJECT), "-", *options]
    command += ["--universal", "--python-version", python]
    # Addresses of package indexes and folders of this machine are nobody else's business.
    command += ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]
    command += ["--quiet", "--output-file", str(target)]
    build = "\n".join(project["build-system"]["requires"])
    subprocess.run(command, input=build, text=True, check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
