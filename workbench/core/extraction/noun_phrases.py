"""The noun phrase of an English sentence that an amount is of, by closed word classes and the shapes of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from workbench.core.extraction import english_words as en
from workbench.core.extraction.sentences import Sentence
from workbench.core.extraction.spot import Spot
from workbench.core.model.figure import Kind, Statement
from workbench.core.model.span import Span

_ATTACHES = frozenset(("of", "in", "for", "to", "from", "between", "on", "at", "against", "among", "across", "with"))
_PARTED = (Kind.MONEY, Kind.PERCENT, Kind.PERCENTAGE_POINT)  # "a $5m fine", not "a 5 W charger"
_LEADING = ("to", "from", "by", "at", "of", "above", "below", "over", "under", "")
_LONGEST = 3  # prepositions that one chain of phrases holds
_STEPS = 40  # words that the search for a subject goes back over
_SHORTEST, _WORDS = 3, 4  # letters of a head, words before it that a name may have
_BREAKS = frozenset('—–"“”«»')


class Tag(StrEnum):
    """What a word can be, as far as its class and shape tell."""

    NOUN = "noun"  # nouns, adjectives, names: all that a noun phrase is made of
    VERB = "verb"
    AUX = "aux"
    DET = "determiner"
    PREP = "preposition"
    PRONOUN = "pronoun"
    RELATIVE = "relative"
    LINK = "conjunction"
    ADVERB = "adverb"
    NUMBER = "number"


_CLOSED = (
    (en.DETERMINERS, Tag.DET),
    (en.RELATIVES, Tag.RELATIVE),
    (en.PREPOSITIONS, Tag.PREP),
    (en.AUXILIARIES, Tag.AUX),
    (en.CONJUNCTIONS, Tag.LINK),
    (en.PRONOUNS, Tag.PRONOUN),
    (en.NUMBERS, Tag.NUMBER),
    (en.VERBS, Tag.VERB),
)
_OF_WORD = {word: tag for words, tag in reversed(_CLOSED) for word in words}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words first..last; the head stands in first..head, what follows is attached by prepositions.

    `far` where the way to it was long; `tied` where nothing stands between ("a $5m fine", "a fine of $5m"); `whole`
    where the amount is a part of it ("60% of sales"); `names` where it can be what is measured: "sales rose", not
    "passengers paid".
    """

    first: int
    head: int
    last: int
    far: bool = False
    tied: bool = False
    whole: bool = False
    names: bool = False


class Phrases:
    """A sentence cut into noun phrases."""

    def __init__(self, low: str, sentence: Sentence, figures: Sequence[Statement]) -> None:
        self._low = low
        self._sentence = sentence
        self._figures: set[int] = set()
        for figure in figures:
            first, last = sentence.words(figure.span.start, figure.span.end)
            self._figures.update(range(first, last + 1))
        self.tags: list[Tag] = []
        for at in range(len(sentence.tokens)):
            self.tags.append(self._tag(at))
        self._run = self._runs()

    # The words.

    def _word(self, at: int) -> str:
        return self._sentence.tokens[at].word if 0 <= at < len(self._sentence.tokens) else ""

    def joined(self, at: int) -> bool:
        """Whether nothing but a space or hyphen stands between a word and the next."""
        tokens = self._sentence.tokens
        if at < 0 or at + 1 >= len(tokens) or not tokens[at].joined:
            return False
        between = self._low[tokens[at].end : tokens[at + 1].start]
        return _BREAKS.isdisjoint(between) and " - " not in between

    def _tag(self, at: int) -> Tag:
        word = self._word(at)
        if at in self._figures:
            return Tag.NUMBER
        if word[0].isdigit():
            return Tag.NOUN if not word.isdigit() or self._names(at) else Tag.NUMBER
        if word in en.EITHER:
            return self._either(at)
        closed = _OF_WORD.get(word)
        if closed is Tag.RELATIVE and word == "that" and self._previous(at) is not Tag.NOUN:
            return Tag.DET
        if closed is not None:
            return closed
        if en.is_adverb(word):
            return Tag.ADVERB
        if self._sentence.tokens[at].case and at:
            return Tag.NOUN
        if self._infinitive(at):
            return Tag.VERB
        if en.is_past(word) or en.is_present(word):
            return self._participle(at)
        return Tag.VERB if word.endswith("s") and self._third_person(at) else Tag.NOUN

    def _previous(self, at: int) -> Tag | None:
        return self.tags[at - 1] if at > 0 and self.joined(at - 1) else None

    def _names(self, at: int) -> bool:
        """Whether a number names its noun: "the 2018 sales", "iPhone 12"."""
        before = self._previous(at)
        if before is Tag.NOUN and self._sentence.tokens[at - 1].case:
            return True
        return before is not Tag.PREP and self.joined(at) and self._noun_like(at + 1)

    def _noun_like(self, at: int) -> bool:
        word = self._word(at)
        return word[:1].isalpha() and word not in _OF_WORD and not en.is_adverb(word)

    def _third_person(self, at: int) -> bool:
        """Whether a form in -s is a verb: "it works", "a plume that extends", "the land spans 5 km"."""
        before = self._previous(at)
        if before in (Tag.PRONOUN, Tag.RELATIVE):
            return True
        follows = at + 1 in self._figures or _OF_WORD.get(self._word(at + 1)) is Tag.DET
        return before in (Tag.NOUN, Tag.ADVERB) and follows and self.joined(at)

    def _infinitive(self, at: int) -> bool:
        """Whether a base form stands where only a verb can: "can borrow", "to accelerate to"."""
        if self._previous(at) is Tag.AUX:
            return self._word(at - 1) in en.MODALS
        if self._word(at - 1) != "to" or self._previous(at) is not Tag.PREP or not self.joined(at):
            return False
        return at + 1 in self._figures or _OF_WORD.get(self._word(at + 1)) in (Tag.DET, Tag.PREP)

    def _either(self, at: int) -> Tag:
        before, word = self._previous(at), self._word(at + 1)
        if before in (Tag.AUX, Tag.PRONOUN, Tag.RELATIVE) or (before is Tag.PREP and self._word(at - 1) == "to"):
            return Tag.VERB
        if before is not Tag.NOUN or (self.joined(at) and self._noun_like(at + 1)):
            return Tag.NOUN
        follows = at + 1 in self._figures or word[:1].isdigit() or not self.joined(at)
        directed = _OF_WORD.get(word) in (Tag.PREP, Tag.DET) and word not in ("of", "in", "for")
        return Tag.VERB if follows or directed or en.is_adverb(word) else Tag.NOUN

    def _participle(self, at: int) -> Tag:
        before = self._previous(at)
        if before is Tag.NUMBER and en.is_present(self._word(at)):
            return Tag.VERB
        qualifies = self.joined(at) and self._noun_like(at + 1) and at + 1 not in self._figures
        if before is Tag.NOUN and en.is_present(self._word(at)) and qualifies:
            return Tag.NOUN
        if before in (Tag.NOUN, Tag.AUX, Tag.PRONOUN, Tag.RELATIVE, Tag.ADVERB):
            return Tag.VERB
        return Tag.NOUN if before is Tag.DET or qualifies else Tag.VERB

    def _runs(self) -> list[int]:
        """For each word the first word of its run of nouns; -1 for the rest."""
        run: list[int] = []
        for at, tag in enumerate(self.tags):
            goes_on = at and run[at - 1] >= 0 and self.joined(at - 1)
            run.append(-1 if tag is not Tag.NOUN else run[at - 1] if goes_on else at)
        return run

    # The phrases.

    def _ending(self, last: int) -> Phrase:
        """The phrase that ends with a word, with those that it hangs on to its left."""
        first, head = self._run[last], last
        for _ in range(_LONGEST):
            at = self._over(first - 1, (Tag.DET, Tag.ADVERB))
            if at < 1 or self.tags[at] is not Tag.PREP or self._word(at) not in _ATTACHES:
                break
            if self.tags[at - 1] is not Tag.NOUN or not self.joined(at - 1) or not self.joined(at):
                break
            first, head = self._run[at - 1], at - 1
        return Phrase(first, head, last)

    def _beginning(self, first: int, *prepositions: str) -> Phrase:
        """The phrase that begins with a word, with those that hang on it by such prepositions."""
        head = last = self._end(first)
        for _ in range(_LONGEST):
            at = last + 1
            if not self.joined(last) or self._word(at) not in prepositions:
                break
            at += 1
            while at < len(self.tags) and self.tags[at] is Tag.DET and self.joined(at):
                at += 1
            if at >= len(self.tags) or self.tags[at] is not Tag.NOUN or self.is_time(at):
                break
            last = self._end(at)
        return Phrase(first, head, last)

    def _end(self, at: int) -> int:
        while at + 1 < len(self.tags) and self._run[at + 1] == self._run[at]:
            at += 1
        return at

    def _over(self, at: int, tags: tuple[Tag, ...]) -> int:
        """The place left of all words of such classes."""
        while at >= 0 and self.tags[at] in tags and self.joined(at):
            at -= 1
        return at

    def is_time(self, at: int) -> bool:
        """Whether the run of a word tells a time: "last October"."""
        first, last = self._run[at], self._end(at)
        year = first == last and self._word(at)[:2] in ("19", "20")
        return year or (first >= 0 and self._word(last) in en.TIMES)

    # What an amount is of.

    def of(self, spot: Spot) -> Phrase | None:
        """Behind the amount ("a $5m fine", "60% of sales"), else before it ("a fine of $5m", "sales rose 5%")."""
        first, _ = self._sentence.words(spot.statement.full_span.start, spot.statement.full_span.end)
        behind = self._behind(spot)
        if behind is None:
            return self._before(min(first, spot.here[0]))
        return replace(behind, tied=True, names=spot.statement.kind in _PARTED)

    def _behind(self, spot: Spot) -> Phrase | None:
        last, kind = spot.here[1], spot.statement.kind
        if not self.joined(last) or last + 1 >= len(self.tags):
            return None
        at, word = last + 1, self._word(last + 1)
        if self.tags[at] is Tag.NOUN and word not in en.COMPARED and not self.is_time(at):
            if kind is Kind.COUNT or word in en.TIMES:
                return None
            found = self._beginning(at)
            if self._word(found.head) in en.CHANGES:
                return self._changed(found)
            return self._beginning(at, "of")
        if word == "of" or (word == "in" and kind is Kind.MONEY):
            at = at + 1
            while at < len(self.tags) and self.tags[at] is Tag.DET and self.joined(at) and word == "of":
                at += 1
            if at < len(self.tags) and self.tags[at] is Tag.NOUN and self.joined(at - 1) and not self.is_time(at):
                named = self._sentence.tokens[at].case and word == "in"
                return None if named else replace(self._beginning(at, "of"), whole=word == "of")
        return None

    def _changed(self, found: Phrase) -> Phrase:
        """ "A 5% drop in sales": the sales."""
        at = found.head + 1
        if self.joined(found.head) and self._word(at) in ("in", "of"):
            at = at + 1
            while at < len(self.tags) and self.tags[at] is Tag.DET and self.joined(at):
                at += 1
            if at < len(self.tags) and self.tags[at] is Tag.NOUN and not self.is_time(at):
                return self._beginning(at, "of")
        return found

    def _before(self, first: int) -> Phrase | None:
        """A phrase that leads to the amount by "of" or another preposition, or the subject of its verb."""
        at, preposition, crossed = first - 1, "", 0
        for _ in range(_STEPS):
            if at < 0:
                return None
            crossed += not self.joined(at)
            tag = self.tags[at]
            if tag is Tag.PREP:
                preposition = self._word(at)
            elif tag in (Tag.VERB, Tag.AUX):
                return self._subject(at, crossed)
            elif tag is Tag.PRONOUN and not self._object(at):
                return self._first(at)
            elif tag is Tag.NOUN:
                if self._speaks(at):
                    if preposition == "of":
                        return Phrase(self._run[at], at, at, tied=True, names=True)
                    names = preposition in _LEADING and not crossed
                    return replace(self._far(self._ending(at), crossed), names=names)
                at, preposition = self._run[at], ""
            at -= 1
        return None

    def _subject(self, verb: int, crossed: int) -> Phrase | None:
        """Who or what does what the verb says: the nearest phrase before it that no insertion holds."""
        at, names = verb - 1, self._word(verb) in en.LEVELS
        if at >= 0 and not self.joined(at):  # "the material, which is made of carbon, reached": what stands before
            earlier = next((i for i in range(at - 1, max(-1, at - _STEPS), -1) if not self.joined(i)), -1)
            if earlier >= 0 and self.tags[earlier] is Tag.NOUN and self._speaks(earlier):
                return replace(self._far(self._ending(earlier), crossed), names=names)
        for _ in range(_STEPS):
            if at < 0:
                return None
            crossed += not self.joined(at)
            tag = self.tags[at]
            if tag is Tag.PRONOUN and not self._object(at):
                return self._first(at)
            if tag is Tag.NOUN:
                if self._speaks(at):
                    return replace(self._far(self._ending(at), crossed), names=names)
                at = self._run[at]
            at -= 1
        return None

    def _speaks(self, at: int) -> bool:
        """Whether the run that a word ends says what an amount is of: no time, no mere degree."""
        return not self.is_time(at) and self._word(at) not in en.DEGREES

    def _object(self, at: int) -> bool:
        """Whether a pronoun stands behind its verb: "would cost it $5m"."""
        return self._word(at) in en.OBJECTS and self._previous(at) is Tag.VERB

    def _first(self, before: int) -> Phrase | None:
        """What a pronoun most likely stands for: the first phrase of the sentence."""
        for at, tag in enumerate(self.tags[:before]):
            end = self._end(at) if tag is Tag.NOUN else at
            if tag is Tag.NOUN and self._previous(at) is not Tag.PREP and self._speaks(end):
                return replace(self._beginning(at, "of"), far=True)
        return None

    @staticmethod
    def _far(found: Phrase, crossed: int) -> Phrase:
        return replace(found, far=crossed > 1)

    def span(self, found: Phrase) -> Span:
        tokens = self._sentence.tokens
        return Span(tokens[found.first].start, tokens[found.last].end)

    def name(self, found: Phrase, text: str) -> str:
        """The phrase as a measure is called, in the words of the text: its head with "of" phrases; "" where it cannot
        name a measure, being a name itself or saying nothing ("figure")."""
        tokens = self._sentence.tokens
        head = tokens[found.head]
        vague = head.word in en.VAGUE or head.word in en.TIMES or head.word in en.DEGREES or head.word in en.CHANGES
        if not found.names or head.case or vague or len(head.word) < _SHORTEST or found.head - found.first >= _WORDS:
            return ""
        end = found.head
        while end < found.last and self._word(end + 1) == "of":
            end += 2
            while end < found.last and self.tags[end] is not Tag.NOUN:
                end += 1
            end = self._end(end)
        if not all(self._word(at)[:1].isalpha() for at in range(found.first, found.head + 1)):
            return ""
        words = text[tokens[found.first].start : tokens[end].end]
        opens = found.first == 0 or tokens[found.first].case == 0
        return " ".join((words[0].lower() + words[1:] if opens else words).split())


class Cut:
    """The phrases of the sentence that was read last: figures come in the order of the text."""

    def __init__(self) -> None:
        self._start = -1
        self._phrases: Phrases | None = None

    def of(self, low: str, sentence: Sentence, figures: Sequence[Statement]) -> Phrases:
        if self._phrases is None or self._start != sentence.start:
            self._start, self._phrases = sentence.start, Phrases(low, sentence, figures)
        return self._phrases
