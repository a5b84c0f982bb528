"""The settings; each takes effect as it is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.ui.choices import Choices
from casearchive.ui.form.inputs import CheckInput, ChoiceInput
from casearchive.ui.look import Look, Scheme
from casearchive.ui.preferences import ZOOM, Preferences
from casearchive.ui.widgets import hairline, label, push_button

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
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._look, self._preferences, self._choices = look, preferences, choices
        self._archive = archive
        self.setWindowTitle(_("设置"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(26, 20, 26, 24)
        self._column.setSpacing(10)
        self._appearance()
        self._cover()
        self._backup()
        self._places()
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.resize(560, 700)

    # --- the parts -------------------------------------------------------------------------------

    def _appearance(self) -> None:
        self._title(_("外观"))
        schemes = (
            (Scheme.SYSTEM.value, _("跟随系统")),
            (Scheme.LIGHT.value, _("浅色")),
            (Scheme.DARK.value, _("深色")),
        )
        now = self._look.scheme.value
        self.scheme = self._choice(_("配色"), schemes, now, lambda v: self._choices.use(Scheme(v)))
        languages = (("", _("跟随系统")), ("zh", "中文"), ("en", "English"))
        self.language = self._choice(
            _("语言"), languages, self._preferences.language, self._use_language
        )
        sizes = [(str(n), _("{size} 像素").format(size=_BODY + n)) for n in range(*ZOOM)]
        zoom = str(self._preferences.zoom)
        self.text_size = self._choice(_("正文字号"), sizes, zoom, self._use_size)
        families = [("", _("随程序附带的字体"))]
        chinese = QFontDatabase.WritingSystem.SimplifiedChinese
        families += [(name, name) for name in QFontDatabase.families(chinese)]
        font = self._preferences.words("font")
        self.font_choice = self._choice(_("界面和正文字体"), families, font, self._use_font)

    def _cover(self) -> None:
        self._title(_("材料包的封面"))
        self.centre = QLineEdit(self._preferences.words("centre"))
        self.centre.setPlaceholderText(_("例如：某县委党校"))
        self.centre.textChanged.connect(lambda text: self._keep("centre", text.strip()))
        self._row(_("编制单位"), self.centre)
        self._aside(_("新建的材料包会填上它，可以在每个材料包里改。"))

    def _backup(self) -> None:
        self._title(_("备份"))
        self.on_close = CheckInput(_("关闭程序时，如果档案有改动，就备份一次"))
        self.on_close.setChecked(self._preferences.switch("backup_on_close"))
        self.on_close.toggled.connect(
            lambda on: self._preferences.keep_switch("backup_on_close", on=on)
        )
        self._column.addWidget(self.on_close)
        self.folder = QLineEdit(self._preferences.words("backup_folder"))
        self.folder.setPlaceholderText(_("档案旁边"))
        self.folder.textChanged.connect(lambda text: self._keep("backup_folder", text.strip()))
        choose = push_button(self._look, _("选择…"))
        choose.clicked.connect(self._choose_folder)
        self._row(_("备份放在"), self.folder, choose)
        self._aside(_("最好选另一个盘或 U 盘。备份存好后会自动核对。"))

    def _places(self) -> None:
        self._title(_("文件在哪里"))
        settings = self._archive.settings
        for name, path in (
            (_("档案"), self._archive.path),
            (_("笔记、没保存的稿子、撤销记录"), settings.data),
            (_("设置"), settings.config),
        ):
            self._column.addWidget(label(self._look, name, 13, tone="second"))
            shown = QLineEdit(str(path))
            shown.setReadOnly(True)
            shown.setAccessibleName(name)
            self._column.addWidget(shown)

    # --- small -----------------------------------------------------------------------------------

    def _title(self, text: str) -> None:
        if self._column.count():
            self._column.addSpacing(8)
            self._column.addWidget(hairline())
        self._column.addWidget(label(self._look, text, 15, bold=True))

    def _aside(self, text: str) -> None:
        self._column.addWidget(label(self._look, text, 12, tone="muted", wrap=True))

    def _row(self, name: str, *parts: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        title = label(self._look, name, 13, tone="second")
        title.setFixedWidth(120)
        title.setWordWrap(True)
        row.addWidget(title)
        for part in parts:
            row.addWidget(part, 1 if part is parts[0] else 0)
        parts[0].setAccessibleName(name)
        title.setBuddy(parts[0])
        self._column.addLayout(row)

    def _choice(
        self,
        name: str,
        options: Sequence[tuple[str, str]],
        now: str,
        use: Callable[[str], object],
    ) -> ChoiceInput:
        box = ChoiceInput(list(options))
        box.set_value(now)
        box.edited.connect(lambda: use(str(box.value())))
        self._row(name, box)
        return box

    def _keep(self, name: str, text: str) -> None:
        self._preferences.keep_words(name, text)

    def _use_size(self, value: str) -> None:
        self._choices.zoom(0)
        if int(value):
            self._choices.zoom(int(value))

    def _use_language(self, code: str) -> None:
        self._preferences.language = code
        self.close()
        self.window_wanted.emit()

    def _use_font(self, family: str) -> None:
        self._keep("font", family)
        self._look.use_family(family)
        self.close()
        self.window_wanted.emit()

    def _choose_folder(self) -> None:
        start = self.folder.text() or str(Path(self._archive.path).parent)
        if name := QFileDialog.getExistingDirectory(self, _("选择存放备份的文件夹"), start):
            self.folder.setText(name)
