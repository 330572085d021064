"""Text from sources made fit for a sheet: never a formula, never broken XML, never longer than a cell can hold."""

from __future__ import annotations

import re

from workbench.core.words import say

CELL = 32_767  # UTF-16 units that a cell or a comment holds
LINE_FEEDS = 253  # that a cell holds
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not allowed in XML 1.0
_ESCAPED = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)")  # Excel reads _x0041_ as "A"
_SPECIAL = re.compile(r"\n|\r|_x[0-9A-Fa-f]{4}_|" + _ILLEGAL.pattern)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def clean(text: str, language: str) -> str:
    """The text as a cell may hold it; what is cut is said, in the language of the workbook."""
    if len(text) <= CELL // 2 and not _SPECIAL.search(text):
        return text
    text = _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _ESCAPED.sub("_x005F_x", text)
    if text.count("\n") > LINE_FEEDS:
        head = text.split("\n")
        text = "\n".join(head[:LINE_FEEDS]) + " " + " ".join(head[LINE_FEEDS:])
    if utf16_length(text) > CELL:
        note = say(language, " … [cut: a cell holds 32,767 characters]")
        text = _cut(text, CELL - utf16_length(note)) + note
    return text


def utf16_length(text: str) -> int:
    """Length as Excel counts it: two for a character beyond the basic plane."""
    return len(text) + sum(ch > "\uffff" for ch in text)


def starts_like_formula(text: str) -> bool:
    return text.startswith(FORMULA_STARTS)


def csv_safe(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would run."""
    return "'" + text if starts_like_formula(text) else text


def in_formula(text: str) -> str:
    """The text as a string inside a formula."""
    return '"' + text.replace('"', '""') + '"'


def _cut(text: str, units: int) -> str:
    """The beginning that fits into so many UTF-16 units, no character halved."""
    taken = 0
    for position, ch in enumerate(text):
        taken += 2 if ch > "\uffff" else 1
        if taken > units:
            return text[:position]
    return text
