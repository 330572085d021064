"""A unit for a figure that states none, taken from the same measure nearby: a suggestion with its source, no more."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from workbench.core.model.figure import Doubt, Field, Kind, Statement
from workbench.core.model.span import Span

_REACH = 4000  # characters to either side
_AROUND = 12  # lenders to either side
_CODE, _LEFT = 4, 40  # digits that a model or a house may have; characters that its name may take
_NAMED_BY = re.compile(
    r"(?:№|#|\b(?i:no\.|д(?:ом)?\.?|кв\.|ул\.|стр\.|корп\.|рейс\w*|модел\w+|маршрут\w*|сери\w+|пункт\w*|стать\w+|глав\w+"
    r"|параграф\w*|flight|model|route|room|page|chapter|article|section|phase|block|unit|line|gate|channel|version|type"
    r"|class|highway|үй|бап\w*|бет|тармақ\w*|бағыт\w*)|(?:^|[^.!?\s]\s+)[A-ZА-ЯЁ][\w-]*)[\s-]*$"
)
_NOUN_BEHIND = re.compile(  # a word in lower case that is no link, no word of time and no Kazakh verb
    r" (?!(?:или|для|при|после|против|год\w*|and|from|per|but|with|than|last|this|years?|compared|versus|while"
    r"|against|the|мен|пен|бен|және|жыл\w*|дейін|\w+(?:ды|ді|ты|ті|ған|ген|қан|кен|ады|еді))\b)[a-zа-яёәғқңөұүһі]{3,}"
)
_CONVERTED = re.compile(r"\s*\(\W{0,2}")
_LENDERS = (Kind.QUANTITY, Kind.MONEY)
_NUMBER = re.compile(
    r"^(?:[\s\d.,’'\u00a0\u202f–—-]|(?:тыс|млн|млрд|трлн)\b\.?|тысяч\w*|миллион\w*|миллиард\w*|триллион\w*"
    r"|мың|миллион|миллиард|триллион|thousand|million|billion|trillion|[kmb]n?\b|(?:от|до|и|to|and|between)\b|-)+",
    re.IGNORECASE,
)


def lend(text: str, statements: Sequence[Statement]) -> list[Statement]:
    """The same statements; those without a unit get one suggested where another of the same measure has one."""
    lenders: dict[str, list[Statement]] = {}
    for s in statements:
        if s.unit is not None and s.kind in _LENDERS and s.measure is not None:
            lenders.setdefault(_measure(s.measure), []).append(s)
    return [_with_loan(text, s, lenders) if _needs(s) and not _other_thing(text, s) else s for s in statements]


def _other_thing(text: str, s: Statement) -> bool:
    """Whether a bare number says what it is of, or names something: "Boeing 737", "дом 15", "14 партнёров"."""
    words = s.span.of(text)
    if s.kind is not Kind.NUMBER or not words.isdigit():
        return False  # separators, decimals and scales make an amount of it
    if _NOUN_BEHIND.match(text, s.span.end):
        return True
    return len(words) <= _CODE and _NAMED_BY.search(text, max(0, s.span.start - _LEFT), s.span.start) is not None


def _needs(s: Statement) -> bool:
    """Whether a figure lacks a unit: its number asks for one, or what it measures does ("Canada mined 14,000")."""
    if s.unit is not None or s.measure is None:
        return False
    if s.kind is Kind.NUMBER and Doubt.MEASURE_FAR not in s.doubts:
        return True
    return Doubt.UNIT_MISSING in s.doubts and s.kind in (Kind.QUANTITY, Kind.NUMBER, Kind.COUNT)


def _with_loan(text: str, needy: Statement, lenders: Mapping[str, Sequence[Statement]]) -> Statement:
    assert needy.measure is not None
    same = lenders.get(_measure(needy.measure), ())
    at = bisect_left(same, needy.span.start, key=lambda s: s.span.start)
    near = [
        (_unlike(needy, s), abs(s.span.start - needy.span.start), s.span, s)
        for s in same[max(0, at - _AROUND) : at + _AROUND]
        if (needy.item is None or s.item in (None, needy.item)) and abs(s.span.start - needy.span.start) <= _REACH
    ]
    if not near or any(_CONVERTED.fullmatch(text, needy.span.end, span.start) for *_, span, _ in near):
        return needy  # "1.3 billion ($1.7bn)": stated in another unit than the one in brackets
    lender = min(near, key=lambda entry: entry[:3])[3]
    return replace(
        needy,
        borrowed_unit=lender.unit,
        doubts=tuple(dict.fromkeys((*needy.doubts, Doubt.UNIT_MISSING, Doubt.UNIT_BORROWED))),
        evidence={**needy.evidence, Field.UNIT: unit_span(text, lender)},
    )


def _unlike(a: Statement, b: Statement) -> int:
    """How much two statements of one measure differ otherwise."""
    return (a.item != b.item) + (a.kind is not b.kind and b.kind is not Kind.QUANTITY)


def _measure(key: str) -> str:
    """Possible reserves are counted as reserves are."""
    return "reserves" if key in ("possible reserves", "resources") else key


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
