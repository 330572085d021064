"""The search panel by its keys: words of all sources, figures by value, places alike, shown in either reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.core.actions import importing
from workbench.core.model.figure import Figure, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.search import Line
from workbench.core.model.span import Span
from workbench.gui.finding.alike import Sorting, sorted_lines
from workbench.gui.finding.results import pieces
from workbench.gui.panels.search import ALIKE, FIGURES, SearchPanel
from workbench.gui.window import Window

Search = Callable[[str], SearchPanel]


@pytest.fixture
def search(window: Window, qtbot: QtBot) -> Search:
    """Opens the panel by its command, types words, and waits until they are looked for."""

    def searching(words: str) -> SearchPanel:
        window.finding.everywhere()
        window.search.words.setText(words)
        window.search.ask()
        settle(window.search, qtbot)
        return window.search

    return searching


def settle(panel: SearchPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not panel.texts.search.busy and not panel.alike.search.busy)


def shown(panel: SearchPanel) -> list[str]:
    """The rows of the page of texts."""
    model = panel.texts.list.results
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def figures(window: Window) -> list[Figure]:
    assert window.session.project is not None
    return window.session.project.figures.all(FigureFilter())


def test_words_are_found_in_all_sources(search: Search) -> None:
    """Each source with its passages, in any form of the word."""
    panel = search("tonnes kazakhstan")
    rows = shown(panel)
    assert {row.partition(",")[0] for row in rows if row.endswith("places")} == {"A survey of ore", "Another count"}
    assert panel.count.text() == "2 articles"
    first = panel.texts.search.found[0].passages[0]
    assert {text.casefold() for text, found in pieces(first) if found} <= {"tonnes", "kazakhstan"}


def test_enter_shows_the_passage_in_reader_a(search: Search, window: Window, qtbot: QtBot) -> None:
    """The found word is selected, and F3 goes on to the next one; Shift+Enter takes reader B."""
    panel = search("tonne")
    qtbot.keyClick(panel.words, Qt.Key.Key_Down)
    assert panel.texts.list.hasFocus()
    hits = panel.texts.search.found[0]
    qtbot.keyClick(panel.texts.list, Qt.Key.Key_Return)
    assert window.desk.panes[0].article_id == hits.article_id
    assert window.desk.panes[0].reader.selection() == hits.hits[0]
    assert panel.texts.list.hasFocus()
    qtbot.keyClick(panel.texts.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert window.desk.panes[1].article_id == hits.article_id
    assert window.desk.panes[1].reader.selection() == hits.hits[0]


def test_what_cannot_be_searched_is_said_in_the_panel(search: Search) -> None:
    """No strip, no dialog: the sentence stands where results would."""
    panel = search("-tonnes")
    assert "minus" in panel.texts._hint.text()
    assert panel.texts._stack.currentWidget() is panel.texts._hint


def test_nothing_found_says_what_to_try(search: Search) -> None:
    """The empty list has a way out."""
    assert "Try fewer" in search("zebra").texts._hint.text()


def test_sources_are_narrowed_by_the_boxes(search: Search, qtbot: QtBot) -> None:
    """A language that no source has leaves nothing; the boxes ask at once."""
    panel = search("tonnes")
    panel.sources.language.setCurrentIndex(2)
    settle(panel, qtbot)
    assert shown(panel) == []
    panel.sources.language.setCurrentIndex(0)
    settle(panel, qtbot)
    assert len(panel.texts.search.ids) == 2


def test_figures_are_found_by_value(search: Search, window: Window, qtbot: QtBot) -> None:
    """1–3 Mt finds what is stated in tonnes; Enter shows it; a value that is none is said."""
    panel = search("")
    panel.modes.setCurrentIndex(FIGURES)
    panel.figures.value.setText("1–3 Mt")
    panel.figures.refresh()
    (found,) = panel.figures.model.ids
    panel.figures.first()
    qtbot.keyClick(panel.figures.table, Qt.Key.Key_Return)
    figure = next(f for f in figures(window) if f.id == found)
    assert window.desk.panes[0].reader.selection() == figure.full_span
    panel.figures.value.setText("soon")
    panel.figures.refresh()
    assert "soon" in panel.figures._hint.text()


def test_places_of_the_selected_words_are_listed_and_accepted(window: Window, qtbot: QtBot) -> None:
    """Find alike with a selection: a line for each place; Space accepts its figure, one undo takes it back."""
    reader = window.desk.panes[0].reader
    start = reader.text.index("million")
    reader.select(Span(start, start + len("million tonnes")))
    window.finding.alike()
    settle(window.search, qtbot)
    page = window.search.alike
    assert [line.hit for line in page.model.lines] == ["million tonnes"] * 2
    page.first()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert sum(f.status is Status.ACCEPTED for f in figures(window)) == 1
    window.session.undo()
    assert sum(f.status is Status.ACCEPTED for f in figures(window)) == 0


def test_all_places_are_accepted_in_one_step(window: Window, qtbot: QtBot) -> None:
    """The button says how many; one undo takes all back."""
    window.finding.alike()
    window.search.words.setText("million tonne")
    window.search.ask()
    settle(window.search, qtbot)
    page = window.search.alike
    assert page.take_all.text() == "Accept all 2 shown"
    page.take_all.click()
    assert [line.figure is not None and line.figure.status for line in page.model.lines] == [Status.ACCEPTED] * 2
    assert not page.take_all.isEnabled()
    window.session.undo()
    assert all(f.status is Status.SUGGESTED for f in figures(window))


def test_figures_like_the_selected_one_are_listed(window: Window) -> None:
    """Without a selection the figure is asked about: the same measure in the same dimension."""
    window.session.select_figure(figures(window)[0].id)
    window.finding.alike()
    assert window.search.modes.currentIndex() == ALIKE
    assert {line.figure.id for line in window.search.alike.model.lines if line.figure} == {1, 3}
    assert "2.6 million tonnes" in window.search.alike.about.text()


def test_places_without_a_figure_stand_beside_the_figures(window: Window, qtbot: QtBot) -> None:
    """The selected figure's words in a third source whose figure was taken away: Space makes one there."""
    project = window.session.project
    assert project is not None
    third = importing.add(project, [importing.prepare_text("Once more\n\nIt is 2.6 million tonnes again.")]).added[0]
    with project.history.operation("Remove") as op:
        project.figures.remove(op, project.figures.of_article(third)[0].id)
    window.session.select_figure(figures(window)[0].id)
    window.finding.alike()
    settle(window.search, qtbot)
    page = window.search.alike
    bare = [line for line in page.model.lines if line.figure is None]
    assert [(line.article_id, line.hit) for line in bare] == [(third, "2.6 million tonnes")]
    page.table.setCurrentIndex(page.model.index(page.model.lines.index(bare[0]), 1))
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(project.figures.of_article(third)))
    assert [f.status for f in project.figures.of_article(third)] == [Status.ACCEPTED]


def test_a_closed_project_leaves_nothing(search: Search, window: Window) -> None:
    """Nothing of one project is shown in the next."""
    panel = search("tonnes")
    window.session.close()
    assert shown(panel) == []
    assert "when a project is open" in panel.texts._hint.text()


def test_a_newer_question_takes_the_place_of_an_older(search: Search, window: Window, qtbot: QtBot) -> None:
    """What still comes of the older one is thrown away."""
    panel = search("")
    for words in ("survey", "geologists", "ministry"):
        panel.words.setText(words)
        panel.ask()
    settle(panel, qtbot)
    QApplication.sendPostedEvents()
    assert [row for row in shown(panel) if "ministry" in row]
    assert len(panel.texts.search.ids) == 1


def test_lines_are_sorted_by_what_stands_beside() -> None:
    """To the right word by word, to the left from the hit on."""
    lines = [
        Line(1, "", Span(n, n), left, "hit", right) for n, (left, right) in enumerate((("b a", "2"), ("a b", "1")))
    ]  # type: ignore[arg-type]
    assert [line.right for line in sorted_lines(lines, Sorting.RIGHT)] == ["1", "2"]
    assert [line.left for line in sorted_lines(lines, Sorting.LEFT)] == ["b a", "a b"]
    assert sorted_lines(lines, Sorting.SOURCE) == lines
