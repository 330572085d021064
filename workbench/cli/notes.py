"""Commands on notes: list them, write one, remove one."""

from __future__ import annotations

import re
from argparse import Namespace
from typing import Any

from workbench.cli import output
from workbench.cli.projects import opened
from workbench.core.actions import notes as actions
from workbench.core.errors import BadInput
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId
from workbench.core.model.note import CellPlace, Note, NoteId, Place, Target
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.core.words import tr, trn


def notes(args: Namespace) -> None:
    """The newest first; with --tag those that carry every tag named."""
    with opened(args.project, read_only=True) as project:
        wanted = {tag.casefold() for tag in args.tag or ()}
        found = [n for n in project.notes.all() if wanted <= {tag.casefold() for tag in n.tags}]
        if args.json:
            output.as_json([record(project, note) for note in found])
            return
        if not found:
            print(tr("No note carries these tags.") if wanted else tr("There are no notes yet."))
            return
        _print(project, found)


def record(project: Project, note: Note) -> dict[str, Any]:
    """A note for programs; `cell` is the axes and keys of its row and column."""
    place = note.place
    return {
        "id": note.id,
        "guid": note.guid,
        "target": place.target.value,
        "article": _article_of(project, note),
        "figure": place.figure_id,
        "start": place.stretch.start if place.stretch else None,
        "end": place.stretch.end if place.stretch else None,
        "version": note.version,
        "quote": _quote(project, note),
        "cell": {"rows": dict(place.at.rows), "columns": dict(place.at.columns)} if place.at else None,
        "text": note.text,
        "tags": list(note.tags),
        "changed_at": note.changed_at,
        "changed_by": note.changed_by,
    }


def _article_of(project: Project, note: Note) -> ArticleId | None:
    if note.place.figure_id is not None:
        return project.figures.get(note.place.figure_id).article_id
    return note.place.article_id


def _quote(project: Project, note: Note) -> str:
    if note.place.figure_id is not None:
        return project.figures.get(note.place.figure_id).quote
    return note.quote


def _print(project: Project, found: list[Note]) -> None:
    rows = [(n.id, _where(n), _quote(project, n), n.text, ", ".join(n.tags)) for n in found]
    print(output.lines((tr("id"), tr("on"), tr("quote"), tr("note"), tr("tags")), rows))
    print(trn("{n} note", "{n} notes", len(found)))


def _where(note: Note) -> str:
    place = note.place
    if place.target is Target.FIGURE:
        return tr("figure {id}", id=place.figure_id)
    if place.at is not None:
        return tr("cell {cell}", cell=_cell(place.at))
    return tr("source {id}", id=place.article_id)


def _cell(at: CellPlace) -> str:
    sides = (" · ".join(key for _, key in side if key) or "—" for side in (at.rows, at.columns))
    return " × ".join(sides)


def note(args: Namespace) -> None:
    """Writes a note, or removes one; an empty text with no tag removes the note of that place."""
    with opened(args.project) as project:
        if args.remove is not None:
            project.notes.get(NoteId(args.remove))
            actions.remove(project, [NoteId(args.remove)])
            print(tr("Note {id} is removed; `workbench undo` brings it back.", id=args.remove))
            return
        place = _place(project, args)
        actions.write(project, place, args.text, None if args.tag is None else args.tag)
        there = project.notes.at(place)
        _print(project, [there] if there is not None else [])


def _place(project: Project, args: Namespace) -> Place:
    if args.text is None or (args.figure is None) == (args.article is None):
        raise BadInput(tr("Say what the note says and what it is about: TEXT with --figure ID or --article ID."))
    if args.figure is not None:
        return Place.figure(project.figures.get(FigureId(args.figure)).id)
    article_id = ArticleId(args.article)
    text = project.articles.text(article_id)
    if args.quote is None:
        return Place.article(article_id)
    places = [m.start() for m in re.finditer(re.escape(args.quote), text)] if args.quote else []
    if not 1 <= args.nth <= len(places):
        raise BadInput(
            tr("“{quote}” stands {n} times in source {id}.", quote=args.quote, n=len(places), id=article_id)
        )
    start = places[args.nth - 1]
    return Place.span(article_id, Span(start, start + len(args.quote)))
