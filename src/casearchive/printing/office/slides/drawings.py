"""Slides that show something: a photo, a chart of bars that PowerPoint itself can edit."""

import io
from collections.abc import Sequence

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from casearchive.i18n import _
from casearchive.printing.blocks import BarChart, Picture, Run, Runs, plain
from casearchive.printing.drawing.photo import PictureCannotBeShown, photo_of
from casearchive.printing.office.package import xml_text
from casearchive.printing.office.photos import with_head
from casearchive.printing.office.slides.fitting import cut_runs, shortened
from casearchive.printing.office.slides.flow import SlideFlow
from casearchive.printing.office.slides.house import ACCENT, BODY, HAIRLINE, INK, Area, put
from casearchive.printing.office.slides.writing import Line, fill

_LOGO = Area(1.1, 0.6, 2.4, 0.85)
_FOOT = 0.8  # inches under a chart or a photo for what is said of it
_MOST_BARS = 12  # on one slide
_LABEL_EM = 16.0
_FOOT_EM = 110.0  # what the foot holds
_SIZE = 14  # pt


def add_picture(flow: SlideFlow, made: Picture) -> None:
    """Put a photo on a slide of its own, its caption under it."""
    said = made.caption + (_("（{credit}）").format(credit=made.credit) if made.credit else "")
    try:
        photo = photo_of(made, BODY.width * 72 / 2)
    except PictureCannotBeShown as error:
        text = _("（此处的照片无法印出：{why}）").format(why=error)
        flow.add(Line(plain(f"{text}　{said}"), "note"))
        return
    slide = flow.slide("plain")
    room = BODY.height - _FOOT
    width = min(BODY.width, room * photo.width / photo.height)
    height = width * photo.height / photo.width
    left = BODY.left + (BODY.width - width) / 2
    top = BODY.top + 0.1
    shape = slide.shapes.add_picture(
        io.BytesIO(with_head(photo.data)), Inches(left), Inches(top), Inches(width), Inches(height)
    )
    about = shape._element.find(f".//{qn('p:cNvPr')}")
    if about is not None:
        about.set("descr", xml_text(said))  # what a screen reader says
    _say_below(flow, slide, plain(said), top + height)


def add_logo(slide: Slide, made: Picture) -> None:
    """Put a logo at the head of a cover; nothing where its file cannot be shown."""
    try:
        photo = photo_of(made, _LOGO.width * 72)
    except PictureCannotBeShown:
        return
    width = min(_LOGO.width, _LOGO.height * photo.width / photo.height)
    height = width * photo.height / photo.width
    slide.shapes.add_picture(
        io.BytesIO(with_head(photo.data)),
        Inches(_LOGO.left),
        Inches(_LOGO.top),
        Inches(width),
        Inches(height),
    )


def add_chart(flow: SlideFlow, made: BarChart) -> None:
    """Put bars on as many slides as they need; basis and source stand under each."""
    flow.flush()
    title = flow.title
    shown = _("{title}（{unit}）").format(title=made.title, unit=made.unit)
    flow.section(shown if made.unit else made.title)
    basis = (Run(f"{made.basis}　"),) if made.basis else ()
    for start in range(0, len(made.bars), _MOST_BARS):
        slide = flow.slide("plain")
        _draw(slide, made, start)
        _say_below(flow, slide, (*basis, *made.source), BODY.top + BODY.height - _FOOT)
    flow.section(title)


def _draw(slide: Slide, made: BarChart, start: int) -> None:
    """Draw bars side by side; PowerPoint draws a line between points only in other charts."""
    bars = made.bars[start : start + _MOST_BARS]
    data = CategoryChartData()
    data.categories = [xml_text(shortened(bar.label, _LABEL_EM)) for bar in bars]
    data.add_series(xml_text(shortened(made.title, 40.0)), [bar.value for bar in bars])
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED,
        Inches(BODY.left),
        Inches(BODY.top + 0.1),
        Inches(BODY.width),
        Inches(BODY.height - _FOOT - 0.1),
        data,  # type: ignore[arg-type]  # the library's own annotation names a subclass
    )
    chart = frame.chart  # type: ignore[attr-defined]  # a chart's frame has one
    chart.has_legend = False
    chart.has_title = False
    chart.font.size = Pt(_SIZE)
    chart.font.color.rgb = RGBColor.from_string(INK)
    plot = chart.plots[0]
    plot.gap_width = 90 if len(bars) > 2 else 250
    series = plot.series[0]
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = RGBColor.from_string(ACCENT)
    for number, bar in enumerate(bars):
        label = series.points[number].data_label
        label.position = XL_LABEL_POSITION.OUTSIDE_END
        label.text_frame.text = xml_text(shortened(bar.shown, _LABEL_EM))
        label.text_frame.paragraphs[0].font.size = Pt(_SIZE + 2)
    _quiet_axes(chart, [bar.value for bar in bars])


def _quiet_axes(chart: object, values: Sequence[float]) -> None:
    axis = chart.value_axis  # type: ignore[attr-defined]  # python-pptx types no charts
    axis.visible = False
    axis.has_major_gridlines = False
    if min(values, default=0.0) >= 0:
        axis.minimum_scale = 0  # a bar that begins elsewhere lies about its length
    categories = chart.category_axis  # type: ignore[attr-defined]  # see above
    categories.format.line.color.rgb = RGBColor.from_string(HAIRLINE)
    categories.tick_labels.font.size = Pt(_SIZE)


def _say_below(flow: SlideFlow, slide: Slide, runs: Runs, top: float) -> None:
    if not any(run.text for run in runs):
        return
    box = slide.shapes.add_textbox(Emu(0), Emu(0), Emu(0), Emu(0))
    put(box, Area(BODY.left, top + 0.08, BODY.width, _FOOT - 0.08))
    box.text_frame.word_wrap = True
    piece = next(iter(cut_runs(runs, _FOOT_EM)), ())
    fill(box.text_frame, [Line(piece, "note")], flow.language, _SIZE)
