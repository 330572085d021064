"""Gives each number its meaning: measure, subject, item, place, period, source, modality, and a unit it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.core.extraction import borrowing, modality, periods, subjects
from workbench.core.extraction.attribution import source_of
from workbench.core.extraction.gazetteer import Mention
from workbench.core.extraction.measures import MeasureChoice
from workbench.core.extraction.ner import NameProvider
from workbench.core.extraction.noun_phrases import Cut
from workbench.core.extraction.scene import Scene
from workbench.core.extraction.spot import Spot
from workbench.core.extraction.views import Article
from workbench.core.extraction.what import What
from workbench.core.extraction.whose import Whose
from workbench.core.model.disposition import Disposition
from workbench.core.model.figure import Doubt, Field, Modality, Statement
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

    Each takes the bare one's place in the list, so that those of a book are not kept twice. `recognised` adds names
    that no lexicon holds to those the rules see; without it the rules stand alone.
    """
    if not statements:
        return []
    cut = Cut()
    article = Article(scene, statements, exclusions, terms, recognised)
    for at, statement in enumerate(statements):
        statements[at] = _understood(article, statement, cut)
    return borrowing.lend(scene.text, statements)


def _understood(article: Article, statement: Statement, cut: Cut) -> Statement:
    place = article.place(statement)
    if place is None:
        return statement
    number, at = place
    result = _Understanding(article, number, at, statement, cut).result()
    article.told(number, result)
    return result


class _Understanding:
    """One statement on its way to its context: each step fills a field, its evidence and its doubts."""

    def __init__(self, article: Article, number: int, at: int, statement: Statement, cut: Cut) -> None:
        view = article.paragraph(number)[at]
        self._article = article
        self._cut = cut
        self._view = view
        self._at = at
        self._number = number
        self._statement = statement
        here = view.sentence.words(statement.span.start, statement.span.end)
        low, sentence = article.scene.low, view.sentence
        self._source = source_of(low, sentence.start, sentence.end, view.sources, statement.full_span)
        self._spot = Spot(low, sentence, statement, here, view.firsts, view.notes)
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
        found = What(self._article, self._number, self._at, self._spot, self._cut).of()
        if found is None:
            return None
        if found.span is not None:
            self._evidence[Field.MEASURE] = found.span
        if found.far:
            self._doubt(Doubt.MEASURE_FAR)
        return found.choice

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
        told = choice.key  # "share of electricity generation" is of coal, not of electricity
        found = subjects.item_of(self._spot, [m for m in view.mentions if m.key not in told], choice.cue)
        if found is not None:
            self._evidence[Field.ITEM] = found.span
            return found.key
        before = self._article.before(self._number)
        if before is not None and before.item is not None and self._goes_on(before, choice):
            self._evidence[Field.ITEM] = before.evidence[Field.ITEM]
            return before.item
        nearby = [*self._article.earlier_views(self._number, self._at)[:1]]
        heading = self._article.heading(self._number)
        for earlier in [*nearby, *([heading] if heading else [])]:
            items = {m.key: m for m in earlier.mentions if m.kind is TermKind.ITEM and m.key not in told}
            if len(items) == 1:
                (only,) = items.values()
                self._evidence[Field.ITEM] = only.span
                return only.key
        return None

    def _goes_on(self, before: Statement, choice: MeasureChoice) -> bool:
        """Whether the item of the figure before is that of this one too: in one sentence, or of one measure."""
        if Field.ITEM not in before.evidence or before.item in (None, *choice.key.split()):
            return False
        return before.span.start >= self._view.sentence.start or before.measure == choice.key

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
        if said is None or not said.source:
            return None
        self._evidence[Field.ATTRIBUTION] = said.source
        return said.source.of(self._article.scene.text)

    def _modality(self) -> Modality:
        meant, cue = modality.modality_of(self._spot, self._view.mentions, self._view.sources, self._source)
        if cue is not None:
            self._evidence[Field.MODALITY] = cue
        return meant
