"""The commands that find cases."""

from __future__ import annotations

import argparse

from casearchive.cli import output
from casearchive.cli.opened import opened
from casearchive.cli.output import TerminalProgress, say, say_json
from casearchive.i18n import _
from casearchive.settings import Settings

# Use cases are imported in the command that needs them: `search` answers in a tenth of a second
# because it never loads what prints or migrates.
# ruff: noqa: PLC0415


def search(options: argparse.Namespace, settings: Settings) -> None:
    """Search the cases."""
    from casearchive.services import finding

    text = " ".join(word.strip() for word in options.text)
    with (
        opened(options, settings, read_only=True) as archive,
        TerminalProgress(_("建立索引")) as progress,
    ):
        hits = finding.search(archive, text, options.limit, progress)
    if options.json:
        say_json([output.hit_as_data(hit) for hit in hits])
        return
    for hit in hits:
        output.say_hit(hit)
    if not hits:
        say(_("没有找到“{text}”。换一个说法，或少写几个字再试。").format(text=text))
