"""Messages stand until they are dismissed, and one topic has one message."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton
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
    """A sentence for each file that failed stands behind a button."""
    messages.show_message(Message(text="2 could not be read.", details=("a.txt: empty", "b.pdf: cut off")))
    strip = messages.strips[0]
    next(b for b in strip.findChildren(QPushButton)).click()
    assert strip.findChildren(QPlainTextEdit)[0].toPlainText() == "a.txt: empty\nb.pdf: cut off"


def test_the_button_acts_and_takes_the_message_away(messages: Messages) -> None:
    """An offer is made once."""
    pressed: list[str] = []
    messages.show_message(Message(text="Open a project first.", act_text="New", act=lambda: pressed.append("new")))
    next(b for b in messages.strips[0].findChildren(QPushButton)).click()
    assert pressed == ["new"]
    assert messages.strips == []


@pytest.mark.parametrize(("name", "expected"), [("a", "a.xlsx"), ("a.xlsx", "a.xlsx"), ("v1.2", "v1.2.xlsx")])
def test_a_file_name_gets_its_suffix(name: str, expected: str) -> None:
    """What was typed is kept, dots and all."""
    assert with_suffix(Path(name), ".xlsx") == Path(expected)
