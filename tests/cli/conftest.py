"""Commands run as a terminal would, in a home and a folder of their own."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casearchive.cli.main import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _argparse_as_it_was() -> Iterator[None]:
    """Let argparse answer as before: in Chinese it answers for the whole process."""
    answer = argparse._  # type: ignore[attr-defined]
    yield
    argparse._ = answer  # type: ignore[attr-defined]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; give its exit code and what it wrote to both streams."""
    monkeypatch.setenv("CASEARCHIVE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(arguments)
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def sample(run: Run) -> Run:
    assert run("new", "示例.casearchive", "--sample")[0] == 0
    return run
