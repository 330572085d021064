"""How long a project of a gigabyte takes to open; how many megabytes of text a check proves in a second.

    python tests/benchmarks/trust.py [MEGABYTES OF FILE] [MEGABYTES OF TEXT]

The large project is made of files of five megabytes, as scanned reports are, with a text and figures each; its
opening stands beside a bare connection that reads the same list of sources. The text is made of made-up words; the
check stands beside a bare loop that reads the same texts and files and makes their SHA-256. Both take their room in
the system's temporary folder and leave nothing there.
"""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from workbench.core.actions import checking, importing
from workbench.core.project import Project

_FILE = 5_000_000  # bytes of one scanned report
_TEXT = 100_000  # letters of one long text


def seconds(act: Callable[[], object], times: int = 3) -> float:
    """The best of some runs, by the clock on the wall."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return min(taken)


def words(noise: random.Random) -> list[str]:
    return ["".join(noise.choices("абвгдежзиклмнопрстуфхцчшыьэюя", k=noise.randrange(2, 11))) for _ in range(40_000)]


def text(noise: random.Random, known: list[str], letters: int, number: int) -> str:
    """Lines of words, and a figure in every tenth."""
    lines = [f"Источник {number}", ""]
    length = 0
    while length < letters:
        line = " ".join(noise.choices(known, k=100))
        if len(lines) % 10 == 5:
            line += f". Запасы меди Казахстана составляют {noise.randrange(1, 900)} млн тонн."
        lines.append(line)
        length += len(line)
    return "\n".join(lines)


def fill(path: Path, texts: int, letters: int, extra: int) -> None:
    """`extra` bytes are added to each file: what is no text in it."""
    noise = random.Random(5)
    known = words(noise)
    with Project.create(path) as project:
        for first in range(0, texts, 20):
            prepared = []
            for number in range(first, min(first + 20, texts)):
                one = importing.prepare_text(text(noise, known, letters, number))
                if extra:
                    data = one.draft.text.encode() + noise.randbytes(extra)
                    one = replace(
                        one, draft=replace(one.draft, original=data, sha256=hashlib.sha256(data).hexdigest())
                    )
                prepared.append(one)
            importing.add(project, prepared)


def opening(path: Path) -> None:
    def bare() -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("SELECT id, title FROM article ORDER BY id").fetchall()

    def ours() -> None:
        project = Project.open(path)
        opened.append(project)
        project.articles.summaries()

    opened: list[Project] = []
    theirs = seconds(bare)
    taken = []
    for _ in range(3):
        taken.append(seconds(ours, 1))
        opened.pop().close()
    print(
        f"{path.stat().st_size / 1e6:.0f} MB: opened with its list of sources in {min(taken):.3f} s, the first time "
        f"{taken[0]:.3f} s; a bare connection and the bare list {theirs:.3f} s"
    )


def verify(path: Path) -> None:
    def bare() -> None:
        with closing(sqlite3.connect(path)) as connection:
            for sql in ("SELECT CAST(text AS BLOB) FROM body", "SELECT data FROM original"):
                for (data,) in connection.execute(sql):
                    hashlib.sha256(data).hexdigest()

    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM body").fetchone()
        (figures,) = connection.execute("SELECT count(*) FROM figure").fetchone()
    theirs = seconds(bare)
    with Project.open(path, read_only=True) as project:
        started = time.process_time()
        ours = seconds(project.store_check)
        work = (time.process_time() - started) / 3
        amounts = seconds(lambda: checking.amounts(project), 1)
    print(
        f"{size / 1e6:.0f} MB of text, {figures:,} figures: proved in {ours:.2f} s, {size / 1e6 / ours:.1f} MB/s "
        f"({size / 1e6 / work:.1f} by the processor's time); reading and SHA-256 alone {theirs:.2f} s: "
        f"{ours / theirs:.1f} x; amounts read again {amounts:.2f} s"
    )


def main(megabytes: int, of_text: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = os.environ["LOCALAPPDATA"] = os.environ["HOME"] = name
        path = Path(name) / "texts.workbench"
        fill(path, of_text * 1_000_000 // (_TEXT * 2), _TEXT, 0)
        verify(path)
        path.unlink()
        path = Path(name) / "large.workbench"
        fill(path, megabytes * 1_000_000 // _FILE, 2_000, _FILE)
        opening(path)


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["1000"])[0]), int((sys.argv[2:] or ["40"])[0]))
