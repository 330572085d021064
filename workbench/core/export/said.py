"""What a row of evidence says in words and numbers, and the stamp by which a returned workbook shows its edits."""

from __future__ import annotations

import base64
import binascii
import re
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from zlib import crc32

from workbench.core.export.text_safety import CELL
from workbench.core.model.workbook import EvidenceRow
from workbench.core.vocabulary.naming import Names, shortened
from workbench.core.vocabulary.phrases import converted_at
from workbench.core.words import say

# Columns whose edits come back as corrections, and those that only say what the source says.
TAKEN = (
    "qualifier", "stated_low", "stated_high", "unit", "factor", "subject", "measure", "item", "place", "period",
    "attribution", "modality", "change", "status", "note",
)  # fmt: skip
KEPT = ("quote", "sentence", "source", "doubts", "base_unit", "working")
WORKING = ("id", "article", "start", "end", "rule", "cell", "line", "step", "floor", "ceiling")  # one mark for all
MOST = 2_000_000  # figures of a workbook, whatever it says
_TITLE = 34  # a link is not wrapped by every program; the whole title stands on "Sources"
_VERSION = "1:"
_WHOLE = frozenset(TAKEN)  # columns with whole marks; others have half of one
_MARKS = struct.Struct(f">{len(TAKEN)}I{len(KEPT)}H")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Value = str | Decimal | None


def texts(row: EvidenceRow, names: Names) -> dict[str, str]:
    """The words of a row, by column."""
    figure, language = row.figure, names.language
    return {
        "quote": " ".join(figure.quote.split()),
        "sentence": row.sentence,
        "source": shortened(row.title, _TITLE),
        "subject": names.of(figure.subject),
        "measure": names.of(figure.measure),
        "item": names.of(figure.item),
        "place": names.of(figure.place),
        "period": str(figure.period) if figure.period else "",
        "qualifier": say(language, figure.amount.qualifier.value) if figure.amount else "",
        "status": say(language, figure.status.value),
        "doubts": ", ".join(_remarks(row, language)),
        "attribution": figure.attribution or "",
        "modality": say(language, figure.modality.value),
        "change": say(language, figure.change.value) if figure.change else "",
        "note": figure.note,
        "guid": figure.guid,
        "rule": figure.rule,
        "cell": row.cell,
        "line": row.line,
        "unit": unit_words(row, names),
        "base_unit": names.unit(row.base_unit) if row.base_unit else "",
    }


def _remarks(row: EvidenceRow, language: str) -> list[str]:
    """What is to be known of a row beside its numbers: its doubts, a former version, the rates it was turned by."""
    rates = converted_at(row.rates, language)
    doubts = (say(language, doubt.value) for doubt in row.figure.doubts)
    return [*_former(row, language), *doubts, *([rates] if rates else [])]


def _former(row: EvidenceRow, language: str) -> list[str]:
    """That only a former version states it, and which file that was; nothing where the newest does."""
    if not row.figure.orphan:
        return []
    file = f" (SHA-256 {row.former_sha256})" if row.former_sha256 else ""
    return [say(language, "in version {n} only, not found again", n=row.figure.version) + file]


def unit_words(row: EvidenceRow, names: Names) -> str:
    """The unit as stated, with the scale word; a borrowed one is marked."""
    label = names.unit(row.unit or None, row.scale)
    borrowed = row.figure.borrowed_unit
    return f"{label} [{names.unit(borrowed)}?]".strip() if borrowed and not row.unit else label


def numbers(row: EvidenceRow) -> dict[str, Decimal | None]:
    """The numbers of a row, by column."""
    figure = row.figure
    return {
        "stated_low": row.stated_low,
        "stated_high": row.stated_high,
        "factor": row.factor,
        "step": row.step,
        "floor": row.floor,
        "ceiling": row.ceiling,
        "id": Decimal(figure.id),
        "article": Decimal(figure.article_id),
        "start": Decimal(figure.full_span.start),
        "end": Decimal(figure.full_span.end),
    }


def everything(row: EvidenceRow, names: Names) -> dict[str, Value]:
    return {**texts(row, names), **numbers(row)}


def plain(value: Value) -> str:
    """A cell's content as it is compared: programs that save a workbook change blanks and last digits."""
    if isinstance(value, str):
        if len(value) > CELL // 2:
            value = value[: CELL // 2]  # what lies behind may have been cut
        if not value.isprintable():
            value = _FORBIDDEN.sub("\ufffd", value)
        return " ".join(value.replace("_x005F_", "_").split())
    return "" if value is None else f"{float(value):.15g}"


def mark(value: Value) -> int:
    return crc32(plain(value).encode())


def stamp(values: Mapping[str, Value]) -> str:
    """The marks of a row as it is exported, in one short word."""
    taken = [mark(values.get(key)) for key in TAKEN]
    kept = [mark(kept_value(values, key)) & 0xFFFF for key in KEPT]
    return _VERSION + base64.b64encode(_MARKS.pack(*taken, *kept)).decode()


def kept_value(values: Mapping[str, Value], key: str) -> Value:
    """What the mark of a kept column is made of; the columns for formulas share one."""
    return "|".join(plain(values.get(one)) for one in WORKING) if key == "working" else values.get(key)


@dataclass(frozen=True, slots=True)
class Stamp:
    """The marks of a row as it was exported, by column."""

    marks: Mapping[str, int]

    @classmethod
    def read(cls, word: str) -> Stamp | None:
        """None for what is no stamp."""
        if not word.startswith(_VERSION):
            return None
        try:
            marks = _MARKS.unpack(base64.b64decode(word.removeprefix(_VERSION), validate=True))
        except (binascii.Error, ValueError, struct.error):
            return None
        return cls(dict(zip((*TAKEN, *KEPT), marks, strict=True)))

    def differs(self, key: str, value: Value) -> bool:
        """Whether a cell is not what was exported."""
        return self.other(key, plain(value))

    def other(self, key: str, text: str) -> bool:
        """The same of a content that is `plain` already."""
        found = crc32(text.encode())
        return self.marks[key] != (found if key in _WHOLE else found & 0xFFFF)


def packed(ids: Iterable[int]) -> str:
    """Numbers as ranges, "1-57 60 62-118"; "" where a cell could not hold them."""
    ordered = sorted(set(ids))
    breaks = [n for n, (one, other) in enumerate(pairwise(ordered), 1) if other != one + 1]
    runs = [ordered[a:b] for a, b in pairwise([0, *breaks, len(ordered)])] if ordered else []
    text = " ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
    return text if len(text) < CELL else ""


def unpacked(text: str) -> frozenset[int]:
    """The numbers of ranges; what is none is left out."""
    found: set[int] = set()
    for part in text.split():
        first, _, last = part.partition("-")
        if first.isdecimal() and (not last or last.isdecimal()):
            start, end = int(first), int(last or first)
            found.update(range(start, min(end, start + MOST) + 1))
        if len(found) > MOST:
            break
    return frozenset(found)
