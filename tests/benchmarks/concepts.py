"""Compares what figures are of with other people's labels, word by word.

    python tests/benchmarks/concepts.py FILE.jsonl ... [--errors]

Each line is a text with its gold figures: {"text", "lang", "gold": [{"value", "low", "high", "text", "start", ...}]},
where what a figure is of stands in "entity" and "property" (MeasEval's measured entity and property) or in "concept"
(NewsQuant; "-" is none). Figures are matched by value; where gold has none, its "text" is read by the program first,
and gold whose text holds no number that the program knows stays unmatched.

Against the gold words stand, first, the words of the text behind our measure, subject and item (their evidence): they
name what is known ("revenue", "China"); and second those with the whole noun phrase that the amount is of, as the
program's own cutter of English phrases finds it ("China's quarterly revenue"). Words are compared without case,
articles and prepositions, plurals as their singulars. Precision, recall and F1 of
  words in common   our words that are gold's, gold's words that are ours: partial overlap by words
  figures touched   figures with at least one word in common: partial overlap by figures
  figures complete  figures where our words hold every one of gold's
once for the matched figures and once for all of gold, where a figure that was not found has no words of ours.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.core.extraction.machine import records
from workbench.core.extraction.noun_phrases import Phrases
from workbench.core.extraction.pipeline import Extractor
from workbench.core.extraction.sentences import sentences
from workbench.core.extraction.spot import Spot
from workbench.core.extraction.tokens import fold, lines
from workbench.core.model.span import Span

FIELDS = ("measure", "subject", "item")
_WORD = re.compile(r"[^\W_]+")
_SMALL = re.compile(r"an?|the|of|in|on|at|for|to|from|by|with|and|or|per|its|their|his|her|this|that|s")
_NEAR = 1e-6  # of the value: both sides are floats


@dataclass
class Tally:
    """Words and figures counted on the way."""

    ours: int = 0
    gold: int = 0
    common: int = 0
    answered: int = 0  # figures with words of ours
    labelled: int = 0  # figures with words of gold
    complete: int = 0
    touched: int = 0  # figures with at least one word in common
    wrong: list[str] = field(default_factory=list)

    def add(self, ours: set[str], gold: set[str], told: str) -> None:
        common = ours & gold
        self.ours, self.gold, self.common = self.ours + len(ours), self.gold + len(gold), self.common + len(common)
        self.answered += bool(ours)
        self.labelled += bool(gold)
        self.touched += bool(common)
        self.complete += bool(gold) and gold <= ours
        if ours != gold:
            self.wrong.append(f"{sorted(gold)} <- {sorted(ours)}   | {told}")

    def lines(self) -> Iterator[str]:
        yield _line("words in common", self.common, self.ours, self.gold)
        yield _line("figures touched", self.touched, self.answered, self.labelled)
        yield _line("figures complete", self.complete, self.answered, self.labelled)


def _line(name: str, right: int, found: int, wanted: int) -> str:
    f1 = 200 * right / ((found + wanted) or 1)
    return (
        f"  {name:17} P {100 * right / (found or 1):5.1f}  R {100 * right / (wanted or 1):5.1f}  F1 {f1:5.1f}"
        f"  ({right} of {found} ours, {wanted} gold)"
    )


def words(text: str) -> set[str]:
    found = (word for word in _WORD.findall(text.lower()) if not _SMALL.fullmatch(word))
    return {word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in found}


def gold_words(gold: Mapping[str, Any]) -> set[str]:
    return set().union(*(words(gold.get(name) or "") for name in ("entity", "property", "concept")))


def our_words(record: Mapping[str, Any], text: str) -> set[str]:
    spans = [record["evidence"][name] for name in FIELDS if name in record["evidence"]]
    return set().union(*(words(text[start:end]) for start, end in spans))


class Said:
    """A text with its figures, to ask for the noun phrase that one of them is of."""

    def __init__(self, extractor: Extractor, text: str, language: str) -> None:
        self._text, self._low = text, fold(text)
        self._figures = extractor.extract(text, language=language).statements
        parts = [Span(line.start, line.stop) for line in lines(text)]
        self._sentences = [s for n, p in enumerate(parts) for s in sentences(text, self._low, p, n, "en")]

    def phrase(self, at: int) -> set[str]:
        """The words of the phrase that the figure at a place is of."""
        figure = next(f for f in self._figures if f.span.start == at)
        sentence = next((s for s in self._sentences if s.start <= at < s.end and s.tokens), None)
        if sentence is None:
            return set()
        phrases = Phrases(
            self._low, sentence, [f for f in self._figures if sentence.start <= f.span.start < sentence.end]
        )
        here = sentence.words(figure.span.start, figure.span.end)
        found = phrases.of(Spot(self._low, sentence, figure, here, ()))
        return words(phrases.span(found).of(self._text)) if found is not None else set()


def numbers(of: Mapping[str, Any]) -> tuple[float, ...]:
    """The value, or the bounds that are known; empty where there is none."""
    return tuple(float(of[name]) for name in ("value", "low", "high") if of.get(name) is not None)


def gold_numbers(gold: Mapping[str, Any], extractor: Extractor, language: str) -> tuple[float, ...]:
    """Gold's own value, else what the program reads in gold's words for the figure."""
    known = numbers(gold)
    if known or not gold.get("text"):
        return known
    return next((numbers(one) for one in records(extractor, gold["text"], language=language) if numbers(one)), ())


def same(left: tuple[float, ...], right: tuple[float, ...]) -> bool:
    return len(left) == len(right) > 0 and all(
        abs(a - b) <= _NEAR * max(abs(a), abs(b), _NEAR) for a, b in zip(left, right, strict=True)
    )


def partner(gold: Mapping[str, Any], wanted: tuple[float, ...], free: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Our figure of the same value, the nearest where gold says the place; taken out of `free`."""
    fit = [one for one in free if same(numbers(one), wanted)]
    if gold.get("start") is not None:
        fit = sorted(
            (one for one in fit if one["full_start"] < gold["end"] and gold["start"] < one["full_end"]), key=_at
        )
    if not fit:
        return None
    free.remove(fit[0])
    return fit[0]


def _at(one: Mapping[str, Any]) -> int:
    return int(one["start"])


def compare(path: Path, extractor: Extractor, *, phrases: bool) -> tuple[Tally, Tally, int, int]:
    """The tallies over matched figures and over all of gold, and how many were matched, of how many."""
    matched, every = Tally(), Tally()
    found = asked = 0
    for line in path.read_text("utf-8").splitlines():
        case = json.loads(line)
        text, language = case["text"], case.get("lang") or ""
        free = records(extractor, text, language=language)
        said = Said(extractor, text, language) if phrases else None
        for gold in case["gold"]:
            asked += 1
            one = partner(gold, gold_numbers(gold, extractor, language), free)
            wanted = gold_words(gold)
            ours = our_words(one, text) if one is not None else set()
            if said is not None and one is not None:
                ours |= said.phrase(one["start"])
            told = f"{gold.get('text') or gold.get('value')}: {text[:90]}"
            every.add(ours, wanted, told)
            if one is not None:
                found += 1
                matched.add(ours, wanted, told)
    return matched, every, found, asked


def main() -> None:
    paths = [Path(word) for word in sys.argv[1:] if not word.startswith("--")]
    if not paths:
        sys.exit(__doc__)
    extractor = Extractor.default()
    for path in paths:
        for phrases in (False, True):
            matched, every, found, asked = compare(path, extractor, phrases=phrases)
            if "--errors" in sys.argv:
                print("\n".join(matched.wrong))
            print(
                f"{path.name}: {found} of {asked} gold figures matched by value", "(with phrases)" if phrases else ""
            )
            print(" matched figures", *matched.lines(), " all gold figures", *every.lines(), sep="\n")


if __name__ == "__main__":
    main()
