"""A workbook's layout is a file: two are shipped, a copy may be changed, a mistake in it is told with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from workbench.core.errors import BadLexicon
from workbench.core.export import excel
from workbench.core.export.excel import write_workbook
from workbench.core.export.profile import shipped

GOOD = """sheets = ["comparison", "details", "evidence", "sources", "readme"]
formulas = true

[columns]
sources = ["no", "title"]

[layouts]
sources = "own.toml"
"""
OWN = """sheet = "Where from"
table = "tblSources"
title = "Where it is from"
note = "All of them."

[[column]]
key = "title"
header = "Title"
width = 46
style = "label"

[[column]]
key = "no"
header = "Number"
width = 9
style = "count"
"""


@pytest.fixture
def layout(tmp_path: Path) -> Path:
    (tmp_path / "own.toml").write_text(OWN, "utf-8")
    path = tmp_path / "mine.toml"
    path.write_text(GOOD, "utf-8")
    return path


def written(path: Path, content: Any, layout: Path, language: str = "en") -> Any:
    write_workbook(path, content, language=language, layout=layout)
    return openpyxl.load_workbook(path)


def test_an_own_layout_is_followed(tmp_path: Path, project: Any, layout: Path) -> None:
    """Its sheets, an own file of one of them, and the columns chosen, in the order asked for."""
    book = written(tmp_path / "o.xlsx", project.content(), layout)
    assert book.sheetnames == ["Comparison", "Details", "Evidence", "Where from", "Read me"]
    (table,) = book["Where from"].tables.values()
    assert [column.name for column in table.tableColumns] == ["Number", "Title"]


def test_without_a_layout_it_is_the_analysts(tmp_path: Path, project: Any) -> None:
    """The shipped file says the same as no file."""
    write_workbook(tmp_path / "a.xlsx", project.content(), language="en")
    one = openpyxl.load_workbook(tmp_path / "a.xlsx")
    other = written(tmp_path / "b.xlsx", project.content(), shipped()["analyst"])
    assert one.sheetnames == other.sheetnames
    assert set(one.defined_names) == set(other.defined_names)


def table(sheet: Any) -> str:
    """Its area."""
    (one,) = sheet.tables.values()
    return str(one.ref)


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_publication_is_still_and_plain(tmp_path: Path, project: Any, language: str) -> None:
    """Says first what it is; no formulas, frozen panes, filter buttons, comments, hidden columns or empty rows."""
    book = written(tmp_path / "p.xlsx", project.content(language=language), shipped()["publication"], language)
    (first,) = book.worksheets[0].tables
    assert first == "tblAbout"
    assert "tblAbout" in book.worksheets[0].tables
    yellow = {cell.fill.fgColor.rgb for sheet in book for row in sheet.iter_rows() for cell in row}
    assert not any(str(color).endswith("FFF8E1") for color in yellow)
    for sheet in book:
        assert sheet.freeze_panes is None
        assert not any(column.hidden for column in sheet.column_dimensions.values())
        for table in sheet.tables.values():
            assert table.autoFilter is None
            assert all(any(cell.value is not None for cell in row) for row in sheet[table.ref])
        for row in sheet.iter_rows():
            assert not any(cell.data_type in "fe" or cell.comment for cell in row)


def test_a_publication_says_the_same_numbers(tmp_path: Path, project: Any) -> None:
    """As the analyst's workbook, without its formulas."""
    write_workbook(tmp_path / "a.xlsx", project.content(), language="en")
    live = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)["Comparison"]
    still = written(tmp_path / "p.xlsx", project.content(), shipped()["publication"])["Comparison"]
    one, other = ([[cell.value for cell in row] for row in sheet[table(sheet)]] for sheet in (live, still))
    assert one == other


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('"details", ', "", 1, "the sheet details is needed"),
        ('"readme"', '"read me"', 1, "there is no read me; it may be comparison"),
        ('"sources", ', '"sources", "sources", ', 1, "sources stands twice"),
        ('sheets = ["comparison", "details", "evidence", "sources", "readme"]', 'sheets = "all"', 1, "list of names"),
        ("formulas = true", 'formulas = "yes"', 2, "formulas is true or false"),
        ("formulas = true", "formula = true", 2, "formula means nothing here; it may be sheets, formulas"),
        ('["no", "title"]', '["no", "titel"]', 5, "there is no titel; it may be no, title"),
        ('["no", "title"]', '["no", "no"]', 5, "no stands twice"),
        ('["no", "title"]', '["no", "url"]', 5, "no column url"),
        ('sources = ["no", "title"]', 'evidence = ["id", "quote"]', 5, "guid is needed by formulas"),
        ('sources = ["no", "title"]', 'source = ["no"]', 5, "there is no source"),
        ('sources = "own.toml"', 'sources = "his.toml"', 8, "there is no file his.toml"),
        ('sources = "own.toml"', "sources = true", 8, "name of a file"),
        ("[columns]\n", "[columns\n", 4, "line 4"),
    ],
)
def test_a_mistake_names_file_line_and_way_out(
    tmp_path: Path, project: Any, layout: Path, old: str, new: str, line: int, words: str
) -> None:
    """Nothing is written."""
    assert old in GOOD
    layout.write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(BadLexicon) as told:
        write_workbook(tmp_path / "o.xlsx", project.content(), language="en", layout=layout)
    assert "mine.toml" in str(told.value)
    assert f"line {line}" in str(told.value)
    assert words in str(told.value)
    assert not (tmp_path / "o.xlsx").exists()


def test_a_mistake_in_the_file_of_a_sheet_is_told_there(layout: Path) -> None:
    """The name of that file, and its line."""
    (layout.parent / "own.toml").write_text(OWN.replace("width = 46", "width = 0"), "utf-8")
    with pytest.raises(BadLexicon, match=r"own\.toml, line 9: a width"):
        excel.profile(layout)


def test_two_tables_of_one_name_are_told(layout: Path) -> None:
    """Formulas could not tell them apart."""
    (layout.parent / "own.toml").write_text(OWN.replace("tblSources", "tblEvidence"), "utf-8")
    with pytest.raises(BadLexicon, match=r"own\.toml: the table tblEvidence is that of the sheet “evidence”"):
        excel.profile(layout)


def test_the_layout_of_a_sheet_is_no_layout_of_a_workbook(layout: Path) -> None:
    """With the way to use it."""
    with pytest.raises(BadLexicon, match=r"layout of one sheet; name it .* under \[layouts\]"):
        excel.profile(layout.parent / "own.toml")


def test_a_layout_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    """Says which there are, and where."""
    with pytest.raises(BadLexicon, match=r"none\.toml.*analyst\.toml, publication\.toml"):
        excel.profile(tmp_path / "none.toml")
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadLexicon, match="not UTF-8"):
        excel.profile(tmp_path / "x.toml")
