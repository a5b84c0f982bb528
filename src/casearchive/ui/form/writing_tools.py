"""What can be done while body text is written: words, icon and keys, in one table.

The tools above a text and the cheat sheet both read it.
"""

from __future__ import annotations

from dataclasses import dataclass

from casearchive.i18n import _


@dataclass(frozen=True, slots=True)
class WritingTool:
    """One tool. `checkable` ones show what is so where the cursor stands."""

    key: str
    text: str
    icon: str
    keys: str = ""
    checkable: bool = False


def writing_tools() -> tuple[WritingTool, ...]:
    """Return the tools in the order they stand in."""
    return (
        WritingTool("bold", _("粗体"), "bold", "Ctrl+B", checkable=True),
        WritingTool("bullets", _("项目列表"), "list", "Ctrl+L", checkable=True),
        WritingTool("numbers", _("编号列表"), "numbered", "Ctrl+Alt+L", checkable=True),
        WritingTool("quote", _("引文"), "quote", "Ctrl+Alt+Q", checkable=True),
        WritingTool("table", _("表格"), "table", "Ctrl+Alt+T"),
        WritingTool("picture", _("插入图片"), "picture", "Ctrl+Alt+P"),
        WritingTool("clear", _("清除格式"), "clear-format", "Ctrl+\\"),
        WritingTool("undo", _("撤销"), "undo", "Ctrl+Z"),
        WritingTool("redo", _("重做"), "redo", "Ctrl+Y"),
        WritingTool("source", _("源文本"), "source", "Ctrl+Alt+U", checkable=True),
    )


def writing_keys() -> tuple[tuple[str, str], ...]:
    """Return the keys of writing for the cheat sheet: the keys, and what they do."""
    tools = tuple((tool.keys, tool.text) for tool in writing_tools())
    return (
        ("Ctrl+H", _("小标题")),
        ("Ctrl+Alt+1…6", _("一至六级标题")),
        ("Ctrl+Alt+0", _("正文")),
        *tools,
        ("Tab  Shift+Tab", _("表格里换格，列表里改层级")),
        ("Shift+Enter", _("段内换行")),
    )


def level_name(level: int) -> str:
    """Return what a paragraph of this heading level is called; 0 is text."""
    return _("标题 {level}").format(level=level) if level else _("正文")
