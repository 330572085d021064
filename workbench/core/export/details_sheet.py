"""The sheet of lines: figures held against each other, their statistics and the assessment, all live."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl import Workbook

from workbench.core.export import numberformats, verdict_words
from workbench.core.export.book import COMMENTS, Book, Page
from workbench.core.export.formulas import (
    GONE,
    LineResults,
    badge,
    badge_formula,
    line_results,
    one,
    one_agreed,
    several,
    single,
    status_formula,
    status_text,
)
from workbench.core.export.heads import Head
from workbench.core.export.layout import Layout
from workbench.core.export.rows import Formula
from workbench.core.export.sheet import Cell
from workbench.core.export.styles import Styles
from workbench.core.export.text_safety import in_formula
from workbench.core.model.comparison import Axis, Member
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import FigureId, Status
from workbench.core.model.workbook import Line
from workbench.core.words import say

SPEAKERS = 24  # origins with a column of their own; further ones are counted and named in the note
AXES = tuple(axis.value for axis in Axis)
NEEDED = (
    "line", "row", "unit", "headline", "lowest", "highest", "spread", "ratio", "median", "mentions", "origins",
    "settled", "status", "note", "badge", "origin",
)  # fmt: skip
VERDICT = ("verdict", "decided", "verdict_reason", "verdict_by", "verdict_at")  # left out where nobody said anything
KEYS = (*AXES, *NEEDED, "said", *VERDICT)
NAMED = (
    "line",
    "row",
    "headline",
    "lowest",
    "highest",
    "spread",
    "median",
    "mentions",
    "origins",
    "settled",
    "status",
    "badge",
)


class DetailsSheet:
    """Formulas of other sheets find its columns under names: `line_id`, `line_lowest` …"""

    def __init__(self, workbook: Workbook, book: Book, layout: Layout, styles: Styles | None) -> None:
        self._book = book
        content = book.content
        self.results: dict[str, LineResults] = {}
        self._speakers = min(max((len(line.speakers) for line in content.lines), default=0), SPEAKERS)
        spec = content.comparison.spec
        self._axes = list(dict.fromkeys((*spec.rows, *(() if content.by_source else spec.columns))))
        self._keys, heads = self._columns(layout)
        self._rows = {row: f"R{n}" for n, row in enumerate(content.comparison.rows, 1)}
        self._comments = 0
        self._table = layout.table
        self.sheet = book.sheet(workbook, layout, styles, heads=heads)

    def row_id(self, row: tuple[str, ...]) -> str:
        return self._rows[row]

    def badge_of(self, line: Line) -> str:
        return badge(self.note(line), self.results[line.id], self._book.words)

    def write(self, evidence: Page | None) -> None:
        freeze = next((n for n, key in enumerate(self._keys) if key == "unit"), 0)
        self.sheet.begin(freeze_columns=freeze)
        for line in self._book.content.lines:
            self._write_line(line, evidence)
        rows = len(self._book.content.lines)
        self.sheet.finish_table(self._table, rows)
        for key in NAMED:
            self.sheet.name_range("line_id" if key == "line" else f"line_{key}", self._keys.index(key), rows)

    def _columns(self, layout: Layout) -> tuple[list[str], list[Head]]:
        """Only the axes in use, and one column for each origin."""
        keys: list[str] = []
        heads: list[Head] = []
        for column in layout.columns:
            if column.key == "origin":
                for n in range(1, self._speakers + 1):
                    keys.append(f"origin{n}")
                    heads.append(self._book.head(column, n=n))
            elif column.key in VERDICT and not any(line.cell.standings for line in self._book.content.lines):
                continue
            elif column.key not in AXES or Axis(column.key) in self._axes:
                keys.append(column.key)
                heads.append(self._book.head(column))
        return keys, heads

    def _write_line(self, line: Line, evidence: Page | None) -> None:
        shown = line.speakers[: self._speakers]
        results = self.results[line.id] = line_results(line, self._book.worked, shown)
        row = self.sheet.next_row
        c = {key: f"{self.sheet.letter(n)}{row}" for n, key in enumerate(self._keys)}
        cells = self._labels(line) | self._statistics(line, results, c) | self._judged(line, results, c)
        cells |= self._verdict(line)
        for n, figure in enumerate(shown, 1):
            cells[f"origin{n}"] = self._origin(line, figure, evidence, results.numbers[n - 1])
        self.sheet.write([cells.get(key) for key in self._keys])

    def _labels(self, line: Line) -> dict[str, Cell]:
        spec = self._book.content.comparison.spec
        columns = () if self._book.content.by_source else spec.columns
        said = dict(zip(columns, line.column, strict=False)) | dict(zip(spec.rows, line.row, strict=True))
        labels = {axis.value: Cell(self._book.axis_value(axis, value)) for axis, value in said.items()}
        row = self._rows.get(line.row, "")
        return labels | {"line": Cell(line.id), "row": Cell(row), "unit": Cell(self._book.unit(line.cell))}

    def _statistics(self, line: Line, found: LineResults, c: Mapping[str, str]) -> dict[str, Cell]:
        decimals = self._book.decimals(line.cell)
        plain, bound = (numberformats.number(decimals, before=sign) for sign in ("", self._book.prefix(line.cell)))
        lowest, highest = (numberformats.number(decimals, before=sign) for sign in self._book.ends(line.cell))
        factor = float(line.factor)
        low, high = c["lowest"], c["highest"]
        spread = f'=IF(COUNT({low},{high})<2,"",{high}-{low})'
        ratio = f'=IF(N({low})<=0,"",{high}/{low})'
        middle = self._median(c, found)
        return {
            "headline": self._headline(line, found),
            "said": self.number_of(line, line.cell.most),
            "lowest": Cell(Formula(several("ev_line", line.id, "ev_least", "MINIFS", factor), found.lowest), lowest),
            "highest": Cell(
                Formula(several("ev_line", line.id, "ev_greatest", "MAXIFS", factor), found.highest), highest
            ),
            "spread": Cell(Formula(spread, found.spread), plain),
            "ratio": Cell(Formula(ratio, found.ratio), numberformats.RATIO),
            "median": Cell(Formula(middle[0], middle[1]), bound),
            "mentions": Cell(Formula(self._count(line, "ev_counted", "1"), found.mentions), numberformats.INTEGER),
            "origins": Cell(
                Formula(self._origins(line, c), found.origins + self._unshown(line)), numberformats.INTEGER
            ),
            "settled": Cell(
                Formula(
                    self._count(line, "ev_status", in_formula(self._book.say(Status.ACCEPTED.value))), found.settled
                ),
                numberformats.INTEGER,
            ),
        }

    def _headline(self, line: Line, found: LineResults) -> Cell:
        """What was decided or what all agree on, with its own qualifier; nothing where neither is one number."""
        cell, member = self.number_of(line, line.cell.headline), line.cell.headline
        if member is None or cell.value is None or line.cell.preferred is not None or line.cell.mentions < 2:
            return cell
        formula = one_agreed(line.id, member.figure.guid, float(line.factor))
        return Cell(Formula(formula, found.headline), cell.format)

    def number_of(self, line: Line, member: Member | None) -> Cell:
        """The number of one figure in the line's unit; nothing where it does not state one number."""
        member, factor = single(member), float(line.factor)
        if member is None or member.figure.amount is None:
            return Cell()
        sign = numberformats.prefix(member.figure.amount.qualifier, self._book.language)
        look = numberformats.number(self._book.decimals(line.cell), before=sign)
        number = self._book.worked[member.figure.id].least / factor
        return Cell(Formula(one(member.figure.guid, "ev_least", factor), number), look)

    def _verdict(self, line: Line) -> dict[str, Cell]:
        """What was said of the conflicts inside a line; a value only where all of it holds."""
        said, language = line.cell.standings, self._book.language
        if not said:
            return {}
        texts = {
            "verdict": [verdict_words.verdict_text(one, language) for one in said],
            "verdict_reason": [verdict_words.reason_text(one, language) for one in said],
            "verdict_by": [verdict_words.by_text(one) for one in said],
            "verdict_at": [verdict_words.at_text(one, language) for one in said],
        }
        cells = {key: Cell(verdict_words.joined(parts)) for key, parts in texts.items()}
        return cells | {"decided": self.number_of(line, line.cell.preferred)}

    def _judged(self, line: Line, found: LineResults, c: Mapping[str, str]) -> dict[str, Cell]:
        book, note = self._book, self.note(line)
        status = status_text(found.settled, found.mentions, book.words)
        formula = badge_formula(line.id, c, self._range(c), book.words)
        return {
            "status": Cell(Formula(status_formula(c["settled"], c["mentions"], book.words), status)),
            "note": Cell(note),
            "badge": Cell(Formula(formula, badge(note, found, book.words))),
        }

    def badges(self) -> list[int]:
        """The columns that hold assessments."""
        return [self._keys.index("badge")]

    def note(self, line: Line) -> str:
        """What no number can take away: why the figures of a line are not simply comparable."""
        if line.cell.decided:
            return verdict_words.joined(
                verdict_words.verdict_text(one, self._book.language) for one in line.cell.standings
            )
        if line.plain or line.cell.relation is None:
            return ""
        if line.cell.relation is Relation.CONTRADICTION:
            return self._book.words.contradiction
        return {Relation.SCALE_SLIP: "≠ ×1000: ", Relation.MISSING_UNIT: "? "}.get(line.cell.relation, "◇ ") + (
            self._book.say(line.cell.relation.value)
        )

    def _median(self, c: Mapping[str, str], found: LineResults) -> tuple[str, float | str]:
        over = self._range(c)
        return f'=IF(COUNT({over})=0,"",MEDIAN({over}))', found.median

    def _origins(self, line: Line, c: Mapping[str, str]) -> str:
        more = self._unshown(line)
        return f"=COUNT({self._range(c)})" + (f"+{more}" if more else "")

    def _unshown(self, line: Line) -> int:
        """Origins without a column: beyond the limit, or in a unit that cannot be converted."""
        return line.cell.origins - min(len(line.speakers), self._speakers)

    def _range(self, c: Mapping[str, str]) -> str:
        return f"{c['origin1']}:{c[f'origin{self._speakers}']}"

    def _count(self, line: Line, name: str, value: str) -> str:
        ids: Sequence[str] = (line.id, f"{line.id}/other") if _has_other(line) else (line.id,)
        counted = "" if name == "ev_counted" else ",ev_counted,1"
        return "=" + "+".join(f"COUNTIFS(ev_line,{in_formula(i)},{name},{value}{counted})" for i in ids)

    def _origin(self, line: Line, figure: FigureId, evidence: Page | None, number: float) -> Cell:
        row = self._book.rows[figure]
        member = next(member for member in line.cell.members if member.figure.id == figure)
        self._comments += 1
        formula = _middle(row.figure.guid, float(line.factor))
        return Cell(
            Formula(formula, number),
            self._book.format(line.cell, member),
            unsettled=row.figure.status is not Status.ACCEPTED,
            clash=self._book.clashes([member]),
            comment=self._book.comment([row.figure]) if self._comments <= COMMENTS else "",
            link=self._book.evidence_link(evidence, figure),
            tip=say(self._book.language, "To the evidence"),
        )


def _middle(guid: str, factor: float) -> str:
    """The stated number of a figure, the middle of a range."""
    least, greatest = one(guid, "ev_least", factor), one(guid, "ev_greatest", factor)
    return f'=IFERROR(({least[1:]}+{greatest[1:]})/2,"{GONE}")'


def _has_other(line: Line) -> bool:
    return any(member.interval is None for member in line.cell.members)
