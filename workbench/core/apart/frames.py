"""What the program and its readers say to each other: a small JSON object and bytes, in frames of stated size.

Never pickle: what comes back was made by a process that a hostile file may have taken over.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

_HEAD = struct.Struct(">QQ")
MOST_SAID = 128 << 20  # bytes of JSON: what was found in the largest file
MOST_BYTES = 512 << 20  # bytes beside it: a file, its text, the picture of a page
_DIGITS = 20  # no number between the two is longer


class BadFrame(ValueError):
    """What came is no frame."""


@dataclass(frozen=True, slots=True)
class Frame:
    said: Mapping[str, Any]
    data: bytes = field(default=b"", repr=False)


def write(stream: BinaryIO, frame: Frame) -> None:
    said = json.dumps(frame.said, separators=(",", ":")).encode("ascii")
    stream.write(_HEAD.pack(len(said), len(frame.data)))
    stream.write(said)
    stream.write(frame.data)
    stream.flush()


def read(stream: BinaryIO) -> Frame | None:
    """The next frame; None at the end of the stream. BadFrame for anything else."""
    head = stream.read(_HEAD.size)
    if not head:
        return None
    if len(head) < _HEAD.size:
        raise BadFrame("cut off")
    length, size = _HEAD.unpack(head)
    if length > MOST_SAID or size > MOST_BYTES:
        raise BadFrame("too large")
    said, data = stream.read(length), stream.read(size)
    if len(said) < length or len(data) < size:
        raise BadFrame("cut off")
    return Frame(_understood(said), data)


def _understood(said: bytes) -> dict[str, Any]:
    try:
        value = json.loads(said, parse_int=_number)
    except (ValueError, RecursionError) as problem:
        raise BadFrame("not understood") from problem
    if not isinstance(value, dict):
        raise BadFrame("not an object")
    return value


def _number(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise BadFrame("no such number")
    return int(digits)
