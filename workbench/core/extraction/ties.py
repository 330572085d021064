"""Names that a dash, a bracket or their place in a list ties to one figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.core.extraction.gazetteer import PREPOSITIONS, Mention, Role
from workbench.core.extraction.sentences import Sentence
from workbench.core.model.figure import Statement

_LINKS = frozenset(("а", "и", "но", "еще", "ал", "және", "and", "while", "but", "whereas"))
_PLAIN = (Role.HEAD, Role.PLAIN)
_LIST = 2
_TIE = re.compile(r"\s*(?:\s[-–—]\s|[–—(])\s*")
_TIE_BEHIND = re.compile(r"\s*(?:\s[-–—]\s|[–—])\s*(?:\w{1,3}\s+)?")


def claims_of(
    low: str, sentence: Sentence, named: Sequence[Mention], figures: Sequence[Statement]
) -> dict[tuple[int, int], int]:
    """Names that a dash, a bracket or a list ties to one figure: "в Китае — 44 млн", "Chile (190m)", "21 т — в
    Бразилии", "Peru 5 t, Chile 6 t"."""
    before, behind = {m.last: m for m in named}, {m.first: m for m in named}
    claims: dict[tuple[int, int], int] = {}
    listed: dict[tuple[int, int], int] = {}  # names right before their figures
    for figure in figures if named else ():
        first, last = sentence.words(figure.full_span.start, figure.full_span.end)
        owner = before.get(first - 1)
        if owner is not None and owner.role in _PLAIN and low[owner.end : figure.full_span.start] == " ":
            listed.setdefault(owner.words, figure.span.start)
        tied = owner is not None and _opens(owner, sentence)
        if owner is None or not tied or not _TIE.fullmatch(low, owner.end, figure.full_span.start):
            owner = next((behind[at] for at in (last + 1, last + 2) if at in behind), None)
            if owner is None or not _TIE_BEHIND.fullmatch(low, figure.full_span.end, owner.start):
                continue
        claims.setdefault(owner.words, figure.span.start)
    if len(listed) >= _LIST:  # "Türkiye 2 million tonnes, Iran 1.5 million tonnes": one alone may be chance
        claims = {**listed, **claims}
    return claims


def _opens(m: Mention, sentence: Sentence) -> bool:
    """Whether a name, its preposition aside, begins its clause: not so in "участок в Костанайской области"."""
    at = m.first - 1
    if at >= 0 and sentence.tokens[at].word in PREPOSITIONS and sentence.tokens[at].joined:
        at -= 1
    return at < 0 or not sentence.tokens[at].joined or sentence.tokens[at].word in _LINKS
