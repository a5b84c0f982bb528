"""What a page shows besides text: photos inside the file, bars, routes, an index of links."""

import base64
from collections.abc import Iterator
from html import escape

from casearchive.i18n import _, listed
from casearchive.printing.blocks import (
    BarChart,
    Index,
    Parallel,
    Picture,
    RouteSketch,
    Run,
    WriteLines,
    plain,
)
from casearchive.printing.drawing.photo import PictureCannotBeShown, photo_of
from casearchive.printing.route_words import route_lines
from casearchive.printing.web.markup import Markup, tag

_PHOTO_WIDTH = 340.0  # points at print resolution: 1,180 pixels, sharp at the width of the text
_LOGO_WIDTH = 150.0  # points
_STEP, _BAR, _ROOM, _LABELS = 34, 20, 640, 120  # SVG units: a bar and its room, labels before it
_VALUES = 160  # SVG units kept for the values behind the bars
_MOST_LINES = 60


def picture(markup: Markup, made: Picture) -> Iterator[str]:
    """Yield a photo with its caption; a sentence where it cannot be shown."""
    said = made.caption + (_("（{credit}）").format(credit=made.credit) if made.credit else "")
    caption = markup.text("figcaption", plain(said)) if said else ""
    try:
        photo = photo_of(made, _PHOTO_WIDTH)
    except PictureCannotBeShown as error:
        text = _("（此处的照片无法印出：{why}）").format(why=error)
        yield tag("figure", markup.text("p", plain(text), class_="note"), caption)
        return
    data = base64.b64encode(photo.data).decode()
    image = (
        f'<img src="data:image/jpeg;base64,{data}" width="{photo.width}" '
        f'height="{photo.height}" loading="lazy" alt="{escape(said)}">'
    )
    yield tag("figure", image, caption)


def logo(made: Picture) -> str:
    """Return the logo of a cover; nothing where its file cannot be shown."""
    try:
        photo = photo_of(made, _LOGO_WIDTH)
    except PictureCannotBeShown:
        return ""
    data = base64.b64encode(photo.data).decode()
    return f'<img class="logo" src="data:image/jpeg;base64,{data}" alt="">'


def chart(markup: Markup, made: BarChart) -> Iterator[str]:
    """Yield bars as a drawing, each with its label and its value; they are never joined."""
    title = _("{title}（{unit}）").format(title=made.title, unit=made.unit)
    lines = [markup.text("figcaption", plain(title if made.unit else made.title))]
    longest = max((abs(bar.value) for bar in made.bars), default=0.0)
    room = _ROOM - _LABELS - _VALUES
    drawn = []
    for number, bar in enumerate(made.bars):
        top = number * _STEP
        width = max(1, round(room * abs(bar.value) / longest)) if longest else 1
        base = top + _BAR - 5
        drawn.append(tag("text", escape(bar.label), x=0, y=base))
        drawn.append(f'<rect x="{_LABELS}" y="{top}" width="{width}" height="{_BAR}" rx="3"/>')
        drawn.append(tag("text", escape(bar.shown), x=_LABELS + width + 8, y=base))
    height = max(len(made.bars) * _STEP, 1)
    told = escape(f"{made.title} " + " ".join(f"{b.label} {b.shown}" for b in made.bars))
    lines.append(
        f'<svg viewBox="0 0 {_ROOM} {height}" role="img" aria-label="{told}">{"".join(drawn)}</svg>'
    )
    if made.basis or made.source:
        basis = (Run(f"{made.basis}　"),) if made.basis else ()
        lines.append(markup.text("p", (*basis, *made.source), class_="note"))
    yield tag("figure", *lines, class_="chart")


def route(markup: Markup, made: RouteSketch) -> Iterator[str]:
    """Yield the stops of a route and the way between them."""
    for line in route_lines(made):
        yield markup.text("p", line.runs, class_=None if line.is_stop else "note")
    if made.note:
        yield markup.text("p", plain(made.note), class_="note")


def lines(markup: Markup, made: WriteLines) -> Iterator[str]:
    """Yield ruled lines under a label; they serve the printed page."""
    if made.label:
        yield markup.text("h4", plain(made.label))
    yield tag("div", class_="lines") * min(made.lines, _MOST_LINES)


def parallel(markup: Markup, made: Parallel) -> Iterator[str]:
    """Yield two texts side by side."""
    heads = tag("tr", *(markup.text("th", plain(head), scope="col") for head in made.heads))
    head = tag("thead", heads) if any(made.heads) else ""
    rows = (tag("tr", *(markup.text("td", runs) for runs in pair)) for pair in made.rows)
    yield tag("div", tag("table", head, tag("tbody", *rows), class_="parallel"), class_="wide")


def index(markup: Markup, made: Index) -> Iterator[str]:
    """Yield the words of an index, each a link to every place it leads to."""
    if made.title:
        yield markup.text("h2", plain(made.title))
    items = []
    for entry in made.entries:
        if not entry.anchors:
            items.append(markup.text("li", (Run(entry.text, bold=True),)))
            continue
        links = listed(
            tag("a", str(number), href=f"#{markup.place(anchor)}")
            for number, anchor in enumerate(entry.anchors, 1)
        )
        items.append(tag("li", markup.text("span", plain(entry.text)), f"　{links}"))
    yield tag("ul", *items, class_="index")
