"""Dates of partial precision in running text: days, months, quarters, half-years, seasons, years, ranges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

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
from workbench.core.extraction.relative import relative_dates, with_year
from workbench.core.extraction.sentences import Sentence
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

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


_Y = r"(?<![\d.,])(?:1[6-9]|20|21)\d\d(?!\d|[.,]\d)"
_RU_YEAR = r"(?:-?(?:го|м|й|му|ом))?(?:\s*(?:год\w{0,3}|гг?\b\.?))?"

Builder = Callable[[re.Match[str]], str | None]


def _day(m: re.Match[str]) -> str | None:
    year = m["y"] if "y" in m.re.groupindex else None
    return f"{year or '-'}-{month_of(m['m']):02}-{int(m['d']):02}"


def _month_year(m: re.Match[str]) -> str:
    return f"{m['y']}-{month_of(m['m']):02}"


def _months_year(m: re.Match[str]) -> str | None:
    first, last = month_of(m["m"]), month_of(m["n"])
    return f"{m['y']}-{first:02}/{m['y']}-{last:02}" if first < last else None


def _quarter(m: re.Match[str]) -> str:
    return f"{m['y']}-{32 + ordinal_of(m['o'])}"


def _half(m: re.Match[str]) -> str | None:
    half = ordinal_of(m["o"])
    return f"{m['y']}-{39 + half}" if half <= 2 else None


def _first_months(m: re.Match[str]) -> str:
    return f"{m['y']}-01/{m['y']}-{SPANS[m['k']]:02}"


def _season(m: re.Match[str]) -> str:
    return f"{m['y']}-{SEASONS[m['s'][:3]]}"


def _years(m: re.Match[str]) -> str | None:
    first, last = m["y"], m["z"]
    if len(last) == 2:
        last = first[:2] + last
    return f"{first}/{last}" if int(first) < int(last) else None


def _iso(m: re.Match[str]) -> str:
    return f"{m['y']}-{int(m['m']):02}-{int(m['d']):02}"


def _since(m: re.Match[str]) -> str:
    return f"{m['y']}/.."


def _until(m: re.Match[str]) -> str:
    return f"../{m['y']}"


def _year(m: re.Match[str]) -> str:
    return str(m["y"])


def _bare_month(m: re.Match[str]) -> str:
    return f"--{month_of(m['m']):02}"


def _rules(*listed: tuple[str, Builder]) -> tuple[tuple[re.Pattern[str], Builder], ...]:
    return tuple((re.compile(pattern), builder) for pattern, builder in listed)


_NUMERIC = (
    (rf"\b(?P<y>{_Y})-(?P<m>\d\d)-(?P<d>\d\d)\b", _iso),
    (r"(?<![\d.])(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>(?:19|20|21)\d\d)(?![\d.]\d)", _iso),
)
# The first rule that reads a stretch keeps it: from the most precise to the least.
_RULES = {
    "ru": _rules(
        *_NUMERIC,
        (rf"\b(?P<d>[0-3]?\d)(?:-го)?\s+(?P<m>{RU_MONTH})(?:\s+(?P<y>{_Y}){_RU_YEAR})?(?!\w)", _day),
        (rf"\b(?P<m>{RU_MONTH})(?:{DASH}|\s+по\s+)(?P<n>{RU_MONTH})\s+(?P<y>{_Y}){_RU_YEAR}", _months_year),
        (rf"\b(?P<o>{RU_ORDINAL})\s+кварт\w*\s+(?P<y>{_Y}){_RU_YEAR}", _quarter),
        (rf"\b(?P<o>{RU_ORDINAL})\s+(?:полугоди\w*|половин\w*)\s+(?P<y>{_Y}){_RU_YEAR}", _half),
        (rf"\b(?:перв\w+\s+)?(?P<k>{COUNTS})\s+месяц\w*\s+(?P<y>{_Y}){_RU_YEAR}", _first_months),
        (rf"\b(?P<s>{RU_SEASON})\s+(?P<y>{_Y}){_RU_YEAR}", _season),
        (rf"\b(?P<m>{RU_MONTH})\s+(?P<y>{_Y}){_RU_YEAR}", _month_year),
        (rf"(?P<y>{_Y})(?:-?г\w+)?(?:\s+год\w*)?(?:{DASH}|\s+по\s+)(?P<z>{_Y}|\d\d(?=\s*г)){_RU_YEAR}", _years),
        (rf"\b(?:с|начиная с|со)\s+(?:начала\s+)?(?P<y>{_Y})(?:-го)?\s*(?:года|г\.)(?!\s+(?:до|по)\b)", _since),
        (rf"\bдо\s+(?:конца\s+)?(?P<y>{_Y})(?:-го)?\s*(?:год\w*|г\.)", _until),
        (rf"(?P<y>{_Y})(?:-?(?:го|м|й|му|ом))?\s*(?:год\w{{0,3}}|гг?\b\.?)", _year),
        (rf"(?P<y>{_Y})-(?:го|м|й|му|ом)\b", _year),
        (rf"\b(?:в|за|к|на|конца|конце|начала|начале|на конец|на начало)\s+(?P<y>{_Y})(?!\s*[\w%$€₸₽])", _year),
        (rf"\b(?:в|за|к)\s+(?P<m>{RU_MONTH})\b(?!{DASH}{RU_MONTH})", _bare_month),
    ),
    "en": _rules(
        *_NUMERIC,
        (rf"\b(?P<m>{EN_MONTH})\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?:,?\s+(?P<y>{_Y}))?(?![\d\w%])", _day),
        (rf"\b(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{EN_MONTH})(?:,?\s+(?P<y>{_Y}))?\b", _day),
        (
            rf"\b(?P<m>{EN_MONTH})(?:{DASH}|\s+(?:to"
            rf"|through)\s+)(?P<n>{EN_MONTH}),?\s+(?:of\s+)?(?P<y>{_Y})", _months_year),
        (rf"\b(?P<o>{EN_ORDINAL})[\s-]+quarter\s+(?:of\s+)?(?P<y>{_Y})", _quarter),
        (rf"\bq(?P<o>[1-4])\s+(?:of\s+)?(?P<y>{_Y})", _quarter),
        (rf"\b(?P<o>{EN_ORDINAL})[\s-]+half\s+(?:of\s+)?(?P<y>{_Y})", _half),
        (rf"\bh(?P<o>[12])\s+(?:of\s+)?(?P<y>{_Y})", _half),
        (rf"\b(?:first\s+)?(?P<k>{COUNTS})\s+months\s+of\s+(?P<y>{_Y})", _first_months),
        (rf"\b(?P<s>{EN_SEASON})\s+(?:of\s+)?(?P<y>{_Y})", _season),
        (rf"\b(?P<m>{EN_MONTH}),?\s+(?:of\s+)?(?P<y>{_Y})", _month_year),
        (
            rf"(?:from\s+|between\s+)?(?P<y>{_Y})(?:{DASH}|\s+(?:to|and|through|until)\s+)(?P<z>{_Y}"
            rf"|\d\d(?![\d%]))", _years),
        (rf"\bsince\s+(?:early\s+|late\s+|the\s+start\s+of\s+)?(?P<y>{_Y})", _since),
        (rf"\b(?:until|till|through)\s+(?:the\s+end\s+of\s+)?(?P<y>{_Y})", _until),
        (
            r"\b(?:in|by|for|of|during|from|to|before|after|end|early|late|mid|fiscal|year"
            r"|calendar|on|the|than|a|its|this)[\s-]+"
            rf"(?P<y>{_Y})(?!\s*(?:tonn|tons|km|people|kilo|million|billion))",
            _year,
        ),
        (rf"\((?P<y>{_Y})\)", _year),
        (r"\b(?:fy|cy)\s?(?P<y>(?:19|20)\d\d)\b", _year),
        (rf"^(?P<y>{_Y})(?=\s+\w+\s+(?:was|is|were|saw))", _year),
        (
            rf"(?P<y>{_Y})(?='s\b|’s\b|\s+(?:levels?|figures?|output|production|exports?|budget"
            rf"|estimates?|data|report)\b)", _year),
        (
            r"\bin\s+(?P<m>january|february|march|april|june|july|august|september|october|november"
            r"|december|may)\b", _bare_month),
    ),
    "kk": _rules(
        *_NUMERIC,
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|жылы|ж\.)\s+(?P<d>[0-3]?\d)\s*-?\s*(?P<m>{KK_MONTH})", _day),
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|ж\.)\s+(?P<m>{KK_MONTH})(?:{DASH})(?P<n>{KK_MONTH})", _months_year),
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|ж\.)\s+(?P<o>{KK_ORDINAL})\s*тоқсан\w*", _quarter),
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|ж\.)\s+(?P<o>{KK_ORDINAL})\s*(?:жартыжылды\w*|жарты\w*)", _half),
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|ж\.)\s+(?:алғашқы\s+)?(?P<k>{COUNTS})\s+ай\w*", _first_months),
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|жылы|ж\.)\s+(?P<s>{KK_SEASON})", _season),
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|жылы|ж\.)\s+(?P<m>{KK_MONTH})", _month_year),
        (rf"(?P<y>{_Y})(?:{DASH}|\s+жылдан\s+)(?P<z>{_Y})\s*(?:жылдар\w*|жж\.?|жыл\w*)", _years),
        (rf"(?P<y>{_Y})\s*жылдан\s+(?:бері|бастап)", _since),
        (rf"(?P<y>{_Y})\s*жыл(?:ға|дың соңына)\s+дейін", _until),
        (rf"(?P<y>{_Y})\s*(?:жыл\w*|ж\.)", _year),
        (rf"\b(?P<d>[0-3]?\d)\s*-?\s*(?P<m>{KK_MONTH})", _day),
        (
            r"\b(?P<m>(?:қаңтар|ақпан|наурыз|сәуір|мамыр|шілде|тамыз|қыркүйек|қараша|желтоқсан)(?:да|та|те"
            r"|де|ында|інде|\s+айында))\b", _bare_month),
    ),
}  # fmt: skip
_MAYBE = re.compile(
    rf"\d{{4}}|{RU_MONTH}|{EN_MONTH}|{KK_MONTH}|год|ранее|кварт|месяц|летом|осенью|весной"
    r"|зимой|же (?:период|время|срок)|этот период|year|quarter|half|month|spring|summer|autumn|winter|same"
    r"|жыл|былтыр|биыл|тоқсан|\bай\w*|кезең|көктем|күзде|қыста|жазда"
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


def date_mentions(low: str, sentence: Sentence, taken: Sequence[Span], published: date | None) -> list[DateMention]:
    """The dates of a sentence in their order; nothing that lies in a `taken` span (a figure) is read as one."""
    stretch = low[sentence.start : sentence.end]
    if not _MAYBE.search(stretch):
        return []
    found: list[DateMention] = []

    def add(start: int, end: int, edtf: str, *, assumed: bool, same: bool = False) -> None:
        span = Span(sentence.start + start, sentence.start + end)
        if not any(span.overlaps(other) for other in (*taken, *(d.span for d in found))):
            out = _is_base(stretch, start, end, assumed) or _is_report(stretch, start, end, edtf)
            found.append(DateMention(Period(edtf) if edtf else None, span.start, span.end, assumed, out, same))

    for language in (sentence.language,) if sentence.language in _RULES else tuple(_RULES):
        yearless = []
        for start, end, edtf in _read(stretch, language):
            if edtf.startswith("--"):
                yearless.append((start, end, edtf))
            else:
                add(start, end, edtf, assumed=False)
        for one in relative_dates(stretch, language, published):
            add(one.start, one.end, one.edtf, assumed=not one.same, same=one.same)
        for start, end, edtf in yearless:
            guessed = with_year(edtf, published) if published else edtf
            add(start, end, guessed, assumed=guessed != edtf)
    return sorted(found, key=lambda d: d.start)


def _read(stretch: str, language: str) -> Iterator[tuple[int, int, str]]:
    for pattern, builder in _RULES[language]:
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
