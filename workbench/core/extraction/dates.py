"""Dates of partial precision in running text: days, months, quarters, half-years, seasons, years, ranges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from workbench.core.extraction.calendar_words import EN_MONTH, KK_MONTH, RU_MONTH
from workbench.core.extraction.date_rules import RULES
from workbench.core.extraction.relative import Relative, relative_dates, with_year
from workbench.core.extraction.sentences import Sentence
from workbench.core.extraction.tokens import fold
from workbench.core.model.period import Period
from workbench.core.model.span import Span


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date said in the text. `assumed`: made from the article's own date ("last year"). `ruled_out`: not the time
    of a figure but of a report, or what something is compared with."""

    period: Period | None  # None: another time, but which is not known ("a year earlier")
    start: int
    end: int
    assumed: bool = False
    ruled_out: bool = False
    same: bool = False  # the time spoken of just before
    of_year: Callable[[int], str | None] | None = None  # makes the part of a year that it names without the year

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


_MAYBE = re.compile(
    rf"\d{{4}}|{RU_MONTH}|{EN_MONTH}|{KK_MONTH}|год|ранее|кварт|месяц|летом|осенью|весной"
    r"|зимой|же (?:период|время|срок)|этот период|year|quarter|half|month|spring|summer|autumn|winter|same"
    r"|жыл|онжылдық|decade|десятилет|былтыр|биыл|тоқсан|\bай\w*|кезең|көктем|күзде|қыста|жазда"
)  # nothing of this: no date
_BASE = re.compile(
    r"(?:по сравнению с|по отношению к|(?:чем|нежели) (?:в|за|на)|относительно|compared (?:with"
    r"|to)(?: the same \w+ (?:of|in))?"
    r"|than(?: in| during)?|versus|over the same period (?:of|in)|relative to|от уровня|к уровню"
    r"|уровня|levels? (?:of|in)|against)\s*(?:аналогичн\w+ период\w*\s*|прошл\w+\s*|the\s*)?$"
)
_BASE_OF_OTHER = re.compile(r"\b(?:from|than|on|чем|к|с)\s+$")  # "up 5% from a year earlier"
_BASE_YEAR = re.compile(
    r"(?:\b(?:up|down|rose|fell|grew|higher|lower|more|less|increase\w*|decrease\w*|growth|rise|fall|drop\w*|change\w*)"
    r"|%|percent)[^.,;]{0,30}\b(?:from|than|on)\s+(?:in\s+)?\d{4}$"
)
_KK_BASE = re.compile(r"(?:дан|ден)$")  # "2023 жылғыдан 18 пайызға көп"
_KK_THAN = re.compile(r"[^.;]{0,40}?\b(?:көп|аз|жоғары|төмен|артық|кем)\b")
_BASE_AFTER = re.compile(
    r"\s*(?:пен |мен |бен )?(?:салыстырғанда|қарағанда)|\s*(?:level|levels)\b|[’']s? level"
)  # "2023 жылмен салыстырғанда"
_REPORT_AFTER = re.compile(
    r"[,]?\s*(?:\w+\s+){0,2}?(?:стало известно|сообщил\w*|заявил\w*|объявил\w*|опубликова\w*"
    r"|рассказал\w*|said|announced|reported|told"
    r"|published|деп хабарла\w*|мәлімде\w*|хабарла\w*|жариялан?\w*|белгілі болды)\b"
)
_REPORT_BEFORE = re.compile(
    r"(?:announced|unveiled)\b[^.;,]{0,60}\bon\s*$|(?:сообщил\w*|заявил\w*|объявил\w*|рассказал\w*"
    r"|опубликован\w*|said|announced|reported|told \w+|published)"
    r"(?:\s+\w+){0,3}\s+(?:on|in|в|во)?\s*$"
)

_YEAR_WORD = re.compile(r"^\s*(?:г\.?|год\w*|жыл\w*|ж\.?)(?=\W|$)")


def date_mentions(low: str, sentence: Sentence, taken: Sequence[Span], published: date | None) -> list[DateMention]:
    """The dates of a sentence in their order; nothing that lies in a `taken` span (a figure) is read as one."""
    stretch = low[sentence.start : sentence.end]
    if not _MAYBE.search(stretch):
        return []
    found: list[DateMention] = []

    def add(one: Relative, *, assumed: bool) -> None:
        span = Span(sentence.start + one.start, sentence.start + one.end)
        if not any(span.overlaps(other) for other in (*taken, *(d.span for d in found))):
            out = _is_base(stretch, one.start, one.end, assumed) or _is_report(stretch, one.start, one.end, one.edtf)
            period = Period(one.edtf) if one.edtf else None
            found.append(DateMention(period, span.start, span.end, assumed, out, one.same, one.of_year))

    for language in (sentence.language,) if sentence.language in RULES else tuple(RULES):
        yearless = []
        for start, end, edtf in _read(stretch, language):
            if edtf.startswith("--"):
                yearless.append((start, end, edtf))
            else:
                add(Relative(start, end, edtf), assumed=False)
        for one in relative_dates(stretch, language, published):
            add(one, assumed=not one.same)
        for start, end, edtf in yearless:
            guessed = with_year(edtf, published) if published else edtf
            add(Relative(start, end, guessed, of_year=partial(_in_year, edtf)), assumed=guessed != edtf)
    return sorted(found, key=lambda d: d.start)


def date_said(text: str) -> Period | None:
    """The date that a few words are, in any of the languages: "November 2025", "6 ноября 2025 года"."""
    low = fold(text)
    for language in RULES:
        for start, end, edtf in _read(low, language):
            if not any(char.isalnum() for char in low[:start] + _YEAR_WORD.sub("", low[end:])):
                return Period(edtf)
    return None


def _in_year(edtf: str, year: int) -> str | None:
    """A date without its year ("--10") in a year; None where that year has no such day."""
    dated = f"{year}{edtf[1:]}"
    return dated if is_period(dated) else None


def _read(stretch: str, language: str) -> Iterator[tuple[int, int, str]]:
    for pattern, builder in RULES[language]:
        for match in pattern.finditer(stretch):
            edtf = builder(match)
            if edtf is not None and is_period(edtf):
                yield match.start(), match.end(), edtf


def is_period(edtf: str) -> bool:
    """Whether a date so written exists ("2025-02-30" does not)."""
    try:
        period = Period(edtf)
        if period.yearless:
            Period("2024" + edtf[1:])
    except ValueError:
        return False
    first, last = period.days
    return first is None or last is None or first <= last


def _is_base(stretch: str, start: int, end: int, relative: bool) -> bool:
    """Whether the date is only what something is compared with."""
    if relative and _BASE_OF_OTHER.search(stretch[max(0, start - 10) : start]):
        return True
    if _BASE_YEAR.search(stretch[max(0, start - 48) : end]):
        return True
    if _KK_BASE.search(stretch, start, end) and _KK_THAN.match(stretch, end):
        return True
    return bool(_BASE.search(stretch[max(0, start - 50) : start].rstrip() + " ") or _BASE_AFTER.match(stretch, end))


def _is_report(stretch: str, start: int, end: int, edtf: str) -> bool:
    """Whether it dates the report ("said on 4 February", "9 мая объявили"), not what is reported."""
    if edtf.count("-") < 2:  # years and months date facts
        return False
    return bool(_REPORT_AFTER.match(stretch, end) or _REPORT_BEFORE.search(stretch[max(0, start - 60) : start]))
