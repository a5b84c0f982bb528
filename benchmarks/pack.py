"""How fast a pack is set, how much memory it takes, and how that compares with typst.

``python -m benchmarks.pack [--cases 1 10 100 1000] [--rounds 3] [--check]`` makes up a pack of each
size, sets the same one with casearchive and with typst in fresh processes, turn about, and prints
medians: pages a CPU second, peak memory, ratios. CPU seconds, of all threads, run from the
interpreter's start to the written file. ``--check`` looks at the printed files too.
"""

import argparse
import json
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2

from benchmarks.pack_check import report
from benchmarks.pack_content import made_up_pack
from benchmarks.pack_typst import font_folders, typst_markup
from casearchive.child import settle_process
from casearchive.printing.faces.fonts import resolve_fonts
from casearchive.printing.worker import MEMORY_LIMIT

SIZES = (1, 10, 100, 1_000)


@dataclass(frozen=True, slots=True)
class Used:
    """What one setting took: pages made, CPU seconds, megabytes at the most."""

    pages: int
    cpu: float
    peak: float

    @property
    def speed(self) -> float:
        """Pages a CPU second."""
        return self.pages / self.cpu


def set_with_casearchive(folder: Path) -> None:
    """Set the pickled publication and print what this process has used so far."""
    # As the program's own printing process does: no window, no database.
    from casearchive.printing.pdf import render_pdf  # noqa: PLC0415

    settle_process(MEMORY_LIMIT)
    publication = pickle.loads((folder / "pack.pickle").read_bytes())
    rendered = render_pdf(publication)
    (folder / "casearchive.pdf").write_bytes(rendered.data)
    _tell(rendered.pages)


def set_with_typst(folder: Path) -> None:
    """Compile the markup and print what this process has used so far."""
    import typst  # noqa: PLC0415 - the other program is not to pay for it

    source, target = folder / "pack.typ", folder / "typst.pdf"
    typst.compile(str(source), output=str(target), root=str(folder), font_paths=font_folders())
    _tell(0)


def _tell(pages: int) -> None:
    print(json.dumps({"pages": pages, "cpu": time.process_time(), "peak": _peak()}))


def _peak() -> float:
    """Return the most memory this process has held, in MB."""
    status = Path("/proc/self/status")
    if status.is_file():  # the kernel's figure for this program alone, without its parent's
        (line,) = (row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return float("nan")


def measured(folder: Path, rounds: int, programs: tuple[str, ...]) -> dict[str, Used]:
    """Return medians over `rounds` fresh processes of each program, turn about."""
    told: dict[str, list[dict[str, float]]] = {program: [] for program in programs}
    for _ in range(rounds):
        for program in programs:
            command = [sys.executable, "-m", "benchmarks.pack", "--set", program, str(folder)]
            told[program].append(json.loads(subprocess.check_output(command, text=True)))
    used = {}
    for program, rows in told.items():
        document = pypdfium2.PdfDocument(folder / f"{program}.pdf")
        cpu, peak = (statistics.median(row[key] for row in rows) for key in ("cpu", "peak"))
        used[program] = Used(len(document), cpu, peak)
        document.close()
    return used


def warm_seconds(rounds: int = 9) -> tuple[float, float]:
    """Return the medians of wall and CPU seconds of a one-case print, as the reader's print is:
    without cover, contents and appendix, in a process that has printed before.
    """
    from casearchive.printing.pdf import render_pdf  # noqa: PLC0415 - see set_with_casearchive

    with tempfile.TemporaryDirectory() as folder:
        pack = made_up_pack(1, photos=Path(folder))
        publication = replace(pack, parts=pack.parts[:1], cover=None, contents=False)
        walls, cpus = [], []
        for _ in range(rounds + 1):
            wall, cpu = time.perf_counter(), time.process_time()
            render_pdf(publication, fonts=resolve_fonts())
            walls.append(time.perf_counter() - wall)
            cpus.append(time.process_time() - cpu)
    return statistics.median(walls[1:]), statistics.median(cpus[1:])


def compare(cases: int, rounds: int, *, check: bool, alone: bool) -> None:
    """Measure one size and print a line a program."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        publication = made_up_pack(cases, photos=folder)
        (folder / "pack.pickle").write_bytes(pickle.dumps(publication))
        (folder / "pack.typ").write_text(typst_markup(publication, folder), encoding="utf-8")
        programs = ("casearchive",) if alone else ("casearchive", "typst")
        used = measured(folder, rounds, programs)
        for program, row in used.items():
            size = (folder / f"{program}.pdf").stat().st_size / 1e6
            print(
                f"{cases:5} cases  {program:11} {row.pages:5} pages  {row.cpu:7.2f} CPU-s"
                f"  {row.speed:6.1f} pages/CPU-s  {row.peak:6.0f} MB  file {size:.1f} MB"
            )
        if not alone:
            ours, theirs = used["casearchive"], used["typst"]
            print(
                f"{'':13}ratio to typst: {ours.speed / theirs.speed:.2f} in pages/CPU-s,"
                f" {theirs.cpu / ours.cpu:.2f} in CPU-s for the pack,"
                f" {ours.peak / theirs.peak:.2f} in memory",
                flush=True,
            )
        if check:
            for program in programs:
                print(report(program, publication, folder / f"{program}.pdf"), flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--check", action="store_true", help="look at the printed files too")
    parser.add_argument("--alone", action="store_true", help="casearchive only")
    parser.add_argument("--set", nargs=2, metavar=("PROGRAM", "FOLDER"), help=argparse.SUPPRESS)
    wish = parser.parse_args()
    if wish.set:
        program, folder = wish.set
        {"casearchive": set_with_casearchive, "typst": set_with_typst}[program](Path(folder))
        return
    for cases in wish.cases:
        compare(cases, wish.rounds, check=wish.check, alone=wish.alone)
    wall, cpu = warm_seconds()
    print(f"one case, warm: {wall:.3f} s, of these {cpu:.3f} CPU-s")


if __name__ == "__main__":
    main()
