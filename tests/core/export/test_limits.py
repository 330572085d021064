"""What Excel cannot hold is split or shortened, and said; each limit is crossed here."""

from __future__ import annotations

import csv
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from workbench.core.export import charts_sheet, readback, sheet, styles, tabs
from workbench.core.export.csv_evidence import write_csv
from workbench.core.export.excel import write_workbook
from workbench.core.export.heads import Head, unique
from workbench.core.export.profile import shipped
from workbench.core.export.text_safety import CELL, LINE_FEEDS, clean, utf16_length
from workbench.core.model.amount import Amount
from workbench.core.model.comparison import GRID, Axis, ComparisonSpec
from workbench.core.model.figure import Status

RUN = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.org","x")')
DDE = RUN[-2]


def written(path: Path, content: Any, **more: Any) -> Any:
    write_workbook(path, content, language="en", **more)
    return openpyxl.load_workbook(path)


def facts(book: Any) -> str:
    """What the Read me says."""
    return "\n".join(str(row[1]) for row in book["Read me"].iter_rows(values_only=True) if row[1])


@pytest.fixture
def long(empty: Any) -> Any:
    """A hundred figures of ten measures."""
    for n in range(100):
        empty.add(n % 5 + 1, f"{n % 9} t", Amount.exact(Decimal(n % 9)), "t", f"measure {n % 10}", "Chile")
    return empty


def test_a_long_table_goes_on_on_further_sheets(tmp_path: Path, long: Any) -> None:
    """Each with its title, its header and a table of its own; the Read me says so."""
    book = written(tmp_path / "o.xlsx", long.content(), rows=40)
    assert [title for title in book.sheetnames if title.startswith("Evidence")] == [
        "Evidence",
        "Evidence 2",
        "Evidence 3",
    ]
    tables = {name: area for ws in book for name, area in ws.tables.items()}
    assert [tables[name].partition(":")[2].strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for name in
            ("tblEvidence", "tblEvidence_2", "tblEvidence_3")] == ["43", "43", "23"]  # fmt: skip
    assert book["Evidence 3"]["A1"].value.endswith("continued (3)")
    guids = [
        cell.value for ws in book for row in ws.iter_rows() for cell in row if str(cell.value).startswith("guid-")
    ]
    assert len(set(guids)) == len(guids) == 100
    assert "“Evidence” is longer than a sheet can be and goes on on “Evidence 2”, “Evidence 3”." in facts(book)
    assert "numbers instead of formulas" in facts(book)


def test_links_lead_to_the_further_sheets(tmp_path: Path, long: Any) -> None:
    """To the row of their figure there, and numbers stand where formulas would not reach."""
    book = written(tmp_path / "o.xlsx", long.content(), rows=40)
    cells = [cell for row in book["Details"].iter_rows() for cell in row if cell.hyperlink]
    assert {cell.hyperlink.location.partition("!")[0] for cell in cells} > {"'Evidence'", "'Evidence 2'"}
    for cell in cells:
        place, _, at = cell.hyperlink.location.partition("!")
        quote = book[place.strip("'")][f"B{at[1:]}"].value
        assert float(quote.removesuffix(" t")) == cell.value


def test_a_split_workbook_is_read_back_whole(tmp_path: Path, long: Any) -> None:
    """An edit on a further sheet comes back with its place."""
    path = tmp_path / "o.xlsx"
    book = written(path, long.content(), rows=40)
    assert not readback.read(path).rows
    book["Evidence 3"]["E4"] = "Peru"
    (guid,) = [cell.value for cell in book["Evidence 3"][4] if str(cell.value).startswith("guid-")]
    book.save(path)
    found = readback.read(path)
    assert len(found.guids) == 100
    assert [(row.guid, [entry.at for entry in row.entries.values()]) for row in found.rows] == [
        (guid, ["Evidence 3!E4"])
    ]


def test_more_links_than_a_sheet_may_have(tmp_path: Path, long: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is plain text, and that is said. The limit itself is Excel's."""
    assert sheet.LINKS == 65_530
    monkeypatch.setattr(sheet, "LINKS", 30)
    monkeypatch.setattr("workbench.core.export.shortening.LINKS", 30)
    book = written(tmp_path / "o.xlsx", long.content())
    assert sum(cell.hyperlink is not None for row in book["Evidence"].iter_rows() for cell in row) == 30
    assert "Only the first 30 cells of “Evidence” are links" in facts(book)


def test_more_columns_than_a_sheet_has(tmp_path: Path, empty: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that are left out are counted."""
    assert sheet.COLUMNS == 16_384
    monkeypatch.setattr(sheet, "COLUMNS", 45)
    monkeypatch.setattr("workbench.core.export.shortening.COLUMNS", 45)
    for n in range(60):
        empty.add(1, "5 t", Amount.exact(Decimal(5)), "t", "output", f"Country {n}")
    book = written(tmp_path / "o.xlsx", empty.content(GRID))
    assert book["Comparison"].max_column == 45
    assert "“Comparison” has the first 45 columns" in facts(book)


def test_more_charts_than_are_good(tmp_path: Path, empty: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first ones are drawn; the number of the rest is not hidden."""
    monkeypatch.setattr(charts_sheet, "CHARTS", 3)
    monkeypatch.setattr("workbench.core.export.shortening.CHARTS", 3)
    for n in range(5):
        for article, value in ((1, "2.6"), (2, "1.8")):
            amount = Amount.exact(Decimal(value), Decimal("0.1"))
            empty.add(article, f"{value} t", amount, "t", f"measure {n}", "Chile")
    book = written(tmp_path / "o.xlsx", empty.content(GRID))
    assert len(book["Charts"]._charts) == 3
    assert "Only the first 3 contradictions have a chart." in facts(book)


def test_more_number_formats_than_excel_allows(tmp_path: Path, empty: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Further numbers stand without sign and unit, and that is said."""
    monkeypatch.setattr(styles, "FORMATS", 6)
    for n, unit in enumerate(("t", "%", "USD", "km", "a", "EUR", "ha")):
        empty.add(1, f"{n}.5", Amount.exact(Decimal(f"{n}.5")), unit, "output", f"C {n}", status=Status.SUGGESTED)
    book = written(tmp_path / "o.xlsx", empty.content(GRID))
    with zipfile.ZipFile(tmp_path / "o.xlsx") as archive:
        assert archive.read("xl/styles.xml").count(b"<numFmt ") <= 6 + len(styles.ALWAYS)
    assert "more looks of numbers than Excel holds" in facts(book)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("a" * 40_000, None),
        ("😀" * 20_000, None),
        ("\n" * 400 + "end", None),
        ("a\x00b\x0bc\ud800d\ufffee", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("_x0041_", "_x005F_x0041_"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("1 January 1850", "1 January 1850"),
    ],
)
def test_a_text_is_made_fit_for_a_cell(text: str, held: str | None) -> None:
    """Within the length and lines of a cell, no character halved, nothing that XML or Excel would change."""
    made = clean(text, "en")
    assert held is None or made == held
    assert utf16_length(made) <= CELL
    assert made.count("\n") <= LINE_FEEDS
    made.encode()
    assert len(text) < CELL or made.endswith("[cut: a cell holds 32,767 characters]")


def test_a_long_comment_is_cut(tmp_path: Path, empty: Any) -> None:
    """With the same note as a cell."""
    empty.add(1, "5 t", Amount.exact(Decimal(5)), "t", "output", "Chile")
    carrier = written(tmp_path / "o.xlsx", empty.content())["Comparison"]
    assert any(cell.comment for row in carrier.iter_rows() for cell in row)
    assert utf16_length(clean("q" * 70_000, "en")) == CELL


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("A/B:C[d]*?\\", "A B C d"),
        ("'quoted'", "quoted"),
        ("History", "History_"),
        ("x" * 40, "x" * 31),
        ("", "–"),
        ("😀" * 20, "😀" * 15),
    ],
)
def test_a_tab_is_called_as_excel_allows(wanted: str, given: str) -> None:
    """Cut, without forbidden characters, not as a sheet of Excel's own."""
    assert tabs.fit(wanted) == given
    assert tabs.allowed(wanted) == (wanted == given)


def test_no_two_tabs_are_alike() -> None:
    """Case does not tell them apart, and a number has room."""
    given = tabs.Tabs()
    names = [given.give(name) for name in ("Data", "DATA", "x" * 31, "X" * 31, "Data 2")]
    assert names == ["Data", "DATA 2", "x" * 31, "X" * 29 + " 2", "Data 2 2"]


def test_no_two_headers_are_alike() -> None:
    """Also cut ones, and those that look like a number given to another."""
    heads = unique([Head(name, 9, "text") for name in ("A", "a", "a (2)", "h" * 300, "H" * 300, " \n ")])
    assert [head.header for head in heads[:3]] == ["A", "a (2)", "a (2) (2)"]
    assert all(len(head.header) <= 255 for head in heads)
    assert len({head.header.casefold() for head in heads}) == 6


def test_numbers_that_a_cell_would_round_are_said(tmp_path: Path, empty: Any) -> None:
    """Sixteen digits and more; the quote keeps them all."""
    empty.add(1, "12345678901234567 t", Amount.exact(Decimal(12345678901234567)), "t", "output", "Chile")
    empty.add(1, "1000000000000000000 t", Amount.exact(Decimal(10**18)), "t", "price", "Chile")
    book = written(tmp_path / "o.xlsx", empty.content())
    assert "more than 15 digits" in facts(book)
    empty.figures.pop(0)
    assert "more than 15 digits" not in facts(written(tmp_path / "p.xlsx", empty.content()))


def test_an_address_that_is_too_long_is_no_link(tmp_path: Path, empty: Any) -> None:
    """It stands there as text, and that is said."""
    empty.add(1, "5 t", Amount.exact(Decimal(5)), "t", "output", "Chile")
    content = empty.content()
    url = "https://example.org/" + "a" * 3000
    content = replace(content, sources={i: replace(one, url=url) for i, one in content.sources.items()})
    book = written(tmp_path / "o.xlsx", content)
    (cell,) = [cell for row in book["Sources"].iter_rows() for cell in row if str(cell.value).startswith("https")]
    assert cell.hyperlink is None
    assert "are no links" in facts(book)


@pytest.mark.parametrize("text", RUN)
@pytest.mark.parametrize("layout", ["analyst", "publication"])
def test_no_text_of_a_source_ever_runs(tmp_path: Path, empty: Any, text: str, layout: str) -> None:
    """In every sheet, as name, title, header, comment, chart, property or table: it is text."""
    said = {"item": text, "place": text, "attribution": text, "note": text}
    for article, value in ((1, "2.6"), (2, "1.8")):
        empty.add(article, text, Amount.exact(Decimal(value), Decimal("0.1")), "t", text, text, **said)
    spec = ComparisonSpec(name=text, rows=(Axis.MEASURE, Axis.ITEM), columns=(Axis.SUBJECT, Axis.PLACE))
    content = empty.content(spec)
    hostile = {i: replace(one, title=text, publisher=text, file_name=text) for i, one in content.sources.items()}
    content = replace(content, project=text, author=text, program=text, sources=hostile, filters=(text,))
    book = written(tmp_path / "o.xlsx", content, layout=shipped()[layout])
    ours = ("INDEX", "IF(", "IFERROR", "COUNT", "SUMIFS", "(")
    for one in book:
        for cell in (cell for row in one.iter_rows() for cell in row):
            assert cell.data_type != "f" or cell.value[1:].startswith(ours), cell.value
            assert cell.data_type == "f" or not str(cell.value).startswith(("=", "@")) or cell.quotePrefix
    assert all(
        "cmd" not in name.attr_text and "HYPERLINK" not in name.attr_text for name in book.defined_names.values()
    )
    with zipfile.ZipFile(tmp_path / "o.xlsx") as archive:
        assert not [name for name in archive.namelist() if "externalLink" in name or "connections" in name]
        chart = archive.read("xl/charts/chart1.xml").decode()
    assert all(area.startswith("'Charts'!") for area in chart.split("<f>")[1:])


@pytest.mark.parametrize("text", RUN)
def test_nothing_in_the_csv_runs(tmp_path: Path, empty: Any, text: str) -> None:
    """An apostrophe stands before it in every column of text."""
    empty.add(1, text, Amount.exact(Decimal(-5)), "t", text, text, item=text, note=text, attribution=text)
    write_csv(tmp_path / "e.csv", empty.content(), language="en")
    with (tmp_path / "e.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    starts = ("=", "+", "@", "\t", "\r")
    assert not [key for key, value in row.items() if value.startswith(starts)]
    assert [key for key, value in row.items() if value.startswith("-")] == [
        "low",
        "high",
        "stated_low",
        "stated_high",
    ]
