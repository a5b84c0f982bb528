"""What a template prints, and in which order: the ``[compose]`` table of its file.

::

    label = "案例卡片"          # what the interface calls it

    [compose]
    english = "One-page card"   # its label where the interface speaks English
    summary = "一案一页"        # a sentence on what it is for; english_summary likewise
    needs = "case"              # case, cases (two to five), route, course, or "" for anything
    cover = false               # cover, imprint and contents: true unless said otherwise
    prints = ["case", "smart_list"]     # the kinds of items it prints; all unless said otherwise
    pages_per_case = 1          # more is an overfull card; 0: as many as it takes
    case = ["title", {block = "facts", keys = ["place"]}, {block = "questions", limit = 2}]
    comparison = […]            # likewise, for each kind of item
    appendices = ["villages", "themes"]
    makes = "comparison"        # composed of the pack's cases where the pack has no such item
    subtitle = "第{issue}期"     # of the head, where the options it names are filled in
    closing = ["报：{report_to}"]       # lines at the end, each where its options are filled in
    new_pages = false           # parts follow each other on the page; true unless said otherwise

    [compose.options.issue]     # what the template asks for, beside the cover's facts
    title = "期号"

A wrong word is told with the file and the key it stands under.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from casearchive.domain.pack import ITEM_KINDS
from casearchive.i18n import _, language, listed
from casearchive.printing.measures import Template
from casearchive.printing.templates.keys import TemplateIsWrong
from casearchive.printing.templates.loading import load_template, template_files

NEEDS = ("", "case", "cases", "route", "course")
MAKES = ("", "comparison", "action_plan")
OPTION_KINDS = ("text", "long", "number", "switch")
BLOCKS: Mapping[str, tuple[str, ...]] = {
    "case": (
        *("title", "facts", "abstract", "sections", "columns", "box", "photos", "figures"),
        *("charts", "quotes", "questions", "note", "sources", "heading", "page", "lines"),
    ),
    "comparison": ("title", "table", "charts", "sources", "lines", "page"),
    "route": (
        *("title", "facts", "objectives", "schedule", "sketch", "sites", "notes"),
        *("sources", "heading", "page", "lines"),
    ),
    "course": ("title", "facts", "sessions", "sum", "lecturers", "heading", "page", "lines"),
    "action_plan": ("title", "facts", "tasks", "reviews", "lines", "page", "sources"),
}
ROWS = (
    *("place", "scale", "endowments", "industry", "scope", "period", "section"),
    *("outcomes", "sources"),
)
_KNOWN = (
    *("english", "summary", "english_summary", "needs", "cover", "imprint", "contents", "prints"),
    *("pages_per_case", "sections_listed_up_to", "appendices", "options", "makes", "new_pages"),
    *("subtitle", "closing"),
    *BLOCKS,
)
APPENDICES = ("indicators", "sources", "villages", "themes")


@dataclass(frozen=True, slots=True)
class Words:
    """A text of a template in the languages it is written in."""

    chinese: str = ""
    english: str = ""

    def __str__(self) -> str:
        """Return the text in the language in force."""
        return self.english if language() == "en" and self.english else self.chinese

    def __bool__(self) -> bool:
        """Say whether there is any text."""
        return bool(self.chinese)


@dataclass(frozen=True, slots=True)
class BlockSpec:
    """One block to compose: its name, and what the template says of it.

    `title` stands in place of the usual heading. `types` are section types, `keys` names of facts
    (``stem`` of questions: without answers),
    `limit` the most entries shown (0: all), `lines` lines to write on, `weight` a share of the
    width, `parts` what it consists of.
    """

    block: str
    title: Words = Words()
    types: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    limit: int = 0
    lines: int = 0
    weight: float = 1.0
    parts: tuple["BlockSpec", ...] = ()


@dataclass(frozen=True, slots=True)
class OptionSpec:
    """What a template asks its user for: `name` in the pack's options, and how it is asked."""

    name: str
    title: Words
    kind: str = "text"
    default: str = ""
    hint: Words = Words()


@dataclass(frozen=True, slots=True)
class Content:
    """What a template prints, read from its file."""

    name: str
    title: Words
    summary: Words = Words()
    needs: str = ""
    cover: bool = True
    imprint: bool = True
    contents: bool = True
    prints: tuple[str, ...] = ITEM_KINDS
    head: bool = False
    subtitle: str = ""
    closing: tuple[str, ...] = ()
    makes: str = ""
    new_pages: bool = True
    pages_per_case: int = 0
    sections_listed_up_to: int = 4
    blocks: Mapping[str, tuple[BlockSpec, ...]] | None = None
    appendices: tuple[str, ...] = ()
    options: tuple[OptionSpec, ...] = ()

    @property
    def masthead(self) -> bool:
        """Whether the cover's facts stand above the text of the first page."""
        return self.head and not self.cover

    def blocks_of(self, kind: str) -> tuple[BlockSpec, ...]:
        """Return the blocks of an item of this kind, in order."""
        return (self.blocks or {}).get(kind, ())


def content_of(template: Template, file: Path) -> Content:
    """Return what a template prints; `file` is where it lies. Raises TemplateIsWrong."""
    return _Reader(file).content(template)


def read_content(name: str, folders: Sequence[Path] = ()) -> Content:
    """Return what the template `name` prints: one that ships, or one in `folders`.

    Raises what :func:`casearchive.printing.templates.loading.load_template` raises.
    """
    return content_of(load_template(name, folders), template_files(folders)[name])


class _Reader:
    """Reads one file's tables, and knows where it stands when something is wrong."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def content(self, template: Template) -> Content:
        """Read the whole table."""
        told = self._table({"compose": template.compose}, "compose", _KNOWN)
        return Content(
            name=template.name,
            title=Words(template.label or template.name, self._text(told, "compose.english")),
            summary=Words(
                self._text(told, "compose.summary"), self._text(told, "compose.english_summary")
            ),
            needs=self._word(self._text(told, "compose.needs"), "compose.needs", NEEDS),
            cover=self._value(told, "compose.cover", True),
            imprint=self._value(told, "compose.imprint", True),
            contents=self._value(told, "compose.contents", True),
            prints=self._words(told, "compose.prints", ITEM_KINDS) or ITEM_KINDS,
            makes=self._word(self._text(told, "compose.makes"), "compose.makes", MAKES),
            new_pages=self._value(told, "compose.new_pages", True),
            pages_per_case=self._value(told, "compose.pages_per_case", 0),
            sections_listed_up_to=self._value(told, "compose.sections_listed_up_to", 4),
            subtitle=self._text(told, "compose.subtitle"),
            closing=self._words(told, "compose.closing"),
            head=template.cover == "head",
            blocks={
                kind: self._blocks(told.get(kind, ()), f"compose.{kind}", names)
                for kind, names in BLOCKS.items()
            },
            appendices=self._words(told, "compose.appendices", APPENDICES),
            options=self._options(told.get("options", {})),
        )

    def _options(self, data: Any) -> tuple[OptionSpec, ...]:
        if not isinstance(data, dict):
            raise self._wrong("compose.options", _("应为表"))
        found = []
        for name in data:
            key = f"compose.options.{name}"
            known = ("title", "english", "kind", "default", "hint", "english_hint")
            told = self._table(data, key, known)
            kind = self._word(
                self._text(told, f"{key}.kind") or "text", f"{key}.kind", OPTION_KINDS
            )
            found.append(
                OptionSpec(
                    name=name,
                    title=Words(self._text(told, f"{key}.title") or name,
                                self._text(told, f"{key}.english")),
                    kind=kind,
                    default=self._text(told, f"{key}.default"),
                    hint=Words(self._text(told, f"{key}.hint"),
                               self._text(told, f"{key}.english_hint")),
                )
            )  # fmt: skip
        return tuple(found)

    def _blocks(self, data: Any, key: str, names: tuple[str, ...]) -> tuple[BlockSpec, ...]:
        if not isinstance(data, list | tuple):
            raise self._wrong(key, _("应为数组"))
        return tuple(self._block(one, f"{key}[{n}]", names) for n, one in enumerate(data, 1))

    def _block(self, data: Any, key: str, names: tuple[str, ...]) -> BlockSpec:
        told = {"block": data} if isinstance(data, str) else data
        if not isinstance(told, dict):
            raise self._wrong(key, _("应为名称或表"))
        known = {field.name for field in fields(BlockSpec)} | {"english"}
        self._only(told, key, tuple(known))
        name = self._word(self._text(told, f"{key}.block"), f"{key}.block", names)
        parts = ROWS if name == "table" else ("part",)
        return BlockSpec(
            block=name,
            title=Words(self._text(told, f"{key}.title"), self._text(told, f"{key}.english")),
            types=self._words(told, f"{key}.types"),
            keys=self._words(told, f"{key}.keys"),
            limit=self._value(told, f"{key}.limit", 0),
            lines=self._value(told, f"{key}.lines", 0),
            weight=float(self._value(told, f"{key}.weight", 1)),
            parts=self._blocks(told.get("parts", ()), f"{key}.parts", parts),
        )

    def _table(self, data: Mapping[str, Any], key: str, known: tuple[str, ...]) -> dict[str, Any]:
        table = data.get(key.rpartition(".")[2], {})
        if not isinstance(table, dict):
            raise self._wrong(key, _("应为表"))
        self._only(table, key, known)
        return table

    def _only(self, table: Mapping[str, Any], key: str, known: tuple[str, ...]) -> None:
        for name in table:
            if name not in known:
                reason = _("不认识这个键；可以用：{known}")
                raise self._wrong(f"{key}.{name}", reason.format(known=listed(sorted(known))))

    def _text(self, table: Mapping[str, Any], key: str) -> str:
        return str(self._value(table, key, ""))

    def _value(self, table: Mapping[str, Any], key: str, default: Any) -> Any:
        """Return a value of the default's type; a number is not below 0."""
        value = table.get(key.rpartition(".")[2], default)
        kinds = {str: _("文字"), bool: _("true 或 false"), int: _("不小于 0 的数")}
        kind = type(default)
        fits = isinstance(value, int | float) if kind is int else isinstance(value, kind)
        if not fits or (kind is int and (isinstance(value, bool) or value < 0)):
            raise self._wrong(key, _("应为{kind}").format(kind=kinds[kind]))
        return value

    def _words(
        self, table: Mapping[str, Any], key: str, known: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        value = table.get(key.rpartition(".")[2], [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self._wrong(key, _("应为文字的数组"))
        return tuple(self._word(word, key, known) if known else word for word in value)

    def _word(self, word: str, key: str, known: tuple[str, ...]) -> str:
        if word not in known:
            reason = _("不认识“{word}”；可以用：{known}")
            shown = listed(name for name in known if name)
            raise self._wrong(key, reason.format(word=word, known=shown))
        return word

    def _wrong(self, key: str, reason: str) -> TemplateIsWrong:
        return TemplateIsWrong(self._path, key, reason)
