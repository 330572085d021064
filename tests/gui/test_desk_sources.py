"""Which source stands in which reader: nothing is settled unseen, and no source stands in both by accident."""

from __future__ import annotations

import pytest

from workbench.core.actions import articles, importing, reviewing
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId, Status
from workbench.core.project import Project
from workbench.gui.desk import Desk

THIRD = "Mongolia's count\n\nMongolia has 3.1 million tonnes of ore, and its neighbour 12 percent of the world's.\n"


def project(desk: Desk) -> Project:
    assert desk.session.project is not None
    return desk.session.project


def shown(desk: Desk) -> list[ArticleId | None]:
    return [pane.article_id for pane in desk.panes]


def add(desk: Desk, text: str = THIRD) -> ArticleId:
    imported = desk.session.do(importing.add, [importing.prepare_text(text)])
    assert imported is not None
    return imported.added[0]


def test_an_imported_source_takes_the_selection_with_it(desk: Desk) -> None:
    """After an import the current figure is the first open one of what is shown: Enter settles what is seen."""
    desk.next_figure()
    new = add(desk)
    desk.show_imported([new])
    selected = desk.session.selected_figure
    assert selected is not None
    assert project(desk).figures.get(selected).article_id == new == desk.active.article_id


def test_review_keys_leave_alone_what_is_not_on_the_screen(desk: Desk) -> None:
    """A figure whose source is in neither reader is shown by the first key, not settled by it."""
    new = add(desk)
    desk.session.select_figure(FigureId(1))
    desk.panes[0].show_article(new)  # behind the desk's back
    desk.accept_and_next()
    assert project(desk).figures.get(FigureId(1)).status is Status.SUGGESTED
    assert desk.panes[0].article_id == 1


def test_hiding_a_reader_leaves_no_figure_selected_in_it(desk: Desk) -> None:
    """With the second reader its figure goes out of sight: the first open one of the reader that stays is next."""
    desk.session.select_figure(FigureId(3))
    desk.toggle_second_reader()
    assert desk.session.selected_figure == 1


def test_going_back_takes_the_selection_along(desk: Desk) -> None:
    """Back shows another source: what was selected is not on the screen any more, so it is not selected."""
    new = add(desk)
    desk.show_article(new, 0)
    desk.back()
    selected = desk.session.selected_figure
    assert selected is not None
    assert project(desk).figures.get(selected).article_id == 1 == desk.panes[0].article_id


def test_one_import_goes_to_the_empty_reader(desk: Desk) -> None:
    """With one reader empty the other one keeps its source."""
    desk.session.do(articles.remove, [ArticleId(2)])
    assert shown(desk) == [1, None]
    new = add(desk)
    desk.show_imported([new])
    assert shown(desk) == [1, new]


def test_one_import_goes_to_the_active_reader_when_both_are_full(desk: Desk) -> None:
    """The reader that keys act on takes it; the other one stays as it was."""
    desk.focus_reader(1)
    new = add(desk)
    desk.show_imported([new])
    assert shown(desk) == [1, new]


@pytest.mark.parametrize("pane", [0, 1])
def test_what_is_dropped_on_a_reader_goes_there(desk: Desk, pane: int) -> None:
    """The reader under the mouse takes it, also when the other one is empty and would have been filled."""
    desk.session.do(articles.remove, [ArticleId(1), ArticleId(2)])
    assert shown(desk) == [None, None]
    new = add(desk)
    desk.show_imported([new], pane)
    assert shown(desk)[pane] == new
    assert shown(desk)[1 - pane] is None


def test_the_next_source_never_stands_in_both_readers(desk: Desk) -> None:
    """Where the next source is in the other reader the two change places, so the walk leaves none out."""
    third = add(desk)
    desk.next_source()
    assert shown(desk) == [2, 1]
    desk.next_source()
    assert shown(desk) == [third, 1]
    desk.previous_source()
    desk.previous_source()
    assert shown(desk) == [1, 2]


def test_a_source_chosen_in_the_list_is_found_where_it_stands(desk: Desk) -> None:
    """What the other reader shows already is not opened twice: that reader becomes the active one."""
    desk.session.find_article(ArticleId(2))
    assert shown(desk) == [1, 2]
    assert desk.active is desk.panes[1]


def test_the_status_line_says_what_was_settled(desk: Desk) -> None:
    """The quote is named, so that one sees what one's key did."""
    said: list[str] = []
    desk.session.said.connect(said.append)
    desk.next_figure()
    desk.accept_and_next()
    assert said[-1] == "Accepted: “2.6 million tonnes”"


def test_the_end_of_a_source_leads_on(desk: Desk) -> None:
    """The last figure of a source leads to the next source, the last of all to conflicts and comparison; the words
    leave with the source."""
    said: list[str] = []
    desk.session.said.connect(said.append)
    desk.session.do(reviewing.accept, [FigureId(1)])
    desk.session.select_figure(FigureId(2))
    desk.reject_and_next()
    assert "Shift+PgDown" in said[-1]
    desk.next_source()
    assert said[-1] == ""
    desk.accept_and_next()
    desk.accept_and_next()
    assert "F8" in said[-1]
    assert "Ctrl+7" in said[-1]


def test_a_lone_figure_leaves_the_other_reader_another_source(desk: Desk) -> None:
    """Evidence in one source does not bring that source into both readers."""
    desk.show_figures([FigureId(3)])
    assert shown(desk) == [2, 1]
    assert desk.session.selected_figure == 3
