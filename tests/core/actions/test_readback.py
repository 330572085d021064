"""A workbook of a small project, changed as a colleague would, comes back as proposed corrections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from workbench.core.actions import exporting, readback, reviewing
from workbench.core.errors import BadInput, UnreadableFile
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.comparison import GRID
from workbench.core.model.figure import FigureId, Kind, Statement, Status
from workbench.core.model.period import Period
from workbench.core.model.returned import Plan
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.core.reading.reader import read_text

TEXT = "Ore\n\nReserves are 2.6 million tonnes, more than 28 million tonnes, 92 % and 12 billion USD of Aqsu."
A, B, C, D = (FigureId(n) for n in (1, 2, 3, 4))


def statement(words: str, amount: Amount, unit: str, kind: Kind, **more: Any) -> Statement:
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    about = {"measure": "reserves", "subject": "Kazakhstan", "period": Period("2025")}
    return Statement(span=span, full_span=span, kind=kind, amount=amount, unit=unit, rule="number", **about, **more)


def fill(project: Project) -> None:
    million = Decimal(1_000_000)
    found = [
        statement("2.6 million tonnes", Amount.exact(Decimal("2.6") * million, million / 10), "t", Kind.QUANTITY),
        statement("more than 28 million", Amount(28 * million, None, Qualifier.MORE_THAN), "t", Kind.QUANTITY),
        statement("92 %", Amount.exact(Decimal(92), Decimal(1)), "%", Kind.PERCENT),
        statement("12 billion USD", Amount.exact(Decimal(12) * 1000 * million, million * 1000), "USD", Kind.MONEY),
    ]
    with project.history.operation("Import") as op:
        article = project.articles.add(op, read_text(TEXT), ())
        project.figures.add(op, article, found, TEXT)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "ore.workbench", author="Aigul") as made:
        fill(made)
        yield made


class Book:
    """A workbook in a colleague's hands."""

    def __init__(self, project: Project, path: Path, language: str = "en") -> None:
        self.path = exporting.export(project, path, GRID, language=language)
        self.book = openpyxl.load_workbook(path)
        places = {key: name.attr_text for key, name in self.book.defined_names.items()}
        self._columns = {
            key[3:]: re.search(r"\$([A-Z]+)\$", place)[1]  # type: ignore[index]
            for key, place in places.items()
            if key.startswith("ev_")
        }
        self.sheet = self.book[places["ev_guid"].split("!")[0].strip("'")]

    def row(self, figure: int) -> int:
        ids = {cell.value: cell.row for cell in self.sheet[self._columns["id"]]}
        return int(ids[figure])

    def cell(self, figure: int, key: str) -> Any:
        return self.sheet[f"{self._columns[key]}{self.row(figure)}"]

    def back(self, project: Project, **changes: dict[int, Any]) -> Plan:
        """With these values by column and figure, saved and read."""
        for key, values in changes.items():
            for figure, value in values.items():
                self.cell(figure, key).value = value
        self.book.save(self.path)
        return readback.propose(project, readback.read(self.path))


@pytest.fixture
def book(project: Project, tmp_path: Path) -> Book:
    return Book(project, tmp_path / "ore.xlsx")


def said(plan: Plan) -> list[tuple[int, str, Any]]:
    return [(one.figure_id, one.field, one.value) for one in plan.proposals]


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_a_workbook_that_nobody_changed_proposes_nothing(project: Project, tmp_path: Path, language: str) -> None:
    """In whichever language it was written."""
    plan = Book(project, tmp_path / "same.xlsx", language).back(project)
    assert plan == Plan(path=tmp_path / "same.xlsx")


def test_a_changed_number_is_a_correction_with_its_cell(project: Project, book: Book) -> None:
    """Of two equal cells, "from" and "to", it is enough to change one; the scale stays."""
    (one,) = book.back(project, stated_low={A: 2.75}).proposals
    assert (one.figure_id, one.field, one.at) == (A, "amount", (book.cell(A, "stated_low").coordinate,))
    assert one.value == Amount.exact(Decimal(2_750_000), Decimal(10_000))
    assert (one.was, one.now) == ("2.6 million t".replace(" ", "\xa0"), "2.75 million t".replace(" ", "\xa0"))


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [
        ("ru", "2,75", 2_750_000),
        ("en", "2\xa0750", 2_750_000_000),
        ("en", "1,250", 1_250_000_000),
        ("ru", "1,250", 1_250_000),
        ("en", "1.250.000,5", Decimal("1250000500000")),
        ("en", "3 million", 3_000_000),
        ("en", "=1+2", None),
    ],
)
def test_numbers_typed_as_text_are_read(
    project: Project, tmp_path: Path, language: str, typed: str, value: Decimal | None
) -> None:
    """With a comma, blanks that do not break, or a scale word; a formula that nobody calculated is told."""
    plan = Book(project, tmp_path / "text.xlsx", language).back(project, stated_low={A: typed})
    assert [one.value.low for one in plan.proposals] == ([] if value is None else [value])
    assert len(plan.untaken) == (value is None)


def test_a_percentage_typed_as_excel_stores_it_is_one(project: Project, book: Book) -> None:
    """90 % in a cell is the number 0.9 with a format."""
    book.cell(C, "stated_low").number_format = "0%"
    assert [one.value.low for one in book.back(project, stated_low={C: 0.9}).proposals] == [90]


def test_the_unit_cell_says_scale_and_unit(project: Project, book: Book) -> None:
    """Another scale changes the amount, another unit the unit."""
    plan = book.back(project, unit={A: "thousand t", B: "million m3"})
    assert said(plan) == [(A, "amount", Amount.exact(Decimal(2600), Decimal(100))), (B, "unit", "m3")]


def test_an_amount_brings_its_unit_along(project: Project, book: Book) -> None:
    """Both come from one cell, so neither is taken without the other."""
    plan = book.back(project, unit={A: "bn USD"})
    assert [one.now for one in plan.proposals] == ["2.6\xa0billion\xa0USD"]
    readback.apply(project, plan, [1])
    figure = project.figures.get(A)
    assert (figure.amount, figure.unit, figure.kind) == (
        Amount.exact(Decimal(2_600_000_000), Decimal(100_000_000)),
        "USD",
        Kind.MONEY,
    )


def test_the_factor_changes_the_amount(project: Project, book: Book) -> None:
    """Yellow cells may be edited, and the factor is one."""
    assert [one.value.low for one in book.back(project, factor={A: 1000}).proposals] == [2600]


def test_bounds_follow_the_qualifier(project: Project, book: Book) -> None:
    """A range needs both ends; one bound becomes an exact number."""
    plan = book.back(
        project,
        qualifier={A: "between", B: "exact"},
        stated_low={A: 2, C: 80},
        stated_high={C: 90},
    )
    assert said(plan) == [
        (A, "amount", Amount(Decimal(2_000_000), Decimal(2_600_000), Qualifier.BETWEEN, Decimal(100_000))),
        (B, "amount", Amount.exact(Decimal(28_000_000))),
    ]
    assert "“between”" in plan.untaken[0].why


def test_words_become_keys_in_any_language(project: Project, book: Book) -> None:
    """Subject and status by their names; a date as far as it is shown; a number where a period stands."""
    book.cell(B, "period").number_format = "mmm-yy"
    plan = book.back(
        project,
        subject={A: "Китай", B: "Aqsu works"},
        status={A: "принято"},
        period={A: 2024, B: datetime(2025, 10, 1), C: "2023 г."},  # noqa: DTZ001 - as a cell has it
        attribution={A: "the ministry"},
        modality={A: "estimate"},
        note={A: "look again"},
    )
    assert said(plan) == [
        (A, "subject", "China"),
        (A, "period", Period("2024")),
        (A, "attribution", "the ministry"),
        (A, "modality", "estimate"),
        (A, "note", "look again"),
        (A, "status", Status.ACCEPTED),
        (B, "subject", "Aqsu works"),
        (B, "period", Period("2025-10")),
        (C, "period", Period("2023")),
    ]


def test_what_cannot_be_a_value_is_told_with_its_cell(project: Project, book: Book) -> None:
    """An error, a word that is none of the choices, a factor below zero: nothing of it is lost in silence."""
    plan = book.back(project, status={A: "sure"}, factor={B: -1}, period={C: "soon"}, stated_low={D: "#REF!"})
    assert plan.proposals == ()
    assert sorted(one.at for one in plan.untaken) == sorted(
        [
            (book.cell(A, "status").coordinate,),
            (book.cell(B, "factor").coordinate,),
            (book.cell(C, "period").coordinate,),
            (book.cell(D, "stated_low").coordinate,),
        ]
    )


def test_accepted_corrections_are_one_step(project: Project, book: Book) -> None:
    """And undone by one; what was not accepted stays as it was."""
    plan = book.back(project, subject={A: "China"}, stated_low={A: 3, D: 13}, status={A: "accepted"})
    before = project.history.undo_name
    readback.apply(project, plan, [one.number for one in plan.proposals if one.figure_id == A])
    figure = project.figures.get(A)
    assert (figure.subject, figure.amount, figure.status) == (
        "China",
        Amount.exact(Decimal(3_000_000), Decimal(1_000_000)),
        Status.ACCEPTED,
    )
    assert project.figures.get(D).amount == Amount.exact(Decimal(12_000_000_000), Decimal(1_000_000_000))
    project.history.undo()
    assert project.history.undo_name == before
    assert project.figures.get(A).subject == "Kazakhstan"


def test_what_was_taken_is_not_proposed_again(project: Project, book: Book) -> None:
    """The same workbook read once more has nothing new."""
    plan = book.back(project, subject={A: "China"})
    readback.apply(project, plan, [1])
    assert readback.propose(project, readback.read(book.path)).proposals == ()


def test_a_change_in_both_is_marked(project: Project, book: Book) -> None:
    """The project changed the subject since the export, the colleague too; the same change in both is none."""
    reviewing.correct(project, A, subject="Russia")
    reviewing.correct(project, B, subject="China")
    plan = book.back(project, subject={A: "China", B: "China"}, note={A: "see"})
    assert [(one.figure_id, one.field, one.both) for one in plan.proposals] == [
        (A, "subject", True),
        (A, "note", False),
    ]


def test_a_project_that_went_on_proposes_nothing_back(project: Project, book: Book) -> None:
    """What only the project changed is no edit of the workbook."""
    reviewing.correct(project, A, subject="Russia")
    assert book.back(project).proposals == ()


def test_a_list_made_before_a_change_is_not_applied(project: Project, book: Book) -> None:
    """Nothing of it is done."""
    plan = book.back(project, subject={A: "China"}, note={B: "see"})
    reviewing.correct(project, A, subject="Russia")
    with pytest.raises(BadInput, match="Figure 1 was changed"):
        readback.apply(project, plan, [1, 2])
    assert project.figures.get(B).note == ""


def test_deleted_added_and_repeated_rows_are_told(project: Project, book: Book) -> None:
    """By the figure, or by the row."""
    last, first, fourth = book.sheet.max_row, book.row(A), book.row(D)
    for column in range(1, book.sheet.max_column + 1):
        book.sheet.cell(last + 1, column).value = book.sheet.cell(first, column).value
    book.sheet.cell(last + 2, 2).value = "a new one"
    book.sheet.delete_rows(fourth)
    plan = book.back(project)
    assert plan.deleted == ((D, "12 billion USD"),)
    assert {one.at for one in plan.untaken} >= {(f"row {last}",), (f"row {last + 1}",)}


def test_rows_are_matched_by_guid_wherever_they_stand(project: Project, book: Book) -> None:
    """Sorted upside down, a column moved: nothing is proposed but the edit."""
    first, last = book.row(A), book.row(D)
    rows = [[cell.value for cell in row] for row in book.sheet.iter_rows(min_row=first, max_row=last)]
    for number, values in enumerate(reversed(rows), first):
        for column, value in enumerate(values, 1):
            if not str(value).startswith("="):
                book.sheet.cell(number, column).value = value
    assert said(book.back(project, subject={B: "China"})) == [(B, "subject", "China")]


def test_a_part_of_the_columns_sorted_alone_is_not_taken(project: Project, book: Book) -> None:
    """The quote of one figure beside the guid of another says nothing about either."""
    for key in ("quote", "sentence"):
        book.cell(A, key).value = "of another row"
    plan = book.back(project, subject={A: "China"})
    assert plan.proposals == ()
    assert "sorted" in plan.untaken[0].why


def test_formulas_and_what_the_source_says_are_not_taken(project: Project, book: Book) -> None:
    """Typed over on the evidence or on the comparison: told with the cell."""
    table = book.book.worksheets[0]
    number = next(c for row in table.iter_rows() for c in row if str(c.value).startswith("=IFERROR"))
    number.value = 5
    plan = book.back(project, low={A: 7}, quote={B: "other words"})
    assert plan.proposals == ()
    assert {(one.sheet, one.at) for one in plan.untaken} == {
        (book.sheet.title, (book.cell(A, "low").coordinate,)),
        (book.sheet.title, (book.cell(B, "quote").coordinate,)),
        (table.title, (number.coordinate,)),
    }


def test_without_its_names_and_stamps_the_workbook_is_still_read(project: Project, tmp_path: Path) -> None:
    """As some programs save it: columns are found by their headers, and held against the project."""
    book = Book(project, tmp_path / "bare.xlsx", "ru")
    for name in list(book.book.defined_names):
        del book.book.defined_names[name]
    plan = book.back(project, subject={A: "Китай"}, stamp=dict.fromkeys((A, B, C, D)))
    assert said(plan) == [(A, "subject", "China")]
    assert len(plan.remarks) == 2


def test_a_workbook_of_an_older_version_is_read(project: Project, book: Book) -> None:
    """It named some columns only and had no stamps."""
    for name in ("subject", "stamp", "note"):
        del book.book.defined_names[f"ev_{name}"]
    for name in ("src_exported", "workbench_project", "workbench_export", "workbench_language"):
        del book.book.defined_names[name]
    plan = book.back(project, subject={A: "China"}, stamp=dict.fromkeys((A, B, C, D)))
    assert said(plan) == [(A, "subject", "China")]


def test_a_workbook_of_another_project_is_refused(project: Project, book: Book, tmp_path: Path) -> None:
    """With the way out."""
    with Project.create(tmp_path / "other.workbench") as other:
        fill(other)
        with pytest.raises(UnreadableFile, match=r"another project: none of its figures is in other\.workbench"):
            readback.propose(other, readback.read(book.path))
