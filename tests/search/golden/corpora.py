"""The two archives the golden queries are asked of, made by the roads a user's cases take."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.made_archive import documents_of, made_archive, settings_beside
from casearchive.services.archive import Archive
from casearchive.services.opening import create_archive

MADE = Corpus(120, seed=11)
NAMES = ("sample", "made")


def golden_archive(name: str, folder: Path) -> Archive:
    """Make the sample archive (seven real cases) or the made one (120) in a folder."""
    path = folder / f"{name}.casearchive"
    if name == "sample":
        return create_archive(path, settings_beside(path), sample=True)
    return made_archive(path, MADE)


def number_of(code: str) -> int:
    """Return the number by which the golden file knows a case: the end of its code."""
    return int(code.rpartition("-")[2])


__all__ = ["NAMES", "Archive", "Iterator", "documents_of", "golden_archive", "number_of"]
