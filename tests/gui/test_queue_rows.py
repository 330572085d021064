"""The review queue lists figures lazily, filters them, and knows what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from workbench.core.actions import reviewing
from workbench.core.model.amount import Amount
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import Figure, FigureId, Kind, Statement, Status
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.core.reading.reader import read_text
from workbench.gui.fields.queue_filter import Scope
from workbench.gui.models.figures import FigureTable
from workbench.gui.panels.queue import Queue
from workbench.gui.session import Session


@pytest.fixture
def queue(qtbot: QtBot, project_file: Path) -> Iterator[Queue]:
    session = Session()
    assert session.open(project_file)
    made = Queue(session)
    qtbot.addWidget(made)
    made.scope.setCurrentIndex(1)
    yield made
    session.close()
    session.jobs.close()


def made_up(number: FigureId) -> Figure:
    return Figure(
        id=number, guid="", article_id=ArticleId(1), quote=f"{number} t", span=Span(0, 1), full_span=Span(0, 1),
        kind=Kind.QUANTITY, amount=Amount.exact(Decimal(number)), unit="t",  # type: ignore[arg-type]
    )  # fmt: skip


def test_only_rows_in_view_are_fetched() -> None:
    """A table of 100,000 figures fetches a chunk for the row that is asked about."""
    asked: list[int] = []

    def fetch(ids: Sequence[FigureId]) -> list[Figure]:
        asked.append(len(ids))
        return [made_up(number) for number in ids]

    table = FigureTable(fetch, lambda figure: "here")
    table.set_ids([FigureId(n) for n in range(1, 100_001)])
    assert table.data(table.index(50_000, 1)) == "50001 t"
    assert sum(asked) < 1000


def test_model_keeps_qt_s_rules(queue: Queue) -> None:
    """Qt's own tester finds no fault while rows come and go."""
    tester = QAbstractItemModelTester(queue.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    queue.words.setText("million")
    queue.refresh()
    assert len(queue.model.ids) == 2
    queue.words.clear()
    queue.refresh()
    assert len(queue.model.ids) == 4
    assert tester.model() is queue.model


def test_filters_narrow_the_list(queue: Queue) -> None:
    """Status and source are conditions of the list."""
    session = queue._session
    session.do(reviewing.accept, [FigureId(1)])
    queue.status.setCurrentIndex(1 + list(Status).index(Status.ACCEPTED))
    assert list(queue.model.ids) == [1]
    queue.status.setCurrentIndex(0)
    queue.scope.setCurrentIndex(0)
    assert queue.scope.value is Scope.ARTICLE
    queue.set_article(ArticleId(2))
    assert list(queue.model.ids) == [3, 4]


def test_next_open_goes_on_below_then_from_the_top(queue: Queue) -> None:
    """After the last open figure comes the first that was left open; when all are settled, none."""
    session = queue._session
    session.do(reviewing.accept, [FigureId(2), FigureId(4)])
    assert [queue.next_open(FigureId(n)) for n in (1, 3)] == [3, 1]
    session.do(reviewing.accept, [FigureId(1), FigureId(3)])
    assert queue.next_open(FigureId(1)) is None


def test_current_row_follows_the_selected_figure(queue: Queue) -> None:
    """Selecting in a reader moves the row, and a row chosen here selects the figure."""
    session = queue._session
    session.select_figure(FigureId(3))
    assert queue.table.currentIndex().row() == 2
    queue.table.selectRow(0)
    assert session.selected_figure == 1


def test_count_says_how_much_is_settled(queue: Queue) -> None:
    """The queue counts settled figures of what it lists."""
    queue._session.do(reviewing.reject, [FigureId(1)])
    assert "1" in queue._settled.text()
    assert "4" in queue._settled.text()


def test_the_current_row_stands_a_third_down(qtbot: QtBot, tmp_path: Path) -> None:
    """What comes next is seen below the current row; a row chosen by a click stays under the mouse."""
    path = tmp_path / "long.workbench"
    with Project.create(path) as project, project.history.operation("Import") as op:
        text = "Ore\n\n" + " ".join(f"{n} t" for n in range(100, 200))
        article = project.articles.add(op, read_text(text), ())
        project.figures.add(op, article, [made_at(text, f"{n} t", n) for n in range(100, 200)], text)
    session = Session()
    assert session.open(path)
    queue = Queue(session)
    qtbot.addWidget(queue)
    queue.resize(900, 300)
    queue.show()
    queue.set_article(article)
    session.select_figure(queue.model.ids[50])
    table = queue.table
    top = table.rowViewportPosition(50)
    assert abs(top - table.viewport().height() // 3) <= table.rowHeight(0)
    table.selectRow(52)
    assert table.rowViewportPosition(50) == top
    session.close()
    session.jobs.close()


def made_at(text: str, words: str, value: int) -> Statement:
    span = Span(text.index(words), text.index(words) + len(words))
    return Statement(span=span, full_span=span, kind=Kind.QUANTITY, amount=Amount.exact(Decimal(value)), unit="t")
