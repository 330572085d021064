"""Lines that were broken to fit a page, made whole again: sentences and numbers must not end at a margin."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SOFT = "\u00ad"  # a hyphen that only shows at a line's end
_HYPHENS = "-\u2010"
_CUT = re.compile("[\ufffe\x02]")  # so pdfium hands over a hyphen at a line's end, with the next line behind it
_LAST_WORD = re.compile(r"([^\W\d_]{1,60})[-\u2010]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,60}-[^\W\d_]+")
_ENDS = re.compile(r"[.!?…:;][»”\")]?$")
_MARKER = re.compile(r"(?:[•·▪●◦*]|[-–—]|\d{1,2}[.)]|[a-zа-я]\))[ \u00a0]")
_NARROW, _WIDE = 40, 110


def compounds(whole: str) -> frozenset[str]:
    """The words that a text writes with a hyphen within a line, so that they keep it at a line's end."""
    return frozenset(match[0].lower() for match in _COMPOUND.finditer(whole))


def joined_lines(lines: Sequence[str], hyphenated: frozenset[str]) -> str:
    """One paragraph out of its lines. `hyphenated` are the compounds of the text they come from."""
    parts: list[str] = []  # each is joined to the next as it stands
    for line in (part.strip() for raw in lines for part in _CUT.sub("-\n", raw).split("\n")):
        if parts and line:
            parts[-1] = _with_joint(parts[-1], line, hyphenated)
        if line:
            parts.append(line)
    return "".join(parts).rstrip(_SOFT)


def _with_joint(last: str, line: str, hyphenated: frozenset[str]) -> str:
    """A line with what stands between it and the next: a blank, or a hyphen less."""
    if last[-1] in _SOFT:
        return last.rstrip(_SOFT)
    return _with_hyphen(last, line, hyphenated) if last[-1] in _HYPHENS else f"{last} "


def _with_hyphen(last: str, line: str, hyphenated: frozenset[str]) -> str:
    """A word cut in two loses its hyphen, unless it has one elsewhere too or the hyphen joins other things."""
    left, right = _LAST_WORD.search(last, max(len(last) - 61, 0)), _FIRST_WORD.match(line)
    if left is None or right is None:
        between = "" if last[-2:-1].strip() else " "  # "70-" + "80" is a range, a lone dash is a dash
        return last + between
    if not right[0][0].islower() or f"{left[1]}-{right[0]}".lower() in hyphenated:
        return last
    return last[:-1]


def unwrapped(text: str) -> str:
    """A plain text broken at a fixed width, with its paragraphs as single lines; any other text unchanged."""
    paragraphs = re.split(r"(\n[ \t\u00a0]*(?:\n[ \t\u00a0]*)*\n)", text)
    if not _is_wrapped([part.split("\n") for part in paragraphs[::2]]):
        return text
    hyphenated = compounds(text)
    paragraphs[::2] = [_unwrapped_paragraph(part, hyphenated) for part in paragraphs[::2]]
    return "".join(paragraphs)


def _is_wrapped(paragraphs: Sequence[Sequence[str]]) -> bool:
    """Whether most lines that have a follower are of about one width and break off in the middle of a sentence."""
    inner = [(line.rstrip(), lines[i + 1].strip()) for lines in paragraphs for i, line in enumerate(lines[:-1])]
    if len(inner) < 4:
        return False
    longest = max(len(line) for line, _ in inner)
    if not _NARROW <= longest <= _WIDE or any(len(lines[-1]) > _WIDE for lines in paragraphs):
        return False
    full = [pair for pair in inner if len(pair[0]) >= 0.75 * longest]
    broken = [pair for pair in full if not _ENDS.search(pair[0]) and pair[1][:1].islower()]
    return len(full) >= 0.8 * len(inner) and len(broken) >= 0.4 * len(full)


def _unwrapped_paragraph(paragraph: str, hyphenated: frozenset[str]) -> str:
    lines = paragraph.split("\n")
    longest = max(map(len, lines))
    groups: list[list[str]] = [[]]
    for line in lines:
        last = groups[-1][-1] if groups[-1] else ""
        if last and (_MARKER.match(line.strip()) or (len(last) < 0.6 * longest and _ENDS.search(last.rstrip()))):
            groups.append([])
        groups[-1].append(line)
    return "\n".join(joined_lines(group, hyphenated) for group in groups)
