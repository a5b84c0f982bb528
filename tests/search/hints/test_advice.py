"""What advice is given where nothing was found, by pretended counts."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from casearchive.search.hints.advice import Part, advise
from casearchive.search.results import Advice, Drop, Repair

CASES = [{"辣椒", "电商"}, {"辣椒", "贵州"}, {"贵州"}, {"“甲”乙", "贵州"}]


def count(query: str) -> int:
    """Return how many of `CASES` hold all words of a query, quotation marks being none."""
    asked = query.replace('"', "").replace("标题:", "").split()
    return sum(set(asked) <= held for held in CASES)


def candidates(word: str) -> tuple[str, ...]:
    return {"辣交": ("落脚", "辣椒", "辣交"), "桂州": ("贵州",)}.get(word, ())


def words(*typed: str) -> list[Part]:
    return [Part(word, word) for word in typed]


def test_a_word_that_stands_nowhere_is_repaired() -> None:
    assert advise(words("辣交"), count, candidates) == Advice(
        (Repair(wrong="辣交", word="辣椒", typed="辣椒", cases=2),)
    )


def test_only_repairs_that_find_something_with_the_rest_are_given() -> None:
    advice = advise(words("辣交", "贵州"), count, candidates)
    assert advice.repairs == (Repair(wrong="辣交", word="辣椒", typed="辣椒 贵州", cases=1),)
    assert advise(words("辣交", "桂州"), count, candidates).repairs == ()


def test_a_word_that_is_found_alone_is_not_repaired() -> None:
    advice = advise(words("电商", "贵州"), count, lambda word: ("辣椒",))
    assert advice.repairs == ()
    assert advice.drops == (
        Drop(part="电商", typed="贵州", cases=3),
        Drop(part="贵州", typed="电商", cases=1),
    )


def test_parts_that_are_no_words_are_kept_or_dropped_whole() -> None:
    parts = [Part("主题=甲|乙"), Part("标题:辣交", "辣交")]
    advice = advise(parts, lambda query: count(query) if "主题" not in query else 0, candidates)
    assert advice == Advice()
    advice = advise(parts, lambda query: count(query.replace("主题=甲|乙", "")), candidates)
    assert advice.repairs == (
        Repair(wrong="辣交", word="辣椒", typed="主题=甲|乙 标题:辣椒", cases=2),
    )
    assert advice.drops == (Drop(part="标题:辣交", typed="主题=甲|乙", cases=4),)


def test_a_single_part_is_not_dropped_and_too_many_are_not_tried() -> None:
    assert advise(words("无"), count, candidates) == Advice()
    asked: Counter[str] = Counter()
    many = words(*(str(number) for number in range(50)))
    assert advise(many, lambda query: asked.update([query]) or 0, candidates) == Advice()
    assert not asked


@given(st.lists(st.sampled_from(["辣椒", "电商", "贵州", "辣交", "桂州", "无"]), max_size=6))
def test_all_advice_finds_what_it_says(typed: list[str]) -> None:
    advice = advise(words(*typed), count, candidates)
    said = [(hint.typed, hint.cases) for hint in advice.repairs]
    said += [(hint.typed, hint.cases) for hint in advice.drops]
    assert all(cases == count(query) > 0 for query, cases in said)
    assert list(advice.drops) == sorted(advice.drops, key=lambda drop: -drop.cases)
