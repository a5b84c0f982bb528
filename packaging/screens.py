"""Take the screens to be looked at one by one: ``python packaging/screens.py [folder]``.

Every main view, full and empty, at 1280 x 800 and 1920 x 1080, at 100 % and 200 %, in Chinese,
English and the made-up right-to-left language, in the light and in the dark. With ``--ratios`` the
first view alone, from 100 to 250 %. The folder (``screens`` unless named) is not kept in git.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QDialog, QWidget

from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import list_packs
from casearchive.services.cases.drafts import CaseDraft
from casearchive.services.cases.editing import save_draft
from casearchive.services.opening import create_archive, open_archive
from casearchive.services.packages.exporting import export_package
from casearchive.settings import Settings
from casearchive.ui.app import Desktop, make_app
from casearchive.ui.collector import Collector
from casearchive.ui.look import Scheme
from casearchive.ui.window import MainWindow

SCREEN = (2200, 1300)  # points; windows of all sizes fit
SIZES = ((1280, 800), (1920, 1080))
RATIOS = (1.0, 2.0)
ALL_RATIOS = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5)
LANGUAGES = ("zh", "en", "pseudo")
TEXT = """甲村的账本

乙县丙镇甲村过去账目不清，村民意见大。2021年起，村里把每一笔收支按月贴在村口。

主要做法
一是每月5日公开收支；二是村民代表先看账，再签字；三是大额开支先议后办。

主要成效
2022年村集体经济收入12万元，比上年增加3万元。
"""
SCHEMES = (Scheme.LIGHT, Scheme.DARK)


class Stage:
    """One archive in a window, and how to wait for it."""

    def __init__(self, desktop: Desktop, archive: Archive, home: Path) -> None:
        self._desktop = desktop
        self.archive = archive
        self.package = home / "来包.casepack"
        self.text_file = home / "来稿.txt"

    @property
    def window(self) -> MainWindow:
        """The window that is shown."""
        if self._desktop.window is None:
            raise RuntimeError
        return self._desktop.window

    def rest(self) -> None:
        """Wait until nothing works or moves."""
        for _time in range(200):
            _pause(40)
            if self.window.has_begun and not self.window.tasks.busy:
                break
        _pause(250)

    def dialog(self) -> QWidget:
        """Return the small window that was opened last."""
        shown = [one for one in self.window.findChildren(QDialog) if one.isVisible()]
        return shown[-1] if shown else self.window


def _pause(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def views(stage: Stage) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the views: a name, and how to get there from the one before."""
    window = stage.window
    yield "read", window.cases.choose_first
    yield "notes", lambda: window.commands["notes"].setChecked(True)
    window.commands["notes"].setChecked(False)
    yield "search", lambda: window.cases.search.set_text("集体 -旅游")
    yield "nothing", lambda: window.cases.search.set_text("不存在的词")
    window.cases.search.set_text("")
    stage.rest()
    window.cases.choose_first()
    yield "facets", lambda: window.commands["facets"].setChecked(True)
    window.commands["facets"].setChecked(False)
    yield "similar", window.commands["similar"].trigger
    window.reader.leave_similar()
    yield "palette", window.commands["palette"].trigger
    if window.extras.palette:
        window.extras.palette.hide()
    yield "tour", window.commands["tour"].trigger
    for part in window.findChildren(QWidget):
        if type(part).__name__ == "Tour":
            part.hide()
    for name in ("settings", "history", "keys"):
        yield f"dialog-{name}", window.commands[name].trigger
        stage.dialog().close()
    yield from _pages(stage)


def _pages(stage: Stage) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what takes the place of list and reader."""
    window = stage.window
    yield "form", window.case_actions.edit
    if window.pages.form:
        window.pages.form.leave()
    stage.rest()
    yield "import", window.commands["import"].trigger
    yield "import-files", lambda: window.arrivals.take([stage.text_file])
    window.pages.left.emit()
    yield "texts", lambda: window.texts.mend(TEXT)
    yield "texts-taken", partial(_take_all, stage)
    yield "duplicates", window.commands["duplicates"].trigger
    yield "merge", lambda: window.package_door.look_at(stage.package)
    yield "pack", lambda: window.library.pack_chosen.emit(list_packs(stage.archive)[0].id)
    for tab, name in enumerate(("dress", "checks", "editions"), 1):
        yield f"pack-{name}", partial(_turn, stage, tab)


def _take_all(stage: Stage) -> None:
    if desk := stage.window.texts.desk:
        desk.propose.all.click()


def _turn(stage: Stage, tab: int) -> None:
    if desk := stage.window.pages.desk:
        desk.pane.tabs.setCurrentIndex(tab)


def take(folder: Path, home: Path, language: str, ratio: float, *, only_first: bool) -> None:
    """Take the screens of one language and one ratio; called in a process of its own."""
    settings = Settings(home / "documents", home / "cache", home / "config")
    archive = create_archive(home / "示例.casearchive", settings, sample=True)
    bare = create_archive(home / "空.casearchive", settings)
    _bring(home, settings)
    desktop = Desktop(make_app(), settings)
    collector = Collector(desktop)  # or a worker might free widgets
    for scheme in SCHEMES:
        for size in SIZES:
            desktop.show(archive)
            stage = Stage(desktop, archive, home)
            stage.window.commands[f"scheme_{scheme.value}"].trigger()
            stage.window.resize(*size)
            stage.rest()
            stem = f"{language}-{scheme.value}-{size[0]}x{size[1]}-{round(ratio * 100)}"
            for name, go in views(stage):
                go()
                stage.rest()
                shown = stage.dialog() if name.startswith("dialog-") else stage.window
                shown.grab().save(str(folder / f"{stem}-{name}.png"))
                if only_first:
                    break
            archive = _again(archive, settings)
            if not only_first:
                desktop.show(bare)
                Stage(desktop, bare, home).rest()
                stage.window.grab().save(str(folder / f"{stem}-empty.png"))
                bare = _again(bare, settings)
    collector.close()
    desktop.end()


def _bring(home: Path, settings: Settings) -> None:
    """Lay out what is to be brought in: a text, and a package of somebody else's one case."""
    (home / "来稿.txt").write_text(TEXT, encoding="utf-8")
    other = create_archive(home / "别处.casearchive", settings)
    save_draft(other, CaseDraft(code="AL-2024-101", title="甲村的账本", themes=["组织振兴"]))
    export_package(other, home / "来包.casepack")
    other.close()


def _again(archive: Archive, settings: Settings) -> Archive:
    """Return the archive opened anew: the desktop closes the one it is done with."""
    return open_archive(archive.path, settings)


def main() -> None:
    """Take all screens, a process for each language and ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("screens"))
    parser.add_argument("--ratios", action="store_true")
    parser.add_argument("--one", nargs=2, metavar=("LANGUAGE", "RATIO"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.one:
        language, ratio = options.one[0], float(options.one[1])
        with tempfile.TemporaryDirectory() as home:
            take(options.folder, Path(home), language, ratio, only_first=options.ratios)
        return
    jobs = [(language, ratio) for language in LANGUAGES for ratio in RATIOS]
    if options.ratios:
        jobs = [("zh", ratio) for ratio in ALL_RATIOS]
    for language, ratio in jobs:
        _run(options, language, ratio)
        print(f"{language} {ratio:.0%}")


def _run(options: argparse.Namespace, language: str, ratio: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        screens = Path(folder, "screens.json")
        width, height = (round(edge * ratio) for edge in SCREEN)
        screen = {"name": "screens", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
        screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
        screens.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
        also = {"QT_QPA_PLATFORM": f"offscreen:configfile={screens}", "CASEARCHIVE_LANG": language}
        also["QT_SCALE_FACTOR"] = str(ratio)  # the platform's own ratio is not heeded
        command = [sys.executable, __file__, str(options.folder), "--one", language, str(ratio)]
        command += ["--ratios"] if options.ratios else []
        subprocess.run(command, check=True, env=os.environ | also)


if __name__ == "__main__":
    main()
