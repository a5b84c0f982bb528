"""The pieces of WordprocessingML that python-docx has no words for."""

from collections.abc import Iterator
from itertools import pairwise

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from casearchive.printing.setting.right_to_left import base_direction, tokens

TWIPS = 20  # a point


def element(name: str, /, *children: BaseOxmlElement, **values: str | int) -> BaseOxmlElement:
    """Return ``<w:name>`` with attributes of the same namespace and children."""
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(children)
    return made


def text_element(text: str, name: str = "t") -> BaseOxmlElement:
    """Return a text whose spaces at the ends are kept."""
    made = element(name)
    made.text = text
    made.set(qn("xml:space"), "preserve")
    return made


def run_content(text: str) -> Iterator[BaseOxmlElement]:
    """Yield a run's content: text, with line ends and tabs as Word writes them."""
    for number, line in enumerate(text.split("\n")):
        if number:
            yield element("br")
        for place, piece in enumerate(line.split("\t")):
            if place:
                yield element("tab")
            if piece:
                yield text_element(piece)


def run_element(
    text: str, *, properties: tuple[BaseOxmlElement, ...] = (), style: str = ""
) -> BaseOxmlElement:
    """Return a run of text."""
    made = element("r")
    head = [element("rStyle", val=style)] if style else []
    if head or properties:
        made.append(element("rPr", *head, *properties))
    made.extend(run_content(text))
    return made


def field(instruction: str, shown: str, *, dirty: bool = False) -> Iterator[BaseOxmlElement]:
    """Yield the runs of a field: what it computes, and what shows until then."""
    yield field_begin(instruction, dirty=dirty)
    yield from (element("r", text_element(f" {instruction} ", "instrText")), _mark("separate"))
    yield element("r", text_element(shown))
    yield _mark("end")


def field_begin(instruction: str, *, dirty: bool = False) -> BaseOxmlElement:
    """Return the mark a field begins with; Word computes a dirty one anew when it opens it."""
    del instruction
    begin = element("fldChar", fldCharType="begin")
    if dirty:
        begin.set(qn("w:dirty"), "true")
    return element("r", begin)


def _mark(kind: str) -> BaseOxmlElement:
    return element("r", element("fldChar", fldCharType=kind))


def open_field(instruction: str) -> Iterator[BaseOxmlElement]:
    """Yield the runs that open a field over several paragraphs; `close_field` ends it."""
    yield field_begin(instruction, dirty=True)
    yield element("r", text_element(f" {instruction} ", "instrText"))
    yield _mark("separate")


def close_field() -> BaseOxmlElement:
    """Return the run that ends a field."""
    return _mark("end")


def bookmark(number: int, name: str) -> tuple[BaseOxmlElement, BaseOxmlElement]:
    """Return the two ends of a place that links lead to."""
    return (
        element("bookmarkStart", id=number, name=name),
        element("bookmarkEnd", id=number),
    )


def reads_from_right(text: str) -> bool:
    """Say whether a paragraph of this text reads from the right."""
    return base_direction(text) == "rtl"


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """Yield `text` in stretches; True marks what reads from the right, spaces between included."""
    if base_direction(text) is None:
        yield text, False
        return
    marked = tokens(text)
    flags = [from_right for _word, from_right in marked]
    for place in range(1, len(flags) - 1):
        blank = not marked[place][0].strip()
        flags[place] = flags[place] or (blank and flags[place - 1] and flags[place + 1])
    ends = [0, *(n + 1 for n, (a, b) in enumerate(pairwise(flags)) if a != b), len(flags)]
    for start, end in pairwise(ends):
        yield "".join(word for word, _from_right in marked[start:end]), flags[start]


def borders(name: str, colour: str, *sides: str, size: int = 4) -> BaseOxmlElement:
    """Return thin lines on these sides; `size` in eighths of a point."""
    lines = (element(side, val="single", sz=size, space=4, color=colour) for side in sides)
    return element(name, *lines)
