"""Figures that hide in ordinals: places ("на первом месте", "third-largest") and parts ("каждый третий")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from os.path import commonprefix
from typing import NamedTuple

from workbench.core.extraction.notation import trie_pattern
from workbench.core.extraction.numerals import Numerals, Word, numerals
from workbench.core.extraction.site import Site
from workbench.core.model.amount import Amount
from workbench.core.model.figure import Field, Kind, Statement
from workbench.core.model.span import Span

_REACH = 28  # how far around its telling word such an expression goes
_HUNDRED = Decimal(100)
_TENS = re.compile(r"(?<!\w)([^\W\d_]+)[ -]$")


class _Patterns(NamedTuple):
    places: re.Pattern[str]
    parts: re.Pattern[str] | None
    signs: tuple[str, ...]  # one of them stands in every place
    part_sign: str


@cache
def _patterns(language: str) -> _Patterns:
    lexicon = numerals(language)
    words = trie_pattern(list(lexicon.place_words))
    ending = trie_pattern(list(lexicon.place_endings)) or "(?!)"
    lead = trie_pattern(list(lexicon.place_leads))
    tails = "|".join(lexicon.place_tails)
    places = re.compile(rf"(?<!\w)(?:{lead} )?(?P<n>(?P<w>{words})|\d{{1,3}}(?:{ending}))(?:{tails})(?!\w)")
    parts = None
    if lexicon.each_nth:
        each, nth = trie_pattern(list(lexicon.each)), trie_pattern(list(lexicon.each_nth))
        parts = re.compile(rf"(?<!\w){each} (?P<w>{nth})(?!\w)")
    return _Patterns(places, parts, lexicon.place_signs, commonprefix(sorted(lexicon.each)))  # noqa: RUF071 - letters are meant


def ranks(site: Site) -> Iterator[Statement]:
    """Statements of place and part in a line; cheap where no telling word stands there."""
    lexicon = site.lexicon
    patterns = _patterns(lexicon.language)
    for sign in patterns.signs:
        for match in _around(site, sign, patterns.places):
            yield _place(site, match, lexicon)
    if patterns.parts is not None:
        for match in _around(site, patterns.part_sign, patterns.parts):
            yield _part(match, lexicon)


def _around(site: Site, sign: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Matches that hold the sign, looked for only around it."""
    at = site.low.find(sign, site.start, site.stop)
    while at >= 0:
        end = min(site.stop, at + len(sign) + _REACH)
        for match in pattern.finditer(site.low, max(site.start, at - _REACH), end):
            if match.start() <= at < match.end():
                yield match
                break
        at = site.low.find(sign, at + 1, site.stop)


def _place(site: Site, match: re.Match[str], lexicon: Numerals) -> Statement:
    word = match["w"]
    value = lexicon.place_words[word] if word else int(re.match(r"\d+", match["n"])[0])  # type: ignore[index]
    start = match.start("n")
    tens = _TENS.search(site.low, max(site.start, start - 14), start) if word and value < 10 else None
    found = lexicon.words.get(tens[1]) if tens is not None else None
    if tens is not None and found is not None and found[0] is Word.TENS:  # "двадцать первое место"
        value, start = value + int(found[1]), tens.start()
    span = Span(start, match.end())
    return Statement(
        span=span,
        full_span=Span(min(start, match.start()), match.end()),
        kind=Kind.RANK,
        amount=Amount.exact(Decimal(value)),
        rule="place in an order",
        evidence={Field.AMOUNT: Span(start, match.end("n"))},
    )


def _part(match: re.Match[str], lexicon: Numerals) -> Statement:
    share = (_HUNDRED / lexicon.each_nth[match["w"]]).quantize(Decimal("0.0001")).normalize() + 0
    span = Span(match.start(), match.end())
    return Statement(
        span=span,
        full_span=span,
        kind=Kind.RATIO,
        amount=Amount.exact(share, Decimal(1)),
        unit="%",
        rule="every so manieth",
        evidence={Field.AMOUNT: Span(match.start("w"), match.end("w"))},
    )
