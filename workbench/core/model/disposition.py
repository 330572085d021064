"""What became of every digit group and number word of a text: no number in a source is overlooked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.core.model.span import Span


class NumberClass(StrEnum):
    """Why a number is what it is. FIGURE: part of a statement; the rest are the classes of non-figures."""

    FIGURE = "figure"
    DATE = "date"
    TIME = "time"
    SCORE = "score"
    URL = "url"
    PHONE = "phone"
    LAW = "law reference"
    FOOTNOTE = "footnote"
    ORDINAL = "ordinal"
    CODE = "product code"
    ISOTOPE = "isotope"
    LIST_MARKER = "list marker"
    ADDRESS = "address"
    WORD = "not a number"  # "семью" of a family, "one" as a pronoun, Kazakh "он" ...
    BARE = "bare number"  # a number that counts nothing the rules can see: suggested only with `--all`


@dataclass(frozen=True, slots=True)
class Disposition:
    """`span` is the digit group or number word, or the whole expression it belongs to (a date)."""

    span: Span
    number_class: NumberClass
    rule: str = ""
