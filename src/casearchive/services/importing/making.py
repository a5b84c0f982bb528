"""Drafts of a file into cases: what the file says, nothing it does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.case import Case
from casearchive.domain.evidence import Attachment, Source
from casearchive.domain.place import LEVELS, Place
from casearchive.domain.text import NOT_STATED
from casearchive.exchange.reading.result import ReadDraft, ReadFile, ReadPicture
from casearchive.exchange.reading.tables.rows import RowDraft
from casearchive.i18n import _
from casearchive.services.cases.drafts import (
    AttachmentDraft,
    CaseDraft,
    OutcomeDraft,
    PlaceDraft,
    SectionDraft,
    SourceDraft,
)
from casearchive.services.cases.editing import describe_attachment, put_draft
from casearchive.services.cases.history import record_revisions

_WEB, _OTHER = "EB/OL", "Z"  # types of GB/T 7714: on the web, other
_WEB_GRADE, _FILE_GRADE = "D", "E"  # a mirror until somebody checks; internal, not passed on
_PLAIN_TYPE = "正文"
_TYPES = (
    ("导语/摘要", "导语|摘要|引言|前言|内容提要"),
    ("存在问题", "存在问题|不足|短板|困难与不足|问题和不足"),
    ("背景与问题", "背景|由来|起因|缘起|问题|困境|困难|挑战|难题"),
    ("基本情况", "概况|简介|基本情况|基本信息|村情|概述"),
    ("决策点", "决策|抉择"),
    ("利益联结机制", "利益联结|分红机制|分配机制"),
    ("主要成效", "成效|效果|成果|成绩|收益|变化"),
    ("经验启示", "经验|启示|体会|思考|反思|点评|评析"),
    ("主要做法", "做法|举措|措施|探索|实践|机制|模式|路径|过程|历程|实施"),
    ("适用条件", "适用|推广条件"),
    ("时间线", "时间线|大事记"),
    ("附录", "附录|附件|附表|参考|注释|来源|讲稿"),
)


class Maker:
    """Makes the cases of one file, in one unit of work, with the attachments they share."""

    def __init__(
        self,
        session: DatabaseSession,
        codes: Iterator[str],
        original: AttachmentDraft | None,
        *,
        is_web: bool,
    ) -> None:
        self._session = session
        self._codes = codes
        self._original = original
        self._is_web = is_web
        self._source_id = ""
        self.made: list[Case] = []

    def make(self, read: ReadFile, drafts: Sequence[ReadDraft], accessed: str) -> None:
        """Make a case of each draft; the first keeps the file they are all from."""
        for draft in drafts:
            source = self._source(read, accessed)
            pictures, renamed = _pictures(draft.pictures)
            case = CaseDraft(
                code=next(self._codes),
                title=draft.title,
                sections=[
                    SectionDraft(
                        type=section_type(section.heading),
                        title=section.heading,
                        body=_rename(section.body, renamed),
                        trainer_only=section.trainer_only,
                    )
                    for section in draft.sections
                    if section.body.strip()
                ],
                sources=[source],
                attachments=[*pictures, *self._first_original()],
            )
            self._keep(case, read)

    def make_rows(self, read: ReadFile, rows: Sequence[RowDraft]) -> None:
        """Make a case of each row of a table."""
        for row in rows:
            fields = row.fields
            place = PlaceDraft(**{level: fields.get(level, "") for level in LEVELS})
            place.name = fields.get("place") or "".join(getattr(place, level) for level in LEVELS)
            source = self._source(read, "")
            if fields.get("source_title") or fields.get("publisher") or fields.get("url"):
                source = _stated_source(fields)
            case = CaseDraft(
                code=self._code(fields.get("code", "")),
                title=row.title,
                abstract=fields.get("abstract", ""),
                themes=list(row.themes),
                tags=list(row.tags),
                industry=fields.get("industry", ""),
                period=fields.get("period", ""),
                place=place,
                sections=[
                    SectionDraft(type=section_type(name, known=name), title=name, body=body)
                    for name, body in row.sections
                ],
                outcomes=[
                    OutcomeDraft(
                        indicator=outcome.indicator,
                        qualifier=outcome.qualifier,
                        value=outcome.value,
                        upper_value=outcome.upper,
                        unit=outcome.unit,
                        year=outcome.year,
                        year_basis=_("列名") if outcome.year else "",
                        quote=outcome.quote,
                    )
                    for outcome in row.outcomes
                ],
                sources=[source],
                attachments=self._first_original(),
            )
            self._keep(case, read)

    def add_photos(self, case: Case, draft: ReadDraft) -> None:
        """Add the pictures of a draft to a case that others of the same folder have made."""
        pictures, renamed = _pictures(draft.pictures)
        known = {file.sha256 for file in case.attachments}
        fresh = [picture for picture in pictures if picture.sha256 not in known]
        for picture in fresh:
            attachment = Attachment(id=UUID(picture.id))
            describe_attachment(attachment, picture)
            case.attachments.append(attachment)
        bodies = [_rename(section.body, renamed) for section in draft.sections]
        if fresh and case.sections:
            case.sections[0].body = "\n\n".join([case.sections[0].body, *bodies])
        case.version += 1
        self.made.append(case)

    def finish(self) -> None:
        """Write the history of what was made."""
        record_revisions(self._session, self.made, _("导入"))

    def _keep(self, draft: CaseDraft, read: ReadFile) -> None:
        draft.place = _known_place(self._session, draft.place)
        case = put_draft(self._session, draft)
        self._session.flush()
        for source in case.sources:
            if not source.file_hash and self._original:
                source.file_hash = self._original.sha256
            if read.repaired is not None:
                source.language_state = _("网页转换损坏，已修复")
                source.repair_log = "；".join(read.notes)
            if source.publisher == NOT_STATED or not self._source_id:
                self._source_id = source.id.hex
        self.made.append(case)

    def _first_original(self) -> list[AttachmentDraft]:
        return [self._original] if self._original and not self.made else []

    def _code(self, wish: str) -> str:
        taken = wish and self._session.scalar(select(Case.id).where(Case.code == wish))
        return wish if wish and not taken else next(self._codes)

    def _source(self, read: ReadFile, accessed: str) -> SourceDraft:
        """Return where the file comes from; one source for all cases of a file."""
        if self._source_id:
            known = self._session.get(Source, UUID(self._source_id))
            if known is not None:
                return _source_draft(known)
        facts = read.facts
        return SourceDraft(
            type=_WEB if self._is_web else _OTHER,
            title=facts.title or read.whole.title,
            author=facts.author,
            publisher=facts.publisher or NOT_STATED,
            published=facts.published,
            url=facts.url,
            accessed=accessed if self._is_web and facts.url else "",
            grade=_WEB_GRADE if self._is_web else _FILE_GRADE,
        )


def _source_draft(source: Source) -> SourceDraft:
    return SourceDraft(
        id=source.id.hex,
        type=source.type,
        title=source.title,
        author=source.author,
        publisher=source.publisher,
        published=source.published or "",
        url=source.url,
        accessed=source.accessed or "",
        grade=source.grade,
    )


def _stated_source(fields: dict[str, str]) -> SourceDraft:
    return SourceDraft(
        type=_WEB if fields.get("url") else _OTHER,
        title=fields.get("source_title") or fields.get("title", ""),
        author=fields.get("author", ""),
        publisher=fields.get("publisher") or NOT_STATED,
        published=fields.get("published", ""),
        url=fields.get("url", ""),
        grade=_WEB_GRADE,
    )


def _known_place(session: DatabaseSession, draft: PlaceDraft) -> PlaceDraft:
    """Return the draft with what the archive knows of the place, so that nothing is emptied."""
    levels = {level: getattr(draft, level).strip() for level in LEVELS}
    if draft.name.strip():
        query = select(Place).filter_by(name=draft.name.strip(), **levels)
        if known := session.scalars(query).first():
            draft.terrain = known.terrain
    return draft


def _pictures(
    pictures: Sequence[ReadPicture],
) -> tuple[list[AttachmentDraft], dict[str, str]]:
    """Return pictures as attachments with ids of their own: two cases may show the same one."""
    renamed: dict[str, str] = {}
    drafts = []
    for picture in pictures:
        if picture.key not in renamed:
            renamed[picture.key] = uuid4().hex
            drafts.append(
                AttachmentDraft(
                    id=renamed[picture.key],
                    sha256=picture.sha256,
                    name=picture.name,
                    media_type=picture.media_type,
                    size=picture.size,
                    caption=picture.caption or picture.name.rpartition(".")[0] or _("图片"),
                )
            )
    return drafts, renamed


def _rename(body: str, renamed: dict[str, str]) -> str:
    return re.sub(
        r"attachment:([0-9a-f]{32})",
        lambda found: f"attachment:{renamed.get(found[1], found[1])}",
        body,
    )


def section_type(heading: str, known: str = "") -> str:
    """Return the type of a section by its heading; 正文 where the heading says nothing known."""
    names = [name for name, _words in _TYPES]
    if known in names:
        return known
    return next((name for name, words in _TYPES if re.search(words, heading)), _PLAIN_TYPE)
