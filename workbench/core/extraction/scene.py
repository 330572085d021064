"""The text under the rules: an offset-preserving copy to match on, and what is known of the article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workbench.core.model.article import Block
from workbench.core.model.disposition import Disposition
from workbench.core.model.figure import Statement


@dataclass(frozen=True, slots=True)
class Scene:
    """`low` has the length of `text`: lower case, NBSP and thin spaces as spaces, ё as е, quotes unified.

    `language` is that of the stretch ("ru", "kk", "en"); `blocks` may be empty (bare text); `published` dates the
    article where it is known, and is only ever used for suggestions that carry a doubt.
    """

    text: str
    low: str
    language: str
    blocks: tuple[Block, ...] = ()
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Statements in the order of the text; dispositions cover every digit group and number word."""

    statements: tuple[Statement, ...]
    dispositions: tuple[Disposition, ...]
