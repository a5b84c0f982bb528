"""What of a case is amiss for print."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from casearchive.domain.case import Case, Section
from casearchive.domain.evidence import Attachment, Figure, hindrance
from casearchive.domain.prose import reading as prose
from casearchive.i18n import _, listed
from casearchive.printing.blocks import Picture
from casearchive.printing.composing.cases.photos import named_files
from casearchive.printing.drawing.photo import PictureCannotBeShown, pixels_of
from casearchive.services.labels import label
from casearchive.services.printing.checks.findings import ERROR, NOTE, WARNING, Finding, Where

_CITED = re.compile(r"\[(\d{1,3})\]")
_INTERNAL = "E"  # the grade of what was told or is internal: never handed out
StoredAt = Callable[[str], Path]  # where the file with this SHA-256 lies


def check_case(
    case: Case, item_id: str, left_out: frozenset[str], stored_at: StoredAt, *, for_trainer: bool
) -> Iterator[Finding]:
    """Yield what is amiss with one case as an item of a pack prints it."""
    here = Where(item_id, case.id.hex, title=case.title)
    yield from _status(case, here)
    printed = [
        section
        for section in case.sections
        if section.id.hex not in left_out and (for_trainer or not section.trainer_only)
    ]
    if not printed:
        yield Finding(
            "nothing_left", WARNING, here,
            _("《{title}》没有一个章节印出。").format(title=case.title),
            _("请在材料包中勾选要印的章节，或移去这个案例。"),
        )  # fmt: skip
    for section in printed:
        yield from _section(case, section, here)
    yield from _sources(case, here)
    if "photos" not in left_out:
        yield from _photos(case, printed, here, stored_at)


def _status(case: Case, here: Where) -> Iterator[Finding]:
    if case.status == "草稿":
        yield Finding(
            "draft", WARNING, here,
            _("《{title}》还是草稿，每一页会印“草稿”水印。").format(title=case.title),
            _("核对后请把状态改为已核或定稿，再印。"),
        )  # fmt: skip
    elif case.status == "停用":
        yield Finding(
            "withdrawn", WARNING, here,
            _("《{title}》已停用。").format(title=case.title),
            _("请从材料包中移去，或改回别的状态。"),
        )  # fmt: skip


def _section(case: Case, section: Section, here: Where) -> Iterator[Finding]:
    where = Where(here.item_id, here.case_id, section.id.hex, title=case.title)
    heading = section.title or label("section_type", section.type)
    blocks = prose.read_prose(section.body)
    text = prose.plain_text([b for b in blocks if not isinstance(b, prose.Picture)])
    if not text.strip():
        yield Finding(
            "empty_section", WARNING, where,
            _("《{title}》的“{section}”没有文字。").format(title=case.title, section=heading),
            _("请补写，或在材料包中不选这一节。"),
        )  # fmt: skip
    known = len(case.sources)
    wrong = {number for number in _CITED.findall(text) if not 1 <= int(number) <= known}
    if wrong:
        shown = listed(f"[{number}]" for number in sorted(wrong, key=int))
        yield Finding(
            "no_such_source", WARNING, where,
            _("《{title}》的“{section}”引了没有的出处 {marks}。").format(
                title=case.title, section=heading, marks=shown
            ),
            _("请补上出处，或改正编号。"),
        )  # fmt: skip


def _sources(case: Case, here: Where) -> Iterator[Finding]:
    if not case.sources:
        yield Finding(
            "no_source", WARNING, here,
            _("《{title}》没有出处。").format(title=case.title),
            _("请补上出处；没有出处的数据不要印发。"),
        )  # fmt: skip
    internal = [source for source in case.sources if source.grade == _INTERNAL]
    figures: list[Figure] = [*case.outcomes, *(case.place.figures if case.place else [])]
    resting = [figure.indicator for figure in figures if figure.source in internal]
    if internal:
        told = listed(_("“{text}”").format(text=source.title) for source in internal)
        on_it = ""
        if resting:
            names = listed(dict.fromkeys(label("indicator", word) for word in resting))
            on_it = _("下列数据只有它作依据：{names}。").format(names=names)
        yield Finding(
            "internal_source", WARNING, here,
            _("《{title}》的出处{sources}是口述或内部材料（E 级），不宜印发。").format(
                title=case.title, sources=told
            ) + on_it,
            _("请换成公开的出处，或不印这些内容。"),
        )  # fmt: skip


def _photos(
    case: Case, printed: list[Section], here: Where, stored_at: StoredAt
) -> Iterator[Finding]:
    named = {key for section in case.sections for key in named_files(section.body)}
    shown = {key for section in printed for key in named_files(section.body)}
    ours = {file.id.hex for file in case.attachments}
    for file in case.attachments:
        key = file.id.hex
        if file.media_type.startswith("image/") and (key in shown or key not in named):
            yield from _photo(case, file, here, stored_at)
    if lost := shown - ours:
        yield Finding(
            "photo_file", WARNING, here,
            _("《{title}》的正文里有 {count} 处照片不在附件中，不会印出。").format(
                title=case.title, count=len(lost)
            ),
            _("请重新添加照片，或从正文中删去。"),
        )  # fmt: skip


def _photo(case: Case, file: Attachment, here: Where, stored_at: StoredAt) -> Iterator[Finding]:
    where = Where(here.item_id, here.case_id, attachment_id=file.id.hex, title=case.title)
    name = file.caption or file.name
    names = {"title": case.title, "name": name}
    match hindrance(file.licence, file.portrait_consent, file.expires, datetime.now().astimezone()):
        case "licence":
            yield Finding(
                "photo_licence", WARNING, where,
                _("《{title}》的照片“{name}”使用许可未知，不会印出。").format(**names),
                _("取得许可后，请在案例的附件里改写“使用许可”。"),
            )  # fmt: skip
        case "consent":
            yield Finding(
                "photo_consent", WARNING, where,
                _("《{title}》的照片“{name}”没有取得肖像同意，不会印出。").format(**names),
                _("取得同意后，请在案例的附件里改写“肖像同意”。"),
            )  # fmt: skip
        case "expired":
            yield Finding(
                "photo_expired", WARNING, where,
                _("《{title}》的照片“{name}”的使用许可已于 {date} 到期，不会印出。").format(
                    **names, date=file.expires
                ),
                _("续期后，请在案例的附件里改写到期日。"),
            )  # fmt: skip
        case _allowed:
            yield from _photo_file(file, where, names, stored_at)


def _photo_file(
    file: Attachment, where: Where, names: dict[str, str], stored_at: StoredAt
) -> Iterator[Finding]:
    path = stored_at(file.sha256)
    if not path.is_file():
        yield Finding(
            "photo_file", ERROR, where,
            _("《{title}》的照片“{name}”的文件不见了，印不出来。").format(**names),
            _("请从备份恢复档案旁边的文件夹，或重新添加照片。"),
        )  # fmt: skip
        return
    try:
        pixels_of(Picture(str(path), file.sha256, ""))
    except (PictureCannotBeShown, OSError) as error:
        yield Finding(
            "photo_unreadable", ERROR, where,
            _("《{title}》的照片“{name}”不能印：{reason}。").format(**names, reason=error),
            _("请换一张 JPEG 或 PNG 图片。"),
        )  # fmt: skip


def not_printed_kinds(names: list[str], template: str) -> Finding:
    """Return the note that a template does not print some kinds of items."""
    return Finding(
        "not_printed", NOTE, Where(),
        _("“{template}”不印这些项目：{names}。").format(template=template, names=listed(names)),
        _("要印它们，请换“案例汇编”版式。"),
    )  # fmt: skip
