"""The panel beside the text: how far was read, the marks with their notes, answers, lost marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.study.cards import MarkCard, QuestionCard
from casearchive.ui.widgets import IconButton, hairline, label, push_button, surface

if TYPE_CHECKING:
    from casearchive.ui.study.work import Studied

BAR = 48
WIDTH = 300


class StudyPanel(QWidget):
    """Shows a :class:`Studied` case's layer and says what its reader wants changed in it."""

    closed = Signal()
    chosen = Signal(str)  # a mark's id, to be shown in the text
    noted = Signal(object, str)
    removed = Signal(object)
    answered = Signal(str, str, str)
    read_toggled = Signal(bool)
    place_asked = Signal(float)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._cards: dict[str, MarkCard] = {}
        self._finished, self._place = False, 0.0
        self._held: object = None
        self.setProperty("surface", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(240)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 100)
        self._bar.setAccessibleName(_("阅读进度"))
        self._told = label(look, "", 12, tone="muted")
        self.read = push_button(look, "", kind="quiet")
        self.read.clicked.connect(lambda: self.read_toggled.emit(not self._finished))
        self.back = push_button(look, _("回到上次的位置"), kind="quiet")
        self.back.clicked.connect(lambda: self.place_asked.emit(self._place))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        self._read_so_far = self._progress()
        column.addWidget(self._read_so_far)
        column.addWidget(hairline())
        column.addWidget(self._scroll, 1)
        self.show_nothing()

    def _head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(BAR)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 8, 0)
        row.addWidget(label(self._look, _("我的笔记"), 14, bold=True), 1)
        shut = IconButton(self._look, "close", _("关闭笔记栏"))
        shut.clicked.connect(self.closed)
        row.addWidget(shut)
        return head

    def _progress(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(16, 0, 8, 8)
        column.setSpacing(4)
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 8, 0)
        bar.addWidget(self._bar)
        column.addLayout(bar)
        row = QHBoxLayout()
        row.addWidget(self._told, 1)
        row.addWidget(self.back)
        row.addWidget(self.read)
        column.addLayout(row)
        return part

    def show_nothing(self) -> None:
        """Say what will be here: no case is shown."""
        self._held, self._cards = None, {}
        self._read_so_far.hide()
        told = _("选中一个案例，您的标注、批注和回答就列在这里。")
        self._scroll.setWidget(
            self._column_of(label(self._look, told, 13, tone="muted", wrap=True))
        )

    def show_studied(self, studied: Studied) -> None:
        """Show the layer; what is being written in a card that stays is not disturbed."""
        self._read_so_far.show()
        self.show_progress(studied)
        held = self._state(studied)
        if held == self._held:
            self._renew_texts(studied)
            return
        self._held = held
        for card in self._cards.values():
            card.note.blockSignals(True)  # what it holds was told, or is gone with the mark
        place = self._scroll.verticalScrollBar().value()
        focus = self._focused()
        self._cards = {}
        self._scroll.setWidget(self._content(studied))
        self._scroll.verticalScrollBar().setValue(place)
        if focus in self._cards:
            self._cards[focus].note.setFocus()
            self._cards[focus].note.moveCursor(
                self._cards[focus].note.textCursor().MoveOperation.End
            )

    def show_progress(self, studied: Studied) -> None:
        """Show how far the case was read."""
        reading = studied.study.reading
        self._finished = studied.study.finished
        self._place = reading.place if reading else 0.0
        per_cent = 100 if self._finished else round(100 * (reading.furthest if reading else 0))
        self._bar.setValue(per_cent)
        told = _("还没有读过") if not per_cent else _("读到 {share}%").format(share=per_cent)
        self._told.setText(_("已读完") if self._finished else told)
        self.read.setText(_("标为未读") if self._finished else _("标为已读"))
        self.back.setVisible(not self._finished and 0.03 < self._place < 0.97)

    def has_card(self, mark_id: str) -> bool:
        """Say whether a mark has its card here already."""
        return mark_id in self._cards

    def edit_note(self, mark_id: str) -> None:
        """Put the cursor into a mark's note."""
        if card := self._cards.get(mark_id):
            self._scroll.ensureWidgetVisible(card)
            card.note.setFocus()

    def keep_all(self) -> None:
        """Keep what is being written: another case comes."""
        for card in self._cards.values():
            card.note.keep()
        for question in self.findChildren(QuestionCard):
            question.text.keep()

    def _focused(self) -> str:
        return next((key for key, card in self._cards.items() if card.note.hasFocus()), "")

    def _state(self, studied: Studied) -> object:
        """Return what the cards are made from; a note that was written makes no other cards."""
        marks = tuple((one.mark.id, one.mark.colour, one.exact, one.part) for one in studied.placed)
        lost = tuple(mark.id for mark in studied.orphans)
        questions = tuple((q.id, q.stem) for q in studied.case.questions)
        return (studied.case.id, marks, lost, questions)

    def _renew_texts(self, studied: Studied) -> None:
        """Show what was changed elsewhere, by an undo for one; what is being written stays."""
        for mark in studied.study.marks:
            if card := self._cards.get(mark.id):
                card.mark = mark
                card.note.renew(mark.note)
        cards = self.findChildren(QuestionCard)
        for shown, question in zip(cards, studied.case.questions, strict=False):
            shown.text.renew(studied.study.answer(question.id))

    def _column_of(self, part: QWidget) -> QWidget:
        content = surface("window")
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 14, 14, 20)
        column.addWidget(part)
        column.addStretch(1)
        return content

    def _content(self, studied: Studied) -> QWidget:
        content = surface("window")
        column = QVBoxLayout(content)
        column.setContentsMargins(14, 14, 14, 20)
        column.setSpacing(10)
        for placed in studied.placed:
            hint = "" if placed.exact else _("案例里的这段文字后来改过。")
            column.addWidget(self._card(placed.mark, hint))
        if not studied.placed:
            column.addWidget(self._invitation())
        if studied.case.questions:
            column.addSpacing(6)
            column.addWidget(label(self._look, _("思考题"), 13, bold=True))
        for number, question in enumerate(studied.case.questions, 1):
            answer = studied.study.answer(question.id)
            card = QuestionCard(self._look, number, question, answer)
            card.answered.connect(self.answered)
            column.addWidget(card)
        if studied.orphans:
            column.addSpacing(6)
            column.addWidget(label(self._look, _("原文已不在的标注"), 13, bold=True))
        for mark in studied.orphans:
            column.addWidget(self._card(mark, ""))
        column.addStretch(1)
        return content

    def _card(self, mark: object, hint: str) -> MarkCard:
        card = MarkCard(self._look, mark, hint=hint)  # type: ignore[arg-type]  # a Mark, see Studied
        card.chosen.connect(self.chosen)
        card.noted.connect(self.noted)
        card.removed.connect(self.removed)
        self._cards[card.mark.id] = card
        return card

    def _invitation(self) -> QLabel:
        text = _(
            "选中一段文字，按 1、2、3、4 用四种颜色标出来，按 N 写批注。"
            "笔记只存在这台电脑上，不改动案例，案例更新后也还在。"
        )
        return label(self._look, text, 13, tone="muted", wrap=True)
