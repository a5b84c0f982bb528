"""What is imported only when it is first needed: the heavy part, kept off the first paint.

SQLAlchemy, markdown-it, the search room, printing and the two large pages cost more than the whole
window. All lazy imports of the desktop are here, but for those of the reader and of what acts on
the window (window.py, pages.py). What works on the archive is called from `ui/tasks.py`, so that
the import too happens on a worker.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from casearchive.progress import Progress, silent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from casearchive.services.archive import Archive
    from casearchive.services.cases.drafts import CaseDraft
    from casearchive.services.searching.finding import Finder, Request
    from casearchive.services.searching.queries import Chip
    from casearchive.services.searching.saved_searches import SavedSearch
    from casearchive.services.upkeep import CheckReport
    from casearchive.services.views import CaseView, PackRow
    from casearchive.settings import Settings
    from casearchive.ui.cases.errands import Question
    from casearchive.ui.facets.panel import FacetsPanel
    from casearchive.ui.form.case_form import CaseForm
    from casearchive.ui.frame.window import MainWindow
    from casearchive.ui.imports.desk import ImportDesk
    from casearchive.ui.look import Look
    from casearchive.ui.packages.actions import PackageActions
    from casearchive.ui.packages.merge_page import MergePage
    from casearchive.ui.packs.pack_desk import PackDesk
    from casearchive.ui.reader.pages import Page
    from casearchive.ui.reader.picture_stock import PictureStock
    from casearchive.ui.reader.similar import SimilarPage
    from casearchive.ui.reader.view import ReaderView
    from casearchive.ui.search.popup import Popup
    from casearchive.ui.tasks import Tasks


def read_case(archive: Archive, case_id: str) -> CaseView:
    """Return a whole case."""
    from casearchive.services.cases import reading  # noqa: PLC0415 - after the first paint

    return reading.read_case(archive, case_id)


def find_search(archive: Archive, search: str) -> SavedSearch:
    """Return a saved search."""
    from casearchive.services.searching import saved_searches  # noqa: PLC0415 - after the first paint

    return saved_searches.find_search(archive, search)


def make_finder(archive: Archive) -> Finder:
    """Return a finder, to be used on the thread that made it."""
    from casearchive.services.searching.finding import Finder  # noqa: PLC0415 - after the first paint

    return Finder(archive)


def refresh_index(archive: Archive, progress: Progress) -> None:
    """Bring the search index up to date, attached files that nobody has read yet included."""
    from casearchive.services.searching.finding import Finder  # noqa: PLC0415 - after the first paint

    with closing(Finder(archive)) as finder:
        finder.refresh(progress)
    read_waiting_files(archive, progress)


def read_waiting_files(archive: Archive, progress: Progress = silent) -> None:
    """Read out attached files that came with an import, unless the index is being made."""
    from casearchive.services.attachments import attaching  # noqa: PLC0415 - after the first paint
    from casearchive.services.searching import finding  # noqa: PLC0415 - after the first paint

    if finding.index_is_current(archive):
        attaching.read_waiting_files(archive, progress)


def marks_in(text: str, typed: str) -> tuple[tuple[int, int], ...]:
    """Return where a text matches what was typed."""
    from casearchive.services.searching import finding  # noqa: PLC0415 - after the first paint

    return finding.marks_in(text, typed)


def query_without(typed: str, chip: Chip) -> str:
    """Return the query without one of its parts."""
    from casearchive.services.searching import queries  # noqa: PLC0415 - after the first paint

    return queries.without(typed, chip)


def chips(typed: str) -> tuple[Chip, ...]:
    """Return the parts of a query."""
    from casearchive.services.searching import queries  # noqa: PLC0415 - after the first paint

    return queries.chips(typed)


def chosen(typed: str) -> dict[str, tuple[str, ...]]:
    """Return the values that a query chooses, by facet."""
    from casearchive.services.searching import queries  # noqa: PLC0415 - after the first paint

    return queries.chosen(typed)


def choose(typed: str, facet: str, values: Sequence[str]) -> str:
    """Return the query with other values of a facet chosen."""
    from casearchive.services.searching import queries  # noqa: PLC0415 - after the first paint

    return queries.choose(typed, facet, values)


def request(question: Question) -> Request:
    """Return what the finder is asked for a list."""
    from casearchive.services.searching.finding import Request  # noqa: PLC0415 - after the first paint

    return Request(question.typed, question.shelf, question.order, question.group)


def recent_searches(settings: Settings) -> tuple[str, ...]:
    """Return what was searched for lately."""
    from casearchive.services.searching import recent  # noqa: PLC0415 - after the first paint

    return recent.recent_searches(settings)


def note_search(settings: Settings, typed: str) -> None:
    """Remember a search."""
    from casearchive.services.searching import recent  # noqa: PLC0415 - after the first paint

    recent.note_search(settings, typed)


def forget_searches(settings: Settings) -> None:
    """Forget what was searched for."""
    from casearchive.services.searching import recent  # noqa: PLC0415 - after the first paint

    recent.forget_searches(settings)


def make_popup(look: Look, anchor: QWidget) -> Popup:
    """Return the list below the search field, hidden."""
    from casearchive.ui.search.popup import Popup  # noqa: PLC0415 - at the first search

    return Popup(look, anchor)


def show_manual(look: Look, window: MainWindow) -> None:
    """Show the manual in a window of its own."""
    from casearchive.ui.manual import open_manual  # noqa: PLC0415 - after the first paint

    open_manual(look, window)


def empty_draft() -> CaseDraft:
    """Return a draft with nothing in it."""
    from casearchive.services.cases.drafts import CaseDraft  # noqa: PLC0415 - after the first paint

    return CaseDraft()


def new_draft(archive: Archive) -> CaseDraft:
    """Return an empty draft."""
    from casearchive.services.cases import drafting  # noqa: PLC0415 - after the first paint

    return drafting.new_draft(archive)


def load_draft(archive: Archive, case_id: str) -> CaseDraft:
    """Return a case as a draft."""
    from casearchive.services.cases import drafting  # noqa: PLC0415 - after the first paint

    return drafting.load_draft(archive, case_id)


def trash_cases(archive: Archive, ids: Sequence[str]) -> None:
    """Put cases into the trash."""
    from casearchive.services.cases import editing  # noqa: PLC0415 - after the first paint

    editing.trash_cases(archive, ids)


def restore_cases(archive: Archive, ids: Sequence[str]) -> None:
    """Take cases out of the trash."""
    from casearchive.services.cases import editing  # noqa: PLC0415 - after the first paint

    editing.restore_cases(archive, ids)


def list_packs(archive: Archive) -> tuple[PackRow, ...]:
    """Return the packs there are."""
    from casearchive.services.briefing import packs  # noqa: PLC0415 - after the first paint

    return packs.list_packs(archive)


def create_pack(archive: Archive, name: str, ids: Sequence[str]) -> str:
    """Make a pack with these cases and return its id."""
    from casearchive.services.briefing import packs  # noqa: PLC0415 - after the first paint

    return packs.create_pack(archive, name, ids)


def add_to_pack(archive: Archive, pack_id: str, ids: Sequence[str]) -> int:
    """Add cases to a pack and return how many were new."""
    from casearchive.services.briefing import packs  # noqa: PLC0415 - after the first paint

    return packs.add_to_pack(archive, pack_id, ids)


def open_archive(path: Path, settings: Settings, progress: Progress = silent) -> Archive:
    """Open an archive for a window."""
    from casearchive.services import opening  # noqa: PLC0415 - rare

    return opening.open_archive(path, settings, window=True, progress=progress)


def create_archive(path: Path, settings: Settings, progress: Progress = silent) -> Archive:
    """Make an empty archive and open it for a window."""
    from casearchive.services import opening  # noqa: PLC0415 - rare

    opening.create_archive(path, settings, progress=progress).close()
    made = path if path.suffix else path.with_suffix(".casearchive")
    return opening.open_archive(made, settings, window=True)


def open_sample(settings: Settings, progress: Progress = silent) -> Archive:
    """Open the sample archive for a window."""
    from casearchive.services import opening  # noqa: PLC0415 - rare

    return opening.open_sample(settings, window=True, progress=progress)


def export_json(archive: Archive, path: Path, progress: Progress) -> int:
    """Write the archive's content to a file and return the number of cases."""
    from casearchive.services.exchange import exchanging  # noqa: PLC0415 - rare

    return exchanging.export_json(archive, path, progress)


def package_actions(archive: Archive, tasks: Tasks, look: Look, window: QWidget) -> PackageActions:
    """Return what can be done with exchange packages."""
    from casearchive.ui.packages.actions import PackageActions  # noqa: PLC0415 - seldom needed

    return PackageActions(archive, tasks, look, window)


def make_merge_page(look: Look, parent: QWidget) -> MergePage:
    """Return the page on which a package is looked at."""
    from casearchive.ui.packages.merge_page import MergePage  # noqa: PLC0415 - seldom needed

    return MergePage(look, parent)


def check_archive(archive: Archive, progress: Progress) -> CheckReport:
    """Check the archive."""
    from casearchive.services import upkeep  # noqa: PLC0415 - rare

    return upkeep.check_archive(archive, progress)


def backup(archive: Archive, folder: Path | None, progress: Progress) -> Path:
    """Copy the archive and return where the copy lies."""
    from casearchive.services import upkeep  # noqa: PLC0415 - rare

    return upkeep.backup(archive, folder, progress)


def set_case(page: Page, case: CaseView, *, larger: int, trainee: bool) -> None:
    """Set a case on a page, `larger` pixels above the usual size."""
    from casearchive.ui.reader import typesetter  # noqa: PLC0415 - markdown-it comes with it

    size = typesetter.BASE + larger
    typesetter.Typesetter(page, size=size, trainee=trainee).set_case(case)


def make_picture_stock(archive: Archive, tasks: Tasks) -> PictureStock:
    """Return what looks the pictures of a text up and loads them."""
    from casearchive.ui.reader.picture_stock import READING, PictureStock  # noqa: PLC0415 - few texts

    stock = PictureStock(room=READING)
    stock.use(archive, tasks)
    return stock


def make_facets_panel(look: Look) -> FacetsPanel:
    """Return the panel of facets."""
    from casearchive.ui.facets.panel import FacetsPanel  # noqa: PLC0415 - at its first use

    return FacetsPanel(look)


def make_similar_page(look: Look) -> SimilarPage:
    """Return the page of similar cases."""
    from casearchive.ui.reader.similar import SimilarPage  # noqa: PLC0415 - at its first use

    return SimilarPage(look)


def make_form(archive: Archive, tasks: Tasks, look: Look, parent: QWidget) -> CaseForm:
    """Return the case form."""
    from casearchive.ui.form.case_form import CaseForm  # noqa: PLC0415 - a large page, at its first use

    return CaseForm(archive, tasks, look, parent)


def make_desk(archive: Archive, tasks: Tasks, look: Look, parent: QWidget) -> PackDesk:
    """Return the pack composer."""
    from casearchive.ui.packs.pack_desk import PackDesk  # noqa: PLC0415 - QtPdf comes with it

    return PackDesk(archive, tasks, look, parent)


def make_import_desk(
    archive: Archive, tasks: Tasks, look: Look, reader: ReaderView, parent: QWidget
) -> ImportDesk:
    """Return the page of imports, which shows its drafts in `reader`."""
    from casearchive.ui.imports.desk import ImportDesk  # noqa: PLC0415 - openpyxl comes with it

    return ImportDesk(archive, tasks, look, reader, parent)
