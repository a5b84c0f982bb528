"""Places in texts, and places that a typed beginning may mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from casearchive.exchange.places.divisions import (
    COUNTY,
    PROVINCE,
    TOWNSHIP,
    Division,
    divisions,
    levels_of,
    short_name,
)

_LONGEST = 15  # characters of a division's name
_TOWNSHIP = re.compile("[㐀-\u9fff]{1,9}?(?:街道|苏木|[镇乡])")
_NOT_A_VILLAGE = "民支委干庄级里民部企官组规容貌史口头"
_VILLAGE = re.compile(
    f"[㐀-\u9fff]{{1,9}}?(?:村|社区|嘎查)(?![{_NOT_A_VILLAGE}])"
    "|[㐀-\u9fff]{1,9}?(?:村|社区|嘎查)(?=支部|支书|委会|民委员会)"
)
_LIES_IN = re.compile(
    "(?:^|[^㐀-\u9fff])(?P<village>[㐀-\u9fff]{1,9}(?:村|社区|嘎查))(?:地处|位于|坐落于|坐落在|隶属于|隶属|属于|在|是)?$"
)
_NO_NAME = re.compile(
    "[了到把被将已的等和与及从为对于]|^(?:的|和|与|及|在|到|由|对|是|各|本|该|全|一|两|二|三|四|五|六|七|八|九|十|几|数|多|我|他|某|其|所|这|那|农|乡|新农|行政|自然|示范|贫困|美丽|周边|邻)+"
    "(?:村|社区)$"
)


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place a text names: as it is written, what the table knows of it, where and how often.

    `code` has 6 or 9 digits, empty where the table does not know the place or knows several.
    """

    name: str
    province: str = ""
    city: str = ""
    county: str = ""
    township: str = ""
    village: str = ""
    code: str = ""
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class _Chain:
    start: int
    end: int
    division: Division | None
    township: str = ""
    village: str = ""
    candidates: list[Division] = field(default_factory=list)


def find_places(text: str) -> tuple[FoundPlace, ...]:
    """Return the places that a text names, the one it is likely about first."""
    chains = list(_chains(text))
    _take_village_before(text, chains)
    mentioned = {chain.division.code for chain in chains if chain.division is not None}
    found: dict[tuple[str, ...], FoundPlace] = {}
    for chain in chains:
        place = _place(text, chain, mentioned)
        key = (place.province, place.city, place.county, place.township, place.village)
        if earlier := found.get(key):
            place = _merged(earlier, place)
        found[key] = place
    titled = [place for place in found.values() if _is_in_title(text, place)]
    weights = Counter({key: _weight(text, place, titled) for key, place in found.items()})
    return tuple(found[key] for key, _weight_ in weights.most_common())


def _take_village_before(text: str, chains: list[_Chain]) -> None:
    """Give a place the village that the text says lies in it: 青竹村位于浙江省安吉县."""
    for chain in chains:
        match = _LIES_IN.search(text[max(0, chain.start - 24) : chain.start])
        if not match or chain.village or _NO_NAME.search(match["village"]):
            continue
        end = chain.start - len(match[0]) + match.end("village") - match.start()
        if not any(one.village and one.start < end <= one.end for one in chains):
            chain.village = match["village"]  # else its county stands before it: 金寨县大湾村位于…


def _merged(earlier: FoundPlace, later: FoundPlace) -> FoundPlace:
    name = max(earlier.name, later.name, key=len)
    return FoundPlace(
        name,
        *(earlier.province, earlier.city, earlier.county, earlier.township, earlier.village),
        earlier.code,
        earlier.spans + later.spans,
    )


def _is_in_title(text: str, place: FoundPlace) -> bool:
    first_line = len(text.partition("\n")[0])
    return any(start < first_line for start, _end in place.spans)


def _holds(upper: FoundPlace, place: FoundPlace) -> bool:
    """Say whether a place is the other one, or lies in it."""
    levels = ("province", "city", "county", "township", "village")
    named = [(getattr(upper, level), getattr(place, level)) for level in levels]
    return bool(upper.county) and all(above in ("", below) for above, below in named)


def _weight(text: str, place: FoundPlace, titled: list[FoundPlace]) -> float:
    """Return how likely the text is about this place: by title, mentions, exactness and order.

    What lies in a county of the title is as good as named there.
    """
    own = place.village or place.township or place.county or place.city or place.province
    in_title = place in titled or any(_holds(one, place) for one in titled)
    mentions = text.count(own)
    exact = sum(map(bool, (place.village, place.township, place.county, place.city)))
    early = 1 - place.spans[0][0] / max(1, len(text))
    return 3 * in_title + min(mentions, 10) + exact + early


def _chains(text: str) -> Iterator[_Chain]:
    position = 0
    for match in _heads().finditer(text):
        if match.start() < position:
            continue
        chain = _chain_at(text, match.start())
        if chain is not None:
            yield chain
            position = chain.end


@cache
def _heads() -> re.Pattern[str]:
    """Return what finds where the name of a province, city or county may begin."""
    pairs = sorted({name[:2] for name in _upper_names()})
    return re.compile("|".join(map(re.escape, pairs)))


@cache
def _upper_names() -> dict[str, list[Division]]:
    return {name: found for name, found in divisions().upper.items() if len(name) >= 2}


def _chain_at(text: str, start: int) -> _Chain | None:
    name = _longest(text, start, _upper_names())
    if not name:
        return None
    candidates = _upper_names()[name]
    best: _Chain | None = None
    for division in candidates:
        chain = _followed(text, start, start + len(name), division)
        if best is None or chain.end > best.end:
            best = chain
    if best is None or best.division is None:
        return None
    same = [one for one in candidates if one.level == best.division.level]
    if best.end == start + len(name):
        best.candidates = same
        if name != best.division.name and best.division.level != PROVINCE:
            return None  # a bare short name is too often another word: 大同, 安定, 和平
    _end_with_village(text, best)
    return best


def _followed(text: str, start: int, end: int, division: Division) -> _Chain:
    """Follow a name by the names of what lies in it, as far as they stand one after another."""
    table = divisions()
    while division.level < TOWNSHIP:
        below = table.below(division)
        name = _longest(text, end, below)
        if not name or _is_only_short(name, below[name], text[end + len(name) :]):
            break
        division, end = below[name], end + len(name)
    return _Chain(start, end, division)


def _is_only_short(name: str, division: Division, rest: str) -> bool:
    """Say whether a short name is more likely a word of its own: what follows is no place."""
    if name == division.name:
        return False
    return division.level == TOWNSHIP or not (
        _VILLAGE.match(rest) or _longest(rest, 0, divisions().below(division))
    )


def _end_with_village(text: str, chain: _Chain) -> None:
    """Take along a township the table does not know, and a village."""
    division = chain.division
    if division is not None and COUNTY <= division.level < TOWNSHIP:
        match = _TOWNSHIP.match(text, chain.end)
        named = match and len(match[0]) >= 3 and not _NO_NAME.search(match[0])
        if match and named and not _VILLAGE.match(match[0]):
            chain.township, chain.end = match[0], match.end()
    match = _VILLAGE.match(text, chain.end)
    if match and not _NO_NAME.search(match[0]):
        chain.village, chain.end = match[0], match.end()


def _longest(text: str, start: int, names: dict[str, list[Division]] | dict[str, Division]) -> str:
    for length in range(min(_LONGEST, len(text) - start), 1, -1):
        if text[start : start + length] in names:
            return text[start : start + length]
    return ""


def _place(text: str, chain: _Chain, mentioned: set[str]) -> FoundPlace:
    division = _settled(chain, mentioned)
    name = text[chain.start : chain.end]
    if chain.village and chain.village not in name:
        name += chain.village
    span = ((chain.start, chain.end),)
    if division is None:
        return FoundPlace(name, county=name, village=chain.village, spans=span)
    province, city, county, township = division.path
    return FoundPlace(
        name,
        *(province, city, county, township or chain.township, chain.village),
        division.full_code,
        span,
    )


def _settled(chain: _Chain, mentioned: set[str]) -> Division | None:
    """Return the division meant, None if several have the name and the text names none's parent."""
    if len(chain.candidates) < 2:
        return chain.division
    near = [
        one
        for one in chain.candidates
        if any(one.code != code and one.code.startswith(code) for code in mentioned)
    ]
    return near[0] if len(near) == 1 else None


# --- what a typed beginning may mean -------------------------------------------------------------


def complete_place(typed: str, most: int) -> tuple[Division, ...]:
    """Return the divisions that `typed` may mean, at most `most`, the likeliest first.

    `typed` may be a path (浙江安吉昌), of which the last name may be unfinished.
    """
    wanted = "".join(typed.split())
    if not wanted:
        return ()
    path, rest = _leading(wanted)
    if len(path) > 1 and not rest:
        return (path[-1], *divisions().parts(path[-1]))[:most]
    if path and rest:
        pool = list(dict.fromkeys(divisions().below(path[-1]).values()))
    else:
        pool, rest = list(divisions().everything), wanted
    ranked = sorted(
        (rank, number)
        for number, one in enumerate(pool)
        if rest in one.name and (rank := _rank(one, rest)) is not None
    )
    return tuple(pool[number] for _rank_, number in ranked[:most])


def _leading(wanted: str) -> tuple[list[Division], str]:
    """Return the divisions a path begins with and what is left of it."""
    path: list[Division] = []
    rest = wanted
    while rest:
        names = divisions().below(path[-1]) if path else _first_of_upper()
        name = _longest(rest, 0, names)
        if not name:
            break
        path.append(names[name])
        rest = rest[len(name) :]
    return path, rest


@cache
def _first_of_upper() -> dict[str, Division]:
    return {name: found[0] for name, found in _upper_names().items()}


def _rank(one: Division, rest: str) -> tuple[int, int, int] | None:
    if rest in (one.name, short_name(one)):
        closeness = 0
    elif one.name.startswith(rest):
        closeness = 1
    elif len(rest) > 1:
        closeness = 2
    else:
        return None
    return closeness, one.level, len(one.name)


def label_of(division: Division) -> str:
    """Return a division's whole address."""
    return levels_of(division.path)


__all__ = ["FoundPlace", "complete_place", "find_places", "label_of"]
