"""How many documents a second an import takes: ``python -m benchmarks.import_rate --count 1000``.

Word files of 3,000 characters each, with the search index and the originals as attachments. Tells
documents a second, from the first file read to the last one found, and where the time went.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import tempfile
import time
from pathlib import Path

from docx import Document

from benchmarks.wild_files import saved, text_of
from casearchive.services.importing.session import ImportSession
from casearchive.services.opening import create_archive
from casearchive.services.searching.finding import search
from casearchive.settings import Settings

LETTERS = 3_000


def write_documents(folder: Path, count: int) -> None:
    """Write Word files with headings, each of about LETTERS characters."""
    folder.mkdir()
    for number in range(count):
        document = Document()
        document.add_heading(f"{text_of(number).split()[0]}（{number}）", 0)
        lines = [line for line in text_of(number).split("\n")[1:] if line]
        size = 0
        while size < LETTERS:
            for line in lines:
                if line[1] == "、":
                    document.add_heading(f"{line}{size}", 1)
                else:
                    document.add_paragraph(f"{line}第{size}段，编号{number}。")
                size += len(line)
        (folder / f"文档-{number:05}.docx").write_bytes(saved(document))


def _seconds() -> tuple[float, float]:
    """Return the processor time spent so far by this process, and by those it has ended."""
    times = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    ours, theirs = (used.ru_utime + used.ru_stime for used in times)
    return ours, theirs


def main() -> None:
    """Make the files, import them, tell the rate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--profile", action="store_true", help="where this process spends it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        write_documents(home / "docs", options.count)
        archive = create_archive(home / "a.casearchive", Settings(home, home / "c", home / "s"))
        search(archive, "合作社")  # the index is there, as it is once somebody has searched
        profile = cProfile.Profile()
        if options.profile:
            profile.enable()
        start, spent = time.perf_counter(), _seconds()
        with ImportSession(archive) as session:
            session.add_paths([home / "docs"])
            read = time.perf_counter() - start
            outcome = session.run()
        total = time.perf_counter() - start
        profile.disable()
        found = len(search(archive, f"编号{options.count - 1}", 5))
    ours, theirs = (after - before for before, after in zip(spent, _seconds(), strict=True))
    print(
        f"{outcome.cases} documents in {total:.1f} s: {outcome.cases / total:.1f} a second"
        f" (read and looked at {read:.1f} s, imported and indexed {total - read:.1f} s),"
        f" the last one found: {bool(found)}\n"
        f"processor time: {ours:.1f} s here, {theirs:.1f} s in the reading process;"
        f" by that {outcome.cases / (ours + theirs):.1f} a second on one free core"
    )
    if options.profile:
        pstats.Stats(profile).sort_stats("cumulative").print_stats(25)


if __name__ == "__main__":
    main()
