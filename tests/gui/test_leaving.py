"""Nothing typed is lost: it is saved on leaving, or the window stays and says beside the box what is wrong."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from workbench.core.model.figure import FigureId, Status
from workbench.core.project import Project
from workbench.gui.window import Window


def status_words(window: Window) -> list[str]:
    return [label.text() for label in window.status.findChildren(QLabel)]


def test_a_typed_note_is_saved_on_quit(window: Window, project_file: Path) -> None:
    """Closing the window saves what the form holds; until then the status line says that it is not saved."""
    window.session.select_figure(FigureId(1))
    window.desk.form.boxes["note"].set_value("ask the ministry")
    assert "not saved yet" in status_words(window)
    assert window.close()
    with Project.open(project_file) as project:
        assert project.figures.get(FigureId(1)).note == "ask the ministry"


def test_drafts_of_several_figures_are_saved(window: Window, project_file: Path) -> None:
    """Also what was typed for a figure that is not the current one any more."""
    for number in (1, 3):
        window.session.select_figure(FigureId(number))
        window.desk.form.boxes["note"].set_value(f"note {number}")
    assert window.session.close()
    with Project.open(project_file) as project:
        assert [project.figures.get(FigureId(n)).note for n in (1, 3)] == ["note 1", "note 3"]


def test_what_cannot_be_understood_keeps_the_window_open(window: Window, project_file: Path) -> None:
    """The message stands beside the box; Esc forgets what was typed, and then the window closes."""
    window.session.select_figure(FigureId(1))
    form = window.desk.form
    form.boxes["period"].set_value("вчера")
    window.session.select_figure(FigureId(3))
    assert not window.close()
    assert window.session.selected_figure == 1
    assert "вчера" in form.rows["period"].line.text()
    window.desk.leave_form()
    assert "not saved yet" not in status_words(window)
    assert window.close()


def test_another_project_waits_for_what_cannot_be_understood(window: Window, tmp_path: Path) -> None:
    """Opening another project leaves this one open as long as a box of it cannot be saved."""
    here = window.session.project
    window.session.select_figure(FigureId(1))
    window.desk.form.boxes["low"].set_value("a lot")
    assert not window.session.create(tmp_path / "other.workbench")
    assert window.session.project is here
    assert not (tmp_path / "other.workbench").exists()
    window.desk.form.revert()


def test_a_source_s_title_is_saved_on_quit(window: Window, project_file: Path) -> None:
    """A box of the source's details that was not left by Enter is saved too."""
    assert window.session.project is not None
    article = window.session.project.articles.ids()[0]
    window.session.select_article(article)
    box = window.source._boxes["title"]
    box.setText("The survey")
    box.textEdited.emit("The survey")
    assert "not saved yet" in status_words(window)
    assert window.close()
    with Project.open(project_file) as project:
        assert project.articles.get(article).title.value == "The survey"


def test_accepting_saves_what_was_typed(window: Window, qtbot: QtBot) -> None:
    """A correction that stands in the form is part of what is accepted."""
    window.session.select_figure(FigureId(1))
    window.desk.form.boxes["low"].set_value("2 700 000")
    window.desk.accept_and_stay()
    assert window.session.project is not None
    done = window.session.project.figures.get(FigureId(1))
    assert (done.status, done.amount and done.amount.number) == (Status.ACCEPTED, 2_700_000)


def test_another_language_keeps_what_was_typed(window: Window) -> None:
    """The parts of the window are made anew; what stood in them is saved before."""
    window.session.select_figure(FigureId(1))
    window.desk.form.boxes["note"].set_value("ask")
    window.use_language("ru")
    assert window.desk.form.boxes["note"].value() == "ask"
    window.use_language("en")
