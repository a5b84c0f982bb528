"""Files for people: names that every system takes, whatever somebody called them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from casearchive.storage.files import safe_name


def test_a_good_name_stays() -> None:
    for name in ("访谈记录.docx", "a b (1).pdf", "2023年.总结.txt", "无后缀"):
        assert safe_name(name) == name


def test_a_bad_name_becomes_one_that_every_system_takes() -> None:
    assert safe_name("../../etc/passwd") == "_._etc_passwd"
    assert safe_name("CON.txt") == "_CON.txt"
    assert safe_name("con") == "_con"
    assert safe_name("a.exe\u202efdp.txt") == "a.exe_fdp.txt"
    assert safe_name("甲. . ") == "甲"
    assert safe_name("") == "_"
    assert safe_name("长" * 300 + ".docx") == "长" * 60 + ".docx"


@given(st.text(max_size=300))
def test_any_name_becomes_a_safe_one(name: str) -> None:
    safe = safe_name(name)
    assert safe == safe_name(safe)
    assert 0 < len(safe.encode()) <= 255
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', safe)
    assert safe.strip(". ") == safe
