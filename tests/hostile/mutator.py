"""Good files spoilt at random, the same way for the same seed: bytes, blocks, numbers, and XML inside of archives."""

from __future__ import annotations

import random
import re
import zipfile
import zlib

from tests.hostile import good

_TELLING = (
    b"\x00", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\x00\x00\x00", b"-1", b"0", b"4294967296", b"1e999",
    b"9" * 400, b"<", b">", b"]]>", b"&", b"&#0;", b"&#xD800;", b"<!--", b"\xed\xa0\x80", b"\xe2\x80\xae",
    b"\xff\xfe",
    b"\n\n\n", b" " * 500, "\u0301".encode() * 200, b"<div>" * 300, b"(" * 300, b"[" * 300, b"<<" * 200,
    b"/Kids [2 0 R]", b"endobj", b"stream\n", b"1 0 R", b"--edge", b"\r\n\r\n", b"charset=utf-7", b"charset=utf-16",
)  # fmt: skip
_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^<>]{1,300}>")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.S)


class Mutator:
    """`noise` may be shared; one with the same seed spoils the same file in the same way."""

    def __init__(self, seed: int) -> None:
        self.noise = random.Random(seed)

    def any(self, data: bytes) -> bytes:
        """Spoilt in one of the ways that fit the file, often twice."""
        for _ in range(self.noise.choice((1, 1, 2, 3))):
            ways = [self.bytes, self.bytes, self.text]
            if data.startswith(b"PK"):
                ways += [self.archived] * 4
            if data.startswith(b"%PDF"):
                ways += [self.streams] * 2
            data = self.noise.choice(ways)(data)
        return data

    def bytes(self, data: bytes) -> bytes:
        """Bits turned over, bytes cut out, doubled, moved or put in, the end missing."""
        if not data:
            return self.noise.choice(_TELLING)
        at, size = self._stretch(data)
        act = self.noise.randrange(6)
        if act == 0:
            spoilt = bytearray(data)
            for _ in range(self.noise.choice((1, 1, 4, 40))):
                spoilt[self.noise.randrange(len(spoilt))] ^= 1 << self.noise.randrange(8)
            return bytes(spoilt)
        if act == 1:
            return data[:at]
        if act == 2:
            return data[:at] + data[at + size :]
        if act == 3:
            return data[: at + size] + data[at : at + size] * self.noise.choice((1, 2, 50)) + data[at + size :]
        if act == 4:
            other, _ = self._stretch(data)
            return data[:other] + data[at : at + size] + data[other:]
        return data[:at] + self.noise.choice(_TELLING) + data[at + self.noise.choice((0, 1, 4)) :]

    def text(self, data: bytes) -> bytes:
        """A number become another, a tag gone, doubled or nested a thousand times."""
        found = list((_NUMBER if self.noise.random() < 0.5 else _TAG).finditer(data))
        if not found:
            return self.bytes(data)
        one = self.noise.choice(found)
        new = self.noise.choice([b"", one[0] * 2, one[0] * 1000, one[0][::-1], *_TELLING[1:9]])
        return data[: one.start()] + new + data[one.end() :]

    def archived(self, data: bytes) -> bytes:
        """A part of the archive spoilt, gone, doubled or in another's place, in an archive that is whole."""
        try:
            parts = good.parts_of(data)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error):
            return self.bytes(data)  # spoilt before
        if not parts:
            return data
        name = self.noise.choice(list(parts))
        act = self.noise.randrange(10)
        if act == 0:
            del parts[name]
        elif act == 1:
            parts[name] = parts[self.noise.choice(list(parts))]
        elif act == 2:
            parts[f"../../{name}"] = parts.pop(name)
        else:
            parts[name] = self.noise.choice((self.bytes, self.text, self.text))(parts[name])
        return good.archive(parts)

    def streams(self, data: bytes) -> bytes:
        """A stream of a PDF unpacked, spoilt and packed again; the table of places is wrong then."""
        found = list(_STREAM.finditer(data))
        if not found:
            return self.bytes(data)
        one = self.noise.choice(found)
        try:
            spoilt = zlib.compress(self.noise.choice((self.bytes, self.text))(zlib.decompress(one[1])))
        except zlib.error:
            spoilt = self.bytes(one[1])
        return data[: one.start(1)] + spoilt + data[one.end(1) :]

    def _stretch(self, data: bytes) -> tuple[int, int]:
        at = self.noise.randrange(len(data))
        return at, min(self.noise.choice((1, 2, 8, 64, 512, 4096)), len(data) - at)
