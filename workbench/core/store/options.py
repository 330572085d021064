"""What a project remembers besides its sources: small JSON values under a key, undone like all else."""

from __future__ import annotations

import json
import uuid
from typing import Any

from workbench.core.store import rows
from workbench.core.store.database import Database
from workbench.core.store.history import Operation


class OptionStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str, default: Any = None) -> Any:
        row = self._database.row("SELECT value FROM option WHERE key = ?", (key,))
        return default if row is None else json.loads(row[0])

    def set(self, op: Operation, key: str, value: Any) -> None:
        """`value` is anything JSON can hold."""
        op.check()
        text = rows.dumped(value)
        if not self._database.execute("UPDATE option SET value = ? WHERE key = ?", (text, key)):
            self._database.execute(
                "INSERT INTO option (guid, key, value) VALUES (?, ?, ?)", (str(uuid.uuid4()), key, text)
            )

    def remove(self, op: Operation, key: str) -> None:
        op.check()
        self._database.execute("DELETE FROM option WHERE key = ?", (key,))

    def all(self) -> dict[str, Any]:
        rows_ = self._database.rows("SELECT key, value FROM option ORDER BY key")
        return {key: json.loads(value) for key, value in rows_}
