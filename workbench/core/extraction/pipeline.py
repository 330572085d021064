"""The whole way from a text to its statements: paragraph by paragraph to numbers and units, then the context."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from sys import intern

from workbench.core.extraction import amounts, directions, exclusions, qualifiers, ranges, ranks, verdicts
from workbench.core.extraction.cells import Headings
from workbench.core.extraction.context import add_context
from workbench.core.extraction.exclusions import Excluded
from workbench.core.extraction.ner import NameProvider
from workbench.core.extraction.numbers import Grammar
from workbench.core.extraction.numerals import Word, numerals
from workbench.core.extraction.roman import romans
from workbench.core.extraction.scene import Extraction, Scene
from workbench.core.extraction.seeds import find_seeds
from workbench.core.extraction.site import Draft, Site
from workbench.core.extraction.tokens import Line, fold, lines
from workbench.core.extraction.units_match import matcher
from workbench.core.model.amount import Amount
from workbench.core.model.article import Block, BlockKind
from workbench.core.model.disposition import Disposition, NumberClass
from workbench.core.model.figure import Doubt, Field, Kind, Statement
from workbench.core.model.span import Span
from workbench.core.vocabulary.language import ENGLISH, KAZAKH, RUSSIAN, language_of
from workbench.core.vocabulary.terms import Terms

_KNOWN = frozenset({RUSSIAN, KAZAKH, ENGLISH})
_KAZAKH_LETTER = re.compile("[әғқңөұүһі]")
_RUSSIAN_LETTER = re.compile("[ыэщъ]")
_RUSSIAN_ONLY = re.compile("[эщъ]|ый|ые|ых|ться")
_CYRILLIC_LETTER = re.compile("[\u0400-\u052f]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN_LETTER = re.compile("[a-z]")
_UNIT_DIGIT = re.compile("[23²³]")
_LONG_LINE = 60
_DIGIT_RUN = re.compile(r"\d+")
# Digits that are no decimal digits: superscripts, subscripts, circled ones, Ethiopic and the like.
_ODD_RUN = re.compile(
    "[\u00b2-\u00b3\u00b9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c"
    "\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\U00010a40-"
    "\U00010a43\U00010e60-\U00010e68\U00011052-\U0001105a\U0001f100-\U0001f10a]+"
)


@dataclass(frozen=True, slots=True)
class Traced:
    """A draft with the line it stands in: what `explain` tells of."""

    line: Line
    language: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the numbers stage found in a text. The context stage puts its statements in the place of the bare ones."""

    statements: list[Statement]
    dispositions: tuple[Disposition, ...]
    traced: tuple[Traced, ...]


class Extractor:
    """Statements of a text. Holds nothing of the texts it has read: one may serve many workers in turn."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    @classmethod
    def default(cls) -> Extractor:
        """The extractor with the words that come with the program."""
        return _default()

    def extract(
        self, text: str, *, language: str = "", blocks: Sequence[Block] = (), published: date | None = None
    ) -> Extraction:
        """All statements and dispositions of a text, in its order.

        `language` is the article's, for lines that do not tell their own; "" lets the text decide.
        """
        low = fold(text)
        language = language if language in _KNOWN else _language(text, low)
        found = numbers_of(text, low, language, blocks)
        scene = Scene(text, low, language, tuple(blocks), published)
        return Extraction(tuple(in_context(scene, found, self._terms)), found.dispositions)


@cache
def _default() -> Extractor:
    return Extractor(Terms.load())


def in_context(scene: Scene, found: Numbers, terms: Terms, recognised: NameProvider | None = None) -> list[Statement]:
    """The statements with their context; those in the cells of a table also with what its headings say."""
    if not any(block.header for block in scene.blocks):
        return add_context(scene, found.statements, found.dispositions, terms, recognised)
    headings = Headings(scene, terms, lambda words, language: numbers_of(words, fold(words), language).statements)
    united = headings.united(found.statements)
    return headings.told(add_context(scene, united, found.dispositions, terms, recognised))


def numbers_of(text: str, low: str, language: str, blocks: Sequence[Block] = (), trace: bool = False) -> Numbers:
    """The numbers stage alone: amounts, units and kinds, without context."""
    statements: list[Statement] = []
    dispositions: list[Disposition] = []
    traced: list[Traced] = []
    heads = sorted({span for block in blocks for span in block.header})
    for line in _cut(text, blocks):
        spoken = line_language(text, low, line, language)
        site = _site(text, low, line, spoken)
        if site.seeds:
            drafts, excluded = _drafts(site)
            if heads and _inside(Span(line.start, line.stop), heads):
                _unit_of_column(drafts)
            dispositions += [_disposition(one) for one in excluded]
            for draft in drafts:
                if draft.refused is None:
                    statements.append(_statement(draft))
                dispositions += _dispositions(site, draft)
                if trace:
                    traced.append(Traced(line, spoken, draft))
        statements += ranks.ranks(site)
        dispositions += [_disposition(one) for one in romans(site)]
    statements.sort(key=_by_start)
    dispositions.sort(key=_by_start)
    dispositions = _complete(text, dispositions)
    return Numbers(list(_doubt_furniture(statements, blocks)), tuple(dispositions), tuple(traced))


def _unit_of_column(drafts: list[Draft]) -> None:
    """The "млн тонн" at the head of a column is the unit of its cells, no amount."""
    for draft in drafts:
        worded = not draft.number.digits and draft.number.scaled and draft.number.last - draft.number.first == 1
        if draft.refused is None and (draft.number.indefinite or worded):
            draft.refuse(NumberClass.WORD, "unit of a column")


def _by_start(one: Statement | Disposition) -> int:
    return one.span.start


def _language(text: str, low: str) -> str:
    """The language of a whole text that nobody has named."""
    return language_of(text[:4000]) or RUSSIAN


def line_language(text: str, low: str, line: Line, article: str) -> str:
    """The language of a line. Letters that only one of them has answer at once; the rest is asked for."""
    start, stop = line
    if article == RUSSIAN and _plainly_russian(low, start, stop):
        return RUSSIAN
    said = language_of(text[start:stop])
    russian = stop - start > _LONG_LINE and _RUSSIAN_ONLY.search(low, start, stop) is not None
    if said == RUSSIAN and article == KAZAKH and not russian:
        return KAZAKH  # a short line of loan words and numbers
    if said == ENGLISH and article in (RUSSIAN, KAZAKH):
        line_letters = low[start:stop]
        if 2 * len(_CYRILLIC_LETTER.findall(line_letters)) > len(_LETTER.findall(line_letters)):
            return article  # names of aircraft and firms in a Russian line
    return said if said in _KNOWN else article


def _plainly_russian(low: str, start: int, stop: int) -> bool:
    """Letters that Kazakh has not, or in a line without Latin letters none that it has."""
    if _KAZAKH_LETTER.search(low, start, stop):
        return False
    if stop - start > _LONG_LINE:
        return _RUSSIAN_LETTER.search(low, start, stop) is not None
    return not _LATIN_LETTER.search(low, start, stop)


def _cut(text: str, blocks: Sequence[Block]) -> Iterable[Line]:
    """Lines, cut further where a block begins or ends inside one."""
    edges = sorted({edge for block in blocks for edge in (block.span.start, block.span.end)})
    at = 0
    for line in lines(text):
        start = line.start
        while at < len(edges) and edges[at] <= start:
            at += 1
        inner = at
        while inner < len(edges) and edges[inner] < line.stop:
            yield Line(start, edges[inner])
            start = edges[inner]
            inner += 1
        yield Line(start, line.stop)


def _site(text: str, low: str, line: Line, language: str) -> Site:
    lexicon = numerals(language)
    seeds = find_seeds(low, line.start, line.stop, language)
    grammar = Grammar(text, low, line.stop, seeds, lexicon)
    return Site(text, low, line.start, line.stop, lexicon, matcher(language), seeds, grammar)


def _drafts(site: Site) -> tuple[list[Draft], list[Excluded]]:
    """Every number of a line as a draft with its verdict, and what was excluded before."""
    drafts: list[Draft] = []
    excluded: list[Excluded] = []
    seeds, i, edge = site.seeds, 0, 0
    while i < len(seeds):
        seed = seeds[i]
        if seed.start < edge:
            i += 1
            continue
        if seed.word is Word.DIGITS:
            out = exclusions.exclude(site, seed, i)
            if out is not None:
                excluded.append(out)
                edge = out.end
                i += 1
                continue
        number = site.grammar.read(i)
        if number is None:
            excluded.append(Excluded(seed.start, seed.end, NumberClass.WORD, "no number follows"))
            i += 1
            continue
        draft = amounts.measure(site, number)
        while draft.last < len(seeds) and seeds[draft.last].start < draft.end:
            draft.last += 1  # number words that are part of a unit
        drafts.append(draft)
        i = max(draft.last, i + 1)
        edge = draft.end
    drafts = ranges.join(site, drafts)
    directions.direct(site, drafts)
    for draft in drafts:
        if draft.refused is None:
            qualifiers.qualify(site, draft)
            verdicts.decide(site, draft)
    return drafts, excluded


def _statement(draft: Draft) -> Statement:
    amount = None
    if draft.kind is not Kind.INDEFINITE:
        amount = Amount(draft.low, draft.high, draft.qualifier, draft.step)
    span = Span(draft.start, draft.end)
    full = Span(min(draft.full_start, draft.start), max(draft.full_end, draft.end))
    evidence = {Field.AMOUNT: Span(draft.number.start, draft.number.end)}
    if draft.unit is not None and draft.unit_start >= 0:
        evidence[Field.UNIT] = Span(draft.unit_start, draft.unit_end)
    if draft.change is not None:
        evidence[Field.CHANGE] = Span(draft.change_start, draft.change_end)
    return Statement(
        span=span,
        full_span=span if full == span else full,
        kind=draft.kind,
        amount=amount,
        unit=draft.unit,
        change=draft.change,
        doubts=tuple(draft.doubts),
        rule=intern("; ".join(draft.rules)),  # few chains of rules make many figures
        evidence=evidence,
    )


def _disposition(one: Excluded) -> Disposition:
    return Disposition(Span(one.start, one.end), one.number_class, one.rule)


def _dispositions(site: Site, draft: Draft) -> list[Disposition]:
    """One for each seed of a figure; one for the whole of a refused draft."""
    if draft.refused is not None:
        whole = draft.refused in (NumberClass.DATE, NumberClass.ORDINAL, NumberClass.SCORE)
        start, end = (draft.start, draft.end) if whole else (draft.number.start, draft.number.end)
        further = [seed for seed in site.seeds[draft.first : draft.last] if seed.start >= end]
        return [
            Disposition(Span(start, end), draft.refused, draft.rules[-1]),
            *(Disposition(Span(seed.start, seed.end), draft.refused, draft.rules[-1]) for seed in further),
        ]
    rule = draft.rules[0]
    spans = [Span(seed.start, seed.end) for seed in site.seeds[draft.first : draft.last]]
    if spans and draft.unit_start >= spans[-1].end and _UNIT_DIGIT.search(site.low, draft.unit_start, draft.unit_end):
        spans[-1] = Span(spans[-1].start, draft.unit_end)  # the 3 of "10 м3" is no number of its own
    return [Disposition(span, NumberClass.FIGURE, rule) for span in spans]


def _complete(text: str, dispositions: list[Disposition]) -> list[Disposition]:
    """The dispositions with every digit covered: what no rule claimed is glued to letters or odd."""
    extra: list[Disposition] = []
    at, covered = 0, 0
    for pattern, number_class in ((_DIGIT_RUN, NumberClass.CODE), (_ODD_RUN, NumberClass.FOOTNOTE)):
        at = covered = 0
        for match in pattern.finditer(text):
            while at < len(dispositions) and dispositions[at].span.start <= match.start():
                covered = max(covered, dispositions[at].span.end)
                at += 1
            if covered < match.end():
                extra.append(Disposition(Span(*match.span()), number_class, "digits inside a word"))
    return sorted([*dispositions, *extra], key=_by_start) if extra else dispositions


def _doubt_furniture(statements: list[Statement], blocks: Sequence[Block]) -> Iterable[Statement]:
    """Statements in page furniture carry a doubt."""
    furniture = sorted(block.span for block in blocks if block.kind is BlockKind.NOT_BODY)
    if not furniture:
        return statements
    return [_doubted(one) if _inside(one.span, furniture) else one for one in statements]


def _doubted(statement: Statement) -> Statement:
    return replace(statement, doubts=(*statement.doubts, Doubt.NOT_BODY))


def _inside(span: Span, furniture: list[Span]) -> bool:
    at = bisect_right(furniture, span.start, key=lambda one: one.start) - 1
    return at >= 0 and furniture[at].contains(span)


__all__ = ["Extractor", "Numbers", "Traced", "in_context", "line_language", "numbers_of"]
