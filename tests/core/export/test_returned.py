"""Files that are no workbook of ours, or no sound one: a sentence with the way out, and nothing read."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from workbench.core.errors import Cancelled, UnreadableFile
from workbench.core.export.excel import write_workbook
from workbench.core.export.readback import read
from workbench.core.export.said import Stamp, packed, plain, unpacked


def _other(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Sum"])
    book.save(path)


def _million(path: Path) -> None:
    """Rows that were only formatted, to the last one a sheet can have."""
    book = openpyxl.Workbook()
    book.active.append(["Quote", "GUID", "Status"])
    book.active.cell(1_048_576, 1).font = Font(bold=True)
    book.save(path)


def _protected(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/sharedStrings.xml", "<si>" + " " * (40 << 20))


def _entities(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>'
        )


def _no_sheet(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "There is no file"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.write_bytes(b""), "is not an Excel workbook"),
        (lambda path: path.write_text("a;b"), "is not an Excel workbook"),
        (lambda path: path.write_bytes(b"PK\x03\x04" + b"\0" * 99), "damaged or was cut off"),
        (_other, "no sheet “Evidence” with the column “GUID”"),
        (_million, "no sheet “Evidence” with the column “GUID”"),
        (_protected, "without a password"),
        (_bomb, "unpack to far more"),
        (_entities, "damaged or was cut off"),
        (_no_sheet, "damaged or was cut off"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, make: Callable[[Path], object], words: str) -> None:
    """The sentence names the file."""
    path = tmp_path / "book.xlsx"
    make(path)
    with pytest.raises(UnreadableFile, match=words) as caught:
        read(path)
    assert "book.xlsx" in str(caught.value)


@pytest.fixture
def ours(tmp_path: Path, project: Any) -> Path:
    path = tmp_path / "ours.xlsx"
    write_workbook(path, project.content(), language="en")
    return path


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_workbook_that_was_cut_off_is_told(ours: Path, share: float) -> None:
    """Wherever it ends."""
    whole = ours.read_bytes()
    ours.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(UnreadableFile, match="damaged or was cut off"):
        read(ours)


def test_a_broken_sheet_inside_a_sound_archive_is_told(ours: Path, tmp_path: Path) -> None:
    """Its XML ends in the middle of a row."""
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(ours) as before, zipfile.ZipFile(broken, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            data = before.read(entry)
            after.writestr(entry.filename, data[: len(data) // 2] if "sheet4" in entry.filename else data)
    with pytest.raises(UnreadableFile, match="damaged or was cut off"):
        read(broken)


def test_an_open_workbook_is_read_with_a_remark(ours: Path) -> None:
    """What is not saved there cannot be seen from here."""
    ours.with_name(f".~lock.{ours.name}#").write_text("Aigul")
    assert any("open in another program" in remark for remark in read(ours).remarks)


def test_reading_can_be_stopped(ours: Path) -> None:
    """A worker asks from row to row."""
    with pytest.raises(Cancelled):
        read(ours, cancelled=lambda: True)


def test_a_stamp_tells_an_edit_from_another_way_of_writing() -> None:
    """Blanks and the last binary digit are no edits."""
    assert plain(" a\xa0 b\n") == plain("a b")
    assert plain("_x005F_x0041_") == "_x0041_"
    assert Stamp.read("1:AAAA") is None
    assert Stamp.read("") is None


def test_numbers_are_packed_into_ranges_and_out_again() -> None:
    """Also none, and what somebody typed between."""
    assert packed([5, 1, 2, 3, 9]) == "1-3 5 9"
    assert unpacked("1-3 5 9") == {1, 2, 3, 5, 9}
    assert unpacked("x 4 -7") == {4}
    assert packed([]) == ""
