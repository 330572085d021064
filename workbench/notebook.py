"""A project for notebooks and scripts: its figures, sources, conflicts, registers and comparisons as pandas frames.

    from workbench.notebook import open_project

    with open_project("deals.workbench") as project:
        figures = project.figures(status="accepted")
        table = project.comparison(rows=["measure"], columns=["subject"])

A project is opened to be read only; nothing here writes to it. With `read_only=False`, `project.core` is what the
functions of `workbench.core.actions` take, each of which makes one step that can be undone.

Numbers are 64-bit floats, so that sums, groups and plots work at once; the 15 digits they hold are more than sources
state. `figures(exact=True)` gives the Decimals as stated. Amounts are in the figure's own `unit`; `base_low` and
`base_high` are the same in `base_unit` (tonnes for all masses), to be held against each other. Text that a source
does not say is NA, choices (unit, kind, status …) are categories, keys are English words (`subject`), beside which
stand names in the language asked for (`subject_name`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from workbench.core.actions import comparing, exporting, register_types, register_views, verdicts
from workbench.core.comparison.report import evidence_row
from workbench.core.comparison.tables import article_titles
from workbench.core.errors import BadInput
from workbench.core.export.csv_evidence import COLUMNS, figure_record
from workbench.core.export.frames import check_parquet, evidence_frame
from workbench.core.model.comparison import GRID, Axis, Cell, Comparison, ComparisonSpec
from workbench.core.model.figure import Figure, Status
from workbench.core.model.record_view import FieldView, RecordView, RegisterView, ValueView
from workbench.core.model.register import Stated
from workbench.core.model.verdict import Standing
from workbench.core.project import Project
from workbench.core.vocabulary.naming import Names
from workbench.core.words import language, tr

if TYPE_CHECKING:
    from pandas import DataFrame

C = TypeVar("C", bound=StrEnum)
_OWN = tuple(name for name in COLUMNS if not name.startswith(("conflict", "verdict", "preferred")))
_SHARED = ("subject", "measure", "item", "place")
SHOWN = ("number", "low", "high", "relation", "mentions", "origins", "unit", "figures")


def open_project(path: Path | str, *, read_only: bool = True) -> Notebook:
    """The project at this path. ProjectLocked while a window has it open: close it there, or open a copy."""
    return Notebook(Project.open(path, read_only=read_only))


class Notebook:
    """Made by `open_project`; to be closed, best by `with`. Every frame is made anew when it is asked for."""

    def __init__(self, core: Project) -> None:
        self.core = core

    def close(self) -> None:
        self.core.close()

    def __enter__(self) -> Notebook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def figures(
        self, *, status: str | Iterable[str] | None = None, exact: bool = False, language: str = ""
    ) -> DataFrame:
        """A line a figure: quote, sentence, amount, unit, what it is of, who says it, and where it stands.

        Without `status` all that are compared: accepted and suggested ones that are not in page furniture.
        """
        from pandas import Series

        statuses = _statuses(status)
        known, names = comparing.sources(self.core), Names(language=language)
        titles = article_titles(known)
        lines = []
        base: dict[str, list[float | None]] = {"base_low": [], "base_high": []}
        for figure in comparing.figures(self.core, statuses):
            if figure.amount is None:
                continue
            row = evidence_row(figure, title=titles.get(figure.article_id, ""), text=self._text(figure))
            lines.append(figure_record(row, known.get(figure.article_id), names))
            for name, stated in (("base_low", row.stated_low), ("base_high", row.stated_high)):
                base[name].append(None if stated is None else float(stated * row.factor))
        frame = evidence_frame(lines, _OWN, exact=exact)
        return frame.assign(**{name: Series(values, dtype="float64") for name, values in base.items()})

    def _text(self, figure: Figure) -> str:
        return self.core.versions.text(figure.article_id, figure.version)

    def sources(self) -> DataFrame:
        """A line a source. `published` is ISO 8601 and may be partial ("2025-08"); `published_day` is a date where
        the day is known."""
        import pandas as pd

        known = comparing.sources(self.core)
        texts = (
            "title", "publisher", "published", "published_doubt", "language", "file_name", "url", "media_type",
            "imported_at", "sha256", "guid",
        )  # fmt: skip
        frame = pd.DataFrame({"article": pd.Series([int(i) for i in known], dtype="int64")})
        for name in texts:
            values = [getattr(one, name) or None for one in known.values()]
            frame[name] = pd.Series(values, dtype="string")
        days = frame["published"].where(frame["published"].str.len() == len("2025-08-01"))
        frame.insert(4, "published_day", pd.to_datetime(days, errors="coerce", format="%Y-%m-%d"))
        for name in ("numbers", "figures", "settled", "size"):
            frame[name] = pd.Series([getattr(one, name) for one in known.values()], dtype="int64")
        return frame

    def conflicts(self) -> DataFrame:
        """A line a conflict, with what was said of it. `figures` are the numbers of its members, `reason` is the
        sentence that quotes both sides."""
        import pandas as pd

        lines = [_conflict(one) for one in verdicts.standings(self.core)]
        columns = (
            "key", "state", "relation", "reason", "subject", "measure", "item", "place", "figures", "verdict",
            "preferred", "verdict_reason", "verdict_by", "verdict_at",
        )  # fmt: skip
        frame = pd.DataFrame(lines, columns=list(columns))
        types = dict.fromkeys((c for c in columns if c != "figures"), "string")
        return frame.astype(
            types | dict.fromkeys(("state", "relation", "verdict"), "category") | {"preferred": "Int64"}
        )

    def registers(self, type: str = "", *, language: str = "") -> DataFrame:  # noqa: A002 - as in RecordType
        """A line for each value of each record, and for each wanted field that says nothing. `type` is the key or
        title of a register ("deal"); `low` and `high` are the bounds of amounts in their `unit`, `figure` is the
        number of the figure that bears a value out, `start` and `end` where its words stand in their source."""
        import pandas as pd

        of = [register_types.find(self.core, type)] if type else self.core.registers.types()
        lines = [
            _value(register, record, field, value)
            for register in register_views.views(self.core, of, language)
            for record in register.records
            for field in record.fields
            for value in (field.values or ([None] if field.missing else []))
        ]
        texts = dict.fromkeys(("type", "record", "field", "value", "unit", "remark", "quote", "source"), "string")
        numbers = dict.fromkeys(("low", "high"), "float64")
        ids = dict.fromkeys(("id", "figure", "article", "start", "end"), "Int64")
        frame = pd.DataFrame(lines, columns=list(_VALUE))
        return frame.astype({"state": "category"} | texts | numbers | ids)

    def comparison(self, show: str = "number", **spec: Any) -> DataFrame:
        """The table: rows and columns by the fields asked for, in each cell what `show` names.

        `number` is what was decided or what all figures of the cell agree on, missing where they do not or where
        there are only bounds; `low` and `high` the least and greatest stated; `relation` how they stand to each
        other; `mentions` and `origins` how many figures and independent sources; `unit` what the numbers are in, the
        same along a row; `figures` the numbers of its figures.
        The keywords are those of `cells`.
        """
        import pandas as pd

        if show not in SHOWN:
            raise BadInput(tr("“{text}” is none of the words: {choices}.", text=show, choices=", ".join(SHOWN)))
        made = self._compare(**spec)
        rows, columns = _index(made.rows, made.spec.rows), _index(made.columns, made.spec.columns)
        places = {row: n for n, row in enumerate(made.rows)}, {column: n for n, column in enumerate(made.columns)}
        number = show in ("number", "low", "high")
        filled: list[list[Any]] = [[float("nan") if number else None] * len(columns) for _ in range(len(rows))]
        for (row, column), cell in made.cells.items():
            filled[places[0][row]][places[1][column]] = _cell(cell)[show]
        kind = {"mentions": "Int64", "origins": "Int64", "relation": "string", "unit": "string"}.get(show)
        return pd.DataFrame(filled, index=rows, columns=columns, dtype=kind or ("float64" if number else "object"))

    def cells(self, **spec: Any) -> DataFrame:
        """The same table, a line a filled cell. `rows` and `columns` are fields (subject, measure, item, period,
        article, publisher, place); `only` keeps some values of a field ({"subject": ["China"]}); `accepted` leaves
        suggestions out; `saved` is the name of a saved comparison, which the others change."""
        import pandas as pd

        made = self._compare(**spec)
        axes = [axis.value for axis in (*made.spec.rows, *made.spec.columns)]
        lines = [
            dict(zip(axes, (*row, *column), strict=True)) | _cell(made.cells[(row, column)])
            for row in made.rows
            for column in made.columns
            if (row, column) in made.cells
        ]
        frame = pd.DataFrame(lines, columns=[*axes, *SHOWN])
        types = dict.fromkeys((*axes, "unit"), "string") | dict.fromkeys(("number", "low", "high"), "float64")
        return frame.astype(types | {"relation": "category", "mentions": "int64", "origins": "int64"})

    def _compare(
        self,
        *,
        rows: Sequence[str] = (),
        columns: Sequence[str] = (),
        only: Mapping[str, Sequence[str]] | None = None,
        accepted: bool = False,
        saved: str = "",
    ) -> Comparison:
        from workbench.core.actions import comparisons

        base = comparisons.find(self.core, saved) if saved else GRID
        asked = {name: tuple(map(_axis, axes)) for name, axes in (("rows", rows), ("columns", columns)) if axes}
        if saved and asked:
            asked |= {"own_rows": (), "own_columns": (), "hidden": ()}
        kept = base.only | {_axis(axis): tuple(values) for axis, values in (only or {}).items()}
        statuses = (Status.ACCEPTED,) if accepted else base.statuses
        spec: ComparisonSpec = replace(base, only=kept, statuses=statuses, **asked)  # type: ignore[arg-type]
        if set(spec.rows) & set(spec.columns):
            raise BadInput(tr("The same field cannot make both rows and columns. Take it out of one of them."))
        return comparing.compare(self.core, spec)

    def to_parquet(self, path: Path | str) -> Path:
        """The tidy evidence with its conflicts and verdicts as one Parquet file. CannotWriteFile, saying what to
        install, where no library for it is there (pyarrow does not come with the program)."""
        target = Path(path)
        check_parquet(target)
        return exporting.export(self.core, target.with_suffix(".parquet"), ComparisonSpec(), language=language())


def _statuses(status: str | Iterable[str] | None) -> tuple[Status, ...]:
    if status is None:
        return comparing.COMPARED
    asked = [status] if isinstance(status, str) else list(status)
    return tuple(_choice(Status, one) for one in asked)


def _axis(name: str) -> Axis:
    return _choice(Axis, name)


def _choice(of: type[C], name: str) -> C:
    try:
        return of(name)
    except ValueError as error:
        choices = ", ".join(one.value for one in of)
        raise BadInput(tr("“{text}” is none of the words: {choices}.", text=name, choices=choices)) from error


def _index(keys: Sequence[tuple[str, ...]], axes: Sequence[Axis]) -> Any:
    """Keys as an index with the names of their fields; of one field a plain one."""
    import pandas as pd

    names = [axis.value for axis in axes]
    if len(names) == 1:
        return pd.Index([key[0] for key in keys], name=names[0], dtype="object")
    return pd.MultiIndex.from_tuples(keys, names=names) if keys else pd.MultiIndex.from_arrays([[]] * len(names))


_VALUE = (
    "type", "id", "record", "field", "value", "low", "high", "unit", "state", "remark", "quote", "source", "figure",
    "article", "start", "end",
)  # fmt: skip


def _value(register: RegisterView, record: RecordView, field: FieldView, value: ValueView | None) -> dict[str, Any]:
    """A line of `registers`; one without a value says that it is missing."""
    line: dict[str, Any] = {
        "type": register.type.key,
        "id": record.record.id,
        "record": record.record.name,
        "field": field.field.key,
        "state": "missing",
        "remark": " ".join(part for part in (field.sum, *(r.sentence for r in field.remarks)) if part) or None,
    }
    if value is None:
        return line
    said = value.value.value
    amount = said.amount if isinstance(said, Stated) else None
    bounds = {"low": amount.low, "high": amount.high} if amount is not None else {}
    line |= {name: None if bound is None else float(bound) for name, bound in bounds.items()}
    return line | {
        "state": value.value.state.value,
        "value": value.text if said is not None else None,
        "unit": said.unit if isinstance(said, Stated) else None,
        "quote": value.quote or None,
        "source": value.source or None,
        "figure": value.value.evidence.figure_id,
        "article": value.article,
        "start": value.span.start if value.span else None,
        "end": value.span.end if value.span else None,
    }


def _conflict(one: Standing) -> dict[str, Any]:
    found, said = one.conflict, one.verdict
    relation = found.relation if found else said.relation if said else None
    shared = (found.key if found else ()) or ("",) * len(_SHARED)
    return {
        "key": one.key,
        "state": one.state.value,
        "relation": relation.value if relation else None,
        "reason": found.reason if found else None,
        **{name: value or None for name, value in zip(_SHARED, shared, strict=True)},
        "figures": tuple(int(member) for member in found.members) if found else (),
        "verdict": said.kind.value if said else None,
        "preferred": int(one.preferred) if one.preferred is not None and one.holds else None,
        "verdict_reason": said.reason if said else None,
        "verdict_by": said.changed_by if said else None,
        "verdict_at": said.changed_at if said else None,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    """By the words of SHOWN; numbers are in the cell's unit."""
    headline, (low, high) = cell.headline, cell.spread
    single = headline.low if headline is not None and headline.low == headline.high else None
    return {
        "number": float("nan") if single is None else float(single),
        "low": float("nan") if low is None else float(low),
        "high": float("nan") if high is None else float(high),
        "relation": cell.relation.value if cell.relation else None,
        "mentions": cell.mentions,
        "origins": cell.origins,
        "unit": cell.unit,
        "figures": tuple(int(member.figure.id) for member in cell.members),
    }
