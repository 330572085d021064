"""What is typed into the number and period boxes, read the way people write: 2,6 · 2.6 · 2 600 000 · 04.10.2025."""

from __future__ import annotations

import re
from decimal import Decimal

from workbench.core.actions import fields
from workbench.core.errors import BadInput
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.period import Period
from workbench.core.words import tr

_SPACES = re.compile(r"[\s'’_]")
_PLAIN = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_GROUPED = (
    re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?P<rest>\.\d+)|[-+]?\d{1,3}(?:,\d{3}){2,}"),
    re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+(?P<rest>,\d+)|[-+]?\d{1,3}(?:\.\d{3}){2,}"),
)
_MINUS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-"})
_DAY = re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})")
_MONTH = re.compile(r"(?P<month>\d{1,2})[./](?P<year>\d{4})")
_YEARS = re.compile(r"(?P<first>\d{4})\s*[-–—]\s*(?P<last>\d{4})")


def number(text: str) -> Decimal | None:
    """A plain number; None when it is none. One comma or point parts decimals, several part thousands."""
    bare = _SPACES.sub("", text).translate(_MINUS)
    if _PLAIN.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    for pattern, group in zip(_GROUPED, (",", "."), strict=True):
        if pattern.fullmatch(bare):
            return Decimal(bare.replace(group, "").replace(",", "."))
    return None


def amount(low: str, high: str, qualifier: Qualifier, before: Amount | None) -> Amount:
    """The amount of the boxes; BadInput says what is wrong. Words ("2,6 млн", "up to 92") are read by the rules."""
    if qualifier is Qualifier.BETWEEN and high.strip():
        first, last = _bound(low), _bound(high)
        if first > last:
            raise BadInput(tr("The lower bound is greater than the upper one. Exchange them."))
        return Amount(first, last, qualifier, _step(first, last, before))
    plain = number(low)
    if plain is None:
        read = fields.amount(low) if low.strip() else None
        if read is None:
            raise BadInput(tr("Type the number here: 2,6 or 2.6 or 2 600 000."))
        if read.qualifier is not Qualifier.EXACT:
            return read
        plain = read.number
        before = read
    if qualifier is Qualifier.BETWEEN:
        raise BadInput(tr("A range needs both bounds. Type the upper one, or choose another word than “between”."))
    return _one_sided(plain, qualifier, _step(plain, plain, before))


def _one_sided(value: Decimal, qualifier: Qualifier, step: Decimal | None) -> Amount:
    if qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST):
        return Amount(value, None, qualifier, step)
    if qualifier in (Qualifier.LESS_THAN, Qualifier.UP_TO):
        return Amount(None, value, qualifier, step)
    return Amount(value, value, qualifier, step)


def _bound(text: str) -> Decimal:
    value = number(text)
    if value is not None:
        return value
    if not text.strip():
        raise BadInput(tr("A range needs both bounds."))
    return fields.amount(text).number


def _step(low: Decimal, high: Decimal, before: Amount | None) -> Decimal | None:
    """A number keeps the rounding of the words it comes from as long as it can have been rounded so."""
    step = before.step if before is not None else None
    return step if step and low % step == 0 and high % step == 0 else None


def period(text: str) -> Period | None:
    """A period in EDTF or as dates are often written; BadInput when it is neither."""
    text = text.strip()
    if not text:
        return None
    if match := _DAY.fullmatch(text):
        text = f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}"
    elif match := _MONTH.fullmatch(text):
        text = f"{match['year']}-{int(match['month']):02}"
    elif match := _YEARS.fullmatch(text):
        text = f"{match['first']}/{match['last']}"
    return fields.period(text)


def days(period_: Period) -> str:
    """Which days a period covers, for the line under the box."""
    if period_.yearless:
        return tr("a date whose year is not said")
    first, last = period_.days
    if first is not None and first == last:
        return first.isoformat()
    ends = (first.isoformat() if first else "…", last.isoformat() if last else "…")
    return f"{ends[0]} – {ends[1]}"
