"""The grammar of the commands on registers, records and dossiers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workbench.cli.arguments import as_json, steps, whole
from workbench.cli.arguments import sub as new_command


def register_commands(commands: Any) -> None:
    _registers(commands)
    _record(commands)
    sub = new_command(
        commands,
        "dossier",
        "All that the project knows of one subject or record: figures by measure, records, conflicts, notes, quotes.",
    )
    sub.add_argument("subject", metavar="NAME", help="a subject of figures, or a record by name or #NUMBER")
    sub.add_argument("--to", type=Path, metavar="FILE", help="write it as a page (.html) or a workbook (.xlsx)")
    sub.add_argument("--language", choices=["en", "ru", "kk"], help="its words (default: the messages')")
    as_json(sub)


def _registers(commands: Any) -> None:
    sub = new_command(
        commands,
        "registers",
        "List the registers (deals, deposits, policy events, companies, your own) with their records.\n\n"
        "A register is changed by --change with --field, --drop-field and --rename-field; its fields stand in the\n"
        "order of --order. A field is written TITLE, TITLE:kind (text, date, amount), TITLE:choice:one,two or\n"
        "TITLE:reference:REGISTER; an asterisk before the title says that its absence is told.",
    )
    sub.add_argument("--type", metavar="REGISTER", help="this register only")
    sub.add_argument("--checklist", action="store_true", help="what is missing, and what cannot hold")
    sub.add_argument("--fields", action="store_true", help="the fields of each register instead of its records")
    how = sub.add_mutually_exclusive_group()
    how.add_argument("--make", metavar="TITLE", help="make a register of your own, with --field")
    how.add_argument("--change", metavar="REGISTER", help="change a register")
    how.add_argument("--reset", metavar="REGISTER", help="a shipped register as it came with the program")
    how.add_argument("--remove", metavar="REGISTER", help="remove one of your own; a shipped one is hidden")
    how.add_argument("--forget", metavar="REGISTER", help="remove the values of fields that the register lost")
    sub.add_argument("--title", metavar="TITLE", help="with --change: another title")
    sub.add_argument("--field", action="append", default=[], metavar="FIELD", help="one more field")
    sub.add_argument("--drop-field", action="append", default=[], metavar="KEY", help="one field less")
    sub.add_argument("--rename-field", action="append", default=[], metavar="KEY=TITLE", help="another title of it")
    sub.add_argument("--order", metavar="KEYS", help="the fields that come first, parted by commas")
    as_json(sub)


def _record(commands: Any) -> None:
    sub = new_command(
        commands,
        "record",
        "Show a record, make, fill, rename or remove it; list what the sources suggest, and take it.\n\n"
        "Values are written as a source would: amounts 10 years, 75 %, up to 92; dates 2025-11 or November 2025;\n"
        "a reference #NUMBER or a name. --figure, or --article with --quote, say which words bear a value out; with\n"
        "them --set FIELD without a value takes what they say themselves.",
    )
    sub.add_argument("record", nargs="?", metavar="RECORD", help="its number or name in `registers`")
    sub.add_argument("--make", nargs=2, metavar=("REGISTER", "NAME"), help="a new record")
    sub.add_argument("--set", action="append", default=[], metavar="FIELD[=VALUE]", help="the one value of a field")
    sub.add_argument("--add", action="append", default=[], metavar="FIELD[=VALUE]", help="one more value of a field")
    sub.add_argument("--clear", action="append", default=[], metavar="FIELD", help="empty a field")
    sub.add_argument("--not-stated", action="append", default=[], metavar="FIELD", help="looked for, in no source")
    sub.add_argument("--does-not-apply", action="append", default=[], metavar="FIELD", help="makes no sense here")
    sub.add_argument("--figure", type=whole, metavar="ID", help="the values rest on this figure")
    sub.add_argument("--article", type=whole, metavar="ID", help="the values rest on --quote in this source")
    sub.add_argument("--quote", metavar="WORDS", help="the words of its text")
    sub.add_argument("--nth", type=steps, default=1, metavar="N", help="the N-th place where they stand (default 1)")
    sub.add_argument("--rename", metavar="NAME", help="another name")
    sub.add_argument("--remove", action="store_true", help="remove it (undo brings it back)")
    sub.add_argument(
        "--suggest",
        nargs="?",
        const="",
        metavar="REGISTER",
        help="records of a register that the sources speak of; with a RECORD what can fill its fields",
    )
    sub.add_argument("--take", nargs="+", metavar="N", help="with --suggest: take these of the list: 2, 3-5")
    sub.add_argument("--unsure", action="store_true", help="with --take: the doubtful values too")
    as_json(sub)
