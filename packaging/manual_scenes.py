"""The scenes of the manual's pictures: what is done in the window, and what of it is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from casearchive.domain.base import now
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import list_packs
from casearchive.services.cases.drafting import load_draft
from casearchive.services.cases.editing import save_draft
from casearchive.services.safekeeping.places import THERE, BackupPlace
from casearchive.ui.frame.window import MainWindow
from casearchive.ui.settings.backups import BackupSection
from casearchive.ui.start.app import Desktop

SIZE = (1180, 700)  # points of the window
CODE, PACKAGE, BODY = "AL-2023-001", "邻县.casepack", "sections.2.body"
MANGLED = """青竹村：辣椒產(chǎn)業(yè)
2023-05-20 10:00  來源:鄉(xiāng)村報  作者:通訊員 李某
二、主要做法
浙江省安吉縣孝豐鎮(zhèn)青竹村黨(dǎng)支部書記說:“先算賬?！?月8日,村集體經(jīng)濟收入170萬元。
"""
PLAIN = (
    "甲村的账本\n\n乙县丙镇甲村过去账目不清，村民意见大。2021年起，村里把每一笔收支按月贴在村口。\n\n"
    "主要做法\n一是每月5日公开收支；二是村民代表先看账，再签字；三是大额开支先议后办。\n\n"
    "主要成效\n2022年村集体经济收入12万元。\n"
)

# What is typed and looked for where the window's own words stand.
PALETTE = {"zh": "备份", "en": "backup"}
PRACTICE = {"zh": "主要做法", "en": "What was done"}

Scene = Callable[[], QPixmap]


class Studio:
    """The window on the sample archive, and how to wait for it and cut pictures out of it."""

    def __init__(self, desktop: Desktop, archive: Archive, home: Path) -> None:
        self.desktop, self.archive, self.home = desktop, archive, home

    @property
    def window(self) -> MainWindow:
        """The window that is shown."""
        if self.desktop.window is None:
            raise RuntimeError
        return self.desktop.window

    def rest(self, times: int = 1) -> None:
        """Wait until nothing works or moves."""
        for _time in range(times):
            for _turn in range(200):
                _pause(40)
                if self.window.has_begun and not self.window.tasks.busy:
                    break
            _pause(250)

    def begin(self) -> None:
        """Go back to the list of all cases, the first one read, nothing searched for."""
        window = self.window
        window.pages.left.emit()
        window.cases.search.set_text("")
        window.resize(*SIZE)
        self.rest()
        window.cases.choose_first()
        self.rest()

    def choose(self, code: str) -> None:
        """Read the case with this code."""
        self.window.cases.choose(load_draft(self.archive, code).id)
        self.rest()

    def page(self) -> QPixmap:
        """Take what lies right of the library, without the line below."""
        library, foot = self.window.library, self.window.status.height()
        left = library.width() + 1 if library.isVisible() else 0
        return self.take(self.window.rect().adjusted(left, 0, 0, -foot))

    def after(self, *steps: Callable[[], object]) -> QPixmap:
        """Take what lies right of the library once each step is done, and what it has begun."""
        for step in steps:
            step()
            self.rest(3)
        return self.page()

    def take(self, rect: QRect | None = None) -> QPixmap:
        """Take the window or a part of it."""
        self.rest()
        return self.window.grab(rect or self.window.rect())

    def dialog(self) -> QWidget:
        """Return the small window that was opened last."""
        self.rest(2)
        return [one for one in self.window.findChildren(QDialog) if one.isVisible()][-1]


def _pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def scenes(studio: Studio, language: str) -> Iterator[tuple[str, Scene]]:
    """Yield the pictures: a name, and how to come to it from the list of all cases."""
    studio.rest()  # parts of the window are made after its first paint
    window, home, after = studio.window, studio.home, studio.after
    search, look = window.cases.search.set_text, window.package_door.look_at
    bring, commands = window.arrivals.take, window.commands
    texts, edit = [home / "甲村.txt", home / "青竹村.txt"], window.case_actions.edit
    yield "window", studio.take
    yield "menu", lambda: menu(studio)
    yield "palette", lambda: palette(studio, PALETTE[language])
    yield "search", lambda: after(lambda: search("集体 -旅游"), commands["next_hit"].trigger)
    yield "suggestions", lambda: suggestions(studio)
    yield "facets", lambda: facets(studio)
    yield "folders", lambda: studio.take(QRect(0, 0, window.library.width(), 440))
    yield "form", lambda: after(lambda: studio.choose(CODE), edit)
    yield (
        "outcomes",
        lambda: after(
            lambda: studio.choose(CODE), edit, lambda: turn(studio, "outcomes.0.indicator")
        ),
    )
    yield (
        "body",
        lambda: after(
            lambda: window.resize(1320, 720),
            lambda: studio.choose(CODE),
            edit,
            lambda: turn(studio, BODY),
        ),
    )
    yield "import", lambda: after(commands["import"].trigger, lambda: bring(texts))
    yield "mend", lambda: after(lambda: window.texts.mend(MANGLED))
    yield "proposals", lambda: proposals(studio)
    yield "notes", lambda: notes(studio, PRACTICE[language])
    yield "classroom", lambda: classroom(studio)
    yield "pack", lambda: pack(studio, tab=0, item=1)
    yield "dress", lambda: pack(studio, tab=1, item=-1)
    yield "settings", lambda: settings_part(studio, "cover")
    yield "backup", lambda: settings_part(studio, "backups")
    yield "history", lambda: history(studio)  # changes a case, so it comes after the others
    yield "merge", lambda: after(lambda: window.resize(1240, 640), lambda: look(home / PACKAGE))


def menu(studio: Studio) -> QPixmap:
    """Take the menu."""
    studio.window.menu.popup(QPoint(0, 0))
    studio.rest()
    shot = studio.window.menu.grab()
    studio.window.menu.hide()
    return shot


def palette(studio: Studio, word: str) -> QPixmap:
    """Take the palette with a word in it."""
    window = studio.window
    window.commands["palette"].trigger()
    shown = window.extras.palette
    assert shown is not None
    shown.field.setText(word)
    studio.rest(2)
    shot = shown.grab()
    shown.hide()
    return shot


def suggestions(studio: Studio) -> QPixmap:
    """Take what is suggested for initials."""
    window = studio.window
    window.commands["find"].trigger()
    for letter in "wsgz":
        window.cases.search.field.insert(letter)
        studio.rest()
    studio.rest()
    return studio.take(QRect(window.library.width() + 1, 0, 520, 220))


def facets(studio: Studio) -> QPixmap:
    """Take the facets with one theme chosen."""
    window = studio.window
    window.commands["facets"].setChecked(True)
    window.cases.search.set_text("主题=产业振兴")
    studio.rest(2)
    right = window.cases.mapTo(window, QPoint(window.cases.width(), 0)).x()
    shot = studio.take(QRect(0, 0, right, 560))
    window.commands["facets"].setChecked(False)
    return shot


def turn(studio: Studio, path: str) -> None:
    """Turn the form to one of its fields."""
    if form := studio.window.pages.form:
        form.parts.go_to(path)


def history(studio: Studio) -> QPixmap:
    """Take what a change of title and abstract looks like in the history."""
    draft = load_draft(studio.archive, CODE)
    draft.title = f"{draft.title}（修订）"
    draft.abstract = draft.abstract.replace("。", "；", 1)
    save_draft(studio.archive, draft)
    studio.choose(CODE)
    studio.window.commands["history"].trigger()
    studio.rest(2)
    dialog = studio.dialog()
    dialog.resize(760, 460)
    studio.rest()
    shot = dialog.grab()
    dialog.close()
    return shot


def proposals(studio: Studio) -> QPixmap:
    """Take the proposals for a text, some of them accepted."""
    studio.window.texts.mend(PLAIN)
    studio.rest(2)
    desk = studio.window.texts.desk
    assert desk is not None
    for key in ("title", "outcome/0"):
        desk.propose.list.choose(key)
        QTest.keyClick(desk.propose.list, Qt.Key.Key_Space)
    return studio.page()


def notes(studio: Studio, heading: str) -> QPixmap:
    """Take marks in a case, with the notes beside it."""
    window = studio.window
    studio.choose(CODE)
    view = window.reader.view
    for words, key in (("五彩椒", Qt.Key.Key_1), ("170万元", Qt.Key.Key_3)):
        cursor = view.document().find(words, view.document().find(heading))
        view.setTextCursor(cursor)
        QTest.keyClick(view, key)
        studio.rest()
    window.commands["notes"].setChecked(True)
    window.commands["alone"].setChecked(True)
    window.resize(1000, 600)
    studio.rest()
    start = view.document().find(heading)
    start.clearSelection()
    view.setTextCursor(start)
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + view.cursorRect().top() - 20)
    shot = studio.page()
    window.commands["alone"].setChecked(False)
    window.commands["notes"].setChecked(False)
    return shot


def classroom(studio: Studio) -> QPixmap:
    """Take the classroom view."""
    studio.choose(CODE)
    studio.window.commands["classroom"].trigger()
    studio.rest()
    shown = studio.window.panes.classroom
    assert shown is not None
    shown.showNormal()
    shown.resize(960, 560)
    studio.rest()
    shot = shown.grab()
    shown.close()
    return shot


def pack(studio: Studio, *, tab: int, item: int) -> QPixmap:
    """Take the composer at one of its pages, beside an item's first page or the cover."""
    window = studio.window
    window.library.pack_chosen.emit(list_packs(studio.archive)[0].id)
    studio.rest(4)
    desk = window.pages.desk
    assert desk is not None
    desk.pane.tabs.setCurrentIndex(tab)
    desk.preview.view.go_to(0)
    desk.preview.choose(item)
    studio.rest(2)
    return studio.page()


def settings_part(studio: Studio, part: str) -> QPixmap:
    """Take one part of the settings."""
    studio.window.commands["settings"].trigger()
    studio.rest(2)
    dialog = studio.dialog()
    dialog.resize(600, 900)
    studio.rest()
    section: QWidget = getattr(dialog, part)
    if isinstance(section, BackupSection):
        section.show_places(places())
        studio.rest()
    edge = 16
    place = QRect(section.mapTo(dialog, QPoint(0, 0)), section.size())
    shot = dialog.grab(place.adjusted(-edge, -edge, edge, edge))
    dialog.close()
    return shot


def places() -> tuple[BackupPlace, ...]:
    """Return places as a trainer has them: a disk that is there, a stick that was pulled out."""
    seen = (now() - timedelta(days=3)).isoformat()
    return (
        BackupPlace(Path("D:\\案例备份"), "disk", seen, state=THERE, last="2026-11-26 17:30"),
        BackupPlace(Path("E:\\案例备份"), "stick", seen),
    )
