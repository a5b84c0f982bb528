"""A program killed while it saves loses nothing it had acknowledged."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_eight_kills_lose_no_save() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.kill_saves", "--rounds", "8"],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "8 kills" in done.stdout
