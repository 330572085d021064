"""Two numbers that are one figure ("от 70 до 80%"), or two figures that share a unit ("вырос с 3 до 5 млн")."""

from __future__ import annotations

import re
from decimal import Decimal

from workbench.core.extraction.composed import below_the_line
from workbench.core.extraction.neighbours import lend
from workbench.core.extraction.numerals import Word, is_change
from workbench.core.extraction.site import Draft, Site
from workbench.core.extraction.tokens import word_right, words_left
from workbench.core.model.amount import Qualifier
from workbench.core.model.disposition import NumberClass
from workbench.core.model.figure import Doubt, Kind

_DASH = re.compile(r" ?(?:[-–—‒−]{1,2}|\.{2,3}|…) ?[~≈+]?")
_GAP_WORD = re.compile(
    r"(?:-? |, )(out of|of the|[^\W\d_]+) (?:(?:about|around|nearly|примерно|около|почти|up to) )?"
)
_THOUSAND = Decimal(1000)
_HUNDRED = Decimal(100)
_MOST_GAP = 12
_VERB = 36  # characters behind a Kazakh number in which its verb may stand
_OF = ("из", "of", "of the", "out of")
_TENTHS = frozenset(map(Decimal, (10,)))  # "67 из 100" are counted votes
_WHOLES = frozenset(map(Decimal, (3, 4, 5, 10, 20, 100, 1000)))
_MEASURED = (Kind.MONEY, Kind.QUANTITY, Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.DURATION)


def join(site: Site, drafts: list[Draft]) -> list[Draft]:
    """The drafts of a line with ranges made one and changes given their unit."""
    joined: list[Draft] = []
    for draft in drafts:
        if joined and _one_figure(site, joined[-1], draft):
            continue
        joined.append(draft)
    lend(site, joined)
    return joined


def _one_figure(site: Site, left: Draft, right: Draft) -> bool:
    """Whether `right` went into `left`. Rules look at the gap between the two."""
    if right.start - left.end > _MOST_GAP or left.is_range or left.low is None or right.low is None:
        return False
    if left.number.indefinite or right.number.indefinite or left.number.word in (Word.TIMES, Word.OCCASIONS):
        return False
    gap = site.low[left.end : right.start]
    if gap in ("", " ") and _minus_is_dash(site, left, right):
        gap = "-"
    if _DASH.fullmatch(gap):
        return _dashed(site, left, right, gap)
    word = _GAP_WORD.fullmatch(gap)
    if word is not None:
        return _worded(site, left, right, word[1])
    return gap in (" ", " - ") and _kazakh(site, left, right)


def _dashed(site: Site, left: Draft, right: Draft, gap: str) -> bool:
    """ "70-80%", "два-три года", "$10-$20"."""
    if left.number.digits != right.number.digits or not _compatible(left, right):
        return False
    if left.unit is not None and left.unit_start > left.number.end - 1 and right.unit is None and " " in gap:
        return False  # "5 % - 7 человек": not one figure
    if " " in gap and _year_of_entry(left, right):
        left.refuse(NumberClass.DATE, "a year before its amount")
        return False
    if right.low is not None and right.low < 0 and left.low is not None and left.low >= 0:
        if "below_zero" not in right.rules or left.unit is not None or not left.low < -right.low:
            return False
        left.low = left.high = -left.low  # "15-20 градусов мороза"
    if left.low is not None and right.low is not None and right.low < left.low < 0:
        return _merge(site, left, right, left.start, "range with a dash") and _turn(left)
    if not _ascending(left, right):
        small = (_small_bare(left) and _small_bare(right)) or (left.unit is None and left.low == right.low)
        if small and right.unit is None and gap.strip() == gap:
            left.refuse(NumberClass.SCORE, "two small numbers falling")
            right.refuse(NumberClass.SCORE, "two small numbers falling")
        return False
    return _merge(site, left, right, left.start, "range with a dash")


def _turn(draft: Draft) -> bool:
    """ "−5…−7 °C": said from the warmer end."""
    draft.low, draft.high = draft.high, draft.low
    return True


def _year_of_entry(left: Draft, right: Draft) -> bool:
    """ "2023 — 3,1 млрд; 2024 — 4,7 млрд": a list by years."""
    if left.unit is not None or left.number.end - left.number.start != 4 or left.low is None or right.low is None:
        return False
    if not left.number.digits or left.low != int(left.low) or not 1900 <= left.low <= 2100:
        return False
    return not 1900 <= right.low <= 2100 or right.unit is not None or right.number.scaled


def _minus_is_dash(site: Site, left: Draft, right: Draft) -> bool:
    """ "2 -7 g", "10$-20$": what looked like a minus sign stands between two numbers."""
    if not right.number.digits or right.low is None or right.low >= 0 or left.low is None or left.low < 0:
        return False
    if right.unit is None and right.start > left.end:
        return False
    if site.low[right.start] not in "-−–" or not _compatible(left, right) or left.low >= -right.low:
        return False
    right.low = right.high = -right.low
    right.start += 1
    right.full_start = max(right.full_start, right.start)
    right.number.start += 1
    return True


def _small_bare(draft: Draft) -> bool:
    return draft.unit is None and draft.number.digits and not draft.number.scaled and draft.value < 30


def _worded(site: Site, left: Draft, right: Draft, word: str) -> bool:
    lexicon = site.lexicon
    if word in lexicon.between_and and _before(site, left, lexicon.between) and _compatible(left, right):
        return _ordered(site, left, right, _lead(site, left, lexicon.between), "between … and")
    if word in lexicon.between_and and lexicon.between_after and _compatible(left, right):
        return _between_behind(site, left, right)
    if word in lexicon.range_to:
        return _from_to(site, left, right)
    if word in lexicon.loose and _compatible(left, right) and right.unit is not None and left.unit is None:
        near = left.value < right.value <= left.value + 2 and not left.number.scaled
        if near:
            return _merge(site, left, right, left.start, "this or that")
    if word in lexicon.out_of and _out_of(site, left, right, word):
        return True
    if word in _OF and left.unit is None and not left.number.fraction and right.counted and not left.number.scaled:
        left.unit, left.kind, left.counted = right.unit, right.kind, True  # "30 of the 45 wells"
        left.unit_start, left.unit_end = right.unit_start, right.unit_end
        left.rules.append("so many of these")
        return False
    if word in lexicon.between_and or word in lexicon.loose:
        _enumerated(site, left, right)
    return False


def _out_of(site: Site, left: Draft, right: Draft, word: str) -> bool:
    """ "one in five", "девять из десяти": a share, where the whole is a usual one."""
    whole, part = right.low, left.low
    if left.unit is not None or right.kind not in (Kind.NUMBER, Kind.COUNT) or part is None or whole is None:
        return False
    if right.number.scaled or left.number.digits != right.number.digits or not 0 < part < whole:
        return False
    if (
        whole not in (_TENTHS if left.number.digits else _WHOLES)
        or (part == 1 and word == "из")
        or (part != 1 and word == "in")
    ):
        return False  # "один из пяти" picks one out, "three in five" may be days
    left.low = left.high = (part / whole * 100).quantize(Decimal("0.0001")).normalize() + 0
    left.step, left.kind, left.unit = Decimal(1), Kind.RATIO, "%"
    left.number.fraction, left.number.single = False, False
    left.stretch(left.start, right.number.end)
    left.last = right.last
    left.rules.append("so many out of")
    return True


def _enumerated(site: Site, left: Draft, right: Draft) -> None:
    """ "45 and 50 mg": two figures, the unit is said once."""
    if left.unit is not None or right.kind not in _MEASURED or right.unit_start < right.number.end:
        return
    if not (left.number.digits and right.number.digits) or left.number.scaled or not _compatible(left, right):
        return
    before = words_left(site.text, left.start, site.start, 20)
    year = left.low is not None and 1900 <= left.low <= 2100 and left.end - left.start == 4
    if year or (before and before[-1][:1].isupper() and len(before) > 1):
        return
    scaled = right.number.scaled
    _share(left, right)
    left.rules.append("unit said once")
    if scaled:
        left.doubts.append(Doubt.SCALE)


def _from_to(site: Site, left: Draft, right: Draft) -> bool:
    """ "от 3 до 5" is a range; "вырос с 3 до 5", "rose from 3 to 5" are two figures that share scale and unit."""
    lexicon = site.lexicon
    if not _compatible(left, right):
        return False
    if _before(site, left, lexicon.range_from):
        return _ordered(site, left, right, _lead(site, left, lexicon.range_from), "from … to")
    before = words_left(site.low, left.start, site.start)
    change = bool(before) and before[-1] in lexicon.change_from
    if change and (lexicon.language == "ru" or _tells_change(site, left)):
        _share(left, right, change=True)
        for draft, part in ((left, "change, its beginning"), (right, "change, its end")):
            draft.rules.append(part)
        left.full_start = min(left.full_start, left.start - 1 - len(before[-1]))
        right.full_start = min(right.full_start, site.low.rindex(" ", 0, right.start - 1) + 1)
        right.rules.append("to-value")
        return False
    if (
        lexicon.language == "en"
        and (_ascending(left, right) or _colder(left, right))
        and (change or left.unit is None or right.unit is not None)
    ):
        start = left.start - 1 - len(before[-1]) if change else left.start
        told = (change or (left.unit is not None and before[-1:] == ["by"])) and _tells_change(site, left)
        return not told and _ordered(site, left, right, start, "from … to")
    return False


def _ordered(site: Site, left: Draft, right: Draft, start: int, rule: str) -> bool:
    """Make the two a range: rising, or below zero from the warmer end ("от −5 до −10 градусов")."""
    if _ascending(left, right):
        return _merge(site, left, right, start, rule)
    return _colder(left, right) and _merge(site, left, right, start, rule) and _turn(left)


def _colder(left: Draft, right: Draft) -> bool:
    return left.low is not None and right.low is not None and right.low < left.low < 0


def _between_behind(site: Site, left: Draft, right: Draft) -> bool:
    """Kazakh "10 мен 15 пайыз аралығында": the word of the range stands behind."""
    word, end = word_right(site.low, right.end, site.stop)
    if not word.startswith(site.lexicon.between_after):
        return False
    if not _ordered(site, left, right, left.start, "between … and"):
        return False
    left.full_end = max(left.full_end, end)
    return True


def _tells_change(site: Site, draft: Draft) -> bool:
    """A verb of rising or falling near to the left."""
    verbs = site.lexicon.change_verbs
    return any(is_change(word.strip('.,:;()"'), verbs) for word in words_left(site.low, draft.start, site.start, 60))


def _kazakh(site: Site, left: Draft, right: Draft) -> bool:
    """ "3 мыңнан 5 мыңға дейін": from and to are endings."""
    lexicon = site.lexicon
    if not lexicon.from_suffixes or not _compatible(left, right):
        return False
    if not site.low.endswith(lexicon.from_suffixes, left.start, left.end) or left.low == right.low:
        return False
    after = site.low[right.end : right.end + _VERB].split()
    arrives = bool(after) and after[0].startswith(tuple(lexicon.until))
    if any(is_change(word.strip(".,"), lexicon.change_verbs) for word in after[: 3 + arrives]):
        _share(left, right, change=True)
        return False  # "3 мыңнан 5 мыңға дейін өсті": where it began and where it arrived
    return arrives and _ascending(left, right) and _merge(site, left, right, left.start, "from … to in endings")


def _before(site: Site, draft: Draft, phrases: tuple[str, ...]) -> bool:
    return _lead(site, draft, phrases) < draft.start


def _lead(site: Site, draft: Draft, phrases: tuple[str, ...]) -> int:
    """Where one of the phrases begins that stands right before a draft; the draft's start when none does."""
    for phrase in phrases:
        at = draft.start - len(phrase) - 1
        if at >= site.start and site.low.startswith(phrase + " ", at) and not site.char(at - 1).isalnum():
            return at
    return draft.start


def _compatible(left: Draft, right: Draft) -> bool:
    """Whether the units allow one figure: the same, or said once."""
    if left.refused or right.refused or left.number.fraction != right.number.fraction:
        return False
    if left.unit is not None and right.unit is not None:
        return left.unit == right.unit or right.unit.startswith(f"{left.unit}/")
    return not (left.unit is not None and left.counted and right.unit is None)


def _ascending(left: Draft, right: Draft) -> bool:
    if left.low is None or right.low is None:
        return False
    return left.low * _shared_scale(left, right)[0] < right.low


def _shared_scale(left: Draft, right: Draft) -> tuple[Decimal, bool]:
    """What the left number is multiplied with when the scale is said once, and whether that is in doubt.

    "от 3 до 5 млн": a million. "от 500 до 1 млн": thousands would fit as well as ones, hence the doubt.
    """
    one = Decimal(1)
    scale = right.number.scale
    if left.number.scaled or scale == 1 or left.low is None or right.low is None or abs(left.low) >= _THOUSAND:
        return one, False
    if left.unit is not None and left.unit_start >= left.number.end and left.unit != right.unit:
        return one, False
    if left.unit is not None and left.unit_start < left.number.start and left.low * scale >= right.low:
        return one, False  # "$200 to $4 million": each with its own sign
    factor = scale
    while factor > 1 and left.low * factor >= right.low:
        factor = factor / _THOUSAND if factor > _THOUSAND else one
    return factor, factor != scale


def _falls(left: Draft, right: Draft) -> bool:
    """ "с 10 до 5 млн": both in millions; "с 500 до 1 млн" hardly."""
    if left.low is None or right.low is None or right.number.scale == 1:
        return False
    return right.low <= left.low * right.number.scale < right.low * _HUNDRED


def _share(left: Draft, right: Draft, change: bool = False) -> None:
    """Give the left number the scale and unit that are said once, on the right (or on the left)."""
    factor, doubtful = _shared_scale(left, right)
    small = left.low is not None and abs(left.low) < _THOUSAND and not left.number.scaled
    if change and small and left.unit is None and _falls(left, right):
        factor, doubtful = right.number.scale, False
    if factor != 1 and left.low is not None:
        left.low = left.high = left.low * factor
        left.step = None if left.step is None else left.step * factor
        left.number.scaled = True
        if doubtful:
            left.doubts.append(Doubt.SCALE)
    if left.unit is None and right.unit is not None:
        left.unit, left.kind, left.counted = right.unit, right.kind, right.counted
        left.unit_start, left.unit_end = right.unit_start, right.unit_end
    elif right.unit is None and left.unit is not None:
        right.unit, right.kind = left.unit, left.kind
        right.unit_start, right.unit_end = left.unit_start, left.unit_end


def _merge(site: Site, left: Draft, right: Draft, start: int, rule: str) -> bool:
    """Make the two one range in `left`."""
    _share(left, right)
    left.high = right.low
    if left.step is None or (right.step is not None and right.step < left.step):
        left.step = right.step
    if right.unit is not None:
        left.unit, left.kind = right.unit, right.kind
        left.unit_start, left.unit_end = right.unit_start, right.unit_end
    left.qualifier = Qualifier.BETWEEN
    left.counted = left.counted or right.counted
    left.stretch(start, right.end)
    left.last = right.last
    left.doubts += [doubt for doubt in right.doubts if doubt not in left.doubts]
    left.rules += [rule, *right.rules[1:]]
    if below_the_line(site, left):
        left.rules.append("below_the_line")  # "$16–18/lb"
    if left.kind is Kind.NUMBER:
        left.kind = right.kind
    return True
