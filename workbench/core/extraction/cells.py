"""What the headings of a table say of a cell's number: its unit and scale, its measure, whose it is, and when."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.core.extraction import measures
from workbench.core.extraction.dates import date_mentions
from workbench.core.extraction.gazetteer import Mention, mentions
from workbench.core.extraction.scene import Scene
from workbench.core.extraction.sentences import Sentence, sentences
from workbench.core.model.amount import Amount
from workbench.core.model.article import Block
from workbench.core.model.figure import Doubt, Field, Kind, Statement
from workbench.core.model.period import Period
from workbench.core.model.span import Span
from workbench.core.vocabulary.language import language_of
from workbench.core.vocabulary.terms import TermKind, Terms

Reader = Callable[[str, str], Sequence[Statement]]  # the numbers stage: a text and its language

_FIVE = Decimal(5)
_LONGEST = 160  # a heading that says more is a text
_UNIT_PARTS = re.compile(r"\(([^()]{1,40})\)|,\s*([^,()]{1,40})$|^([^,()]{1,30})$")
_YEAR = re.compile(r"\s*((?:19|20|21)\d\d)(?:\s*(?:г\.?|год|ж\.|жыл|year))?\s*")
_NAME = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ«“\"][^\d:;!?]{2,50}")
_TOTAL = re.compile(
    r"(?i)(?:total|sum|average|all|other|итого|всего|прочие|прочее|в среднем|барлығы|жалпы|орташа|басқа)\b.*"
)


@dataclass(frozen=True, slots=True)
class _Unit:
    """The unit that a heading names, and what a bare number under it is to be multiplied with."""

    code: str
    kind: Kind
    factor: Decimal


@dataclass(frozen=True, slots=True)
class _Heading:
    """What one heading names, with where it stands."""

    span: Span
    unit: _Unit | None
    mentions: tuple[Mention, ...]
    period: tuple[Period, Span] | None
    name: str  # a name that no lexicon holds: of a row


class Headings:
    """The headings of an article's tables, each read once."""

    def __init__(self, scene: Scene, terms: Terms, read: Reader) -> None:
        self._scene = scene
        self._terms = terms
        self._read = read
        self._known: dict[Span, _Heading] = {}
        self._cells = [block for block in scene.blocks if block.header]

    def united(self, statements: Sequence[Statement]) -> list[Statement]:
        """The numbers of cells that state no unit with that of their headings: before measures are looked for."""
        return [self._united(s, cell) if cell else s for s, cell in self._placed(statements)]

    def told(self, statements: Sequence[Statement]) -> list[Statement]:
        """The numbers of cells with what their headings say; what the text above seemed to say does not count."""
        return [self._told(s, cell) if cell else s for s, cell in self._placed(statements)]

    def _placed(self, statements: Sequence[Statement]) -> list[tuple[Statement, Block | None]]:
        """Each statement with the cell it stands in; both are in the order of the text."""
        placed: list[tuple[Statement, Block | None]] = []
        at = 0
        for s in statements:
            while at < len(self._cells) and self._cells[at].span.end <= s.span.start:
                at += 1
            inside = at < len(self._cells) and self._cells[at].span.contains(s.span)
            placed.append((s, self._cells[at] if inside else None))
        return placed

    def _heading(self, span: Span) -> _Heading:
        found = self._known.get(span)
        if found is None:
            found = self._known[span] = self._read_heading(span)
        return found

    def _read_heading(self, span: Span) -> _Heading:
        words = span.of(self._scene.text)
        if len(words) > _LONGEST or not words.strip():
            return _Heading(span, None, (), None, "")
        language = language_of(words) or self._scene.language
        parts = sentences(self._scene.text, self._scene.low, span, 0, language)
        said = tuple(m for part in parts for m in mentions(self._scene.text, self._scene.low, part, self._terms))
        unit = self._unit_of(words, language)
        named = _NAME.fullmatch(words.strip()) and not said and unit is None and not _TOTAL.match(words.strip())
        return _Heading(span, unit, said, self._period_of(span, parts), words.strip() if named else "")

    def _unit_of(self, words: str, language: str) -> _Unit | None:
        """Of "Output, million tonnes" and "Reserves (Mt)" the words behind, read as those of a five."""
        for m in _UNIT_PARTS.finditer(words.strip()):
            part = next(group for group in m.groups() if group)
            line = f"5 {part.strip()}"
            for s in self._read(line, language):
                whole = s.span == Span(0, len(line)) and s.unit is not None and s.amount is not None
                if whole and s.kind is not Kind.COUNT and s.unit and s.amount and s.amount.value:
                    return _Unit(s.unit, s.kind, s.amount.value / _FIVE)
        return None

    def _period_of(self, span: Span, parts: Sequence[Sentence]) -> tuple[Period, Span] | None:
        year = _YEAR.fullmatch(self._scene.text, span.start, span.end)
        if year is not None:
            return Period(year[1]), Span(*year.span(1))
        for part in parts:
            for one in date_mentions(self._scene.low, part, (), self._scene.published):
                if one.period is not None and not one.ruled_out:
                    return one.period, one.span
        return None

    def _united(self, s: Statement, cell: Block) -> Statement:
        if s.unit is not None or s.amount is None or s.kind is not Kind.NUMBER:
            return s
        for span in reversed(cell.header):
            heading = self._heading(span)
            if heading.unit is not None:
                return replace(
                    s,
                    unit=heading.unit.code,
                    kind=heading.unit.kind,
                    amount=_times(s.amount, heading.unit.factor),
                    doubts=tuple(d for d in s.doubts if d is not Doubt.UNIT_MISSING),
                    evidence={**s.evidence, Field.UNIT: span},
                )
        return s

    def _told(self, s: Statement, cell: Block) -> Statement:
        """Of several headings the one nearest to the number says what it is; who is named in any of them it is of."""
        headings = [self._heading(span) for span in reversed(cell.header)]
        evidence = {f: span for f, span in s.evidence.items() if cell.span.contains(span) or f is Field.UNIT}
        said: dict[Field, str] = {}
        for field, kinds in _KINDS.items():
            own = field in evidence
            found = None if own else next((m for h in headings for m in _best(h.mentions, kinds, s)), None)
            if found is not None:
                said[field], evidence[field] = found.key, found.span
        row = next((h for h in headings if h.name), None)
        if Field.SUBJECT not in evidence and row is not None:
            said[Field.SUBJECT], evidence[Field.SUBJECT] = row.name, row.span
        dated = next((h.period for h in headings if h.period is not None), None)
        period = s.period if Field.PERIOD in evidence else None
        if period is None and dated is not None:
            period, evidence[Field.PERIOD] = dated
        kept = {field: getattr(s, field.value) if field in evidence else None for field in _KINDS}
        return replace(
            s,
            measure=said.get(Field.MEASURE, kept[Field.MEASURE]),
            subject=said.get(Field.SUBJECT, kept[Field.SUBJECT]),
            item=said.get(Field.ITEM, kept[Field.ITEM]),
            place=s.place if Field.PLACE in evidence else None,
            period=period,
            doubts=tuple(d for d in s.doubts if d not in (Doubt.SUBJECT_FAR, Doubt.MEASURE_FAR)),
            evidence=evidence,
        )


_KINDS = {Field.MEASURE: TermKind.MEASURE, Field.SUBJECT: TermKind.SUBJECT, Field.ITEM: TermKind.ITEM}


def _best(said: Sequence[Mention], kind: TermKind, s: Statement) -> list[Mention]:
    """What a heading names of a kind, the plainest first: a measure only where it can be said of such an amount."""
    found = [m for m in said if m.kind is kind and m.term is not None]
    if kind is TermKind.MEASURE:
        found = [m for m in found if m.term is not None and measures.fits(m.term, s)]
    return sorted(found, key=lambda m: (m.term is not None and m.term.weak, m.derived, m.first - m.last, m.first))


def _times(amount: Amount, factor: Decimal) -> Amount:
    if factor == 1:
        return amount
    return replace(
        amount,
        low=None if amount.low is None else amount.low * factor,
        high=None if amount.high is None else amount.high * factor,
        step=None if amount.step is None else amount.step * factor,
    )


__all__ = ["Headings", "Reader"]
