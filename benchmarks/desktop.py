"""What the window costs, in one run: ``python -m benchmarks.desktop [--sizes 1000 10000]``.

Medians of fresh processes from their start to the first paint, and to the first case in the reader,
beside an empty window (the floor) in the same rounds; memory at its peak; frames of the scrolled
list; from a key to the painted list; stalls of the event loop while ``--files`` are imported and
``--print`` cases printed, and whether the print can be stopped. ``--archive`` adds one that is
there, its home beside it as `benchmarks.made_archive` makes it. ``--where`` says what the main
thread was at while it stood still. Beside the wall's time stands the processor's, and the load.
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.startup import FLOOR, make_archive, start

FRAME, STALL, TOO_LONG = 16.0, 50.0, 100.0  # milliseconds
USABLE = """
from benchmarks.desktop_start import until_usable
until_usable({path!r}, {home!r})
"""


@dataclass(frozen=True)
class Begun:
    """Starts of one kind, at the first paint: seconds, megabytes, the processor's seconds.

    Then seconds until the first case is in the reader, those of the processor's, and the most
    megabytes by then.
    """

    name: str
    painted: float
    megabytes: float
    processor: float
    usable: float
    work: float
    peak: float


def starts(archives: Sequence[tuple[str, Path, Path]], rounds: int) -> list[Begun]:
    """Return the medians, floor first; rounds go from one archive to the next, as load does."""
    codes = [("empty window (floor)", FLOOR)]
    codes += [
        (name, USABLE.format(path=str(path), home=str(home))) for name, path, home in archives
    ]
    found: dict[str, list[list[float]]] = {name: [] for name, _code in codes}
    for number in range(rounds + 1):
        for name, code in codes:
            values = [float(value) for value in start(code).stdout.split()]
            if number:  # the first one warms the disk's cache
                seconds, megabytes, processor = values[:3]
                found[name].append(
                    [*values, *([] if values[3:] else [seconds, processor, megabytes])]
                )
    return [
        Begun(name, *(statistics.median(column) for column in zip(*lines, strict=True)))
        for name, lines in found.items()
    ]


def print_starts(begun: Sequence[Begun]) -> None:
    """Print them, each beside the floor."""
    floor = begun[0]
    head = f"{'process start →':24}{'painted':>9}{'×floor':>8}{'processor':>10}{'×floor':>8}"
    print(f"{head}{'usable':>9}{'processor':>10}{'MB':>6}{'peak':>6}")
    for one in begun:
        print(
            f"{one.name:24}{one.painted:8.3f}s{one.painted / floor.painted:8.2f}"
            f"{one.processor:9.3f}s{one.processor / floor.processor:8.2f}"
            f"{one.usable:8.3f}s{one.work:9.3f}s{one.megabytes:6.0f}{one.peak:6.0f}"
        )


def made(folder: Path, sizes: Sequence[int]) -> Iterator[tuple[str, Path, Path]]:
    """Yield simple archives of these sizes: name, path, home."""
    for cases in sizes:
        home = folder / f"{cases}"
        home.mkdir()
        yield f"{cases:,} cases", make_archive(home, cases), home


def print_looks(path: Path, number: int) -> None:
    """Scroll and type in a window on an archive; print."""
    from benchmarks.desktop_window import look_at  # noqa: PLC0415 - Qt, after the environment

    frames, typed = look_at(path, number)
    print(f"\n{path.name}: {len(frames.over(FRAME))} frames over {FRAME:.0f} ms")
    frames.print("scrolled, a frame")
    typed.print("key to painted list")


def print_work(cases: int, files: int, *, where: bool) -> bool:
    """Print and import in a window; tell the stalls; say whether one was too long."""
    from benchmarks.desktop_window import long_work  # noqa: PLC0415 - Qt, after the environment

    with tempfile.TemporaryDirectory() as folder:
        work = long_work(Path(folder), cases, files)
    head = f"{'event loop stood still':40}{'s':>7}{'>50 ms':>8}{'>100':>6}"
    print(f"\n{head}{'worst':>8}{'own':>7}{'queued':>8}{'worst unqueued':>16}")
    for phase in work.stalls:
        worst, own, queued = phase.worst
        print(
            f"{phase.name:40}{phase.seconds:7.1f}{phase.over(STALL):8}{phase.over(TOO_LONG):6}"
            f"{worst:8.0f}{own:7.0f}{queued:8.0f}{phase.worst_unqueued:16.0f}"
        )
        for place, count in phase.where.most_common(6) if where else ():
            print(f"    {count:4} × {place}")
    for note in work.notes:
        print(note)
    return any(phase.over(TOO_LONG) for phase in work.stalls)


def main() -> int:
    """Measure and print; 1 where the window stood still for too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--archive", type=Path, help="one more, of `made_archive`")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--queries", type=int, default=20)
    parser.add_argument("--print", type=int, default=1_000, dest="cases")
    parser.add_argument("--files", type=int, default=1_000)
    parser.add_argument("--where", action="store_true", help="where the main thread stood still")
    parser.add_argument("--only", choices=("starts", "looks", "work"), help="a part of it")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything of Qt is imported
    archive: Path | None = options.archive and options.archive.absolute()
    bad = False
    if options.only in (None, "starts"):
        with tempfile.TemporaryDirectory() as folder:
            there = list(made(Path(folder), options.sizes))
            if archive is not None:
                there.append((archive.name, archive, archive.parent / f"{archive.stem}.home"))
            print_starts(starts(there, options.rounds))
    if options.only in (None, "looks"):
        with tempfile.TemporaryDirectory() as folder:
            print_looks(archive or _filled(Path(folder)), options.queries)
    if options.only in (None, "work"):
        bad = print_work(options.cases, options.files, where=options.where)
    print("load of the machine, 1, 5, 15 minutes:", *(f"{load:.1f}" for load in os.getloadavg()))
    return int(bad)


def _filled(folder: Path) -> Path:
    from benchmarks.corpus import Corpus  # noqa: PLC0415 - heavy, for this part alone
    from benchmarks.made_archive import made_archive  # noqa: PLC0415 - as above

    with closing(made_archive(folder / "made.casearchive", Corpus(10_000))) as archive:
        return archive.path


if __name__ == "__main__":
    sys.exit(main())
