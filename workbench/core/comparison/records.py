"""Records as they are shown: each field with what is said of it, what is wrong with that, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from workbench.core.comparison.intervals import ABOUT, rounded, stated_interval
from workbench.core.comparison.naming import LABEL, QUOTE, Sources
from workbench.core.comparison.plausible import beyond, outside
from workbench.core.model.amount import Interval
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import Figure, FigureId, Status
from workbench.core.model.period import Period
from workbench.core.model.record_view import Fault, FieldView, Fill, RecordView, Remark, ValueView
from workbench.core.model.register import (
    FieldKind,
    Record,
    RecordField,
    RecordType,
    RecordValue,
    Reference,
    Stated,
    Takes,
    Value,
    ValueState,
)
from workbench.core.vocabulary.naming import Names, shortened
from workbench.core.vocabulary.phrases import amount_words, number_words
from workbench.core.vocabulary.units import units
from workbench.core.words import mark, say

_WHOLE = Decimal(100)
_ZERO = Decimal(0)
_SEVERAL = 2
_TEMPERATURE = "temperature"
_DEPOSIT = "deposit"  # the shipped register of what ranges "of" a deposit are for
_NAMED = (Takes.SUBJECT, Takes.ITEM, Takes.PLACE)


class Viewer:
    """Shows records in one language. `figures` are those that values rest on, `by_guid` the records of the project,
    `versions` the present version of each source."""

    def __init__(
        self,
        figures: Mapping[FigureId, Figure],
        sources: Sources,
        by_guid: Mapping[str, Record],
        versions: Mapping[ArticleId, int],
        names: Names,
    ) -> None:
        self._figures, self._sources, self._by_guid, self._versions = figures, sources, by_guid, versions
        self._names, self._language = names, names.language
        self._by_name = {(one.type, self._called(one.name)): one for one in by_guid.values()}

    def record(self, record: Record, of: RecordType) -> RecordView:
        return RecordView(record=record, type=of, fields=tuple(self._field(record, one) for one in of.fields))

    def _field(self, record: Record, field: RecordField) -> FieldView:
        said = record.of(field.key)
        fill = Fill(said[0].state.value) if said else Fill.EMPTY
        values = tuple(self._value(field, one) for one in said)
        return FieldView(
            field=field,
            title=say(self._language, field.title),
            fill=fill,
            values=values,
            sum=sums_up(field, values, self._language),
            remarks=(*self._remarks(field, said), *self._implausible(record, field, said)),
            missing=field.wanted and fill is Fill.EMPTY,
        )

    # one value

    def _value(self, field: RecordField, value: RecordValue) -> ValueView:
        evidence, record = value.evidence, self._referred(field, value.value)
        figure = self._figures.get(evidence.figure_id) if evidence.figure_id is not None else None
        article = figure.article_id if figure else evidence.article_id
        version = figure.version if figure else evidence.version
        source = self._sources.get(article) if article is not None else None
        return ValueView(
            value=value,
            text=self.text(field, value),
            record=record.id if record else None,
            figure=figure,
            article=article,
            span=figure.full_span if figure else evidence.span,
            version=version,
            current=article is None or version == self._versions.get(article, version),
            quote=evidence.quote,
            source=source.label if source else evidence.source,
        )

    def text(self, field: RecordField, value: RecordValue) -> str:
        """A value in the language; a mark where there is none."""
        said = value.value
        if said is None:
            return say(self._language, value.state.value)
        if isinstance(said, Stated):
            return amount_words(said.amount, said.unit, self._language)
        if isinstance(said, Period):
            return said.edtf
        if isinstance(said, Reference):
            record = self._referred(field, said)
            return record.name if record else self._names.of(said.name)
        if field.kind is FieldKind.CHOICE:
            return say(self._language, said) if said in field.choices else said
        return self._names.of(said) if field.takes in _NAMED or field.sorts else said

    def _referred(self, field: RecordField, said: Value | None) -> Record | None:
        """The record of a reference: by its guid, else by its name, which may have got a record since."""
        if not isinstance(said, Reference):
            return None
        return self._by_guid.get(said.guid) or self._by_name.get((field.of, self._called(said.name)))

    def _called(self, name: str) -> str:
        """The same for a country's name in any language."""
        return self._names.key(name).casefold()

    # what is to be looked at

    def _remarks(self, field: RecordField, said: Sequence[RecordValue]) -> Iterable[Remark]:
        stated = [value for value in said if value.state is ValueState.STATED]
        for value in said:
            yield from self._of_one(field, value)
        if field.whole:
            yield from self._of_whole([self._value(field, value) for value in stated])
        if not field.several:
            for one, other in combinations(stated, 2):
                yield from self._of_two(field, one, other)

    def _of_one(self, field: RecordField, value: RecordValue) -> Iterable[Remark]:
        if value.state is ValueState.STATED and not value.evidence:
            yield self._remark(Fault.NO_EVIDENCE, mark("“{text}” has no words of a source to rest on."), field, value)
        if value.evidence.gone:
            yield self._remark(Fault.GONE, mark("The source of “{text}” was taken out of the project."), field, value)
        if value.value is not None and not _of_kind(field.kind, value.value):
            yield self._remark(Fault.OTHER_KIND, mark("“{text}” is not what this field holds now."), field, value)
        figure = self._figures.get(value.evidence.figure_id) if value.evidence.figure_id is not None else None
        if figure is not None:
            yield from self._of_figure(field, value, figure)
        elif self._withdrawn(value):
            yield self._remark(
                Fault.WITHDRAWN, mark("The newest version of the source no longer says “{text}”."), field, value
            )

    def _implausible(self, record: Record, field: RecordField, said: Sequence[RecordValue]) -> Iterable[Remark]:
        """Amounts that are more, or less, than there can be of what the field measures."""
        for value in said:
            stated = value.value
            if not isinstance(stated, Stated) or not stated.unit:
                continue
            size = stated.amount.low if stated.amount.low is not None else stated.amount.high
            figure = self._figures.get(value.evidence.figure_id) if value.evidence.figure_id is not None else None
            measures = (figure.measure,) if figure is not None and figure.measure else field.measures
            item = (figure.item or "") if figure is not None else ""
            deposit = record.type == _DEPOSIT
            found = size is not None and beyond(measures, item, stated.unit, size, deposit=deposit)
            if found:
                sentence = outside(self._quoted(field, value), *found, self._names)
                yield Remark(Fault.IMPLAUSIBLE, sentence, (value,))

    def _withdrawn(self, value: RecordValue) -> bool:
        article = value.evidence.article_id
        return article is not None and self._versions.get(article, value.evidence.version) != value.evidence.version

    def _of_figure(self, field: RecordField, value: RecordValue, figure: Figure) -> Iterable[Remark]:
        if figure.status in (Status.REJECTED, Status.NOT_A_FIGURE):
            yield self._remark(Fault.SET_ASIDE, mark("The figure behind “{text}” was rejected."), field, value)
        if figure.orphan:
            yield self._remark(
                Fault.WITHDRAWN, mark("The newest version of the source no longer says “{text}”."), field, value
            )
        said = value.value
        if isinstance(said, Stated) and said.unit and figure.unit is None and said.unit == figure.borrowed_unit:
            message = mark("The source names no unit for “{text}”; the text around suggests one.")
            yield self._remark(Fault.UNIT_BORROWED, message, field, value)
        if isinstance(said, Stated) and figure.amount is not None and _changed(said, figure):
            now = amount_words(figure.amount, figure.unit, self._language)
            sentence = say(
                self._language, "“{text}” was taken from a figure that says {now} by now.", text=said.text, now=now
            )
            yield Remark(Fault.CHANGED, sentence, (value,))

    def _remark(self, fault: Fault, message: str, field: RecordField, value: RecordValue) -> Remark:
        return Remark(fault, say(self._language, message, text=self.text(field, value)), (value,))

    def _of_two(self, field: RecordField, one: RecordValue, other: RecordValue) -> Iterable[Remark]:
        a, b = one.value, other.value
        if isinstance(a, Stated) and isinstance(b, Stated):
            apart = not_both(a, b)
        elif isinstance(a, Period) and isinstance(b, Period):
            apart = not a.overlaps(b)
        else:
            apart = False
            if self.text(field, one).casefold() != self.text(field, other).casefold():
                message = mark("Two values: {one}, and {other}.")
                yield Remark(Fault.DIFFERENT, self._both(message, field, one, other), (one, other))
        if apart:
            message = mark("Both cannot hold: {one}, and {other}.")
            yield Remark(Fault.CONTRADICTION, self._both(message, field, one, other), (one, other))

    def _both(self, message: str, field: RecordField, one: RecordValue, other: RecordValue) -> str:
        return say(self._language, message, one=self._quoted(field, one), other=self._quoted(field, other))

    def _quoted(self, field: RecordField, value: RecordValue) -> str:
        view = self._value(field, value)
        quote, label = shortened(" ".join(view.quote.split()), QUOTE), shortened(view.source, LABEL)
        if not quote:
            return view.text
        if not label:
            return say(self._language, "{value}: “{quote}”", value=view.text, quote=quote)
        return say(self._language, "{value}: “{quote}” ({source})", value=view.text, quote=quote, source=label)

    def _of_whole(self, said: Sequence[ValueView]) -> Iterable[Remark]:
        """Shares that cannot make 100 %. What two sources say alike is one share, not two."""
        counted = _once(said)
        if not counted:
            return
        low = sum((one.low or _ZERO for one in counted), _ZERO)
        highs = [one.high for one in counted]
        high = sum((one for one in highs if one is not None), _ZERO) if None not in highs else None
        parts = " + ".join(number_words(_middle(one), self._language) for one in counted)
        told = {"parts": parts, "sum": number_words(sum(map(_middle, counted), _ZERO), self._language)}
        values = tuple(view.value for view in said)
        if low > _WHOLE:
            message = mark("{parts} = {sum}: more than the whole.")
            yield Remark(Fault.WHOLE, say(self._language, message, **told), values)
        elif high is not None and high < _WHOLE:
            message = mark("{parts} = {sum}: the rest of the whole is not told.")
            yield Remark(Fault.WHOLE, say(self._language, message, **told), values)


def sums_up(field: RecordField, said: Sequence[ValueView], language: str) -> str:
    """ "75 + 25 = 100" for shares that make the whole; empty where they do not, or there are none."""
    counted = _once(said)
    total = sum(map(_middle, counted), _ZERO)
    if not field.whole or len(counted) < _SEVERAL or total != _WHOLE:
        return ""
    return " + ".join(number_words(_middle(one), language) for one in counted) + " = 100"


def _share(value: Value | None) -> Interval | None:
    """A share as what it can be, in per cent."""
    if not isinstance(value, Stated):
        return None
    unit = units().get(value.unit or "%")
    percent = units().get("%")
    if unit is None or percent is None or units().dimension(unit.code) != units().dimension("%"):
        return None
    return stated_interval(value.amount, _ZERO, _WHOLE, ABOUT).scaled(unit.factor / percent.factor)


def _once(said: Iterable[ValueView]) -> list[Interval]:
    """Each share as often as the source that says it most often does."""
    shares = ((view.article, share) for view in said if (share := _share(view.value.value)) is not None)
    most: dict[Interval, int] = {}
    for (_, share), count in Counter(shares).items():
        most[share] = max(most.get(share, 0), count)
    return [share for share, count in most.items() for _ in range(count)]


def _middle(interval: Interval) -> Decimal:
    if interval.low is None or interval.high is None:
        return interval.high if interval.low is None else interval.low  # type: ignore[return-value]
    return (interval.low + interval.high) / 2


def not_both(one: Stated, other: Stated) -> bool:
    """Whether two amounts of one dimension have no number in common; what cannot be compared is told as nothing."""
    first, second = _interval(one), _interval(other)
    if _dimension(one) != _dimension(other):
        return False
    return not first.meets(second)


def _dimension(said: Stated) -> str | None:
    return units().dimension(said.unit) if said.unit else None


def _interval(said: Stated) -> Interval:
    floor = None if (_dimension(said) or "").startswith(_TEMPERATURE) else _ZERO
    unit = units().get(said.unit) if said.unit else None
    return stated_interval(rounded(said.amount), floor, None, ABOUT).scaled(unit.factor if unit else Decimal(1))


def _changed(said: Stated, figure: Figure) -> bool:
    return (said.amount, said.unit) != (figure.amount, figure.unit or figure.borrowed_unit)


def _of_kind(kind: FieldKind, value: Value) -> bool:
    held = {FieldKind.AMOUNT: Stated, FieldKind.DATE: Period, FieldKind.REFERENCE: Reference}
    return isinstance(value, held.get(kind, str))
