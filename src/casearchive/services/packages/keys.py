"""This centre's key pair and the public keys of the centres it trusts, kept with the settings.

The private key never enters an archive or a package.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from casearchive.errors import InputIsInvalid, NothingWasFound
from casearchive.exchange.packages.reading import Unpacked
from casearchive.exchange.packages.signing import (
    new_private_key,
    public_key_of,
    read_public_key,
    short_form,
)
from casearchive.i18n import _
from casearchive.settings import Settings
from casearchive.storage.files import write_whole

_LONGEST_NAME = 60  # characters
_LONGEST_CARD = 4096


class KeyIsNotOne(InputIsInvalid):
    """What was given as a public key is none."""

    def __init__(self) -> None:
        super().__init__(_("这不是公钥：应是对方给出的那一行（44 个字符）。"))


class KeysCannotBeRead(InputIsInvalid):
    """A file of keys is broken; a new one in its place would silently change who we are."""

    def __init__(self, path: Path) -> None:
        message = _("密钥文件“{path}”已损坏。请从备份恢复，或移走它，再次签名时会生成新的密钥。")
        super().__init__(message.format(path=path))


class CentreIsUnknown(NothingWasFound):
    """No trusted centre has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(_("没有名为“{name}”的可信单位。").format(name=name))


class CentreNeedsAName(InputIsInvalid):
    """A centre's name is blank."""

    def __init__(self) -> None:
        super().__init__(_("请写明单位名称。"))


class CentreIsThereAlready(InputIsInvalid):
    """Another key is kept under this name."""

    def __init__(self, name: str) -> None:
        message = _("“{name}”已有另一个公钥。请先向对方核实，再移除旧的。")
        super().__init__(message.format(name=name))


@dataclass(frozen=True, slots=True)
class CentreKey:
    """A centre and its public key; `short` is what two people compare over the telephone."""

    name: str
    public_key: str
    short: str


@dataclass(frozen=True, slots=True)
class SignatureView:
    """How a package is signed: ``trusted``, ``own``, ``unknown``, ``unsigned`` or ``broken``.

    `sentence` says so to the reader; `public_key` is the signer's, where there is one.
    """

    state: str
    name: str
    short: str
    sentence: str
    public_key: str = ""


def own_key(settings: Settings) -> CentreKey | None:
    """Return this centre's name and public key, None where none was made yet."""
    kept = _own(settings)
    return _centre(kept["name"], public_key_of(kept["private_key"])) if kept else None


def make_own_key(settings: Settings, name: str) -> CentreKey:
    """Return this centre's key under `name`, made now if there is none. Raises CentreNeedsAName."""
    shown = _name(name)
    kept = _own(settings)
    private = kept["private_key"] if kept else new_private_key()
    path = _own_file(settings)
    write_whole(
        path, json.dumps({"name": shown, "private_key": private}, ensure_ascii=False).encode()
    )
    with suppress(OSError):
        path.chmod(0o600)
    return _centre(shown, public_key_of(private))


def private_key(settings: Settings) -> tuple[str, str]:
    """Return name and private key to sign with; both empty where no key was made."""
    kept = _own(settings)
    return (kept["name"], kept["private_key"]) if kept else ("", "")


def trusted(settings: Settings) -> tuple[CentreKey, ...]:
    """Return the centres that are trusted, by name."""
    return tuple(_centre(name, key) for name, key in sorted(_trusted(settings).items()))


def trust(settings: Settings, name: str, public_key: str) -> CentreKey:
    """Trust a centre's key under a name.

    Raises KeyIsNotOne, CentreNeedsAName, CentreIsThereAlready.
    """
    shown = _name(name)
    try:
        key = read_public_key(public_key)
    except ValueError as error:
        raise KeyIsNotOne from error
    centres = _trusted(settings)
    if centres.get(shown, key) != key:
        raise CentreIsThereAlready(shown)
    _write_trusted(settings, centres | {shown: key})
    return _centre(shown, key)


def distrust(settings: Settings, name: str) -> None:
    """Trust a centre no longer. Raises CentreIsUnknown."""
    centres = _trusted(settings)
    if name not in centres:
        raise CentreIsUnknown(name)
    del centres[name]
    _write_trusted(settings, centres)


def rename_centre(settings: Settings, old: str, new: str) -> CentreKey:
    """Call a trusted centre by another name.

    Raises CentreIsUnknown, CentreNeedsAName, and CentreIsThereAlready where the name is taken.
    """
    centres, shown = _trusted(settings), _name(new)
    if old not in centres:
        raise CentreIsUnknown(old)
    if shown != old and shown in centres:
        raise CentreIsThereAlready(shown)
    key = centres.pop(old)
    _write_trusted(settings, centres | {shown: key})
    return _centre(shown, key)


def card_of(centre: CentreKey) -> str:
    """Return a centre's key as text to hand on: name and digits to compare, then the key."""
    return f"{centre.name}  {centre.short}\n{centre.public_key}\n"


def write_card(centre: CentreKey, path: Path) -> None:
    """Write a centre's key to a file to hand on. Raises FileCannotBeWritten."""
    write_whole(path, card_of(centre).encode())


def read_card(text: str) -> CentreKey:
    """Return the key in a text that was handed on; the name is empty where only a key is there.

    Raises KeyIsNotOne.
    """
    for number, line in enumerate(lines := text[:_LONGEST_CARD].splitlines()):
        for word in line.split():
            with suppress(ValueError):
                key = read_public_key(word)
                before = line[: line.index(word)] or (lines[number - 1] if number else "")
                name = " ".join(before.replace(short_form(key), "").split())
                return _centre(name[:_LONGEST_NAME], key)
    raise KeyIsNotOne


def read_card_file(path: Path) -> CentreKey:
    """Return the key in a file that was handed on. Raises KeyIsNotOne."""
    try:
        with path.open("rb") as file:
            return read_card(file.read(_LONGEST_CARD).decode("utf-8-sig"))
    except (OSError, ValueError) as error:
        raise KeyIsNotOne from error


def signature_view(settings: Settings, package: Unpacked) -> SignatureView:
    """Say who signed a package, as far as this computer knows."""
    signer = package.signer
    if package.broken_signature:
        return SignatureView("broken", "", "", _("签名无效：包在签名之后被改动过，不要采用。"))
    if signer is None:
        return SignatureView("unsigned", "", "", _("没有签名：无法确认由谁制作。"))
    return signer_view(settings, signer.name, signer.public_key)


def signer_view(settings: Settings, called: str, key: str) -> SignatureView:
    """Say who somebody is who signed with this key and gives this name."""
    short = short_form(key)
    known = {key: name for name, key in _trusted(settings).items()}
    if (name := known.get(key)) is not None:
        text = _("由可信单位“{name}”签名（{short}）。").format(name=name, short=short)
        return SignatureView("trusted", name, short, text, key)
    own = own_key(settings)
    if own and own.public_key == key:
        text = _("由本单位签名（{short}）。").format(short=short)
        return SignatureView("own", own.name, short, text, key)
    text = _("自称“{name}”的签名（{short}），不在可信单位之中，请与对方核对这组数字。")
    text = text.format(name=called, short=short)
    return SignatureView("unknown", called, short, text, key)


def _centre(name: str, key: str) -> CentreKey:
    return CentreKey(name, key, short_form(key))


def _name(name: str) -> str:
    shown = " ".join(name.split())[:_LONGEST_NAME]
    if not shown:
        raise CentreNeedsAName
    return shown


def _own(settings: Settings) -> dict[str, str] | None:
    path = _own_file(settings)
    if not path.exists():
        return None
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        public_key_of(kept["private_key"])
        return {"name": str(kept["name"]), "private_key": str(kept["private_key"])}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeysCannotBeRead(path) from error


def _trusted(settings: Settings) -> dict[str, str]:
    path = _trusted_file(settings)
    if not path.exists():
        return {}
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): read_public_key(key) for name, key in kept.items()}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise KeysCannotBeRead(path) from error


def _write_trusted(settings: Settings, centres: dict[str, str]) -> None:
    text = json.dumps(centres, ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(_trusted_file(settings), text.encode())


def _own_file(settings: Settings) -> Path:
    return settings.config / "keys" / "own.json"


def _trusted_file(settings: Settings) -> Path:
    return settings.config / "keys" / "trusted.json"
