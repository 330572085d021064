"""A kept PDF as pictures of its pages, with where each stretch of the article's text stands on them, and back.

The file is a stranger's: a process of its own opens and draws it (drawn_pages.py), here is what it told.
"""

from __future__ import annotations

import math
import threading
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, TypeVar

from workbench.core.apart.frames import BadFrame, Frame
from workbench.core.apart.process import LONGEST, Question, Reader, ReaderStopped, broken
from workbench.core.errors import Cancelled
from workbench.core.model.span import Span

Told = TypeVar("Told")
_INSIDE = "workbench.core.reading.pages_inside"
_REACH = 6.0  # points around the mouse in which a letter is looked for
_SOON = 10  # seconds for what the window waits for
_DRAWN = 20  # seconds for one picture; the window may have to wait for it
LARGEST = 24_000_000  # pixels of a picture: 100 MB; a page of a stranger may claim any size


@dataclass(frozen=True, slots=True)
class PageRect:
    """A rectangle on a page, in points from its upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


Box = tuple[PageRect, int]  # of a letter, and its place in the text


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels: rows of `stride` bytes, each pixel blue, green, red and one byte unused."""

    page: int
    width: int
    height: int
    stride: int
    pixels: bytes


class PrintedPages:
    """`text` is the article's, as it was read from the same bytes. To be closed; may be asked from any thread.

    Raises UnreadableFile when the bytes are no PDF any more. When the process ends on a page, pictures are refused
    from then on and no more words are found; the article's text is not concerned.
    """

    def __init__(self, data: bytes, text: str, name: str, *, cancelled: Callable[[], bool] = bool) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._closed = False
        self._boxes: dict[int, Sequence[Box]] = {}
        self._reader = Reader(_INSIDE)
        try:
            said = self._ask({"act": "open", "text": text, "name": name}, data, LONGEST, cancelled).said
            self.sizes = [(_number(width), _number(height)) for width, height in said["sizes"]]
            self._runs: list[tuple[int, Span]] = [(int(page), Span(start, end)) for page, start, end in said["runs"]]
            self._letters = int(said["letters"]), int(said["found"])
            if not all(0 <= page < len(self.sizes) and span.end <= len(text) for page, span in self._runs):
                raise BadFrame("a place that is not there")
        except (KeyError, TypeError, ValueError) as problem:  # no reader of ours says such things
            self.close()
            raise ReaderStopped(broken(name)) from problem
        except BaseException:
            self.close()
            raise
        self._ends = [span.end for _, span in self._runs]

    def __len__(self) -> int:
        return len(self.sizes)

    @property
    def found(self) -> float:
        """The share of the text's letters that have a place on a page."""
        letters, found = self._letters
        return found / max(1, letters)

    # from the text to the page

    def page_of(self, span: Span) -> int | None:
        """The page on which a stretch of the text begins; None when its words were not found on any."""
        at = bisect_left(self._ends, span.start + 1)
        if at < len(self._runs) and self._runs[at][1].start < span.end:
            return self._runs[at][0]
        return None

    def rects(self, span: Span) -> tuple[PageRect, ...]:
        """Where a stretch of the text stands, one rectangle a line; none when its words were not found."""
        if self.page_of(span) is None:
            return ()
        asked = {"act": "rects", "start": span.start, "end": span.end}
        return tuple(self._told(asked, lambda said: [self._rect(*one) for one in said["rects"]]))

    def spans_on(self, page: int) -> tuple[Span, ...]:
        """The stretches of the text that stand on a page, one a line."""
        return tuple(span for on, span in self._runs if on == page)

    # from the page to the text

    def offset_at(self, page: int, x: float, y: float) -> int | None:
        """The place in the text of the letter at a point of a page; None where none is near."""
        boxes = self._letter_boxes(page)
        near: Box | None = min(boxes, key=lambda box: _distance(box[0], x, y), default=None)
        return near[1] if near is not None and _distance(near[0], x, y) <= _REACH else None

    def _letter_boxes(self, page: int) -> Sequence[Box]:
        if page not in self._boxes:
            asked = {"act": "boxes", "page": page}
            found = self._told(asked, lambda said: [self._box(page, *box) for box in said["boxes"]])
            self._boxes = {page: found}  # the mouse is over one page at a time
        return self._boxes[page]

    # pictures

    def picture(self, page: int, width: int) -> Picture:
        """The page, `width` pixels wide or as wide as a sane picture can be. Cancelled when the file was closed
        meanwhile."""
        frame = self._ask({"act": "picture", "page": page, "width": width}, b"", _DRAWN)
        try:
            across, down, stride = (int(frame.said[name]) for name in ("width", "height", "stride"))
        except (KeyError, TypeError, ValueError) as problem:
            raise ReaderStopped(broken(self._name)) from problem
        if not (across > 0 and down > 0 and 4 * across <= stride and stride * down == len(frame.data)):
            raise ReaderStopped(broken(self._name))
        return Picture(page, across, down, stride, frame.data)

    def close(self) -> None:
        self._closed = True
        self._reader.close()

    def __enter__(self) -> PrintedPages:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # the process

    def _told(self, asked: dict[str, Any], understood: Callable[[Mapping[str, Any]], list[Told]]) -> list[Told]:
        """What the window asks while it waits; nothing when the process is gone or talks nonsense: the next picture
        says why."""
        if not self._reader.alive:
            return []
        try:
            return understood(self._ask(asked, b"", _SOON).said)
        except ReaderStopped:
            return []
        except (KeyError, TypeError, ValueError):
            self._reader.close()
            return []

    def _ask(self, said: dict[str, Any], data: bytes, seconds: int, cancelled: Callable[[], bool] = bool) -> Frame:
        question = Question(self._name, said, data, seconds, lambda: self._closed or cancelled())
        with self._lock:
            try:
                return self._reader.ask(question)
            except ReaderStopped as stopped:
                if self._closed:
                    raise Cancelled from stopped
                raise

    def _box(self, page: int, *sides_and_place: Any) -> Box:
        *sides, place = sides_and_place
        return self._rect(page, *sides), int(place)

    def _rect(self, page: int, *sides: Any) -> PageRect:
        if not 0 <= page < len(self.sizes):
            raise BadFrame("no such page")
        left, top, right, bottom = (_number(side) for side in sides)
        return PageRect(page, left, top, right, bottom)


def _number(said: Any) -> float:
    if not isinstance(said, float | int) or not math.isfinite(said):
        raise BadFrame("no number")
    return float(said)


def _distance(box: PageRect, x: float, y: float) -> float:
    """How far a point is from a rectangle."""
    return max(box.left - x, x - box.right, box.top - y, y - box.bottom, 0.0)
