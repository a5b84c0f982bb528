"""A teaching route as a brief: goals, day plan, what to look at, to ask and to compare."""

from collections.abc import Iterator

from casearchive.domain.text import not_stated
from casearchive.domain.training import Route, Site, Stop
from casearchive.i18n import _
from casearchive.printing.blocks import (
    Align,
    Block,
    Column,
    DataTable,
    Fact,
    FactsTable,
    Heading,
    RouteSketch,
    Run,
    Runs,
    SketchStop,
    plain,
)
from casearchive.printing.composing.cases.facts import fact
from casearchive.printing.composing.composer import Composer, Makers
from casearchive.printing.composing.content import BlockSpec
from casearchive.printing.composing.prose_blocks import body_blocks
from casearchive.printing.composing.reading import Reading
from casearchive.printing.composing.training.times import minutes, total_minutes

_SCHEDULE_LINES = 2  # at least, so that a date can be written in by hand


class RouteComposer(Composer):
    """Composes one route."""

    def __init__(self, route: Route, anchor: str, reading: Reading) -> None:
        self._sites = tuple(dict.fromkeys(stop.site for stop in route.stops))
        super().__init__(anchor, (site.source for site in self._sites if site.source))
        self._route = route
        self._reading = reading

    def makers(self) -> Makers:  # noqa: D102
        return {
            **super().makers(),
            "title": self._title,
            "facts": self._facts,
            "objectives": self._objectives,
            "schedule": self._schedule,
            "sketch": self._sketch,
            "sites": self._site_briefs,
            "notes": self._notes,
        }

    def _title(self, spec: BlockSpec) -> Iterator[Block]:
        del spec
        kicker = _("教学路线 · {count} 站").format(count=len(self._route.stops))
        yield Heading(1, self._route.title, self.anchor, in_contents=True, kicker=kicker)

    def _facts(self, spec: BlockSpec) -> Iterator[Block]:
        del spec
        route = self._route
        days = _("{count} 天").format(count=route.days) if route.days else ""
        yield FactsTable(
            (
                fact(_("主题"), self._reading.label("theme", route.theme) if route.theme else ""),
                fact(_("天数"), days),
                fact(_("停留合计"), total_minutes(stop.minutes for stop in route.stops)),
                fact(_("路上合计"), total_minutes(stop.travel_minutes for stop in route.stops[1:])),
            )
        )

    def _objectives(self, spec: BlockSpec) -> Iterator[Block]:
        if self._route.objectives.strip():
            yield self._heading(str(spec.title) or _("目标"), "objectives")
            yield from body_blocks(self._route.objectives)

    def _schedule(self, spec: BlockSpec) -> Iterator[Block]:
        """Yield the day plan; date and hour are written in when the journey is fixed."""
        yield self._heading(str(spec.title) or _("日程"), "schedule")
        columns = (
            Column(_("日期"), 1.6),
            Column(_("时段"), 1.6),
            Column(_("教学点和地点"), 4.4),
            Column(_("内容"), 4.6),
            Column(_("方式"), 2.2),
            Column(_("停留"), 1.5, Align.RIGHT),
            Column(_("车程"), 1.5, Align.RIGHT),
        )
        rows = tuple(self._stop(n, stop) for n, stop in enumerate(self._route.stops))
        note = _("日期和时段由带队的人填写；停留和车程以分钟计，车程从上一站算起。")
        yield DataTable(columns, rows, note=plain(note), min_lines=_SCHEDULE_LINES)

    def _stop(self, number: int, stop: Stop) -> tuple[Runs, ...]:
        site = stop.site
        place = (Run(f"\n{site.place.path}"),) if site.place else ()
        kind = self._reading.label("site_kind", site.kind) if site.kind else not_stated()
        way = minutes(stop.travel_minutes) if number else "—"
        return (
            *((), ()),
            (Run(site.title, bold=True), *place),
            plain(stop.content or not_stated()),
            plain(kind),
            plain(minutes(stop.minutes or site.minutes)),
            plain(way),
        )

    def _sketch(self, spec: BlockSpec) -> Iterator[Block]:
        stops = tuple(
            SketchStop(stop.site.title, stop.minutes, stop.travel_minutes if n else None, "")
            for n, stop in enumerate(self._route.stops)
        )
        if stops:
            yield self._heading(str(spec.title) or _("路线示意"), "sketch")
            yield RouteSketch(stops, _("只表示站序，不表示方位和距离。"))

    def _site_briefs(self, spec: BlockSpec) -> Iterator[Block]:
        for number, site in enumerate(self._sites, 1):
            title = _("第 {number} 站　{title}").format(number=number, title=site.title)
            yield self._heading(title, f"site-{number}")
            yield FactsTable(tuple(self._site_facts(site)))
            yield self._three_questions(site, spec)

    def _site_facts(self, site: Site) -> Iterator[Fact]:
        yield fact(_("地点"), site.place.path if site.place else "")
        yield fact(_("类型"), self._reading.label("site_kind", site.kind) if site.kind else "")
        yield fact(_("季节"), site.season)
        capacity = _("{count} 人").format(count=site.capacity) if site.capacity else ""
        yield fact(_("接待能力"), capacity)
        if site.case and not site.case.trashed_at:
            yield fact(_("相关案例"), site.case.title)
        if site.source:
            yield Fact(_("出处"), self._numbered.numbers([site.source]))

    def _three_questions(self, site: Site, spec: BlockSpec) -> DataTable:
        columns = (Column(_("看什么"), 1.0), Column(_("问什么"), 1.0), Column(_("对照什么"), 1.0))
        row = tuple(plain(text.strip()) for text in (site.look_at, site.ask, site.compare))
        return DataTable(columns, (row,), min_lines=spec.lines or 4)

    def _notes(self, spec: BlockSpec) -> Iterator[Block]:
        if self._route.notes.strip():
            yield self._heading(str(spec.title) or _("说明"), "notes")
            yield from body_blocks(self._route.notes)
