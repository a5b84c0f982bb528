"""What a frozen edition keeps: the same publication back, and nothing else a stranger writes."""

import json
from pathlib import Path

import pytest

from casearchive.printing.blocks import Cover, Part, Picture, Publication
from casearchive.printing.frozen import FrozenDataIsWrong, freeze, pictures_in, thaw
from casearchive.printing.pdf import render_pdf
from casearchive.printing.templates.loading import load_template, template_names
from tests.printing import samples

SHA = "a" * 64


def through_json(publication: Publication, template: str = "casebook") -> dict[str, object]:
    kept = freeze(publication, load_template(template))
    data: dict[str, object] = json.loads(json.dumps(kept, ensure_ascii=False))
    return data


@pytest.mark.parametrize("template", template_names())
def test_what_comes_back_prints_the_same_bytes(template: str) -> None:
    made = samples.publication(1)
    publication, look = thaw(through_json(made, template), lambda _sha: "")
    assert publication == made
    fonts = samples.fonts()
    first = render_pdf(made, fonts=fonts, template=load_template(template))
    assert render_pdf(publication, fonts=fonts, template=look).data == first.data


def test_a_picture_lies_where_this_archive_keeps_it_and_nowhere_else() -> None:
    picture = Picture("/home/somebody/photo.jpg", SHA, "棚")
    made = Publication("册", (Part("一", (picture,)),), cover=Cover(logo=picture))
    kept = through_json(made)
    assert "somebody" not in json.dumps(kept)
    assert pictures_in(kept) == {SHA}
    kept["publication"]["parts"][0]["blocks"][0]["path"] = "/etc/passwd"  # type: ignore[index]
    publication, _look = thaw(kept, lambda sha: str(Path("/store") / sha))
    (shown,) = publication.parts[0].blocks
    assert isinstance(shown, Picture)
    assert shown.path == f"/store/{SHA}"


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"publication": None, "template": None},
        {"publication": {"is": "Path", "args": ["/"]}, "template": {}},
        {
            "publication": {"is": "Publication", "title": "x", "parts": [], "more": 1},
            "template": {},
        },
        {"publication": {"is": ["x"]}, "template": {}},
    ],
)
def test_a_stranger_s_data_makes_nothing_else(wrong: dict[str, object]) -> None:
    with pytest.raises(FrozenDataIsWrong):
        thaw(wrong, lambda _sha: "")
