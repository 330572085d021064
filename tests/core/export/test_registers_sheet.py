"""The registers in the workbook: a row a value with a link to its evidence, a row for what is missing."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.core.export.workbook_lint import problems
from workbench.core.actions import exporting, importing, registers
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import GRID
from workbench.core.model.register import Evidence, ValueState
from workbench.core.model.span import Span
from workbench.core.project import Project

TEXT = "A mine\n\nBoreal Metals gets a stake of 60% in the Sary deposit, signed in March 2025."


@pytest.mark.parametrize("layout", ["analyst", "publication"])
def test_each_value_has_a_row_that_leads_to_its_words(tmp_path: Path, layout: str) -> None:
    """Numbers are numbers; a figure leads to its row of the evidence, words to their source; = is text."""
    with Project.create(tmp_path / "p.workbench", author="Aida") as project:
        importing.add(project, [importing.prepare_text(TEXT, "mine.txt")])
        figure = next(one for one in project.figures.of_article(ArticleId(1)) if "60%" in one.quote)
        deal = registers.make(project, "deal", "=Boreal")
        registers.add(project, deal, "stakes", evidence=Evidence.figure(figure.id))
        start = TEXT.index("March 2025")
        registers.add(project, deal, "signed", evidence=Evidence.words(ArticleId(1), Span(start, start + 10)))
        registers.mark(project, deal, "value", ValueState.NOT_STATED)
        path = tmp_path / "p.xlsx"
        made = exporting.content(project, GRID, language="en")
    exporting.write(path, made, language="en", layout=exporting.layout_file(layout))
    assert problems(path) == []
    book = openpyxl.load_workbook(path)
    sheet = book["Registers"]
    (table,) = sheet.tables.values()
    assert table.displayName == "tblRegisters"
    rows = [{cell.column_letter: cell for cell in row} for row in sheet[table.ref]]
    heads = {str(cell.value): letter for letter, cell in rows[0].items()}
    by_field = {str(row[heads["Field"]].value): row for row in rows[1:]}
    assert by_field["Stakes"][heads["Record"]].value == "=Boreal"
    assert by_field["Stakes"][heads["Record"]].data_type != "f"
    assert by_field["Date of signing"][heads["Words of the source"]].value == "March 2025"
    assert by_field["Deal value"][heads["State"]].value == "not stated"
    assert by_field["Binding?"][heads["State"]].value == "missing"
    assert "rest of the whole" in str(by_field["Stakes"][heads["Remark"]].value)
    if layout == "analyst":
        assert by_field["Stakes"][heads["At least"]].value == 60
        assert "Evidence" in str(by_field["Stakes"][heads["Evidence"]].hyperlink.location)
        assert "Sources" in str(by_field["Date of signing"][heads["Evidence"]].hyperlink.location)


def test_a_project_without_records_has_no_such_sheet(tmp_path: Path) -> None:
    """An empty sheet would tell nothing."""
    with Project.create(tmp_path / "p.workbench") as project:
        importing.add(project, [importing.prepare_text(TEXT, "mine.txt")])
        exporting.export(project, tmp_path / "p.xlsx", GRID, language="en")
    assert "Registers" not in openpyxl.load_workbook(tmp_path / "p.xlsx").sheetnames
