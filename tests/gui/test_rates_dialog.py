"""Rates in the window: typed, refused in words, changed, removed with a key; each act is one step."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.gui.commands import by_id
from workbench.gui.dialogs.rates import RatesDialog
from workbench.gui.window import Window


def opened(window: Window) -> RatesDialog:
    by_id("figure.rates").run(window)
    (dialog,) = window.findChildren(RatesDialog)
    return dialog


def test_a_rate_is_typed_changed_and_removed(window: Window) -> None:
    """An empty list says what rates are for; undo takes each act back."""
    project = window.session.project
    assert project is not None
    dialog = opened(window)
    assert dialog._stack.currentWidget() is dialog._empty
    dialog.day.setText("2026-02-04")
    dialog.value.setText("505,3")
    dialog.source.setText("National Bank")
    QTest.keyClick(dialog.value, Qt.Key.Key_Return)
    (rate,) = project.rates.all()
    assert (rate.currency, rate.other, rate.value, rate.source) == ("USD", "KZT", Decimal("505.3"), "National Bank")
    item = dialog.list.topLevelItem(0)
    assert item is not None
    dialog.list.setCurrentItem(item)
    assert dialog.value.text() == "505.3"
    dialog.value.setText("506")
    dialog.change.click()
    assert [one.value for one in project.rates.all()] == [Decimal(506)]
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert project.rates.all() == []
    window.session.undo()
    assert [one.value for one in project.rates.all()] == [Decimal(506)]
    assert dialog.list.topLevelItemCount() == 1
    dialog.close()


def test_what_is_wrong_is_said_below_the_boxes(window: Window) -> None:
    """No currency, no day, no number, a second rate of the day: the project stays as it is."""
    project = window.session.project
    assert project is not None
    dialog = opened(window)
    dialog.day.setText("2026-02-04")
    for currency, day, value, words in (
        ("XX", "2026-02-04", "5", "XX"),
        ("KZT", "2026-02-04", "5", "two different currencies"),
        ("USD", "4 Feb", "5", "4 Feb"),
        ("USD", "2026-02-04", "-5", "-5"),
    ):
        dialog.currency.setCurrentText(currency)
        dialog.day.setText(day)
        dialog.value.setText(value)
        dialog.add.click()
        assert words in dialog.trouble.text()
    assert project.rates.all() == []
    dialog.value.setText("505")
    dialog.add.click()
    assert dialog.trouble.text() == ""
    dialog.value.setText("506")
    dialog.add.click()
    assert "already" in dialog.trouble.text()
    assert len(project.rates.all()) == 1
    dialog.close()
