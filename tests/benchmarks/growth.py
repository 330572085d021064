"""How reading and extraction grow with the text, however odd: four times as much should take four times as long."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from workbench.core.extraction.pipeline import Extractor
from workbench.core.reading import webpage, wrapping
from workbench.core.reading.blocks import blocks
from workbench.core.reading.canonical import canonical
from workbench.core.reading.encodings import decode
from workbench.core.reading.lines import split
from workbench.core.reading.reader import read_bytes, read_text


def _extracted(piece: str, n: int) -> object:
    return Extractor.default().extract(piece * n, language="ru")


WORDS = "Завод удвоит выпуск концентрата за два года, сказал директор комбината. "
READ: dict[str, tuple[int, Callable[[int], object]]] = {
    "numbers and hyphens": (3_000, lambda n: read_text("5-" * n)),
    "letters and hyphens": (3_000, lambda n: read_text("a-" * n)),
    "letters and dots": (3_000, lambda n: read_text("a." * n)),
    "years and hyphens": (3_000, lambda n: read_text("2025-" * n)),
    "one word": (20_000, lambda n: read_text("я" * n)),
    "blanks in a line": (2_000, lambda n: read_text(f"date{' ' * n}x{' ' * n}—")),
    "brackets": (20_000, lambda n: read_text(f"Слово.{')' * n}x")),
    "headers in a row": (500, lambda n: blocks(split("date 2025-08-23 " * n))),
    "empty lines": (20_000, lambda n: read_text("а\n \n" * n)),
    "short lines": (2_000, lambda n: read_text("Завод\n" * n)),
    "dates": (1_000, lambda n: read_text("15 мая 2025 года, 2025 жылғы 10 ақпан " * n)),
    "lines cut in a word": (500, lambda n: wrapping.joined_lines(["а" * 50 + "-"] * n, frozenset())),
    "lines of a paragraph": (1_000, lambda n: wrapping.joined_lines([WORDS] * n, frozenset())),
    "a word without end": (3_000, lambda n: wrapping.compounds("я" * n)),
    "marks above a letter": (3_000, lambda n: canonical("а" + "\u0301\u0323" * n)),
    "a line of ASCII in another encoding": (20_000, lambda n: decode(b"a" * n + "\nЗавод".encode("cp1251"))),
    "rows of a table": (500, lambda n: read_text("Страна\tЗапасы\n" + "Китай\t44\n" * n)),
    "columns of a table": (500, lambda n: read_text("Китай\t" * n + "\n" + "44\t" * n)),
    "table of a page": (
        300,
        lambda n: read_bytes(f"<table><tr><th>А<th>Б{'<tr><td rowspan=99>а<td>44' * n}</table>".encode(), "a.html"),
    ),
    "notices of rights": (500, lambda n: read_text(f"{WORDS * 3}\n{'© 2026 ' * n}\n{'Источник: ' * n}\n")),
    "tags without end": (2_000, lambda n: webpage.flattened("<p " * n)),
    "comments without end": (2_000, lambda n: webpage.flattened("<!-- <script " * n)),
    "blanks in a page's title": (
        3_000,
        lambda n: read_bytes(f"<html><title>Завод{' ' * n}x|{' ' * n}|</title><p>{WORDS}".encode(), "a.html"),
    ),
    "paragraphs of a page": (
        500,
        lambda n: read_bytes(("<html>" + "".join(f"<p>{i} {WORDS}" for i in range(n))).encode(), "a.html"),
    ),
}
PIECES = (
    "минус ", "от до ", "7", "7 ", "[(", "1-1", "от 5 до ", "111 ", "два ", "5 км ", "1,1,", "a1", "каждый ",
    " место", '5"', "5 x", "2 ч 15 м ", "Пояс5G-network-", "ced at ",
)  # fmt: skip
READ |= {f"figures in “{piece}”": (5_000 // len(piece), partial(_extracted, piece)) for piece in PIECES}
RUNS = 3
NO_TIME = 0.004  # below it only the clock is measured


def main() -> None:
    """Four times the text over once: 4 is linear, 16 the square of it."""
    for kind, (size, read) in READ.items():
        read(10)  # what is loaded once is not measured
        small, large = _least(read, size), _least(read, 4 * size)
        ratio = large / max(small, NO_TIME)
        print(
            f"{kind:40} {small:8.4f} s {large:8.4f} s  x {ratio:4.1f}{'  <- more than linear' if ratio > 8 else ''}"
        )


def _least(read: Callable[[int], object], size: int) -> float:
    taken = []
    for _ in range(RUNS):
        begun = time.process_time()
        read(size)
        taken.append(time.process_time() - begun)
    return min(taken)


if __name__ == "__main__":
    main()
