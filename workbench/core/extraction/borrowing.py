"""A unit for a figure that states none, taken from the same measure nearby: a suggestion with its source, no more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workbench.core.model.figure import Doubt, Field, Kind, Statement
from workbench.core.model.span import Span

_REACH = 4000  # characters to either side
_LENDERS = (Kind.QUANTITY, Kind.MONEY)
_NUMBER = re.compile(
    r"^(?:[\s\d.,’'\u00a0\u202f–—-]|(?:тыс|млн|млрд|трлн)\b\.?|тысяч\w*|миллион\w*|миллиард\w*|триллион\w*"
    r"|мың|миллион|миллиард|триллион|thousand|million|billion|trillion|[kmb]n?\b|от|до|и|to|and|between|-)+",
    re.IGNORECASE,
)


def lend(text: str, statements: Sequence[Statement]) -> list[Statement]:
    """The same statements; those without a unit get one suggested where another of the same measure has one."""
    return [_with_loan(text, s, statements) if Doubt.UNIT_MISSING in s.doubts else s for s in statements]


def _with_loan(text: str, needy: Statement, statements: Sequence[Statement]) -> Statement:
    if needy.unit is not None or needy.kind not in (Kind.QUANTITY, Kind.NUMBER, Kind.COUNT) or needy.measure is None:
        return needy
    lenders = [
        (_unlike(needy, s), abs(s.span.start - needy.span.start), s)
        for s in statements
        if s is not needy
        and s.unit is not None
        and s.kind in _LENDERS
        and _measure(s) == _measure(needy)
        and (needy.item is None or s.item in (None, needy.item))
        and abs(s.span.start - needy.span.start) <= _REACH
    ]
    if not lenders:
        return needy
    lender = min(lenders, key=lambda entry: entry[:2])[2]
    doubts = needy.doubts if Doubt.UNIT_BORROWED in needy.doubts else (*needy.doubts, Doubt.UNIT_BORROWED)
    return replace(
        needy,
        borrowed_unit=lender.unit,
        doubts=doubts,
        evidence={**needy.evidence, Field.UNIT: unit_span(text, lender)},
    )


def _unlike(a: Statement, b: Statement) -> int:
    """How much two statements of one measure differ otherwise."""
    return (a.item != b.item) + (a.kind is not b.kind and b.kind is not Kind.QUANTITY)


def _measure(s: Statement) -> str | None:
    """Possible reserves are counted as reserves are."""
    return "reserves" if s.measure in ("possible reserves", "resources") else s.measure


def unit_span(text: str, statement: Statement) -> Span:
    """Where the unit of a statement stands: behind the number and its scale word, or before it ("$12 млрд")."""
    known = statement.evidence.get(Field.UNIT)
    if known is not None:
        return known
    words = statement.span.of(text)
    number = _NUMBER.match(words)
    if number is not None and number.end() < len(words):
        return Span(statement.span.start + number.end(), statement.span.end)
    digit = re.search(r"\d", words)
    if digit and digit.start() > 0:
        return Span(statement.span.start, statement.span.start + len(words[: digit.start()].rstrip()))
    return statement.span
