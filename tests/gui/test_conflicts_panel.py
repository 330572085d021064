"""The conflicts, and why what looks like one is none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from workbench.core.actions import reviewing
from workbench.core.model.figure import FigureId
from workbench.gui.models.lookalikes import look_alikes
from workbench.gui.window import Window


def test_a_look_alike_says_what_keeps_it_apart(window: Window) -> None:
    """Another measure of the same subject is near; the sentence names the field and quotes both sides."""
    project = window.session.project
    assert project is not None
    window.session.do(reviewing.correct, FigureId(3), measure="output")
    [found] = look_alikes(project, project.figures.get(FigureId(1)))
    assert found.figure.id == 3
    assert "Different measures" in found.judgement.reason
    assert "2.6 million tonnes" in found.judgement.reason
    assert "more than 28 million tonnes" in found.judgement.reason


def test_look_alikes_follow_the_figure_and_open_beside_it(window: Window, qtbot: QtBot) -> None:
    """Choosing a figure lists what comes near it; an arrow key shows both in the readers."""
    window.session.do(reviewing.correct, FigureId(3), measure="output")
    window.focus_part("conflicts")
    panel = window.conflicts.look_alikes
    window.session.select_figure(FigureId(1))
    qtbot.waitUntil(lambda: [one.figure.id for one in panel.found] == [3])
    panel.cards.setFocus()
    qtbot.waitUntil(panel.cards.hasFocus)
    wanted: list[tuple[FigureId, ...]] = []
    window.session.figures_wanted.connect(wanted.append)
    qtbot.keyClick(panel.cards, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: wanted == [(1, 3)])
    assert window.session.selected_figure == 1


def test_sources_that_agree_say_so(window: Window) -> None:
    """Without a conflict the panel says what that means."""
    window.session.do(reviewing.reject, [FigureId(2), FigureId(3)])
    window.desk.disagreements.refresh()
    assert window.conflicts.list._empty.text() == "Your sources do not contradict each other."
    assert window.conflicts.list._stack.currentWidget() is window.conflicts.list._empty
