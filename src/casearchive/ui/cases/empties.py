"""Why the list is empty, and what to do about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from casearchive.i18n import _
from casearchive.services.browsing import Shelf
from casearchive.ui.look import Look
from casearchive.ui.widgets import EmptyState


class CasesEmpty(QStackedWidget):
    """One page a reason. `chosen` comes with ``clear``, ``new``, ``import`` or ``sample``."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._nothing = EmptyState(look, "search", _("没有找到匹配的案例"))
        self._nothing.offer("clear", _("清除搜索"))
        self._archive = EmptyState(
            look,
            "archive",
            _("档案里还没有案例"),
            _("写下第一个案例，或导入别人给你的 JSON 文件。"),
        )
        self._archive.offer("new", _("新建案例"), "plus", kind="primary")
        self._archive.offer("import", _("导入…"), "import")
        self._trash = EmptyState(look, "trash", _("回收站是空的"), _("移到回收站的案例可以恢复。"))
        self._drafts = EmptyState(look, "draft", _("没有草稿"), _("没有写完的案例会列在这里。"))
        self._shelf = EmptyState(look, "cases", _("这里还没有案例"))
        for page in (self._nothing, self._archive, self._trash, self._drafts, self._shelf):
            page.chosen.connect(self.chosen)
            self.addWidget(page)

    def explain(self, shelf: Shelf, text: str) -> None:
        """Show the page for an empty shelf, or for a search that found nothing."""
        if text:
            advice = _("“{text}”没有出现在这里的任何案例里。换一个更短的词，或到“全部案例”里搜索。")
            if shelf == Shelf():
                advice = _("“{text}”没有出现在任何案例里。换一个更短的词，或检查有没有错字。")
            shown = text if len(text) <= 20 else text[:20] + "…"
            self._nothing.say(_("没有找到匹配的案例"), advice.format(text=shown))
            self.setCurrentWidget(self._nothing)
            return
        pages = {"all": self._archive, "trash": self._trash, "draft": self._drafts}
        self.setCurrentWidget(pages.get(shelf.kind, self._shelf))
