"""The rates between currencies that a project holds: written, changed and removed only inside an operation."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from workbench.core.errors import BadInput, NothingSuchInProject
from workbench.core.model.rate import Rate, RateId
from workbench.core.store import foreign, statements
from workbench.core.store.database import Database, Row
from workbench.core.store.history import Operation
from workbench.core.words import tr

_COLUMNS = ("id", "guid", "currency", "other", "day", "value", "source", "changed_at", "changed_by")
_INSERT = statements.insert("rate", _COLUMNS[1:])
_ALL = statements.select("rate", _COLUMNS, "ORDER BY day DESC, currency, other")
_GET = statements.select("rate", _COLUMNS, "WHERE id = ?")
_SAME = "SELECT id FROM rate WHERE (currency, other) IN ((?, ?), (?, ?)) AND day = ? AND id <> ?"


class RateStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Rate]:
        """The newest day first."""
        return [_rate(row) for row in self._database.rows(_ALL)]

    def get(self, rate_id: RateId) -> Rate:
        row = self._database.row(_GET, (rate_id,))
        if row is None:
            raise NothingSuchInProject(tr("The project holds no rate with the number {id}.", id=rate_id))
        return _rate(row)

    def add(self, op: Operation, rate: Rate) -> RateId:
        op.check()
        self.check_alone(rate)
        row = (str(uuid.uuid4()), *_said(rate), op.at, op.author)
        self._database.execute(_INSERT, row)
        (number,) = self._database.rows("SELECT max(id) FROM rate")[0]
        return RateId(number)

    def update(self, op: Operation, rate: Rate) -> None:
        """The rate of that number as it is from now on."""
        op.check()
        self.get(rate.id)
        self.check_alone(rate)
        columns = _COLUMNS[2:]
        self._database.execute(statements.update("rate", columns), (*_said(rate), op.at, op.author, rate.id))

    def remove(self, op: Operation, rate_id: RateId) -> None:
        op.check()
        self.get(rate_id)
        self._database.execute(statements.delete("rate"), (rate_id,))

    def check_alone(self, rate: Rate) -> None:
        """One rate a day between two currencies, whichever way it is written; BadInput where there is another."""
        pair = (rate.currency, rate.other, rate.other, rate.currency)
        if self._database.row(_SAME, (*pair, rate.day.isoformat(), rate.id)) is not None:
            raise BadInput(
                tr(
                    "The project holds a rate between {currency} and {other} of {day} already. Change that one.",
                    currency=rate.currency,
                    other=rate.other,
                    day=rate.day.isoformat(),
                )
            )


def _said(rate: Rate) -> tuple[str, ...]:
    return (rate.currency, rate.other, rate.day.isoformat(), f"{rate.value:f}", rate.source)


@foreign.told
def _rate(row: Row) -> Rate:
    number, guid, currency, other, day, value, source, at, by = row
    return Rate(
        id=RateId(number),
        guid=guid,
        currency=currency,
        other=other,
        day=date.fromisoformat(day),
        value=Decimal(value),
        source=source,
        changed_at=at,
        changed_by=by,
    )
