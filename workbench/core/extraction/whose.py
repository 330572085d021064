"""Whose a figure is: by its sentence where that tells, else by what it refers back to and who was told of before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.core.extraction import measures, subjects
from workbench.core.extraction.gazetteer import Mention, Role
from workbench.core.extraction.measures import MeasureChoice
from workbench.core.extraction.spot import Spot
from workbench.core.extraction.views import Article
from workbench.core.model.figure import Field, Kind, Statement
from workbench.core.model.span import Span
from workbench.core.vocabulary.terms import Term, TermKind

_OURSELVES = re.compile(  # in the text as it stands: "us" is not "US"
    r"\b(?:[Ww]e|[Oo]urs?|us|[Мм]ы|[Нн]аш(?:а|е|и|его|ей|ем|ему|их|им|ими|у)?|[Нн]ам|[Бб]із(?:дің|ге|ді|де|ден|бен)?)\b"
)
_TITLE = 40
_LED = re.compile(  # "said A. B., chief executive of X"; "гендиректор «X»"
    r"\b(?:chief executive|ceo|head|chairman|chairwoman|president|director|manager|founder|boss|spokesman|spokeswoman"
    r"|treasurer|officer|глав\w|директор\w*|гендиректор\w*|руководител\w+|президент\w*|председател\w+|основател\w+"
    r"|представител\w+|пресс-секретар\w+|владел\w+)(?:,? (?:of|at|for))?(?: the| компани\w+| холдинг\w*)? [«“\"„]?$"
)
_OWN_REPORT = re.compile(
    r"[»”\"]?(?: \w+){0,2}? (?:reported|reports|posted|posts|announced|booked|logged|unveiled|отчита\w+|раскры\w+"
    r"|(?:сообщил|объявил|заявил)\w* об?|есеп берді)\b(?! that)"
)
_COUNTS = re.compile(
    r"(?:[’']s)?(?: \w+){0,2}? (?:customs|statistic\w*|census|таможн\w*|статистик\w*|росстат\w*|кеден\w*)"
)
_WIDE = ("country", "region", "world")
_LIKE = dict.fromkeys(("deposit", "project"), ("deposit", "project", "company"))  # a plant is a firm too
_FIRST = 3  # how early in a measure's list such a type must stand
_FRONT = 2  # words that may stand before what refers back
_REFERENCES = 3
_PLACING = 24
_PLACED = re.compile(r"\b(?:в|во|на|по|in|at|across|throughout|within)\s+(?:эт\w+|данн\w+|сам\w+|the|this)?\s*$")
_KK_PLACED = re.compile(r"(?:да|де|та|те)$")
_HOLDERS = (Role.HEAD, Role.ON, Role.IN)
_APPOSITION = 1.3  # how far a group may stand from the number of its parts


@dataclass(frozen=True, slots=True)
class Owner:
    """The key of a subject and what shows it; `far` where that stands in another sentence."""

    key: str
    span: Span
    far: bool = False


class Whose:
    """The search for one figure's subject."""

    def __init__(self, article: Article, number: int, at: int, spot: Spot) -> None:
        self._article = article
        self._number = number
        self._at = at
        self._spot = spot
        self._view = article.paragraph(number)[at]
        self._statement = spot.statement

    def of(self, choice: MeasureChoice | None) -> tuple[str | None, Owner | None]:
        """The measure with its slot filled, and the subject."""
        view = self._view
        term = choice.term if choice else None
        measure, slot = choice.key if choice else None, None
        if choice is not None:
            measure, slot = measures.slotted(self._spot, choice, view.named)
        if term is not None and term.about[:1] == ("deal",):
            deal = view.deal or self._article.last_deal(self._number, self._at)
            if deal is not None:
                return measure, Owner(deal.key, deal.span, far=deal is not view.deal)
        free = self._free()
        candidates = free if slot is None else [m for m in free if m.key != slot.key]
        if term is None and self._statement.kind is Kind.COUNT:
            told = self._speaker(term)
            return measure, Owner(told.key, told.span) if told else self._counted(candidates)
        referred = self._referred(candidates)
        if referred:
            candidates = sorted([*candidates, *referred], key=lambda m: m.first)
        owned = [m for m in view.owned(self._statement) if m in candidates]
        found = subjects.subject_of(self._spot, owned or candidates, term, choice.cue if choice else None)
        if found is None and slot is not None and choice is not None and slot.type in ("country", "region"):
            return (choice.key if "{" not in choice.key else measure), Owner(slot.key, slot.span)
        speaker = self._speaker(term)
        if speaker is not None:
            return measure, Owner(speaker.key, speaker.span)
        if found is not None:
            return measure, self._by_side(found)
        return measure, self._teller(term) or self._from_afar(term)

    def _free(self) -> Sequence[Mention]:
        """Names that no other figure has to itself."""
        view = self._view
        near = self._spot.near(view.named)
        return [m for m in near if view.free(m, self._statement)] if view.claims else near

    def _referred(self, named: Sequence[Mention]) -> list[Mention]:
        """Whom the front of the sentence refers back to ("The mine, backed by …, received"), as mentions."""
        sentence, low = self._view.sentence, self._article.scene.low
        found = []
        for one in self._view.referred(low)[:_REFERENCES]:
            first, last = sentence.words(one.span.start, one.span.end)
            beside = any(first - 1 <= m.last and m.first <= last + 1 for m in named)
            if first > _FRONT or beside or one.span.start > self._statement.span.start:
                continue
            known = self._antecedent(one)
            if known is not None:
                found.append(_in_the_words(known, one.span, first, last))
        return found

    def _placed(self) -> list[Mention]:
        """Where the sentence says that countable things are ("in the country", "на ней", "здесь"), as a mention."""
        sentence, low = self._view.sentence, self._article.scene.low
        for one in subjects.nearest_first(self._view.referred(low), self._statement.span):
            front = low[max(sentence.start, one.span.start - _PLACING) : one.span.start]
            if one.sort != "there" and not (_PLACED.search(front) or _KK_PLACED.search(low, *_edges(one.span))):
                continue
            known = self._antecedent(one)
            if known is not None:
                return [_in_the_words(known, one.span, *sentence.words(one.span.start, one.span.end))]
        return []

    def _antecedent(self, one: subjects.Reference) -> Mention | None:
        """The name that words stand for."""
        known = self._article.last_of_type(one.kinds, self._number, self._at, one.pronoun)
        if known is not None:
            return known
        told = [m for m in self._view.speakers if m.type in one.kinds and m.end <= one.span.start]
        if not told and not one.pronoun:  # "The Central Bank of Egypt cut … inflation in the country"
            told = [m for m in self._view.inside if m.type in one.kinds and m.end <= one.span.start]
        return told[-1] if told and not one.pronoun else None  # "Statistics Norway says the country …"

    def _counted(self, candidates: Sequence[Mention]) -> Owner | None:
        """Whose countable things they are, when only the unit says what is counted: "the bloc has 50 members"; or
        what consists of them: "rare earths, a group of 17 elements"."""
        view = self._view
        before = self._spot.here[0]
        owners = [m for m in candidates if m.role in _HOLDERS or (m.role is Role.PLAIN and m.first < before)]
        owners += [] if owners else self._referred(candidates) or self._placed()
        found = subjects.subject_of(self._spot, owners, None, None)
        if found is not None:
            return Owner(found.key, found.span)
        items = [m for m in self._spot.near(view.mentions) if m.kind is TermKind.ITEM and self._opens(m)]
        whole = min(items, key=lambda m: self._spot.distance(m.words), default=None)
        if whole is None or self._spot.distance(whole.words) > _APPOSITION:
            return None
        return Owner(whole.key, whole.span)

    def _opens(self, m: Mention) -> bool:
        """Whether a mention begins its clause."""
        return m.first == 0 or not self._view.sentence.tokens[m.first - 1].joined

    def _speaker(self, term: Term | None) -> Mention | None:
        """The company that says "we" or "our company": the source itself, or whose chief that is."""
        view, low = self._view, self._article.scene.low
        if view.ourselves is None:
            told = _OURSELVES.search(self._article.scene.text, view.sentence.start, view.sentence.end)
            view.ourselves = told is not None
        if not view.ourselves:
            return None
        led = [m for m in view.named if _LED.search(low[max(view.sentence.start, m.start - _TITLE) : m.start])]
        firms = [m for m in (*view.speakers, *led) if m.type in ("company", "project", "country") and _may(m, term)]
        return firms[0] if firms else None

    def _teller(self, term: Term | None) -> Owner | None:
        """Who tells of itself: "X reported output of …", "China's customs data show"."""
        low = self._article.scene.low
        for m in self._view.speakers:
            own = m.type in ("company", "project") and _OWN_REPORT.match(low, m.end) is not None
            if (own or (m.type == "country" and _COUNTS.match(low, m.end))) and _may(m, term):
                return Owner(m.key, m.span)
        return None

    def _by_side(self, found: Mention) -> Owner:
        """The company behind "the Kazakh side", where one was named before; else who was found."""
        known = Owner(found.key, found.span, far=found.derived and found.term is None)
        if found.role is not Role.PARTY:
            return known
        for adjective, whole in subjects.sides(self._article.scene.low, self._view.sentence):
            if adjective.overlaps(found.span):
                party = self._article.party_of(found.key, self._number, self._at)
                if party is not None:
                    return Owner(party.key, whole, far=True)
        return known

    def _from_afar(self, term: Term | None) -> Owner | None:
        """A subject out of earlier sentences: what the sentence refers back to, what the last figure was about, who
        the last sentence was about, whom the heading names."""
        if term is None and self._statement.kind is Kind.COUNT:
            return None
        scene = self._article.scene
        if term is not None and term.key in subjects.PRICES and self._of_ware():
            return None
        for one in subjects.nearest_first(self._view.referred(scene.low), self._statement.span):
            known = self._antecedent(one) if not one.pronoun else None
            here = one.sort == "there"  # "a plant will be built there" is not the country's
            if known is not None and (_suits(known, term) if here else _may(known, term)):
                return Owner(known.key, one.span, far=True)
        before = self._article.before(self._number)
        if before is not None and before.subject is not None and self._goes_on(before, term):
            return Owner(before.subject, before.evidence[Field.SUBJECT], far=True)
        for view in self._article.earlier_views(self._number, self._at):
            heads = [m for m in view.named if m.role is Role.HEAD and _suits(m, term)]
            if heads:
                return Owner(heads[0].key, heads[0].span, far=True)
        heading = self._article.heading(self._number)
        if heading is not None:
            keys = {m.key: m for m in heading.named if _suits(m, term)}
            if len(keys) == 1:
                (only,) = keys.values()
                return Owner(only.key, only.span, far=True)
        return None

    def _of_ware(self) -> bool:
        """Whether the sentence names the ware that a price is of: that of the world, not of who was told of last."""
        return any(m.kind is TermKind.ITEM for m in self._spot.near(self._view.mentions))

    def _goes_on(self, before: Statement, term: Term | None) -> bool:
        """Whether a figure is about whom the one before it was about: not a country where that is unlikely."""
        if Field.SUBJECT not in before.evidence or term is None:
            return Field.SUBJECT in before.evidence and before.span.start >= self._view.sentence.start
        kind = self._article.type_of(before.subject or "")
        if kind and term.about and not any(k in term.about for k in _LIKE.get(kind, (kind,))):
            return False
        known = self._article.terms.get(TermKind.SUBJECT, before.subject or "")
        wide = known is not None and known.type in _WIDE and before.span.start < self._view.sentence.start
        return not wide or not term.about or (known is not None and known.type in term.about[:_FIRST])


def _suits(m: Mention, term: Term | None) -> bool:
    """Whether a name said earlier may be whose figure it is. A country only for what countries are known for: the
    cost of "a plant" is not that of the country in the last sentence."""
    if term is None or not term.about:
        return term is not None
    if m.type not in term.about:
        return False
    return m.type not in _WIDE or term.about.index(m.type) < _FIRST


def _may(m: Mention, term: Term | None) -> bool:
    """Whether a measure is said of such at all."""
    return term is None or not term.about or m.type in term.about


def _edges(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _in_the_words(known: Mention, span: Span, first: int, last: int) -> Mention:
    """A name spoken of before, where other words stand for it."""
    return replace(
        known, start=span.start, end=span.end, first=first, last=last, role=Role.HEAD, derived=True, term=None
    )
