"""Fields and values of states in words: what a merge shows side by side."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any

from casearchive.domain.states.merging import ORDER, Difference
from casearchive.domain.states.state import State
from casearchive.i18n import _, listed, named
from casearchive.services.labels import label

MOST = 6000  # characters of a value that are shown
_FINE = 600  # characters up to which texts are compared letter by letter
_PIECES = re.compile(r"[^。；！？，,.;!?\n]*[。；！？，,.;!?\n]?")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_VOCABULARIES = {
    "status": "status",
    "kind": "kind",
    "role": "role",
    "licence": "licence",
    "portrait_consent": "portrait_consent",
    "grade": "source_grade",
    "type": "source_type",
}
Name = Callable[[str], str]  # id -> what a person calls the thing


def kind_word(kind: str) -> str:
    """Return what entities of a kind of the form are called."""
    words = {
        "terms": _("词语"),
        "tags": _("标签"),
        "sources": _("出处"),
        "places": _("地点"),
        "lecturers": _("师资"),
        "cases": _("案例"),
        "sites": _("教学点"),
        "routes": _("教学路线"),
        "courses": _("课程"),
        "programmes": _("培训项目记录"),
        "pairings": _("结对"),
        "collections": _("文件夹"),
        "saved_searches": _("智能列表"),
        "briefing_packs": _("材料包"),
        "revisions": _("历史记录"),
    }
    return words.get(kind, kind)


def _field_words() -> dict[str, str]:
    return {
        "code": _("编号"),
        "title": _("标题"),
        "name": _("名字"),
        "label": _("名字"),
        "kind": _("类型"),
        "role": _("作用"),
        "scope": _("层级"),
        "status": _("状态"),
        "abstract": _("摘要"),
        "industry": _("产业"),
        "governance_topic": _("治理主题"),
        "income_path": _("增收路径"),
        "endowments": _("资源条件"),
        "period": _("时间"),
        "reviewed_by": _("审核人"),
        "trashed_at": _("回收站"),
        "place_id": _("地点"),
        "themes": _("主题"),
        "sections": _("章节"),
        "outcomes": _("成效指标"),
        "cited_sources": _("出处"),
        "questions": _("思考题"),
        "teaching_note": _("使用说明"),
        "attachments": _("附件"),
        "tags": _("标签"),
        "lecturers": _("师资"),
        ORDER: _("次序"),
        **_part_words(),
        **_record_words(),
    }


def _part_words() -> dict[str, str]:
    return {
        "body": _("正文"),
        "trainer_only": _("仅供教师"),
        "stem": _("题目"),
        "answer": _("答案"),
        "evidence": _("依据"),
        "audience": _("对象"),
        "objectives": _("目标"),
        "analysis": _("分析"),
        "theory": _("理论"),
        "key_points": _("要点"),
        "plan": _("教学安排"),
        "step": _("步骤"),
        "minutes": _("分钟"),
        "type": _("类型"),
        "caption": _("说明"),
        "creator": _("作者"),
        "licence": _("使用许可"),
        "portrait_consent": _("肖像同意"),
        "expires": _("到期日"),
        "indicator": _("指标"),
        "value": _("数值"),
        "unit": _("单位"),
        "year": _("年份"),
        "quote": _("出处位置"),
        "text": _("文字"),
    }


def _record_words() -> dict[str, str]:
    return {
        "author": _("作者"),
        "publisher": _("出版者"),
        "published": _("发布日期"),
        "accessed": _("引用日期"),
        "issue": _("版次"),
        "url": _("网址"),
        "grade": _("等级"),
        "province": _("省"),
        "city": _("市"),
        "county": _("县"),
        "township": _("乡镇"),
        "village": _("村"),
        "terrain": _("地形"),
        "figures": _("数字"),
        "items": _("内容"),
        "entries": _("案例"),
        "options": _("封面信息"),
        "template": _("版式"),
        "edition": _("版次"),
        "typed": _("搜索的写法"),
    }


def field_word(path: tuple[str, ...], mine: State, theirs: State) -> str:
    """Return what a field is called, e.g. 章节“主要做法”·正文."""
    words = _field_words()
    parts = [words.get(path[0], path[0])]
    for depth, key in enumerate(path[1:], 1):
        if _ID.fullmatch(key):
            member = _member(path[: depth + 1], theirs) or _member(path[: depth + 1], mine)
            if name := _member_name(member):
                parts[-1] = _("{what}“{name}”").format(what=parts[-1], name=name)
        else:
            parts.append(words.get(key, key))
    return " · ".join(parts)


def _member(path: tuple[str, ...], state: State) -> State:
    found: Any = state
    for key in path:
        if isinstance(found, list):
            found = next((each for each in found if each.get("id") == key), {})
        else:
            found = (found or {}).get(key, {})
    return found if isinstance(found, dict) else {}


def _member_name(member: State) -> str:
    for key in ("title", "type", "indicator", "stem", "name", "caption", "step", "text"):
        if member.get(key):
            return str(member[key])[:24]
    return ""


def value_word(difference: Difference, side: str, name: Name) -> str:
    """Return the value of one side as text; empty where there is nothing."""
    value = difference.mine if side == "mine" else difference.theirs
    key = difference.path[-1]
    if difference.path == ("trashed_at",):
        return _("在回收站中") if value else _("没有删除")
    text = _text(value, key, name)
    return text if len(text) <= MOST else text[:MOST] + "…"


def _text(value: Any, key: str, name: Name) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("是") if value else _("否")
        case list():
            apart = "\n" if any(isinstance(each, dict) for each in value) else _("、")
            return apart.join(_text(each, key, name) for each in value)
        case dict():
            return _record(value, name)
        case str() if _ID.fullmatch(value):
            return name(value)
        case str() if key in _VOCABULARIES:
            return label(_VOCABULARIES[key], value)
    return str(value)


def _record(value: State, name: Name) -> str:
    """Return a member's fields, one a line: ids of its own and hashes say nothing to a person."""
    words = _field_words()
    lines = [
        named(words[key], _text(each, key, name))
        for key, each in value.items()
        if key in words and each not in (None, "")
    ]
    links = [name(value[key]) for key in ("case_id", "site_id", "search_id") if value.get(key)]
    return "\n".join([*([listed(links)] if links else []), *lines])


Spans = list[tuple[int, int]]


def marks(mine: str, theirs: str) -> tuple[Spans, Spans]:
    """Return the spans of both texts in which they differ: by letter, long ones by clause."""
    fine = len(mine) <= _FINE and len(theirs) <= _FINE
    one, other = (list(text) if fine else _PIECES.findall(text) for text in (mine, theirs))
    here, there = Spans(), Spans()
    starts, ends = _starts(one), _starts(other)
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            _add(here, starts[a], starts[b])
            _add(there, ends[c], ends[d])
    return here, there


def _starts(pieces: list[str]) -> list[int]:
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    return starts


def _add(spans: Spans, start: int, end: int) -> None:
    if end > start:
        spans.append((start, end))
