"""What the sources suggest for registers: records that they speak of, values for fields; never filled in unasked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.core.model.article import ArticleId
from workbench.core.model.period import Period
from workbench.core.model.register import Evidence, Value
from workbench.core.model.span import Span


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text: what it is called, and of which sort (company, deposit, project, country, deal …). It is
    `plain` unless an adjective or a capital only stands for it."""

    key: str
    sort: str
    span: Span
    plain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence with what it names. `cues` are the types of record that its words speak of, with those words;
    `choices` are the fields and choices that words of it say."""

    article: ArticleId
    span: Span
    names: tuple[Named, ...] = ()
    items: tuple[Named, ...] = ()
    dates: tuple[tuple[Period, Span], ...] = ()
    cues: Mapping[str, Span] = field(default_factory=dict, hash=False)
    choices: tuple[tuple[str, str, Span], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSuggestion:
    """A value for a field. `text` is how it is shown, `quote` the words that say so, in their sentence; `sure` is
    False where the figure's own unit or subject is doubted, or the passage says it only in passing."""

    field: str
    value: Value
    evidence: Evidence
    text: str
    quote: str
    article: ArticleId
    span: Span
    why: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSuggestion:
    """A record that the sources speak of, with what they say for its fields. `mentions` counts the sentences."""

    type: str
    name: str
    values: tuple[ValueSuggestion, ...] = ()
    quote: str = ""
    article: ArticleId
    span: Span
    why: str = ""
    mentions: int = 1
