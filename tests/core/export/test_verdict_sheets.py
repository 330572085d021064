"""Verdicts in the workbook and in the csv: settled is only what a valid verdict or agreement settles."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from workbench.core.comparison import standing
from workbench.core.comparison.conflicts import find_conflicts
from workbench.core.export.csv_evidence import write_csv
from workbench.core.export.excel import write_workbook
from workbench.core.model.amount import Amount
from workbench.core.model.comparison import GRID, Axis, ComparisonSpec
from workbench.core.model.figure import Status
from workbench.core.model.verdict import Verdict, VerdictId, VerdictKind
from workbench.core.model.workbook import WorkbookContent

BY_SOURCE = ComparisonSpec(rows=(Axis.MEASURE, Axis.SUBJECT), columns=(Axis.PUBLISHER,))
RIGHT = "guid-0002"


def stated(value: str) -> Amount:
    return Amount.exact(Decimal(value), Decimal("0.1"))


def fill(project: Any) -> None:
    """Three sources on the output of Chile: two say 2.6, one says 1.8."""
    for article, value in ((1, "2.6"), (2, "1.8"), (3, "2.6")):
        project.add(article, f"{value} t", stated(value), "t", "output", "Chile")


def judged(project: Any, kind: VerdictKind = VerdictKind.PREFER, preferred: str | None = RIGHT) -> Verdict:
    """A verdict on the one conflict of the project, as things are now."""
    figures = {figure.id: figure for figure in project.figures}
    (conflict,) = find_conflicts(project.figures, project.sources)
    return Verdict(
        id=VerdictId(1),
        guid="verdict-1",
        conflict=standing.key_of(conflict, figures, project.sources),
        relation=conflict.relation,
        kind=kind,
        members=standing.judged(conflict, figures, project.sources),
        preferred=preferred,
        reason="=measured on site",
        changed_at="2026-11-20T08:00:00+00:00",
        changed_by="Aigul",
    )


def rows(path: Path, content: WorkbookContent, sheet: str, language: str = "en") -> list[dict[str, Any]]:
    """The rows of a sheet's table by header, with the values that the program worked out."""
    write_workbook(path, content, language=language)
    found = openpyxl.load_workbook(path, data_only=True)[sheet]
    table = next(iter(found.tables.values()))
    heads, *lines = [[cell.value for cell in line] for line in found[table.ref]]
    return [dict(zip(heads, line, strict=True)) for line in lines]


@pytest.fixture
def chile(empty: Any) -> Any:
    fill(empty)
    return empty


def test_a_conflict_is_shown_with_its_verdict(tmp_path: Path, chile: Any) -> None:
    """What, which figure and value, why, who and when; a reason that looks like a formula is text."""
    (row,) = rows(tmp_path / "o.xlsx", chile.content(GRID, verdicts=[judged(chile)]), "Conflicts")
    assert (row["State"], row["Verdict"], row["Decided value"]) == ("decided", "✓ one is right", "1.8\xa0t")
    assert row["Figure that is right"].startswith("“1.8 t”") or row["Figure that is right"].startswith("1.8 t")
    assert (row["Reason of the verdict"], row["Decided by"]) == ("=measured on site", "Aigul")
    assert row["Decided on"] == "20 November 2026"
    assert (row["Figures"], row["Origins"]) == (3, 3)


@pytest.mark.parametrize("spec", [GRID, BY_SOURCE])
def test_only_a_verdict_settles_what_contradicts(tmp_path: Path, chile: Any, spec: ComparisonSpec) -> None:
    """Before it the line has no settled value, whatever most origins say; after it the preferred one."""
    (before,) = rows(tmp_path / "o.xlsx", chile.content(spec), "Details")
    assert (before["Decided or agreed"], before["Said by most origins"]) == (None, 2.6)
    assert before["Assessment"] == "≠ contradiction"
    assert "Verdict" not in before
    (after,) = rows(tmp_path / "o.xlsx", chile.content(spec, verdicts=[judged(chile)]), "Details")
    assert (after["Decided or agreed"], after["Decided value"], after["Said by most origins"]) == (1.8, 1.8, 2.6)
    assert after["Assessment"] == after["Verdict"] == "✓ one is right"
    assert (after["Reason"], after["Decided by"]) == ("=measured on site", "Aigul")


def test_a_decided_cell_shows_what_was_decided(tmp_path: Path, chile: Any) -> None:
    """In the table of subjects one number stands, without the mark of a contradiction."""
    (row,) = rows(tmp_path / "o.xlsx", chile.content(GRID, verdicts=[judged(chile)]), "Comparison")
    assert row["Chile"] == 1.8
    assert "Chile, to" not in row
    assert row["Chile, assessment"] == "✓ one is right · 3/3"
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx")["Comparison"]
    formats = [cell.number_format for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    assert not any("≠" in look for look in formats)


def test_what_the_right_figure_excludes_stays_marked(tmp_path: Path, chile: Any) -> None:
    """In a row of sources the others are still contradicted; the right one is not."""
    write_workbook(tmp_path / "o.xlsx", chile.content(BY_SOURCE, verdicts=[judged(chile)]), language="en")
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx")["Comparison"]
    table = next(iter(sheet.tables.values()))
    heads, line = (list(row) for row in sheet[table.ref])
    marked = {head.value: "≠" in cell.number_format for head, cell in zip(heads, line, strict=True)}
    assert {name: marked[name] for name in ("Outlet 1", "Outlet 2", "Outlet 3")} == {
        "Outlet 1": True,
        "Outlet 2": False,
        "Outlet 3": True,
    }


@pytest.mark.parametrize("kind", [VerdictKind.BOTH, VerdictKind.NOT_COMPARABLE, VerdictKind.UNRESOLVED])
def test_a_verdict_without_a_figure_settles_no_value(tmp_path: Path, chile: Any, kind: VerdictKind) -> None:
    """That both hold is decided, but there is no one number."""
    (row,) = rows(tmp_path / "o.xlsx", chile.content(GRID, verdicts=[judged(chile, kind, None)]), "Details")
    assert (row["Decided or agreed"], row["Decided value"]) == (None, None)
    assert row["Verdict"].endswith(kind.value)
    assert (row["Assessment"] == "≠ contradiction") == (kind is VerdictKind.UNRESOLVED)


def amended(project: Any) -> None:
    project.figures[0] = replace(project.figures[0], amount=stated("2.7"))


def joined(project: Any) -> None:
    project.add(4, "3.1 t", stated("3.1"), "t", "output", "Chile")


@pytest.mark.parametrize(
    ("change", "said"), [(amended, "amount was 2.6, is now 2.7"), (joined, "has joined the conflict")]
)
def test_a_reopened_verdict_is_open(tmp_path: Path, chile: Any, change: Callable[[Any], None], said: str) -> None:
    """No sheet calls it settled; the former verdict is mentioned with what has changed."""
    verdict = judged(chile)
    change(chile)
    content = chile.content(GRID, verdicts=[verdict], judged=chile.figures)
    (row,) = rows(tmp_path / "o.xlsx", content, "Conflicts")
    assert (row["State"], row["Decided value"]) == ("re-opened", None)
    assert row["Verdict"] == "↻ re-opened (was: one is right)"
    assert said in row["Reason of the verdict"]
    assert "=measured on site" in row["Reason of the verdict"]
    (line,) = rows(tmp_path / "o.xlsx", content, "Details")
    assert (line["Decided or agreed"], line["Decided value"]) == (None, None)
    assert line["Assessment"] == "≠ contradiction"


def test_a_view_of_accepted_figures_does_not_reopen(tmp_path: Path, chile: Any) -> None:
    """A suggested figure that is left out of the workbook has not left the conflict."""
    chile.figures[2] = replace(chile.figures[2], status=Status.SUGGESTED)
    verdict = judged(chile)
    accepted = replace(GRID, statuses=(Status.ACCEPTED,))
    (row,) = rows(tmp_path / "o.xlsx", chile.content(accepted, verdicts=[verdict], judged=chile.figures), "Conflicts")
    assert row["State"] == "decided"


def test_a_verdict_on_what_is_no_conflict_any_more_is_listed(tmp_path: Path, chile: Any) -> None:
    """With the words that were judged and what became of them."""
    verdict = judged(chile)
    chile.figures[1] = replace(chile.figures[1], amount=stated("2.6"))
    (row,) = rows(tmp_path / "o.xlsx", chile.content(GRID, verdicts=[verdict], judged=chile.figures), "Conflicts")
    assert (row["State"], row["Verdict"]) == ("over", "no conflict any more (was: one is right)")
    assert "1.8 t" in row["What the sources state"]


def test_the_csv_says_which_figure_is_right(tmp_path: Path, chile: Any) -> None:
    """Beside each figure its conflict, the verdict, and whether it is the right one."""
    write_csv(tmp_path / "o.csv", chile.content(GRID, verdicts=[judged(chile)]), language="en")
    with (tmp_path / "o.csv").open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert [line["preferred"] for line in lines] == ["no", "yes", "no"]
    assert {line["verdicts"] for line in lines} == {"one is right"}
    assert {line["conflict_states"] for line in lines} == {"decided"}
    assert not lines[0]["verdict_reason"].startswith("=")
