"""The parts of the form as one thing: what they hold, where a problem belongs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casearchive.i18n import _, in_context
from casearchive.services.cases.checking import check_draft
from casearchive.services.cases.drafts import CaseDraft, Problem, SourceDraft, TeachingNoteDraft
from casearchive.ui.form.about import AboutFields
from casearchive.ui.form.advice import AdviceList
from casearchive.ui.form.attachments import AttachmentBoard
from casearchive.ui.form.board import Board
from casearchive.ui.form.body import sections
from casearchive.ui.form.evidence import Citations, outcomes, sources
from casearchive.ui.form.outline import Outline
from casearchive.ui.form.questions import questions
from casearchive.ui.form.scrolling import Page
from casearchive.ui.form.teaching import NoteFields
from casearchive.ui.form.words import WordStock
from casearchive.ui.look import Look
from casearchive.ui.reader.picture_stock import PictureStock
from casearchive.ui.widgets import EmptyState, surface

ABOUT, SECTIONS, OUTCOMES, SOURCES, QUESTIONS, NOTE, ATTACHMENTS = range(7)
OUTLINE_WIDTH = 176
ADVICE_DELAY = 600  # ms after the last change
BOARDS = {
    "sections": SECTIONS,
    "outcomes": OUTCOMES,
    "sources": SOURCES,
    "questions": QUESTIONS,
    "attachments": ATTACHMENTS,
}


class Parts(QWidget):
    """Writes into one draft. `edited` tells of every change; the notices are for the form.

    `removed` (title, what puts it back), `refused` (sentence), and `hindered` (number): how many
    problems still keep the draft from being saved, since they were shown.
    """

    edited = Signal()
    removed = Signal(str, object)
    refused = Signal(str)
    hindered = Signal(int)

    def __init__(self, look: Look, stock: WordStock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._stock = look, stock
        self._draft = CaseDraft()
        self._told = False  # whether problems are shown
        self.citations = Citations(self)
        self.pictures = PictureStock(self)
        self.about = AboutFields(look, stock, self._draft)  # filled for the first draft
        self._note: NoteFields | None = None
        self._note_waits = True  # to be looked at
        self.attachments = AttachmentBoard(look)
        self.boards: dict[str, Board] = {
            "sections": Board(sections(look, stock, self.pictures), look),
            "outcomes": Board(outcomes(look, stock, self.citations), look),
            "sources": Board(sources(look, self._why_kept), look),
            "questions": Board(questions(look, stock), look),
            "attachments": self.attachments,
        }
        self._advice = AdviceList(look)
        self._later = QTimer(self, singleShot=True, interval=ADVICE_DELAY)
        self._later.timeout.connect(self._advise)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.outline = Outline(
            self._look,
            [
                ("draft", _("基本信息")),
                ("document", _("正文")),
                ("figures", _("成效指标")),
                ("link", in_context("tab", "出处")),
                ("question", _("思考题")),
                ("note", _("使用说明")),
                ("attachment", _("附件")),
            ],
        )
        self.outline.setAccessibleName(_("案例的各部分"))
        side = surface("list")  # the window has its own sidebar beside it
        side.setFixedWidth(OUTLINE_WIDTH)
        self._stack = QStackedWidget()
        # From outside in: what gets another parent is styled anew with all that it holds.
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self._stack, 1)
        inner = QVBoxLayout(side)
        inner.setContentsMargins(0, 10, 0, 14)
        inner.addWidget(self.outline, 1)
        inner.addWidget(self._advice)
        self._stack.addWidget(Page(self.about))
        for name in ("sections", "outcomes", "sources", "questions"):
            self._stack.addWidget(self.boards[name])
        self._stack.addWidget(QWidget())
        self._stack.addWidget(self.attachments)
        self.outline.chosen.connect(self._stack.setCurrentIndex)
        self._stack.currentChanged.connect(self._look_at)

    def _connect(self) -> None:
        self.edited.connect(self._later.start)
        for board in self.boards.values():
            board.edited.connect(self.edited)
            board.refused.connect(self.refused)
            board.removed.connect(self._tell_removed)
        self.boards["sources"].reordered.connect(self.citations.renumber)
        self.boards["sources"].edited.connect(self.citations.changed)

    # --- holding a draft -------------------------------------------------------------------------

    def hold(self, draft: CaseDraft) -> None:
        """Show a draft and write into it from now on."""
        self._draft = draft
        self.citations.hold(draft)
        self.pictures.hold(draft.attachments)
        self.about = AboutFields(self._look, self._stock, draft)
        self.about.edited.connect(self.edited)
        self._replace(ABOUT, Page(self.about))
        self.about.fill()
        self.boards["sections"].hold(draft.sections)
        self.boards["sources"].hold(draft.sources)
        self.boards["outcomes"].hold(draft.outcomes)
        self.boards["questions"].hold(draft.questions)
        self.attachments.hold(draft.attachments)
        self._note, self._note_waits = None, True
        self._replace(NOTE, QWidget())
        self.clear_problems()
        self.outline.setCurrentRow(ABOUT)
        self._stack.setCurrentIndex(ABOUT)
        self._advise()

    def _advise(self) -> None:
        """Say what the case still lacks to be taught or printed, which saving does not ask for."""
        found = check_draft(self._draft)
        advice = [problem.message for problem in found if _is_advice(problem)]
        self._advice.say(tuple(dict.fromkeys(advice)))
        if self._told:
            self._unmark([problem for problem in found if not _is_advice(problem)])

    def _replace(self, row: int, page: QWidget) -> None:
        old, current = self._stack.widget(row), self._stack.currentIndex()
        with QSignalBlocker(self._stack):  # the page that is looked at stays the same
            self._stack.insertWidget(row, page)
            if old:
                self._stack.removeWidget(old)
                old.deleteLater()
            self._stack.setCurrentIndex(current)

    # --- the teaching note -----------------------------------------------------------------------

    @property
    def note(self) -> NoteFields | None:
        """The fields of the teaching note, None without one; made when they are first asked for."""
        self._look_at(NOTE)
        return self._note

    def _look_at(self, row: int) -> None:
        if row == NOTE and self._note_waits:
            self._note_waits = False
            self._replace(NOTE, self._note_page())

    def _note_page(self) -> QWidget:
        note = self._draft.teaching_note
        if note is None:
            self._note = None
            empty = EmptyState(
                self._look,
                "note",
                _("还没有使用说明"),
                _("写明适用对象、教学目标和课堂计划，只印入教师版。"),
            )
            empty.offer("add", _("写使用说明"), "plus", kind="primary")
            empty.chosen.connect(lambda _key: self.put_note(TeachingNoteDraft()))
            return empty
        self._note = NoteFields(self._look, note)
        self._note.edited.connect(self.edited)
        self._note.dropped.connect(self._drop_note)
        self._note.removed.connect(self.removed)
        return Page(self._note)

    def put_note(self, note: TeachingNoteDraft | None) -> None:
        """Have this note, or none."""
        self._draft.teaching_note = note
        self._note_waits = False
        self._replace(NOTE, self._note_page())
        if self._note:
            self._note.focus("audience")
        self.edited.emit()

    def _drop_note(self) -> None:
        note = self._draft.teaching_note
        self.put_note(None)
        self.removed.emit(_("使用说明"), lambda: self.put_note(note))

    def _tell_removed(self, title: str) -> None:
        board = self.sender()
        if isinstance(board, Board):
            self.removed.emit(title, board.put_back)

    def _why_kept(self, source: SourceDraft) -> str:
        return self.citations.why_kept(source, self._draft.outcomes)

    # --- problems --------------------------------------------------------------------------------

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem beside its field, and go to the first."""
        self.clear_problems()
        for problem in problems:
            row = self._show_problem(problem)
            self.outline.mark(row, faulty=True)
        self._told = bool(problems)
        if problems:
            self.go_to(problems[0].field)

    def clear_problems(self) -> None:
        """Take every problem away."""
        self._told = False
        for row in range(self.outline.count()):
            self.outline.mark(row, faulty=False)
        self.about.clear_problems()
        for board in self.boards.values():
            board.clear_problems()
        if self._note:
            self._note.clear_problems()

    def _unmark(self, left: Sequence[Problem]) -> None:
        """Take the marks from what has been mended since; `left` is what has not."""
        places = [problem.field.split(".") for problem in left]
        rows = {_row_of(place[0]) for place in places}
        for row in range(self.outline.count()):
            if row not in rows:
                self.outline.mark(row, faulty=False)
        for name, board in self.boards.items():
            board.unmark_but(
                int(p[1]) for p in places if p[0] == name and p[1:2] and p[1].isdigit()
            )
        self._told = bool(left)
        self.hindered.emit(len(left))

    def _show_problem(self, problem: Problem) -> int:
        head, _dot, rest = problem.field.partition(".")
        if head in self.boards:
            number, _dot, name = rest.partition(".")
            if number.isdigit():
                self.boards[head].show_problem(int(number), name, problem.message)
            return BOARDS[head]
        if head == "teaching_note":
            if self.note:
                self.note.show_problem(rest, problem.message)
            return NOTE
        self.about.show_problem(problem.field, problem.message)
        return ABOUT

    def go_to(self, path: str) -> None:
        """Bring up the field of a path such as ``outcomes.2.value`` and give it the focus."""
        head, _dot, rest = path.partition(".")
        if head in self.boards:
            self.outline.setCurrentRow(BOARDS[head])
            number, _dot, name = rest.partition(".")
            if number.isdigit():
                self.boards[head].focus(int(number), name)
        elif head == "teaching_note":
            self.outline.setCurrentRow(NOTE)
            if self.note:
                self.note.focus(rest)
        else:
            self.outline.setCurrentRow(ABOUT)
            self.about.focus(path)


def _row_of(head: str) -> int:
    return NOTE if head == "teaching_note" else BOARDS.get(head, ABOUT)


def _is_advice(problem: Problem) -> bool:
    return problem.hinders != "save"
