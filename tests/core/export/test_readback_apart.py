"""What was changed in a workbook passes from the reader's process whole, and not everything is believed."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.hostile import good
from workbench.core.actions.readback import read
from workbench.core.apart.frames import BadFrame, Frame
from workbench.core.apart.process import ReaderStopped
from workbench.core.errors import Cancelled, UnreadableFile
from workbench.core.export import readback_apart
from workbench.core.model.returned import Entry, Returned, Row, Untaken

ENTRY = Entry("E5", "≈ 12", Decimal("1.20E+7"), percent=True, exported=77, broken="#REF!", calculated=True)
FOUND = Returned(
    path=Path("таблица.xlsx"),
    sheet="Evidence",
    language="kk",
    project="p",
    export="e",
    rows=(Row(5, "guid", {"stated_low": ENTRY, "unit": Entry("F5", None)}),),
    guids=frozenset(["guid", "other"]),
    exported=frozenset([1, 2]),
    untaken=(Untaken("Evidence", ("A1", "A2"), "why", 7),),
    remarks=("remark",),
)


def travelled(**said: Any) -> Frame:
    frame = readback_apart.told(FOUND)
    return Frame({**json.loads(json.dumps(frame.said)), **said}, frame.data)


def test_nothing_is_lost_on_the_way() -> None:
    """Also of what is added to these values one day: each field of theirs is tried with something unusual."""
    for one in (FOUND, FOUND.rows[0], ENTRY, FOUND.untaken[0]):
        same = [field.name for field in fields(one) if getattr(one, field.name) in (field.default, MISSING)]
        assert same == []
    assert readback_apart.understood(travelled(), FOUND.path) == FOUND


@pytest.mark.parametrize(
    "said",
    [
        {"facts": ["a", "b"]},
        {"facts": ["a", "b", "c", None]},
        {"rows": [[1.5, "guid", {}]]},
        {"rows": [[1, "guid", []]]},
        {"rows": [[1, "guid", {"unit": ["A1", "\ud800", None, False, None, "", False]}]]},
        {"rows": [[1, "guid", {"unit": ["A1", None, "NaN", False, None, "", False]}]]},
        {"rows": [[1, "guid", {"unit": ["A1", None, "1e999999999", False, None, "", False]}]]},
        {"rows": [[1, "guid", {"unit": ["A1", None, "owned", False, None, "", False]}]]},
        {"rows": [[1, "guid", {"unit": ["A1", "a" * 50_000, None, False, None, "", False]}]]},
        {"guids": None},
        {"exported": ["1"]},
        {"untaken": [["a", ["b"], "c"]]},
    ],
)
def test_what_is_not_believed(said: dict[str, Any]) -> None:
    """Numbers that no cell holds, halves of characters, parts that are missing."""
    with pytest.raises(BadFrame):
        readback_apart.understood(travelled(**said), FOUND.path)


def test_the_file_is_called_as_the_user_calls_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process needs its whole path, the sentence does not."""
    monkeypatch.chdir(tmp_path)
    Path("письмо.xlsx").write_text("plain words")
    with pytest.raises(UnreadableFile, match=r"^письмо\.xlsx is not an Excel workbook"):
        read(Path("письмо.xlsx"))


def test_giving_up(tmp_path: Path) -> None:
    """Cancelling ends the process, wherever it is."""
    (tmp_path / "a.xlsx").write_bytes(good.workbook())
    with pytest.raises(Cancelled):
        read(tmp_path / "a.xlsx", cancelled=lambda: True)


def sheet(xml: str, **parts: bytes) -> bytes:
    """The workbook with another sheet."""
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return good.changed(
        good.workbook(), {"xl/worksheets/sheet1.xml": (head + xml + "</worksheet>").encode(), **parts}
    )


def part(name: str, content: bytes) -> bytes:
    return good.changed(good.workbook(), {name: content})


NUMBERS = f'<sheetData><row r="1"><c r="A1"><v>1e999</v></c><c r="B1"><v>{"9" * 6000}</v></c></row></sheetData>'


def styled(old: bytes, new: bytes) -> bytes:
    return part("xl/styles.xml", good.parts_of(good.workbook())["xl/styles.xml"].replace(old, new))


STRINGS = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>'
NO_SHEET = "has no sheet “Evidence”"
BAD_BOOKS: dict[str, tuple[Any, str]] = {
    "empty": (lambda: b"", "is not an Excel workbook"),
    "words": (lambda: b"plain words", "is not an Excel workbook"),
    "old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password or of an older kind"),
    "cut off": (lambda: good.workbook()[:-300], "damaged or was cut off"),
    "document": (good.document, "is not an Excel workbook"),
    "bomb": (lambda: part("xl/media/a.bmp", bytes(64 << 20)), "unpack to far more"),
    "bomb of strings": (
        lambda: part("xl/sharedStrings.xml", STRINGS % (b"<si><t>a</t></si>" * 3_000_000)),
        "far more",
    ),
    "many entries": (lambda: part("xl/a.xml", b"") + good.archive({f"xl/{n}": b"" for n in range(6_000)}), "."),
    "laughs": (lambda: part("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "owned">]><x>&a;</x>'), "damaged"),
    "outside": (lambda: part("xl/workbook.xml", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'), "damaged"),
    "nested": (lambda: sheet("<sheetData>" + "<row>" * 200_000 + "</row>" * 200_000 + "</sheetData>"), "."),
    "far away": (
        lambda: sheet('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
        NO_SHEET,
    ),
    "beyond": (lambda: sheet('<sheetData><row r="99999999999"><c r="ZZZZZZ1"><v>1</v></c></row></sheetData>'), "."),
    "numbers": (lambda: sheet(NUMBERS), "."),
    "commands": (
        lambda: sheet('<sheetData><row r="1"><c r="A1"><f>cmd|"/c calc"!A1</f></c></row></sheetData>'),
        NO_SHEET,
    ),
    "way out": (lambda: part("../../owned", b"owned"), ""),
    "styles": (lambda: styled(b'numFmtId="0"', b'numFmtId="99999999999999999999"'), "damaged"),
    "hollow": (lambda: good.workbook()[:900] + bytes(300) + good.workbook()[1200:], "damaged"),
    "links": (lambda: part("xl/externalLinks/externalLink1.xml", b"<externalLink/>"), ""),
}


@pytest.mark.parametrize("name", BAD_BOOKS)
def test_bad_workbooks(name: str, tmp_path: Path) -> None:
    """A sentence that names the file, or what is in it; never a fault, and nothing is written anywhere."""
    make, refused = BAD_BOOKS[name]
    file = tmp_path / f"{name}.xlsx"
    file.write_bytes(make())
    if refused:
        with pytest.raises(UnreadableFile, match=refused) as said:
            read(file)
        assert file.name in str(said.value)
        assert not isinstance(said.value, ReaderStopped)
    else:
        assert read(file).sheet == "Evidence"
    assert list(tmp_path.iterdir()) == [file]
