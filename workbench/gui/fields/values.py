"""A figure's fields as the words in its boxes, and what the number in a box means."""

from __future__ import annotations

from decimal import Decimal

from workbench.core.model.amount import Qualifier
from workbench.core.model.figure import Field, Figure
from workbench.gui.fields import typed
from workbench.gui.fields.suggestions import shown
from workbench.gui.models import wording

_NAMED = ("unit", "measure", "subject", "item", "place")


def boxes_of(figure: Figure) -> dict[str, str]:
    """What each box shows of a figure."""
    amount = figure.amount
    low = high = ""
    if amount is not None:
        low = wording.number(amount.low if amount.low is not None else amount.number)
        high = wording.number(amount.high) if amount.high is not None and amount.high != amount.low else ""
        high = high if amount.low is not None else ""
    return {
        "qualifier": (amount.qualifier if amount is not None else Qualifier.EXACT).value,
        "low": low,
        "high": high,
        "kind": figure.kind.value,
        "period": str(figure.period or ""),
        "modality": figure.modality.value,
        "change": figure.change.value if figure.change else "",
        "note": figure.note,
        "attribution": figure.attribution or "",
        **{name: shown(Field(name), getattr(figure, name)) for name in _NAMED},
    }


def meaning(text: str) -> str:
    """A long number in words, where that says more than its digits: "= 2.6 million"."""
    value = typed.number(text)
    if value is None or abs(value) < Decimal(1000):
        return ""
    words = wording.short_number(value)
    return "" if words == wording.number(value) and _grouped(text) else f"= {words}"


def _grouped(text: str) -> bool:
    """Whether the digits stand in groups already."""
    return any(char.isspace() or char in ",.'’" for char in text.strip())
