"""Where this user's marks stand in the printed text of a case, and which may be told of at all."""

from __future__ import annotations

from dataclasses import dataclass

from casearchive.services.printing.own_notes.leaves import Leaves, Text
from casearchive.services.study.studying import Mark, Placed, Study, part_texts, place_marks
from casearchive.services.views import CaseView
from casearchive.study.anchors import anchor, locate

_SURE = 6  # characters from which on a passage is recognized in a place of another name


@dataclass(frozen=True, slots=True)
class Found:
    """A mark where it is printed: (leaf, start, stop), one for each text it runs over."""

    mark: Mark
    places: tuple[tuple[int, int, int], ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Placing:
    """Marks that are printed, marks that are not, and how many may not be told of."""

    found: list[Found]
    lost: list[Mark]
    unseen: int


def placed(case: CaseView, study: Study, leaves: Leaves, *, for_trainer: bool) -> Placing:
    """Return where the marks on a case stand in print."""
    texts = part_texts(case)
    placing = place_marks(study, texts)
    found: list[Found] = []
    lost: list[Mark] = []
    unseen = 0
    for one in placing.placed:
        if not (for_trainer or _may_be_told(case, one)):
            unseen += 1
        elif made := _printed(leaves, one, texts[one.part]):
            found.append(made)
        else:
            lost.append(one.mark)
    if for_trainer:
        lost += placing.orphans
    else:  # nobody knows any more whether they were in the trainer's text
        unseen += len(placing.orphans)
    found.sort(key=lambda one: one.places[0])
    return Placing(found, lost, unseen)


def _may_be_told(case: CaseView, one: Placed) -> bool:
    """Say whether a trainee may know the words that were marked."""
    kept = {section.id for section in case.sections if section.trainer_only}
    stems = {f"question:{one.id}": len(one.stem) for one in case.questions}
    if one.part == "note" or one.part in kept:
        return False
    return one.end <= stems.get(one.part, one.end)


def _printed(leaves: Leaves, one: Placed, text: str) -> Found | None:
    """Return a mark in the printed text; first where it ought to be, then anywhere."""
    quote, before, after = anchor(text, one.start, one.end)
    own = leaves.texts.get(one.part)
    if own and (place := locate(own.text, quote, before, after)):
        return _cut(leaves, one, own, place)
    for other in leaves.texts.values():
        place = locate(other.text, quote, before, after)
        if place and place[2] and len("".join(quote.split())) >= _SURE:
            return _cut(leaves, one, other, place)
    return None


def _cut(leaves: Leaves, one: Placed, text: Text, place: tuple[int, int, bool]) -> Found | None:
    start, stop, _exact = place
    places = []
    for leaf, offset in text.starts:
        begin = max(start - offset, 0)
        end = min(stop - offset, len(leaves.all[leaf].text))
        if begin < end:
            places.append((leaf, begin, end))
    return Found(one.mark, tuple(places), not one.exact) if places else None
