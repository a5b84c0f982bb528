"""A template's styles as Word's: names a reader knows, faces that Word and WPS have."""

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import ParagraphStyle

from casearchive.printing.faces.fontfiles import Role
from casearchive.printing.measures import Colour, Template, TextStyle
from casearchive.printing.office.word.elements import TWIPS, element
from casearchive.printing.strokes import STROKES

_FACES = {
    Role.SONG: ("宋体", "Times New Roman"),
    Role.SONG_BOLD: ("宋体", "Times New Roman"),
    Role.HEI: ("黑体", "Arial"),
    Role.HEI_BOLD: ("黑体", "Arial"),
    Role.KAI: ("楷体", "Times New Roman"),
}
_FANG = ("仿宋", "Times New Roman")
RIGHT_TO_LEFT_FACE = "Microsoft Uighur"  # on every Windows since 8; others take what they have
_ALIGNMENTS = {"left": "left", "centre": "center", "right": "right", "justify": "both"}
_LINES_UNDER = {"yellow": "single", "green": "dash", "blue": "dotted", "pink": "double"}
_BOLD = (Role.SONG_BOLD, Role.HEI_BOLD)


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A style of the document: Word's name, the template's, what it is based on, its rank."""

    name: str
    source: str
    outline: int = -1  # -1: no heading


STYLES = (
    WordStyle("Heading 1", "heading_1", 0),
    WordStyle("Heading 2", "heading_2", 1),
    WordStyle("Heading 3", "heading_3", 2),
    WordStyle("Heading 4", "heading_4", 3),
    WordStyle("Title", "cover_title"),
    WordStyle("Subtitle", "cover_subtitle"),
    WordStyle("Caption", "caption"),
    WordStyle("Quote", "quote"),
    WordStyle("TOC Heading", "contents_title"),
    WordStyle("toc 1", "contents_1"),
    WordStyle("toc 2", "contents_2"),
    WordStyle("封面题上", "cover_kicker"),
    WordStyle("封面版次", "cover_edition"),
    WordStyle("前置标题", "heading_2"),
    WordStyle("案例编号", "kicker"),
    WordStyle("提要", "lead"),
    WordStyle("列表段落", "list"),
    WordStyle("表注", "note"),
    WordStyle("表头文字", "cell_head"),
    WordStyle("表格文字", "cell"),
    WordStyle("事实名称", "label"),
    WordStyle("事实内容", "fact"),
    WordStyle("框内标题", "box_title"),
    WordStyle("框内文字", "box_text"),
    WordStyle("思考题", "question"),
    WordStyle("参考答案", "answer"),
    WordStyle("出处条目", "source"),
    WordStyle("图片", "body"),
    WordStyle("图题", "figure_caption"),
    WordStyle("索引条目", "index"),
    WordStyle("索引分组", "index_head"),
    WordStyle("填写项目", "write_label"),
)
LINK = "链接文字"


def dress(document: Document, template: Template, language: str) -> None:
    """Give the document the template's styles in place of the library's."""
    _settle_defaults(document, template.styles["body"], language)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    _shape(normal.element, template.styles["body"])
    for known in STYLES:
        style = _style(document, known.name)
        _shape(style.element, template.styles.get(known.source, template.styles["body"]))
        style.base_style = None
        style.hidden, style.quick_style = False, True
        if known.outline >= 0:
            style.element.get_or_add_pPr().append(element("outlineLvl", val=known.outline))
    link = document.styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER)
    link.element.append(element("rPr", element("color", val=hexed(template.colours["accent"]))))


def _style(document: Document, name: str) -> ParagraphStyle:
    found = next((s for s in document.styles if s.name == name), None)
    style = found or document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    return style


def _settle_defaults(document: Document, body: TextStyle, language: str) -> None:
    """Say once for the whole document which languages and faces it is in."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults is not None
    defaults.clear()
    properties = element(
        "rPr",
        _fonts(body.face),
        element("sz", val=round(body.size * 2)),
        element("szCs", val=round(body.size * 2)),
        element("lang", val="en-US", eastAsia=language, bidi="ug-CN"),
    )
    defaults.append(element("rPrDefault", properties))
    defaults.append(element("pPrDefault"))


def _shape(style: BaseOxmlElement, made: TextStyle) -> None:
    """Replace what the style says by what the template says."""
    for tag in ("w:pPr", "w:rPr"):
        for old in style.findall(qn(tag)):
            style.remove(old)
    style.append(_paragraph_properties(made))
    style.append(_run_properties(made))


def _paragraph_properties(made: TextStyle) -> BaseOxmlElement:
    keep = [element("keepNext")] if made.keep_next else []
    indent = element("ind", left=_em(made, made.left), right=_em(made, made.right))
    if made.first_indent:
        indent.set(qn("w:firstLineChars"), str(round(made.first_indent * 100)))
        indent.set(qn("w:firstLine"), str(_em(made, made.first_indent)))
    return element(
        "pPr",
        *keep,
        element("widowControl"),
        element(
            "spacing",
            before=round(made.before * TWIPS),
            after=round(made.after * TWIPS),
            line=round(made.leading * TWIPS),
            lineRule="atLeast",
        ),
        indent,
        element("jc", val=_ALIGNMENTS[made.align]),
    )


def _em(made: TextStyle, count: float) -> int:
    return round(count * made.size * TWIPS)


def _run_properties(made: TextStyle) -> BaseOxmlElement:
    bold = [element("b"), element("bCs")] if made.face in _BOLD else [element("b", val=0)]
    return element(
        "rPr",
        _fonts(made.face),
        *bold,
        element("color", val=hexed(made.colour)),
        element("sz", val=round(made.size * 2)),
        element("szCs", val=round(made.size * 2)),
    )


def _fonts(role: Role) -> BaseOxmlElement:
    chinese, latin = _FACES.get(role, _FANG)
    return element("rFonts", ascii=latin, hAnsi=latin, eastAsia=chinese, cs=RIGHT_TO_LEFT_FACE)


def emphasis_fonts() -> BaseOxmlElement:
    """Return the face of emphasis: 楷体, since slanted Chinese reads badly."""
    return element("rFonts", eastAsia=_FACES[Role.KAI][0])


def highlighting(name: str) -> tuple[BaseOxmlElement, BaseOxmlElement]:
    """Return how words are marked: a line of its own for each colour, and its pale ground."""
    stroke = STROKES[name]
    line = element("u", val=_LINES_UNDER[name], color=hexed(stroke.colour))
    return line, element("shd", val="clear", color="auto", fill=hexed(stroke.ground))


def hexed(colour: Colour) -> str:
    """Return a colour as six hexadecimal digits."""
    return "".join(f"{round(part * 255):02X}" for part in colour)
