"""A quote with where it stands, as it is pasted into a report."""

from __future__ import annotations

from workbench.core.model.article import Article
from workbench.core.model.span import Span
from workbench.core.words import tr
from workbench.gui.reading.stretches import sentence


def citation(article: Article, span: Span, *, whole: bool = False) -> str:
    """«Sentence.» — Publisher, “Title”, date. URL. With `whole` the span itself is quoted, not its sentence."""
    quote = (span if whole else sentence(article.text, span)).of(article.text).strip()
    title = article.title.value or article.file_name
    parts = [article.publisher.value, tr("“{quote}”", quote=title) if title else "", article.published.value]
    source = ", ".join(part for part in parts if part)
    lines = [f"«{quote}» — {source}" if source else f"«{quote}»", article.url]
    return "\n".join(line for line in lines if line)
