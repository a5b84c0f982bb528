"""A mangled web text mended, decided on change by change, and turned into what a case can keep."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from casearchive.domain.text import clean_text
from casearchive.errors import InputIsInvalid, reason_of
from casearchive.exchange.file_text import FileText, read_file_text
from casearchive.exchange.repair import result as rules
from casearchive.exchange.repair.mend import is_mangled, repair_text
from casearchive.exchange.repair.result import (
    CERTAIN,
    CHECK,
    GAP,
    LOST,
    PUNCTUATION,
    SIMPLIFIED,
    Change,
    Repaired,
)
from casearchive.exchange.source_facts import SourceFacts
from casearchive.i18n import _, listed
from casearchive.progress import Progress, silent
from casearchive.services.archive import Archive
from casearchive.services.attachments.attaching import bring_file, shown_name
from casearchive.services.cases.drafts import AttachmentDraft, SourceDraft
from casearchive.storage.files import write_whole

__all__ = [
    "CERTAIN",
    "CHECK",
    "GAP",
    "LOST",
    "PUNCTUATION",
    "SIMPLIFIED",
    "Change",
    "Repaired",
    "SourceFacts",
    "TextCannotBeRead",
    "WebText",
    "attach_original",
    "cleaned",
    "is_mangled",
    "log_of",
    "mended_text",
    "read_web_text",
    "repair_text",
    "rule_label",
    "source_of",
    "write_text",
]

MOST = 300_000  # characters of one page; what a converter mangled is never longer


class TextCannotBeRead(InputIsInvalid):
    """A file is missing, empty, too long or holds no text."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(_("不能读取“{name}”：{reason}。").format(name=name, reason=reason))


@dataclass(frozen=True, slots=True)
class WebText:
    """A text with where it comes from: `name` of the file, empty where it was pasted.

    `facts` are what the file says of itself beside its text.
    """

    text: str
    name: str = ""
    path: Path | None = None
    facts: SourceFacts = SourceFacts()  # noqa: RUF009 - frozen


def read_web_text(path: Path, progress: Progress = silent) -> WebText:
    """Return the text of a file. Raises TextCannotBeRead and what `progress` raises."""
    name = shown_name(path)
    try:
        if not path.stat().st_size:
            raise TextCannotBeRead(name, _("文件是空的"))
        found: FileText = read_file_text(path, progress)
    except OSError as error:
        raise TextCannotBeRead(name, reason_of(error)) from error
    if found.fault or not found.text.strip():
        raise TextCannotBeRead(name, _("里面没有可以读出的文字"))
    if found.is_cut or len(found.text) > MOST:
        raise TextCannotBeRead(name, _("文字超过 {most} 字").format(most=MOST))
    return WebText(found.text, name, path)


def cleaned(text: str) -> str:
    """Return a text as the archive can hold it; places in it are those of its repair."""
    return clean_text(text)


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8, whole or not at all. Raises what writing files raises."""
    write_whole(path, text.encode("utf-8"))


def mended_text(original: str, repaired: Repaired, decided: Mapping[int, str]) -> str:
    """Return the text with each change as it was decided.

    `decided` holds, by the change's place in the list, what shall stand there: its `before` where
    it was rejected, anything where it was edited; a change that is not in it stands as proposed.
    """
    parts: list[str] = []
    end = 0
    for number, change in enumerate(repaired.changes):
        parts += original[end : change.start], decided.get(number, change.after)
        end = change.end
    return "".join([*parts, original[end:]])


def log_of(repaired: Repaired, decided: Mapping[int, str]) -> str:
    """Return the repair log that the source keeps: what the rules did and what a person decided."""
    if not repaired.damaged:
        return ""
    taken = Counter(
        change.rule
        for number, change in enumerate(repaired.changes)
        if decided.get(number, change.after) == change.after
    )
    counted = [
        _("{rule} {count} 处").format(rule=rule_label(rule), count=taken[rule])
        for rule in rules.RULES
        if taken[rule]
    ]
    lines = [_("规则恢复：{rules}。").format(rules=listed(counted))]
    lines += [
        line
        for number, change in enumerate(repaired.changes)
        if (line := _decision(change, decided.get(number)))
    ]
    return "\n".join(lines)


def _decision(change: Change, decided: str | None) -> str:
    if decided is None or decided == change.after:
        if change.confidence == CERTAIN:
            return ""
        if change.confidence == LOST:
            return _("补字（待核）：第 {place} 字处仍缺。").format(place=change.at + 1)
        text = _("待核：“{before}”恢复为“{after}”。")
        return text.format(before=_short(change.before), after=_short(change.after))
    if decided == change.before:
        text = _("没有采用：“{before}”保留原样。")
        return text.format(before=_short(change.before))
    if change.confidence == LOST:
        text = _("补字（待核）：第 {place} 字处补“{text}”。")
        return text.format(place=change.at + 1, text=_short(decided))
    text = _("人工改写：“{before}”改为“{text}”。")
    return text.format(before=_short(change.before), text=_short(decided))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 24 else f"{line[:22]}……"


def rule_label(rule: str) -> str:
    """Return how a rule reads."""
    return {
        rules.CHROME: _("删除网页栏目和链接"),
        rules.FACT: _("移入出处"),
        rules.PINYIN: _("删除注音"),
        rules.SWALLOWED: _("恢复被注音吞掉的字节"),
        rules.SLIP: _("恢复错位的字节"),
        rules.GONE: _("丢失的字"),
        rules.SIMPLIFIED: _("繁体转简体"),
        rules.PUNCTUATION: _("标点改全角"),
    }[rule]


def source_of(facts: SourceFacts, title: str, log: str, file_hash: str = "") -> SourceDraft:
    """Return the source record of a web text; what the page does not say stays for the form."""
    return SourceDraft(
        type="EB/OL",
        title=facts.title or title,
        author=facts.author,
        publisher=facts.publisher,
        published=facts.published,
        url=facts.url,
        grade="D",
        file_hash=file_hash,
        language_state=_("网页转换损坏，已修复") if log else "",
        repair_log=log,
    )


def attach_original(archive: Archive, text: WebText, title: str) -> AttachmentDraft:
    """Keep the text as it came, byte for byte, for a draft. Raises what attaching raises."""
    if text.path is not None:
        draft = bring_file(archive, text.path)
    else:
        with tempfile.TemporaryDirectory() as folder:
            name = shown_name(Path(f"{_file_name(title)}.txt"))
            path = Path(folder) / name
            path.write_bytes(text.text.encode("utf-8", "surrogatepass"))
            draft = bring_file(archive, path)
    draft.caption = _("原文（未经整理）")
    return draft


def _file_name(title: str) -> str:
    kept = "".join(one if one.isalnum() else " " for one in clean_text(title))
    return _("原文") + " " + (" ".join(kept.split())[:40] or _("粘贴的文字"))
