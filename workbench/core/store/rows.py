"""Values of the model as rows and back: decimals and dates as text, lists as JSON, nothing rounded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.article import Block, BlockKind, Guess
from workbench.core.model.disposition import Disposition, NumberClass
from workbench.core.model.figure import Doubt, Field
from workbench.core.model.many import many_values as many_values  # noqa: PLC0414 - rows become values here
from workbench.core.model.period import Period
from workbench.core.model.span import Span


def dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def folded(text: str) -> str:
    """Text as it is searched: SQL's own LIKE and lower() know only ASCII letters."""
    return text.casefold().replace("ё", "е")


def guess_row(guess: Guess) -> tuple[str, str]:
    """The value, and JSON of where it came from."""
    about: dict[str, object] = {"origin": guess.origin, "doubt": guess.doubt}
    if guess.span is not None:
        about["span"] = [guess.span.start, guess.span.end]
    return guess.value, dumped(about)


def guess_of(value: str, about: str) -> Guess:
    parts = json.loads(about)
    span = parts.get("span")
    return Guess(value, parts["origin"], parts["doubt"], Span(*span) if span else None)


def blocks_row(blocks: Iterable[Block]) -> str:
    """A header is written only where there is one: what older versions of the program wrote stays as it was."""
    return dumped(
        [
            [
                b.kind.value,
                b.span.start,
                b.span.end,
                b.reason,
                *([[[h.start, h.end] for h in b.header]] * bool(b.header)),
            ]
            for b in blocks
        ]
    )


def blocks_of(row: str) -> tuple[Block, ...]:
    return tuple(
        Block(BlockKind(k), Span(start, end), reason, tuple(Span(*h) for header in more for h in header))
        for k, start, end, reason, *more in json.loads(row)
    )


def dispositions_row(dispositions: Iterable[Disposition]) -> str:
    return dumped([[d.span.start, d.span.end, d.number_class.value, d.rule] for d in dispositions])


def dispositions_of(row: str) -> tuple[Disposition, ...]:
    return tuple(
        Disposition(Span(start, end), NumberClass(which), rule) for start, end, which, rule in json.loads(row)
    )


def amount_row(amount: Amount | None) -> tuple[str | None, str | None, str | None, str | None]:
    """qualifier, low, high, step."""
    if amount is None:
        return (None, None, None, None)
    return (amount.qualifier.value, _decimal_row(amount.low), _decimal_row(amount.high), _decimal_row(amount.step))


def _decimal_row(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


_LARGEST = 400  # the power of ten beyond which nothing is stated, and no sum of two numbers can be trusted
_QUALIFIERS = {q.value: q for q in Qualifier}


@lru_cache(maxsize=65536)
def amount_of(qualifier: str | None, low: str | None, high: str | None, step: str | None) -> Amount | None:
    """Amounts are frozen, so equal rows share one."""
    if qualifier is None:
        return None
    return Amount(_decimal_of(low), _decimal_of(high), _QUALIFIERS[qualifier], _decimal_of(step))


def _decimal_of(text: str | None) -> Decimal | None:
    if text is None:
        return None
    number = Decimal(text)
    if number.is_finite() and abs(number.adjusted()) > _LARGEST:
        raise ValueError(f"a number of 10 to the power of {number.adjusted()}")
    return number


@lru_cache(maxsize=4096)
def period_of(edtf: str | None) -> Period | None:
    return None if edtf is None else Period(edtf)


def doubts_row(doubts: Iterable[Doubt]) -> str:
    return dumped([d.value for d in doubts])


@lru_cache(maxsize=4096)
def doubts_of(row: str) -> tuple[Doubt, ...]:
    return tuple(Doubt(d) for d in json.loads(row))


def evidence_row(evidence: Mapping[Field, Span]) -> str:
    return dumped({field.value: [span.start, span.end] for field, span in evidence.items()})


_FIELDS = {f.value: f for f in Field}


def evidence_of(row: str) -> dict[Field, Span]:
    if row == "{}":
        return {}
    return {_FIELDS[field]: Span(start, end) for field, (start, end) in json.loads(row).items()}
