"""The box in which a verdict on a conflict is given: which figure is right, or what else holds, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from workbench.core.actions import verdicts as actions
from workbench.core.model.figure import Figure, FigureId
from workbench.core.model.verdict import Standing, State, VerdictKind
from workbench.core.words import tr
from workbench.gui.fields.labels import ColouredLabel, ElidedLabel
from workbench.gui.fields.queue_filter import Choice
from workbench.gui.models import verdicts, wording
from workbench.gui.session import Session
from workbench.gui.spoken_keys import can_go_back, with_key

_LINES = 1  # of the boxes for the figures and the reason, where the room is least


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the box. Without a kind nothing was chosen yet."""

    kind: VerdictKind = VerdictKind.PREFER
    preferred: FigureId | None = None
    reason: str = ""


class Reason(QPlainTextEdit):
    """Why. Signal: `left()` on Esc."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES + 12)
        self.setPlaceholderText(tr("Why?"))
        self.setAccessibleName(tr("Reason of the verdict"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class VerdictBox(QWidget):
    """Signals: `saved()`; `left()` when the focus goes back to the list; `typed()` when a draft changed. What was
    typed but not saved stays with its conflict."""

    saved = Signal()
    left = Signal()
    typed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._standing: Standing | None = None
        self._figures: Sequence[Figure] = ()
        self._drafts: dict[str, Draft] = {}
        self._known: frozenset[str] = frozenset()
        self._heading = ElidedLabel(self)
        self._heading.setObjectName("hint")
        self._changes = ColouredLabel("conflict", self)
        self.figures = QListWidget(self)
        self.kind = Choice([*VerdictKind])
        self.reason = Reason(self)
        self.save_button = QPushButton(self, autoDefault=False)
        self.withdraw_button = QPushButton(tr("Withdraw"), self, autoDefault=False)
        self._place()
        self._connect()
        self.say_keys()
        self.show_standing(None)

    def _place(self) -> None:
        self.setAccessibleName(tr("Verdict"))
        self.figures.setAccessibleName(tr("Which figure is right"))
        self.figures.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.figures.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES + 8)
        self.kind.name(tr("Verdict"), [tr(verdicts.KINDS[kind]) for kind in VerdictKind])
        self._changes.setAccessibleName(tr("What has changed since the verdict"))
        self.kind.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(9)
        row = QHBoxLayout()
        row.addWidget(self.save_button, 1)
        row.addWidget(self.withdraw_button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 0, 2, 0)
        column.setSpacing(3)
        column.addWidget(self._heading)
        column.addWidget(self._changes)
        column.addWidget(self.figures, 3)
        column.addWidget(self.kind)
        column.addWidget(self.reason, 2)
        column.addLayout(row)

    def say_keys(self) -> None:
        self.save_button.setText(with_key(tr("Save"), "figure.save"))

    def _connect(self) -> None:
        self.figures.currentRowChanged.connect(self._on_figure)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.reason.textChanged.connect(self._on_edited)
        self.reason.left.connect(self.leave)
        self.save_button.clicked.connect(self.save)
        self.withdraw_button.clicked.connect(self.withdraw)

    # what is shown

    def show_standing(
        self,
        one: Standing | None,
        figures: Sequence[Figure] = (),
        names: Mapping[FigureId, str] | None = None,
        support: str = "",
    ) -> None:
        """The conflict that the verdict is about, with what was said of it or typed about it."""
        self._standing, self._figures = one, figures
        self._heading.set_whole(_heading(one, support))
        reopened = one is not None and one.state in (State.REOPENED, State.OVER)
        self._changes.setText("\n".join(one.changes) if one is not None and reopened else "")
        self._changes.setVisible(bool(self._changes.text()))
        with QSignalBlocker(self.figures):
            self.figures.clear()
            self.figures.addItem(tr("0  none of them alone"))
            for number, figure in enumerate(figures, 1):
                sign = f"{number}" if number <= 9 else "·"
                quote = tr("“{quote}”", quote=wording.flat(figure.quote))
                self.figures.addItem(f"{sign}  {quote} — {(names or {}).get(figure.id, '')}")
                self.figures.item(number).setToolTip(
                    f"{wording.amount_and_unit(figure)} {figure.period or ''}".strip()
                )
        self._fill(self._drafts.get(one.key, _said(one)) if one is not None else Draft())
        self._enable()

    def know(self, keys: Iterable[str]) -> None:
        """The conflicts that there are: what was typed about another one waits, but is nothing left unsaved."""
        self._known = frozenset(keys)
        self._tell()

    def _enable(self) -> None:
        one = self._standing
        open_to_all = one is not None and one.conflict is not None and self._session.writable
        for box in (self.figures, self.kind, self.reason):
            box.setEnabled(open_to_all)
        self.save_button.setEnabled(open_to_all)
        self.withdraw_button.setEnabled(one is not None and one.verdict is not None and self._session.writable)

    def _fill(self, draft: Draft) -> None:
        ids = [figure.id for figure in self._figures]
        with QSignalBlocker(self.figures), QSignalBlocker(self.kind), QSignalBlocker(self.reason):
            self.kind.set_value(draft.kind)
            chosen = ids.index(draft.preferred) + 1 if draft.preferred in ids else 0
            self.figures.setCurrentRow(chosen if chosen or not draft.kind.prefers else -1)
            if self.reason.toPlainText() != draft.reason:
                self.reason.setPlainText(draft.reason)

    # what is typed

    def draft(self) -> Draft:
        """What stands in the boxes now."""
        row = self.figures.currentRow()
        preferred = self._figures[row - 1].id if 1 <= row <= len(self._figures) else None
        kind: VerdictKind = self.kind.value
        return Draft(kind, preferred if kind.prefers else None, self.reason.toPlainText().strip())

    @property
    def dirty(self) -> bool:
        return self._standing is not None and self._standing.key in self._drafts

    def choose(self, number: int) -> None:
        """The figure of this number is right (0: none of them alone), and the reason is asked for."""
        if self.reason.isEnabled() and 0 <= number < self.figures.count():
            self.figures.setCurrentRow(number)
            self._on_figure(number)
            self.begin()

    def begin(self) -> None:
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_figure(self, row: int) -> None:
        """A figure that is right and a kind that names none exclude each other."""
        kind: VerdictKind = self.kind.value
        if row > 0 and not kind.prefers:
            self.kind.set_value(VerdictKind.PREFER)
        elif row == 0 and kind is VerdictKind.PREFER:
            self.kind.set_value(VerdictKind.BOTH)
        self._on_edited()

    def _on_kind(self, _: int) -> None:
        if not self.kind.value.prefers:
            with QSignalBlocker(self.figures):
                self.figures.setCurrentRow(0)
        self._on_edited()

    def _on_edited(self) -> None:
        one = self._standing
        if one is None or one.conflict is None:
            return
        draft = self.draft()
        if draft == _said(one):
            self._drafts.pop(one.key, None)
        else:
            self._drafts[one.key] = draft
        self._tell()

    def _tell(self) -> None:
        self._session.set_unsaved("verdict", not self._known.isdisjoint(self._drafts))
        self.typed.emit()

    # acts

    def save(self) -> bool:
        """Gives the verdict; False, with the reason told, where it cannot be given."""
        one, draft = self._standing, self.draft()
        if one is None or one.conflict is None:
            return False
        done = self._session.do(actions.give, one, draft.kind, preferred=draft.preferred, reason=draft.reason)
        if done is None:
            return False
        self._drafts.pop(one.key, None)
        self._tell()
        self._session.say(can_go_back(done.name))
        self.saved.emit()
        return True

    def withdraw(self) -> None:
        one = self._standing
        if one is None or one.verdict is None:
            return
        done = self._session.do(actions.withdraw, [one.verdict.id])
        if done is not None:
            self._session.say(can_go_back(done.name))
            self.left.emit()

    def leave(self) -> None:
        """Back to the list; what was typed is forgotten."""
        if self._standing is not None:
            self._drafts.pop(self._standing.key, None)
            self._fill(_said(self._standing))
            self._tell()
        self.left.emit()

    def forget(self) -> None:
        """Another project: what was typed belongs to the one before."""
        self._drafts.clear()
        self._tell()
        self.show_standing(None)

    # what is remembered

    def state(self) -> list[dict[str, Any]]:
        """What is typed but not saved, as plain JSON."""
        return [
            {"key": key, "kind": draft.kind.value, "preferred": draft.preferred, "reason": draft.reason}
            for key, draft in self._drafts.items()
        ]

    def show_state(self, kept: Any) -> None:
        """Puts what was typed back; what cannot be read is left out."""
        kinds = {kind.value: kind for kind in VerdictKind}
        for one in kept if isinstance(kept, list) and self._session.writable else ():
            if isinstance(one, dict) and isinstance(one.get("key"), str) and one.get("kind") in kinds:
                preferred, reason = one.get("preferred"), one.get("reason")
                self._drafts[one["key"]] = Draft(
                    kinds[one["kind"]],
                    FigureId(preferred) if isinstance(preferred, int) else None,
                    reason if isinstance(reason, str) else "",
                )
        self._tell()


def _said(one: Standing) -> Draft:
    """What was said of a conflict, as the box shows it; of one that is open nothing."""
    if one.verdict is None:
        return Draft()
    preferred = one.preferred if one.conflict is not None and one.preferred in one.conflict.members else None
    return Draft(one.verdict.kind, preferred, one.verdict.reason)


def _heading(one: Standing | None, support: str) -> str:
    if one is None:
        return tr("Verdict: choose a conflict")
    by = (
        ", ".join(part for part in (one.verdict.changed_by, one.verdict.changed_at[:10]) if part)
        if one.verdict
        else ""
    )
    return " · ".join(part for part in (verdicts.state(one), by, support) if part)
