"""Numbers of one source that do not fit each other: shares above their whole, parts above it, changes that miss."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from workbench.core.comparison.changes import Part, part_of
from workbench.core.comparison.intervals import ABOUT, dimension_of, interval_of, lacks_unit
from workbench.core.comparison.judging import direction, later
from workbench.core.comparison.laying import size_of
from workbench.core.comparison.naming import Sources, quoted
from workbench.core.comparison.scopes import COUNTRY, WORLD, Adds, lies_in, place_of, whole_of
from workbench.core.model.amount import Interval
from workbench.core.model.article import ArticleId
from workbench.core.model.brief import Brief
from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import Change, Figure, Kind
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.phrases import number_words
from workbench.core.words import say

LIST = 120  # code points between two entries of a list
SIZE = 45  # between the size of a change and the numbers it leads from and to
TOUCHING = 15  # where it is not told as a change of the same measure
BESIDE = 12  # between a share and the amount that it is: "25 % ($35 billion)"
TOTAL = 250  # between these and the total
_HUNDRED = Decimal(100)
_ENDLESS = Decimal("Infinity")
_SHARE = "share"  # the dimension of per cent

Found = tuple[Sequence[Figure], str]


def arithmetic_anomalies(figures: Iterable[Figure], sources: Sources, names: Names) -> list[Conflict]:
    """One for each set of numbers in a source that cannot be. Figures count, as `judging.counts` says."""
    by_article: dict[ArticleId, list[Figure]] = defaultdict(list)
    for figure in figures:
        if not lacks_unit(figure):
            by_article[figure.article_id].append(figure)
    found = []
    for stated in by_article.values():
        if len(stated) > 1:
            stated.sort(key=lambda figure: (figure.full_span.start, figure.full_span.end, figure.id))
            found += [
                _conflict(members, reason) for rule in _RULES for members, reason in rule(stated, sources, names)
            ]
    return found


def may_not_add_up(briefs: Iterable[Brief]) -> bool:
    """Whether any rule could say something of an article with these figures; cheap, and never wrongly no."""
    shares: dict[Hashable, float] = defaultdict(float)
    amounts: dict[Hashable, list[Brief]] = defaultdict(list)
    ends = of_a_whole = False
    for one in briefs:
        whole = whole_of(one.measure)
        ends = ends or one.change == Change.TO
        if whole is None:
            continue
        if whole.kind is Adds.SHARE:
            shares[one.measure, one.item, one.place, one.period] += one.number or 0
            of_a_whole = of_a_whole or bool(whole.of)
        elif whole.kind is Adds.AMOUNT:
            amounts[one.measure, one.item, one.period].append(one)
    if ends or any(total > _HUNDRED for total in shares.values()):
        return True
    return (of_a_whole and bool(amounts)) or any(_may_exceed(group) for group in amounts.values())


def _may_exceed(group: Sequence[Brief]) -> bool:
    """Whether what is no country could be more than one of the countries."""
    sizes = [size_of(one) or 0 for one in group if one.place or not _is_whole(one.subject)]
    least = min((size_of(one) or 0 for one in group if not one.place and _is_whole(one.subject)), default=None)
    return bool(sizes) and least is not None and sum(sizes) >= least


def _is_whole(subject: str | None) -> bool:
    known = place_of(subject)
    return known is not None and known.type in (COUNTRY, WORLD)


def _conflict(members: Sequence[Figure], reason: str) -> Conflict:
    ordered = sorted(members, key=lambda figure: figure.id)
    said = (
        {getattr(figure, name) for figure in ordered} - {None} for name in ("subject", "measure", "item", "place")
    )
    key = tuple(values.pop() if len(values) == 1 else "" for values in said)
    return Conflict(
        relation=Relation.ARITHMETIC_ANOMALY, members=tuple(figure.id for figure in ordered), reason=reason, key=key
    )


def _gap(one: Figure, other: Figure) -> int:
    """Code points between two figures."""
    first, second = sorted((one.full_span, other.full_span))
    return max(0, second.start - first.end)


def _in_one_breath(figures: Iterable[Figure], gap: int) -> Iterator[list[Figure]]:
    """Figures in the order of the text, parted where too much stands between two of them."""
    run: list[Figure] = []
    for figure in figures:
        if run and _gap(run[-1], figure) > gap:
            yield run
            run = []
        run.append(figure)
    if run:
        yield run


def _interval(figure: Figure) -> Interval:
    interval = interval_of(figure, ABOUT)
    assert interval is not None, "what counts states an amount"
    return interval


def _listed(figures: Iterable[Figure], sources: Sources, lang: str) -> str:
    return "; ".join(quoted(figure, sources, lang) for figure in figures)


def _least(figures: Iterable[Figure]) -> Decimal:
    """The least that these can be together."""
    return sum((interval.low or Decimal(0) for interval in map(_interval, figures)), Decimal(0))


# shares of one whole


def _shares_above_whole(figures: Sequence[Figure], sources: Sources, names: Names) -> Iterator[Found]:
    groups: dict[Hashable, list[Figure]] = defaultdict(list)
    for figure in figures:
        whole = whole_of(figure.measure)
        level = part_of(figure) is Part.LEVEL and direction(figure) >= 0
        if whole is not None and whole.kind is Adds.SHARE and level and dimension_of(figure) == _SHARE:
            groups[figure.measure, figure.item, figure.place, figure.period, later(figure)].append(figure)
    for group in groups.values():
        for run in _in_one_breath(group, LIST):
            if _distinct_parts(run) and _least(run) > _HUNDRED:
                lang = names.language
                yield (
                    run,
                    say(
                        lang,
                        "{figures} are shares of one whole, but together they are {sum} %, more than 100 %.",
                        figures=_listed(run, sources, lang),
                        sum=number_words(sum((figure.amount.number for figure in run if figure.amount), Decimal(0))),
                    ),
                )


def _distinct_parts(run: Sequence[Figure]) -> bool:
    """Whether each is of another subject, none lies in another, and none is the whole itself."""
    subjects = [figure.subject for figure in run]
    if len(run) < 2 or None in subjects or len(set(subjects)) < len(subjects):
        return False
    if any((_interval(figure).low or Decimal(0)) >= _HUNDRED for figure in run):
        return False
    return not any(lies_in(a, b) or lies_in(b, a) for n, a in enumerate(subjects) for b in subjects[:n])


# parts and their whole


def _parts_above_whole(figures: Sequence[Figure], sources: Sources, names: Names) -> Iterator[Found]:
    groups: dict[Hashable, list[Figure]] = defaultdict(list)
    for figure in figures:
        whole = whole_of(figure.measure)
        if whole is not None and whole.kind is Adds.AMOUNT and part_of(figure) is Part.LEVEL:
            key = (figure.measure, figure.item, dimension_of(figure), figure.period, later(figure))
            groups[key].append(figure)
    for group in groups.values():
        greatest: dict[str | None, Figure] = {}  # of several amounts of one country the one that leaves most room
        for figure in group:
            known = greatest.get(figure.subject)
            if figure.place is None and _is_whole(figure.subject) and (known is None or _high(figure) > _high(known)):
                greatest[figure.subject] = figure
        runs = {id(figure): run for run in _in_one_breath(group, LIST) for figure in run} if greatest else {}
        for country in greatest.values():
            yield from _above(country, [one for one in group if _part_of(one, country)], sources, names)
            yield from _above(country, _listed_after(country, runs[id(country)]), sources, names)


def _high(figure: Figure) -> Decimal:
    high = _interval(figure).high
    return _ENDLESS if high is None else high


def _part_of(part: Figure, whole: Figure) -> bool:
    return lies_in(part.subject, whole.subject) or (
        part.subject == whole.subject and lies_in(part.place, whole.subject)
    )


def _listed_after(whole: Figure, run: Sequence[Figure]) -> list[Figure]:
    """What is said in the same breath of several subjects that the lexicon does not know: companies, deposits."""
    behind = [figure for figure in run[run.index(whole) + 1 :] if place_of(figure.subject) is None]
    several = len(behind) > 1 and all(figure.subject for figure in behind)
    return behind if several else []


def _above(whole: Figure, parts: Sequence[Figure], sources: Sources, names: Names) -> Iterator[Found]:
    """The parts that are more than the whole, one by one; else all together, where each is of another part."""
    high, lang = _high(whole), names.language
    if not parts:
        return
    one_whole = quoted(whole, sources, lang)
    alone = [part for part in parts if _least([part]) > high]
    for part in alone:
        yield (
            [part, whole],
            say(
                lang,
                "{a} is said of {x}, a part of {y}, but it is more than {b}.",
                a=quoted(part, sources, lang),
                x=names.of(part.subject if part.subject != whole.subject else part.place),
                y=names.of(whole.subject),
                b=one_whole,
            ),
        )
    where = {(part.subject, part.place) for part in parts}
    if not alone and len(where) == len(parts) and _least(parts) > high:
        yield (
            [*parts, whole],
            say(
                lang,
                "{figures} are parts of {whole}, but together they are more.",
                figures=_listed(parts, sources, lang),
                whole=one_whole,
            ),
        )


# changes


def _changes_that_miss(figures: Sequence[Figure], sources: Sources, names: Names) -> Iterator[Found]:
    """ "From 3 to 6, by 50 %"."""
    for one, other in pairwise(f for f in figures if f.change in (Change.FROM, Change.TO)):
        start, end = (other, one) if one.change is Change.TO else (one, other)
        if not _one_change(start, end):
            continue
        near = [f for f in figures if f.change in (Change.RISE, Change.FALL) and _of_change(f, start, end)]
        if len(near) == 1 and not _fits(near[0], _interval(start), _interval(end)):
            size, lang = near[0], names.language
            yield (
                [start, end, size],
                say(
                    lang,
                    "From {a} to {b} is not a change by {c}.",
                    a=quoted(start, sources, lang),
                    b=quoted(end, sources, lang),
                    c=quoted(size, sources, lang),
                ),
            )


def _one_change(start: Figure, end: Figure) -> bool:
    if (start.change, end.change) != (Change.FROM, Change.TO) or _gap(start, end) > SIZE:
        return False
    one, other = (
        (figure.measure, figure.subject, figure.item, dimension_of(figure), direction(figure))
        for figure in (start, end)
    )
    return one == other and direction(start) == 0


def _of_change(size: Figure, start: Figure, end: Figure) -> bool:
    """Whether this may be the size of that change: beside it, and not of anything else."""
    its_own = size.measure in (start.measure, f"change in {start.measure}", "change")
    if direction(size) or min(_gap(size, start), _gap(size, end)) > (SIZE if its_own else TOUCHING):
        return False
    if size.subject and start.subject and size.subject != start.subject:
        return False
    of, per_cent = dimension_of(start), size.kind is Kind.PERCENT
    if of == _SHARE:
        return size.kind is Kind.PERCENTAGE_POINT
    return per_cent or dimension_of(size) == of


def _fits(size: Figure, start: Interval, end: Interval) -> bool:
    """Whether some numbers of the three sets make the change true."""
    if None in (start.low, start.high, end.low, end.high):
        return True
    assert start.low is not None
    assert start.high is not None
    assert end.low is not None
    assert end.high is not None
    least, most = end.low - start.high, end.high - start.low
    if size.kind is Kind.PERCENT:
        if start.low <= 0:
            return True
        least, most = (end.low / start.high - 1) * _HUNDRED, (end.high / start.low - 1) * _HUNDRED
    if size.change is Change.FALL:
        least, most = -most, -least
    return Interval(least, most).meets(_interval(size))


# a share, its amount and the total


def _shares_that_miss(figures: Sequence[Figure], sources: Sources, names: Names) -> Iterator[Found]:
    """ "Of 80 billion 25 %, or 35 billion"."""
    for one, other in pairwise(figures):
        share, part = (one, other) if one.kind is Kind.PERCENT else (other, one)
        whole = whole_of(share.measure)
        if whole is None or not whole.of or part.measure not in whole.of or _gap(one, other) > BESIDE:
            continue
        if any(part_of(figure) is not Part.LEVEL or direction(figure) for figure in (share, part)):
            continue
        total = _total(part, share, figures)
        if total is None or _interval(part).meets(_times(_interval(share), _interval(total))):
            continue
        lang = names.language
        yield (
            [total, share, part],
            say(
                lang,
                "{a} is not {b} of {c}.",
                a=quoted(part, sources, lang),
                b=quoted(share, sources, lang),
                c=quoted(total, sources, lang),
            ),
        )


def _total(part: Figure, share: Figure, figures: Sequence[Figure]) -> Figure | None:
    """The one amount before them that the share may be taken of; None where several may."""
    first = min(part.full_span.start, share.full_span.start)
    may = [
        figure
        for figure in figures
        if figure.full_span.end <= first
        and first - figure.full_span.end <= TOTAL
        and figure.measure == part.measure
        and dimension_of(figure) == dimension_of(part)
        and part_of(figure) is Part.LEVEL
    ]
    if len(may) != 1 or may[0].amount is None or part.amount is None or direction(may[0]):
        return None
    return may[0] if may[0].amount.number > part.amount.number and later(may[0]) == later(part) else None


def _times(share: Interval, total: Interval) -> Interval:
    assert share.low is not None
    assert share.high is not None
    assert total.low is not None
    assert total.high is not None
    return Interval(share.low * total.low / _HUNDRED, share.high * total.high / _HUNDRED)


_RULES: tuple[Callable[[Sequence[Figure], Sources, Names], Iterator[Found]], ...] = (
    _shares_above_whole,
    _parts_above_whole,
    _changes_that_miss,
    _shares_that_miss,
)
