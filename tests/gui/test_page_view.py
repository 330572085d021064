"""A PDF source as its pages: the marks of the text on them, and what the mouse does there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.core.reading.test_pdf import ARTICLE
from workbench.core.actions import importing, notes
from workbench.core.model.figure import FigureId, Status
from workbench.core.model.note import Place
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.gui.desk import Desk
from workbench.gui.reading.page_view import PageView
from workbench.gui.window import Window

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def project_file(tmp_path: Path) -> Path:
    """A project of one PDF with its figures, in the place of the two texts."""
    source, path = tmp_path / "report.pdf", tmp_path / "ore.workbench"
    source.write_bytes(ARTICLE)
    with Project.create(path, author="Aigul") as project:
        importing.add(project, [importing.prepare(source)])
    return path


@pytest.fixture
def pages(qtbot: QtBot, desk: Desk) -> PageView:
    """The desk's left reader, showing pages that are drawn."""
    desk.toggle_pages()
    view = desk.panes[0].pages
    qtbot.waitUntil(lambda: view.pages is not None and view._pictures.of(0) is not None)
    return view


def figure_of(desk: Desk, words: str) -> FigureId:
    return next(f.id for f in desk.panes[0].figures if words in f.quote)


def rects(view: PageView, desk: Desk, words: str) -> list[QRectF]:
    at = desk.panes[0].reader.text.index(words)
    return view.rects(Span(at, at + len(words)))


def test_the_toggle_changes_between_text_and_pages(desk: Desk, pages: PageView) -> None:
    """The choice is kept with the settings; the same key brings the text back."""
    pane = desk.panes[0]
    assert pane.view is pages
    assert pages.isVisible()
    desk.toggle_pages()
    assert pane.view is pane.reader


def test_a_source_that_is_no_pdf_is_shown_as_text(desk: Desk, pages: PageView) -> None:
    """Pages are only for sources that have them."""
    assert project(desk) is not None
    added = importing.add(project(desk), [importing.prepare_text("Запасы 5 млн тонн.", "")])
    desk.show_article(added.added[0])
    assert desk.panes[0].view is desk.panes[0].reader


def project(desk: Desk) -> Project:
    assert desk.session.project is not None
    return desk.session.project


def test_marks_stand_on_the_words_of_the_page(desk: Desk, pages: PageView) -> None:
    """The figure's ground is seen where its words stand, and nothing is marked in the empty margin."""
    pages.set_zoom(4.0)
    desk.select(figure_of(desk, "2,6"))
    pages.horizontalScrollBar().setValue(0)
    QApplication.processEvents()
    shot = pages.viewport().grab().toImage()
    spot = rects(pages, desk, "млн тонн")[0].center().toPoint()
    ratio = shot.devicePixelRatio()
    there = [QColor(shot.pixel(round((spot.x() + x) * ratio), round(spot.y() * ratio))) for x in range(-20, 21)]
    assert any(colour.blue() < colour.red() - 20 for colour in there)  # the yellow of the current figure
    assert QColor(shot.pixel(round(20 * ratio), round(spot.y() * ratio))).saturation() < 10


def test_a_click_on_a_mark_selects_its_figure(qtbot: QtBot, desk: Desk, pages: PageView) -> None:
    """As in the text."""
    desk.select(None)
    spot = rects(pages, desk, "48 млрд тенге")[0].center().toPoint()
    qtbot.mouseClick(pages.viewport(), LEFT, pos=spot)
    assert desk.session.selected_figure == figure_of(desk, "48")


def test_a_figure_on_a_later_page_is_brought_into_view(desk: Desk, pages: PageView) -> None:
    """The pages scroll to the words."""
    span = Span(*desk.panes[0].reader.positions.qt_range(_last_paragraph(desk)))
    assert pages.rects(span)[0].top() > pages.viewport().height()
    desk.panes[0].reader.reveal(span)
    port = pages.viewport().rect()
    assert port.contains(pages.rects(span)[0].toRect())


def _last_paragraph(desk: Desk) -> Span:
    at = desk.panes[0].reader.text.index("Ещё один абзац")
    return Span(at, at + 8)


def test_words_selected_on_the_page_become_a_figure(qtbot: QtBot, desk: Desk, pages: PageView) -> None:
    """A drag over the words and N, as in the text."""
    first, last = (rects(pages, desk, word)[0].center().toPoint() for word in ("двести", "человек"))
    qtbot.mousePress(pages.viewport(), LEFT, pos=first - QPoint(14, 0))
    qtbot.mouseMove(pages.viewport(), pos=last)
    _drag(pages, last)
    selected = desk.panes[0].reader.selected_text()
    assert "двести" in selected or "вести" in selected
    assert "чел" in selected


def _drag(pages: PageView, to: QPoint) -> None:
    """A move with the button held, which the offscreen screen does not make of itself."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    spot = QPointF(to)
    here = pages.viewport().mapToGlobal(spot)
    event = QMouseEvent(QEvent.Type.MouseMove, spot, here, LEFT, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(pages.viewport(), event)


def test_review_keys_work_on_the_pages(qtbot: QtBot, desk: Desk, pages: PageView) -> None:
    """The focus on the pages counts as being in the reader."""
    desk.activateWindow()
    desk.focus_reader(0)
    QApplication.processEvents()
    assert desk.handles_letters()
    desk.select(figure_of(desk, "48"))
    desk.accept_and_stay()
    assert project(desk).figures.get(figure_of(desk, "48")).status is Status.ACCEPTED


def test_leaving_a_source_lets_go_of_its_pages(desk: Desk, pages: PageView) -> None:
    """Closing the project closes the file; a page still being drawn is dropped."""
    desk.session.close()
    assert pages.pages is None
    assert pages.closed


@pytest.fixture
def paged(qtbot: QtBot, empty_window: Window, project_file: Path) -> Window:
    """The whole window on the PDF, showing its pages."""
    assert empty_window.session.open(project_file)
    empty_window.desk.toggle_pages()
    view = empty_window.desk.panes[0].pages
    qtbot.waitUntil(lambda: view.pages is not None and view._pictures.of(0) is not None)
    return empty_window


def test_notes_stand_on_the_pages_too(paged: Window) -> None:
    """A sign beside the line, a bracket below the words, a tick in the strip; the note is found under the mouse."""
    project, pane = paged.session.project, paged.desk.panes[0]
    assert project is not None
    at = pane.reader.text.index("млн тонн")
    before = pane.pages.viewport().grab().toImage()
    article = pane.article_id
    assert article is not None
    span = Span(at, at + len("млн тонн"))
    notes.write(project, Place.span(article, span), "look again")
    words = pane.pages.rects(span)[0]
    assert pane.pages.viewport().grab().toImage() != before
    there = paged.noting.pages[0].at(words.center())
    assert there is not None
    assert there.text == "look again"
    assert list(pane.margin.noted()) == [pane.reader.positions.to_qt(at)]


def test_the_strip_beside_pages_shows_and_moves_the_pages(paged: Window) -> None:
    """Its light band is what of the pages is seen; a click below scrolls them, not the text that is hidden."""
    pane = paged.desk.panes[0]
    paged.resize(900, 560)
    QApplication.processEvents()
    top = pane.margin.seen()
    assert top[0] < top[1] <= pane.reader.positions.qt_length
    bar = pane.pages.verticalScrollBar()
    assert bar.maximum() > 0
    pane.margin.scroll_to(len(pane.reader.text) - 5)
    assert bar.value() > 0
    assert pane.margin.seen()[1] > top[1]
