"""A backup beside SQLite's own of the same file, and how long the window waits while one is made.

python tests/benchmarks/backup.py [MEGABYTES]
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from workbench.core.model.backup import Reason
from workbench.core.project import Project
from workbench.core.reading.reader import read_text


def fill(path: Path, megabytes: int) -> None:
    """Texts of 100 KB each."""
    with Project.create(path) as project:
        for start in range(0, megabytes * 4, 40):
            with project.history.operation("Import") as op:
                for number in range(start, min(start + 40, megabytes * 4)):
                    seed = hashlib.sha256(str(number).encode()).hexdigest()
                    project.articles.add(op, read_text("\n".join(f"{seed[:40]} {n} words" for n in range(2000))), ())


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def plain(path: Path, target: Path) -> None:
    """SQLite's own, whole in one step, as durable."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as made:
        source.backup(made)


def main(megabytes: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = os.environ["LOCALAPPDATA"] = os.environ["HOME"] = name
        path = Path(name) / "p.workbench"
        fill(path, megabytes)
        size = path.stat().st_size / 1e6
        bare = min(seconds(lambda: plain(path, Path(name) / "plain")) for _ in range(3))
        with Project.open(path) as project:
            ours = min(seconds(lambda: project.back_up(Reason.ASKED, again=True)) for _ in range(3))
            print(f"{size:.0f} MB: SQLite's own {bare:.2f} s; ours, proved, {ours:.2f} s: {ours / bare:.2f} x")
            worker = threading.Thread(target=project.backup_maker(Reason.WORK))
            waits = []
            worker.start()
            while worker.is_alive():
                waits.append(seconds(lambda: write(project)))
                time.sleep(0.005)
            alone = sorted(seconds(lambda: write(project)) for _ in range(50))
            waits.sort()
            print(
                f"a change while a backup is made: median {waits[len(waits) // 2] * 1e3:.1f} ms, "
                f"95 of 100 within {waits[len(waits) * 95 // 100] * 1e3:.1f} ms, longest {waits[-1] * 1e3:.1f} ms "
                f"of {len(waits)}; alone: median {alone[25] * 1e3:.1f} ms, longest {alone[-1] * 1e3:.1f} ms"
            )


def write(project: Project) -> None:
    with project.history.operation("Set") as op:
        project.options.set(op, "counter", time.perf_counter())


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["200"])[0]))
