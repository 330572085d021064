"""What a person types to search, understood: words in all their forms, "phrases", -words, beginnings* of words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.core.errors import BadInput
from workbench.core.vocabulary import forms
from workbench.core.words import tr

_TOKEN = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")  # what the index of words counts as one
_MARKS = re.compile("[\u0300-\u036f]+")  # a stress mark over a letter does not count
_ITEM = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans(dict.fromkeys("«»“”„", '"'))
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_SHORTEST_BEGINNING = 2
LONGEST = 400  # characters of a query


class _Plain(dict[int, int]):
    """Letter by letter: Latin letters without their accents; filled as letters come."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0].lower() if _ACCENTED.match(char) else char
        self[code] = ord(base) if base.isascii() else code
        return self[code]


def folded(text: str) -> str:
    """As the index of words writes it: lower case, Latin letters without accents; as long as the text."""
    low = text.lower()
    if len(low) != len(text):  # "İ" grows
        low = "".join(one if len(one := char.lower()) == 1 else char for char in text)
    return low.translate(_Plain()) if _ACCENTED.search(low) else low


def tokens_of(text: str) -> list[tuple[int, int, str]]:
    """The words of a text as its index writes them, each with its start and end in the text."""
    low = folded(text)
    found = [(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(low)]
    if not _MARKS.search(low):
        return found
    return [(start, end, _MARKS.sub("", word)) for start, end, word in found]


def _words(typed: str) -> list[str]:
    return [word for _, _, word in tokens_of(typed)]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query. A token of a text is it when it is among the `forms`, has the `beginning`, or is one of
    the `stems` with a Kazakh ending; those of `loans` count in Kazakh texts only, where Russian words take Kazakh
    endings."""

    forms: frozenset[str]
    beginning: str = ""
    stems: frozenset[str] = frozenset()
    loans: frozenset[str] = frozenset()

    def accepts(self, token: str, *, kazakh: bool) -> bool:
        if token in self.forms:
            return True
        if self.beginning and token.startswith(self.beginning):
            return True
        return any(forms.is_kazakh_form(token, stem) for stem in self.stems_in(kazakh=kazakh))

    def stems_in(self, *, kazakh: bool) -> frozenset[str]:
        return self.stems | self.loans if kazakh else self.stems


@dataclass(frozen=True, slots=True)
class Part:
    """One word, or several that stand one after the other."""

    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """Texts that hold every wanted part and no unwanted one."""

    wanted: tuple[Part, ...]
    unwanted: tuple[Part, ...] = ()

    @property
    def has_loans(self) -> bool:
        """Whether Kazakh texts are searched for more than others."""
        return any(word.loans for part in (*self.wanted, *self.unwanted) for word in part.words)


def parse(typed: str) -> Query:
    """BadInput says what is missing."""
    if len(typed) > LONGEST:
        raise BadInput(tr("That is too long to search for. Type fewer words."))
    wanted: list[Part] = []
    unwanted: list[Part] = []
    for item in _ITEM.finditer(typed.translate(_QUOTES)):
        part = _exactly(item["phrase"]) if item["phrase"] is not None else _word(item["word"])
        if part is not None:
            (unwanted if item["minus"] else wanted).append(part)
    if not wanted:
        raise BadInput(tr("Type a word to look for. A minus alone takes away only from what is found."))
    return Query(tuple(wanted), tuple(unwanted))


def phrase(typed: str) -> Query:
    """The words one after the other, each in all its forms: for a concordance."""
    words = tuple(_inflected(token) for token in _words(typed[:LONGEST]))
    if not words:
        raise BadInput(tr("Select a word or a figure first: its other places are listed here."))
    return Query((Part(words),))


def _word(typed: str) -> Part | None:
    tokens = _words(typed)
    if len(tokens) != 1:  # "2,6" and "Ту-154" are two words for the index
        return _exactly(typed)
    if typed.endswith("*") and len(tokens[0]) >= _SHORTEST_BEGINNING:
        return Part((Word(frozenset((tokens[0],)), beginning=tokens[0]),))
    return Part((_inflected(tokens[0]),))


def _exactly(typed: str) -> Part | None:
    tokens = _words(typed)
    return Part(tuple(Word(_spellings(token)) for token in tokens)) if tokens else None


def _spellings(token: str) -> frozenset[str]:
    return forms.spellings(token) if forms.is_cyrillic(token) else frozenset((token,))


def _inflected(token: str) -> Word:
    if not forms.is_cyrillic(token):
        return Word(forms.english_forms(token))
    if len(token) < 3:
        return Word(_spellings(token))
    if forms.has_kazakh_letter(token):
        return Word(frozenset((token,)), stems=forms.kazakh_stems(token))
    stems = forms.kazakh_stems(token)
    if forms.is_russian(token):
        return Word(forms.russian_forms(token), loans=stems)
    return Word(forms.russian_forms(token), stems=stems)


def words_of(query: Query) -> Iterator[Word]:
    """Every word of the query, wanted or not."""
    for part in (*query.wanted, *query.unwanted):
        yield from part.words
