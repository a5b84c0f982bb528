"""The shipped words: every list there, every word in both languages, the sample's among them."""

import json
from typing import Any

import pytest

from casearchive.domain import terms
from casearchive.resources import resource_path

WORDS: dict[str, list[dict[str, Any]]] = json.loads(
    resource_path("vocabularies.json").read_text(encoding="utf-8")
)
SAMPLE: dict[str, Any] = json.loads(
    resource_path("sample", "sample.json").read_text(encoding="utf-8")
)
FIXED = {
    "theme": terms.THEMES,
    "kind": terms.CASE_KINDS,
    "role": terms.CASE_ROLES,
    "status": terms.CASE_STATUSES,
    "qualifier": terms.QUALIFIERS,
    "period_kind": terms.PERIOD_KINDS,
    "source_type": terms.SOURCE_TYPES,
    "source_grade": terms.SOURCE_GRADES,
    "licence": terms.LICENCES,
    "portrait_consent": terms.CONSENTS,
    "pairing_kind": terms.PAIRING_KINDS,
    "edition": terms.EDITIONS,
}
CHOSEN = ("scope", "industry", "governance_topic", "income_path")


def words(vocabulary: str) -> list[str]:
    return [entry["word"] for entry in WORDS[vocabulary]]


def test_every_list_of_the_domain_is_shipped_and_no_other() -> None:
    assert set(WORDS) == {*terms.VOCABULARIES, *FIXED}


@pytest.mark.parametrize(("vocabulary", "fixed"), FIXED.items())
def test_a_fixed_list_is_that_of_the_schema(vocabulary: str, fixed: tuple[str, ...]) -> None:
    assert words(vocabulary) == list(fixed)


@pytest.mark.parametrize("vocabulary", WORDS)
def test_every_word_is_there_once_and_in_both_languages(vocabulary: str) -> None:
    assert len(set(words(vocabulary))) == len(WORDS[vocabulary])
    for entry in WORDS[vocabulary]:
        assert entry["english"].strip()
        assert entry["word"] not in entry["synonyms"]


def test_labels_tell_english_words_apart() -> None:
    for vocabulary in WORDS.keys() - {"unit"}:  # 人 and 名 are both "people"
        english = [entry["english"] for entry in WORDS[vocabulary]]
        assert len(set(english)) == len(english), vocabulary


def test_letters_are_explained_in_chinese() -> None:
    for vocabulary in ("source_type", "source_grade"):
        assert all(entry["label"] for entry in WORDS[vocabulary])


def test_an_indicator_has_a_shipped_unit_and_a_known_period() -> None:
    for entry in WORDS["indicator"]:
        assert entry["unit"] in words("unit")
        assert entry["period_kind"] in ("", *terms.PERIOD_KINDS)


def test_the_words_of_the_sample_are_shipped() -> None:
    for case in SAMPLE["cases"]:
        for vocabulary in CHOSEN:
            assert case.get(vocabulary) is None or case[vocabulary] in words(vocabulary)
        assert set(case["themes"]) <= set(words("theme"))
        assert set(case.get("endowments", ())) <= set(words("endowment"))
        assert {section["type"] for section in case["sections"]} <= set(words("section_type"))
        assert {question["type"] for question in case["questions"]} <= set(words("question_type"))
        for outcome in case.get("outcomes", ()):
            assert outcome["indicator"] in words("indicator")
    counts = [count for programme in SAMPLE["programmes"] for count in programme.get("counts", ())]
    assert {count["unit"] for count in counts} <= set(words("unit"))
    assert {site["kind"] for site in SAMPLE["sites"]} <= set(words("site_kind"))
