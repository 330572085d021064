"""Which verdict goes with which conflict, whether it still holds, and what has changed where it does not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from workbench.core.comparison.judging import counts
from workbench.core.comparison.naming import QUOTE, Sources
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.conflict import Conflict
from workbench.core.model.figure import Field, Figure, FigureId
from workbench.core.model.verdict import STATUS, Judged, Standing, State, Verdict, VerdictKind
from workbench.core.model.verdict import changed_fields as fields_changed
from workbench.core.model.verdict import judged as judged_figure
from workbench.core.model.verdict import key_of as key_of_guids
from workbench.core.vocabulary.naming import Names, shortened
from workbench.core.vocabulary.phrases import amount_words
from workbench.core.words import say

PUBLISHED = "published"  # what is remembered of a source whose date was judged
_AT_ONCE = 250  # conflicts of a slice
_ALIKE = 2  # figures that a conflict must share with a verdict to be what is left of what was judged


def key_of(conflict: Conflict, figures: Mapping[FigureId, Figure], sources: Sources) -> str:
    return key_of_guids(conflict.relation, (figures[i].guid for i in conflict.members), source_of(conflict, sources))


def source_of(conflict: Conflict, sources: Sources) -> str | None:
    """The guid of the source that a conflict is about."""
    if conflict.article is None:
        return None
    known = sources.get(conflict.article)
    return known.guid if known is not None else ""


def judged(conflict: Conflict, figures: Mapping[FigureId, Figure], sources: Sources) -> tuple[Judged, ...]:
    """The members of a conflict as they are now, and the date of the source that it is about."""
    members = [judged_figure(figures[i]) for i in conflict.members]
    about = sources.get(conflict.article) if conflict.article is not None else None
    if about is not None:
        members.append(_judged_source(about.guid, about.label, about.published))
    return tuple(members)


def _judged_source(guid: str, label: str, published: str) -> Judged:
    return Judged(guid, label, {PUBLISHED: published} if published else {})


class Standings:
    """Holds conflicts against verdicts. `figures` are those of the conflicts and those that verdicts name; `seen` are
    the numbers of those that conflicts were looked for among, where that is not every figure that counts: a verdict
    is not open again because a figure was left out."""

    def __init__(
        self,
        verdicts: Iterable[Verdict],
        figures: Iterable[Figure] | Mapping[FigureId, Figure],
        sources: Sources,
        names: Names | None = None,
        *,
        seen: Collection[FigureId] | None = None,
    ) -> None:
        self._seen = seen
        self._verdicts = list(verdicts)
        self._figures = figures if isinstance(figures, Mapping) else {figure.id: figure for figure in figures}
        named = {member.guid for verdict in self._verdicts for member in verdict.members}
        known = self._figures.values() if named else ()
        self._by_guid = {figure.guid: figure for figure in known if figure.guid in named}
        self._sources = sources
        self._articles = {source.guid: source for source in sources.values()}
        self._names = names or Names()
        self._lang = self._names.language

    def all(self, conflicts: Iterable[Conflict]) -> list[Standing]:
        """One for each conflict, in their order; then the verdicts on what is no conflict any more."""
        steps = self.steps(list(conflicts), [])
        while True:
            try:
                next(steps)
            except StopIteration as end:
                found: list[Standing] = end.value
                return found

    def steps(
        self, conflicts: Sequence[Conflict], keys: list[str]
    ) -> Generator[tuple[int, int], None, list[Standing]]:
        """The same in slices, which yield how many of all are done. `keys` of the first conflicts, where they are
        known; it is filled up."""
        total = 2 * len(conflicts)
        for first in range(len(keys), len(conflicts), _AT_ONCE):
            some = conflicts[first : first + _AT_ONCE]
            keys += [key_of(conflict, self._figures, self._sources) for conflict in some]
            if len(keys) < len(conflicts):
                yield len(keys), total
        exact = {verdict.conflict: verdict for verdict in self._verdicts}
        taken = {exact[key].id for key in exact.keys() & keys}
        loose = self._by_member(v for v in self._verdicts if v.id not in taken)
        found: list[Standing] = []
        for key, conflict in zip(keys, conflicts, strict=True):
            verdicts = [exact[key]] if key in exact else self._former(conflict, loose)
            taken |= {verdict.id for verdict in verdicts}
            found.append(self._standing(key, conflict, verdicts))
            if len(found) % _AT_ONCE == 0:
                yield len(conflicts) + len(found), total
        over = (verdict for verdict in self._verdicts if verdict.id not in taken)
        return [*found, *(self._over(verdict) for verdict in over if not any(map(self._left_out, verdict.members)))]

    def _left_out(self, member: Judged) -> bool:
        """Whether a figure would count, but was not looked at. What its source no longer states does not."""
        figure = self._by_guid.get(member.guid)
        if figure is None or figure.orphan:
            return False
        return self._seen is not None and figure.id not in self._seen and counts(figure)

    @staticmethod
    def _by_member(verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
        found: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in verdicts:
            if verdict.article is None:
                for member in verdict.members:
                    found[member.guid].append(verdict)
        return found

    def _former(self, conflict: Conflict, loose: Mapping[str, Sequence[Verdict]]) -> list[Verdict]:
        """Verdicts on what this conflict has grown out of, the one that shares most first, the newest of those."""
        if conflict.article is not None or not loose:
            return []
        guids = [self._figures[i].guid for i in conflict.members]
        shared = Counter(verdict.id for guid in guids for verdict in loose.get(guid, ()))
        known = {verdict.id: verdict for guid in guids for verdict in loose.get(guid, ())}
        alike = [known[i] for i, n in shared.items() if n >= min(_ALIKE, len(guids), len(known[i].members))]
        return sorted(alike, key=lambda verdict: (-shared[verdict.id], -verdict.id))

    def _standing(self, key: str, conflict: Conflict, verdicts: Sequence[Verdict]) -> Standing:
        if not verdicts:
            return Standing(key=key, state=State.OPEN, conflict=conflict)
        verdict, *others = verdicts
        changes = tuple(self._changes(verdict, conflict))
        state = State.DECIDED if verdict.kind is not VerdictKind.UNRESOLVED else State.UNRESOLVED
        return Standing(
            key=key,
            state=State.REOPENED if changes else state,
            conflict=conflict,
            verdict=verdict,
            preferred=self._preferred(verdict),
            changes=changes,
            others=tuple(others),
        )

    def _over(self, verdict: Verdict) -> Standing:
        changes = [line for then in verdict.members for line in self._member_changes(then, None)]
        no_more = say(self._lang, "The figures do not contradict each other any more.")
        return Standing(
            key=verdict.conflict,
            state=State.OVER,
            verdict=verdict,
            preferred=self._preferred(verdict),
            changes=tuple(changes) or (no_more,),
        )

    def _preferred(self, verdict: Verdict) -> FigureId | None:
        figure = self._by_guid.get(verdict.preferred or "")
        return None if figure is None else figure.id

    def _changes(self, verdict: Verdict, conflict: Conflict) -> Iterator[str]:
        """A sentence for each thing that is not as it was judged."""
        now = {member.guid: member for member in judged(conflict, self._figures, self._sources)}
        if verdict.relation is not conflict.relation:
            before, after = (say(self._lang, r.value) for r in (verdict.relation, conflict.relation))
            yield say(self._lang, "It was judged as “{before}” and is now “{after}”.", before=before, after=after)
        for then in verdict.members:
            yield from self._member_changes(then, now)
        known = {then.guid for then in verdict.members}
        for guid, member in now.items():
            if guid not in known:
                yield say(
                    self._lang,
                    "“{quote}” ({source}) has joined the conflict.",
                    quote=_short(member.quote),
                    source=self._source_name(guid, conflict),
                )

    def _member_changes(self, then: Judged, members: Mapping[str, Judged] | None) -> Iterator[str]:
        now = self._now(then)
        if now is None:
            yield say(self._lang, "“{quote}” is no longer in the project.", quote=_short(then.quote))
            return
        changed = fields_changed(then, now)
        for name in changed:
            yield say(
                self._lang,
                "“{quote}”: {field} was {before}, is now {after}.",
                quote=_short(now.quote),
                field=say(self._lang, name),
                before=self._value(name, then),
                after=self._value(name, now),
            )
        if members is not None and then.guid not in members and not changed and not self._left_out(then):
            yield say(self._lang, "“{quote}” is no longer part of the conflict.", quote=_short(then.quote))

    def _now(self, then: Judged) -> Judged | None:
        """The same figure or source as it is now."""
        figure, source = self._by_guid.get(then.guid), self._articles.get(then.guid)
        if figure is not None:
            return judged_figure(figure)
        return _judged_source(source.guid, source.label, source.published) if source is not None else None

    def _source_name(self, guid: str, conflict: Conflict) -> str:
        """The source of a member."""
        members = (self._figures[number] for number in conflict.members)
        figure = next((one for one in members if one.guid == guid), None)
        source = self._sources.get(figure.article_id) if figure is not None else None
        return source.label if source is not None else ""

    def _value(self, name: str, member: Judged) -> str:
        """A remembered field as people read it."""
        said = member.fields.get(name, "")
        if not said:
            return say(self._lang, "not stated")
        if name == Field.AMOUNT:
            return amount_words(_amount(said), None, self._lang)
        if name == Field.UNIT:
            return self._names.unit(said)
        if name in (Field.MODALITY, STATUS):
            return say(self._lang, said)
        return said if name in (Field.PERIOD, PUBLISHED) else self._names.of(said)


def _short(quote: str) -> str:
    return shortened(" ".join(quote.split()), QUOTE)


def _amount(text: str) -> Amount:
    """What model/verdict.py wrote of an amount."""
    qualifier, *bounds = text.split("|")
    low, high, step = (Decimal(bound) if bound else None for bound in bounds)
    return Amount(low, high, Qualifier(qualifier), step)
