"""Which of the sources in conflict are one text reprinted: worked out beside the window."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any

from workbench.core.comparison.origins import of_sketches, sketch
from workbench.core.errors import Cancelled
from workbench.core.model.article import ArticleId
from workbench.core.project import Project


def together(origins: Mapping[ArticleId, int]) -> dict[ArticleId, frozenset[ArticleId]]:
    """Of each source that is not its own origin alone, all that share it."""
    found: dict[int, set[ArticleId]] = {}
    for article, origin in origins.items():
        found.setdefault(origin, set()).add(article)
    return {one: frozenset(some) for some in found.values() if len(some) > 1 for one in some}


def texts_of(
    project: Project, articles: Sequence[ArticleId]
) -> Generator[tuple[int, int], None, dict[ArticleId, str]]:
    texts = {}
    for number, article in enumerate(articles):
        if number:
            yield number, len(articles)
        texts[article] = project.articles.text(article)
    return texts


def origins_of(
    texts: Mapping[ArticleId, str], *, progress: Callable[[int, int], Any], cancelled: Callable[[], bool]
) -> dict[ArticleId, int]:
    sketches = {}
    for number, (article, text) in enumerate(texts.items()):
        if cancelled():
            raise Cancelled
        progress(number, len(texts))
        sketches[article] = sketch(text)
    return dict(of_sketches(sketches))
