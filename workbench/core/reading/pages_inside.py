"""What the process does that draws the pages of one PDF: opens it, then measures and draws as it is asked."""

from __future__ import annotations

import importlib
from dataclasses import dataclass, field
from typing import Any

from workbench.core.apart.frames import Frame
from workbench.core.model.span import Span
from workbench.core.reading.drawn_pages import DrawnPages
from workbench.core.reading.printed_pages import PageRect

OPENS_FILES = True  # fonts that are not in the file are looked for among those of the system


@dataclass(slots=True)
class _Desk:
    """The one file that lies open."""

    pages: list[DrawnPages] = field(default_factory=list)


_DESK = _Desk()


def warm() -> None:
    importlib.import_module("pypdfium2")


def answer(asked: Frame) -> Frame:
    said, act = asked.said, asked.said["act"]
    if act == "open":
        _DESK.pages[:] = [DrawnPages(asked.data, said["text"], said["name"])]
        (pages,) = _DESK.pages
        return Frame(
            {"sizes": pages.sizes, "runs": list(pages.runs), "letters": pages.letters, "found": pages.letters_found}
        )
    (pages,) = _DESK.pages
    if act == "rects":
        rects = pages.rects(Span(said["start"], said["end"]))
        return Frame({"rects": [[rect.page, *_sides(rect)] for rect in rects]})
    if act == "boxes":
        return Frame({"boxes": [[*_sides(rect), place] for rect, place in pages.boxes(said["page"])]})
    picture = pages.picture(said["page"], said["width"])
    return Frame({"width": picture.width, "height": picture.height, "stride": picture.stride}, picture.pixels)


def _sides(rect: PageRect) -> list[Any]:
    return [rect.left, rect.top, rect.right, rect.bottom]
