"""A real window on a real project of two small articles; nothing is read from or written to the user's folders."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import Kind, Statement
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.core.reading.reader import read_text
from workbench.gui import app as start
from workbench.gui import theme
from workbench.gui.desk import Desk
from workbench.gui.session import Session
from workbench.gui.window import Window

FIRST = "A survey of ore\n\nThe geologists put the reserves of Kazakhstan at 2.6 million tonnes, and China's at 44."
SECOND = "Another count\n\nKazakhstan holds more than 28 million tonnes, says the ministry. Its price is 12 USD."


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen screen says what it cannot do; every other warning of Qt fails a test."""
    lacks = "does not support (propagateSizeHints|raise|grabbing the keyboard)"
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore(lacks, extend=True))


def statement(
    text: str, words: str, value: str, *, qualifier: Qualifier = Qualifier.EXACT, **fields: object
) -> Statement:
    """A figure at the first place where the words stand."""
    start = text.index(words)
    span = Span(start, start + len(words))
    number = Decimal(value)
    low_only = qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST)
    amount = Amount(number, None if low_only else number, qualifier)
    return Statement(span=span, full_span=span, kind=Kind.QUANTITY, amount=amount, **fields)  # type: ignore[arg-type]


def fill(project: Project) -> list[ArticleId]:
    """Two articles that contradict each other about Kazakhstan's reserves."""
    about = {"measure": "reserves", "subject": "Kazakhstan", "unit": "t"}
    first = [
        statement(FIRST, "2.6 million tonnes", "2600000", **about),
        statement(FIRST, "44", "44", measure="reserves", subject="China"),
    ]
    second = [
        statement(SECOND, "more than 28 million tonnes", "28000000", qualifier=Qualifier.MORE_THAN, **about),
        statement(SECOND, "12 USD", "12", measure="price", unit="USD"),
    ]
    added = []
    with project.history.operation("Import 2 articles") as op:
        for text, figures in ((FIRST, first), (SECOND, second)):
            draft = read_text(text)
            assert draft.text == text
            added.append(project.articles.add(op, draft, ()))
            project.figures.add(op, added[-1], figures, text)
    return added


@pytest.fixture
def look(qapp: QApplication) -> None:
    """The program's own style and fonts, without a blinking caret."""
    start.prepare(qapp, Session().settings, start.Options(language="en", theme="light"))
    theme.use_font(qapp)
    qapp.setCursorFlashTime(0)


@pytest.fixture
def project_file(tmp_path: Path) -> Path:
    path = tmp_path / "ore.workbench"
    with Project.create(path, author="Aigul") as project:
        fill(project)
    return path


@pytest.fixture
def empty_window(qtbot: QtBot, look: None) -> Iterator[Window]:
    """The window before any project is open."""
    window = Window(Session())
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    yield window
    window.close()


@pytest.fixture
def window(empty_window: Window, project_file: Path) -> Window:
    """The window on the project of two articles."""
    assert empty_window.session.open(project_file)
    return empty_window


@pytest.fixture
def desk(qtbot: QtBot, look: None, project_file: Path) -> Iterator[Desk]:
    """The desk with its form and queue on a real project, without the window around it."""
    session = Session()
    assert session.open(project_file)
    made = Desk(session)
    for widget in (made, made.form, made.queue):
        qtbot.addWidget(widget)
    made.resize(1000, 500)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    session.close()
    session.jobs.close()
