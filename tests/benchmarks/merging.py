"""Measures a merge against a plain loop that copies the same rows: `python tests/benchmarks/merging.py [articles]`.

Run by hand, from the top of the source tree. Two copies of a project of 1,000 articles with 20,000 figures, or as
many as you say: once a colleague has settled and corrected every figure, once he has added as many articles again.
The plain loop knows beforehand which rows, compares nothing, keeps no history and looks at nothing it copies.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import store

from workbench.core.actions import merging
from workbench.core.model.disposition import Disposition, NumberClass
from workbench.core.model.figure import Status
from workbench.core.model.merge import Found
from workbench.core.project import Project

store.PER_ARTICLE = 20
TABLES = ("original", "body", "reading", "article", "figure")


def fill(project: Project, count: int, seed: int) -> None:
    chance = random.Random(seed)
    with project.history.operation("Import") as op:
        for number in range(count):
            draft, statements = store.article(seed * 1_000_000 + number, chance)
            found = [Disposition(s.span, NumberClass.FIGURE) for s in statements]
            added = project.articles.add(op, draft, found)
            project.figures.add(op, added, statements, draft.text)


def settle_everything(project: Project) -> None:
    with project.history.operation("Correct") as op:
        for figure in project.figures.all():
            project.figures.update(op, figure.id, status=Status.ACCEPTED, item="iron ore")


def merged(folder: Path, base: Path, work: Callable[[Project], object]) -> tuple[float, float, Found, Path]:
    """Seconds of the merge and of the snapshot in it, what was found, and the colleague's copy."""
    mine, theirs = folder / f"mine-{work.__name__}.workbench", folder / f"theirs-{work.__name__}.workbench"
    shutil.copy(base, mine)
    shutil.copy(base, theirs)
    with Project.open(theirs, author="B") as project:
        work(project)
    with Project.open(mine, author="A") as project:
        for figure in project.figures.ids()[::10]:
            with project.history.operation("Reject") as op:
                project.figures.set_status(op, [figure], Status.REJECTED)
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as place:
            merging.snapshot(theirs, project.path, Path(place))
        read = time.perf_counter() - start
        start = time.perf_counter()
        found = merging.merge(project, theirs)
        return time.perf_counter() - start, read, found, theirs


def copied(folder: Path, base: Path, theirs: Path) -> float:
    """Seconds of the plain loop: rows that are new or differ, one by one, in one transaction."""
    target = folder / "plain.workbench"
    shutil.copy(base, target)
    with closing(sqlite3.connect(target, isolation_level=None)) as ours, closing(sqlite3.connect(theirs)) as source:
        for (name,) in ours.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            ours.execute(f'DROP TRIGGER "{name}"')
        ours.execute("PRAGMA journal_mode = WAL").fetchone()
        ours.execute("PRAGMA synchronous = FULL")
        start = time.perf_counter()
        ours.execute("BEGIN")
        for table in TABLES:
            for row in source.execute(f"SELECT * FROM {table}"):
                marks = ", ".join("?" * len(row))
                ours.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", row)
        ours.execute("COMMIT")
        return time.perf_counter() - start


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000

    def more_articles(project: Project) -> None:
        fill(project, count, 2)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        base = folder / "base.workbench"
        with Project.create(base, author="A") as project:
            fill(project, count, 1)
        for work in (settle_everything, more_articles):
            took, read, found, theirs = merged(folder, base, work)
            plain = copied(folder, base, theirs)
            changed = sum(one.added + one.changed for one in found.counts)
            print(
                f"{work.__name__}: {changed} rows, {found.differences} differences; merge {took:.2f} s = "
                f"{took / plain:.1f} x the plain loop ({plain:.2f} s); of that snapshot and check {read:.2f} s"
            )


if __name__ == "__main__":
    main()
