"""Take the manual's pictures from the program: ``python packaging/manual_pictures.py [name…]``.

Runs offscreen on a sample archive of its own, in Chinese and in English, in the light, at twice the
density of a plain screen, and writes into ``docs/pictures/zh`` and ``docs/pictures/en``. Each
picture shows the part that its chapter is about. Names take only those pictures, and behind them
``--languages en`` only one language's, which is quicker while one is being worked on.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from manual_scenes import CODE, MANGLED, PACKAGE, PLAIN, Studio, scenes
from PIL import Image, ImageDraw
from PySide6.QtGui import QPixmap

from casearchive.i18n import use_language
from casearchive.services.archive import Archive
from casearchive.services.briefing.centre import cover_options, name_centre
from casearchive.services.briefing.packs import list_packs, read_pack, save_pack
from casearchive.services.cases.drafting import load_draft
from casearchive.services.cases.editing import save_draft
from casearchive.services.opening import create_archive
from casearchive.services.packages.exporting import export_package
from casearchive.services.printing.logos import choose_logo
from casearchive.settings import Settings
from casearchive.ui.start.app import Desktop, make_app
from casearchive.ui.start.collector import Collector

LANGUAGES = ("zh", "en")
FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
DENSITY = 2
COLOURS = 256
SCREEN = {"name": "manual", "x": 0, "y": 0, "width": 4400, "height": 2600, "dpr": 1}
SCREEN |= {"logicalDpi": 96, "logicalBaseDpi": 96}


# --- what the pictures show ----------------------------------------------------------------------


def prepare(home: Path) -> tuple[Archive, Settings]:
    """Make the sample archive, and what is brought in, merged and backed up in the pictures."""
    settings = Settings(home / "documents", home / "cache", home / "config")
    archive = create_archive(home / "示例档案.casearchive", settings, sample=True)
    (home / "甲村.txt").write_text(PLAIN, encoding="utf-8")
    (home / "青竹村.txt").write_text(MANGLED, encoding="utf-8")
    name_centre(settings, "某县委党校")
    _draw_logo(home / "标志.png")
    choose_logo(settings, home / "标志.png")
    first = read_pack(archive, list_packs(archive)[0].id)
    save_pack(archive, replace(first, options={**first.options, **cover_options(archive)}))
    _make_package(home, settings)
    return archive, settings


def _draw_logo(path: Path) -> None:
    image = Image.new("RGB", (520, 160), "white")
    pen = ImageDraw.Draw(image)
    pen.ellipse((20, 20, 140, 140), "darkcyan")
    pen.rectangle((180, 50, 480, 72), "darkcyan")
    pen.rectangle((180, 90, 380, 112), "darkcyan")
    image.save(path)


def _make_package(home: Path, settings: Settings) -> None:
    other = create_archive(home / "邻县.casearchive", settings, sample=True)
    draft = load_draft(other, CODE)
    draft.title = "东斟灌村：五彩椒怎样带富一个村"
    save_draft(other, draft)
    export_package(other, home / PACKAGE)
    other.close()


# --- files ---------------------------------------------------------------------------------------


def write(shot: QPixmap, path: Path) -> int:
    """Write a picture with few colours, which text and grounds need no more of; return bytes."""
    shot.save(str(path), "PNG")
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, "PNG", optimize=True)
    return path.stat().st_size


def take(language: str, wanted: set[str]) -> None:
    """Take the pictures of one language that are wanted, or all."""
    folder = FOLDER / language
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        (home / "screen.json").write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={home / 'screen.json'}"
        os.environ["QT_SCALE_FACTOR"] = str(DENSITY)
        os.environ["CASEARCHIVE_LANG"] = language
        use_language(language)  # what is written down is written in it
        app = make_app()
        archive, settings = prepare(home)
        desktop = Desktop(app, settings)
        collector = Collector(desktop)
        desktop.show(archive)
        studio = Studio(desktop, archive, home)
        studio.window.commands["scheme_light"].trigger()
        for scene, shoot in scenes(studio, language):
            if not wanted or scene in wanted:
                studio.begin()
                size = write(shoot(), folder / f"{scene}.png")
                print(f"{language} {scene}  {size // 1024} KB", flush=True)
        collector.close()
        desktop.end()


def main() -> None:
    """Take the pictures, a process for each language: the window's is settled once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    options = parser.parse_args()
    if len(options.languages) == 1:
        take(options.languages[0], set(options.names))
        return
    for language in options.languages:
        command = [sys.executable, __file__, *options.names, "--languages", language]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
