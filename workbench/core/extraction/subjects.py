"""Whose figure it is, of which item, and where: the mention that stands nearest in the likeliest role."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from workbench.core.extraction.gazetteer import Mention, Role
from workbench.core.extraction.sentences import Sentence
from workbench.core.extraction.spot import Spot
from workbench.core.model.span import Span
from workbench.core.vocabulary.terms import Term, TermKind

_FARTHEST = 5.5
_ITEM_FARTHEST = 4.0
_PLACE_FARTHEST = 2.2
_ROLES = {
    Role.HEAD: -0.6, Role.ON: -0.8, Role.OF: 0.0, Role.PLAIN: 0.1, Role.IN: 0.15, Role.ADJECTIVE: 0.7,
    Role.PARTY: -0.4, Role.WITH: 1.6, Role.FROM: 1.4, Role.TO: 2.2, Role.THAN: 2.6,
}  # fmt: skip
_ORDER = 0.35  # each step down the list of types a measure is said of
_BEHIND = 2.4  # who is named later than that is the next thought's
_AROUND = 4
_METONYM = 0.5
_ADJECTIVE_BEHIND = 0.7
_MUTUAL, _PARTNER = "trade", 1.2
_OPENING = 0.3  # who opens a sentence is likely whom it is about
_AS_IF = {"city": "place", "region": "country"}
_OUTWARD = ("export", "supplies", "share of supplies")  # what goes there is not theirs


def subject_of(spot: Spot, named: Sequence[Mention], term: Term | None, cue: Mention | None) -> Mention | None:
    """The best subject that the sentence names for a measure; None when it names none that suits it."""
    best: tuple[float, Mention] | None = None
    ranked: list[tuple[float, Mention]] = []
    for m in spot.near(named):
        order = _suits(m, term)
        if order is None or (m.type == "city" and m.role is Role.FROM):
            continue
        if m.first > spot.here[1] and spot.distance(m.words) > _BEHIND:
            continue
        value = spot.path(m, cue, 0.4) + _role_cost(spot, m) + _ORDER * order
        ranked.append((value, m))
        if best is None or value < best[0]:
            best = (value, m)
    if best is None or best[0] > _FARTHEST:
        return None
    if term is not None and term.key == _MUTUAL:  # of two partners the first is named first
        return min((m for value, m in ranked if value <= best[0] + _PARTNER), key=lambda m: m.first)
    return best[1]


def _suits(m: Mention, term: Term | None) -> int | None:
    """The place of a mention's type in the measure's list; None when the measure is not said of such."""
    if term is None or not term.about or (m.learned and not m.type):
        return 0
    if m.role is Role.PARTY:
        return 0
    if m.role is Role.TO and term.key in _OUTWARD:
        return None
    kind = _AS_IF.get(m.type, m.type) if m.type not in term.about else m.type
    return term.about.index(kind) if kind in term.about else None


def _role_cost(spot: Spot, m: Mention) -> float:
    if m.role is Role.THAN and m.first < spot.here[0] and spot.distance(m.words) <= 2.0:
        return -0.4  # "обогнала Индию, у которой 5,7": the figure belongs to what is compared with
    if m.role is Role.ADJECTIVE and m.first > spot.here[1]:
        return _ROLES[m.role] + _ADJECTIVE_BEHIND  # "a duty of 50% on Indian steel": what the noun is, not whose
    if m.role is Role.HEAD and m.first == 0:
        return _ROLES[m.role] - _OPENING + (_METONYM if m.derived else 0.0)
    return _ROLES[m.role] + (_METONYM if m.derived and m.role is not Role.ADJECTIVE else 0.0)


def item_of(spot: Spot, mentions: Sequence[Mention], cue: Mention | None) -> Mention | None:
    """What the amount consists of or the measure is about."""
    best: tuple[float, Mention] | None = None
    last = spot.here[1]
    for m in spot.near(mentions):
        if m.kind is not TermKind.ITEM:
            continue
        value = spot.path(m, cue, 0.3)
        if 0 < m.first - last <= 2 and spot.sentence.tokens[last].joined:
            value -= 0.6
        if m.term is not None and m.term.weak:
            value += 0.8
        if best is None or value < best[0]:
            best = (value, m)
    return best[1] if best is not None and best[0] <= _ITEM_FARTHEST else None


def place_of(spot: Spot, named: Sequence[Mention], subject: str | None) -> Mention | None:
    """Where it is, when that is not the subject itself: a place or country said with "in"."""
    wide = any(m.key == subject and m.type == "country" for m in named)  # a country's figure lies in no other
    near = [
        (spot.distance(m.words), m)
        for m in spot.near(named)
        if m.key != subject
        and m.role is Role.IN
        and (m.kind is TermKind.PLACE or m.type == "region" or (m.type == "country" and not wide))
    ]
    best = min(near, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] <= _PLACE_FARTHEST else None


_SIDE = {
    "ru": re.compile(r"\b(?P<adjective>\w+[сц]к\w+)\s+(?:сторон\w+|компани\w+|партнер\w*|инвестор\w*|предприяти\w+)"),
    "en": re.compile(r"\b(?:the\s+)?(?P<adjective>\w+)\s+(?:side|company|partner|investor|firm|miner)\b"),
    "kk": re.compile(
        r"\b(?P<adjective>\w+(?:лық|лік|дық|дік|тық|тік))\s+(?:тарап\w*|компани\w+|серіктес\w*|инвестор\w*)"
    ),
}
_ANAPHORA = {
    "deposit": re.compile(
        r"\b(?:(?:на|в|этого|этом|это|данно\w+)\s+)?(?:месторождени[еияю]\w*|участк\w+|рудник\w*|шахт\w+|карьер\w*)\b"
        r"|\b(?:the|this|its)\s+(?:\w+\s+)?(?:deposit|mine|field|site|prospect)\b|\b(?:кен орн\w+|кеніш\w*|учаске\w*)"
    ),
    "company": re.compile(
        r"\b(?:компани[яиюей]\w*|предприяти[еяю]|холдинг\w*|корпораци\w+)\b|\b(?:the"
        r"|this)\s+(?:company|firm|miner|group|holding)\b"
        r"|\bкомпани\w+"
    ),
    "project": re.compile(
        r"\b(?:проект\w*|завод\w*|комбинат\w*|фабрик\w+|предприяти\w+)\b|\b(?:the"
        r"|this)\s+(?:\w+\s+)?(?:project|plant|facility|smelter|refinery)\b"
        r"|\b(?:жоба\w*|зауыт\w*|комбинат\w*)"
    ),
    "country": re.compile(
        r"\b(?:стран[аыеу]|страной|республик\w+|государств\w+)\b|\b(?:the|this)\s+country\b|\b(?:ел"
        r"|елдің|елде|еліміз\w*|республика\w*)\b"),
}  # fmt: skip


def references(low: str, sentence: Sentence) -> list[tuple[str, Span]]:
    """Types of things that a sentence refers back to ("the deposit", "компания"), in the order of the text."""
    found = [
        (Span(m.start(), m.end()), kind)
        for kind, pattern in _ANAPHORA.items()
        for m in pattern.finditer(low, sentence.start, sentence.end)
    ]
    return [(kind, span) for span, kind in sorted(found)]


def nearest_first(found: list[tuple[str, Span]], here: Span) -> list[tuple[str, Span]]:
    """A few references next to a figure."""
    at = bisect_left(found, here.start, key=lambda pair: pair[1].start)
    around = found[max(0, at - _AROUND) : at + _AROUND]
    return sorted(around, key=lambda pair: abs(pair[1].start - here.start))


def sides(low: str, sentence: Sentence) -> list[tuple[Span, Span]]:
    """Parties called by their country ("казахстанская сторона"): the adjective, and the whole."""
    pattern = _SIDE.get(sentence.language)
    if pattern is None:
        return []
    return [
        (Span(*m.span("adjective")), Span(*m.span())) for m in pattern.finditer(low, sentence.start, sentence.end)
    ]
