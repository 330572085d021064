"""The look over finished workbooks speaks up for each hazard that is put into a sound one."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.core.export.workbook_lint import problems
from workbench.core.export.excel import write_workbook

SHEET, TABLE = "xl/worksheets/sheet5.xml", "xl/tables/table5.xml"
FIRST = '<c r="A1" '


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        ("xl/workbook.xml", 'name="Sources"', 'name="Evidence"', "two sheets have one name"),
        ("xl/workbook.xml", 'name="Sources"', "name=\"Sources'\"", "cannot be called"),
        ("xl/workbook.xml", 'name="Sources"', 'name="history"', "Excel's own sheet"),
        ("xl/workbook.xml", 'name="ev_guid"', 'name="EV12"', "a name cannot be"),
        (TABLE, 'displayName="tblEvidence"', 'displayName="AB12"', "a table cannot be called"),
        (TABLE, 'displayName="tblEvidence"', 'displayName="tblDetails"', "two tables are called"),
        (TABLE, 'name="Sentence"', 'name="Quote"', "headers of the table"),
        (TABLE, 'name="Sentence"', 'name="Words"', "the header's cells are"),
        (SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>', "merged cells"),
        (SHEET, FIRST, '<c r="A1" t="n"><v>nan</v></c><c r="B1" ', "the number nan"),
        (SHEET, FIRST, '<c r="A1" t="e"><v>#REF!</v></c><c r="B1" ', "the error #REF!"),
        (SHEET, FIRST, '<c r="A1"><f>MAXIFS(a,b,1)</f><v>1</v></c><c r="B1" ', "newer function"),
        (SHEET, FIRST, '<c r="A1"><f>=1+1</f><v>1</v></c><c r="B1" ', "a formula '=1+1'"),
        (SHEET, FIRST, '<c r="A1"><f>1+1</f></c><c r="B1" ', "without its result"),
        (SHEET, FIRST, '<c r="A1" t="inlineStr"><is><t>_x0041_</t></is></c><c r="B1" ', "an escape"),
        (SHEET, FIRST, f'<c r="A1" t="inlineStr"><is><t>{"a" * 32_768}</t></is></c><c r="B1" ', "32768 characters"),
        (SHEET, 'width="60"', 'width="256"', "a column of width 256"),
        (SHEET, '<row r="2"', '<row r="3"', "row 3 after 1"),
        ("xl/comments/comment1.xml", "<commentList>", '<commentList><comment ref="A1"/>', "an empty comment"),
        ("xl/drawings/drawing1.xml", "descr=", "title=", "without an alternative text"),
        ("xl/charts/chart1.xml", "<plus>", "<val/><plus>", "the parts of error bars"),
        ("xl/styles.xml", "<sz ", '<name val="Arial"/><sz ', "the parts of a font"),
        ("docProps/core.xml", ">en</dc:language>", "></dc:language>", "no language"),
        ("xl/worksheets/_rels/sheet4.xml.rels", "drawing1.xml", "drawing9.xml", "which is not there"),
    ],
)  # fmt: skip
def test_a_hazard_is_told(tmp_path: Path, project: Any, part: str, old: str, new: str, said: str) -> None:
    """Each by a sentence of its own."""
    sound, hazard = tmp_path / "sound.xlsx", tmp_path / "hazard.xlsx"
    write_workbook(sound, project.content(), language="en")
    with zipfile.ZipFile(sound) as before, zipfile.ZipFile(hazard, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name).decode()
            if name == part:
                assert old in text
                text = text.replace(old, new, 1)
            after.writestr(name, text)
    assert any(said in one for one in problems(hazard)), problems(hazard)
