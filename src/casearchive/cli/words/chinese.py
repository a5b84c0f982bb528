"""What the command line's own library says, in Chinese."""

from __future__ import annotations

import argparse

_CHINESE = {
    "usage: ": "用法：",
    "%(heading)s:": "%(heading)s：",
    " (default: %(default)s)": "（默认 %(default)s）",
    "options": "选项",
    "subcommands": "命令",
    "positional arguments": "参数",
    "show this help message and exit": "显示这份帮助",
    "show program's version number and exit": "显示版本号",
    "%(prog)s: error: %(message)s\n": "%(prog)s：%(message)s。加 --help 查看用法。\n",
    "the following arguments are required: %s": "缺少参数：%s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "expected one argument": "后面要跟一个值",
    "expected at least one argument": "后面至少要跟一个值",
    "expected at most one argument": "后面最多跟一个值",
    "not allowed with argument %s": "不能与 %s 同时使用",
    "argument %(argument_name)s: %(message)s": "参数 %(argument_name)s：%(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r 不在可选的 %(choices)s 之中",
    "invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)": (
        "%(value)r 不在可选的 %(choices)s 之中，是不是 %(suggestion)r？"
    ),
    "invalid %(type)s value: %(value)r": "%(value)r 不是有效的值",
    "ignored explicit argument %r": "多余的值 %r",
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "没有命令 %(parser_name)r（可用：%(choices)s）"
    ),
}


def teach_argparse_chinese() -> None:
    """Answer argparse, which asks gettext for its few words, in Chinese.

    It looks them up under the name ``_`` of its own module; a word not listed stays English, and a
    test holds the list against the library.
    """
    argparse._ = lambda word: _CHINESE.get(word, word)  # type: ignore[attr-defined]
