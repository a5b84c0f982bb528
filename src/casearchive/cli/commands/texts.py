"""The commands on texts: mending what a converter mangled, proposing a case."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from casearchive.bootstrap import named_archive
from casearchive.cli.opened import opened, working
from casearchive.cli.output import TerminalProgress, say, say_json
from casearchive.cli.words import typed
from casearchive.errors import InputIsInvalid
from casearchive.i18n import _, listed, named
from casearchive.settings import Settings

if TYPE_CHECKING:
    from casearchive.services.cases.duplicates.finding import Duplicate
    from casearchive.services.cases.duplicates.merging import MergeField
    from casearchive.services.exchange.proposing import CaseProposal
    from casearchive.services.exchange.repairing import Change, Repaired

# Use cases are imported in the command that needs them: see cli/commands/searching.py.
# ruff: noqa: PLC0415


Make = Callable[..., argparse.ArgumentParser]


def add_commands(known: argparse._SubParsersAction[argparse.ArgumentParser], make: Make) -> None:
    """Teach the command line ``repair``, ``propose`` and ``duplicates``; `make` adds one."""
    mend = make(
        known,
        "repair",
        repair,
        _("整理网页转换造成的乱字：注音、错位、繁体、栏目和垃圾链接"),
        "repair 网页.txt -o 整理后.txt",
    )
    mend.add_argument("file", metavar=_("文件"), type=Path)
    mend.add_argument("-o", "--output", metavar=_("文件.txt"), type=Path, help=_("写到这个文件"))
    mend.add_argument("--changes", action="store_true", help=_("列出每一处改动"))
    ask = make(
        known,
        "propose",
        propose,
        _("从一段文字里提出标题、地点、章节、成效和要改成职务的人名"),
        "propose 报道.txt",
    )
    ask.add_argument("file", metavar=_("文件"), type=Path)
    pairs = make(
        known,
        "duplicates",
        duplicates,
        _("列出相近的案例；写两个编号则逐项对照，加 --merge 合并"),
        "duplicates AL-2023-001 AL-2026-001",
    )
    pairs.add_argument("cases", metavar=_("案例"), nargs="*", help=_("前一个保留"))
    pairs.add_argument("--merge", action="store_true", help=_("把后一个合并到前一个"))
    pairs.add_argument(
        "--take",
        metavar=_("栏目=哪边"),
        action="append",
        default=[],
        help=_("left 用前一个，right 用后一个，both 都要；可以写多次"),
    )


class TwoCasesAreNeeded(InputIsInvalid):
    """Comparing and merging takes two cases."""

    def __init__(self) -> None:
        super().__init__(_("请写两个案例的编号：前一个保留，后一个合并进来。"))


def repair(options: argparse.Namespace, settings: Settings) -> None:
    """Mend a mangled web text and print it, or write it to a file."""
    del settings
    from casearchive.services.exchange.repairing import (
        CERTAIN,
        PUNCTUATION,
        SIMPLIFIED,
        read_web_text,
        repair_text,
        write_text,
    )

    with TerminalProgress(_("读取")) as progress:
        original = read_web_text(options.file, progress)
    repaired = repair_text(original.text)
    if options.output is not None:
        write_text(options.output, repaired.text)
    if options.json:
        say_json(repaired)
        return
    if options.changes:
        for change in repaired.changes:
            if change.rule not in (SIMPLIFIED, PUNCTUATION) or change.confidence != CERTAIN:
                _say_change(change)
    elif options.output is None:
        say(repaired.text)
    if options.changes or options.output is not None:
        _say_summary(repaired)


def _say_change(change: Change) -> None:
    from casearchive.services.exchange.repairing import CERTAIN, LOST, rule_label

    mark = {CERTAIN: " ", LOST: "？"}.get(change.confidence, "~")
    before, after = (" ".join(text.split()) for text in (change.before, change.after))
    say(f"{mark} {change.start:>6}  {rule_label(change.rule)}  {before} → {after}")
    if change.suggestions:
        say("          " + named(_("可能是"), " ".join(change.suggestions)))


def _say_summary(repaired: Repaired) -> None:
    from casearchive.services.exchange.repairing import CHECK, GAP, LOST, rule_label

    if not repaired.damaged:
        say(_("没有发现网页转换造成的损坏，文字没有改动。"))
        return
    kinds = [change.confidence for change in repaired.changes]
    text = _("改动 {all} 处，其中 {check} 处待核，{lost} 个字丢失，已标 {gap}。")
    counts = {"check": kinds.count(CHECK), "lost": kinds.count(LOST)}
    say(text.format(all=len(kinds), gap=GAP, **counts))
    rules = Counter(change.rule for change in repaired.changes)
    for rule, count in rules.items():
        say("  " + named(rule_label(rule), str(count)))
    facts = repaired.source_facts
    for title, value in (
        (_("题名"), facts.title),
        (_("发布日期"), facts.published),
        (_("来源"), facts.publisher),
        (_("作者"), facts.author),
        (_("编辑"), facts.editor),
    ):
        if value:
            say("  " + named(title, value))


def propose(options: argparse.Namespace, settings: Settings) -> None:
    """Propose a case from the text of a file, mended first where it is mangled."""
    from casearchive.services.exchange.proposing import propose as proposals_for
    from casearchive.services.exchange.repairing import read_web_text, repair_text

    with TerminalProgress(_("读取")) as progress:
        original = read_web_text(options.file, progress)
    repaired = repair_text(original.text)
    published = repaired.source_facts.published
    if named_archive(options.archive, settings) is None:
        proposal = proposals_for(None, repaired.text, published)
    else:
        with opened(options, settings, read_only=True) as archive:
            proposal = proposals_for(archive, repaired.text, published)
    if options.json:
        say_json({"text": repaired.text, "source": repaired.source_facts, "proposal": proposal})
    else:
        _say_proposal(proposal)


def _say_proposal(proposal: CaseProposal) -> None:
    from casearchive.services.labels import label

    if proposal.title:
        say(named(_("标题"), proposal.title.text))
    for place in proposal.places[:5]:
        say(named(_("地点"), f"{place.name}  {place.code}".strip()))
    for term in proposal.terms:
        say(f"  {label(term.vocabulary, term.word)}")
    for section in proposal.sections:
        say(named(_("章节"), f"{label('section_type', section.type)}  {section.title}".strip()))
    for outcome in proposal.outcomes:
        number = outcome.value + (f"–{outcome.upper_value}" if outcome.upper_value else "")
        qualifier = "" if outcome.qualifier == "=" else label("qualifier", outcome.qualifier) + " "
        year = outcome.year or _("年份未载")
        say(named(outcome.indicator, f"{qualifier}{number} {outcome.unit}  {year}"))
        say(f"    {outcome.quote}")
    for name in proposal.names:
        say(_("人名“{name}”建议改为职务：{post}").format(name=name.name, post=name.post))
    for warning in proposal.warnings:
        say(warning_text(warning.kind, warning.text))
    if not (proposal.sections or proposal.outcomes):
        say(_("这段文字里没有可以提取的内容。"))


def warning_text(kind: str, number: str) -> str:
    """Return the sentence that warns of a number."""
    if kind == "identity":
        return _("“{number}”像身份证号码，请删去。").format(number=number)
    return _("“{number}”像电话号码，请核对是否要保留。").format(number=number)


def duplicates(options: argparse.Namespace, settings: Settings) -> None:
    """List the cases that may be one; of two that are named, compare or merge them."""
    from casearchive.services.cases.duplicates.finding import find_duplicates

    if options.cases:
        _two_cases(options, settings)
        return
    with working(options, settings, _("比较案例"), read_only=True) as (archive, progress):
        pairs = find_duplicates(archive, progress)
    if options.json:
        say_json(pairs)
        return
    for pair in pairs:
        say(f"{pair.likeness:4.0%}  {pair.first.code}  {pair.first.title}")
        say(f"      {pair.second.code}  {pair.second.title}")
        if reasons := [text for yes, text in _reasons(pair) if yes]:
            say("      " + listed(reasons))
    if not pairs:
        say(_("没有发现相近的案例。"))
    else:
        say(_("用 casearchive duplicates 甲 乙 逐项对照，加 --merge 合并到甲。"))


def _reasons(pair: Duplicate) -> tuple[tuple[bool, str], ...]:
    return ((pair.same_place, _("同一地点")), (pair.same_topic, _("同一主题")))


def _two_cases(options: argparse.Namespace, settings: Settings) -> None:
    from casearchive.services.cases.duplicates.merging import merge_cases, plan_merge

    kept, other = _named_two(options.cases)
    choices = dict(typed.choice(text) for text in options.take)
    with opened(options, settings, read_only=not options.merge) as archive:
        plan = plan_merge(archive, kept, other)
        merge = merge_cases(archive, kept, other, choices) if options.merge else None
    if options.json:
        say_json(merge or plan)
    elif merge is None:
        for field in plan.fields:
            _say_field(field)
    else:
        text = _("已把 {other} 合并到 {kept}，采用了 {count} 项；{other} 在回收站里。")
        say(text.format(other=plan.other_code, kept=plan.kept_code, count=merge.taken))
        say(_("撤销：casearchive imports undo {batch}").format(batch=merge.batch[:8]))


def _named_two(cases: list[str]) -> tuple[str, str]:
    if len(cases) != 2:
        raise TwoCasesAreNeeded
    return cases[0], cases[1]


def _say_field(field: MergeField) -> None:
    if field.same:
        return
    say(named(field.label, field.key))
    for side, text in (("left", field.left), ("right", field.right)):
        mark = "*" if field.usual in (side, "both") else " "
        shown = " ".join(text.split())
        say(f"  {mark} {side:5}  {shown[:100]}{'……' if len(shown) > 100 else ''}")
