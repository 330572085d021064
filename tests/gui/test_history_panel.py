"""The history as it is seen: older steps come when scrolled to, words find them, one alone can be taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from workbench.core.actions import reviewing
from workbench.core.model.figure import FigureId, Status
from workbench.core.project import Project
from workbench.gui.cards import Card
from workbench.gui.panels import history
from workbench.gui.panels.history import HistoryPanel
from workbench.gui.window import Window


@pytest.fixture
def panel(window: Window) -> HistoryPanel:
    window.focus_part("history")
    return window.history


def project(window: Window) -> Project:
    assert window.session.project is not None
    return window.session.project


def figures(window: Window) -> list[FigureId]:
    return project(window).figures.ids()


def cards(panel: HistoryPanel) -> list[Card]:
    panel.reload()
    return [
        card
        for row in range(panel.list.cards.rowCount())
        if (card := panel.list.card_at(panel.list.cards.index(row)))
    ]


def choose(panel: HistoryPanel, row: int) -> None:
    cards(panel)
    panel.list.setCurrentIndex(panel.list.cards.index(row))


def test_enter_goes_back_and_forward(window: Window, panel: HistoryPanel, qtbot: QtBot) -> None:
    """The step that is chosen is the last that holds; choosing alone changes nothing."""
    window.session.do(reviewing.accept, figures(window)[:1])
    window.session.do(reviewing.reject, figures(window)[1:2])
    assert [c.title for c in cards(panel)][-1] == "The empty project"
    choose(panel, 2)
    assert not any(card.faded for card in cards(panel))
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert [c.faded for c in cards(panel)] == [True, True, False, False]
    choose(panel, 0)
    panel.go.click()
    assert [c.faded for c in cards(panel)] == [False, False, False, False]


def test_a_step_says_what_it_changed(window: Window, panel: HistoryPanel) -> None:
    """Figure, field, before and after."""
    window.session.do(reviewing.correct, figures(window)[0], subject="Mongolia")
    choose(panel, 0)
    said = panel.details.toPlainText()
    assert "“2.6 million tonnes”" in said
    assert "subject: Kazakhstan → Mongolia" in said


def test_one_old_step_is_taken_back_alone(window: Window, panel: HistoryPanel) -> None:
    """The newer step stays; the revert is the newest step, and undo takes it back."""
    first, second = figures(window)[:2]
    window.session.do(reviewing.accept, [first])
    window.session.do(reviewing.reject, [second])
    choose(panel, 1)
    panel.revert.click()
    statuses = [project(window).figures.get(i).status for i in (first, second)]
    assert statuses == [Status.SUGGESTED, Status.REJECTED]
    assert cards(panel)[0].title == "Revert “Accept 1 figure”"
    window.session.undo()
    assert project(window).figures.get(first).status is Status.ACCEPTED


def test_what_stands_on_a_step_is_named_and_goes_along_when_told(window: Window, panel: HistoryPanel) -> None:
    """Nothing happens until the person says so."""
    first = figures(window)[0]
    window.session.do(reviewing.correct, first, subject="Mongolia")
    window.session.do(reviewing.correct, first, subject="Peru")
    choose(panel, 1)
    panel.revert.click()
    assert "Correct figure" in panel.details.toPlainText()
    assert project(window).figures.get(first).subject == "Peru"
    panel.revert_too.click()
    assert project(window).figures.get(first).subject == "Kazakhstan"
    window.session.undo()
    assert project(window).figures.get(first).subject == "Peru"


def test_words_find_steps(window: Window, panel: HistoryPanel, qtbot: QtBot) -> None:
    """In any case; where there are none it says what to do."""
    window.session.do(reviewing.accept, figures(window)[:1])
    panel.words.setText("aCCept")
    qtbot.waitUntil(lambda: [c.title for c in cards(panel)] == ["Accept 1 figure"])
    panel.words.setText("nothing like it")
    qtbot.waitUntil(lambda: cards(panel) == [])
    assert "Clear the line" in panel._parts._empty.text()


def test_older_steps_come_when_scrolled_to(
    window: Window, panel: HistoryPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list has no end but the project's beginning."""
    monkeypatch.setattr(history, "PAGE", 20)
    for number in range(70):
        with project(window).history.operation(f"Step {number}") as op:
            project(window).options.set(op, "n", number)
    panel._cards = []
    assert len(cards(panel)) == 20
    choose(panel, 3)
    bar = panel.list.verticalScrollBar()

    def at_the_beginning() -> bool:
        bar.setValue(bar.maximum())
        return panel._cards[-1].title == "The empty project"

    qtbot.waitUntil(at_the_beginning)
    assert len(panel._cards) == panel.list.cards.rowCount() == 72
    assert panel.list.currentIndex().row() == 3


def test_a_read_only_project_offers_nothing_to_take_back(window: Window, panel: HistoryPanel) -> None:
    """The steps can still be read."""
    path = project(window).path
    window.session.close()
    window.session.open(path, read_only=True)
    choose(panel, 0)
    assert not panel.revert.isEnabled()
    assert not panel.go.isEnabled()
    assert "Import" in panel.details.toPlainText()
