"""The figure's form saves corrections as one step and loses nothing that was typed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from workbench.core.model.amount import Amount
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import Change, Figure, FigureId, Kind
from workbench.core.model.span import Span
from workbench.gui.fields.head import FigureHead
from workbench.gui.fields.values import meaning
from workbench.gui.panels.figure_form import FigureForm
from workbench.gui.session import Session


@pytest.fixture
def form(qtbot: QtBot, project_file: Path) -> Iterator[FigureForm]:
    session = Session()
    assert session.open(project_file)
    made = FigureForm(session)
    qtbot.addWidget(made)
    session.select_figure(FigureId(1))
    yield made
    session.close()
    session.jobs.close()


def session_of(form: FigureForm) -> Session:
    return form._session


def test_corrections_are_one_step(form: FigureForm) -> None:
    """Several changed fields are saved together and undone together."""
    project = session_of(form).project
    assert project is not None
    form.boxes["low"].set_value("2,7 000")  # no number yet
    form.boxes["low"].set_value("2 700 000")
    form.boxes["period"].set_value("10.2025")
    form.boxes["note"].set_value("по отчёту")
    assert form.save()
    figure = project.figures.get(FigureId(1))
    assert (figure.amount.low, str(figure.period), figure.note) == (Decimal(2_700_000), "2025-10", "по отчёту")  # type: ignore[union-attr]
    session_of(form).undo()
    figure = project.figures.get(FigureId(1))
    assert (figure.amount.low, figure.period, figure.note) == (Decimal(2_600_000), None, "")  # type: ignore[union-attr]
    assert form.boxes["low"].value().replace("\u202f", "") == "2600000"


def test_bad_input_is_said_beside_its_field(form: FigureForm) -> None:
    """What cannot be understood is named where it stands; the other boxes keep what was typed."""
    form.boxes["period"].set_value("вчера")
    form.boxes["note"].set_value("важно")
    assert not form.save()
    assert "вчера" in form.rows["period"].line.text()
    assert form.boxes["note"].value() == "важно"
    assert session_of(form).project.figures.get(FigureId(1)).note == ""  # type: ignore[union-attr]


def test_typed_words_survive_a_look_at_another_figure(form: FigureForm) -> None:
    """Going to another figure and back shows what was typed but not saved; Esc forgets it."""
    form.boxes["note"].set_value("черновик")
    session_of(form).select_figure(FigureId(3))
    assert form.boxes["note"].value() == ""
    session_of(form).select_figure(FigureId(1))
    assert form.boxes["note"].value() == "черновик"
    form.revert()
    assert not form.dirty


def test_known_words_are_stored_by_their_key(form: FigureForm) -> None:
    """A measure typed in Russian is the lexicon's measure, not a new one."""
    form.boxes["measure"].set_value("запасы")
    assert form.save()
    assert session_of(form).project.figures.get(FigureId(1)).measure == "reserves"  # type: ignore[union-attr]


def test_direction_of_a_change_is_chosen_and_taken_back(form: FigureForm) -> None:
    """A fall is chosen in its box, and "none stated" clears it."""
    project = session_of(form).project
    assert form.boxes["change"].value() == ""
    for choice, kept in (("fall", Change.FALL), ("", None)):
        form.boxes["change"].set_value(choice)
        assert form.save()
        assert project.figures.get(FigureId(1)).change is kept  # type: ignore[union-attr]


def test_amount_may_be_typed_in_words(form: FigureForm) -> None:
    """“до 92” gives an upper bound, as a source would."""
    form.boxes["low"].set_value("до 92 тонн")
    assert form.save()
    amount = session_of(form).project.figures.get(FigureId(1)).amount  # type: ignore[union-attr]
    assert (amount.low, amount.high) == (None, Decimal(92))  # type: ignore[union-attr]


def test_form_without_a_figure_says_what_to_do(form: FigureForm) -> None:
    """An empty form is a sentence, not dead boxes."""
    session_of(form).select_figure(None)
    assert "J" in form._empty.text()
    assert form._stack.currentIndex() == 1


def test_tab_goes_down_the_form(form: FigureForm, qtbot: QtBot) -> None:
    """From the number Tab leads to the unit, the kind and the measure, as they stand."""
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    form.begin()
    seen = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == [form.boxes["unit"], form.boxes["kind"], form.boxes["measure"]]


@pytest.mark.parametrize(
    ("text", "words"),
    [("800 000", ""), ("800000", "= 800\u202f000"), ("2 600 000", "= 2.6 million"), ("92", ""), ("2 650 123", "")],
)
def test_a_number_is_explained_where_that_says_more(text: str, words: str) -> None:
    """Grouped digits need no second telling; a scale word or groups for bare digits do help."""
    assert meaning(text) == words


def test_rules_are_no_words_for_the_form(qtbot: QtBot) -> None:
    """The status stands alone; the names of rules are behind its tooltip."""
    head = FigureHead()
    qtbot.addWidget(head)
    span = Span(0, 3)
    figure = Figure(
        id=FigureId(1), guid="", article_id=ArticleId(1), quote="5 t", span=span, full_span=span,
        kind=Kind.QUANTITY, amount=Amount.exact(Decimal(5)), rule="digits; unit_right",
    )  # fmt: skip
    head.show_figure(figure, "5 t")
    assert head._status.accessibleName() == "○ suggested"
    assert "unit_right" in head._status.toolTip()


def test_typing_does_not_widen_the_form(form: FigureForm) -> None:
    """The readers keep their room when the form says that something is not saved yet."""
    before = form.minimumSizeHint().width()
    form.boxes["note"].set_value("ask")
    assert form._unsaved.text()
    assert form.minimumSizeHint().width() <= before
