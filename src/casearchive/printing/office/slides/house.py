"""The deck's own look, made of the library's plain template: wide, quiet, one accent."""

from dataclasses import dataclass

from lxml import etree
from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Inches

INK, QUIET, ACCENT = "1A1A1A", "59626A", "1F6F78"
TINT, HAIRLINE = "F1F5F5", "B9C2C6"
_THEME = {
    "dk2": INK, "lt2": TINT, "accent1": ACCENT, "accent2": "C9772B", "accent3": "6B8E4E",
    "accent4": "7A5C8E", "accent5": "3E6FA3", "accent6": "A34E4E", "hlink": ACCENT,
    "folHlink": QUIET,
}  # fmt: skip
_CHINESE, _LATIN, _FROM_RIGHT = "微软雅黑", "Arial", "Microsoft Uighur"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_KEPT = {"Title Slide": "cover", "Title and Content": "text", "Section Header": "case",
         "Title Only": "plain"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Area:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float


WIDTH, HEIGHT = 13.333, 7.5
TITLE = Area(0.75, 0.45, 11.8, 0.95)
BODY = Area(0.75, 1.55, 11.8, 5.2)
_COVER_TITLE = Area(1.1, 2.1, 11.0, 1.75)
_COVER_TEXT = Area(1.1, 4.05, 11.0, 2.2)
_CASE_TITLE = Area(1.1, 1.6, 11.0, 1.75)
_CASE_TEXT = Area(1.1, 3.55, 11.0, 2.9)
BODY_SIZES = (26, 23, 20)  # pt: the largest that a slide's text fits in
BODY_SIZE, TITLE_SIZE, COVER_SIZE, TABLE_SIZE = 20, 30, 40, 16  # pt


def new_deck() -> Deck:
    """Return an empty deck of 16 to 9 with the layouts cover, text, case and plain."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    master = deck.slide_masters[0]
    _paint_theme(master)
    for layout in list(master.slide_layouts):
        if layout.name not in _KEPT:
            master.slide_layouts.remove(layout)
    _dress_master(master)
    for layout in master.slide_layouts:
        _dress_layout(layout, _KEPT[layout.name])
    return deck


def layout_of(deck: Deck, kind: str) -> SlideLayout:
    """Return one of the layouts: cover, text, case, plain."""
    return next(layout for layout in deck.slide_layouts if _KEPT[layout.name] == kind)


def _paint_theme(master: SlideMaster) -> None:
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = etree.fromstring(part.blob)
    for name, colour in _THEME.items():
        for slot in root.iter(f"{_DRAWING}{name}"):
            slot.clear()
            etree.SubElement(slot, f"{_DRAWING}srgbClr", val=colour)
    for fonts in (*root.iter(f"{_DRAWING}majorFont"), *root.iter(f"{_DRAWING}minorFont")):
        for tag, face in (("latin", _LATIN), ("ea", _CHINESE), ("cs", _FROM_RIGHT)):
            slot = fonts.find(f"{_DRAWING}{tag}")
            if slot is not None:
                slot.set("typeface", face)
        for font in fonts.findall(f"{_DRAWING}font"):
            if font.get("script") == "Hans":
                font.set("typeface", _CHINESE)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def put(shape: BaseShape, area: Area) -> None:
    """Put a shape where `area` says."""
    shape.left, shape.top = Inches(area.left), Inches(area.top)
    shape.width, shape.height = Inches(area.width), Inches(area.height)


def _dress_master(master: SlideMaster) -> None:
    for shape in list(master.placeholders):
        kind = shape.element.find(f".//{qn('p:ph')}").get("type")
        if kind in ("dt", "ftr"):
            shape.element.getparent().remove(shape.element)
        elif kind != "sldNum":
            put(shape, TITLE if kind == "title" else BODY)
    styles = master.element.find(qn("p:txStyles"))
    _set_style(styles.find(qn("p:titleStyle")), TITLE_SIZE, INK, bold=True)
    for level in range(1, 10):
        size = BODY_SIZE if level == 1 else BODY_SIZE - 2
        _set_style(styles.find(qn("p:bodyStyle")), size, INK, level=level)


def _set_style(
    style: etree._Element, size: int, colour: str, *, level: int = 1, bold: bool = False
) -> None:
    properties = style.find(qn(f"a:lvl{level}pPr"))
    if properties is None:
        return
    properties.set("algn", "l")
    made = properties.find(qn("a:defRPr"))
    made.set("sz", str(size * 100))
    made.set("b", "1" if bold else "0")
    fill = made.find(qn("a:solidFill"))
    if fill is not None:
        made.replace(
            fill,
            parse_xml(
                '<a:solidFill xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
                f'<a:srgbClr val="{colour}"/></a:solidFill>'
            ),
        )


def _dress_layout(layout: SlideLayout, kind: str) -> None:
    for shape in list(layout.placeholders):
        found = shape.element.find(f".//{qn('p:ph')}").get("type")
        if found in ("dt", "ftr"):
            shape.element.getparent().remove(shape.element)
        elif found == "sldNum":
            shape.element.getparent().remove(shape.element)  # slides would not take it over
        else:
            _place_text(shape, kind, is_title=shape.placeholder_format.idx == 0)
    if kind in ("cover", "case"):
        top = _COVER_TITLE.top if kind == "cover" else _CASE_TITLE.top
        _bar(layout, Area(0.0, 0.0, 0.32, HEIGHT), ACCENT)
        _bar(layout, Area(1.1, top - 0.35, 0.9, 0.07), ACCENT)
    else:
        _bar(layout, Area(0.75, 1.38, 11.83, 0.02), HAIRLINE)
    if kind != "cover":
        _number(layout)


def _place_text(shape: BaseShape, kind: str, *, is_title: bool) -> None:
    if kind == "cover":
        put(shape, _COVER_TITLE if is_title else _COVER_TEXT)
    elif kind == "case":
        put(shape, _CASE_TITLE if is_title else _CASE_TEXT)
    else:
        put(shape, TITLE if is_title else BODY)
    frame = shape.text_frame  # type: ignore[attr-defined]  # placeholders have one
    frame.vertical_anchor = MSO_ANCHOR.TOP
    if is_title:
        frame.vertical_anchor = MSO_ANCHOR.TOP if kind in ("cover", "case") else MSO_ANCHOR.MIDDLE
    own = shape.element.find(f".//{qn('a:lstStyle')}")
    for child in list(own):
        own.remove(child)
    if kind in ("cover", "case"):
        size, colour = (COVER_SIZE, INK) if is_title else (BODY_SIZE, QUIET)
        own.append(_level(size, colour, bold=is_title))


def _level(size: int, colour: str, *, bold: bool) -> etree._Element:
    weight = ' b="1"' if bold else ' b="0"'
    return parse_xml(
        '<a:lvl1pPr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" marL="0" '
        f'indent="0" algn="l"><a:buNone/><a:defRPr sz="{size * 100}" cap="none"{weight}>'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    )


_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


def _bar(layout: SlideLayout, area: Area, colour: str) -> None:
    """Draw a rule or a band on a layout."""
    shape = _drawn(layout, area, f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>')
    layout.shapes._spTree.insert(2, shape)


def _number(layout: SlideLayout) -> None:
    """Put the number of the slide into the corner."""
    shape = _drawn(layout, Area(WIDTH - 1.95, 6.95, 1.2, 0.35), "<a:noFill/>")
    shape.append(
        parse_xml(
            f'<p:txBody {_NAMESPACES}><a:bodyPr anchor="ctr"/><a:lstStyle/><a:p>'
            '<a:pPr algn="r"/><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
            f'<a:rPr lang="en-US" sz="1200"><a:solidFill><a:srgbClr val="{QUIET}"/></a:solidFill>'
            "</a:rPr><a:t>‹#›</a:t></a:fld></a:p></p:txBody>"
        )
    )
    layout.shapes._spTree.append(shape)


def _drawn(layout: SlideLayout, area: Area, fill: str) -> etree._Element:
    number = 90 + len(layout.shapes._spTree)
    return parse_xml(
        f'<p:sp {_NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="drawn {number}"/><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{Inches(area.left)}" y="{Inches(area.top)}"/>'
        f'<a:ext cx="{Inches(area.width)}" cy="{Inches(area.height)}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}<a:ln><a:noFill/></a:ln></p:spPr>'
        "</p:sp>"
    )
