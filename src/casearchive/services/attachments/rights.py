"""Whether an attached file may be printed, told in words."""

from __future__ import annotations

from datetime import datetime

from casearchive.domain.evidence import Attachment, hindrance
from casearchive.i18n import _
from casearchive.services.cases.drafts import AttachmentDraft


def hindrance_of(file: Attachment | AttachmentDraft) -> str:
    """Return a sentence on why a file may not be printed today; empty where it may."""
    today = datetime.now().astimezone()
    match hindrance(file.licence, file.portrait_consent, file.expires, today):
        case "licence":
            return _("使用许可未知，不能印发。")
        case "consent":
            return _("未取得肖像同意，不能印发。")
        case "expired":
            return _("使用许可已于 {date} 到期，不能印发。").format(date=file.expires)
    return ""
