"""The number lexicon of a language: its words with their values, and the words that stand around numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import Any

from workbench.core import paths
from workbench.core.extraction import notation
from workbench.core.model.amount import Qualifier

LANGUAGES = ("ru", "kk", "en")


class Word(Enum):
    """What a seed is to the number grammar."""

    DIGITS = auto()
    UNIT = auto()  # 0-19
    ONE = auto()  # "один" counts only where it stands before something
    AMBIGUOUS = auto()  # "семью"
    COLLECTIVE = auto()  # "двое"
    TENS = auto()
    HUNDREDS = auto()
    HUNDRED = auto()  # multiplies: "two hundred"
    DOZEN = auto()
    SCALE = auto()
    SCALE_PLURAL = auto()
    FRACTION = auto()
    HALF = auto()  # "пол часа"
    TIMES = auto()
    OCCASIONS = auto()
    MINUS = auto()
    INDEFINITE = auto()
    COMPOUND = auto()  # "полгода": its unit is inside


@dataclass(frozen=True, slots=True)
class Numerals:
    """Everything the number rules know of one language; see resources/lexicon/ru/numbers.toml for what is what."""

    language: str
    words: Mapping[str, tuple[Word, Decimal]]
    compounds: Mapping[str, tuple[Decimal, str]]
    endings: str  # a pattern of the endings that a number word may carry
    glued: Mapping[str, Decimal]
    dotted: tuple[str, ...]
    before_money: Mapping[str, Decimal]
    parts_more: tuple[tuple[tuple[str, ...], Decimal], ...]  # "с половиной" -> 0.5
    whole: frozenset[str]
    whole_and: frozenset[str]
    point: frozenset[str]
    parts: Mapping[str, int]  # "десятых" -> 1 place
    parts_before: Mapping[str, int]  # Kazakh "оннан" -> 1 place
    parts_of: Mapping[str, int]  # Kazakh "үштен екісі" -> 2
    joiners: frozenset[str]
    implicit_one: tuple[str, ...]
    each: frozenset[str]
    each_nth: Mapping[str, int]
    ordinals: frozenset[str]
    place_words: Mapping[str, int]
    place_leads: tuple[str, ...]
    place_endings: tuple[str, ...]
    place_tails: tuple[str, ...]  # patterns
    place_signs: tuple[str, ...]
    not_numbers: frozenset[str]
    qualifiers_left: Mapping[str, Qualifier]
    qualifiers_right: Mapping[str, Qualifier]
    after_any_ending: frozenset[str]  # Kazakh bounds that ask for no ablative: "3 пайызға жетпейді"
    behind_qualifier: frozenset[str]  # prepositions that may stand between a qualifier and its number
    before_preposition: tuple[str, ...]  # how a bound ends that may stand before one
    between: tuple[str, ...]
    between_and: frozenset[str]
    between_after: tuple[str, ...]  # Kazakh "10 мен 15 аралығында"
    range_from: tuple[str, ...]
    change_from: frozenset[str]
    range_to: frozenset[str]
    loose: frozenset[str]
    out_of: frozenset[str]  # "one in five"
    from_suffixes: tuple[str, ...]
    until: frozenset[str]
    change_verbs: tuple[frozenset[str], tuple[str, ...]]  # whole words, stems
    beside: Mapping[str, frozenset[str]]  # law, named, address, score, isotopes, family
    months: frozenset[str]
    years: frozenset[str]
    kinds_of_year: tuple[str, ...]  # stems: "учебном году"
    centuries: frozenset[str]
    in_year: frozenset[str]
    clock: frozenset[str]
    clock_before: frozenset[str]
    clock_after: frozenset[str]
    ordinal_endings: frozenset[str]
    number_endings: frozenset[str]
    no_rank: tuple[str, ...]  # what a hyphen ties to Kazakh digits without ranking them: "10-шақты"
    adjective_endings: tuple[str, ...]
    stop: frozenset[str]
    verbs: frozenset[str]
    verb_endings: tuple[str, ...]
    noun_endings: Mapping[str, str]  # of counted nouns, with what the dictionary form has instead
    no_one: tuple[str, ...]  # before a one that counts nothing: "ни одного"
    further: frozenset[str]  # "more", "other" between a number and its noun
    plurals: Mapping[str, str]
    term_nouns: tuple[str, ...]
    ages: Mapping[str, frozenset[str]]  # said, people, bounds; empty where a unit of its own says "years of age"


@cache
def numerals(language: str) -> Numerals:
    """The lexicon of "ru", "kk" or "en"."""
    return load(paths.resources() / "lexicon" / language / "numbers.toml", language)


def load(path: Path, language: str) -> Numerals:
    """Read a number lexicon; a mistake in it names the file."""
    data = notation.read(path)
    try:
        return _numerals(data, language)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise notation.blame(path, error) from error


def _numerals(data: Mapping[str, Any], language: str) -> Numerals:
    scales, grammar, ranges, places = data["scales"], data["grammar"], data["ranges"], data["places"]
    joined = _joined(data.get("compound_parts"))
    return Numerals(
        language=language,
        words=_number_words(data["words"]) | dict.fromkeys(joined, (Word.COMPOUND, Decimal(0))),
        compounds={word: (notation.number(n), unit) for word, (n, unit) in data.get("compounds", {}).items()}
        | joined,
        endings=_endings(data["endings"]["number"]) if language == "kk" else "",
        glued={word: notation.number(value) for word, value in scales["glued"].items()},
        dotted=tuple(scales["dotted"]),
        before_money={word: Decimal(value) for word, value in scales["before_money"].items()},
        parts_more=tuple(
            (_longest_first(grammar.get(name, ())), Decimal(part))
            for name, part in (("half_more", "0.5"), ("quarter_more", "0.25"), ("three_quarters_more", "0.75"))
        ),
        whole=frozenset(grammar["whole"]),
        whole_and=frozenset(grammar["whole_and"]),
        point=frozenset(grammar["point"]),
        parts={
            stem + ending: places
            for stem, places in grammar["parts"].items()
            for ending in grammar["part_endings"].split()
        },
        parts_before=grammar.get("parts_before", {}),
        parts_of=grammar.get("parts_of", {}),
        joiners=frozenset(grammar["joiners"]),
        implicit_one=tuple(grammar.get("implicit_one", ())),
        each=frozenset(grammar["each"]),
        each_nth={w: int(n) for n, forms in grammar["each_nth"].items() for w in notation.words(forms)},
        ordinals=frozenset(
            stem + ending
            for stem in grammar["ordinals"].split()
            for ending in grammar["ordinal_endings"].split() or ("",)
        ),
        place_words={w: int(n) for n, forms in places["words"].items() for w in notation.words(forms)},
        place_leads=tuple(places["leads"]),
        place_endings=tuple(places["endings"].split()),
        place_tails=tuple(places["tails"]),
        place_signs=tuple(places["signs"]),
        not_numbers=frozenset(grammar.get("not_numbers", "").split()),
        qualifiers_left=_qualifiers(data["qualifiers"]["left"]),
        qualifiers_right=_qualifiers(data["qualifiers"]["right"]),
        after_any_ending=frozenset(data["qualifiers"].get("after_any_ending", ())),
        behind_qualifier=frozenset(data["qualifiers"].get("prepositions", "").split()),
        before_preposition=tuple(data["qualifiers"].get("before_prepositions", ())),
        between=tuple(ranges["between"]),
        between_and=frozenset(ranges["between_and"]),
        between_after=tuple(ranges.get("between_after", ())),
        range_from=_longest_first(ranges["from"]),
        change_from=frozenset(ranges["change"]),
        range_to=frozenset(ranges["to"]),
        loose=frozenset(ranges["loose"]),
        out_of=frozenset(ranges.get("out_of", ())),
        from_suffixes=tuple(ranges.get("from_suffix", "").split()),
        until=frozenset(ranges.get("until", ())),
        change_verbs=_stems(ranges["change_verbs"]),
        **_surroundings(data),
    )


def _joined(parts: Mapping[str, Any] | None) -> dict[str, tuple[Decimal, str]]:
    """Every number with every unit and ending: "десятилетнего" is (10, "a{age}")."""
    if parts is None:
        return {}
    return {
        number + stem + ending: (Decimal(value), unit)
        for number, value in parts["numbers"].items()
        for stem, unit in parts["units"].items()
        for ending in parts["endings"].split()
    }


def _surroundings(data: Mapping[str, Any]) -> dict[str, Any]:
    """What stands beside numbers that are no amounts, dates, endings and counted nouns."""
    beside, dates, endings, counting = data["next_to"], data["dates"], data["endings"], data["counting"]
    return dict(  # noqa: C408 - the names of fields, as above
        beside={name: frozenset(_listed(value)) for name, value in beside.items()},
        months=frozenset(notation.words(dates["months"])),
        years=frozenset(dates["year"].split()),
        kinds_of_year=tuple(dates.get("kinds_of_year", "").split()),
        centuries=frozenset(dates["century"].split()),
        in_year=frozenset(dates["in_year"]),
        clock=frozenset(dates["clock"]),
        clock_before=frozenset(dates["clock_before"]),
        clock_after=frozenset(dates["clock_after"]),
        ordinal_endings=frozenset(endings["ordinal"].split()),
        number_endings=frozenset(endings["number"].split()),
        no_rank=tuple(endings.get("no_rank", "").split()) or ("\n",),
        adjective_endings=tuple(counting["adjective_endings"].split()),
        stop=frozenset(counting["stop"].split()),
        verbs=frozenset(counting.get("verbs", "").split()),
        verb_endings=tuple(counting.get("verb_endings", "").split()),
        noun_endings=counting.get("noun_endings", {}),
        no_one=tuple(counting.get("no_one", ())),
        further=frozenset(counting.get("further", "").split()),
        plurals=counting.get("irregular_plurals", {}),
        ages={name: frozenset(notation.words(listed)) for name, listed in data.get("ages", {}).items()},
        term_nouns=tuple(word.rstrip("*") for word in counting["term_nouns"].split()),
    )


def _number_words(classes: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[Word, Decimal]]:
    found: dict[str, tuple[Word, Decimal]] = {}
    for name, values in classes.items():
        word_class = Word[name.upper()]
        for value, forms in values.items():
            above, slash, below = value.partition("/")
            number = notation.number(above) / notation.number(below) if slash else notation.number(above)
            for word in notation.words(forms):
                found.setdefault(word, (word_class, number))
    return found


def _qualifiers(groups: Mapping[str, Iterable[str]]) -> dict[str, Qualifier]:
    return {phrase: Qualifier(name) for name, phrases in groups.items() for phrase in phrases}


def _endings(listed: str) -> str:
    return f"(?:{notation.trie_pattern(listed.split())})?"


def _longest_first(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(phrases, key=len, reverse=True))


def _listed(value: str | list[str]) -> list[str]:
    return notation.words(value) if isinstance(value, str) else value


def _stems(listed: str) -> tuple[frozenset[str], tuple[str, ...]]:
    words = notation.words(listed)
    return frozenset(w for w in words if w[-1] != "*"), tuple(w[:-1] for w in words if w[-1] == "*")


def is_change(word: str, verbs: tuple[frozenset[str], tuple[str, ...]]) -> bool:
    """Whether a word tells that something rose or fell."""
    return word in verbs[0] or word.startswith(verbs[1])
