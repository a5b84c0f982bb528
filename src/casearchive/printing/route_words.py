"""A route told in words, for writers that draw no line: stops, and the way between them."""

from collections.abc import Iterator
from dataclasses import dataclass

from casearchive.domain.text import not_stated
from casearchive.i18n import _
from casearchive.printing.blocks import RouteSketch, Run, Runs


@dataclass(frozen=True, slots=True)
class RouteLine:
    """A line of a route: a stop, or the way to the next one."""

    runs: Runs
    is_stop: bool


def route_lines(route: RouteSketch) -> Iterator[RouteLine]:
    """Yield a route line by line; a time that nobody stated is told as such."""
    for number, stop in enumerate(route.stops, 1):
        if number > 1:
            way = _("↓ 路上 {minutes}").format(minutes=_minutes(stop.travel_minutes))
            yield RouteLine((Run(way),), is_stop=False)
        stay = _("停留 {minutes}").format(minutes=_minutes(stop.minutes))
        name = Run(_("第 {number} 站：{name}").format(number=number, name=stop.name), bold=True)
        note = (Run(f"　{stop.note}"),) if stop.note else ()
        yield RouteLine((name, Run(f"　{stay}"), *note), is_stop=True)


def _minutes(minutes: int | None) -> str:
    if minutes is None:
        return not_stated()
    return _("{minutes} 分钟").format(minutes=minutes)
