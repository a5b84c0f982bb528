"""A text in Chinese and Uyghur, typed as a table of two columns."""

from casearchive.printing.blocks import DataTable, Parallel, Part, Publication
from casearchive.printing.composing.prose_blocks import body_blocks
from casearchive.printing.pdf import render_pdf
from tests.printing import samples

BODY = """| 汉语 | ئۇيغۇرچە |
|---|---|
| 账目每月公开一次。 | ھېسابات ھەر ئايدا ئاشكارىلىنىدۇ. |
| 一共 170 万元。 | جەمئىي 170 تۈمەن يۈەن. |
"""


def test_two_languages_stand_side_by_side() -> None:
    (block,) = body_blocks(BODY)
    assert isinstance(block, Parallel)
    assert block.heads == ("汉语", "ئۇيغۇرچە")
    assert len(block.rows) == 2
    pages = samples.text_of(render_pdf(Publication("两种文字", (Part("两种文字", (block,)),))).data)
    assert "账目每月公开一次" in pages
    assert "170" in pages


def test_a_table_of_one_language_stays_a_table() -> None:
    (block,) = body_blocks("| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n")
    assert isinstance(block, DataTable)
