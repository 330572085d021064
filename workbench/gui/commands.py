"""Everything the window can do, as data in one list: menus, toolbar, palette, tooltips and the key sheet read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.core.words import language, mark, tr

if TYPE_CHECKING:
    from workbench.gui.session import Session
    from workbench.gui.window import Window


class Scope(StrEnum):
    """Where a key means the command. A key may mean one thing in each scope, and none of them what WINDOW means."""

    WINDOW = "window"  # everywhere
    REVIEW = "review"  # in a reader or the review queue: letters, Enter, Space (a list keeps its own arrows)
    READER = "reader"  # in a reader only: keys that lists need for themselves
    FORM = "form"  # in the figure's form
    TABLE = "table"  # in the table of the comparison
    NOTED = "noted"  # in the sources list or the comparison: what can carry a note besides texts and figures


def always(_session: Session) -> bool:
    return True


def has_project(session: Session) -> bool:
    return session.project is not None


def writable(session: Session) -> bool:
    return session.writable


def has_figure(session: Session) -> bool:
    return session.selected_figure is not None


def can_settle(session: Session) -> bool:
    return session.writable and session.selected_figure is not None


def can_undo(session: Session) -> bool:
    return session.writable and session.project is not None and bool(session.project.history.undo_name)


def can_redo(session: Session) -> bool:
    return session.writable and session.project is not None and bool(session.project.history.redo_name)


@dataclass(frozen=True, slots=True)
class Command:
    """`text` and `help` are msgids, translated when shown. `menu` is a menu of MENUS, `group` starts a new section
    where it changes. `keys` are portable key sequences, the first one is shown. `icon` is a qtawesome name."""

    id: str
    text: str
    help: str
    run: Callable[[Window], object]
    icon: str = ""
    keys: tuple[str, ...] = ()
    menu: str = ""
    group: int = 1
    scope: Scope = Scope.WINDOW
    when: Callable[[Session], bool] = always
    toolbar: str = ""  # the short word on the toolbar, for commands that stand there
    ticked: Callable[[Session], bool] | None = None  # for one of several choices: whether it is in force
    literal: bool = False  # `text` is said as it stands, in every language


MENUS: tuple[tuple[str, str], ...] = (
    ("file", mark("&File")),
    ("edit", mark("&Edit")),
    ("source", mark("&Source")),
    ("figure", mark("Fi&gure")),
    ("go", mark("&Go")),
    ("compare", mark("&Compare")),
    ("view", mark("&View")),
    ("help", mark("&Help")),
)

_FILE = (
    Command("file.new", mark("New project…"), mark("Make a new project file"), lambda w: w.files.new_project(),
            "fa6s.file-circle-plus", ("Ctrl+N",), "file"),
    Command("file.open", mark("Open project…"), mark("Open a project file"), lambda w: w.files.open_project(),
            "fa6s.folder-open", ("Ctrl+O",), "file"),
    Command("file.sample", mark("Open the sample"), mark("Make a project of the sample articles that come with the "
            "program"), lambda w: w.files.open_sample(), "fa6s.flask", (), "file"),
    Command("file.close", mark("Close project"), mark("Close this project; everything is saved already"),
            lambda w: w.files.close_project(), "", ("Ctrl+W",), "file", when=has_project),
    Command("file.import", mark("Import articles…"), mark("Add files to the project: text, html, pdf, docx"),
            lambda w: w.imports.choose_files(), "fa6s.file-import", ("Ctrl+I",), "file", 2, when=writable,
            toolbar=mark("Import")),
    Command("file.import_folder", mark("Import a folder…"), mark("Add every article of a folder and its subfolders"),
            lambda w: w.imports.choose_folder(), "fa6s.folder-plus", ("Ctrl+Shift+I",), "file", 2, when=writable),
    Command("file.paste", mark("Paste an article"), mark("Make a new article of the text in the clipboard"),
            lambda w: w.imports.paste(), "fa6s.paste", ("Ctrl+V", "Ctrl+Shift+V"), "file", 2, when=writable,
            toolbar=mark("Paste")),
    Command("file.export", mark("Export to Excel…"), mark("Write the comparison with its evidence to a workbook"),
            lambda w: w.files.export(), "fa6s.file-excel", ("Ctrl+E",), "file", 3, when=has_project,
            toolbar=mark("Excel")),
    Command("file.backups", mark("Backups…"), mark("Look at the backups of this project, restore one, or salvage a "
            "damaged project"), lambda w: w.files.show_backups(), "fa6s.clock-rotate-left", (), "file", 3),
    Command("file.read_back", mark("Read a workbook back…"), mark("List what a colleague changed in a workbook of "
            "this project, and take what is right as one step"), lambda w: w.files.choose_returned(),
            "fa6s.file-arrow-up", (), "file", 3, when=writable),
    Command("file.merge", mark("Merge a colleague's copy…"), mark("Take into this project what a colleague changed "
            "in a copy of it, as one step"), lambda w: w.files.merge_copy(), "fa6s.code-merge", (), "file", 3,
            when=writable),
    Command("file.differences", mark("Differences between copies…"), mark("Settle what you and a colleague changed "
            "differently, and see how far you agree"), lambda w: w.files.show_differences(), "fa6s.code-compare", (),
            "file", 3, when=has_project),
    Command("file.quit", mark("Quit"), mark("Close the window; everything is saved already"), lambda w: w.close(),
            "", ("Ctrl+Q",), "file", 4),
)  # fmt: skip
_EDIT = (
    Command("edit.undo", mark("Undo"), mark("Take back the last step; steps of earlier days too"),
            lambda w: w.session.undo(), "fa6s.rotate-left", ("Ctrl+Z",), "edit", when=can_undo, toolbar=mark("Undo")),
    Command("edit.redo", mark("Redo"), mark("Do again the step that was taken back"), lambda w: w.session.redo(),
            "fa6s.rotate-right", ("Ctrl+Shift+Z", "Ctrl+Y"), "edit", when=can_redo, toolbar=mark("Redo")),
    Command("edit.revert_step", mark("Revert a step"), mark("Take the step that is chosen in the history back alone"),
            lambda w: w.history.revert_chosen(), "", (), "edit", 1, when=writable),
    Command("edit.copy_quote", mark("Copy quote with citation"), mark("Copy the figure's sentence and its source"),
            lambda w: w.desk.copy_quote(), "fa6s.quote-right", ("Ctrl+Shift+C",), "edit", 2, when=has_project),
    Command("edit.find", mark("Find here…"), mark("Find words in the article of this reader"),
            lambda w: w.desk.find_here(), "fa6s.magnifying-glass", ("Ctrl+F",), "edit", 3, when=has_project),
    Command("edit.find_next", mark("Find next"), mark("Go to the next place with the words"),
            lambda w: w.desk.find_next(), "", ("F3",), "edit", 3, when=has_project),
    Command("edit.find_previous", mark("Find previous"), mark("Go to the place before with the words"),
            lambda w: w.desk.find_previous(), "", ("Shift+F3",), "edit", 3, when=has_project),
    Command("edit.find_everywhere", mark("Find everywhere…"), mark("Find words in all sources, in any of their "
            "forms; or figures by what they state"), lambda w: w.finding.everywhere(),
            "fa6s.magnifying-glass-plus", ("Ctrl+Shift+F",), "edit", 3, when=has_project),
    Command("edit.find_alike", mark("Find alike"), mark("List every place of the selected words, or every figure "
            "like the selected one, and accept them one by one or all"), lambda w: w.finding.alike(), "fa6s.list-ul",
            ("Ctrl+Shift+L",), "edit", 3, when=has_project),
    Command("edit.rebuild_index", mark("Rebuild the search index"), mark("Make the index of words anew, when a check "
            "of the project asks for it"), lambda w: w.finding.rebuild(), "", (), "edit", 3, when=writable),
    Command("edit.settings", mark("Settings…"), mark("Your name, language, theme, letters and lines of the "
            "readers, keys"), lambda w: w.show_settings(), "fa6s.gear", ("Ctrl+,",), "edit", 4),
)  # fmt: skip
_SOURCE = (
    Command("source.next", mark("Next source"), mark("Show the next article in this reader"),
            lambda w: w.desk.next_source(), "fa6s.forward-step", ("Shift+PgDown",), "source", when=has_project),
    Command("source.previous", mark("Previous source"), mark("Show the article before in this reader"),
            lambda w: w.desk.previous_source(), "fa6s.backward-step", ("Shift+PgUp",), "source", when=has_project),
    Command("source.open_a", mark("Open in reader A"), mark("Show the chosen source in the left reader"),
            lambda w: w.sources.open_in(0), "", (), "source", 1, when=has_project),
    Command("source.open_b", mark("Open in reader B"), mark("Show the chosen source in the right reader"),
            lambda w: w.sources.open_in(1), "", (), "source", 1, when=has_project),
    Command("source.new_version", mark("New version of this source…"), mark("A file is a newer copy of the chosen "
            "source: its figures are found again in it"), lambda w: w.versions.add_file(), "fa6s.code-branch", (),
            "source", 2, when=writable),
    Command("source.paste_version", mark("New version from the clipboard"), mark("The text in the clipboard is a "
            "newer copy of the chosen source"), lambda w: w.versions.add_clipboard(), "", (), "source", 2,
            when=writable),
    Command("source.join", mark("Newer version of the other reader's source"), mark("The source in this reader is a "
            "newer version of the one in the other reader: make them one"), lambda w: w.versions.join_readers(), "",
            (), "source", 2, when=writable),
    Command("source.changes", mark("Changes between versions"), mark("What went and what came between the versions "
            "of the chosen source"), lambda w: w.versions.show_difference(), "", ("Ctrl+Shift+H",), "source", 2,
            when=has_project),
    Command("source.close", mark("Close source…"), mark("Say that you are done with this source; asks why when "
            "figures are open"), lambda w: w.close_source(), "fa6s.circle-check", (), "source", 2,
            when=writable),
    Command("source.remove", mark("Remove source"), mark("Take this article and its figures out of the project; "
            "can be undone"), lambda w: w.sources.remove_current(), "fa6s.trash-can", (), "source", 2, when=writable),
)  # fmt: skip
_FIGURE = (
    Command("figure.accept", mark("Accept and next"), mark("The figure is right: settle it and go to the next"),
            lambda w: w.desk.accept_and_next(), "fa6s.check", ("Return", "Enter"), "figure", 1, Scope.REVIEW,
            can_settle, mark("Accept")),
    Command("figure.accept_stay", mark("Accept and stay"), mark("Settle the figure and stay on it"),
            lambda w: w.desk.accept_and_stay(), "", ("Shift+Return", "Shift+Enter"), "figure", 1, Scope.REVIEW,
            can_settle),
    Command("figure.reject", mark("Reject and next"), mark("The figure is of no use: set it aside and go on"),
            lambda w: w.desk.reject_and_next(), "fa6s.xmark", ("X", "Del"), "figure", 1, Scope.REVIEW, can_settle,
            mark("Reject")),
    Command("figure.not_a_figure", mark("Not a figure"), mark("The number states nothing: say so and go on"),
            lambda w: w.desk.not_a_figure_and_next(), "fa6s.ban", ("Space",), "figure", 1, Scope.REVIEW, can_settle),
    Command("figure.duplicate", mark("Duplicate"), mark("The same statement stands before it in this source"),
            lambda w: w.desk.mark_duplicate(), "fa6s.clone", ("D",), "figure", 1, Scope.REVIEW, can_settle),
    Command("figure.reopen", mark("Reopen"), mark("Make the figure a suggestion again"), lambda w: w.desk.reopen(),
            "fa6s.rotate", ("R",), "figure", 1, Scope.REVIEW, can_settle),
    Command("figure.accept_all", mark("Accept all visible"), mark("Accept every suggestion that the queue shows, in "
            "one step"), lambda w: w.desk.accept_all_visible(), "fa6s.check-double",
            ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), "figure", 1, when=writable),
    Command("figure.take_unit", mark("Take the unit"), mark("Make the borrowed unit the figure's own"),
            lambda w: w.desk.take_unit(), "fa6s.scale-balanced", ("U",), "figure", 2, Scope.REVIEW, can_settle),
    Command("figure.edit", mark("Edit in the form"), mark("Go to the figure's form"), lambda w: w.desk.edit_in_form(),
            "fa6s.pen", ("E", "F2"), "figure", 2, Scope.REVIEW, has_figure),
    Command("figure.leave", mark("Leave the form"), mark("Go back to the reader; what was not saved is forgotten"),
            lambda w: w.desk.leave_form(), "", ("Esc",), "figure", 2, Scope.FORM),
    Command("figure.save", mark("Save the form"), mark("Save the figure's fields, or the verdict on a conflict, from "
            "any of their boxes"), lambda w: w.conflicts.save_here(), "", ("Ctrl+Return", "Ctrl+Enter"), "figure", 2,
            when=writable),
    Command("figure.field", mark("Choose measure, subject, unit"), mark("Pick a field's value from a list that "
            "filters as you type"), lambda w: w.desk.choose_field(), "fa6s.tags", ("F",), "figure", 2, Scope.REVIEW,
            can_settle),
    Command("figure.new", mark("New figure from selection"), mark("Make a figure of the selected words"),
            lambda w: w.desk.new_figure_from_selection(), "fa6s.plus", ("N",), "figure", 3, Scope.READER, writable,
            mark("New figure")),
    Command("figure.point", mark("It comes from the selection"), mark("The field with the focus comes from the words "
            "selected in the text"), lambda w: w.desk.form.point_here(), "", ("Ctrl+Shift+E",), "figure", 2,
            Scope.FORM, can_settle),
    Command("figure.take_words", mark("Take the selected words"), mark("The words that the field comes from become "
            "its value"), lambda w: w.desk.form.take_words_here(), "", ("Alt+Return", "Alt+Enter"), "figure", 2,
            Scope.FORM, can_settle),
    Command("figure.note", mark("Note"), mark("Write a note on the selected words, or on the figure"),
            lambda w: w.noting.note_here(), "fa6s.note-sticky", ("M",), "figure", 3, Scope.REVIEW, writable),
    Command("figure.file", mark("Take into a register…"), mark("Put the selected words, or the figure, into a field "
            "of a record: a deal, a deposit …"), lambda w: w.records.file_here(), "fa6s.folder-tree", ("G",),
            "figure", 3, Scope.REVIEW, writable),
    Command("figure.dossier", mark("Dossier…"), mark("Everything the project knows of the figure's subject, or of "
            "the record: figures, records, conflicts, notes"), lambda w: w.records.show_dossier(),
            "fa6s.address-card", ("Ctrl+Shift+O",), "figure", 4, when=has_project),
    Command("figure.register_types", mark("Registers and their fields…"), mark("Change the fields of deals, deposits "
            "and other records, or make a register of your own"), lambda w: w.records.show_types(), "", (), "figure",
            4, when=has_project),
    Command("source.note", mark("Note on the source or cell"), mark("Write a note on the source of the list, "
            "or on the cell of the comparison"), lambda w: w.noting.note_on_part(), "", ("M",), "source", 3,
            Scope.NOTED, writable),
    Command("figure.place", mark("Place on the selection"), mark("The figure that was not found again stands where "
            "words are selected"), lambda w: w.versions.place(), "", ("P",), "figure", 3, Scope.READER, can_settle),
    Command("figure.edge_start", mark("Move its beginning"), mark("Then Left and Right move it by a word, with Ctrl "
            "by a character"), lambda w: w.desk.choose_edge("start"), "", ("[",), "figure", 3, Scope.READER,
            can_settle),
    Command("figure.edge_end", mark("Move its end"), mark("Then Left and Right move it by a word, with Ctrl by a "
            "character"), lambda w: w.desk.choose_edge("end"), "", ("]",), "figure", 3, Scope.READER, can_settle),
    Command("figure.lessons", mark("Learned words…"), mark("What corrections have taught the project: look, apply, "
            "forget"), lambda w: w.show_lessons(), "", (), "figure", 4, when=has_project),
    Command("figure.rates", mark("Rates between currencies…"), mark("Type in what a currency was worth on a day, so "
            "that money of two currencies is compared"), lambda w: w.comparison.show_rates(),
            "fa6s.money-bill-transfer", (), "figure", 4, when=has_project),
    Command("figure.apply_learned", mark("Apply what was learned"), mark("Read the suggestions again with the words "
            "that corrections taught"), lambda w: w.apply_learned(), "", (), "figure", 4, when=writable),
)  # fmt: skip
_GO = (
    Command("go.next_figure", mark("Next figure"), mark("Go to the next figure of this source"),
            lambda w: w.desk.next_figure(), "fa6s.arrow-down", ("J", "Down"), "go", 1, Scope.REVIEW, has_project,
            mark("Next")),
    Command("go.previous_figure", mark("Previous figure"), mark("Go to the figure before in this source"),
            lambda w: w.desk.previous_figure(), "fa6s.arrow-up", ("K", "Up"), "go", 1, Scope.REVIEW, has_project,
            mark("Previous")),
    Command("go.next_conflict", mark("Next conflict"), mark("Show the next conflict in both readers"),
            lambda w: w.desk.next_conflict(), "fa6s.bolt", ("F8",), "go", 2, when=has_project),
    Command("go.next_pair", mark("Next pair"), mark("Show the next two figures of a conflict in both readers"),
            lambda w: w.desk.next_pair(), "", ("Shift+F8",), "go", 2, when=has_project),
    Command("go.back", mark("Back"), mark("Where this reader was before"), lambda w: w.desk.back(),
            "fa6s.arrow-left", ("Alt+Left",), "go", 3, when=has_project),
    Command("go.forward", mark("Forward"), mark("Where this reader was before going back"),
            lambda w: w.desk.forward(), "fa6s.arrow-right", ("Alt+Right",), "go", 3, when=has_project),
)  # fmt: skip
_COMPARE = (
    Command("compare.up", mark("Move the row up"), mark("In the comparison, before the row above it"),
            lambda w: w.comparison.act("up"), "", ("Alt+Up",), "compare", 1, Scope.TABLE, has_project),
    Command("compare.down", mark("Move the row down"), mark("In the comparison, behind the row below it"),
            lambda w: w.comparison.act("down"), "", ("Alt+Down",), "compare", 1, Scope.TABLE, has_project),
    Command("compare.left", mark("Move the column left"), mark("In the comparison, before the column at its left"),
            lambda w: w.comparison.act("left"), "", ("Alt+Shift+Left",), "compare", 1, Scope.TABLE, has_project),
    Command("compare.right", mark("Move the column right"), mark("In the comparison, behind the column at its right"),
            lambda w: w.comparison.act("right"), "", ("Alt+Shift+Right",), "compare", 1, Scope.TABLE, has_project),
    Command("compare.hide", mark("Hide the row"), mark("Leave the row out of the comparison and its workbook"),
            lambda w: w.comparison.act("hide"), "", ("Alt+Del",), "compare", 1, Scope.TABLE, has_project),
    Command("compare.show", mark("Show hidden rows"), mark("Every row of the comparison again"),
            lambda w: w.comparison.show_hidden(), "", (), "compare", 1, when=has_project),
    Command("compare.order", mark("Order and units…"), mark("The menu of the comparison: order of rows and columns, "
            "the unit of the numbers"), lambda w: w.comparison.open_menu(), "", (), "compare", 2, when=has_project),
    Command("compare.filter", mark("Filter of the comparison"), mark("Show or hide the boxes that filter the table"),
            lambda w: w.comparison.toggle_filter(), "", (), "compare", 2, when=has_project),
    Command("compare.plot", mark("Plot"), mark("Show or hide the picture of the row"),
            lambda w: w.comparison.toggle_plot(), "", (), "compare", 2, when=has_project),
)  # fmt: skip
_VIEW = (
    Command("view.sources", mark("Sources"), mark("Go to the list of sources"), lambda w: w.focus_part("sources"),
            "", ("Ctrl+1",), "view"),
    Command("view.source", mark("Source's details"), mark("Go to the title, date and encoding of the source"),
            lambda w: w.focus_part("source"), "", (), "view"),
    Command("view.reader_a", mark("Reader A"), mark("Go to the left reader"), lambda w: w.focus_reader(0), "",
            ("Ctrl+2",), "view"),
    Command("view.reader_b", mark("Reader B"), mark("Go to the right reader"), lambda w: w.focus_reader(1), "",
            ("Ctrl+3",), "view"),
    Command("view.form", mark("Figure's form"), mark("Go to the form of the figure"), lambda w: w.focus_part("form"),
            "", ("Ctrl+4",), "view"),
    Command("view.queue", mark("Review queue"), mark("Go to the list of figures to settle"),
            lambda w: w.focus_part("queue"), "", ("Ctrl+5",), "view"),
    Command("view.conflicts", mark("Conflicts"), mark("Go to the figures that cannot all hold"),
            lambda w: w.focus_part("conflicts"), "", ("Ctrl+6",), "view"),
    Command("view.comparison", mark("Comparison"), mark("Go to the table of subjects and measures"),
            lambda w: w.focus_part("comparison"), "", ("Ctrl+7",), "view"),
    Command("view.history", mark("History"), mark("Go to the list of steps"), lambda w: w.focus_part("history"), "",
            ("Ctrl+8",), "view"),
    Command("view.registers", mark("Registers"), mark("Go to the deals, deposits, policy events and companies"),
            lambda w: w.focus_part("registers"), "", ("Ctrl+Shift+8",), "view"),
    Command("view.search", mark("Search"), mark("Go to what was found in all sources"),
            lambda w: w.focus_part("search"), "", (), "view"),
    Command("view.orphans", mark("Not found again"), mark("Go to the figures that a newer version of their source no "
            "longer states"), lambda w: w.focus_part("orphans"), "", ("Ctrl+Shift+9",), "view"),
    Command("view.notes", mark("Notes"), mark("Go to the list of notes"), lambda w: w.focus_part("notes"), "",
            ("Ctrl+9",), "view"),
    Command("view.next_part", mark("Next pane"), mark("Move the focus to the next pane"), lambda w: w.next_part(1),
            "", ("F6",), "view", 2),
    Command("view.previous_part", mark("Previous pane"), mark("Move the focus to the pane before"),
            lambda w: w.next_part(-1), "", ("Shift+F6",), "view", 2),
    Command("view.second_reader", mark("Second reader"), mark("Show or hide the right reader"),
            lambda w: w.desk.toggle_second_reader(), "fa6s.table-columns", ("Ctrl+\\",), "view", 2),
    Command("view.pages", mark("PDF as pages"), mark("Show PDF sources as their pages, with the same marks, or as "
            "text"), lambda w: w.desk.toggle_pages(), "fa6s.file-pdf", ("Ctrl+Shift+P",), "view", 2,
            when=has_project),
    Command("view.zoom_in", mark("Larger letters"), mark("Larger letters in the readers"),
            lambda w: w.desk.zoom_in(), "", ("Ctrl++", "Ctrl+="), "view", 3, when=has_project),
    Command("view.zoom_out", mark("Smaller letters"), mark("Smaller letters in the readers"),
            lambda w: w.desk.zoom_out(), "", ("Ctrl+-",), "view", 3, when=has_project),
    Command("view.zoom_standard", mark("Letters as at first"), mark("The readers' letters in their first size"),
            lambda w: w.desk.zoom_standard(), "", ("Ctrl+0",), "view", 3, when=has_project),
    Command("view.wider", mark("Longer lines"), mark("Longer lines in the readers"), lambda w: w.desk.widen(1), "",
            ("Alt++", "Alt+="), "view", 3, when=has_project),
    Command("view.narrower", mark("Shorter lines"), mark("Shorter lines in the readers"), lambda w: w.desk.widen(-1),
            "", ("Alt+-",), "view", 3, when=has_project),
    Command("view.theme", mark("Light or dark"), mark("Change between the light and the dark theme"),
            lambda w: w.toggle_theme(), "fa6s.circle-half-stroke", ("Ctrl+Shift+D",), "view", 4,
            toolbar=mark("Theme")),
    Command("view.light", mark("Light"), mark("The light theme"), lambda w: w.use_theme("light"), "", (), "view", 4,
            ticked=lambda s: s.settings.theme == "light"),
    Command("view.dark", mark("Dark"), mark("The dark theme"), lambda w: w.use_theme("dark"), "", (), "view", 4,
            ticked=lambda s: s.settings.theme == "dark"),
    Command("view.system_theme", mark("Theme of the system"), mark("Follow the light or dark choice of the system"),
            lambda w: w.use_theme(""), "", (), "view", 4, ticked=lambda s: not s.settings.theme),
    Command("view.english", "English", mark("The window in English"), lambda w: w.use_language("en"), "", (),
            "view", 5, ticked=lambda _: language() == "en", literal=True),
    Command("view.russian", "Русский", mark("The window in Russian"), lambda w: w.use_language("ru"), "", (),
            "view", 5, ticked=lambda _: language() == "ru", literal=True),
    Command("view.kazakh", "Қазақша", mark("The window in Kazakh"), lambda w: w.use_language("kk"), "", (),
            "view", 5, ticked=lambda _: language() == "kk", literal=True),
    Command("view.reset", mark("Reset the layout"), mark("Put every panel back where it was at first"),
            lambda w: w.reset_layout(), "", (), "view", 6),
)  # fmt: skip
_HELP = (
    Command("help.open", mark("Help"), mark("The help, at the page of the place where you are"),
            lambda w: w.help.open(), "fa6s.circle-question", ("F1",), "help"),
    Command("help.tour", mark("Ten-minute tour"), mark("Go through the sample step by step, with the help beside it"),
            lambda w: w.help.tour(), "fa6s.route", (), "help"),
    Command("help.palette", mark("Find a command…"), mark("Type part of a command's name and run it"),
            lambda w: w.show_palette(), "fa6s.terminal", ("Ctrl+K",), "help", toolbar=mark("Commands")),
    Command("help.keys", mark("Keys"), mark("All keys on one sheet"), lambda w: w.help.keys(), "fa6s.keyboard",
            ("Shift+F1",), "help"),
    Command("help.change_keys", mark("Change keys…"), mark("Give commands keys of your own"),
            lambda w: w.show_key_editor(), "", (), "help"),
    Command("help.about", mark("About"), mark("Version, licences, where settings and reports lie"),
            lambda w: w.help.about(), "", (), "help", 2),
)  # fmt: skip

COMMANDS: tuple[Command, ...] = _FILE + _EDIT + _SOURCE + _FIGURE + _GO + _COMPARE + _VIEW + _HELP


def name_of(command: Command) -> str:
    """The command's words in the language of the window."""
    return command.text if command.literal else tr(command.text)


def by_id(command_id: str) -> Command:
    return next(c for c in COMMANDS if c.id == command_id)
