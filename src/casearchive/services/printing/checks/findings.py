"""What a check before print says: one finding a fault, with where it stands and what to do."""

from __future__ import annotations

from dataclasses import dataclass

ERROR, WARNING, NOTE = "error", "warning", "note"


@dataclass(frozen=True, slots=True)
class Where:
    """Where in the pack a finding stands, as ids to jump to; empty where it is the pack itself.

    `title` is what readers call the place: a case's title, an item's, or empty. `attachment_id`
    names a photo.
    """

    item_id: str = ""
    case_id: str = ""
    section_id: str = ""
    attachment_id: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know before printing.

    `severity` ``error``: the page would be wrong, ``warning``: something is left out or marked,
    ``note``: good to know. `kind` is one of ``needs``, ``missing_glyphs``, ``overfull``,
    ``too_few``, ``too_many``, ``trashed``, ``draft``, ``withdrawn``, ``not_chosen``,
    ``empty_list``, ``empty_section``, ``nothing_left``, ``photo_licence``, ``photo_consent``,
    ``photo_expired``, ``photo_file``, ``photo_unreadable``, ``logo_file``, ``no_source``,
    ``internal_source``, ``no_such_source``, ``over_slot``, ``not_printed``.
    """

    kind: str
    severity: str
    where: Where
    sentence: str
    advice: str


@dataclass(frozen=True, slots=True)
class Preflight:
    """What was found in one pack, edition and template; errors first.

    `missing` are the characters that would print as 〓: an export asks for consent. `watermark`
    is what will run across the pages, or empty. `pages` is 0 where nothing had to be set.
    """

    pack: str
    template: str
    edition: str
    findings: tuple[Finding, ...]
    cases: int
    missing: tuple[str, ...] = ()
    watermark: str = ""
    pages: int = 0

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What makes a page wrong."""
        return tuple(one for one in self.findings if one.severity == ERROR)

    @property
    def clear(self) -> bool:
        """Whether nothing was found that needs a decision."""
        return all(one.severity == NOTE for one in self.findings)
