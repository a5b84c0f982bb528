"""Rows of a spreadsheet as cases: which column means what, and what each row lacks.

The mapping is guessed from the heads of the columns and corrected by the user; a dry run is the
same reading without saving. What a row lacks comes back beside it, in a sheet to be corrected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from casearchive.domain.dates import read_date
from casearchive.domain.prose import markup
from casearchive.exchange.reading.result import Sheet
from casearchive.exchange.reading.tables.amounts import read_amount, split_head
from casearchive.i18n import _

IGNORED, SECTION, OUTCOME = "", "section", "outcome"
# What a column may be, beside a section or an outcome, with the words its head is known by.
FIELDS: dict[str, tuple[str, ...]] = {
    "title": (
        "标题",
        "题目",
        "案例名称",
        "案例标题",
        "名称",
        "项目名称",
        "案例",
        "典型名称",
        "title",
        "name",
    ),
    "code": ("编号", "案例编号", "序号编码", "code"),
    "place": ("地点", "所在地", "地址", "place"),
    "province": ("省", "省份", "省市", "所在省", "province"),
    "city": ("市", "地市", "地级市", "所在市", "州市", "city"),
    "county": ("县", "区县", "县区", "县市区", "所在县", "县市", "county"),
    "township": ("乡镇", "镇", "乡", "镇街", "街道", "乡镇街道", "township"),
    "village": ("村", "村名", "行政村", "所在村", "村居", "村社区", "village"),
    "themes": ("主题", "振兴主题", "类别", "theme", "themes"),
    "tags": ("标签", "关键词", "tag", "tags"),
    "industry": ("产业", "主导产业", "industry"),
    "abstract": ("摘要", "简介", "概要", "内容提要", "abstract"),
    "period": ("时间", "起止时间", "实施时间", "时段", "period"),
    "source_title": ("出处", "来源", "资料来源", "文章题目", "source"),
    "publisher": ("发布者", "发布单位", "来源单位", "媒体", "报送单位", "publisher"),
    "published": ("发布日期", "发布时间", "日期", "published"),
    "author": ("作者", "author"),
    "url": ("网址", "链接", "url"),
}
SECTIONS = {
    "基本情况": ("基本情况", "概况", "村情"),
    "背景与问题": ("背景", "问题", "背景与问题", "存在困难"),
    "主要做法": ("主要做法", "做法", "具体做法", "经验做法", "举措", "主要举措"),
    "利益联结机制": ("利益联结机制", "利益联结", "分配机制"),
    "主要成效": ("主要成效", "成效", "效果", "取得成效"),
    "存在问题": ("存在问题", "不足"),
    "经验启示": ("经验启示", "启示", "经验", "体会"),
    "适用条件": ("适用条件", "条件"),
}
ERRORS_HEAD = "错误说明"  # stays Chinese: it is read back, in whatever language
_NUMBERS = ("序号", "no", "no.", "#", "行号", ERRORS_HEAD)
_LISTS = re.compile(r"[、,，;；/|\s]+")
_HEAD_ROWS = 10  # among which the heads are looked for
_MOST_THEMES, _MOST_ABSTRACT = 5, 300


@dataclass(frozen=True, slots=True)
class Column:
    """What a column means: `field` one of FIELDS, ``section``, ``outcome`` or nothing.

    `name` is the section's type or the indicator; `unit` and `year` those of an outcome.
    """

    head: str
    field: str = IGNORED
    name: str = ""
    unit: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns of a sheet in order; `head_row` is the 0-based row that names them."""

    head_row: int
    columns: tuple[Column, ...]

    @property
    def is_usable(self) -> bool:
        """Whether it says where the titles are, or the villages they can be made of."""
        return any(column.field in ("title", "village", "place") for column in self.columns)


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """A figure of a row, as its cell states it."""

    indicator: str
    value: str
    unit: str
    qualifier: str
    upper: str
    year: str
    quote: str


@dataclass(slots=True)
class RowDraft:
    """A row as a case. `number` is the row's in the sheet, from 1; `problems` what it lacks."""

    number: int
    fields: dict[str, str] = field(default_factory=dict)
    sections: list[tuple[str, str]] = field(default_factory=list)
    outcomes: list[RowOutcome] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What the case is called."""
        return self.fields.get("title", "")


def guess_mapping(sheet: Sheet, themes: Sequence[str] = ()) -> Mapping:
    """Return what the heads of a sheet say; the row of heads is the one that says most."""
    del themes
    best = (0, -1)
    for number, row in enumerate(sheet.rows[:_HEAD_ROWS]):
        known = sum(_guess(text).field in FIELDS or _known_section(text) != "" for text in row)
        if known > best[0]:
            best = (known, number)
    head_row = max(0, best[1])
    data = sheet.rows[head_row + 1 :]
    columns = [_guess(text) for text in sheet.rows[head_row]]
    for place, column in enumerate(columns):
        if not column.field and column.head and column.head.lower() not in _NUMBERS:
            columns[place] = _guess_by_content(column.head, [row[place] for row in data])
    return Mapping(head_row, tuple(_once(columns)))


def _guess(head: str) -> Column:
    plain = re.sub(r"[\s*（(].*$|[\s*：:]", "", head).lower()
    for name, words in FIELDS.items():
        if plain in words:
            return Column(head, name)
    if section := _known_section(head):
        return Column(head, SECTION, section)
    return Column(head)


def _known_section(head: str) -> str:
    plain = re.sub(r"[\s*：:]", "", head)
    return next((name for name, words in SECTIONS.items() if plain in words), "")


def _guess_by_content(head: str, cells: list[str]) -> Column:
    """Take a column of numbers for an outcome, one of long texts for a section."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return Column(head)
    indicator, unit, year = split_head(head)
    amounts = [amount for cell in filled if (amount := read_amount(cell, unit))]
    if len(amounts) * 2 > len(filled) or (unit and amounts):
        return Column(head, OUTCOME, indicator, unit or amounts[0].unit, year)
    if sum(map(len, filled)) / len(filled) > 20:
        return Column(head, SECTION, indicator)
    return Column(head)


def _once(columns: list[Column]) -> Iterator[Column]:
    """Let each field be meant by one column, the first."""
    seen: set[str] = set()
    for column in columns:
        if column.field in seen and column.field in FIELDS:
            yield Column(column.head)
        else:
            yield column
        seen.add(column.field)


def read_rows(sheet: Sheet, mapping: Mapping, themes: Sequence[str] = ()) -> list[RowDraft]:
    """Return the rows of a sheet as cases, each with what is wrong with it.

    `themes` are the words of the vocabulary; one of them within a cell is enough.
    """
    drafts = []
    for number, row in enumerate(sheet.rows[mapping.head_row + 1 :], mapping.head_row + 2):
        draft = RowDraft(number)
        for column, cell in zip(mapping.columns, row, strict=False):
            if cell.strip() and column.field:
                _take(draft, column, cell.strip(), themes)
        _finish(draft)
        drafts.append(draft)
    return drafts


def _take(draft: RowDraft, column: Column, cell: str, themes: Sequence[str]) -> None:
    match column.field:
        case "section":
            body = "\n\n".join(markup.line(line) for line in cell.split("\n") if line.strip())
            draft.sections.append((column.name or column.head, body))
        case "outcome":
            _take_outcome(draft, column, cell)
        case "themes":
            for word in filter(None, _LISTS.split(cell)):
                known = next((theme for theme in themes if word in theme or theme in word), "")
                if known or not themes:
                    draft.themes.append(known or word)
                else:
                    text = _("“{head}”里的“{word}”不是已有的主题（{known}）")
                    known = "、".join(themes)
                    draft.problems.append(text.format(head=column.head, word=word, known=known))
        case "tags":
            draft.tags += [word for word in _LISTS.split(cell) if word]
        case name:
            draft.fields[name] = " ".join(cell.split())


def _take_outcome(draft: RowDraft, column: Column, cell: str) -> None:
    if cell in ("-", "—", "/", "无", "未载", "暂无"):
        return
    amount = read_amount(cell, column.unit)
    if amount is None:
        text = _("“{head}”应是数字，写的是“{cell}”")
        draft.problems.append(text.format(head=column.head, cell=cell[:30]))
    elif not amount.unit:
        text = _("“{head}”没有单位，请在列名里写上，例如“{head}（万元）”")
        draft.problems.append(text.format(head=column.head))
    else:
        outcome = RowOutcome(
            column.name or column.head,
            *(amount.value, amount.unit, amount.qualifier, amount.upper),
            year=column.year,
            quote=_("表中“{head}”：{cell}").format(head=column.head, cell=cell),
        )
        draft.outcomes.append(outcome)


def _finish(draft: RowDraft) -> None:
    fields = draft.fields
    if not draft.title:
        place = fields.get("village") or fields.get("place", "")
        if place:
            fields["title"] = place
        else:
            draft.problems.append(_("没有标题，也没有村名"))
    if len(fields.get("abstract", "")) > _MOST_ABSTRACT:
        text = _("摘要有 {count} 字，最多 {most} 字")
        count = len(fields["abstract"])
        draft.problems.append(text.format(count=count, most=_MOST_ABSTRACT))
    draft.themes = list(dict.fromkeys(draft.themes))[:_MOST_THEMES]
    url = fields.get("url", "")
    if url and not url.startswith(("http://", "https://")):
        draft.problems.append(_("网址须以 http:// 或 https:// 开头"))
    if date := fields.get("published", ""):
        if read := read_date(date):
            fields["published"] = read
        else:
            draft.problems.append(_("日期请写成 2023、2023-04 或 2023-04-14"))
