"""Each contradiction has a native chart beside its numbers, drawn from cells, told in words too."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest

from tests.core.export.workbook_lint import CHART, DRAWING
from workbench.core.export.excel import write_workbook
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.comparison import GRID
from workbench.core.vocabulary.naming import Names


def chile(project: Any, *stated: tuple[str, Amount], unit: str = "t") -> None:
    for article, (quote, amount) in enumerate(stated, 1):
        project.add(article, quote, amount, unit, "output", "Chile")


def exact(value: str) -> Amount:
    number = Decimal(value)
    return Amount.exact(number, Decimal(1).scaleb(int(number.as_tuple().exponent)))


MORE = Amount(Decimal(28), None, Qualifier.MORE_THAN, Decimal(1))


def drawn(path: Path, project: Any, language: str = "en") -> tuple[Any, list[dict[str, Any]]]:
    """The sheet, and the rows of its table."""
    write_workbook(path, project.content(GRID), language=language)
    sheet = openpyxl.load_workbook(path, data_only=True)["Charts"]
    (table,) = sheet.tables.values()
    heads, *rows = [[cell.value for cell in row] for row in sheet[table.ref]]
    return sheet, [dict(zip(heads, row, strict=True)) for row in rows]


def test_intervals_are_drawn_from_the_cells_beside(tmp_path: Path, empty: Any) -> None:
    """Low and high of what each number means, in one unit; the chart's areas are those very rows."""
    chile(empty, ("2.6 t", exact("2.6")), ("1.8 t", exact("1.8")))
    sheet, rows = drawn(tmp_path / "o.xlsx", empty)
    assert {row["What a source states"]: (row["From"], row["To"]) for row in rows} == {
        "2.6\xa0t — Outlet 1": (pytest.approx(2.55), pytest.approx(2.65)),
        "1.8\xa0t — Outlet 2": (pytest.approx(1.75), pytest.approx(1.85)),
    }
    assert all(row["Middle"] - row["± half its length"] == pytest.approx(row["From"]) for row in rows)
    (chart,) = sheet._charts
    (series,) = chart.series
    first = chart.anchor._from.row + 1
    assert series.val.numRef.f == f"'Charts'!$H${first}:$H${first + 1}"
    assert series.errBars.plus.numRef.f == series.errBars.minus.numRef.f == f"'Charts'!$I${first}:$I${first + 1}"
    assert [point.v for point in series.cat.strRef.strCache.pt] == [row["What a source states"] for row in rows]


def test_an_open_end_reaches_to_the_edge(tmp_path: Path, empty: Any) -> None:
    """More than 28 has no highest number; its bar goes a little beyond all others."""
    chile(empty, ("more than 28 t", MORE), ("20 t", exact("20")))
    _, rows = drawn(tmp_path / "o.xlsx", empty)
    (open_ended,) = [row for row in rows if row["What a source states"].startswith("> 28")]
    assert open_ended["From"] == pytest.approx(28)
    assert 28 < open_ended["To"] < 40


def test_a_slip_of_scale_is_drawn_in_one_unit(tmp_path: Path, empty: Any) -> None:
    """Kilograms beside tonnes."""
    empty.add(1, "5 t", exact("5"), "t", "output", "Chile")
    empty.add(2, "3000 kg", exact("3000"), "kg", "output", "Chile")
    _, rows = drawn(tmp_path / "o.xlsx", empty)
    assert len({row["Unit"] for row in rows}) == 1
    assert sorted(round(row["Middle"], 3) for row in rows) in ([3, 5], [3000, 5000])


def test_numbers_below_zero_keep_their_place(tmp_path: Path, empty: Any) -> None:
    """An interval around minus five lies below one around three."""
    chile(empty, ("-5 %", exact("-5")), ("3 %", exact("3")), unit="%")
    _, rows = drawn(tmp_path / "o.xlsx", empty)
    assert sorted((row["From"], row["To"]) for row in rows)[0] == (pytest.approx(-5.5), pytest.approx(-4.5))


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_picture_is_told_in_words(tmp_path: Path, empty: Any, language: str) -> None:
    """In the workbook's language: its name says what about, its text what each source states."""
    chile(empty, ("2.6 t", exact("2.6")), ("1.8 t", exact("1.8")))
    write_workbook(tmp_path / "o.xlsx", empty.content(GRID, language), language=language)
    with ZipFile(tmp_path / "o.xlsx") as archive:
        drawing = ElementTree.fromstring(archive.read("xl/drawings/drawing1.xml"))
        chart = ElementTree.fromstring(archive.read("xl/charts/chart1.xml"))
    (picture,) = drawing.iter(f"{DRAWING}cNvPr")
    assert Names(language=language).of("Chile") in picture.get("name", "")
    assert all(source in picture.get("descr", "") for source in ("Outlet 1", "Outlet 2"))
    title = "".join(chart.find(f".//{CHART}title").itertext())  # type: ignore[union-attr]
    assert title == picture.get("name")


def test_a_conflict_leads_to_its_chart(tmp_path: Path, empty: Any) -> None:
    """Its row on the sheet of conflicts has a link; what has no scale in common has none."""
    chile(empty, ("2.6 t", exact("2.6")), ("1.8 t", exact("1.8")))
    empty.add(3, "7", exact("7"), None, "output", "Chile")
    write_workbook(tmp_path / "o.xlsx", empty.content(GRID), language="en")
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    sheet, (chart,) = book["Conflicts"], book["Charts"]._charts
    links = [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert [place for place in links if "Charts" in place] == [f"'Charts'!A{chart.anchor._from.row + 1}"]


def test_no_contradiction_no_chart(tmp_path: Path, empty: Any) -> None:
    """The sheet says so."""
    chile(empty, ("2.6 t", exact("2.6")))
    write_workbook(tmp_path / "o.xlsx", empty.content(GRID), language="en")
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx")["Charts"]
    assert not sheet._charts
    assert "No two numbers contradict each other." in [cell.value for row in sheet.iter_rows() for cell in row]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_draws_the_chart(tmp_path: Path, empty: Any) -> None:
    """Converted there, it is a chart still, with its text in words."""
    chile(empty, ("2.6 t", exact("2.6")), ("1.8 t", exact("1.8")))
    write_workbook(tmp_path / "o.xlsx", empty.content(GRID), language="en")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), "o.xlsx"]
    subprocess.run(command, check=True, capture_output=True, timeout=180, cwd=tmp_path)
    with ZipFile(tmp_path / "o.ods") as archive:
        content = archive.read("content.xml").decode()
        charts = [name for name in archive.namelist() if name.endswith("/content.xml")]
        assert len(charts) == 1
        assert "error-indicator" in archive.read(charts[0]).decode()
    assert "Horizontal bars show what each source states" in content
