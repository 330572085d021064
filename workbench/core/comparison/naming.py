"""How a sentence calls a figure: its words and where they stand."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.core import words
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import SourceInfo
from workbench.core.model.figure import Figure
from workbench.core.vocabulary.naming import shortened
from workbench.core.words import say

QUOTE = 90  # a quote in a sentence is cut there
LABEL = 60  # and a source's name there

Sources = Mapping[ArticleId, SourceInfo]


def quoted(figure: Figure, sources: Sources, language: str = "") -> str:
    """The figure's words and where they stand: “more than 28 million tonnes” (The Orda Ledger)."""
    language = language or words.language()
    quote = shortened(" ".join(figure.quote.split()), QUOTE)
    source = sources.get(figure.article_id)
    if source is None or not source.label:
        return say(language, "“{quote}”", quote=quote)
    label = versioned(shortened(source.label, LABEL), figure, language)
    return say(language, "“{quote}” ({source})", quote=quote, source=label)


def versioned(label: str, figure: Figure, language: str = "") -> str:
    """A source's name beside a figure; one that only a former version of it states says so."""
    if not figure.orphan:
        return label
    return say(language or words.language(), "{source}, version {n}", source=label, n=figure.version)
