"""Labels give way without widening their window."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from workbench.gui.fields.labels import ElidedLabel


@pytest.mark.parametrize(("fits", "shown"), [("one · two · three", 3), ("one · two", 2), ("one", 1)])
def test_a_part_that_does_not_fit_is_left_out_whole(qtbot: QtBot, fits: str, shown: int) -> None:
    """No part is cut while another is left; the whole is in the tool tip and said to readers of the screen."""
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.set_parts("one", "two", "three")
    label.resize(label.fontMetrics().horizontalAdvance(fits) + 2, 30)
    label.show()
    assert label.text() == " · ".join(["one", "two", "three"][:shown])
    assert label.accessibleName() == "one · two · three"
    assert label.toolTip() == ("" if shown == 3 else "one · two · three")
