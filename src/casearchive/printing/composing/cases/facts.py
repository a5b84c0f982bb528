"""The plain facts of a case, each under a key that templates name."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from casearchive.domain.case import Case
from casearchive.domain.figures import amount, year_of
from casearchive.domain.names import field_name
from casearchive.domain.place import Place
from casearchive.domain.text import not_stated
from casearchive.i18n import _, listed
from casearchive.printing.blocks import Fact, plain
from casearchive.printing.composing.reading import Reading

ALWAYS = ("place", "period", "themes", "scope", "grade")
USUAL = (
    *("place", "written_place", "locator", "period", "themes", "scope", "industry"),
    *("governance_topic", "income_path", "endowments", "lecturers", "reviewed_by", "grade"),
)
FIGURE = "figure:"  # before a place figure's indicator: figure:户数


def case_facts(case: Case, reading: Reading, keys: Sequence[str] = ()) -> Iterator[Fact]:
    """Yield the facts a template asks for, or the usual ones.

    What a template asks for by name prints 未载 where nothing is known; of the usual ones only
    those in `ALWAYS` do.
    """
    for key in keys or USUAL:
        if key.startswith(FIGURE):
            yield fact(key.removeprefix(FIGURE), _place_figure(case, key.removeprefix(FIGURE)))
        elif key in _FACTS:
            value = _FACTS[key](case, reading)
            if value or keys or key in ALWAYS:
                yield fact(fact_name(key), value)


def fact_name(key: str) -> str:
    """Return what readers call a fact."""
    names = {
        "place": _("地点"),
        "written_place": _("原文地名"),
        "locator": _("方位"),
        "grade": _("证据等级"),
    }
    return names.get(key) or field_name(key)


def fact(label: str, value: str) -> Fact:
    """Return a fact; what nobody says prints 未载."""
    return Fact(label, plain(value.strip() or not_stated()))


def locator(place: Place) -> str:
    """Return where a place lies, as text: its division code and its degrees, as far as known."""
    told = []
    if place.code:
        edition = _("（{year} 年版）").format(year=place.code_edition) if place.code_edition else ""
        told.append(_("区划代码 {code}{edition}").format(code=place.code, edition=edition))
    if place.latitude is not None and place.longitude is not None:
        north = _("北纬") if place.latitude >= 0 else _("南纬")
        east = _("东经") if place.longitude >= 0 else _("西经")
        told.append(f"{north} {abs(place.latitude):.4f}°")
        told.append(f"{east} {abs(place.longitude):.4f}°")
    return _("，").join(told)


def _place_figure(case: Case, indicator: str) -> str:
    figures = case.place.figures if case.place else []
    found = [figure for figure in figures if figure.indicator == indicator]
    return listed(
        _("{amount}（{year}）").format(amount=amount(one), year=year_of(one)) for one in found
    )


def _lecturers(case: Case, reading: Reading) -> str:
    del reading
    person = _("{name}（{post}）")
    return listed(person.format(name=who.name, post=who.post) for who in case.lecturers)


def _written_place(case: Case, reading: Reading) -> str:
    del reading
    place = case.place
    return place.name if place and place.name != place.path else ""


def _word(vocabulary: str, field: str = "") -> Callable[[Case, Reading], str]:
    def read(case: Case, reading: Reading) -> str:
        word = str(getattr(case, field or vocabulary))
        return reading.label(vocabulary, word) if word else ""

    return read


def _terrain(case: Case, reading: Reading) -> str:
    word = case.place.terrain if case.place else ""
    return reading.label("terrain", word) if word else ""


_FACTS: Mapping[str, Callable[[Case, Reading], str]] = {
    "place": lambda case, _reading: case.place.path if case.place else "",
    "written_place": _written_place,
    "locator": lambda case, _reading: locator(case.place) if case.place else "",
    "terrain": _terrain,
    "period": lambda case, _reading: case.period,
    "themes": lambda case, reading: listed(
        reading.label("theme", word) for word in case.theme_words
    ),
    "kind": _word("kind"),
    "role": _word("role"),
    "scope": _word("scope"),
    "industry": _word("industry"),
    "governance_topic": _word("governance_topic"),
    "income_path": _word("income_path"),
    "endowments": lambda case, reading: listed(
        reading.label("endowment", word) for word in case.endowments
    ),
    "lecturers": _lecturers,
    "reviewed_by": lambda case, _reading: case.reviewed_by,
    "grade": lambda case, _reading: case.evidence_grade,
}
