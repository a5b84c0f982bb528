"""The standing of the case that is read, with what each further one still needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _, listed
from casearchive.services.archive import Archive
from casearchive.services.labels import label
from casearchive.ui.actions.notice import Notice
from casearchive.ui.start import afterwards
from casearchive.ui.tasks import Change, Tasks

if TYPE_CHECKING:
    from casearchive.services.cases.standing import Standing
    from casearchive.services.views import CaseView


class StandingMenu(QObject):
    """Fills a menu with the standings while it opens, and gives the case the one chosen."""

    told = Signal(object)  # a Notice

    def __init__(
        self, archive: Archive, tasks: Tasks, reading: Callable[[], CaseView | None], menu: QMenu
    ) -> None:
        super().__init__(menu)
        self._archive, self._tasks, self._reading, self.menu = archive, tasks, reading, menu
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._read)

    def _read(self) -> None:
        self.menu.clear()
        case = self._reading()
        waiting = self.menu.addAction(_("先选择一个案例") if case is None else _("正在读取…"))
        waiting.setEnabled(False)
        if case is not None:
            self._tasks.run(
                afterwards.standings, self._archive, case.id, on_done=partial(self._show, case.id)
            )

    def _show(self, case_id: str, standings: Sequence[Standing]) -> None:
        self.menu.clear()
        for one in standings:
            text = label("status", one.status)
            if one.lacks:
                text = _("{status}　还差 {count} 项").format(status=text, count=len(one.lacks))
            action = QAction(text, self.menu)
            action.setCheckable(True)
            action.setChecked(one.present)
            action.setToolTip("\n".join(one.lacks) or text)
            action.setEnabled(not self._archive.read_only)
            action.triggered.connect(partial(self._choose, case_id, one))
            self.menu.addAction(action)

    def _choose(self, case_id: str, standing: Standing, _on: bool = False) -> None:
        status = label("status", standing.status)
        if standing.lacks:
            text = _("还不能改为“{status}”：{lacks}")
            told = text.format(status=status, lacks=listed(standing.lacks[:3]))
            self.told.emit(Notice(told, "warning"))
        elif not standing.present:

            def done(_result: object) -> None:
                self.told.emit(Notice(_("已改为{status}。").format(status=status), "check"))

            self._tasks.run(
                afterwards.set_status,
                self._archive,
                case_id,
                standing.status,
                on_done=done,
                on_failed=self._refuse,
                changes=Change("cases", (case_id,)),
            )

    def _refuse(self, error: CaseArchiveError) -> None:
        self.told.emit(Notice(error.message, "warning"))
