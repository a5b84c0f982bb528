"""What the program is, its version, and under which terms it and its parts come."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

import casearchive
from casearchive.i18n import _
from casearchive.ui.look import Look
from casearchive.ui.widgets import label, push_button

# The parts a user meets, with their licences; THIRD_PARTY.md has all of them with their texts.
_PARTS = (
    ("Qt for Python (PySide6)", "LGPL-3.0"),
    ("SQLAlchemy, Alembic", "MIT"),
    ("ReportLab", "BSD-3-Clause"),
    ("uharfbuzz / HarfBuzz", "Apache-2.0 / MIT"),
    ("markdown-it-py", "MIT"),
    ("Noto Sans SC, Noto Serif SC", "SIL OFL 1.1"),
)


def show_about(look: Look, parent: QWidget) -> None:
    """Show the dialog until it is closed."""
    dialog = make_about(look, parent)
    dialog.exec()
    dialog.deleteLater()


def make_about(look: Look, parent: QWidget) -> QDialog:
    """Return the dialog."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(_("关于案例档案"))
    dialog.setMinimumWidth(480)
    picture = QLabel()
    picture.setPixmap(look.pixmap("archive", "accent", 44, parent.devicePixelRatioF()))
    name = label(look, _("案例档案"), 22, bold=True)
    version = _("版本 {version}").format(version=casearchive.__version__)
    under = f"Python {platform.python_version()} · Qt {qVersion()}"
    head = QHBoxLayout()
    head.setSpacing(16)
    head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addWidget(name)
    words.addWidget(label(look, f"{version}　{under}", 12, tone="muted"))
    head.addLayout(words, 1)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(26, 24, 26, 18)
    column.setSpacing(12)
    column.addLayout(head)
    said = _("给乡村干部培训教师的桌面案例库：离线可用，中文检索，印成材料包。")
    column.addWidget(label(look, said, wrap=True, tone="second"))
    column.addWidget(label(look, _("许可：Apache-2.0。所用的软件和字体："), tone="second"))
    parts = QPlainTextEdit("\n".join(f"{name}　{terms}" for name, terms in _PARTS))
    parts.setReadOnly(True)
    parts.setProperty("kind", "field")
    parts.setFont(look.font(12))
    parts.setFixedHeight(140)
    parts.setAccessibleName(_("所用的软件和字体"))
    column.addWidget(parts)
    close = push_button(look, _("关闭"), kind="primary")
    close.clicked.connect(dialog.accept)
    foot = QHBoxLayout()
    foot.addStretch(1)
    foot.addWidget(close)
    column.addLayout(foot)
    close.setDefault(True)
    close.setFocus()
    return dialog
