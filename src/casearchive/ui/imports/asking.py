"""The dialogs of the import page that ask for files and folders."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from casearchive.i18n import _

_ENDINGS = (
    *("docx", "txt", "md", "html", "htm", "mht", "mhtml", "pdf", "xlsx", "csv", "pptx"),
    *("jpg", "jpeg", "png", "json", "casepack"),
)


def asked_files(parent: QWidget, start: Path) -> list[Path]:
    """Ask for files to import; none where that was given up."""
    kinds = " ".join(f"*.{ending}" for ending in _ENDINGS)
    filters = [_("可以导入的文件 ({kinds})").format(kinds=kinds), _("所有文件 (*)")]
    names, _kind = QFileDialog.getOpenFileNames(parent, _("导入"), str(start), ";;".join(filters))
    return [Path(name) for name in names]


def asked_folder(parent: QWidget, start: Path) -> list[Path]:
    """Ask for a folder to import; none where that was given up."""
    name = QFileDialog.getExistingDirectory(parent, _("选择要导入的文件夹"), str(start))
    return [Path(name)] if name else []


def asked_error_sheet(parent: QWidget, folder: Path, stem: str) -> Path | None:
    """Ask where the rows with errors are to be written."""
    start = str(folder / _("{name}-有错的行.xlsx").format(name=stem))
    name, _kind = QFileDialog.getSaveFileName(parent, _("另存有错的行"), start, "XLSX (*.xlsx)")
    if not name:
        return None
    return Path(name) if Path(name).suffix else Path(name).with_suffix(".xlsx")
