"""Take the screens to be looked at one by one: ``python packaging/screens.py [folder]``.

Every main view, full and empty, in Chinese, English and the made-up right-to-left language, in the
light and in the dark, at 1280 x 800 and 1920 x 1080 points, at 100 % and 200 %. Sizes are points:
at 200 % a window of 1280 x 800 has 2560 x 1600 pixels. Each may be narrowed, ``--languages zh
--ratios 1 2.5 --views form pack``. Names tell all of it: ``zh-light-1280x800-100-form-top.png``.
Dialogs and menus are taken once a language, scheme and ratio; one that the smaller window could not
hold ends the run with an error. The folder (``screens`` unless named) is not kept in git.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from screen_contents import fill
from screen_views import Stage, View, empty_views, full_views

from casearchive.i18n import system_language, use_language
from casearchive.services.opening import create_archive, open_archive
from casearchive.settings import Settings
from casearchive.ui.look import Scheme
from casearchive.ui.start.app import Desktop, make_app
from casearchive.ui.start.collector import Collector

SCREEN = (2200, 1300)  # points; windows of all sizes fit
SIZES = ("1280x800", "1920x1080")
SMALLEST = (1280, 800)
RATIOS = ("1", "2")
LANGUAGES = ("zh", "en", "pseudo")
SCHEMES = tuple(scheme.value for scheme in (Scheme.LIGHT, Scheme.DARK))
SHEET = (4, 480)  # pictures in a row of a contact sheet, pixels of each


@dataclass(frozen=True)
class Camera:
    """Takes views into a folder; `wanted` are beginnings of the names of those to be taken."""

    folder: Path
    stem: str  # language and scheme
    ratio: str  # per cent
    sizes: Sequence[str]
    wanted: Sequence[str]

    def take(self, stage: Stage, view: View) -> None:
        """Go to a view and take it, at each size where it is the window's."""
        wanted = not self.wanted or view.name.startswith(tuple(self.wanted))
        if view.of == "modal":
            if wanted:
                QTimer.singleShot(900, partial(self._take_modal, view.name))
                view.go()
                stage.rest()
            return
        view.go()
        stage.rest()
        if not wanted:
            return
        if view.of in ("window", "classroom"):
            self._take_sizes(stage, view)
        else:
            popup = QApplication.activePopupWidget() if view.of == "menu" else stage.dialog()
            self._keep(popup, view.name)

    def _take_sizes(self, stage: Stage, view: View) -> None:
        for size in self.sizes:
            shown: QWidget | None = stage.window
            if view.of == "classroom":
                shown = stage.window.panes.classroom
                if shown:
                    shown.setWindowState(Qt.WindowState.WindowNoState)
            if shown:
                shown.resize(*_numbers(size))
                stage.rest()
                self._save(shown, f"{self.stem}-{size}-{self.ratio}-{view.name}")
        stage.window.resize(*_numbers(self.sizes[0]))
        stage.rest()

    def _take_modal(self, name: str) -> None:
        shown = QApplication.activeModalWidget()
        self._keep(shown, name)
        if isinstance(shown, QDialog):
            shown.reject()

    def _keep(self, shown: QWidget | None, name: str) -> None:
        if shown is None:
            print(f"{self.stem}: {name} is not there", file=sys.stderr)
            return
        self._save(shown, f"{self.stem}-once-{self.ratio}-{name}")
        if shown.width() > SMALLEST[0] or shown.height() > SMALLEST[1]:
            raise RuntimeError(name, shown.size())

    def _save(self, shown: QWidget, name: str) -> None:
        shown.grab().save(str(self.folder / f"{name}.png"))


def _numbers(size: str) -> tuple[int, int]:
    width, _x, height = size.partition("x")
    return int(width), int(height)


def take(options: argparse.Namespace, language: str, ratio: str) -> None:
    """Take the screens of one language and one ratio; called in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        faults: list[str] = []
        sys.excepthook = lambda kind, error, trace: faults.extend(
            traceback.format_exception(kind, error, trace)
        )
        settings = Settings(home / "documents", home / "cache", home / "config")
        use_language(system_language())  # what is written down is written in it
        archive = create_archive(home / "示例.casearchive", settings, sample=True)
        fill(archive, home, settings)
        bare = create_archive(home / "空.casearchive", settings)
        desktop = Desktop(make_app(), settings)
        collector = Collector(desktop)  # or a worker might free widgets
        for scheme in options.schemes:
            for shown, views in ((archive, full_views), (bare, empty_views)):
                opened = open_archive(shown.path, settings)  # the one before is closed by then
                desktop.show(opened)
                stage = Stage(desktop, opened, home)
                stage.rest()
                stage.window.commands[f"scheme_{scheme}"].trigger()
                stage.window.resize(*_numbers(options.sizes[0]))
                stage.rest()
                per_cent = str(round(float(ratio) * 100))
                stem = f"{language}-{scheme}"
                camera = Camera(options.folder, stem, per_cent, options.sizes, options.views)
                for view in views(stage):
                    camera.take(stage, view)
        collector.close()
        desktop.end()
        if faults:
            raise SystemExit("".join(faults))


def make_sheets(folder: Path) -> None:
    """Put the pictures of each language, scheme, size and ratio on a contact sheet."""
    groups: dict[str, list[Path]] = {}
    for path in sorted(folder.glob("*-*-*-*-*.png")):
        groups.setdefault("-".join(path.stem.split("-", 4)[:4]), []).append(path)
    across, width = SHEET
    for stem, paths in groups.items():
        height = width * 10 // 16 + 24
        sheet = Image.new("RGB", (across * width, -(-len(paths) // across) * height), "#888888")
        draw = ImageDraw.Draw(sheet)
        for number, path in enumerate(paths):
            x, y = number % across * width, number // across * height
            with Image.open(path) as picture:
                picture.thumbnail((width - 8, height - 24))
                sheet.paste(picture, (x + 4, y + 20))
            draw.text((x + 6, y + 4), path.stem.split("-", 4)[4], fill="white")
        (folder / "sheets").mkdir(exist_ok=True)
        sheet.save(folder / "sheets" / f"{stem}.png")


def main() -> None:
    """Take all screens, a process for each language and ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("screens"))
    for name, values in (
        ("languages", LANGUAGES),
        ("schemes", SCHEMES),
        ("sizes", SIZES),
        ("ratios", RATIOS),
        ("views", ()),
    ):
        parser.add_argument(f"--{name}", nargs="+", default=list(values))
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.one:
        take(options, options.languages[0], options.ratios[0])
        return
    for language in options.languages:
        for ratio in options.ratios:
            _run(options, language, ratio)
            print(f"{language} {float(ratio):.0%}", flush=True)
    make_sheets(options.folder)


def _run(options: argparse.Namespace, language: str, ratio: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        screens = Path(folder, "screens.json")
        width, height = (round(edge * float(ratio)) for edge in SCREEN)
        screen = {"name": "screens", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
        screen |= {"logicalDpi": 96, "logicalBaseDpi": 96}
        screens.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
        also = {"QT_QPA_PLATFORM": f"offscreen:configfile={screens}", "CASEARCHIVE_LANG": language}
        also["QT_SCALE_FACTOR"] = ratio  # the platform's own ratio is not heeded
        command = [sys.executable, __file__, str(options.folder), "--one"]
        command += ["--languages", language, "--ratios", ratio, "--schemes", *options.schemes]
        command += ["--sizes", *options.sizes]
        command += ["--views", *options.views] if options.views else []
        subprocess.run(command, check=True, env=os.environ | also)


if __name__ == "__main__":
    main()
