"""The check before print: what would be wrong, left out or marked on the pages of a pack."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from casearchive.domain.pack import MAX_COMPARED, BriefingPack, PackItem
from casearchive.i18n import _
from casearchive.printing.composing.composed import Composed
from casearchive.printing.composing.content import Content
from casearchive.printing.composing.items import kind_name
from casearchive.printing.composing.training.course import slot_told
from casearchive.printing.faces.fonts import resolve_fonts
from casearchive.printing.rendered import RenderedPdf
from casearchive.printing.worker import render_in_child
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import find_pack
from casearchive.services.printing.checks.cases import check_case, not_printed_kinds
from casearchive.services.printing.checks.findings import ERROR, WARNING, Finding, Preflight, Where
from casearchive.services.printing.checks.glyphs import missing_glyphs
from casearchive.services.printing.ready import composed, is_sha256, what_is_lacking
from casearchive.services.printing.templates import content_of_template, template_folders
from casearchive.storage.attachments import stored_file

_ORDER = {ERROR: 0, WARNING: 1}
_LEAST_COMPARED = 2


def check_pack(
    archive: Archive,
    name: str,
    edition: str | None = None,
    template: str | None = None,
    progress: Progress = silent,
) -> Preflight:
    """Return all that should be known before this pack is printed or exported; change nothing.

    Pages are set only for a template that limits a case to so many. Raises PackIsGone,
    TemplateIsUnknown, TemplateIsWrong, and WorkWasCancelled where `progress` says so.
    """
    with archive.reading() as session:
        pack = find_pack(session, name)
        template = template or pack.template
        edition = edition or pack.edition
        content = content_of_template(archive, template)
        made = composed(archive, session, pack, edition=edition, content=content, progress=progress)
        publication = made.publication
        findings = list(_Checks(archive, pack, content, made, edition).findings())
    missing, places = missing_glyphs(publication, made.origins, resolve_fonts())
    findings += places
    pages = 0
    if content.pages_per_case and publication.parts:
        folders = template_folders(archive)
        rendered = render_in_child(publication, progress, template=template, folders=folders)
        pages = rendered.pages
        findings += _overfull(rendered, made, content)
    return Preflight(
        pack=pack.name,
        template=template,
        edition=edition,
        findings=tuple(sorted(findings, key=lambda one: _ORDER.get(one.severity, 2))),
        cases=len(made.cases),
        missing=missing,
        watermark=publication.watermark,
        pages=pages,
    )


class _Checks:
    """Looks through one composed pack while its session is open."""

    def __init__(
        self, archive: Archive, pack: BriefingPack, content: Content, made: Composed, edition: str
    ) -> None:
        self._archive = archive
        self._pack = pack
        self._content = content
        self._made = made
        self._for_trainer = edition == "trainer"

    def findings(self) -> Iterator[Finding]:
        """Yield everything, in the pack's order."""
        if not self._made.publication.parts:
            yield Finding(
                "needs", ERROR, Where(), what_is_lacking(self._content), _("添加后再检查一次。")
            )
        yield from self._logo()
        unprinted: dict[str, None] = {}
        for item in self._pack.items:
            if item.kind != "page_break" and item.kind not in self._content.prints:
                if not (item.kind in ("case", "smart_list") and self._content.makes):
                    unprinted[kind_name(item.kind)] = None
                continue
            yield from self._item(item)
        if unprinted:
            yield not_printed_kinds(list(unprinted), str(self._content.title))
        yield from self._cases()

    def _logo(self) -> Iterator[Finding]:
        sha256 = str(self._pack.options.get("logo", ""))
        if is_sha256(sha256) and not stored_file(self._archive.files, sha256).is_file():
            yield Finding(
                "logo_file", WARNING, Where(), _("封面标志的文件不见了，不会印出。"),
                _("请重新选一个标志，或从备份恢复。"),
            )  # fmt: skip

    def _item(self, item: PackItem) -> Iterator[Finding]:
        where = Where(item.id.hex, title=item.title or kind_name(item.kind))
        if item.case and item.case.trashed_at:
            yield Finding(
                "trashed", ERROR, Where(item.id.hex, item.case.id.hex, title=item.case.title),
                _("《{title}》在回收站里，不会印出。").format(title=item.case.title),
                _("请恢复这个案例，或从材料包中移去。"),
            )  # fmt: skip
        elif item.search and not self._of_item(item):
            yield Finding(
                "empty_list", WARNING, Where(item.id.hex, title=item.search.name),
                _("智能列表“{name}”现在没有可以印的案例。").format(name=item.search.name),
                _("请改写它的搜索，或从材料包中移去。"),
            )  # fmt: skip
        elif (item.kind == "route" and not item.route) or (
            item.kind == "course" and not item.course
        ):
            yield Finding(
                "not_chosen", ERROR, where,
                _("“{name}”还没有选定内容。").format(name=where.title),
                _("请在材料包中选定，或移去这一项。"),
            )  # fmt: skip
        elif item.course and item.course.slot_minutes is not None:
            if item.course.minutes > item.course.slot_minutes:
                yield Finding(
                    "over_slot", WARNING, Where(item.id.hex, title=item.course.title),
                    slot_told(item.course), _("请改课程，或改课时。"),
                )  # fmt: skip
        elif item.kind == "comparison":
            yield from self._comparison(item, where)

    def _comparison(self, item: PackItem, where: Where) -> Iterator[Finding]:
        chosen = [one.case for one in item.chosen if not one.case.trashed_at]
        for one in item.chosen:
            if one.case.trashed_at:
                yield Finding(
                    "trashed", ERROR, Where(item.id.hex, one.case.id.hex, title=one.case.title),
                    _("对比表里的《{title}》在回收站里，不会印出。").format(title=one.case.title),
                    _("请恢复这个案例，或另选一个。"),
                )  # fmt: skip
        yield from _compared(len(chosen) if item.chosen else len(self._made.cases), where)

    def _cases(self) -> Iterator[Finding]:
        """Yield what is amiss with the cases themselves, each once."""
        if self._content.makes == "comparison" and not any(
            item.kind == "comparison" for item in self._pack.items
        ):
            yield from _compared(len(self._made.cases), Where())
        told: dict[UUID, tuple[str, frozenset[str]]] = {}
        for item in self._pack.items:
            if item.case:
                told[item.case.id] = (item.id.hex, frozenset(item.left_out))
            for one in self._of_item(item) if item.search else ():
                told[one] = (item.id.hex, frozenset(item.left_out))
        files = self._archive.files
        for case in self._made.cases:
            item_id, left_out = told.get(case.id, ("", frozenset()))
            yield from check_case(
                case, item_id, left_out, lambda sha256: stored_file(files, sha256),
                for_trainer=self._for_trainer,
            )  # fmt: skip

    def _of_item(self, item: PackItem) -> list[UUID]:
        return [
            origin.case
            for origin in self._made.origins.values()
            if origin.item == item.id and origin.case and not origin.section
        ]


def _compared(count: int, where: Where) -> Iterator[Finding]:
    if count < _LEAST_COMPARED:
        yield Finding(
            "too_few", ERROR, where,
            _("对比表要并列两到五个案例，现在只有 {count} 个。").format(count=count),
            _("请在材料包中再选案例。"),
        )  # fmt: skip
    elif count > MAX_COMPARED:
        yield Finding(
            "too_many", WARNING, where,
            _("对比表至多并列 {most} 个案例，其余 {more} 个不会列出。").format(
                most=MAX_COMPARED, more=count - MAX_COMPARED
            ),
            _("请选定要对比的案例，或分成几张对比表。"),
        )  # fmt: skip


def _overfull(rendered: RenderedPdf, made: Composed, content: Content) -> Iterator[Finding]:
    """Yield a finding for each case that takes more pages than its template gives it."""
    parts = made.publication.parts
    over = {one.part: one.lines for one in rendered.overfull}
    counts = _pages_of_parts(rendered, made)
    for number, part in enumerate(parts):
        origin = made.origins.get(getattr(part.blocks[0], "anchor", "")) if part.blocks else None
        if origin is None or origin.case is None:
            continue
        where = Where(origin.item.hex if origin.item else "", origin.case.hex, title=part.title)
        advice = _("请删减文字，或在材料包中少选几个章节。")
        if number in over:
            text = _("《{title}》排不进一页，约多 {lines} 行。")
            told = text.format(title=part.title, lines=over[number])
            yield Finding("overfull", ERROR, where, told, advice)
        elif number < len(counts) and counts[number] > content.pages_per_case:
            text = _("《{title}》排了 {pages} 页，版式只给 {most} 页。")
            told = text.format(title=part.title, pages=counts[number], most=content.pages_per_case)
            yield Finding("overfull", ERROR, where, told, advice)


def _pages_of_parts(rendered: RenderedPdf, made: Composed) -> list[int]:
    """Return how many pages each part takes, by where the titles of the parts stand."""
    heads = (part.blocks[0] if part.blocks else None for part in made.publication.parts)
    starts = [rendered.anchors.get(getattr(head, "anchor", ""), 0) for head in heads]
    ends = [*starts[1:], rendered.pages + 1]
    return [end - start if start else 0 for start, end in zip(starts, ends, strict=True)]
