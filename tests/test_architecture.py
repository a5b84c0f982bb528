"""The shape of the program, one rule a test: rooms, outside libraries, sizes, docstrings.

cli, ui -> services -> storage | search | printing | exchange | study -> domain -> ground floor.
"""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from pytest_archon import archrule
from pytest_archon.collect import collect_imports, walk_runtime
from pytest_archon.rule import Rule

TOP = Path(__file__).parents[1]
PACKAGE = TOP / "src" / "casearchive"
MODULES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = [TOP / "run.py", *sorted((TOP / "packaging").rglob("*.py"))]
# A migration is generated once and never edited again, whatever its length.
WRITTEN = [path for path in MODULES if path.parent.name != "versions"] + SCRIPTS
NOQA = re.compile(r"noqa(: *[A-Z]+\d+(, *[A-Z]+\d+)*)?")

GROUND = ("child", "errors", "i18n", "pace", "precedence", "progress", "resources", "settings")
MIDDLE = ("storage", "search", "printing", "exchange", "study")
FACES = ("cli", "ui", "__main__")

# Deliberate exceptions, each with its reason: {"src/casearchive/…/module.py[:function]": "why"}.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}


def rooms(*names: str) -> list[str]:
    """Return patterns for everything inside these rooms."""
    return [f"casearchive.{name}{tail}" for name in names for tail in ("", ".*")]


def check(
    rule: Rule, who: list[str], never: list[str], except_for: list[str] | None = None
) -> None:
    """Hold the modules `who` to import `never`, directly, at the top or inside functions."""
    constraints = rule.match(*who).should_not_import(*never).may_import(*(except_for or []))
    constraints.check("casearchive", only_direct_imports=True)


def only(*names: str, may_import: str) -> None:
    """Hold every room but these off an outside library."""
    others = archrule(f"only {', '.join(names)} know {may_import}").match("casearchive.*")
    library = [may_import, f"{may_import}.*"]
    rule = others.exclude(*rooms(*names)).should_not_import(*library)
    rule.check("casearchive", only_direct_imports=True)


def existing(names: tuple[str, ...]) -> list[str]:
    """Return those of the rooms that have been built."""
    return [
        name for name in names if (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file()
    ]


# --- rooms ---------------------------------------------------------------------------------------


def test_the_ground_floor_knows_nothing_above_it() -> None:
    check(archrule("ground"), rooms(*GROUND), ["casearchive.*"], rooms(*GROUND))


def test_the_domain_knows_only_the_ground_floor() -> None:
    check(archrule("domain"), rooms("domain"), ["casearchive.*"], rooms("domain", *GROUND))


@pytest.mark.parametrize("room", existing(MIDDLE))
def test_a_middle_room_knows_only_itself_and_what_lies_below(room: str) -> None:
    below = rooms(room, "domain", *GROUND)
    check(archrule(f"{room} and its neighbours"), rooms(room), ["casearchive.*"], below)


def test_services_know_neither_the_wiring_nor_the_faces() -> None:
    check(archrule("services"), rooms("services"), rooms("bootstrap", *FACES))


def test_the_window_sees_services_and_the_ground_floor_only() -> None:
    check(archrule("window"), rooms("ui"), ["casearchive.*"], rooms("ui", "services", *GROUND))


@pytest.mark.parametrize("module", existing(("cli", "bootstrap")))
def test_the_command_line_and_the_wiring_see_only_their_own_rooms(module: str) -> None:
    never = {"cli": rooms("domain", *MIDDLE), "bootstrap": rooms(*FACES)}[module]
    check(archrule(f"{module} keeps to its place"), rooms(module), never)


def test_no_modules_import_each_other_in_a_circle() -> None:
    imports = collect_imports("casearchive", walk_runtime)
    ours = {name: {seen for seen in seens if seen in imports} for name, seens in imports.items()}
    TopologicalSorter(ours).prepare()  # raises CycleError with the circle


# --- outside libraries ---------------------------------------------------------------------------


def test_only_the_window_knows_qt() -> None:
    only("ui", may_import="PySide6")


def test_only_printing_knows_reportlab() -> None:
    only("printing", may_import="reportlab")


def test_only_printing_shapes_text() -> None:
    only("printing", may_import="uharfbuzz")


def test_sqlalchemy_stays_below_the_faces_and_out_of_printing() -> None:
    only("domain", "services", "storage", "search", "exchange", "study", may_import="sqlalchemy")


def test_only_exchange_reads_documents_of_others() -> None:
    only("exchange", "printing.office.word", may_import="docx")
    only("exchange", may_import="pypdfium2")
    only("exchange", may_import="trafilatura")


def test_each_office_format_is_written_in_one_room() -> None:
    only("exchange", "printing.office.slides", may_import="pptx")
    only("exchange", "printing.office.workbook", may_import="openpyxl")


def test_only_finishing_and_exchange_open_finished_pdfs() -> None:
    only("exchange", "printing.finishing", may_import="pikepdf")


def test_only_storage_migrates() -> None:
    only("storage", may_import="alembic")


# --- every file ----------------------------------------------------------------------------------


def test_every_module_says_what_it_is_for() -> None:
    silent = [name(path) for path in [*MODULES, *SCRIPTS] if not ast.get_docstring(parse(path))]
    assert silent == []


def test_packages_hold_no_logic_of_their_own() -> None:
    plain = (ast.Expr, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign)
    packages = [path for path in MODULES if path.name == "__init__.py"]
    busy = [name(p) for p in packages if not all(isinstance(n, plain) for n in parse(p).body)]
    assert busy == []


def test_a_file_reads_in_one_sitting() -> None:
    lengths = {name(path): len(path.read_text("utf-8").splitlines()) for path in WRITTEN}
    assert too_long(lengths, 400, LONG_FILES) == {}


def test_a_function_fits_one_screen() -> None:
    lengths = {
        f"{name(path)}:{function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path in WRITTEN
        for function in functions(parse(path))
    }
    assert too_long(lengths, 60, LONG_FUNCTIONS) == {}


def test_an_import_inside_a_function_says_why() -> None:
    hidden = [f"{name(path)}:{line}" for path in MODULES for line in hidden_imports(path)]
    assert hidden == []


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_bytes())


def name(path: Path) -> str:
    return path.relative_to(TOP).as_posix()


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def hidden_imports(path: Path) -> set[int]:
    """Return the lines of imports inside functions that neither they nor the line above explain.

    A module that gives one reason for all of its imports says ``ruff: noqa: PLC0415`` below it.
    """
    inside = (node for function in functions(parse(path)) for node in ast.walk(function))
    imports = {n.lineno for n in inside if isinstance(n, ast.Import | ast.ImportFrom)}
    lines = path.read_text("utf-8").splitlines()
    if "# ruff: noqa: PLC0415" in lines:
        return set()
    silent: set[int] = set()
    for number in sorted(imports):
        explained = re.search(r"\w", NOQA.sub("", lines[number - 1].partition("#")[2]))
        follows = number - 1 in imports - silent
        if not explained and not follows:
            silent.add(number)
    return silent


def too_long(lengths: dict[str, int], limit: int, reasons: dict[str, str]) -> dict[str, int]:
    """Return what is over the limit without a reason, and reasons that are no longer needed."""
    over = {what: length for what, length in lengths.items() if length > limit}
    return {what: over.get(what, 0) for what in over.keys() ^ reasons.keys()}
