"""What was written down in one language, told in another: reasons in a history, names of steps.

They are kept as they were said when something was done, so the words of an English day would stay
English in a Chinese window, and the other way round.
"""

from __future__ import annotations

import re
from functools import cache

from casearchive.i18n import _, wordings
from casearchive.services.labels import said_word

# A test holds the list against the source: everything that is written down is here.
_WRITTEN = (
    "编辑",
    "导入",
    "撤销导入",
    "合并",
    "合并重复的案例",
    "定版",
    "添加附件",
    "移除附件",
    "编辑附件",
    "改为{status}",
    "恢复第 {number} 版",
    "撤销：{label}",
    "重做：{label}",
    "新建“{title}”",
    "编辑“{title}”",
    "把 {count} 个案例移到回收站",
    "恢复 {count} 个案例",
    "恢复“{title}”第 {number} 版的内容",
    "“{title}”改为{status}",
    "新建文件夹“{name}”",
    "文件夹“{old}”改名为“{new}”",
    "移动文件夹“{name}”",
    "删除文件夹“{name}”",
    "放进文件夹“{name}”",
    "从文件夹“{name}”移出",
    "新建材料包“{name}”",
    "向材料包“{name}”加入案例",
    "修改材料包“{name}”",
    "删除材料包“{name}”",
    "标注“{quote}”",
    "改标注的颜色“{quote}”",
    "批注“{quote}”",
    "去掉标注“{quote}”",
    "回答“{stem}”",
    "收藏 {count} 个案例",
    "取消收藏 {count} 个案例",
    "把 {count} 个案例标为已读",
    "把 {count} 个案例标为未读",
    "导入学习笔记（{count} 条）",
    "保存智能列表“{name}”",
    "修改智能列表“{name}”",
    "智能列表“{old}”改名为“{new}”",
    "删除智能列表“{name}”",
    "更换材料包“{name}”的封面标志",
    "给“{title}”添加附件",
    "移除“{title}”的附件",
    "编辑“{title}”的附件",
    "导入“{name}”",
    "撤销导入“{name}”",
    "合并交换包“{name}”",
    "合并重复的案例到“{title}”",
)
_PLACE = re.compile(r"\\{(\w+)\\}")


def retold(text: str) -> str:
    """Return what was written down in the language in force; as it is where nobody wrote it."""
    for message, patterns in _patterns():
        for pattern in patterns:
            if match := pattern.fullmatch(text):
                values = match.groupdict()
                if "label" in values:
                    values["label"] = retold(values["label"])
                if "status" in values:
                    values["status"] = said_word("status", values["status"])
                return _(message).format(**values)
    return text


@cache
def _patterns() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    return tuple(
        (message, tuple(_pattern(wording) for wording in wordings(message)))
        for message in sorted(_WRITTEN, key=lambda one: one.count("{"))  # the plain ones first
    )


def _pattern(wording: str) -> re.Pattern[str]:
    return re.compile(_PLACE.sub(r"(?P<\1>.+)", re.escape(wording)), re.DOTALL)
