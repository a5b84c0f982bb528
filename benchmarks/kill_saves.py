"""Kill a program that saves, again and again: ``python -m benchmarks.kill_saves [--rounds 200]``.

Each round starts a process that edits one case over and over and says a number when a save was
acknowledged, kills it at a random moment, and looks at what it left: the archive must open, be
sound, hold the last number said (or the save that was under way), and the search must find it.
Ends with 1 where anything acknowledged was lost.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from casearchive.services.cases.drafts import CaseDraft, SectionDraft
from casearchive.services.cases.editing import load_draft, save_draft
from casearchive.services.cases.reading import read_case
from casearchive.services.opening import create_archive, open_archive
from casearchive.services.searching.finding import search
from casearchive.services.upkeep import check_archive
from casearchive.settings import Settings

LONGEST = 0.25  # s of saving before the kill, beyond the first acknowledged save


def settings_in(folder: Path) -> Settings:
    """Return settings that keep everything under `folder`."""
    return Settings(folder, folder / "cache", folder / "config")


def save_for_ever(path: Path) -> None:
    """Edit the archive's one case over and over; print a number after each acknowledged save."""
    archive = open_archive(path, settings_in(path.parent))
    while True:
        draft = load_draft(archive, "K-1")
        number = int(draft.title) + 1
        section = replace(draft.sections[0], body=f"第{number}次保存。" * 200)
        save_draft(archive, replace(draft, title=str(number), sections=[section]))
        print(number, flush=True)


def one_round(path: Path, dice: random.Random) -> str:
    """Start a saver, kill it, look. Returns what was lost, or nothing."""
    command = [sys.executable, "-m", "benchmarks.kill_saves", "--saver", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        if child.stdout is None:
            raise RuntimeError
        said = [int(child.stdout.readline())]
        time.sleep(dice.uniform(0, LONGEST))
        child.kill()
        said += [int(line) for line in child.stdout.read().split()]
    if child.returncode != -signal.SIGKILL:
        return f"the saver ended by itself with {child.returncode}"
    return what_is_wrong(path, said[-1])


def what_is_wrong(path: Path, acknowledged: int) -> str:
    """Return how the archive differs from what was acknowledged, or nothing."""
    archive = open_archive(path, settings_in(path.parent))
    try:
        number = int(read_case(archive, "K-1").title)
        if number not in (acknowledged, acknowledged + 1):
            return f"save {acknowledged} was acknowledged, {number} is there"
        if faults := check_archive(archive).faults:
            return "; ".join(faults)
        if not search(archive, f"第{number}次保存"):
            return f"save {number} is there and not found"
        return ""
    finally:
        archive.close()


def main() -> int:
    """Run the rounds and print how many lost something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--saver", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.saver:
        save_for_ever(options.saver)
    dice = random.Random(20261123)
    lost = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "killed.casearchive"
        archive = create_archive(path, settings_in(path.parent))
        section = SectionDraft(type="主要做法", body="第0次保存。")
        first = CaseDraft(code="K-1", title="0", themes=["产业振兴"], sections=[section])
        save_draft(archive, first)
        archive.close()
        for number in range(1, options.rounds + 1):
            if wrong := one_round(path, dice):
                lost.append(f"round {number}: {wrong}")
        opened = open_archive(path, settings_in(path.parent))
        saves = read_case(opened, "K-1").title
        opened.close()
    print(f"{options.rounds} kills, {saves} saves, {len(lost)} rounds with a loss")
    print("\n".join(lost))
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
