"""Commands on bare text: extract (the machine interface) and explain."""

from __future__ import annotations

import sys
from argparse import Namespace

from workbench.cli import output
from workbench.core.extraction import explain as explaining
from workbench.core.extraction import machine


def extract(args: Namespace) -> None:
    machine.serve(sys.stdin, sys.stdout, all_kinds=args.all)


def explain(args: Namespace) -> None:
    text = sys.stdin.read() if args.text == "-" else args.text
    found = explaining.explain(text, language=args.lang or "")
    if args.json:
        output.as_json(found.records())
        return
    for line in found.sentences():
        print(line)
