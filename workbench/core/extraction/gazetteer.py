"""What of the lexicon a sentence mentions, and in which role its words stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from workbench.core.extraction.sentences import Sentence
from workbench.core.model.span import Span
from workbench.core.vocabulary.terms import Term, TermKind, Terms


class Role(StrEnum):
    """How a name stands in its sentence, as far as form and preposition show it."""

    PLAIN = "plain"
    HEAD = "head"  # in the base form at the front of its clause
    OF = "of"  # genitive, "of China", "China's"
    ON = "on"  # "на Китай приходится", "у США"
    IN = "in"
    TO = "to"
    FROM = "from"
    WITH = "with"
    THAN = "than"  # what something is compared with
    ADJECTIVE = "adjective"
    PARTY = "party"  # "the Kazakh side"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words first..last of a sentence name `key`; `type` is that of the term or name (country, deposit, company)."""

    kind: TermKind
    key: str
    start: int
    end: int
    first: int
    last: int
    type: str = ""
    role: Role = Role.PLAIN
    derived: bool = False
    term: Term | None = None
    country: str = ""
    beside: bool = False  # speaks only of a number right next to it
    learned: bool = False  # by words that an analyst taught

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def words(self) -> tuple[int, int]:
        return self.first, self.last


PREPOSITIONS = {
    "в": Role.IN, "во": Role.IN, "на": Role.IN, "in": Role.IN, "at": Role.IN, "within": Role.IN, "across": Role.IN,
    "у": Role.ON, "of": Role.OF, "by": Role.PLAIN,
    "к": Role.TO, "to": Role.TO, "для": Role.TO, "for": Role.TO, "into": Role.TO, "toward": Role.TO,
    "из": Role.FROM, "от": Role.FROM, "from": Role.FROM,
    "с": Role.WITH, "со": Role.WITH, "with": Role.WITH, "между": Role.WITH, "between": Role.WITH, "против": Role.THAN,
    "чем": Role.THAN, "than": Role.THAN, "после": Role.THAN, "after": Role.THAN, "кроме": Role.THAN,
}  # fmt: skip
_PASSED = frozenset(
    ("the", "of", "town", "city", "village", "города", "городу", "городе", "города", "г", "region")
    + (
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
    )
    + (
        "north",
        "south",
        "east",
        "west",
        "rural",
        "neighbouring",
        "neighboring",
        "nearby",
        "remote",
        "far",
        "whole",
        "entire",
    )
    + ("северной", "северном", "южной", "южном", "восточной", "восточном", "западной", "западном", "центральной")
    + ("центральном", "соседней", "соседнем", "всей", "всем", "самой", "самом")
)
_SEATS = frozenset(  # capitals and seats of power that end as adjectives do
    (
        "london",
        "washington",
        "berlin",
        "tehran",
        "lisbon",
        "dublin",
        "asuncion",
        "delhi",
        "nairobi",
        "tbilisi",
        "yerevan",
    )
    + (
        "helsinki",
        "tripoli",
        "pentagon",
        "kremlin",
        "penh",
        "kigali",
        "malabo",
        "bern",
        "tallinn",
        "amman",
        "ashgabat",
    )
)
_THAN = frozenset(("чем", "than", "сравнению", "compared", "versus", "против"))
_SENDS = frozenset(
    ("экспорт", "экспорта", "поставки", "поставок", "отправил", "вывоз", "продажи", "импорт", "поставил")
)
_ACTS = re.compile(
    r"(?:^has|^have|^is|^was|^will|^had|^kept|^(?:hold|keep|own|get|take|retain|control|receive|sell|pay|make|produce|plan)s?"
    r"|[а-я]{2}(?:ает|яет|ует|ит|ат|ят|ют|ал|ла|ло|ли|ил)|[a-z]{2}ed)$"
)
_ACCOUNTS = re.compile("приход")
_TAKES = re.compile(r"(?:закуп|купи|купл|скуп|выкуп|приобр|заказ|импорт|получ|ввез|ввоз|отня|взял|заня|одолж)")
_DONE_BY = re.compile(r"(?:ed|en|wn|ld|ught|un|id|ade|ut)$")
_POSTPOSITIONS = {"үшін": Role.TO, "мен": Role.WITH, "пен": Role.WITH, "бен": Role.WITH, "қарағанда": Role.THAN}
_KK_CASES = (
    (re.compile(r".(?:мен|бен|пен)$"), Role.WITH),
    (re.compile(r".(?:дан|ден|тан|тен|нан|нен)$"), Role.FROM),
    (re.compile(r".(?:ның|нің|дың|дің|тың|тің)$"), Role.OF),
    (re.compile(r".(?:да|де|та|те|нда|нде)$"), Role.IN),
    (re.compile(r".(?:ға|ге|қа|ке|на|не)$"), Role.TO),
)
_KK_ADJECTIVE = re.compile(r".(?:лық|лік|дық|дік|тық|тік)$")


def mentions(text: str, low: str, sentence: Sentence, terms: Terms) -> list[Mention]:
    """All mentions of terms in a sentence; of two terms of one kind the longer match hides what lies inside it."""
    tokens = sentence.tokens
    found = [
        Mention(
            term.kind, term.key, tokens[first].start, tokens[last].end, first, last,
            type=term.type, derived=cue.derived, term=term, country=term.country, beside=cue.beside,
            learned=cue.learned,
        )
        for first, last, (term, cue) in terms.matcher.scan(tokens, sentence.language)
    ]  # fmt: skip
    found.sort(key=lambda m: m.first)
    kept = [m for i, m in enumerate(found) if not any(_hides(other, m) for other in _around(found, i))]
    return [_with_role(m, low, sentence) if m.kind in _NAMED else m for m in _once(kept)]


_LONGEST = 16  # words of the longest phrase, gaps filled
_NAMED = (TermKind.SUBJECT, TermKind.PLACE)


def _around(found: Sequence[Mention], at: int) -> Iterator[Mention]:
    """Mentions that may hold this one: those that begin little before it or with it."""
    first = found[at].first
    for other in found[at::-1]:
        if other.first < first - _LONGEST:
            break
        yield other
    for other in found[at + 1 :]:
        if other.first > first:
            break
        yield other


def _hides(other: Mention, m: Mention) -> bool:
    if other.first > m.first or other.last < m.last:
        return False
    if other.learned and not m.learned and (other.kind is m.kind or (other.kind in _NAMED and m.kind in _NAMED)):
        return True
    if other.words == m.words:
        return False
    if m.kind is TermKind.MEASURE and other.kind is TermKind.MEASURE:
        return _same_sort(other, m)
    return other.kind is m.kind or (m.kind in _NAMED and other.kind in _NAMED)


def _same_sort(a: Mention, b: Mention) -> bool:
    """Two measures hide each other only where they could be said of the same amount."""
    assert a.term is not None
    assert b.term is not None
    return bool({f.partition(":")[0] for f in a.term.fits} & {f.partition(":")[0] for f in b.term.fits})


def _once(found: Sequence[Mention]) -> list[Mention]:
    """One mention for each key and place."""
    seen: set[tuple[TermKind, str, int]] = set()
    kept = []
    for m in sorted(found, key=lambda m: (m.first, -m.last, m.derived)):
        at = (m.kind, m.key, m.first)
        if at not in seen:
            seen.add(at)
            kept.append(m)
    return kept


def _with_role(m: Mention, low: str, sentence: Sentence) -> Mention:
    role = role_of(m, low, sentence)
    return m if role is m.role else replace(m, role=role)


def role_of(m: Mention, low: str, sentence: Sentence) -> Role:
    """The role by form and neighbours; PLAIN where nothing shows it."""
    tokens = sentence.tokens
    word = tokens[m.last].word
    before = tokens[m.first - 1] if m.first else None
    near = before is not None and before.joined
    if sentence.language == "kk":
        return _kazakh_role(m, word, sentence)
    if m.derived and m.start < m.end and low[m.start] == low[m.start] and _is_adjective(m, word, sentence.language):
        return Role.ADJECTIVE
    following = tokens[m.last + 1].word if m.last + 1 < len(tokens) else ""
    if sentence.language == "en" and following == "s" and low[m.end : m.end + 1] in "'’":
        return Role.OF
    at = m.first - 1
    while at > 0 and near and tokens[at].word in _PASSED and tokens[at - 1].joined:
        at -= 1
    before = tokens[at] if at >= 0 else None
    if before is not None and near and before.word in PREPOSITIONS:
        return _prepositional(m, before.word, word, sentence)
    if any(t.word in _THAN for t in tokens[max(0, m.first - 3) : m.first]):
        return Role.THAN
    if not near or before is None or (before.word == "the" and (at == 0 or not tokens[at - 1].joined)):
        return Role.HEAD if _base_form(m, low) else Role.PLAIN
    if not _base_form(m, low):
        return Role.OF
    declined = (
        m.term is not None
        and not m.derived
        and sentence.language == "ru"
        and word[-1] not in "оиеуаы"
        and len(word) > 4
    )
    return Role.HEAD if declined or _ACTS.search(following) or word.endswith(("ия", "на", "да")) else Role.PLAIN


def _prepositional(m: Mention, preposition: str, word: str, sentence: Sentence) -> Role:
    role = PREPOSITIONS[preposition]
    tokens = sentence.tokens
    if preposition == "у" and any(_TAKES.match(t.word) for t in tokens[max(0, m.first - 7) : m.first]):
        return Role.FROM  # "закупила у России"
    if preposition == "by" and m.first > 1 and _DONE_BY.search(tokens[m.first - 2].word):
        return Role.ON  # "was sold by Vedanta"
    if preposition == "на" and any(_ACCOUNTS.match(t.word) for t in tokens[m.last + 1 : m.last + 4]):
        return Role.ON
    if preposition == "на" and any(_ACCOUNTS.match(t.word) for t in tokens[max(0, m.first - 6) : m.first]):
        return Role.ON
    if any(t.word in _THAN for t in tokens[max(0, m.first - 3) : m.first]) and role is not Role.ON:
        return Role.THAN
    if preposition in ("в", "во", "на") and (word.endswith(("ю", "у", "ай")) or _sent(m, sentence)):
        return Role.TO
    return role


def _sent(m: Mention, sentence: Sentence) -> bool:
    """Whether an undeclined name after "в" is a direction: "экспорт в США"."""
    return any(t.word in _SENDS for t in sentence.tokens[max(0, m.first - 4) : m.first])


def _is_adjective(m: Mention, word: str, language: str) -> bool:
    if language == "en":
        return (
            m.term is not None
            and m.term.type in ("country", "region")
            and word not in _SEATS
            and word.endswith(("n", "ese", "sh", "h", "i"))
        )
    return "ск" in word[-6:] or word.endswith(("ий", "ая", "ое", "ые", "ого", "ой", "ых", "их", "ую", "ым", "им"))


def _base_form(m: Mention, low: str) -> bool:
    surface = low[m.start : m.end]
    if m.term is None:
        return True
    names = {name.lower().replace("ё", "е") for name in m.term.names.values()}
    return surface in names or (surface.isalpha() and len(surface) <= 4) or m.derived


def _kazakh_role(m: Mention, word: str, sentence: Sentence) -> Role:
    tokens = sentence.tokens
    following = tokens[m.last + 1].word if m.last + 1 < len(tokens) and tokens[m.last].joined else ""
    if following in _POSTPOSITIONS:
        return _POSTPOSITIONS[following]
    if following in ("тиесілі", "келеді", "тиесілі"):
        return Role.ON
    if following.startswith(("қала", "облыс", "аудан")):
        word = following
    if _KK_ADJECTIVE.search(word):
        return Role.ADJECTIVE
    if m.term is not None and any(word == name.lower() for name in m.term.names.values()):
        return Role.HEAD if m.first == 0 or not tokens[m.first - 1].joined else Role.PLAIN
    for pattern, role in _KK_CASES:
        if pattern.search(word):
            if role is Role.FROM and following in ("қарағанда", "гөрі"):
                return Role.THAN
            return role
    return Role.PLAIN
