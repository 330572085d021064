"""What a reader found, as it passes from the reader's process to the program, and not a word believed on the way.

The process may have been taken over by the file it read: nothing that it says may break a rule the program stands on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.core.apart.frames import BadFrame, Frame
from workbench.core.model.article import BlockKind, Guess
from workbench.core.model.span import Span
from workbench.core.reading.canonical import canonical
from workbench.core.reading.cells import MOST_SPANNED, Cell
from workbench.core.reading.draft import Found
from workbench.core.reading.guesses import Stated
from workbench.core.reading.lines import Line
from workbench.core.reading.pagemeta import is_address

_GUESSES = ("title", "publisher", "author", "published")
_LONGEST = 100_000  # characters of a title, an address, a sentence to the user
_MOST_NOTES = 100
_MOST_CELLS = 10_000_000


def told(found: Found) -> Frame:
    """In the reader's process."""
    stated = found.stated
    said = {
        "lines": [_line(line) for line in found.lines],
        "guesses": [[guess.value, guess.origin, guess.doubt] for guess in (getattr(stated, n) for n in _GUESSES)],
        "language": stated.language,
        "url": stated.url,
        "notes": stated.notes,
        "encoding": found.encoding,
        "considered": found.considered,
    }
    return Frame(said, found.text.encode("utf-8"))


def _line(line: Line) -> list[Any]:
    cell = line.cell
    placed = cell and [cell.table, cell.row, cell.column, cell.width, cell.height, cell.head]
    return [line.span.start, line.span.end, line.kind, line.reason, placed]


def understood(frame: Frame) -> Found:
    """In the program. BadFrame for what no reader of ours would say."""
    try:
        text = frame.data.decode("utf-8")
        said = frame.said
        guesses = [_guess(*one) for one in said["guesses"]]
        stated = Stated(
            **dict(zip(_GUESSES, guesses, strict=True)),
            language=_words(said["language"]),
            url=_address(said["url"]),
            notes=tuple(_words(note) for note in said["notes"][:_MOST_NOTES]),
        )
        considered = tuple(_words(name) for name in said["considered"][:_MOST_NOTES])
        found = Found(text, list(_lines(said["lines"], text)), stated, _words(said["encoding"]), considered)
    except (KeyError, TypeError, ValueError) as problem:
        raise BadFrame("not what a reader says") from problem
    if canonical(text) != text:
        raise BadFrame("a text that cannot be kept")
    return found


def _lines(said: list[Any], text: str) -> Iterator[Line]:
    """The lines, in the order of the text and none over another."""
    behind = 0
    for start, end, kind, reason, cell in said:
        if type(start) is not int or type(end) is not int or not behind <= start <= end <= len(text):
            raise BadFrame("a line that is not in the text")
        behind = end
        yield Line(
            text[start:end],
            Span(start, end),
            BlockKind(kind) if kind is not None else None,
            _words(reason),
            _cell(cell),
        )


def _cell(said: list[Any] | None) -> Cell | None:
    if said is None:
        return None
    table, row, column, width, height, head = said
    places = (table, row, column, width, height)
    if any(type(place) is not int or not 0 <= place < _MOST_CELLS for place in places) or type(head) is not bool:
        raise BadFrame("no place of a cell")
    cell = Cell(*places, head)
    if max(cell.width, cell.height) > MOST_SPANNED:
        raise BadFrame("a cell larger than any")
    return cell


def _guess(value: Any, origin: Any, doubt: Any) -> Guess:
    return Guess(_words(value), _words(origin), _words(doubt))


def _address(said: Any) -> str:
    url = _words(said)
    if url and not is_address(url):
        raise BadFrame("no address of a page")
    return url


def _words(said: Any) -> str:
    if not isinstance(said, str) or len(said) > _LONGEST:
        raise BadFrame("no words")
    said.encode("utf-8")  # half a character could not be kept
    return said
