"""What a user has chosen of a package's differences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from casearchive.domain.states.merging import Choose, Difference, Side
from casearchive.errors import InputIsInvalid
from casearchive.i18n import _

SIDES = ("mine", "theirs")


class ChoiceIsNotOne(InputIsInvalid):
    """A choice on the command line is not FIELD=mine or FIELD=theirs."""

    def __init__(self, text: str) -> None:
        message = _("“{text}”不是选择。写法：title=theirs，或 AL-2023-001:title=mine。")
        super().__init__(message.format(text=text))


@dataclass(frozen=True, slots=True)
class Choices:
    """Which side is taken: `conflicts` where both have changed a field, `fields` by name.

    A field is named by ``<id>/<path>``, a whole entity by ``<id>``, a field of every entity by its
    path or the first word of it; the id may also be a case's code or a pack's name.
    """

    conflicts: Side = "mine"
    fields: Mapping[str, Side] = field(default_factory=dict)

    def of(self, *names: str) -> Choose:
        """Return what answers for one entity, known by these names."""

        def choose(difference: Difference) -> Side | None:
            for name in names:
                for key in (f"{name}/{difference.key}", f"{name}/{difference.path[0]}", name):
                    if key in self.fields:
                        return self.fields[key]
            for key in (difference.key, difference.path[0]):
                if key in self.fields:
                    return self.fields[key]
            return self.conflicts if difference.changed == "both" else None

        return choose

    def whole(self, *names: str) -> Side:
        """Return the side chosen for an entity as a whole, ours where nobody has."""
        return next((self.fields[name] for name in names if name in self.fields), "mine")


def read_choices(words: list[str], conflicts: Side = "mine") -> Choices:
    """Return the choices in ``[NAME:]FIELD=mine|theirs``. Raises ChoiceIsNotOne."""
    fields: dict[str, Side] = {}
    for word in words:
        what, equals, side = word.rpartition("=")
        name, _colon, path = what.rpartition(":")
        if not equals or side not in SIDES or not path.strip():
            raise ChoiceIsNotOne(word)
        key = f"{name.strip()}/{path.strip()}" if name else path.strip()
        fields[key] = cast("Side", side)
    return Choices(conflicts, fields)
