"""What a workbook shows of a figure's working."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.core.comparison.passages import sentence_at
from workbench.core.comparison.report import base_unit, evidence_row, prepare, stated_scale
from workbench.core.model.comparison import GRID, Axis, ComparisonSpec
from workbench.core.model.span import Span


@pytest.mark.parametrize(
    ("value", "quote", "scale"),
    [
        ("2600000", "2,6 млн тонн", 10**6),
        ("2600000", "2 600 000 тонн", 1),
        ("100000000000", "$100 млрд", 10**9),
        ("800000", "около 800 тысяч", 1000),
        ("500000", "0,5 млн", 10**6),
        ("70", "от 70 до 80%", 1),
        ("50", "полсотни", 1),
        ("2.4", "2,4%", 1),
        ("0.08", "0,08 %", 1),
        ("0", "0 %", 1),
    ],
)
def test_the_scale_is_what_the_source_wrote_in_words(value, quote, scale):
    """Million stays a word of the source: 2.6, not 2600000."""
    assert stated_scale(Decimal(value), quote) == scale


@pytest.mark.parametrize(
    ("unit", "base"), [("kg", "t"), ("t", "t"), ("USD/kg", "USD/t"), ("USD", "USD"), ("", ""), ("zz", "zz")]
)
def test_amounts_are_told_in_the_base_unit(unit, base):
    """Also of quotients and of units nobody knows."""
    assert base_unit(unit) == base


def test_stated_number_times_factor_is_the_amount(make):
    """In the base unit, with what it is rounded to and what it can never pass."""
    row = evidence_row(make("<=2500 100", "kg", quote="до 2,5 тыс. кг"), title="", text="")
    assert (row.stated_high, row.scale, row.factor, row.base_unit) == (Decimal("2.5"), 1000, 1, "t")
    assert (row.step, row.floor, row.ceiling) == (Decimal("0.1"), 0, None)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One here. It is 5 t now. Then more.", "It is 5 t now."),
        ("Город г. Аркалык, т. е. 5 t руды. Потом.", "Город г. Аркалык, т. е. 5 t руды."),
        ("Title\nIt is 5 t", "It is 5 t"),
        ("5 t", "5 t"),
    ],
)
def test_the_sentence_of_a_figure(text, sentence):
    """From the stop before to the stop after, within its line; abbreviations end nothing."""
    at = text.index("5 t")
    assert sentence_at(text, Span(at, at + 3)) == sentence


def test_a_very_long_sentence_is_cut_on_both_sides():
    """With an ellipsis where it goes on."""
    text = "word " * 200 + "5 t " + "word " * 200
    cut = sentence_at(text, Span(1000, 1003))
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert len(cut) < 900


def test_columns_of_sources_are_held_against_each_other_row_by_row(make, sources):
    """A row whose columns are publishers is one line; else each cell is one."""
    figures = [make("5", article=1), make("9", article=2), make("7", article=2, subject="China")]
    by_source = ComparisonSpec(rows=(Axis.MEASURE, Axis.SUBJECT), columns=(Axis.PUBLISHER,))
    rows = prepare(by_source, figures, sources, texts={})
    assert [(line.row, len(line.cell.members)) for line in rows.lines] == [
        (("reserves", "Kazakhstan"), 2),
        (("reserves", "China"), 1),
    ]
    assert len(rows.cell_ids) == 3
    assert len(prepare(GRID, figures, sources, texts={}).lines) == 2


def test_a_figure_in_another_unit_keeps_its_place_but_not_its_number(make, sources):
    """Marked as other, it is a mention and no statistic."""
    content = prepare(GRID, [make("5"), make("6"), make("9", "km2")], sources, texts={})
    assert [row.line for row in content.evidence] == ["L1", "L1", "L1/other"]
    (line,) = content.lines
    assert not line.plain
    assert len(line.speakers) == 2
