"""An article as it is read from front to back: each sentence with what it mentions, and what earlier ones told."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from workbench.core.extraction import names, subjects
from workbench.core.extraction.attribution import Attribution, Reading, sources_of, told_by
from workbench.core.extraction.dates import DateMention, date_mentions
from workbench.core.extraction.gazetteer import Mention, Role, mentions, role_of
from workbench.core.extraction.ner import Name, NameProvider
from workbench.core.extraction.scene import Scene
from workbench.core.extraction.sentences import Sentence, paragraph_edges, sentences
from workbench.core.extraction.ties import claims_of
from workbench.core.model.disposition import Disposition, NumberClass
from workbench.core.model.figure import Kind, Statement
from workbench.core.model.period import Period
from workbench.core.model.span import Span
from workbench.core.vocabulary.inflection import pattern_of
from workbench.core.vocabulary.language import language_of
from workbench.core.vocabulary.matching import Matcher
from workbench.core.vocabulary.terms import TermKind, Terms

WITHOUT = (Kind.DATE, Kind.ORDINAL, Kind.IDENTIFIER)  # kinds that have no context
_NEAR, _FAR = 6, 20  # sentences that are looked at behind one
_TOPIC = 3  # sentences that a topic is remembered over
_BACK = 3  # paragraphs that "the deposit" may refer back over
_RUSSIAN = re.compile(r"[эщъ]|ый\b|ые\b|ых\b|ться\b|\b(?:и|на|по|не|за|из|от|это)\b")
_YEAR = re.compile(r"[12]\d{3}")
_OWNED = ("company", "deposit", "project")  # what a country in front of the name owns
_KK_THERE = re.compile(r"(?:дағы|дегі|тағы|тегі|лық|лік|дық|дік|тық|тік)$")
_KK_OF = re.compile(r"(?:ның|нің|дың|дің|тың|тің)$")
_LOOSE = ("company", "org", "place")  # sorts that a name alone may be mistaken in
_CAPITAL = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*")
_SALIENT = {Role.HEAD: 0, Role.OF: 1, Role.PLAIN: 1, Role.IN: 1, Role.ADJECTIVE: 1}  # others: 2
_DOLLAR = re.compile(r"\s?\$")
_HEADING = 140  # a line no longer than this may be a heading


@dataclass(slots=True)
class View:
    """A sentence with what it mentions."""

    sentence: Sentence
    mentions: list[Mention]
    named: list[Mention]  # what may be a subject or a place
    sources: list[Attribution]
    dates: list[DateMention]
    figures: list[Statement]
    deal: Mention | None
    firsts: list[int]  # the first words of the figures
    claims: dict[tuple[int, int], int]  # names tied to one figure by a dash or bracket -> where that figure begins
    speakers: list[Mention]  # named as the source of what is said
    notes: dict[tuple[str, int], bool] = field(default_factory=dict)  # see Spot
    inside: Sequence[Mention] = ()  # countries within a longer name: "the Central Bank of Egypt"
    ourselves: bool | None = None  # whether its speaker is "we": found when first asked for
    references: list[subjects.Reference] | None = None  # "the deposit", "компания": found when first asked for

    def free(self, mention: Mention, figure: Statement) -> bool:
        """Whether a name may be said of a figure: no other figure has it to itself ("в Китае — 44 млн")."""
        return self.claims.get(mention.words, figure.span.start) == figure.span.start

    def owned(self, figure: Statement) -> list[Mention]:
        """The names tied to a figure by a dash or a bracket."""
        if figure.span.start not in self.claims.values():
            return []
        return [m for m in self.named if self.claims.get(m.words) == figure.span.start]

    def referred(self, low: str) -> list[subjects.Reference]:
        """What the sentence refers back to."""
        if self.references is None:
            self.references = subjects.references(low, self.sentence)
        return self.references


class Article:
    """The text as it is read from front to back; what one sentence says helps with the next."""

    def __init__(
        self,
        scene: Scene,
        statements: Sequence[Statement],
        exclusions: Sequence[Disposition],
        terms: Terms,
        recognised: NameProvider | None = None,
    ) -> None:
        self.scene = scene
        self.terms = terms
        self._provider = recognised
        self._noted: set[str] = set()
        self._topics: dict[int, dict[tuple[str, int], bool]] = {}  # by paragraph, then by topic and sentence
        self._memory: Matcher[tuple[str, str]] = Matcher()  # names of the article with their sort
        self._types: dict[str, str] = {}  # what a name was first taken for
        self._recognised: dict[int, list[Name]] = {}  # by paragraph, with places in the text
        self._statements = statements
        self._starts_of = [s.span.start for s in statements]
        self._dates = sorted(d.span for d in exclusions if d.number_class is NumberClass.DATE)
        self._starts = array("q", (start for start, _ in paragraph_edges(scene.text)))  # of the paragraphs
        self._stops = array("q", (stop for _, stop in paragraph_edges(scene.text)))
        self._views: dict[int, list[View]] = {}  # of the last few paragraphs only
        self._ends: dict[int, list[int]] = {}
        self._done: tuple[int, Statement] | None = None  # the last one, with its paragraph
        self._sides: dict[str, str] = {}  # a party's name -> its country

    @cached_property
    def _short(self) -> dict[str, str]:
        """Long names of the article and the short ones that stand for them."""
        keys: set[str] = set()
        for number in range(len(self._starts)):
            keys |= names.keys_in(self.scene.text, self._span(number), self._language(number))
        return names.unified(keys)

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """Every Russian word of the article that begins with a capital, as it stands."""
        return frozenset(match[0] for match in _CAPITAL.finditer(self.scene.text))

    def paragraphs(self) -> list[Span]:
        """Where they stand; each has the number of its place here."""
        return [self._span(number) for number in range(len(self._starts))]

    def _span(self, number: int) -> Span:
        return Span(self._starts[number], self._stops[number])

    def _sentences(self, number: int) -> list[Sentence]:
        paragraph, language = self._span(number), self._language(number)
        return sentences(self.scene.text, self.scene.low, paragraph, number, language)

    def _language(self, number: int) -> str:
        paragraph = self._span(number)
        language = language_of(paragraph.of(self.scene.text)) or self.scene.language
        doubtful = language == "ru" and self.scene.language == "kk"
        if doubtful and not _RUSSIAN.search(self.scene.low, paragraph.start, paragraph.end):
            return "kk"  # a short Kazakh line of words that both languages know
        return language

    def paragraph(self, number: int) -> list[View]:
        views = self._views.get(number)
        if views is None:
            views = self._views[number] = self._read(number)
            self._ends[number] = [v.sentence.end for v in views]
        return views

    def _forget(self, number: int) -> None:
        """Lets go of the paragraphs that nothing behind one looks back at: an article may be a book."""
        for old in [n for n in self._views if n < number - _BACK]:
            del self._views[old], self._ends[old]
            self._topics.pop(old, None)
            self._recognised.pop(old, None)

    def _read(self, number: int) -> list[View]:
        text, low = self.scene.text, self.scene.low
        read = [Reading(text, low, s, mentions(text, low, s, self.terms)) for s in self._sentences(number)]
        return [self._view(r, sources) for r, sources in zip(read, sources_of(read), strict=True)]

    def _view(self, read: Reading, sources: list[Attribution]) -> View:
        text, low, sentence = self.scene.text, self.scene.low, read.sentence
        begin = bisect_right(self._starts_of, sentence.start - 1)
        end = bisect_right(self._starts_of, sentence.end - 1)
        figures = [s for s in self._statements[begin:end] if s.kind not in WITHOUT]
        found = read.mentions
        listed = [m for m in found if m.kind in (TermKind.SUBJECT, TermKind.PLACE)]
        listed = [m for m in listed if m.role is Role.ADJECTIVE or not _DOLLAR.match(low, m.end)]  # "US $5m"
        words = {(m.start, m.end) for m in found if m.kind in (TermKind.ITEM, TermKind.MEASURE)}
        own = names.name_mentions(text, low, sentence, listed, self._names_of(sentence))
        own = [m for m in own if (m.start, m.end) not in words or _quoted(m, text)]  # "Wheat exports fell"
        own += self._remembered(sentence, own, listed)
        inside = [m for m in listed if any(n.start <= m.start and m.end <= n.end for n in own)]
        listed = [m for m in listed if m not in inside]
        named = self._parties(sentence, sorted([*listed, *self._renamed(own)], key=lambda m: m.start))
        named = self._with_countries(sentence, named)
        speakers: list[Mention] = []
        if sources:
            speakers = [m for m in named if told_by(sources, m.span)]
            found = [m for m in found if m.kind is TermKind.MODALITY or not told_by(sources, m.span)]
            named = [m for m in named if m not in speakers]
        taken = [s.span for s in figures]
        amounts = [s.span for s in figures if s.kind is not Kind.DURATION]  # "nine months of 2025" is a date
        dates = date_mentions(low, sentence, amounts, self.scene.published)
        return View(
            sentence, found, named, sources, [*dates, *self._years(sentence, dates)], figures,
            names.deal_of(low, sentence, named), sorted(sentence.words(s.start, s.end)[0] for s in taken),
            claims_of(low, sentence, named, figures), speakers, inside=inside,
        )  # fmt: skip

    def _names_of(self, sentence: Sentence) -> list[Name]:
        """What the provider recognises in a sentence: its paragraph is read once, and only where it is asked for."""
        if self._provider is None or sentence.language != self._provider.language:
            return []
        number = sentence.paragraph
        found = self._recognised.get(number)
        if found is None:
            start, words = self._starts[number], self._span(number).of(self.scene.text)
            read = self._provider.names(words)
            found = [Name(Span(start + n.span.start, start + n.span.end), n.kind) for n in read]
            self._recognised[number] = found
        begin = bisect_left(found, sentence.start, key=lambda n: n.span.start)
        return found[begin : bisect_left(found, sentence.end, key=lambda n: n.span.start)]

    def _remembered(self, sentence: Sentence, own: Sequence[Mention], listed: Sequence[Mention]) -> list[Mention]:
        """Names that the article has told the sort of before, now standing bare; and takes note of new ones."""
        tokens, taken = sentence.tokens, [*own, *listed]
        again: list[Mention] = []
        for first, last, (key, kind) in self._memory.scan(tokens, sentence.language):
            start, end = tokens[first].start, tokens[last].end
            if not any(m.start < end and start < m.end for m in (*taken, *again)):
                m = Mention(TermKind.SUBJECT, key, start, end, first, last, type=kind)
                again.append(replace(m, role=role_of(m, self.scene.low, sentence)))
        for m in own:
            if m.type in _OWNED and m.key not in self._noted:
                self._noted.add(m.key)
                self._memory.add(pattern_of(m.key, sentence.language), sentence.language, (m.key, m.type))
        return again

    def _parties(self, sentence: Sentence, named: list[Mention]) -> list[Mention]:
        """Adjectives of countries that name a party of a deal: "the Kazakh side"."""
        sides = [adjective for adjective, _ in subjects.sides(self.scene.low, sentence)]
        return [
            replace(m, role=Role.PARTY) if m.derived and any(m.span.overlaps(side) for side in sides) else m
            for m in named
        ]

    def _renamed(self, own: Sequence[Mention]) -> list[Mention]:
        renamed = []
        for m in own:
            known = self._short.get(m.key, m.key) if " " in m.key else m.key
            key = names.base_form(known, self._capitals)
            role = Role.OF if m.role is Role.HEAD and key != known else m.role
            kind = self._types.setdefault(key, m.type)
            kind = kind if m.type in _LOOSE else m.type
            renamed.append(replace(m, key=key, role=role, type=kind))
        return renamed

    def _with_countries(self, sentence: Sentence, named: list[Mention]) -> list[Mention]:
        """Names with the country that an adjective before them says ("американская компания Cove Capital"); such an
        adjective is nobody's subject any more."""
        owners: set[Mention] = set()
        result = []
        for m in named:
            owner = self._adjective_before(m, sentence, named)
            if owner is not None:
                owners.add(owner)
                self._sides.setdefault(m.key, owner.key)
            result.append(m if owner is None else replace(m, country=owner.key))
        return [m for m in result if m not in owners]

    @staticmethod
    def _adjective_before(m: Mention, sentence: Sentence, named: Sequence[Mention]) -> Mention | None:
        if m.kind is not TermKind.SUBJECT or m.type not in _OWNED:
            return None
        owners = [a for a in named if a.last == m.first - 1 or (a.last == m.first - 2 and _possessive(a, sentence))]
        for a in owners:  # "Kazakhstan's Tengiz", "Қырғызстандағы Құмтөр"
            if a.type in ("country", "region") and (_possessive(a, sentence) or _KK_THERE.search(_word(a, sentence))):
                return a
        if m.type != "company":
            return None
        before = [a for a in named if a.role in (Role.ADJECTIVE, Role.PARTY) and 0 < m.first - a.last <= 5]
        before = [a for a in before if all(t.joined for t in sentence.tokens[a.last : m.first])]
        return before[-1] if before else None

    def _years(self, sentence: Sentence, known: Sequence[DateMention]) -> list[DateMention]:
        """Years that the number rules took for dates and the date grammar passed over."""
        begin = bisect_right(self._dates, Span(sentence.start, sentence.start)) - 1
        years = []
        for span in self._dates[max(0, begin) :]:
            if span.start >= sentence.end:
                break
            year = span.of(self.scene.text)
            fresh = span.start >= sentence.start and not any(span.overlaps(d.span) for d in known)
            if fresh and _YEAR.fullmatch(year):
                years.append(DateMention(Period(year), span.start, span.end))
        return years

    def place(self, statement: Statement) -> tuple[int, int] | None:
        """The paragraph of a statement and the number of its sentence there; None for what has no context."""
        number = bisect_right(self._starts, statement.span.start) - 1
        if statement.kind in WITHOUT or number < 0:
            return None
        if number not in self._views:
            self._forget(number)
        views = self.paragraph(number)
        at = min(bisect_right(self._ends[number], statement.span.start), len(views) - 1)
        return (number, at) if views and views[at].sentence.tokens else None

    def type_of(self, key: str) -> str:
        """What a name of the article was taken for; "" for one of the lexicon."""
        return self._types.get(key, "")

    def told(self, number: int, statement: Statement) -> None:
        """Takes note of what has been understood."""
        self._done = (number, statement)

    # What earlier sentences give.

    def before(self, number: int) -> Statement | None:
        """The last statement, if it stands in the same paragraph."""
        if self._done is not None and self._done[0] == number:
            return self._done[1]
        return None

    def earlier_views(self, number: int, at: int) -> list[View]:
        """Earlier sentences of the paragraph, the nearest first."""
        return self.paragraph(number)[max(0, at - _NEAR) : at][::-1]

    def told_dates(self, number: int, at: int, before: int) -> Iterator[DateMention]:
        """Dates told before a place: in its sentence, in those before and in the paragraph above, nearest first."""
        views = [self.paragraph(number)[at], *self.earlier_views(number, at)]
        for view in [*views, *(self.paragraph(number - 1)[::-1][:_TOPIC] if number else ())]:
            for one in sorted(view.dates, key=lambda d: d.start, reverse=True):
                if one.start < before and one.period is not None and not one.ruled_out:
                    yield one

    def _behind(self, number: int, at: int) -> Iterator[View]:
        """Sentences before one, the nearest first, over a few paragraphs."""
        for back in range(number, max(-1, number - _BACK - 1), -1):
            views = self.paragraph(back)
            end = at if back == number else len(views)
            yield from views[max(0, end - _FAR) : end][::-1]

    def heading(self, number: int) -> View | None:
        """The line above when it is short and no sentence: a heading or a question."""
        if number == 0:
            return None
        above = self._span(number - 1)
        line = above.of(self.scene.text).rstrip()
        if len(line) > _HEADING or line.endswith((".", ";", ":")):
            return None
        views = self.paragraph(number - 1)
        return views[0] if views else None

    def last_of_type(self, kinds: Sequence[str], number: int, at: int, pronoun: bool = False) -> Mention | None:
        """The last name of one of some types that was mentioned before a sentence: for a pronoun of any of them who
        acts there, else of the likeliest type; where nobody is, who was named as a source."""
        for view in self._behind(number, at):
            for named in (view.named, [m for m in view.speakers if not names.OUTLET.search(m.key)]):
                of_type = [m for m in named if m.type in kinds and (not m.derived or m.type == "country")]
                if pronoun and of_type:
                    return min(of_type, key=lambda m: (_SALIENT.get(m.role, 2), m.derived))
                if of_type:
                    return min(of_type, key=lambda m: (kinds.index(m.type), _SALIENT.get(m.role, 2)))
        return None

    def last_deal(self, number: int, at: int) -> Mention | None:
        """The deal last told of before a sentence."""
        return next((view.deal for view in self._behind(number, at) if view.deal is not None), None)

    def told_of(self, topic: str, number: int, at: int) -> bool:
        """Whether a sentence or one shortly before it speaks of a topic ("deal", "venture")."""
        near = [self.paragraph(number)[at], *islice(self._behind(number, at), _TOPIC)]
        return any(self._speaks_of(topic, view.sentence) for view in near)

    def _speaks_of(self, topic: str, sentence: Sentence) -> bool:
        """Asked once of a sentence, however many figures it has."""
        asked = (topic, sentence.start)
        told = self._topics.setdefault(sentence.paragraph, {})
        if asked not in told:
            told[asked] = names.speaks_of(topic, self.scene.low, sentence)
        return told[asked]

    def party_of(self, country: str, number: int, at: int) -> Mention | None:
        """The company last said to be of a country."""
        for view in self._behind(number, at):
            for m in reversed(view.named):
                if m.type == "company" and (m.country or self._sides.get(m.key)) == country:
                    return m
        return None


def _word(m: Mention, sentence: Sentence) -> str:
    return sentence.tokens[m.last].word


def _possessive(m: Mention, sentence: Sentence) -> bool:
    """Whether "'s" follows a name, or a Kazakh genitive ends it."""
    after = m.last + 1
    if sentence.language == "kk":
        return _KK_OF.search(_word(m, sentence)) is not None
    return after < len(sentence.tokens) and sentence.tokens[after].word == "s"


def _quoted(m: Mention, text: str) -> bool:
    return m.start > 0 and text[m.start - 1] in '«“„"'
