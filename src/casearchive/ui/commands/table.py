"""The words, icons and keys of every command, in one table."""

from __future__ import annotations

from dataclasses import dataclass

from casearchive.i18n import NOTHING_TOLD, Told
from casearchive.i18n import told as _

SPELLED_CHINESE, SPELLED_ENGLISH = Told("中文"), Told("English")  # languages name themselves


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `choice` names a group of which one is in force; `on_off` is a switch."""

    key: str
    text: Told
    icon: str
    keys: tuple[str, ...] = ()
    says: Told = NOTHING_TOLD
    choice: str = ""
    on_off: bool = False


def table() -> tuple[Command, ...]:
    """Return every command of the window."""
    return (*_on_cases(), *_on_study_and_order(), *_on_archives(), *_on_the_window())


def _on_cases() -> tuple[Command, ...]:
    return (
        Command("new", _("新建案例"), "plus", ("Ctrl+N",)),
        Command("edit", _("编辑案例"), "edit", ("Ctrl+E",)),
        Command(
            "mend",
            _("整理网页文字…"),
            "document",
            ("Ctrl+Shift+V",),
            _("粘贴一段文字，整理乱字，提出标题、地点、章节和成效"),
        ),
        Command("duplicates", _("查找相近的案例…"), "similar", (), _("逐项对照，合并重复的案例")),
        Command("add", _("加入材料包"), "pack-add", ("Ctrl+M",)),
        Command("print", _("打印…"), "print", ("Ctrl+P",), _("把选中的案例印成材料包")),
        Command(
            "export_case",
            _("导出选中的案例…"),
            "export",
            ("Ctrl+Shift+P",),
            _("写成 PDF、Word 或网页，可以连同自己的笔记"),
        ),
        Command("trash", _("移到回收站"), "trash", ("Delete",)),
        Command("restore", _("恢复案例"), "restore", ("Ctrl+Shift+R",)),
        Command(
            "find",
            _("搜索"),
            "search",
            ("Ctrl+F",),
            _("在列表里搜索档案；在正文、表单、材料包和导入里找这一页的字"),
        ),
        Command("palette", _("命令和案例…"), "bolt", ("Ctrl+K",), _("输入几个字，找命令或案例")),
        Command(
            "facets",
            _("筛选"),
            "filter",
            ("Ctrl+Shift+F",),
            _("按主题、地点、年份等缩小列表"),
            on_off=True,
        ),
        Command(
            "save_search", _("保存这个搜索…"), "bookmark", ("Ctrl+D",), _("把这个搜索存成智能列表")
        ),
        Command("search_help", _("搜索的写法"), "question"),
        Command("next_hit", _("下一处"), "arrow-down", ("F3",), _("到下一处找到的文字")),
        Command("last_hit", _("上一处"), "arrow-up", ("Shift+F3",), _("到上一处找到的文字")),
    )


def _on_study_and_order() -> tuple[Command, ...]:
    return (
        Command("star", _("收藏或取消收藏"), "star", ("Ctrl+Shift+B",)),
        Command("read", _("标为已读或未读"), "check", ("Ctrl+U",)),
        Command(
            "notes",
            _("我的笔记"),
            "note",
            ("Ctrl+J",),
            _("在正文旁边显示标注、批注和回答"),
            on_off=True,
        ),
        Command("caret", _("用键盘选文字"), "cursor", ("F7",), on_off=True),
        Command(
            "export_notes", _("导出我的笔记…"), "export", (), _("写成可打印的文本，或可带走的文件")
        ),
        Command("import_notes", _("导入我的笔记…"), "import"),
        Command(
            "history",
            _("历史和比较…"),
            "history",
            ("Ctrl+Shift+H",),
            _("看以前的版本，恢复其中一项"),
        ),
        Command("undo", _("撤销"), "undo", ("Ctrl+Z",)),
        Command("redo", _("重做"), "redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
        Command("new_folder", _("新建文件夹…"), "folder-new", ("Ctrl+Shift+G",)),
        Command("take_out", _("移出这个文件夹"), "minus", ("Ctrl+Backspace",)),
        Command("empty_trash", _("清空回收站…"), "trash"),
        Command("similar", _("查找相似的案例"), "similar", ("Ctrl+Shift+K",)),
        Command("new_pack", _("新建材料包…"), "pack", ("Ctrl+Shift+M",)),
    )


def _on_archives() -> tuple[Command, ...]:
    return (
        Command("open", _("打开档案…"), "folder-open", ("Ctrl+O",)),
        Command("create", _("新建档案…"), "folder-new", ("Ctrl+Shift+N",)),
        Command("sample", _("示例档案"), "sample", (), _("打开随程序附带的示例档案")),
        Command("import", _("导入…"), "import", ("Ctrl+I",), _("把文件、文件夹或文字收进档案")),
        Command("paste", _("粘贴为案例…"), "copy", ("Ctrl+V",), _("导入复制的文件或文字")),
        Command("export", _("导出…"), "export", ("Ctrl+Shift+E",), _("把整个档案写成 JSON 文件")),
        Command(
            "package_out", _("导出交换包…"), "export", (), _("把案例和附件交给别的单位，可以签名")
        ),
        Command(
            "package_in", _("打开交换包…"), "import", (), _("查看别的单位的交换包，再决定怎样合并")
        ),
        Command(
            "centres",
            _("密钥与受信单位…"),
            "verify",
            (),
            _("交换包的签名：本单位的公钥、信任哪些单位"),
        ),
        Command("check", _("检查档案"), "verify", (), _("核对档案的每一处内容是否完好")),
        Command("backup", _("备份…"), "backup", ("Ctrl+Shift+S",), _("把档案复制到别处并核对")),
        Command("quit", _("退出"), "quit", ("Ctrl+Q",)),
    )


def _on_the_window() -> tuple[Command, ...]:
    return (
        Command(
            "trainee", _("学员视图"), "trainee", ("Ctrl+T",), _("隐藏答案和教师内容"), on_off=True
        ),
        Command("library", _("资料库栏"), "panel", ("F8",), on_off=True),
        Command("alone", _("只看正文"), "page", ("F9",), _("收起资料库和列表"), on_off=True),
        Command("full", _("全屏"), "full", ("F11",), on_off=True),
        Command("classroom", _("课堂大字"), "screen", ("F5",), _("全屏大字，隐藏答案和教师内容")),
        Command("zoom_in", _("放大正文"), "zoom-in", ("Ctrl++", "Ctrl+=")),
        Command("zoom_out", _("缩小正文"), "zoom-out", ("Ctrl+-",)),
        Command("zoom_reset", _("正文原大"), "zoom-reset", ("Ctrl+0",)),
        Command("scheme_light", _("浅色"), "sun", choice="scheme"),
        Command("scheme_dark", _("深色"), "moon", choice="scheme"),
        Command("scheme_system", _("跟随系统"), "screen", choice="scheme"),
        Command("switch_scheme", _("切换深浅色"), "moon", ("Ctrl+Shift+L",)),
        Command("language_zh", SPELLED_CHINESE, "language", choice="language"),
        Command("language_en", SPELLED_ENGLISH, "language", choice="language"),
        Command("language_", _("跟随系统"), "screen", choice="language"),
        Command("settings", _("设置…"), "settings", ("Ctrl+,",)),
        Command("tour", _("三分钟导览"), "flag"),
        Command("keys", _("全部快捷键"), "keyboard", ("Ctrl+/",)),
        Command("manual", _("使用手册"), "book", ("F1",)),
        Command("about", _("关于案例档案"), "info"),
    )
