"""How each language writes dates: patterns from the most precise to the least, each with the EDTF it means."""

from __future__ import annotations

import re
from collections.abc import Callable

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


def _last_quarter(m: re.Match[str]) -> str:
    return f"{m['y']}-36"


def _quarters(m: re.Match[str]) -> str | None:
    first, last = ordinal_of(m["o"]), ordinal_of(m["p"])
    return f"{m['y']}-{3 * first - 2:02}/{m['y']}-{3 * last:02}" if first < last else None


def _short_year(m: re.Match[str]) -> str:
    """The year of "Q2 25", "FY25"."""
    return m["y"] if len(m["y"]) == 4 else f"20{m['y']}"


def _short_quarter(m: re.Match[str]) -> str:
    return f"{_short_year(m)}-{32 + int(m['o'])}"


def _short_half(m: re.Match[str]) -> str:
    return f"{_short_year(m)}-{39 + int(m['o'])}"


def _first_months(m: re.Match[str]) -> str:
    return f"{_short_year(m)}-01/{_short_year(m)}-{SPANS[m['k']]:02}"


def _until_month(m: re.Match[str]) -> str | None:
    """From a year's beginning to a month of it."""
    last = month_of(m["n"])
    return f"{m['y']}-01/{m['y']}-{last:02}" if last > 1 else None


def _accounts(m: re.Match[str]) -> str | None:
    """Months of accounts that end with one: "the nine months to September 2025", "the year ended 31 March 2025"."""
    return accounts(m["k"], month_of(m["n"]), int(m["y"]))


def accounts(length: str, last: int, year: int) -> str | None:
    """A stretch of so many months (or "year", "quarter") that ends with a month."""
    count = next((n for word, n in _LENGTHS.items() if length.startswith(word)), 0) or SPANS[length]
    if count == 12 and last == 12:
        return str(year)
    if count == 3 and last % 3 == 0 and length in ("quarter", "кварт"):
        return f"{year}-{32 + last // 3}"
    first = last - count + 1
    return f"{year}-{first:02}/{year}-{last:02}" if first > 0 else f"{year - 1}-{first + 12:02}/{year}-{last:02}"


def _decade(m: re.Match[str]) -> str:
    return f"{m['y']}/{int(m['y']) + 9}"


def _bare_month(m: re.Match[str]) -> str:
    return f"--{month_of(m['m']):02}"


def _rules(*listed: tuple[str, Builder]) -> tuple[tuple[re.Pattern[str], Builder], ...]:
    return tuple((re.compile(pattern), builder) for pattern, builder in listed)


_LENGTHS = {"year": 12, "half": 6, "quarter": 3, "12": 12, "twelve": 12, "двенадцать": 12, "год": 12, "полугод": 6,
            "кварт": 3}  # fmt: skip
_EN_LENGTH = (
    rf"(?P<k>(?:12|twelve|{COUNTS})(?=[\s-]+months?\b)|year|half(?=[\s-]year)|quarter)(?:[\s-]+(?:months?|year))?"
)
_EN_ENDING = r"(?:to|through|ended|ending|until|that\s+ended)\s+(?:in\s+|on\s+|end[\s-])?(?:[0-3]?\d\s+)?"
_RU_LENGTH = rf"(?P<k>(?:12|двенадцать|{COUNTS})(?=\s+месяц)|год|полугод|кварт)\w*(?:\s+месяц\w*)?"
_RU_ENDING = r",?\s+(?:по|до|(?:за|о)кончивш\w+(?:ся)?|завершивш\w+(?:ся)?)\s+(?:в\s+)?(?:[0-3]?\d\s+)?"
_SEASON_YEAR = rf"(?P<y>{_Y})\s?[-–—/]\s?(?P<z>\d\d(?:\d\d)?)"
_EN_FULL_MONTH = "january|february|march|april|june|july|august|september|october|november|december"
_KK_OF_YEAR = r"\s*(?:жылғы|жылдың|жылы|ж\.)\s+"
_NUMERIC = (
    (rf"\b(?P<y>{_Y})-(?P<m>\d\d)-(?P<d>\d\d)\b", _iso),
    (r"(?<![\d.])(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>(?:19|20|21)\d\d)(?![\d.]\d)", _iso),
)
# The first rule that reads a stretch keeps it: from the most precise to the least.
RULES = {
    "ru": _rules(
        *_NUMERIC,
        (rf"\b{_RU_LENGTH}{_RU_ENDING}(?P<n>{RU_MONTH})\s+(?P<y>{_Y}){_RU_YEAR}", _accounts),
        (rf"\b(?P<d>[0-3]?\d)(?:-го)?\s+(?P<m>{RU_MONTH})(?:\s+(?P<y>{_Y}){_RU_YEAR})?(?!\w)", _day),
        (rf"\b(?P<m>{RU_MONTH})(?:{DASH}|\s+по\s+)(?P<n>{RU_MONTH})\s+(?P<y>{_Y}){_RU_YEAR}", _months_year),
        (
            rf"\bс\s+начала\s+(?P<y>{_Y})(?:-го)?\s*(?:года|г\.)?\s+(?:по|до)\s+(?:конца?\s+|[0-3]?\d\s+)?"
            rf"(?P<n>{RU_MONTH})", _until_month),
        (
            rf"\b(?P<o>{RU_ORDINAL})(?:{DASH}|\s+и\s+|\s+по\s+)(?P<p>{RU_ORDINAL})\s+кварт\w*"
            rf"\s+(?P<y>{_Y}){_RU_YEAR}", _quarters),
        (rf"\bпоследн\w+\s+кварт\w*\s+(?P<y>{_Y}){_RU_YEAR}", _last_quarter),
        (rf"\b(?P<o>{RU_ORDINAL})\s+(?:кварт\w*|кв\.?)\s+(?P<y>{_Y}){_RU_YEAR}", _quarter),
        (rf"\b(?P<k>[2-9]|1[01])\s?(?:м|мес\.?)\s?(?P<y>{_Y}|[23]\d\b){_RU_YEAR}", _first_months),
        (rf"\b(?P<o>[1-4])\s?кв\.?\s?(?P<y>{_Y}|[23]\d\b)", _short_quarter),
        (rf"\b(?P<o>[12])\s?п(?:г|ол\.?)?\s?(?P<y>{_Y})", _short_half),
        (rf"\b(?P<o>{RU_ORDINAL})\s+(?:полугоди\w*|половин\w*|полгода)\s+(?P<y>{_Y}){_RU_YEAR}", _half),
        (rf"\b(?:перв\w+\s+)?(?P<k>{COUNTS})\s+месяц\w*\s+(?P<y>{_Y}){_RU_YEAR}", _first_months),
        (rf"\b(?P<s>{RU_SEASON})\s+(?P<y>{_Y}){_RU_YEAR}", _season),
        (rf"\b(?P<m>{RU_MONTH})\s+(?P<y>{_Y}){_RU_YEAR}", _month_year),
        (
            rf"{_SEASON_YEAR}(?:-?(?:го|м|й|му|ом))?\s+(?:(?:сельско\w+|сельхоз\w*|маркетингов\w+|финансов\w+|зернов\w+"
            r"|учебн\w+)\s+)?(?:год\w*|сезон\w*|мг\b)", _years),
        (rf"\bсезон\w*\s+{_SEASON_YEAR}", _years),
        (
            rf"(?P<y>{_Y})(?:-?(?:го|м|й|му|ом))?\s+(?:финансов\w+|сельскохозяйственн\w+|маркетингов\w+|бюджетн\w+"
            r"|календарн\w+|учебн\w+)\s+год\w*", _year),
        (r"\b(?P<y>(?:19|20)\d0)-?(?:х|е|ые|ых)\b(?:\s+год\w*)?", _decade),
        (rf"(?P<y>{_Y})(?:-?г\w+)?(?:\s+год\w*)?(?:{DASH}|\s+по\s+)(?P<z>{_Y}|\d\d(?=\s*г)){_RU_YEAR}", _years),
        (rf"\b(?:с|начиная с|со)\s+(?:начала\s+)?(?P<y>{_Y})(?:-го)?\s*(?:года|г\.)(?!\s+(?:до|по)\b)", _since),
        (rf"\bдо\s+(?:конца\s+)?(?P<y>{_Y})(?:-го)?\s*(?:год\w*|г\.)", _until),
        (rf"(?P<y>{_Y})(?:-?(?:го|м|й|му|ом))?\s*(?:год\w{{0,3}}|гг?\b\.?)", _year),
        (rf"(?P<y>{_Y})-(?:го|м|й|му|ом)\b", _year),
        (rf"\b(?:в|за|к|на|конца|конце|начала|начале|на конец|на начало)\s+(?P<y>{_Y})(?!\s*[\w%$€₸₽])", _year),
        (rf"\b(?:в|за|к|на|с|по|до)\s+(?P<m>{RU_MONTH})\b(?!{DASH}{RU_MONTH})", _bare_month),
        (
            r"\b(?P<m>(?:январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)[ьо]?в?ск\w{2,3})\b",
            _bare_month,
        ),
    ),
    "en": _rules(
        *_NUMERIC,
        (
            rf"\b{_EN_LENGTH}\s+{_EN_ENDING}(?P<n>{EN_MONTH})(?:\s+[0-3]?\d(?:st|nd|rd|th)?)?,?\s+(?P<y>{_Y})",
            _accounts,
        ),
        (rf"\b(?P<m>{EN_MONTH})\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?(?:,?\s+(?P<y>{_Y}))?(?![\d\w%])", _day),
        (rf"\b(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{EN_MONTH})(?:,?\s+(?P<y>{_Y}))?\b", _day),
        (
            rf"\b(?P<m>{EN_MONTH})(?:{DASH}|\s+(?:to"
            rf"|through)\s+)(?P<n>{EN_MONTH}),?\s+(?:of\s+)?(?P<y>{_Y})", _months_year),
        (
            rf"\b(?:start|beginning)\s+of\s+(?P<y>{_Y})\s+(?:to|through|until|till)\s+(?:the\s+end\s+of\s+)?"
            rf"(?P<n>{EN_MONTH})", _until_month),
        (rf"\b(?P<o>{EN_ORDINAL})(?:{DASH}|\s+(?:to|and|through)\s+)(?P<p>{EN_ORDINAL})[\s-]+quarters?\s+(?:of\s+)?"
         rf"(?P<y>{_Y})", _quarters),
        (rf"\bq(?P<o>1){DASH}q?(?P<p>[2-4])\s+(?:of\s+)?(?P<y>{_Y})", _quarters),
        (
            rf"\b{EN_ORDINAL}[\s-]+(?:quarter|half)\s+of\s+(?:its\s+|the\s+)?(?:fiscal|financial)\s+(?:year\s+)?"
            rf"(?P<y>{_Y})", _year),
        (rf"\b(?:last|final|closing)[\s-]+quarter\s+of\s+(?P<y>{_Y})", _last_quarter),
        (rf"\b(?P<o>{EN_ORDINAL})[\s-]+(?:fiscal[\s-]+|calendar[\s-]+)?quarter\s+(?:of\s+)?(?P<y>{_Y})", _quarter),
        (rf"\bq(?P<o>[1-4])[\s'’-]*(?:of\s+)?(?P<y>{_Y}|[23]\d\b)", _short_quarter),
        (rf"\b(?P<o>[1-4])q[\s'’]*(?P<y>{_Y}|[23]\d\b)", _short_quarter),
        (rf"\b(?P<o>[12])h[\s'’]*(?P<y>{_Y}|[23]\d\b)", _short_half),
        (rf"\b(?P<k>[2-9]|1[01])m[\s'’]*(?P<y>{_Y}|[23]\d\b)", _first_months),
        (rf"\b(?P<o>{EN_ORDINAL})[\s-]+half\s+(?:of\s+)?(?P<y>{_Y})", _half),
        (rf"\bh(?P<o>[12])[\s'’-]*(?:of\s+)?(?P<y>{_Y}|[23]\d\b)", _short_half),
        (rf"\b(?:first\s+)?(?P<k>{COUNTS})\s+months\s+of\s+(?P<y>{_Y})", _first_months),
        (rf"\b(?P<s>{EN_SEASON})\s+(?:of\s+)?(?P<y>{_Y})", _season),
        (rf"\b(?P<m>{EN_MONTH}),?\s+(?:of\s+)?(?P<y>{_Y})", _month_year),
        (
            rf"(?:from\s+|between\s+)?(?P<y>{_Y})(?:{DASH}|\s+(?:to|and|through|until)\s+)(?P<z>{_Y}"
            rf"|\d\d(?![\d%]))", _years),
        (rf"\b(?:fy\s?|fiscal\s+(?:year\s+)?){_SEASON_YEAR}\b", _years),
        (
            rf"{_SEASON_YEAR}\s+(?:(?:fiscal|financial|marketing|crop|harvest|school|tax)\s+)?(?:year|season|campaign)\b",
            _years,
        ),
        (r"\b(?P<y>(?:19|20)\d0)[’']?s\b", _decade),
        (rf"\bfrom\s+(?P<y>{_Y})(?:\s+(?:on|onwards?)\b)?(?!\s*(?:[-–—]|to\b|until\b|through\b|level))", _since),
        (rf"\bsince\s+(?:early\s+|late\s+|the\s+start\s+of\s+)?(?P<y>{_Y})", _since),
        (rf"\b(?:until|till|through)\s+(?:the\s+end\s+of\s+)?(?P<y>{_Y})", _until),
        (
            r"\b(?:in|by|for|of|during|from|to|before|after|end|early|late|mid|fiscal|year"
            r"|calendar|on|the|than|a|its|this)[\s-]+"
            rf"(?P<y>{_Y})(?!\s*(?:tonn|tons|km|people|kilo|million|billion))",
            _year,
        ),
        (
            rf"(?:[’']s|\b(?:their|our|last|of|since|planned|projected|full[\s-]year))\s+(?P<y>{_Y})(?=\s+(?:[a-z]+[\s-]+){{0,2}}"
            r"(?:budget|harvest|crop|output|production|exports?|imports?|sales|profits?|revenues?|earnings|results|accounts"
            r"|target|forecast|guidance|spending|programme|program|plan|estimate|deficit|season|campaign|total|figures?)\b)",
            _year,
        ),
        (rf"(?P<y>{_Y})\s+(?:fiscal|financial|marketing|calendar|crop)\s+year\b", _year),
        (rf"\((?P<y>{_Y})\)", _year),
        (r"\b(?:fy|cy)[\s'’]?(?P<y>(?:19|20)\d\d|[23]\d)\b", _short_year),
        (rf"^(?P<y>{_Y})(?=\s+\w+\s+(?:was|is|were|saw))", _year),
        (
            rf"(?P<y>{_Y})(?='s\b|’s\b|\s+(?:levels?|figures?|output|production|exports?|budget"
            rf"|estimates?|data|report)\b)", _year),
        (
            rf"\b(?:in|during|for|since|by|until|through|of)\s+(?:early\s+|late\s+|mid-)?"
            rf"(?P<m>{_EN_FULL_MONTH}|may)\b", _bare_month),
        (rf"\b(?P<m>{_EN_FULL_MONTH}|may)(?=[’']s\b)", _bare_month),
        (
            rf"\b(?P<m>{_EN_FULL_MONTH})(?=\s+(?:exports?|imports?|output|production|sales|deliveries|shipments|figures?"
            r"|inflation|data|supplies)\b)", _bare_month),
    ),
    "kk": _rules(
        *_NUMERIC,
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|жылы|ж\.)\s+(?P<d>[0-3]?\d)\s*-?\s*(?P<m>{KK_MONTH})", _day),
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|ж\.)\s+(?P<m>{KK_MONTH})(?:{DASH})(?P<n>{KK_MONTH})", _months_year),
        (
            rf"(?P<y>{_Y}){_KK_OF_YEAR}(?P<m>{KK_MONTH})\s+(?:мен\s+|пен\s+|бен\s+)?(?P<n>{KK_MONTH})\s+"
            r"(?:айлары\s+)?(?:дейін|аралы\w+)", _months_year),
        (rf"(?P<y>{_Y}){_KK_OF_YEAR}(?:басынан|басынан бері)\s+(?P<n>{KK_MONTH})\s+(?:дейін|қарай)", _until_month),
        (rf"(?P<y>{_Y}){_KK_OF_YEAR}(?P<o>{KK_ORDINAL})(?:{DASH}|\s+және\s+)(?P<p>{KK_ORDINAL})\s*тоқсан\w*",
         _quarters),
        (rf"(?P<y>{_Y}){_KK_OF_YEAR}соңғы\s+тоқсан\w*", _last_quarter),
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|ж\.)\s+(?P<o>{KK_ORDINAL})\s*тоқсан\w*", _quarter),
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|ж\.)\s+(?P<o>{KK_ORDINAL})\s*(?:жартыжылды\w*|жарты\w*)", _half),
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|ж\.)\s+(?:алғашқы\s+)?(?P<k>{COUNTS})\s+ай\w*", _first_months),
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|жылы|ж\.)\s+(?P<s>{KK_SEASON})", _season),
        (rf"(?P<y>{_Y})\s*(?:жылғы|жылдың|жылы|ж\.)\s+(?P<m>{KK_MONTH})", _month_year),
        (
            rf"{_SEASON_YEAR}\s*(?:(?:қаржы|маркетингтік|ауыл шаруашылығы|егін|оқу)\s+)?(?:жыл\w*|маусым\w*|жж\.?)",
            _years,
        ),
        (rf"(?P<y>{_Y})(?:\s+жылдан\s+|\s+пен\s+|\s+мен\s+|\s+бен\s+)(?P<z>{_Y})\s*(?:жылдар\w*|жж\.?|жыл\w*)",
         _years),
        (rf"(?P<y>{_Y})\s+(?:қаржы|күнтізбелік|маркетингтік|оқу)\s+жыл\w*", _year),
        (r"\b(?P<y>(?:19|20)\d0)\s?-\s?(?:шы|ші|ыншы|інші)?\s*жылдар\w*", _decade),
        (rf"(?P<y>{_Y})\s*жылдан\s+(?:бері|бастап)", _since),
        (rf"(?P<y>{_Y})\s*жыл(?:ға|дың соңына)\s+дейін", _until),
        (rf"(?P<y>{_Y})\s*(?:жыл\w*|ж\.)", _year),
        (rf"\b(?P<d>[0-3]?\d)\s*-?\s*(?P<m>{KK_MONTH})", _day),
        (
            r"\b(?P<m>(?:қаңтар|ақпан|наурыз|сәуір|мамыр|шілде|тамыз|қыркүйек|қараша|желтоқсан)(?:да|та|те"
            r"|де|ында|інде|ның|нің|дың|дің|тың|тің|дағы|дегі|тағы|тегі|\s+айын\w+))\b", _bare_month),
    ),
}  # fmt: skip
