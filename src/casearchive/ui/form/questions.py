"""Questions to think through, each with its answer and what it rests on."""

from __future__ import annotations

from casearchive.i18n import _
from casearchive.services.cases.drafts import QuestionDraft
from casearchive.ui.form.board import Kind
from casearchive.ui.form.fields import FieldSet
from casearchive.ui.form.inputs import TextInput
from casearchive.ui.form.words import WordInput, WordStock
from casearchive.ui.look import Look


class QuestionFields(FieldSet):
    """One question; answer and evidence are for the trainer."""

    def __init__(self, look: Look, stock: WordStock, question: QuestionDraft) -> None:
        super().__init__(look, question)
        self.row(self.field("stem", _("题目"), TextInput(3), required=True))
        self.row(self.field("type", _("题型"), WordInput(stock, "question_type")))
        only = _("只印入教师版")
        self.row(self.field("answer", _("参考答案"), TextInput(4), hint=only))
        self.row(self.field("evidence", _("依据的原文"), TextInput(3), hint=only))


def questions(look: Look, stock: WordStock) -> Kind:
    """Return what a board of questions holds."""
    return Kind(
        name=_("思考题"),
        icon="question",
        add=_("添加思考题"),
        nothing=_("还没有思考题"),
        make=QuestionDraft,
        title=lambda question: " ".join(question.stem.split()) or _("未写题目"),
        edit=lambda question: QuestionFields(look, stock, question),
        first="stem",
    )
