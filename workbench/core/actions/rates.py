"""Rates between currencies: add, change, remove. One step each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from workbench.core.errors import BadInput
from workbench.core.model.changes import Changes
from workbench.core.model.figure import Kind
from workbench.core.model.rate import Rate, RateId
from workbench.core.project import Project
from workbench.core.vocabulary.naming import shortened
from workbench.core.vocabulary.units import units
from workbench.core.words import tr, trn

_ORDERS = 15  # powers of ten that a rate may be from one
_DIGITS = 28
_SPACES = re.compile(r"[\s\u00a0\u202f]")


def read(currency: str, other: str, day: str, value: str, source: str = "") -> Rate:
    """A rate as it was typed; BadInput says what of it is wrong."""
    one, two = _currency(currency), _currency(other)
    if one == two:
        raise BadInput(tr("A rate is between two different currencies."))
    return Rate(currency=one, other=two, day=_day(day), value=_number(value), source=" ".join(source.split()))


def _currency(said: str) -> str:
    code = said.strip().upper()
    unit = units().get(code)
    if unit is None or unit.kind is not Kind.MONEY or "/" in code:
        raise BadInput(tr("“{code}” is no currency. Write its three letters: USD, EUR, KZT.", code=said.strip()))
    return code


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said.strip())
    except ValueError:
        raise BadInput(tr("“{day}” is no day. Write it as 2026-02-04.", day=said.strip())) from None


def _number(said: str) -> Decimal:
    try:
        value = Decimal(_SPACES.sub("", said).replace(",", "."))
    except InvalidOperation:
        value = Decimal(0)
    if not value.is_finite() or value <= 0:
        raise BadInput(tr("“{value}” is no rate. Write a number above zero: 505.3", value=said.strip()))
    if not -_ORDERS <= value.adjusted() <= _ORDERS or len(value.as_tuple().digits) > _DIGITS:
        raise BadInput(tr("“{value}” is no rate that two currencies ever had.", value=shortened(said.strip(), 40)))
    return value


def check_alone(project: Project, rate: Rate, changed: RateId | None = None) -> None:
    """BadInput where the project holds another rate of that pair and day than the one to be changed."""
    project.rates.check_alone(replace(rate, id=changed or RateId(0)))


def add(project: Project, rate: Rate) -> Changes:
    with project.history.operation(tr("Add a rate")) as op:
        project.rates.add(op, rate)
    return op.changes


def change(project: Project, rate_id: RateId, rate: Rate) -> Changes:
    """What the rate of that number is from now on."""
    with project.history.operation(tr("Change a rate")) as op:
        project.rates.update(op, replace(rate, id=rate_id))
    return op.changes


def remove(project: Project, ids: Sequence[RateId]) -> Changes:
    with project.history.operation(trn("Remove {n} rate", "Remove {n} rates", len(ids))) as op:
        for rate_id in ids:
            project.rates.remove(op, rate_id)
    return op.changes
