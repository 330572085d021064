"""The conflict board with thousands of conflicts: only cards in sight are made, the filter works in slices."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import FigureId
from workbench.core.model.verdict import Standing, State
from workbench.gui.board.filter import ConflictFilter
from workbench.gui.cards import wrapped
from workbench.gui.panels.conflicts import ConflictList
from workbench.gui.window import Window

MANY = 5_000


def standing(number: int) -> Standing:
    conflict = Conflict(
        relation=Relation.CONTRADICTION if number % 2 else Relation.SCALE_SLIP,
        members=(FigureId(1), FigureId(3)),
        reason=f"Number {number} cannot hold.",
        key=("Kazakhstan", "reserves", "", ""),
    )
    return Standing(key=f"{number:012}", state=State.OPEN, conflict=conflict)


@pytest.fixture
def board(window: Window, qtbot: QtBot) -> ConflictList:
    """The board in front with thousands of conflicts."""
    disagreements = window.desk.disagreements
    qtbot.waitUntil(lambda: not disagreements.looking)
    window.focus_part("conflicts")
    qtbot.waitUntil(window.conflicts.list.cards.hasFocus)
    disagreements.standings = [standing(number) for number in range(MANY)]
    disagreements.changed.emit()
    return window.conflicts.list


def made(board: ConflictList) -> int:
    return len(board.cards.cards._made)


def test_only_cards_that_were_in_sight_are_made(board: ConflictList, qtbot: QtBot) -> None:
    """Thousands are listed and counted; to the last and back a few screens of them are made."""
    qtbot.waitUntil(lambda: made(board) > 0)
    assert board.cards.cards.rowCount() == MANY
    assert str(MANY) in board._heading.toolTip() + board._heading.text()
    for key in (Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_Down):
        qtbot.keyClick(board.cards, key)
    chosen = board.chosen()
    assert chosen is not None
    assert chosen.key == f"{1:012}"
    assert made(board) < 100


def test_all_cards_are_of_one_height_and_the_last_is_reached(board: ConflictList, qtbot: QtBot) -> None:
    """The bar goes over all of them: the last one stands at the end of the list."""
    qtbot.keyClick(board.cards, Qt.Key.Key_End)
    last = board.cards.visualRect(board.cards.currentIndex())
    first_height = board.cards.visualRect(board.cards.cards.index(0)).height()
    assert last.height() == first_height > 3 * board.fontMetrics().lineSpacing()
    assert board.cards.viewport().rect().contains(last)


def test_words_filter_in_slices_and_the_count_says_how_many_are_shown(board: ConflictList, qtbot: QtBot) -> None:
    """Of thousands a few are left; what the list stood on stays when it is among them."""
    board.cards.setCurrentIndex(board.cards.cards.index(4_321))
    board.filter.words.setText("number 4321")
    qtbot.waitUntil(lambda: [one.key for one in board.listed] == [f"{4_321:012}"])
    chosen = board.chosen()
    assert chosen is not None
    assert chosen.key == f"{4_321:012}"
    assert "1 shown" in board._heading.toolTip() + board._heading.text()
    board.filter.clear_all()
    assert len(board.listed) == MANY
    assert board.cards.currentIndex().row() == 4_321


def test_a_filter_that_is_called_off_lists_all_again(
    board: ConflictList, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cross in the status line while it works: the boxes ask for nothing any more."""
    monkeypatch.setattr("workbench.gui.jobs._SLICE", 0.0005)
    board.filter.relation.set_value(Relation.SCALE_SLIP)
    board.filter.changed.emit()
    assert window.session.jobs.running
    window.session.jobs.cancel_all()
    assert not board.filter.asks
    assert len(board.listed) == MANY


def test_another_word_takes_the_place_of_the_first(
    board: ConflictList, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is typed while the list is still being filtered counts; the words before are let go."""
    monkeypatch.setattr("workbench.gui.jobs._SLICE", 0.0005)
    board.filter.words.setText("number 1")
    board.reload()
    board.filter.words.setText("number 4999")
    board.reload()
    assert len(window.session.jobs.running) == 1
    qtbot.waitUntil(lambda: len(board.listed) == 1)
    assert board.listed[0].key == f"{4_999:012}"


def test_every_word_of_a_card_is_told_to_readers_of_the_screen(board: ConflictList) -> None:
    """The quotes are not drawn, but said; the tip has them too."""
    card = board.cards.card_at(board.cards.cards.index(0))
    assert card is not None
    assert "2.6 million tonnes" in card.words
    assert "2.6 million tonnes" in card.tip


def test_a_sentence_is_cut_into_rows_without_losing_a_word(qtbot: QtBot) -> None:
    """The last row holds all that is left, to be cut with an ellipsis; empty sentences have none."""
    text = "“2.6 million tonnes” (one source) and “28 million tonnes” (another source) cannot both hold."
    rows = wrapped(text, QFont(), 120, 2)
    assert len(rows) == 2
    assert " ".join(rows) == text
    assert wrapped(text, QFont(), 10_000, 2) == [text]
    assert wrapped("", QFont(), 120, 2) == []


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_the_boxes_of_the_filter_show_their_words(window: Window, qtbot: QtBot, language: str) -> None:
    """In a narrow window none of the three lower boxes cuts what it asks for."""
    from workbench.core import words

    before = words.language()
    words.use(language)
    try:
        boxes = ConflictFilter(list, window)
        boxes.setWindowFlag(Qt.WindowType.Window)
        boxes.resize(443, boxes.sizeHint().height())
        with qtbot.waitExposed(boxes):
            boxes.show()
        for box in (boxes.measure, boxes.subject):
            line = box.lineEdit()
            assert line is not None
            assert line.fontMetrics().horizontalAdvance(line.placeholderText()) < line.width()
        boxes.hide()
    finally:
        words.use(before)
