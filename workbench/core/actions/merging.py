"""A colleague's copy of the project merged into it, what both changed differently settled, and how far the two agree.

A merge is one step that can be undone, with a backup made before it. So is each difference that is settled.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar, cast

from workbench.core.actions import versions
from workbench.core.actions.importing import Prepared
from workbench.core.errors import Cancelled
from workbench.core.extraction.scene import Extraction
from workbench.core.model.article import ArticleDraft, ArticleId
from workbench.core.model.backup import Reason
from workbench.core.model.changes import Changes
from workbench.core.model.figure import FigureId
from workbench.core.model.merge import Difference, DifferenceId, Found, Side
from workbench.core.model.note import NoteId
from workbench.core.model.verdict import VerdictId
from workbench.core.project import Operation, Project
from workbench.core.store import rows
from workbench.core.store.copying import Cancel, Progress, never, unseen
from workbench.core.store.merging import Merging, snapshot
from workbench.core.words import tr, trn

__all__ = ["Merging", "Preview", "merge", "settle", "snapshot", "write"]

T = TypeVar("T")


class Preview:
    """A colleague's copy that was looked at and may be merged. To be closed."""

    def __init__(self, project: Project, other: Path, file_name: str) -> None:
        self.project = project
        self.work = project.merging(other, file_name)

    def look(self) -> Generator[tuple[int, int], None, Found]:
        """What the merge would do, found out in slices; nothing is written."""
        return self.work.look()

    def write(self) -> Generator[tuple[int, int], None, Changes]:
        """The merge as one step, in slices. The backup is made before."""
        return write(self.project, self.work)

    def close(self) -> None:
        self.work.close()


def write(project: Project, work: Merging) -> Generator[tuple[int, int], None, Changes]:
    found = work.found
    if found is None or not found.writes:
        return Changes()
    work.check_in_time()

    def slices(op: Operation) -> Iterator[tuple[int, int]]:
        yield from work.write(op)

    return (yield from project.history.sliced(tr("Merge a colleague's copy"), slices))


def merge(
    project: Project,
    path: Path,
    *,
    dry: bool = False,
    progress: Progress = unseen,
    cancelled: Cancel = never,
) -> Found:
    """Merges the copy at `path`, or only says what that would do. A cancelled merge leaves everything as it was."""
    with TemporaryDirectory(prefix="workbench") as folder:
        other = snapshot(path, project.path, Path(folder), progress=progress, cancelled=cancelled)
        preview = Preview(project, other, path.name)
        with closing(preview):
            found = _run(preview.look(), progress, cancelled)
            if found.writes and not dry:
                project.back_up(Reason.MERGE, cancelled=cancelled)
                _run(preview.write(), progress, cancelled)
    return found


def _run(slices: Generator[tuple[int, int], None, T], progress: Progress, cancelled: Cancel) -> T:
    """To the end, unless it is cancelled."""
    while True:
        if cancelled():
            slices.close()
            raise Cancelled
        try:
            progress(*next(slices))
        except StopIteration as end:
            return cast("T", end.value)


# what both changed differently


def settle(project: Project, numbers: Iterable[DifferenceId], side: Side) -> Changes:
    """Says which state holds: ours, which stands here meanwhile, theirs, which is put in its place, or another that
    was said by hand. What was settled may be settled anew. One step."""
    chosen = [project.differences.get(number) for number in dict.fromkeys(numbers)]
    name = trn("Settle {n} difference", "Settle {n} differences", len(chosen))
    with project.history.together(name) as op:
        for one in chosen:
            with project.history.operation(name) as inner:
                if side is not Side.OTHERWISE:
                    _hold(project, inner, one, side)
                project.differences.mark(inner, one.id, side)
    return op.changes


def _hold(project: Project, op: Operation, one: Difference, side: Side) -> None:
    """Brings a thing to one side's state. Ours stands here already, unless it was settled before."""
    cells = one.ours if side is Side.OURS else one.theirs
    if cells is None:
        if one.row is not None:
            _remove(project, op, one.table, one.row)
    elif one.whole and one.row is not None:
        return  # it stands here, as it was there when it came back
    elif side is Side.OURS and one.settled is None:
        return
    elif one.table == "article" and one.row is not None and "text_sha256" in cells:
        _put_text(project, ArticleId(one.row), str(cells["text_sha256"]))
    else:
        project.differences.put(op, one, cells)


def _remove(project: Project, op: Operation, table: str, row: int) -> None:
    if table == "figure":
        project.figures.remove(op, FigureId(row))
    elif table == "article":
        project.articles.remove(op, ArticleId(row))
    elif table == "note":
        project.notes.remove(op, NoteId(row))
    elif table == "verdict":
        project.verdicts.remove(op, VerdictId(row))
    else:
        project.differences.remove(op, table, row)


def _put_text(project: Project, article_id: ArticleId, text: str) -> None:
    """Another text of a source as its newest version: figures and notes are found again in it."""
    article = project.articles.get(article_id)
    if article.text_sha256 == text:
        return
    version = project.differences.version_of(article_id, text)
    data, blocks, numbers = project.differences.content_of(article_id, text)
    file_name, media_type, encoding = project.differences.origin_of(article_id, text)
    draft = ArticleDraft(
        text=project.versions.text(article.id, version),
        blocks=rows.blocks_of(blocks),
        title=article.title,
        publisher=article.publisher,
        author=article.author,
        published=article.published,
        language=article.language,
        url=article.url,
        file_name=file_name,
        media_type=media_type,
        encoding=encoding,
        encodings_considered=article.encodings_considered,
        original=data,
    )
    versions.add_version(project, article.id, Prepared(draft, Extraction((), rows.dispositions_of(numbers))))
