"""What a check of a project finds: each fault with the part and the row that it is in, and a report of all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What is damaged; it decides what can be done about it."""

    FILE = "file"
    STRUCTURE = "structure"
    REFERENCE = "reference"
    TEXT = "text"
    READING = "reading"
    ORIGINAL = "original"
    FIGURE = "figure"
    NOTE = "note"
    VERDICT = "verdict"
    REGISTER = "register"
    SEARCH = "search"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Fault:
    """`words` is a sentence that names what is damaged; `table` and `row` say where, "" where it is no row."""

    part: Part
    words: str
    table: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """`faults` is empty when all is well. Counts are of the whole project.

    `numbers` counts every digit group and number word of the texts, `figures` those that state something, and
    `settled` the figures with a verdict. `remarks` are sentences on what an analyst should know, though nothing is
    damaged: verdicts on conflicts whose figures are gone, amounts that the quote reads otherwise.
    """

    faults: tuple[Fault, ...]
    articles: int
    numbers: int
    figures: int
    settled: int
    remarks: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[str, ...]:
        """The sentences of the faults."""
        return tuple(fault.words for fault in self.faults)
