"""The comparison's panel: saved layouts, filters, order, units, the plot of a row, and large projects."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from workbench.core.actions import comparisons
from workbench.core.model.comparison import GRID, Axis, ComparisonSpec, Order
from workbench.core.model.figure import FigureId
from workbench.gui.comparing import working
from workbench.gui.comparing.headings import PARTS
from workbench.gui.panels.comparison import ComparisonPanel
from workbench.gui.window import Window

ALT = Qt.KeyboardModifier.AltModifier
CLASH = 0  # the row of Kazakhstan's reserves


@pytest.fixture
def panel(window: Window, qtbot: QtBot) -> ComparisonPanel:
    window.focus_part("comparison")
    qtbot.waitUntil(lambda: window.comparison.grid.rowCount() > 0)
    return window.comparison


def rows(panel: ComparisonPanel) -> list[str]:
    grid = panel.grid
    return [str(grid.headerData(n, Qt.Orientation.Vertical)) for n in range(grid.rowCount())]


def stand(panel: ComparisonPanel, row: int, column: int = 0) -> None:
    panel._table.setCurrentIndex(panel.grid.index(row, column))
    panel._table.setFocus()


def test_a_layout_is_saved_switched_to_and_removed(panel: ComparisonPanel, window: Window) -> None:
    """Each is a step; a star says that what is shown is not what was saved; undo brings a removed one back."""
    panel.take(GRID)
    panel._saved._name.setText("Grid")
    panel._saved.save()
    project = window.session.project
    assert project is not None
    assert list(comparisons.saved(project)) == ["Grid"]
    panel.take(ComparisonSpec(name="Grid"))
    assert panel._saved._box.currentText() == "Grid *"
    panel._saved._box.activated.emit(1)
    assert (panel.spec.rows, panel.spec.columns) == (GRID.rows, GRID.columns)
    assert panel._saved._box.currentText() == "Grid"
    panel._saved._name.setText("Table")
    panel._saved.rename()
    assert panel.spec.name == "Table"
    panel._saved.remove()
    assert comparisons.saved(project) == {}
    window.session.undo()
    assert panel._saved._box.findData("Table") == 1


def test_rows_move_and_hide_by_keys(panel: ComparisonPanel, qtbot: QtBot) -> None:
    """The keys stay on the row that is moved; a hidden one comes back from the menu."""
    before = rows(panel)
    assert len(before) == 3
    stand(panel, 0)
    qtbot.keyClick(panel._table, Qt.Key.Key_Down, ALT)
    assert rows(panel) == [before[1], before[0], before[2]]
    assert panel._table.currentIndex().row() == 1
    assert panel.spec.order_rows is Order.OWN
    qtbot.keyClick(panel._table, Qt.Key.Key_Delete, ALT)
    assert rows(panel) == [before[1], before[2]]
    panel._menu.fill()
    shown = next(action for action in panel._menu.actions() if "hidden row" in action.text())
    shown.trigger()
    assert rows(panel) == [before[1], before[0], before[2]]


def test_other_rows_forget_the_order_of_the_former_ones(panel: ComparisonPanel) -> None:
    """Keys of other axes mean nothing here."""
    stand(panel, 0)
    panel.act("down")
    panel.act("hide")
    panel._axes.show_axes((Axis.SUBJECT,), (Axis.MEASURE,))
    panel._axes.changed.emit()
    assert (panel.spec.own_rows, panel.spec.hidden, panel.spec.order_rows) == ((), (), Order.USUAL)


def test_a_filter_is_ticked_and_said(panel: ComparisonPanel) -> None:
    """Typing finds a value, ticking keeps only that, and the button says that something is filtered."""
    button = panel._filters._values[Axis.SUBJECT]
    button._on_open()
    button._line.setText("chi")
    assert button._list.count() == 1
    button._list.item(0).setCheckState(Qt.CheckState.Checked)
    button._on_close()
    assert panel.spec.only == {Axis.SUBJECT: ("China",)}
    assert rows(panel) == ["reserves · China"]
    assert panel._filter.text() == "Filter: 1"


def test_a_date_that_is_none_is_told_and_changes_nothing(
    panel: ComparisonPanel, window: Window, qtbot: QtBot
) -> None:
    """A right one filters."""
    strip = panel._filters
    strip._since.setText("soon")
    with qtbot.waitSignal(window.session.told):
        strip._since.editingFinished.emit()
    assert panel.spec.since == ""
    strip._since.setText("2024")
    strip._since.editingFinished.emit()
    assert (panel.spec.since, panel.grid.rowCount()) == ("2024", 0)


def test_the_unit_of_a_measure_is_chosen_from_the_menu(panel: ComparisonPanel) -> None:
    """Units of the same dimension are offered; the row is then shown in the chosen one."""
    stand(panel, CLASH)
    panel._menu.fill()
    units = next(menu for menu in panel._menu.findChildren(QMenu) if menu.title() == "Show numbers in")
    next(action for action in units.actions() if action.text() == "kt").trigger()
    assert panel.spec.units == {"reserves": "kt"}
    assert "2,600 kt" in str(panel.grid.index(CLASH, 0).data()).replace("\u202f", ",")


def test_headings_are_told_level_by_level(panel: ComparisonPanel) -> None:
    """For the nested headings; what is not said is a dash."""
    assert panel.grid.headerData(CLASH, Qt.Orientation.Vertical, PARTS) == ("reserves", "—", "Kazakhstan")


def test_the_plot_shows_the_row_and_opens_its_figures(panel: ComparisonPanel, window: Window, qtbot: QtBot) -> None:
    """It says in words what it shows; arrows go through its marks, Enter opens one in the reader."""
    panel._plot_on.setChecked(True)
    stand(panel, CLASH)
    canvas = panel._plot.canvas
    qtbot.waitUntil(lambda: len(canvas.spots) == 2)
    assert "2.6" in canvas.accessibleDescription()
    assert "contradicts another source" in canvas.accessibleDescription()
    wanted: list[tuple[FigureId, ...]] = []
    window.session.figures_wanted.connect(wanted.append)
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_End)
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert len(wanted) == 1
    assert canvas.plot is not None
    assert wanted[0][0] in [mark.figure for mark in canvas.plot.marks]


def test_the_picture_is_saved_and_copied_on_white(panel: ComparisonPanel, tmp_path: Path, qtbot: QtBot) -> None:
    """As PNG and as SVG with its description, as a picture and as words in the clipboard; where it cannot be
    written, that is told."""
    panel._plot_on.setChecked(True)
    stand(panel, CLASH)
    plot = panel._plot
    for name in ("row.png", "row.svg"):
        plot.write(tmp_path / name)
    picture = QImage(str(tmp_path / "row.png"))
    assert picture.pixelColor(1, 1).name() == "#ffffff"
    assert "Kazakhstan" in picture.text("Description")
    drawn = (tmp_path / "row.svg").read_text("utf-8")
    assert "<title>reserves · Kazakhstan</title>" in drawn
    assert "2.6" in drawn
    plot.copy()
    held = QGuiApplication.clipboard().mimeData()
    assert held.hasImage()
    assert "Kazakhstan" in held.text()
    with qtbot.waitSignal(panel._session.told):
        plot.write(tmp_path / "nowhere" / "row.png")
    with qtbot.waitSignal(panel._session.told):
        plot.write(tmp_path / "nowhere" / "row.svg")


def test_a_row_without_times_says_what_to_do(panel: ComparisonPanel) -> None:
    """Instead of an empty picture."""
    panel._plot_on.setChecked(True)
    panel._plot.set_timeline(True)
    stand(panel, CLASH)
    assert "says when it holds" in panel._plot._empty.text()
    assert not panel._plot._save.isEnabled()


def shown(panel: ComparisonPanel) -> dict[tuple[int, int], object]:
    grid = panel.grid
    return {(r, c): grid.index(r, c).data() for r in range(grid.rowCount()) for c in range(grid.columnCount())}


@pytest.mark.parametrize("spec", [ComparisonSpec(), GRID])
def test_a_large_project_comes_to_the_same_table(
    spec: ComparisonSpec, panel: ComparisonPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside the window, cell by cell, origins last; it ends with what is shown of a small one."""
    panel.take(spec)
    at_once = shown(panel)
    monkeypatch.setattr(working, "ARTICLES", 0)
    panel.take(spec)
    qtbot.waitUntil(lambda: panel._working._origins is not None, timeout=10_000)
    qtbot.waitUntil(lambda: shown(panel) == at_once, timeout=10_000)


def test_a_changed_figure_is_read_again_in_a_large_project(
    panel: ComparisonPanel, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only its article is read; one that is rejected leaves the table."""
    from workbench.core.actions import reviewing

    monkeypatch.setattr(working, "ARTICLES", 0)
    panel.reload()
    qtbot.waitUntil(lambda: "reserves · China" in rows(panel) and panel._working._plan is not None)
    project = window.session.project
    assert project is not None
    (china,) = [figure.id for figure in project.figures.all() if figure.subject == "China"]
    reviewing.reject(project, [china])
    assert panel._working._changed == {china}
    qtbot.waitUntil(lambda: "reserves · China" not in rows(panel), timeout=10_000)
    assert len(rows(panel)) == 2
