"""What the case is: title, kind, abstract, themes, where it happened, how it is shelved."""

from __future__ import annotations

from casearchive.i18n import _
from casearchive.services.cases.drafts import CaseDraft
from casearchive.services.cases.places import PlaceSuggestion
from casearchive.ui.form.chips import ChipInput, SwitchesInput
from casearchive.ui.form.fields import FieldSet
from casearchive.ui.form.inputs import ChoiceInput, LineInput, TextInput
from casearchive.ui.form.places import PlaceInput
from casearchive.ui.form.words import WordInput, WordStock, fixed
from casearchive.ui.look import Look

ABSTRACT_ROOM = 300  # characters; the rule itself is checked with the rest of the draft


class AboutFields(FieldSet):
    """The first page of the form. `field` names are those of the draft, the place's with a dot.

    It is empty until :meth:`fill`, which is quicker once it stands in its place: what gets another
    parent is styled anew with all that it holds.
    """

    def __init__(self, look: Look, stock: WordStock, draft: CaseDraft) -> None:
        super().__init__(look, draft)
        self._stock, self._draft = stock, draft

    def fill(self) -> None:
        """Make the fields."""
        self._head()
        self._matter()
        self._place(self._draft)
        self._shelf()

    def _head(self) -> None:
        self.row(self.field("title", _("标题"), LineInput(), required=True))
        self.row(
            self.field("code", _("编号"), LineInput(), required=True),
            self.field("kind", _("类型"), ChoiceInput(fixed("kind")), required=True),
            self.field("role", _("角色"), ChoiceInput(fixed("role")), required=True),
        )
        self.row(
            self.field("scope", _("范围"), WordInput(self._stock, "scope"), required=True),
            self.field("status", _("状态"), ChoiceInput(fixed("status")), required=True),
            self.field("period", _("时间"), LineInput(_("例如 2015—2023 年"))),
            parts=(1, 1, 2),
        )
        abstract = self.field("abstract", _("摘要"), TextInput(4))
        self.row(abstract)
        themes = SwitchesInput(self._stock, "theme")
        self.row(self.field("themes", _("主题（一至五个）"), themes, required=True))
        abstract.entry.edited.connect(self._count)
        self._count()

    def _matter(self) -> None:
        self.heading(_("内容"))
        self.row(
            self.field("industry", _("产业"), WordInput(self._stock, "industry")),
            self.field("governance_topic", _("治理主题"), self._word("governance_topic")),
            self.field("income_path", _("增收路径"), self._word("income_path")),
        )
        self.row(self.field("endowments", _("资源禀赋"), ChipInput(self._stock, "endowment")))

    def _place(self, draft: CaseDraft) -> None:
        self.heading(_("地点"))
        name = PlaceInput(_("照出处原文写，例如 寿光市洛城街道东斟灌村"))
        name.picked.connect(self._fill_levels)
        self.row(self.field("name", _("原文中的地名"), name, of=draft.place, path="place.name"))
        levels = (
            (("province", _("省级")), ("city", _("地级")), ("county", _("县级"))),
            (("township", _("乡级")), ("village", _("村级"))),
        )
        for line in levels:
            fields = [
                self.field(level, title, LineInput(), of=draft.place, path=f"place.{level}")
                for level, title in line
            ]
            if len(fields) < 3:
                terrain = WordInput(self._stock, "terrain")
                path = "place.terrain"
                fields.append(self.field("terrain", _("地形"), terrain, of=draft.place, path=path))
            self.row(*fields)

    def _fill_levels(self, place: PlaceSuggestion) -> None:
        """Write the levels of a place that was picked; the village is nobody's to guess."""
        for level in ("province", "city", "county", "township"):
            entry = self.fields[level].entry
            entry.set_value(getattr(place, level))
            entry.edited.emit()

    def _shelf(self) -> None:
        self.heading(_("标签"))
        self.row(self.field("tags", _("标签"), ChipInput(self._stock)))

    def _word(self, vocabulary: str) -> WordInput:
        return WordInput(self._stock, vocabulary)

    def _count(self) -> None:
        field = self.fields["abstract"]
        count = len(str(field.entry.value()).strip())
        field.hint.setText(_("{count} / {room} 字").format(count=count, room=ABSTRACT_ROOM))
        field.hint.setProperty("tone", "danger" if count > ABSTRACT_ROOM else "muted")
        field.hint.style().unpolish(field.hint)
        field.hint.style().polish(field.hint)
