"""What a person does with notes and their tags: one history step each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.core.errors import BadInput
from workbench.core.model.changes import Changes
from workbench.core.model.figure import FigureId
from workbench.core.model.note import NoteId, Place, Target
from workbench.core.project import Project
from workbench.core.words import tr, trn

_LONGEST_TAG = 60


def add(project: Project, place: Place, text: str, tags: Iterable[str] = ()) -> NoteId:
    """A new note. A stretch of text may have several; anything else has one, which is to be changed instead."""
    said, named = text.strip(), clean_tags(tags)
    if not said and not named:
        raise BadInput(tr("An empty note says nothing. Write a text or a tag."))
    if place.target is Target.SPAN and not (place.stretch and len(place.stretch)):
        raise BadInput(tr("Select the words that the note is about first."))
    if place.target is not Target.SPAN and (there := project.notes.at(place)) is not None:
        raise BadInput(tr("Note {id} stands there already. Change that one.", id=there.id))
    with project.history.operation(_names()[place.target]) as op:
        return project.notes.add(op, place, said, named)


def _names() -> dict[Target, str]:
    return {
        Target.SPAN: tr("Note on a text"),
        Target.FIGURE: tr("Note on a figure"),
        Target.ARTICLE: tr("Note on a source"),
        Target.CELL: tr("Note on a cell"),
    }


def change(
    project: Project, note_id: NoteId, *, text: str | None = None, tags: Iterable[str] | None = None
) -> Changes:
    """Other words or tags; a note with neither left goes."""
    note = project.notes.get(note_id)
    said = note.text if text is None else text.strip()
    named = note.tags if tags is None else clean_tags(tags)
    if not said and not named:
        return remove(project, [note_id])
    with project.history.operation(tr("Change a note")) as op:
        project.notes.update(op, note_id, text=said, tags=named)
    return op.changes


def write(project: Project, place: Place, text: str, tags: Iterable[str] | None = None) -> Changes:
    """The note of a place as it shall be: added, changed, or removed when nothing is left of it.

    Without `tags` the note keeps those that it has.
    """
    there = project.notes.at(place)
    if there is not None:
        return change(project, there.id, text=text, tags=tags)
    named = clean_tags(tags or ())
    if not text.strip() and not named:
        return Changes()
    with project.history.together(_names()[place.target]) as op:
        add(project, place, text, named)
    return op.changes


def on_figure(project: Project, figure_id: FigureId, text: str) -> Changes:
    """What stands in the note box of a figure's form; its tags stay."""
    return write(project, Place.figure(figure_id), text)


def remove(project: Project, ids: Sequence[NoteId]) -> Changes:
    with project.history.operation(trn("Remove {n} note", "Remove {n} notes", len(ids))) as op:
        for note_id in ids:
            project.notes.remove(op, note_id)
    return op.changes


def rename_tag(project: Project, old: str, new: str) -> Changes:
    """The same tag under another name on every note; an empty name takes it away. A note is never left empty."""
    wanted = clean_tags([new])
    with project.history.operation(tr("Rename a tag")) as op:
        for note in project.notes.all():
            if old in note.tags:
                tags = clean_tags(t for tag in note.tags for t in (wanted if tag == old else (tag,)))
                if tags or note.text:
                    project.notes.update(op, note.id, text=note.text, tags=tags)
                else:
                    project.notes.remove(op, note.id)
    return op.changes


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags without the sign and the spaces around them, each once in whatever letters it was written first."""
    found: dict[str, str] = {}
    for tag in tags:
        words = " ".join(tag.replace(",", " ").split()).lstrip("# ")
        if len(words) > _LONGEST_TAG:
            raise BadInput(tr("“{tag}” is too long for a tag. Write it into the text of the note.", tag=words))
        if words:
            found.setdefault(words.casefold(), words)
    return tuple(found.values())


def split_tags(text: str) -> tuple[str, ...]:
    """Tags as they are typed: parted by commas or semicolons, or each with its sign."""
    return clean_tags(part for piece in text.replace(";", ",").split(",") for part in piece.split("#"))
