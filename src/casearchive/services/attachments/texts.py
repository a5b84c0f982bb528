"""The texts of attached files: read out once a file, kept by its hash in a disposable folder.

What is kept is this computer's own and belongs to no archive: delete it, and it is made again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import select

from casearchive.domain.case import Case
from casearchive.domain.evidence import Attachment
from casearchive.exchange.file_text import (
    BROKE_OFF,
    BROKEN,
    MAX_TEXT,
    PROTECTED,
    TOO_MUCH,
    FileText,
    is_readable,
    read_file_text,
)
from casearchive.i18n import _
from casearchive.progress import Progress, silent
from casearchive.search.documents import ATTACHED, IndexedSection
from casearchive.services.archive import Archive
from casearchive.storage.attachments import stored_file
from casearchive.storage.files import FileCannotBeWritten, write_whole


def attachment_sections(archive: Archive, case: Case) -> Iterator[IndexedSection]:
    """Yield what a search may find of a case's attached files: name, caption and known text."""
    for attachment in case.attachments:
        kept = kept_text(archive, attachment.sha256)
        parts = (attachment.name, attachment.caption, kept.text if kept else "")
        # The label stays Chinese in the index, as those of the case's own parts do.
        name = " ".join((attachment.name or attachment.caption).split())
        yield IndexedSection(f"{ATTACHED}{name}", "\n".join(parts))


def texts_of(archive: Archive, sha256s: Iterable[str]) -> dict[str, str]:
    """Return the texts of those files that have one and were read before, by hash."""
    kept = {sha256: kept_text(archive, sha256) for sha256 in sha256s}
    return {sha256: found.text for sha256, found in kept.items() if found and found.text}


def kept_text(archive: Archive, sha256: str) -> FileText | None:
    """Return what was read of the file with this hash, None where nobody has tried yet."""
    place = _place(archive, sha256)
    try:
        content = json.loads(place.read_bytes())
        return FileText(str(content["text"]), bool(content["is_cut"]), str(content["fault"]))
    except OSError:
        return None
    except (ValueError, KeyError, TypeError):
        with suppress(OSError):
            place.unlink()  # it is damaged, and made anew
        return None


def extract_text(
    archive: Archive, sha256: str, name: str, progress: Progress = silent
) -> FileText | None:
    """Read out a stored file that was not read before; return its text, None for other kinds."""
    if not is_readable(name):
        return None
    if (kept := kept_text(archive, sha256)) is not None:
        return kept
    found = read_file_text(stored_file(archive.files, sha256), progress)
    if found.fault == BROKE_OFF:
        return found
    keep_text(archive, sha256, found)
    return found


def keep_text(archive: Archive, sha256: str, found: FileText) -> None:
    """Keep what was read of a file; a computer that cannot only reads it again."""
    with suppress(FileCannotBeWritten):
        data = json.dumps(asdict(found), ensure_ascii=False).encode()
        write_whole(_place(archive, sha256), data)


def text_note(archive: Archive, sha256: str, name: str) -> str:
    """Return a sentence on why not all of a file is found by a search; empty where all is well."""
    if not is_readable(name):
        return ""
    kept = kept_text(archive, sha256) or FileText(fault=BROKEN)
    faults = {
        PROTECTED: _("“{name}”有密码，里面的文字检索不到。"),
        BROKEN: _("“{name}”的内容读不出来，里面的文字检索不到。"),
        TOO_MUCH: _("“{name}”太大，读取已停止，里面的文字检索不到。"),
    }
    note = faults.get(kept.fault, "")
    if kept.is_cut:
        note = _("“{name}”的文字太长，只有前 {most} 字能检索到。")
    elif not kept.text and not kept.fault:
        note = _("“{name}”里没有文字（可能是扫描件），检索不到它的内容。")
    return note.format(name=name, most=MAX_TEXT)


def extract_missing(archive: Archive, progress: Progress = silent) -> Iterator[str]:
    """Read out every attached file that was not yet; yield the id of each case with new text.

    Such a case is to be indexed again, best before the next file is read: what was read is kept,
    and is not read again. `progress` counts files; what it raises ends the work.
    """
    with archive.reading() as session:
        query = select(Attachment.sha256, Attachment.name, Attachment.case_id)
        rows = session.execute(query.order_by(Attachment.sha256)).all()
    missing = [row for row in rows if is_readable(row.name) and _waits(archive, row.sha256)]
    for done, (sha256, name, case_id) in enumerate(missing):

        def tell(_page: int, _pages: int, done: int = done) -> None:
            progress(done, len(missing))

        found = extract_text(archive, sha256, name, tell)
        progress(done + 1, len(missing))
        if case_id and found and found.text:
            yield case_id.hex


def _waits(archive: Archive, sha256: str) -> bool:
    """Say whether a file is there and was not read out yet."""
    return not _place(archive, sha256).is_file() and stored_file(archive.files, sha256).is_file()


def _place(archive: Archive, sha256: str) -> Path:
    return archive.settings.texts_folder / sha256[:2] / f"{sha256}.json"
