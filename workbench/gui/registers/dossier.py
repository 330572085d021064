"""The dossier of a subject or record, as a page beside the window: every line leads to its words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFont, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core.actions import dossiers
from workbench.core.model.dossier import Dossier, DossierFigure
from workbench.core.model.figure import FigureId
from workbench.core.model.record_view import RecordView
from workbench.core.model.register import RecordId
from workbench.core.words import language, quoted, tr, trn
from workbench.gui import messages
from workbench.gui.messages import Message
from workbench.gui.models import wording
from workbench.gui.registers.tree import Roomy
from workbench.gui.session import Session
from workbench.gui.widgets import hint

_LEADS = Qt.ItemDataRole.UserRole  # a FigureId, several of them, or a RecordId
_SUBJECTS = 2000


class DossierWindow(QDialog):
    """Signals: `figures_wanted(tuple of FigureId)`, `record_wanted(RecordId)`."""

    figures_wanted = Signal(object)
    record_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, modal=False)
        self.setWindowTitle(tr("Dossier"))
        self._session = session
        self._dossier: Dossier | None = None
        self.subject = QComboBox(self, editable=True)
        self.subject.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.subject.setAccessibleName(tr("Subject"))
        self.save_button = QPushButton(tr("Save…"), self, autoDefault=False)
        self.save_button.setToolTip(tr("As a page that opens in any browser, or as a workbook"))
        self.page = QTreeWidget(self, columnCount=4)
        self._empty = hint(self, centred=True)
        self._stack = QStackedLayout()
        self._place()
        self.subject.activated.connect(lambda _: self._chosen())
        self.subject.lineEdit().returnPressed.connect(self._chosen)  # type: ignore[union-attr]  # it is editable
        self.save_button.clicked.connect(self.save)
        self.page.itemActivated.connect(lambda *_: self._follow())
        self.page.installEventFilter(self)
        session.project_closed.connect(self.close)
        self.resize(860, 620)

    def _place(self) -> None:
        page = self.page
        page.setHeaderLabels([tr("Figure"), tr("Period"), tr("Status"), tr("Words and source")])
        page.setAccessibleName(tr("Dossier"))
        page.setAlternatingRowColors(True)
        page.setItemDelegate(Roomy(page))
        page.setWordWrap(True)
        page.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        page.header().resizeSection(0, 300)
        row = QHBoxLayout()
        row.addWidget(self.subject, 1)
        row.addWidget(self.save_button)
        for widget in (page, self._empty):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addLayout(self._stack, 1)

    # of whom

    def open_on(self, name: str = "", record: RecordId | None = None) -> None:
        """Of a subject by its key, of a record, or of whom is chosen here."""
        project = self._session.project
        if project is None:
            return
        self.subject.clear()
        for key in dossiers.subjects(project)[:_SUBJECTS]:
            self.subject.addItem(wording.term(key), key)
        self.show()
        self.raise_()
        if record is not None:
            self._make(dossiers.about_record, record)
        elif name:
            self._make(dossiers.about_subject, name)
        else:
            self._say(tr("Choose a subject, or type the name of one or of a record."))
            self.subject.setFocus()
            self.subject.lineEdit().selectAll()  # type: ignore[union-attr]

    def _chosen(self) -> None:
        text = self.subject.currentText().strip()
        index = self.subject.findText(text)
        name = str(self.subject.itemData(index)) if index >= 0 else text
        if name:
            self._make(dossiers.gathered, name)

    def _make(self, gather: Callable[..., dossiers.Gathered], of: object) -> None:
        given = self._session.do(gather, of, language())
        if given is None:
            self._say(tr("The project knows nothing of that name."))
            return
        self._say(tr("Gathering what is known …"))
        self._session.jobs.run(_built, given, title=tr("Making the dossier"), on_done=self._show)

    # what is shown

    def _show(self, made: Dossier) -> None:
        self._dossier = made
        self.setWindowTitle(tr("Dossier: {name}", name=made.title))
        self.subject.setEditText(made.title)
        self.page.clear()
        if made.own is not None:
            self._record(self._part(tr(made.own.type.one or made.own.type.title)), made.own)
        for group in made.groups:
            counted = trn("{n} mention", "{n} mentions", group.mentions)
            origins = trn("{n} origin", "{n} origins", group.origins)
            part = self._part(f"{wording.term(group.measure)}  {group.range}", f"{counted}, {origins}")
            for figure in group.figures:
                self._figure(part, figure)
        self._parts_of_words(made)
        self.page.expandToDepth(0)
        self._stack.setCurrentWidget(self.page)
        self.save_button.setEnabled(not made.empty)
        if made.empty:
            self._say(tr("The project knows nothing of that name."))
        elif (first := self.page.topLevelItem(0)) is not None:
            self.page.setCurrentItem(first.child(0) or first)
            self.page.setFocus()

    def _parts_of_words(self, made: Dossier) -> None:
        """Records that name it, conflicts, notes, sources."""
        if made.records:
            part = self._part(tr("Records"))
            for view in made.records:
                self._record(part, view)
        if made.conflicts:
            part = self._part(tr("Conflicts"))
            for one in made.conflicts:
                self._row(part, [one.kind, "", one.state, " ".join((one.reason, one.verdict))], one.figures)
        if made.notes:
            part = self._part(tr("Notes"))
            for note in made.notes:
                self._row(part, [note.text, note.at[:10], " ".join(f"#{t}" for t in note.tags), note.about])
        if made.sources:
            part = self._part(tr("Sources"))
            for _, source in made.sources:
                self._row(part, [source.title, str(source.published or ""), source.publisher, source.file_name])

    def _part(self, title: str, more: str = "") -> QTreeWidgetItem:
        item = QTreeWidgetItem(self.page, [title, "", "", more])
        font = QFont(self.font())
        font.setBold(True)
        item.setFont(0, font)
        return item

    def _figure(self, part: QTreeWidgetItem, figure: DossierFigure) -> None:
        about = ", ".join(one for one in (figure.item, figure.place, figure.attribution) if one)
        value = f"{figure.value}  {figure.bounds}".strip()
        words = f"{quoted(wording.flat(figure.sentence or figure.quote))} — {figure.source}, {figure.published}"
        item = self._row(part, [value, figure.period, figure.status, words], (figure.id,))
        item.setToolTip(0, about)

    def _record(self, part: QTreeWidgetItem, view: RecordView) -> None:
        item = self._row(part, [view.record.name, "", "", ""], view.record.id)
        for field in view.fields:
            for value in field.values:
                figure = (value.figure.id,) if value.figure is not None else view.record.id
                words = f"{quoted(wording.flat(value.quote))} — {value.source}" if value.quote else ""
                self._row(item, [f"{field.title}: {value.text}", "", "", words], figure)

    def _row(self, part: QTreeWidgetItem, texts: list[str], leads: object = None) -> QTreeWidgetItem:
        item = QTreeWidgetItem(part, texts)
        item.setData(0, _LEADS, leads)
        item.setToolTip(3, texts[3])
        spoken = ". ".join(text for text in texts if text)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        return item

    def _say(self, words: str) -> None:
        self._empty.setText(words)
        self._stack.setCurrentWidget(self._empty)
        self.save_button.setEnabled(False)

    # where it leads

    def _follow(self) -> None:
        item = self.page.currentItem()
        leads = item.data(0, _LEADS) if item is not None else None
        if isinstance(leads, tuple | list):
            self.figures_wanted.emit(tuple(FigureId(int(one)) for one in leads))
        elif leads is not None:
            self.record_wanted.emit(RecordId(int(leads)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter follows a line; the dialog would close or press a button at it."""
        pressed = event if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else None
        if pressed is not None and pressed.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._follow()
            return True
        return super().eventFilter(watched, event)

    # saving

    def save(self) -> None:
        project, made = self._session.project, self._dossier
        if project is None or made is None:
            return
        suggested = project.path.with_name(f"{_file_name(made.title)}.html")
        path = messages.choose_dossier(self, suggested)
        if path is not None:
            title = tr("Writing {file}", file=path.name)
            self._session.jobs.run(_written, path, made, title=title, on_done=self._on_written)

    def _on_written(self, path: Path) -> None:
        self._session.tell(
            Message(
                text=tr("The dossier is written: {file}", file=path),
                topic="dossier",
                act_text=tr("Open"),
                act=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
            )
        )


def _file_name(title: str) -> str:
    """A name that every system takes."""
    safe = "".join(letter if letter.isalnum() or letter in " -" else "-" for letter in title)
    return safe[:60].strip() or "dossier"


def _built(given: dossiers.Gathered, **tools: Any) -> Dossier:
    return dossiers.built(given, tools["progress"], tools["cancelled"])


def _written(path: Path, made: Dossier, **_: Any) -> Path:
    return dossiers.write(path, made)
