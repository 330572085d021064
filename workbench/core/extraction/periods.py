"""Which date dates a figure: that of its clause, else the one at the sentence's front; the year of a bare part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from workbench.core.extraction.dates import DateMention
from workbench.core.extraction.spot import Spot
from workbench.core.model.period import Period

_CROSSED = 1.3  # what a figure between costs
_FRONT = 0.35  # a date at the front of a sentence speaks for all of it
_FRONT_WORDS = 3
_FARTHEST = 6.0
_BEHIND = 2.6
_IN_PARTS = re.compile(r"\d{4}-\d\d")
_RELATIVE = (
    r"котор\w+|что|где|which|that|who|where|(?:opened|built|founded|launched|discovered|established|signed"
    r"|completed|commissioned|bought|acquired|created|started|closed|set up)"
    r"|\w{3,}(?:вш|енн|анн|янн|ят|ит|ыт|ат|ющ|ущ|ящ|ащ)(?:ый|ая|ое|ые|ого|ей|ой|ую|ых|их|ему|ому|ий|ие|ее|ими|ыми|им|ым|ем|ом)"
    r"(?:ся)?"
)
_OPENED = re.compile(rf"[,(]\s*(?:\w+\s+){{0,2}}?(?:{_RELATIVE})\b[^,;()]*$")
_SET_UP = re.compile(  # behind a figure: "по контракту, подписанному в 2015 году"
    r",\s+(?:подписанн|заключенн|открыт|основанн|построенн|запущенн|созданн|учрежденн|введенн|купленн|signed|opened|founded"
    r"|built|launched|established|commissioned)\w*\s+(?:\w+\s+){0,2}?$"
)
_TO_COME = re.compile(r"\b(?:plan\w*|will|would|to|due|set|буд[еу]т|планир\w+|намер\w+|должн\w+|собира\w+)\b")
_CLOSED = re.compile(r"[^,;()]{0,24}[,)]")
_ACTS_AFTER = re.compile(r",?\s+(?:will|would|is|was|has|have|had|are|were|can|could|should|may|might)\b")
_BEFORE_VERB = re.compile(r"\b(?:that|which|who)\s+(?:\S+\s+){1,9}?(?:in\s+|on\s+|by\s+)?$")
_DATED_THING = re.compile(  # "2019 жылы ашылған зауыт"
    r"\s+(?:\w+\s+)?(?:ашыл|салын|құрыл|қосыл|қалан|табыл|беріл|қойыл|жасал|алын|тоқта)\w*(?:ған|ген)\s+[«\"]?\w"
)
_SAME_YEAR = re.compile(r"\b(?:год\w*|year|жыл\w*)$")
_GOES_ON = re.compile(
    r"(?:это|из (?:них|этого|этих)|в том числе|of (?:this|that|these|those|which)|among them"
    r"|(?:this|that|it|which) (?:is|was|means|meant|represents|represented|compares|accounts|includes|equals)"
    r"|(?:[\w'’]+ ){1,3}own |(?:\w+ )?собственн\w{2,3} (?!дан)"
    r"|(?:\w+ )?өз(?:інің|індік)? |бұл|оның ішінде|соның ішінде)(?!\w)"
    r"(?! (?:год|месяц|year|month|жыл|ай|company|country)\w*)"
)
_WORTH = re.compile(
    r"\b(?:its|their|the) (?:total |combined )?(?:value|worth)\b|\bих (?:общая |суммарная )?стоимост\w+"
)
_ADDED = re.compile(r"\b(?:еще|another|a further|тағы|қосымша)\s+$")


def period_of(spot: Spot, dates: Sequence[DateMention]) -> DateMention | None:
    """The date that dates a figure: the nearest in its clause, else the one at the sentence's front."""
    best: tuple[float, DateMention] | None = None
    figure = spot.statement.span
    for mention in dates:
        if mention.ruled_out:
            continue
        there = spot.sentence.words(mention.start, mention.end)
        cost = spot.distance(there) + _CROSSED * spot.crossed(there)
        if mention.start < figure.start and there[0] <= _FRONT_WORDS:
            cost *= _FRONT
        if cost > (_BEHIND if mention.start > figure.start else _FARTHEST):
            continue
        nearest = best is None or cost < best[0]
        if nearest and ")" not in spot.low[figure.end : mention.start] and not _of_another(spot, mention):
            best = (cost, mention)
    return best[1] if best is not None else None


def _of_another(spot: Spot, mention: DateMention) -> bool:
    """Whether a date in front of a figure dates a thing beside it: "the mine, opened in 2019, holds 5 tonnes"."""
    low, start, end = spot.low, spot.sentence.start, spot.statement.span.start
    if mention.end >= end:
        return _SET_UP.search(low, spot.statement.span.end, mention.start) is not None
    before, between = low[max(start, mention.start - 80) : mention.start], low[mention.end : end]
    if spot.sentence.language == "kk":
        return _DATED_THING.match(between) is not None
    closed = _CLOSED.match(between)
    opened = _OPENED.search(before) if closed is not None else None
    if opened is not None:
        return _TO_COME.search(opened[0]) is None
    return _ACTS_AFTER.match(between) is not None and _BEFORE_VERB.search(before) is not None


def in_told_year(found: DateMention, told: Iterable[DateMention], dated: bool) -> DateMention:
    """A part of a year whose year is not said, in the year told last before it. Where the article is `dated` only
    another part of a year tells it: "in July 2025 … July's supplies", not "since 2010 … in July"."""
    if found.of_year is None:
        return found
    for one in told:
        if (
            one.period is None
            or one.ruled_out
            or one.period.yearless
            or (dated and not _IN_PARTS.search(one.period.edtf))
        ):
            continue
        last = one.period.edtf.rpartition("/")[2]
        edtf = found.of_year(int(last[:4])) if last[:4].isdigit() else None
        if edtf is not None:
            return replace(found, period=Period(edtf), assumed=True)
    return found


def same_period(low: str, found: DateMention, before: Period | None) -> Period | None:
    """What "the same period" means; "the same year" is the year of the period before."""
    if before is None or before.yearless or not _SAME_YEAR.search(low, found.start, found.end):
        return before
    year = before.edtf[:4]
    return Period(year) if year.isdigit() and "/" not in before.edtf else before


def goes_on(spot: Spot) -> bool:
    """Whether a figure goes on with the account of the one before it: "of these 5 tonnes …", "another 5 tonnes"."""
    if _ADDED.search(spot.before_all) or _WORTH.search(spot.before_all):
        return True
    start = spot.sentence.start
    return _GOES_ON.match(spot.low, start, spot.sentence.end) is not None
