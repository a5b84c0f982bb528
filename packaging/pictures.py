"""Take pictures of the window and of a printed pack: ``python packaging/pictures.py [folder]``.

Runs offscreen on a sample archive of its own, in both themes and languages and four sizes, so that
a change of the look can be looked at. The folder (``pictures`` unless named) is not kept in git.
"""

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QEventLoop, QTimer

from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import list_packs
from casearchive.services.briefing.publishing import print_pack
from casearchive.services.opening import create_archive
from casearchive.settings import Settings
from casearchive.ui.frame.window import MainWindow
from casearchive.ui.look import Scheme
from casearchive.ui.start.app import Desktop, make_app

SIZES = ((1440, 900), (960, 600), (1280, 800), (1920, 1080))
SMALL = (960, 600)
PAGES = 6
SCREEN = {
    "name": "pictures",
    "x": 0,
    "y": 0,
    "width": 2560,
    "height": 1440,
    "logicalDpi": 96,
    "logicalBaseDpi": 96,
    "dpr": 1,
}


@dataclass(frozen=True)
class Camera:
    """Takes pictures of one window into a folder."""

    folder: Path
    desktop: Desktop
    archive: Archive

    @property
    def window(self) -> MainWindow:
        """The window as it is now; another language brings another one."""
        if self.desktop.window is None:
            raise RuntimeError
        return self.desktop.window

    def take(self, name: str) -> None:
        """Take a picture once nothing moves any more."""
        self.rest()
        self.window.grab().save(str(self.folder / f"{name}.png"))
        print(name)

    def rest(self) -> None:
        """Wait for the workers, then for the last paint."""
        for _time in range(200):
            loop = QEventLoop()
            QTimer.singleShot(50, loop.quit)
            loop.exec()
            if self.window.has_begun and not self.window.tasks.busy:
                break
        loop = QEventLoop()
        QTimer.singleShot(400, loop.quit)
        loop.exec()


def scenes(camera: Camera) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what is to be seen: a name, and how to get there from the last one."""
    window = camera.window
    bar = window.reader.view.verticalScrollBar()
    yield "read", lambda: window.cases.view.setCurrentIndex(window.catalogue.model.index(0))
    yield "figures", lambda: bar.setValue(bar.maximum() // 2)
    yield "note", lambda: bar.setValue(bar.maximum() - bar.pageStep() // 2)
    yield "trainee", window.commands["trainee"].trigger
    window.commands["trainee"].trigger()
    yield "search", lambda: search(camera, "集体")
    window.commands["next_hit"].trigger()
    yield "hits", window.commands["next_hit"].trigger
    yield "facets", lambda: narrow(camera, "产业振兴")
    search(camera, "")
    yield "small facets", lambda: window.resize(*SMALL)
    window.commands["facets"].trigger()
    yield "small hits", lambda: search(camera, "集体")
    search(camera, "")
    window.resize(*SIZES[0])
    yield "grouped", lambda: window.cases.head.group_chosen.emit("theme")
    window.cases.head.group_chosen.emit("")
    camera.rest()
    window.cases.choose_first()
    camera.rest()
    yield "similar", window.commands["similar"].trigger
    yield "suggestions", lambda: type_in(camera, "wsgz")
    yield "chips", lambda: search(camera, "集体经济 -旅游 主题=产业振兴|组织振兴")
    yield "no hits", lambda: search(camera, "集体精济 五彩椒")
    yield "help", window.commands["search_help"].trigger
    search(camera, "")
    yield "recent", window.commands["find"].trigger
    window.cases.view.setFocus()
    yield "several", window.cases.view.selectAll
    yield "toast", window.commands["trash"].trigger
    window.toast.button.click()
    camera.rest()
    window.cases.choose_first()
    yield "form", window.case_actions.edit
    if window.pages.form:
        window.pages.form.leave()
    yield "pack", lambda: open_pack(camera)


def search(camera: Camera, text: str) -> None:
    """Search, and wait for the answer."""
    camera.window.cases.search.set_text(text)
    camera.rest()
    camera.rest()


def type_in(camera: Camera, text: str) -> None:
    """Type letter by letter, as a reader does who waits for suggestions."""
    camera.window.commands["find"].trigger()
    for letter in text:
        camera.window.cases.search.field.insert(letter)
        camera.rest()


def narrow(camera: Camera, theme: str) -> None:
    """Open the facets and choose a theme."""
    window = camera.window
    window.commands["facets"].trigger()
    camera.rest()
    window.cases.search.set_text(f"{window.cases.search.text()} 主题={theme}")
    camera.rest()


def open_pack(camera: Camera) -> None:
    """Open the first pack, and wait for its preview."""
    camera.window.library.pack_chosen.emit(list_packs(camera.archive)[0].id)
    for _time in range(8):
        camera.rest()


def take_window(folder: Path, archive: Archive, settings: Settings) -> None:
    """Take every picture of the window."""
    desktop = Desktop(make_app(), settings)
    desktop.show(archive)
    camera = Camera(folder, desktop, archive)
    for language, scheme in product(("zh", "en"), (Scheme.LIGHT, Scheme.DARK)):
        camera.window.commands[f"language_{language}"].trigger()
        camera.window.commands[f"scheme_{scheme.value}"].trigger()
        camera.window.resize(*SIZES[0])
        camera.rest()
        for name, go in scenes(camera):
            go()
            camera.take(f"{language}-{scheme.value}-{name}")
        camera.window.commands["find"].trigger()
    camera.window.cases.choose_first()
    for width, height in SIZES[1:]:
        camera.window.resize(width, height)
        camera.take(f"{width}x{height}")
    desktop.end()


def take_pages(folder: Path, archive: Archive) -> None:
    """Take the first pages of the sample pack as it prints."""
    document = pypdfium2.PdfDocument(print_pack(archive, list_packs(archive)[0].id).data)
    for number in range(min(PAGES, len(document))):
        picture = document[number].render(scale=1.5).to_pil()
        picture.save(folder / f"page-{number + 1}.png")
        print(f"page {number + 1}")


def main(folder: Path) -> None:
    """Take all pictures into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        settings = Settings(home / "documents", home / "cache", home / "config")
        (home / "screens.json").write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={home / 'screens.json'}"
        archive = create_archive(settings.sample_archive, settings, sample=True)
        take_pages(folder, archive)
        take_window(folder, archive, settings)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "pictures"))
