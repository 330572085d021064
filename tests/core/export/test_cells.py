"""What a reader of the table sees first: agreed numbers, spreads with their signs, contradictions, units."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from workbench.core.export.excel import write_workbook
from workbench.core.export.sheet import Head, pages_across, unique
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.comparison import GRID, Axis, ComparisonSpec
from workbench.core.model.figure import Status

BY_SOURCE = ComparisonSpec(rows=(Axis.MEASURE, Axis.SUBJECT), columns=(Axis.PUBLISHER,))
SIGNS = {">": Qualifier.MORE_THAN, "<": Qualifier.LESS_THAN, "≤": Qualifier.UP_TO, "~": Qualifier.ABOUT}


def stated(text: str) -> Amount:
    """ "2.6", ">28", "≤92"; rounded to the last digit written."""
    number = Decimal(text.lstrip("".join(SIGNS)))
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    qualifier = SIGNS.get(text[0], Qualifier.EXACT)
    low = None if qualifier in (Qualifier.LESS_THAN, Qualifier.UP_TO) else number
    return Amount(low, None if qualifier is Qualifier.MORE_THAN else number, qualifier, step)


def grid(tmp_path: Any, project: Any, *numbers: str, spec: ComparisonSpec = GRID) -> dict[str, Any]:
    """The cells of the table's only row by header, each number stated by another article of Chile's output in %."""
    for article, number in enumerate(numbers, 1):
        project.add(article, number, stated(number), "%", "output", "Chile")
    return row_of(tmp_path, project, spec, "output")


def row_of(tmp_path: Any, project: Any, spec: ComparisonSpec, measure: str) -> dict[str, Any]:
    path = tmp_path / "out.xlsx"
    write_workbook(path, project.content(spec), language="en")
    sheet = openpyxl.load_workbook(path, data_only=True)["Comparison"]
    rows = list(sheet.iter_rows())
    head = next(row for row in rows if row[0].value == "Measure")
    found = next(row for row in rows if row[0].value == measure)
    return {column.value: cell for column, cell in zip(head, found, strict=True)}


@pytest.mark.parametrize(
    ("numbers", "value", "to", "most"),
    [
        ((">28", ">28", ">28"), ("> ", 28), None, None),
        (("≤70", "≤92", "92"), ("up to ", 70), ("", 92), None),
        (("2.6", "2.61", ">2"), ("", 2.61), None, None),
        (("2.6", "2.6", "1.8"), ("", 1.8), ("", 2.6), 2.6),
        (("~2.5", "2.6"), ("", 2.6), None, None),
        ((">20", ">28"), ("> ", 20), ("> ", 28), None),
    ],
)
def test_a_cell_shows_what_is_agreed_or_the_spread_with_its_signs(tmp_path, empty, numbers, value, to, most):
    """One number where one number fits all; the lowest and the highest, as they were said, where none does."""
    cells = grid(tmp_path, empty, *numbers)
    assert (sign(cells["Chile"]), cells["Chile"].value) == value
    upper = cells.get("Chile, to")
    assert (upper and upper.value and (sign(upper), upper.value)) == to
    said = cells.get("Chile, most origins")
    assert (said and said.value) == most


def sign(cell: Any) -> str:
    return cell.number_format.split("#")[0].strip('"')


@pytest.mark.parametrize(("numbers", "headline"), [(("2.6", "2.6", "1.8"), 2.6), (("2.6", "1.8"), None)])
def test_what_most_origins_say_stands_first_in_a_row_of_sources(tmp_path, empty, numbers, headline):
    """Statistics stand before the sources; two against two is no majority."""
    cells = grid(tmp_path, empty, *numbers, spec=BY_SOURCE)
    assert cells["Said by most origins"].value == headline
    assert cells["Decided or agreed"].value is None
    order = list(cells)
    first = ["Unit", "Decided or agreed", "Said by most origins", "Lowest", "Highest", "Median of origins"]
    assert order[2:9] == [*first, "Assessment"]
    assert order.index("Outlet 1") == 9


@pytest.mark.parametrize("spec", [GRID, BY_SOURCE])
def test_numbers_of_a_contradiction_are_filled_and_marked_in_every_layout(tmp_path, empty, spec):
    """Also where each source has its own column; what agrees is not."""
    cells = grid(tmp_path, empty, "2.6", "1.8", spec=spec)
    empty.add(1, "7 %", stated("7"), "%", "share", "Chile")
    marked = [cell for name, cell in cells.items() if name.startswith(("Chile", "Outlet")) and cell.value]
    numbers = [cell for cell in marked if cell.data_type == "n"]
    assert len(numbers) == 2
    assert all("≠" in cell.number_format and cell.fill.fgColor.rgb.endswith("FBE3D6") for cell in numbers)
    calm = row_of(tmp_path, empty, spec, "share")
    assert not any("≠" in str(cell.number_format) for cell in calm.values())


def test_one_odd_unit_leaves_the_unit_of_the_row_alone(tmp_path, empty):
    """It says its own beside the number; so does a number without one."""
    for article, unit in ((1, "t"), (2, "t"), (3, "km"), (4, None)):
        empty.add(article, "5", stated("5"), unit, "output", "Chile")
    cells = row_of(tmp_path, empty, BY_SOURCE, "output")
    assert cells["Unit"].value == "t"
    formats = [cells[f"Outlet {n}"].number_format for n in (1, 2, 3, 4)]
    assert [look.split("#,##0")[1] for look in formats] == ["", "", '"\xa0km"', '"\xa0[?]"']


def test_the_unit_of_a_row_is_that_of_its_statistics(tmp_path, empty):
    """Two say 5 and 7 %, one source in one place; a third says 10 years: the lowest is 5 %."""
    for article, number, unit in ((1, "5", "%"), (1, "7", "%"), (2, "10", "a")):
        empty.add(article, number, stated(number), unit, "output", "Chile")
    cells = row_of(tmp_path, empty, BY_SOURCE, "output")
    assert (cells["Unit"].value, cells["Lowest"].value, cells["Highest"].value) == ("%", 5, 7)
    assert "years" in cells["Outlet 2"].number_format


def test_a_linked_number_is_never_empty(tmp_path, empty):
    """Some readers take a link's address for the content of an empty cell: what no longer counts is a dash."""
    empty.add(1, "5 t", stated("5"), "t", "output", "Chile")
    empty.add(2, "6 t", stated("6"), "t", "output", "Chile")
    write_workbook(tmp_path / "out.xlsx", empty.content(GRID), language="en")
    for sheet in openpyxl.load_workbook(tmp_path / "out.xlsx"):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink and cell.data_type == "f":
                    assert ',"",' not in cell.value
                    assert ',"")' not in cell.value
                    assert '"–"' in cell.value


def test_a_wrong_date_names_its_article(tmp_path, empty):
    """With a link to the source, its date in words, and no count of figures where there are none."""
    empty.add(1, "5 t", stated("5"), "t", "output", "Chile", period="2027", status=Status.ACCEPTED)
    write_workbook(tmp_path / "out.xlsx", empty.content(GRID), language="en")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Conflicts"]
    rows = list(sheet.iter_rows())
    heads = next([cell.value for cell in row] for row in rows if row[0].value == "No.")
    row = next(row for row in rows if "date anomaly" in str(row[1].value))
    cells = dict(zip(heads, row, strict=True))
    assert cells["What the sources state"].value.startswith("• Article 1 — 5 February 2026\n• “5 t”")
    assert cells["Evidence"].hyperlink.location.startswith("'Sources'!A")
    assert (cells["Figures"].value, cells["State"].value) == (1, "open")


def test_the_title_says_what_the_columns_are(tmp_path, empty):
    """Sources beside each other, or a measure by subject."""
    empty.add(1, "5 t", stated("5"), "t", "output", "Chile")
    for spec, title in ((BY_SOURCE, "Comparison by source"), (GRID, "Comparison: measure by subject")):
        write_workbook(tmp_path / "out.xlsx", empty.content(spec), language="en")
        assert openpyxl.load_workbook(tmp_path / "out.xlsx")["Comparison"]["A1"].value == f"Rare earths — {title}"


def test_wide_tables_spread_over_pages(tmp_path, empty):
    """Whole columns, the first ones repeated on each page; a narrow table stays on one."""
    assert pages_across([30, 20, 14], 2) == 1
    assert pages_across([40, 20] + [20] * 26, 2) == 2
    assert pages_across([40, 20] + [20] * 27, 2) == 3
    for n in range(30):
        empty.add(n + 1, "5 t", stated("5"), "t", "output", f"Country {n}")
    write_workbook(tmp_path / "out.xlsx", empty.content(GRID), language="en")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Comparison"]
    assert sheet.page_setup.paperSize == 8
    assert sheet.page_setup.fitToWidth == 2
    assert sheet.print_title_cols == "$A:$B"
    assert sheet.oddHeader.left.text == sheet["A1"].value  # on every page: the cell's would be cut at column B
    assert str(sheet.print_area).startswith(f"'Comparison'!$A${sheet.tables['tblComparison'].ref[1:].split(':')[0]}")


def test_a_header_leaves_a_margin_at_its_border():
    """A line that would end right at the border makes its column a little wider."""
    (tight,) = unique([Head("Cove Capital: cost", 20, "text")])
    (loose,) = unique([Head("Unit", 20, "text")])
    assert loose.width == 20
    assert tight.width > 20
