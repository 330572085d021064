"""A workbook that came back is read in a process of its own: what it tells is plain data, and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from workbench.core.apart import pool
from workbench.core.apart.frames import BadFrame, Frame
from workbench.core.apart.process import Question
from workbench.core.errors import UnreadableFile
from workbench.core.model.returned import Entry, Returned, Row, Untaken

_INSIDE = "workbench.core.export.readback_inside"
_LONGEST = 600  # seconds: a hundred thousand rows take about a minute
_LONGEST_CELL = 40_000  # characters; a workbook holds 32,767
_LONGEST_NUMBER = 400  # digits of the longest number that a workbook can hold, written out

Progress = Callable[[int, int], object]


def read(path: Path, *, progress: Progress = max, cancelled: Callable[[], bool] = bool) -> Returned:
    """What was changed. UnreadableFile for a file that is no workbook of ours, or that cannot be read."""
    whole = path.absolute()
    question = Question(path.name, {"path": str(whole)}, seconds=_LONGEST, cancelled=cancelled, progress=progress)
    try:
        return pool.of(_INSIDE).ask(question, lambda frame: understood(frame, path))
    except UnreadableFile as refused:  # the user named the file otherwise
        said = str(refused).replace(str(whole), str(path))
        raise type(refused)(said) from refused


def told(found: Returned) -> Frame:
    """In the reader's process."""
    return Frame(
        {
            "facts": [found.sheet, found.language, found.project, found.export],
            "rows": [
                [row.number, row.guid, {key: _entry(e) for key, e in row.entries.items()}] for row in found.rows
            ],
            "guids": sorted(found.guids),
            "exported": None if found.exported is None else sorted(found.exported),
            "untaken": [[one.sheet, one.at, one.why, one.count] for one in found.untaken],
            "remarks": found.remarks,
        }
    )


def _row(row: Row) -> list[Any]:
    return [row.number, row.guid, {key: _entry(entry) for key, entry in row.entries.items()}]


def _entry(entry: Entry) -> list[Any]:
    number = None if entry.number is None else str(entry.number)
    return [entry.at, entry.text, number, entry.percent, entry.exported, entry.broken, entry.calculated]


def understood(frame: Frame, path: Path) -> Returned:
    """In the program. BadFrame for what no reader of ours would say."""
    said = frame.said
    try:
        sheet, language, project, export = (_words(one) for one in said["facts"])
        exported = said["exported"]
        return Returned(
            path=path,
            sheet=sheet,
            language=language,
            project=project,
            export=export,
            rows=tuple(Row(_whole(number), _words(guid), _entries(held)) for number, guid, held in said["rows"]),
            guids=frozenset(_words(guid) for guid in said["guids"]),
            exported=None if exported is None else frozenset(_whole(number) for number in exported),
            untaken=tuple(
                Untaken(_words(name), tuple(_words(place) for place in at), _words(why), _whole(count))
                for name, at, why, count in said["untaken"]
            ),
            remarks=tuple(_words(remark) for remark in said["remarks"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as problem:
        raise BadFrame("not what was changed in a workbook") from problem


def _entries(said: Mapping[str, Any]) -> dict[str, Entry]:
    return {_words(key): _read_entry(*one) for key, one in said.items()}


def _read_entry(at: Any, text: Any, number: Any, *rest: Any) -> Entry:
    percent, exported, broken, calculated = rest
    return Entry(
        _words(at),
        None if text is None else _words(text),
        None if number is None else _decimal(number),
        bool(percent),
        None if exported is None else _whole(exported),
        _words(broken),
        bool(calculated),
    )


def _decimal(said: Any) -> Decimal:
    number = Decimal(_words(said))
    if not number.is_finite() or abs(number.adjusted()) > _LONGEST_NUMBER:
        raise BadFrame("no number that a cell can hold")
    return number


def _whole(said: Any) -> int:
    if type(said) is not int:
        raise BadFrame("no number")
    return said


def _words(said: Any) -> str:
    if not isinstance(said, str) or len(said) > _LONGEST_CELL:
        raise BadFrame("no words")
    said.encode("utf-8")  # half a character could not be kept
    return said
