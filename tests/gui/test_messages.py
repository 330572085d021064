"""Messages stand until they are dismissed, and one topic has one message."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from workbench.gui.messages import KEPT, Level, Message, Messages, with_suffix


@pytest.fixture
def messages(qtbot: QtBot, look: None) -> Messages:
    made = Messages()
    qtbot.addWidget(made)
    return made


def said(messages: Messages) -> list[str]:
    return [strip.message.text for strip in messages.strips]


def test_a_message_stays_until_dismissed(messages: Messages) -> None:
    """Nothing takes a message away but the user."""
    messages.show_message(Message(text="The file is empty.", level=Level.ERROR))
    assert not messages.isHidden()
    messages.dismiss(messages.strips[0])
    assert messages.isHidden()


def test_a_topic_has_one_message(messages: Messages) -> None:
    """The report of a second import takes the place of the first; other messages stay."""
    messages.show_message(Message(text="one", topic="import"))
    messages.show_message(Message(text="disk"))
    messages.show_message(Message(text="two", topic="import"))
    assert said(messages) == ["disk", "two"]


def test_the_oldest_leave_when_there_are_many(messages: Messages) -> None:
    """The strips never fill the window."""
    for n in range(KEPT + 3):
        messages.show_message(Message(text=str(n)))
    assert said(messages) == [str(n) for n in range(3, KEPT + 3)]


def test_details_are_shown_on_demand(messages: Messages) -> None:
    """The message, to be copied, and a sentence for each file that failed stand behind a button."""
    messages.show_message(Message(text="2 could not be read.", details=("a.txt: empty", "b.pdf: cut off")))
    strip = messages.strips[0]
    next(b for b in strip.findChildren(QPushButton) if b.text() == "Details").click()
    assert strip.findChildren(QPlainTextEdit)[0].toPlainText() == (
        "2 could not be read.\na.txt: empty\nb.pdf: cut off"
    )


def test_the_button_acts_and_takes_the_message_away(messages: Messages) -> None:
    """An offer is made once."""
    pressed: list[str] = []
    messages.show_message(Message(text="Open a project first.", act_text="New", act=lambda: pressed.append("new")))
    next(b for b in messages.strips[0].findChildren(QPushButton)).click()
    assert pressed == ["new"]
    assert messages.strips == []


def test_messages_take_one_line(messages: Messages) -> None:
    """The newest is seen and says how many wait behind it; a long sentence gives way and stands behind "Details"."""
    messages.resize(500, 30)
    messages.show_message(Message(text="short"))
    height = messages.sizeHint().height()
    for n in range(3):
        messages.show_message(Message(text=f"{n} " + "a long sentence " * 30))
    messages.show()
    assert messages.sizeHint().height() == height
    assert [strip.isVisible() for strip in messages.strips] == [False, False, False, True]
    assert "3 more" in [label.text() for label in messages.strips[-1].findChildren(QLabel)]
    assert [b.isVisible() for b in messages.strips[0].findChildren(QPushButton)] == [False]
    details = next(b for b in messages.strips[-1].findChildren(QPushButton) if b.text() == "Details")
    assert details.isVisible()
    details.click()
    assert messages.strips[-1].findChildren(QPlainTextEdit)[0].toPlainText().startswith("2 a long sentence")


@pytest.mark.parametrize(("name", "expected"), [("a", "a.xlsx"), ("a.xlsx", "a.xlsx"), ("v1.2", "v1.2.xlsx")])
def test_a_file_name_gets_its_suffix(name: str, expected: str) -> None:
    """What was typed is kept, dots and all."""
    assert with_suffix(Path(name), ".xlsx") == Path(expected)
