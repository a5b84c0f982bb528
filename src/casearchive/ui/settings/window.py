"""The window of the settings."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.ui.frame.choices import Choices
from casearchive.ui.frame.preferences import ZOOM, Preferences
from casearchive.ui.look import Look, Scheme
from casearchive.ui.settings.backups import BackupSection
from casearchive.ui.settings.cover import CoverSection
from casearchive.ui.settings.section import Section
from casearchive.ui.tasks import Tasks
from casearchive.ui.widgets import hairline, label
from casearchive.ui.widgets.room import resize_to_fit

_BODY = 16  # pixels of body text at zoom 0


class SettingsWindow(QDialog):
    """`window_wanted` comes after what only a window made anew can show: language, fonts."""

    window_wanted = Signal()

    def __init__(
        self,
        look: Look,
        preferences: Preferences,
        choices: Choices,
        archive: Archive,
        *,
        tasks: Tasks,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._look, self._preferences, self._choices = look, preferences, choices
        self.setWindowTitle(_("设置"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.cover = CoverSection(look, archive, tasks)
        self.backups = BackupSection(look, archive, tasks, preferences)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(26, 20, 26, 24)
        column.setSpacing(18)
        for section in (self._appearance(), self.cover, self.backups, _places(look, archive)):
            if column.count():
                column.addWidget(hairline())
            column.addWidget(section)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        resize_to_fit(self, QSize(600, 760))
        self.backups.refresh()

    def _appearance(self) -> Section:
        section = Section(self._look, _("外观"))
        schemes = (
            (Scheme.SYSTEM.value, _("跟随系统")),
            (Scheme.LIGHT.value, _("浅色")),
            (Scheme.DARK.value, _("深色")),
        )
        now = self._look.scheme.value
        use = self._choices.use
        self.scheme = section.choice(_("配色"), schemes, now, lambda v: use(Scheme(v)))
        languages = (("", _("跟随系统")), ("zh", "中文"), ("en", "English"))
        self.language = section.choice(
            _("语言"), languages, self._preferences.language, self._use_language
        )
        sizes = [(str(n), _("{size} 像素").format(size=_BODY + n)) for n in range(*ZOOM)]
        zoom = str(self._preferences.zoom)
        self.text_size = section.choice(_("正文字号"), sizes, zoom, self._use_size)
        families = [("", _("随程序附带的字体"))]
        chinese = QFontDatabase.WritingSystem.SimplifiedChinese
        families += [(name, name) for name in QFontDatabase.families(chinese)]
        font = self._preferences.words("font")
        self.font_choice = section.choice(_("界面和正文字体"), families, font, self._use_font)
        return section

    def _use_size(self, value: str) -> None:
        self._choices.zoom(0)
        if int(value):
            self._choices.zoom(int(value))

    def _use_language(self, code: str) -> None:
        self._preferences.language = code
        self.close()
        self.window_wanted.emit()

    def _use_font(self, family: str) -> None:
        self._preferences.keep_words("font", family)
        self._look.use_family(family)
        self.close()
        self.window_wanted.emit()


def _places(look: Look, archive: Archive) -> Section:
    """Return where the files lie, to be read and copied."""
    section = Section(look, _("文件在哪里"))
    settings = archive.settings
    for name, path in (
        (_("档案"), archive.path),
        (_("笔记、没保存的稿子、撤销记录"), settings.data),
        (_("设置"), settings.config),
    ):
        section.column.addWidget(label(look, name, 13, tone="second"))
        shown = QLineEdit(str(path))
        shown.setReadOnly(True)
        shown.setAccessibleName(name)
        section.column.addWidget(shown)
    return section
