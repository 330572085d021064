"""Numbers in the cells of a table, read with the headings of their column and row."""

from __future__ import annotations

from decimal import Decimal

from workbench.core.extraction.pipeline import Extractor
from workbench.core.model.article import Block, BlockKind
from workbench.core.model.figure import Field, Statement
from workbench.core.model.span import Span


def read(language: str, *rows: tuple[str, ...]) -> tuple[str, tuple[Statement, ...]]:
    """The text of a table, one cell a line, and the statements of its cells; first row and column are headings."""
    text, blocks = "", []
    spans: dict[tuple[int, int], Span] = {}
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            span = spans[y, x] = Span(len(text), len(text) + len(cell))
            header = () if y == 0 else ((spans[0, x],) if x == 0 else (spans[0, x], spans[y, 0]))
            blocks.append(Block(BlockKind.TABLE_CELL, span, header=header))
            text += cell + "\n"
    found = Extractor.default().extract(text, language=language, blocks=blocks).statements
    inside = [b.span for b in blocks if len(b.header) == 2]
    return text, tuple(s for s in found if any(span.contains(s.span) for span in inside))


def test_the_heading_gives_unit_scale_and_measure() -> None:
    """Under "Output in 2024, million tonnes" 5.3 is 5.3 million tonnes of output in 2024; the row says whose."""
    text, found = read(
        "en",
        ("Country", "Copper output in 2024, million tonnes", "Share of exports, %"),
        ("Chile", "5.3", "52"),
        ("Peru", "2.6", "30.5"),
    )
    said = [(s.measure, s.subject, s.unit, s.amount and s.amount.value, s.period and s.period.edtf) for s in found]
    assert said == [
        ("production", "Chile", "t", Decimal("5300000"), "2024"),
        ("share of exports", "Chile", "%", Decimal(52), None),
        ("production", "Peru", "t", Decimal("2600000"), "2024"),
        ("share of exports", "Peru", "%", Decimal("30.5"), None),
    ]
    assert found[0].item == "copper"
    assert found[0].evidence[Field.UNIT].of(text) == "Copper output in 2024, million tonnes"


def test_years_over_columns_date_their_numbers() -> None:
    """A bare year is a heading; a row names a mine that no lexicon knows."""
    _, found = read("ru", ("Запасы, тыс. тонн", "2023", "2024"), ("Шокпар", "410", "395"))
    assert [(s.subject, s.period and s.period.edtf) for s in found] == [("Шокпар", "2023"), ("Шокпар", "2024")]


def test_a_total_is_nobodys() -> None:
    """The row of sums names no subject, and a unit of its own stays."""
    _, found = read("kk", ("Ел", "Экспорт, млн доллар"), ("Қазақстан", "12"), ("Барлығы", "40 тонна"))
    assert [(s.subject, s.unit) for s in found] == [("Kazakhstan", "USD"), (None, "t")]


def test_the_unit_of_a_column_is_no_figure_of_its_own() -> None:
    """The "млн тонн" and "million tonnes" of a heading tell what its cells are in; nothing is suggested for them."""
    for language, heading in (("ru", "Добыча, млн тонн"), ("en", "Output, million tonnes")):
        text = f"{heading}\nЧили\n5,3\n"
        head = Span(0, len(heading))
        name = Span(len(heading) + 1, len(heading) + 5)
        cell = Span(name.end + 1, name.end + 4)
        blocks = [
            Block(BlockKind.TABLE_CELL, head),
            Block(BlockKind.TABLE_CELL, name, header=(head,)),
            Block(BlockKind.TABLE_CELL, cell, header=(head, name)),
        ]
        found = Extractor.default().extract(text, language=language, blocks=blocks).statements
        assert [s.span for s in found] == [cell]
        assert [s.unit for s in found] == ["t"]
