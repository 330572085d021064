"""What the process does that draws the pages of one PDF: opens it, then measures and draws as it is asked."""

from __future__ import annotations

import importlib
from typing import Any

from workbench.core.apart.child import Answer, Progress
from workbench.core.apart.frames import Frame
from workbench.core.model.span import Span
from workbench.core.reading.drawn_pages import DrawnPages
from workbench.core.reading.printed_pages import PageRect

OPENS_FILES = True  # fonts that are not in the file are looked for among those of the system


def start() -> Answer:
    importlib.import_module("pypdfium2")
    return _Desk().answer


class _Desk:
    """The one file that lies open."""

    def __init__(self) -> None:
        self._pages: DrawnPages | None = None

    def answer(self, asked: Frame, progress: Progress) -> Frame:
        said, act = asked.said, asked.said["act"]
        if act == "open":
            self._pages = pages = DrawnPages(asked.data, said["text"], said["name"])
            counts = {"letters": pages.letters, "found": pages.letters_found}
            return Frame({"sizes": pages.sizes, "runs": list(pages.runs), **counts})
        assert self._pages is not None
        if act == "rects":
            rects = self._pages.rects(Span(said["start"], said["end"]))
            return Frame({"rects": [[rect.page, *_sides(rect)] for rect in rects]})
        if act == "boxes":
            return Frame({"boxes": [[*_sides(rect), place] for rect, place in self._pages.boxes(said["page"])]})
        picture = self._pages.picture(said["page"], said["width"])
        size = {"width": picture.width, "height": picture.height, "stride": picture.stride}
        return Frame(size, picture.pixels)


def _sides(rect: PageRect) -> list[Any]:
    return [rect.left, rect.top, rect.right, rect.bottom]
