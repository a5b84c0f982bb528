"""The short way to the window: the words it takes, and that it imports nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest

from casearchive.cli.desktop import open_window, read_start
from casearchive.cli.words.parser import parse


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["open"],
        ["open", "--archive", "村.casearchive"],
        ["--archive", "村.casearchive", "open"],
    ],
)
def test_a_start_is_read_as_argparse_reads_it(words: list[str]) -> None:
    short, long = read_start(words), parse(words)
    assert short is not None
    assert short.run is long.run is open_window
    assert (short.archive, short.json, short.debug) == (long.archive, long.json, long.debug)


def test_a_file_that_a_file_manager_opens_is_the_archive() -> None:
    short = read_start(["/U 盘/村.casearchive"])
    assert short is not None
    assert (short.run, short.archive) == (open_window, Path("/U 盘/村.casearchive"))


@pytest.mark.parametrize(
    "words",
    [
        *(["list"], ["open", "--help"], ["open", "open"], ["--archive"], ["open", "--archive"]),
        *(["--archive", "--debug", "open"], ["--archive=村.casearchive"], ["search", "open"]),
    ],
)
def test_all_other_words_are_left_to_argparse(words: list[str]) -> None:
    assert read_start(words) is None


def test_a_start_imports_no_other_command(tmp_path: Path) -> None:
    """In a process of its own: this one has imported everything."""
    heavy = (
        "casearchive.cli.words.parser",
        "casearchive.services.searching.finding",
        "markdown_it",
        "sqlalchemy",
    )
    code = (
        "import sys; from casearchive.cli import main, desktop; desktop.read_start(['open']);"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.strip() == "[]"
