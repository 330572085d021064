"""Every word a person sees, in the language the person chose: gettext catalogues out of resources/translations."""

from __future__ import annotations

import gettext
from functools import cache

from workbench.core import paths

LANGUAGES = ("en", "ru", "kk")
_SOURCE = "en"  # msgids are English
_active = [_SOURCE]


def use(language: str) -> None:
    """Speak this language from now on; what is not translated stays English."""
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    _active[0] = language


def language() -> str:
    return _active[0]


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    if lang == _SOURCE:
        return gettext.NullTranslations()
    return gettext.translation("workbench", str(paths.resources() / "translations"), languages=[lang], fallback=True)


def tr(message: str, /, **values: object) -> str:
    """The message in the user's language, `{name}` filled in. The message is a literal: it is collected from here."""
    return say(language(), message, **values)


def trn(one: str, many: str, n: int, /, **values: object) -> str:
    """The message in the plural form that n asks for; `{n}` is n."""
    text = _catalogue(language()).ngettext(one, many, n)
    return text.format(n=n, **values)


def say(lang: str, message: str, /, **values: object) -> str:
    """The message in a given language, whatever the window speaks (a workbook may be Russian, the window not)."""
    text = _catalogue(lang).gettext(message) if message else ""
    return text.format(**values) if values else text


def quoted(words: str, lang: str = "") -> str:
    """The words in the quotation marks of a language, the user's where none is given: “…”, «…»."""
    return say(lang or language(), "“{quote}”", quote=words)


def mark(message: str) -> str:
    """Marks a literal for translation that is translated later, where it is shown (`tr(variable)`)."""
    return message
