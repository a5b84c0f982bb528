"""The page for a stick: all text in it, nothing else, nothing fetched, nothing run but its own."""

import base64
import hashlib
import io
import re
from pathlib import Path

import pytest
from PIL import Image

from casearchive.printing.blocks import ListEntry, Part, Publication, plain
from casearchive.printing.web.reader import write_html
from tests.printing import made_files

ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "div", "button", "strong", "input", "nav"),
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "ol",
        "ul",
        "li",
        "a",
        "main",
        "header",
        "section",
        "p",
        "span",
        "dl",
    ),
    *(
        "dt",
        "dd",
        "table",
        "caption",
        "colgroup",
        "col",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "aside",
    ),
    *("details", "summary", "figure", "figcaption", "img", "svg", "rect", "text", "sup", "em"),
    *("blockquote", "script"),
}


def test_every_word_of_the_blocks_is_on_the_page(tmp_path: Path) -> None:
    publication = made_files.every_block(tmp_path)
    text = made_files.squeezed("".join(made_files.read_html(write_html(publication)).texts))
    markers = {"1.", "2.", "3)"}  # lists of the page's own count themselves
    for said in made_files.texts_in(publication):
        if said not in markers:
            assert made_files.squeezed(said) in text, said


@pytest.mark.parametrize("text", made_files.HOSTILE, ids=range(len(made_files.HOSTILE)))
def test_whatever_is_typed_stays_text(tmp_path: Path, text: str) -> None:
    data = write_html(made_files.every_block(tmp_path, text))
    page = made_files.read_html(data)
    assert {tag for tag, _values in page.tags} <= ALLOWED
    assert [tag for tag, _values in page.tags].count("script") == 2
    for _tag, values in page.tags:
        assert not [name for name in values if name.startswith("on") or name == "style"]
        assert (values.get("href") or "#").startswith(("#", "https://e.cn/"))
        assert (values.get("src") or "data:").startswith(
            "data:image/jpeg;base64,"
        ) or "src" not in values
    kept = "".join(c for c in text if c.isalnum() and c.isprintable())[:40]
    assert set(kept) <= set("".join(page.texts))


def test_only_its_own_style_and_script_may_run(tmp_path: Path) -> None:
    page = write_html(made_files.every_block(tmp_path)).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert "default-src 'none'" in policy[1]
    for kind, content in (
        ("style-src", re.search(r"<style>(.*?)</style>", page, re.S)),
        ("script-src", re.search(r"<script>(.*?)</script>", page, re.S)),
    ):
        assert content
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy[1]
    for word in ("http://", "@import", "url(", "fetch(", "XMLHttpRequest", "innerHTML", "eval("):
        assert word not in page.replace("https://", "")


def test_every_link_inside_leads_somewhere_once(tmp_path: Path) -> None:
    page = made_files.read_html(write_html(made_files.every_block(tmp_path)))
    places = [values["id"] for _tag, values in page.tags if values.get("id")]
    assert len(places) == len(set(places))
    links = {str(values["href"])[1:] for tag, values in page.tags if tag == "a"}
    inside = {link for link in links if not link.startswith("ttps")}
    assert len(inside - set(places)) == 1  # the index names a place that is not there


def test_photos_are_inside_small_and_silent(tmp_path: Path) -> None:
    page = made_files.read_html(write_html(made_files.every_block(tmp_path)))
    logo, photo = [str(values["src"]) for tag, values in page.tags if tag == "img"]
    data = base64.b64decode(photo.partition(",")[2])
    assert b"SECRETPLACE" not in data
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (1200, 800)
    assert base64.b64decode(logo.partition(",")[2])[:2] == b"\xff\xd8"
    assert any("文件不在" in text for text in page.texts)


def test_nested_lists_keep_their_order_and_numbers() -> None:
    entries = [("", 0), ("", 1), ("3.", 2), ("", 1), ("7.", 0), ("", 0)]
    blocks = tuple(ListEntry(plain(f"项{n}"), m, d) for n, (m, d) in enumerate(entries))
    page = made_files.read_html(
        write_html(Publication("单", (Part("单", blocks),), contents=False))
    )
    text = "".join(page.texts)
    assert [text.index(f"项{n}") for n in range(6)] == sorted(
        text.index(f"项{n}") for n in range(6)
    )
    assert [v["value"] for t, v in page.tags if t == "li" and "value" in v] == ["3", "7"]


def test_same_publication_same_bytes(tmp_path: Path) -> None:
    publication = made_files.every_block(tmp_path)
    assert write_html(publication) == write_html(publication)
