"""What can go wrong, one class a case, each with a message its reader can act on.

Messages are complete sentences in the reader's language: what happened, then what to do.
A room adds its own classes beside the code that raises them, derived from these.
"""

import errno

from casearchive.i18n import _


class CaseArchiveError(Exception):
    """Anything that is told to the user as one sentence instead of a traceback.

    `exit_code` is what the command line ends with: 2 wrong input, 3 not found, 4 the archive
    cannot be used as asked, 5 a check found faults, 130 cancelled. 1 is kept for faults of ours.
    """

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InputIsInvalid(CaseArchiveError):
    """What was typed, or a file's content, breaks a rule; nothing was changed."""


class NothingWasFound(CaseArchiveError):
    """A case, pack or file that was named does not exist."""

    exit_code = 3


class ArchiveCannotBeUsed(CaseArchiveError):
    """The archive file cannot be opened or written as asked; it was left untouched."""

    exit_code = 4


class WorkWasCancelled(CaseArchiveError):
    """The user stopped the work; nothing half-done was kept."""

    exit_code = 130

    def __init__(self) -> None:
        super().__init__(_("已取消，没有保留未完成的结果。"))


def reason_of(error: OSError) -> str:
    """Return why the operating system refused, in the reader's language for the usual cases."""
    reasons = {
        errno.ENOENT: _("文件或文件夹不存在"),
        errno.EACCES: _("没有权限"),
        errno.EPERM: _("没有权限"),
        errno.EROFS: _("磁盘是只读的"),
        errno.ENOSPC: _("磁盘空间不足"),
        errno.EEXIST: _("路径中有同名的文件"),
        errno.ENOTDIR: _("路径中有一段不是文件夹"),
        errno.EISDIR: _("这是一个文件夹"),
        errno.ENAMETOOLONG: _("文件名太长"),
        errno.EIO: _("磁盘读写出错"),
    }
    return reasons.get(error.errno or 0) or error.strerror or str(error)
