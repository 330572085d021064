"""Who says so: the sources that the sentences of a paragraph name, and which of them speaks for a figure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench.core.extraction import speech_en, speech_kk, speech_ru
from workbench.core.extraction.speech import Attribution, Reading
from workbench.core.model.span import Span

__all__ = ["Attribution", "Reading", "source_of", "sources_of", "told_by"]

_GRAMMARS = {"ru": speech_ru.found, "kk": speech_kk.found}
# Where a thought of its own begins, which may have a source of its own.
_CUT = re.compile(
    r";|[,—–]\s+(?=(?:а|но|зато|однако|тогда как|в то время как|хотя|while|whereas|but|yet|although|though"
    r"|ал|бірақ|алайда)\s)"
)
_PAIRS = {"«": "»", "“": "”", "„": "“", '"': '"'}
_MARKS = re.compile(r'[«»“”„"]')
_SPEECH_WORDS = 5  # a quotation of fewer words is a name, unless it ends like a sentence
_ENDS = ",.!?…"
_GAP = 40  # characters between a quotation and its speaker, at most
_ASIDE = 200  # and between a speaker and the quotation that goes on
_BESIDE = re.compile(r"[\s,.!?…:—–»”\"-]*(?:что\s+)?(?:деп\s+)?")
_LEADS_IN = re.compile(r"[\s,:—–«“„\"-]*(?:(?:что|that|следующее)[\s,:—–-]*)?")
# A sentence about the one before it: "Об этом сообщил …".
_ABOUT_IT = re.compile(
    r"(?:об этом|такие|такую|эти|это|подобные|this|that|these|those|such|the (?:figures?|data|numbers)|бұл|мұндай"
    r"|осындай)\s"
)


def sources_of(readings: Sequence[Reading]) -> list[list[Attribution]]:
    """The sources for each sentence of a paragraph: its own, that of the quotation it stands in, or the one that the
    next sentence names for it."""
    own = [list(_GRAMMARS.get(r.sentence.language, speech_en.found)(r)) for r in readings]
    result = [list(sources) for sources in own]
    if readings:
        _in_quotations(readings, own, result)
    for at in range(1, len(readings)):
        r = readings[at]
        if own[at] and not result[at - 1] and _ABOUT_IT.match(r.low, r.sentence.start) and not _has_number(r):
            result[at - 1] = [replace(s, leading=False, scope=None) for s in own[at][:1]]
    return result


def _has_number(r: Reading) -> bool:
    return any(t.word[0].isdigit() for t in r.tokens)


def _in_quotations(
    readings: Sequence[Reading], own: Sequence[Sequence[Attribution]], result: list[list[Attribution]]
) -> None:
    """Sentences within one quotation share its speaker, whichever of them names him."""
    low, starts = readings[0].low, [r.sentence.start for r in readings]
    said = sorted((s for sources in own for s in sources), key=_begin)
    before: Attribution | None = None
    for quote in _quotations(low, Span(starts[0], readings[-1].sentence.end)):
        speaker = _speaker(low, quote, said)
        if speaker is None and before is not None and _continues(low, before.whole.end, quote.start, starts):
            speaker = before
        before = speaker
        if speaker is None:
            continue
        for at in range(max(0, bisect_right(starts, quote.start) - 1), bisect_left(starts, quote.end)):
            if not result[at]:
                result[at].append(replace(speaker, sort=None, leading=False, scope=quote))
        before = replace(speaker, whole=Span(speaker.whole.start, max(speaker.whole.end, quote.end)))


def _continues(low: str, told: int, start: int, starts: Sequence[int]) -> bool:
    """Whether a quotation goes on after its speaker was named at `told`: at once, or with the next sentence."""
    if start - told > _ASIDE:
        return False
    if _BESIDE.fullmatch(low, told, start):
        return True
    at = bisect_right(starts, start) - 1
    return at > 0 and starts[at] == start and starts[at - 1] < told < start and not _MARKS.search(low, told, start)


def _speaker(low: str, quote: Span, said: Sequence[Attribution]) -> Attribution | None:
    """Who is named right after a quotation, or right before it."""
    behind = bisect_left(said, quote.end, key=_begin)
    for s in said[behind : behind + 1]:
        if not s.leading and s.whole.start - quote.end < _GAP and _BESIDE.fullmatch(low, quote.end, s.whole.start):
            return s
    before = bisect_left(said, quote.start, key=_begin)
    for s in said[max(0, before - 1) : before]:
        if 0 <= quote.start - s.whole.end < _GAP and _LEADS_IN.fullmatch(low, s.whole.end, quote.start):
            return s
    return None


def _begin(s: Attribution) -> int:
    return s.whole.start


def _quotations(low: str, within: Span) -> Iterator[Span]:
    """What stands between quotation marks and is somebody's words, not a name."""
    open_at, closing, depth = -1, "", 0
    for m in _MARKS.finditer(low, within.start, within.end):
        mark = m[0]
        if open_at < 0:
            if mark in _PAIRS:
                open_at, closing, depth = m.start(), _PAIRS[mark], 0
        elif mark == closing and depth:
            depth -= 1
        elif mark == closing:
            inside = low[open_at + 1 : m.start()]
            if len(inside.split()) >= _SPEECH_WORDS or inside.rstrip()[-1:] in _ENDS:
                yield Span(open_at, m.end())
            open_at = -1
        elif mark == low[open_at] and mark != '"':
            depth += 1


def told_by(sources: Sequence[Attribution], span: Span) -> bool:
    """Whether words belong to the phrase of a source."""
    return any(s.whole.overlaps(span) for s in sources)


def source_of(low: str, start: int, end: int, sources: Sequence[Attribution], figure: Span) -> Attribution | None:
    """Of the sources of a sentence (start to end) the one that speaks for a figure; None when none does. It may
    be somebody not named ("he hopes")."""
    for s in sources:
        if s.scope is not None and s.scope.overlaps(figure):
            return s
    free = [s for s in sources if s.scope is None]
    if not free:
        return None
    cuts = [m.end() for m in _CUT.finditer(low, start, end)]
    return _within(free, cuts, figure)


def _within(free: Sequence[Attribution], cuts: Sequence[int], figure: Span) -> Attribution | None:
    here = _part(cuts, figure.start)
    mine = [s for s in free if _part(cuts, s.whole.start) == here]
    chosen = _best(mine, figure)
    if chosen is not None:
        return chosen
    earlier = [s for s in free if _part(cuts, s.whole.start) < here]
    if earlier:
        return _best(earlier, figure)
    later = [s for s in free if _part(cuts, s.whole.start) > here and not s.leading]
    return later[0] if later else None


def _part(cuts: Sequence[int], at: int) -> int:
    return sum(cut <= at for cut in cuts)


def _best(sources: Sequence[Attribution], figure: Span) -> Attribution | None:
    """The nearest before a figure, else the nearest behind that does not lead what follows it; origins come first."""
    fit = [s for s in sources if not s.leading or s.whole.start < figure.start]
    origins = [s for s in fit if s.origin]
    before = [s for s in origins or fit if s.whole.start < figure.start]
    behind = [s for s in origins or fit if s.whole.start >= figure.start]
    if before and behind and not before[-1].leading and behind[0].whole.start - figure.end < 3:
        return behind[0]
    return _named(before) if before else behind[0] if behind else None


def _named(before: Sequence[Attribution]) -> Attribution:
    """The last of some sources, by the name of who is meant by it: "X said it expected …"."""
    last = before[-1]
    if last.source:
        return last
    named = next((s for s in reversed(before) if s.source and s.leading), last)
    return replace(named, sort=last.sort or named.sort)
