"""The pages of a SQLite file read without SQLite: whatever of a damaged file is still a row.

SQLite reaches a row only through the pages above it and stops at the first that is wrong. Here each page is looked at
for itself, as the format of the file (sqlite.org/fileformat2.html) allows: leaves of tables hold whole rows. Nothing
that a page says is believed before it is checked against the size of the file, so that no file can make this run on.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

Value = int | float | str | bytes | None
_MAGIC = b"SQLite format 3\0"
_SIZE = 4096  # of a page, where the header no longer says
_TABLE_INNER, _TABLE_LEAF, _INDEX_INNER, _INDEX_LEAF = 5, 13, 2, 10
_HEAD = {_TABLE_INNER: 12, _INDEX_INNER: 12, _TABLE_LEAF: 8, _INDEX_LEAF: 8}
_WAL_HEAD, _FRAME_HEAD = 32, 24
_WIDTHS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # bytes of whole numbers, by serial type


class Unreadable(Exception):
    """These bytes are no page, cell or record."""


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the rowid; 0 in tables without one. `page` is where it stands. `clean` is False where a text was
    no UTF-8 any more."""

    page: int
    number: int
    values: tuple[Value, ...]
    clean: bool = True


class Pages:
    """A file and the finished part of its -wal, as pages numbered from 1."""

    def __init__(self, file: BinaryIO, log: bytes = b"") -> None:
        self._file = file
        head = file.read(100)
        self.headed = head[:16] == _MAGIC
        self.size = _page_size(head)
        self._newer = _logged(log, self.size)
        if 1 in self._newer:
            self.headed = self._newer[1][:16] == _MAGIC
        self.count = max([-(-file.seek(0, SEEK_END) // self.size), *self._newer])

    @classmethod
    @contextmanager
    def of(cls, path: Path) -> Iterator[Pages]:
        log = path.with_name(path.name + "-wal")
        with path.open("rb") as file:
            yield cls(file, log.read_bytes() if log.exists() else b"")

    def page(self, number: int) -> bytes:
        """Raises Unreadable for what lies behind the end, is cut off, or is not given by the disk."""
        if (found := self._newer.get(number)) is not None:
            return found
        try:
            self._file.seek((number - 1) * self.size)
            found = self._file.read(self.size)
        except (OSError, ValueError) as error:
            raise Unreadable from error
        if number < 1 or len(found) < self.size:
            raise Unreadable
        return found

    @cached_property
    def header(self) -> bytes:
        """The first hundred bytes, empty where they are not those of SQLite."""
        try:
            return self.page(1)[:100] if self.headed else b""
        except Unreadable:
            return b""

    def number_at(self, offset: int) -> int:
        """A whole number of the header; 0 without one."""
        return int.from_bytes(self.header[offset : offset + 4], "big")

    def free(self) -> set[int]:
        """The pages that hold nothing any more, though old rows may still be read in them."""
        found: set[int] = set()
        trunk = self.number_at(32)
        while trunk and trunk not in found and trunk <= self.count:
            found.add(trunk)
            try:
                page = self.page(trunk)
            except Unreadable:
                break
            trunk, many = struct.unpack(">II", page[:8])
            many = min(many, self.size // 4 - 2)
            found.update(struct.unpack(f">{many}I", page[8 : 8 + 4 * many]))
        return found

    def tree(self, root: int) -> Iterator[int]:
        """The leaves under a root that can still be reached, in their order; pages that cannot be read too."""
        seen, waiting = {root}, [root]
        while waiting:
            number = waiting.pop()
            try:
                kind, page, at = self._opened(number)
                below = list(self._children(page, at)) if kind in (_TABLE_INNER, _INDEX_INNER) else None
            except Unreadable:
                yield number
                continue
            if below is None or kind == _INDEX_INNER:
                yield number
            for child in reversed(below or ()):
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)

    def _opened(self, number: int) -> tuple[int, bytes, int]:
        """Kind, bytes and where the head begins."""
        page, at = self.page(number), 100 if number == 1 else 0
        if page[at] not in _HEAD:
            raise Unreadable
        return page[at], page, at

    def _cells(self, page: bytes, at: int) -> Iterator[int]:
        many = int.from_bytes(page[at + 3 : at + 5], "big")
        start = at + _HEAD[page[at]]
        if start + 2 * many > self.size:
            raise Unreadable
        for (place,) in struct.iter_unpack(">H", page[start : start + 2 * many]):
            if start + 2 * many <= place < self.size - 3:
                yield place

    def _children(self, page: bytes, at: int) -> Iterator[int]:
        for place in self._cells(page, at):
            yield int.from_bytes(page[place : place + 4], "big")
        yield int.from_bytes(page[at + 8 : at + 12], "big")

    def is_leaf(self, number: int) -> bool:
        """Whether this is a leaf of a table."""
        try:
            return self._opened(number)[0] == _TABLE_LEAF
        except Unreadable:
            return False

    def rows(self, number: int, bad: Callable[[], object]) -> Iterator[Row]:
        """The rows of one leaf; `bad` is called for each cell, and for a page, that cannot be read."""
        try:
            kind, page, at = self._opened(number)
            cells = list(self._cells(page, at))
            if len(cells) < int.from_bytes(page[at + 3 : at + 5], "big"):
                bad()
        except Unreadable:
            bad()
            return
        if kind == _TABLE_INNER:
            return
        for place in cells:
            try:
                yield self._row(number, kind, page, place)
            except (Unreadable, IndexError, struct.error):
                bad()

    def _row(self, number: int, kind: int, page: bytes, place: int) -> Row:
        place += 4 if kind == _INDEX_INNER else 0
        size, place = _varint(page, place)
        row = 0
        if kind == _TABLE_LEAF:
            row, place = _varint(page, place)
        values, clean = _record(self._payload(page, place, size, table=kind == _TABLE_LEAF))
        return Row(number, row - (1 << 64) if row >= 1 << 63 else row, values, clean)

    def _payload(self, page: bytes, place: int, size: int, *, table: bool) -> bytes:
        """The bytes of a record, with those that lie on pages of their own."""
        if size > self.count * self.size:
            raise Unreadable
        usable = self.size
        most = usable - 35 if table else (usable - 12) * 64 // 255 - 23
        least = (usable - 12) * 32 // 255 - 23
        here = size
        if size > most:
            here = least + (size - least) % (usable - 4)
            here = here if here <= most else least
        parts, left = [page[place : place + here]], size - here
        if len(parts[0]) < here:
            raise Unreadable
        follow = int.from_bytes(page[place + here : place + here + 4], "big") if left else 0
        while left:
            more = self.page(follow)
            follow = int.from_bytes(more[:4], "big")
            parts.append(more[4 : 4 + min(left, usable - 4)])
            left -= len(parts[-1])
        return b"".join(parts)


def _page_size(file: bytes) -> int:
    said = int.from_bytes(file[16:18], "big") if file[:16] == _MAGIC else 0
    said = 65536 if said == 1 else said
    return said if 512 <= said <= 65536 and said & (said - 1) == 0 else _SIZE


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for step in range(9):
        byte = data[at + step]
        if step == 8:
            return (value << 8) | byte, at + 9
        value = (value << 7) | (byte & 127)
        if byte < 128:
            return value, at + step + 1
    raise Unreadable


def _record(data: bytes) -> tuple[tuple[Value, ...], bool]:
    head, at = _varint(data, 0)
    if not 1 <= head <= len(data):
        raise Unreadable
    types = []
    while at < head:
        kind, at = _varint(data, at)
        types.append(kind)
    values: list[Value] = []
    clean = True
    for kind in types:
        value, at = _value(data, at, kind)
        if isinstance(value, bytes) and kind % 2:
            text = value.decode("utf-8", "replace")
            clean = clean and text.encode("utf-8") == value
            values.append(text)
        else:
            values.append(value)
    if at != len(data):
        raise Unreadable
    return tuple(values), clean


def _value(data: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind in (0, 8, 9):
        return {0: None, 8: 0, 9: 1}[kind], at
    if kind in (10, 11):
        raise Unreadable
    width = _WIDTHS.get(kind) or (8 if kind == 7 else (kind - 12) // 2)
    raw = data[at : at + width]
    if len(raw) < width:
        raise Unreadable
    if kind == 7:
        return struct.unpack(">d", raw)[0], at + width
    return (int.from_bytes(raw, "big", signed=True) if kind < 7 else raw), at + width


def _logged(log: bytes, size: int) -> dict[int, bytes]:
    """The newest finished state of each page in a -wal: frames count up to the last commit, as long as their salts
    and sums agree."""
    if len(log) < _WAL_HEAD or log[:4] not in (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83"):
        return {}
    order = ">" if log[3] & 1 else "<"
    if int.from_bytes(log[8:12], "big") != size:
        return {}
    salts, total = log[16:24], _sum(log[:24], (0, 0), order)
    finished: dict[int, bytes] = {}
    open_pages: dict[int, bytes] = {}
    for at in range(_WAL_HEAD, len(log) - size - _FRAME_HEAD + 1, _FRAME_HEAD + size):
        frame = log[at : at + _FRAME_HEAD + size]
        total = _sum(frame[_FRAME_HEAD:], _sum(frame[:8], total, order), order)
        if frame[8:16] != salts or struct.unpack(">II", frame[16:24]) != total:
            break
        number, commit = struct.unpack(">II", frame[:8])
        open_pages[number] = frame[_FRAME_HEAD:]
        if commit:
            finished |= open_pages
            open_pages = {}
    return finished


def _sum(data: bytes, start: tuple[int, int], order: str) -> tuple[int, int]:
    one, two = start
    for first, second in struct.iter_unpack(order + "II", data):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
