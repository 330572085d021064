"""A workbook from somebody else, weighed before it is unpacked; why it cannot be opened is said in words."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from workbench.core.errors import UnreadableFile
from workbench.core.words import tr

MAX_FILE = 300 << 20
MAX_UNPACKED = 2 << 30  # a hundred thousand rows of evidence take about a fifth of it
MAX_HELD = 256 << 20  # of a part that is read into memory whole
MAX_ENTRIES = 5_000
MAX_RATIO = 200
_FREE_OF_RATIO = 32 << 20  # small parts of blanks pack well and harm nobody
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHEETS = "xl/worksheets/sheet"  # read row by row, so of any size


def check(path: Path) -> None:
    """UnreadableFile, with the way out, for what is no sound workbook of sane size."""
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(8)
        if head == _OLE:
            raise UnreadableFile(_locked(path))
        if size > MAX_FILE:
            raise UnreadableFile(too_large(path))
        if not head.startswith(b"PK"):
            raise UnreadableFile(_no_workbook(path))
        with zipfile.ZipFile(path) as archive:
            _check_parts(path, archive)
    except OSError as error:
        raise UnreadableFile(_unreadable(path, error)) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise UnreadableFile(damaged(path)) from error


def _check_parts(path: Path, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if "xl/workbook.xml" not in archive.namelist():
        raise UnreadableFile(_no_workbook(path))
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise UnreadableFile(too_large(path))
    for entry in entries:
        packed = max(entry.compress_size, 1)
        if entry.file_size > _FREE_OF_RATIO and entry.file_size > MAX_RATIO * packed:
            raise UnreadableFile(too_large(path))
        if entry.file_size > MAX_HELD and not entry.filename.startswith(_SHEETS):
            raise UnreadableFile(too_large(path))
        if entry.flag_bits & 1:
            raise UnreadableFile(_locked(path))
        if entry.filename.endswith(".xml") and b"<!DOCTYPE" in archive.open(entry).read(4096):
            raise UnreadableFile(damaged(path))  # a workbook never has one; a trap for readers does


@contextmanager
def opened(path: Path, *, results: bool = False) -> Iterator[Any]:
    """The workbook, its rows read as they are asked for; formulas as such, or their `results`."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    book = None
    try:
        with path.open("rb") as stream:
            book = load_workbook(stream, read_only=True, data_only=results)
            try:
                yield book
            finally:
                book.close()
    except OSError as error:
        raise UnreadableFile(_unreadable(path, error)) from error
    except (
        InvalidFileException, zipfile.BadZipFile, zlib.error, ParseError, EOFError, KeyError, IndexError, ValueError,
        TypeError, AttributeError, SyntaxError, OverflowError,
    ) as error:  # fmt: skip  # whatever a library finds in a file that was not written as the standard has it
        raise UnreadableFile(damaged(path)) from error


def in_use(path: Path) -> bool:
    """Whether another program has it open: what is not saved there is not in the file."""
    return path.with_name(f".~lock.{path.name}#").exists() or path.with_name(f"~${path.name}").exists()


def damaged(path: Path) -> str:
    return tr(
        "{file} is damaged or was cut off. Open and save it in Excel or LibreOffice, or get it anew.", file=path
    )


def too_large(path: Path) -> str:
    return tr(
        "{file} would unpack to far more than a workbook of this program needs, so it was not opened. "
        "Delete what was added to it beside the sheets, or get it anew.",
        file=path,
    )


def _locked(path: Path) -> str:
    return tr(
        "{file} is protected by a password or of an older kind (.xls). "
        "Save it as an Excel workbook (.xlsx) without a password.",
        file=path,
    )


def _no_workbook(path: Path) -> str:
    return tr("{file} is not an Excel workbook. Save the sheet as .xlsx and try that file.", file=path)


def _unreadable(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return tr("There is no file {file}.", file=path)
    if isinstance(error, IsADirectoryError):
        return tr("{file} is a folder. Choose a workbook.", file=path)
    if isinstance(error, PermissionError):
        return tr("{file} cannot be read: it may be open in another program. Close it there.", file=path)
    return tr("{file} cannot be read: {why}.", file=path, why=error.strerror or error)
