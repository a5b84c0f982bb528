"""What a stranger may write into cases, routes, courses and packs, through every template."""

import io
import json
from pathlib import Path

import pikepdf
import pytest

from casearchive.domain.text import clean_text
from casearchive.printing.templates.loading import template_names
from casearchive.services.archive import Archive
from casearchive.services.briefing.packs import create_pack, read_pack, save_pack
from casearchive.services.briefing.publishing import print_pack
from casearchive.services.briefing.training import list_courses, list_routes
from casearchive.services.exchange.exchanging import import_json
from casearchive.services.printing.checks.preflight import check_pack
from casearchive.services.views import PackItemView, PackView
from tests.printing.samples import text_of
from tests.test_hostile import HOSTILE, hostile_form

SITE, ROUTE, COURSE = (f"00000000-0000-4000-8000-{number:012}" for number in (900, 901, 902))


@pytest.fixture(scope="module")
def every_text() -> str:
    """Return all hostile texts in one, for fields of which a pack has only one."""
    return " ".join(HOSTILE.values())


def fill(archive: Archive, folder: Path, every_text: str) -> PackView:
    """Put a hostile case a text into the archive, and a pack of them with every kind of item."""
    paths = [_form(folder, number, text) for number, text in enumerate(HOSTILE.values(), 1)]
    form = json.loads(paths[0].read_text(encoding="utf-8"))
    case = form["cases"][0]["id"]
    form |= {
        "sites": [{"id": SITE, "title": every_text, "kind": every_text, "look_at": every_text,
                   "ask": every_text, "compare": every_text, "season": every_text,
                   "case_id": case}],
        "routes": [{"id": ROUTE, "title": every_text, "theme": every_text, "notes": every_text,
                    "objectives": every_text, "stops": [{"site_id": SITE, "content": every_text}]}],
        "courses": [{"id": COURSE, "title": every_text, "audience": every_text,
                     "sessions": [{"title": every_text, "minutes": 45, "cases": [case],
                                   "site_id": SITE}]}],
    }  # fmt: skip
    paths[0].write_text(json.dumps(form), encoding="utf-8")
    import_json(archive, paths)
    view = read_pack(
        archive, create_pack(archive, "敌册", [f"H-{n}" for n in range(1, len(paths) + 1)])
    )
    items = (
        PackItemView("", "text", every_text, text=every_text),
        PackItemView("", "comparison", every_text),
        PackItemView("", "route", "", route_id=list_routes(archive)[0].id),
        PackItemView("", "course", "", course_id=list_courses(archive)[0].id),
        PackItemView("", "action_plan", every_text),
    )
    names = ("centre", "class_name", "date", "subtitle", "village", "issue", "total", "logo")
    options = dict.fromkeys((*names, "report_to", "send_to", "issue_to", "copies"), every_text)
    view = PackView(view.id, every_text, "casebook", "trainer", options, (*view.items, *items))
    save_pack(archive, view)
    return view


def _form(folder: Path, number: int, text: str) -> Path:
    """Write a hostile case under ids and a code of its own."""
    path = hostile_form(folder / f"{number}.json", text)
    data = path.read_text(encoding="utf-8").replace("H-1", f"H-{number}")
    for last in (1, 2):
        data = data.replace(f"{last:012}", f"{number * 10 + last:012}")
    path.write_text(data, encoding="utf-8")
    return path


def test_every_template_prints_it_as_text(empty: Archive, tmp_path: Path, every_text: str) -> None:
    view = fill(empty, tmp_path, every_text)
    for template in template_names():
        printed = print_pack(empty, view.id, template=template)
        shown = text_of(printed.data)
        assert "root:" not in shown, template
        assert "getattr" in shown, template  # as the text it is
        with pikepdf.open(io.BytesIO(printed.data)) as pdf:
            assert _addresses(pdf) <= {"http", "https", "mailto"}, template
            assert "/JavaScript" not in str(pdf.Root), template
        if template == "casebook":
            kept = {
                c for c in clean_text(every_text) if c.isalnum() and "\u3000" < c < "\U00010000"
            }
            assert kept <= set(shown)
    assert check_pack(empty, view.id).cases == len(HOSTILE)


def _addresses(pdf: pikepdf.Pdf) -> set[str]:
    """Return the schemes of all links that leave the file."""
    objects = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    return {str(item["/URI"]).partition(":")[0] for item in objects if "/URI" in item}
