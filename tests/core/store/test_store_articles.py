"""Articles go in once and come out as they went in; the user's word outlives a new reading."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from workbench.core.errors import NothingSuchInProject
from workbench.core.model.article import ArticleDraft, ArticleId, Block, BlockKind, Guess
from workbench.core.model.disposition import Disposition, NumberClass
from workbench.core.model.figure import FigureId, Statement, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.core.store.rows import blocks_of, blocks_row

Drafts = Callable[..., ArticleDraft]
TEXT = "Запасы Ёлкинского\nСодержат 2,60 млн тонн руды и 3 км дороги."


def test_an_article_comes_back_as_its_draft(project: Project, draft: Drafts) -> None:
    """Text, blocks, guesses with origin, doubt and span, choices of encoding and the original bytes."""
    given = draft(url="https://example.org/a", media_type="text/html")
    with project.history.operation("Import") as op:
        number = project.articles.add(op, given, [])
    kept = project.articles.get(number)
    same = (
        "text", "blocks", "title", "publisher", "author", "published", "language", "url", "file_name", "media_type",
        "encoding", "encodings_considered",
    )  # fmt: skip
    assert [getattr(kept, name) for name in same] == [getattr(given, name) for name in same]
    assert project.articles.original(number) == given.original
    assert kept.sha256 == hashlib.sha256(given.original).hexdigest()
    assert kept.size == len(given.original)


def test_a_cell_keeps_what_heads_it(project: Project, draft: Drafts) -> None:
    """The cells that name its column and row come back; blocks without any are stored as they always were."""
    blocks = (
        Block(BlockKind.TITLE, Span(0, 6)),
        Block(BlockKind.TABLE_CELL, Span(7, 9), "", (Span(0, 3), Span(4, 6))),
    )
    with project.history.operation("Import") as op:
        number = project.articles.add(op, draft(blocks=blocks), [])
    assert project.articles.get(number).blocks == blocks
    assert blocks_row(blocks[:1]) == '[["title",0,6,""]]'
    assert blocks_of('[["table cell",7,9,""]]') == (Block(BlockKind.TABLE_CELL, Span(7, 9)),)


def test_numbers_of_a_text_keep_their_dispositions(project: Project, article: ArticleId) -> None:
    """What became of each number is kept, and counted in the list of sources."""
    assert project.articles.dispositions(article) == (Disposition(Span(27, 31), NumberClass.FIGURE, "number"),)
    assert project.articles.summaries()[0].numbers == 1


def test_the_same_bytes_are_recognised(project: Project, article: ArticleId, draft: Drafts) -> None:
    """A file that was imported is found by its hash; one that was removed is not."""
    sha256 = hashlib.sha256(draft().original).hexdigest()
    assert project.articles.by_sha256(sha256) == article
    with project.history.operation("Remove") as op:
        project.articles.remove(op, article)
    assert project.articles.by_sha256(sha256) is None


def test_a_text_without_a_file_is_its_own_original(project: Project, draft: Drafts) -> None:
    """Pasted text can be re-read and verified like a file."""
    with project.history.operation("Paste") as op:
        number = project.articles.add(op, draft("5 млн", original=b""), [])
    assert project.articles.original(number) == "5 млн".encode()


def test_a_draft_with_a_wrong_hash_is_our_mistake(project: Project, draft: Drafts) -> None:
    """Bytes and hash come from one reader; they cannot differ."""
    with pytest.raises(ValueError, match="hash"), project.history.operation("Import") as op:
        project.articles.add(op, draft(sha256="0" * 64), [])


def test_the_sources_list_counts_figures(
    project: Project, article: ArticleId, statement: Callable[..., Statement], draft: Drafts
) -> None:
    """Found, settled and numbers of each source; a source without figures has none."""
    with project.history.operation("Work") as op:
        empty = project.articles.add(op, draft("пусто"), [])
        ids = project.figures.add(op, article, [statement()] * 4, project.articles.text(article))
        for figure, status in zip(ids[1:], (Status.ACCEPTED, Status.REJECTED, Status.NOT_A_FIGURE), strict=True):
            project.figures.update(op, figure, status=status)
    first, second = project.articles.summaries()
    assert (first.id, first.title, first.published_doubt, first.figures, first.settled) == (
        article, "Запасы", "month only", 4, 3,
    )  # fmt: skip
    assert (second.id, second.figures, second.settled) == (empty, 0, 0)


def test_another_reading_is_a_new_version(project: Project, figure: FigureId, draft: Drafts) -> None:
    """Text and guesses are the new ones, the user's title stays, and the old text's figures stay with it."""
    (article,) = project.articles.ids()
    with project.history.operation("Title") as op:
        project.articles.set_guess(op, article, "title", Guess("Мой заголовок", "user"))
    with project.history.operation("Read again") as op:
        again = draft(
            "Других 5 млн", title=Guess("Других", "text"), publisher=Guess("Лада", "text"), encoding="koi8-r"
        )
        project.articles.set_text(op, article, again, [])
    kept = project.articles.get(article)
    assert (kept.version, kept.text, kept.encoding) == (2, "Других 5 млн", "koi8-r")
    assert (kept.title.value, kept.publisher.value) == ("Мой заголовок", "Лада")
    assert project.figures.ids() == []
    assert project.figures.ids(FigureFilter(orphans=True)) == [figure]
    assert project.versions.text(article, 1) == TEXT
    assert [v.number for v in project.versions.of(article)] == [2, 1]
    (line,) = project.articles.summaries()
    assert (line.figures, line.orphans, line.version) == (0, 1, 2)
    assert project.store_check() == []
    project.history.undo()
    assert project.articles.get(article).version == 1
    assert project.figures.ids() == [figure]


def test_reading_the_same_text_again_keeps_its_figures(project: Project, figure: FigureId, draft: Drafts) -> None:
    """Spans into an unchanged text hold."""
    (article,) = project.articles.ids()
    with project.history.operation("Read again") as op:
        project.articles.set_text(op, article, replace(draft(), encoding="windows-1251"), [])
    assert project.figures.ids() == [figure]
    assert project.articles.get(article).version == 1


def test_a_source_can_be_closed_with_a_reason(project: Project, article: ArticleId) -> None:
    """The reason is kept and can be taken back."""
    with project.history.operation("Close") as op:
        project.articles.set_closed(op, article, "повтор")
    assert project.articles.get(article).closed_reason == "повтор"
    project.history.undo()
    assert project.articles.get(article).closed_reason == ""


def test_a_list_can_do_without_texts(project: Project, article: ArticleId) -> None:
    """`without_text` is the article but for what is large."""
    whole = project.articles.get(article)
    assert project.articles.without_text(article) == replace(whole, text="", blocks=())


@pytest.mark.parametrize("ask", ["get", "without_text", "text", "original", "dispositions"])
def test_an_article_that_is_not_there_is_named(project: Project, ask: str) -> None:
    """A number from a command line may be wrong."""
    with pytest.raises(NothingSuchInProject, match="77"):
        getattr(project.articles, ask)(ArticleId(77))


def test_changing_an_article_that_is_not_there_is_refused(project: Project) -> None:
    """The same for writing."""
    with pytest.raises(NothingSuchInProject, match="77"), project.history.operation("Close") as op:
        project.articles.set_closed(op, ArticleId(77), "x")
    with pytest.raises(NothingSuchInProject, match="77"), project.history.operation("Remove") as op:
        project.articles.remove(op, ArticleId(77))
