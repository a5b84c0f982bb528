"""The logos on covers: a pack's own, kept with the archive, and this centre's, for new packs."""

from __future__ import annotations

from pathlib import Path

from casearchive.domain.base import now
from casearchive.errors import InputIsInvalid
from casearchive.i18n import _
from casearchive.printing.blocks import Picture
from casearchive.printing.drawing.logo import logo_png
from casearchive.printing.drawing.photo import PictureCannotBeShown, pixels_of
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.briefing.centre import Centre, read_centre
from casearchive.services.briefing.packs import find_pack
from casearchive.services.steps import recorded
from casearchive.settings import Settings
from casearchive.storage.attachments import keep_file
from casearchive.storage.files import write_whole


class LogoCannotBeUsed(InputIsInvalid):
    """A file chosen as a logo is no picture that can be printed."""

    def __init__(self, path: Path, reason: str) -> None:
        text = _("“{name}”不能用作封面标志：{reason}。请另选 PNG 或 JPEG 图片。")
        super().__init__(text.format(name=path.name, reason=reason))


def keep_logo(archive: Archive, name: str, path: Path, progress: Progress = silent) -> str:
    """Keep a picture beside the archive as the logo of a pack; return its SHA-256.

    The pack's option ``logo`` holds it from then on. Raises LogoCannotBeUsed, PackIsGone,
    FileCannotBeWritten.
    """
    try:
        pixels_of(Picture(str(path), "", ""))
    except (PictureCannotBeShown, OSError) as error:
        raise LogoCannotBeUsed(path, str(error)) from error
    with recorded(archive) as (session, step):
        pack = find_pack(session, name)
        step.before(pack)
        step.label = _("更换材料包“{name}”的封面标志").format(name=pack.name)
        sha256 = keep_file(archive.files, path, progress)
        pack.options = {**pack.options, "logo": sha256}
        pack.updated_at = now()
    return sha256


def choose_logo(settings: Settings, path: Path) -> Centre:
    """Keep a picture as the centre's logo: decoded, cut down, without what it tells of itself.

    The file it came from is not needed any more. Raises LogoCannotBeUsed, FileCannotBeWritten.
    """
    try:
        data = logo_png(path)
    except PictureCannotBeShown as error:
        raise LogoCannotBeUsed(path, str(error)) from error
    write_whole(settings.logo, data)
    return read_centre(settings)
