"""The templates a pack can be printed in: those that ship, and a centre's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casearchive.errors import InputIsInvalid
from casearchive.i18n import _, listed
from casearchive.printing.composing.content import Content, read_content
from casearchive.printing.templates.keys import TemplateIsWrong
from casearchive.printing.templates.loading import (
    ThereIsNoSuchTemplate,
    template_files,
)
from casearchive.resources import resource_path
from casearchive.services.archive import Archive

ORDER = (
    *("casebook", "card", "comparison", "handout", "bulletin", "route", "action_plan"),
    *("talk", "course"),
)


class TemplateIsUnknown(InputIsInvalid):
    """No template has this name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(
            _("没有版式“{name}”。现有：{known}。").format(name=name, known=listed(known))
        )


@dataclass(frozen=True, slots=True)
class TemplateOption:
    """What a template asks for; the answer is kept in a pack's options under `name`.

    `kind` is ``text`` (a line), ``long`` (several lines), ``number`` or ``switch`` (``1`` or
    nothing). `hint` is a sentence on what it does, or empty.
    """

    name: str
    title: str
    kind: str
    default: str
    hint: str


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A template as it is offered.

    `needs` is what a pack must hold for it: ``case``, ``cases`` (two to five), ``route``,
    ``course``, or nothing. `prints` are the kinds of items it prints. `asks_cover` tells whether
    the cover's fields show. `own` tells a centre's own from those that ship; `problem` is a
    sentence naming file and key where its file cannot be used, and then nothing else is known.
    """

    name: str
    title: str
    summary: str
    needs: str
    prints: tuple[str, ...]
    asks_cover: bool
    options: tuple[TemplateOption, ...]
    own: bool
    path: Path
    problem: str = ""


def template_folders(archive: Archive) -> tuple[Path, ...]:
    """Return the folders of this user's own templates; they need not exist."""
    return (archive.settings.templates_folder,)


def list_templates(archive: Archive) -> tuple[TemplateView, ...]:
    """Return all templates: those that ship in their usual order, then a centre's own."""
    folders = template_folders(archive)
    files = template_files(folders)
    places = {name: place for place, name in enumerate(ORDER)}
    names = sorted(files, key=lambda name: (places.get(name, len(ORDER)), name))
    return tuple(_view(name, files[name], folders) for name in names)


def content_of_template(archive: Archive, name: str) -> Content:
    """Return what a template prints. Raises TemplateIsUnknown, TemplateIsWrong."""
    try:
        return read_content(name, template_folders(archive))
    except ThereIsNoSuchTemplate as error:
        known = tuple(sorted(template_files(template_folders(archive))))
        raise TemplateIsUnknown(name, known) from error


def common_options() -> tuple[TemplateOption, ...]:
    """Return what every pack may say, whatever its template: the cover's facts, a watermark.

    The cover's logo is set by :func:`casearchive.services.printing.logos.keep_logo`.
    """
    return (
        TemplateOption("subtitle", _("副题"), "text", "", ""),
        TemplateOption("centre", _("编制单位"), "text", "", ""),
        TemplateOption("class_name", _("培训班"), "text", "", ""),
        TemplateOption("date", _("编制日期"), "text", "", ""),
        TemplateOption(
            "internal", _("内部资料"), "switch", "", _("在每一页上印淡色的“内部资料”字样。")
        ),
    )


def _view(name: str, path: Path, folders: tuple[Path, ...]) -> TemplateView:
    own = path.parent != resource_path("templates")
    try:
        content = read_content(name, folders)
    except TemplateIsWrong as error:
        return TemplateView(name, name, "", "", (), False, (), own, path, error.message)
    return TemplateView(
        name=name,
        title=str(content.title),
        summary=str(content.summary),
        needs=content.needs,
        prints=content.prints,
        asks_cover=content.cover or content.masthead,
        options=tuple(
            TemplateOption(one.name, str(one.title), one.kind, one.default, str(one.hint))
            for one in content.options
        ),
        own=own,
        path=path,
    )
