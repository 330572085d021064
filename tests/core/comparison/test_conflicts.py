"""Which figures contradict each other, and why the others do not."""

from __future__ import annotations

import gettext
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core import words
from workbench.core.comparison.conflicts import find_conflicts, judge, relation_of
from workbench.core.comparison.intervals import interval_of
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import SourceInfo
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import Field, Figure, FigureId, Kind, Modality, Status
from workbench.core.model.period import Period
from workbench.core.model.span import Span
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.units import units


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("2600000 100000", "2600000 100000", Relation.SAME),
        ("2600000 100000", "2610000 10000", Relation.REFINES),
        ("2600000 100000", "~2400000 100000", Relation.COMPATIBLE),
        ("2600000 100000", ">28000000", Relation.CONTRADICTION),
        ("2600000 100000", "2700000 100000", Relation.CONTRADICTION),
        ("2600000 100000", "2600 100", Relation.SCALE_SLIP),
        ("2600000 100000", ">2000000", Relation.REFINES),
    ],
)
def test_two_figures_of_one_thing(make, sources, one, other, relation):
    """The relation follows from the intervals and is the same both ways."""
    a, b = make(one), make(other)
    assert judge(a, b, sources).relation is relation
    assert judge(b, a, sources).relation is relation


def test_share_of_the_market_and_share_of_exports_are_no_conflict(make, sources):
    """Up to 92 % of the world market and 70 % of exports are different measures, and the sentence quotes both."""
    market = make("<=92", "%", measure="share of the world market", subject="China", quote="до 92%")
    exports = make("70", "%", measure="share of exports", subject="China", quote="70%")
    said = judge(market, exports, sources)
    assert said.relation is Relation.DIFFERENT_MEASURE
    assert said.differs == (Field.MEASURE,)
    assert all(part in said.reason for part in ("до 92%", "70%", "share of the world market", "Outlet 2"))
    assert find_conflicts([market, exports], sources) == []


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ({"subject": "China"}, {}, Relation.DIFFERENT_SUBJECT),
        ({"item": "iron ore"}, {"item": "rare earths"}, Relation.DIFFERENT_ITEM),
        ({"place": "Akbulak"}, {"place": "Kokbulak"}, Relation.DIFFERENT_PLACE),
        ({"period": "2024"}, {"period": "2025"}, Relation.DIFFERENT_PERIOD),
        ({"modality": Modality.FORECAST}, {}, Relation.DIFFERENT_MODALITY),
        ({"unit": "km2"}, {}, Relation.DIFFERENT_DIMENSION),
        ({"period": "2025-10"}, {"period": "2025"}, Relation.CONTRADICTION),
        ({"period": "2025"}, {}, Relation.CONTRADICTION),
        ({"period": "2025"}, {"period": "--02-03"}, Relation.CONTRADICTION),
        ({"item": "rare earths"}, {}, Relation.CONTRADICTION),
        ({"measure": None}, {}, Relation.UNDECIDED),
        ({"subject": None}, {}, Relation.UNDECIDED),
        ({"subject": None, "item": "oil"}, {"subject": None, "item": "oil"}, Relation.CONTRADICTION),
        ({"unit": None}, {"unit": None}, Relation.CONTRADICTION),
        ({"unit": None, "borrowed_unit": "t"}, {}, Relation.MISSING_UNIT),
    ],
)
def test_what_keeps_two_numbers_apart(make, sources, one, other, relation):
    """A known difference keeps them apart; what is unknown does not, but then subject and measure must be known."""
    a, b = make("5", **one), make("9", **other)
    assert judge(a, b, sources).relation is relation
    assert judge(b, a, sources).relation is relation


def test_the_sentence_says_what_is_not_known(make, sources):
    """A contradiction that rests on an unsaid period says so."""
    said = judge(make("5", period="2025"), make("9"), sources)
    assert said.reason.endswith("“9 t” (Outlet 2) does not say when.")


def test_a_quote_with_braces_stays_text(make, sources):
    """A source's words are never taken for a place to fill in."""
    said = judge(make("5", quote="{a} {0} {"), make("9", subject="China"), sources)
    assert "{a} {0} {" in said.reason


def test_numbers_of_one_passage_are_a_list_not_a_contradiction(make, sources):
    """Grew from 2 to 3 million: one source, side by side."""
    a, b = make("2", article=1, start=100), make("3", article=1, start=120)
    assert judge(a, b, sources).relation is Relation.UNDECIDED
    assert find_conflicts([a, b], sources) == []


def test_one_conflict_gathers_all_that_take_part(make, sources):
    """Three sources of 2.6 Mt and one of 1.8 are one conflict of four; those that agree with all stay out."""
    figures = [make(n) for n in ("2600000 100000", "2600000 100000", "2.6e6 100000", "1800000 100000", ">1000000")]
    (conflict,) = find_conflicts(figures, sources)
    assert conflict.relation is Relation.CONTRADICTION
    assert conflict.members == tuple(f.id for f in figures[:4])
    assert conflict.key == ("Kazakhstan", "reserves", "", "")


def test_different_years_do_not_conflict_through_each_other(make, sources):
    """2024 and 2025 differ; nothing without a year joins them."""
    assert find_conflicts([make("5", period="2024"), make("9", period="2025")], sources) == []
    assert len(find_conflicts([make("5", period="2024/2025"), make("9", period="2025-03")], sources)) == 1


def test_an_item_not_said_conflicts_with_any(make, sources):
    """Unknown is no difference, also across groups of items and places."""
    figures = [
        make("5", item="rare earths"),
        make("9"),
        make("20", item="iron ore"),
        make("5", item="iron ore", place="X"),
    ]
    assert [conflict.members for conflict in find_conflicts(figures, sources)] == [(1, 2), (2, 3, 4)]
    pair = [make("5", item="oil", subject="A"), make("9", place="Y", subject="A")]
    assert len(find_conflicts(pair, sources)) == 1


def test_a_thousand_times_apart_is_a_slip_of_scale(make, sources):
    """Thousand for million is named as such, unless a third number fits neither."""
    slip = [make("2600000 100000"), make("2600 100"), make("2600000 100000")]
    assert [c.relation for c in find_conflicts(slip, sources)] == [Relation.SCALE_SLIP]
    assert [c.relation for c in find_conflicts([*slip, make("9")], sources)] == [Relation.CONTRADICTION]


def test_nothing_is_no_slip_of_scale(make, sources):
    """No thousand is missing where one source says that there is none."""
    assert [c.relation for c in find_conflicts([make("0"), make("48")], sources)] == [Relation.CONTRADICTION]


@pytest.mark.parametrize("bound", ["<100000 1000", "<=100000 1000", ">=300000000", ">300000000"])
def test_a_bound_is_no_slip_of_scale(make, sources, bound):
    """Less than 100 thousand is plainly contradicted by 270 thousand, at least 300 million by it as well."""
    assert [c.relation for c in find_conflicts([make(bound), make("270000 1000")], sources)] == [
        Relation.CONTRADICTION
    ]


def test_what_was_rejected_never_counts(make, sources):
    """Rejected, not a figure, duplicate: none of them can conflict."""
    for status in (Status.REJECTED, Status.NOT_A_FIGURE, Status.DUPLICATE):
        assert find_conflicts([make("5"), make("9", status=status)], sources) == []


def test_a_missing_unit_is_listed_beside_its_peers(make, sources):
    """44 million of what? Another source has tonnes."""
    figures = [make("44000000", None, borrowed_unit="t"), make("44000000"), make("1", measure="price")]
    (conflict,) = find_conflicts(figures, sources)
    assert conflict.relation is Relation.MISSING_UNIT
    assert conflict.members == (1, 2)


def test_a_borrowed_unit_alone_waits_for_the_analyst(make, sources):
    """It is listed until it is taken or the figure accepted as it is."""
    alone = make("800000", None, borrowed_unit="t")
    assert [c.members for c in find_conflicts([alone], sources)] == [(1,)]
    accepted = make("800000", None, borrowed_unit="t", status=Status.ACCEPTED)
    assert find_conflicts([accepted], sources) == []


def test_a_source_that_tells_of_later_times_has_a_wrong_date(make):
    """Dated August 2025, it states a figure of January 2026."""
    sources = {ArticleId(1): SourceInfo(title="Deal", published="2025-08-23")}
    figures = [
        make("5", article=1, period="2026-01"),
        make("9", article=1, period="2026", modality=Modality.FORECAST),
    ]
    (conflict,) = find_conflicts(figures, sources)
    assert conflict.relation is Relation.DATE_ANOMALY
    assert (conflict.article, conflict.members) == (1, (1,))
    assert "2025-08-23" in conflict.reason
    assert "2026-01" in conflict.reason


def test_a_reader_that_saw_later_events_is_enough(make):
    """The text may tell of later events without a single figure of them; other doubts of a date are no anomaly."""
    doubted = SourceInfo(title="Deal", published="2025-08-23", published_doubt="the text tells of later events")
    (conflict,) = find_conflicts([], {ArticleId(1): doubted})
    assert (conflict.relation, conflict.article, conflict.members) == (Relation.DATE_ANOMALY, 1, ())
    vague = SourceInfo(
        title="Deal", published="2025", published_doubt="a date below the text; it may be that of a change"
    )
    assert find_conflicts([], {ArticleId(1): vague}) == []


def test_reasons_come_in_the_language_asked_for(make, sources, monkeypatch):
    """A workbook may be in another language than the window."""
    spoken = []
    monkeypatch.setattr(words, "_catalogue", lambda lang: spoken.append(lang) or gettext.NullTranslations())
    judge(make("5"), make("9", subject="China"), sources, names=Names(language="kk"))
    assert set(spoken) == {"kk"}


NUMBERS = st.decimals(min_value=0, max_value=10**6, places=2)
MASSES = ("t", "kt", "kg", "Mt")


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    step = draw(st.sampled_from((None, Decimal("0.01"), Decimal("0.1"), Decimal(1))))
    return draw(
        st.sampled_from(
            (
                Amount(low, low, Qualifier.EXACT, step),
                Amount(low, low, Qualifier.ABOUT, step),
                Amount(low, None, Qualifier.MORE_THAN, step),
                Amount(low, None, Qualifier.AT_LEAST, step),
                Amount(None, high, Qualifier.LESS_THAN, step),
                Amount(None, high, Qualifier.UP_TO, step),
                Amount(low, high, Qualifier.BETWEEN, step),
            )
        )
    )


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    key = draw(st.integers(1, 10**6))
    return Figure(
        id=FigureId(key),
        guid=str(key),
        article_id=ArticleId(key),
        quote="x",
        span=Span(0, 1),
        full_span=Span(0, 1),
        kind=Kind.QUANTITY,
        amount=draw(amounts()),
        unit=draw(st.sampled_from((None, *MASSES, "km2"))),
        measure=draw(st.sampled_from((None, "reserves", "output"))),
        subject=draw(st.sampled_from((None, "China"))),
        item=draw(st.sampled_from((None, "oil"))),
        period=draw(st.sampled_from((None, Period("2025"), Period("2025-02"), Period("--02-03"), Period("2024")))),
    )


@given(figures(), figures())
def test_judgement_is_symmetric(a, b):
    """Whoever is named first, the relation and the differing fields are the same."""
    assert relation_of(a, b) == relation_of(b, a)


@given(figures(), figures())
def test_overlapping_intervals_never_contradict(a, b):
    """What can both be true is never called a contradiction."""
    if relation_of(a, b)[0] in (Relation.CONTRADICTION, Relation.SCALE_SLIP):
        one, other = interval_of(a), interval_of(b)
        assert one is not None
        assert other is not None
        assert not one.meets(other)


@given(figures(), figures(), st.sampled_from(MASSES))
def test_judgement_does_not_depend_on_the_unit(a, b, unit):
    """The same amounts in another unit of mass stand to each other as before."""
    if a.unit in MASSES:
        assert relation_of(restated(a, unit), b) == relation_of(a, b)


def restated(figure: Figure, unit: str) -> Figure:
    """The same figure in another unit."""
    from dataclasses import replace

    table, stated = units(), figure.amount
    assert stated is not None
    assert figure.unit is not None

    def turned(value: Decimal | None) -> Decimal | None:
        return None if value is None else table.convert(value, figure.unit or "", unit)

    return replace(
        figure,
        unit=unit,
        amount=Amount(turned(stated.low), turned(stated.high), stated.qualifier, turned(stated.step)),
    )


@given(st.lists(figures(), min_size=2, max_size=7, unique_by=lambda f: f.id))
def test_the_search_finds_just_what_judging_every_pair_finds(some):
    """Grouping loses no contradiction and invents none."""
    clashing = {Relation.CONTRADICTION, Relation.SCALE_SLIP}
    expected = {
        figure.id
        for n, a in enumerate(some)
        for b in some[n + 1 :]
        if relation_of(a, b)[0] in clashing
        for figure in (a, b)
    }
    found = {i for conflict in find_conflicts(some, {}) if conflict.relation in clashing for i in conflict.members}
    assert found == expected
