"""Places by the dated table that ships with the program: suggestions while somebody types."""

from __future__ import annotations

from dataclasses import dataclass

from casearchive.exchange.places.divisions import divisions
from casearchive.exchange.places.finding import complete_place, label_of


@dataclass(frozen=True, slots=True)
class PlaceSuggestion:
    """A place that may be meant. `code` of 6 or 9 digits, in the table of the day `edition`."""

    label: str
    province: str
    city: str
    county: str
    township: str
    code: str
    edition: str


def suggest_places(typed: str, most: int = 8) -> tuple[PlaceSuggestion, ...]:
    """Return the places that what was typed may mean, the likeliest first; free text stays free."""
    return tuple(
        PlaceSuggestion(label_of(one), *one.path, one.full_code, divisions().edition)
        for one in complete_place(typed, most)
    )
