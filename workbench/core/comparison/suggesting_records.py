"""Which records the sentences of sources speak of, and what they say for the fields: small rules over names, dates
and figures that were found. Nothing is filled in: each suggestion has its words and waits for the analyst."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from workbench.core.model.article import ArticleId
from workbench.core.model.figure import Doubt, Field, Figure
from workbench.core.model.period import Period
from workbench.core.model.record_suggestion import Named, Passage, RecordSuggestion, ValueSuggestion
from workbench.core.model.register import (
    Evidence,
    FieldKind,
    Record,
    RecordField,
    RecordType,
    Reference,
    Stated,
    Takes,
    Value,
)
from workbench.core.model.span import Span
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.phrases import amount_words
from workbench.core.vocabulary.transliteration import script_free
from workbench.core.words import say, tr, trn

DEAL = " deal"  # the subject of an agreement is named after its parties
MOST = 6  # values suggested for one field
_PAIR = 2
_UNSURE = (Doubt.SUBJECT_FAR, Doubt.MEASURE_FAR, Doubt.UNIT_BORROWED, Doubt.UNIT_MISSING, Doubt.NOT_BODY)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with its words, what it names, and the figures in it."""

    passage: Passage
    quote: str
    figures: tuple[Figure, ...] = ()


@dataclass(slots=True)
class Group:
    """What is told of one thing, in sentences that name it (`told`) or go on about it (`after`). `names` are those
    that it goes by, without regard to script; `sure` says whether one of the sentences names it as such a record."""

    name: str
    names: set[str]
    told: list[Told] = field(default_factory=list)
    after: list[Told] = field(default_factory=list)  # the sentence behind, where it goes on about it
    figures: dict[int, tuple[Figure, Told]] = field(default_factory=dict)
    period: Period | None = None
    parties: tuple[Named, ...] = ()
    sure: bool = True


@lru_cache(maxsize=65_536)
def alike(name: str) -> str:
    """The same for a name in Cyrillic and in Latin letters."""
    return script_free(name) or name.casefold()


def measured(field_: RecordField, figure: Figure) -> bool:
    """Whether a figure's measure and kind are what the field holds."""
    if field_.kinds and figure.kind not in field_.kinds:
        return False
    return figure.amount is not None and any(_is_measure(one, figure.measure or "") for one in field_.measures)


def _is_measure(pattern: str, measure: str) -> bool:
    if "{" not in pattern:
        return pattern == measure
    head, tail = re.split(r"\{\w+\}", pattern, maxsplit=1)
    return measure.startswith(head) and measure.endswith(tail) and len(measure) > len(head) + len(tail)


# which records


def records(of: RecordType, told: Iterable[Told], known: Sequence[Record], names: Names) -> list[RecordSuggestion]:
    """The records of a type that the sentences speak of and the project does not hold yet: the most told first."""
    told = list(told)
    groups: dict[object, Group] = {}
    for one in told:
        for key, made in _groups(of, one, names):
            groups.setdefault(key, made).told.append(one)
            groups[key].sure |= made.sure
    _add_figures(groups.values(), told)
    _add_after(of, groups.values(), told)
    there: set[object] = {alike(names.key(record.name)) for record in known}
    there |= {frozenset(_parties_of(of, record, names)) for record in known}
    fresh = [group for key, group in groups.items() if key not in there and not (group.names & there)]
    suggestions = [_suggestion(of, group, names) for group in fresh if _spoken_of(of, group)]
    return sorted(suggestions, key=lambda one: (-len(one.values), -one.mentions, one.article, one.span))


def _spoken_of(of: RecordType, group: Group) -> bool:
    """Whether more than a name says that there is such a record: a word for it, or a figure that such ones have."""
    if of.cues.alone or not of.cues.sorts or of.cues.parties:
        return True
    worded = any(of.key in one.passage.cues for one in group.told)
    return worded or any(_has_measure(of, figure) for figure, _ in group.figures.values())


def _parties_of(of: RecordType, record: Record, names: Names) -> set[str]:
    """The names of the fields that take parties; before they are filled, the two that its own name joins."""
    fields = {one.key for one in of.fields if set(one.sorts) & set(of.cues.parties)}
    said = (value.value for value in record.values if value.field in fields)
    named = {alike(names.key(one.name)) for one in said if isinstance(one, Reference)}
    parts = [alike(names.key(part)) for part in record.name.split("–")]
    return named or (set(parts) if len(parts) == _PAIR else set())


def _groups(of: RecordType, one: Told, names: Names) -> Iterator[tuple[object, Group]]:
    """The records of the type that one sentence speaks of."""
    passage, cue = one.passage, of.key in one.passage.cues
    if of.cues.parties:
        yield from _pairs(of, one, names)
    elif of.cues.dated:
        if cue and (actor := _actor(of, passage)) is not None:
            yield from _dated(of, one, actor, names)
    else:
        for name in passage.names:
            if name.plain and name.sort in of.cues.sorts:
                yield alike(name.key), Group(names.of(name.key), {alike(name.key)})


def _pairs(of: RecordType, one: Told, names: Names) -> Iterator[tuple[object, Group]]:
    """A pair that a word for such a record joins; two companies beside one; two parties beside one, where there is a
    date or a figure that such records have."""
    passage, cue = one.passage, of.key in one.passage.cues
    parties = _distinct(name for name in passage.names if name.sort in of.cues.parties)
    joined = [name for name in passage.names if name.sort in of.cues.sorts]
    companies = [name for name in parties if name.sort == "company"]
    told = bool(passage.dates) or any(_has_measure(of, figure) for figure in one.figures)
    if joined:
        pair = [
            name for name in parties if alike(name.key) in map(alike, joined[0].key.removesuffix(DEAL).split("–"))
        ]
    elif cue and len(companies) == _PAIR:
        pair = companies
    elif cue and told and len(parties) == _PAIR:
        pair = parties
    else:
        return
    if len(pair) == _PAIR and (cue or told):
        keys = frozenset(alike(name.key) for name in pair)
        name = "–".join(names.of(party.key) for party in pair)
        made = Group(name, {alike(f"{a.key}–{b.key}{DEAL}") for a, b in (pair, pair[::-1])}, parties=tuple(pair))
        made.sure = bool(joined) and cue
        yield keys, made


def _distinct(found: Iterable[Named]) -> list[Named]:
    """Each thing once, by its plainest name."""
    kept: dict[str, Named] = {}
    for name in found:
        there = kept.get(alike(name.key))
        if there is None or (name.plain and not there.plain):
            kept[alike(name.key)] = name
    return list(kept.values())


def _has_measure(of: RecordType, figure: Figure) -> bool:
    return any(_is_measure(one, figure.measure or "") for one in of.cues.measures)


def _actor(of: RecordType, passage: Passage) -> Named | None:
    """Who may have done it: of the names that the first such field takes, the last one before the word that speaks of
    it, else the first that is named outright."""
    sorts = next((one.sorts for one in of.fields if one.sorts), ())
    found = [name for name in passage.names if name.sort in sorts]
    before = [name for name in found if name.span.end <= passage.cues[of.key].start]
    plainest = sorted(found, key=lambda name: (not name.plain, name.span))
    return before[-1] if before else next(iter(plainest), None)


def _dated(of: RecordType, one: Told, actor: Named, names: Names) -> Iterator[tuple[object, Group]]:
    """One for each date of the sentence, less surely where it is that of another figure ("data of 2025"); without a
    date one for a figure that such records have."""
    others = {figure.period for figure in one.figures if figure.period and not _has_measure(of, figure)}
    what = names.of(one.passage.items[0].key) if one.passage.items else ""
    for period, _ in one.passage.dates:
        title = ", ".join(part for part in (names.of(actor.key), period.edtf, what) if part)
        yield (
            (alike(actor.key), period.edtf),
            Group(title, set(), period=period, parties=(actor,), sure=period not in others),
        )
    if not one.passage.dates and any(_has_measure(of, figure) for figure in one.figures):
        title = ", ".join(part for part in (names.of(actor.key), what) if part)
        yield (one.passage.article, one.passage.span), Group(title, set(), parties=(actor,), sure=False)


def _add_figures(groups: Iterable[Group], told: Sequence[Told]) -> None:
    """The figures of the sentences that speak of a thing, and those said of it elsewhere."""
    of_subject: dict[str, list[tuple[Figure, Told]]] = {}
    for one in told:
        for figure in one.figures:
            of_subject.setdefault(alike(figure.subject or ""), []).append((figure, one))
    for group in groups:
        here = {one.passage.article for one in group.told}
        for figure, one in chain.from_iterable(of_subject.get(name, ()) for name in sorted(group.names)):
            group.figures[figure.id] = (figure, one)
        for party in group.parties:  # what is said of a party is of the deal only where the deal is told of
            for figure, one in of_subject.get(alike(party.key), ()):
                if party.sort == "company" and one.passage.article in here:
                    group.figures.setdefault(figure.id, (figure, one))
        for one in group.told:
            for figure in one.figures:
                if not group.names or group.parties or alike(figure.subject or "") in {*group.names, ""}:
                    group.figures.setdefault(figure.id, (figure, one))


def _add_after(of: RecordType, groups: Iterable[Group], told: Sequence[Told]) -> None:
    """The next sentence of the same source, where it speaks of such a record and names none."""
    places = {(one.passage.article, one.passage.span): n for n, one in enumerate(told)}
    for group in groups:
        for one in group.told:
            n = places[one.passage.article, one.passage.span] + 1
            if n < len(told) and told[n].passage.article == one.passage.article and _goes_on(of, told[n]):
                group.after.append(told[n])


def _goes_on(of: RecordType, one: Told) -> bool:
    sorts = {*of.cues.sorts, *of.cues.parties} - {"country"}
    return of.key in one.passage.cues and not any(name.sort in sorts for name in one.passage.names)


def _suggestion(of: RecordType, group: Group, names: Names) -> RecordSuggestion:
    values = [value for one in of.fields for value in suggested(one, group, names)]
    first = group.told[0]
    return RecordSuggestion(
        type=of.key,
        name=group.name,
        values=tuple(values),
        quote=first.quote,
        article=first.passage.article,
        span=first.passage.span,
        why=_why(of, group),
        mentions=len(group.told),
    )


def _why(of: RecordType, group: Group) -> str:
    count = trn("{n} sentence speaks of it", "{n} sentences speak of it", len(group.told))
    words = [one.passage.cues[of.key] for one in group.told[:1] if of.key in one.passage.cues]
    if not words:
        return count
    first = group.told[0]
    start = words[0].start - first.passage.span.start
    said = first.quote[start : start + len(words[0])]
    return tr("{count}; it says “{words}”", count=count, words=" ".join(said.split()))


# what for which field


def group_of(record: Record, of: RecordType, told: Sequence[Told], names: Names) -> Group:
    """What is told of a record that is there: by its name, and by the names that its values refer to."""
    both = _parties_of(of, record, names) if of.cues.parties else set()
    called = {alike(names.key(record.name))} | {alike(f"{a}–{b}{DEAL}") for a in both for b in both if a != b}
    group = Group(record.name, called)
    for one in told:
        named = {alike(name.key) for name in one.passage.names}
        if named & called or (len(both) >= _PAIR and len(both & named) >= _PAIR):
            group.told.append(one)
    found = [n for one in group.told for n in one.passage.names if alike(n.key) in both]
    group.parties = tuple(_distinct(found)) if of.cues.parties else ()
    _add_figures([group], told)
    _add_after(of, [group], told)
    return group


def suggested(of: RecordField, group: Group, names: Names) -> list[ValueSuggestion]:
    """What may fill one field, each thing once, the surest first."""
    found: dict[str, ValueSuggestion] = {}
    said = (_from_figures(of, group, names), _from_names(of, group, names), _from_dates(of, group))
    for one in chain(*said, _from_items(of, group, names), _from_words(of, group, names)):
        there = found.get(one.text.casefold())
        if there is None or (one.sure and not there.sure):
            found[one.text.casefold()] = one
    return sorted(found.values(), key=lambda one: (not one.sure, one.article, one.span))[:MOST]


def _from_figures(of: RecordField, group: Group, names: Names) -> Iterator[ValueSuggestion]:
    if of.kind is not FieldKind.AMOUNT:
        return
    for figure, one in group.figures.values():
        if measured(of, figure) and figure.amount is not None:
            unit = figure.unit or figure.borrowed_unit
            value = Stated(figure.amount, unit, " ".join(figure.quote.split()))
            said = alike(figure.subject or "") in group.names or bool(group.parties) or not group.names
            sure = group.sure and said and not any(doubt in _UNSURE for doubt in figure.doubts)
            text = amount_words(figure.amount, unit, names.language)
            place = (figure.article_id, figure.full_span)
            why = tr("{measure}: “{quote}”", measure=names.of(figure.measure), quote=value.text)
            yield _value(of, value, Evidence.figure(figure.id), text, place, one.quote, why=why, sure=sure)


def _from_names(of: RecordField, group: Group, names: Names) -> Iterator[ValueSuggestion]:
    """Names of the sorts that the field takes, and goods. Of several in one sentence none is sure."""
    for one in group.told:
        if of.takes is Takes.ITEM:
            for name in _distinct(one.passage.items):
                yield _named(of, name, one, names, sure=group.sure)
        elif of.sorts:
            found = _distinct(name for name in one.passage.names if name.sort in of.sorts)
            own = {alike(name.key) for name in group.parties}
            partying = bool(own) and set(of.sorts) & {name.sort for name in group.parties}
            for name in found:
                if alike(name.key) not in group.names and (not partying or alike(name.key) in own):
                    sure = group.sure and name.plain and (bool(partying) or len(found) == 1)
                    yield _named(of, name, one, names, sure=sure)


def _from_items(of: RecordField, group: Group, names: Names) -> Iterator[ValueSuggestion]:
    """What the figures of a thing with a name of its own are of: "350 million tonnes of iron ore" in Sary."""
    if of.takes is not Takes.ITEM or group.parties:
        return
    for figure, one in group.figures.values():
        if figure.item and alike(figure.subject or "") in group.names:
            place = (figure.article_id, figure.evidence.get(Field.ITEM, figure.full_span))
            text = names.of(figure.item)
            yield _value(of, figure.item, Evidence.words(*place), text, place, one.quote, sure=not figure.doubts)


def _from_words(of: RecordField, group: Group, names: Names) -> Iterator[ValueSuggestion]:
    """Choices that the sentences say, and the one that goes on about such a record without naming another."""
    if of.kind is not FieldKind.CHOICE:
        return
    for one in (*group.told, *group.after):
        said = [(choice, span) for key, choice, span in one.passage.choices if key == of.key]
        sure = len({choice for choice, _ in said}) == 1 and one in group.told and group.sure
        for choice, span in said:
            place = (one.passage.article, span)
            text = say(names.language, choice)
            yield _value(of, choice, Evidence.words(*place), text, place, one.quote, sure=sure)


def _named(of: RecordField, name: Named, one: Told, names: Names, *, sure: bool) -> ValueSuggestion:
    value: Value = Reference(name.key) if of.kind is FieldKind.REFERENCE else name.key
    place = (one.passage.article, name.span)
    text = names.of(name.key)
    return _value(of, value, Evidence.words(*place), text, place, one.quote, sure=sure and name.plain)


def _from_dates(of: RecordField, group: Group) -> Iterator[ValueSuggestion]:
    if of.kind is not FieldKind.DATE or of.takes is not Takes.PERIOD:
        return
    for one in group.told:
        for period, span in one.passage.dates:
            if group.period in (None, period):
                place = (one.passage.article, span)
                sure = group.sure and (len(one.passage.dates) == 1 or group.period is not None)
                yield _value(of, period, Evidence.words(*place), period.edtf, place, one.quote, sure=sure)


def _value(  # noqa: PLR0917 - all of one suggestion
    of: RecordField,
    value: Value,
    evidence: Evidence,
    text: str,
    place: tuple[ArticleId, Span],
    quote: str,
    *,
    why: str = "",
    sure: bool = True,
) -> ValueSuggestion:
    return ValueSuggestion(
        field=of.key,
        value=value,
        evidence=evidence,
        text=text,
        quote=quote,
        article=place[0],
        span=place[1],
        why=why,
        sure=sure,
    )
