"""What corrections taught, in the window: listed, applied to suggestions, forgotten; undo takes each back."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from workbench.core.actions import importing, learning
from workbench.core.model.filter import FigureFilter
from workbench.gui.applying import apply_learned
from workbench.gui.dialogs.lessons import Lessons
from workbench.gui.teaching import correct
from workbench.gui.window import Window


def test_learned_words_are_listed_applied_and_forgotten(window: Window, qtbot: QtBot) -> None:
    """An empty list says how words are learned; each act is one step."""
    session, project = window.session, window.session.project
    assert project is not None
    session.do(importing.add, [importing.prepare_text("Рудник Тасбулак дал 2,5 млн тонн руды.", "т")])
    dialog = Lessons(window)
    assert not dialog.apply.isEnabled()
    assert dialog._stack.currentWidget() is dialog._empty
    session.do(learning.teach, "subject", "Тасбулак", "Tasbulak mine")
    item = dialog.list.topLevelItem(0)
    assert item is not None
    assert [item.text(1), item.text(2)] == ["Тасбулак", "Tasbulak mine"]
    said: list[str] = []
    session.said.connect(said.append)
    apply_learned(session)
    qtbot.waitUntil(lambda: "1 suggestion changed." in said)
    assert "Tasbulak mine" in [f.subject for f in project.figures.all(FigureFilter())]
    dialog.list.setCurrentItem(item)
    dialog.forget.click()
    assert learning.taught(project) == []
    session.undo()
    assert len(learning.taught(project)) == 1
    dialog.close()


def test_what_a_correction_taught_is_said(window: Window) -> None:
    """In the status line, as the form and the field chooser correct."""
    session, project = window.session, window.session.project
    assert project is not None
    session.do(importing.add, [importing.prepare_text("Рудник Тасбулак дал 2,5 млн тонн руды.", "т")])
    said: list[str] = []
    session.said.connect(said.append)
    (figure,) = [one for one in project.figures.all() if one.subject == "Тасбулак"]
    assert correct(session, figure.id, subject="Tasbulak mine") is not None
    assert any("Tasbulak mine" in line for line in said)
