"""Zip files from strangers, weighed before they are unpacked."""

from __future__ import annotations

import io
import struct
import zipfile

from workbench.core.errors import UnreadableFile
from workbench.core.words import tr

MAX_ENTRIES = 5_000
MAX_DIRECTORY = 2 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_XML = 48 * 1024 * 1024  # a parsed tree takes about ten times the memory of its text
MAX_RATIO = 150
_FREE_OF_RATIO = 8 * 1024 * 1024  # small parts of blanks pack well and harm nobody
_END = b"PK\x05\x06"


def names(data: bytes, name: str) -> frozenset[str]:
    """The names of the entries of an archive that is whole and of sane size; UnreadableFile otherwise."""
    _check_directory(data, name)
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, EOFError, struct.error, NotImplementedError) as problem:
        raise UnreadableFile(damaged(name)) from problem
    for entry in entries:
        if entry.flag_bits & 1:
            raise UnreadableFile(locked(name))
        grown = entry.file_size > _FREE_OF_RATIO and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        if grown or (entry.filename.endswith((".xml", ".rels")) and entry.file_size > MAX_XML):
            raise UnreadableFile(_too_large(name))
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise UnreadableFile(_too_large(name))
    return frozenset(entry.filename for entry in entries)


def damaged(name: str) -> str:
    return tr("{name} is damaged or was cut off. Get the file anew and open it again.", name=name)


def locked(name: str) -> str:
    return tr(
        "{name} is protected by a password. Open it in its own program, remove the password and save it again.",
        name=name,
    )


def _too_large(name: str) -> str:
    return tr(
        "{name} would unpack to far more than a document needs and was not opened. "
        "Copy the text you need and paste it.",
        name=name,
    )


def _check_directory(data: bytes, name: str) -> None:
    """The end record says how large the directory is, before a byte of it is read into memory."""
    at = data.rfind(_END, max(len(data) - 65_557, 0))
    if at < 0 or len(data) < at + 22:
        raise UnreadableFile(damaged(name))
    entries, directory = struct.unpack("<HI", data[at + 10 : at + 16])
    if entries > MAX_ENTRIES or directory > MAX_DIRECTORY:
        raise UnreadableFile(_too_large(name))
