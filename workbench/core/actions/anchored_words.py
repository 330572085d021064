"""Notes and values of records that stand on words of a text: they go along when another text takes its place."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from workbench.core.model.article import ArticleId
from workbench.core.model.filter import FigureFilter
from workbench.core.model.note import Note, Place
from workbench.core.project import Operation, Project
from workbench.core.reading.anchoring import ENOUGH, Anchoring


def versions(project: Project, article_id: ArticleId) -> set[int]:
    """The versions of a source that figures, notes and values stand in."""
    of_notes = (note.version for note in project.notes.of_article(article_id))
    of_values = (value.evidence.version for value in project.registers.resting_on(article_id))
    figures = project.figures.all(FigureFilter(article=article_id, orphans=None))
    return {v for v in chain(of_notes, of_values) if v is not None} | {figure.version for figure in figures}


def move(project: Project, op: Operation, article_id: ArticleId, anchorings: Mapping[int, Anchoring]) -> None:
    """To where their words stand now; those whose words are gone stay with their version."""
    for note in project.notes.of_article(article_id):
        if note.version is None or note.place.stretch is None:
            continue
        anchor = anchorings[note.version].find(note.place.stretch)
        if anchor is not None and anchor.score >= ENOUGH:
            project.notes.move(op, note.id, anchor.span)
    for value in project.registers.resting_on(article_id):
        if value.evidence.version is None or value.evidence.span is None:
            continue
        anchor = anchorings[value.evidence.version].find(value.evidence.span)
        if anchor is not None and anchor.score >= ENOUGH:
            project.registers.move(op, value.id, anchor.span)


def take_along(project: Project, op: Operation, newer: ArticleId, to: ArticleId) -> None:
    """Those of a source that became the newest version of another one, at their places in the same text. Values of
    records that rest on figures which stay behind rest on their words."""
    for note in project.notes.of_article(newer):
        _take_note(project, op, note, to)
    project.registers.rest_on_words(op, newer)
    project.registers.give(op, newer, to)


def _take_note(project: Project, op: Operation, note: Note, article_id: ArticleId) -> None:
    """A note of the newer source at its place in the same text; one on the source itself joins the one there."""
    stretch = note.place.stretch
    there = Place.article(article_id) if stretch is None else Place.span(article_id, stretch)
    held = project.notes.at(there) if stretch is None else None
    if held is None:
        project.notes.add(op, there, note.text, note.tags)
    else:
        tags = dict.fromkeys((*held.tags, *note.tags))
        project.notes.update(op, held.id, text=f"{held.text}\n{note.text}".strip(), tags=list(tags))
