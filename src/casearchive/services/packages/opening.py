"""A stranger's package opened: checked in a child process, its parts laid out in a folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from casearchive.child import (
    ChildBrokeOff,
    ChildFailed,
    ChildRanOutOfMemory,
    ChildTookTooLong,
    in_child,
)
from casearchive.domain.states.state import State
from casearchive.errors import InputIsInvalid
from casearchive.exchange import json_form
from casearchive.exchange.packages.form import (
    ANCESTRY,
    CONTENT,
    FILE,
    Ancestry,
    PackageIsNotReadable,
    read_ancestry,
)
from casearchive.exchange.packages.reading import Unpacked, unpack_files, unpack_texts
from casearchive.i18n import _
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive

_SECONDS = 1800.0  # a stick over USB 1 is slow; the user can cancel at any time
_MEMORY = 2 << 30  # bytes of address space, of which a third is Python and SQLAlchemy


class PackageWasRefused(InputIsInvalid):
    """The child found fault with a package; the message says which part and what to do."""


@dataclass(frozen=True, slots=True)
class OpenPackage:
    """A package that was found whole; its JSON parts lie in `folder` as long as it is open."""

    path: Path
    unpacked: Unpacked
    folder: Path

    def parts(self, kinds: Container[str] = json_form.ROOTS) -> Iterator[tuple[str, list[State]]]:
        """Yield kind and states of each part, in the order of the form: pointed at first."""
        for kind in filter(kinds.__contains__, json_form.ROOTS):
            for part in self.unpacked.manifest.parts:
                found = CONTENT.fullmatch(part.name)
                if found and found.group(1) == kind:
                    yield kind, json_form.load(self.folder / part.name)[kind]

    def ancestry(self) -> dict[str, Ancestry]:
        """Return where the entities come from, by id."""
        result: dict[str, Ancestry] = {}
        for part in self.unpacked.manifest.parts:
            if ANCESTRY.fullmatch(part.name):
                result |= read_ancestry((self.folder / part.name).read_bytes())
        return result

    def files(self) -> dict[str, int]:
        """Return the attached files: hash -> size in bytes."""
        return {
            found.group(1): part.size
            for part in self.unpacked.manifest.parts
            if (found := FILE.fullmatch(part.name))
        }


@contextmanager
def opened_package(
    archive: Archive, path: Path, progress: Progress = silent
) -> Iterator[OpenPackage]:
    """Check the package at `path` as a whole and give it; its folder goes when the block ends.

    Raises PackageWasRefused, and what `progress` raises.
    """
    home = archive.settings.cache / "packages"
    home.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=home))
    try:
        with _told(path):
            unpacked = in_child(
                unpack_texts,
                path.absolute(),
                folder,
                progress=progress,
                time_limit=_SECONDS,
                memory_limit=_MEMORY,
            )
        yield OpenPackage(path, unpacked, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def files_out(
    package: OpenPackage, wanted: frozenset[str], folder: Path, progress: Progress
) -> list[str]:
    """Write the wanted files of a package into `folder`, named by their hashes; return these."""
    with _told(package.path):
        return in_child(
            unpack_files,
            package.path.absolute(),
            wanted,
            folder,
            progress=progress,
            time_limit=_SECONDS,
            memory_limit=_MEMORY,
        )


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except ChildFailed as error:
        raise PackageWasRefused(str(error)) from error
    except ChildTookTooLong as error:
        raise PackageIsNotReadable(path.name, _("读取用时太久")) from error
    except ChildRanOutOfMemory as error:
        raise PackageIsNotReadable(path.name, _("需要的内存太多")) from error
    except ChildBrokeOff as error:
        raise PackageIsNotReadable(path.name, _("读取时意外中断")) from error
