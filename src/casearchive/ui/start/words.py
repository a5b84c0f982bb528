"""Chinese for what Qt's own translation leaves in English or says in other words than we do."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

_WORDS = {
    ("QFileDialog", "&Look in:"): "查看(&L)：",
    ("QFileDialog", "Files of &type:"): "文件类型(&T)：",
    ("QFileSystemModel", "Size"): "大小",
    ("QAbstractFileIconProvider", "Drive"): "驱动器",
    ("QAbstractFileIconProvider", "File"): "文件",
    ("QAbstractFileIconProvider", "%1 File"): "%1 文件",
    ("QAbstractFileIconProvider", "Folder"): "文件夹",
    ("QAbstractFileIconProvider", "File Folder"): "文件夹",
    ("QAbstractFileIconProvider", "Shortcut"): "快捷方式",
    ("QAbstractFileIconProvider", "Unknown"): "未知",
    ("QShortcut", "Backspace"): "Backspace",  # as on the key, beside Del and Ctrl
}


class QtWords(QTranslator):
    """Answers before Qt's own translation, and only for these."""

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt's name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """Return our word; None, which asks the next translator, for everything else."""
        del disambiguation, n
        return _WORDS.get((context, sourceText))  # type: ignore[return-value]  # a null QString

    def isEmpty(self) -> bool:
        """Say that there is something in it, or Qt would not ask."""
        return False
