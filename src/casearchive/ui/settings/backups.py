"""Where backups go and when they are made."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _, listed
from casearchive.services.archive import Archive
from casearchive.ui.actions.meanwhile import SWITCH
from casearchive.ui.form.inputs import CheckInput
from casearchive.ui.frame.preferences import Preferences
from casearchive.ui.look import Look
from casearchive.ui.settings.section import Section
from casearchive.ui.start import safekeeping
from casearchive.ui.tasks import Tasks
from casearchive.ui.widgets import ElidedLabel, IconButton, label, push_button

if TYPE_CHECKING:
    from casearchive.services.safekeeping.backups import BackupRound
    from casearchive.services.safekeeping.places import BackupPlace


class BackupSection(Section):
    """The places and how they stand, looked at anew when the window comes to the front."""

    def __init__(
        self, look: Look, archive: Archive, tasks: Tasks, preferences: Preferences
    ) -> None:
        super().__init__(look, _("备份"))
        self._archive, self._tasks = archive, tasks
        self.on_close = CheckInput(_("关闭程序时，如果档案有改动，就备份一次"))
        self.on_close.setChecked(preferences.switch("backup_on_close"))
        self.on_close.toggled.connect(lambda on: preferences.keep_switch("backup_on_close", on=on))
        self.column.addWidget(self.on_close)
        self.meanwhile = CheckInput(_("程序开着的时候，每半小时备份一次改动"))
        self.meanwhile.setChecked(preferences.switch(SWITCH))
        self.meanwhile.toggled.connect(lambda on: preferences.keep_switch(SWITCH, on=on))
        self.column.addWidget(self.meanwhile)
        self.column.addWidget(label(look, _("备份放在"), 13, tone="second"))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.column.addLayout(self._list)
        self.add = push_button(look, _("添加位置…"), "plus")
        self.add.clicked.connect(self._ask_for_folder)
        self.now = push_button(look, _("现在备份"), "backup")
        self.now.clicked.connect(self.back_up)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.now)
        buttons.addStretch(1)
        self.column.addLayout(buttons)
        self.told = label(look, "", 12, tone="second", wrap=True)
        self.told.hide()
        self.column.addWidget(self.told)
        self.aside(
            _(
                "可以添加几个位置，例如另一个盘和 U 盘：在的都备份，不在的下次再备份。"
                "备份存好后会自动核对。自动的备份最近两天的全留，再往前每天、每周、每月各留一份；"
                "您自己做的备份从不删除。"
            )
        )

    def refresh(self) -> None:
        """Look at the places: on a worker, for a network folder may take its time."""
        self._tasks.run(safekeeping.look_at_places, self._archive, on_done=self.show_places)

    def changeEvent(self, event: QEvent) -> None:
        """Look again when the window comes back: a stick may have been put in."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.refresh()

    def show_places(self, places: Sequence[BackupPlace]) -> None:
        """List the places; without any, say where backups go."""
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for place in places:
            self._list.addWidget(self._line(place))
        if not places:
            self._list.addWidget(label(self.look, _("档案旁边"), 13))

    def _line(self, place: BackupPlace) -> QWidget:
        """Return the line of one place: the folder, how it stands, a button to take it off."""
        line = QWidget()
        name = ElidedLabel(self.look, str(place.folder), 13)
        name.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a path reads so everywhere
        state = label(self.look, standing(place), 12, tone=_tone(place), wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(state)
        drop = IconButton(self.look, "close", _("不再备份到“{folder}”").format(folder=place.folder))
        drop.clicked.connect(partial(self._drop, place.folder))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addLayout(words, 1)
        row.addWidget(drop)
        return line

    # --- changing the list -----------------------------------------------------------------------

    def _ask_for_folder(self) -> None:
        start = str(Path(self._archive.path).parent)
        if name := QFileDialog.getExistingDirectory(self, _("选择存放备份的文件夹"), start):
            self.take_folder(Path(name))

    def take_folder(self, folder: Path) -> None:
        """Back up to this folder from now on, or say why it cannot be."""
        self.show_problem("")
        self._tasks.run(
            safekeeping.add_place,
            self._archive.settings,
            folder,
            on_done=lambda _place: self.refresh(),
            on_failed=lambda error: self.show_problem(error.message),
        )

    def _drop(self, folder: Path) -> None:
        try:
            safekeeping.remove_place(self._archive.settings, folder)
        except CaseArchiveError as error:
            self.show_problem(error.message)
        self.refresh()

    # --- backing up ------------------------------------------------------------------------------

    def back_up(self) -> None:
        """Back up now, to every place that is there."""
        self.show_problem("")
        self.now.setEnabled(False)
        self._tasks.run(
            safekeeping.back_up_by_hand,
            self._archive,
            title=_("正在备份"),
            on_done=self._tell_round,
            on_failed=self._tell_failure,
        )

    def _tell_round(self, made: BackupRound) -> None:
        self.now.setEnabled(True)
        folders = listed(str(copy.parent) for copy in made.copies)
        self.told.setText(_("已备份并核对：{folders}").format(folders=folders))
        self.told.show()
        self.show_problem(made.failed[0] if made.failed else "")
        self.refresh()

    def _tell_failure(self, error: CaseArchiveError) -> None:
        self.now.setEnabled(True)
        self.show_problem(error.message)


def standing(place: BackupPlace) -> str:
    """Return a sentence on how a place stands."""
    if place.state == "there":
        if place.last:
            return _("在。最近一次备份：{moment}").format(moment=place.last)
        return _("在。这个档案还没有备份到这里。")
    if place.state == "other":
        return _("这个文件夹里没有程序做的记号，可能是另一个盘。要用它，请重新添加。")
    days = place.unseen_days
    if not days:
        return _("现在不在。插上以后会备份到这里。")
    return _("现在不在，已经 {days} 天没有见到。插上以后会备份到这里。").format(days=days)


def _tone(place: BackupPlace) -> str:
    return "muted" if place.state == "there" else "warning"
