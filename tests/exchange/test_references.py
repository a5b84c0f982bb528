"""References out: what a manager reads is what the source states."""

import json
import re
from uuid import UUID

import pytest

from casearchive.domain.evidence import Source
from casearchive.domain.terms import SOURCE_TYPES
from casearchive.exchange.references import Reference, authors_of, write_csl, write_ris


def source(**changes: object) -> Source:
    made = Source(
        id=UUID(int=7), type="N", title="晒场上的育苗棚", author="李某；王某、赵某",
        publisher="某县日报", published="2022-01-03", issue="2", url="", accessed=None, grade="C",
    )  # fmt: skip
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def test_csl_holds_what_is_known_and_nothing_else() -> None:
    (item,) = json.loads(write_csl([Reference(source(), ("T-1", "T-2"))]))
    assert item == {
        "id": "00000000-0000-0000-0000-000000000007",
        "type": "article-newspaper",
        "title": "晒场上的育苗棚",
        "author": [{"literal": "李某"}, {"literal": "王某"}, {"literal": "赵某"}],
        "container-title": "某县日报",
        "issued": {"date-parts": [[2022, 1, 3]]},
        "issue": "2",
        "language": "zh-CN",
        "note": "grade C; cited in T-1, T-2",
    }


def test_a_web_page_has_a_publisher_an_address_and_partial_dates() -> None:
    web = source(type="EB/OL", url="https://e.cn/1", published="2022", accessed="2023-05")
    (item,) = json.loads(write_csl([Reference(web)]))
    assert item["type"] == "webpage"
    assert item["publisher"] == "某县日报"
    assert item["issued"] == {"date-parts": [[2022]]}
    assert item["accessed"] == {"date-parts": [[2023, 5]]}
    assert item["URL"] == "https://e.cn/1"


def test_ris_is_tags_one_a_line() -> None:
    lines = write_ris([Reference(source())]).decode().split("\r\n")
    assert lines[0] == "TY  - NEWS"
    assert "T2  - 某县日报" in lines
    assert "DA  - 2022/01/03" in lines
    assert lines[-3:] == ["ER  - ", "", ""]


@pytest.mark.parametrize("type_", SOURCE_TYPES)
def test_every_type_of_ours_has_one_of_theirs(type_: str) -> None:
    (item,) = json.loads(write_csl([Reference(source(type=type_))]))
    assert item["type"] != "document" or type_ == "Z"
    assert write_ris([Reference(source(type=type_))]).startswith(b"TY  - ")


def test_no_title_can_begin_a_tag_of_its_own() -> None:
    wild = source(title="甲\nER  - \nTY  - BOOK\r乙", author="a\nTI  - x")
    lines = write_ris([Reference(wild)]).decode().splitlines()
    assert [line for line in lines if line.startswith(("ER", "TY"))] == ["TY  - NEWS", "ER  - "]
    assert all(re.match("[A-Z][A-Z0-9]  - ", line) for line in lines if line)


def test_authors_are_told_apart_by_separators_only() -> None:
    assert authors_of(source(author="某县融媒体中心")) == ["某县融媒体中心"]
    assert authors_of(source(author="Smith, John")) == ["Smith, John"]
    assert authors_of(source(author="")) == []
