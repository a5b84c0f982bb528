"""What can be put into a pack: a menu, and a dialog to pick from where there is much."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.views import PackItemView
from casearchive.ui.look import Look
from casearchive.ui.packs.contents import stock
from casearchive.ui.packs.contents.kinds import ICONS, kind_name, new_item
from casearchive.ui.packs.picking import Find, Picker
from casearchive.ui.tasks import Tasks

_KINDS = ("case", "smart_list", "-", "text", "page_break", "-")
_FORMS = ("comparison", "route", "course", "action_plan")


class Adding(QObject):
    """Fills the menu. `added` (items) when something is to go in, `text_asked` for a text page."""

    added = Signal(object)
    text_asked = Signal()

    def __init__(self, archive: Archive, tasks: Tasks, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._archive, self._tasks, self._look, self._window = archive, tasks, look, window
        self.menu = QMenu(window)
        for kind in (*_KINDS, *_FORMS):
            if kind == "-":
                self.menu.addSeparator()
                continue
            action = self.menu.addAction(_dotted(kind))
            action.setIcon(look.icon(ICONS.get(kind, "cases")))
            action.triggered.connect(partial(self.add, kind))
        look.changed.connect(self._tint)

    def _tint(self) -> None:
        kinds = [kind for kind in (*_KINDS, *_FORMS) if kind != "-"]
        actions = [action for action in self.menu.actions() if not action.isSeparator()]
        for kind, action in zip(kinds, actions, strict=True):
            action.setIcon(self._look.icon(ICONS.get(kind, "cases")))

    def add(self, kind: str) -> None:
        """Ask what is wanted of a kind, and say so."""
        if kind == "text":
            self.text_asked.emit()
        elif kind in ("comparison", "action_plan", "page_break"):
            self.added.emit((new_item(kind),))
        else:
            self._pick(kind)

    def picker(self, kind: str) -> Picker:
        """Return the dialog that picks things of a kind."""
        finds: dict[str, Find] = {
            "case": partial(stock.find_cases, self._archive),
            "route": partial(stock.find_routes, self._archive),
            "course": partial(stock.find_courses, self._archive),
            "smart_list": partial(stock.find_smart_lists, self._archive),
        }
        title = _("加入{kind}").format(kind=kind_name(kind))
        return Picker(
            self._look,
            self._tasks,
            title,
            finds[kind],
            self._window,
            none=_nothing(kind),
            several=kind == "case",
        )

    def _pick(self, kind: str) -> None:
        dialog = self.picker(kind)
        if dialog.ask():
            self.added.emit(picked_items(kind, dialog))
        dialog.deleteLater()


def picked_items(kind: str, dialog: Picker) -> Sequence[PackItemView]:
    """Return an item for each thing that was picked."""
    rows = {choice.key: choice for choice in dialog.choices.rows}
    picked = [rows[key] for key in dialog.picked()]
    return tuple(new_item(kind, one.title, one.key, one.code) for one in picked)


def _dotted(kind: str) -> str:
    asks = kind in ("case", "smart_list", "text", "route", "course")
    return f"{kind_name(kind)}…" if asks else kind_name(kind)


def _nothing(kind: str) -> tuple[str, str]:
    return {
        "case": (_("档案里还没有案例"), _("先新建或导入案例，再放进材料包。")),
        "route": (_("还没有教学路线"), _("教学路线随案例一起导入；示例档案里有一条可以参考。")),
        "course": (_("还没有课程"), _("课程随案例一起导入；示例档案里有一门可以参考。")),
        "smart_list": (
            _("还没有智能列表"),
            _("在案例列表里搜索，再按 Ctrl+D 把这个搜索保存下来。"),
        ),
    }[kind]
