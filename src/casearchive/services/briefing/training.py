"""Sites, routes and courses as a composer of packs chooses them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from casearchive.domain.training import Course, Route
from casearchive.errors import NothingWasFound
from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.lookup import called


class RouteIsGone(NothingWasFound):
    """No route has this id or title."""

    def __init__(self, name: str) -> None:
        super().__init__(_("找不到教学路线“{name}”，它可能已被删除或改名。").format(name=name))


class CourseIsGone(NothingWasFound):
    """No course has this id or title."""

    def __init__(self, name: str) -> None:
        super().__init__(_("找不到课程“{name}”，它可能已被删除或改名。").format(name=name))


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A route in a list: its sites in order, its days (None: not stated), minutes at the stops."""

    id: str
    title: str
    theme: str
    days: int | None
    sites: tuple[str, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course in a list; `minutes` sums its sessions, `slot_minutes` None where it has no slot."""

    id: str
    title: str
    audience: str
    sessions: int
    minutes: int
    slot_minutes: int | None


def list_routes(archive: Archive) -> tuple[RouteRow, ...]:
    """Return all teaching routes, by title."""
    with archive.reading() as session:
        return tuple(
            RouteRow(
                id=route.id.hex,
                title=route.title,
                theme=route.theme,
                days=route.days,
                sites=tuple(stop.site.title for stop in route.stops),
                minutes=sum(stop.minutes or 0 for stop in route.stops),
            )
            for route in session.scalars(select(Route).order_by(Route.title, Route.id))
        )


def list_courses(archive: Archive) -> tuple[CourseRow, ...]:
    """Return all courses, by title."""
    with archive.reading() as session:
        return tuple(
            CourseRow(
                id=course.id.hex,
                title=course.title,
                audience=course.audience,
                sessions=len(course.sessions),
                minutes=course.minutes,
                slot_minutes=course.slot_minutes,
            )
            for course in session.scalars(select(Course).order_by(Course.title, Course.id))
        )


def find_route(session: DatabaseSession, name: str) -> Route:
    """Return the route with this id or title. Raises RouteIsGone."""
    route = called(session, Route, Route.title, name)
    if route is None:
        raise RouteIsGone(name)
    return route


def find_course(session: DatabaseSession, name: str) -> Course:
    """Return the course with this id or title. Raises CourseIsGone."""
    course = called(session, Course, Course.title, name)
    if course is None:
        raise CourseIsGone(name)
    return course
