"""Gives each number its meaning: measure, subject, item, place, period, source, modality, and a unit it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.core.extraction import borrowing, measures, modality, periods, subjects
from workbench.core.extraction.attribution import source_of
from workbench.core.extraction.gazetteer import Mention
from workbench.core.extraction.measures import MeasureChoice
from workbench.core.extraction.ner import NameProvider
from workbench.core.extraction.scene import Scene
from workbench.core.extraction.spot import Spot
from workbench.core.extraction.views import Article
from workbench.core.extraction.whose import Whose
from workbench.core.model.disposition import Disposition
from workbench.core.model.figure import Doubt, Field, Kind, Modality, Statement
from workbench.core.model.period import Period
from workbench.core.model.span import Span
from workbench.core.vocabulary.terms import TermKind, Terms

_TOLD_AS_DONE = (Modality.FACT, Modality.ESTIMATE)


def add_context(
    scene: Scene,
    statements: list[Statement],
    exclusions: Sequence[Disposition],
    terms: Terms,
    recognised: NameProvider | None = None,
) -> list[Statement]:
    """The same statements in the same order, with every field that the text gives; the others stay None.

    `recognised` adds names that no lexicon holds to those the rules see; without it the rules stand alone.
    """
    if not statements:
        return []
    article = Article(scene, statements, exclusions, terms, recognised)
    return borrowing.lend(scene.text, [_understood(article, s) for s in statements])


def _understood(article: Article, statement: Statement) -> Statement:
    place = article.place(statement)
    if place is None:
        return statement
    number, at = place
    result = _Understanding(article, number, at, statement).result()
    article.told(number, result)
    return result


class _Understanding:
    """One statement on its way to its context: each step fills a field, its evidence and its doubts."""

    def __init__(self, article: Article, number: int, at: int, statement: Statement) -> None:
        view = article.paragraph(number)[at]
        self._article = article
        self._view = view
        self._at = at
        self._number = number
        self._statement = statement
        here = view.sentence.words(statement.span.start, statement.span.end)
        low, sentence = article.scene.low, view.sentence
        self._source = source_of(low, sentence.start, sentence.end, view.sources, statement.full_span)
        self._spot = Spot(article.scene.low, view.sentence, statement, here, view.firsts)
        self._evidence: dict[Field, Span] = dict(statement.evidence)
        self._doubts = list(statement.doubts)

    def result(self) -> Statement:
        choice = self._measure()
        measure, subject = self._subject(choice)
        item = self._item(choice)
        period, meant = self._period(), self._modality()
        if self._is_later(period, meant):
            self._doubt(Doubt.PERIOD_LATER)
        place = subjects.place_of(self._spot, self._free(self._view.named), subject)
        if place is not None:
            self._evidence[Field.PLACE] = place.span
        return replace(
            self._statement,
            measure=measure,
            subject=subject,
            item=item,
            place=place.key if place else None,
            period=period,
            attribution=self._attribution(),
            modality=meant,
            doubts=tuple(self._doubts),
            evidence=self._evidence,
        )

    def _doubt(self, doubt: Doubt) -> None:
        if doubt not in self._doubts:
            self._doubts.append(doubt)

    def _free(self, named: Sequence[Mention]) -> Sequence[Mention]:
        """Those that no other figure has to itself."""
        if not self._view.claims:
            return named
        return [m for m in named if self._view.free(m, self._statement)]

    def _measure(self) -> MeasureChoice | None:
        view, statement = self._view, self._statement
        low = self._article.scene.low
        choice = self._by_topic(measures.measure_of(self._spot, self._of_topic(view.mentions)))
        if choice is not None and choice.key == "change":
            choice = self._change_of(choice)
        if choice is not None:
            if choice.cue is not None:
                self._evidence[Field.MEASURE] = choice.cue.span
            return choice
        before = self._article.before(self._number)
        if before is None or before.measure is None:
            return None
        if (
            statement.kind is Kind.PERCENT
            and before.measure in measures.PARTS
            and measures.OF_IT.search(low, view.sentence.start, statement.span.start)
        ):
            self._doubt(Doubt.MEASURE_FAR)
            self._evidence[Field.MEASURE] = before.evidence.get(Field.MEASURE, before.span)
            key = measures.PARTS[before.measure]
            return MeasureChoice(key, None, self._article.terms.measure(key), (Doubt.MEASURE_FAR,))
        if not self._alike(before):
            return None
        key = before.measure.removeprefix("possible ")  # "more than in the US": the plain measure is meant
        term = self._article.terms.measure(key)
        if term is not None and not measures.fits(term, statement):
            return None
        if before.span.start < view.sentence.start or not view.owned(statement):
            self._doubt(Doubt.MEASURE_FAR)
        if Field.MEASURE in before.evidence:
            self._evidence[Field.MEASURE] = before.evidence[Field.MEASURE]
        return MeasureChoice(key, None, term)

    def _change_of(self, choice: MeasureChoice) -> MeasureChoice:
        """A bare change goes on with what changed before: "grew by 5%, and will grow by 6%"."""
        before = self._article.before(self._number)
        kind = self._statement.kind
        if before is None or not (before.measure or "").startswith("change in ") or before.kind is not kind:
            return choice
        return replace(choice, key=str(before.measure))

    def _of_topic(self, mentions: Sequence[Mention]) -> Sequence[Mention]:
        """Without hints at the term of a deal ("рассчитано на 10 лет") where no deal is spoken of."""
        if self._statement.kind is not Kind.DURATION or self._told_of("deal"):
            return mentions
        return [m for m in mentions if m.key != "agreement term" or not m.derived]

    def _by_topic(self, choice: MeasureChoice | None) -> MeasureChoice | None:
        """A share is a stake where a venture is spoken of."""
        if choice is None or choice.cue is None or choice.key != "share" or not self._told_of("venture"):
            return choice
        return replace(choice, key="stake", term=self._article.terms.measure("stake"))

    def _told_of(self, topic: str) -> bool:
        return self._article.told_of(topic, self._number, self._at)

    def _alike(self, before: Statement) -> bool:
        """Whether a figure may go on with what the one before it measured: of its kind, or short of a unit."""
        kind = self._statement.kind
        if before.kind is kind:
            return True
        bare = kind in (Kind.NUMBER, Kind.COUNT) and self._statement.unit is None
        elliptic = Doubt.UNIT_MISSING in self._doubts and before.span.start >= self._view.sentence.start
        return bare and elliptic and before.kind in (Kind.QUANTITY, Kind.MONEY)

    def _subject(self, choice: MeasureChoice | None) -> tuple[str | None, str | None]:
        """The measure with its slot filled, and the subject."""
        measure, owner = Whose(self._article, self._number, self._at, self._spot).of(choice)
        if owner is None:
            return measure, None
        self._evidence[Field.SUBJECT] = owner.span
        if owner.far:
            self._doubt(Doubt.SUBJECT_FAR)
        return measure, owner.key

    def _item(self, choice: MeasureChoice | None) -> str | None:
        if choice is None or choice.term is None or not choice.term.item:
            return None
        view = self._view
        found = subjects.item_of(self._spot, view.mentions, choice.cue)
        if found is not None:
            self._evidence[Field.ITEM] = found.span
            return found.key
        before = self._article.before(self._number)
        if before is not None and before.item is not None and Field.ITEM in before.evidence:
            self._evidence[Field.ITEM] = before.evidence[Field.ITEM]
            return before.item
        nearby = [*self._article.earlier_views(self._number, self._at)[:1]]
        heading = self._article.heading(self._number)
        for earlier in [*nearby, *([heading] if heading else [])]:
            items = {m.key: m for m in earlier.mentions if m.kind is TermKind.ITEM}
            if len(items) == 1:
                (only,) = items.values()
                self._evidence[Field.ITEM] = only.span
                return only.key
        return None

    def _period(self) -> Period | None:
        found = periods.period_of(self._spot, self._view.dates)
        before = self._article.before(self._number)
        if found is None and before is not None and before.period is not None and periods.goes_on(self._spot):
            self._evidence[Field.PERIOD] = before.evidence.get(Field.PERIOD, before.span)
            return before.period
        if found is not None and found.same:
            known = before.period if before else None
            told = next(self._article.told_dates(self._number, self._at, found.start), None)
            known = known or (told.period if told else None)
            found = replace(found, period=periods.same_period(self._article.scene.low, found, known))
        elif found is not None and found.of_year is not None:
            told_before = self._article.told_dates(self._number, self._at, found.start)
            found = periods.in_told_year(found, told_before, self._article.scene.published is not None)
        if found is None or found.period is None:
            return self._statement.period
        self._evidence[Field.PERIOD] = found.span
        if found.assumed:
            self._doubt(Doubt.PERIOD_ASSUMED)
        return found.period

    def _is_later(self, period: Period | None, meant: Modality) -> bool:
        """Whether something is told as done that began after the article was published."""
        published = self._article.scene.published
        if period is None or published is None or meant not in _TOLD_AS_DONE:
            return False
        first = period.days[0]
        return first is not None and first > published

    def _attribution(self) -> str | None:
        said = self._source
        if said is None:
            return None
        self._evidence[Field.ATTRIBUTION] = said.source
        return said.source.of(self._article.scene.text)

    def _modality(self) -> Modality:
        meant, cue = modality.modality_of(self._spot, self._view.mentions, self._view.sources, self._source)
        if cue is not None:
            self._evidence[Field.MODALITY] = cue
        return meant
