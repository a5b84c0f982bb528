"""What those share who make boxes of blocks: a template, a typesetter, and texts set in a style."""

from casearchive.printing.blocks import Runs
from casearchive.printing.layout.boxes import TextBox
from casearchive.printing.measures import Template
from casearchive.printing.setting.typesetting import Typesetter


class Setter:
    """Sets texts to the measure of a template."""

    def __init__(self, template: Template, typesetter: Typesetter) -> None:
        self._template = template
        self._typesetter = typesetter
        self._measure = template.page.measure

    def _text(self, runs: Runs, style_name: str, width: float) -> TextBox:
        style = self._template.styles[style_name]
        return TextBox.of(self._typesetter.typeset(runs, style, width), style)
