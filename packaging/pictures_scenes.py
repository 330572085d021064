"""What `pictures.py` takes pictures of, and how the window is brought there: by its own commands."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
from PySide6.QtCore import QDeadlineTimer, QMarginsF, Qt
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from workbench.core import paths
from workbench.core.actions import exporting, importing, notes, readback, reviewing, verdicts, versions
from workbench.core.model.backup import Reason
from workbench.core.model.comparison import GRID
from workbench.core.model.figure import Status
from workbench.core.model.note import Place
from workbench.core.model.verdict import VerdictKind
from workbench.core.project import Project
from workbench.core.words import tr
from workbench.gui import merging
from workbench.gui.commands import MENUS, by_id
from workbench.gui.dialogs.crash_window import CrashWindow
from workbench.gui.dialogs.readback import ReadBack
from workbench.gui.messages import Level, Message
from workbench.gui.session import Session
from workbench.gui.window import Window

_BELOW = ("queue", "conflicts", "comparison", "registers", "history", "notes", "orphans", "search")


# what is shown


def make_projects(folder: Path) -> None:
    """The sample with a day's work in it, an empty project, and one of a PDF."""
    folder.mkdir(parents=True)
    for name in ("older", "empty"):
        (folder / name).mkdir()
    Project.create(folder / "empty" / "new survey.workbench").close()
    with Project.create(folder / "sample.workbench", author="Aigul Serik") as project:
        _import(project, sorted((paths.resources() / "sample").glob("[0-9][0-9]-*")))
        _work(project)
        exporting.export(project, folder / "back.xlsx", GRID, language="en")
    shutil.copy(folder / "sample.workbench", folder / "older" / "sample.workbench")
    shutil.copy(folder / "sample.workbench", folder / "boris.workbench")
    with Project.open(folder / "boris.workbench", author="Boris") as project:
        figures = project.figures.of_article(project.articles.ids()[0])
        reviewing.reject(project, [figures[0].id])
        reviewing.correct(project, figures[1].id, item="iron ore")
    _change_workbook(folder / "back.xlsx")
    _print(paths.resources() / "sample" / "04-en-orda-ledger.txt", folder / "orda-ledger.pdf")
    with Project.create(folder / "printed.workbench", author="Aigul Serik") as project:
        _import(project, [folder / "orda-ledger.pdf"])


def _import(project: Project, files: list[Path]) -> None:
    importing.add(project, [importing.prepare(file) for file in files])


def _work(project: Project) -> None:
    """Some figures settled, a verdict, notes, and a newer version of a source that states less."""
    first = project.articles.ids()[0]
    figures = [f for f in project.figures.of_article(first) if f.status is Status.SUGGESTED and f.amount is not None]
    reviewing.accept(project, [f.id for f in figures[:5]])
    reviewing.reject(project, [figures[5].id])
    reviewing.not_a_figure(project, [figures[6].id])
    found = verdicts.standings(project)
    contradiction = next(one for one in found if one.conflict is not None and len(one.conflict.members) > 1)
    assert contradiction.conflict is not None
    member = contradiction.conflict.members[0]
    verdicts.give(project, contradiction, VerdictKind.PREFER, preferred=member, reason="the newer report")
    notes.write(project, Place.figure(figures[0].id), "Ask the ministry for the protocol", ["ministry", "call"])
    notes.write(project, Place.article(first), "Reprinted elsewhere", ["reprint"])
    notes.write(project, Place.span(first, figures[2].full_span), "Counted twice?", ["check"])
    newer = project.articles.ids()[-1]
    lines = project.articles.text(newer).split("\n")
    kept = "\n".join(line for number, line in enumerate(lines) if number % 5 != 4) + "\nA line that came later."
    versions.add_version(project, newer, importing.prepare_text(kept, "newer.txt"))


def _change_workbook(path: Path) -> None:
    """As a colleague would: another subject, a note, a status that is none."""
    book = openpyxl.load_workbook(path)
    sheet = book["Evidence"]
    head = next(row for row in sheet.iter_rows(max_row=20) if any(cell.value == "Subject" for cell in row))
    titles = {str(cell.value): cell.column for cell in head}
    for row, (title, value) in enumerate((("Subject", "China"), ("Note", "look again"), ("Status", "sure")), 1):
        sheet.cell(head[0].row + row, titles[title]).value = value
    book.save(path)


def _print(source: Path, path: Path) -> None:
    writer = QPdfWriter(str(path))
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A5), QPageLayout.Orientation.Portrait, QMarginsF())
    )
    document = QTextDocument(source.read_text("utf-8"))
    document.setDefaultFont(QFont("Noto Serif", 15))
    document.print_(writer)


# the stage


class Stage:
    """The window, with the means to bring it somewhere and to take its picture."""

    def __init__(self, documents: Path, folder: Path) -> None:
        self.documents, self.folder = documents, folder
        folder.mkdir(parents=True, exist_ok=True)
        self.window = Window(Session())
        self.window.menus.draw_icons()
        self.window.show()
        self.wait()

    def run(self, command: str) -> None:
        self.window.menus.run(by_id(command))
        self.wait()

    def wait(self, moment: int = 250) -> None:
        """Until nothing is under way and all is painted."""
        limit = QDeadlineTimer(30_000)
        while not limit.hasExpired():
            QTest.qWait(moment)
            if not self.window.session.jobs.running:
                break

    def leave(self, name: str) -> None:
        """Closes what lies over the window."""
        for over in self.window.findChildren(QFrame, name):
            over.close()
        self.wait()

    def open(self, name: str) -> Project:
        session = self.window.session
        session.open(self.documents / name)
        self.wait(700)
        assert session.project is not None
        return session.project

    def take(self, name: str, widget: QWidget | None = None) -> None:
        self.wait()
        (widget or self.window).grab().save(str(self.folder / f"{name}.png"))

    def dialog(self, name: str) -> None:
        """Takes the newest window beside the main one, and closes it."""
        self.wait()
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not self.window and w.isWindow()]
        for widget in shown:
            self.take(name, widget)
            widget.close()
        self.wait(50)
        assert shown, name

    def below(self, name: str) -> None:
        self.window.focus_part(name)
        self.wait(500)


# scenes


def welcome(stage: Stage) -> None:
    stage.window.session.close()
    stage.take("welcome")


def empty(stage: Stage) -> None:
    stage.open("empty/new survey.workbench")
    for name in _BELOW:
        stage.below(name)
        stage.take(f"empty-{name}")
    stage.window.session.close()


def readers(stage: Stage) -> None:
    project = stage.open("sample.workbench")
    stage.below("queue")
    found = next(f for f in project.figures.of_article(project.articles.ids()[0]) if f.measure and f.subject)
    stage.window.session.select_figure(found.id)
    stage.take("readers")
    stage.take("form", stage.window.desk.form)
    stage.run("edit.find")
    stage.window.desk.active.find_strip.words.setText("млн")
    stage.take("find-here", stage.window.desk)
    stage.window.desk.active.close_find()
    stage.run("view.second_reader")
    stage.take("one-reader")
    stage.run("view.second_reader")


def board(stage: Stage) -> None:
    stage.open("sample.workbench")
    stage.below("conflicts")
    stage.run("go.next_conflict")
    stage.below("conflicts")
    stage.take("conflicts")
    stage.run("go.next_conflict")
    stage.run("go.next_conflict")
    stage.take("conflicts-later")


def table(stage: Stage) -> None:
    stage.open("sample.workbench")
    stage.below("comparison")
    stage.take("comparison")
    panel = stage.window.comparison
    panel._filter.setChecked(True)
    panel._plot_on.setChecked(True)
    panel._table.setCurrentIndex(panel.grid.index(1, 0))
    stage.take("comparison-plot")
    panel._plot.set_timeline(True)
    panel._show_plot()
    stage.take("comparison-timeline")
    panel._menu.popup(stage.window.mapToGlobal(stage.window.rect().center()))
    stage.take("comparison-menu", panel._menu)
    panel._menu.close()
    panel._filter.setChecked(False)
    panel._plot_on.setChecked(False)


def lists(stage: Stage) -> None:
    project = stage.open("sample.workbench")
    stage.below("history")
    step = next(one for one in project.history.steps(50) if "reject" in one.name.lower() or one.id == 3)
    stage.window.history.list.setCurrentIndex(stage.window.history.list.cards.index_of(step.id))
    stage.take("history")
    stage.below("notes")
    stage.take("notes")
    stage.below("orphans")
    tray = stage.window.orphans.list
    tray.setCurrentIndex(tray.cards.index(0, 0))
    stage.take("orphans")
    stage.below("sources")
    stage.run("source.note")
    stage.dialog("note-editor")


def search(stage: Stage) -> None:
    project = stage.open("sample.workbench")
    stage.run("edit.find_everywhere")
    panel = stage.window.search
    panel.words.setText("запасы")
    panel.ask()
    stage.take("search-texts")
    panel.narrow.setChecked(True)
    panel.modes.setCurrentIndex(1)
    panel.words.setText("")
    panel.ask()
    stage.take("search-figures")
    panel.narrow.setChecked(False)
    found = next(f for f in project.figures.of_article(project.articles.ids()[0]) if f.measure and f.subject)
    stage.window.session.select_figure(found.id)
    stage.run("edit.find_alike")
    stage.take("search-alike")


def pages(stage: Stage) -> None:
    project = stage.open("printed.workbench")
    article = project.articles.ids()[0]
    figures = project.figures.of_article(article)
    notes.write(project, Place.span(article, figures[1].full_span), "look at this", [])
    notes.write(project, Place.figure(figures[2].id), "and at this", [])
    stage.run("view.pages")
    stage.wait(1500)
    stage.window.session.select_figure(figures[1].id)
    stage.wait(800)
    stage.take("pages")
    stage.run("view.pages")


def dialogs(stage: Stage) -> None:
    stage.open("sample.workbench")
    stage.run("help.palette")
    stage.take("palette")
    stage.leave("palette")
    for name, command in (
        ("help", "help.open"),
        ("key-sheet", "help.keys"),
        ("keys", "help.change_keys"),
        ("settings", "edit.settings"),
        ("lessons", "figure.lessons"),
        ("about", "help.about"),
    ):
        stage.run(command)
        stage.dialog(name)
    stage.window.session.keeper.start(Reason.ASKED)
    stage.run("file.backups")
    stage.wait(800)
    stage.dialog("backups")
    project = stage.window.session.project
    assert project is not None
    stage.window.session.select_article(project.articles.ids()[-1])
    stage.run("source.changes")
    stage.wait(600)
    stage.dialog("difference")
    shown = ReadBack(stage.window, readback.read(stage.documents / "back.xlsx"))
    shown.show()
    stage.dialog("readback")
    crash = CrashWindow(lambda: None)
    crash.add("Traceback\n  File …\nValueError\n", Path("/home/aigul/report.txt"), kept=True)
    stage.dialog("crash")


def registers(stage: Stage) -> None:
    """The panel, what the sources speak of, the dossier of a subject, the fields, rates, and a colleague's copy."""
    project = stage.open("sample.workbench")
    stage.below("registers")
    found = next(f for f in project.figures.of_article(project.articles.ids()[0]) if f.measure and f.subject)
    stage.window.session.select_figure(found.id)
    stage.take("registers")
    stage.window.registers.suggest.click()
    stage.dialog("suggestions")
    stage.window.desk.active.setFocus()
    for name, command in (
        ("dossier", "figure.dossier"),
        ("register-types", "figure.register_types"),
        ("rates", "figure.rates"),
    ):
        stage.run(command)
        stage.dialog(name)
    merging.start(stage.window, stage.documents / "boris.workbench")
    stage.wait(1500)
    stage.dialog("merging")
    stage.run("file.differences")
    stage.dialog("differences")


def menus(stage: Stage) -> None:
    stage.open("sample.workbench")
    corner = stage.window.mapToGlobal(stage.window.rect().topLeft())
    for name, _ in MENUS:
        menu = stage.window.menus._menus[name]
        menu.popup(corner)
        stage.take(f"menu-{name}", menu)
        menu.close()


def said(stage: Stage) -> None:
    project = stage.open("sample.workbench")
    session = stage.window.session
    for level in Level:
        words = tr("Cannot open {name}.", name="very-long-file-name-of-a-report.docx")
        session.tell(Message(text=words, level=level, topic=level.value, details=("one", "two"), act_text=tr("Open")))
        stage.take(f"message-{level.value}")
    stage.window.messages.dismiss_newest()
    article = project.articles.ids()[1]
    session.show_article(article, 0)
    stage.below("source")
    stage.run("source.close")
    stage.take("closing")
    stage.window.desk.form.setFocus(Qt.FocusReason.TabFocusReason)
    stage.run("figure.field")
    stage.take("picker", stage.window.desk.form.picker)


SCENES: dict[str, Callable[[Stage], None]] = {
    scene.__name__: scene
    for scene in (welcome, empty, readers, board, table, lists, search, pages, registers, dialogs, menus, said)
}
