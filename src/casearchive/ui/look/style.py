"""The one style sheet, filled from the tokens. It sets no fonts: see fonts.py for the reason."""

from dataclasses import asdict
from string import Template

from casearchive.ui.look.tokens import DARK, Tokens

# Properties that widgets set to be told apart: surface, kind ("primary", "quiet", "danger"),
# tone (a label's colour).
_SHEET = Template("""
* { outline: 0; }
QMainWindow, QDialog, QMessageBox { background: $window; }
QWidget[surface="sidebar"] { background: $sidebar; border: 0; border-right: 1px solid $hairline; }
QWidget[surface="list"] { background: $panel; border: 0; border-right: 1px solid $hairline; }
QWidget[surface="paper"] { background: $paper; border: 0; }
QWidget[surface="window"] { background: $window; border: 0; }
QWidget[surface="bar"] { background: $panel; border: 0; border-bottom: 1px solid $hairline; }
QWidget[surface="foot"] { background: $panel; border: 0; border-top: 1px solid $hairline; }
QWidget[surface="alert"] { background: $alert; border: 0; border-bottom: 1px solid $hairline; }
QFrame[surface="card"] { background: $panel; border: 1px solid $hairline; border-radius: 10px; }
QFrame[surface="toast"] { background: $raised; border: 1px solid $border; border-radius: 10px; }
QFrame[surface="line"] { background: $hairline; border: 0; max-height: 1px; min-height: 1px; }

QLabel { color: $text; background: transparent; }
QLabel[tone="second"] { color: $text2; }
QLabel[tone="muted"] { color: $text3; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="danger"] { color: $danger; }
QLabel:disabled { color: $text3; }

QAbstractItemView, QTextBrowser, QTextEdit, QPlainTextEdit, QScrollArea {
    border: 0; background: transparent; color: $text;
    selection-background-color: $accent; selection-color: $on_accent; }
QScrollArea > QWidget > QWidget { background: transparent; }

QListView[surface="field"] { background: $field; border: 1px solid $border; border-radius: 8px; }
QLineEdit, QPlainTextEdit[kind="field"], QTextEdit[kind="field"] {
    background: $field; border: 1px solid $border; border-radius: 8px; color: $text;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit { padding: 0 9px; min-height: 32px; }
QPlainTextEdit[kind="field"], QTextEdit[kind="field"] { padding: 5px; }
QLineEdit:focus, QPlainTextEdit[kind="field"]:focus, QTextEdit[kind="field"]:focus {
    border-color: $accent; }
QLineEdit:disabled, QLineEdit:read-only { background: $window; color: $text2; }
QLineEdit[kind="search"] { background: $window; border-color: $hairline; border-radius: 9px; }
QLineEdit[kind="search"]:focus { background: $field; border-color: $accent; }
QLineEdit[fault="true"], QPlainTextEdit[fault="true"], QTextEdit[fault="true"],
QComboBox[fault="true"] {
    border: 1px solid $danger; }
QLineEdit > QToolButton { padding: 0; border: 0; }

QComboBox { background: $field; border: 1px solid $border; border-radius: 8px; color: $text;
    padding: 0 8px; min-height: 32px; }
QComboBox:focus, QComboBox:on { border-color: $accent; }
QComboBox:disabled { background: $window; color: $text3; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox QLineEdit { border: 0; background: transparent; padding: 0; min-height: 28px; }
QComboBox QAbstractItemView, QAbstractItemView[kind="popup"] { background: $raised;
    border: 1px solid $border; padding: 4px; color: $text;
    selection-background-color: $selected; selection-color: $text; }
QCheckBox, QRadioButton { color: $text; spacing: 7px; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $text3; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $text3;
    border-radius: 8px; background: $field; }
QRadioButton::indicator:focus, QRadioButton::indicator:hover { border-color: $accent; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent;
    background: $on_accent; }
QRadioButton::indicator:disabled { border-color: $hairline; background: $window; }

QToolButton { border: 1px solid transparent; border-radius: 8px; padding: 6px; color: $text2;
    background: transparent; }
QToolButton:hover { background: $hover; color: $text; }
QToolButton:pressed, QToolButton:open { background: $pressed; color: $text; }
QToolButton:checked { background: $selected; color: $accent; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $text3; }
QToolButton::menu-indicator { image: none; }

QPushButton { border: 1px solid $border; border-radius: 8px; padding: 0 14px; min-height: 32px;
    color: $text; background: $panel; }
QPushButton:hover { background: $window; }
QPushButton:pressed { background: $selected; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $text3; border-color: $hairline; background: $window; }
QPushButton::menu-indicator { image: none; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:focus {
    background: $accent_strong; border-color: $accent_strong; }
QPushButton[kind="primary"]:disabled { background: $window; border-color: $hairline;
    color: $text3; }
QPushButton[kind="quiet"] { border-color: transparent; background: transparent; color: $accent; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus { border-color: $accent; }
QPushButton[kind="quiet"]:disabled { color: $text3; }
QPushButton[kind="danger"] { color: $danger; }

QTabBar::tab { background: transparent; color: $text2; border: 0; padding: 8px 12px;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabWidget::pane { border: 0; border-top: 1px solid $hairline; }
QTabBar { qproperty-drawBase: 0; }

QHeaderView::section { background: $panel; color: $text3; border: 0;
    border-bottom: 1px solid $hairline; padding: 6px 8px; }
QTreeView[kind="files"] { background: $panel; border-right: 1px solid $hairline; }
QTreeView[kind="files"]::item { min-height: 32px; padding: 0 10px 0 4px; }
QTreeView[kind="files"]::item:hover { background: $hover; }
QTreeView[kind="files"]::item:selected { background: $selected; color: $text; }
QTreeView[kind="chapters"] { background: transparent; border: 0; show-decoration-selected: 0;
    selection-background-color: transparent; selection-color: $accent; }
QTreeView[kind="chapters"]::item { padding: 5px 8px; border-radius: 6px; color: $text; }
QTreeView[kind="chapters"]::item:hover { background: $hover; }
QTreeView[kind="chapters"]::item:selected { background: $selected; color: $accent; }
QTreeView[kind="chapters"]::branch { background: transparent; }
QListView[kind="versions"] { background: $panel; border: 0; border-right: 1px solid $hairline;
    padding: 6px; color: $text; }
QTableView { gridline-color: $hairline; }
QTableView::item { padding: 0 5px; }  /* Qt adds three: as far in as the heads */
QTableView::item:selected { background: $selected; color: $text; }
QTableView QComboBox { margin: 3px 0; }
QSplitter::handle { background: transparent; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: $scrollbar; border-radius: 4px; min-height: 36px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle:horizontal { background: $scrollbar; border-radius: 4px; min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: transparent; border: 0; width: 0; height: 0; }

QMenu { background: $raised; border: 1px solid $border; padding: 6px; color: $text; }
QMenu::item { padding: 7px 24px 7px 16px; border-radius: 6px; }
QMenu::item:selected { background: $selected; color: $text; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $hairline; margin: 5px 6px; }
QMenu::icon { margin: 0 6px; padding: 2px; border: 1px solid transparent; }
QMenu::icon:checked { background: $selected; border-color: $accent; border-radius: 5px; }
QMenu::item:checked { color: $accent; }
QMenu::indicator { width: 8px; height: 8px; margin-left: 10px; border-radius: 4px; }
QMenu::indicator:checked { background: $accent; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 4px 8px; }

QProgressBar { background: $pressed; border: 0; border-radius: 3px; max-height: 6px;
    min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QPdfView { background: $window; border: 0; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
""")
# Qt draws the arrows of its own file dialog black, whatever the palette says.
_FILES_IN_THE_DARK = Template("QFileDialog QToolButton { background: $text3; }\n")


def style_sheet(tokens: Tokens) -> str:
    """Return Qt's style sheet for a theme."""
    sheet = _SHEET.substitute(asdict(tokens))
    return sheet + _FILES_IN_THE_DARK.substitute(asdict(tokens)) if tokens == DARK else sheet
