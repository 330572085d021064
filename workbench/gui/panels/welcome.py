"""What stands in the window while no project is open: make one, open one, look at the sample, take the tour."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.core.words import tr
from workbench.gui.recent import folder_of, still_there
from workbench.gui.session import Session
from workbench.gui.spoken_keys import key_of
from workbench.gui.widgets import hint


class Welcome(QWidget):
    """`new_wanted`, `open_wanted`, `sample_wanted` and `tour_wanted` ask for what their buttons say."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    tour_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._heading = QLabel(self)
        self._heading.setObjectName("heading")
        self._words = hint(self)
        self._buttons = [QPushButton(self) for _ in range(4)]
        for button, wanted in zip(
            self._buttons, (self.new_wanted, self.open_wanted, self.sample_wanted, self.tour_wanted), strict=True
        ):
            button.setMinimumHeight(34)
            button.clicked.connect(wanted)
            button.setAutoDefault(True)  # Enter presses it too
        self._buttons[0].setObjectName("primary")
        self._newcomer = hint(self)
        self._recent_heading = hint(self)
        self._recent = QVBoxLayout()
        self._place()
        session.settings_changed.connect(self.refresh)

    def _place(self) -> None:
        box = QFrame(self)
        box.setFixedWidth(460)
        column = QVBoxLayout(box)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self._words)
        column.addSpacing(12)
        for button in self._buttons:
            column.addWidget(button)
        column.addWidget(self._newcomer)
        column.addSpacing(16)
        column.addWidget(self._recent_heading)
        column.addLayout(self._recent)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(box)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(middle)
        outer.addStretch(3)

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Welcome"))
        self._heading.setText("Research Workbench")
        self._words.setText(
            tr(
                "Find the figures that articles state, settle them beside the text, compare them, and export a table "
                "whose every number leads back to its sentence."
            )
        )
        names = (tr("New project…"), tr("Open project…"), tr("Open the sample"), tr("Ten-minute tour"))
        for button, name in zip(self._buttons, names, strict=True):
            button.setText(name)
        self._newcomer.setText(
            tr("New here? The tour opens the sample and leads through the whole work. {key} opens the help anywhere.",
               key=key_of("help.open"))
        )  # fmt: skip
        self._recent_heading.setText(tr("Recent projects"))
        self.refresh()

    def say_keys(self) -> None:
        self.retranslate()

    def refresh(self) -> None:
        """The recent projects that are still where they were."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        found = still_there(self._session.settings.recent[:6])
        self._recent_heading.setVisible(bool(found))
        self._newcomer.setVisible(not found)
        for path in found:
            name = f"{path.stem}  —  {folder_of(path)}".replace("&", "&&")
            button = QPushButton(name, self, flat=True, autoDefault=True)
            button.setObjectName("link")
            button.setToolTip(str(path))
            button.setAccessibleName(tr("Open {file}", file=path))
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(partial(self._session.open, path))
            self._recent.addWidget(button)
            button.show()
        last = self._recent.itemAt(0)
        link = last.widget() if last is not None else None
        self.setFocusProxy(link or self._buttons[0])
