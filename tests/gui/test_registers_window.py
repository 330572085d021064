"""Registers from the keyboard: records made of figures and words, fields filled and marked, dossiers, own types."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import FIRST
from workbench.core.actions import register_views, registers
from workbench.core.model.figure import FigureId
from workbench.core.model.record_view import Fill
from workbench.core.model.register import RecordId, Stated
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.gui.registers.panel import RegistersPanel
from workbench.gui.registers.types import TypesDialog
from workbench.gui.window import Window

WORDS = Span(FIRST.index("geologists"), FIRST.index("geologists") + len("geologists"))
DELAY = 3000  # milliseconds


@pytest.fixture
def project(window: Window) -> Project:
    assert window.session.project is not None
    return window.session.project


@pytest.fixture
def panel(window: Window) -> RegistersPanel:
    window.focus_part("registers")
    return window.registers


def press(widget: QWidget, key: int, text: str = "") -> None:
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text))


def file_here(window: Window, qtbot: QtBot, *typed: str) -> None:
    """G on the reader, as a Russian layout sends it, then words and Enter for each choice."""
    view = window.desk.active.view
    press(view, ord("П"), "п")
    filing = window.records.filing
    qtbot.waitUntil(filing.isVisible)
    for words in typed:
        qtbot.keyClicks(filing.words, words)
        press(filing.words, Qt.Key.Key_Return)


def field(panel: RegistersPanel, key: str) -> int:
    """Makes a field the current one; its row."""
    tree = panel.tree
    for row in range(tree.topLevelItemCount()):
        tree.setCurrentItem(tree.topLevelItem(row))
        line = tree.line()
        if line is not None and line.field.field.key == key:
            return row
    raise AssertionError(key)


def test_a_figure_goes_into_a_field_of_a_new_record(window: Window, project: Project, qtbot: QtBot) -> None:
    """By keys alone: the record by its name, the field by a few letters; the figure is the evidence."""
    window.focus_reader(0)
    window.session.select_figure(FigureId(1))
    file_here(window, qtbot, "Ore field")
    press(window.records.filing.words, Qt.Key.Key_Escape)
    (deal,) = project.registers.records()
    assert (deal.name, deal.type) == ("Ore field", "deal")
    deposit = registers.make(project, "deposit", "Kokbulak")
    file_here(window, qtbot, "kokb", "reserves")
    (value,) = project.registers.get(deposit).of("reserves")
    assert isinstance(value.value, Stated)
    assert value.evidence.figure_id == FigureId(1)
    assert window.registers.record().record.id == deposit  # type: ignore[union-attr]


def test_selected_words_go_into_a_field(window: Window, project: Project, qtbot: QtBot) -> None:
    """They are the value and its evidence; Enter on the value leads back to them."""
    made = registers.make(project, "company", "Survey")
    window.focus_reader(0)
    reader = window.desk.panes[0].reader
    reader.select(WORDS)
    file_here(window, qtbot, "surv", "role")
    (value,) = project.registers.get(made).of("role")
    assert value.evidence.quote == "geologists"
    reader.select(Span(0, 1))
    field(window.registers, "role")
    press(window.registers.tree, Qt.Key.Key_Return)
    assert reader.selection() == WORDS


def test_a_word_that_is_no_value_is_said_and_typed(window: Window, project: Project, qtbot: QtBot) -> None:
    """A figure of tonnes is no party of a deal: the box says so, takes what is typed, and keeps the evidence."""
    made = registers.make(project, "deal", "A deal")
    window.focus_reader(0)
    window.session.select_figure(FigureId(1))
    file_here(window, qtbot, "a deal", "date of")
    editor = window.records.filing._editor
    qtbot.waitUntil(editor.isVisible)
    assert "names no time" in editor._wrong.text()
    qtbot.keyClicks(editor.line, "2025-11-06")
    press(editor.line, Qt.Key.Key_Return)
    (value,) = project.registers.get(made).of("signed")
    assert value.evidence.figure_id == FigureId(1)


def test_fields_are_typed_marked_and_emptied(panel: RegistersPanel, project: Project, qtbot: QtBot) -> None:
    """F2 on an empty field types its value, what cannot be is said in the box; marks and values go by keys, each a
    step that undo takes back."""
    made = registers.make(project, "deal", "A deal")
    panel.show_record(made)
    field(panel, "term")
    press(panel.tree, Qt.Key.Key_F2)
    qtbot.keyClicks(panel.editor.line, "banana")
    press(panel.editor.line, Qt.Key.Key_Return)
    assert panel.editor.isVisible()
    assert panel.editor._wrong.text()
    panel.editor.line.setText("10 years")
    press(panel.editor.line, Qt.Key.Key_Return)
    assert not panel.editor.isVisible()
    assert [v.field for v in project.registers.get(made).values] == ["term"]
    qtbot.waitUntil(lambda: (panel.record() is not None) and panel.record().field("term").fill is Fill.STATED)  # type: ignore[union-attr]
    field(panel, "value")
    panel.mark_unsaid.trigger()
    assert project.registers.get(made).of("value")[0].value is None
    panel.reload()
    field(panel, "term")
    press(panel.tree, Qt.Key.Key_Delete)
    assert project.registers.get(made).of("term") == ()
    for _ in range(4):
        project.history.undo()
    assert project.registers.records() == []


def test_a_list_shows_what_is_missing(panel: RegistersPanel, project: Project) -> None:
    """An empty register says what to do; a record wears the number of what is missing, in a sign and in words."""
    assert "Suggestions" in panel._parts._empty.text()
    made = registers.make(project, "deal", "A deal")
    panel.show_record(made)
    card = panel.list.card_at(panel.list.currentIndex())
    assert card is not None
    assert card.badge.startswith("○")
    assert "wanted fields say nothing" in card.words
    panel.words.setText("another")
    assert panel.record() is None
    panel.words.clear()
    panel.missing.setChecked(True)
    assert panel.record() is not None


def test_records_are_renamed_and_removed_by_keys(panel: RegistersPanel, project: Project, qtbot: QtBot) -> None:
    """F2 and Del in the list; a name that is there already is refused in the box."""
    registers.make(project, "deal", "One")
    made = registers.make(project, "deal", "Two")
    panel.show_record(made)
    press(panel.list, Qt.Key.Key_F2)
    panel.editor.line.setText("One")
    press(panel.editor.line, Qt.Key.Key_Return)
    assert "there already" in panel.editor._wrong.text()
    panel.editor.line.setText("Three")
    press(panel.editor.line, Qt.Key.Key_Return)
    assert project.registers.get(made).name == "Three"
    panel.show_record(made)
    press(panel.list, Qt.Key.Key_Delete)
    assert [one.name for one in project.registers.records()] == ["One"]


def test_suggestions_are_looked_at_and_taken(window: Window, project: Project, qtbot: QtBot) -> None:
    """What the sources say for a record is listed, never filled in by itself; Enter takes one, Del leaves one out."""
    made = registers.make(project, "company", "Kazakhstan")
    panel = window.registers
    panel.show_record(made)
    panel.values_wanted.emit(panel.record())
    suggested = window.records.suggested
    qtbot.waitUntil(lambda: not window.session.jobs.running, timeout=DELAY)
    assert project.registers.get(made).values == ()
    window.records.suggested.for_type("deposit", "Deposits")
    qtbot.waitUntil(lambda: not window.session.jobs.running, timeout=DELAY)
    found = len(suggested._found)
    if found:
        press(suggested.list, Qt.Key.Key_Return)
        assert len(suggested._found) == found - 1
        assert len(project.registers.records("deposit")) == 1
    suggested.close()


def test_a_dossier_leads_to_its_figures(window: Window, project: Project, qtbot: QtBot) -> None:
    """Of the current figure's subject: its figures by measure; Enter on one shows it in a reader."""
    window.session.select_figure(FigureId(1))
    window.records.show_dossier()
    dossier = window.records.dossier
    qtbot.waitUntil(lambda: dossier.page.topLevelItemCount() > 0, timeout=DELAY)
    group = dossier.page.topLevelItem(0)
    assert group is not None
    assert group.text(0).startswith("reserves")
    window.session.select_figure(None)
    dossier.page.setCurrentItem(group.child(0))
    press(dossier.page, Qt.Key.Key_Return)
    assert window.session.selected_figure in (FigureId(1), FigureId(3))
    dossier.close()


def test_a_register_of_ones_own(window: Window, project: Project, qtbot: QtBot) -> None:
    """Made with two fields, one of them moved up; a choice without choices is refused with a sentence."""
    window.records.show_types()
    dialog = window.findChild(TypesDialog)
    assert dialog is not None
    dialog._load("")
    dialog.title.setText("Plants")
    dialog.one.setText("Plant")
    for name in ("Owner", "State"):
        dialog._add()
        qtbot.keyClicks(dialog.name, name)
    dialog.kind.setCurrentIndex(3)
    dialog._keep_field()
    dialog.save()
    assert "two words" in dialog._trouble.text()
    qtbot.keyClicks(dialog.choices, "built, planned")
    dialog._move(-1)
    dialog.save()
    made = next(one for one in project.registers.types() if one.title == "Plants")
    assert [(one.title, one.choices) for one in made.fields] == [("State", ("built", "planned")), ("Owner", ())]
    dialog.close()


def test_a_shipped_register_keeps_its_translations(window: Window, project: Project) -> None:
    """Saved unchanged in another language, its titles stay the messages that they were."""
    before = project.registers.type("deal")
    window.use_language("ru")
    window.records.show_types()
    dialog = window.findChildren(TypesDialog)[-1]
    dialog._load("deal")
    dialog.save()
    assert project.registers.type("deal").fields == before.fields
    dialog.close()
    window.use_language("en")


def test_references_lead_by_name(panel: RegistersPanel, project: Project, qtbot: QtBot) -> None:
    """A party is typed by a few letters of a company that has a record."""
    company = registers.make(project, "company", "Cove Capital")
    made = registers.make(project, "deal", "A deal")
    panel.show_record(made)
    field(panel, "parties")
    press(panel.tree, Qt.Key.Key_Insert)
    qtbot.keyClicks(panel.editor.line, "cove")
    press(panel.editor.line, Qt.Key.Key_Return)
    (value,) = project.registers.get(made).values
    assert getattr(value.value, "guid", "") == project.registers.get(RecordId(company)).guid


def test_a_remark_is_no_value_to_remove(window: Window, project: Project, panel: RegistersPanel) -> None:
    """Del on the sentence below a field leaves the value that it is about."""
    deposit = registers.make(project, "deposit", "Kokbulak")
    registers.add(project, deposit, "area", "127,000 km2")
    panel.show_record(deposit)
    item = panel.tree.topLevelItem(field(panel, "area"))
    assert item is not None
    panel.tree.setCurrentItem(item.child(0))
    assert item.child(0).text(0).startswith("⚠")
    press(panel.tree, Qt.Key.Key_Delete)
    assert len(project.registers.get(deposit).of("area")) == 1
    panel.tree.setCurrentItem(panel.tree.topLevelItem(field(panel, "area")))
    press(panel.tree, Qt.Key.Key_Delete)
    assert not project.registers.get(deposit).of("area")


def test_a_reference_is_what_was_typed(window: Window, project: Project, panel: RegistersPanel, qtbot: QtBot) -> None:
    """A record is taken where its name begins so; one that only holds the words is chosen by the arrow."""
    registers.make(project, "company", "Cove Capital")
    for typed, down, kept in (("Capital", False, "Capital"), ("capital", True, "Cove Capital")):
        deal = registers.make(project, "deal", f"Deal {kept}")
        panel.show_record(deal)
        field(panel, "parties")
        press(panel.tree, Qt.Key.Key_Insert)
        qtbot.waitUntil(panel.editor.isVisible)
        qtbot.keyClicks(panel.editor.line, typed)
        if down:
            press(panel.editor.line, Qt.Key.Key_Down)
        press(panel.editor.line, Qt.Key.Key_Return)
        shown = register_views.record(project, deal, "en").field("parties")
        assert shown is not None
        assert [one.text for one in shown.values] == [kept]


def test_fields_that_are_not_saved_are_not_dropped_by_one_key(window: Window, project: Project, qtbot: QtBot) -> None:
    """The first Esc says so, the second means it."""
    dialog = TypesDialog(window.session, window, "deal")
    dialog.show()
    dialog._add()
    dialog.reject()
    assert dialog.isVisible()
    assert "not saved" in dialog._trouble.text()
    dialog.reject()
    assert not dialog.isVisible()
