"""The commands and their arguments, with the help that `--help` shows."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from workbench.cli.arguments import as_json as _json
from workbench.cli.arguments import steps as _steps
from workbench.cli.arguments import sub as _sub
from workbench.cli.arguments import whole as _whole
from workbench.cli.grammar_compare import compare_commands
from workbench.cli.grammar_registers import register_commands
from workbench.core.model.figure import Kind, Status

_HOW = """\
The project always comes first. A whole job, from articles to a workbook:

  workbench new deals.workbench
  workbench import deals.workbench article1.txt article2.html reports/
  workbench figures deals.workbench
  workbench settle deals.workbench 3 5-9 --accept
  workbench settle deals.workbench 4 --set subject=China --set "amount=up to 92"
  workbench table deals.workbench
  workbench conflicts deals.workbench
  workbench verdict deals.workbench 1 --prefer 4 --reason "the newer report"
  workbench export deals.workbench comparison.xlsx
  workbench import-workbook deals.workbench comparison.xlsx      (what a colleague changed in it)
  workbench open deals.workbench          (the window; `open` may be left out, and without arguments it opens too)

Exit codes: 0 done, 1 `check` found something wrong, 2 bad input (a sentence on standard error says what).
WORKBENCH_LANG=ru or kk gives the messages in Russian or Kazakh."""

# Each command is a function `run(args) -> int | None` in its own module; they load only when called.
_COMMANDS = {
    "new": "workbench.cli.projects:new",
    "import": "workbench.cli.projects:import_files",
    "sources": "workbench.cli.projects:sources",
    "source": "workbench.cli.projects:source",
    "undo": "workbench.cli.projects:undo",
    "redo": "workbench.cli.projects:redo",
    "revert": "workbench.cli.projects:revert",
    "history": "workbench.cli.projects:history",
    "check": "workbench.cli.projects:check",
    "backups": "workbench.cli.backups:backups",
    "restore": "workbench.cli.backups:restore",
    "salvage": "workbench.cli.backups:salvage",
    "merge": "workbench.cli.merging:merge",
    "differences": "workbench.cli.merging:differences",
    "figures": "workbench.cli.figures:figures",
    "settle": "workbench.cli.figures:settle",
    "add": "workbench.cli.figures:add",
    "learn": "workbench.cli.figures:learn",
    "find": "workbench.cli.search:find",
    "notes": "workbench.cli.notes:notes",
    "note": "workbench.cli.notes:note",
    "table": "workbench.cli.compare:table",
    "conflicts": "workbench.cli.verdicts:conflicts",
    "verdict": "workbench.cli.verdicts:verdict",
    "registers": "workbench.cli.registers:registers",
    "record": "workbench.cli.records:record",
    "dossier": "workbench.cli.dossiers:dossier",
    "comparisons": "workbench.cli.compare:saved",
    "why": "workbench.cli.compare:why",
    "rates": "workbench.cli.rates:rates",
    "export": "workbench.cli.compare:export",
    "import-workbook": "workbench.cli.readback:import_workbook",
    "explain": "workbench.cli.extract:explain",
    "extract": "workbench.cli.extract:extract",
    "selftest": "workbench.cli.selftest:run",
}


def command(name: str) -> Callable[[argparse.Namespace], Any]:
    module, _, function = _COMMANDS[name].partition(":")
    found: Callable[[argparse.Namespace], Any] = getattr(import_module(module), function)
    return found


def parser(version: str) -> argparse.ArgumentParser:
    """The whole grammar of the command line."""
    top = argparse.ArgumentParser(
        prog="workbench",
        description="Compare the figures that sources state. Without arguments the window opens.",
        epilog=_HOW,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"Research Workbench {version}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for add in (
        _project_commands, _backup_commands, _merge_commands, _review_commands, _learn_command, _note_commands,
        _find_command, compare_commands, register_commands, _text_commands,
    ):  # fmt: skip
        add(commands)
    return top


def _project_commands(commands: Any) -> None:
    _sub(commands, "new", "Make an empty project. An existing file is never overwritten.")
    sub = _sub(commands, "import", "Read articles into the project and find their figures, as one undoable step.")
    sub.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="txt, html, mhtml, pdf or docx; a folder stands for all such files below it; - reads pasted text "
        "from standard input",
    )
    sub.add_argument("--encoding", metavar="NAME", help="read text files in this encoding instead of recognising it")
    sub.add_argument(
        "--version-of",
        type=_whole,
        metavar="ID",
        help="a newer copy of this source: its text takes the place of the present one, its figures are found again",
    )
    _names(sub)
    sub = _sub(commands, "sources", "List the articles with what is known of them and how far they are settled.")
    _json(sub)
    sub = _sub(commands, "source", "Say an article's details, read it again in another encoding, close or remove it.")
    sub.add_argument("article", type=_whole, metavar="ID", help="the article's number in `sources`")
    for name in ("title", "publisher", "author", "published", "language"):
        sub.add_argument(f"--{name}", metavar="TEXT", help=f"the article's {name}, in place of what was guessed")
    sub.add_argument("--encoding", metavar="NAME", help="read its kept bytes again in this encoding")
    sub.add_argument("--close", metavar="REASON", help="done with it; why its open figures can stay open")
    sub.add_argument("--reopen", action="store_true", help="not done with it after all")
    sub.add_argument("--remove", action="store_true", help="take it and its figures out (undo brings it back)")
    sub.add_argument("--text", action="store_true", help="print its text")
    for name, words in (("undo", "Take the last step back."), ("redo", "Do the last undone step again.")):
        sub = _sub(commands, name, words)
        sub.add_argument("-n", type=_steps, default=1, metavar="N", help="this many steps (default 1)")
    sub = _sub(commands, "revert", "Take one old step back alone. Where later steps stand on it they are named.")
    sub.add_argument("step", type=_whole, metavar="STEP", help="the step's number in `history`")
    sub.add_argument("--too", action="store_true", help="the steps that stand on it too, newest first")
    sub = _sub(commands, "history", "List the steps taken, newest first.")
    sub.add_argument("-n", type=_steps, default=30, metavar="N", help="how many (default 30)")
    _json(sub)
    sub = _sub(
        commands,
        "check",
        "Re-read every quote at its place, every hash, the history and the file itself; say how many numbers are "
        "settled. Exit code 1 when something is wrong.",
    )
    sub.add_argument("--to", type=Path, metavar="FILE", help="write the report too: .txt, .json or .html")
    _json(sub)
    sub = _sub(commands, "open", "Open the window, on a project where one is named.", project=False)
    sub.add_argument("project", type=Path, nargs="?", metavar="P", help="the project file (*.workbench)")


def _backup_commands(commands: Any) -> None:
    sub = _sub(commands, "backups", "List the backups of a project, newest first, and where they lie.")
    sub.add_argument("--make", action="store_true", help="make one of the project as it is now")
    _json(sub)
    sub = _sub(
        commands,
        "restore",
        "Put a backup in the project's place; the project as it is becomes a backup first.\n\n"
        "With --to it comes to stand beside it under another name, with --look only the differences are listed.",
    )
    sub.add_argument("backup", metavar="BACKUP", help="its number in `backups`, or a file")
    how = sub.add_mutually_exclusive_group()
    how.add_argument("--to", type=Path, metavar="OTHER", help="a project file that is not there yet")
    how.add_argument("--look", action="store_true", help="say what differs from now; change nothing")
    sub = _sub(
        commands,
        "salvage",
        "Read what can be read of a damaged project into a new one, row by row, and say what was saved and what was\n"
        "not. Exit code 1 when something is lost. The damaged file is not touched.",
    )
    sub.add_argument("new", type=Path, metavar="NEW", help="the project to make; it must not be there yet")
    _json(sub)


def _merge_commands(commands: Any) -> None:
    sub = _sub(
        commands,
        "merge",
        "Merge a colleague's copy of the project into it, as one undoable step, with a backup made before.\n\n"
        "What only one of you changed is taken or kept; what both changed differently stays as it is here and is\n"
        "listed by `differences`. The other file is only read. Merging again changes nothing.",
    )
    sub.add_argument("other", type=Path, metavar="OTHER", help="the colleague's project file (*.workbench)")
    sub.add_argument("--dry-run", action="store_true", help="say what would come; change nothing")
    _json(sub)
    sub = _sub(commands, "differences", "List what you and a colleague changed differently, or settle it.")
    sub.add_argument("numbers", nargs="*", type=_whole, metavar="N", help="with --take: their numbers in the list")
    sub.add_argument(
        "--take",
        choices=["ours", "theirs", "otherwise"],
        help="whose word holds, as one undoable step; otherwise: what stands here now, said by hand",
    )
    sub.add_argument("--all", action="store_true", help="those that are settled too")
    sub.add_argument("--agreement", action="store_true", help="how far you agree on figures that both settled")
    _json(sub)


def _review_commands(commands: Any) -> None:
    sub = _sub(commands, "figures", "List the figures found, in the order of the texts.")
    _json(sub)
    sub.add_argument("--article", type=_whole, metavar="ID", help="of this article only")
    sub.add_argument("--status", choices=[s.value for s in Status], action="append", help="of this status only")
    sub.add_argument("--kind", choices=[k.value for k in Kind], action="append", help="of this kind only")
    sub.add_argument("--contains", metavar="TEXT", help="whose quote holds this text")
    sub.add_argument(
        "--orphans", action="store_true", help="those not found again in the newest version of their source"
    )
    sub = _sub(
        commands,
        "settle",
        "Settle figures as one undoable step: accept, reject, correct fields.\n\n"
        "IDs are those of `figures`: 3 5-9 12. --set takes amount, unit, kind, measure, subject, item, place,\n"
        "period, attribution, modality, change (rise, fall, from, to), note; an amount is written as a source\n"
        'would: "2,6 млн", "70-80"; an empty value clears a field that may be empty. --set may stand together\n'
        "with --accept.",
    )
    sub.add_argument(
        "ids",
        nargs="+",
        metavar="ID",
        help="figures: 3, 5-9, or `all` for every suggestion that states a number in an article (not in a menu)",
    )
    how = sub.add_mutually_exclusive_group()
    how.add_argument("--accept", action="store_true", help="right as it stands (after --set)")
    how.add_argument("--reject", action="store_true", help="wrong or of no use")
    how.add_argument("--not-a-figure", action="store_true", help="no statement of an amount at all")
    how.add_argument("--duplicate-of", type=_whole, metavar="ID", help="repeats that figure")
    how.add_argument("--reopen", action="store_true", help="back to a suggestion")
    sub.add_argument("--take-unit", action="store_true", help="take the unit that the context suggests")
    sub.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help="correct a field")
    sub = _sub(commands, "add", "Make a figure of a stretch of an article's text.")
    sub.add_argument("article", type=_whole, metavar="ID", help="the article's number in `sources`")
    sub.add_argument("quote", help='the words that state the number, as in the text: "44 млн"')
    sub.add_argument("--nth", type=_steps, default=1, metavar="N", help="the N-th place where they stand (default 1)")


def _learn_command(commands: Any) -> None:
    sub = _sub(
        commands,
        "learn",
        "List what corrections have taught the project: words that mean a subject, measure, item or unit.\n\n"
        "Every correction of these fields teaches; what was learned applies to articles imported from then on.",
    )
    sub.add_argument("--apply", action="store_true", help="apply it to the suggestions already there, as one step")
    sub.add_argument("--teach", nargs=3, metavar=("FIELD", "WORDS", "MEANING"), help="say it without a correction")
    sub.add_argument(
        "--same",
        nargs=3,
        metavar=("FIELD", "NAME", "OTHER"),
        help="NAME is the same measure, subject, item or place as OTHER: on every figure, and from now on",
    )
    sub.add_argument("--forget", type=_whole, metavar="N", help="take back lesson N of the list")
    sub.add_argument("--lexicon", type=Path, metavar="FOLDER", help="words of the project's own, as TOML files")
    _json(sub)


def _note_commands(commands: Any) -> None:
    sub = _sub(commands, "notes", "List the notes on texts, figures, sources and cells of the comparison.")
    sub.add_argument("--tag", action="append", metavar="TAG", help="that carry this tag; several: all of them")
    _json(sub)
    sub = _sub(
        commands,
        "note",
        "Write a note on a figure, a source or words of its text, or remove one, as one undoable step.\n\n"
        "A figure and a source have one note: another text takes its place, an empty one removes it.",
    )
    sub.add_argument("text", nargs="?", metavar="TEXT", help="what the note says")
    sub.add_argument("--figure", type=_whole, metavar="ID", help="on this figure")
    sub.add_argument("--article", type=_whole, metavar="ID", help="on this source")
    sub.add_argument("--quote", metavar="WORDS", help="with --article: on these words of its text")
    sub.add_argument("--nth", type=_steps, default=1, metavar="N", help="the N-th place where they stand (default 1)")
    sub.add_argument("--tag", action="append", metavar="TAG", help="a tag of the note; may be given several times")
    sub.add_argument("--remove", type=_whole, metavar="ID", help="remove the note with this number in `notes`")


def _find_command(commands: Any) -> None:
    sub = _sub(
        commands,
        "find",
        "Find articles by their words, in any form of Russian, English and Kazakh: all the words, none that has a\n"
        'minus ("oil -gas"), a "phrase" as it is typed, beginn* for words that begin so. With --figures, or any of\n'
        "--value, --unit, --min, --max, --subject, --measure, --period: figures, the words those of the quote.\n"
        "With --alike: every place of a phrase, its words in any form, in its line.",
    )
    sub.add_argument("words", nargs="*", metavar="WORD", help="what to look for")
    _json(sub)
    sub.add_argument("--figures", action="store_true", help="look for figures, not for articles")
    sub.add_argument("--value", metavar="RANGE", help='stated numbers: "1–3 Mt", "> 28 million t", "2.6 million", %%')
    sub.add_argument("--unit", metavar="UNIT", help="figures in this unit or one of the same dimension")
    sub.add_argument("--min", metavar="N", help="at least this number, in --unit")
    sub.add_argument("--max", metavar="N", help="at most this number, in --unit")
    sub.add_argument("--subject", metavar="NAME", help="figures of this subject")
    sub.add_argument("--measure", metavar="NAME", help="figures of this measure")
    sub.add_argument(
        "--period", metavar="PERIOD", help="figures whose period shares a day with this: 2025, 2025-10 …"
    )
    sub.add_argument(
        "--status", choices=[s.value for s in Status], action="append", help="figures of this status only"
    )
    sub.add_argument("--alike", metavar="PHRASE", help="every place of these words, one after the other, in its line")
    sub.add_argument("--language", choices=["ru", "kk", "en"], action="append", help="articles in this language only")
    sub.add_argument("--publisher", metavar="NAME", action="append", help="articles of this publisher only")
    sub.add_argument("--since", metavar="DATE", help="published on this day, month or year, or later")
    sub.add_argument("--until", metavar="DATE", help="published on this day, month or year, or before")
    sub.add_argument("--open", action="store_true", help="only articles that are not closed")
    sub.add_argument("--limit", type=_steps, default=25, metavar="N", help="show the first N (default 25)")
    sub.add_argument("--rebuild", action="store_true", help="make the index of words anew, when `check` asks for it")


def _names(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--names",
        action="store_true",
        help="take Russian names that a model recognises for subjects too: more subjects, but most of those added "
        "are not what the figure is of",
    )


def _text_commands(commands: Any) -> None:
    sub = _sub(
        commands,
        "explain",
        "Say what is found in a text, which rule found each part, and what became of every other number.",
        project=False,
    )
    sub.add_argument("text", help="the text, in quotes; - reads standard input")
    sub.add_argument("--lang", choices=["ru", "kk", "en"], help="its language (default: recognised)")
    _json(sub)
    sub = _sub(
        commands,
        "selftest",
        "Do the whole job once on the sample, in a folder that is removed again, and say step by step whether the "
        "program works on this computer. Exit code 1 when it does not.",
        project=False,
    )
    sub.add_argument("--window", action="store_true", help="open the window on it too")
    sub = _sub(
        commands,
        "extract",
        'Figures of many texts: JSON lines {"id", "text"[, "lang"]} on standard input,\n'
        '{"id", "pred": [...]} on standard output, in order. Each prediction has start, end (number and unit),\n'
        "full_start, full_end (with the qualifier), value, low, high, qualifier, unit, kind, measure, subject,\n"
        'item, period, attribution, doubts, rule. Where doubts hold "unit borrowed", the unit is a suggestion from\n'
        "unit_start..unit_end, not stated by the source at this place.",
        project=False,
    )
    sub.add_argument("--jsonl", action="store_true", required=True, help="JSON lines in and out")
    sub.add_argument("--all", action="store_true", help="dates, ordinals and identifiers too")
    _names(sub)
