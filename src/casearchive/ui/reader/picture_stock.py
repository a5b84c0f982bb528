"""The pictures of a case, for texts that name them: looked up, loaded off the main thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Protocol
from uuid import UUID, uuid4
from weakref import finalize

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.attachments.media_types import ending_of
from casearchive.services.attachments.pictures import ENDINGS, picture_bytes
from casearchive.services.cases.drafts import AttachmentDraft
from casearchive.ui.tasks import Tasks

TARGET = "attachment:"
ROOM = QSize(420, 300)  # px that a picture may take in the text
READING = QSize(640, 480)  # px, the same where a case is read
SHARP = 2  # device pixels for each of them
_FORMATS = (b"jpeg", b"png", b"webp", b"gif", b"bmp")

Then = Callable[[AttachmentDraft], object]


class NamedFile(Protocol):
    """A file of a case, as it is written or as it is read."""

    @property
    def id(self) -> str:
        """Its 32 digits, by which texts call it; empty where it has none yet."""

    @property
    def sha256(self) -> str:
        """The hash that it lies under."""

    @property
    def name(self) -> str:
        """Its name, with its ending."""


class PictureStock(QObject):
    """What the texts of a case ask for their pictures.

    `arrived` (target) when one was loaded; `wanted` (paths, what to do with each file) when
    pictures are to be brought in.
    """

    arrived = Signal(str)
    wanted = Signal(list, object)

    def __init__(self, parent: QObject | None = None, *, room: QSize = ROOM) -> None:
        super().__init__(parent)
        self._room = room
        self._files: Sequence[NamedFile] = ()
        self._images: dict[str, QImage] = {}  # by the file's hash; a null image cannot be shown
        self._under_way: set[str] = set()
        self._scratch = ""  # a folder that goes with this object
        self._archive: Archive | None = None
        self._tasks: Tasks | None = None

    def use(self, archive: Archive, tasks: Tasks) -> None:
        """Load pictures from beside this archive from now on."""
        self._archive, self._tasks = archive, tasks

    def hold(self, files: Sequence[NamedFile]) -> None:
        """Look pictures up among these files; of a draft, the list is its own."""
        self._files = files

    def choices(self) -> list[AttachmentDraft]:
        """Return the files of a draft that are pictures."""
        files = [file for file in self._files if isinstance(file, AttachmentDraft)]
        return [file for file in files if ending_of(file.name) in ENDINGS]

    def file_of(self, target: str) -> NamedFile | None:
        """Return the file that a picture names."""
        key = _as_id(target)
        return next((file for file in self._files if key and _as_id(TARGET + file.id) == key), None)

    def image(self, target: str) -> QImage | None:
        """Return a picture small enough for the text; None while it is loaded, or for ever."""
        file = self.file_of(target)
        if file is None:
            return None
        image = self._images.get(file.sha256)
        if image is None:
            self._load(file.sha256, target)
        return image if image and not image.isNull() else None

    def is_coming(self, target: str) -> bool:
        """Say whether a picture is being loaded."""
        file = self.file_of(target)
        return file is not None and file.sha256 in self._under_way

    def take_image(self, image: QImage, then: Then) -> None:
        """Want a picture that is no file yet, such as a copied part of the screen."""
        if self._tasks is None:
            return
        if not self._scratch:
            self._scratch = mkdtemp(prefix="casearchive-")
            finalize(self, rmtree, self._scratch, ignore_errors=True)
        moment = datetime.now().astimezone().strftime("%m%d%H%M%S")
        name = _("粘贴的图片{moment}").format(moment=moment)
        path = Path(self._scratch) / f"{name}.png"
        self._tasks.run(
            write_image, image, path, on_done=lambda _done: self.wanted.emit([path], then)
        )

    def _load(self, sha256: str, target: str) -> None:
        if self._archive is None or self._tasks is None or sha256 in self._under_way:
            return
        self._under_way.add(sha256)

        def take(image: QImage) -> None:
            self._under_way.discard(sha256)
            self._images[sha256] = image
            self.arrived.emit(target)

        self._tasks.run(load_picture, self._archive, sha256, self._room, on_done=take)


def target_of(file: AttachmentDraft) -> str:
    """Return what a text calls a file by; a file that has no id yet is given one, for good."""
    file.id = file.id or uuid4().hex
    return TARGET + file.id


def is_picture(path: Path) -> bool:
    """Say whether a file of this computer goes by a picture's name."""
    return ending_of(path.name) in ENDINGS


def load_picture(archive: Archive, sha256: str, room: QSize = ROOM) -> QImage:
    """Return a picture in the size of the text, null where it cannot be read. A worker's job."""
    return shown_image(picture_bytes(archive, sha256), room)


def write_image(image: QImage, path: Path) -> None:
    """Write a picture into a file. A worker's job."""
    image.save(str(path))


def shown_image(data: bytes, room: QSize = ROOM) -> QImage:
    """Return a picture turned upright and no larger than its room; null where it is none."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    if bytes(reader.format().data()) not in _FORMATS:  # no drawings that could name other files
        return QImage()
    size, most = reader.size(), room * SHARP
    if reader.transformation().value & 4:  # lies on its side
        most = most.transposed()
    if size.isValid() and (size.width() > most.width() or size.height() > most.height()):
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    large = image.width() > room.width() or image.height() > room.height()
    image.setDevicePixelRatio(SHARP if large else 1)
    return image


def _as_id(target: str) -> str:
    try:
        return UUID(target.removeprefix(TARGET).strip()).hex if target.startswith(TARGET) else ""
    except ValueError:
        return ""
