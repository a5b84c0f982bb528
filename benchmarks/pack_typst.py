"""The same pack as typst markup, so that both programs set the same words, tables and photos."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from casearchive.printing.blocks import (
    Align,
    DataTable,
    FactsTable,
    Heading,
    ListEntry,
    Paragraph,
    Picture,
    Publication,
    Questions,
    Runs,
    SourceList,
)

_HEAD = """\
#set document(title: "{title}")
#set page(paper: "a4", margin: (top: 25mm, bottom: 22mm, inside: 25mm, outside: 20mm),
  header: context text(9pt)[教师版 #h(1fr) {title}],
  footer: context align(center, text(9pt)[第 #counter(page).display() 页 /
    共 #counter(page).final().first() 页]))
#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: 10.5pt, lang: "zh", region: "cn")
#set par(justify: true, leading: 10.3pt, spacing: 10.3pt)
#set par(first-line-indent: (amount: 2em, all: true))
#show heading: set text(font: "Noto Sans SC")
#show strong: set text(font: "Noto Sans SC")
#show heading.where(level: 1): set text(size: 20pt)
#show heading.where(level: 2): set text(size: 13pt)
#show figure.caption: set text(font: "Noto Sans SC", size: 9pt)
#align(left)[#v(60mm) #text(32pt, font: "Noto Sans SC")[{title}] \\ {subtitle} \\ 教师版 \\ {foot}]
#pagebreak()
#outline(title: [目录], depth: 1)
"""


def font_folders() -> list[str]:
    """Return where the packages keep the faces that casearchive prints with."""
    song = files("pylopdf_fonts_zh_cn")
    hei = files("justmytype_intl_cjk").joinpath("fonts", "ofl", "notosanssc")
    return [str(song), str(hei)]


def typst_markup(publication: Publication, root: Path) -> str:
    """Return a pack as typst markup; its photos must lie under `root`."""
    written = [_head(publication)]
    for part in publication.parts:
        written.append("#pagebreak()\n")
        for block in part.blocks:
            written.extend(_block(block, root))
    return "\n".join(written)


def _head(publication: Publication) -> str:
    """Return the document's settings, cover and contents."""
    facts = publication.cover.facts if publication.cover else ()
    foot = "".join(f"{fact.label} {_runs(fact.value)} " for fact in facts)
    kicker = publication.cover.kicker if publication.cover else ""
    head = _HEAD.replace("{title}", publication.title).replace("{subtitle}", publication.subtitle)
    return head.replace("{foot}", f"{kicker} {foot}")


def _block(block: object, root: Path) -> Iterator[str]:
    match block:
        case Heading(level, text, anchor):
            label = f" <{anchor}>" if anchor else ""
            if block.kicker:
                yield f"#text(9pt)[{_escaped(block.kicker)}]\n"
            yield f"{'=' * level} {_escaped(text)}{label}\n"
        case Paragraph(runs, lead):
            body = _runs(runs)
            yield f"#block(fill: luma(245), inset: 6pt)[{body}]\n" if lead else f"{body}\n"
        case FactsTable(facts):
            cells = ", ".join(f"[{_escaped(f.label)}], [{_runs(f.value)}]" for f in facts)
            yield f"#table(columns: (1fr, 3fr, 1fr, 3fr), stroke: none, {cells})\n"
        case DataTable():
            yield from _table(block)
        case ListEntry(runs, marker):
            yield f"#par(hanging-indent: 3.5em)[{_escaped(marker)} {_runs(runs)}]\n"
        case Questions(items):
            for number, item in enumerate(items, 1):
                yield f"{number}. {_runs(item.stem)}（{_escaped(item.kind)}）\n"
        case SourceList(entries):
            for entry in entries:
                yield f"#text(9pt)[\\[{entry.number}\\] {_runs(entry.runs)}] <{entry.anchor}>\n"
        case Picture(path, _sha256, caption, credit):
            name = Path(path).relative_to(root)
            caption = f"{caption}（{credit}）"
            yield f'#figure(image("{name}", width: 85%), supplement: none, caption: '
            yield f"[{_escaped(caption)}])\n"


def _table(table: DataTable) -> Iterator[str]:
    aligns = ", ".join("right" if c.align is Align.RIGHT else "left" for c in table.columns)
    widths = ", ".join(f"{column.weight}fr" for column in table.columns)
    head = ", ".join(f"[*{_escaped(column.head)}*]" for column in table.columns)
    cells = ", ".join(f"[{_runs(cell)}]" for row in table.rows for cell in row)
    yield f'#text(font: "Noto Sans SC", 9.5pt)[{_escaped(table.caption)}]\n'
    yield (
        f"#table(columns: ({widths},), align: ({aligns},), stroke: (x: none, y: 0.35pt),"
        f" table.header({head}), {cells})\n"
    )
    yield f"#text(9pt)[{_runs(table.note)}]\n"


def _runs(runs: Runs) -> str:
    return "".join(_run(run.text, run.bold, run.raised, run.link) for run in runs)


def _run(text: str, bold: bool, raised: bool, link: str) -> str:
    body = _escaped(text)
    if bold:
        body = f"#strong[{body}]"
    if raised:
        body = f"#super[{body}]"
    return f"#link(<{link[1:]}>)[{body}]" if link.startswith("#") else body


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "\\#[]*_`$<>@~=-+/." else char for char in text)
