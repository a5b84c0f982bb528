"""What the manual says is so: pictures, links, commands, menus, words on buttons and keys exist."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from PIL import Image

from casearchive.cli.words.parser import parse
from casearchive.i18n import _ as told
from casearchive.i18n import in_context, use_language
from casearchive.resources import resource_path
from casearchive.services.manual import anchor_of, find_in_manual, read_manual

TOP = Path(__file__).parents[1]
DOCS = TOP / "docs"
LANGUAGES = ("zh", "en")
CHAPTERS = sorted(path for code in LANGUAGES for path in (DOCS / code).glob("*.md"))
PICTURES = DOCS / "pictures"
SOURCE = TOP / "src" / "casearchive"


def name(path: Path) -> str:
    return path.relative_to(DOCS).as_posix()


def interface_words(by: str) -> frozenset[tuple[str, ...]]:
    """Return what the window or the command line may show, in Chinese, as `by` translates it."""
    return frozenset(
        tuple(str(part.value) for part in call.args if isinstance(part, ast.Constant))
        for path in SOURCE.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == by
        and call.args
        and isinstance(call.args[0], ast.Constant)
    )


WORDS, PLACED = interface_words("_"), interface_words("in_context")


def bold_in(text: str) -> list[str]:
    return re.findall(r"\*\*(.+?)\*\*", text)


# --- files and links -----------------------------------------------------------------------------


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_index_names_every_chapter_and_both_languages_have_the_same(code: str) -> None:
    listed = [chapter.name for chapter in read_manual(code).chapters]
    there = {path.stem for path in (DOCS / code).glob("*.md")} - {"README"}
    assert sorted(listed) == sorted(there)
    assert listed == [chapter.name for chapter in read_manual("zh").chapters]
    index = (DOCS / code / "README.md").read_text("utf-8")
    titles = re.findall(r"\[(.+?)\]\([\w-]+\.md\)", index)
    assert titles == [chapter.title for chapter in read_manual(code).chapters]


@pytest.mark.parametrize("path", [*CHAPTERS, DOCS / "README.md"], ids=name)
def test_every_link_leads_somewhere(path: Path) -> None:
    for target, anchor in re.findall(
        r"(?<!!)\[[^\]]*\]\(([^)#]*)(?:#([^)]*))?\)", path.read_text("utf-8")
    ):
        file = (path.parent / target) if target else path
        assert file.is_file(), target
        headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.M)
        assert not anchor or anchor in {anchor_of(heading) for heading in headings}


def pictures_in(path: Path) -> list[tuple[str, str]]:
    return re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", path.read_text("utf-8"))


def test_every_picture_is_there_used_and_told() -> None:
    used = set()
    for path in CHAPTERS:
        for said, target in pictures_in(path):
            file = (path.parent / target).resolve()
            assert file.is_file(), f"{name(path)}: {target}"
            assert len(said) > 5, f"{name(path)}: {target} says nothing to those who do not see it"
            used.add(file)
    assert {path.resolve() for path in PICTURES.rglob("*.png")} == used
    assert {path.name for path in PICTURES.iterdir()} == set(LANGUAGES)


@pytest.mark.parametrize("path", CHAPTERS, ids=name)
def test_both_languages_show_the_same_pictures_each_its_own(path: Path) -> None:
    code = path.parent.name
    mine = [target for _said, target in pictures_in(path)]
    assert all(target.startswith(f"../pictures/{code}/") for target in mine)
    chinese = [target for _said, target in pictures_in(DOCS / "zh" / path.name)]
    assert [Path(target).name for target in mine] == [Path(target).name for target in chinese]


@pytest.mark.parametrize("code", LANGUAGES)
def test_pictures_are_small_and_whole(code: str) -> None:
    sizes = []
    for path in (PICTURES / code).iterdir():
        with Image.open(path) as picture:
            picture.load()
            assert picture.width <= 2 * 1300
            assert picture.width >= 400
        sizes.append(path.stat().st_size)
    assert sum(sizes) < 1_700_000


def test_every_picture_is_taken_by_the_script() -> None:
    script = (TOP / "packaging" / "manual_scenes.py").read_text("utf-8")
    assert [path.stem for path in PICTURES.rglob("*.png") if f'"{path.stem}"' not in script] == []


def test_a_wheel_carries_the_manual_where_the_program_looks_for_it() -> None:
    wheel = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    told = wheel["targets"]["wheel"]
    assert "docs" in told["only-include"]
    inside = resource_path("manual").relative_to(resource_path())
    assert told["sources"]["docs"] == f"{told['sources']['resources']}/{inside}"


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", CHAPTERS, ids=name)
def test_bold_words_are_on_the_screen(path: Path) -> None:
    """Bold is for what can be read in the window, and a path leads through a real menu."""
    use_language("zh" if path.parent.name == "zh" else "en")
    shown = {told(*word) for word in WORDS} | {in_context(*word) for word in PLACED}
    bold = bold_in(path.read_text("utf-8"))
    assert [words for words in bold if not set(words.split(" → ")) <= shown] == []


@pytest.mark.parametrize("path", CHAPTERS, ids=name)
def test_every_command_line_is_one(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for line in re.findall(r"`casearchive ([^`]+)`", path.read_text("utf-8")):
        words = re.match(r"[a-z]+(?: [a-z]+\b(?! ?[:=]))?", line)
        assert words, line
        options = re.findall(r"(?<![\w-])--?[a-z][a-z-]*", line)
        with pytest.raises(SystemExit, match="0"):
            parse([*_command(words[0]), "--help"])
        said = capsys.readouterr().out
        assert [option for option in options if option not in said] == [], line


def _command(words: str) -> list[str]:
    """Return the words that name a command; `search pepper` has an argument already."""
    first, *rest = words.split()
    groups = ("searches", "imports", "pack", "package", "keys", "case", "backups")
    return [first, *rest] if first in groups else [first]


# --- the search in it ----------------------------------------------------------------------------


def test_a_word_is_found_where_it_stands() -> None:
    manual = read_manual("zh")
    first = find_in_manual(manual, "回收站")[0]
    assert (first.chapter, first.heading) == ("order", "回收站")
    found = find_in_manual(manual, "U 盘 备份")
    assert "safekeeping" in {one.chapter for one in found}
    assert all("备份" in one.snippet or "U" in one.snippet for one in found)
    assert find_in_manual(manual, "没有这个词啊") == ()
    assert find_in_manual(manual, "  ") == ()
    english = find_in_manual(read_manual("en"), "usb STICK")
    assert english[0].chapter == "safekeeping"


def test_links_inside_the_manual_name_chapter_and_anchor() -> None:
    manual = read_manual("zh")
    links = {
        run.link
        for chapter in manual.chapters
        for block in chapter.blocks
        for run in getattr(block, "runs", ())
        if run.link.startswith("#")
    }
    names = {chapter.name for chapter in manual.chapters}
    assert links
    assert {link[1:].partition("/")[0] for link in links} <= names
