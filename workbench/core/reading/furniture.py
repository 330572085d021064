"""What on a page is not the article: menus, dates, site names, pleas to subscribe. Marked by rules, never deleted."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from workbench.core import paths
from workbench.core.reading.dates import named_dates
from workbench.core.words import mark

HEADER_LINE = mark("header line")
MENU = mark("menu")
BEFORE_TITLE = mark("above the title")
DATE_LINE = mark("date line")
AUTHOR_LINE = mark("author line")
SITE_NAME = mark("site name")
SOURCE_LINE = mark("source line")

_LATIN_SITE = (
    r"(?:[a-z0-9-]{1,63}\.){1,8}(?:kz|ru|com|org|net|info|news|media|ua|uz|kg|tj|tm|az|by|eu|uk|de|fr|tr|cn|us|io|tv)"
)
SITE = rf"(?:https?://)?(?:www\.)?(?:{_LATIN_SITE}|(?:[а-я0-9ёәғқңөұүһі-]{{1,63}}\.){{1,8}}(?:рф|қаз))"
_SITE_LINE = re.compile(rf"(?:©|\(c\)|сайт:?|сайты:?|site:?)?\s*(?P<site>{SITE})/?\.?", re.IGNORECASE)
_SITE_END = re.compile(rf"(?<=[.!?…»”\"])[ \u00a0]*(?P<site>(?:www\.)?{SITE})/?$", re.IGNORECASE)
_HEADER = re.compile(
    r"(?:date|дата|күні|published|опубликовано|жарияланған)[ \u00a0]{0,3}:?[ \u00a0]{1,3}"
    r"(?P<date>(?:19|20)\d\d-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?|"
    r"\d\d?[./]\d\d?[./](?:19|20)\d\d)"
    r"(?:,?[ \u00a0]\d\d:\d\d)?(?!\w)",
    re.IGNORECASE,
)
_CYRILLIC_GLUE = re.compile(r"[а-яёәғқңөұүһі](?=[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі])")
_LATIN_GLUE = re.compile(r"[a-z](?=[A-Z][a-z])")
_ENDS_SENTENCE = re.compile(r"[.!?…:;][»”\")]?$")
_NAME = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w.'’-]*"
_AUTHOR = re.compile(
    r"(?i:(?:авторы?|текст|подготовил[аи]?|корреспондент|authors?|written by|reported by|мақала авторы|дайындаған)"
    r"\s*:?\s+|by\s+)"
    rf"(?P<name>{_NAME}(?:[ \u00a0]+{_NAME}){{1,3}})(?:,[ \u00a0].{{1,40}})?"
)
_CRUMB = re.compile(r" (?:[/>»›|→]|::) ")
_NAME_WORDS = 8
_BEFORE_DATE = re.compile(r"[,|·•/—–-][ \u00a0]?$")
_AFTER_DATE = re.compile(r"(?: г\.| года)?[ \u00a0]?[,|·•/—–-]")
_TIME = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?\b")


_REASONS = {
    "read_also": mark("read also"),
    "subscribe": mark("subscribe"),
    "share": mark("share buttons"),
    "cookies": mark("cookie notice"),
    "copyright": mark("copyright notice"),
    "counters": mark("views and comments"),
    "tags": mark("tags"),
    "advertisement": mark("advertisement"),
    "source_line": SOURCE_LINE,
}


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A line is furniture when the pattern matches at its beginning and it is no longer than `longest`."""

    reason: str
    pattern: re.Pattern[str]
    longest: int


@cache
def _phrases() -> tuple[_Phrase, ...]:
    file = paths.resources() / "reading" / "furniture.toml"
    tables = tomllib.loads(file.read_text("utf-8"))
    return tuple(
        _Phrase(
            _REASONS[name],
            re.compile(rf"[^\w©(]*(?:{'|'.join(table['begins'])})", re.IGNORECASE),
            int(table["longest"]),
        )
        for name, table in tables.items()
    )


def header_prefix(text: str) -> re.Match[str] | None:
    """A leading "date 2025-08-23", which may have the article's first sentence behind it on the same line."""
    return _HEADER.match(text)


def phrase_reason(text: str) -> str:
    """The rule by which a line is furniture wherever it stands; "" when none."""
    return next((p.reason for p in _phrases() if len(text) <= p.longest and p.pattern.match(text)), "")


def glued_menu(text: str) -> bool:
    """Menu words run together when a page was copied ("newsNews of the world"): no sentence, a capital in a word.

    Latin brands do that too (AltynGroup), so there it takes two of them.
    """
    if len(text) > 120 or _ENDS_SENTENCE.search(text):
        return False
    return bool(_CYRILLIC_GLUE.search(text)) or (len(_LATIN_GLUE.findall(text)) > 1 and len(text.split()) <= 6)


def breadcrumbs(text: str) -> bool:
    """A path through a site: "Home / News / Economy"."""
    return len(text) <= 120 and not re.search(r"\d", text) and len(_CRUMB.findall(text)) > 1


def date_line(text: str) -> bool:
    """A line that is a date, perhaps with a time and a few words (a place, a paper's name): no number, no sentence.

    A longer name may only stand apart from it.
    """
    dates = named_dates(text) if len(text) <= 80 else []
    if not dates:
        return False
    rest = text
    for named in reversed(dates):
        rest = rest[: named.span.start] + rest[named.span.end :]
    rest = _TIME.sub("", rest)
    apart = _BEFORE_DATE.search(text[: dates[0].span.start]) or _AFTER_DATE.match(text, dates[-1].span.end)
    return not re.search(r"\d", rest) and len(rest.split()) <= (_NAME_WORDS if apart else 4)


def author_name(text: str) -> re.Match[str] | None:
    """A line that only says who wrote; group "name" is the name."""
    return _AUTHOR.fullmatch(text) if len(text) <= 120 else None


def site_line(text: str) -> re.Match[str] | None:
    """A line that is a site's name; group "site"."""
    return _SITE_LINE.fullmatch(text) if len(text) <= 100 else None


def site_end(text: str) -> re.Match[str] | None:
    """A site's name glued behind the last sentence of a text; group "site"."""
    return _SITE_END.search(text, max(len(text) - 100, 0))
