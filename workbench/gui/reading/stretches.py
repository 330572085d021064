"""Stretches of a text that people mean: the sentence around a figure, and a span whose edge moves by word."""

from __future__ import annotations

import re

from razdel import sentenize

from workbench.core.model.span import Span

_WORD = re.compile(r"\w+(?:[.,]\d+)*|[^\w\s]")
LIMIT = 600  # a "sentence" without an end is cut there


def sentence(text: str, span: Span) -> Span:
    """The sentence (or sentences) that the span lies in, without the spaces around."""
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.end)
    line = Span(max(first, span.start - LIMIT), min(len(text) if last < 0 else last, span.end + LIMIT))
    found = [Span(line.start + s.start, line.start + s.stop) for s in sentenize(line.of(text))]
    touched = [one for one in found if one.overlaps(span)]
    return touched[0].joined(touched[-1]) if touched else span


def moved(span: Span, text: str, *, left: bool, forward: bool, by_character: bool) -> Span:
    """The span with one edge moved; it never becomes empty nor leaves its line."""
    at = span.start if left else span.end
    there = at + (1 if forward else -1) if by_character else _word_edge(text, at, starts=left, forward=forward)
    if not 0 <= there <= len(text) or "\n" in text[min(at, there) : max(at, there)]:
        return span
    start, end = (there, span.end) if left else (span.start, there)
    return Span(start, end) if start < end else span


def _word_edge(text: str, at: int, *, starts: bool, forward: bool) -> int:
    """The next beginning (or end) of a word in a direction."""
    low, high = max(0, at - 200), min(len(text), at + 200)
    words = _WORD.finditer(text, low, high)
    edges = [m.start() if starts else m.end() for m in words]
    beyond = [edge for edge in edges if (edge > at if forward else edge < at)]
    if not beyond:
        return at
    return beyond[0] if forward else beyond[-1]


def core_within(core: Span, before: Span, after: Span) -> Span:
    """The number's own span once the full one goes from `before` to `after`: shared edges stay shared."""
    start = after.start if core.start == before.start else max(core.start, after.start)
    end = after.end if core.end == before.end else min(core.end, after.end)
    return Span(start, end) if start < end else after
