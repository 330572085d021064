"""Dates that lean on the article's own: "last year", "в первом квартале этого года", "өткен айда"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from workbench.core.extraction.calendar_words import (
    COUNTS,
    DASH,
    EN_MONTH,
    EN_ORDINAL,
    EN_SEASON,
    KK_MONTH,
    KK_ORDINAL,
    KK_SEASON,
    RU_MONTH,
    RU_ORDINAL,
    RU_SEASON,
    SEASONS,
    SPANS,
    month_of,
    ordinal_of,
)
from workbench.core.model.period import Period


class Relative(NamedTuple):
    """A stretch of a sentence that is a date. `edtf` is empty where the article's date is not known; `same` means the
    time spoken of just before, `of_year` gives a part of a year that is not told ("the third quarter")."""

    start: int
    end: int
    edtf: str
    same: bool = False
    of_year: Callable[[int], str | None] | None = None


_RU_PART = (
    rf"(?:(?P<q>{RU_ORDINAL})\s+кварт\w*|(?P<h>{RU_ORDINAL})\s+(?:полугоди\w*|половин\w*)"
    rf"|(?:перв\w+\s+)?(?P<k>{COUNTS})\s+месяц\w*|(?P<s>{RU_SEASON})|(?P<m>{RU_MONTH})(?:{DASH}(?P<n>{RU_MONTH}))?)"
)
_EN_PART = (
    rf"(?:(?:the\s+)?(?P<q>{EN_ORDINAL})[\s-]+quarter|(?:the\s+)?(?P<h>{EN_ORDINAL})[\s-]+half"
    rf"|(?:the\s+)?(?:first\s+)?(?P<k>{COUNTS})\s+months|(?P<s>{EN_SEASON})"
    rf"|(?P<m>{EN_MONTH})(?:(?:{DASH}|\s+to\s+)(?P<n>{EN_MONTH}))?)"
)
_KK_PART = (
    rf"(?:(?P<q>{KK_ORDINAL})\s*тоқсан\w*|(?P<h>{KK_ORDINAL})\s*(?:жартыжылды\w*|жартысы\w*)"
    rf"|(?:алғашқы\s+)?(?P<k>{COUNTS})\s+ай\w*|(?P<s>{KK_SEASON})|(?P<m>{KK_MONTH})(?:{DASH}(?P<n>{KK_MONTH}))?)"
)
_RU_YEAR = (
    r"(?:(?P<last>прошл\w+ год\w*)|(?P<this>(?:эт|текущ|нынешн)\w+ год\w*|сего года|с\. ?г\.)"
    r"|(?P<next>(?:следующ|будущ)\w+ год\w*))"
)
_EN_YEAR = r"(?:(?P<last>last year)|(?P<this>this year|the current year)|(?P<next>next year))"
_KK_YEAR = (
    r"(?:(?P<last>өткен жыл\w*|былтыр\w*)|(?P<this>биыл\w*|осы жыл\w*|ағымдағы жыл\w*)|(?P<next>келесі жыл\w*"
    r"|келер жыл\w*))"
)
# For each language: parts of a told year, years alone, parts alone, months and quarters, and "the same time".
_RULES = {
    "ru": (
        rf"\b{_RU_PART}\s+{_RU_YEAR}",
        r"\b(?:(?P<last>(?:в |за )?прошл\w+ год\w*|год назад)"
        r"|(?P<other>(?:за )?годом ранее|(?:за )?год до этого|ранее)"
        r"|(?P<this>(?:в |за )?(?:эт|текущ|нынешн)\w+ год\w*|с начала года)|(?P<next>(?:в )?следующ\w+ год\w*))\b",
        rf"\b(?:(?P<q>{RU_ORDINAL})\s+квартал\w*|(?P<h>{RU_ORDINAL})\s+полугоди\w*"
        rf"|за\s+(?:перв\w+\s+)?(?P<k>{COUNTS})\s+месяц\w*|(?P<s>весной|летом|осенью|зимой)"
        rf"|(?P<m>{RU_MONTH}){DASH}(?P<n>{RU_MONTH})"
        rf"|(?:к|до)\s+конц[уа]\s+года|по\s+итогам\s+года)(?!\s+(?:\d|{_RU_YEAR}))",
        r"\b(?:(?P<decade>конц[ауе]\s+(?:этого\s+|нынешнего\s+|текущего\s+)?десятилетия)|"
        r"(?P<lastmonth>прошл\w+ месяц\w*)|(?P<thismonth>(?:эт|текущ)\w+ месяц\w*|с начала месяца)"
        r"|(?P<lastquarter>прошл\w+ квартал\w*))\b",
        r"\b(?:за|в)\s+(?:тот|это|этот|то)\s+же\s+(?:период|время|срок|месяц|квартал)\b|\bв\s+том\s+же\s+(?:год|месяц"
        r"|квартал)\w*|\bза\s+этот\s+период\b",
    ),
    "en": (
        rf"\b{_EN_PART},?\s+(?:of\s+)?{_EN_YEAR}",
        r"\b(?:(?P<last>last year|the previous year|a year ago)|(?P<other>a year earlier|a year before)"
        r"|(?P<this>this year|so far this year|the current year)|(?P<next>next year))\b",
        rf"\b(?:the\s+(?P<q>{EN_ORDINAL})[\s-]+quarter|the\s+(?P<h>{EN_ORDINAL})[\s-]+half(?!\s+of\s+(?!the\s+year))"
        rf"|the\s+(?:first\s+)?(?P<k>{COUNTS})\s+months|(?:last|this|in\s+the)\s+(?P<s>{EN_SEASON})"
        rf"|(?P<m>{EN_MONTH})(?:{DASH}|\s+to\s+)(?P<n>{EN_MONTH})"
        rf"|(?:by|until|before)\s+(?:the\s+end\s+of\s+the\s+year|(?:the\s+)?year[\s-]end))"
        rf"(?!,?\s+(?:of\s+)?(?:\d|{_EN_YEAR}))",
        r"\b(?:(?P<decade>end\s+of\s+(?:the|this)\s+decade|decade[’']?s?\s+end)|"
        r"(?P<lastmonth>last month)|(?P<thismonth>this month)|(?P<lastquarter>last quarter))\b",
        r"\b(?:in|over|during|for)\s+the\s+same\s+(?:period|time|month|quarter|year)\b(?!\s+(?:of|in|last|a|the))"
        r"|\bthat\s+(?:same\s+)?year\b",
    ),
    "kk": (
        rf"\b{_KK_YEAR}\s+{_KK_PART}",
        r"\b(?:(?P<last>былтыр\w*|өткен жыл\w*)|(?P<other>бір жыл бұрын\w*)|(?P<this>биыл\w*|осы жыл\w*"
        r"|ағымдағы жыл\w*|жыл басынан)|(?P<next>келесі жыл\w*|келер жыл\w*))\b",
        rf"(?<!\w)(?:(?P<q>{KK_ORDINAL})\s*тоқсан\w*|(?P<h>{KK_ORDINAL})\s*жартыжылды\w*"
        rf"|алғашқы\s+(?P<k>{COUNTS})\s+ай\w*|(?P<s>көктемде|жазда|күзде|қыста)"
        rf"|(?P<m>{KK_MONTH}){DASH}(?P<n>{KK_MONTH})|жыл\s+(?:соңына|аяғына)\s+(?:дейін|қарай))",
        r"\b(?:(?P<decade>онжылдық\w*\s+(?:соңы|аяғы)\w*)|"
        r"(?P<lastmonth>өткен ай\w*)|(?P<thismonth>осы ай\w*|ай басынан)|(?P<lastquarter>өткен тоқсан\w*))\b",
        r"\b(?:сол|осы)\s+(?:кезең\w*|уақыт\w*|мерзімде)|\bсол\s+жыл(?:ы|да|дың|ғы|дары)\b",
    ),
}
_COMPILED = {language: tuple(re.compile(rule) for rule in rules) for language, rules in _RULES.items()}
_SHIFT = {"last": -1, "this": 0, "next": 1}


def relative_dates(stretch: str, language: str, published: date | None) -> Iterator[Relative]:
    """The dates of a stretch that only the article's own date can tell, the most precise first."""
    part_of_year, years, parts, months, same = _COMPILED[language]
    for rule in (part_of_year, years):
        for m in rule.finditer(stretch):
            told = next((kind for kind in _SHIFT if m[kind]), "")
            edtf = _of_year(m, published.year + _SHIFT[told]) if published and told else ""
            if edtf is not None:
                yield Relative(m.start(), m.end(), edtf)
    for m in months.finditer(stretch):
        yield Relative(m.start(), m.end(), _months(m.lastgroup or "", published) if published else "")
    for m in parts.finditer(stretch):
        edtf = _latest(m, published) if published else ""
        if edtf is not None:
            yield Relative(m.start(), m.end(), edtf, of_year=partial(_of_year, m))
    for m in same.finditer(stretch):
        yield Relative(m.start(), m.end(), "", same=True)


def with_year(edtf: str, published: date) -> str:
    """A date without its year ("--10", "--02-04") in the year that makes it the last one begun by a day."""
    for year in (published.year, published.year - 1):
        if _begun(f"{year}{edtf[1:]}", published):
            return f"{year}{edtf[1:]}"
    return edtf


def _latest(m: re.Match[str], published: date) -> str | None:
    """A part of an untold year: the last one that had begun; of several months the last that had passed."""
    for year in (published.year, published.year - 1):
        edtf = _of_year(m, year)
        if edtf is not None and _begun(edtf.rpartition("/")[2], published):
            return edtf
    return None


def _begun(edtf: str, by: date) -> bool:
    try:
        first = Period(edtf).days[0]
    except ValueError:  # 29 February of another year
        return False
    return first is not None and first <= by


def _of_year(m: re.Match[str], year: int) -> str | None:
    """The part of a year that a match names; the year itself where it names none."""
    said = m.groupdict()
    if said.get("q"):
        return f"{year}-{32 + ordinal_of(said['q'])}"
    if said.get("h"):
        half = ordinal_of(said["h"])
        return f"{year}-{39 + half}" if half <= 2 else None
    if said.get("k"):
        return f"{year}-01/{year}-{SPANS[said['k']]:02}"
    if said.get("s"):
        return f"{year}-{SEASONS[said['s'][:3]]}"
    if said.get("m"):
        first = month_of(said["m"])
        if not said.get("n"):
            return f"{year}-{first:02}"
        last = month_of(said["n"])
        return f"{year}-{first:02}/{year}-{last:02}" if first < last else None
    return str(year)


def _months(kind: str, published: date) -> str:
    """The month or quarter before the article's own, or its own month."""
    if kind == "thismonth":
        return f"{published.year}-{published.month:02}"
    if kind == "lastmonth":
        year, month = (published.year, published.month - 1) if published.month > 1 else (published.year - 1, 12)
        return f"{year}-{month:02}"
    if kind == "decade":  # said loosely: the round year that is near
        return str(published.year // 10 * 10 + 10)
    quarter = (published.month - 1) // 3  # the one before this
    return f"{published.year}-{32 + quarter}" if quarter else f"{published.year - 1}-36"
