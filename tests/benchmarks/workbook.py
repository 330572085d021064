"""Measures comparison and workbook: `python tests/benchmarks/workbook.py [evidence rows] [rows] [columns]`.

The workbook is held against a plain openpyxl write-only loop over the same cells, in the same run; the search for
conflicts is timed at 2,000, 20,000 and 200,000 figures to show how it grows. Times are of the processor.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import openpyxl

from workbench.core.comparison.conflicts import find_conflicts
from workbench.core.comparison.report import prepare
from workbench.core.comparison.tables import build
from workbench.core.export.excel import write_workbook
from workbench.core.model.amount import Amount
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import GRID, SourceInfo
from workbench.core.model.figure import Figure, FigureId, Kind, Status
from workbench.core.model.period import Period
from workbench.core.model.span import Span

ARTICLES = 500
PERIODS = tuple(Period(str(year)) for year in range(2019, 2026))


def figures(n: int, measures: int, subjects: int) -> list[Figure]:
    """Figures of so many measures and subjects, in tonnes, four in five agreeing."""
    random = Random(1)
    made = []
    for i in range(n):
        value = Decimal(random.choice((26, 26, 26, 26, 18))) * 100000
        span = Span(i * 200, i * 200 + 12)
        made.append(
            Figure(
                id=FigureId(i + 1),
                guid=f"{i:08x}-4c1d-4b7a-9a3e-0f8e0f8e0f8e",
                article_id=ArticleId(i % ARTICLES + 1),
                quote=f"{value / 10**6} млн тонн",
                span=span,
                full_span=span,
                kind=Kind.QUANTITY,
                amount=Amount.exact(value, Decimal(100000)),
                unit="t",
                measure=f"measure {random.randrange(measures)}",
                subject=f"subject {random.randrange(subjects)}",
                period=random.choice(PERIODS),
                status=random.choice((Status.ACCEPTED, Status.SUGGESTED)),
                rule="number",
            )
        )
    return made


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def plain(source: Path, target: Path) -> float:
    """Time of a write-only loop over the values and formulas of a workbook, without anything else."""
    book = openpyxl.load_workbook(source, read_only=True)
    rows = {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}

    def write() -> None:
        out = openpyxl.Workbook(write_only=True)
        for title, values in rows.items():
            sheet = out.create_sheet(title)
            for row in values:
                sheet.append(row)
        out.save(target)

    return seconds(write)[0]


def workbook(rows: int, measures: int, subjects: int, sources: dict[ArticleId, SourceInfo], folder: Path) -> None:
    target = folder / "out.xlsx"
    some = figures(rows, measures, subjects)
    took, content = seconds(lambda: prepare(GRID, some, sources, texts={}))
    print(
        f"worked out: {rows} figures, {measures} x {subjects} table, {len(content.conflicts)} conflicts: {took:.2f} s"
    )
    took, _ = seconds(lambda: write_workbook(target, content, language="en"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    bare = plain(target, folder / "plain.xlsx")
    print(
        f"written: {took:.2f} s, plain loop {bare:.2f} s, ratio {took / bare:.2f}; "
        f"peak {peak} MB, file {size(target)} MB"
    )


def size(path: Path) -> float:
    return round(path.stat().st_size / 1e6, 1)


def main() -> None:
    rows, measures, subjects = (int(arg) for arg in (*sys.argv[1:], 10000, 100, 20)[:3])
    sources = {
        ArticleId(i): SourceInfo(title=f"Article {i}", publisher=f"Outlet {i % 40}") for i in range(1, ARTICLES + 1)
    }
    with tempfile.TemporaryDirectory() as folder:
        workbook(rows, measures, subjects, sources, Path(folder))
    for n in (2000, 20000, 200000):
        some = figures(n, 200, max(n // 400, 10))
        took, found = seconds(lambda some=some: find_conflicts(some, sources))  # type: ignore[misc]
        laid_out, _ = seconds(lambda some=some, found=found: build(GRID, some, sources, conflicts=found))  # type: ignore[misc]
        print(f"{n} figures: conflicts {took:.2f} s ({len(found)} found), table {laid_out:.2f} s")


if __name__ == "__main__":
    main()
