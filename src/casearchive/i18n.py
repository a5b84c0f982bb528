"""The language of everything a person reads: Chinese in the source, translations by gettext.

Wrap every visible string in :func:`_`. A value goes in by ``str.format`` *after* translation:
``_("共 {count} 个案例").format(count=n)``. The catalogues lie in ``resources/translations``.
"""

import gettext
import locale
import os
import sys
from collections.abc import Iterable

from casearchive.resources import resource_path

SOURCE_LANGUAGE = "zh"
LANGUAGES = ("zh", "en")
PSEUDO = "pseudo"  # right to left; never offered, for tests and pictures
_translation: gettext.NullTranslations = gettext.NullTranslations()
_language = SOURCE_LANGUAGE


def _(message: str) -> str:
    """Return `message` in the language in force."""
    return _translation.gettext(message)


def in_context(context: str, message: str) -> str:
    """Return a word that other languages put otherwise in some place, as a tab of many things."""
    return _translation.pgettext(context, message)


def wordings(message: str) -> tuple[str, ...]:
    """Return `message` in every language there is."""
    folder = resource_path("translations")
    known = (gettext.translation("casearchive", folder, [one], fallback=True) for one in LANGUAGES)
    return tuple(dict.fromkeys(one.gettext(message) for one in known))


class Told(str):
    """A text in the language in force that still knows what it says in the Chinese source."""

    source = ""


NOTHING_TOLD = Told("")


def told(message: str) -> Told:
    """Return `message` in the language in force, and its source with it."""
    text = Told(_(message))
    text.source = message
    return text


def listed(words: Iterable[str]) -> str:
    """Join words as the language in force lists them."""
    return _("、").join(words)


def named(label: str, value: str) -> str:
    """Put a label before its value."""
    return _("{label}：{value}").format(label=label, value=value)


def with_aside(text: str, aside: str) -> str:
    """Put what is said in passing behind a text, in brackets."""
    return _("{text}（{aside}）").format(text=text, aside=aside)


def titled(titles: Iterable[str]) -> str:
    """Put the marks of a title around each; Chinese ones need nothing between them."""
    marked = [_("《{title}》").format(title=title) for title in titles]
    return "".join(marked) if all(one.endswith("》") for one in marked) else listed(marked)


def run_on(said: Iterable[str]) -> str:
    """Join what is said in one breath."""
    return _("，").join(said)


def clauses(said: Iterable[str]) -> str:
    """Join what may hold commas of its own."""
    return _("；").join(said)


def language() -> str:
    """Return the code of the language in force: ``zh`` or ``en``, in tests ``pseudo``."""
    return _language


def use_language(code: str) -> None:
    """Put a language in force; one that has no catalogue leaves the Chinese of the source."""
    if code == PSEUDO:
        use_pseudo_language()
        return
    global _translation, _language  # noqa: PLW0603 - the language is one per process, as in gettext
    _language = code if code in LANGUAGES else SOURCE_LANGUAGE
    folder = resource_path("translations")
    _translation = gettext.translation("casearchive", folder, [_language], fallback=True)


class _Pseudo(gettext.NullTranslations):
    """Stands for a language written from right to left: longer words, none of them ours."""

    def gettext(self, message: str) -> str:
        """Return the message between letters of Uyghur, its values and keys left as they are."""
        return f"ئۇ {message} ئە" if message.strip() else message

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - gettext's own
        """Return the message as anywhere else."""
        return self.gettext(message)


def use_pseudo_language() -> None:
    """Put a made-up right-to-left language in force, to see what it does to the layout."""
    global _translation, _language
    _language, _translation = PSEUDO, _Pseudo()


def system_language() -> str:
    """Say which language to speak: CASEARCHIVE_LANG, else the system's, Chinese where it has none.

    A system set to another language than Chinese gets English, which more of its users read.
    """
    for wish in _wishes():
        head = wish.replace("-", "_").split(".")[0].split("_")[0].lower()
        if head in ("", "c", "posix"):
            continue
        if head == PSEUDO:
            return PSEUDO
        return SOURCE_LANGUAGE if head in ("zh", "chinese") else "en"
    return SOURCE_LANGUAGE


def _wishes() -> Iterable[str]:
    yield os.environ.get("CASEARCHIVE_LANG", "")
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only Windows has this call

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        yield locale.windows_locale.get(number, "")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        yield os.environ.get(name, "")
