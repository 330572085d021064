"""The notes of a project: written, changed and removed only inside an operation."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Sequence

from workbench.core.errors import NothingSuchInProject
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId
from workbench.core.model.note import CellPlace, Note, NoteId, Place, Target
from workbench.core.model.span import Span
from workbench.core.store import foreign, rows, statements
from workbench.core.store.database import Database, Row
from workbench.core.store.history import Operation
from workbench.core.words import tr

_COLUMNS = (
    "id", "guid", "target", "article_id", "version", "start", "stop", "quote", "figure_id", "cell", "text", "tags",
    "changed_at", "changed_by",
)  # fmt: skip
_INSERT = statements.insert("note", _COLUMNS[1:])
_ALL = statements.select("note", _COLUMNS, "ORDER BY id DESC")
_GET = statements.select("note", _COLUMNS, "WHERE id = ?")
_OF_ARTICLE = statements.select("note", _COLUMNS, "WHERE article_id = ? ORDER BY start, id")
_OF_FIGURE = statements.select("note", _COLUMNS, "WHERE figure_id = ?")
_OF_CELL = statements.select("note", _COLUMNS, "WHERE cell = ?")
_ON_ARTICLE = statements.select("note", _COLUMNS, "WHERE article_id = ? AND target = 'article' ORDER BY id")


class NoteStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, op: Operation, place: Place, text: str, tags: Sequence[str] = ()) -> NoteId:
        """A new note; the quote of a stretch is cut from the article's text as it is now."""
        op.check()
        version, quote = self._quote(place)
        span, cell = place.stretch, place.at
        row = (
            str(uuid.uuid4()), place.target.value, place.article_id, version, span.start if span else None,
            span.end if span else None, quote, place.figure_id, _cell_row(cell) if cell else None, text,
            rows.dumped(list(tags)), op.at, op.author,
        )  # fmt: skip
        self._database.execute(_INSERT, row)
        (number,) = self._database.rows("SELECT max(id) FROM note")[0]
        return NoteId(number)

    def _quote(self, place: Place) -> tuple[int | None, str]:
        """The version and the words of a stretch; raises where what a note is for is not in the project."""
        figure, known = place.figure_id, "SELECT id FROM figure WHERE id = ?"
        if figure is not None and not self._database.row(known, (figure,)):
            raise NothingSuchInProject(tr("The project holds no figure with the number {id}.", id=figure))
        if place.article_id is None:
            return None, ""
        known = "SELECT id FROM article WHERE id = ?"
        if place.stretch is not None:
            return quoted(self._database, place.article_id, place.stretch)
        if not self._database.row(known, (place.article_id,)):
            raise no_article(place.article_id)
        return None, ""

    def get(self, note_id: NoteId) -> Note:
        row = self._database.row(_GET, (note_id,))
        if row is None:
            raise NothingSuchInProject(tr("The project holds no note with the number {id}.", id=note_id))
        return _note(row)

    def all(self) -> list[Note]:
        """The newest first."""
        return [_note(row) for row in self._database.rows(_ALL)]

    def of_article(self, article_id: ArticleId) -> list[Note]:
        """Those on the source and on stretches of its text, in the order of the text."""
        return [_note(row) for row in self._database.rows(_OF_ARTICLE, (article_id,))]

    def at(self, place: Place) -> Note | None:
        """The note that stands there already; of several on one stretch the first."""
        if place.target is Target.SPAN:
            assert place.article_id is not None
            (version,) = self._database.row("SELECT version FROM article WHERE id = ?", (place.article_id,)) or (0,)
            found = [n for n in self.of_article(place.article_id) if n.place == place and n.version == version]
            return found[0] if found else None
        if place.target is Target.FIGURE:
            row = self._database.row(_OF_FIGURE, (place.figure_id,))
        elif place.target is Target.ARTICLE:
            row = self._database.row(_ON_ARTICLE, (place.article_id,))
        else:
            assert place.at is not None
            row = self._database.row(_OF_CELL, (_cell_row(place.at),))
        return None if row is None else _note(row)

    def tags(self) -> list[tuple[str, int]]:
        """The tags in use with how often, the most used first."""
        found = self._database.rows("SELECT tags FROM note WHERE tags <> '[]' ORDER BY id")
        return Counter(tag for (row,) in found for tag in json.loads(row)).most_common()

    def update(self, op: Operation, note_id: NoteId, *, text: str, tags: Sequence[str]) -> None:
        """What is as it was already is not written."""
        op.check()
        before = self.get(note_id)
        if (before.text, before.tags) == (text, tuple(tags)):
            return
        row = {"text": text, "tags": rows.dumped(list(tags)), "changed_at": op.at, "changed_by": op.author}
        self._database.execute(statements.update("note", row), (*row.values(), note_id))

    def move(self, op: Operation, note_id: NoteId, span: Span) -> None:
        """The place of a note's words in the article's present version, where they were found again."""
        op.check()
        place = self.get(note_id).place
        if place.target is not Target.SPAN or place.article_id is None:
            raise ValueError("only a note on a stretch of text can be moved")
        version, quote = self._quote(Place.span(place.article_id, span))
        row = {"version": version, "start": span.start, "stop": span.end, "quote": quote}
        self._database.execute(statements.update("note", row), (*row.values(), note_id))

    def remove(self, op: Operation, note_id: NoteId) -> None:
        op.check()
        if not self._database.execute("DELETE FROM note WHERE id = ?", (note_id,)):
            raise NothingSuchInProject(tr("The project holds no note with the number {id}.", id=note_id))


def quoted(database: Database, article_id: ArticleId, stretch: Span) -> tuple[int, str]:
    """The version of a source's present text, and the words of a stretch of it."""
    row = database.row(
        "SELECT version, text FROM article JOIN body ON sha256 = text_sha256 WHERE id = ?", (article_id,)
    )
    if row is None:
        raise no_article(article_id)
    if stretch.end > len(row[1]):
        raise ValueError("a stretch that goes beyond the text")
    return int(row[0]), stretch.of(row[1])


def no_article(article_id: ArticleId) -> NothingSuchInProject:
    return NothingSuchInProject(tr("The project holds no source with the number {id}.", id=article_id))


def remove_of_figures(database: Database, article_id: ArticleId) -> None:
    """The notes on the figures of an article go with them."""
    database.execute(
        "DELETE FROM note WHERE figure_id IN (SELECT id FROM figure WHERE article_id = ?)", (article_id,)
    )


def remove_of_article(database: Database, article_id: ArticleId) -> None:
    """The notes on an article and on its text go with it."""
    database.execute("DELETE FROM note WHERE article_id = ?", (article_id,))


def remove_of_figure(database: Database, figure_id: FigureId) -> None:
    database.execute("DELETE FROM note WHERE figure_id = ?", (figure_id,))


def _cell_row(place: CellPlace) -> str:
    """The same text for the same cell, so that it can be looked up."""
    return rows.dumped({"rows": [list(p) for p in place.rows], "columns": [list(p) for p in place.columns]})


def _cell_of(row: str) -> CellPlace:
    parts = json.loads(row)
    rows_, columns = (tuple((str(a), str(k)) for a, k in parts[side]) for side in ("rows", "columns"))
    return CellPlace(rows_, columns)


@foreign.told
def _note(row: Row) -> Note:
    number, guid, target, article, version, start, stop, quote, figure, cell, text, tags, at, by = row
    place = Place(
        target=Target(target),
        article_id=None if article is None else ArticleId(article),
        stretch=None if start is None else Span(start, stop),
        figure_id=None if figure is None else FigureId(figure),
        at=None if cell is None else _cell_of(cell),
    )
    return Note(
        id=NoteId(number),
        guid=guid,
        place=place,
        text=text,
        tags=tuple(json.loads(tags)),
        version=version,
        quote=quote,
        changed_at=at,
        changed_by=by,
    )
