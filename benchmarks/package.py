"""Time and memory of exchange packages: ``python -m benchmarks.package --cases 10000``.

Makes an archive of made-up cases, every second one with an attached file of 64 kB that no other
has; writes a package of all of it, looks at it from an empty archive, merges it there, and writes
it again: the bytes must be the same. Each step runs in a process of its own, whose peak memory is
told; the child that checks a package is counted with it.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from sqlalchemy import insert, select

from benchmarks.corpus import Corpus
from benchmarks.made_archive import made_archive, settings_beside
from casearchive.domain.model import Attachment, Case
from casearchive.services.opening import create_archive, open_archive
from casearchive.services.packages.exporting import export_package
from casearchive.services.packages.merging import merge_package
from casearchive.services.packages.previewing import preview_package
from casearchive.storage.attachments import keep_file

FILE_SIZE = 64 * 1024  # bytes
_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def make(path: Path, cases: int, files: int) -> None:
    """Make the archive to be handed out."""
    archive = made_archive(path, Corpus(cases))
    dice, made = Random(1), path.with_suffix(".part")
    with archive.writing() as session:
        ids = session.scalars(select(Case.id).order_by(Case.code).limit(files)).all()
        rows = []
        for number, case_id in enumerate(ids):
            made.write_bytes(dice.randbytes(FILE_SIZE))
            rows.append(
                {
                    "id": _id(number),
                    "case_id": case_id,
                    "sha256": keep_file(archive.files, made),
                    "name": f"{number}.bin",
                    "size": FILE_SIZE,
                    "caption": f"附件 {number}",
                }
            )
        session.execute(insert(Attachment), rows)
    made.unlink(missing_ok=True)
    archive.close()


def _id(number: int) -> object:
    from uuid import UUID  # noqa: PLC0415 - one use

    return UUID(bytes=hashlib.sha256(str(number).encode()).digest()[:16], version=4)


def export(path: Path, package: Path) -> None:
    """Write a package of everything."""
    archive = open_archive(path, settings_beside(path), read_only=True)
    export_package(archive, package, omit=())
    archive.close()


def look(path: Path, package: Path) -> None:
    """Look at a package."""
    archive = open_archive(path, settings_beside(path), read_only=True)
    preview_package(archive, package)
    archive.close()


def merge(path: Path, package: Path) -> None:
    """Merge a package."""
    archive = open_archive(path, settings_beside(path))
    merge_package(archive, package)
    archive.close()


def _measured(told: object, work: Callable[..., None], arguments: Sequence[object]) -> None:
    start = time.monotonic()
    work(*arguments)
    seconds = time.monotonic() - start
    peaks = [
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    told.send((seconds, peaks[0], peaks[1]))  # type: ignore[attr-defined]


def measure(name: str, work: Callable[..., None], *arguments: object) -> None:
    """Do a step in a fresh process and print its seconds and peak memory."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_measured, args=(theirs, work, arguments))
    process.start()
    seconds, peak, child = ours.recv()
    process.join()
    print(
        f"{name:<28} {seconds:8.1f} s   {peak / 1024:6.0f} MB   child {child / 1024:6.0f} MB",
        flush=True,
    )


def main() -> None:
    """Run all steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=0, help="default: half as many as cases")
    options = parser.parse_args()
    files = options.files or options.cases // 2
    home = Path(tempfile.mkdtemp(prefix="casearchive-package-"))
    try:
        first, second = home / "first.casearchive", home / "second.casearchive"
        make(first, options.cases, files)
        create_archive(second, settings_beside(second)).close()
        one, other = home / "one.casepack", home / "other.casepack"
        print(f"{options.cases:,} cases, {files:,} files of {FILE_SIZE // 1024} kB")
        measure("export", export, first, one)
        print(f"{'size':<28} {one.stat().st_size / 1e6:8.1f} MB")
        measure("look, into an empty archive", look, second, one)
        measure("merge into it", merge, second, one)
        measure("look again", look, second, one)
        measure("export again", export, second, other)
        print(f"{'the same bytes':<28} {one.read_bytes() == other.read_bytes()!s:>8}")
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
