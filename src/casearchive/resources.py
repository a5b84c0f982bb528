"""Where the files that ship with the program lie."""

from functools import cache
from pathlib import Path


@cache
def resource_path(*parts: str) -> Path:
    """Return the path of a shipped file or folder, e.g. ``resource_path("sample", "sample.json")``.

    A wheel carries the files inside the package; a checkout keeps them at its top level.
    """
    package = Path(__file__).parent
    inside = package / "resources"
    root = inside if inside.is_dir() else package.parents[1] / "resources"
    return root.joinpath(*parts)


@cache
def manual_path(*parts: str) -> Path:
    """Return the path of a part of the manual, e.g. ``manual_path("zh", "start.md")``.

    A checkout keeps it in ``docs``, where sites show it; a wheel carries it among the resources.
    """
    inside = resource_path("manual")
    root = inside if inside.is_dir() else Path(__file__).parents[2] / "docs"
    return root.joinpath(*parts)
