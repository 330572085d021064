"""Commands on bare text: extract (the machine interface) and explain."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from workbench.cli import names, output
from workbench.core.errors import BadInput
from workbench.core.extraction import explain as explaining
from workbench.core.extraction import machine
from workbench.core.extraction.learned import LearnedExtractor
from workbench.core.vocabulary.terms import Terms
from workbench.core.words import quoted, tr


def extract(args: Namespace) -> None:
    recognised = names.asked_for(args)
    extractor = LearnedExtractor(Terms.load(), (), recognised) if recognised is not None else None
    try:
        machine.serve(sys.stdin, sys.stdout, all_kinds=args.all, extractor=extractor)
    except UnicodeDecodeError as error:
        raise BadInput(tr("Standard input is not UTF-8. JSON lines are read in UTF-8 only.")) from error


def explain(args: Namespace) -> None:
    text = sys.stdin.read() if args.text == "-" else args.text
    entries = explaining.explain(text, language=args.lang or "")
    if args.json:
        output.as_json(entries)
        return
    for entry in entries:
        _tell(entry)
    if not entries:
        print(tr("No number is seen in this text."))


def _tell(entry: dict[str, Any]) -> None:
    """One figure with the rule and the words behind each field, or one number that is none and why."""
    place = f"[{entry['start']}:{entry['end']}]"
    print(f"{quoted(entry['quote'])} {place} {tr(entry['class'])}: {', '.join(entry['rules'])}")
    for name, field in entry.get("fields", {}).items():
        source = f"   ← {quoted(field['from'])}" if field["from"] else ""
        print(f"    {tr(name)}: {field['value']}{source}")
    if entry.get("doubts"):
        print(f"    {tr('doubts')}: {', '.join(tr(doubt) for doubt in entry['doubts'])}")
    for number in entry.get("numbers", ()):
        print(f"    {quoted(number['quote'])}: {tr(number['class'])} ({number['rule']})")
