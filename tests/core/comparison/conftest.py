"""Figures for the tests of comparison, written in one line each."""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from typing import Any

import pytest

from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import SourceInfo
from workbench.core.model.figure import Figure, FigureId, Kind
from workbench.core.model.period import Period
from workbench.core.model.span import Span

KINDS = {"%": Kind.PERCENT, "USD": Kind.MONEY, "KZT": Kind.MONEY, None: Kind.NUMBER}


def amount(text: str, step: str | None = None) -> Amount:
    """ "2600000", "~800", ">28", ">=28", "<5", "<=92", "70-80"; the step as a second word."""
    text, _, said = text.partition(" ")
    rounding = Decimal(said or step) if said or step else None
    marks = {
        ">=": Qualifier.AT_LEAST,
        "<=": Qualifier.UP_TO,
        ">": Qualifier.MORE_THAN,
        "<": Qualifier.LESS_THAN,
        "~": Qualifier.ABOUT,
    }
    mark = next((m for m in marks if text.startswith(m)), "")
    if mark:
        number, qualifier = Decimal(text.removeprefix(mark)), marks[mark]
        low = None if qualifier in (Qualifier.UP_TO, Qualifier.LESS_THAN) else number
        high = None if qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST) else number
        return Amount(low, high, qualifier, rounding)
    head, dash, second = text[1:].partition("-")
    first = text[0] + head
    if dash:
        return Amount(Decimal(first), Decimal(second), Qualifier.BETWEEN, rounding)
    return Amount.exact(Decimal(first), rounding)


class Maker:
    """`make(">28000000", "t", measure="reserves", subject="Kazakhstan", article=2)`."""

    def __init__(self) -> None:
        self._ids = count(1)

    def __call__(self, number: str, unit: str | None = "t", **fields: Any) -> Figure:
        key = next(self._ids)
        start = fields.pop("start", key * 1000)
        quote = fields.pop("quote", f"{number} {unit or ''}".strip())
        span = Span(start, start + len(quote))
        period = fields.pop("period", None)
        said: dict[str, Any] = {
            "measure": "reserves",
            "subject": "Kazakhstan",
            "kind": KINDS.get(unit, Kind.QUANTITY),
            "article_id": ArticleId(fields.pop("article", key)),
            "period": Period(period) if period else None,
        } | fields
        return Figure(
            id=FigureId(key),
            guid=f"g{key}",
            quote=quote,
            span=span,
            full_span=span,
            amount=amount(number),
            unit=unit,
            **said,
        )


@pytest.fixture
def make() -> Maker:
    return Maker()


@pytest.fixture
def sources() -> dict[ArticleId, SourceInfo]:
    """Sources 1 to 30, each its own publisher."""
    return {
        ArticleId(n): SourceInfo(title=f"Article {n}", publisher=f"Outlet {n}", guid=f"s{n}") for n in range(1, 31)
    }
