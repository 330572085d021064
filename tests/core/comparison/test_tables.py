"""Figures laid out over two of their fields."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from workbench.core.comparison.tables import article_titles, build
from workbench.core.model.amount import Interval
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import GRID, Axis, ComparisonSpec, SourceInfo
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import Status

RESERVES, KAZAKHSTAN = ("reserves",), ("Kazakhstan",)


def only_cell(spec, figures, sources, **more):
    (cell,) = build(spec, figures, sources, **more).cells.values()
    return cell


def test_a_table_of_measures_by_subjects(make, sources):
    """Rows and columns hold what is said most first, and what is not said last."""
    figures = [
        make("5"),
        make("5"),
        make("7", subject="China"),
        make("9", "%", measure=None),
        make("1", measure="price"),
    ]
    table = build(GRID, figures, sources)
    assert table.rows == (("reserves",), ("price",), ("",))
    assert table.columns == (("Kazakhstan",), ("China",))
    assert table.cells[RESERVES, KAZAKHSTAN].mentions == 2
    assert (table.figures, table.left_out) == (5, 0)


def test_any_two_axes_nested_and_filtered(make, sources):
    """Rows may nest, columns may be sources or times, and filters keep what was asked for."""
    spec = ComparisonSpec(rows=(Axis.SUBJECT, Axis.MEASURE), columns=(Axis.PERIOD,), only={Axis.SUBJECT: ("China",)})
    figures = [make("5"), make("7", subject="China", period="2025"), make("7", subject="China", period="2024")]
    table = build(spec, figures, sources)
    assert table.rows == (("China", "reserves"),)
    assert table.columns == (("2024",), ("2025",))
    by_source = build(replace(GRID, columns=(Axis.ARTICLE,)), figures, sources)
    assert sorted(by_source.columns) == [("Article 1",), ("Article 2",), ("Article 3",)]


def test_what_says_neither_measure_nor_subject_is_counted_as_left_out(make, sources):
    """Such a figure has no place, but is not forgotten."""
    table = build(GRID, [make("5", measure=None, subject=None)], sources)
    assert (table.cells, table.left_out) == ({}, 1)


def test_numbers_are_shown_in_the_commonest_unit_of_the_row(make, sources):
    """Two say tonnes, one megatonnes: all are shown in tonnes, to be read in millions."""
    figures = [make("2600000 100000"), make("2.6 0.1", "Mt"), make("44000000 1000000", subject="China")]
    table = build(GRID, figures, sources)
    cell = table.cells[RESERVES, KAZAKHSTAN]
    assert (cell.unit, cell.scale) == ("t", Decimal(10**6))
    assert [member.low for member in cell.members] == [2600000, 2600000]
    assert cell.agreed == Interval(Decimal(2550000), Decimal(2650000), high_open=True)
    assert cell.relation is Relation.SAME


def test_the_analyst_may_choose_the_unit(make, sources):
    """A chosen unit is shown as it is, without a scale."""
    cell = only_cell(replace(GRID, units={"reserves": "Mt"}), [make("2600000")], sources)
    assert (cell.unit, cell.scale, cell.members[0].low) == ("Mt", 1, Decimal("2.6"))


@pytest.mark.parametrize(
    ("second", "relation"),
    [
        ({"number": "2600000 100000"}, Relation.SAME),
        ({"number": ">2000000"}, Relation.REFINES),
        ({"number": "~2400000"}, Relation.COMPATIBLE),
        ({"number": "1800000 100000"}, Relation.CONTRADICTION),
        ({"number": "2600 100"}, Relation.SCALE_SLIP),
        ({"number": "9", "item": "iron ore"}, Relation.DIFFERENT_ITEM),
        ({"number": "9", "period": "2024"}, Relation.DIFFERENT_PERIOD),
        ({"number": "9", "unit": "km2"}, Relation.DIFFERENT_DIMENSION),
        ({"number": "9", "unit": None, "borrowed_unit": "t"}, Relation.MISSING_UNIT),
    ],
)
def test_a_cell_says_how_its_members_stand(make, sources, second, relation):
    """The relation of a cell is the worst of its members; only comparable ones agree on an interval."""
    first = make("2600000 100000", item="rare earths", period="2025")
    other = make(
        second.pop("number"), second.pop("unit", "t"), **({"item": "rare earths", "period": "2025"} | second)
    )
    cell = only_cell(GRID, [first, other], sources)
    assert cell.relation is relation
    agrees = relation in (Relation.SAME, Relation.REFINES, Relation.COMPATIBLE)
    assert (cell.agreed is not None) is agrees


def test_a_figure_that_cannot_be_converted_stays_in_its_cell(make, sources):
    """It is a member without an interval, never dropped."""
    cell = only_cell(GRID, [make("5"), make("6"), make("9", "km2")], sources)
    assert [member.low for member in cell.members] == [5, 6, None]
    assert cell.mentions == 3
    assert cell.spread == (5, 6)


def test_reprints_and_a_common_named_source_are_one_origin(make, sources):
    """Three mentions, two origins; whoever quotes the same committee adds no origin, "experts" are nobody."""
    figures = [make("5", article=1), make("5", article=2), make("5", article=3)]
    assert only_cell(GRID, figures, sources, origins={1: 1, 2: 1, 3: 3}).origins == 2
    quoting = [
        make("5", article=1, attribution="Геологический комитет Казахстана"),
        make("5", article=2, attribution="по данным Геологического комитета Казахстана".removeprefix("по данным ")),
        make("5", article=3, attribution="по разным оценкам"),
        make("5", article=4, attribution="по разным оценкам"),
    ]
    assert only_cell(GRID, quoting, sources).origins == 3


def test_suggestions_are_counted_apart_and_the_rejected_not_at_all(make, sources):
    """A cell knows how many of its figures an analyst accepted."""
    figures = [make("5", status=status) for status in Status]
    cell = only_cell(replace(GRID, statuses=tuple(Status)), figures, sources)
    assert (cell.mentions, cell.settled) == (2, 1)
    assert build(replace(GRID, statuses=(Status.ACCEPTED,)), figures, sources).figures == 1


def test_no_figures_make_an_empty_table(sources):
    """Nothing yet is no error."""
    table = build(GRID, [], sources)
    assert (table.rows, table.columns, table.cells, table.figures) == ((), (), {}, 0)


def test_sources_of_one_title_are_told_apart():
    """Two articles called the same get a number."""
    same = {ArticleId(n): SourceInfo(title="Deal") for n in (1, 2)}
    assert list(article_titles(same).values()) == ["Deal", "Deal (2)"]


@pytest.mark.parametrize(
    ("numbers", "best", "most"),
    [
        (("2.6 0.1", "2.6 0.1", "1.8 0.1"), None, 2.6),
        (("2.6 0.1", "1.8 0.1"), None, None),
        (("2.6 0.1", "2.61 0.01", ">2"), 2.61, None),
        ((">28", ">28"), None, 28),
        (("270000 1", "269600 100"), 269600, None),
    ],
)
def test_the_figure_to_read_first(make, sources, numbers, best, most):
    """The most exact one where all agree, bounds aside; else what more origins say than anything else."""
    cell = only_cell(GRID, [make(number) for number in numbers], sources)
    found = [member and float(member.figure.amount.number) for member in (cell.best, cell.most)]
    assert found == [best, most]
    assert cell.headline is cell.best


def test_a_majority_is_one_of_origins_not_of_mentions(make, sources):
    """One text printed three times has one voice."""
    figures = [make("2.6 0.1", article=n) for n in (1, 2, 3)] + [make("1.8 0.1", article=4)]
    assert only_cell(GRID, figures, sources, origins={1: 1, 2: 1, 3: 1, 4: 4}).most is None


def test_numbers_written_out_agree_with_what_they_may_be_rounded_from(make, sources):
    """270,000 beside 269.6 thousand are compatible, and what they share is told."""
    cell = only_cell(GRID, [make("270000 1"), make("269600 100")], sources)
    assert cell.relation is Relation.COMPATIBLE
    assert cell.agreed == Interval(Decimal(269550), Decimal(269650), high_open=True)
