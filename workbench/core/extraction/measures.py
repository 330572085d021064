"""What a figure measures: the cue of the lexicon that fits its kind and stands nearest."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.core.extraction.gazetteer import PREPOSITIONS, Mention, Role
from workbench.core.extraction.sentences import Sentence
from workbench.core.extraction.spot import Spot
from workbench.core.model.figure import Doubt, Kind, Statement
from workbench.core.vocabulary.terms import Term, TermKind
from workbench.core.vocabulary.units import units

_FARTHEST = 4.6
_WEAK = 0.9  # a hint gives way to a cue within this distance
_AFTER = 0.35  # a cue behind the figure, unless it is what the figure is a part of
_CROSSED = 1.1
_WITHIN = 1.2
_LONGER = 0.25  # each further word of a phrase makes it surer
CHANGES = (Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.RATIO)
_DIRECTION = re.compile(r"\b(?:на|by|в|more than|бы)\s*$")
_TO = re.compile(
    r"\b(?:до|с|со|от|from|to|at|достиг\w*|составил\w*|составит|составля\w+|превы\w+|выше|ниже|равн\w+|reached|reach|just"
    r"|only|exceed\w*|surpass\w*|topp\w+|top|above|below|hit|hits|total\w*)\s*$"
)
_BROUGHT = re.compile("жеткіз")
_KK_TO = re.compile(r"(?<!тон)(?:ға|ге|қа|ке|на|не)(?:\s+дейін)?$")
_FUNCTION = frozenset(
    ("the", "a", "its", "and", "or", "is", "are", "was", "were", "has", "have", "had", "will", "that")
)
_SOLD_BY = ("mass", "volume", "energy")
_BARE = ("number", "quantity", "quantity:mass", "quantity:volume", "quantity:energy")  # what may lack its unit
_LAND = ("km2", "har", "{square mile}", "{acre}")  # units that nothing but land is told in
_OF_ITSELF = ("{country}", "{element}")  # what is counted of these is how many they are, whatever is said of them
_BESIDE = 2
_LEARNED = 0.8
_ANOTHERS = 9.0  # a cue that leads over to the next figure: "nine plants with a capacity of 455 MW"
_LEADS = frozenset(("of", "at", "to", "is", "was", "are", "were", "в", "до", "из"))
_PURCHASE = re.compile(r"закуп|купил|купит|покупа|сатып|buy|bought|purchas")
_SPENT = re.compile("жұмса")
_BUYS = re.compile(r"приобр|куп|выкуп|acquir|buy|bought|takeover|сатып")
_PAID = re.compile(r"(?:за|у|вы)плат|выложи|отда|төле|paid|pay|spen")
_APART = frozenset(("и", "and", "на", "в", "за", "in", "on"))  # after these another thought begins
_WHOLE = -0.8
_KK_WHOLE = re.compile(r"(?:дағы|дегі|тағы|тегі|ның|нің|дың|дің|тың|тің)$")
_KK_REACHED = re.compile(r"\s*(?:жет|құра|деңгей)")
_KK_FELL_TO = re.compile(r"\s*түс")
_UP_TO = re.compile(r"дейін")


@dataclass(frozen=True, slots=True)
class MeasureChoice:
    """A measure's key, the cue that shows it (None where only the unit does), the term behind it, and doubts."""

    key: str
    cue: Mention | None
    term: Term | None
    doubts: tuple[Doubt, ...] = ()


def fits(term: Term, statement: Statement) -> bool:
    """Whether a measure can be said of an amount of this kind and unit."""
    if not term.fits:
        return True
    return _suits(term.fits, statement.kind, statement.unit or statement.borrowed_unit)


@lru_cache(maxsize=8192)
def _suits(wanted: tuple[str, ...], of: Kind, code: str | None) -> bool:
    """The same by kind and unit alone: asked over and over in a text full of tonnes."""
    kind = of.value
    if code is None and of in (Kind.NUMBER, Kind.QUANTITY):
        return any(f in _BARE for f in wanted)
    if code == "%":
        kind = Kind.PERCENT.value  # "a third of imports" is a share too
    known = units().get(code) if code else None
    dimension = known.dimension.partition(":")[0] if known else ""
    if f"-{code}" in wanted:
        return False
    plain = "" if dimension == "length/time" else dimension.removesuffix("/time")  # "tonnes a year" are tonnes
    return any(f in (kind, code, f"{kind}:{dimension}", f"{kind}:{plain}") for f in wanted)


def measure_of(spot: Spot, mentions: Sequence[Mention]) -> MeasureChoice | None:
    """The measure by the words of the sentence; None when no cue is near enough."""
    statement = spot.statement
    if units().dimension(statement.unit or "") == "age":
        return MeasureChoice("age", None, None)
    if statement.unit in _OF_ITSELF and statement.kind is Kind.COUNT:
        return _by_unit(statement)
    cues = [m for m in spot.near(mentions) if m.kind is TermKind.MEASURE and (not m.beside or _beside(spot, m))]
    ranked = [(_cost(spot, m), m) for m in cues if m.key != "change" and _tells(spot, m)]
    best = min(ranked, key=lambda pair: pair[0], default=None)
    if best is not None and best[0] > _FARTHEST:
        best = None
    change = None if best is not None and _part_of(spot, best[1]) else _change(spot, cues)
    if change is not None and (best is None or change[0] <= best[0] + 1.0 or statement.kind in CHANGES):
        return _changed(spot, cues, change[1])
    if best is None:
        return _by_unit(statement)
    return MeasureChoice(best[1].key, best[1], best[1].term)


def bought(spot: Spot, mentions: Sequence[Mention], cue: Mention) -> str:
    """What is paid in a purchase is the worth of a deal; what is bought of another country is imported."""
    word = spot.sentence.tokens[cue.first].word
    purchase = cue.key == "supplies" and _PURCHASE.match(word) is not None
    if purchase and any(m.type == "country" and m.role in (Role.ON, Role.FROM) for m in mentions):
        return "import"
    if cue.key == "consumption" and spot.statement.kind is Kind.MONEY and _SPENT.match(word):
        return "spending"
    counted = _by_unit(spot.statement) if purchase and spot.statement.kind is Kind.COUNT else None
    if counted is not None:
        return counted.key  # "bought 110 locomotives": that many, not tonnes of a supply
    paid = cue.key == "spending" and _PAID.match(word) is not None
    if paid or (purchase and spot.statement.kind is Kind.MONEY):
        deals = [m for m in spot.near(mentions) if m.key == "deal value"]
        if any(_BUYS.match(spot.sentence.tokens[m.first].word) for m in deals):
            return "deal value"
    return cue.key


def _fits(m: Mention, statement: Statement) -> bool:
    return m.term is not None and fits(m.term, statement)


def _tells(spot: Spot, m: Mention) -> bool:
    """Whether a cue may speak of this amount: what a price came to is no change, what is brought to is none."""
    if not _fits(m, spot.statement):
        return False
    if m.key == "change in price" and spot.statement.kind is Kind.MONEY:
        return not _TO.search(spot.before_all)
    brought = m.key == "supplies" and spot.sentence.language == "kk" and m.first > spot.here[1]
    return not (
        brought
        and _BROUGHT.match(spot.sentence.tokens[m.first].word)
        and _KK_TO.search(spot.statement.full_span.of(spot.low))
    )


def _beside(spot: Spot, m: Mention) -> bool:
    """Whether a cue stands right next to the number, nothing but a word in between."""
    first, last = spot.here
    between = (last, m.first) if m.first > last else (m.last, first)
    return between[1] - between[0] <= _BESIDE and _unbroken(spot.sentence, *between)


def _cost(spot: Spot, m: Mention) -> float:
    """How far a cue is from a figure; less is nearer."""
    assert m.term is not None
    value = spot.distance(m.words) + _CROSSED * spot.crossed(m.words)
    if m.derived or m.term.weak:
        value += _WEAK * (1 + m.term.weak)
    if m.learned:
        value -= _LEARNED
    if _in_whole(spot.sentence, m):
        value += _WHOLE
    if spot.statement.kind is Kind.MONEY and spot.here[0] <= m.first and m.last <= spot.here[1]:
        value += _WITHIN  # "a duty of 40 euros a tonne": what else is said of it says more
    if m.first > spot.here[1]:
        value += -0.5 if _part_of(spot, m) else _AFTER
        if _leads_over(spot, m):
            value += _ANOTHERS
    return value - _LONGER * min(3, m.last - m.first)


def _leads_over(spot: Spot, m: Mention) -> bool:
    """Whether a cue behind the figure stands right before the next one."""
    tokens, following = spot.sentence.tokens, m.last + 1
    if following < len(tokens) and tokens[following].word in _LEADS:
        following += 1
    at = bisect_left(spot.firsts, following)
    return at < len(spot.firsts) and spot.firsts[at] == following and _unbroken(spot.sentence, m.last, following)


def _in_whole(sentence: Sentence, m: Mention) -> bool:
    """Whether a share is said to be *in* this: "доля отрасли в ВВП", "экспорттағы үлес", "экспорттың 70 пайызы"."""
    if not m.key.startswith("share of"):
        return False
    if sentence.language == "kk":
        return _KK_WHOLE.search(sentence.tokens[m.last].word) is not None
    before = [t.word for t in sentence.tokens[max(0, m.first - 2) : m.first]]
    return before[-1:] in (["в"], ["во"], ["in"]) or before == ["in", "the"]


def _part_of(spot: Spot, m: Mention) -> bool:
    """Whether the cue is what a share is a part of, or an amount consists of: "70% экспорта", "5 t of exports"."""
    tokens, last = spot.sentence.tokens, spot.here[1]
    if not 0 < m.first - last <= 5 or not _unbroken(spot.sentence, last, m.first):
        return False
    if spot.statement.kind is Kind.MONEY and m.first == last + 2 and tokens[last + 1].word == "in":
        return True  # "$640m in dividends"
    return _APART.isdisjoint(t.word for t in tokens[last + 1 : m.first])


def _change(spot: Spot, cues: Sequence[Mention]) -> tuple[float, Mention] | None:
    """A word of change that this figure is the size of: "вырос на 5%", "5 пайызға өсті", "up 5%"."""
    statement = spot.statement
    near = [(spot.distance(m.words) + spot.crossed(m.words), m) for m in cues if m.key == "change"]
    best = min((pair for pair in near if _fits(pair[1], statement)), key=lambda pair: pair[0], default=None)
    if best is None or best[0] > 1.2 or _TO.search(spot.before_all):
        return None
    by_kind = statement.kind in CHANGES
    if spot.sentence.language == "kk":
        return best if not _reached(spot) and (by_kind or _KK_TO.search(statement.full_span.of(spot.low))) else None
    directed = bool(_DIRECTION.search(spot.before) or _DIRECTION.search(spot.before_all))
    if by_kind:
        return best if directed or spot.sentence.language == "en" or best[1].last < spot.here[0] else None
    return best if directed else None


def _reached(spot: Spot) -> bool:
    """Whether a Kazakh figure is where a change ended, not its size: "3 млн тоннаға жетті", "… дейін өсті"."""
    end, low = spot.statement.full_span.end, spot.low
    return bool(
        _KK_REACHED.match(low, end)
        or _UP_TO.search(spot.statement.full_span.of(low))
        or _UP_TO.match(low, spot.statement.span.end + 1)
        or (spot.statement.kind not in CHANGES and _KK_FELL_TO.match(low, end))
    )


def _changed(spot: Spot, cues: Sequence[Mention], change: Mention) -> MeasureChoice:
    """ "change in production": of the nearest measure of an amount, or just "change"."""
    amounts = [m for m in cues if m.term is not None and may_change(m.term) and (not m.derived or m.key == "GDP")]
    near = [
        (spot.sentence.distance(m.words, change.words) + spot.crossed(m.words) - _LONGER * (m.last - m.first), m)
        for m in amounts
    ]
    best = min(near, key=lambda pair: pair[0], default=None)
    if best is None or best[0] > 3.0:
        return MeasureChoice("change", change, change.term)
    return MeasureChoice(f"change in {best[1].key}", best[1], best[1].term)


def may_change(term: Term) -> bool:
    """Whether a rise or fall may be told of it."""
    if term.key == "change" or "{" in term.key:
        return False
    return (
        any(f.partition(":")[0] in ("quantity", "money", "count", "number") for f in term.fits) or term.key in _RATES
    )


_RATES = ("inflation", "tariff", "interest rate", "unemployment")


def _by_unit(statement: Statement) -> MeasureChoice | None:
    """What the unit alone says: "50 countries" counts countries."""
    unit = statement.unit or ""
    if statement.kind is Kind.MONEY and units().dimension(unit.rpartition("/")[2]) in _SOLD_BY and "/" in unit:
        return MeasureChoice("price", None, None)
    if statement.kind is Kind.COUNT and unit.startswith("{") and "/" not in unit:
        return MeasureChoice(f"number of {plural(unit.strip('{}'))}", None, None)
    return MeasureChoice("area", None, None) if unit in _LAND else None


def plural(noun: str) -> str:
    """The English plural of a counted noun."""
    listed = units().get("{" + noun + "}")
    if listed is not None and "en" in listed.names:
        return listed.names["en"]
    irregular = {"people": "people", "men": "men", "women": "women"}
    if noun in irregular or not noun.isascii():  # a noun the units do not know stays in its own language
        return irregular.get(noun, noun)
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun + "s"


# "of it 65% went to China": a share of what was told before.
PARTS = {
    "export": "share of exports", "import": "share of imports", "production": "share of production",
    "reserves": "share of reserves", "supplies": "share of supplies", "consumption": "share of demand",
    "demand": "share of demand", "revenue": "share of revenue", "investment": "share of investment",
}  # fmt: skip
OF_IT = re.compile(
    r"\b(?:оның|мұның|оның ішінде|из них|из этого|из этого объема|от этого|их|его|of it|of this"
    r"|of that|of which|of these|of them)\b"
)
_SLOT_NAMES = {"United States": "US", "United Kingdom": "UK", "European Union": "EU"}
_OF_COUNTRY = ("share of imports", "share of exports")


def slotted(spot: Spot, choice: MeasureChoice, named: Sequence[Mention]) -> tuple[str, Mention | None]:
    """The measure with its slot filled, and the mention that fills it: such a country is not the figure's subject
    where another is ("China supplies 70% of US imports")."""
    cue = choice.cue
    if cue is None:
        return choice.key, None
    if "{place}" in choice.key:
        place = _place_after(spot, named)
        return choice.key.replace(" from {place}", f" from {place.key}" if place else ""), place
    if "{country}" in choice.key or choice.key in _OF_COUNTRY:
        country = _country_in(cue, spot.sentence, named)
        if country is not None:
            short = _SLOT_NAMES.get(country.key, country.key)
            if "{country}" in choice.key:
                return choice.key.replace("{country}", short), country
            return f"share of {short} {choice.key.rpartition(' ')[2]}", country
    return choice.key.replace(" for the {country} market", ""), None


def _country_in(cue: Mention, sentence: Sentence, named: Sequence[Mention]) -> Mention | None:
    """A country inside a cue, right before it as an adjective, or right after it as its owner."""
    for m in named:
        if m.type not in ("country", "region"):
            continue
        if cue.first <= m.first and m.last <= cue.last:
            return m
        if m.role not in (Role.TO, Role.FROM) and m.last + 1 == cue.first and sentence.tokens[m.last].joined:
            return m
        if (
            sentence.language == "kk"
            and m.role in (Role.PLAIN, Role.HEAD, Role.OF)
            and 0 < cue.first - m.last <= 5
            and _unbroken(sentence, m.last, cue.first)
        ):
            return m
        if m.last + 2 == cue.first and (sentence.tokens[m.last + 1].word == "s" or m.role is Role.ADJECTIVE):
            return m
        if sentence.language == "en" and _compound(m, cue, sentence):
            return m
        if (
            0 < m.first - cue.last <= 4
            and m.role in (Role.OF, Role.PLAIN, Role.IN)
            and _unbroken(sentence, cue.last, m.first)
        ):
            return m
    return _trader(cue, named)


def _compound(m: Mention, cue: Mention, sentence: Sentence) -> bool:
    """Whether a country stands before a cue with nouns alone in between: "of U.S. crude oil imports"."""
    between = sentence.tokens[m.last + 1 : cue.first]
    return (
        0 < len(between) <= 3
        and _unbroken(sentence, m.last, cue.first)
        and not any(t.word in PREPOSITIONS or t.word in _FUNCTION or not t.word.isalpha() for t in between)
    )


def _trader(cue: Mention, named: Sequence[Mention]) -> Mention | None:
    """Who imports from another or exports to it: "США импортируют из Китая 70%"."""
    other = Role.FROM if "import" in cue.key else Role.TO
    heads = [m for m in named if m.type in ("country", "region") and m.role is Role.HEAD]
    if heads and any(m.role is other and m.key != heads[0].key for m in named):
        return heads[0]
    return None


def _unbroken(sentence: Sentence, first: int, last: int) -> bool:
    return all(t.joined for t in sentence.tokens[first:last])


def _place_after(spot: Spot, named: Sequence[Mention]) -> Mention | None:
    """The place a distance is counted from: right behind it; in Kazakh right before it."""
    first, last = spot.here
    kazakh = spot.sentence.language == "kk"
    near = [m for m in spot.near(named) if 0 < m.first - last <= 6 or (kazakh and 0 < first - m.last <= 4)]
    return min(near, key=lambda m: spot.distance(m.words), default=None)
