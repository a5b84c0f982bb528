"""Saved web pages: the article out of them (trafilatura). Nothing is fetched, ever.

A page is what one file holds: HTML, or a MIME archive with its pictures. Beside an HTML file only
the folder that browsers save with it is looked into.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import trafilatura
from lxml import html
from lxml.etree import ParserError

from casearchive.domain.prose import markup
from casearchive.domain.text import clean_text
from casearchive.exchange.file_text import MAX_TEXT, FileText
from casearchive.exchange.reading.outline import Block, drafts_of
from casearchive.exchange.reading.pictures import PictureStore
from casearchive.exchange.reading.plain import decoded, text_as_file
from casearchive.exchange.reading.result import (
    FileIsRefused,
    ReadFile,
    ReadPicture,
)
from casearchive.exchange.reading.web.page_blocks import page_blocks, spaced
from casearchive.exchange.repair.mend import is_mangled
from casearchive.exchange.source_facts import SourceFacts
from casearchive.i18n import _

_MOST_BYTES = 20_000_000  # of the page; pictures in a MIME archive have a limit of their own
_MOST_ARCHIVE = 100_000_000
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_BASE = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")  # what browsers write into a saved page
_DATE = re.compile(r"((?:19|20)\d\d)[年/.-](1[0-2]|0?[1-9])[月/.-](3[01]|[12]\d|0?[1-9])(?!\d)")
_DATES = (
    "//meta[@name='pubdate' or @name='PubDate' or @name='publishdate' or @name='publication_date'"
    " or @property='article:published_time' or @itemprop='datePublished']/@content"
)
_SHOWN = "//body//text()[not(ancestor::script or ancestor::style)]"
_ORIGIN = re.compile(r"来源[：:]\s*([^\s|｜，,。：:作编责]{2,20})")
_OFFICE = re.compile(r"LibreOffice|OpenOffice|Microsoft|WPS|Kingsoft", re.IGNORECASE)
_HEAD = 3_000  # characters of a page in which its date and source stand
_BESIDE = ("_files", ".files", "_文件")
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_DEEPEST = 20  # parts inside parts of a MIME archive

Look = Callable[[str], bytes | None]


def read_html(path: Path, store: PictureStore) -> ReadFile:
    """Return the article of a saved page as a draft. Raises FileIsRefused."""
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise FileIsRefused(path, _("网页超过 20 MB，没有读取。"))
    return _page(path, _html_text(data, path), "html", _Beside(store, _beside(path)))


def read_mht(path: Path, store: PictureStore) -> ReadFile:
    """Return the article of a MIME archive as a draft. Raises FileIsRefused."""
    if path.stat().st_size > _MOST_ARCHIVE:
        raise FileIsRefused(path, _("网页超过 100 MB，没有读取。"))
    message = message_from_bytes(path.read_bytes(), policy=compat32)
    page: tuple[str, str] | None = None
    parts: dict[str, Message] = {}
    for part in _parts(message):
        place = str(part.get("Content-Location", ""))
        for name in (place, f"cid:{str(part.get('Content-ID', '')).strip('<> ')}"):
            parts.setdefault(name, part)
        if page is None and part.get_content_type() in ("text/html", "application/xhtml+xml"):
            data = _payload(part)
            declared = part.get_content_charset() or ""
            page = (_html_text(data[:_MOST_BYTES], path, declared), place)
    if page is None:
        raise FileIsRefused(path, _("里没有找到网页内容。请在浏览器里重新保存。"))
    text, base = page

    def look(target: str) -> bytes | None:
        part = parts.get(target) or parts.get(urljoin(base, target))
        return _payload(part) if part is not None else None

    return _page(path, text, "mht", _Beside(store, look, base or _location(message)))


def _parts(message: Message, depth: int = 0) -> Iterator[Message]:
    payload = message.get_payload()
    if isinstance(payload, list) and depth < _DEEPEST:
        for part in payload:
            if isinstance(part, Message):
                yield from _parts(part, depth + 1)
    elif not isinstance(payload, list):
        yield message


def _payload(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _location(message: Message) -> str:
    return str(message.get("Snapshot-Content-Location", "") or message.get("Content-Location", ""))


def _html_text(data: bytes, path: Path, declared: str = "") -> str:
    """Decode a page: by its mark, by what it declares where that fits, else by rule."""
    found = _CHARSET.search(data[:4096])
    name = (found[1].decode("ascii", "replace") if found else declared).lower()
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and name:
        try:
            return data.decode(_SUPERSETS.get(name, name))
        except (LookupError, UnicodeDecodeError, ValueError):
            pass  # it declares what it is not
    return decoded(data, path)[0]


def _beside(path: Path) -> Look:
    """Return what looks a picture up in the folder saved with a page, and nowhere else."""
    folders = [path.with_name(path.stem + ending) for ending in _BESIDE]

    def look(target: str) -> bytes | None:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            return None
        name = Path(unquote(parts.path)).name
        for folder in folders:
            file = folder / name
            inside = not folder.is_symlink() and not file.is_symlink()
            if name and inside and file.is_file() and file.stat().st_size <= _MOST_BYTES:
                return file.read_bytes()
        return None

    return look


@dataclass(frozen=True, slots=True)
class _Beside:
    """Where a page's pictures are kept and looked up, and the address it was saved from."""

    store: PictureStore
    look: Look
    address: str = ""


def _page(path: Path, text: str, kind: str, beside: _Beside) -> ReadFile:
    store, look, address = beside.store, beside.look, beside.address
    text = clean_text(text)
    if not text.strip():
        raise FileIsRefused(path, _("是空文件。"))
    saved = _BASE.search(text[:2000])
    address = address or (saved[1] if saved else "")
    address = address if address.startswith(("http://", "https://")) else ""
    try:
        tree = html.document_fromstring(_without_declaration(text))
    except (ParserError, ValueError) as error:
        raise FileIsRefused(path, _("里没有读得出的网页内容。")) from error
    facts = _facts(text, tree, address)
    article = _article(text)
    if article is None or _is_from_office(tree):
        blocks = page_blocks(tree, lambda image: _picture(image, store, look))
    else:
        blocks = _blocks(article, store, look)
    if not blocks:
        raise FileIsRefused(path, _("里没有找到正文。可以在浏览器里复制文字，粘贴进来。"))
    title = facts.title or path.stem
    plain = "\n".join(_unmarked(block.text) for block in blocks)
    if is_mangled(plain):
        return _repaired(plain, title, kind, facts)
    if not any(block.level == 1 for block in blocks):
        blocks = [Block(title, 1), *_lowered(blocks)]
    whole, parts, splits = drafts_of(blocks, title)
    kept = FileText("\n".join(block.text for block in blocks)[:MAX_TEXT])
    return ReadFile(kind, whole, parts, splits, facts, text=kept, notes=store.notes())


def _repaired(plain: str, title: str, kind: str, facts: SourceFacts) -> ReadFile:
    """Return a mangled page as its text, repaired; tables of such pages are beyond telling."""
    read = text_as_file(plain, title)
    facts = read.facts.or_else(facts)
    return replace(read, kind=kind, facts=facts, text=FileText(clean_text(plain)))


def _unmarked(text: str) -> str:
    return re.sub(r"\\(.)|\*\*", r"\1", text)


def _without_declaration(text: str) -> str:
    """lxml takes no text that declares its encoding."""
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


def _facts(text: str, tree: html.HtmlElement, address: str) -> SourceFacts:
    """Return what a page states of itself; a date only where it stands, none is guessed."""
    found = trafilatura.extract_metadata(text, default_url=address or None)
    stated = " ".join(str(value) for value in tree.xpath(_DATES))
    shown = "\n".join(filter(None, (str(text).strip() for text in tree.xpath(_SHOWN))))[:_HEAD]
    date = _DATE.search(stated) or _DATE.search(shown)
    origin = _ORIGIN.search(shown)
    return SourceFacts(
        title=_one_line(found.title) if found else "",
        author=_one_line(found.author) if found else "",
        publisher=origin[1] if origin else _one_line(found.sitename) if found else "",
        published="-".join(f"{int(part):02}" for part in date.groups()) if date else "",
        url=address or (_address(found.url) if found else ""),
    )


def _one_line(text: object) -> str:
    return " ".join(str(text or "").split())[:200]


def _address(url: object) -> str:
    text = str(url or "")
    return text if text.startswith(("http://", "https://")) else ""


def _article(text: str) -> html.HtmlElement | None:
    """Return the article as trafilatura's own tree, or None where it finds none."""
    found = trafilatura.bare_extraction(
        text,
        include_comments=False,
        include_tables=True,
        include_images=True,
        include_formatting=True,
        with_metadata=False,
    )
    body = getattr(found, "body", None)
    return body if body is not None and len(body) else None


def _is_from_office(tree: html.HtmlElement) -> bool:
    """Say whether an office program wrote the page: it has no site around it to take off."""
    makers = tree.xpath("//meta[translate(@name, 'G', 'g') = 'generator']/@content")
    return any(_OFFICE.search(str(maker)) for maker in makers)


def _blocks(body: html.HtmlElement, store: PictureStore, look: Look) -> list[Block]:
    """Return the blocks of the tree trafilatura makes (TEI-like: head, p, list, table, graphic)."""
    blocks: list[Block] = []
    for element in body:
        match element.tag:
            case "head":
                level = str(element.get("rend", "h2"))[1:]
                if text := _plain(element):
                    blocks.append(Block(text, int(level) if level.isdigit() else 2))
            case "list":
                items = [markup.line(_plain(item)) for item in element if _plain(item)]
                mark = "1." if element.get("rend") == "ol" else "-"
                if items:
                    blocks.append(Block("\n".join(f"{mark} {item}" for item in items)))
            case "table":
                rows = [[markup.cell(_plain(cell)) for cell in row] for row in element.iter("row")]
                if any(any(row) for row in rows):
                    blocks.append(Block(markup.table(rows)))
            case "graphic":
                blocks += _picture(element, store, look)
            case _:
                if text := _marked(element).strip():
                    blocks.append(Block(markup.started(text)))
                for graphic in element.iter("graphic"):
                    blocks += _picture(graphic, store, look)
    return blocks


def _picture(element: html.HtmlElement, store: PictureStore, look: Look) -> list[Block]:
    caption = _one_line(element.get("alt") or element.get("title"))
    data = look(str(element.get("src", "")))
    picture: ReadPicture | None = None
    if data:
        picture = store.keep(data, str(element.get("src", "")), caption)
    if picture is None:
        return []
    return [Block(markup.picture(picture.key, caption), pictures=(picture,))]


def _plain(element: html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _marked(element: html.HtmlElement) -> str:
    """Return a paragraph's text with its bold and emphasis; links stay text."""
    parts = [markup.inline(spaced(element.text))]
    for inner in element:
        text = _marked(inner)
        rend = str(inner.get("rend", ""))
        if inner.tag == "hi" and rend in ("#b", "bold"):
            text = markup.bold(text)
        elif inner.tag == "hi" and rend in ("#i", "italic"):
            text = markup.italic(text)
        elif inner.tag == "lb":
            text = " "
        elif inner.tag == "graphic":
            text = ""
        parts += [text, markup.inline(spaced(inner.tail))]
    return "".join(parts)


def _lowered(blocks: list[Block]) -> list[Block]:
    return [Block(b.text, b.level + 1 if b.level else 0, b.pictures) for b in blocks]
