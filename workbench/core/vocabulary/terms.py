"""The words the program knows: measures, subjects, items and places under one key each, in three languages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from workbench.core import paths
from workbench.core.errors import BadLexicon
from workbench.core.vocabulary.loader import Entry, load_entries
from workbench.core.vocabulary.matching import Matcher, tokenize
from workbench.core.vocabulary.units import units
from workbench.core.words import say, tr

LANGUAGES = ("en", "ru", "kk")


_DEAL = " deal"  # the subject of an agreement is named after its parties: "REAlloys–AltynGroup deal"


class TermKind(StrEnum):
    MEASURE = "measure"
    SUBJECT = "subject"
    ITEM = "item"
    PLACE = "place"
    MODALITY = "modality"
    ATTRIBUTION = "attribution"
    NAME = "name"  # words that announce a name: "deposit", "company"


# A file's name says what its entries are, and which type they have unless they say it themselves.
_FILES: Mapping[str, tuple[TermKind, str]] = {
    "measures": (TermKind.MEASURE, ""),
    "countries": (TermKind.SUBJECT, "country"),
    "subjects": (TermKind.SUBJECT, ""),  # after the countries: its names win
    "items": (TermKind.ITEM, ""),
    "places": (TermKind.PLACE, ""),
    "modality": (TermKind.MODALITY, ""),
    "attribution": (TermKind.ATTRIBUTION, ""),
    "names": (TermKind.NAME, ""),
}
_SHORT = {"US": "United States", "the US": "United States", "UK": "United Kingdom", "EU": "European Union"}


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that leads to a term. `derived` marks what only points at it: an adjective, a capital, a hint;
    `beside` what does so right next to the number alone ("a $5bn plant")."""

    phrase: str
    language: str
    derived: bool = False
    beside: bool = False
    learned: bool = False  # taught by an analyst: wins over what the same words meant before


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """`key` is English. A measure says what it `fits` ("quantity:mass", "money", "percent"; empty: anything), what
    types of subject it is said of (`about`; empty: any), whether it has an item, and whether it is weak: gives way to
    any other. A subject or place has a type, and perhaps the country it lies in.
    """

    key: str
    kind: TermKind
    names: Mapping[str, str] = field(default_factory=dict)
    cues: tuple[Cue, ...] = ()
    type: str = ""
    country: str = ""
    fits: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    item: bool = True
    weak: bool = False

    def __hash__(self) -> int:
        return hash((self.kind, self.key))


@dataclass(frozen=True, slots=True)
class Alias:
    """What an analyst taught: this phrase means that term. A key that is not known becomes a term of its own."""

    kind: TermKind
    key: str
    phrase: str
    language: str = ""


class Terms:
    """All terms, found by key, by word, or in running text through `matcher`."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: dict[tuple[TermKind, str], Term] = {(t.kind, t.key): t for t in terms}
        self.matcher: Matcher[tuple[Term, Cue]] = Matcher()
        self._words: dict[tuple[TermKind, str], str] = {}
        for term in self._terms.values():
            for word in (term.key, *term.names.values()):
                self._words.setdefault((term.kind, word.lower()), term.key)
            for cue in term.cues:
                self.matcher.add(cue.phrase, cue.language, (term, cue))

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Terms:
        """The program's lexicon, and that of each further folder laid out like it (a project's own words)."""
        if not extra:
            return _shipped()
        own = _read_all(extra)
        claimed = {(cue.language, word) for term in own.values() for cue in term.cues for word in _single(cue.phrase)}
        found = {at: _without(term, claimed) for at, term in _read_all([paths.resources() / "lexicon"]).items()}
        for at, term in own.items():
            found[at] = _merged(found[at], term) if at in found else term
        return cls(found.values())

    def with_aliases(self, aliases: Iterable[Alias]) -> Terms:
        """The same, and what was taught since."""
        terms = dict(self._terms)
        for alias in aliases:
            at = (alias.kind, alias.key)
            cue = Cue(alias.phrase, alias.language, learned=True)
            known = terms.get(at, Term(key=alias.key, kind=alias.kind))
            terms[at] = _merged(known, Term(key=alias.key, kind=alias.kind, cues=(cue,)))
        return Terms(terms.values())

    def get(self, kind: TermKind, key: str) -> Term | None:
        return self._terms.get((kind, key))

    def keys(self, kind: TermKind) -> list[str]:
        """All keys of a kind, in the order of the files."""
        return [key for of, key in self._terms if of is kind]

    def display(self, key: str, lang: str) -> str:
        """The name in a language; the key itself where there is no name or no term."""
        for kind in (TermKind.MEASURE, TermKind.SUBJECT, TermKind.ITEM, TermKind.PLACE):
            term = self._terms.get((kind, key))
            if term is not None:
                return term.names.get(lang, key)
        if key.endswith(_DEAL):
            return say(lang, "{parties} deal", parties=key.removesuffix(_DEAL))
        return self._filled(key, lang) or key

    def measure(self, key: str) -> Term | None:
        """The measure of a key, also of one whose slot is filled ("share of US imports") or that changes."""
        found = self._terms.get((TermKind.MEASURE, key))
        if found is not None:
            return found
        for (kind, pattern), term in self._terms.items():
            if kind is TermKind.MEASURE and "{" in pattern:
                head, tail = re.split(r"\{\w+\}", pattern, maxsplit=1)
                if key.startswith(head) and key.endswith(tail) and len(key) > len(head) + len(tail):
                    return term
        return None

    def _filled(self, key: str, lang: str) -> str:
        """The name of a measure made from one with a slot: "share of US imports"."""
        term = self.measure(key)
        if term is None or lang not in term.names:
            return ""
        head, tail = re.split(r"\{\w+\}", term.key, maxsplit=1)
        inner = key[len(head) : len(key) - len(tail) or None]
        before, after = re.split(r"\{\w+\}", term.names[lang], maxsplit=1)
        counted = units().of_name(inner, "en") if "{unit}" in term.key else None
        shown = counted.names.get(lang, inner) if counted else self.display(_SHORT.get(inner, inner), lang)
        return before + shown + after

    def find(self, kind: TermKind, word: str) -> str | None:
        """The key that a word or phrase of any of the languages leads to; None when nothing does."""
        key = self._words.get((kind, word.strip().lower()))
        if key is not None:
            return key
        low = word.lower().replace("ё", "е")
        if len(low) != len(word):
            return None
        tokens = tokenize(word, low, 0, len(word))
        for first, last, (term, _) in self.matcher.scan(tokens, ""):
            if term.kind is kind and first == 0 and last == len(tokens) - 1:
                return term.key
        return None


@cache
def _shipped() -> Terms:
    return Terms(_read_all([paths.resources() / "lexicon"]).values())


def _read_all(folders: Sequence[Path]) -> dict[tuple[TermKind, str], Term]:
    terms: dict[tuple[TermKind, str], Term] = {}
    for folder in folders:
        if not folder.is_dir():
            raise BadLexicon(tr("The lexicon folder {folder} is missing.", folder=folder))
        for language in LANGUAGES:
            for stem, (kind, of_type) in _FILES.items():
                path = folder / language / f"{stem}.toml"
                if path.exists():
                    for entry in load_entries(path):
                        term = _term(entry, kind, of_type, language)
                        at = (kind, term.key)
                        terms[at] = _merged(terms[at], term) if at in terms else term
    return terms


def _term(entry: Entry, kind: TermKind, of_type: str, language: str) -> Term:
    said = entry.traits
    derived = tuple(Cue(p, language, derived=True) for p in (*said.get("derived", ()), *said.get("hints", ())))
    beside = tuple(Cue(p, language, derived=True, beside=True) for p in said.get("beside", ()))
    return Term(
        key=entry.key,
        kind=kind,
        names={language: entry.name} if entry.name else {},
        cues=tuple(Cue(phrase, language) for phrase in entry.cues) + derived + beside,
        type=said.get("type", of_type),
        country=said.get("country", ""),
        fits=tuple(said.get("fits", ())),
        about=tuple(said.get("about", ())),
        item=said.get("item", True),
        weak=said.get("weak", False),
    )


def _single(phrase: str) -> list[str]:
    """The words of a phrase that is one word, or one of several."""
    return [] if " " in phrase.strip() else phrase.strip().split("|")


def _without(term: Term, claimed: Collection[tuple[str, str]]) -> Term:
    """The term without the words that a project means something of its own by."""
    cues = []
    for cue in term.cues:
        words = _single(cue.phrase)
        kept = [word for word in words if (cue.language, word) not in claimed]
        if len(kept) == len(words):
            cues.append(cue)
        elif kept:
            cues.append(replace(cue, phrase="|".join(kept)))
    return term if tuple(cues) == term.cues else replace(term, cues=tuple(cues))


def _merged(one: Term, other: Term) -> Term:
    """What two languages (or a project) say of one term, together; the later word wins where both speak."""
    return Term(
        key=one.key,
        kind=one.kind,
        names={**one.names, **other.names},
        cues=one.cues + other.cues,
        type=other.type or one.type,
        country=other.country or one.country,
        fits=other.fits or one.fits,
        about=other.about or one.about,
        item=one.item and other.item,
        weak=one.weak or other.weak,
    )
