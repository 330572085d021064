"""Measures how fast a comparison opens: `python tests/benchmarks/comparing.py [articles]`, ten figures in each.

Times are of the processor: reading what a layout takes, laying it out, and making the cells of one screen.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeVar

import generated

from workbench.core.comparison.filling import Given, figures_for, fill, plan
from workbench.core.model.comparison import GRID, Axis, ComparisonSpec
from workbench.core.model.figure import FigureId
from workbench.core.project import Project

T = TypeVar("T")
ROWS, COLUMNS = 25, 8  # of one screen
_BARE = "SELECT id, article_id, measure, subject, item, place, period, kind, unit, low, high FROM figure"
SPECS = {
    "measure, item, subject by source": ComparisonSpec(),
    "measure by subject": GRID,
    "publisher by period": ComparisonSpec(rows=(Axis.PUBLISHER,), columns=(Axis.PERIOD,)),
}


def timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def going(*_: int) -> None:
    """Nobody looks at the progress."""


def never() -> bool:
    return False


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with Project.open(generated.project_file(articles)) as project:
        reading, briefs = timed(lambda: project.briefs.between(0, sys.maxsize, ComparisonSpec().statuses))
        naming, labels = timed(project.briefs.labels)
        raw = project._database._utils.conn
        bare, _ = timed(lambda: raw.execute(_BARE).fetchall())
        print(f"{len(briefs)} figures read in {reading:.2f} s, headings in {naming:.2f} s, bare SQL {bare:.2f} s")
        for name, spec in SPECS.items():
            laying, made = timed(lambda spec=spec: plan(spec, briefs, labels, progress=going, cancelled=never))  # type: ignore[misc]
            cells = [(row, column) for row in made.layout.rows[:ROWS] for column in made.layout.columns[:COLUMNS]]
            ids, whole = figures_for(made, cells)
            fetching, figures = timed(lambda ids=ids: project.figures.many([FigureId(i) for i in ids]))  # type: ignore[misc]
            sources = {**labels, **project.briefs.sources({figure.article_id for figure in figures})}
            given = Given(figures=figures, sources=sources)
            filling, _ = timed(lambda: fill(made, cells, given, progress=going, cancelled=never))  # noqa: B023
            note = "" if whole else ", held against themselves only"
            print(
                f"{name}: laid out {laying:.2f} s ({len(made.layout.rows)} x {len(made.layout.columns)}), "
                f"a screen of {len(ids)} figures {fetching + filling:.2f} s{note}; "
                f"all of it {reading + naming + laying + fetching + filling:.2f} s, "
                f"× {(reading + naming + laying + fetching + filling) / bare:.1f} of bare SQL"
            )


if __name__ == "__main__":
    main()
