"""What all sheets of one workbook share while it is written: content, words, numbers worked out, places of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from openpyxl import Workbook

from workbench.core.export import numberformats
from workbench.core.export.formulas import Words, Worked, apart, worked
from workbench.core.export.heads import Head
from workbench.core.export.layout import Column, Layout
from workbench.core.export.sheet import Setting, Sheet
from workbench.core.export.styles import Styles
from workbench.core.export.tabs import Tabs
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import Axis, Cell, Member
from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import Figure, FigureId, Status
from workbench.core.model.workbook import Key, WorkbookContent
from workbench.core.vocabulary.naming import Names, shortened
from workbench.core.vocabulary.phrases import converted_at
from workbench.core.vocabulary.units import units
from workbench.core.words import say

COMMENTS = 5_000  # on a sheet; more make every program slow
CLASH = "≠"  # behind a number that another one contradicts
QUOTED = 10  # figures in one comment
_NAMED = (Axis.MEASURE, Axis.SUBJECT, Axis.ITEM, Axis.PLACE)


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet that others lead to, with its layout."""

    layout: Layout
    sheet: Sheet

    @property
    def name(self) -> str:
        return self.sheet.name

    def place(self, order: int) -> str:
        """Where the row with this number (from 0) stands."""
        return self.sheet.place(order)


class Book:
    """Content and language, and what several sheets ask for."""

    def __init__(self, content: WorkbookContent, names: Names, setting: Setting) -> None:
        self.content = content
        self.setting = setting
        self.names = names
        self.language = names.language
        self.words = Words.of(names.language)
        about = float(content.about)
        self.worked: Mapping[FigureId, Worked] = {row.figure.id: worked(row, about) for row in content.evidence}
        self.rows = {row.figure.id: row for row in content.evidence}
        self._decimals: dict[int, int] = {}  # by the identity of a cell; the content holds them all
        self.standings = {one.conflict: one for one in content.standings if one.conflict is not None}
        self._contradicted = {i for conflict in content.conflicts for i in self._clashing(conflict)}
        self._evidence_order = {row.figure.id: n for n, row in enumerate(content.evidence)}
        self._source_order = {article: n for n, article in enumerate(sorted(content.sources))}

    def _clashing(self, conflict: Conflict) -> Sequence[FigureId]:
        """The figures of a conflict that are marked: all while it is open; once one is said to be right, those that
        cannot hold beside it; none where it was decided otherwise."""
        if conflict.relation not in (Relation.CONTRADICTION, Relation.SCALE_SLIP):
            return ()
        standing = self.standings.get(conflict)
        if standing is None or not standing.holds:
            return conflict.members
        right = self.worked.get(standing.preferred) if standing.preferred is not None else None
        if right is None:
            return ()
        return [i for i in conflict.members if i in self.worked and apart(right, self.worked[i])]

    def sheet(
        self,
        workbook: Workbook,
        layout: Layout,
        styles: Styles | None,
        *,
        heads: list[Head] | None = None,
        title: str | None = None,
        live: bool | None = None,
    ) -> Sheet:
        """A new sheet as its layout says; heads and title where the layout alone does not know them. Formulas lead
        from sheet to sheet: where one of those is left out, or is too long for one tab, only results are written."""
        own = workbook is self.setting.workbook
        return Sheet(
            self.setting if own else replace(self.setting, workbook=workbook, tabs=Tabs()),
            self.say(layout.sheet),
            [self.head(column) for column in layout.columns] if heads is None else heads,
            title=self.say(layout.title) if title is None else title,
            note=self.say(layout.note if self.setting.profile.formulas else layout.note_still or layout.note),
            styles=styles,
            live=self.live if live is None else live,
        )

    @property
    def whole(self) -> bool:
        """Whether the evidence stands on one tab."""
        return len(self.content.evidence) <= self.setting.rows

    @property
    def live(self) -> bool:
        """Whether formulas lead from sheet to sheet."""
        return self.setting.profile.formulas and self.whole

    def say(self, message: str) -> str:
        """A word of a layout or of the model; those are collected for translation where they stand."""
        return say(self.language, message)

    def head(self, column: Column, /, **values: object) -> Head:
        """A layout's column with its header in the workbook's language."""
        return Head(say(self.language, column.header, **values), column.width, column.style)

    def evidence_link(self, page: Page | None, figure: FigureId) -> str:
        """The place of a figure's row; "" where the workbook has none."""
        return page.place(self._evidence_order[figure]) if page else ""

    def source_link(self, page: Page | None, article: ArticleId) -> str:
        return page.place(self._source_order[article]) if page else ""

    def axis_value(self, axis: Axis, value: str) -> str:
        """A key of the table as people read it."""
        if not value:
            return say(self.language, "not stated")
        return self.names.of(value) if axis in _NAMED else value

    def key(self, axes: Sequence[Axis], key: Key) -> str:
        """A nested key on one line."""
        return " · ".join(self.axis_value(axis, value) for axis, value in zip(axes, key, strict=True)) or self.say(
            "all"
        )

    def unit(self, cell: Cell) -> str:
        """Unit and scale of a cell: "млн т", "%", "млн [т?]" where the unit was only borrowed from the context."""
        label = self.names.unit(cell.unit, cell.scale)
        if cell.unit is None:
            borrowed = {m.figure.borrowed_unit for m in cell.members if m.figure.borrowed_unit}
            if len(borrowed) == 1:
                return f"{label} [{self.names.unit(borrowed.pop())}?]".strip()
        return label

    @staticmethod
    def factor(cell: Cell) -> float:
        """What amounts in the base unit are divided by to be shown in a cell."""
        return float(((units().factor(cell.unit) if cell.unit else None) or Decimal(1)) * cell.scale)

    def decimals(self, cell: Cell) -> int:
        """As many as any of its numbers has, in the unit and scale they are shown in."""
        known = self._decimals.get(id(cell))  # asked for several times in a row
        if known is None:
            bounds = {b for m in cell.members for b in (m.low, m.high) if b is not None}
            known = max((_shown_decimals(bound / cell.scale) for bound in bounds), default=0)
            self._decimals[id(cell)] = known
        return known

    def format(self, cell: Cell, member: Member | None = None, *, unit: str = "", before: str | None = None) -> str:
        """The number format of a cell, with the qualifier of its only figure, marks where nothing of it is settled
        and where it is contradicted, and the unit where the row does not say it."""
        after = f"\xa0{unit}" if unit else ""
        if self.clashes([member] if member else [cell.preferred] if cell.preferred else cell.members):
            after += f"\xa0{CLASH}"
        if cell.settled == 0:
            after += "\xa0?"
        if member is None:
            said = self.prefix(cell) if before is None else before
            return numberformats.number(self.decimals(cell), before=said, after=after)
        amount = member.figure.amount
        assert amount is not None, "members state amounts"
        decimals = self.decimals(cell)
        if amount.qualifier is not Qualifier.BETWEEN:
            bounds = [b / cell.scale for b in (member.low, member.high) if b is not None]
            decimals = max((_shown_decimals(bound) for bound in bounds), default=0)
        said = numberformats.prefix(amount.qualifier, self.language)
        return numberformats.number(decimals, before=said, after=after)

    def clashes(self, members: Sequence[Member]) -> bool:
        """Whether another figure, wherever it stands, contradicts one of these."""
        return any(member.figure.id in self._contradicted for member in members)

    def prefix(self, cell: Cell) -> str:
        """The qualifier that all figures of a cell share: two times "more than 28" is not 28."""
        said = {m.figure.amount.qualifier for m in cell.members if m.interval is not None and m.figure.amount}
        return numberformats.prefix(said.pop(), self.language) if len(said) == 1 else ""

    def ends(self, cell: Cell) -> tuple[str, str]:
        """The qualifiers of the lowest and of the highest number of a cell; none where one states it as it is."""
        worked = [(self.worked[m.figure.id], m.figure.amount) for m in cell.members if m.interval is not None]
        low, high = min(w.least for w, _ in worked), max(w.greatest for w, _ in worked)
        return (
            self._sign([amount for w, amount in worked if w.least == low]),
            self._sign([amount for w, amount in worked if w.greatest == high]),
        )

    def _sign(self, amounts: Sequence[Amount | None]) -> str:
        signs = {numberformats.prefix(amount.qualifier, self.language) for amount in amounts if amount is not None}
        return "" if "" in signs else min(signs, default="")

    def shown_length(self, cell: Cell, unit: str) -> int:
        """How many characters the widest number of a cell takes with its qualifier and unit."""
        only = cell.members[0] if len(cell.members) == 1 else None
        look = self.format(cell, only, unit=unit, before=max(self.ends(cell), key=len))
        bounds = [bound for bound in cell.spread if bound is not None]
        digits = max((len(f"{bound / cell.scale:,.0f}") for bound in bounds), default=1)
        return digits + len(look.replace('"', "").replace(numberformats.WHOLE, "", 1))

    def comment(self, figures: Sequence[Figure]) -> str:
        """Quotes with their sources, one paragraph a figure."""
        shown = [self._cited(figure) for figure in figures[:QUOTED]]
        if len(figures) > QUOTED:
            shown.append(say(self.language, "… and {n} more on the sheet “Evidence”", n=len(figures) - QUOTED))
        return "\n\n".join(shown)

    def quote(self, figure: Figure, length: int) -> str:
        """The figure's words in the quotation marks of the language."""
        return say(self.language, "“{quote}”", quote=shortened(" ".join(figure.quote.split()), length))

    def _cited(self, figure: Figure) -> str:
        source = self.content.sources.get(figure.article_id)
        named = [part for part in ((source.publisher, source.title, source.published) if source else ()) if part]
        lines = [self.quote(figure, 200)]
        if named:
            lines.append("— " + shortened(", ".join(named), 160))
        if figure.attribution:
            lines.append(say(self.language, "according to: {who}", who=shortened(figure.attribution, 120)))
        row = self.rows.get(figure.id)
        if row is not None and row.rates:
            lines.append(converted_at(row.rates, self.language))
        status = self.say(figure.status.value)
        doubts = [self.say(doubt.value) for doubt in figure.doubts]
        lines.append("; ".join([status, *doubts]) if figure.status is Status.SUGGESTED else status)
        return "\n".join(lines)


def _shown_decimals(value: Decimal) -> int:
    """Decimals worth showing: big numbers need none, and converted ones are cut after four digits."""
    size = abs(value)
    room = 3 if size < 10 else 2 if size < 100 else 1 if size < 1000 else 0
    return min(numberformats.decimals_of(value), room)
