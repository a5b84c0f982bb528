"""Photos: kept without what they tell of places and people, shown as they are."""

from __future__ import annotations

from pathlib import Path

from casearchive.domain.prose import markup
from casearchive.exchange.reading.pictures import PictureIsRefused, PictureStore
from casearchive.exchange.reading.result import FileIsRefused, ReadDraft, ReadFile, ReadSection
from casearchive.i18n import _

_MOST_BYTES = 50_000_000


def read_photo(path: Path, store: PictureStore) -> ReadFile:
    """Return a photo as a draft that shows it. Raises FileIsRefused."""
    if path.stat().st_size > _MOST_BYTES:
        raise FileIsRefused(path, _("图片超过 50 MB，请先缩小。"))
    data = path.read_bytes()
    caption = " ".join(path.stem.split())
    try:
        picture = store.keep_or_refuse(data, path.name, caption)
    except PictureIsRefused as error:
        raise FileIsRefused(path, str(error)) from error
    notes = []
    if picture.size < len(data):
        notes.append(_("已去掉照片里的拍摄地点、时间等信息。"))
    body = markup.picture(picture.key, caption)
    draft = ReadDraft(caption, (ReadSection("", body),), (picture,))
    return ReadFile("photo", draft, notes=tuple(notes))
