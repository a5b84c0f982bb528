"""run.py, copied into small projects with an empty list of requirements, so without a network."""

import ast
import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

RUN = Path(__file__).parents[2] / "run.py"
NEW = "Making the environment"
READY = "The environment is ready"

PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""
BACKEND = """
import os, zipfile

WHEEL = {
    "casearchive.pth": os.path.abspath("src"),
    "casearchive-1.dist-info/METADATA": "Metadata-Version: 2.1\\nName: casearchive\\nVersion: 1\\n",
    "casearchive-1.dist-info/WHEEL": "Wheel-Version: 1.0\\nTag: py3-none-any\\n",
    "casearchive-1.dist-info/RECORD": "",
}

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "casearchive-1-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        for path, text in WHEEL.items():
            wheel.writestr(path, text)
    return name
"""
PROGRAM = "import sys; print(__file__, *sys.argv[1:]); sys.exit(5)"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that run.py has set up once."""
    top = tmp_path_factory.mktemp("checkout")
    for name, text in {
        "pyproject.toml": PROJECT,
        "backend.py": BACKEND,
        "src/casearchive/__main__.py": PROGRAM,
        "packaging/requirements.txt": "# nothing\n",
        "packaging/requirements-dev.txt": "# nothing\n",
    }.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text, encoding="utf-8")
    shutil.copy(RUN, top)
    first = run(top)
    assert NEW in first.stderr, first.stderr
    assert READY in first.stderr, first.stderr
    return top


@pytest.fixture
def script() -> Any:
    """run.py as a module, for its small parts."""
    spec = importlib.util.spec_from_file_location("run", RUN)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(top: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(top / "run.py"), *(arguments or ["--version"])]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_arguments_and_exit_code_pass_through(checkout: Path) -> None:
    done = run(checkout, "search", "辣椒 -x", "--limit", "3")
    assert done.stdout.split(" ", 1)[1] == "search 辣椒 -x --limit 3\n"
    assert done.returncode == 5


def test_a_second_run_says_and_does_nothing(checkout: Path) -> None:
    before = stamp(checkout).stat().st_mtime_ns
    assert run(checkout).stderr == ""
    assert stamp(checkout).stat().st_mtime_ns == before


def test_a_half_built_environment_is_made_anew(checkout: Path) -> None:
    litter = checkout / ".venv" / "litter"
    litter.touch()
    stamp(checkout).unlink()
    assert NEW in run(checkout).stderr
    assert not litter.exists()
    assert run(checkout).stderr == ""


@pytest.mark.parametrize("content", ["", "{", "[1]", "null", "\x00"])
def test_a_damaged_stamp_counts_as_none(script: Any, tmp_path: Path, content: str) -> None:
    script.STAMP = tmp_path / "stamp.json"
    script.STAMP.write_text(content)
    assert script.read_stamp() == {}


def test_a_moved_checkout_is_set_up_again(checkout: Path, tmp_path: Path) -> None:
    moved = tmp_path / "另一处 moved"
    shutil.copytree(checkout, moved, symlinks=True)
    done = run(moved)
    assert NEW in done.stderr
    assert done.stdout.startswith(str(moved / "src"))


def test_a_changed_project_is_installed_again_but_not_made_anew(checkout: Path) -> None:
    with (checkout / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    done = run(checkout)
    assert READY in done.stderr
    assert NEW not in done.stderr
    assert run(checkout).stderr == ""


def test_a_failed_installation_is_told_and_not_taken_for_done(
    checkout: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(checkout, broken, ignore=shutil.ignore_patterns(".venv"))
    requirements = broken / "packaging" / "requirements.txt"
    requirements.write_text("--no-index\nnothing==1 --hash=sha256:" + "0" * 64 + "\n")
    done = run(broken)
    assert done.returncode == 1
    assert "Set-up did not finish" in done.stderr
    assert "Traceback" not in done.stderr
    assert not stamp(broken).exists()


def test_the_development_set_serves_the_program_too(checkout: Path) -> None:
    run(checkout, "test")
    stamps = json.loads(stamp(checkout).read_text("utf-8"))
    assert {"packaging/requirements.txt", "packaging/requirements-dev.txt"} <= stamps.keys()
    assert run(checkout).stderr == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks libraries")
def test_missing_libraries_and_tools_are_found_out(script: Any) -> None:
    assert not script.is_missing("libc.so.6")
    assert not script.is_missing("sh")
    assert script.is_missing("libnobody-has-this.so.9")
    assert script.is_missing("nobody-has-this")


def test_an_old_python_can_read_it_to_say_it_is_too_old() -> None:
    ast.parse(RUN.read_bytes(), feature_version=(3, 8))


def stamp(top: Path) -> Path:
    return top / ".venv" / "casearchive.json"
