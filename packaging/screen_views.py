"""The views of the screens, in an order in which each is reached from the one before."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QMenu
from screen_contents import EMPTY_PACK, FAMILIAR, LONG_ONE, MANGLED, id_of

from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import list_packs
from casearchive.services.views import Shelf
from casearchive.ui.frame.about import make_about
from casearchive.ui.frame.tour import Tour
from casearchive.ui.frame.window import MainWindow
from casearchive.ui.packs.out.dialogs import ExportDialog, PrintDialog
from casearchive.ui.start.app import Desktop


@dataclass(frozen=True)
class View:
    """A picture to take: its name, how to get there from the one before, what of it is taken.

    ``window`` at every size; ``dialog`` (the newest small window), ``menu`` and ``modal`` once.
    """

    name: str
    go: Callable[[], object]
    of: str = "window"


class Stage:
    """One archive in a window, and how to wait for it."""

    def __init__(self, desktop: Desktop, archive: Archive, home: Path) -> None:
        self._desktop, self.archive, self.home = desktop, archive, home

    @property
    def window(self) -> MainWindow:
        """The window that is shown."""
        if self._desktop.window is None:
            raise RuntimeError
        return self._desktop.window

    def rest(self) -> None:
        """Wait until nothing works or moves."""
        for _time in range(300):
            _pause(40)
            if self.window.has_begun and not self.window.tasks.busy:
                break
        _pause(220)

    def do(self, key: str) -> None:
        """Give a command, and wait."""
        self.window.commands[key].trigger()
        self.rest()

    def search(self, text: str) -> None:
        """Search for a text as if it had been pasted, and wait."""
        self.window.cases.search.set_text(text)
        self.rest()
        self.rest()

    def dialog(self) -> QDialog | None:
        """Return the small window that was opened last, if one is open."""
        shown = [one for one in self.window.findChildren(QDialog) if one.isVisible()]
        return shown[-1] if shown else None


def _do(*acts: Callable[[], object]) -> Callable[[], object]:
    """Return what does one thing after another."""

    def do() -> None:
        for act in acts:
            act()

    return do


def _pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


# --- the views ------------------------------------------------------------------------------------


def full_views(stage: Stage) -> Iterator[View]:
    """Yield the views of an archive that holds something."""
    for views in (_first, _reading, _finding, _extras, _form, _arrivals, _packages, _pack):
        stage.window.activateWindow()  # or no field has the focus, and what hangs on it hides
        stage.rest()
        yield from views(stage)
        stage.window.pages.when_free(stage.window.pages.left.emit)
        stage.search("")


def _first(stage: Stage) -> Iterator[View]:
    yield View("start", lambda: None)
    yield View("start-tour", stage.window.commands["tour"].trigger)
    for tour in stage.window.findChildren(Tour):
        for number in range(1, 6):
            yield View(f"start-tour-{number + 1}", partial(tour.go, number))
        tour.end()


def _reading(stage: Stage) -> Iterator[View]:
    window = stage.window
    cases, view, bar = window.cases, window.reader.view, window.reader.view.verticalScrollBar()
    row = window.catalogue.model.row_of(id_of(stage.archive, FAMILIAR))
    yield View("read", lambda: cases.view.setCurrentIndex(window.catalogue.model.index(row)))
    yield View("read-middle", lambda: bar.setValue(bar.maximum() // 2))
    yield View("read-end", lambda: bar.setValue(bar.maximum()))
    yield View("read-trainee", _do(lambda: bar.setValue(0), window.commands["trainee"].trigger))
    stage.do("trainee")
    yield View("read-alone", window.commands["alone"].trigger)
    stage.do("alone")
    yield View("study", lambda: window.commands["notes"].setChecked(True))
    yield View("study-swatches", partial(_select_words, stage))
    window.commands["notes"].setChecked(False)
    stage.rest()
    yield View("similar", window.commands["similar"].trigger)
    window.reader.leave_similar()
    yield View("read-long", lambda: cases.choose(id_of(stage.archive, LONG_ONE)))
    yield View("several", cases.view.selectAll)
    yield View("toast", _do(cases.choose_first, stage.rest, partial(stage.do, "trash")))
    window.toast.button.click()
    stage.rest()
    window.toast.hide()
    yield View("shelf-trash", lambda: window.library.choose_shelf(Shelf("trash")))
    model = window.library.model
    shelves = [model.entry(row).shelf for row in range(model.rowCount())]
    for kind in ("collection", "search", "starred", "theme"):
        shelf = next((one for one in shelves if one and one.kind == kind), None)
        if shelf is not None:
            yield View(f"shelf-{kind}", partial(window.library.choose_shelf, shelf))
    window.library.choose_shelf(Shelf())
    stage.search("")
    yield View("grouped", lambda: cases.head.group_chosen.emit("theme"))
    cases.head.group_chosen.emit("")
    columns = frozenset({"code", "status", "place"})
    yield View("columns", lambda: cases.head.columns_chosen.emit(columns))
    cases.head.columns_chosen.emit(frozenset())
    cases.choose_first()
    yield View("classroom", window.commands["classroom"].trigger, "classroom")
    if window.panes.classroom:
        window.panes.classroom.close()
    view.setFocus()


def _select_words(stage: Stage) -> None:
    view = stage.window.reader.view
    cursor = view.textCursor()
    cursor.setPosition(60)
    cursor.setPosition(84, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.selection_rested.emit()


def _finding(stage: Stage) -> Iterator[View]:
    window, search = stage.window, stage.window.cases.search
    yield View("search", lambda: stage.search("集体"))
    yield View("search-hits", partial(stage.do, "next_hit"))
    yield View("search-chips", lambda: stage.search("集体经济 -旅游 主题=产业振兴|组织振兴"))
    yield View("facets", _do(partial(stage.search, ""), partial(stage.do, "facets")))
    yield View("facets-chosen", lambda: stage.search("主题=产业振兴"))
    yield View("facets-nothing", lambda: stage.search("不存在的词"))
    stage.do("facets")
    yield View("nothing", lambda: stage.search("集体精济 五彩椒"))
    yield View("nothing-at-all", lambda: stage.search("不存在的词"))
    stage.search("")
    cases_view = window.cases.view
    yield View("search-recent", _do(cases_view.setFocus, window.commands["find"].trigger))
    yield View("search-completions", partial(_type_in, stage, "wsgz"))
    yield View("search-help", window.commands["search_help"].trigger)
    search.popup.hide()
    stage.search("")


def _type_in(stage: Stage, text: str) -> None:
    stage.window.commands["find"].trigger()
    for letter in text:
        stage.window.cases.search.field.insert(letter)
        stage.rest()


def _extras(stage: Stage) -> Iterator[View]:
    window = stage.window
    window.cases.choose(id_of(stage.archive, FAMILIAR))
    opened = window.commands["palette"].trigger
    # The offscreen platform takes the focus away once more after a window was closed.
    yield View("palette", _do(opened, stage.rest, window.activateWindow, stage.rest, opened))
    if palette := window.extras.palette:
        yield View("palette-typed", partial(palette.field.setText, "村"))
        palette.hide()
    for name in ("settings", "history", "keys", "manual"):
        yield View(f"dialog-{name}", window.commands[name].trigger, "dialog")
        if dialog := stage.dialog():
            dialog.close()
    about = make_about(window._look, window)
    printing = PrintDialog(window._look, ["PDF"], 21, window)
    exporting = ExportDialog(window._look, window)
    for name, box in (("about", about), ("print", printing), ("pack-export", exporting)):
        yield View(f"dialog-{name}", box.show, "dialog")
        box.close()
    for name in ("package_out", "centres", "new_folder", "empty_trash"):
        yield View(f"dialog-{name}", window.commands[name].trigger, "modal")
    inner = [menu for menu in window.menu.findChildren(QMenu) if menu.actions()]
    for number, menu in enumerate((window.menu, window.cases.head.menu, *inner)):
        name = ("main", "sort")[number] if number < 2 else f"main-{number - 1}"
        yield View(f"menu-{name}", partial(menu.popup, QPoint(40, 40)), "menu")
        menu.hide()


def _form(stage: Stage) -> Iterator[View]:
    window = stage.window
    yield View("form-about", window.case_actions.edit)
    form = window.pages.form
    if form is None:
        return
    for row, name in enumerate(
        ("text", "outcomes", "sources", "questions", "teaching", "attachments"), 1
    ):
        yield View(f"form-{name}", partial(form.parts.outline.setCurrentRow, row))
    form.leave()
    stage.rest()
    yield View("form-new", window.commands["new"].trigger)
    yield View("form-refused", form.save)
    for row, name in enumerate(
        ("text", "outcomes", "sources", "questions", "teaching", "attachments"), 1
    ):
        yield View(f"form-new-{name}", partial(form.parts.outline.setCurrentRow, row))
    form.leave()


def _arrivals(stage: Stage) -> Iterator[View]:
    window, home = stage.window, stage.home
    yield View("import", window.commands["import"].trigger)
    files = [home / "来稿.txt", home / "来表.csv", home / "坏.pdf"]
    yield View("import-files", lambda: window.arrivals.take(files))
    if desk := window.pages.imports:
        yield View("import-table", partial(desk.tree.choose, 1))
        desk.begin_anew()
    yield View("texts-paste", window.commands["mend"].trigger)
    yield View("texts-repair", lambda: window.texts.mend(MANGLED))
    if texts := window.texts.desk:
        yield View("texts-propose", _do(texts.repair.all.click, texts.go_on))
        yield View("texts-taken", texts.propose.all.click)
    yield View("duplicates", window.commands["duplicates"].trigger)


def _packages(stage: Stage) -> Iterator[View]:
    window = stage.window
    yield View("package", lambda: window.package_door.look_at(stage.home / "来包.casepack"))
    if page := window.pages.package:
        last = page.items.index(page.items.rowCount() - 1)
        yield View("package-last", partial(page.list.setCurrentIndex, last))


def _pack(stage: Stage) -> Iterator[View]:
    window = stage.window
    packs = {pack.name: pack.id for pack in list_packs(stage.archive)}
    empty = packs.pop(EMPTY_PACK)
    yield View("pack", lambda: window.library.pack_chosen.emit(next(iter(packs.values()))))
    desk = window.pages.desk
    if desk is None:
        return
    for _time in range(4):
        stage.rest()
    for tab, name in enumerate(("dress", "checks", "editions"), 1):
        yield View(f"pack-{name}", partial(desk.pane.tabs.setCurrentIndex, tab))
    desk.pane.tabs.setCurrentIndex(0)
    yield View("pack-case", partial(desk.contents.list.choose, 2))
    yield View("pack-thumbnails", desk.preview.all_pages.click)
    desk.preview.all_pages.click()
    yield View("pack-book", desk.preview.book.click)
    desk.preview.book.click()
    yield View("menu-pack-add", partial(desk.adding.menu.popup, QPoint(40, 40)), "menu")
    desk.adding.menu.hide()
    yield View("dialog-pack-picker", partial(desk.adding.add, "case"), "modal")
    yield View("dialog-pack-text", desk.adding.text_asked.emit, "modal")
    yield View("pack-empty", lambda: window.library.pack_chosen.emit(empty))
    for tab, name in enumerate(("dress", "checks", "editions"), 1):
        yield View(f"pack-empty-{name}", partial(desk.pane.tabs.setCurrentIndex, tab))
    desk.pane.tabs.setCurrentIndex(0)


def empty_views(stage: Stage) -> Iterator[View]:
    """Yield the views of an archive that holds nothing yet."""
    window = stage.window
    yield View("empty", lambda: None)
    yield View("empty-facets", partial(stage.do, "facets"))
    stage.do("facets")
    yield View("empty-notes", lambda: window.commands["notes"].setChecked(True))
    window.commands["notes"].setChecked(False)
    yield View("empty-search", lambda: stage.search("集体"))
    stage.search("")
    for kind in ("trash", "starred", "unread", "recent"):
        yield View(f"empty-{kind}", partial(window.library.choose_shelf, Shelf(kind)))
    yield View("empty-duplicates", window.commands["duplicates"].trigger)
