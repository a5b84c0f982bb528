"""The locked lists and THIRD_PARTY.md stay true to pyproject.toml."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

TOP = Path(__file__).parents[2]
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))
NEEDED = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
LISTS = {
    "requirements.txt": NEEDED,
    "requirements-dev.txt": [*NEEDED, *PROJECT["project"]["optional-dependencies"]["dev"]],
}


@pytest.mark.parametrize("name", LISTS)
def test_what_the_project_asks_for_is_locked(name: str) -> None:
    pins = re.findall(r"^(\S+)==(\S+)", read(name), re.M)
    for line in LISTS[name]:
        wish = Requirement(line)
        locked = [version for package, version in pins if package == wish.name]
        assert any(wish.specifier.contains(version) for version in locked), line


@pytest.mark.parametrize("name", LISTS)
def test_every_file_is_hashed_and_no_address_is_told(name: str) -> None:
    entries = re.split(r"\n(?=\S)", read(name).strip())
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|--index|--find-links", read(name))


def test_the_development_list_holds_the_whole_runtime_list() -> None:
    runtime, development = (set(read(name).splitlines()) for name in LISTS)
    assert runtime <= development


def test_third_party_work_is_named_truly() -> None:
    check = [sys.executable, str(TOP / "packaging" / "third_party.py"), "--check"]
    assert subprocess.run(check, check=False).returncode == 0


def read(name: str) -> str:
    return (TOP / "packaging" / name).read_text("utf-8")
