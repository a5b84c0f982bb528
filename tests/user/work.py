"""What somebody does at the program, chapter by chapter, and what they look for in between."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QFileDialog

from tests.user.hands import (
    Deed,
    Script,
    Sight,
    click,
    click_row,
    front,
    has_focus,
    keys,
    parts,
    paste,
    press,
    rows,
    says,
    until,
    window,
)
from tests.user.sitting import (
    AIM,
    AUDIENCE,
    INDICATOR,
    OTHERS,
    PACK,
    PASTED,
    QUOTE,
    SHORT,
    TITLE,
    UNSAVED,
    VILLAGE,
)

WHITE = 250  # of 255: lighter is paper, darker is print


def case_list() -> QAbstractItemView:
    """Return the list of cases."""
    return window().cases.view


def outline() -> QAbstractItemView:
    """Return the list of the form's parts."""
    return next(view for view in parts(QAbstractItemView) if rows(view)[:1] == ["基本信息"])


def is_listed(title: str) -> Sight:
    """Wait until the list shows a case."""
    return until(f"“{title}” in the list", lambda: title in rows(case_list()))


def make_case() -> Script:
    """A text from the clipboard becomes a case, with a figure and a teaching note."""
    yield until("the list of the archive", lambda: len(rows(case_list())) > OTHERS)
    yield lambda: QGuiApplication.clipboard().setText(PASTED)
    yield press("Ctrl+Shift+V")
    yield says("第 3 步，共 3 步")
    yield from click("全部采用")
    yield from click("打开草稿")
    yield says("基本信息")
    yield has_focus("标题")
    yield from write_outcome()
    yield from write_note()
    yield press("Ctrl+S")
    yield says("请至少选择一个主题。")
    yield from click("组织振兴")
    yield press("Ctrl+S")
    yield says("已保存")
    yield press("Esc")
    yield is_listed(TITLE)


def fill(*fields: tuple[str, Deed]) -> Script:
    """Go from field to field with Tab and write into each that is named."""
    for name, deed in fields:
        for _step in range(8):
            yield until("a moment's rest", lambda: True)
            if has_focus(name).there():
                break
            yield press("Tab")
        yield has_focus(name)
        yield deed


def write_outcome() -> Script:
    """Add a figure by keyboard."""
    yield from click_row(outline, "成效指标")
    yield from click("添加指标")
    yield from fill(
        ("指标", paste(INDICATOR)),
        ("数值", keys("245")),
        ("单位", paste("户")),
        ("年份", keys("2022")),
        ("原话或位置", paste(QUOTE)),
    )
    yield says(f"{INDICATOR}　245户")


def write_note() -> Script:
    """Write a teaching note with a class plan of one step."""
    yield from click_row(outline, "使用说明")
    yield from click("写使用说明")
    yield from fill(("适用对象", paste(AUDIENCE)), ("教学目标", paste(AIM)))
    yield from click("添加环节")
    yield from fill(("分钟", keys("25")), ("环节", paste("分组算一页账")))
    yield says("合计 25 分钟")


def find_by_pinyin() -> Script:
    """Type the first letters as pinyin: the village is on offer, the case is found and read."""
    yield press("Ctrl+F")
    yield keys(SHORT)
    yield until("the village on offer", lambda: VILLAGE in offered())
    yield press("Down")
    yield press("Return")
    yield until("only the case that was sought", lambda: rows(case_list()) == [TITLE])
    yield until("the case in the reader", lambda: TITLE in window().reader.view.toPlainText())
    yield press("Esc")
    yield until("all cases again", lambda: len(rows(case_list())) > OTHERS)


def offered() -> str:
    """Return what the list below the search field offers."""
    lists = [view for view in parts(QAbstractItemView) if view.accessibleName() == "搜索建议"]
    return "\n".join(row for view in lists for row in rows(view))


def make_pack(pdf: Path) -> Script:
    """Put the case with two others into a pack, look at its pages, save them as a PDF."""
    yield from click_row(case_list, TITLE)
    for other in [row for row in rows(case_list()) if row != TITLE][:OTHERS]:
        yield from click_row(case_list, other, hold="Ctrl")
    yield until("three selected", lambda: len(window().cases.selected) == OTHERS + 1)
    yield press("Ctrl+Shift+M")
    yield says("选中的 3 个案例会放进去。")
    yield paste(PACK)
    yield press("Return")
    yield until("the pages", lambda: any(text.startswith("共 ") for text in state()))
    yield until("print on the first page", has_ink)
    yield from click("导出…")
    yield says("导出材料包")
    yield from click("选择位置…")
    yield until("the question where to", lambda: isinstance(front(), QFileDialog))
    yield press("Ctrl+A")
    yield paste(str(pdf))
    yield press("Return")
    yield says(f"已导出“{pdf.name}”。")
    yield from click("返回")
    yield until("the list", lambda: case_list().isVisible())


def state() -> list[str]:
    """Return what the composer says of its pages."""
    desk = window().pages.desk
    return [desk.pane.state.text()] if desk is not None and desk.isVisible() else []


def has_ink() -> bool:
    """Say whether anything is printed on the page in sight."""
    desk = window().pages.desk
    if desk is None:
        return False
    picture = desk.preview.grab().toImage()
    tones = {
        picture.pixelColor(x, y).lightness() > WHITE
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    return tones == {True, False}


def delete_and_undo() -> Script:
    """Delete the case, see it gone, undo."""
    yield from click_row(case_list, TITLE)
    yield press("Delete")
    yield says("已把 1 个案例移到回收站。")
    yield until("the case gone", lambda: TITLE not in rows(case_list()))
    yield until("undo on offer", window().commands["undo"].isEnabled)
    yield press("Ctrl+Z")
    yield says("已撤销")
    yield is_listed(TITLE)


def begin_to_write() -> Script:
    """Change the title and have the change kept, not saved."""
    yield from click_row(case_list, TITLE)
    yield press("Ctrl+E")
    yield has_focus("标题")
    yield press("Home")
    yield paste(UNSAVED)
    yield says("已留底")


def wait_for_the_end() -> Script:
    """Do nothing more: the process is about to be killed."""
    yield until("the end", lambda: False)


def go_on_writing() -> Script:
    """Take up what was written before the program was killed, and save it."""
    yield says(f"上次有一份没有保存的稿子：“{UNSAVED}{TITLE}”。")
    yield is_listed(TITLE)  # nothing was saved by itself
    yield from click("继续写")
    yield has_focus("标题")
    yield press("Ctrl+S")
    yield says("已保存")
    yield press("Esc")
    yield is_listed(UNSAVED + TITLE)


def close() -> Script:
    """Close the window."""
    yield press("Ctrl+Q")
