"""Gives each number its meaning: measure, subject, item, place, period, source, modality, and a unit it lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workbench.core.extraction import borrowing, measures, modality, subjects
from workbench.core.extraction.gazetteer import Mention, Role
from workbench.core.extraction.measures import MeasureChoice
from workbench.core.extraction.ner import NameProvider
from workbench.core.extraction.periods import period_of
from workbench.core.extraction.scene import Scene
from workbench.core.extraction.spot import Spot
from workbench.core.extraction.views import Article
from workbench.core.model.disposition import Disposition
from workbench.core.model.figure import Doubt, Field, Kind, Modality, Statement
from workbench.core.model.period import Period
from workbench.core.model.span import Span
from workbench.core.vocabulary.terms import Term, TermKind, Terms

_OURSELVES = re.compile(r"\b(?:we|our|ours|us|мы|наш\w*|нам|біз\w*)\b")
_TOLD_AS_DONE = (Modality.FACT, Modality.ESTIMATE)
_WIDE = ("country", "region", "world")
_FIRST = 3  # how early in a measure's list such a type must stand
_APPOSITION = 1.3  # how far a group may stand from the number of its parts


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
        view = self._view
        term = choice.term if choice else None
        measure, slot = choice.key if choice else None, None
        if choice is not None:
            measure, slot = measures.slotted(self._spot, choice, view.named)
        if term is not None and term.about[:1] == ("deal",):
            deal = view.deal or self._article.last_deal(self._number, self._at)
            if deal is not None:
                self._seen(deal.span, far=deal is not view.deal)
                return measure, deal.key
        candidates = [m for m in self._free(view.named) if m != slot and (slot is None or m.key != slot.key)]
        if term is None and self._statement.kind is Kind.COUNT:
            return measure, self._counted(candidates)
        candidates = sorted([*candidates, *self._referred(candidates)], key=lambda m: m.first)
        owned = [m for m in view.owned(self._statement) if m in candidates]
        found = subjects.subject_of(self._spot, owned or candidates, term, choice.cue if choice else None)
        if found is None and slot is not None and choice is not None and slot.type in ("country", "region"):
            self._seen(slot.span)
            return choice.key if "{" not in choice.key else measure, slot.key
        found = self._speaker(term) or self._by_side(found)
        if found is not None:
            self._seen(found.span, far=found.derived and found.term is None)
            return measure, found.key
        return measure, self._from_afar(term)

    def _referred(self, named: Sequence[Mention]) -> list[Mention]:
        """What the front of the sentence refers back to ("The mine, backed by …, received"), as a mention."""
        sentence = self._view.sentence
        found = []
        for kind, span in self._view.referred(self._article.scene.low)[:2]:
            first, last = sentence.words(span.start, span.end)
            beside = any(first - 1 <= m.last and m.first <= last + 1 for m in named)
            known = None if first > 1 or beside else self._article.last_of_type(kind, self._number, self._at)
            if known is not None:
                found.append(
                    replace(
                        known,
                        start=span.start,
                        end=span.end,
                        first=first,
                        last=last,
                        role=Role.HEAD,
                        derived=True,
                        term=None,
                    )
                )
        return found

    def _counted(self, candidates: Sequence[Mention]) -> str | None:
        """Whose countable things they are, when only the unit says what is counted: "the bloc has 50 members"; or
        what consists of them: "rare earths, a group of 17 elements"."""
        view = self._view
        owners = [m for m in candidates if m.role in (Role.HEAD, Role.ON, Role.IN)]
        found = subjects.subject_of(self._spot, owners, None, None)
        if found is not None:
            self._seen(found.span)
            return found.key
        items = [m for m in view.mentions if m.kind is TermKind.ITEM and self._opens(m)]
        whole = min(items, key=lambda m: self._spot.distance(m.words), default=None)
        if whole is None or self._spot.distance(whole.words) > _APPOSITION:
            return None
        self._seen(whole.span)
        return whole.key

    def _opens(self, m: Mention) -> bool:
        """Whether a mention begins its clause."""
        return m.first == 0 or not self._view.sentence.tokens[m.first - 1].joined

    def _seen(self, span: Span, *, far: bool = False) -> None:
        self._evidence[Field.SUBJECT] = span
        if far:
            self._doubt(Doubt.SUBJECT_FAR)

    def _speaker(self, term: Term | None) -> Mention | None:
        """The company that says "we" or "our company"."""
        view = self._view
        if not view.speakers or not _OURSELVES.search(
            self._article.scene.low, view.sentence.start, view.sentence.end
        ):
            return None
        firms = [m for m in view.speakers if m.type in ("company", "project", "country") and self._suits(m, term)]
        return firms[0] if firms else None

    def _by_side(self, found: Mention | None) -> Mention | None:
        """The company behind "the Kazakh side", where one was named before."""
        if found is None or found.role is not Role.PARTY:
            return found
        for adjective, whole in subjects.sides(self._article.scene.low, self._view.sentence):
            if adjective.overlaps(found.span):
                party = self._article.party_of(found.key, self._number, self._at)
                if party is not None:
                    self._doubt(Doubt.SUBJECT_FAR)
                    return replace(found, key=party.key, start=whole.start, end=whole.end)
        return found

    def _from_afar(self, term: Term | None) -> str | None:
        """A subject out of earlier sentences: what the sentence refers back to, what the last figure was about, who
        the last sentence was about, whom the heading names."""
        if term is None and self._statement.kind is Kind.COUNT:
            return None
        scene = self._article.scene
        for kind, span in subjects.nearest_first(self._view.referred(scene.low), self._statement.span):
            if term is None or kind in term.about:
                known = self._article.last_of_type(kind, self._number, self._at)
                if known is not None:
                    self._seen(span, far=True)
                    return known.key
        before = self._article.before(self._number)
        if before is not None and before.subject is not None and self._goes_on(before, term):
            self._seen(before.evidence[Field.SUBJECT], far=True)
            return before.subject
        for view in self._article.earlier_views(self._number, self._at):
            heads = [m for m in view.named if m.role is Role.HEAD and self._suits(m, term)]
            if heads:
                self._seen(heads[0].span, far=True)
                return heads[0].key
        heading = self._article.heading(self._number)
        if heading is not None:
            keys = {m.key: m for m in heading.named if self._suits(m, term)}
            if len(keys) == 1:
                (only,) = keys.values()
                self._seen(only.span, far=True)
                return only.key
        return None

    def _goes_on(self, before: Statement, term: Term | None) -> bool:
        """Whether a figure is about whom the one before it was about: not a country where that is unlikely."""
        if Field.SUBJECT not in before.evidence or term is None:
            return Field.SUBJECT in before.evidence and before.span.start >= self._view.sentence.start
        known = self._article.terms.get(TermKind.SUBJECT, before.subject or "")
        wide = known is not None and known.type in _WIDE and before.span.start < self._view.sentence.start
        return not wide or not term.about or (known is not None and known.type in term.about[:_FIRST])

    @staticmethod
    def _suits(m: Mention, term: Term | None) -> bool:
        """Whether a name said earlier may be whose figure it is. A country only for what countries are known for:
        the cost of "a plant" is not that of the country in the last sentence."""
        if term is None or not term.about:
            return term is not None
        if m.type not in term.about:
            return False
        return m.type not in _WIDE or term.about.index(m.type) < _FIRST

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
        found = period_of(self._spot, self._view.dates)
        if found is not None and found.same:
            before = self._article.before(self._number)
            found = replace(found, period=before.period if before else None)
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
        said = self._view.attribution
        if said is None:
            return None
        self._evidence[Field.ATTRIBUTION] = said.source
        return said.source.of(self._article.scene.text)

    def _modality(self) -> Modality:
        said = self._view.attribution
        sentence = self._view.sentence
        whole = sentence.words(said.whole.start, said.whole.end) if said else (0, -1)
        cue = modality.modality_of(self._spot, self._view.mentions, range(whole[0], whole[1] + 1))
        if cue is None:
            return Modality.FACT
        self._evidence[Field.MODALITY] = cue.span
        return Modality(cue.key)
