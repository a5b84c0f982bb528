"""All 200 files of wild_files.py through an import: ``python -m benchmarks.import_wild``.

Ends with 1 where one of the promises is broken: no crash, no file longer than 30 s, no process over
500 MB, nothing written outside, nothing fetched, one line naming each file that is refused, good
files whole, the archive sound, and empty again after undoing.
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
import resource
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.wild_files import NUMBER, REFUSED, TAKEN, Wild, make
from casearchive.services.archive import Archive
from casearchive.services.cases.reading import read_case
from casearchive.services.importing.candidates import ImportOutcome
from casearchive.services.importing.session import ImportSession
from casearchive.services.library.browsing import case_ids
from casearchive.services.opening import create_archive
from casearchive.services.undoing import undo_import
from casearchive.services.upkeep import check_archive
from casearchive.services.views import Shelf
from casearchive.settings import Settings

MOST_SECONDS, MOST_MEGABYTES = 30.0, 500


@contextmanager
def listening(heard: list[str]) -> Iterator[str]:
    """Give the address of a server that notes who asks it for anything."""

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_error(404)

        def log_message(self, *unused: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@contextmanager
def watched() -> Iterator[list[int]]:
    """Gather the peaks of memory, in MB, of the processes that this one starts meanwhile."""
    peaks = [0]
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            for child in multiprocessing.active_children():
                with suppress(OSError):
                    status = Path(f"/proc/{child.pid}/status").read_text("utf-8")
                    peaks.extend(int(kb) // 1024 for kb in re.findall(r"VmHWM:\s+(\d+)", status))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    yield peaks
    over.set()
    thread.join()


def imported(archive: Archive, folder: Path) -> tuple[ImportOutcome, dict[str, float]]:
    """Import each file of a folder by itself, and tell the seconds each took to be read."""
    seconds: dict[str, float] = {}
    with ImportSession(archive) as session:
        for path in sorted(folder.iterdir()):
            if not path.is_symlink():
                start = time.perf_counter()
                session.add_paths([path])
                seconds[path.name] = time.perf_counter() - start
        session.add_paths([folder])  # finds the link alone, and passes it over
        for candidate in session.candidates:
            candidate.wanted = not candidate.refusal
        return session.run(), seconds


def broken_promises(archive: Archive, files: list[Wild], outcome: ImportOutcome) -> Iterator[str]:
    """Yield what should have become of a file and did not."""
    by_name = {file.name: file for file in outcome.files}
    for file in files:
        shown = "".join(c if c.isprintable() else "\ufffd" for c in file.name)
        found = by_name.get(shown) or by_name.get(f"{shown[:40]}…{shown[-40:]}")
        if found is None:
            yield f"{shown}: not told of"
        elif file.fate in (TAKEN, REFUSED) and found.outcome != file.fate:
            yield f"{shown}: {found.outcome}, not {file.fate}: {found.reason}"
        elif found.outcome == REFUSED and ("\n" in found.reason or found.name not in found.reason):
            yield f"{shown}: its refusal is no line that names it: {found.reason}"
        elif file.fate == TAKEN:
            cases = [read_case(archive, case_id) for case_id, _title in found.cases]
            text = " ".join(f"{case.title} {case.outcomes} {case.sections}" for case in cases)
            yield from (f"{shown}: lacks {word}" for word in file.words if word not in text)


def main() -> int:
    """Make the files, import them, say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="keep the files here")
    options = parser.parse_args()
    heard: list[str] = []
    with tempfile.TemporaryDirectory() as name, listening(heard) as address:
        home = Path(name)
        folder = options.folder or home / "wild"
        # In a process of its own: making the wild files takes more memory than reading them.
        with ProcessPoolExecutor(1) as pool:
            files = pool.submit(make, folder, address).result()
        before = {path for path in home.rglob("*") if not path.is_relative_to(folder)}
        settings = Settings(home / "d", home / "c", home / "s")
        archive = create_archive(home / "a" / "wild.casearchive", settings)
        start = time.perf_counter()
        with watched() as peaks:
            outcome, seconds = imported(archive, folder)
        total = time.perf_counter() - start
        broken = list(broken_promises(archive, files, outcome))
        ours = (home / "a", home / "c", home / "d", home / "s")
        after = {path for path in home.rglob("*") if not path.is_relative_to(folder)}
        strays = [p for p in after - before if not any(p.is_relative_to(o) for o in ours)]
        sound = check_archive(archive).sound
        for batch in outcome.batches:
            undo_import(archive, batch)
        left = len(case_ids(archive, Shelf()))
    megabytes = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, max(peaks)]
    slowest = max(seconds, key=lambda name: seconds[name])
    taken, refused = outcome.of("taken"), outcome.of("refused")
    print(f"{len(files) + 1} files in {total:.0f} s: {len(taken)} taken, {len(refused)} refused")
    print(f"slowest: {seconds[slowest]:.1f} s ({slowest!a})")
    print(f"memory: {megabytes[0]} MB here, {megabytes[1]} MB in the child")
    print(f"fetched: {len(heard)}; written outside: {len(strays)}; sound: {sound}; left: {left}")
    for line in broken:
        print("  " + line)
    fine = not broken and not heard and not strays and sound and not left
    fine = fine and seconds[slowest] <= MOST_SECONDS and megabytes[1] <= MOST_MEGABYTES
    return 0 if fine and len(files) + 1 == NUMBER else 1


if __name__ == "__main__":
    raise SystemExit(main())
