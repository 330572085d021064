"""Scales that stand in odd places: glued to a currency or unit, before money only, behind a slipped comma."""

from __future__ import annotations

import re
from decimal import Decimal

from workbench.core.extraction.composed import kind_of, set_unit
from workbench.core.extraction.site import Draft, Site
from workbench.core.extraction.tokens import word_right
from workbench.core.model.figure import Doubt, Kind

_SCALED_CODE = re.compile(r" ?([kMTB]?)([A-Z]{3})(?: ((?:m|b|tr)illion|thousand|mln|bln|bn))?(?!\w)")
_PREFIXES = {"k": Decimal(10**3), "T": Decimal(10**3), "M": Decimal(10**6), "B": Decimal(10**9)}
_LATIN_WORD = re.compile(r" ?([A-Za-z]{2,6}(?:/d)?)(?![\w/])")


def slipped_comma(site: Site, draft: Draft) -> bool:
    """ "1 599 059, 38 евро": a space slipped in behind the decimal comma of a grouped sum of money."""
    i = draft.last
    if draft.step != 1 or i >= len(site.seeds) or site.low[draft.end : site.seeds[i].start] != ", ":
        return False
    seed = site.seeds[i]
    if " " not in site.low[draft.start : draft.end] or seed.end - seed.start != 2 or seed.step != 1:
        return False
    hit = site.matcher.right.match(site.text, site.low, seed.end, site.stop)
    if hit is None or kind_of(hit.code) is not Kind.MONEY or draft.low is None:
        return False
    draft.low = draft.high = draft.low + seed.value / 100
    draft.step = Decimal("0.01")
    draft.doubts.append(Doubt.SEPARATOR)
    draft.last = i + 1
    draft.stretch(draft.start, seed.end)
    return True


def scaled_code(site: Site, draft: Draft) -> bool:
    """ "120 MEUR", "75 USD million": the scale is glued to the currency's code, or stands behind it."""
    match = _SCALED_CODE.match(site.text, draft.end, site.stop)
    if match is None or draft.number.scaled or draft.low is None or draft.unit is not None:
        return False
    prefix, code, word = match.groups()
    if kind_of(code) is not Kind.MONEY or bool(prefix) == bool(word):
        return False
    after = draft.last
    if word and (after >= len(site.seeds) or site.seeds[after].start != match.start(3)):
        return False
    scale = _PREFIXES[prefix] if prefix else site.seeds[after].value
    draft.low = draft.high = draft.low * scale
    draft.step = (draft.step or Decimal(1)) * scale
    draft.number.scaled, draft.number.scale = True, scale
    draft.last += bool(word)
    set_unit(draft, code, match.start(2), match.end(2))
    draft.stretch(draft.start, match.end())
    return True


def scaled_unit(site: Site, draft: Draft) -> bool:
    """ "120 Moz": a scale glued to a unit of weight or the like."""
    match = _LATIN_WORD.match(site.text, draft.end, site.stop)
    found = (site.matcher.scaled.get(match[1]) or site.matcher.scaled.get(match[1].lower())) if match else None
    if match is None or found is None or draft.number.scaled or draft.low is None:
        return False
    code, scale = found
    draft.low = draft.high = draft.low * scale
    draft.step = (draft.step or Decimal(1)) * scale
    draft.number.scaled, draft.number.scale = True, scale
    set_unit(draft, code, match.start(1), match.end())
    draft.stretch(draft.start, match.end())
    return True


def scale_before_money(site: Site, draft: Draft) -> bool:
    """ "20 т. р.": a scale that is one only before money."""
    if draft.number.scaled or draft.low is None:
        return False
    word, end = word_right(site.low, draft.end, site.stop)
    scale = site.lexicon.before_money.get(word)
    if scale is None:
        return False
    end += site.char(end) == "."
    hit = site.matcher.right.match(site.text, site.low, end, site.stop)
    if hit is None or kind_of(hit.code) is not Kind.MONEY:
        return False
    draft.low = draft.high = draft.low * scale
    draft.step = (draft.step or Decimal(1)) * scale
    draft.number.scaled = True
    draft.stretch(draft.start, end)
    return True
