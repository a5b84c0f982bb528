"""What of a case can be left out of a pack: its sections, and the blocks its template prints."""

from __future__ import annotations

from dataclasses import dataclass

from casearchive.i18n import _, in_context
from casearchive.services.archive import Archive
from casearchive.services.cases.reading import find_case
from casearchive.services.labels import label
from casearchive.services.printing.templates import content_of_template


@dataclass(frozen=True, slots=True)
class PartChoice:
    """A part of a case: `key` goes into an item's `left_out` where it is not to be printed.

    `length` counts the characters of a section's text, 0 of other parts.
    """

    key: str
    title: str
    trainer_only: bool = False
    length: int = 0


def parts_of_case(archive: Archive, case: str, template: str) -> tuple[PartChoice, ...]:
    """Return what a template prints of the case with this id or code, in its order.

    Sections come where the template prints them, each by itself. Raises CaseIsGone,
    TemplateIsUnknown.
    """
    content = content_of_template(archive, template)
    with archive.reading() as session:
        found = find_case(session, case)
        sections = [
            (one.type, PartChoice(one.id.hex, one.title or label("section_type", one.type),
                                  one.trainer_only, len(one.body)))
            for one in found.sections
        ]  # fmt: skip
        has = {
            "abstract": bool(found.abstract),
            "photos": bool(found.attachments),
            "figures": bool(found.outcomes or (found.place and found.place.figures)),
            "charts": bool(found.outcomes),
            "quotes": bool(found.outcomes or (found.place and found.place.figures)),
            "questions": bool(found.questions),
            "note": found.teaching_note is not None,
        }
    choices: dict[str, PartChoice] = {}
    for spec in content.blocks_of("case"):
        parts = spec.parts or (spec,)
        for part in parts:
            if part.block in ("sections", "columns", "box", "part"):
                for kind, choice in sections:
                    if not part.types or kind in part.types:
                        choices.setdefault(choice.key, choice)
        if spec.block in part_names() and has.get(spec.block, True):
            trainer_only = spec.block in ("quotes", "note")
            title = str(spec.title) or part_names()[spec.block]
            choices.setdefault(spec.block, PartChoice(spec.block, title, trainer_only))
    return tuple(choices.values())


def part_names() -> dict[str, str]:
    """Return what readers call the blocks of a case that can be left out."""
    return {
        "facts": _("基本信息"),
        "abstract": _("摘要"),
        "photos": _("照片"),
        "figures": _("数据"),
        "charts": _("图表"),
        "quotes": _("数据的原文依据"),
        "questions": _("思考题"),
        "note": _("使用说明"),
        "sources": in_context("heading", "出处"),
    }
