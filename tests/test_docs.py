"""What the pages say is so: links lead somewhere, commands and codes exist, examples run."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from casearchive import __version__
from casearchive.cli.words.parser import parse

TOP = Path(__file__).parents[1]
SOURCES = sorted((TOP / "src").rglob("*.py"))
PAGES = sorted(TOP.glob("*.md"))
README = (TOP / "README.md").read_text("utf-8")

ROWS = re.findall(r"^\| `(.+?)` \| .+? \| (?:`casearchive (.+?)` )?\|$", README, re.M)
FORMS = [form.replace(r"\|", "|") for form, _ in ROWS]
EXAMPLES = [example for _, example in ROWS if example]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_a_page_names_are_there(page: Path) -> None:
    text = page.read_text("utf-8")
    named = re.findall(r"\]\((?!http|#)([^)#]+)", text)
    named += re.findall(r"`((?:src|tests|packaging|resources)/[\w./-]+|\w+\.(?:md|py))`", text)
    assert [path for path in named if not (TOP / path).exists()] == []


def test_every_variable_that_the_program_reads_is_told() -> None:
    read = {
        name for path in SOURCES for name in re.findall(r"CASEARCHIVE_[A-Z]+", path.read_text())
    }
    assert {name for name in read if name not in README} == set()


def test_exit_codes_are_those_of_the_errors() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.M)}
    given = {
        int(code)
        for path in SOURCES
        for code in re.findall(
            r"^(?:    exit_code|FAULTS_FOUND) = (\d+)$", path.read_text("utf-8"), re.M
        )
    }
    assert told == {0, 1} | given


def test_the_changelog_knows_this_version() -> None:
    assert __version__ in (TOP / "CHANGELOG.md").read_text("utf-8")


def test_the_readme_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    listed = re.findall(r"^ {4}([a-z]+) ", help_text(capsys), re.M)
    assert set(listed) == {form.split()[0] for form in FORMS}


@pytest.mark.parametrize("form", FORMS)
def test_a_command_has_the_options_the_readme_gives_it(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = re.match(r"[a-z]+(?: [a-z]+)?", form)
    assert words
    told = help_text(capsys, *words[0].split())
    options = re.findall(r"(?<![\w-])--?[a-z]+", form)
    assert [option for option in options if option not in told] == []


def test_the_examples_run_as_they_stand(tmp_path: Path) -> None:
    for example in EXAMPLES:
        command = [sys.executable, "-m", "casearchive", *shlex.split(example)]
        done = subprocess.run(
            command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, f"{example}\n{done.stdout}{done.stderr}"


def help_text(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit, match="0"):
        parse([*words, "--help"])
    return capsys.readouterr().out
