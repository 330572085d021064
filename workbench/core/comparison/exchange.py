"""Money of several currencies on one scale, where the project holds a rate of that time; which rates were used."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from workbench.core.comparison.intervals import ABOUT, dimension_of, interval_of, reach_of
from workbench.core.comparison.naming import Sources
from workbench.core.model.amount import Interval
from workbench.core.model.figure import Figure, Statement
from workbench.core.model.period import Period
from workbench.core.model.rate import Rate
from workbench.core.vocabulary.phrases import converted_at
from workbench.core.words import say

NEAR = 31  # days from the figure's time within which a rate is taken as it is
DRIFT = Decimal("0.05")  # how far a rate of another day of the same year may be off
_MONEY = "money:"
_ONE = Decimal(1)

When = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Conversion:
    """What an amount is multiplied by, at least and at most, and the rates that say so."""

    factor: Decimal
    low: Decimal
    high: Decimal
    rates: tuple[Rate, ...] = ()
    far: bool = False  # whether one of them is of another time of the year

    def of(self, interval: Interval) -> Interval:
        """All numbers that those of an interval can become."""
        low, high = interval.low, interval.high
        return Interval(
            None if low is None else low * (self.low if low >= 0 else self.high),
            None if high is None else high * (self.high if high >= 0 else self.low),
            interval.low_open,
            interval.high_open,
        )


class Exchange:
    """The rates of a project, used on its figures. A rate is used where its day lies in a year of the figure's
    period, or in the year of the article's date where the figure says no time; the nearest such one. It is as exact
    as it is written, and within DRIFT where its day is far from that time."""

    def __init__(self, rates: Iterable[Rate] = (), sources: Sources | None = None) -> None:
        self._sources: Sources = sources or {}
        self._between: dict[tuple[str, str], list[Rate]] = defaultdict(list)
        for rate in rates:
            self._between[rate.currency, rate.other].append(rate)
            self._between[rate.other, rate.currency].append(rate)
        self._beside: dict[str, list[str]] = defaultdict(list)
        for one, other in sorted(self._between):
            self._beside[one].append(other)
        self._base = self._bases()
        self._found: dict[tuple[str, str, When], Conversion | None] = {}

    def __bool__(self) -> bool:
        return bool(self._between)

    def _bases(self) -> dict[str, str]:
        """For each currency the one that all which hang together are turned into: that with most rates."""
        counted: Counter[str] = Counter()
        for (one, _), rates in self._between.items():
            counted[one] += len(rates)
        bases: dict[str, str] = {}
        for currency in sorted(counted, key=lambda code: (-counted[code], code)):
            if currency not in bases:
                bases |= dict.fromkeys(self._reached(currency), currency)
        return bases

    def _reached(self, start: str) -> dict[str, str]:
        """Every currency that can be come from to this one, and the next one on the shortest way."""
        towards = {start: start}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            for further in self._beside[here]:
                if further not in towards:
                    towards[further] = here
                    waiting.append(further)
        return towards

    # of figures

    def base(self, figure: Statement) -> str | None:
        """The currency that it may be turned into for a comparison with others; None where no rate is of use."""
        currency = currency_of(dimension_of(figure))
        return self._base.get(currency) if currency else None

    def joined(self, a: Figure, b: Figure) -> str | None:
        """The currency in which two amounts of different currencies are compared; None where they are not."""
        if not self:
            return None
        one, other = dimension_of(a), dimension_of(b)
        base = self.base(a)
        if base is None or base != self.base(b) or one == other or rest_of(one) != rest_of(other):
            return None
        return base if self.conversion(a, base) and self.conversion(b, base) else None

    def conversion(self, figure: Figure, currency: str) -> Conversion | None:
        """How its amount is turned into that currency; None where no rate of its time says."""
        own = currency_of(dimension_of(figure))
        if own is None:
            return None
        if own == currency:
            return AS_IT_IS
        when = self._when(figure) if self else None
        if when is None:
            return None
        key = (own, currency, when)
        if key not in self._found:
            self._found[key] = self._convert(own, currency, when)
        return self._found[key]

    def interval(self, figure: Figure, about: Decimal = ABOUT, currency: str | None = None) -> Interval | None:
        """As `interval_of` has it, in that currency."""
        return self._turned(figure, interval_of(figure, about), currency)

    def reach(self, figure: Figure, about: Decimal = ABOUT, currency: str | None = None) -> Interval | None:
        """As `reach_of` has it, in that currency."""
        return self._turned(figure, reach_of(figure, about), currency)

    def _turned(self, figure: Figure, interval: Interval | None, currency: str | None) -> Interval | None:
        if interval is None or currency is None:
            return interval
        conversion = self.conversion(figure, currency)
        return conversion.of(interval) if conversion is not None else None

    def used(self, *figures: Figure) -> tuple[Rate, ...]:
        """The rates by which figures of different currencies are held against each other."""
        return tuple(dict.fromkeys(rate for one in self._conversions(figures) for rate in one.rates))

    def _conversions(self, figures: Iterable[Figure]) -> list[Conversion]:
        known = list(figures)
        base = next((base for figure in known if (base := self.base(figure))), None)
        found = (self.conversion(figure, base) for figure in known) if base is not None else ()
        return [one for one in found if one is not None]

    def said(self, figures: Iterable[Figure], lang: str) -> str:
        """Which rates were used, in words; "" where none was."""
        told = converted_at(self.used(*figures), lang)
        if not told or not any(one.far for one in self._conversions(figures)):
            return told
        further = say(
            lang,
            "A rate of another day of the year is taken for no more exact than {share} %.",
            share=f"{DRIFT:.0%}"[:-1],
        )
        return f"{told} {further}"

    # of rates

    def _when(self, figure: Figure) -> When | None:
        if figure.period is not None and not figure.period.yearless:
            first, last = figure.period.days
            return (first or last, last or first) if first or last else None  # type: ignore[return-value]
        source = self._sources.get(figure.article_id)
        return _days(source.published) if source is not None else None

    def _convert(self, own: str, currency: str, when: When) -> Conversion | None:
        towards = self._reached(currency)
        if own not in towards:
            return None
        factor, low, high, used, far = _ONE, _ONE, _ONE, list[Rate](), False
        while own != currency:
            rate = _nearest(self._between[own, towards[own]], when)
            if rate is None:
                return None
            least, most = _bounds(rate, when)
            value = rate.value
            if rate.currency != own:
                value, least, most = 1 / value, 1 / most, 1 / least
            factor, low, high = factor * value, low * least, high * most
            used.append(rate)
            far = far or _is_far(rate, when)
            own = towards[own]
        return Conversion(factor, low, high, tuple(used), far)


NO_RATES = Exchange()
AS_IT_IS = Conversion(_ONE, _ONE, _ONE)


def currency_of(dimension: str | None) -> str | None:
    """The currency of an amount of money or of a price in it."""
    if dimension is None or not dimension.startswith(_MONEY):
        return None
    return dimension.removeprefix(_MONEY).partition("/")[0]


def rest_of(dimension: str | None) -> str:
    """What a price is of: "mass" of "money:USD/mass"."""
    return (dimension or "").partition("/")[2]


def dimension_in(dimension: str, currency: str) -> str:
    """The same dimension in another currency."""
    _, slash, rest = dimension.partition("/")
    return f"{_MONEY}{currency}{slash}{rest}"


def _nearest(rates: Iterable[Rate], when: When) -> Rate | None:
    """The rate whose day is nearest to the middle of that time, in one of its years."""
    first, last = when
    middle = first.toordinal() + (last.toordinal() - first.toordinal()) // 2
    near = (rate for rate in rates if first.year <= rate.day.year <= last.year)
    return min(near, key=lambda r: (abs(r.day.toordinal() - middle), r.day, r.currency), default=None)


def _is_far(rate: Rate, when: When) -> bool:
    return max(abs((rate.day - end).days) for end in when) > NEAR


def _bounds(rate: Rate, when: When) -> tuple[Decimal, Decimal]:
    """What the rate stands for: what rounds to it, and more where its day is far from that time."""
    exponent = rate.value.as_tuple().exponent
    assert isinstance(exponent, int), "a rate is finite"
    half = min(Decimal((0, (1,), exponent)) / 2, rate.value / 2)
    drift = rate.value * DRIFT if _is_far(rate, when) else Decimal(0)
    return rate.value - half - drift, rate.value + half + drift


@lru_cache(maxsize=4096)
def _days(published: str) -> When | None:
    try:
        first, last = Period(published[:10]).days
    except ValueError:  # no date is known, or the reader's guess is none
        return None
    return (first, last) if first is not None and last is not None else None
