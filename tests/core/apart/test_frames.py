"""Frames between the program and its readers, and what is not taken for one."""

from __future__ import annotations

import io
import struct

import pytest

from workbench.core.apart import frames
from workbench.core.apart.frames import BadFrame, Frame


def packed(said: bytes, data: bytes = b"", *, length: int | None = None, size: int | None = None) -> bytes:
    head = struct.pack(">QQ", len(said) if length is None else length, len(data) if size is None else size)
    return head + said + data


def test_what_is_said_comes_back() -> None:
    """Words, also halves of characters as in names of files, and bytes."""
    frame = Frame({"name": "\ud800 «Ә».txt", "n": 1, "lines": [[0, 1, None]]}, bytes(range(256)))
    stream = io.BytesIO()
    frames.write(stream, frame)
    stream.seek(0)
    assert frames.read(stream) == frame
    assert frames.read(stream) is None


@pytest.mark.parametrize(
    "said",
    [
        b"\x00" * 9,
        packed(b"{}")[:-1],
        packed(b"{}", b"abc")[:-1],
        packed(b"{}", length=2**63),
        packed(b"{}", size=2**40),
        packed(b"[]"),
        packed(b"{"),
        packed(b"\xff\xfe"),
        packed(b'{"a":' + b"9" * 5_000 + b"}"),
        packed(b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + b"}"),
    ],
)
def test_what_is_no_frame(said: bytes) -> None:
    """Cut off, too large to be taken into memory, or no object."""
    with pytest.raises(BadFrame):
        frames.read(io.BytesIO(said))
