"""How sentences and headings call things: a key's name in the user's language, a figure with its quote and source."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.core import words
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import SourceInfo
from workbench.core.model.figure import Figure
from workbench.core.vocabulary.terms import Terms
from workbench.core.vocabulary.units import units
from workbench.core.words import tr

QUOTE = 90  # a quote in a sentence is cut there
LABEL = 60  # and a source's name there

Sources = Mapping[ArticleId, SourceInfo]


class Names:
    """Names in one language; the project's own words where its terms are given."""

    def __init__(self, terms: Terms | None = None, language: str = "") -> None:
        self._terms = terms or Terms.load()
        self._language = language or words.language()

    def of(self, key: str | None) -> str:
        return self._terms.display(key, self._language) if key else ""

    def unit(self, code: str | None) -> str:
        return units().name(code, self._language) if code else ""


def quoted(figure: Figure, sources: Sources) -> str:
    """The figure's words and where they stand: “more than 28 million tonnes” (The Orda Ledger)."""
    quote = shortened(" ".join(figure.quote.split()), QUOTE)
    source = sources.get(figure.article_id)
    if source is None or not source.label:
        return tr("“{quote}”", quote=quote)
    return tr("“{quote}” ({source})", quote=quote, source=shortened(source.label, LABEL))


def shortened(text: str, length: int) -> str:
    """The text, cut at a word with an ellipsis where it is longer."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, _, _ = cut.rpartition(" ")
    return (head if len(head) > length // 2 else cut).rstrip(" ,;:") + "…"
