"""Dates that a text names in full, in Russian, English and Kazakh: to tell when it was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from workbench.core.model.period import Period
from workbench.core.model.span import Span

_MONTHS = {
    1: ("январ[ьяе]", "jan(?:uary)?", "қаңтар"),
    2: ("феврал[ьяе]", "feb(?:ruary)?", "ақпан"),
    3: ("март[ае]?", "mar(?:ch)?", "наурыз"),
    4: ("апрел[ьяе]", "apr(?:il)?", "сәуір"),
    5: ("ма[йяе]", "may", "мамыр"),
    6: ("июн[ьяе]", "june?", "маусым"),
    7: ("июл[ьяе]", "july?", "шілде"),
    8: ("август[ае]?", "aug(?:ust)?", "тамыз"),
    9: ("сентябр[ьяе]", "sept?(?:ember)?", "қыркүйек"),
    10: ("октябр[ьяе]", "oct(?:ober)?", "қазан"),
    11: ("ноябр[ьяе]", "nov(?:ember)?", "қараша"),
    12: ("декабр[ьяе]", "dec(?:ember)?", "желтоқсан"),
}


def _one_of(column: int) -> str:
    return "|".join(f"(?P<m{number}>{names[column]})" for number, names in _MONTHS.items())


_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_GAP = r"[ \u00a0]+"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w-]){_YEAR}-(?P<month>0[1-9]|1[0-2])-{_DAY}(?![\w-])",
        rf"(?<![\w.]){_DAY}[./](?P<month>0?[1-9]|1[0-2])[./]{_YEAR}(?![\w/]|\.\d)",
        rf"(?<!\w)(?:{_DAY}{_GAP})?(?:{_one_of(0)}),?{_GAP}{_YEAR}(?!\d)",
        rf"(?<!\w)(?:{_DAY}(?:st|nd|rd|th)?{_GAP})?(?:{_one_of(1)})\.?,?{_GAP}{_YEAR}(?!\d)",
        rf"(?<!\w)(?:{_one_of(1)})\.?{_GAP}{_DAY}(?:st|nd|rd|th)?,?{_GAP}{_YEAR}(?!\d)",
        rf"(?<!\w){_YEAR}{_GAP}жыл(?:ғы|дың|ы)?{_GAP}(?:{_DAY}{_GAP})?(?:{_one_of(2)})\w*",
        rf"(?<!\w)(?:{_DAY}{_GAP})?(?:{_one_of(2)})\w*,?{_GAP}{_YEAR}(?!\d)",
    )
)
# "by June 2027" is a plan: it does not say that the article was written after it.
_PLANNED = re.compile(r"(?<!\w)(?:к|ко|до|by|until|till|before)(?: the)?[ \u00a0]+(?:конц[уа] )?$", re.IGNORECASE)
_PLANNED_AFTER = re.compile(r"\w*[ \u00a0]+дейін", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedDate:
    """`iso` is partial where the text is: "2025-10" or "2025-10-04"."""

    iso: str
    span: Span


def named_dates(text: str) -> list[NamedDate]:
    """All dates with a month and a year, in the order of the text; impossible ones (31 June) are none."""
    every = [(Span(*match.span()), match) for form in _FORMS for match in form.finditer(text)]
    found: list[NamedDate] = []
    for span, match in sorted(every, key=lambda pair: (pair[0].start, -pair[0].end)):
        iso = _iso(match)
        if iso and not (found and found[-1].span.overlaps(span)):
            found.append(NamedDate(iso, span))
    return found


def _iso(match: re.Match[str]) -> str:
    parts = match.groupdict()
    month = parts.get("month") or next(key[1:] for key, value in parts.items() if key[1:].isdigit() and value)
    iso = f"{parts['year']}-{int(month):02}"
    if not parts["day"]:
        return iso
    try:
        return date(int(parts["year"]), int(month), int(parts["day"])).isoformat()
    except ValueError:
        return ""


def tells_of_later(text: str, published: str) -> bool:
    """Whether the text names a day or month that lies wholly after the ISO date, other than as a plan ("by …")."""
    last = Period(published).days[1]
    if last is None:
        return False
    for named in named_dates(text):
        first = Period(named.iso).days[0]
        before = text[max(named.span.start - 30, 0) : named.span.start]
        planned = _PLANNED.search(before) or _PLANNED_AFTER.match(text, named.span.end)
        if first is not None and first > last and not planned:
            return True
    return False
