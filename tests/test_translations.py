"""The English of the program: whole, in step with the source, and English."""

import ast
import importlib.util
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo

TOP = Path(__file__).parents[1]


def _catalogues() -> ModuleType:
    """Load packaging/catalogues.py; by its name ``packaging`` is a library of Python's."""
    spec = importlib.util.spec_from_file_location("catalogues", TOP / "packaging/catalogues.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _key(message: Message) -> str:
    """Name a message; one that is put otherwise in some place by the place too."""
    place = message.context or ""
    place = place.decode() if isinstance(place, bytes) else place  # a compiled one has bytes
    return f"{place}: {message.id}" if place else str(message.id)


catalogues = _catalogues()
FOLDER = catalogues.TRANSLATIONS / "en" / "LC_MESSAGES"
PO, MO = FOLDER / "casearchive.po", FOLDER / "casearchive.mo"
ENGLISH: dict[str, str] = {
    _key(message): str(message.string)
    for message in catalogues.read_po(io.BytesIO(PO.read_bytes()), locale="en")
    if message.id
}

CHINESE = re.compile("[\u3000-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]+")
LEFT_CHINESE = {
    "五事共治",  # an example of a search: the sample cases are Chinese
    "语言",  # so that who cannot read the language in force finds the menu to change it
    "〓",  # what a page shows for a character that no font has
}


def test_every_string_of_the_source_is_in_the_catalogue() -> None:
    collected = {_key(message) for message in catalogues.collected() if message.id}
    assert collected == set(ENGLISH)


def test_no_string_of_the_source_is_hidden_from_the_collector() -> None:
    """What stands inside an f-string, or is put together before, never reaches a translator."""
    for path in sorted(catalogues.SOURCE.rglob("*.py")):
        for call in _calls(path, "_"):
            match call.args:
                case [ast.Constant(value=text)]:
                    assert text in ENGLISH, f"{path.name}:{call.lineno}"
                case [ast.JoinedStr() | ast.BinOp()] | []:
                    pytest.fail(f"{path.name}:{call.lineno} translates no plain string")


def test_no_face_puts_chinese_marks_between_values() -> None:
    """What code puts together stays Chinese; named, listed, with_aside and clauses do not."""
    found = [
        f"{path.name}:{node.lineno}"
        for room in ("ui", "cli")
        for path in sorted((catalogues.SOURCE / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.JoinedStr) and _says_chinese(node)
    ]
    assert found == []


def _says_chinese(node: ast.JoinedStr) -> bool:
    plain = (part.value for part in node.values if isinstance(part, ast.Constant))
    return any(CHINESE.search(str(text).replace("\u3000", "")) for text in plain)


def test_what_the_index_keeps_in_chinese_is_named_in_english() -> None:
    """The parts of a case are labelled when they are indexed, and translated when found."""
    calls = list(_calls(catalogues.SOURCE / "services/searching/indexing.py", "IndexedSection"))
    labels = [call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)]
    assert labels
    assert [label for label in labels if label not in ENGLISH] == []


def _calls(path: Path, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id=called)) if called == name:
                yield node


def test_every_string_has_its_english() -> None:
    assert [text for text, told in ENGLISH.items() if not told] == []


def test_what_the_program_reads_is_what_the_translator_wrote() -> None:
    compiled = read_mo(io.BytesIO(MO.read_bytes()))
    assert {_key(message): message.string for message in compiled if message.id} == ENGLISH


def test_the_catalogue_is_written_as_the_collector_writes_it() -> None:
    assert catalogues.po_bytes(catalogues.updated("en")).decode() == PO.read_text("utf-8")


def test_values_go_where_the_source_puts_them() -> None:
    wrong = [text for text, told in ENGLISH.items() if _places(text) != _places(told)]
    assert wrong == []


def _places(text: str) -> list[tuple[str, str | None, str | None]]:
    """Return name, format and conversion of each value."""
    return sorted(
        (name, form, conversion)
        for _literal, name, form, conversion in Formatter().parse(text)
        if name is not None
    )


def test_an_ellipsis_says_the_same_in_english() -> None:
    """It tells that a button asks first, or that something is going on."""
    wrong = [text for text, told in ENGLISH.items() if text.endswith("…") != told.endswith("…")]
    assert wrong == []


def test_the_english_is_english() -> None:
    left = {word for told in ENGLISH.values() for word in CHINESE.findall(told)}
    assert left == LEFT_CHINESE


COUNTED = "count|cases|pages|files|lists|days|minutes|rows|lines|removed|restored|sessions|lost|all"


def test_no_english_is_wrong_for_the_number_one() -> None:
    """“1 cases” reads badly: a number comes after its word, “Cases: 1”, or beside “min”."""
    word = r"(?:[a-z-]+ )?(?:[a-z]+[^s\W]s|are|were)\b"
    before_a_plural = re.compile(rf"(?<!first )\{{({COUNTED})\}} {word}")
    assert [told for told in ENGLISH.values() if before_a_plural.search(told)] == []


def run_in_english(tmp_path: Path, *arguments: str) -> tuple[str, str]:
    """Run the program as a system set to English does; give what it wrote to both streams.

    In a process of its own, because a Chinese run teaches argparse Chinese for good.
    """
    settings = {
        "CASEARCHIVE_LANG": "en",
        "CASEARCHIVE_HOME": str(tmp_path / "home"),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        [sys.executable, "-m", "casearchive", *arguments],
        env={**os.environ, **settings},
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.stdout, done.stderr


def test_help_speaks_english(tmp_path: Path) -> None:
    out, err = run_in_english(tmp_path, "--help")
    assert "Exit codes:" in out
    assert set(CHINESE.findall(out)) <= LEFT_CHINESE
    assert err == ""


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("list", "There is no archive yet."),
        ("info --archive gone.casearchive", 'There is no archive "'),
        ("check --archive note.txt", "is not a case archive, or is damaged"),
        ("new note.txt", "already exists and was not overwritten"),
        ("search pepper --limit 0", "give a whole number from 1 to 1000000"),
        ("pack new class AL-1 --all", "Case codes cannot be combined"),
    ],
)
def test_errors_speak_english(command: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("no archive")
    out, err = run_in_english(tmp_path, *command.split())
    assert said in err
    assert CHINESE.findall(out + err) == []
