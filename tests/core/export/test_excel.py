"""A workbook is what the program knows: real numbers, live, each with its evidence, and no text of it is code."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from workbench.core.comparison.report import prepare
from workbench.core.errors import CannotWriteFile
from workbench.core.export.excel import write_workbook
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.comparison import GRID, Axis, ComparisonSpec
from workbench.core.model.figure import Change, Status

SHEETS = ["Comparison", "Details", "Conflicts", "Charts", "Evidence", "Sources", "Read me"]
BY_SOURCE = ComparisonSpec(rows=(Axis.MEASURE, Axis.SUBJECT), columns=(Axis.PUBLISHER,))
HOSTILE = '=HYPERLINK("http://example.org","x")'


def written(tmp_path: Path, content: Any, language: str = "en") -> Path:
    path = tmp_path / "out.xlsx"
    write_workbook(path, content, language=language)
    return path


def table(path: Path, sheet: str, header: str) -> list[dict[str, Any]]:
    """The rows under the header row that begins with this word, as any reader sees them."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    at = next(n for n, row in enumerate(rows) if header in row)
    return [dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :]]


def test_the_sheets_stand_in_order_under_their_titles(tmp_path, project):
    """Comparison first, and A1 says what a sheet is."""
    book = openpyxl.load_workbook(written(tmp_path, project.content()))
    assert book.sheetnames == SHEETS
    assert book["Comparison"]["A1"].value == "Rare earths — Comparison: measure by subject"
    assert all(sheet["A1"].value for sheet in book)
    assert book.properties.title == "Rare earths"
    assert not any(sheet.merged_cells.ranges for sheet in book)


def test_numbers_are_real_and_in_a_unit_to_read(tmp_path, project):
    """2.6 million tonnes stand as 2.6 under Mt, as a number, without any recalculation."""
    rows = {
        (r["Measure"], r["Subject"]): r
        for r in table(written(tmp_path, project.content(BY_SOURCE)), "Comparison", "Unit")
    }
    kazakhstan = rows["reserves", "Kazakhstan"]
    assert (kazakhstan["Unit"], kazakhstan["Outlet 1"], kazakhstan["Outlet 3"]) == ("Mt", 2.6, 2.6)
    assert kazakhstan["Outlet 4"] == 1.8
    assert kazakhstan["Spread"] == pytest.approx(0.8)
    assert (kazakhstan["Lowest"], kazakhstan["Highest"], kazakhstan["Mentions"]) == (1.8, 2.6, 3)
    assert kazakhstan["Assessment"] == "≠ contradiction"
    imports = rows["share of United States imports", "China"]
    assert (imports["Outlet 1"], imports["Outlet 1, to"]) == (70, 80)


def test_a_reprint_is_a_mention_but_no_origin(tmp_path, project):
    """The median is taken over origins: the higher number is printed twice and has one voice."""
    path = written(tmp_path, project.content(BY_SOURCE, origins={1: 1, 3: 1}))
    row = next(
        r for r in table(path, "Comparison", "Unit") if (r["Measure"], r["Subject"]) == ("reserves", "Kazakhstan")
    )
    assert (row["Mentions"], row["Origins"], row["Median of origins"]) == (3, 2, pytest.approx(2.2))


def test_the_qualifier_belongs_to_the_number_format(tmp_path, project):
    """More than, about, up to: the cell stays a number."""
    sheet = openpyxl.load_workbook(written(tmp_path, project.content()))["Comparison"]
    formats = {cell.number_format for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
    assert '"> "#,##0"\xa0?"' in formats
    details = openpyxl.load_workbook(tmp_path / "out.xlsx")["Details"]
    formats = {cell.number_format for row in details.iter_rows() for cell in row if cell.data_type == "f"}
    assert {'"up to "#,##0', '"≈ "#,##0.0'} <= formats


def test_two_figures_with_one_bound_keep_it(tmp_path, empty):
    """Two sources of "more than 28" are shown as more than 28, not as 28."""
    for article in (1, 2):
        empty.add(article, "more than 28 t", Amount(Decimal(28), None, Qualifier.MORE_THAN), "t", "output", "Chile")
    book = openpyxl.load_workbook(written(tmp_path, empty.content()))
    (cell,) = [cell for row in book["Comparison"].iter_rows() for cell in row if cell.hyperlink]
    assert cell.number_format == '"> "#,##0'


def test_what_nobody_confirmed_is_marked_in_looks_and_in_words(tmp_path, project):
    """Grey italics and a question mark on the number, the word beside it; an accepted number has neither."""
    book = openpyxl.load_workbook(written(tmp_path, project.content()))
    marked = {cell.font.i: cell for row in book["Comparison"].iter_rows() for cell in row if cell.hyperlink}
    assert marked[True].number_format.endswith('?"')
    assert not marked[False].number_format.endswith('?"')
    assert "suggested" in marked[True].comment.text
    assert {row["Status"] for row in table(tmp_path / "out.xlsx", "Comparison", "Unit")} >= {"accepted", "suggested"}


def test_each_number_leads_to_its_evidence(tmp_path, project):
    """The link of a cell goes to the row with the same guid as its formula; the comment quotes it."""
    book = openpyxl.load_workbook(written(tmp_path, project.content()))
    evidence = book["Evidence"]
    guids = next(c.column for row in evidence.iter_rows() for c in row if c.value == "GUID")
    linked = [cell for row in book["Comparison"].iter_rows() for cell in row if cell.hyperlink]
    single = [cell for cell in linked if "MATCH" in cell.value]
    assert len(linked) == len(project.content().comparison.cells)
    for cell in single:
        row = int(cell.hyperlink.location.rpartition("!A")[2])
        assert evidence.cell(row, guids).value in cell.value
        assert evidence.cell(row, 2).value in cell.comment.text


def test_the_evidence_shows_its_working(tmp_path, project):
    """The amount is a formula of the stated number and its factor."""
    rows = {row["No."]: row for row in table(written(tmp_path, project.content()), "Evidence", "Quote")}
    assert len(rows) == len(project.figures)
    one = rows[1]
    assert (one["Stated from"], one["Stated unit"], one["Factor"], one["Amount from"]) == (2.6, "Mt", 1e6, 2.6e6)
    assert one["Sentence"] == "According to the ministry this is 2,6 млн тонн by now."
    assert (one["Means at least"], one["Means at most"]) == (pytest.approx(2.55e6), pytest.approx(2.65e6))
    assert (rows[6]["Amount from"], rows[6]["Amount to"], rows[6]["Means at least"]) == ("", 92, 0)
    assert rows[3]["Stated unit"] == "million [t?]"
    formulas = openpyxl.load_workbook(tmp_path / "out.xlsx")["Evidence"]
    assert re.fullmatch(r'=IF\(K4="","",K4\*N4\)', formulas["O4"].value)


def test_conflicts_quote_all_sides(tmp_path, project):
    """Two contradictions and the missing units, each with the words of its sources."""
    rows = table(written(tmp_path, project.content()), "Conflicts", "Class")
    assert [row["Class"][0] for row in rows] == ["≠", "≠", "?", "?"]
    assert "“2,6 млн тонн” — Outlet 3 (2025)" in rows[0]["What the sources state"]
    assert "1.8 million tonnes" in rows[0]["Why"]


def test_every_formula_has_its_result(tmp_path, project):
    """Readers that do not calculate see the same as those that do."""
    formulas = openpyxl.load_workbook(written(tmp_path, project.content(BY_SOURCE)))
    with zipfile.ZipFile(tmp_path / "out.xlsx") as file:
        for number, sheet in enumerate(formulas, 1):
            xml = file.read(f"xl/worksheets/sheet{number}.xml").decode()
            count = sum(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
            assert len(re.findall(r"</f><v>", xml)) == xml.count("<f>") == count


def test_parts_of_a_font_stand_in_the_order_of_the_standard(tmp_path, project):
    """Strict readers refuse a font whose colour comes before its size."""
    with zipfile.ZipFile(written(tmp_path, project.content())) as file:
        fonts = re.findall(r"<font>(.*?)</font>", file.read("xl/styles.xml").decode())
    order = ["b", "i", "u", "sz", "color", "name", "family", "scheme"]
    found = [re.findall(r"<(\w+)", font) for font in fonts]
    assert found
    assert all(parts == sorted(parts, key=order.index) for parts in found)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_calculates_what_we_calculated(tmp_path, project):
    """Opened without our results, every formula comes out the same; an edit in Evidence flows to the table."""
    for spec in (GRID, BY_SOURCE):
        path = written(tmp_path, project.content(spec, origins={1: 1, 3: 1}))
        ours, theirs = openpyxl.load_workbook(path, data_only=True), recalculated(path)
        formulas = openpyxl.load_workbook(path)
        for sheet in formulas:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        one, other = (book[sheet.title][cell.coordinate].value or 0 for book in (ours, theirs))
                        assert one == (
                            pytest.approx(other, rel=1e-12, abs=1e-12) if isinstance(other, int | float) else other
                        ), cell
    edited = openpyxl.load_workbook(path)
    edited["Evidence"]["K4"] = 1.8  # the first figure's 2.6
    edited.save(tmp_path / "edited.xlsx")
    recalculated(tmp_path / "edited.xlsx", keep=tmp_path / "again.xlsx")
    rows = {(r["Measure"], r["Subject"]): r for r in table(tmp_path / "again.xlsx", "Comparison", "Unit")}
    assert rows["reserves", "Kazakhstan"]["Outlet 1"] == 1.8


def recalculated(path: Path, keep: Path | None = None) -> Any:
    """The workbook as LibreOffice computes it from nothing but its formulas."""
    bare, folder = path.parent / "bare" / path.name, path.parent / "lo"
    bare.parent.mkdir(exist_ok=True)
    openpyxl.load_workbook(path).save(bare)
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(bare)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    if keep is not None:
        shutil.copy(folder / path.name, keep)
    return openpyxl.load_workbook(folder / path.name, data_only=True)


def test_text_never_becomes_a_formula(tmp_path, empty):
    """Whatever a source says, where it may stand: the cell holds the text."""
    said = {"item": HOSTILE, "place": "+1", "attribution": "@SUM(1)", "note": "-2+3", "period": "2025"}
    empty.add(1, HOSTILE, Amount.exact(Decimal(5)), "t", "=measure", "=1+1", **said)
    axes = ComparisonSpec(rows=(Axis.MEASURE, Axis.ITEM), columns=(Axis.SUBJECT, Axis.PLACE))
    book = openpyxl.load_workbook(written(tmp_path, empty.content(axes)))
    ours = ("INDEX", "IF(", "IFERROR", "COUNT", "SUMIFS")
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f" or cell.value[1:].startswith(ours), cell.value
    texts = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value in (HOSTILE, "=measure", "+1")]
    assert len(texts) >= 5
    assert all(c.data_type == "s" for c in texts)
    assert all(c.quotePrefix for c in texts)


def test_text_that_xml_or_excel_cannot_hold_is_made_fit(tmp_path, empty):
    """Control characters, lone surrogates, Excel's own escapes, and texts longer than a cell."""
    empty.add(1, "5\x00\x0b\ud800 _x0041_", Amount.exact(Decimal(5)), "t", "m", "s", note="long " * 10000)
    row = table(written(tmp_path, empty.content()), "Evidence", "Quote")[0]
    assert row["Quote"] == "5\ufffd \ufffd _x0041_"
    assert len(row["Note"]) <= 32767
    assert row["Note"].endswith("… [cut: a cell holds 32,767 characters]")


@pytest.mark.parametrize("spec", [GRID, BY_SOURCE, replace(GRID, columns=())])
def test_no_figures_and_one_figure_make_workbooks(tmp_path, empty, spec):
    """Nothing yet is said in words; one figure is a table of one cell."""
    assert (
        table(written(tmp_path, empty.content(spec)), "Comparison", "Unit")[0]["Measure"]
        == "No figures to compare yet."
    )
    empty.add(1, "5 t", Amount.exact(Decimal(5)), "t", "output", "Chile")
    (row,) = table(written(tmp_path, empty.content(spec)), "Comparison", "Unit")
    assert (row["Measure"], row["Assessment"]) == (
        "output",
        "–" if not spec.columns or len(spec.rows) == 1 else "• one mention",
    )


def test_three_thousand_figures_with_crowded_cells(tmp_path, empty):
    """Many sources of one number: origins beyond the columns are counted and the cut is told."""
    for n in range(3000):
        empty.add(n % 40 + 1, f"{n % 7} t", Amount.exact(Decimal(n % 7)), "t", f"measure {n % 60}", "Chile")
    path = written(tmp_path, empty.content())
    assert len(table(path, "Evidence", "Quote")) == 3000
    details = table(path, "Details", "Line")
    assert len(details) == 60
    assert details[0]["Mentions"] == 50
    assert (
        "Shortened" in [row["What"] for row in table(path, "Read me", "What")]
        or max(r["Origins"] for r in details) <= 24
    )


def test_rejected_figures_are_in_no_sheet(tmp_path, project):
    """They never count."""
    project.add(
        1, "9 млн тонн", Amount.exact(Decimal(9000000)), "t", "reserves", "Kazakhstan", status=Status.REJECTED
    )
    rows = table(written(tmp_path, project.content()), "Evidence", "Quote")
    assert "9 млн тонн" not in [row["Quote"] for row in rows]


def test_tables_panes_and_pages_are_set(tmp_path, project):
    """Native tables with unique headers, frozen headers, landscape pages, header rows repeated on each."""
    book = openpyxl.load_workbook(written(tmp_path, project.content()))
    for sheet in book:
        (one,) = sheet.tables.values()
        head = [cell.value for cell in sheet[one.ref][0]]
        assert [column.name for column in one.tableColumns] == head
        assert len({h.casefold() for h in head}) == len(head)
        assert sheet.freeze_panes
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth >= 1
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
        assert all(1 <= d.width <= 255 for d in sheet.column_dimensions.values())
    names = set(book.defined_names)
    assert {"ev_guid", "ev_least", "line_badge", "about_share", "spread_threshold"} <= names


def test_what_stood_there_stays_when_writing_fails(tmp_path, project, monkeypatch):
    """A full disk half-way: the old file is whole, nothing half-written lies beside it."""
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"old")

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("workbench.core.export.excel.finish", full)
    with pytest.raises(CannotWriteFile, match=r"out\.xlsx.*disk is full"):
        write_workbook(target, project.content(), language="en")
    assert target.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["out.xlsx"]


def test_the_evidence_says_what_a_number_is_in_a_change(tmp_path, empty):
    """A fall is told in a column of its own; a level leaves it empty."""
    empty.add(1, "5 %", Amount.exact(Decimal(5)), "%", "change in price", "Chile", change=Change.FALL)
    empty.add(1, "7 %", Amount.exact(Decimal(7)), "%", "stake", "Chile")
    rows = table(written(tmp_path, empty.content()), "Evidence", "Quote")
    assert [row["Change"] for row in rows] == ["fall", ""]


def test_a_figure_outside_the_table_is_still_evidence(tmp_path, empty):
    """Neither measure nor subject: no place in the table, but a row, and the Read me says how many."""
    empty.add(1, "5 t", Amount.exact(Decimal(5)), "t", None, None)
    path = written(tmp_path, empty.content())
    assert len(table(path, "Evidence", "Quote")) == 1
    assert any(row["What"] == "Not in the table" for row in table(path, "Read me", "What"))


def test_the_same_figures_in_three_languages(tmp_path, project):
    """The language of the workbook is its own; the numbers are the same."""
    for language in ("en", "ru", "kk"):
        path = written(tmp_path, prepare_in(project, language), language)
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
        assert 2.6 in [value for row in sheet for value in row]


def prepare_in(project: Any, language: str) -> Any:
    content = project.content(language=language)
    assert content.evidence == prepare(GRID, project.figures, project.sources, texts=project.texts).evidence
    return content
