"""The commands that find cases, and those on saved searches."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from casearchive.cli import findings
from casearchive.cli.opened import opened
from casearchive.cli.output import TerminalProgress, say, say_json
from casearchive.errors import InputIsInvalid, NothingWasFound
from casearchive.i18n import _, listed
from casearchive.settings import Settings

if TYPE_CHECKING:
    from casearchive.services.archive import Archive
    from casearchive.services.searching.finding import Finder, Group, Request
    from casearchive.services.searching.saved_searches import SavedSearch

# Use cases are imported in the command that needs them: `search` answers in a tenth of a second
# because it never loads what prints or migrates.
# ruff: noqa: PLC0415

NOTHING = NothingWasFound.exit_code


class IndicatorIsUnknown(InputIsInvalid):
    """No case states a figure of this name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(
            _("没有指标“{name}”，不能按它排序。现有：{known}。").format(
                name=name, known=listed(known[:20])
            )
        )


def search(options: argparse.Namespace, settings: Settings) -> int:
    """Search the cases."""
    from casearchive.services.searching.finding import Request

    asked = Request(typed=_text(options.text), order=options.sort, group=options.group)
    with opened(options, settings, read_only=True) as archive:
        return _search(archive, asked, options)


def _search(archive: Archive, asked: Request, options: argparse.Namespace) -> int:
    with _finder(archive) as finder:
        _refuse_unknown_indicator(finder, asked.order)
        keys: tuple[str, ...] = ()
        groups: tuple[Group, ...] = ()
        if asked.typed.strip():  # an empty text would mean every case
            found = finder.everything(asked)
            keys, groups = found.keys, found.groups
        page = list(keys[: options.limit])
        hits = finder.hits(asked.typed, page)
        answer = findings.Answer(
            typed=asked.typed,
            count=len(keys),
            hits=[hits[key] for key in page if key in hits],
            groups=groups,
            facets=finder.facets_exact(asked) if options.facets else None,
            advice=None if keys else finder.advice(asked),
        )
    if options.json:
        say_json(findings.as_data(answer))
    else:
        findings.say_answer(answer)
    return 0 if keys else NOTHING


def _refuse_unknown_indicator(finder: Finder, order: str) -> None:
    _kind, colon, name = order.partition(":")
    if colon and name not in (known := finder.indicators()):
        raise IndicatorIsUnknown(name, known)


def similar(options: argparse.Namespace, settings: Settings) -> int:
    """Find cases like one, or like several."""
    from casearchive.services.cases.reading import read_case
    from casearchive.services.library.browsing import case_rows

    with opened(options, settings, read_only=True) as archive:
        ids = [read_case(archive, case).id for case in options.cases]
        with _finder(archive) as finder:
            likenesses = finder.similar(ids, options.limit)
        rows = case_rows(archive, [likeness.key for likeness in likenesses])
    listed_with_codes = [(rows[like.key].code, like) for like in likenesses if like.key in rows]
    if options.json:
        say_json([findings.likeness_as_data(code, like) for code, like in listed_with_codes])
    else:
        for code, like in listed_with_codes:
            findings.say_likeness(code, like)
        if not listed_with_codes:
            say(_("没有与它相似的案例。"))
    return 0 if listed_with_codes else NOTHING


def suggest(options: argparse.Namespace, settings: Settings) -> int:
    """Say which words may be meant by the last one typed."""
    text = _text(options.text)
    with opened(options, settings, read_only=True) as archive, _finder(archive) as finder:
        suggestions = finder.suggestions(text, len(text), options.limit)
    if options.json:
        say_json(suggestions)
    else:
        for suggestion in suggestions:
            findings.say_suggestion(suggestion)
        if not suggestions:
            say(_("没有以“{text}”开头或读作它的词。").format(text=text))
    return 0 if suggestions else NOTHING


def list_searches(options: argparse.Namespace, settings: Settings) -> None:
    """List the saved searches with what they find now: what ``searches`` alone does."""
    from casearchive.services.searching.saved_searches import list_searches as kept

    with opened(options, settings, read_only=True) as archive:
        searches = kept(archive)
        with _finder(archive) as finder:
            counted = [(search, _count(finder, search)) for search in searches]
    if options.json:
        say_json([findings.search_as_data(search, cases) for search, cases in counted])
        return
    for search, cases in counted:
        findings.say_search(search, cases)
    if not counted:
        say(_("还没有智能列表。用 casearchive searches save 名称 文字 保存一个搜索。"))


def save_search(options: argparse.Namespace, settings: Settings) -> None:
    """Keep a search under a name."""
    from casearchive.services.searching import saved_searches

    words = (_text(options.text), options.sort, options.group)
    with opened(options, settings, read_only=False) as archive, _finder(archive) as finder:
        _refuse_unknown_indicator(finder, options.sort)
        if options.replace:
            saved_searches.update_search(archive, options.name, *words)
        else:
            saved_searches.save_search(archive, options.name, *words)
        search = saved_searches.find_search(archive, options.name)
        cases = _count(finder, search)
    if options.json:
        say_json(findings.search_as_data(search, cases))
    else:
        text = _("已存成智能列表“{name}”，现在有 {count} 个案例。")
        say(text.format(name=search.name, count=cases))


def delete_search(options: argparse.Namespace, settings: Settings) -> None:
    """Delete a saved search."""
    from casearchive.services.searching import saved_searches

    with opened(options, settings, read_only=False) as archive:
        search = saved_searches.delete_search(archive, options.name)
    if options.json:
        say_json({"id": search.id, "name": search.name})
    else:
        text = _("已删除智能列表“{name}”，它找的是：{text}")
        say(text.format(name=search.name, text=search.typed))


def run_search(options: argparse.Namespace, settings: Settings) -> int:
    """Search as a saved search says."""
    from casearchive.services.searching.saved_searches import find_search

    with opened(options, settings, read_only=True) as archive:
        return _search(archive, _as_request(find_search(archive, options.name)), options)


def forget_searches(options: argparse.Namespace, settings: Settings) -> None:
    """Forget what was searched for lately on this computer."""
    from casearchive.services.searching.recent import forget_searches as forget

    forget(settings)
    if options.json:
        say_json({})
    else:
        say(_("已清除最近搜索过的内容；智能列表不变。"))


def _count(finder: Finder, search: SavedSearch) -> int:
    return finder.count(_as_request(search))


def _as_request(search: SavedSearch) -> Request:
    from casearchive.services.searching.finding import Request

    return Request(typed=search.typed, order=search.order, group=search.group)


@contextmanager
def _finder(archive: Archive) -> Iterator[Finder]:
    from casearchive.services.searching.finding import Finder

    with closing(Finder(archive)) as finder, TerminalProgress(_("建立索引")) as progress:
        finder.refresh(progress)
        yield finder


def _text(words: list[str]) -> str:
    return " ".join(word.strip() for word in words)
