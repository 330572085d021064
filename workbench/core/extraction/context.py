"""Gives each number its meaning: measure, subject, item, place, period, source, modality, and a unit where it lacks one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from workbench.core.extraction import borrowing, measures, modality, names, subjects
from workbench.core.extraction.attribution import Attribution, attribution_of
from workbench.core.extraction.gazetteer import Mention, Role, mentions
from workbench.core.extraction.measures import MeasureChoice
from workbench.core.extraction.periods import DateMention, date_mentions, period_of
from workbench.core.extraction.scene import Scene
from workbench.core.extraction.sentences import Sentence, paragraphs, sentences
from workbench.core.model.disposition import Disposition, NumberClass
from workbench.core.model.figure import Doubt, Field, Kind, Modality, Statement
from workbench.core.model.period import Period
from workbench.core.model.span import Span
from workbench.core.vocabulary.language import language_of
from workbench.core.vocabulary.terms import Term, TermKind, Terms

_WITHOUT = (Kind.DATE, Kind.ORDINAL, Kind.IDENTIFIER)
_BACK = 3  # paragraphs that "the deposit" may refer back over
_APPOSITION = 1.3  # how far a group may stand from the number of its parts
_HEADING = 140  # a line no longer than this may be a heading


def add_context(
    scene: Scene, statements: list[Statement], exclusions: Sequence[Disposition], terms: Terms
) -> list[Statement]:
    """The same statements in the same order, with every field that the text gives; what it does not give stays None."""
    if not statements:
        return []
    article = _Article(scene, statements, exclusions, terms)
    return borrowing.lend(scene.text, [article.understood(s) for s in statements])


@dataclass(slots=True)
class _View:
    """A sentence with what it mentions."""

    sentence: Sentence
    mentions: list[Mention]
    named: list[Mention]  # what may be a subject or a place
    attribution: Attribution | None
    dates: list[DateMention]
    figures: list[Statement]
    deal: Mention | None
    words: list[tuple[int, int]] = field(default_factory=list)  # of the figures


class _Article:
    """The text as it is read from front to back; what one sentence says helps with the next."""

    def __init__(
        self, scene: Scene, statements: Sequence[Statement], exclusions: Sequence[Disposition], terms: Terms
    ) -> None:
        self._scene = scene
        self.terms = terms
        self._statements = statements
        self._starts_of = [s.span.start for s in statements]
        self._dates = sorted((d.span for d in exclusions if d.number_class is NumberClass.DATE))
        self._paragraphs = paragraphs(scene.text)
        self._starts = [p.start for p in self._paragraphs]
        self._views: dict[int, list[_View]] = {}
        self._done: list[tuple[int, Statement]] = []  # paragraph and statement, in the order of the text
        self._sides: dict[str, str] = {}  # a party's name -> its country

    @cached_property
    def _short(self) -> dict[str, str]:
        """Long names of the article and the short ones that stand for them."""
        found: list[Mention] = []
        for number in range(len(self._paragraphs)):
            for sentence in self._sentences(number):
                found += names.name_mentions(self._scene.text, self._scene.low, sentence, ())
        return names.unified(found)

    def _sentences(self, number: int) -> list[Sentence]:
        paragraph = self._paragraphs[number]
        language = language_of(paragraph.of(self._scene.text)) or self._scene.language
        return sentences(self._scene.text, self._scene.low, paragraph, number, language)

    def _paragraph(self, number: int) -> list[_View]:
        views = self._views.get(number)
        if views is None:
            views = self._views[number] = [self._view(s) for s in self._sentences(number)]
        return views

    def _view(self, sentence: Sentence) -> _View:
        text, low = self._scene.text, self._scene.low
        begin = bisect_right(self._starts_of, sentence.start - 1)
        end = bisect_right(self._starts_of, sentence.end - 1)
        figures = [s for s in self._statements[begin:end] if s.kind not in _WITHOUT]
        said = attribution_of(text, low, sentence)
        found = mentions(text, low, sentence, self.terms)
        listed = [m for m in found if m.kind in (TermKind.SUBJECT, TermKind.PLACE)]
        own = names.name_mentions(text, low, sentence, listed)
        listed = [m for m in listed if not any(n.start <= m.start and m.end <= n.end for n in own)]
        named = self._parties(sentence, sorted([*listed, *self._renamed(own)], key=lambda m: m.start))
        named = self._with_countries(sentence, named)
        if said is not None:
            found = [m for m in found if m.kind is TermKind.MODALITY or not said.whole.overlaps(m.span)]
            named = [m for m in named if not said.whole.overlaps(m.span)]
        taken = [s.span for s in figures]
        dates = date_mentions(low, sentence, taken, self._scene.published)
        return _View(
            sentence, found, named, said, [*dates, *self._years(sentence, dates)], figures,
            names.deal_of(low, sentence, named), [sentence.words(s.start, s.end) for s in taken],
        )  # fmt: skip

    def _parties(self, sentence: Sentence, named: list[Mention]) -> list[Mention]:
        """Adjectives of countries that name a party of a deal: "the Kazakh side"."""
        sides = [adjective for adjective, _ in subjects.sides(self._scene.low, sentence)]
        return [
            replace(m, role=Role.PARTY) if m.derived and any(m.span.overlaps(side) for side in sides) else m
            for m in named
        ]

    def _renamed(self, own: Sequence[Mention]) -> list[Mention]:
        return [replace(m, key=self._short[m.key]) if m.key in self._short else m for m in own]

    def _with_countries(self, sentence: Sentence, named: list[Mention]) -> list[Mention]:
        """Names with the country that an adjective before them says ("американская компания Cove Capital"); such an
        adjective is nobody's subject any more."""
        owners: set[Mention] = set()
        result = []
        for m in named:
            if m.kind is TermKind.SUBJECT and m.type == "company":
                before = [a for a in named if a.role in (Role.ADJECTIVE, Role.PARTY) and 0 < m.first - a.last <= 5]
                before = [a for a in before if all(t.joined for t in sentence.tokens[a.last : m.first])]
                if before:
                    owners.add(before[-1])
                    self._sides.setdefault(m.key, before[-1].key)
                    m = replace(m, country=before[-1].key)
            result.append(m)
        return [m for m in result if m not in owners]

    def _years(self, sentence: Sentence, known: Sequence[DateMention]) -> list[DateMention]:
        """Years that the number rules took for dates and the date grammar passed over."""
        begin = bisect_right(self._dates, Span(sentence.start, sentence.start)) - 1
        years = []
        for span in self._dates[max(0, begin) :]:
            if span.start >= sentence.end:
                break
            year = span.of(self._scene.text)
            if span.start >= sentence.start and year.isdigit() and len(year) == 4 and year != "0000":
                if not any(span.overlaps(d.span) for d in known):
                    years.append(DateMention(Period(year), span.start, span.end))
        return years

    def understood(self, statement: Statement) -> Statement:
        """A statement with its context."""
        number = bisect_right(self._starts, statement.span.start) - 1
        if statement.kind in _WITHOUT or number < 0:
            return statement
        views = self._paragraph(number)
        at = next((i for i, v in enumerate(views) if v.sentence.end > statement.span.start), len(views) - 1)
        view = views[at]
        if not view.sentence.tokens:
            return statement
        result = _Understanding(self, view, at, number, statement).result()
        self._done.append((number, result))
        return result

    # What earlier sentences give.

    def before(self, number: int) -> Statement | None:
        """The last statement, if it stands in the same paragraph."""
        if self._done and self._done[-1][0] == number:
            return self._done[-1][1]
        return None

    def earlier_views(self, number: int, at: int) -> list[_View]:
        """Earlier sentences of the paragraph, the nearest first."""
        return self._paragraph(number)[:at][::-1]

    def heading(self, number: int) -> _View | None:
        """The line above when it is short and no sentence: a heading or a question."""
        if number == 0:
            return None
        above = self._paragraphs[number - 1]
        line = above.of(self._scene.text).rstrip()
        if len(line) > _HEADING or line.endswith((".", ";", ":")):
            return None
        views = self._paragraph(number - 1)
        return views[0] if views else None

    def last_of_type(self, kind: str, number: int, at: int) -> Mention | None:
        """The last name of a type that was mentioned before a sentence."""
        for back in range(number, max(-1, number - _BACK - 1), -1):
            views = self._paragraph(back)
            for view in (views[:at] if back == number else views)[::-1]:
                of_type = [m for m in view.named if m.type == kind and not m.derived]
                if of_type:
                    return of_type[-1]
        return None

    def last_deal(self, number: int, at: int) -> Mention | None:
        for back in range(number, max(-1, number - _BACK - 1), -1):
            views = self._paragraph(back)
            for view in (views[: at + 1] if back == number else views)[::-1]:
                if view.deal is not None:
                    return view.deal
        return None

    def party_of(self, country: str, number: int, at: int) -> Mention | None:
        """The company last said to be of a country."""
        for back in range(number, max(-1, number - _BACK - 1), -1):
            views = self._paragraph(back)
            for view in (views[:at] if back == number else views)[::-1]:
                for m in reversed(view.named):
                    if m.type == "company" and (m.country or self._sides.get(m.key)) == country:
                        return m
        return None

    @property
    def scene(self) -> Scene:
        return self._scene


class _Understanding:
    """One statement on its way to its context: each step fills a field, its evidence and its doubts."""

    def __init__(self, article: _Article, view: _View, at: int, number: int, statement: Statement) -> None:
        self._article = article
        self._view = view
        self._at = at
        self._number = number
        self._statement = statement
        self._here = view.sentence.words(statement.span.start, statement.span.end)
        self._others = [w for w in view.words if w != self._here]
        self._evidence: dict[Field, Span] = dict(statement.evidence)
        self._doubts = list(statement.doubts)

    def result(self) -> Statement:
        choice = self._measure()
        measure, subject = self._subject(choice)
        item = self._item(choice)
        place = subjects.place_of(self._view.sentence, self._view.named, self._statement, subject)
        if place is not None:
            self._evidence[Field.PLACE] = place.span
        return replace(
            self._statement,
            measure=measure,
            subject=subject,
            item=item,
            place=place.key if place else None,
            period=self._period(),
            attribution=self._attribution(),
            modality=self._modality(),
            doubts=tuple(self._doubts),
            evidence=self._evidence,
        )

    def _doubt(self, doubt: Doubt) -> None:
        if doubt not in self._doubts:
            self._doubts.append(doubt)

    def _measure(self) -> MeasureChoice | None:
        view, statement = self._view, self._statement
        low = self._article.scene.low
        choice = measures.measure_of(low, view.sentence, view.mentions, statement, self._others)
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
        if before.kind is not statement.kind:
            return None
        key = before.measure.removeprefix("possible ")  # "more than in the US": the plain measure is meant
        term = self._article.terms.measure(key)
        if term is not None and not measures.fits(term, statement):
            return None
        self._doubt(Doubt.MEASURE_FAR)
        if Field.MEASURE in before.evidence:
            self._evidence[Field.MEASURE] = before.evidence[Field.MEASURE]
        return MeasureChoice(key, None, term, (Doubt.MEASURE_FAR,))

    def _subject(self, choice: MeasureChoice | None) -> tuple[str | None, str | None]:
        """The measure with its slot filled, and the subject."""
        view = self._view
        term = choice.term if choice else None
        measure, slot = choice.key if choice else None, None
        if choice is not None:
            measure, slot = measures.slotted(choice, view.sentence, view.named, self._statement)
        if term is not None and term.about[:1] == ("deal",):
            deal = view.deal or self._article.last_deal(self._number, self._at)
            if deal is not None:
                self._seen(deal.span, far=deal is not view.deal)
                return measure, deal.key
        candidates = [m for m in view.named if m != slot and (slot is None or m.key != slot.key)]
        if term is None and self._statement.kind is Kind.COUNT:
            return measure, self._counted(candidates)
        candidates += self._referred(candidates)
        found = subjects.subject_of(
            view.sentence, candidates, self._statement, (term, choice.cue if choice else None), self._others
        )
        if found is None and slot is not None and choice is not None and slot.type in ("country", "region"):
            self._seen(slot.span)
            return choice.key if "{" not in choice.key else measure, slot.key
        found = self._by_side(found)
        if found is not None:
            self._seen(found.span, far=found.derived and found.term is None)
            return measure, found.key
        return measure, self._from_afar(term)

    def _referred(self, named: Sequence[Mention]) -> list[Mention]:
        """What the front of the sentence refers back to ("The mine, backed by …, received"), as a mention."""
        sentence = self._view.sentence
        found = []
        for kind, span in subjects.anaphor(self._article.scene.low, sentence, self._statement.span):
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
        found = subjects.subject_of(view.sentence, owners, self._statement, (None, None), self._others)
        if found is not None:
            self._seen(found.span)
            return found.key
        items = [m for m in view.mentions if m.kind is TermKind.ITEM and self._opens(m)]
        whole = min(items, key=lambda m: view.sentence.distance(m.words, self._here), default=None)
        if whole is None or view.sentence.distance(whole.words, self._here) > _APPOSITION:
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
        for kind, span in subjects.anaphor(scene.low, self._view.sentence, self._statement.span):
            if term is None or kind in term.about:
                known = self._article.last_of_type(kind, self._number, self._at)
                if known is not None:
                    self._seen(span, far=True)
                    return known.key
        before = self._article.before(self._number)
        if before is not None and before.subject is not None and Field.SUBJECT in before.evidence:
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

    @staticmethod
    def _suits(m: Mention, term: Term | None) -> bool:
        return term is None or not term.about or m.type in term.about

    def _item(self, choice: MeasureChoice | None) -> str | None:
        if choice is None or choice.term is None or not choice.term.item:
            return None
        view = self._view
        found = subjects.item_of(view.sentence, view.mentions, self._statement, choice.cue, self._others)
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
        spans = [s.span for s in self._view.figures]
        found = period_of(self._article.scene.low, self._view.sentence, self._view.dates, self._statement.span, spans)
        if found is None or found.period is None:
            return self._statement.period
        self._evidence[Field.PERIOD] = found.span
        if found.assumed:
            self._doubt(Doubt.PERIOD_ASSUMED)
        return found.period

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
        cue = modality.modality_of(
            sentence, self._view.mentions, self._statement, self._here, self._others, range(whole[0], whole[1] + 1)
        )
        if cue is None:
            return Modality.FACT
        self._evidence[Field.MODALITY] = cue.span
        return Modality(cue.key)
