"""The comparisons saved in the project: a box to switch between them, a menu to save, rename and remove."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget, QWidgetAction

from workbench.core.actions import comparisons
from workbench.core.model.comparison import ComparisonSpec
from workbench.core.words import tr
from workbench.gui.session import Session

_WIDTH = 240


class SavedBox(QWidget):
    """`chosen(ComparisonSpec)` when the user switches to a saved one. `spec` is what the panel lays out now."""

    chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._saved: dict[str, ComparisonSpec] = {}
        self._spec = ComparisonSpec()
        self._box = QComboBox(self)
        self._box.setAccessibleName(tr("Saved comparisons"))
        self._box.setToolTip(tr("Saved comparisons"))
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(9)
        self._more = QToolButton(self, popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setText("…")
        self._more.setAccessibleName(tr("Save, rename or remove"))
        self._more.setToolTip(tr("Save, rename or remove"))
        self._name = QLineEdit()
        self._more.setMenu(self._make_menu())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        line.addWidget(self._box)
        line.addWidget(self._more)
        self._box.activated.connect(self._on_choice)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        self._name.setAccessibleName(tr("Name of the comparison"))
        self._name.setPlaceholderText(tr("Name of the comparison"))
        self._name.setMaxLength(comparisons.MOST)
        self._name.setMinimumWidth(_WIDTH)
        line = QWidgetAction(menu)
        line.setDefaultWidget(self._name)
        menu.addAction(line)
        self._save = menu.addAction(tr("Save under this name (Enter)"))
        self._rename = menu.addAction("")
        self._remove = menu.addAction("")
        self._save.triggered.connect(self.save)
        self._rename.triggered.connect(self.rename)
        self._remove.triggered.connect(self.remove)
        self._name.returnPressed.connect(self._on_enter)
        menu.aboutToShow.connect(self._on_open)
        return menu

    def _on_open(self) -> None:
        name = self._spec.name
        self._name.setText(name)
        self._name.selectAll()
        self._name.setFocus()
        self._save.setEnabled(self._session.writable)
        for action, words in (
            (self._rename, tr("Rename “{name}” to it", name=name)),
            (self._remove, tr("Remove “{name}”", name=name)),
        ):
            action.setText(words)
            action.setVisible(name in self._saved)
            action.setEnabled(self._session.writable)

    def _on_enter(self) -> None:
        self.save()
        self._more.menu().close()

    # what is saved

    def reload(self) -> None:
        """Reads the names again; one that is gone is no name of the present layout any more."""
        project = self._session.project
        self._saved = comparisons.saved(project) if project is not None else {}
        self.show_spec(self._spec)

    def show_spec(self, spec: ComparisonSpec) -> None:
        """What is laid out now: a star behind its name where it is not what was saved."""
        kept = self._saved.get(spec.name)
        self._spec = spec
        self._box.clear()
        self._box.addItem(tr("Not saved") if kept is None else "—")
        for name, saved in self._saved.items():
            changed = name == spec.name and saved != spec
            self._box.addItem(f"{name} *" if changed else name, name)
            self._box.setItemData(self._box.count() - 1, tr("changed since it was saved") if changed else "", 3)
        at = self._box.findData(spec.name) if kept is not None else 0
        self._box.setCurrentIndex(max(at, 0))
        self._box.setEnabled(bool(self._saved))

    def _on_choice(self, at: int) -> None:
        name = self._box.itemData(at)
        self.chosen.emit(self._saved[name] if name else replace(self._spec, name=""))

    def save(self) -> None:
        name = " ".join(self._name.text().split())
        if self._session.do(comparisons.save, name, self._spec) is not None:
            self.reload()
            self.chosen.emit(self._saved[name])
            self._session.say(tr("The comparison is saved: {name}", name=name))

    def rename(self) -> None:
        old, new = self._spec.name, " ".join(self._name.text().split())
        if new != old and self._session.do(comparisons.rename, old, new) is not None:
            self._spec = replace(self._spec, name=new)
            self.reload()
            self.chosen.emit(self._spec)

    def remove(self) -> None:
        if self._session.do(comparisons.remove, self._spec.name) is not None:
            self._session.say(tr("The comparison is removed: {name}. Undo brings it back.", name=self._spec.name))
            self._spec = replace(self._spec, name="")
            self.reload()
            self.chosen.emit(self._spec)
