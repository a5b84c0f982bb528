"""The kinds of files a pack can become, as they read."""

from __future__ import annotations

from casearchive.i18n import _

PDF = "pdf"
KINDS = (PDF, "docx", "html", "pptx", "xlsx")
TAKE_NOTES = (PDF, "docx", "html")  # kinds in which a reader's own notes have a place


def kind_title(kind: str) -> str:
    """Return how a kind of file reads."""
    return {
        PDF: _("PDF 文件"),
        "docx": _("Word 文档"),
        "html": _("网页"),
        "pptx": _("演示文稿"),
        "xlsx": _("Excel 表格"),
    }[kind]


def kind_use(kind: str) -> str:
    """Return a sentence on what a kind of file is good for."""
    return {
        PDF: _("和预览一模一样，拿到哪台电脑上都不走样。"),
        "docx": _("标题、表格和图片都可以接着改。"),
        "html": _("一个文件，放进 U 盘用浏览器就能看，能搜索，不联网。"),
        "pptx": _("上课放映：问题、做法、成效图、思考题；答案只在教师版的备注里。"),
        "xlsx": _("各案例的成效指标和对比表，数字可以接着算。"),
    }[kind]


def kind_filter(kind: str) -> str:
    """Return what a file dialog shows of a kind."""
    return f"{kind_title(kind)} (*.{kind})"
