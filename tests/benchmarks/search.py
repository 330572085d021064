"""Lists, filters and searches over a large made-up project: `python tests/benchmarks/search.py [articles]`.

Run by hand, from the top of the source tree; 20,000 articles with 200,000 figures unless another number is said. The
project is made once and kept (see generated.py). Prints milliseconds of the processor, and ratios to the bare SQL of
the same question.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from generated import percentile, project_file

from workbench.core.actions import searching
from workbench.core.model.figure import Doubt, Field, Kind, Status
from workbench.core.model.filter import FigureFilter, Order
from workbench.core.model.period import Period
from workbench.core.model.search import FigureSearch, SourceFilter
from workbench.core.project import Project
from workbench.core.store.queries import ORDERS

TIMES = 20
SHOWN = 100  # figures that a list fetches for what is seen of it
TYPED = (
    "запас", "запасы", "запасы нефти", "нефть добыча экспорт", '"редкие земли"', "редких земель", "месторожден*",
    "запасы -министр", "компания", "reserve", "reserves oil", '"rare earths"', "exported price", "мұнай", "қор",
    "Қазақстан экспорты", "баво", "ткани", "ё", "1234,5", "987,6 млн", "слово которого нет",
)  # fmt: skip
WHERE = (SourceFilter(), SourceFilter(languages=("ru",)), SourceFilter(since="2020", until="2022-06"))
FILTERS = {
    "status": FigureFilter(statuses=(Status.SUGGESTED,)),
    "kind": FigureFilter(kinds=(Kind.MONEY,)),
    "unit": FigureFilter(units=("t",)),
    "measure and status": FigureFilter(measures=("price",), statuses=(Status.SUGGESTED,)),
    "subject": FigureFilter(subjects=("Company 7",)),
    "doubt": FigureFilter(doubts=(Doubt.UNIT_MISSING,)),
    "text, many": FigureFilter(text="МЛН"),
    "text, few": FigureFilter(text="777,7"),
}
ORDERED = ("status", "kind", "measure and status", "text, many")  # filters that are also put in other orders
RANGES = {
    "1–3 Mt of any mass": FigureSearch(low=Decimal(1), high=Decimal(3), unit="Mt"),
    "over 28 million t": FigureSearch(low=Decimal(28_000_000), unit="t"),
    "one number": FigureSearch(low=Decimal(260_000_000), high=Decimal(260_000_000)),
    "a period": FigureSearch(period=Period("2021-06")),
    "value, measure, year": FigureSearch(
        figures=FigureFilter(measures=("reserves",)), low=Decimal(1), high=Decimal(900), unit="Mt",
        period=Period("2020"),
    ),
    "publisher and date": FigureSearch(sources=SourceFilter(publishers=("Publisher 3",), since="2020")),
}  # fmt: skip


def took(function: Callable[[], object]) -> list[float]:
    """Milliseconds of the processor in each of several runs."""
    taken = []
    for _ in range(TIMES):
        start = time.process_time()  # other programs of a busy machine do not count
        function()
        taken.append((time.process_time() - start) * 1000)
    return taken


class Report:
    """Collects what was measured under a heading and prints it."""

    def __init__(self) -> None:
        self.all: dict[str, list[float]] = {}

    def add(self, group: str, what: str, ours: Callable[[], object], bare: Callable[[], object]) -> None:
        taken, plain = took(ours), took(bare)
        self.all.setdefault(group, []).extend(taken)
        ratio = statistics.median(taken) / statistics.median(plain)
        print(
            f"  {what:28} median {statistics.median(taken):7.1f} ms  p95 {percentile(taken):7.1f} ms"
            f"  × {ratio:6.2f} of bare SQL ({statistics.median(plain):.1f} ms)"
        )

    def total(self) -> None:
        for group, taken in self.all.items():
            print(f"{group}: p95 {percentile(taken):.1f} ms over {len(taken)} questions, worst {max(taken):.1f} ms")


def lists(project: Project, raw: sqlite3.Connection, report: Report) -> None:
    print("list")
    report.add(
        "list", "sources", project.articles.summaries,
        lambda: raw.execute("SELECT id, title, publisher, published, language FROM article").fetchall(),
    )  # fmt: skip
    report.add(
        "list", "all figures, first shown", lambda: project.figures.many(project.figures.ids()[:SHOWN]),
        lambda: raw.execute("SELECT id FROM figure ORDER BY article_id, full_start, id").fetchall(),
    )  # fmt: skip
    for order in (Order.VALUE, Order.DOUBT, Order.CONFIDENCE):
        for name, wanted in (("all", FigureFilter()), *((name, FILTERS[name]) for name in ORDERED)):
            report.add(
                "list", f"by {order.value}, {name}",
                lambda o=order, w=wanted: project.figures.many(project.figures.ids(w, o)[:SHOWN]),  # type: ignore[misc]
                lambda o=order: raw.execute(" ".join(("SELECT id FROM figure", ORDERS[o]))).fetchall(),  # type: ignore[misc]
            )  # fmt: skip
    report.add(
        "list", "values of subject", lambda: project.figures.values(Field.SUBJECT, "com"),
        lambda: raw.execute("SELECT subject, count(*) FROM figure GROUP BY subject").fetchall(),
    )  # fmt: skip
    report.add(
        "list", "publishers", project.search.publishers,
        lambda: raw.execute("SELECT DISTINCT publisher FROM article").fetchall(),
    )  # fmt: skip


def filters(project: Project, statements: list[tuple[str, tuple]], raw: sqlite3.Connection, report: Report) -> None:
    """The bare case is the statement that the store itself runs last for the question."""
    print("filter")
    questions: dict[str, Callable[[], list]] = {}
    for name, wanted in FILTERS.items():
        questions[name] = lambda wanted=wanted: project.figures.ids(wanted)  # type: ignore[misc]
    for name, asked in RANGES.items():
        questions[name] = lambda asked=asked: searching.find_figures(project, asked)  # type: ignore[misc]
    for name, ask in questions.items():
        statements.clear()
        number = len(ask())
        sql, parameters = statements[-1]
        bare = lambda sql=sql, parameters=parameters: raw.execute(sql, parameters).fetchall()  # noqa: E731
        report.add("filter", f"{name} ({number:,})", lambda ask=ask: project.figures.many(ask()[:SHOWN]), bare)  # type: ignore[misc]


def searches(project: Project, statements: list[tuple[str, tuple]], raw: sqlite3.Connection, report: Report) -> None:
    print("search")
    for typed in TYPED:
        for where in WHERE if typed in ("запасы нефти", "reserve") else WHERE[:1]:
            statements.clear()
            found = searching.find_texts(project, typed, where)
            match = next(p[0] for s, p in statements if "FROM text_index" in s)
            bare = lambda match=match: raw.execute(  # noqa: E731
                "SELECT rowid FROM text_index WHERE text_index MATCH ?", (match,)
            ).fetchall()
            what = f"{typed} ({len(found.articles):,})" + (" filtered" if where != WHERE[0] else "")
            report.add("search", what, lambda t=typed, w=where: searching.find_texts(project, t, w), bare)  # type: ignore[misc]


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    path: Path = project_file(articles)
    with Project.open(path, read_only=True) as project:
        statements: list[tuple[str, tuple]] = []
        database = project._database

        def listening(asked: Callable) -> Callable:
            def asking(sql: str, parameters: tuple = ()) -> object:
                statements.append((sql, tuple(parameters)))
                return asked(sql, parameters)

            return asking

        raw = database._utils.conn
        print(f"{articles:,} articles, {project.figures.count():,} figures, {path.stat().st_size / 1e6:.0f} MB")
        database.rows, database.row = listening(database.rows), listening(database.row)  # type: ignore[method-assign]
        searching.find_texts(project, "запас")  # reads the dictionary of Russian forms, once
        report = Report()
        lists(project, raw, report)
        filters(project, statements, raw, report)
        searches(project, statements, raw, report)
        report.total()


if __name__ == "__main__":
    main()
