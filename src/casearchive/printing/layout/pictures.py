"""Photos as boxes: the picture, its caption under it; where it cannot be shown, a sentence."""

from dataclasses import KW_ONLY, dataclass, replace

from casearchive.i18n import _
from casearchive.printing.blocks import Picture, Run
from casearchive.printing.drawing.pen import Pen
from casearchive.printing.drawing.photo import PictureCannotBeShown, photo_of, pixels_of
from casearchive.printing.layout.boxes import Standing, TextBox
from casearchive.printing.measures import Template
from casearchive.printing.setting.typesetting import Typesetter

_CAPTION_GAP = 5.0  # pt between a picture and its caption
_FRAMED_HEIGHT = 64.0  # pt of the frame that stands for a picture that cannot be shown
_LOGO = (150.0, 54.0)  # pt: the most a cover's logo takes
_LOGO_BELOW = 36.0  # pt from the head of the cover
_UPSCALED = 96  # pixels an inch: the coarsest a small picture is printed


@dataclass(frozen=True, slots=True)
class PictureBox(Standing):
    """A picture over its caption, never split; it may move on to the head of the next page."""

    picture: Picture
    width: float
    image_height: float
    x: float
    measure: float
    caption: TextBox | None
    template: Template
    typesetter: Typesetter
    trouble: str = ""
    _: KW_ONLY
    before: float = 8.0
    after: float = 10.0
    floats: bool = True

    @property
    def height(self) -> float:
        """The height of the picture and its caption."""
        caption = self.caption.height + _CAPTION_GAP if self.caption else 0.0
        return self.image_height + caption

    @property
    def least(self) -> float:
        """The whole picture."""
        return self.height

    def split(self, room: float, *, force: bool = False) -> None:
        """A picture stays whole."""

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw the picture; what is wrong with its file may show only now."""
        low = top - self.image_height
        try:
            if self.trouble:
                raise PictureCannotBeShown(self.trouble)
            photo = photo_of(self.picture, self.width)
            pen.photo(photo, x + self.x, low, self.width, self.image_height)
        except PictureCannotBeShown as error:
            self._say(pen, str(error), x, top)
        if self.caption:
            self.caption.draw(pen, x, low - _CAPTION_GAP)

    def _say(self, pen: Pen, why: str, x: float, top: float) -> None:
        colours, style = self.template.colours, self.template.styles["note"]
        area = (x + self.x, top - self.image_height, x + self.x + self.width, top)
        pen.frame(area, weight=0.5, colour=colours["hairline"])
        sentence = _("（此处的照片无法印出：{why}）").format(why=why)
        text = self.typesetter.typeset((Run(sentence),), style, self.width - 2 * style.size)
        room = self.image_height - len(text.lines) * style.leading
        start = top - max(room / 2, 0.0)
        pen.text(text, text.lines, style, x + self.x + style.size, start, align="centre")


def picture_box(picture: Picture, template: Template, typesetter: Typesetter) -> PictureBox:
    """Return the box of a picture, as wide as the text at most and no higher than allowed."""
    measure = template.page.measure
    trouble = ""
    width, height = measure * template.figure.width, _FRAMED_HEIGHT
    try:
        wide, high = pixels_of(picture)
        width = min(width, wide / _UPSCALED * 72)
        height = width * high / max(wide, 1)
        tallest = template.figure.height * template.page.column_height
        if height > tallest:
            width, height = width * tallest / height, tallest
    except PictureCannotBeShown as error:
        trouble = str(error)
    style = template.styles["figure_caption"]
    runs = [Run(picture.caption)] if picture.caption else []
    if picture.credit:
        runs.append(Run(_("　（{credit}）").format(credit=picture.credit)))
    caption = None
    if runs:
        inset = 2 * style.size
        text = typesetter.typeset(tuple(runs), style, measure - 2 * inset)
        caption = TextBox.of(text, style, inset)
    x = (measure - width) / 2
    return PictureBox(picture, width, height, x, measure, caption, template, typesetter, trouble)


def logo_box(picture: Picture, template: Template, typesetter: Typesetter) -> PictureBox:
    """Return the box of a cover's logo: small, at the left, without a caption."""
    box = picture_box(replace(picture, caption="", credit=""), template, typesetter)
    share = min(1.0, _LOGO[0] / box.width, _LOGO[1] / box.image_height)
    width, height = box.width * share, box.image_height * share
    return replace(box, width=width, image_height=height, x=0.0, before=_LOGO_BELOW)
