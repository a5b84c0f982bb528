"""The commands on imports: bring files in, list what was brought in, take it back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from casearchive.cli.opened import opened, working
from casearchive.cli.output import TerminalProgress, say, say_json
from casearchive.errors import CaseArchiveError, InputIsInvalid
from casearchive.i18n import _, clauses, listed, run_on
from casearchive.settings import Settings

if TYPE_CHECKING:
    from casearchive.services.importing.batches import ImportRow
    from casearchive.services.importing.candidates import Candidate, ImportOutcome
    from casearchive.services.importing.session import ImportSession

# Use cases are imported in the command that needs them: see cli/commands/searching.py.
# ruff: noqa: PLC0415

_NOTHING_TAKEN = 2


class ColumnIsUnknown(InputIsInvalid):
    """``--map`` names a column or a meaning that there is not."""


def import_files(options: argparse.Namespace, settings: Settings) -> int:
    """Import files and folders, or only say what would be made of them."""
    from casearchive.services.attachments.attaching import read_waiting_files
    from casearchive.services.importing.session import ImportSession

    with (
        opened(options, settings, read_only=False) as archive,
        TerminalProgress(_("导入")) as progress,
        ImportSession(archive) as session,
    ):
        session.add_paths(options.files, progress)
        for candidate in session.candidates:
            _choose(session, candidate, options)
        if options.errors:
            _write_errors(session.candidates, options)
        if options.dry_run:
            return _preview(session, options)
        outcome = session.run(progress)
        with suppress(CaseArchiveError):  # the import is done, whatever becomes of the index
            read_waiting_files(archive, progress)
    return _tell(outcome, options)


def _choose(session: ImportSession, candidate: Candidate, options: argparse.Namespace) -> None:
    """Do as the options say with a candidate."""
    if options.again and candidate.same and not candidate.refusal:
        candidate.wanted = True
    if options.whole:
        candidate.splits = False
    if options.map and candidate.is_table:
        _map(candidate, options.map)
        session.map_rows(candidate)


def _map(candidate: Candidate, told: Sequence[str]) -> None:
    """Apply ``--map 列名=title``, ``=section:主要做法`` or ``=outcome:集体收入``."""
    from dataclasses import replace

    from casearchive.services.importing.candidates import FIELDS, Column

    if candidate.mapping is None:
        return
    columns = list(candidate.mapping.columns)
    heads = [column.head for column in columns]
    for text in told:
        head, _sign, meaning = text.partition("=")
        kind, _colon, name = meaning.partition(":")
        if head not in heads:
            message = _("“{name}”里没有叫“{head}”的列。它有：{heads}。")
            raise ColumnIsUnknown(
                message.format(name=candidate.name, head=head, heads=listed(heads))
            )
        if kind and kind not in FIELDS and kind not in ("section", "outcome"):
            message = _("不认识“{meaning}”。可以写 {known}、section:章节 或 outcome:指标。")
            raise ColumnIsUnknown(message.format(meaning=meaning, known=listed(FIELDS)))
        place = heads.index(head)
        unit = columns[place].unit
        columns[place] = Column(head, kind, name or head, unit, columns[place].year)
    candidate.mapping = replace(candidate.mapping, columns=tuple(columns))


def _write_errors(candidates: Sequence[Candidate], options: argparse.Namespace) -> None:
    """Write the rows that have problems, of the first table that has any."""
    from casearchive.services.importing.errors import write_error_sheet

    for candidate in candidates:
        if count := write_error_sheet(candidate, options.errors):
            text = _("{count} 行有错，写到了 {path}。改好后再导入这个文件。")
            print(text.format(count=count, path=options.errors.absolute()), file=sys.stderr)
            return


def _preview(session: ImportSession, options: argparse.Namespace) -> int:
    if options.json:
        say_json([_as_data(candidate) for candidate in session.candidates])
    else:
        for candidate in session.candidates:
            _say_candidate(candidate)
        total = sum(candidate.count for candidate in session.candidates if candidate.wanted)
        say(_("这只是预演，没有写入。会新增 {count} 个草稿案例。").format(count=total))
    for note in session.notes:
        _complain(note)
    usable = any(candidate.wanted for candidate in session.candidates)
    return 0 if usable or not session.candidates else _NOTHING_TAKEN


def _say_candidate(candidate: Candidate) -> None:
    if candidate.refusal:
        _complain(candidate.refusal)
        return
    same = _("（{day} 导入过，会跳过）").format(day=candidate.same) if candidate.same else ""
    text = _("{name}：{count} 个案例{same}")
    say(text.format(name=candidate.name, count=candidate.count, same=same))
    for draft in candidate.drafts:
        say(f"  - {draft.title}  " + _("{count} 字").format(count=draft.letters))
    for row in candidate.rows if candidate.uses_rows else ():
        where = _("第 {number} 行").format(number=row.number)
        if row.problems:
            say(f"  ! {where}  " + clauses(row.problems))
        else:
            say(f"  - {where}  {row.title}")
    for note in candidate.read.notes if candidate.read else ():
        say(f"  · {note}")


def _as_data(candidate: Candidate) -> dict[str, object]:
    return {
        "name": candidate.name,
        "kind": candidate.kind,
        "refusal": candidate.refusal,
        "same": candidate.same,
        "cases": candidate.count,
        "titles": [draft.title for draft in candidate.drafts]
        + [row.title for row in candidate.good_rows if candidate.uses_rows],
        "problems": {str(row.number): row.problems for row in candidate.rows if row.problems},
        "notes": list(candidate.read.notes) if candidate.read else [],
    }


def _tell(outcome: ImportOutcome, options: argparse.Namespace) -> int:
    refused = outcome.of("refused")
    if options.json:
        say_json(outcome)
    else:
        for file in outcome.files:
            if file.outcome == "taken":
                _say_taken(file.name, len(file.cases), file.notes)
            elif file.outcome == "same":
                say(file.reason)
        if outcome.of("taken"):
            text = _(
                "导入完成：{files} 个文件，{cases} 个案例；撤销用 casearchive imports undo {id}"
            )
            batch = " ".join(batch[:8] for batch in outcome.batches)
            say(text.format(files=len(outcome.of("taken")), cases=outcome.cases, id=batch))
    for file in refused:
        _complain(file.reason)
    for note in outcome.notes:
        _complain(note)
    if outcome.cancelled:
        _complain(_("已停止；已经导入的都完整保留，可以撤销。"))
    return _NOTHING_TAKEN if refused and not outcome.of("taken") else 0


def _say_taken(name: str, cases: int, notes: Sequence[str]) -> None:
    say(_("已导入 {name}：{count} 个案例").format(name=name, count=cases))
    for note in notes:
        say(f"  · {note}")


def _complain(text: str) -> None:
    print(" ".join(text.splitlines()), file=sys.stderr)


def list_batches(options: argparse.Namespace, settings: Settings) -> None:
    """List the imports of an archive."""
    from casearchive.services.importing.batches import list_imports

    with opened(options, settings, read_only=True) as archive:
        rows = list_imports(archive)
    if options.json:
        say_json(rows)
        return
    for row in rows:
        say(_batch_line(row))
    if not rows:
        say(_("这个档案还没有导入过。"))


def _batch_line(row: ImportRow) -> str:
    from datetime import datetime

    made = datetime.fromisoformat(row.made_at).astimezone().strftime("%Y-%m-%d %H:%M")
    text = _("{id}  {made}  {name}：新增 {cases} 个案例")
    parts = [text.format(id=row.id[:8], made=made, name=row.name, cases=row.cases)]
    if row.changed:
        parts.append(_("改动 {count} 项").format(count=row.changed))
    if row.refused:
        parts.append(_("{count} 个文件没有导入").format(count=row.refused))
    if row.undone_at:
        parts.append(_("已撤销"))
    return run_on(parts)


def undo(options: argparse.Namespace, settings: Settings) -> None:
    """Take an import back."""
    from casearchive.services.undoing import undo_import

    with working(options, settings, _("撤销导入"), read_only=False) as (archive, progress):
        report = undo_import(archive, options.id, progress)
    if options.json:
        say_json(report)
        return
    text = _("已撤销：删除 {removed} 个案例，还原 {restored} 项。")
    say(text.format(removed=report.removed["case"], restored=sum(report.restored.values())))
    if report.trashed:
        text = _("导入后改过或用到的案例移到了回收站：{names}")
        say(text.format(names=listed(report.trashed)))
    if report.kept:
        text = _("导入后又改过，保持现状：{names}")
        say(text.format(names=listed(report.kept)))
