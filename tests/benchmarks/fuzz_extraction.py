"""Throws mutated texts at extraction: `python tests/benchmarks/fuzz_extraction.py [MINUTES] [SEED]`, by hand only.

Takes the number cases of the three languages and the sample articles, and mixes, cuts, repeats and poisons them:
emoji, letters written right to left, NULs, combining marks, odd digits, giant numbers, lone surrogates.
Every text must give an answer: no exception, spans inside the text and on one line, quotes as they stand, bounds in
order, every digit with a fate, the same answer twice, and no text may take longer than its length allows. A finding
is printed with the seed that makes it again, and becomes a test; exit code 1.
"""

from __future__ import annotations

import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from workbench.core.extraction.machine import record  # noqa: E402 - the tree is not installed everywhere
from workbench.core.extraction.pipeline import Extractor  # noqa: E402
from workbench.core.extraction.scene import Extraction  # noqa: E402

SECONDS_PER_CHARACTER = 1e-4  # some thirty times what ordinary text takes
GRACE = 0.5  # seconds for what a busy machine does in between
LANGUAGES = ("ru", "kk", "en", "")
POISON = [
    "😀", "👩‍👩‍👧", "שלום 12", "٣٤٥", "१२३", "\x00", "e\u0301", "5\u0301", "\u202e", "\u200f", "\u200b", "\ufeff",
    "\ud800", "\u2028", "\x0c", "\r", "\r\n", "\x85", "İ", "ß", "ŉ", "²", "½", "⅓", "①", "Ⅻ", "９", "𝟗", "᮵",
    "9" * 400,
    "1 000 " * 40, "0." + "0" * 80 + "1", "1e99", "1e-99", "10^99", "9" * 31 + " млн", "-−–—", "((((", "]]]]", "'''",
    "%%%", "$$", "№№", "1/0", "0/0", "1:2:3:4", "..", ",,,", "/" * 9, "- - -", "от до с по", "from to between and",
    "триллион триллионов квадриллион", "сто сто сто", "мың мың", "hundred hundred thousand million", "минус минус",
    "половина половины", "half a half", "бүтін оннан", "point point", "целых десятых", "и", "and", "\u00a0", "\u2009",
    "USD", "MUSD", "кв.", "км^2", "/год", "-дан астам", "годовых", "не более чем", "©", "§", "\t", "  ",
]  # fmt: skip


def seeds() -> list[str]:
    """Lines and paragraphs to begin with."""
    found: list[str] = []
    cases = ROOT / "tests" / "cases"
    for path in (*sorted(cases.glob("numbers-*.txt")), cases / "changes.txt"):
        lines = path.read_text("utf-8").splitlines()
        texts = [line.partition("=>")[0] for line in lines if line and not line.startswith("#")]
        found += [text.rpartition(" | ")[2].strip() for text in texts]  # changes begin with their language
    for path in sorted((ROOT / "resources" / "sample").glob("*.txt")):
        found += [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    return found


def cut(text: str, chance: random.Random) -> str:
    a, b = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    return text[:a] + text[b:]


def double(text: str, chance: random.Random) -> str:
    a, b = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    return text[:b] + text[a:b][:200] * chance.choice((1, 2, 5, 30)) + text[b:]


def poison(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(POISON) + text[at:]


def swap(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    a, b = chance.randrange(len(words)), chance.randrange(len(words))
    words[a], words[b] = words[b], words[a]
    return " ".join(words)


def letter(text: str, chance: random.Random) -> str:
    if not text:
        return chr(chance.randrange(0x110000))
    at = chance.randrange(len(text))
    one = chr(
        chance.choice((chance.randrange(0x20, 0x7F), chance.randrange(0x400, 0x530), chance.randrange(0x110000)))
    )
    return text[:at] + one + text[at + 1 :]


def glue(text: str, chance: random.Random) -> str:
    return text.replace(" ", chance.choice(("", " ", "\n", "-", "\u00a0")), chance.randrange(1, 6))


CHANGES: tuple[Callable[[str, random.Random], str], ...] = (cut, double, poison, poison, swap, letter, glue)


def text_of(chance: random.Random, known: list[str]) -> str:
    text = chance.choice((" ", "\n", "", ", ")).join(chance.choice(known) for _ in range(chance.randrange(1, 5)))
    for _ in range(chance.randrange(0, 9)):
        text = chance.choice(CHANGES)(text, chance)[:20_000]
    return text


def faults(text: str, answer: Extraction) -> list[str]:
    """What is wrong with an answer."""
    found = []
    for one in answer.statements:
        span, full = one.span, one.full_span
        if not 0 <= full.start <= span.start < span.end <= full.end <= len(text):
            found.append(f"span {full} {span} of {len(text)}")
        if "\n" in full.of(text):
            found.append(f"a quote over two lines: {full.of(text)!r}")
        amount = one.amount
        if amount is not None:
            ends = [end for end in (amount.low, amount.high) if end is not None]
            if not all(end.is_finite() for end in ends) or ends != sorted(ends):
                found.append(f"amount {amount} of {full.of(text)!r}")
        for field, evidence in one.evidence.items():
            if not 0 <= evidence.start <= evidence.end <= len(text):
                found.append(f"evidence of {field}: {evidence}")
        record(one, text)
    if [one.span.start for one in answer.statements] != sorted(one.span.start for one in answer.statements):
        found.append("statements out of order")
    covered = bytearray(len(text))
    for each in answer.dispositions:
        covered[each.span.start : each.span.end] = b"\1" * (each.span.end - each.span.start)
    bare = [at for at, char in enumerate(text) if char.isdigit() and not covered[at]]
    if len(covered) != len(text) or bare:
        found.append(f"digits without a fate at {bare[:5]}")
    return found


def check(text: str, language: str, extractor: Extractor) -> list[str]:
    begin = time.process_time()
    try:
        answer = extractor.extract(text, language=language)
        spent = time.process_time() - begin
        found = faults(text, answer)
        if extractor.extract(text, language=language) != answer:
            found.append("another answer the second time")
    except Exception:  # noqa: BLE001 - the fault is what is looked for
        return [traceback.format_exc(limit=-4)]
    if spent > GRACE + len(text) * SECONDS_PER_CHARACTER:
        found.append(f"{spent:.2f} s for {len(text)} characters")
    return found


def main() -> int:
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    first = int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())
    known, extractor = seeds(), Extractor.default()
    until, tried, bad, size = time.monotonic() + minutes * 60, 0, 0, 0
    while time.monotonic() < until and bad < 20:
        chance = random.Random(first + tried)
        text = text_of(chance, known)
        found = check(text, chance.choice(LANGUAGES), extractor)
        tried, size = tried + 1, size + len(text)
        if found:
            bad += 1
            print(f"seed {first + tried - 1}: {text[:3000]!r}", *found, sep="\n    ", flush=True)
    print(f"{tried:,} texts, {size:,} characters, {bad} findings; first seed {first}")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
