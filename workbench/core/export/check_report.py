"""The report of a check as a file: lines for people, JSON for programs, or a page that loads and runs nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from workbench.core.export.atomic import replacing
from workbench.core.model.fault import Part, Report
from workbench.core.words import language, tr

_STYLE = """
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 70rem; padding: 2rem;
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid; padding: .35rem .5rem;
  text-align: left; vertical-align: top; overflow-wrap: anywhere; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } tr { break-inside: avoid; } }
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What is written: the report, the same as lines, and what can be done about each kind of damage."""

    title: str
    report: Report
    lines: tuple[str, ...]
    remedies: Mapping[Part, str]


def write(path: Path, content: str) -> None:
    """CannotWriteFile when the target cannot be written; what stood there stays."""
    with replacing(path) as part:
        part.write_text(content, "utf-8", newline="\n")


def as_text(told: Told) -> str:
    return "\n".join((told.title, *told.lines)) + "\n"


def as_json(told: Told) -> str:
    report = told.report
    content = {
        "project": told.title,
        "sound": not report.faults,
        "sources": report.articles,
        "numbers": report.numbers,
        "figures": report.figures,
        "settled": report.settled,
        "remarks": list(report.remarks),
        "faults": [
            {"part": f.part.value, "table": f.table, "row": f.row, "problem": f.words, "way": told.remedies[f.part]}
            for f in report.faults
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def as_page(told: Told) -> str:
    return "\n".join(_page(told)) + "\n"


def _page(told: Told) -> Iterator[str]:
    title = escape(tr("Check of {name}", name=told.title))
    yield f'<!DOCTYPE html>\n<html lang="{escape(language())}">\n<head>\n<meta charset="utf-8">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>"
    shown = told.lines if not told.report.faults else told.lines[: 2 + len(told.report.remarks)]
    yield from (f"<p>{escape(line)}</p>" for line in shown)
    if told.report.faults:
        heads = (tr("What is damaged"), tr("Where"), tr("What to do"))
        yield "<table>\n<thead><tr>" + "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
        yield "</tr></thead>\n<tbody>"
        for fault in told.report.faults:
            cells = (fault.words, f"{fault.table} {fault.row}".strip(), told.remedies[fault.part])
            yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
        yield "</tbody>\n</table>"
    yield "</main>\n</body>\n</html>"
