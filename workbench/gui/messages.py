"""The only place that speaks to the user: a strip of messages under the toolbar, and the system's file dialogs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.words import tr, trn
from workbench.gui import theme
from workbench.gui.fields.labels import ElidedLabel
from workbench.gui.widgets import cross, hint

KEPT = 5  # messages that wait behind the newest; older ones are forgotten


class Level(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is said. `details` are lines behind a "Details" button; `act` runs when the button `act_text` is pressed.

    `topic` groups: a new message of a topic takes the place of the old one.
    """

    text: str
    level: Level = Level.INFO
    details: tuple[str, ...] = ()
    act_text: str = ""
    act: Callable[[], object] | None = field(default=None, compare=False)
    topic: str = ""


def _sign(level: Level) -> str:
    """A sign beside the colour: colour alone says nothing to some eyes."""
    return {Level.INFO: "●", Level.WARNING: "⚠", Level.ERROR: "✗"}[level]


def _level_name(level: Level) -> str:
    return {Level.INFO: tr("Note"), Level.WARNING: tr("Warning"), Level.ERROR: tr("Error")}[level]


class Strip(QFrame):
    """One message in one line: sign, sentence, its button, details, and a cross that takes it away."""

    dismissed = Signal(object)

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.message = message
        self.setProperty("level", message.level.value)
        self.setAccessibleName(f"{_level_name(message.level)}: {message.text}")
        self._text = ElidedLabel(self)
        self._text.set_whole(" ".join(message.text.split()))
        self._more = hint(self)
        self._more.setWordWrap(False)
        self._details: QPlainTextEdit | None = None
        sign = QLabel(_sign(message.level), self)
        sign.setObjectName("sign")
        row = QHBoxLayout()
        row.addWidget(sign)
        row.addWidget(self._text, 1)
        row.addWidget(self._more)
        for button in self._buttons():
            row.addWidget(button)
        self._text.fitted.connect(self._on_fitted)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 4, 6, 4)
        self._column.addLayout(row)

    def _buttons(self) -> list[QWidget]:
        buttons: list[QWidget] = []
        if self.message.act is not None:
            act = QPushButton(self.message.act_text, self)
            act.clicked.connect(self._act)
            buttons.append(act)
        self._show_all = QPushButton(tr("Details"), self)
        self._show_all.setCheckable(True)
        self._show_all.toggled.connect(self._show_details)
        self._show_all.setVisible(bool(self.message.details))
        buttons.append(self._show_all)
        away = cross(self, tr("Dismiss (Esc)"))
        away.clicked.connect(lambda: self.dismissed.emit(self))
        return [*buttons, away]

    def _on_fitted(self, whole: bool) -> None:
        """A sentence that does not fit its line can be read whole, and copied, behind "Details"."""
        self._show_all.setVisible(bool(self.message.details) or not whole or self._show_all.isChecked())

    def say_more(self, others: int) -> None:
        """How many older messages wait behind this one."""
        self._more.setText(trn("{n} more", "{n} more", others) if others else "")

    def _act(self) -> None:
        act = self.message.act
        self.dismissed.emit(self)
        if act is not None:
            act()

    def _show_details(self, shown: bool) -> None:
        if self._details is None:
            lines = [self.message.text, *self.message.details]
            self._details = QPlainTextEdit("\n".join(lines), self, readOnly=True)
            self._details.setAccessibleName(tr("Details"))
            self._details.setTabChangesFocus(True)
            rows = min(len(lines), 6)
            self._details.setFixedHeight(self.fontMetrics().lineSpacing() * (rows + 1) + 8)
            self._column.addWidget(self._details)
        self._details.setVisible(shown)


class Messages(QWidget):
    """The place under the toolbar where messages stand until dismissed: the newest is seen, one line high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Messages"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)
        self.setVisible(False)

    @property
    def strips(self) -> list[Strip]:
        """Oldest first."""
        items = (self._column.itemAt(i) for i in range(self._column.count()))
        return [w for item in items if item is not None and isinstance(w := item.widget(), Strip)]

    def show_message(self, message: Message) -> None:
        """Adds a strip; one of the same topic, or with the same words, goes."""
        for strip in self.strips:
            if strip.message == message or (message.topic and strip.message.topic == message.topic):
                self.dismiss(strip)
        for strip in self.strips[: -KEPT + 1]:
            self.dismiss(strip)
        strip = Strip(message, self)
        strip.dismissed.connect(self.dismiss)
        theme.polish(strip)
        self._column.addWidget(strip)
        self._show_newest()

    def _show_newest(self) -> None:
        strips = self.strips
        for strip in strips[:-1]:
            strip.hide()
        if strips:
            strips[-1].say_more(len(strips) - 1)
            strips[-1].show()
        self.setVisible(bool(strips))

    def dismiss(self, strip: Strip) -> None:
        self._column.removeWidget(strip)
        strip.hide()
        strip.deleteLater()
        self._show_newest()

    def dismiss_newest(self) -> bool:
        """Whether there was one."""
        newest = self.strips[-1:]
        for strip in newest:
            self.dismiss(strip)
        return bool(newest)

    def dismiss_topic(self, topic: str) -> None:
        for strip in self.strips:
            if strip.message.topic == topic:
                self.dismiss(strip)


# The system's file dialogs: the only modal windows of the program.


def choose_sources(parent: QWidget, folder: Path, suffixes: Sequence[str]) -> list[Path]:
    """Files to import; empty when the user thought better of it."""
    known = " ".join(f"*{suffix}" for suffix in suffixes)
    kinds = ";;".join((tr("Articles ({patterns})", patterns=known), tr("All files (*)")))
    names, _ = QFileDialog.getOpenFileNames(parent, tr("Import articles"), str(folder), kinds)
    return [Path(name) for name in names]


def choose_folder(parent: QWidget, folder: Path) -> Path | None:
    name = QFileDialog.getExistingDirectory(parent, tr("Import a folder of articles"), str(folder))
    return Path(name) if name else None


def choose_project(parent: QWidget, folder: Path) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, tr("Open project"), str(folder), _project_kinds())
    return Path(name) if name else None


def choose_new_project(parent: QWidget, folder: Path) -> Path | None:
    name, _ = QFileDialog.getSaveFileName(
        parent, tr("New project"), str(folder / tr("research.workbench")), _project_kinds()
    )
    return with_suffix(Path(name), ".workbench") if name else None


def choose_workbook(parent: QWidget, suggested: Path, kinds: Sequence[str], first: int) -> tuple[Path, int] | None:
    """Where a workbook is written to, and which of the kinds; the one at `first` is chosen already."""
    listed = list(kinds)
    name, kind = QFileDialog.getSaveFileName(
        parent, tr("Export to Excel"), str(suggested), ";;".join(listed), listed[first]
    )
    return (Path(name), listed.index(kind) if kind in listed else first) if name else None


def choose_layout(parent: QWidget, folder: Path) -> Path | None:
    """The file of a workbook's layout."""
    kinds = ";;".join((tr("Layouts ({patterns})", patterns="*.toml"), tr("All files (*)")))
    name, _ = QFileDialog.getOpenFileName(parent, tr("Layout of the workbook"), str(folder), kinds)
    return Path(name) if name else None


def choose_dossier(parent: QWidget, suggested: Path) -> Path | None:
    """The file that a dossier is written to: a page or a workbook, by its suffix."""
    kinds = {".html": tr("Web page") + " (*.html)", ".xlsx": tr("Excel workbook") + " (*.xlsx)"}
    listed = ";;".join(kinds.values())
    chosen, kind = QFileDialog.getSaveFileName(parent, tr("Save the dossier"), str(suggested), listed)
    if not chosen:
        return None
    suffix = next((one for one, words in kinds.items() if words == kind), ".html")
    return Path(chosen) if Path(chosen).suffix.lower() in kinds else Path(chosen + suffix)


def choose_returned(parent: QWidget, folder: Path) -> Path | None:
    """A workbook to be read back."""
    kinds = ";;".join((tr("Excel workbooks ({patterns})", patterns="*.xlsx"), tr("All files (*)")))
    name, _ = QFileDialog.getOpenFileName(parent, tr("Read a workbook back"), str(folder), kinds)
    return Path(name) if name else None


def choose_picture(parent: QWidget, suggested: Path) -> Path | None:
    """A picture to write; its kind goes by the chosen suffix, .png where that is neither."""
    kinds = ";;".join((tr("Pictures ({patterns})", patterns="*.png"), tr("Drawings ({patterns})", patterns="*.svg")))
    name, _ = QFileDialog.getSaveFileName(parent, tr("Save the picture"), str(suggested), kinds)
    if not name:
        return None
    return Path(name) if name.lower().endswith(".svg") else with_suffix(Path(name), ".png")


def with_suffix(path: Path, suffix: str) -> Path:
    """The path with this suffix added where it has another ("a.b" -> "a.b.xlsx")."""
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)


def _project_kinds() -> str:
    return tr("Workbench projects ({patterns})", patterns="*.workbench")
