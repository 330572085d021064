"""Records as they are shown: each field with what is said of it in words, what is wrong, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.core.model.article import ArticleId
from workbench.core.model.figure import Figure
from workbench.core.model.register import Record, RecordField, RecordId, RecordType, RecordValue
from workbench.core.model.span import Span


class Fill(StrEnum):
    """Whether a field says something."""

    STATED = "stated"
    EMPTY = "empty"
    NOT_STATED = "not stated"
    DOES_NOT_APPLY = "does not apply"


class Fault(StrEnum):
    """What is to be looked at in a field."""

    CONTRADICTION = "contradiction"  # two values that cannot both hold
    DIFFERENT = "different values"  # two words for what is one thing
    WHOLE = "shares of a whole"  # more or less than all of it
    CHANGED = "figure changed"  # the figure says something else by now
    SET_ASIDE = "figure set aside"  # the figure was rejected
    WITHDRAWN = "no longer stated"  # the newest version of the source does not say so
    GONE = "source removed"
    NO_EVIDENCE = "no evidence"
    UNIT_BORROWED = "unit borrowed"  # the figure states none; the text around suggests it
    IMPLAUSIBLE = "implausible size"  # more, or less, than there can be
    OTHER_KIND = "of another kind"  # the field's kind was changed since


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be looked at, as a sentence, and the values that it is about."""

    fault: Fault
    sentence: str
    values: tuple[RecordValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueView:
    """A value as it is shown. `record` is what a reference leads to, `article` and `span` where its words stand in
    the text of `version`; `current` says whether that is the source's present text."""

    value: RecordValue
    text: str
    record: RecordId | None = None
    figure: Figure | None = None
    article: ArticleId | None = None
    span: Span | None = None
    version: int | None = None
    current: bool = True
    quote: str = ""
    sentence: str = ""  # around the words; only where it was asked for
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A field of a record. `missing`: it is wanted, and nothing is said of it. `sum` says that shares make the whole:
    "75 + 25 = 100"."""

    field: RecordField
    title: str
    fill: Fill
    values: tuple[ValueView, ...] = ()
    remarks: tuple[Remark, ...] = ()
    missing: bool = False
    sum: str = ""

    @property
    def text(self) -> str:
        """All that it says on one line; the mark, or nothing, where it says none."""
        return "; ".join(one.text for one in self.values if one.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """A record with its fields in the order of its type."""

    record: Record
    type: RecordType
    fields: tuple[FieldView, ...]

    @property
    def missing(self) -> tuple[FieldView, ...]:
        return tuple(one for one in self.fields if one.missing)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        return tuple(remark for one in self.fields for remark in one.remarks)

    def field(self, key: str) -> FieldView | None:
        return next((one for one in self.fields if one.field.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterView:
    """A type with its records in the order of their names."""

    type: RecordType
    records: tuple[RecordView, ...] = ()

    def missing(self) -> list[tuple[RecordView, FieldView]]:
        """The wanted fields that say nothing, record by record."""
        return [(record, one) for record in self.records for one in record.missing]

    def remarks(self) -> list[tuple[RecordView, Remark]]:
        return [(record, remark) for record in self.records for remark in record.remarks]

    def empty(self) -> list[tuple[str, int]]:
        """The titles of wanted fields with how many records say nothing of them, the emptiest first."""
        counts: dict[str, int] = {}
        for _, one in self.missing():
            counts[one.title] = counts.get(one.title, 0) + 1
        return sorted(counts.items(), key=lambda pair: -pair[1])
