"""No word of a trainer-only field reaches a trainee, through any template."""

import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from casearchive.printing.blocks import texts_of
from casearchive.printing.composing.compose import compose
from casearchive.printing.composing.content import read_content
from casearchive.printing.pdf import render_pdf
from casearchive.printing.templates.loading import load_template, template_names
from tests.printing import samples
from tests.printing.secrets import (
    SECRET_LETTERS,
    SecretPack,
    leaks,
    pictures_in,
    secret_packs,
    shelved,
)

SHIPPED = template_names()


@pytest.mark.parametrize("template", SHIPPED)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=secret_packs())
def test_no_block_of_a_trainee_s_edition_holds_a_trainer_s_word(
    template: str, drawn: SecretPack
) -> None:
    with shelved(drawn) as pack:
        made = compose(
            pack, content=read_content(template), picture_of=pictures_in(Path("/nowhere"))
        )
    assert leaks("".join(texts_of(made.publication))) == ""
    carried = pickle.dumps(made.publication)  # nor does what travels to the printing process
    assert not any(letter.encode() in carried for letter in SECRET_LETTERS)


@pytest.mark.parametrize("template", SHIPPED)
@settings(max_examples=2, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=secret_packs())
def test_no_page_of_a_trainee_s_edition_holds_a_trainer_s_word(
    template: str, drawn: SecretPack
) -> None:
    with shelved(drawn) as pack:
        made = compose(pack, content=read_content(template))
    pages = render_pdf(
        made.publication, fonts=samples.fonts(), template=load_template(template)
    ).data
    assert leaks(samples.text_of(pages)) == ""


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=secret_packs())
def test_a_trainer_s_casebook_holds_them(drawn: SecretPack) -> None:
    with shelved(drawn, "trainer") as pack:
        made = compose(pack, "trainer", content=read_content("casebook"))
    text = "".join(texts_of(made.publication))
    assert all(told in text for told in drawn.told)
