"""A cell of a table knows the cells that name its column and its row, whatever the format."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import docx
import pytest

from workbench.core.model.article import ArticleDraft, BlockKind
from workbench.core.reading.reader import read_bytes, read_text
from workbench.core.reading.tables import is_amount

TEXT = (
    "Комбинат под Карагандой намерен за два года удвоить выпуск концентрата и нанять ещё двести человек, сказал он."
)


def headed(draft: ArticleDraft) -> dict[str, list[str]]:
    """The text of each cell with those of the cells that head it; the text and spans are the draft's own."""
    cells = [block for block in draft.blocks if block.kind is BlockKind.TABLE_CELL]
    assert all(not block.header for block in draft.blocks if block.kind is not BlockKind.TABLE_CELL)
    return {block.span.of(draft.text): [span.of(draft.text) for span in block.header] for block in cells}


def word(rows: Sequence[Sequence[str]], merged: Sequence[tuple[int, int, int, int]] = ()) -> ArticleDraft:
    document = docx.Document()
    document.add_paragraph(TEXT)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    for top, left, bottom, right in merged:
        text = table.cell(top, left).text
        table.cell(top, left).merge(table.cell(bottom, right)).text = text
    file = io.BytesIO()
    document.save(file)
    return read_bytes(file.getvalue(), "a.docx")


def page(table: str) -> ArticleDraft:
    return read_bytes(f"<html><body><article><p>{TEXT}</p>{table}<p>{TEXT}</p></article>".encode(), "a.html")


RESERVES = [["Страна", "Запасы, млн тонн"], ["Китай", "44"], ["Бразилия", "21"]]
RESERVES_HEADED: Mapping[str, Sequence[str]] = {
    "Страна": [],
    "Запасы, млн тонн": [],
    "Китай": ["Страна"],
    "44": ["Запасы, млн тонн", "Китай"],
    "Бразилия": ["Страна"],
    "21": ["Запасы, млн тонн", "Бразилия"],
}
HTML_ROWS = "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in RESERVES)
TABBED = "\n".join("\t".join(row) for row in RESERVES)


@pytest.mark.parametrize(
    "draft",
    [word(RESERVES), page(f"<table>{HTML_ROWS}</table>"), read_text(f"{TEXT}\n\n{TABBED}\n\n{TEXT}")],
    ids=["word", "page", "tabs"],
)
def test_a_header_row_and_names_of_rows(draft: ArticleDraft) -> None:
    """The unit stands over the column, the country before the row."""
    assert headed(draft) == RESERVES_HEADED


def test_years_over_columns_and_a_heading_over_years() -> None:
    """Both rows of headings, outermost first; the cell beside them reaches down over both."""
    rows = [["Страна", "Добыча, т", "Добыча, т"], ["Страна", "2023", "2024"], ["Китай", "255 000", "270 000"]]
    draft = word(rows, merged=[(0, 0, 1, 0), (0, 1, 0, 2)])
    assert headed(draft)["270 000"] == ["Добыча, т", "2024", "Китай"]
    assert headed(draft)["Китай"] == ["Страна"]
    html = (
        "<table><tr><th rowspan=2>Страна</th><th colspan=2>Добыча, т</th></tr><tr><th>2023</th><th>2024</th></tr>"
        "<tr><td>Китай</td><td>255 000</td><td>270 000</td></tr></table>"
    )
    assert headed(page(html)) == headed(draft)


def test_a_name_for_several_rows() -> None:
    """A cell that reaches down names all its rows."""
    rows = [["Страна", "Год", "Добыча"], ["Китай", "2023", "255 000 т"], ["", "2024", "270 000 т"]]
    draft = word(rows, merged=[(1, 0, 2, 0)])
    assert headed(draft)["270 000 т"] == ["Добыча", "Китай"]
    assert headed(draft)["2024"] == ["Год", "Китай"]


def test_a_row_that_names_those_below_it() -> None:
    """It stands between the column's heading and the row's name."""
    html = (
        "<table><tr><th>Страна</th><th>Запасы</th></tr><tr><td colspan=2>Азия</td></tr>"
        "<tr><td>Китай</td><td>44</td></tr></table>"
    )
    assert headed(page(html))["44"] == ["Запасы", "Азия", "Китай"]


def test_a_column_that_only_counts() -> None:
    """The second column names the rows then."""
    rows = [["№", "Страна", "Запасы"], ["1", "Китай", "44"], ["2", "Бразилия", "21"]]
    assert headed(word(rows))["21"] == ["Запасы", "Бразилия"]


def test_pairs_without_a_heading() -> None:
    """A table of names and values has no header row."""
    assert headed(word([["Площадь", "27,9 км²"], ["Глубина", "300 м"]]))["300 м"] == ["Глубина"]


def test_two_tables() -> None:
    """A text between two tables parts them."""
    other = "Партнёр\tДоля\nCove Capital\t75%"
    draft = read_text(f"{TEXT}\n\n{TABBED}\n\n{TEXT}\n\n{other}\n\n{TEXT}")
    assert headed(draft)["75%"] == ["Доля", "Cove Capital"]


@pytest.mark.parametrize(
    "text",
    ["44", "2,6", "75%", "$12 млрд", "−3,5", "~800 тыс. тонн", "27,9 км²", "1 200 000", "10–12", "€ 5", "3 т/га"],
)
def test_amounts(text: str) -> None:
    """Cells that hold figures."""
    assert is_amount(text)


@pytest.mark.parametrize("text", ["2024", "2024 г.", "2023/24", "2024 год", "Китай", "I кв. 2025", "Ту-154", "–", ""])
def test_headings(text: str) -> None:
    """Cells that may head others: words, and years."""
    assert not is_amount(text)


def test_a_joke_of_a_span() -> None:
    """A cell that claims a million columns is cut to a sane size."""
    html = "<table><tr><th colspan=99999 rowspan=99999>Запасы</th></tr><tr><td>Китай</td><td>44</td></tr></table>"
    assert "44" in headed(page(html))
