"""What a figure measures, with all that the article told before: its own words, what it goes on with, or a phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.core.extraction import measures
from workbench.core.extraction.gazetteer import Mention
from workbench.core.extraction.measures import MeasureChoice
from workbench.core.extraction.noun_phrases import Cut
from workbench.core.extraction.spot import Spot
from workbench.core.extraction.views import Article
from workbench.core.model.figure import Doubt, Field, Kind, Statement
from workbench.core.model.span import Span

_CHANGE = "change in "
_ITS = re.compile(r"(?:\b(?:its|their|his|her|whose|его|ее|их)|(?:оның|олардың))\s+(?:\w+\s+){0,2}$")
_WORTH = ("value", "volume")  # of what was told before, where it is "its value"


@dataclass(frozen=True, slots=True)
class Measured:
    """The measure, the words that show it, and whether they stand elsewhere."""

    choice: MeasureChoice
    span: Span | None
    far: bool = False
    tied: bool = False  # by words that hang on the amount itself


class What:
    """Finds the measure of one figure."""

    def __init__(self, article: Article, number: int, at: int, spot: Spot, cut: Cut) -> None:
        self._article = article
        self._number = number
        self._at = at
        self._spot = spot
        self._cut = cut
        self._view = article.paragraph(number)[at]
        self._statement = spot.statement

    def of(self) -> Measured | None:
        """By a cue of the sentence, else by what the figure before measured."""
        before = self._article.before(self._number)
        choice = measures.measure_of(self._spot, self._of_topic(self._view.mentions))
        if choice is None:
            told = self._phrase()
            if (told is not None and told.tied) or before is None or before.measure is None:
                return told
            return self._going_on(before) or told
        choice = self._meant(choice)
        found = Measured(choice, choice.cue.span if choice.cue is not None else None)
        if choice.key in _WORTH and before is not None and before.measure is not None:
            return self._worth_of(choice, before) or found
        if choice.key == "change":
            if before is not None and before.measure is not None:
                found = self._change_of(choice, before)
            if found.choice.key == "change" and (changed := self._phrase(_CHANGE)) is not None:
                return replace(changed, choice=replace(changed.choice, cue=choice.cue, term=choice.term))
        return found

    def _phrase(self, before: str = "") -> Measured | None:
        """A measure that the lexicon does not know, by the noun phrase that the amount is of."""
        view = self._view
        if view.sentence.language != "en":
            return None
        phrases = self._cut.of(self._article.scene.low, view.sentence, view.figures)
        found = phrases.of(self._spot)
        name = phrases.name(found, self._article.scene.text) if found is not None else ""
        if found is None or not name:
            return None
        if found.whole and not before and self._statement.kind is Kind.PERCENT:
            before = "share of "
        return Measured(MeasureChoice(before + name, None, None), phrases.span(found), found.far, found.tied)

    def _named(self, key: str, cue: Mention | None = None) -> MeasureChoice:
        return MeasureChoice(key, cue, self._article.terms.measure(key))

    def _meant(self, choice: MeasureChoice) -> MeasureChoice:
        """What the cue means here: a share is a stake where a venture is spoken of, a purchase abroad an import."""
        if choice.cue is None:
            return choice
        key = choice.key
        if key == "share" and self._article.told_of("venture", self._number, self._at):
            key = "stake"
        elif key in ("spending", "supplies", "consumption"):
            key = measures.bought(self._spot, self._view.mentions, choice.cue)
        return choice if key == choice.key else self._named(key, choice.cue)

    def _of_topic(self, mentions: Sequence[Mention]) -> Sequence[Mention]:
        """Without hints at the term of a deal ("рассчитано на 10 лет") where no deal is spoken of."""
        spoken = self._statement.kind is not Kind.DURATION or self._article.told_of("deal", self._number, self._at)
        return mentions if spoken else [m for m in mentions if m.key != "agreement term" or not m.derived]

    def _change_of(self, choice: MeasureChoice, before: Statement) -> Measured:
        """A bare change goes on with what was told before: "grew by 5%, and will grow by 6%"."""
        near = Measured(choice, choice.cue.span if choice.cue is not None else None)
        told = before.measure or ""
        if told.startswith(_CHANGE) and before.kind is self._statement.kind:
            return replace(near, choice=replace(choice, key=told))
        term = self._article.terms.measure(told)
        if term is None or not measures.may_change(term) or self._statement.kind not in measures.CHANGES:
            return near
        return replace(near, choice=replace(choice, key=_CHANGE + told), far=True)

    def _worth_of(self, choice: MeasureChoice, before: Statement) -> Measured | None:
        """ "Their value": the worth of what was told of before."""
        start = choice.cue.start if choice.cue is not None else 0
        if not _ITS.search(self._article.scene.low, max(self._view.sentence.start, start - 40), start):
            return None
        found = self._named((before.measure or "").removeprefix(_CHANGE))
        if found.term is None or not measures.fits(found.term, self._statement):
            return None
        return Measured(found, choice.cue.span if choice.cue is not None else None, far=True)

    def _going_on(self, before: Statement) -> Measured | None:
        """What the figure before measured, where this one may go on with it."""
        told, shown = before.measure or "", before.evidence.get(Field.MEASURE)
        low, sentence = self._article.scene.low, self._view.sentence
        kind = self._statement.kind
        of_it = kind is Kind.PERCENT and told in measures.PARTS
        if of_it and measures.OF_IT.search(low, sentence.start, self._statement.span.start):
            return Measured(self._named(measures.PARTS[told]), shown or before.span, far=True)
        level = told.removeprefix(_CHANGE)
        changed = level != told and kind in (Kind.QUANTITY, Kind.MONEY, Kind.COUNT)
        if not changed and not self._alike(before):
            return None
        # "More than in the US": the plain measure is meant.
        found = self._named((level if changed else told).removeprefix("possible "))
        if changed and found.term is None:
            return None
        if found.term is not None and not measures.fits(found.term, self._statement):
            return None
        far = changed or before.span.start < sentence.start or not self._view.owned(self._statement)
        return Measured(found, shown, far)

    def _alike(self, before: Statement) -> bool:
        """Whether a figure may go on with what the one before it measured: of its kind, or short of a unit."""
        kind = self._statement.kind
        if before.kind is kind:
            return True
        bare = kind in (Kind.NUMBER, Kind.COUNT) and self._statement.unit is None
        elliptic = Doubt.UNIT_MISSING in self._statement.doubts and before.span.start >= self._view.sentence.start
        return bare and elliptic and before.kind in (Kind.QUANTITY, Kind.MONEY)
