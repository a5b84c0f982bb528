"""How what a search gives back reaches a terminal or another program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from casearchive.cli.output import hit_as_data, say, say_hit, say_marked
from casearchive.i18n import _, listed, named
from casearchive.services.labels import facet_names, facet_value, hint_kinds, label

if TYPE_CHECKING:
    from casearchive.services.searching.finding import (
        Advice,
        FacetCount,
        Facets,
        Group,
        Hit,
        Likeness,
        Suggestion,
    )
    from casearchive.services.searching.saved_searches import SavedSearch


@dataclass(frozen=True, slots=True)
class Answer:
    """All that ``search`` says: how many cases there are, those listed, and help if there are none.

    `groups` are stretches of all cases, of which `hits` are the first.
    """

    typed: str
    count: int
    hits: Sequence[Hit]
    groups: Sequence[Group]
    facets: Facets | None
    advice: Advice | None


def as_data(answer: Answer) -> dict[str, Any]:
    """Return an answer as what ``search --json`` says; what was not asked for is left out."""
    data: dict[str, Any] = {
        "count": answer.count,
        "hits": [hit_as_data(hit) for hit in answer.hits],
    }
    if answer.groups:
        data["groups"] = [asdict(group) for group in answer.groups]
    if answer.facets:
        data["facets"] = {name: _counts(counts) for name, counts in answer.facets.values.items()}
    if answer.advice:
        data["advice"] = asdict(answer.advice)
    return data


def _counts(counts: Sequence[FacetCount]) -> list[dict[str, Any]]:
    return [asdict(count) for count in counts]


def say_answer(answer: Answer) -> None:
    """Print an answer: the cases in their groups, then the facets, or what to try instead."""
    if answer.advice:
        _say_advice(answer.typed, answer.advice)
    headings = {group.start: group for group in answer.groups}
    for place, hit in enumerate(answer.hits):
        if group := headings.get(place):
            say(("\n" if place else "") + _heading(group))
        say_hit(hit)
    if len(answer.hits) < answer.count:
        text = _("共 {count} 个案例，列出了前 {listed} 个。")
        say(text.format(count=answer.count, listed=len(answer.hits)))
    if answer.facets:
        _say_facets(answer.facets)


def _heading(group: Group) -> str:
    return _("【{name}】{count} 个").format(name=group.name or _("未载"), count=group.count)


def _say_advice(typed: str, advice: Advice) -> None:
    say(_("没有找到“{text}”。").format(text=typed))
    for repair in advice.repairs:
        text = _("要找 {word} 吗？（{count} 个案例）")
        say("  " + text.format(word=repair.typed, count=repair.cases))
    for drop in advice.drops:
        text = _("不写“{part}”，有 {count} 个案例：{typed}")
        say("  " + text.format(part=drop.part, count=drop.cases, typed=drop.typed))
    if not advice.repairs and not advice.drops:
        say("  " + _("换一个说法，或少写几个字再试。"))


def _say_facets(facets: Facets) -> None:
    names = _facet_names()
    for name, counts in facets.values.items():
        if counts:
            values = listed(_facet_value(name, count) for count in counts)
            say(named(names.get(name, name), values))


def _facet_value(name: str, count: FacetCount) -> str:
    value = facet_value(name, count.value)
    return _("{value}（{count}）").format(value=value, count=count.count)


def _facet_names() -> dict[str, str]:
    """Return what the facets are called; a place by the name that a query has for it."""
    return facet_names() | {"place": _("地区")}


def likeness_as_data(code: str, likeness: Likeness) -> dict[str, Any]:
    """Return a similar case as what ``similar --json`` lists."""
    reasons = [asdict(reason) for reason in likeness.reasons]
    return {"id": likeness.key, "code": code, "title": likeness.title, "reasons": reasons}


def say_likeness(code: str, likeness: Likeness) -> None:
    """Print a similar case and why it is."""
    say(f"{code}  {likeness.title}")
    say("    " + "  ".join(_reasons(likeness)))


def _reasons(likeness: Likeness) -> Iterator[str]:
    names = {**_facet_names(), "word": _("共有的词")}
    for reason in likeness.reasons:
        words = (label(reason.kind, word) for word in reason.words)
        yield named(names.get(reason.kind, reason.kind), listed(words))


def say_suggestion(suggestion: Suggestion) -> None:
    """Print a word to go on with: what it is and how many cases hold it."""
    kind = hint_kinds().get(suggestion.kind, suggestion.kind)
    after = _("（{kind}，{count} 个案例）").format(kind=kind, count=suggestion.cases)
    say_marked("", suggestion.text, suggestion.marks, after)


def search_as_data(search: SavedSearch, cases: int) -> dict[str, Any]:
    """Return a saved search as what ``searches --json`` lists."""
    data = asdict(search)
    del data["position"]  # the list's own order says it
    return {**data, "cases": cases}


def say_search(search: SavedSearch, cases: int) -> None:
    """Print a saved search: its name, how many cases it finds now, and what it looks for."""
    say(_("{name}  （{count} 个案例）").format(name=search.name, count=cases))
    say("    " + search.typed)
