"""Verdicts in the window: given with a few keys, kept while typed, filtered by state; look-alikes made the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from workbench.core.actions import articles, reviewing, verdicts
from workbench.core.actions.comparing import compare
from workbench.core.actions.verdicts import standings
from workbench.core.model.amount import Amount
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import GRID
from workbench.core.model.figure import FigureId
from workbench.core.model.period import Period
from workbench.core.model.verdict import State, VerdictKind
from workbench.core.project import Project
from workbench.gui.board.verdict_box import VerdictBox
from workbench.gui.grid import words_of
from workbench.gui.panels.conflicts import ConflictsPanel
from workbench.gui.window import Window


def project(window: Window) -> Project:
    assert window.session.project is not None
    return window.session.project


@pytest.fixture
def board(window: Window, qtbot: QtBot) -> ConflictsPanel:
    """The board in front, its list on the contradiction, the first of two conflicts."""
    window.session.do(articles.set_field, ArticleId(1), "published", "2025-08-23")
    window.session.do(reviewing.correct, FigureId(2), period=Period("2026-02"), unit="t")
    window.desk.disagreements.refresh()
    window.focus_part("conflicts")
    qtbot.waitUntil(window.conflicts.list.cards.hasFocus)
    window.conflicts.list.cards.setCurrentIndex(window.conflicts.list.cards.cards.index(0))
    return window.conflicts


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    qtbot.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_a_verdict_takes_a_digit_a_reason_and_ctrl_enter(window: Window, board: ConflictsPanel, qtbot: QtBot) -> None:
    """2: the second figure is right; the reason is typed; saving goes on to the next conflict."""
    press(qtbot, board.list.cards, Qt.Key.Key_2)
    qtbot.waitUntil(board.box.reason.hasFocus)
    qtbot.keyClicks(board.box.reason, "newer")
    assert board.box.dirty
    press(qtbot, board.box.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    one = standings(project(window))[0]
    assert one.conflict is not None
    assert one.verdict is not None
    assert (one.state, one.preferred, one.verdict.reason) == (State.DECIDED, one.conflict.members[1], "newer")
    qtbot.waitUntil(board.list.cards.hasFocus)
    chosen = board.list.chosen()
    assert chosen is not None
    assert chosen.state is State.OPEN
    assert "✓" in board.list.cards.cards.card(board.list.cards.cards.index(0)).badge  # type: ignore[union-attr]


def test_undo_opens_the_conflict_again(window: Window, board: ConflictsPanel) -> None:
    """The board follows the history."""
    verdicts.give(project(window), board.list.listed[0], VerdictKind.BOTH)
    assert board.list.listed[0].state is State.DECIDED
    window.session.undo()
    assert board.list.listed[0].state is State.OPEN


def test_a_decided_conflict_marks_no_figure(window: Window, board: ConflictsPanel) -> None:
    """What is settled does not ask to be looked at."""
    found = window.desk.disagreements
    both = board.list.listed[0].conflict
    assert both is not None
    assert set(both.members) <= set(found.members)
    verdicts.give(project(window), board.list.listed[0], VerdictKind.BOTH)
    assert not set(both.members) & set(found.members)


def test_what_changed_is_shown_above_the_box(window: Window, board: ConflictsPanel, qtbot: QtBot) -> None:
    """A re-opened verdict keeps its words in the box, and says why it no longer holds."""
    verdicts.give(project(window), board.list.listed[0], VerdictKind.PREFER, preferred=FigureId(1), reason="why")
    amount = project(window).figures.get(FigureId(1)).amount
    assert amount is not None
    assert amount.low is not None
    window.session.do(reviewing.correct, FigureId(1), amount=Amount.exact(amount.low * 2))
    qtbot.waitUntil(lambda: board.list.listed[0].state is State.REOPENED)
    assert "is now 5.2" in board.box._changes.text()
    assert not board.box._changes.isHidden()
    assert board.box.reason.toPlainText() == "why"


def test_what_was_typed_stays_with_its_conflict(window: Window, board: ConflictsPanel, qtbot: QtBot) -> None:
    """Going to another conflict and back finds it again; Esc forgets it."""
    press(qtbot, board.list.cards, Qt.Key.Key_1)
    qtbot.keyClicks(board.box.reason, "half a")
    model = board.list.cards.cards
    board.list.cards.setCurrentIndex(model.index(1))
    assert board.box.reason.toPlainText() == ""
    board.list.cards.setCurrentIndex(model.index(0))
    assert (board.box.reason.toPlainText(), board.box.draft().preferred) == ("half a", 1)
    kept = board.box.state()
    told: list[bool] = []
    window.session.unsaved_changed.connect(told.append)
    board.box.know([])
    board.box.know([one.key for one in board.list.listed])
    assert told == [False, True]
    press(qtbot, board.box.reason, Qt.Key.Key_Escape)
    assert (board.box.reason.toPlainText(), board.box.dirty, board.box.state()) == ("", False, [])
    board.box.show_state([*kept, {"key": 1}, "?"])
    assert board.box.state() == kept


def test_a_kind_without_a_figure_takes_none(board: ConflictsPanel) -> None:
    """Figure and kind follow each other, so that the box never holds what cannot be saved by mistake."""
    box: VerdictBox = board.box
    box.choose(2)
    assert box.draft().kind is VerdictKind.PREFER
    box.choose(0)
    assert (box.draft().kind, box.draft().preferred) == (VerdictKind.BOTH, None)
    box.choose(1)
    assert (box.draft().kind, box.draft().preferred) == (VerdictKind.PREFER, 1)


def test_a_verdict_without_its_figure_is_not_saved(window: Window, board: ConflictsPanel) -> None:
    """One is right, but which? The strip says so and nothing is written."""
    assert not board.box.save()
    assert standings(project(window))[0].state is State.OPEN


def test_the_filter_narrows_by_state_kind_words_and_measure(window: Window, board: ConflictsPanel) -> None:
    """Each box alone; the cross shows all again."""
    verdicts.give(project(window), board.list.listed[0], VerdictKind.BOTH, reason="two seams")
    everything = [one.key for one in board.list.listed]
    assert len(everything) == 2
    boxes = board.list.filter
    for ask, wanted in (
        (lambda: boxes.state.setCurrentIndex(boxes.state._values.index(State.DECIDED)), everything[:1]),
        (lambda: boxes.relation.setCurrentIndex(4), everything[1:]),
        (lambda: boxes.measure._choose("reserves", 1), everything[:1]),
        (lambda: (boxes.words.setText("SEAMS two"), boxes.changed.emit()), everything[:1]),
        (lambda: (boxes.words.setText("no such"), boxes.changed.emit()), []),
    ):
        ask()
        assert [one.key for one in board.list.listed] == wanted
        boxes.clear_all()
        assert [one.key for one in board.list.listed] == everything


def test_f8_walks_over_what_waits_and_the_list_follows(window: Window, board: ConflictsPanel) -> None:
    """A decided conflict is passed by."""
    window.desk.next_conflict()
    window.desk.next_conflict()
    assert board.list.chosen() == board.list.listed[0]
    verdicts.give(project(window), board.list.listed[0], VerdictKind.BOTH)
    for _ in range(3):
        window.desk.next_conflict()
        assert board.list.chosen() == board.list.listed[1]


def test_origins_stand_beside_mentions(window: Window, board: ConflictsPanel) -> None:
    """Two sources, not copied from each other."""
    assert board.list.support_of(board.list.listed[0]) == "2 mentions, 2 origins"


def test_one_key_makes_two_measures_the_same(window: Window, board: ConflictsPanel, qtbot: QtBot) -> None:
    """The look-alike becomes a conflict; undo makes it a look-alike again."""
    window.session.do(reviewing.correct, FigureId(3), measure="output")
    window.session.select_figure(FigureId(1))
    panel = board.look_alikes
    qtbot.waitUntil(lambda: panel.same.text() == "Same measure (=)")
    assert [one.figure.id for one in panel.found] == [3]
    panel.cards.setCurrentIndex(panel.cards.cards.index(0))
    panel.cards.setFocus()
    press(qtbot, panel.cards, Qt.Key.Key_Equal)
    assert project(window).figures.get(FigureId(3)).measure == "reserves"
    window.session.undo()
    assert project(window).figures.get(FigureId(3)).measure == "output"


def test_the_comparison_shows_what_was_decided(window: Window, board: ConflictsPanel) -> None:
    """A decided cell shows the right number with its sign; open again, both and the sign of the contradiction."""

    def shown() -> list[str]:
        made = compare(project(window), GRID)
        return [words_of(cell) for cell in made.cells.values() if cell.mentions > 1]

    assert shown() == ["≠ 2.6 / > 28 Mt   (2 mentions, 2 origins)"]
    verdicts.give(project(window), board.list.listed[0], VerdictKind.PREFER, preferred=FigureId(3))
    assert shown() == ["✓ > 28 Mt   (2 mentions, 2 origins)"]
    window.session.do(reviewing.correct, FigureId(1), item="ore")
    assert shown() == ["≠ 2.6 / > 28 Mt   (2 mentions, 2 origins)"]
