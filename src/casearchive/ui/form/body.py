"""The sections of the case and how one of them is written."""

from __future__ import annotations

from casearchive.i18n import _
from casearchive.services.cases.drafts import SectionDraft
from casearchive.services.labels import label
from casearchive.ui.form.board import Kind
from casearchive.ui.form.fields import FieldSet
from casearchive.ui.form.inputs import CheckInput, LineInput
from casearchive.ui.form.prose_input import ProseInput
from casearchive.ui.form.words import WordInput, WordStock
from casearchive.ui.look import Look
from casearchive.ui.reader.picture_stock import PictureStock

TEXT_MEASURE = 800  # px: lines of some fifty characters


class SectionFields(FieldSet):
    """One section."""

    def __init__(
        self, look: Look, stock: WordStock, pictures: PictureStock, section: SectionDraft
    ) -> None:
        super().__init__(look, section)
        title = LineInput(_("可不填，印出时用类型作标题"))
        self.row(
            self.field("type", _("类型"), WordInput(stock, "section_type"), required=True),
            self.field("title", _("小标题"), title),
            parts=(2, 3),
        )
        self.row(self.field("body", _("正文"), ProseInput(look, pictures), required=True))
        only = CheckInput(_("仅教师可见（不印入学员版）"))
        self.row(self.field("trainer_only", _("印发范围"), only))


def sections(look: Look, stock: WordStock, pictures: PictureStock) -> Kind:
    """Return what a board of sections holds."""
    return Kind(
        name=_("章节"),
        icon="document",
        add=_("添加章节"),
        nothing=_("还没有正文"),
        make=SectionDraft,
        title=_title,
        edit=lambda section: SectionFields(look, stock, pictures, section),
        first="type",
        measure=TEXT_MEASURE,
    )


def _title(section: SectionDraft) -> str:
    title = section.title.strip() or label("section_type", section.type.strip())
    return title or _("未命名章节")
