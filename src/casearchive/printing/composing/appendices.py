"""What stands behind the cases: indexes with page numbers, and registers of what they rest on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from casearchive.domain.case import Case
from casearchive.domain.evidence import Figure
from casearchive.domain.figures import year_of
from casearchive.domain.place import Place
from casearchive.domain.terms import THEMES
from casearchive.i18n import _, listed, with_aside
from casearchive.printing.blocks import (
    Align,
    Block,
    Column,
    DataTable,
    Heading,
    Index,
    IndexEntry,
    Part,
    Runs,
    plain,
)
from casearchive.printing.composing.reading import Reading
from casearchive.printing.composing.sources import reference, sources_of

_WORTH_AN_INDEX = 2  # cases


@dataclass(frozen=True, slots=True)
class Printed:
    """A case that is printed, and the anchor of its title."""

    case: Case
    anchor: str


def appendices(
    names: Sequence[str], printed: Sequence[Printed], reading: Reading
) -> Iterator[Part]:
    """Yield a part for each appendix a template asks for; none for what would be empty.

    A single case needs no register of its own: it is its own.
    """
    if len(printed) < _WORTH_AN_INDEX:
        return
    makers: Mapping[str, Callable[[Sequence[Printed], Reading], Block | None]] = {
        "villages": _villages,
        "themes": _themes,
        "indicators": _indicators,
        "sources": _sources,
    }
    titles = {
        "villages": _("地点索引"),
        "themes": _("主题索引"),
        "indicators": _("指标口径"),
        "sources": _("出处总表"),
    }
    first = True  # begins a page; the others follow it, for most of them are short
    for name in names:
        block = makers[name](printed, reading)
        if block is not None:
            heading = Heading(1, titles[name], f"appendix-{name}", in_contents=True)
            yield Part(titles[name], (heading, block), starts_page=first)
            first = False


def _villages(printed: Sequence[Printed], reading: Reading) -> Block | None:
    """Return the places in the order of their division codes, those without one last."""
    del reading
    places: dict[Place, list[str]] = {}
    for one in printed:
        if one.case.place:
            places.setdefault(one.case.place, []).append(one.anchor)
    ordered = sorted(places, key=lambda place: (place.code or "~", place.path))
    entries = tuple(IndexEntry(_place_name(p), tuple(places[p])) for p in ordered)
    return Index(entries, "") if entries else None


def _place_name(place: Place) -> str:
    """Return a place by its own name first, as it is looked for, its region behind."""
    own = place.village or place.township or place.county or place.name
    region = place.path.removesuffix(own)
    return with_aside(own, region) if region else own


def _themes(printed: Sequence[Printed], reading: Reading) -> Block | None:
    themes: dict[str, list[str]] = {}
    for one in printed:
        for word in one.case.theme_words:
            themes.setdefault(word, []).append(one.anchor)
    known = {word: place for place, word in enumerate(THEMES)}
    ordered = sorted(themes, key=lambda word: (known.get(word, len(known)), word))
    entries = tuple(
        IndexEntry(reading.label("theme", word), tuple(themes[word])) for word in ordered
    )
    return Index(entries, "") if entries else None


def _indicators(printed: Sequence[Printed], reading: Reading) -> Block | None:
    """Return how each indicator is meant wherever it stands: unit, kind, year, whose figure."""
    told: dict[tuple[str, str, str], list[tuple[Figure, Case]]] = {}
    for one in printed:
        for figure in one.case.outcomes:
            key = (figure.indicator, figure.unit, figure.period_kind)
            told.setdefault(key, []).append((figure, one.case))
    if not told:
        return None
    columns = (
        Column(_("指标"), 4.0),
        Column(_("单位"), 1.5),
        Column(_("口径"), 1.5),
        Column(_("案例和年份"), 6.0),
    )
    rows = tuple(
        (
            plain(reading.label("indicator", indicator)),
            plain(unit),
            plain(reading.label("period_kind", kind)),
            plain(listed(with_aside(case.code, year_of(figure)) for figure, case in found)),
        )
        for (indicator, unit, kind), found in sorted(told.items(), key=lambda pair: pair[0])
    )
    note = _("年度：一年里发生的；时点：某一天的状况；累计：从开始到那时的总数。")
    return DataTable(columns, rows, note=plain(note))


def _sources(printed: Sequence[Printed], reading: Reading) -> Block | None:
    del reading
    used: dict[UUID, list[str]] = {}
    references: dict[UUID, Runs] = {}
    for one in printed:
        for source in sources_of(one.case):
            used.setdefault(source.id, []).append(one.case.code)
            references[source.id] = reference(source)
    if not used:
        return None
    columns = (Column(_("序号"), 1.0, Align.CENTRE), Column(_("出处"), 9.0), Column(_("案例"), 3.0))
    rows = tuple(
        (plain(str(number)), references[key], plain(listed(codes)))
        for number, (key, codes) in enumerate(used.items(), 1)
    )
    return DataTable(columns, rows)
