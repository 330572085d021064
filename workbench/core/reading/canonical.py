"""The one form in which a text is stored: what a widget, workbook or search would change is changed here, once."""

from __future__ import annotations

import html
import re
import unicodedata
from html.entities import html5

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029\u0085\v\f]")
# Invisible and only a hint to a line breaker; left in, they would split words and numbers.
_HINTS = re.compile("[\ufeff\u00ad\u200b\u2060]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_UNSTORABLE = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PERHAPS_STACKED = re.compile(r"[^\w\s\x00-\u02ff]{31,}")
_JOINER = "\u034f"  # invisible; it ends a stack for the normaliser, as in the standard's "stream-safe" text
_MOST_STACKED = 30
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
REPLACEMENT = "\ufffd"


def canonical(text: str) -> str:
    """NFC with "\\n" line ends; no BOM, NUL or other control, no lone surrogate, no invisible break hints.

    No-break spaces stay. Doing it twice changes nothing.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _CONTROLS.sub("", _HINTS.sub("", text))
    text = _PERHAPS_STACKED.sub(_unstacked, _UNSTORABLE.sub(REPLACEMENT, text))
    return unicodedata.normalize("NFC", text)


def _unstacked(run: re.Match[str]) -> str:
    """Hundreds of marks on one letter would be sorted in quadratic time: a joiner parts them."""
    parted: list[str] = []
    height = 0
    for char in run[0]:
        height = height + 1 if unicodedata.combining(char) else 0
        if height > _MOST_STACKED:
            parted.append(_JOINER)
            height = 1
        parted.append(char)
    return "".join(parted)


def entities_decoded(text: str) -> str:
    """Plain text that was cut out of a page still says "75&nbsp;%": the same with its entities as characters."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    """Only a whole known name counts: `html.unescape` would read "&copy2025;" as a sign and a year."""
    name = entity[0][1:]
    return html.unescape(entity[0]) if name.startswith("#") else html5.get(name, entity[0])
