"""Bold and emphasis beside Chinese: ``村里**“五事”**共治`` is bold, as whoever wrote it meant.

CommonMark 0.31 asks for a space or a mark outside ``**`` where a mark stands inside it, and Chinese
writes none. Here a Chinese character beside the asterisks will do, as the proposal
"CJK-friendly amendments to CommonMark" has it. Nothing else of the rule is changed.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline.emphasis import tokenize
from markdown_it.rules_inline.state_inline import Delimiter, StateInline

_CHINESE = re.compile(r"[⺀-퟿豈-﫿︰-﹏＀-￯\U00020000-\U0003ffff]")


def use_chinese_emphasis(parser: MarkdownIt) -> MarkdownIt:
    """Have a parser read asterisks beside Chinese; return the parser."""
    parser.inline.ruler.at("emphasis", _asterisks)
    return parser


def _asterisks(state: StateInline, silent: bool) -> bool:
    """Take a run of asterisks as the library's own rule does, but for what may open and close."""
    if state.src[state.pos] != "*" or silent:
        return tokenize(state, silent)
    start = end = state.pos
    while end < state.posMax and state.src[end] == "*":
        end += 1
    before = state.src[start - 1] if start else " "
    after = state.src[end] if end < state.posMax else " "
    for _count in range(end - start):
        state.push("text", "", 0).content = "*"
        state.delimiters.append(
            Delimiter(
                marker=ord("*"),
                length=end - start,
                token=len(state.tokens) - 1,
                end=-1,
                open=_holds_on(after, before),
                close=_holds_on(before, after),
            )
        )
    state.pos = end
    return True


def _holds_on(inner: str, outer: str) -> bool:
    """Say whether asterisks may begin or end something at `inner`, with `outer` on the far side."""
    if isWhiteSpace(ord(inner)):
        return False
    return not _is_mark(inner) or bool(
        isWhiteSpace(ord(outer)) or _is_mark(outer) or _CHINESE.match(outer)
    )


def _is_mark(sign: str) -> bool:
    """Say whether a sign is punctuation that is not Chinese's own."""
    if _CHINESE.match(sign):
        return False
    return isMdAsciiPunct(ord(sign)) or isPunctChar(sign)
