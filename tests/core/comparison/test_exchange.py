"""Money of two currencies: compared only by a rate of that time, which is told; the same whoever is asked first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.comparison.conflicts import find_conflicts, judge, relation_of
from workbench.core.comparison.exchange import DRIFT, Exchange
from workbench.core.comparison.tables import build
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import ComparisonSpec, SourceInfo
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import Field, Figure, FigureId, Kind
from workbench.core.model.period import Period
from workbench.core.model.rate import Rate
from workbench.core.model.span import Span

CLASHES = {Relation.CONTRADICTION, Relation.SCALE_SLIP}


def rate(value="505.3", currency="USD", other="KZT", day="2026-02-04", source="National Bank"):
    return Rate(currency=currency, other=other, day=date.fromisoformat(day), value=Decimal(value), source=source)


def budgets(make, dollars="500e6 1e6", tenge="252e9 1e9", **fields):
    about = {"measure": "budget", "period": "2026"} | fields
    return make(dollars, "USD", **about), make(tenge, "KZT", **about)


def judged(a, b, sources, *rates):
    return judge(a, b, sources, exchange=Exchange(rates, sources))


def test_without_a_rate_they_are_not_compared(make, sources):
    """Both are quoted, the currencies named, and no conflict is found, however far apart they are."""
    a, b = budgets(make, tenge="9e12")
    for said in (judged(a, b, sources), judged(b, a, sources)):
        assert (said.relation, said.differs) == (Relation.DIFFERENT_CURRENCY, (Field.UNIT,))
        assert all(words in said.reason for words in (a.quote, b.quote, "USD", "KZT", "no rate"))
    assert find_conflicts([a, b], sources) == []


@pytest.mark.parametrize(
    ("tenge", "relation"),
    [("252e9 1e9", Relation.COMPATIBLE), ("400e9 1e9", Relation.CONTRADICTION), ("252e6 1e6", Relation.SCALE_SLIP)],
)
def test_with_a_rate_they_are_and_the_rate_is_told(make, sources, tenge, relation):
    """Which rate, of which day, from where; either way round."""
    a, b = budgets(make, tenge=tenge)
    for said in (judged(a, b, sources, rate()), judged(b, a, sources, rate())):
        assert said.relation is relation
        assert "1 USD = 505.3 KZT (2026-02-04, National Bank)" in said.reason
    turned = rate("0.001979", "KZT", "USD")
    assert judged(a, b, sources, turned).relation is relation
    found = find_conflicts([a, b], sources, rates=[rate()])
    assert [one.relation for one in found] == ([relation] if relation in CLASHES else [])
    assert all("505.3" in one.reason for one in found)


def test_a_rate_serves_its_own_year(make, sources):
    """That of the figure's period; else of the article's date; without either there is none."""
    far = budgets(make, tenge="400e9 1e9", period="2024")
    assert judged(*far, sources, rate()).relation is Relation.DIFFERENT_CURRENCY
    undated = budgets(make, tenge="400e9 1e9", period=None)
    assert judged(*undated, sources, rate()).relation is Relation.DIFFERENT_CURRENCY
    dated = {one: replace(source, published="2026-03-01") for one, source in sources.items()}
    assert judged(*undated, dated, rate()).relation is Relation.CONTRADICTION
    assert judged(*far, dated, rate()).relation is Relation.DIFFERENT_CURRENCY


def test_the_nearest_day_is_taken(make, sources):
    """Of several rates of a year that of the month asked for; and it is taken as it is."""
    a, b = budgets(make, dollars="100e6", tenge="45e9", period="2026-09")
    several = [rate("505.3", day="2026-02-04"), rate("450", day="2026-09-20"), rate("480", day="2026-12-01")]
    said = judged(a, b, sources, *several)
    assert said.relation is Relation.COMPATIBLE
    assert "450" in said.reason
    assert "505.3" not in said.reason
    assert "no more exact" not in said.reason


def test_a_rate_of_another_season_is_less_exact(make, sources):
    """4 % off is no contradiction by the rate of one day for the whole year, and the sentence says so; 9 % is."""
    assert Decimal("0.05") == DRIFT
    near, far = budgets(make, "100e6 1e5", "52.5e9 1e8"), budgets(make, "100e6 1e5", "55.5e9 1e8")
    said = judged(*near, sources, rate())
    assert said.relation is Relation.COMPATIBLE
    assert "no more exact than 5 %" in said.reason
    assert judged(*far, sources, rate()).relation is Relation.CONTRADICTION
    day = budgets(make, "100e6 1e5", "52.5e9 1e8", period="2026-02-10")
    assert judged(*day, sources, rate()).relation is Relation.CONTRADICTION


def test_over_a_third_currency(make, sources):
    """Euro to tenge by two rates, both told; a currency that no rate leads to stays apart."""
    euro = make("100e6", "EUR", measure="budget", period="2026")
    tenge = make("100e9", "KZT", measure="budget", period="2026")
    rates = (rate(), rate("1.1", "EUR", "USD", source="ECB"))
    said = judged(euro, tenge, sources, *rates)
    assert said.relation is Relation.CONTRADICTION
    assert "505.3" in said.reason
    assert "ECB" in said.reason
    yuan = make("100e6", "CNY", measure="budget", period="2026")
    assert judged(yuan, tenge, sources, *rates).relation is Relation.DIFFERENT_CURRENCY


def test_prices_are_turned_and_never_mixed_with_sums(make, sources):
    """USD a tonne and KZT a kilogram; a price is not a sum."""
    price = {"measure": "price", "item": "copper", "period": "2026-02"}
    dollars, tenge = make("10000", "USD/t", **price), make("5053", "KZT/kg", **price)
    assert judged(dollars, tenge, sources, rate()).relation is Relation.COMPATIBLE
    wrong = make("9000", "KZT/kg", **price)
    assert judged(dollars, wrong, sources, rate()).relation is Relation.CONTRADICTION
    plain = make("5000", "KZT", **price)
    assert judged(dollars, plain, sources, rate()).relation is Relation.DIFFERENT_DIMENSION


def test_figures_of_one_currency_are_compared_as_they_stand(make, sources):
    """A rate, or none of their year, changes nothing between two sums in tenge."""
    old, new = (make("5e9", "KZT", measure="debt", period=p) for p in ("2024/2026", "2026"))
    assert judged(old, new, sources, rate()).relation is Relation.SAME
    other = make("6e9", "KZT", measure="debt", period="2026")
    assert relation_of(old, other, exchange=Exchange([rate()], sources)) == relation_of(old, other)
    assert len(find_conflicts([old, new, other], sources, rates=[rate()])) == 1


def test_a_row_is_shown_in_one_currency(make, sources):
    """That of most figures, or the one that was asked for; what no rate leads to stays outside."""
    a, b = budgets(make, tenge="252e9 1e9")
    third = make("500e6 1e6", "USD", measure="budget", period="2026")
    spec = ComparisonSpec(rows=(), columns=())
    (cell,) = build(spec, [a, b, third], sources, rates=[rate()]).cells.values()
    assert cell.unit == "USD"
    assert cell.relation is Relation.COMPATIBLE
    assert [bool(member.rates) for member in cell.members] == [False, True, False]
    assert cell.agreed is not None
    asked = replace(spec, units={"budget": "KZT 1000000000"})
    (cell,) = build(asked, [a, b, third], sources, rates=[rate()]).cells.values()
    assert (cell.unit, cell.scale) == ("KZT", Decimal(10**9))
    assert all(member.low is not None and member.low > 10**11 for member in cell.members)
    (cell,) = build(spec, [a, b, third], sources).cells.values()
    assert cell.relation is Relation.DIFFERENT_DIMENSION
    assert [member.interval is None for member in cell.members] == [False, True, False]


CURRENCIES = ("USD", "KZT", "EUR")
RATES = (rate(), rate("1.1", "EUR", "USD"), rate("470", day="2025-06-30"))
SOURCES = {ArticleId(n): SourceInfo(title=f"A{n}", published="2026-05-01") for n in range(1, 30)}


@st.composite
def money(draw: st.DrawFn) -> Figure:
    key = draw(st.integers(1, 29))
    low, high = sorted(draw(st.decimals(1, 10**6, places=1)) for _ in range(2))
    amount = draw(
        st.sampled_from(
            (
                Amount.exact(low, Decimal("0.1")),
                Amount(low, low, Qualifier.ABOUT),
                Amount(low, None, Qualifier.MORE_THAN),
                Amount(None, high, Qualifier.UP_TO),
                Amount(low, high, Qualifier.BETWEEN),
            )
        )
    )
    return Figure(
        id=FigureId(key),
        guid=str(key),
        article_id=ArticleId(key),
        quote="x",
        span=Span(0, 1),
        full_span=Span(0, 1),
        kind=Kind.MONEY,
        amount=amount,
        unit=draw(st.sampled_from(CURRENCIES)),
        measure="debt",
        subject="China",
        period=draw(st.sampled_from((None, Period("2026"), Period("2026-02"), Period("2025/2026"), Period("2020")))),
    )


@given(money(), money())
def test_judgement_of_money_is_symmetric(a, b):
    """Whoever is named first."""
    exchange = Exchange(RATES, SOURCES)
    assert relation_of(a, b, exchange=exchange) == relation_of(b, a, exchange=exchange)


@given(money(), money())
def test_what_overlaps_after_conversion_never_contradicts(a, b):
    """By the widest reading of the rates that were used."""
    exchange = Exchange(RATES, SOURCES)
    if relation_of(a, b, exchange=exchange)[0] in CLASHES:
        currency = exchange.joined(a, b)
        one, other = exchange.interval(a, currency=currency), exchange.interval(b, currency=currency)
        assert one is not None
        assert other is not None
        assert not one.meets(other)


@given(money(), st.sampled_from(CURRENCIES))
def test_an_amount_never_contradicts_what_it_was_turned_into(figure, currency):
    """The same sum told in another currency by the very rates that are used."""
    exchange = Exchange(RATES, SOURCES)
    conversion = exchange.conversion(figure, currency)
    if conversion is None or figure.amount is None:
        return
    low, high = (None if end is None else end * conversion.factor for end in (figure.amount.low, figure.amount.high))
    other = replace(figure, id=FigureId(99), unit=currency, amount=replace(figure.amount, low=low, high=high))
    assert relation_of(figure, other, exchange=exchange)[0] not in CLASHES


@given(st.lists(money(), min_size=2, max_size=7, unique_by=lambda f: f.id))
def test_the_search_finds_just_what_judging_every_pair_of_money_finds(some):
    """Grouping by currency loses no contradiction and invents none."""
    exchange = Exchange(RATES, SOURCES)
    expected = {
        figure.id
        for n, a in enumerate(some)
        for b in some[n + 1 :]
        if relation_of(a, b, exchange=exchange)[0] in CLASHES
        for figure in (a, b)
    }
    conflicts = find_conflicts(some, SOURCES, rates=RATES)
    assert {i for one in conflicts if one.relation in CLASHES for i in one.members} == expected


@given(st.lists(money(), min_size=1, max_size=5, unique_by=lambda f: f.id), st.data())
def test_a_reprint_never_changes_what_is_agreed(some, data):
    """Its figures are mentions and no new origin, also where money is converted."""
    first = data.draw(st.sampled_from(some))
    again = replace(first, id=FigureId(50), guid="50", article_id=ArticleId(29))
    some = [one for one in some if one.article_id != 29]
    if first not in some:
        return
    origins = {one.article_id: int(one.article_id) for one in some} | {ArticleId(29): int(first.article_id)}
    spec = ComparisonSpec(rows=(), columns=())
    sources = SOURCES
    (before,) = build(spec, some, sources, origins=origins, rates=RATES).cells.values()
    (after,) = build(spec, [*some, again], sources, origins=origins, rates=RATES).cells.values()
    assert after.origins == before.origins
    assert after.mentions == before.mentions + 1
    assert after.spread == before.spread or after.unit != before.unit
    if len(some) > 1 and after.unit == before.unit:
        assert (after.agreed is None) == (before.agreed is None)
        assert after.agreed == before.agreed
