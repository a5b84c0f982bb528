"""Selected cases straight into a file: no pack is made, so a read-only archive does it too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.briefing.exporting import Wish, export_cases
from casearchive.services.briefing.publishing import suggested_name
from casearchive.services.cases.reading import read_case
from casearchive.ui.look import Look
from casearchive.ui.packs.out.dialogs import ExportDialog, FileWish
from casearchive.ui.packs.out.kinds import kind_filter, kind_title
from casearchive.ui.packs.out.output import written_told
from casearchive.ui.tasks import Tasks

Tell = Callable[[str, str, Callable[[], object]], object]  # a text, a button's words, what it does


class CaseExport:
    """Asks which kind of file and where, then writes the cases."""

    def __init__(
        self, archive: Archive, tasks: Tasks, look: Look, window: QWidget, tell: Tell
    ) -> None:
        self._archive, self._tasks, self._look = archive, tasks, look
        self._window, self._tell = window, tell

    def ask(self, ids: Sequence[str], edition: str) -> None:
        """Ask how these cases are wanted; `edition` is offered first."""
        title = _("导出选中的 {count} 个案例").format(count=len(ids))
        if len(ids) == 1:
            title = _("导出案例")
        dialog = ExportDialog(self._look, self._window, title, edition)
        accepted, wish = dialog.ask(), dialog.wish()
        dialog.deleteLater()
        if accepted:
            self._tasks.run(
                read_case,
                self._archive,
                ids[0],
                on_done=lambda case: self._ask_where(ids, case.title, wish),
            )

    def _ask_where(self, ids: Sequence[str], title: str, wish: FileWish) -> None:
        if len(ids) > 1:
            title = _("{title}等 {count} 个案例").format(title=title, count=len(ids))
        named = Path(suggested_name(title, wish.edition, own_notes=wish.own_notes))
        suggestion = str(self._archive.path.parent / named.with_suffix(f".{wish.kind}"))
        chosen, _kind = QFileDialog.getSaveFileName(
            self._window,
            _("导出：{kind}").format(kind=kind_title(wish.kind)),
            suggestion,
            kind_filter(wish.kind),
        )
        if chosen:
            self.write(ids, Path(chosen), wish)

    def write(self, ids: Sequence[str], path: Path, wish: FileWish) -> None:
        """Write the cases to `path`, whole or not at all."""
        ending = f".{wish.kind}"
        path = path if path.suffix.lower() == ending else path.with_name(path.name + ending)

        def done(made: object) -> None:
            folder = QUrl.fromLocalFile(str(path.parent))
            told = written_told(path, made)
            self._tell(told, _("打开所在文件夹"), lambda: QDesktopServices.openUrl(folder))

        self._tasks.run(
            export_cases,
            self._archive,
            tuple(ids),
            path,
            Wish(
                edition=wish.edition,
                password=wish.password,
                booklet=wish.booklet,
                allow_missing=True,
                own_notes=wish.own_notes,
            ),
            on_done=done,
            title=_("正在导出“{name}”").format(name=path.name),
        )
