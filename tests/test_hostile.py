"""What a stranger may write into every text field is kept, found, shown and printed as text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from sqlalchemy import inspect

from casearchive.domain.base import Base, PlainText
from casearchive.domain.model import Case, Source
from casearchive.domain.states.state import fields_of
from casearchive.domain.text import clean_text
from casearchive.exchange.json_form import write_form
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import create_pack
from casearchive.services.briefing.publishing import print_pack
from casearchive.services.cases.reading import read_case
from casearchive.services.exchange.exchanging import export_json, import_json
from casearchive.services.opening import create_archive
from casearchive.services.searching.finding import search
from casearchive.settings import Settings

HOSTILE = {
    "markup": "<b>粗</b> & <para> </font> &amp; {0} %s <a href='javascript:1'>链</a>",
    "picture": '<img src="file:///etc/passwd" width="1"/>',
    "colour": "<font color=\"[[[getattr(pow,'__globals__')]]]\">红</font>",
    "markdown": "![](file:///etc/passwd) [链](file:///etc/passwd) `x` ![a](http://127.0.0.1/)",
    "order": "甲\u202e乙丙\u202c丁\u2066戊\u2069",
    "nul": "甲\x00乙\x1b[31m丙\x07",
    "surrogate": "甲\ud800乙\udfff丙",
    "emoji": "👩‍🌾椒🌶️",
    "query": '\'; DROP TABLE "case"; -- " * NEAR( AND',
    "formula": '=HYPERLINK("http://127.0.0.1")',
    "path": "../../../etc/passwd\\..\\CON",
    "rtl": "ئۇيغۇرچە تېكىست 123 中文",
    "spaces": "\u3000\u00a0\u200b\ufeff 　空　",
}
FIXED = ("url", "published", "accessed", "type", "grade", "file_hash")


def free_texts(cls: type[Base], parent: type[Base] | None = None) -> Iterator[str]:
    """Yield the columns of a class that hold whatever somebody types."""
    checks = getattr(inspect(cls).local_table, "constraints", ())
    fixed = {check.info["one_of"][0] for check in checks if "one_of" in check.info}
    for field in fields_of(cls, parent):
        if type(field.columns[0].type) is PlainText and field.key not in {*fixed, *FIXED}:
            yield field.key


def filled(cls: type[Base], text: str, **known: Any) -> dict[str, Any]:
    return {**dict.fromkeys(free_texts(cls), text), **known}


def hostile_form(path: Path, text: str) -> Path:
    """Write a file of one case with `text` in every field that takes any."""
    source_id, case_id = (
        "00000000-0000-4000-8000-000000000001",
        "00000000-0000-4000-8000-000000000002",
    )
    source = filled(Source, text, id=source_id, type="EB/OL", grade="C")
    case = filled(
        Case,
        text,
        id=case_id,
        code="H-1",
        kind="典型",
        role="示范",
        abstract=text[:300],
        themes=["产业振兴"],
        endowments=[text],
        cited_sources=[source_id],
        sections=[
            {"type": text, "title": text, "body": text},
            {"type": text, "body": f"- {text}\n\n> {text}\n\n|{text}|\n|-|\n|{text}|\n"},
        ],
        questions=[{"stem": text, "answer": text, "evidence": text, "type": text}],
        teaching_note={
            "audience": text,
            "objectives": text,
            "plan": [{"minutes": 5, "step": text, "board": text}],
        },
        outcomes=[
            {
                "indicator": text,
                "value": "1",
                "unit": text[:20],
                "period_kind": "年度",
                "source_id": source_id,
                "quote": text,
                "year_basis": text,
            }
        ],
    )
    # JSON's own escapes carry what UTF-8 cannot.
    data = write_form({"sources": [_escaped(source)], "cases": [_escaped(case)]})
    path.write_bytes(data.replace(b"\\\\u", b"\\u"))
    return path


def _escaped(value: Any) -> Any:
    match value:
        case str():
            return "".join(f"\\u{ord(c):04x}" if 0xD800 <= ord(c) < 0xE000 else c for c in value)
        case list():
            return [_escaped(item) for item in value]
        case dict():
            return {key: _escaped(item) for key, item in value.items()}
    return value


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    settings = Settings(tmp_path / "documents", tmp_path / "cache", tmp_path / "config")
    archive = create_archive(tmp_path / "h.casearchive", settings)
    yield archive
    archive.close()


def printed_text(archive: Archive) -> str:
    printed = print_pack(archive, create_pack(archive, "册", ["H-1"]), "trainer")
    document = pypdfium2.PdfDocument(printed.data)
    try:
        return "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_it_is_kept_found_shown_and_printed_as_text(
    archive: Archive, tmp_path: Path, text: str
) -> None:
    import_json(archive, [hostile_form(tmp_path / "h.json", text)])
    case = read_case(archive, "H-1")
    assert case.title == clean_text(text)
    assert case.questions[0].stem == clean_text(text)
    search(archive, text)
    assert [hit.code for hit in search(archive, "H-1")] == ["H-1"]
    shown = printed_text(archive)
    assert "root:" not in shown  # nothing of the file that the markup named
    kept = "".join(c for c in clean_text(text) if c.isalnum() and "\u3000" < c < "\U00010000")
    assert set(kept) <= set(shown)
    export_json(archive, tmp_path / "out.json")


def test_a_hundred_thousand_characters_without_a_break(archive: Archive, tmp_path: Path) -> None:
    for number, text in enumerate(("长" * 100_000, "x" * 100_000, "，" * 100_000)):
        form = hostile_form(tmp_path / f"{number}.json", "短")
        data = form.read_text(encoding="utf-8")
        form.write_text(data.replace('"body": "短"', f'"body": "{text}"'), encoding="utf-8")
        import_json(archive, [form])
        found = [hit.code for hit in search(archive, text[:40])]
        assert found == (["H-1"] if text[0].isalnum() else [])  # punctuation alone asks nothing
        printed = print_pack(archive, create_pack(archive, f"册{number}", ["H-1"]))
        assert printed.pages > 20
