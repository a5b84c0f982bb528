"""Lines of a page that are not its text: chrome, spam, and what it says of its own source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from casearchive.exchange.repair.result import CHROME, FACT
from casearchive.exchange.source_facts import SourceFacts

_LONGEST_CHROME = 16  # characters of a site's name and of the words on its buttons
_LONGEST_FACTS = 120
_FEWEST_SEPARATORS = 5
_NEAR_THE_EDGE = 12  # lines from the top or the bottom where a page tells of its source

_SEPARATORS = re.compile("[|｜丨]")
_PAGE_NUMBER = re.compile(r"[-—第 ]*\d{1,3}[-—页 ]*(?:[/共 ]+\d{1,3} ?页?)?")
_SITE = re.compile(r"\S{2,12}(?:网|网站|客户端|在线|官网)")
_BUTTONS = frozenset(
    (
        *(
            "微信公众号",
            "官方微信",
            "官方微博",
            "微博",
            "微信",
            "客户端",
            "手机版",
            "首页",
            "返回首页",
        ),
        *("返回顶部", "顶部", "打印", "打印本页", "关闭", "关闭窗口", "关闭本页", "分享", "分享到"),
        *(
            "分享到：",
            "收藏",
            "点赞",
            "评论",
            "举报",
            "扫一扫",
            "扫码关注",
            "更多",
            "上一篇",
            "下一篇",
        ),
        *(
            "上一页",
            "下一页",
            "相关阅读",
            "相关链接",
            "相关新闻",
            "推荐阅读",
            "热门推荐",
            "版权声明",
        ),
        *("字号", "字体", "【打印】", "【关闭】", "大", "中", "小"),
    )
)

_FILLING = re.compile(r"[\s:：|｜—-]+")
_DATE = re.compile(
    r"(?:发布时间|发布日期|发表时间|时间|日期)?[:： ]*"
    r"(?P<year>(?:19|20)\d\d)[-年/.](?P<month>\d{1,2})[-月/.](?P<day>\d{1,2})日?"
    r"(?:[ T]*\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?"
)
_LABELS = {
    "publisher": "来源|稿源|文章来源|信息来源|出处",
    "author": "作者|记者|通讯员|撰稿|撰文",
    "editor": "责任编辑|责编|责〔〕|编辑|编审",
    "": "审核|校对|浏览次数|点击数|阅读|字号",
}
_ANY_LABEL = "|".join(words for words in _LABELS.values())
_LABELLED = re.compile(
    rf"[\[【(（]?(?P<label>{_ANY_LABEL})\s*(?:[:：]|〔〕)\s*"
    rf"(?P<value>[^\n]*?)(?=\s{{2,}}|[\]】)）|｜]|\s(?:{_ANY_LABEL})\s*[:：]|\s*$)[\]】)）]?"
)


def verdicts(lines: Sequence[str]) -> tuple[list[str], SourceFacts]:
    """Return for each line the rule by which it goes, empty where it stays, and what was read.

    `lines` are whole, repaired and simplified, without their ends.
    """
    stripped = [line.strip() for line in lines]
    filled = [number for number, line in enumerate(stripped) if line]
    edges = {*filled[:_NEAR_THE_EDGE], *filled[-_NEAR_THE_EDGE:]}
    facts = SourceFacts()
    rules = ["" for _line in lines]
    for number in sorted(edges):
        read = _facts(stripped[number], facts)
        if read is not None:
            facts = read
            rules[number] = FACT
    repeated = Counter(line for line in stripped if line)
    for number in filled:
        if not rules[number] and _is_chrome(stripped[number], repeated, facts.publisher):
            rules[number] = CHROME
    return rules, replace(facts, title=_title(stripped, rules))


def _facts(line: str, known: SourceFacts) -> SourceFacts | None:
    """Return what a line adds, None unless it consists of such facts."""
    if len(line) > _LONGEST_FACTS:
        return None
    found: dict[str, str] = {}
    rest = line
    for match in _LABELLED.finditer(line):
        field = next(f for f, words in _LABELS.items() if match["label"] in words.split("|"))
        if field and match["value"].strip():
            found.setdefault(field, match["value"].strip())
        rest = rest.replace(match[0], " ", 1)
    if date := _DATE.search(rest):
        rest = rest.replace(date[0], " ", 1)
        found["published"] = f"{date['year']}-{int(date['month']):02d}-{int(date['day']):02d}"
    if rest == line or len(_FILLING.sub("", rest)) > 2:
        return None
    return replace(known, **{name: getattr(known, name) or text for name, text in found.items()})


def _is_chrome(line: str, repeated: Counter[str], publisher: str) -> bool:
    if len(_SEPARATORS.findall(line)) >= _FEWEST_SEPARATORS and not line.startswith(("|", "｜")):
        return True
    if len(line) > _LONGEST_CHROME:
        return False
    if line in _BUTTONS or _PAGE_NUMBER.fullmatch(line):
        return True
    if not _SITE.fullmatch(line):
        return False
    return repeated[line] > 1 or (bool(publisher) and line.startswith(publisher))


def _title(lines: Sequence[str], rules: Sequence[str]) -> str:
    """Return the first line that stays, if it looks like a title."""
    first = next((line for line, rule in zip(lines, rules, strict=True) if line and not rule), "")
    return first if len(first) <= 60 and not first.endswith(("。", "！", "？", "”")) else ""
