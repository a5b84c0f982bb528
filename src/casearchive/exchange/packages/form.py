"""What a ``.casepack`` holds, and what is said of it: names, limits, manifest, refusals.

A package is a zip of

* ``content/<kind>-0001.json``: files of the JSON form, one kind of entity each;
* ``ancestry/0001.json``: which states of each entity are known where it comes from;
* ``files/<sha256>``: attached files;
* ``manifest.json``: what it is, and size and SHA-256 of every part above;
* ``signature.json``, if it is signed: an Ed25519 signature over the manifest's bytes.

The zip's comment holds the SHA-256 of all bytes before it. Nothing says when or where a package
was made: the same content gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import casearchive
from casearchive.domain.states.leaving_out import PARTS
from casearchive.errors import InputIsInvalid
from casearchive.i18n import _

SUFFIX = ".casepack"
FORMAT = "casepack"
VERSION = 1
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
COMMENT = b"casepack sha256 "
COMMENT_LENGTH = len(COMMENT) + 64

MAX_PARTS = 200_000
MAX_TEXT = 64 << 20  # bytes of one JSON part
MAX_FILE = 256 << 20  # bytes of one attached file
MAX_TEXTS = 4 << 30  # bytes of all JSON parts together

CONTENT = re.compile(r"content/([a-z_]{1,40})-\d{4,6}\.json")
ANCESTRY = re.compile(r"ancestry/\d{4,6}\.json")
FILE = re.compile(r"files/([0-9a-f]{64})")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class PackageIsNotReadable(InputIsInvalid):
    """The file is no package, or cannot be read."""

    def __init__(self, name: str, reason: str) -> None:
        message = _("不能读取交换包“{name}”：{reason}。没有导入任何内容。")
        super().__init__(message.format(name=name, reason=reason))


class PackageIsDamaged(InputIsInvalid):
    """A part of the package is not what it was when the package was made."""

    def __init__(self, name: str, part: str) -> None:
        message = _(
            "交换包“{name}”已损坏或被改动：{part} 与记录的校验值不符。没有导入任何内容，"
            "请向对方重新索取。"
        )
        super().__init__(message.format(name=name, part=part))
        self.part = part


class PackageIsFromNewerVersion(InputIsInvalid):
    """The package has a form that this version does not know yet."""

    def __init__(self, name: str, program: str) -> None:
        message = _(
            "交换包“{name}”由更新的 {program} 制作，这个版本还读不懂。请升级本程序，"
            "或请对方用“导出为 JSON”另给一份。没有导入任何内容。"
        )
        super().__init__(message.format(name=name, program=program))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a package: its name, its size in bytes and the SHA-256 of its content."""

    name: str
    size: int
    sha256: str


@dataclass(slots=True)
class Manifest:
    """What a package says of itself.

    `whole` says that it is all of an archive, `omitted` which of
    :data:`casearchive.domain.states.leaving_out.PARTS` were left out, `history` that revisions
    are in it; `counts` how many entities of each kind there are.
    """

    program: str = f"casearchive {casearchive.__version__}"
    whole: bool = True
    history: bool = False
    omitted: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)

    def data(self) -> bytes:
        """Return the bytes of ``manifest.json``."""
        document = {
            "format": FORMAT,
            "version": VERSION,
            "program": self.program,
            "whole": self.whole,
            "history": self.history,
            "omitted": self.omitted,
            "counts": self.counts,
            "parts": [[part.name, part.size, part.sha256] for part in self.parts],
        }
        return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def read_manifest(name: str, data: bytes) -> Manifest:
    """Return what ``manifest.json`` of the package `name` says.

    Raises PackageIsNotReadable or PackageIsFromNewerVersion.
    """
    try:
        document = json.loads(data)
        if document["format"] != FORMAT:
            raise PackageIsNotReadable(name, _("这不是交换包"))
        if isinstance(document["version"], int) and document["version"] > VERSION:
            raise PackageIsFromNewerVersion(name, _shown(document.get("program")))
        if document["version"] != VERSION:
            raise ValueError(document["version"])
        return _manifest(document)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise PackageIsNotReadable(name, _("manifest.json 不合格式")) from error


def _manifest(document: dict[str, Any]) -> Manifest:
    """Raise ValueError, KeyError or TypeError for whatever is not as it should be."""
    parts = [Part(str(name), int(size), str(sha256)) for name, size, sha256 in document["parts"]]
    for part in parts:
        content, file = CONTENT.fullmatch(part.name), FILE.fullmatch(part.name)
        if not (content or file or ANCESTRY.fullmatch(part.name)):
            raise ValueError(part.name)
        if not _SHA256.fullmatch(part.sha256) or (file and file.group(1) != part.sha256):
            raise ValueError(part.sha256)
        if not 0 <= part.size <= (MAX_FILE if file else MAX_TEXT):
            raise ValueError(part.size)
    texts = sum(part.size for part in parts if not FILE.fullmatch(part.name))
    if len(parts) > MAX_PARTS or texts > MAX_TEXTS or len({p.name for p in parts}) < len(parts):
        raise ValueError(len(parts))
    omitted = [str(word) for word in document["omitted"]]
    if not set(omitted) <= set(PARTS):
        raise ValueError(omitted)
    return Manifest(
        program=_shown(document["program"]),
        whole=bool(document["whole"]),
        history=bool(document["history"]),
        omitted=omitted,
        counts={str(key): int(value) for key, value in document["counts"].items()},
        parts=parts,
    )


def _shown(program: object) -> str:
    """Return a stranger's word for the program, short and on one line."""
    return " ".join(str(program).split())[:60]


@dataclass(frozen=True, slots=True)
class Ancestry:
    """Where an entity comes from: the hashes of its states that are `known` at the sender's.

    `omitted` names the parts that were taken out of it. `head` is the hash of the state that what
    travels is the visible part of; empty where it travels whole.
    """

    known: frozenset[str] = frozenset()
    omitted: frozenset[str] = frozenset()
    head: str = ""


def ancestry_data(entities: Mapping[str, Ancestry]) -> bytes:
    """Return the bytes of an ancestry part, by the ids of the entities."""
    document = {
        "format": "casepack-ancestry",
        "version": VERSION,
        "entities": {
            key: {"known": sorted(each.known)}
            | ({"omitted": sorted(each.omitted)} if each.omitted else {})
            | ({"head": each.head} if each.head else {})
            for key, each in entities.items()
        },
    }
    return (json.dumps(document, ensure_ascii=False, sort_keys=True, indent=0) + "\n").encode()


def read_ancestry(data: bytes) -> dict[str, Ancestry]:
    """Return what :func:`ancestry_data` wrote. Raises ValueError."""
    try:
        return {
            str(UUID(key)): Ancestry(
                frozenset(filter(_SHA256.fullmatch, entry["known"])),
                frozenset(word for word in entry.get("omitted", ()) if word in PARTS),
                head if _SHA256.fullmatch(head := entry.get("head", "")) else "",
            )
            for key, entry in json.loads(data)["entities"].items()
        }
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error
