"""The photos of a case: only those that may be printed, each where its text names it."""

from collections.abc import Iterator
from uuid import UUID

from casearchive.domain.case import Case
from casearchive.domain.evidence import Attachment
from casearchive.domain.prose import reading as prose
from casearchive.i18n import _
from casearchive.printing.blocks import Block, Picture
from casearchive.printing.composing.reading import Reading

TARGET = "attachment:"


def named_files(body: str) -> Iterator[str]:
    """Yield the 32-digit ids of the attachments that the pictures of a body name."""
    for block in prose.read_prose(body):
        if isinstance(block, prose.Picture) and (key := _as_id(block.target)):
            yield key


class Photos:
    """The photos of one case for one reader.

    A photo that only a text for trainers names is no trainee's, whoever may print it.
    """

    def __init__(self, case: Case, reading: Reading) -> None:
        self._reading = reading
        self._files = {file.id.hex: file for file in case.attachments}
        self._in_texts = {key for section in case.sections for key in named_files(section.body)}

    def named(self, target: str, caption: str) -> Block | None:
        """Return the photo that a text names, or nothing where it may not be printed."""
        file = self._files.get(_as_id(target))
        return self._picture(file, caption) if file else None

    def others(self) -> Iterator[Block]:
        """Yield the photos that no text names."""
        for key, file in self._files.items():
            if key not in self._in_texts and (picture := self._picture(file, "")):
                yield picture

    def _picture(self, file: Attachment, caption: str) -> Picture | None:
        path = self._reading.picture_of(file)
        if path is None:
            return None
        return Picture(
            path=str(path),
            sha256=file.sha256,
            caption=caption.strip() or file.caption,
            credit=self._credit(file),
        )

    def _credit(self, file: Attachment) -> str:
        licence = self._reading.label("licence", file.licence)
        if not file.creator.strip():
            return licence
        return _("{creator}摄，{licence}").format(creator=file.creator.strip(), licence=licence)


def _as_id(target: str) -> str:
    if not target.startswith(TARGET):
        return ""
    try:
        return UUID(target.removeprefix(TARGET).strip()).hex
    except ValueError:
        return ""
