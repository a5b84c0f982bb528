"""Why the list is empty, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout

from casearchive.i18n import _
from casearchive.services.library.browsing import Shelf
from casearchive.ui.look import Look
from casearchive.ui.search.advice import AdviceLines, short
from casearchive.ui.widgets import EmptyState

if TYPE_CHECKING:
    from casearchive.services.searching.finding import Advice

_OWN = ("recent", "starred", "unread", "collection")
_BELOW_TEXT = 4  # place of the advice in the column of an empty state: below picture and words


class CasesEmpty(QStackedWidget):
    """One page a reason.

    `chosen` comes with ``clear``, ``new``, ``import``, or ``everywhere``: the same search in all
    cases. `typed` comes with a query to search for instead.
    """

    chosen = Signal(str)
    typed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._pages: dict[str, QScrollArea] = {}  # made when first needed: few starts show any
        self._advice: AdviceLines | None = None

    def explain(self, shelf: Shelf, text: str) -> None:
        """Show the page for an empty shelf, or for a search that found nothing."""
        kind = "nothing" if text else shelf.kind
        known = kind in ("nothing", "all", "trash", "draft", *_OWN)
        scroll = self._page(kind if known else "shelf")
        page = scroll.widget()
        if text and isinstance(page, EmptyState):
            advice = _("“{text}”没有出现在这里的任何案例里。换一个更短的词，或到“全部案例”里搜索。")
            if shelf == Shelf():
                advice = _("“{text}”没有出现在任何案例里。换一个更短的词，或检查有没有错字。")
            page.say(_("没有找到匹配的案例"), advice.format(text=short(text)))
            self.advise(None)
        self.setCurrentWidget(scroll)

    def hinder(self, told: str) -> None:
        """Show the page for a search that has no answer now, with the sentence that says why."""
        scroll = self._page("hindered")
        page = scroll.widget()
        if isinstance(page, EmptyState):
            hope = _("解决以后，结果会自动列在这里。")
            page.say(_("现在无法搜索"), f"{told}\n{hope}")
        self.setCurrentWidget(scroll)

    def advise(self, advice: Advice | None, everywhere: int = 0) -> None:
        """Show what may help after a search that found nothing.

        `everywhere` is how many cases the same search finds in all cases, where a shelf holds none.
        """
        self._page("nothing")
        if self._advice:
            self._advice.advise(advice, everywhere)

    def _page(self, kind: str) -> QScrollArea:
        if kind not in self._pages:
            page = _make_page(self._look, kind)
            page.chosen.connect(self.chosen)
            if kind == "nothing":
                self._advice = self._add_advice(page)
            self._pages[kind] = _scrolled(page)
            self.addWidget(self._pages[kind])
        return self._pages[kind]

    def _add_advice(self, page: EmptyState) -> AdviceLines:
        lines = AdviceLines(self._look)
        lines.typed.connect(self.typed)
        lines.widened.connect(lambda: self.chosen.emit("everywhere"))
        column = page.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(_BELOW_TEXT, lines)
        return lines


def _scrolled(page: EmptyState) -> QScrollArea:
    """Return the page where it may scroll, lest much advice make a small window grow."""
    scroll = QScrollArea()
    scroll.setWidget(page)
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return scroll


def _make_page(look: Look, kind: str) -> EmptyState:
    if kind in ("nothing", "hindered"):
        page = EmptyState(look, "search" if kind == "nothing" else "warning", "")
        page.offer("clear", _("清除搜索"))
        return page
    if kind == "all":
        text = _("写下第一个案例，或导入文档、表格和网页。")
        page = EmptyState(look, "archive", _("档案里还没有案例"), text)
        page.offer("new", _("新建案例"), "plus", kind="primary")
        page.offer("import", _("导入…"), "import")
        return page
    if kind == "trash":
        return EmptyState(look, "trash", _("回收站是空的"), _("移到回收站的案例可以恢复。"))
    if kind == "draft":
        return EmptyState(look, "draft", _("没有草稿"), _("没有写完的案例会列在这里。"))
    icon, title, text = _told(kind)
    return EmptyState(look, icon, title, text)


def _told(kind: str) -> tuple[str, str, str]:
    """Return icon, title and advice for a shelf of the user's own, or for any other."""
    if kind == "recent":
        return "clock", _("还没有读过案例"), _("读过的案例会列在这里，最近的在最前面。")
    if kind == "starred":
        return "star", _("还没有收藏"), _("选中案例按 Ctrl+Shift+B，或把案例拖到这里。")
    if kind == "unread":
        return "done", _("全部读完了"), _("读到末尾的案例不再列在这里。")
    if kind == "collection":
        return (
            "folder",
            _("文件夹是空的"),
            _("把案例从列表拖到左边的文件夹里，或右键“放进文件夹”。"),
        )
    return "cases", _("这里还没有案例"), ""
