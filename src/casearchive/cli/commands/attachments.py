"""The commands on files attached to cases."""

from __future__ import annotations

import argparse

from casearchive.cli.opened import opened, working
from casearchive.cli.output import say, say_json
from casearchive.errors import NothingWasFound
from casearchive.i18n import _
from casearchive.settings import Settings

# Use cases are imported in the command that needs them: see cli/commands/searching.py.
# ruff: noqa: PLC0415


class NoFileGoesByThatName(NothingWasFound):
    """The case has no attachment of this name or id."""

    def __init__(self, name: str) -> None:
        message = _("案例里没有附件“{name}”。请用 casearchive show 查看它的附件。")
        super().__init__(message.format(name=name))


def attach(options: argparse.Namespace, settings: Settings) -> None:
    """Attach files to a case, each as a change of its own."""
    from casearchive.services.attachments.attaching import attach_file, list_attachments
    from casearchive.services.attachments.media_types import kind_and_size
    from casearchive.services.attachments.texts import text_note

    with working(options, settings, _("添加附件"), read_only=False) as (archive, progress):
        added = {
            attach_file(archive, options.case, path, options.caption, progress)
            for path in options.files
        }
        views = [view for view in list_attachments(archive, options.case) if view.id in added]
        notes = [text_note(archive, view.sha256, view.name) for view in views]
    if options.json:
        say_json(views)
        return
    for view, note in zip(views, notes, strict=True):
        text = _("已添加附件：{name}（{about}）")
        say(text.format(name=view.name, about=kind_and_size(view.name, view.size)))
        if note:
            say("  " + note)


def detach(options: argparse.Namespace, settings: Settings) -> None:
    """Take a file out of a case; it stays beside the archive for the case's history."""
    from casearchive.services.attachments.attaching import detach as take_out
    from casearchive.services.attachments.attaching import list_attachments

    with opened(options, settings, read_only=False) as archive:
        views = list_attachments(archive, options.case)
        wanted = options.name.replace("-", "")
        meant = [view for view in views if options.name == view.name or wanted == view.id]
        if not meant:
            raise NoFileGoesByThatName(options.name)
        take_out(archive, meant[0].id)
    if options.json:
        say_json(meant[0])
    else:
        say(_("已移除附件：{name}").format(name=meant[0].name))
