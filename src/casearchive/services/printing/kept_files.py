"""The files beside the archive that packs need, besides those attached to cases."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.edition import FrozenEdition
from casearchive.domain.model import BriefingPack
from casearchive.i18n import _
from casearchive.services.printing.editions.freezing import pictures_of
from casearchive.services.printing.ready import is_sha256


def files_of_packs(session: DatabaseSession) -> dict[str, str]:
    """Return what logos and frozen editions print: what each file is, by its SHA-256."""
    wanted: dict[str, str] = {}
    for name, options in session.execute(select(BriefingPack.name, BriefingPack.options)):
        if is_sha256(logo := str(options.get("logo", ""))):
            wanted[logo] = _("材料包“{name}”的封面标志").format(name=name)
    query = select(FrozenEdition.name, FrozenEdition.number, FrozenEdition.content)
    for name, number, content in session.execute(query):
        text = _("材料包“{name}”第 {number} 版的照片").format(name=name, number=number)
        wanted |= dict.fromkeys(pictures_of(content), text)
    return wanted
