"""What workers do for newer versions of sources: read a text and align it with the ones before; no window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.core.errors import BadInput, Cancelled

if TYPE_CHECKING:
    from workbench.core.actions.importing import Prepared
    from workbench.core.actions.versions import Alignment
    from workbench.core.extraction.pipeline import Extractor
    from workbench.core.model.article import Article, ArticleId
    from workbench.core.model.figure import Statement
    from workbench.core.model.span import Span


def read_one(
    item: Path | str,
    extractor: Extractor,
    former: Mapping[int, str],
    *,
    progress: object,
    cancelled: Callable[[], bool],
) -> tuple[Prepared, Alignment]:
    """In a worker: a file or a pasted text, read, with its figures, and how the source's texts became it."""
    from workbench.core.actions import importing, versions

    made = (
        importing.prepare_text(item, extractor=extractor)
        if isinstance(item, str)
        else importing.prepare(item, extractor=extractor, cancelled=cancelled)
    )
    if cancelled():
        raise Cancelled
    return made, versions.align(former, made.draft.text)


def read_again(
    original: bytes,
    name: str,
    encoding: str,
    extractor: Extractor,
    former: Mapping[int, str],
    *,
    progress: object,
    cancelled: Callable[[], bool],
) -> tuple[Prepared, Alignment]:
    """In a worker: a source's bytes in another encoding, and how its texts became that."""
    from workbench.core.actions import versions

    made = versions.read_again(original, name, encoding, extractor)
    if cancelled():
        raise Cancelled
    return made, versions.align(former, made.draft.text)


def align_all(
    texts: Mapping[ArticleId, tuple[Mapping[int, str], str]],
    *,
    progress: Callable[[int, int], object],
    cancelled: Callable[[], bool],
) -> dict[ArticleId, Alignment]:
    """In a worker: for each newer source, how the texts of the older one became its text."""
    from workbench.core.actions import versions

    made = {}
    for done, (newer, (former, text)) in enumerate(texts.items()):
        if cancelled():
            raise Cancelled
        progress(done, len(texts))
        made[newer] = versions.align(former, text)
    return made


def read_words(
    article: Article, span: Span, former: Mapping[int, str], *, progress: object, cancelled: Callable[[], bool]
) -> tuple[Statement | BadInput, Alignment]:
    """In a worker: what selected words of a long text state, and how its former text became it."""
    from workbench.core.actions import reviewing, versions

    (said,) = reviewing.statements_at(article.text, [span], article.language.value)
    if cancelled():
        raise Cancelled
    return said, versions.align(former, article.text)
