"""Word documents: paragraphs, headings, lists, table cells and footnotes in the order of the page."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.core.errors import UnreadableFile
from workbench.core.model.article import BlockKind, Guess
from workbench.core.reading import archives
from workbench.core.reading.cells import MOST_SPANNED, Cell, Grid
from workbench.core.reading.dates import named_dates
from workbench.core.reading.draft import Found
from workbench.core.reading.guesses import MADE_BY_NOBODY, NOTHING, Stated
from workbench.core.reading.lines import Piece, joined
from workbench.core.words import mark, tr

PAGE_HEADER = mark("page header")
PAGE_FOOTER = mark("page footer")
CONTENTS = mark("table of contents")
DOCUMENT_INFO = "document info"
MAY_BE_THE_TEMPLATE = mark("from the properties of the file; it may be that of a template")
NOT_THE_ARTICLE = mark("when the file was made; the article may be older")

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HEADING = re.compile(r"(?:heading|заголовок|тақырып)\s*\d", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|название|заголовок|тақырып атауы)$", re.IGNORECASE)
_LIST = re.compile(r"(?:list|список|тізім)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|оглавление)\s*\d", re.IGNORECASE)
_NOT_SHOWN = frozenset(f"{_W}{tag}" for tag in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText"))
_BLANKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
_LONGEST_CELL = 200


@dataclass(frozen=True, slots=True)
class _Styles:
    """The names of the document's styles, and numbers for the tables met on the way."""

    names: dict[str, str] = field(default_factory=dict)
    tables: Iterator[int] = field(default_factory=itertools.count)


def read(data: bytes, name: str, encoding: str | None) -> Found:
    """What a Word document says; `encoding` has no meaning here, the format states its own."""
    archives.names(data, name)
    with _damage_told(name):
        document = _opened(data, name)
        styles = _Styles(_names_of_styles(document))
        headers, footers = _margins(document, "header"), _margins(document, "footer")
        body, notes, stated = document.element.body, list(_notes(document)), _stated(document)
    pieces = [
        *_margin_pieces(headers, PAGE_HEADER),
        *(piece for part in body for piece in _pieces(part, styles)),
        *(replace(piece, kind=BlockKind.PARAGRAPH, cell=None) for part in notes for piece in _pieces(part, styles)),
        *_margin_pieces(footers, PAGE_FOOTER),
    ]
    text, lines = joined(pieces)
    return Found(text, lines, stated)


@contextmanager
def _damage_told(name: str) -> Iterator[None]:
    """Whatever the library stumbles over in a file that is not as the standard has it, said in a sentence."""
    from docx.opc.exceptions import OpcError
    from docx.oxml.exceptions import XmlchemyError
    from lxml.etree import XMLSyntaxError

    try:
        yield
    except (
        zipfile.BadZipFile, zlib.error, OpcError, XmlchemyError, XMLSyntaxError, EOFError, NotImplementedError,
        KeyError, ValueError, AttributeError, TypeError, IndexError, RuntimeError, OverflowError,
    ) as problem:  # fmt: skip
        raise UnreadableFile(archives.damaged(name)) from problem


def _opened(data: bytes, name: str) -> Any:
    """The document, if it is one and not another kind of Word's."""
    import docx

    try:
        return docx.Document(io.BytesIO(data))
    except ValueError as problem:  # so the library says that it knows another kind of document
        if "content type" not in str(problem):
            raise
        raise UnreadableFile(
            tr(
                "{name} is a template, has macros or is stored in an unusual form. Save it as an ordinary .docx.",
                name=name,
            )
        ) from problem


def _names_of_styles(document: Any) -> dict[str, str]:
    """None where the file brings no styles: the library would open its own for them."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    if not any(relation.reltype == RELATIONSHIP_TYPE.STYLES for relation in document.part.rels.values()):
        return {}
    return {style.style_id: style.name or "" for style in document.styles}


def _pieces(part: Any, styles: _Styles, *, cell: Cell | None = None) -> Iterator[Piece]:
    """A paragraph, a table, or what a content control or a revision wraps, as pieces."""
    if part.tag == f"{_W}p":
        yield from _paragraph(part, styles, cell)
    elif part.tag == f"{_W}tbl":
        yield from _table(part, styles)
    elif part.tag not in _NOT_SHOWN and part.tag != f"{_W}sectPr":
        for child in part:
            yield from _pieces(child, styles, cell=cell)


def _paragraph(paragraph: Any, styles: _Styles, cell: Cell | None = None) -> Iterator[Piece]:
    boxes: list[Any] = []
    text = "".join(_runs(paragraph, boxes))
    style = styles.names.get(_property(paragraph, "pStyle"), "")
    numbered = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    for index, line in enumerate(text.split("\n")):
        joint = "\n" if index or cell else "\n\n"
        if _CONTENTS.match(style):
            yield Piece(line, BlockKind.NOT_BODY, CONTENTS, joint)
        else:
            yield Piece(line, _kind(style, numbered=numbered, cell=cell is not None), "", joint, cell)
    for box in boxes:
        for child in box:
            yield from _pieces(child, styles)


def _kind(style: str, *, numbered: bool, cell: bool) -> BlockKind | None:
    """None for a plain paragraph: many documents are written without styles, so the text has to tell."""
    if cell:
        return BlockKind.TABLE_CELL
    if _TITLE.match(style):
        return BlockKind.TITLE
    if _HEADING.match(style):
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM if numbered or _LIST.match(style) else None


def _property(paragraph: Any, tag: str) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}{tag}")
    return str(found.get(f"{_W}val") or "") if found is not None else ""


def _runs(node: Any, boxes: list[Any]) -> Iterator[str]:
    """The text of a paragraph as it is printed: insertions and fields, without deletions; text boxes are put aside.

    A drawing is stored twice, for new and for old programs: the new one counts.
    """
    for child in node:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BLANKS:
            yield _BLANKS[child.tag]
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag not in _NOT_SHOWN and child.tag != f"{_MC}Fallback" and isinstance(child.tag, str):
            yield from _runs(child, boxes)


def _table(table: Any, styles: _Styles) -> Iterator[Piece]:
    """Cells of a row on one line; a table of one column, and cells that hold several paragraphs, are a layout."""
    rows = _rows(table)
    widest = max((len(cells) for _, cells in rows), default=0)
    short = widest > 1 and all(len(_text_of(part)) <= _LONGEST_CELL for _, cells in rows for part in cells)
    grid = Grid(next(styles.tables))
    for number, (row, cells) in enumerate(rows):
        grid.begin_row(_number(row, "trPr/gridBefore"))
        head = row.find(f"{_W}trPr/{_W}tblHeader") is not None
        for index, part in enumerate(cells):
            # a cell that goes on from above takes no part: its place is taken by the one that began there
            goes_on = part.find(f"{_W}tcPr/{_W}vMerge")
            if goes_on is not None and goes_on.get(f"{_W}val") != "restart" and not _text_of(part):
                grid.column += _number(part, "tcPr/gridSpan", 1)
                continue
            place = grid.place(_number(part, "tcPr/gridSpan", 1), head=head)
            place = replace(place, height=1 if goes_on is None else _height(rows[number:], place.column))
            cell = place if len(cells) > 1 or short else None
            inside = [piece for child in part for piece in _pieces(child, styles, cell=cell)]
            inside = [piece for piece in inside if piece.text.strip()]
            for count, piece in enumerate(inside):
                joint = piece.joint if count else ("\t" if index else ("\n" if number else "\n\n"))
                yield replace(piece, joint=joint)


def _rows(table: Any) -> list[tuple[Any, list[Any]]]:
    """The rows with their cells, without those of a table inside a cell, which come with their cell."""
    rows = [row for row in table.iter(f"{_W}tr") if next(row.iterancestors(f"{_W}tbl")) is table]
    return [
        (row, [part for part in row.iter(f"{_W}tc") if next(part.iterancestors(f"{_W}tr")) is row]) for row in rows
    ]


def _height(rows: Sequence[tuple[Any, list[Any]]], column: int) -> int:
    """How many rows a cell reaches down that begins in the first of these."""
    below = itertools.takewhile(lambda row: _goes_on(*row, column), rows[1:MOST_SPANNED])
    return 1 + sum(1 for _ in below)


def _goes_on(row: Any, cells: list[Any], column: int) -> bool:
    at = _number(row, "trPr/gridBefore")
    for part in cells:
        if at == column:
            merged = part.find(f"{_W}tcPr/{_W}vMerge")
            return merged is not None and merged.get(f"{_W}val") != "restart"
        at += _number(part, "tcPr/gridSpan", 1)
    return False


def _number(element: Any, path: str, otherwise: int = 0) -> int:
    found = element.find("/".join(f"{_W}{tag}" for tag in path.split("/")))
    value = (found.get(f"{_W}val") or "") if found is not None else ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else otherwise


def _text_of(part: Any) -> str:
    return "".join(text.text or "" for text in part.iter(f"{_W}t")).strip()


def _margins(document: Any, which: str) -> list[Any]:
    """What stands above or below the pages, of every section."""
    found = []
    for section in document.sections:
        for prefix in ("", "first_page_", "even_page_"):
            margin = getattr(section, f"{prefix}{which}")
            if not margin.is_linked_to_previous:
                found += list(margin._element)
    return found


def _margin_pieces(parts: Sequence[Any], reason: str) -> Iterator[Piece]:
    """Each text once, and none of it the article."""
    seen: set[str] = set()
    for piece in (piece for part in parts for piece in _pieces(part, _Styles())):
        if piece.text.strip() and piece.text not in seen:
            seen.add(piece.text)
            yield Piece(piece.text, BlockKind.NOT_BODY, reason, piece.joint)


def _notes(document: Any) -> Iterator[Any]:
    """The parts of footnotes and endnotes, which go behind the text: they hold figures too."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.is_external or relation.reltype.rsplit("/", 1)[-1] not in ("footnotes", "endnotes"):
            continue
        for note in parse_xml(relation.target_part.blob):
            if note.get(f"{_W}type") in (None, "normal"):
                yield from note


def _stated(document: Any) -> Stated:
    """What the file's properties say; they are often those of the template or of the last editor's computer."""
    properties = document.core_properties
    made = properties.created
    day = named_dates(made.date().isoformat()) if made is not None else []
    return Stated(
        title=_guess(properties.title, MAY_BE_THE_TEMPLATE),
        author=_guess(properties.author, MAY_BE_THE_TEMPLATE),
        published=_guess(day[0].iso if day else "", NOT_THE_ARTICLE),
        language=properties.language or "",
    )


def _guess(value: str | None, doubt: str) -> Guess:
    value = " ".join((value or "").split())
    return NOTHING if value.casefold() in MADE_BY_NOBODY else Guess(value, DOCUMENT_INFO, doubt)
