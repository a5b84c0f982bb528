"""Write the published JSON Schema of the JSON form: ``python packaging/write_schema.py``."""

import json

from casearchive.exchange.json_form import VERSION, form_schema
from casearchive.resources import resource_path


def main() -> None:
    """Write the schema where it is published; a test holds the file against the classes."""
    path = resource_path("schema", f"casearchive-{VERSION}.schema.json")
    text = json.dumps(form_schema(), ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
