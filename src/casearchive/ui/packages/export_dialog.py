"""What goes into a package, what stays here, and who signs it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from casearchive.i18n import _, in_context
from casearchive.services.packages.exporting import USUAL
from casearchive.services.packages.selecting import Scope
from casearchive.ui.form.fields import Field
from casearchive.ui.form.inputs import CheckInput, ChoiceInput, LineInput
from casearchive.ui.form.sheet import form_sheet
from casearchive.ui.look import Look
from casearchive.ui.widgets import decision, label, push_button

ALL, SELECTED = "all", "selected"


@dataclass(frozen=True, slots=True)
class Offers:
    """What there is to choose from: selected cases by id; packs and smart lists as (id, name)."""

    selected: tuple[str, ...] = ()
    packs: tuple[tuple[str, str], ...] = ()
    searches: tuple[tuple[str, str], ...] = ()
    centre: str = ""


class ExportDialog(QDialog):
    """Asks for scope, parts to leave out, history and signature."""

    def __init__(self, look: Look, offers: Offers, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("导出交换包"))
        self.setStyleSheet(form_sheet(look.tokens))
        self.setMinimumWidth(520)
        self._offers = offers
        self.scope = ChoiceInput(list(_scopes(offers)))
        self.scope.set_value(SELECTED if offers.selected else ALL)
        self.parts = {part: CheckInput(text) for part, text in _parts()}
        for part, box in self.parts.items():
            box.set_value(part in USUAL)
        self.history = CheckInput(_("带上全部历史版本"))
        self.told = label(look, "", 12, tone="muted", wrap=True)
        self.sign = CheckInput(in_context("choice", "用本单位的密钥签名"))
        self.centre = LineInput(_("例如 甲县委党校"))
        self.centre.set_value(offers.centre)
        self.sign.set_value(bool(offers.centre))
        self.yes = push_button(look, _("选择位置并导出…"), kind="primary")
        self._arrange(look)
        for signal in (
            *(box.edited for box in self.parts.values()),
            *(entry.edited for entry in (self.scope, self.sign, self.centre)),
        ):
            signal.connect(self._allow)
        self._allow()

    def _arrange(self, look: Look) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addWidget(label(look, _("导出交换包"), 16, bold=True))
        told = _("交换包可以放在 U 盘上交给别的单位，对方合并后，两边的修改能再合回来。")
        column.addWidget(label(look, told, tone="second", wrap=True))
        column.addWidget(Field(look, _("范围"), self.scope))
        column.addWidget(label(look, _("不交给对方的内容"), 12, tone="second"))
        for box in self.parts.values():
            column.addWidget(box)
        column.addSpacing(6)
        column.addWidget(self.history)
        column.addWidget(self.told)
        column.addWidget(self.sign)
        self.name = Field(look, _("签名里的单位名称"), self.centre)
        column.addWidget(self.name)
        column.addWidget(decision(look, self, self.yes))

    def ask(self) -> bool:
        """Show the dialog and say whether it was accepted."""
        return self.exec() == QDialog.DialogCode.Accepted

    def chosen_scope(self) -> Scope:
        """Return what is to go."""
        kind, _colon, key = str(self.scope.value()).partition(":")
        match kind:
            case "selected":
                return Scope(everything=False, cases=self._offers.selected)
            case "pack":
                return Scope(everything=False, packs=(key,))
            case "search":
                return Scope(everything=False, searches=(key,))
        return Scope()

    def omit(self) -> tuple[str, ...]:
        """Return the parts to leave out."""
        return tuple(part for part, box in self.parts.items() if box.value())

    def signed_as(self) -> str | None:
        """Return the centre that signs, None for nobody."""
        return self.centre.value().strip() if self.sign.value() else None

    def with_history(self) -> bool:
        """Return whether history goes too."""
        return self.history.isEnabled() and bool(self.history.value())

    def _allow(self) -> None:
        may = str(self.scope.value()) == ALL and not self.omit()
        self.history.setEnabled(may)
        self.told.setText("" if may else _("要带上历史，请选整个档案，并且什么也不略去。"))
        self.told.setVisible(not may)
        self.name.setVisible(bool(self.sign.value()))
        self.yes.setEnabled(self.signed_as() != "")


def _scopes(offers: Offers) -> Sequence[tuple[object, str]]:
    scopes: list[tuple[object, str]] = [(ALL, _("整个档案"))]
    if offers.selected:
        text = _("选中的 {count} 个案例").format(count=len(offers.selected))
        scopes.append((SELECTED, text))
    scopes += [(f"pack:{key}", _("材料包“{name}”").format(name=n)) for key, n in offers.packs]
    scopes += [
        (f"search:{key}", _("智能列表“{name}”").format(name=n)) for key, n in offers.searches
    ]
    return scopes


def _parts() -> Sequence[tuple[str, str]]:
    return (
        ("notes", in_context("choice", "使用说明和评述者")),
        ("trainer", _("仅供教师的章节、思考题的答案")),
        ("internal", _("不外传的出处（E 级），以及依据它们的数字")),
        ("unprintable", in_context("choice", "不能印发的附件")),
    )
