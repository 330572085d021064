"""Types of record, records and their values as rows and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import InvalidOperation
from typing import Any

from workbench.core.errors import DamagedProject
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId, Kind
from workbench.core.model.period import Period
from workbench.core.model.register import (
    Cues,
    Evidence,
    FieldKind,
    Record,
    RecordField,
    RecordId,
    RecordType,
    RecordValue,
    Reference,
    Stated,
    Takes,
    Value,
    ValueId,
    ValueState,
)
from workbench.core.model.span import Span
from workbench.core.store import foreign
from workbench.core.store.database import Row
from workbench.core.store.rows import amount_of, amount_row, dumped

_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, InvalidOperation)


def type_row(made: RecordType) -> dict[str, object]:
    """The columns of a type, in the order that `type_of` takes them."""
    words = {language: list(phrases) for language, phrases in made.cues.words.items()}
    cues = {
        "measures": list(made.cues.measures),
        "words": words,
        "sorts": list(made.cues.sorts),
        "parties": list(made.cues.parties),
        "dated": made.cues.dated,
        "alone": made.cues.alone,
    }
    return {
        "key": made.key,
        "title": made.title,
        "one": made.one,
        "fields": dumped([_field_row(field) for field in made.fields]),
        "cues": dumped(cues),
    }


def _field_row(field: RecordField) -> dict[str, object]:
    """Only what is said: fields of another day have defaults then."""
    row: dict[str, object] = {"key": field.key, "title": field.title, "kind": field.kind.value}
    row |= {
        name: getattr(field, name) for name in ("of", "wanted", "several", "whole", "unit") if getattr(field, name)
    }
    row |= {
        name: list(getattr(field, name)) for name in ("choices", "measures", "kinds", "sorts") if getattr(field, name)
    }
    if field.words:
        row["words"] = {lang: {c: list(some) for c, some in said.items()} for lang, said in field.words.items()}
    return row | ({"takes": field.takes.value} if field.takes is not None else {})


@foreign.told
def type_of(row: Sequence[Any], *, shipped: bool) -> RecordType:
    key, title, one, fields, cues = row
    said = json.loads(cues)
    return RecordType(
        key=key,
        title=title,
        one=one,
        fields=tuple(_field_of(field) for field in json.loads(fields)),
        cues=Cues(
            tuple(said.get("measures", ())),
            {str(lang): tuple(words) for lang, words in said.get("words", {}).items()},
            tuple(said.get("sorts", ())),
            tuple(said.get("parties", ())),
            bool(said.get("dated", False)),
            bool(said.get("alone", False)),
        ),
        shipped=shipped,
        changed=True,
    )


def _field_of(row: Mapping[str, Any]) -> RecordField:
    return RecordField(
        key=str(row["key"]),
        title=str(row["title"]),
        kind=FieldKind(row["kind"]),
        choices=tuple(str(one) for one in row.get("choices", ())),
        of=str(row.get("of", "")),
        wanted=bool(row.get("wanted", False)),
        several=bool(row.get("several", False)),
        whole=bool(row.get("whole", False)),
        unit=str(row.get("unit", "")),
        measures=tuple(str(one) for one in row.get("measures", ())),
        kinds=tuple(Kind(one) for one in row.get("kinds", ())),
        sorts=tuple(str(one) for one in row.get("sorts", ())),
        takes=Takes(row["takes"]) if row.get("takes") else None,
        words={
            str(lang): {str(choice): tuple(some) for choice, some in said.items()}
            for lang, said in row.get("words", {}).items()
        },
    )


def readable_type(row: Sequence[Any]) -> bool:
    try:
        type_of(row, shipped=False)
    except DamagedProject:
        return False
    return True


@foreign.told
def record_of(row: Row, values: Sequence[RecordValue]) -> Record:
    foreign.check_texts(row)
    number, guid, type_key, name, at, by = row
    return Record(
        id=RecordId(number),
        guid=guid,
        type=type_key,
        name=name,
        values=tuple(values),
        changed_at=at,
        changed_by=by,
    )


def value_text(value: Value | None) -> str:
    """A value as JSON that says itself what it is; empty for none."""
    if value is None:
        return ""
    if isinstance(value, Period):
        return dumped({"date": value.edtf})
    if isinstance(value, Stated):
        return dumped({"amount": list(amount_row(value.amount)), "unit": value.unit, "text": value.text})
    if isinstance(value, Reference):
        return dumped({"record": value.guid, "name": value.name})
    return dumped(value)


def _value_from(text: str) -> Value:
    said = json.loads(text)
    if isinstance(said, str):
        return said
    if "date" in said:
        return Period(said["date"])
    if "amount" in said:
        amount = amount_of(*said["amount"])
        if amount is None:
            raise ValueError("an amount that states nothing")
        return Stated(amount, said["unit"], str(said["text"]))
    return Reference(str(said["name"]), str(said["record"]))


def readable_value(state: str, text: str) -> bool:
    try:
        return ValueState(state) is not ValueState.STATED or bool(_value_from(text))
    except _UNREADABLE:
        return False


@foreign.told
def value_of(row: Row) -> RecordValue:
    number, guid, record, field, state, value, figure, article, version, start, stop, quote, source, at, by = row
    return RecordValue(
        id=ValueId(number),
        guid=guid,
        record_id=RecordId(record),
        field=field,
        state=ValueState(state),
        value=_value_from(value) if value else None,
        evidence=Evidence(
            figure_id=None if figure is None else FigureId(figure),
            article_id=None if article is None else ArticleId(article),
            version=version,
            span=None if start is None else Span(start, stop),
            quote=quote,
            source=source,
        ),
        changed_at=at,
        changed_by=by,
    )
