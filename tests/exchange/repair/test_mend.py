"""Mangled pages mended, clean ones left alone, and nothing wrong without a mark."""

import json
import re
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casearchive.exchange.repair.mend import is_mangled, repair_text
from casearchive.exchange.repair.result import CERTAIN, CHECK, GAP, LOST, Repaired
from casearchive.resources import resource_path
from tests.exchange.repair.forward_model import SITE, mangled, page, traditional

SEED = Path(__file__).parents[4] / "shared" / "seed"


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inside for text in _strings(one)]


def own_paragraphs() -> list[str]:
    """Return the paragraphs of the sample archive that GBK can hold."""
    content = json.loads(resource_path("sample", "sample.json").read_text(encoding="utf-8"))
    found = [text for text in _strings(content) if re.search("[一-鿿]{12}", text)]
    return [text for text in dict.fromkeys(found) if text.encode("gbk", "replace").count(b"?") == 0]


PARAGRAPHS = own_paragraphs()


def own_text(seed: int) -> str:
    """Return about 4,000 characters of our own that quote somebody here and there."""
    start = seed * 37 % len(PARAGRAPHS)
    body = "\n".join([*PARAGRAPHS[start:], *PARAGRAPHS[:start]])[:4000]
    quoted = iter(["。", "。“", "。", "。”", "。"] * 2000)
    return "村里的做法\n" + re.sub("。(?=.)", lambda _match: next(quoted), body) + "\n"


# --- the page of the real world ------------------------------------------------------------------


@pytest.mark.skipif(not SEED.is_dir(), reason="the real page does not travel with the project")
def test_the_real_page_comes_back_but_for_the_three_marked_spots() -> None:
    repaired = repair_text((SEED / "article_garbled.txt").read_text("utf-8"))
    assert _lines(repaired.text) == _clean_lines()
    assert repaired.text.count(GAP) == 3
    gaps = [change.suggestions for change in repaired.changes if change.confidence == LOST]
    assert gaps[0] == ("4", "3", "2", "1")
    assert [suggestions[0] for suggestions in gaps[1:]] == ["力", "地"]


@pytest.mark.skipif(not SEED.is_dir(), reason="the real page does not travel with the project")
def test_the_real_page_tells_of_its_source() -> None:
    facts = repair_text((SEED / "article_garbled.txt").read_text("utf-8")).source_facts
    assert (facts.published, facts.publisher) == ("2023-04-14", "乡村干部报")
    assert (facts.author, facts.editor) == ("通讯员 谢令", "车婧")
    assert facts.title == _clean_lines()[0]


def _clean_lines() -> list[str]:
    text = (SEED / "article_clean.txt").read_text("utf-8").replace("## ", "")
    body = re.sub("〔.*?〕", GAP, text.partition("\n\n")[2])
    told = ("发布时间", "责编")  # these lines went into the source
    return [line for line in _lines(body) if not line.startswith(told)]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


# --- texts of our own, mangled by the forward model ----------------------------------------------


def test_mangled_texts_of_our_own_come_back_with_less_than_a_hundredth_wrong() -> None:
    length = wrong = 0
    for seed in range(10):
        text = own_text(seed)
        found = list(_wrong(text, repair_text(page(text, seed))))
        assert [amount for amount, marked in found if not marked] == []
        length, wrong = length + len(text), wrong + sum(amount for amount, _marked in found)
    assert length > 30_000
    assert 0 < wrong <= length / 100  # bytes that are gone count too: the model loses some


@pytest.mark.parametrize("seed", range(6))
def test_the_rest_of_a_page_is_told_or_dropped(seed: int) -> None:
    mangled_page = page(own_text(seed), seed)
    assert mangled_page.count("?") > 20  # the model slips, or the test says nothing
    facts = repair_text(mangled_page).source_facts
    assert facts.publisher == SITE
    assert facts.published.startswith("2023-05-0")


def _wrong(text: str, repaired: Repaired) -> list[tuple[int, bool]]:
    """Return how many characters differ from the truth at a place, and whether a mark says so."""
    marked = [False] * (len(repaired.text) + 1)
    for change in repaired.changes:
        if change.confidence != CERTAIN:
            marked[change.at : change.until] = [True] * (change.until - change.at)
    found = []
    matcher = SequenceMatcher(None, text, repaired.text, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal" and (text[a:b] + repaired.text[c:d]).strip():
            found.append((max(b - a, d - c), all(marked[c : max(d, c + 1)])))
    return found


def test_every_letter_of_the_original_stays_accounted_for() -> None:
    original = page(own_text(1), 1)
    repaired = repair_text(original)
    end = until = 0
    for change in repaired.changes:
        assert original[end : change.start] == repaired.text[until : change.at]
        assert original[change.start : change.end] == change.before
        assert repaired.text[change.at : change.until] == change.after
        end, until = change.end, change.until
    assert original[end:] == repaired.text[until:]


# --- clean texts ---------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=8),
    st.booleans(),
    st.sampled_from(["", "尉犁(yù lí)", "鞏留(gǒng)", "怎么办?！他问。", "A(b) x|y|z|1|2|3|"]),
)
def test_clean_texts_in_both_scripts_come_back_untouched(
    paragraphs: list[str], in_traditional: bool, oddity: str
) -> None:
    text = "\n".join([*paragraphs, oddity])
    text = traditional(text) if in_traditional else text
    repaired = repair_text(text)
    assert (repaired.text, repaired.changes, repaired.damaged) == (text, (), False)


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("訓領導學(xùn)(lǐng)?！，、。“”笆\ue187Y漢a1 \n\ufffd"),
        max_size=120,
    )
)
def test_any_damage_is_survived_and_accounted_for(noise: str) -> None:
    original = "培訓(xùn)強本領(lǐng)，學(xué)習\n" + noise
    repaired = repair_text(original)
    assert repaired.damaged
    rebuilt, end = "", 0
    for change in repaired.changes:
        rebuilt += original[end : change.start] + change.after
        end = change.end
    assert rebuilt + original[end:] == repaired.text


def test_a_few_glosses_do_not_make_a_page_mangled() -> None:
    assert not is_mangled("巩留(gǒng)县在伊犁，鞏(gǒng)是繁体。" + "村民说事。" * 20)
    assert is_mangled("培訓(xùn)強本領(lǐng)，學(xué)習。")


# --- single rules --------------------------------------------------------------------------------


def test_a_swallowed_parenthesis_gives_its_byte_back() -> None:
    repaired = repair_text(_among_annotations("由短期學(xué)習轉(zhuǎn)變?yōu)殚L期穩(wěn)定幫扶"))
    assert "由短期学习转变为长期稳定帮扶" in repaired.text


def test_a_question_that_was_asked_stays_one() -> None:
    repaired = repair_text(_among_annotations("怎么辦?他說:“沒有辦法嗎?!”"))
    assert "怎么办？他说：“没有办法吗？！”" in repaired.text


def test_parentheses_that_hold_no_reading_stay() -> None:
    repaired = repair_text(_among_annotations("鄉(zhèn)有一項(GDP)和(a)兩條"))
    assert "一项（GDP）和（a）两条" in repaired.text


def test_a_lost_tag_takes_the_end_of_the_sentence_back() -> None:
    repaired = repair_text(_among_annotations("他說:“收獲很大?/p>"))
    assert "他说：“收获很大。”" in repaired.text
    assert any(change.confidence == CHECK for change in repaired.changes)


def test_phrases_decide_how_a_character_is_simplified() -> None:
    repaired = repair_text(
        _among_annotations("著力發(fā)展,著名的乾隆年間古村,陜西的水利設(shè)施瞭解了")
    )
    assert "着力发展，著名的乾隆年间古村，陕西的水利设施了解了" in repaired.text


def test_our_model_slips_as_the_page_did() -> None:
    mangled_text = mangled("在此学习。“十八洞村是我们村的对子，", 2)
    assert mangled_text.startswith("在此學習?!笆\ue187硕创迨俏覀兇(xiōng)宓")


def _among_annotations(sentence: str) -> str:
    return f"培訓(xùn)強本領(lǐng)，學(xué)習導(dǎo)師。\n{sentence}\n"
