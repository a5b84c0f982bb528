"""Keep the tables of THIRD_PARTY.md true to what is locked and what each package says of itself.

    .venv/bin/python packaging/third_party.py            # write the tables anew
    .venv/bin/python packaging/third_party.py --check    # exit with 1 if they are not true

A package that this Python or system does not install keeps the row it has; a new one of that kind
needs a run where it is installed.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).resolve().parents[1]
PAGE = TOP / "THIRD_PARTY.md"
RUNTIME = TOP / "packaging" / "requirements.txt"
DEVELOPMENT = TOP / "packaging" / "requirements-dev.txt"

PURPOSES = {
    "alembic": "moves an archive from one version of its tables to the next",
    "babel": "gathers and compiles the translations",
    "cryptography": "signs packages and checks who signed them",
    "fastjsonschema": "checks the JSON files that come in",
    "filelock": "keeps two programs from opening one archive to write",
    "hatchling": "builds and installs the project itself",
    "hypothesis": "invents inputs for tests",
    "justmytype-intl-cjk": "Noto Sans SC, the Chinese of the window (OFL-1.1)",
    "justmytype-intl-rtl": "Noto Sans Arabic for Uyghur (OFL-1.1)",
    "lxml-html-clean": "for justext",
    "markdown-it-py": "reads the body text of cases",
    "mypy": "checks types",
    "openpyxl": "reads and writes spreadsheets",
    "pikepdf": "encrypts printed PDF files",
    "pillow": "reads pictures and makes them small enough for print",
    "platformdirs": "knows where a system keeps a user's files",
    "pre-commit": "runs the fast checks before a commit",
    "pylopdf-fonts-zh-cn": "Noto Serif SC and Noto Sans SC, the Chinese in print (OFL-1.1)",
    "pypdfium2": "reads the text of attached PDF files",
    "pypinyin": "knows how characters are read, for the table that search uses",
    "pyside6-addons": "Qt PDF, on Python 3.11",
    "pyside6-essentials": "the desktop (Qt)",
    "pyside6-pdf": "Qt PDF, from Python 3.12 on",
    "pytest": "runs the tests",
    "pytest-archon": "holds the import rules",
    "pytest-qt": "tests the window",
    "python-docx": "reads the text of attached Word files",
    "python-pptx": "reads and writes slides",
    "reportlab": "writes PDF files",
    "ruff": "formats and lints",
    "shiboken6": "for PySide6",
    "sqlalchemy": "keeps the archive in SQLite",
    "tantivy": "is what our search is measured against",
    "trafilatura": "finds the article in a saved web page",
    "typst": "is what our printing is measured against",
    "uharfbuzz": "shapes Uyghur text for print",
    "uv": "resolves the locked lists",
    "zstandard": "packs the texts in the search index",
}
SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}


class Pin(NamedTuple):
    """One locked package; `name` as the lists spell it."""

    name: str
    version: str


def main(arguments: Sequence[str]) -> int:
    """Write the tables, or only compare them where `arguments` say ``--check``."""
    page = PAGE.read_text(encoding="utf-8")
    runtime = locked(RUNTIME)
    development = [pin for pin in locked(DEVELOPMENT) if pin not in runtime]
    old = {
        Pin(*row[:2]): row[2] for row in re.findall(r"^\| (\S+) \| (\S+) \| (.+?) \|", page, re.M)
    }
    new = fill(page, "runtime", table(runtime, runtime, old))
    new = fill(new, "development", table(development, runtime + development, old))
    if new == page:
        return 0
    if "--check" in arguments:
        print("THIRD_PARTY.md is not true any more: run packaging/third_party.py", file=sys.stderr)
        return 1
    PAGE.write_text(new, encoding="utf-8")
    return 0


def locked(path: Path) -> list[Pin]:
    """Return what a list pins; a package pinned once for each of several Pythons comes as often."""
    pins = re.findall(r"^(\S+)==(\S+)", path.read_text(encoding="utf-8"), re.M)
    return [Pin(*pin) for pin in pins]


def fill(page: str, name: str, rows: Iterable[str]) -> str:
    """Put `rows` between the marks of one table."""
    head = ["| package | version | licence | what for |", "|---|---|---|---|"]
    body = "\n".join([f"<!-- {name} -->", *head, *rows, f"<!-- /{name} -->"])
    return re.sub(f"<!-- {name} -->.*<!-- /{name} -->", lambda _: body, page, flags=re.S)


def table(pins: Sequence[Pin], around: Sequence[Pin], old: Mapping[Pin, str]) -> Iterator[str]:
    """Yield one row for each pin; `around` are the packages that may be why it is there."""
    users = needed_by(around)
    for pin in pins:
        purpose = PURPOSES.get(pin.name) or "for " + ", ".join(users[pin.name])
        yield f"| {pin.name} | {pin.version} | {licence(pin) or known(pin, old)} | {purpose} |"


def known(pin: Pin, old: Mapping[Pin, str]) -> str:
    """Return what the page already says of a package that is not installed here."""
    if pin not in old:
        sys.exit(f"{pin.name} {pin.version} is not installed: run this where it is")
    return old[pin]


def licence(pin: Pin) -> str | None:
    """Return the licence that an installed package states, nothing where it is not installed."""
    try:
        stated = metadata(pin.name)
    except PackageNotFoundError:
        return None
    if stated["Version"] != pin.version:
        return None
    said: list[str] = [*stated.get_all("License-Expression", []), *stated.get_all("License", [])]
    said += [
        line.rpartition(" :: ")[2] for line in stated.get_all("Classifier", []) if "OSI" in line
    ]
    for text in said:
        if len(text) <= 60:
            return SPDX.get(text, text)
    return "see the package"


def needed_by(pins: Sequence[Pin]) -> dict[str, list[str]]:
    """Return for each name those among `pins` that require it on some system."""
    users: dict[str, list[str]] = {}
    for name in sorted({pin.name for pin in pins}):
        try:
            lines = requires(name) or []
        except PackageNotFoundError:
            continue
        for line in lines:
            needed = re.split(r"[\s;<>=!~(\[]", line)[0].lower().replace("_", "-").replace(".", "-")
            if "extra ==" not in line and name not in users.setdefault(needed, []):
                users[needed].append(name)
    return users


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
