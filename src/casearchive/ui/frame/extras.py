"""What the window has beside its panes: palette, settings, tour, history, drafts left unsaved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.ui.actions.notice import Notice
from casearchive.ui.cases.pane import CasesPane
from casearchive.ui.commands.commands import Commands
from casearchive.ui.frame.choices import Choices
from casearchive.ui.frame.preferences import Preferences
from casearchive.ui.library.pane import LibraryPane
from casearchive.ui.look import Look
from casearchive.ui.reader.pane import ReaderPane
from casearchive.ui.start import afterpages, afterwards, safekeeping
from casearchive.ui.start.ahead import Ahead
from casearchive.ui.tasks import Change, Tasks
from casearchive.ui.widgets import ask

if TYPE_CHECKING:
    from casearchive.services.cases.draft_keeping import KeptDraft
    from casearchive.services.safekeeping.places import BackupPlace
    from casearchive.services.views import CaseView
    from casearchive.ui.palette.frame import Palette

_SETTLED = 20_000  # milliseconds after the first paint
DAYS = 30  # what lies longer in the trash is destroyed


class Extras(QObject):
    """Makes small windows when they are first asked for."""

    told = Signal(object)  # a Notice
    case_wanted = Signal(str)
    search_wanted = Signal(str)
    draft_wanted = Signal(object)  # a KeptDraft to be written on
    window_wanted = Signal(str)  # another in this one's place, and the command to go on with there

    def __init__(
        self, archive: Archive, tasks: Tasks, look: Look, commands: Commands, window: QWidget
    ) -> None:
        super().__init__(window)
        self._archive, self._tasks, self._look = archive, tasks, look
        self._commands, self._window = commands, window
        self.palette: Palette | None = None
        self._preferences: Preferences | None = None
        self.reading: Callable[[], CaseView | None] = lambda: None
        self.stops: Callable[[], Sequence[tuple[QWidget, str, str]]] = lambda: ()
        does: dict[str, Callable[[], object]] = {
            "palette": self.open_palette,
            "keys": lambda: afterpages.make_keys(look, commands, window).show(),
            "history": self.show_history,
            "tour": self.guide,
            "empty_trash": self.empty_trash,
        }
        for key, do in does.items():
            commands[key].triggered.connect(lambda _on=False, do=do: do())

    def _serve_settings(self, preferences: Preferences, choices: Choices) -> None:
        """Open the settings when they are asked for."""

        def show() -> None:
            settings = afterpages.make_settings(
                self._look,
                preferences,
                choices,
                self._archive,
                tasks=self._tasks,
                parent=self._window,
            )
            settings.window_wanted.connect(lambda: self.window_wanted.emit("settings"))
            settings.show()

        self._commands["settings"].triggered.connect(lambda _on=False: show())

    def know(
        self,
        library: LibraryPane,
        cases: CasesPane,
        reader: ReaderPane,
        choices: Choices,
        preferences: Preferences,
    ) -> None:
        """Take the panes that the tour points at, where the case is read, and what may be set."""
        self._preferences = preferences
        self._serve_settings(preferences, choices)
        self.reading = lambda: reader.view.case
        self.stops = lambda: tour_stops(library, cases, reader)

    def begin(self) -> None:
        """After the first paint: offer drafts left unsaved, destroy what lay long in the trash.

        A while later, when the start has settled, import the large pages, and tell of places for
        backups not seen for long.
        """
        Ahead(self).begin()
        QTimer.singleShot(_SETTLED, self, self.look_for_places)
        self._tasks.run(afterwards.kept_drafts, self._archive, on_done=self._offer_drafts)
        if not self._archive.read_only:
            self._tasks.run(afterwards.empty_trash, self._archive, DAYS, on_done=self._tell_emptied)

    def look_for_places(self) -> None:
        """Say quietly which place for backups was not seen for long."""
        self._tasks.run(
            safekeeping.places_to_tell, self._archive.settings, on_done=self._tell_places
        )

    def _tell_places(self, places: Sequence[BackupPlace]) -> None:
        if places:
            text = _("备份位置“{folder}”已经 {days} 天没有见到。把它插上，下次备份就会存到那里。")
            folder, days = places[0].folder, places[0].unseen_days
            self.told.emit(Notice(text.format(folder=folder, days=days), "backup"))

    def open_palette(self) -> None:
        """Show the palette."""
        if self.palette is None and self._preferences is not None:
            self.palette = afterpages.make_palette(
                *(self._look, self._commands, self._archive, self._tasks, self._window),
                preferences=self._preferences,
            )
            self.palette.case_chosen.connect(self.case_wanted)
            self.palette.search_wanted.connect(self.search_wanted)
        if self.palette is not None:
            self.palette.open()

    def show_history(self) -> None:
        """Show the history of the case that is read."""
        if case := self.reading():
            afterpages.make_history(
                self._look, self._archive, self._tasks, case, self._window
            ).show()

    def guide(self) -> None:
        """Begin the tour."""
        afterpages.make_tour(self._look, self.stops(), self._window).begin()

    def empty_trash(self) -> None:
        """Destroy everything in the trash, once that is really wanted."""
        text = _("回收站里的案例会彻底删除，不能撤销。历史记录还在。")
        if ask(self._window, _("清空回收站"), text, accept=_("彻底删除"), danger=True):
            self._tasks.run(afterwards.empty_trash, self._archive, 0, on_done=self._tell_number)

    def _tell_emptied(self, number: int) -> None:
        if number:
            text = _("回收站里放了 {days} 天以上的 {count} 个案例已彻底删除。")
            self.told.emit(Notice(text.format(days=DAYS, count=number), "trash"))
            self._tasks.changed.emit(Change("archive"))

    def _tell_number(self, number: int) -> None:
        text = _("回收站已清空，彻底删除了 {count} 个案例。").format(count=number)
        self.told.emit(Notice(text, "trash"))
        self._tasks.changed.emit(Change("archive"))

    def _offer_drafts(self, kept: Sequence[KeptDraft]) -> None:
        if not kept or self._archive.read_only:
            return
        title = kept[0].title or _("未命名案例")
        text = _("上次有一份没有保存的稿子：“{title}”。").format(title=title)
        if len(kept) > 1:
            text = _("上次有 {count} 份没有保存的稿子，最近的是“{title}”。")
            text = text.format(count=len(kept), title=title)
        go = lambda: self.draft_wanted.emit(kept[0])  # noqa: E731 - the notice wants a callable
        self.told.emit(Notice(text, "draft", _("继续写"), go, stays=True))


def tour_stops(
    library: LibraryPane, cases: CasesPane, reader: ReaderPane
) -> tuple[tuple[QWidget, str, str], ...]:
    """Return what the tour tells of, stop by stop."""
    return (
        (
            library,
            _("资料库"),
            _(
                "案例按状态、文件夹、主题、产业和省份列在这里，数字随时更新。"
                "文件夹可以自己建，把案例拖进去就行。"
            ),
        ),
        (
            cases.search,
            _("找案例"),
            _("按 Ctrl+F 打字就找，一个字也行，拼音首字母也行。按 Ctrl+K 可以直接叫出命令和案例。"),
        ),
        (
            cases.view,
            _("案例列表"),
            _("上下键换案例，按住 Shift 或 Ctrl 多选。标题前的圆点表示还没读完，星号是您收藏的。"),
        ),
        (
            reader,
            _("阅读和做笔记"),
            _(
                "选中文字按 1 到 4 用四种颜色标出来，按 N 写批注，按 Ctrl+J 看全部笔记。"
                "笔记只在您这里，不改动案例。"
            ),
        ),
        (
            reader,
            _("上课和印发"),
            _(
                "按 F5 用大字上课，答案先藏着。"
                "右上角“加入材料包”把案例排好，边看边印；学员版不印答案。"
            ),
        ),
        (
            library.menu,
            _("放心改"),
            _(
                "写的时候自动留底，Ctrl+Z 能一步步撤销，关了再开也行。"
                "设置、手册和全部快捷键都在这个菜单里。"
            ),
        ),
    )
