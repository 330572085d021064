"""The grammar of the commands that hold figures against each other, and of workbooks."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench.cli.arguments import as_json, whole
from workbench.cli.arguments import sub as new_command
from workbench.core.model.comparison import Axis, Order
from workbench.core.model.verdict import State, VerdictKind


def compare_commands(commands: Any) -> None:
    sub = new_command(commands, "table", "Lay the figures out as a comparison table.")
    _axes(sub)
    sub.add_argument("--save", metavar="NAME", help="save the layout in the project under this name")
    as_json(sub)
    sub = new_command(commands, "comparisons", "List the comparisons saved in the project; rename or remove one.")
    sub.add_argument("--rename", nargs=2, metavar=("NAME", "NEW"), help="give a saved comparison another name")
    sub.add_argument("--remove", metavar="NAME", help="remove a saved comparison (undo brings it back)")
    as_json(sub)
    _verdict_commands(commands)
    sub = new_command(commands, "why", "Say how two figures stand to each other, and which fields keep them apart.")
    sub.add_argument("first", type=whole, metavar="ID")
    sub.add_argument("second", type=whole, metavar="ID")
    _rates_command(commands)
    sub = new_command(
        commands,
        "export",
        "Write the comparison with its evidence as an Excel workbook (.xlsx), or the evidence alone as .csv.\n\n"
        "Without --rows and --columns each measure, item and subject is a row and each article a column.",
    )
    sub.add_argument(
        "out", type=Path, metavar="OUT.xlsx", help="the file to write; an existing one is replaced whole"
    )
    sub.add_argument("--language", choices=["en", "ru", "kk"], help="the workbook's words (default: the messages')")
    sub.add_argument(
        "--layout",
        metavar="FILE.toml",
        help="the workbook's sheets and columns: analyst (default), publication, or a changed copy of such a file",
    )
    _axes(sub)
    sub = new_command(
        commands,
        "import-workbook",
        "List what was changed in a workbook of this project that comes back: cell, figure, was, is; and what of it\n"
        "cannot be taken. With --accept the corrections are taken as one undoable step.",
    )
    sub.add_argument("book", type=Path, metavar="BOOK.xlsx", help="the workbook that was changed")
    sub.add_argument(
        "--accept",
        metavar="all|N,N",
        help="take these proposals; `all` leaves out those that the project has changed too: name them",
    )
    as_json(sub)


def _verdict_commands(commands: Any) -> None:
    sub = new_command(commands, "conflicts", "Say where sources contradict each other, and what was said of it.")
    states = [s.value for s in State]
    sub.add_argument(
        "--state", choices=states, action="append", metavar="STATE", help=f"only these: {', '.join(states)}"
    )
    as_json(sub)
    sub = new_command(
        commands,
        "verdict",
        "Say what holds of a conflict, as one undoable step; a second verdict takes the place of the first.\n\n"
        "A verdict is open again when a figure of the conflict is changed or another one joins it.",
    )
    sub.add_argument("conflict", metavar="CONFLICT", help="its number or its key in `conflicts`")
    sub.add_argument("--prefer", type=whole, metavar="FIGURE", help="the figure that is right")
    kinds = [k.value for k in VerdictKind]
    sub.add_argument(
        "--kind", choices=kinds, metavar="KIND", help=f"{', '.join(kinds)} (default with --prefer: {kinds[0]})"
    )
    sub.add_argument("--reason", metavar="TEXT", help="why")
    sub.add_argument("--withdraw", action="store_true", help="take the verdict back")


def _rates_command(commands: Any) -> None:
    sub = new_command(
        commands,
        "rates",
        "List the rates between currencies that the project holds; add, change or remove one.\n\n"
        "Money of different currencies is compared only where a rate of the same year is there; it is always told.",
    )
    sub.add_argument(
        "--add",
        nargs=4,
        metavar=("CURRENCY", "OTHER", "DAY", "VALUE"),
        help="one unit of the first was VALUE of the other on that day: USD KZT 2026-02-04 505.3",
    )
    sub.add_argument("--change", type=whole, metavar="ID", help="change this one: with --value, --day or --source")
    sub.add_argument("--value", metavar="VALUE", help="what it is from now on")
    sub.add_argument("--day", metavar="DAY", help="the day it is of")
    sub.add_argument("--source", metavar="TEXT", help="where it was read")
    sub.add_argument("--remove", type=whole, nargs="+", metavar="ID", help="remove these (undo brings them back)")
    as_json(sub)


def _axes(sub: argparse.ArgumentParser) -> None:
    axes = [a.value for a in Axis]
    sub.add_argument("--rows", nargs="+", choices=axes, metavar="AXIS", help=f"what makes a row: {', '.join(axes)}")
    sub.add_argument("--columns", nargs="+", choices=axes, metavar="AXIS", help="what makes a column")
    sub.add_argument("--saved", metavar="NAME", help="the comparison saved under this name; the rest changes it")
    sub.add_argument("--accepted", action="store_true", help="only figures that were accepted")
    for name in ("subject", "measure", "publisher"):
        sub.add_argument(f"--{name}", action="append", metavar="NAME", help=f"only this {name}; may be repeated")
    sub.add_argument("--since", metavar="DATE", help="only figures of this day, month or year, or later")
    sub.add_argument("--until", metavar="DATE", help="only figures of this day, month or year, or before")
    sub.add_argument(
        "--unit", action="append", default=[], metavar="MEASURE=UNIT", help='show it so: reserves=Mt, "debt=bn USD"'
    )
    orders = [o.value for o in Order if o is not Order.OWN]
    sub.add_argument("--order", choices=orders, metavar="ORDER", help=f"order of the rows: {', '.join(orders)}")
