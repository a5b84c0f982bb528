"""The case about a thing is found before those that mention it.

How the truth was made: for the planted topics (`benchmarks.topics`) by construction. Among 250
made-up cases each of 50 is *about* a topic: its summary and all its sections come back to the
topic's words; its title, a tag or only its text name it. Each of the others mentions three topics
once to three times in one section, so that every topic is mentioned by a dozen cases that are about
something else; for topics of two words some carry the second one in their title. For the seven
sample cases by judgement: what a trainer would type, having read them, and the case that is meant.
The judgement was written down before any ranking was looked at, and is not to be fitted to one.
"""

from collections.abc import Iterator, Sequence

import pytest

from benchmarks.corpus import Corpus
from benchmarks.made_archive import made_archive, settings_beside
from benchmarks.topics import TOPICS, topic_queries
from casearchive.services.archive import Archive
from casearchive.services.opening import create_archive
from casearchive.services.searching.finding import Finder, Request
from casearchive.storage.rows import case_rows

FIRST, FIRST_THREE = 0.90, 0.98  # how often the right case stands there at least

# What a trainer types, and the last digit of the code of the sample case that is meant.
JUDGED = {
    **dict.fromkeys(("五彩椒", "寿光", "东斟灌村", "特色种植", "170万元", "产业强村"), 1),
    **dict.fromkeys(("五事共治", "书记课堂", "双一村", "乡村治理", "鄉村治理 模式"), 2),
    **dict.fromkeys(("一站十岗", "15分钟实践圈", "１５分钟", "石榴籽", "便民服务", "厦门"), 3),
    **dict.fromkeys(("余村", "办旅游", "旅游", "回村以后"), 4),
    **dict.fromkeys(("五龙村", "小庭院", "一户一策", "美丽乡村", "阆中"), 5),
    **dict.fromkeys(("结对共建", "結對共建", "十八洞", "蔬菜大棚", "葡萄干", "新城西门村"), 6),
    **dict.fromkeys(("草莓", "立體草莓", "设施农业", "学习成果转化", "温泉县", "栽植 草莓"), 7),
}
PLANTED = tuple((typed, f"ZT-{place:02}", kind) for typed, kind, place in topic_queries())
SAMPLE = tuple((typed, f"AL-2023-00{number}", "示例") for typed, number in JUDGED.items())


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("planted")
    archive = made_archive(folder / "专题.casearchive", Corpus(250, seed=5, planted=TOPICS))
    yield archive
    archive.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path = tmp_path_factory.mktemp("sample") / "示例.casearchive"
    archive = create_archive(path, settings_beside(path), sample=True)
    yield archive
    archive.close()


def places(archive: Archive, queries: Sequence[tuple[str, str, str]]) -> list[int]:
    """Return the place of the right case in what each query finds, 0 the first; 99 if not found."""
    finder = Finder(archive)
    finder.refresh()
    found = [finder.everything(Request(typed)).keys for typed, _code, _kind in queries]
    finder.close()
    with archive.rows() as connection:
        rows = case_rows(connection, list({key for keys in found for key in keys}))
    result = []
    for keys, (_typed, code, _kind) in zip(found, queries, strict=True):
        codes = [rows[key].code for key in keys]
        result.append(codes.index(code) if code in codes else 99)
    return result


@pytest.mark.parametrize("name", ["planted", "sample"])
def test_the_right_case_comes_first(name: str, request: pytest.FixtureRequest) -> None:
    queries = PLANTED if name == "planted" else SAMPLE
    found = places(request.getfixturevalue(name), queries)
    misses = [
        f"{typed} ({kind}): {code} is in place {place + 1}"
        for (typed, code, kind), place in zip(queries, found, strict=True)
        if place
    ]
    print("\n".join(misses))
    first = sum(place == 0 for place in found) / len(found)
    first_three = sum(place < 3 for place in found) / len(found)
    print(f"{len(found)} queries: {first:.1%} first, {first_three:.1%} in the first three")
    assert first >= FIRST, misses
    assert first_three >= FIRST_THREE, misses


def test_there_are_enough_queries() -> None:
    assert len({typed for typed, *_rest in (*PLANTED, *SAMPLE)}) >= 60
    assert len(PLANTED) >= 50
