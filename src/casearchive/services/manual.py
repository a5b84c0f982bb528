"""The user's manual, chapter by chapter, in the language in force; and what it says of a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casearchive.domain.prose.reading import Heading, Prose, plain_text, read_prose, text_of
from casearchive.i18n import SOURCE_LANGUAGE, language
from casearchive.resources import manual_path

INDEX = "README.md"  # its links are the chapters, in order
_CHAPTER = re.compile(r"\]\(([\w-]+)\.md\)")
_LINK = re.compile(r"\]\((?:([\w-]+)\.md)?(?:#([^)]+))?\)")
_NO_ANCHOR = re.compile(r"[^\w\- ]")
_BEFORE, _AFTER = 6, 60  # characters around a word that was found


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter. `name` is its file's, without the ending; links lead to ``#name/anchor``."""

    name: str
    title: str
    blocks: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class Manual:
    """The chapters in order, and the folder that their pictures are named from."""

    chapters: tuple[Chapter, ...]
    folder: Path

    def chapter(self, name: str) -> Chapter:
        """Return a chapter by its name; the first where there is none of that name."""
        return next((one for one in self.chapters if one.name == name), self.chapters[0])


@dataclass(frozen=True, slots=True)
class Passage:
    """A section in which something was found: where it is, its heading, the words around it."""

    chapter: str
    anchor: str
    heading: str
    snippet: str


def read_manual(code: str = "") -> Manual:
    """Return the manual in a language, the one in force unless said otherwise."""
    folder = manual_path(code or language())
    if not folder.is_dir():
        folder = manual_path(SOURCE_LANGUAGE)
    index = (folder / INDEX).read_text(encoding="utf-8")
    names = _CHAPTER.findall(index)
    return Manual(tuple(_chapter(folder, name) for name in names), folder)


def _chapter(folder: Path, name: str) -> Chapter:
    text = (folder / f"{name}.md").read_text(encoding="utf-8")

    def inside(match: re.Match[str]) -> str:
        target, anchor = match[1] or name, match[2]
        return f"](#{target}/{anchor})" if anchor else f"](#{target})"

    blocks = read_prose(_LINK.sub(inside, text))
    title = next((text_of(one.runs) for one in blocks if isinstance(one, Heading)), name)
    return Chapter(name, title, blocks)


def anchor_of(title: str) -> str:
    """Return what a link to a heading names it by, as sites that show Markdown do."""
    return _NO_ANCHOR.sub("", title.strip().lower()).replace(" ", "-")


def find_in_manual(manual: Manual, typed: str) -> tuple[Passage, ...]:
    """Return the sections that hold every word of `typed`; those headed by them come first."""
    words = typed.casefold().split()
    if not words:
        return ()
    found = [
        (not all(word in heading.casefold() for word in words), passage)
        for chapter in manual.chapters
        for heading, anchor, text in _sections(chapter)
        if (passage := _passage(chapter, heading, anchor, text, words))
    ]
    return tuple(passage for _rank, passage in sorted(found, key=lambda one: one[0]))


def _sections(chapter: Chapter) -> Iterator[tuple[str, str, str]]:
    """Yield heading, anchor and text of each section, as its headings divide the chapter."""
    heading, held = chapter.title, list[Prose]()
    for block in chapter.blocks:
        if isinstance(block, Heading):
            yield heading, anchor_of(heading), plain_text(held)
            heading, held = text_of(block.runs), []
        else:
            held.append(block)
    yield heading, anchor_of(heading), plain_text(held)


def _passage(
    chapter: Chapter, heading: str, anchor: str, text: str, words: list[str]
) -> Passage | None:
    whole = f"{heading}\n{text}".casefold()
    if not text or not all(word in whole for word in words):
        return None
    place = max(0, text.casefold().find(words[0]))
    start = max(0, place - _BEFORE)
    stop = place + len(words[0]) + _AFTER
    shown = " ".join(text[start:stop].split())
    snippet = f"{'…' if start else ''}{shown}{'…' if stop < len(text) else ''}"
    return Passage(chapter.name, anchor, heading, snippet)
