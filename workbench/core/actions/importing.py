"""Files and pasted text into the project: read and extract anywhere, then add in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.core.actions.resembling import Likeness, Recogniser
from workbench.core.errors import UnreadableFile
from workbench.core.extraction.pipeline import Extractor
from workbench.core.extraction.scene import Extraction
from workbench.core.model.article import ArticleDraft, ArticleId
from workbench.core.model.changes import Changes
from workbench.core.project import Project
from workbench.core.reading.reader import (
    SUFFIXES,
    listing,
    read_bytes,
    read_file,
    read_pasted,
    read_text,
)
from workbench.core.words import tr, trn


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article read and its figures found, not yet in any project. Made without one, so a worker can make it."""

    draft: ArticleDraft
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. `already` pairs the file name of what the project had before with its article there.
    `newer` are those added that look like a newer version of another source: whether they are one, a person says
    (`versions.join`); until then each is a source of its own."""

    added: tuple[ArticleId, ...]
    already: tuple[tuple[str, ArticleId], ...]
    changes: Changes
    newer: tuple[tuple[ArticleId, Likeness], ...] = ()


def prepare(
    path: Path,
    *,
    encoding: str | None = None,
    extractor: Extractor | None = None,
    cancelled: Callable[[], bool] = bool,
) -> Prepared:
    """Reads the file and finds its figures. UnreadableFile says in a sentence what is wrong with the file; Cancelled
    when `cancelled` says so while it is read."""
    return with_figures(read_file(path, encoding=encoding, cancelled=cancelled), extractor)


def prepare_text(text: str, name: str = "", *, extractor: Extractor | None = None) -> Prepared:
    """The same for pasted or dropped text."""
    return with_figures(read_text(text, name), extractor)


def prepare_pasted(data: bytes, *, extractor: Extractor | None = None) -> Prepared:
    """The same for the bytes of a text without a file, in whatever encoding they are."""
    return with_figures(read_pasted(data), extractor)


def prepare_html(html: str, *, extractor: Extractor | None = None, cancelled: Callable[[], bool] = bool) -> Prepared:
    """The same for a stretch of a web page, dropped or pasted with its mark-up."""
    data = html.encode("utf-8", "replace")
    return with_figures(read_bytes(data, "pasted.html", encoding="utf-8", cancelled=cancelled), extractor)


def with_figures(draft: ArticleDraft, extractor: Extractor | None = None) -> Prepared:
    """What was read, with what it states."""
    extraction = (extractor or Extractor.default()).extract(
        draft.text, language=draft.language.value, blocks=draft.blocks, published=draft.published.day
    )
    return Prepared(draft, extraction)


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files to read: each file given, and of each folder every file below it of a kind that can be read."""
    found: list[Path] = []
    for path in paths:
        inside = listing(path)
        if not inside:
            raise UnreadableFile(_nothing_in(path))
        found += inside
    return list(dict.fromkeys(found))


def _nothing_in(path: Path) -> str:
    return tr(
        "The folder {name} holds no file that can be read. These kinds can: {kinds}.",
        name=path,
        kinds=", ".join(SUFFIXES),
    )


def add(project: Project, prepared: Sequence[Prepared]) -> Imported:
    """Adds the articles with their figures as one step. A file the project has already (same bytes) is not added,
    nor is one that comes twice in the same import."""
    added: list[ArticleId] = []
    repeated: list[Prepared] = []
    fresh: dict[str, Prepared] = {}
    for one in prepared:
        if one.draft.sha256 in fresh or project.articles.by_sha256(one.draft.sha256) is not None:
            repeated.append(one)
        else:
            fresh[one.draft.sha256] = one
    changes = Changes()
    likenesses: list[Likeness | None] = []
    if fresh:
        recogniser = Recogniser(project)
        likenesses = [recogniser.find(one.draft) for one in fresh.values()]
        name = trn("Import {n} article", "Import {n} articles", len(fresh))
        with project.history.operation(name) as op:
            for one in fresh.values():
                article = project.articles.add(op, one.draft, one.extraction.dispositions)
                project.figures.add(op, article, one.extraction.statements, one.draft.text)
                added.append(article)
        changes = op.changes
    newer = tuple((one, like) for one, like in zip(added, likenesses, strict=True) if like is not None)
    return Imported(tuple(added), tuple(_known(project, one.draft) for one in repeated), changes, newer)


def _known(project: Project, draft: ArticleDraft) -> tuple[str, ArticleId]:
    there = project.articles.by_sha256(draft.sha256)
    assert there is not None
    return draft.file_name or draft.title.value, there
