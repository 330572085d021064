"""What is a part of what: a region of a country, heavy rare earths of rare earths; and which amounts add up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from workbench.core import paths
from workbench.core.model.figure import Field, Figure
from workbench.core.vocabulary.loader import load_entries
from workbench.core.vocabulary.terms import Term, TermKind, Terms

_SLOT = re.compile(r"\{\w+\}")
_PLACES = (TermKind.SUBJECT, TermKind.PLACE)
WORLD, COUNTRY = "world", "country"


class Adds(StrEnum):
    SHARE = "share"
    AMOUNT = "amount"
    EACH = "each"


@dataclass(frozen=True, slots=True)
class Whole:
    """What a measure is of: shares of something, amounts that add up, or each of many things; `of` are the measures
    whose shares they are."""

    pattern: re.Pattern[str]
    kind: Adds
    of: tuple[str, ...] = ()


@cache
def wholes() -> tuple[Whole, ...]:
    """Those of resources/lexicon/wholes.toml."""
    return load_wholes(paths.resources() / "lexicon" / "wholes.toml")


def load_wholes(path: Path) -> tuple[Whole, ...]:
    """BadLexicon says where a mistake stands. A slot of a key stands for any words."""
    return tuple(
        Whole(
            re.compile(".+".join(map(re.escape, _SLOT.split(entry.key)))),
            Adds(entry.traits.get("type", "")),
            tuple(entry.traits.get("about", ())),
        )
        for entry in load_entries(path)
    )


@lru_cache(maxsize=8192)
def whole_of(measure: str | None) -> Whole | None:
    """What is known of how a measure adds up; None for a price, a rate, a speed."""
    return next((one for one in wholes() if one.pattern.fullmatch(measure)), None) if measure else None


@lru_cache(maxsize=8192)
def one_of_many(measure: str | None, subject: str | None) -> bool:
    """Whether the subject has many such numbers, so that two of them are perhaps not of the same thing."""
    known = whole_of(measure)
    return known is not None and known.kind is Adds.EACH and place_of(subject) is not None


@lru_cache(maxsize=8192)
def place_of(name: str | None) -> Term | None:
    """What the lexicon knows of a country, a region or a city."""
    if not name:
        return None
    terms = Terms.load()
    found = (terms.get(kind, name) for kind in _PLACES)
    return next((term for term in found if term is not None and term.type), None)


@lru_cache(maxsize=8192)
def lies_in(part: str | None, whole: str | None) -> bool:
    """Whether the one is known to be a part of the other."""
    one, other = place_of(part), place_of(whole)
    if one is None or other is None or part == whole:
        return False
    return one.country == whole or (other.type == WORLD and one.type != WORLD)


def narrows(part: str | None, whole: str | None) -> bool:
    """Whether one thing is a kind of the other by its name: "heavy rare earths" of "rare earths"."""
    return bool(part and whole) and f"{part}".endswith(f" {whole}")


def scope(a: Figure, b: Figure, apart: tuple[Field, ...]) -> tuple[Figure, Figure] | None:
    """Of two figures that only differ in what part they are said of, the one of the part and the one of the whole."""
    if not apart or set(apart) - {Field.SUBJECT, Field.ITEM, Field.PLACE}:
        return None
    for part, whole in ((a, b), (b, a)):
        if all(_within(part, whole, field) for field in apart):
            return part, whole
    return None


def _within(part: Figure, whole: Figure, field: Field) -> bool:
    one, other = getattr(part, field.value), getattr(whole, field.value)
    return narrows(one, other) if field is Field.ITEM else lies_in(one, other)
