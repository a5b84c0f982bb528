"""What can be wrong with an archive file, and SQLite's reports told as sentences."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from casearchive.errors import ArchiveCannotBeUsed, InputIsInvalid, NothingWasFound
from casearchive.i18n import _


class ArchiveDoesNotExist(NothingWasFound):
    """There is no file at the path."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("找不到档案“{path}”。请检查路径，或用 casearchive new 新建一个。").format(path=path)
        )


class PathIsTaken(InputIsInvalid):
    """A new archive would overwrite a file."""

    def __init__(self, path: Path) -> None:
        super().__init__(_("“{path}”已经存在，没有覆盖它。请换一个文件名。").format(path=path))


class FileIsNotAnArchive(ArchiveCannotBeUsed):
    """The file is something else, or too damaged to be recognised."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“{path}”不是案例档案，或已损坏；没有改动它。"
                "请选择 .casearchive 文件，或从备份恢复。"
            ).format(path=path)
        )


class ArchiveIsFromNewerVersion(ArchiveCannotBeUsed):
    """A newer program wrote the file; it is left untouched."""

    def __init__(self, path: Path, version: str) -> None:
        super().__init__(
            _(
                "“{path}”由较新的 {version} 版创建，请升级 casearchive 后再打开；没有改动它。"
            ).format(path=path, version=version)
        )


class ArchiveIsOlder(ArchiveCannotBeUsed):
    """The file needs a migration, which a read-only opening must not make."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“{path}”的格式较旧，要先升级。请运行 casearchive open 打开它一次，升级前会先备份；"
                "它若在不能写的盘上，请先复制到自己的文件夹。"
            ).format(path=path)
        )


class ArchiveHoldsForeignParts(ArchiveCannotBeUsed):
    """The schema has triggers, views or tables that no casearchive makes."""

    def __init__(self, path: Path, names: str) -> None:
        super().__init__(
            _("“{path}”含有本程序不认识的内容（{names}），为安全起见没有打开。").format(
                path=path, names=names
            )
        )


class ArchiveIsReadOnly(ArchiveCannotBeUsed):
    """Something was to be written to an archive that is open for reading."""

    def __init__(self) -> None:
        super().__init__(
            _("档案以只读方式打开，不能保存。请关闭占用它的窗口，或把档案复制到可写的位置。")
        )


class ArchiveIsBusy(ArchiveCannotBeUsed):
    """Another program kept the file locked for longer than one waits."""

    def __init__(self) -> None:
        super().__init__(_("档案正被另一个程序写入，没有保存。请稍后再试。"))


class ArchiveIsOutOfReach(ArchiveCannotBeUsed):
    """The file is gone from where it was opened: a stick was pulled out, a share is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("读不到档案“{path}”。请检查 U 盘或网络盘是否还连着；接好以后就会继续显示。").format(
                path=path
            )
        )


class DiskIsFull(ArchiveCannotBeUsed):
    """There was no room to write."""

    def __init__(self) -> None:
        super().__init__(_("磁盘空间不足，没有保存。请清理磁盘后再试。"))


class ArchiveIsDamaged(ArchiveCannotBeUsed):
    """SQLite found the file's structure broken."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            _("档案文件已损坏（{detail}）。请运行“检查档案”，或从备份恢复。").format(detail=detail)
        )


class CaseWasChangedElsewhere(ArchiveCannotBeUsed):
    """Another window saved the same case meanwhile; nothing was overwritten."""

    def __init__(self) -> None:
        super().__init__(_("这个案例刚在别处被保存过，没有覆盖它。请重新打开，或另存为新案例。"))


def translate(error: BaseException | None) -> ArchiveCannotBeUsed:
    """Return what SQLite's report means to a user; decided by its error name, not its class."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ArchiveIsBusy()
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return ArchiveIsReadOnly()
    if name.startswith("SQLITE_FULL"):
        return DiskIsFull()
    return ArchiveIsDamaged(name or str(error))


def is_of_our_making(error: sqlite3.Error) -> bool:
    """Say whether SQLite complains of a statement of ours, not of the file or its place."""
    name = getattr(error, "sqlite_errorname", "")
    return not name or name.startswith(("SQLITE_ERROR", "SQLITE_MISUSE", "SQLITE_CONSTRAINT"))
