"""Files brought into a case, described, and taken out again.

A file lies beside the archive under its hash. Taking it out of a case leaves it there: undo and
the case's history still name it.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.base import now
from casearchive.domain.case import Case
from casearchive.domain.evidence import Attachment
from casearchive.domain.text import clean_text
from casearchive.errors import InputIsInvalid, NothingWasFound, reason_of
from casearchive.i18n import _
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.attachments.media_types import media_type_of
from casearchive.services.attachments.texts import extract_missing, extract_text
from casearchive.services.cases.checking import DraftIsIncomplete, attachment_problems
from casearchive.services.cases.drafting import attachment_draft
from casearchive.services.cases.drafts import AttachmentDraft
from casearchive.services.cases.editing import describe_attachment
from casearchive.services.cases.history import record_revisions
from casearchive.services.cases.reading import attachment_views, find_case
from casearchive.services.refusals import told_in_words
from casearchive.services.searching.indexing import after_saving, index_again
from casearchive.services.steps import recorded
from casearchive.services.views import AttachmentView
from casearchive.storage.archive.faults import ArchiveIsReadOnly
from casearchive.storage.attachments import keep_file

MAX_SIZE = 200 * 1024**2  # bytes
_LONGEST_NAME = 200  # characters


class FileCannotBeAttached(InputIsInvalid):
    """A file is missing, unreadable, empty, too large or no file; nothing was changed."""

    def __init__(self, path: Path, reason: str) -> None:
        message = _("不能添加“{name}”：{reason}。").format(name=shown_name(path), reason=reason)
        super().__init__(message)


class FileIsAttachedAlready(InputIsInvalid):
    """The case has a file with the very same content."""

    def __init__(self, name: str) -> None:
        super().__init__(_("“{name}”的内容已经附在这个案例里，没有重复添加。").format(name=name))


class AttachmentIsGone(NothingWasFound):
    """No attachment has this id, or it was taken out of its case."""

    def __init__(self) -> None:
        super().__init__(_("这个附件已不在案例里。请重新打开案例查看。"))


def list_attachments(archive: Archive, case_id: str) -> tuple[AttachmentView, ...]:
    """Return the files attached to a case, by name. Raises CaseIsGone."""
    with archive.reading() as session:
        return attachment_views(archive, find_case(session, case_id))


def bring_file(archive: Archive, path: Path, progress: Progress = silent) -> AttachmentDraft:
    """Copy a file beside the archive, read out its text, return what a draft may hold of it.

    No case has it yet. Its caption is its name without the ending. Raises ArchiveIsReadOnly,
    FileCannotBeAttached, and what `progress` raises.
    """
    if archive.read_only:
        raise ArchiveIsReadOnly
    try:
        size = _checked_size(path)
        sha256 = keep_file(archive.files, path, progress)
    except OSError as error:
        raise FileCannotBeAttached(path, reason_of(error)) from error
    name = shown_name(path)
    extract_text(archive, sha256, name, progress)
    caption = Path(name).stem.strip() or name
    return AttachmentDraft(
        sha256=sha256, name=name, media_type=media_type_of(name), size=size, caption=caption
    )


def _checked_size(path: Path) -> int:
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise FileCannotBeAttached(path, _("这不是文件"))
    if not about.st_size:
        raise FileCannotBeAttached(path, _("文件是空的"))
    if about.st_size > MAX_SIZE:
        most = MAX_SIZE // 1024**2
        raise FileCannotBeAttached(path, _("文件超过 {most} MB").format(most=most))
    return about.st_size


def shown_name(path: Path) -> str:
    """Return a file's name as the archive keeps it: one line, of bounded length."""
    name = " ".join(clean_text(path.name).split()) or _("未命名")
    return name if len(name) <= _LONGEST_NAME else name[-_LONGEST_NAME:]


def attach_file(
    archive: Archive, case_id: str, path: Path, caption: str = "", progress: Progress = silent
) -> str:
    """Attach a file to a case as one unit of work with its revision; return the attachment's id.

    Raises CaseIsGone, FileIsAttachedAlready and what :func:`bring_file` raises.
    """
    with archive.reading() as session:
        find_case(session, case_id)  # before anything is copied
    draft = bring_file(archive, path, progress)
    draft.caption = caption.strip() or draft.caption
    attachment = Attachment(id=uuid4())
    describe_attachment(attachment, draft)
    words = _("添加附件"), _("给“{title}”添加附件")
    with _changing(archive, lambda session: find_case(session, case_id), *words) as case:
        if any(other.sha256 == draft.sha256 for other in case.attachments):
            raise FileIsAttachedAlready(draft.name)
        case.attachments.append(attachment)
    return attachment.id.hex


def detach(archive: Archive, attachment_id: str) -> None:
    """Take a file out of its case. Raises AttachmentIsGone, ArchiveIsReadOnly."""
    key = UUID(attachment_id)
    words = _("移除附件"), _("移除“{title}”的附件")
    with _changing(archive, lambda session: _case_of(session, key), *words) as case:
        case.attachments.remove(_member(case, key))


def describe(archive: Archive, attachment_id: str, description: AttachmentDraft) -> None:
    """Give an attached file another caption, creator, licence, consent or day of expiry.

    Raises AttachmentIsGone, DraftIsIncomplete, SchemaRefusedIt, ArchiveIsReadOnly.
    """
    if problems := tuple(attachment_problems("attachment", description)):
        raise DraftIsIncomplete(problems)
    key = UUID(attachment_id)
    words = _("编辑附件"), _("编辑“{title}”的附件")
    with _changing(archive, lambda session: _case_of(session, key), *words) as case:
        member = _member(case, key)
        whole = attachment_draft(member)
        for name in ("caption", "creator", "licence", "portrait_consent", "expires"):
            setattr(whole, name, getattr(description, name))
        describe_attachment(member, whole)


def read_waiting_files(archive: Archive, progress: Progress = silent) -> None:
    """Read out the attached files that nobody has yet, and have searches find them.

    Files wait after an import, and after the folder of texts was emptied. `progress` counts files;
    what it raises ends the work, and what was done by then stays. Raises what the index raises.
    """
    for case_id in extract_missing(archive, progress):
        index_again(archive, [case_id])


def _case_of(session: DatabaseSession, key: UUID) -> Case:
    attachment = session.get(Attachment, key)
    case = session.get(Case, attachment.case_id) if attachment and attachment.case_id else None
    if case is None:
        raise AttachmentIsGone
    return case


def _member(case: Case, key: UUID) -> Attachment:
    return next(attachment for attachment in case.attachments if attachment.id == key)


@contextmanager
def _changing(
    archive: Archive, find: Callable[[DatabaseSession], Case], reason: str, label: str
) -> Iterator[Case]:
    """Give a case to be changed in one unit of work, as a step, with its history, and index it."""
    with told_in_words(), recorded(archive) as (session, step):
        case = find(session)
        step.before_case(case)
        step.label = label.format(title=case.title)
        yield case
        case.version += 1
        case.updated_at = now()
        record_revisions(session, [case], reason)
    after_saving(archive)
