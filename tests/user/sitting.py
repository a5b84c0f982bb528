"""One sitting of somebody at the program: ``python -m tests.user.sitting first ARCHIVE PDF``.

A process of its own, because it is killed in the middle of a word. It starts the program as
`open` does where there is a display, and prints `writing` when the time for that has come.
"""

import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from casearchive.progress import silent

if TYPE_CHECKING:
    from tests.user.hands import Script

VILLAGE, SHORT = "柳湾村", "lwc"  # its pinyin's first letters
TITLE = f"{VILLAGE}：一本账算清楚"
PASTED = f"""{TITLE}
2023-05-20 来源：乡村报
一、基本情况
浙江省安吉县孝丰镇柳湾村有三百户人家，村里的账过去没有人看得懂。
二、主要做法
村里把每一笔收支写成一页纸，月底贴在村口。2022年，村集体经济收入170万元。
"""
INDICATOR, QUOTE = "参加村民代表会议户数", "第二节：每月有二百多户到会"
AUDIENCE, AIM = "村两委干部", "会把一年的收支写成一页纸"
PACK, UNSAVED = "账目公开班", "再版："
OTHERS = 2


def first(pdf: Path) -> "Script":
    """Make a case from a pasted text, print it with two others, delete it, undo, go on writing."""
    from tests.user import work  # noqa: PLC0415 - only where there is a window

    yield from work.make_case()
    yield from work.find_by_pinyin()
    yield from work.make_pack(pdf)
    yield from work.delete_and_undo()
    yield from work.begin_to_write()
    print("writing", flush=True)
    yield from work.wait_for_the_end()


def second(pdf: Path) -> "Script":
    """Find the draft again, save it, close the window."""
    from tests.user import work  # noqa: PLC0415 - only where there is a window

    del pdf
    yield from work.go_on_writing()
    yield from work.close()


def main() -> int:
    """Start the program with a user at it."""
    from casearchive.bootstrap import open_for_window  # noqa: PLC0415 - not in the print process
    from casearchive.settings import user_settings  # noqa: PLC0415 - as above
    from casearchive.ui.start.app import make_app, run  # noqa: PLC0415 - as above
    from tests.user.hands import User  # noqa: PLC0415 - as above

    act, archive, pdf = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    app = make_app()
    acts: dict[str, Callable[[Path], Script]] = {"first": first, "second": second}
    user = User(partial(acts[act], pdf))
    user.setParent(app)
    settings = user_settings()
    with closing(open_for_window(Path(archive), settings, silent)) as opened:
        return run(opened, settings)


if __name__ == "__main__":
    sys.exit(main())
