"""Scores the context of figures against tests/cases/context.txt: precision, recall and F1 of each field.

    python tests/cases/score_context.py [FILE] [--errors] [--names]

The figures are given (span, kind, unit); only their context is judged. A field is right when it is the same key (for
an attribution: when one source's words hold the other's). An empty field that should be empty counts nowhere.
With --names the names model helps, where it is installed.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from workbench.core.extraction.context import add_context
from workbench.core.extraction.ner import NameProvider, russian_names
from workbench.core.extraction.scene import Scene
from workbench.core.model.amount import Amount
from workbench.core.model.figure import Doubt, Kind, Modality, Statement
from workbench.core.model.span import Span
from workbench.core.vocabulary.terms import Terms

FIELDS = ("measure", "subject", "item", "period", "by", "as")
FILE = Path(__file__).with_name("context.txt")
_FIGURE = re.compile(r"\[\[(.+?)\]\]")


@dataclass
class Case:
    """A paragraph with its figures and what their context should be."""

    language: str
    text: str
    statements: list[Statement] = field(default_factory=list)
    wanted: list[dict[str, str]] = field(default_factory=list)


def cases(path: Path = FILE) -> Iterator[Case]:
    """The cases of a file."""
    for block in re.split(r"^@ ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        language, _, body = block.partition("\n")
        lines = body.strip("\n").split("\n")
        marked = "\n".join(line for line in lines if line[:1] not in (">", "#"))
        yield case_of(language.strip(), marked, *(line[1:].strip() for line in lines if line.startswith(">")))


def case_of(language: str, marked: str, *wanted: str) -> Case:
    """A text with its figures in [[...]], and for each "kind unit; field=value; ..."."""
    case = Case(language, _FIGURE.sub(lambda m: m[1], marked))
    found = list(_FIGURE.finditer(marked))
    assert len(found) == len(wanted), f"{len(found)} figures, {len(wanted)} lines: {marked}"
    for index, (m, line) in enumerate(zip(found, wanted, strict=True)):
        head, *rest = [part.strip() for part in line.split(";")]
        kind, _, unit = head.partition(" ")
        start = m.start() - 4 * index
        span = Span(start, start + len(m[1]))
        case.statements.append(
            Statement(
                span=span,
                full_span=span,
                kind=Kind(kind),
                amount=Amount.exact(Decimal(1)),
                unit=unit or None,
                doubts=() if unit else (Doubt.UNIT_MISSING,),
            )
        )
        case.wanted.append(dict(part.split("=", 1) for part in rest))
    return case


def understood(case: Case, published: date | None = None, recognised: NameProvider | None = None) -> list[Statement]:
    """The figures of a case with the context that the program gives them."""
    seen = replace(scene(case.text, case.language), published=published)
    return add_context(seen, case.statements, (), Terms.load(), recognised)


def scene(text: str, language: str) -> Scene:
    """The text as the pipeline shows it to the rules."""
    low = text.lower().replace("\u00a0", " ").replace("\u202f", " ").replace("ё", "е")
    assert len(low) == len(text)
    return Scene(text, low, language)


def found_fields(s: Statement) -> dict[str, str]:
    """What was found, in the notation of the file."""
    values = {
        "measure": s.measure,
        "subject": s.subject,
        "item": s.item,
        "period": s.period.edtf if s.period else None,
        "by": s.attribution,
        "as": None if s.modality is Modality.FACT else s.modality.value,
    }
    return {name: value for name, value in values.items() if value}


def same(name: str, wanted: str, got: str) -> bool:
    if name == "by":
        return wanted.lower() in got.lower() or (got.lower() in wanted.lower() and len(got) > 3)
    return wanted == got


@dataclass
class Scores:
    right: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    figures: int = 0

    def f1(self, name: str) -> float:
        total = self.wanted[name] + self.found[name]
        return 200 * self.right[name] / total if total else 100.0

    def add(self, case: Case, statements: list[Statement]) -> None:
        for statement, wanted in zip(statements, case.wanted, strict=True):
            self.figures += 1
            got = found_fields(statement)
            wrong = []
            for name in FIELDS:
                w, g = wanted.get(name), got.get(name)
                self.wanted[name] += w is not None
                self.found[name] += g is not None
                if w is not None and g is not None and same(name, w, g):
                    self.right[name] += 1
                elif w != g:
                    wrong.append(f"{name}: {w} -> {g}")
            if wrong:
                quote = statement.span.of(case.text)
                self.errors.append(f"{case.language} [{quote}] {'; '.join(wrong)}   | {case.text[:60]}…")


def score(path: Path = FILE, recognised: NameProvider | None = None) -> Scores:
    """The scores over a file."""
    result = Scores()
    for case in cases(path):
        result.add(case, understood(case, recognised=recognised))
    return result


def main() -> None:
    paths = [Path(a) for a in sys.argv[1:] if not a.startswith("--")] or [FILE]
    for path in paths:
        result = score(path, russian_names() if "--names" in sys.argv else None)
        if "--errors" in sys.argv:
            print("\n".join(result.errors))
        print(f"{path.name}: {result.figures} figures")
        for name in FIELDS:
            p = 100 * result.right[name] / (result.found[name] or 1)
            r = 100 * result.right[name] / (result.wanted[name] or 1)
            print(f"{name:10} P {p:5.1f}  R {r:5.1f}  F1 {result.f1(name):5.1f}  of {result.wanted[name]}")


if __name__ == "__main__":
    main()
