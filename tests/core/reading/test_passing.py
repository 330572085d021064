"""What a reader found passes to the program whole; what no reader of ours would say is not believed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.hostile import good
from workbench.core.apart import pool
from workbench.core.apart.frames import BadFrame, Frame
from workbench.core.apart.process import Question
from workbench.core.reading import passing
from workbench.core.reading.draft import Found
from workbench.core.reading.sniffing import Kind

MADE = {Kind.HTML: good.page, Kind.MHTML: good.saved, Kind.DOCX: good.document, Kind.PDF: good.pdf}


def told(kind: Kind = Kind.HTML) -> Frame:
    """What the reader's process says of a good file."""
    question = Question("a", {"kind": kind.value, "name": "a", "encoding": None}, MADE[kind]())
    return pool.of("workbench.core.reading.inside").ask(question, lambda frame: frame)


@pytest.mark.parametrize("kind", list(MADE))
def test_nothing_is_lost_on_the_way(kind: Kind) -> None:
    """Text, lines with their cells, guesses and encodings, there and back through the JSON they travel in."""
    frame = told(kind)
    found = passing.understood(frame)
    again = passing.told(found)
    assert (json.loads(json.dumps(again.said)), again.data) == (frame.said, frame.data)
    assert any(line.cell for line in found.lines) == (kind is not Kind.PDF)
    assert found.stated.title.value == (good.TITLE if kind in (Kind.HTML, Kind.MHTML) else "")


def changed(**said: Any) -> Frame:
    frame = told()
    return Frame({**frame.said, **said}, frame.data)


@pytest.mark.parametrize(
    "said",
    [
        {"lines": [[0, 10**9, None, "", None]]},
        {"lines": [[5, 3, None, "", None]]},
        {"lines": [[-1, 3, None, "", None]]},
        {"lines": [[0, 9, None, "", None], [3, 12, None, "", None]]},
        {"lines": [[0, 9.5, None, "", None]]},
        {"lines": [[True, 9, None, "", None]]},
        {"lines": [[0, 9, "owned", "", None]]},
        {"lines": [[0, 9, None, 7, None]]},
        {"lines": [[0, 9, None, "", [0, 0, 0, 10**6, 1, False]]]},
        {"lines": [[0, 9, None, "", [0, 0, 0, 1]]]},
        {"lines": [[0, 9]]},
        {"lines": None},
        {"url": "javascript:owned()"},
        {"url": "file:///etc/passwd"},
        {"guesses": [["\ud800", "", ""]] * 4},
        {"guesses": [["a", "", ""]]},
        {"guesses": [["a" * 200_000, "", ""]] * 4},
        {"notes": ["a" * 200_000]},
        {"language": None},
        {"encoding": ["utf-8"]},
    ],
)
def test_what_is_not_believed(said: dict[str, Any]) -> None:
    """Places outside of the text, kinds that do not exist, addresses that are none, halves of characters."""
    with pytest.raises(BadFrame):
        passing.understood(changed(**said))


@pytest.mark.parametrize("text", [b"a\x00b", b"a\r\nb", b"\xff\xfe", "e\u0301".encode(), "\ufdd0".encode()])
def test_a_text_that_could_not_be_kept(text: bytes) -> None:
    """Not in the one form in which texts are stored."""
    with pytest.raises(BadFrame):
        passing.understood(Frame({**passing.told(Found("", [])).said}, text))


def test_something_missing() -> None:
    """An answer without its parts."""
    with pytest.raises(BadFrame):
        passing.understood(Frame({}))
