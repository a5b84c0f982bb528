"""Reasons and names of steps read in the language of the day, whichever they were written in."""

import ast
from pathlib import Path

import pytest

from casearchive.i18n import _, use_language
from casearchive.services.retelling import _WRITTEN, retold

SERVICES = Path(__file__).parents[2] / "src" / "casearchive" / "services"
TAKERS = {"record_revisions": 2, "recorded": 1, "_changing": 2, "note_step": 1, "_set_trashed": 2}


@pytest.mark.parametrize("message", _WRITTEN)
def test_a_text_comes_back_in_either_language(message: str) -> None:
    values = {
        **dict.fromkeys(("title", "name", "old", "new", "quote", "stem"), "“甲”{乙}"),
        **{"count": "1", "number": "12"},
    }

    def told(language: str) -> str:
        use_language(language)
        status = {"zh": "已核", "en": "Checked"}[language]
        return _(message).format(status=status, label=_("编辑"), **values)

    chinese, english = told("zh"), told("en")
    assert chinese != english
    assert (retold(chinese), retold(english)) == (english, english)
    use_language("zh")
    assert (retold(chinese), retold(english)) == (chinese, chinese)


def test_what_nobody_here_wrote_stays() -> None:
    for text in ("", "something else", "编辑过", "改为"):
        assert retold(text) == text


def test_everything_that_is_written_down_is_known() -> None:
    """Every string on the way into a history or the journal of steps."""
    said = {text for path in SERVICES.rglob("*.py") for text in _written_in(path)}
    assert {"编辑", "修改材料包“{name}”", "收藏 {count} 个案例"} <= said
    assert said - set(_WRITTEN) == set()


def _written_in(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id=name), args=args) if name in TAKERS:
                if len(args) > TAKERS[name]:
                    found |= _strings(args[TAKERS[name]])
            case ast.Assign(targets=[ast.Name(id="label")] | [ast.Attribute(attr="label")]):
                found |= _strings(node.value)
    return found


def _strings(node: ast.AST) -> set[str]:
    return {
        str(call.args[0].value)
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "_"
        and isinstance(call.args[0], ast.Constant)
    }
