"""The page on which a package is looked at, its conflicts are settled, and it is merged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from casearchive.i18n import _, listed
from casearchive.services.attachments.media_types import kind_and_size
from casearchive.services.packages.choosing import Choices
from casearchive.services.packages.keys import SignatureView
from casearchive.services.packages.previewing import (
    FieldView,
    ItemView,
    PackagePreview,
    omitted_words,
)
from casearchive.ui.look import Look
from casearchive.ui.packages.cards import Cards, FieldCard, side_word
from casearchive.ui.packages.items import ItemsDelegate, ItemsModel
from casearchive.ui.widgets import ElidedLabel, EmptyState, label, push_button, surface
from casearchive.ui.widgets.shortcuts import on_keys

_MOST_CARDS = 60  # fields shown of one item: the rest goes by what is chosen for the whole
_NARROWEST = (200, 370)  # pixels of the list and of the two sides, in whatever language
_SIGNED = {
    "trusted": ("verify", "accent"),
    "own": ("verify", "accent"),
    "unknown": ("warning", "warning"),
    "unsigned": ("info", "text2"),
    "broken": ("warning", "danger"),
}
_KEYS = {Qt.Key.Key_1: "mine", Qt.Key.Key_2: "theirs"}


class MergePage(QWidget):
    """Shows one preview at a time. `merge_asked` (preview, Choices); `closed` when given up.

    `trust_asked` (SignatureView) when an unknown signer is to be trusted.
    """

    MANUAL = "packages"  # the chapter on this page

    merge_asked = Signal(object, object)
    trust_asked = Signal(object)
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.preview: PackagePreview | None = None
        self._chosen: dict[str, Any] = {}  # "<id>/<field>" or "<id>" -> side
        self.title = ElidedLabel(look, "", 17, bold=True)
        self.signed_icon = QLabel()
        self.signed = label(look, "", 13, wrap=True)
        self.trust = push_button(look, _("信任这个单位…"), "verify", kind="quiet")
        self.trust.clicked.connect(self._ask_trust)
        self.about = label(look, "", 12, tone="muted", wrap=True)
        self.list = QListView()
        self.items = ItemsModel(self._state, self)
        self.list.setModel(self.items)
        self.list.setItemDelegate(ItemsDelegate(look, self.items, self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("交换包里的内容"))
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.list.installEventFilter(self)
        self.name = ElidedLabel(look, "", 15, bold=True)
        self.advice = label(look, "", 12, tone="muted", wrap=True)
        self.mine = push_button(look, _("都用这里的"))
        self.theirs = push_button(look, _("都用对方的"))
        self.mine.clicked.connect(lambda: self.choose_all("mine"))
        self.theirs.clicked.connect(lambda: self.choose_all("theirs"))
        self.cards = Cards()
        self.cards.chosen.connect(self._choose_field)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self.cards)
        self.nothing = EmptyState(look, "done", _("没有要合并的内容"))
        self.summary = label(look, "", 13, tone="second", wrap=True)
        self.cancel = push_button(look, _("取消"))
        self.merge = push_button(look, _("合并"), kind="primary")
        self.cancel.clicked.connect(self.closed)
        self.merge.clicked.connect(self._ask)
        self._arrange()
        for keys, do in (("Ctrl+Return", self.merge.click), ("Escape", self.cancel.click)):
            on_keys(self, keys, do)
        self.merge.setToolTip("Ctrl+Enter")
        look.changed.connect(self._tint)
        self._tint()

    # --- building --------------------------------------------------------------------------------

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        left = surface("list")
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 4, 0, 4)
        rows.addWidget(self.list)
        left.setMinimumWidth(_NARROWEST[0])
        self.split.addWidget(left)
        detail = self._detail()
        detail.setMinimumWidth(_NARROWEST[1])
        self.split.addWidget(detail)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([320, 820])
        column.addWidget(self.split, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(self._foot())

    def _head(self) -> QWidget:
        bar = surface("bar")
        column = QVBoxLayout(bar)
        column.setContentsMargins(24, 14, 24, 12)
        column.setSpacing(5)
        column.addWidget(self.title)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.signed_icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.signed, 1)
        row.addWidget(self.trust, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self.about)
        return bar

    def _detail(self) -> QWidget:
        detail = surface("window")
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.addWidget(self.name, 1)
        row.addWidget(self.mine)
        row.addWidget(self.theirs)
        column.addLayout(row)
        self.advice.setContentsMargins(24, 0, 24, 0)
        column.addWidget(self.advice)
        column.addWidget(self.area, 1)
        return detail

    def _foot(self) -> QWidget:
        foot = surface("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 10, 24, 10)
        row.setSpacing(10)
        row.addWidget(self.summary, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.merge)
        return foot

    # --- showing ---------------------------------------------------------------------------------

    def show_preview(self, preview: PackagePreview) -> None:
        """Show a package, with nothing chosen yet; begin at the first conflict."""
        self.preview = preview
        self._chosen = {}
        self.title.setText(_("合并“{name}”").format(name=preview.path.name))
        self.show_signer(preview.signature)
        self.about.setText(_about(preview))
        self.items.show(preview.items)
        some = bool(preview.items)
        self.split.setVisible(some)
        self.nothing.setVisible(not some)
        if not some:
            count = sum(preview.same.values())
            told = _("包里的 {count} 项内容，这里都有，而且一模一样。").format(count=count)
            self.nothing.say(_("没有要合并的内容"), told)
        self.merge.setEnabled(some and preview.signature.state != "broken")
        self._sum_up()
        self._tint()
        if some:
            self.list.setCurrentIndex(self.items.index(self.items.first()))
            self.list.setFocus()

    def show_signer(self, signature: SignatureView) -> None:
        """Say who has signed the package, as it is known now; choices stay."""
        if self.preview is None or self.preview.signature.public_key != signature.public_key:
            return
        self.preview = replace(self.preview, signature=signature)
        self.signed.setText(signature.sentence)
        self.trust.setVisible(signature.state == "unknown")
        self._tint()

    def choices(self) -> Choices:
        """Return what was chosen."""
        return Choices(fields=dict(self._chosen))

    def _show_current(self) -> None:
        item = self._current()
        if item is None:
            return
        self.name.setText(item.title)
        self.advice.setText(_advice(item))
        both = bool(item.fields) or item.group == "deleted"
        self.mine.setVisible(both)
        self.theirs.setVisible(both)
        back = item.group == "deleted"
        self.mine.setText(_("保持删除") if back else _("都用这里的"))
        self.theirs.setText(_("重新加进来") if back else _("都用对方的"))
        cards = [
            FieldCard(self._look, field, self._side(item, field.key, field.usual, field.changed))
            for field in sorted(item.fields, key=_rank)[:_MOST_CARDS]
        ]
        self.cards.show_cards(cards)
        self.cards.fit(self.cards.width())
        self.area.verticalScrollBar().setValue(0)

    def _current(self) -> ItemView | None:
        return self.items.item(self.list.currentIndex().row())

    def _side(self, item: ItemView, key: str, usual: str, changed: str) -> str:
        nobody = "" if changed == "joined" else usual
        return str(self._chosen.get(f"{item.id}/{key}", self._chosen.get(item.id, nobody)))

    def _state(self, item: ItemView) -> str:
        """Return in a word what will become of an item."""
        if item.group == "deleted":
            back = self._chosen.get(item.id) == "theirs"
            return _("加回来") if back else _("不加")
        if item.group == "new":
            return _("加入")
        if item.group == "here":
            return _("不变")
        if any(self._is_open(item, field) for field in item.fields):
            return _("待选")
        sides = {
            self._side(item, field.key, field.usual, field.changed) or "both"
            for field in item.fields
        }
        return side_word(sides.pop()) if len(sides) == 1 and "both" not in sides else _("合并")

    def _is_open(self, item: ItemView, field: FieldView) -> bool:
        """Say whether a conflict waits for a choice."""
        known = self._chosen.keys() & {item.id, f"{item.id}/{field.key}"}
        return field.changed == "both" and not known

    # --- choosing --------------------------------------------------------------------------------

    def choose_all(self, side: str) -> None:
        """Take one side for the whole of the current item."""
        item = self._current()
        if item is None or not (item.fields or item.group == "deleted"):
            return
        for key in [key for key in self._chosen if key.startswith(f"{item.id}/")]:
            del self._chosen[key]
        self._chosen[item.id] = side
        for card in self.cards.cards:
            card.choose(side)
        self._changed()

    def _choose_field(self, key: str, side: str) -> None:
        item = self._current()
        if item is not None:
            self._chosen[f"{item.id}/{key}"] = side
            self._changed()

    def _changed(self) -> None:
        self.items.touch(self.list.currentIndex().row())
        self._sum_up()

    def _sum_up(self) -> None:
        preview = self.preview
        if preview is None:
            return
        counts = {
            group: len(preview.of_group(group)) for group in ("new", "there", "both", "conflict")
        }
        text = _("会新增 {new} 项，更新 {there} 项，合在一起 {both} 项；{conflict} 项两边都改了。")
        text = text.format(**counts)
        if counts["conflict"]:
            text += _("没有选的保留这里的。合并后可以整个撤销。")
        self.summary.setText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose by keys in the list: 1 ours, 2 theirs."""
        if watched is self.list and isinstance(event, QKeyEvent):
            side = _KEYS.get(Qt.Key(event.key()))
            if side and event.type() is QEvent.Type.KeyPress:
                self.choose_all(side)
                return True
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        if self.preview is not None:
            self.merge_asked.emit(self.preview, self.choices())

    def _ask_trust(self) -> None:
        if self.preview is not None:
            self.trust_asked.emit(self.preview.signature)

    def _tint(self) -> None:
        if self.preview is not None:
            icon, colour = _SIGNED[self.preview.signature.state]
            ratio = self.devicePixelRatioF()
            self.signed_icon.setPixmap(self._look.pixmap(icon, colour, 18, ratio))


def _rank(field: FieldView) -> int:
    """Put what is to be settled first, what stays as it is last."""
    return ("both", "theirs", "joined", "mine").index(field.changed)


def _about(preview: PackagePreview) -> str:
    parts = [_("由 {program} 制作").format(program=preview.program)]
    parts.append(_("整个档案") if preview.whole else _("选出的一部分"))
    parts.append(_("{count} 个案例").format(count=preview.counts.get("cases", 0)))
    if preview.new_files:
        size = kind_and_size("", preview.new_bytes)
        text = _("带来 {count} 个附件（{size}）")
        parts.append(text.format(count=preview.new_files, size=size))
    if preview.history:
        parts.append(_("带有历史版本"))
    if preview.omitted:
        left = listed(omitted_words(preview.omitted))
        parts.append(_("对方略去了{what}").format(what=left))
    return " · ".join(parts)


def _advice(item: ItemView) -> str:
    words = {
        "new": _("这里还没有，会整个加进来。"),
        "here": _("对方的是较早的版本，这里的不变。"),
        "deleted": _("这里曾经删除了它。按 2 可以重新加进来。"),
        "there": _("只有对方改了，会用对方的；也可以逐项改用这里的。"),
        "both": _("两边改的是不同的地方，会合在一起。"),
        "conflict": _("两边改了同一处。点一边来选；按 1 都用这里的，按 2 都用对方的。"),
    }
    return words[item.group]
