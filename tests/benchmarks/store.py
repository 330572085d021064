"""Measures the store against raw sqlite3 at the same durability: `python tests/benchmarks/store.py [articles]`.

Run by hand, from the top of the source tree. Prints ratios and milliseconds; the default size is 20,000 articles
with ten figures each.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from workbench.core.model.amount import Amount
from workbench.core.model.article import ArticleDraft, Block, BlockKind, Guess
from workbench.core.model.disposition import Disposition, NumberClass
from workbench.core.model.figure import Doubt, Field, FigureId, Kind, Statement, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.core.store.statements import insert

PER_ARTICLE = 10
WORDS = ("запасы", "месторождения", "составляют", "добыча", "выросла", "экспорт", "компания", "редкие", "земли")
UNITS = ("t", "USD", "%", "km2", None)
KINDS = {"t": Kind.QUANTITY, "USD": Kind.MONEY, "%": Kind.PERCENT, "km2": Kind.QUANTITY, None: Kind.NUMBER}
MEASURES = ("reserves", "output", "exports", "price", "stake", None)
SUBJECTS = tuple(f"Company {n}" for n in range(300))


def article(number: int, chance: random.Random) -> tuple[ArticleDraft, list[Statement]]:
    """A made-up article of about 1,500 letters with its figures."""
    parts: list[str] = [f"Источник {number}\n"]
    statements = []
    at = len(parts[0])
    for _ in range(PER_ARTICLE):
        lead = " ".join(chance.choices(WORDS, k=12)) + " "
        value = Decimal(chance.randrange(1, 10_000)) / 10
        quote = f"около {value} млн тонн".replace(".", ",")
        parts += [lead, quote, ". "]
        start = at + len(lead)
        at = start + len(quote) + 2
        span = Span(start, start + len(quote))
        unit = chance.choice(UNITS)
        statements.append(
            Statement(
                span=Span(start + 6, span.end),
                full_span=span,
                kind=KINDS[unit],
                amount=Amount.exact(value * 1_000_000, Decimal(100_000)),
                unit=unit,
                measure=chance.choice(MEASURES),
                subject=chance.choice(SUBJECTS),
                doubts=() if unit else (Doubt.UNIT_MISSING,),
                evidence={Field.SUBJECT: Span(0, 8), Field.MEASURE: Span(start - 5, start)},
                rule="benchmark",
            )
        )
    text = "".join(parts)
    guess = Guess(f"Источник {number}", "text")
    draft = ArticleDraft(
        text=text,
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),),
        title=guess,
        publisher=Guess("", "text"),
        author=Guess("", "text"),
        published=Guess("2025-08", "text"),
        language=Guess("ru", "text"),
        file_name=f"{number}.txt",
    )
    return draft, statements


def fill(project: Project, count: int) -> None:
    """Articles in steps of 50, as an import adds them."""
    chance = random.Random(7)
    for first in range(0, count, 50):
        with project.history.operation("Import") as op:
            for number in range(first, min(first + 50, count)):
                draft, statements = article(number, chance)
                found = [Disposition(s.span, NumberClass.FIGURE) for s in statements]
                added = project.articles.add(op, draft, found)
                project.figures.add(op, added, statements, draft.text)


@contextmanager
def timed(what: str, results: dict[str, float]) -> Iterator[None]:
    start = time.perf_counter()
    yield
    results[what] = time.perf_counter() - start


def p95(function: Callable[[], object], times: int = 20) -> str:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        function()
        taken.append((time.perf_counter() - start) * 1000)
    return f"median {statistics.median(taken):.1f} ms, p95 {sorted(taken)[int(times * 0.95) - 1]:.1f} ms"


def raw(folder: Path) -> sqlite3.Connection:
    """The same tables without history, at the same durability."""
    connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
    for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
    for file in sorted(Path("db").glob("0*.sql")):
        connection.executescript(file.read_text("utf-8"))
    return connection


def bulk(folder: Path) -> None:
    """1,000 articles with 20,000 figures in one step: against executemany of the same rows."""
    chance = random.Random(3)
    drafts = [article(n, chance) for n in range(1000)]
    results: dict[str, float] = {}
    with Project.create(folder / "bulk.workbench") as project:
        with timed("import", results), project.history.operation("Import") as op:
            for draft, statements in drafts:
                added = project.articles.add(op, draft, [])
                project.figures.add(op, added, statements * 2, draft.text)
        with timed("undo", results):
            project.history.undo()
        with timed("redo", results):
            project.history.redo()
        columns = [row[1] for row in project._database.rows("PRAGMA table_info(figure)")]
        figures = project._database.rows("SELECT " + ", ".join(columns) + " FROM figure")
        others = {
            table: project._database.rows(f"SELECT * FROM {table}")
            for table in ("original", "body", "reading", "article")
        }
    connection = raw(folder)
    with timed("raw", results):
        connection.execute("BEGIN")
        for table, rows in others.items():
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        connection.executemany(insert("figure", columns), figures)
        connection.execute("COMMIT")
    connection.close()
    print(f"1,000 articles, {len(figures):,} figures: import {results['import']:.2f} s, raw {results['raw']:.2f} s")
    print(f"  speed against raw executemany {results['raw'] / results['import']:.2f}")
    for back in ("undo", "redo"):
        print(f"  {back} {results[back] / results['import']:.2f} of the import")


def single(folder: Path) -> None:
    """One accepted figure against one raw transaction that changes the same row and adds two."""
    path = folder / "single.workbench"
    with Project.create(path) as project:
        fill(project, 50)
        ids = project.figures.ids()[:300]
        start = time.perf_counter()
        for figure in ids:
            accept(project, figure)
        ours = time.perf_counter() - start
        raw_rows = {
            table: project._database.rows(f"SELECT * FROM {table}")
            for table in ("original", "body", "reading", "article", "figure")
        }
    (folder / "raw.db").unlink()
    connection = raw(folder)
    connection.execute("BEGIN")
    for table, rows in raw_rows.items():
        connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    connection.execute("COMMIT")
    step = "INSERT INTO operation (guid, name, author, at, state) VALUES (?, 'Accept figure', 'analyst', ?, 'done')"
    log = "INSERT INTO change (operation_id, table_name, row_id, before, after) VALUES (?, 'figure', ?, ?, ?)"
    set_ = "UPDATE figure SET status = 'rejected', changed_at = ?, changed_by = ? WHERE id = ?"
    start = time.perf_counter()
    for number, figure in enumerate(ids, 1):
        connection.execute("BEGIN")
        connection.execute(step, (f"{number:036}", "2026-01-01T00:00:00.000+00:00"))
        connection.execute(set_, (str(number), "analyst", figure))
        connection.execute(log, (number, figure, '{"status":"suggested"}', '{"status":"accepted"}'))
        connection.execute("COMMIT")
    theirs = time.perf_counter() - start
    connection.close()
    print(
        f"one accepted change {ours / 300 * 1000:.2f} ms, {ours / theirs:.2f} of a raw transaction of the same rows"
    )


def accept(project: Project, figure: FigureId) -> None:
    with project.history.operation("Accept figure") as op:
        project.figures.update(op, figure, status=Status.ACCEPTED)


def big(folder: Path, articles: int) -> None:
    path = folder / "big.workbench"
    results: dict[str, float] = {}
    with Project.create(path) as project, timed("fill", results):
        fill(project, articles)
    with timed("open", results):
        project = Project.open(path)
    with project:
        count = project.figures.count()
        print(f"{articles:,} articles, {count:,} figures: {path.stat().st_size / 1e6:.0f} MB, opened in "
              f"{results['open'] * 1000:.0f} ms")  # fmt: skip
        with timed("all", results):
            project.figures.all()
        print(f"  all figures as objects {results['all']:.2f} s")
        for what, wanted in (
            ("every id", FigureFilter()),
            ("status and measure", FigureFilter(statuses=(Status.SUGGESTED,), measures=("price",))),
            ("subject", FigureFilter(subjects=("Company 7",))),
            ("doubt", FigureFilter(doubts=(Doubt.UNIT_MISSING,))),
            ("text, many", FigureFilter(text="МЛН")),
            ("text, few", FigureFilter(text="777,7")),
        ):
            print(
                f"  ids, {what} ({project.figures.count(wanted):,}): {p95(lambda w=wanted: project.figures.ids(w))}"
            )
        print(f"  sources list: {p95(project.articles.summaries)}")
        print(f"  values of subject: {p95(lambda: project.figures.values(Field.SUBJECT, 'com'))}")
        some = project.figures.ids()[1000:1050]
        print(f"  50 figures by id: {p95(lambda: project.figures.many(some))}")
        with timed("check", results):
            assert project.store_check() == []
        print(f"  store check {results['check']:.2f} s")


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bulk(folder)
        single(folder)
        big(folder, articles)


if __name__ == "__main__":
    main()
