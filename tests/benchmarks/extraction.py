"""Measures extraction: `python tests/benchmarks/extraction.py [CORPUS.jsonl]`, characters a second on one core.

The corpus is JSON lines with a "text" (and "lang"); without one, the number cases of the tests are taken many times
over. Beside ours stand a pass of `re` over the digits, and natasha's and quantulum3's extractors where they are
installed (they are no dependencies of the program). Then: the load time, and that time grows linearly to 10 MB.
"""

from __future__ import annotations

import json
import re
import sys
import time
import tracemalloc
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
PEER_CHARS = 60_000  # the peers are slow: a part of the corpus is enough for a rate
Texts = list[tuple[str, str]]


def main() -> None:
    begin = time.perf_counter()
    from workbench.core.extraction.pipeline import Extractor, numbers_of  # the import is measured
    from workbench.core.extraction.tokens import fold

    extractor = Extractor.default()
    extractor.extract("5 тонн")
    print(f"import and load              {(time.perf_counter() - begin) * 1000:8.0f} ms")
    texts = corpus(Path(sys.argv[1])) if len(sys.argv) > 1 else own_texts()
    print(f"corpus                       {sum(len(text) for text, _ in texts):8,} characters, {len(texts):,} texts")
    for text, language in texts[:20]:
        numbers_of(text, fold(text), language)
    bare = rate(texts, lambda text, _: sum(1 for _ in re.finditer(r"\d+", text)))
    stage = rate(texts, lambda text, language: numbers_of(text, fold(text), language))
    whole = rate(texts, lambda text, language: extractor.extract(text, language=language))
    for name, value in (("digits only, re", bare), ("numbers to units", stage), ("with context", whole)):
        print(f"{name:28} {value / 1000:8,.0f} k char/s")
    peers(texts, stage, whole)
    growth("numbers to units", lambda text: numbers_of(text, fold(text), "ru"), texts)
    growth("with context", lambda text: extractor.extract(text, language="ru"), texts)


def corpus(path: Path) -> Texts:
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [(line["text"], line.get("lang", "")) for line in lines]


def own_texts() -> Texts:
    found = []
    for language in ("ru", "en", "kk"):
        cases = (ROOT / "tests" / "cases" / f"numbers-{language}.txt").read_text("utf-8").splitlines()
        texts = [line.partition("=>")[0].strip() for line in cases if line and not line.startswith("#")]
        found += [("\n".join(texts), language)] * 30
    return found


def rate(texts: Texts, work: Callable[[str, str], object]) -> float:
    """Characters a second of processor time, the best of three rounds."""
    best = 0.0
    for _ in range(3):
        begin = time.process_time()
        for text, language in texts:
            work(text, language)
        best = max(best, sum(len(text) for text, _ in texts) / max(time.process_time() - begin, 1e-6))
    return best


def peers(texts: Texts, stage: float, whole: float) -> None:
    few, size = [], 0
    for text, language in texts:
        few.append((text, language))
        size += len(text)
        if size > PEER_CHARS:
            break
    for name, make in (("natasha", natasha), ("quantulum3", quantulum)):
        if find_spec(name) is None:
            print(f"{name:28} not installed")
            continue
        try:
            work = make()
        except ImportError as error:  # without what it needs itself
            print(f"{name:28} not usable: {error}")
            continue
        begin = time.process_time()
        for text, _ in few:
            work(text)
        value = size / (time.process_time() - begin)
        print(
            f"{name:28} {value / 1000:8,.0f} k char/s; ours {stage / value:.0f} x, with context {whole / value:.0f} x"
        )


def natasha() -> Callable[[str], object]:
    import inspect

    if not hasattr(inspect, "getargspec"):  # what its morphology asks of old Pythons
        inspect.getargspec = lambda f: inspect.getfullargspec(f)[:4]  # type: ignore[attr-defined]
    from natasha import DatesExtractor, MoneyExtractor, MorphVocab

    vocabulary = MorphVocab()
    extractors = [MoneyExtractor(vocabulary), DatesExtractor(vocabulary)]
    return lambda text: [list(one(text)) for one in extractors]


def quantulum() -> Callable[[str], object]:
    from quantulum3 import parser

    return parser.parse


def growth(name: str, work: Callable[[str], object], texts: Texts) -> None:
    """Time and memory for one text of 1 kB to 10 MB; a short text pays for each figure's own objects."""
    piece = "\n".join(text for text, _ in texts)
    print(f"{name}\n text size     seconds   per MB    results / text, peak memory / text")
    for size in (1_000, 10_000, 100_000, 1_000_000, 10_000_000):
        text = (piece * (size // len(piece) + 1))[:size]
        begin = time.process_time()
        work(text)
        spent = time.process_time() - begin
        ratio = ""
        if size <= 1_000_000:  # tracing slows it down
            tracemalloc.start()
            kept = work(text)
            ratio = "".join(f"{taken / len(text.encode()):10.1f}" for taken in tracemalloc.get_traced_memory())
            tracemalloc.stop()
            del kept
        print(f"{size:10,} {spent:11.3f} {spent / size * 1e6:8.2f} {ratio}")


if __name__ == "__main__":
    main()
