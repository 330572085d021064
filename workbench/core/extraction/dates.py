"""Dates of partial precision in running text: days, months, quarters, half-years, seasons, years, ranges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

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

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


_Y = r"(?<![\d.,])(?:1[6-9]|20|21)\d\d(?!\d|[.,]\d)"
_DASH = r"\s*[-–—]\s*"
_RU_MONTH = (
    r"январ\w*|феврал\w*|март\w?|апрел\w*|ма[йяею]|июн\w|июл\w|август\w?|сентябр\w*|октябр\w*|ноябр\w*|декабр\w*"
)
_EN_MONTH = (
    r"january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
_KK_MONTH = r"(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)\w*"
_MONTHS = {
    "ru": ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
    "en": ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    "kk": ("қаңт", "ақп", "наур", "сәу", "мам", "маус", "шіл", "там", "қырк", "қаз", "қараш", "желт"),
}
_RU_YEAR = r"(?:-?(?:го|м|й|му|ом))?(?:\s*(?:год\w{0,3}|гг?\b\.?))?"
_RU_ORDINAL = r"(?:перв|втор|трет|четв|[1-4](?:-?\w{1,2})?\b|iv\b|i{1,3}\b)\w*"
_EN_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_KK_ORDINAL = r"(?:бірінші|екінші|үшінші|төртінші|алғашқы|[1-4]\s*-?\s*(?:ші|шы|інші)?|iv|i{1,3})"
_RU_SEASON = r"весн\w+|лет(?:ом|а)|осен\w+|зим\w+"
_EN_SEASON = r"spring|summer|autumn|fall|winter"
_KK_SEASON = r"көктем\w*|жаз(?:ында|дың|да)|күз\w*|қыс(?:ында|тың|та)"
_SEASONS = {
    "вес": 21, "лет": 22, "осе": 23, "зим": 24, "spr": 21, "sum": 22, "aut": 23, "fal": 23, "win": 24,
    "көк": 21, "жаз": 22, "күз": 23, "қыс": 24,
}  # fmt: skip
_ORDINALS = {
    "пер": 1, "вто": 2, "тре": 3, "чет": 4, "fir": 1, "sec": 2, "thi": 3, "fou": 4,
    "бір": 1, "алғ": 1, "екі": 2, "үші": 3, "төр": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip
_SPANS = {
    "два": 2, "three": 3, "трех": 3, "три": 3, "үш": 3, "четыре": 4, "four": 4, "төрт": 4, "пять": 5,
    "five": 5, "бес": 5, "шести": 6, "шесть": 6, "six": 6, "алты": 6, "семь": 7, "seven": 7, "жеті": 7,
    "восемь": 8, "eight": 8, "сегіз": 8, "девяти": 9, "девять": 9, "nine": 9, "тоғыз": 9,
    "десять": 10, "ten": 10, "он": 10, "одиннадцать": 11, "eleven": 11,
    **{str(n): n for n in range(2, 12)},
}  # fmt: skip

Builder = Callable[[re.Match[str]], str | None]


def _month(word: str) -> int:
    """1..12 of a month's name in any of the three languages."""
    if word.startswith("мар"):
        return 3
    for names in _MONTHS.values():
        for number, stem in enumerate(names, 1):
            if word.startswith(stem):
                return number
    raise ValueError(f"not a month: {word!r}")


def _ordinal(word: str) -> int:
    word = word.strip()
    if word[0].isdigit():
        return int(word[0])
    return _ORDINALS.get(word) or _ORDINALS[word[:3]]


def _day(m: re.Match[str]) -> str | None:
    year = m["y"] if "y" in m.re.groupindex else None
    return f"{year or '-'}-{_month(m['m']):02}-{int(m['d']):02}"


def _month_year(m: re.Match[str]) -> str:
    return f"{m['y']}-{_month(m['m']):02}"


def _months_year(m: re.Match[str]) -> str | None:
    first, last = _month(m["m"]), _month(m["n"])
    return f"{m['y']}-{first:02}/{m['y']}-{last:02}" if first < last else None


def _quarter(m: re.Match[str]) -> str:
    return f"{m['y']}-{32 + _ordinal(m['o'])}"


def _half(m: re.Match[str]) -> str | None:
    half = _ordinal(m["o"])
    return f"{m['y']}-{39 + half}" if half <= 2 else None


def _first_months(m: re.Match[str]) -> str:
    return f"{m['y']}-01/{m['y']}-{_SPANS[m['k']]:02}"


def _season(m: re.Match[str]) -> str:
    return f"{m['y']}-{_SEASONS[m['s'][:3]]}"


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
    return f"--{_month(m['m']):02}"


def _rules(*listed: tuple[str, Builder]) -> tuple[tuple[re.Pattern[str], Builder], ...]:
    return tuple((re.compile(pattern), builder) for pattern, builder in listed)


_K = "|".join(sorted(_SPANS, key=len, reverse=True))
_NUMERIC = (
    (rf"\b(?P<y>{_Y})-(?P<m>\d\d)-(?P<d>\d\d)\b", _iso),
    (r"(?<![\d.])(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>(?:19|20|21)\d\d)(?![\d.]\d)", _iso),
)
# The first rule that reads a stretch keeps it: from the most precise to the least.
_RULES = {
    "ru": _rules(
        *_NUMERIC,
        (rf"\b(?P<d>[0-3]?\d)(?:-го)?\s+(?P<m>{_RU_MONTH})(?:\s+(?P<y>{_Y}){_RU_YEAR})?(?!\w)", _day),
        (rf"\b(?P<m>{_RU_MONTH})(?:{_DASH}|\s+по\s+)(?P<n>{_RU_MONTH})\s+(?P<y>{_Y}){_RU_YEAR}", _months_year),
        (rf"\b(?P<o>{_RU_ORDINAL})\s+кварт\w*\s+(?P<y>{_Y}){_RU_YEAR}", _quarter),
        (rf"\b(?P<o>{_RU_ORDINAL})\s+(?:полугоди\w*|половин\w*)\s+(?P<y>{_Y}){_RU_YEAR}", _half),
        (rf"\b(?:перв\w+\s+)?(?P<k>{_K})\s+месяц\w*\s+(?P<y>{_Y}){_RU_YEAR}", _first_months),
        (rf"\b(?P<s>{_RU_SEASON})\s+(?P<y>{_Y}){_RU_YEAR}", _season),
        (rf"\b(?P<m>{_RU_MONTH})\s+(?P<y>{_Y}){_RU_YEAR}", _month_year),
        (rf"(?P<y>{_Y})(?:-?г\w+)?(?:\s+год\w*)?(?:{_DASH}|\s+по\s+)(?P<z>{_Y}|\d\d(?=\s*г)){_RU_YEAR}", _years),
        (rf"\b(?:с|начиная с|со)\s+(?:начала\s+)?(?P<y>{_Y})(?:-го)?\s*(?:года|г\.)(?!\s+(?:до|по)\b)", _since),
        (rf"\bдо\s+(?:конца\s+)?(?P<y>{_Y})(?:-го)?\s*(?:год\w*|г\.)", _until),
        (rf"(?P<y>{_Y})(?:-?(?:го|м|й|му|ом))?\s*(?:год\w{{0,3}}|гг?\b\.?)", _year),
        (rf"(?P<y>{_Y})-(?:го|м|й|му|ом)\b", _year),
        (rf"\b(?:в|за|к|на|конца|конце|начала|начале|на конец|на начало)\s+(?P<y>{_Y})(?!\s*[\w%$€₸₽])", _year),
        (rf"\b(?:в|за|к)\s+(?P<m>{_RU_MONTH})\b(?!\s+(?:этого|прошлого|текущего))", _bare_month),
    ),
    "en": _rules(
        *_NUMERIC,
        (rf"\b(?P<m>{_EN_MONTH})\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?:,?\s+(?P<y>{_Y}))?(?![\d\w%])", _day),
        (rf"\b(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_EN_MONTH})(?:,?\s+(?P<y>{_Y}))?\b", _day),
        (
            rf"\b(?P<m>{_EN_MONTH})(?:{_DASH}|\s+(?:to"
            rf"|through)\s+)(?P<n>{_EN_MONTH}),?\s+(?:of\s+)?(?P<y>{_Y})", _months_year),
        (rf"\b(?P<o>{_EN_ORDINAL})[\s-]+quarter\s+(?:of\s+)?(?P<y>{_Y})", _quarter),
        (rf"\bq(?P<o>[1-4])\s+(?:of\s+)?(?P<y>{_Y})", _quarter),
        (rf"\b(?P<o>{_EN_ORDINAL})[\s-]+half\s+(?:of\s+)?(?P<y>{_Y})", _half),
        (rf"\bh(?P<o>[12])\s+(?:of\s+)?(?P<y>{_Y})", _half),
        (rf"\b(?:first\s+)?(?P<k>{_K})\s+months\s+of\s+(?P<y>{_Y})", _first_months),
        (rf"\b(?P<s>{_EN_SEASON})\s+(?:of\s+)?(?P<y>{_Y})", _season),
        (rf"\b(?P<m>{_EN_MONTH}),?\s+(?:of\s+)?(?P<y>{_Y})", _month_year),
        (
            rf"(?:from\s+|between\s+)?(?P<y>{_Y})(?:{_DASH}|\s+(?:to|and|through|until)\s+)(?P<z>{_Y}"
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
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|жылы|ж\.)\s+(?P<d>[0-3]?\d)\s*-?\s*(?P<m>{_KK_MONTH})", _day),
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|ж\.)\s+(?P<m>{_KK_MONTH})(?:{_DASH})(?P<n>{_KK_MONTH})", _months_year),
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|ж\.)\s+(?P<o>{_KK_ORDINAL})\s*тоқсан\w*", _quarter),
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|ж\.)\s+(?P<o>{_KK_ORDINAL})\s*(?:жартыжылды\w*|жарты\w*)", _half),
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|ж\.)\s+(?:алғашқы\s+)?(?P<k>{_K})\s+ай\w*", _first_months),
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|жылы|ж\.)\s+(?P<s>{_KK_SEASON})", _season),
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|жылы|ж\.)\s+(?P<m>{_KK_MONTH})", _month_year),
        (rf"(?P<y>{_Y})(?:{_DASH}|\s+жылдан\s+)(?P<z>{_Y})\s*(?:жылдар\w*|жж\.?|жыл\w*)", _years),
        (rf"(?P<y>{_Y})\s*жылдан\s+(?:бері|бастап)", _since),
        (rf"(?P<y>{_Y})\s*жыл(?:ға|дың соңына)\s+дейін", _until),
        (rf"(?P<y>{_Y})\s*(?:жыл\w*|ж\.)", _year),
        (rf"\b(?P<d>[0-3]?\d)\s*-?\s*(?P<m>{_KK_MONTH})", _day),
        (
            r"\b(?P<m>(?:қаңтар|ақпан|наурыз|сәуір|мамыр|шілде|тамыз|қыркүйек|қараша|желтоқсан)(?:да"
            r"|де|ында|інде|\s+айында))\b", _bare_month),
    ),
}  # fmt: skip
_RELATIVE = {
    "ru": re.compile(
        r"\b(?:(?P<last>(?:в |за )?прошл\w+ год\w*|год назад)|(?P<other>(?:за )?годом ранее"
        r"|(?:за )?год до этого|ранее)|(?P<this>(?:в |за )?(?:эт|текущ|нынешн)\w+ год\w*"
        r"|с начала года)"
        r"|(?P<next>(?:в )?следующ\w+ год\w*))\b"
    ),
    "en": re.compile(
        r"\b(?:(?P<last>last year|the previous year|a year ago)|(?P<other>a year earlier"
        r"|a year before)|(?P<this>this year|so far this year|the current year)"
        r"|(?P<next>next year))\b"
    ),
    "kk": re.compile(
        r"\b(?:(?P<last>былтыр\w*|өткен жыл\w*)|(?P<other>бір жыл бұрын\w*)|(?P<this>биыл\w*"
        r"|осы жыл\w*|ағымдағы жыл\w*)|(?P<next>келесі жыл\w*|келер жыл\w*))\b"),
}  # fmt: skip
_SHIFT = {"last": -1, "this": 0, "next": 1}
_MAYBE = re.compile(
    rf"\d{{4}}|{_RU_MONTH}|{_EN_MONTH}|{_KK_MONTH}|год|ранее|year|жыл|былтыр|биыл|quarter"
)  # nothing of this: no date
_BASE = re.compile(
    r"(?:по сравнению с|по отношению к|(?:чем|нежели) (?:в|за|на)|относительно|compared (?:with"
    r"|to)(?: the same \w+ (?:of|in))?"
    r"|than(?: in| during)?|versus|over the same period (?:of|in)|relative to|от уровня|к уровню"
    r"|уровня|levels? (?:of|in)|against)\s*(?:аналогичн\w+ период\w*\s*|прошл\w+\s*|the\s*)?$"
)
_BASE_OF_OTHER = re.compile(r"\b(?:from|than|on|чем|к|с)\s+$")  # "up 5% from a year earlier"
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
    for language in (sentence.language,) if sentence.language in _RULES else tuple(_RULES):
        for start, end, edtf, assumed in (*_read(stretch, language), *_relative(stretch, language, published)):
            span = Span(sentence.start + start, sentence.start + end)
            if any(span.overlaps(other) for other in (*taken, *(d.span for d in found))):
                continue
            out = _is_base(stretch, start, end, assumed) or _is_report(stretch, start, end, edtf)
            found.append(DateMention(Period(edtf) if edtf else None, span.start, span.end, assumed, out))
    return sorted(found, key=lambda d: d.start)


def _read(stretch: str, language: str) -> Iterator[tuple[int, int, str, bool]]:
    for pattern, builder in _RULES[language]:
        for match in pattern.finditer(stretch):
            edtf = builder(match)
            if edtf is not None and is_period(edtf):
                yield match.start(), match.end(), edtf, False


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


def _relative(stretch: str, language: str, published: date | None) -> Iterator[tuple[int, int, str, bool]]:
    for match in _RELATIVE[language].finditer(stretch):
        kind = match.lastgroup
        assert kind is not None
        known = published is not None and kind in _SHIFT
        yield match.start(), match.end(), str(published.year + _SHIFT[kind]) if published and known else "", True


def _is_base(stretch: str, start: int, end: int, relative: bool) -> bool:
    """Whether the date is only what something is compared with."""
    if relative and _BASE_OF_OTHER.search(stretch[max(0, start - 10) : start]):
        return True
    return bool(_BASE.search(stretch[max(0, start - 50) : start].rstrip() + " ") or _BASE_AFTER.match(stretch, end))


def _is_report(stretch: str, start: int, end: int, edtf: str) -> bool:
    """Whether it dates the report ("said on 4 February", "9 мая объявили"), not what is reported."""
    if edtf.count("-") < 2:  # years and months date facts
        return False
    return bool(_REPORT_AFTER.match(stretch, end) or _REPORT_BEFORE.search(stretch[max(0, start - 60) : start]))
