"""Asks what the chosen item consists of, shows it to be ticked, and turns ticks into a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from casearchive.i18n import _
from casearchive.services.archive import Archive
from casearchive.services.printing.parts import PartChoice, parts_of_case
from casearchive.services.views import PackItemView, PackView
from casearchive.ui.packs.contents.kinds import told_apart
from casearchive.ui.packs.contents.parts import PartsPanel, Tick
from casearchive.ui.tasks import Tasks

MOST_COMPARED = 5  # cases that stand side by side on a page


class Inspector(QObject):
    """Keeps the panel in step with the item. `changed` (the item as it is now wanted)."""

    changed = Signal(object)

    def __init__(self, archive: Archive, tasks: Tasks, panel: PartsPanel) -> None:
        super().__init__(panel)
        self._archive, self._tasks, self._panel = archive, tasks, panel
        self._item: PackItemView | None = None
        self._pack: PackView | None = None
        self._known: tuple[str, str] = ("", "")  # the case and template whose parts are known
        self._parts: Sequence[PartChoice] = ()
        panel.ticked.connect(self._take)

    def forget(self) -> None:
        """Ask anew what a case consists of: it may have been written on meanwhile."""
        self._known = ("", "")

    def show(self, pack: PackView, item: PackItemView | None) -> None:
        """Show what there is to tick of an item; None hides the panel."""
        self._pack, self._item = pack, item
        if item is None:
            self._panel.hide()
        elif item.kind == "case":
            self._show_case(item, pack.template)
        elif item.kind in ("comparison", "action_plan"):
            self._show_cases(pack, item)
        elif item.kind == "smart_list":
            told = _("印的时候再查，那时符合的案例都印进来。")
            self._panel.show_ticks(_("智能列表"), (), told)
        else:
            self._panel.hide()

    def _show_case(self, item: PackItemView, template: str) -> None:
        wanted = (item.case_id, template)
        if wanted == self._known:
            self._show_parts(item)
            return

        def done(parts: Sequence[PartChoice]) -> None:
            self._known, self._parts = wanted, parts
            if self._item and self._item.case_id == item.case_id:
                self._show_parts(self._item)

        def failed(_error: object) -> None:  # the preview tells what is wrong
            self._panel.hide()

        self._tasks.run(parts_of_case, self._archive, *wanted, on_done=done, on_failed=failed)

    def _show_parts(self, item: PackItemView) -> None:
        ticks = [
            Tick(
                part.key,
                part.title,
                part.key not in item.left_out,
                _("仅教师版") if part.trainer_only else "",
            )
            for part in self._parts
        ]
        self._panel.show_ticks(_("印哪些部分"), ticks)

    def _show_cases(self, pack: PackView, item: PackItemView) -> None:
        cases = [one for one in pack.items if one.kind == "case"]
        codes = told_apart(cases)
        ticks = [
            Tick(
                c.case_id,
                c.title,
                not item.cases or c.case_id in item.cases,
                codes.get(c.case_id, ""),
            )
            for c in cases
        ]
        told = "" if cases else _("材料包里还没有案例；加入案例以后可以在这里选。")
        if item.kind == "comparison" and len(cases) > MOST_COMPARED:
            told = _("一张表最多并列 {most} 个案例。").format(most=MOST_COMPARED)
        title = _("比较哪些案例") if item.kind == "comparison" else _("据哪些案例")
        self._panel.show_ticks(title, ticks, told)

    def _take(self, on: tuple[str, ...]) -> None:
        item = self._item
        if item is None:
            return
        if item.kind == "case":
            known = {part.key for part in self._parts}
            others = [key for key in item.left_out if key not in known]
            off = [part.key for part in self._parts if part.key not in on]
            self.changed.emit(replace(item, left_out=tuple(others + off)))
        else:
            everything = len(on) == len(self._panel.boxes)
            self.changed.emit(replace(item, cases=() if everything else on))
