"""Keep the translations in step with the source: ``python packaging/catalogues.py``.

Collects every string in ``_()``, updates the catalogues in ``resources/translations`` and compiles
them. Prints what still lacks a translation; ends with 1 where something does.
"""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import casearchive

TOP = Path(__file__).parents[1]
SOURCE = TOP / "src" / "casearchive"
TRANSLATIONS = TOP / "resources" / "translations"
LANGUAGES = ("en",)
KEYWORDS = {"_": None, "in_context": ((1, "c"), 2)}
# The faces are Chinese ones: they set curly marks as wide as a Chinese letter, a gap in an English
# sentence.
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def collected() -> Catalog:
    """Return the strings of the source, with the files they stand in."""
    catalogue = Catalog(project="casearchive", version=casearchive.__version__, charset="utf-8")
    found = extract_from_dir(str(SOURCE), keywords=KEYWORDS, method_map=[("**.py", "python")])
    for name, _line, message, _comments, context in found:
        # Without line numbers an edit elsewhere in a file does not change the catalogue.
        catalogue.add(message, locations=[(name, 0)], context=context)
    return catalogue


def updated(language: str) -> Catalog:
    """Return the catalogue of a language with today's strings; what went is dropped."""
    path = TRANSLATIONS / language / "LC_MESSAGES" / "casearchive.po"
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    else:
        catalogue = Catalog(locale=language, project="casearchive", charset="utf-8")
    catalogue.update(collected(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    for message in catalogue:
        if message.id and isinstance(message.string, str):
            message.string = message.string.translate(_STRAIGHT)
    catalogue.fuzzy = False
    catalogue.version = casearchive.__version__
    return catalogue


def po_bytes(catalogue: Catalog) -> bytes:
    """Return the text of a catalogue; no dates, so that equal content is equal bytes."""
    text = io.BytesIO()
    write_po(text, catalogue, omit_header=False, sort_output=True, width=0, include_lineno=False)
    lines = text.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_CHANGING)).encode()


_CHANGING = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Generated-By',
    '"Last-Translator',
    '"Language-Team',
    '"Report-Msgid',
    "# FIRST AUTHOR",
)


def mo_bytes(po: bytes, language: str) -> bytes:
    """Return what gettext reads at run time."""
    binary = io.BytesIO()
    catalogue = read_po(io.BytesIO(po), locale=language)
    catalogue.creation_date = datetime(2026, 1, 1, tzinfo=UTC)  # else every run makes other bytes
    write_mo(binary, catalogue)
    return binary.getvalue()


def main() -> int:
    """Update and compile all catalogues."""
    lacking = 0
    for language in LANGUAGES:
        folder = TRANSLATIONS / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        catalogue = updated(language)
        po = po_bytes(catalogue)
        (folder / "casearchive.po").write_bytes(po)
        (folder / "casearchive.mo").write_bytes(mo_bytes(po, language))
        untold = [message.id for message in catalogue if message.id and not message.string]
        lacking += len(untold)
        print(f"{language}: {len(catalogue)} strings, {len(untold)} without a translation")
        print("\n".join(f"  {text}" for text in untold))
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
