"""Which face prints which role: the user's choice, else a package's face, else the system's.

Nothing is committed: the faces come with packages (Noto Serif SC, Noto Sans SC, Noto Sans Arabic,
all under the SIL Open Font License) or from the system. A face whose licence bits forbid embedding
is passed over. Every choice is reported as a sentence.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from casearchive.errors import ArchiveCannotBeUsed
from casearchive.i18n import _
from casearchive.printing.faces.fontfiles import (
    STAND_INS,
    Face,
    Role,
    existing,
    packaged_bold_fallbacks,
    packaged_faces,
    packaged_fallbacks,
    system_faces,
    system_fallbacks,
)
from casearchive.printing.faces.opentype import FontFile, OpenTypeFont, may_serve
from casearchive.printing.setting.text import MISSING_MARK, printable

_BOLD = frozenset({Role.HEI_BOLD, Role.SONG_BOLD})


class AFontIsMissing(ArchiveCannotBeUsed):
    """No face that may be embedded was found for a role the print cannot do without."""

    def __init__(self, role: Role) -> None:
        super().__init__(
            _(
                "找不到可嵌入的{face}字体，无法打印。请重新安装程序，或在设置里另选一个字体文件。"
            ).format(face=role_name(role))
        )


@dataclass(frozen=True)
class FontSet:
    """The faces of one print, those asked for rare characters, and why each was chosen."""

    faces: Mapping[Role, OpenTypeFont]
    others: tuple[Face, ...] = ()
    report: tuple[str, ...] = ()
    bold_others: tuple[Face, ...] = ()

    def segments(self, text: str, role: Role, missing: set[str]) -> list[tuple[str, OpenTypeFont]]:
        """Return `text` cut where another face must take over, in order.

        A character that no face has becomes 〓 and is added to `missing`.
        """
        face = self.faces[role]
        if face.covers(text):
            return [(text, face)]
        parts: list[tuple[str, OpenTypeFont]] = []
        for char in text:
            owner = next((f for f in self._chain(role) if f.covers(char)), None)
            if owner is None:
                missing.add(char)
            shown = MISSING_MARK if owner is None else char
            used = owner or next(f for f in self._chain(role) if f.covers(MISSING_MARK))
            if parts and parts[-1][1] is used:
                parts[-1] = (parts[-1][0] + shown, used)
            else:
                parts.append((shown, used))
        return parts

    def missing(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return the characters of `texts` that no face has, in order of their code points."""
        characters: set[str] = set()
        for text in texts:  # one union of all would keep every other thread from running
            characters.update(printable(text))
        return tuple(sorted(c for c in characters if not any(f.covers(c) for f in self._chain())))

    def _chain(self, role: Role = Role.SONG) -> Iterator[OpenTypeFont]:
        """Yield the faces to ask for a character, the role's own first."""
        yield self.faces[role]
        if role in _BOLD:
            yield from self._opened_bold_others
        yield from self.faces.values()
        yield from self._opened_others

    @cached_property
    def _opened_bold_others(self) -> tuple[OpenTypeFont, ...]:
        return tuple(OpenTypeFont(face.name, face.file) for face in self.bold_others)

    @cached_property
    def _opened_others(self) -> tuple[OpenTypeFont, ...]:
        """The further faces, opened when the first rare character asks for them."""
        usable = (face for face in self.others if may_serve(face.file))
        return tuple(OpenTypeFont(face.name, face.file) for face in usable)


def role_name(role: Role) -> str:
    """Return what readers call the role."""
    return {
        Role.SONG: _("宋体"),
        Role.SONG_BOLD: _("宋体加粗"),
        Role.HEI: _("黑体"),
        Role.HEI_BOLD: _("黑体加粗"),
        Role.KAI: _("楷体"),
        Role.FANGSONG: _("仿宋"),
    }[role]


def resolve_fonts(
    choices: Mapping[Role, Path] | None = None, *, use_system: bool = True
) -> FontSet:
    """Return a face for every role, and say why it was chosen.

    `choices` are the user's own font files. `use_system` looks among the system's fonts for what
    the packages do not bring (楷体, 仿宋); without it the same print results on every machine.
    Raises :class:`AFontIsMissing` when neither 宋体 nor 黑体 can be found.
    """
    faces: dict[Role, OpenTypeFont] = {}
    report: list[str] = []
    for role in Role:
        found = _find(role, choices or {}, use_system)
        if found is None:
            found = _stand_in(role, faces, report)
        else:
            report.append(_("{role}：{name}").format(role=role_name(role), name=found.name))
        faces[role] = found
    others = [*packaged_fallbacks(), *(system_fallbacks() if use_system else ())]
    bold = tuple(existing(packaged_bold_fallbacks()))
    return FontSet(faces, tuple(existing(others)), tuple(report), bold)


def _find(role: Role, choices: Mapping[Role, Path], use_system: bool) -> OpenTypeFont | None:
    candidates = [Face(path.stem, FontFile(path)) for path in (choices.get(role),) if path]
    candidates += packaged_faces(role)
    if use_system:
        candidates += system_faces(role)
    for face in existing(candidates):
        if may_serve(face.file):
            return OpenTypeFont(face.name, face.file)
    return None


def _stand_in(role: Role, faces: Mapping[Role, OpenTypeFont], report: list[str]) -> OpenTypeFont:
    """Return the face that serves a role with none of its own, as Chinese print does."""
    other = STAND_INS.get(role)
    if other is None or other not in faces:
        raise AFontIsMissing(role)
    report.append(
        _("{role}：本机没有可嵌入的字体，用{other}代替").format(
            role=role_name(role), other=role_name(other)
        )
    )
    return faces[other]
