"""What the covers of new packs say of this centre: its name and its logo."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit

from casearchive.errors import CaseArchiveError
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.ui.look import Look
from casearchive.ui.settings.section import Section
from casearchive.ui.start import safekeeping
from casearchive.ui.tasks import Tasks
from casearchive.ui.widgets import IconButton, push_button

_PAUSE = 300  # milliseconds of no typing, after which a name is kept
_PREVIEW = QSize(180, 66)
_EDGE = 8  # pixels of paper around the logo
_ROUND = 6.0


class CoverSection(Section):
    """The centre's name is kept as it is typed, its logo as it is chosen."""

    def __init__(self, look: Look, archive: Archive, tasks: Tasks) -> None:
        super().__init__(look, _("材料包的封面"))
        self._settings, self._tasks = archive.settings, tasks
        centre = safekeeping.read_centre(self._settings)
        self.name = QLineEdit(centre.name)
        self.name.setPlaceholderText(_("例如：某县委党校"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.keep_name)
        self.name.textChanged.connect(lambda _text: self._pause.start())
        self.row(_("编制单位"), self.name)
        self.preview = LogoPreview(look)
        self.choose = push_button(look, _("选图片…"))
        self.choose.clicked.connect(self._ask_for_logo)
        self.drop = IconButton(look, "close", _("去掉标志"))
        self.drop.clicked.connect(self._drop_logo)
        self.row(_("单位标志"), self.preview, self.choose, self.drop)
        self.aside(
            _(
                "新建的材料包会填上单位和标志，可以在每个材料包里改。图片存进程序里，原来的文件可以删。"
            )
        )
        self._show_logo(centre.logo)

    def keep_name(self) -> None:
        """Keep the name that stands there now."""
        self._pause.stop()
        try:
            safekeeping.name_centre(self._settings, self.name.text())
        except CaseArchiveError as error:
            self.show_problem(error.message)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed a moment before the window was closed."""
        if self._pause.isActive():
            self.keep_name()
        super().hideEvent(event)

    def use_logo(self, path: Path) -> None:
        """Take a picture as the logo, or say why it cannot be one."""
        self.show_problem("")
        self.choose.setEnabled(False)
        self._tasks.run(
            safekeeping.choose_logo,
            self._settings,
            path,
            on_done=lambda centre: self._settle(centre.logo),
            on_failed=self._refuse,
        )

    def _ask_for_logo(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("选择单位标志"), str(Path.home()), _("图片 (*.png *.jpg *.jpeg)")
        )
        if name:
            self.use_logo(Path(name))

    def _drop_logo(self) -> None:
        try:
            safekeeping.drop_logo(self._settings)
        except CaseArchiveError as error:
            self.show_problem(error.message)
            return
        self.show_problem("")
        self._show_logo(None)

    def _settle(self, logo: Path | None) -> None:
        self.choose.setEnabled(True)
        self._show_logo(logo)

    def _refuse(self, error: CaseArchiveError) -> None:
        self.choose.setEnabled(True)
        self.show_problem(error.message)

    def _show_logo(self, logo: Path | None) -> None:
        self.preview.show_logo(logo)
        self.drop.setVisible(logo is not None)


class LogoPreview(QFrame):
    """The logo on paper, which is white in the dark too."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._image = QImage()
        self.setFixedHeight(_PREVIEW.height())
        self.setMinimumWidth(_PREVIEW.width())
        look.changed.connect(self.update)

    def show_logo(self, logo: Path | None) -> None:
        """Show a logo, or say that there is none. The file is one of our own making."""
        self._image = QImage(str(logo)) if logo else QImage()
        self.setAccessibleDescription(_("已选") if logo else _("没有"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper and what is on it."""
        del event
        painter = QPainter(self)
        paper = QRect(0, 0, min(self.width(), _PREVIEW.width()), self.height())
        if self.isRightToLeft():
            paper.moveRight(self.width() - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.colour("border"))
        painter.setBrush(
            Qt.GlobalColor.white if not self._image.isNull() else Qt.BrushStyle.NoBrush
        )
        painter.drawRoundedRect(QRectF(paper).adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)
        if self._image.isNull():
            painter.setPen(self._look.colour("text3"))
            painter.drawText(paper, Qt.AlignmentFlag.AlignCenter, _("没有标志"))
            return
        inner = paper.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        size = self._image.size().scaled(inner.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(inner.topLeft(), size)
        place.moveCenter(inner.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)
