"""A process that writes a project is killed at random points, over and over: nothing it said was done may be missing.

    python tests/soak/kills.py [KILLS] [SEED]

Each round starts a writer on the project that the round before left, lets it import, settle, undo, do again, remove
and back up for a moment, and kills it (SIGKILL, TerminateProcess) wherever it is. The writer says on its output what
it is about to do and what state that leads to, and says "did" once the program has told it that it is done. Then the
project must be in the state last said to be done, or in the one that was under way, and be sound in every respect:
integrity_check, foreign_key_check, and our own check of hashes, quotes, index and history. Backups must be whole or
not there.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from workbench.core.errors import Cancelled  # noqa: E402 - found beside this file, not installed
from workbench.core.model.backup import Reason  # noqa: E402
from workbench.core.model.figure import Status  # noqa: E402
from workbench.core.project import Project  # noqa: E402

_LONGEST = 1.2  # seconds that a writer lives once it has begun


def state(project: Project) -> str:
    """What is told apart: the step's counter, how many sources and figures, how many of these are accepted."""
    ids = project.articles.ids()
    figures = [f for article in ids for f in project.figures.of_article(article)]
    accepted = sum(f.status is Status.ACCEPTED for f in figures)
    return f"{project.options.get('counter', 0)}/{len(ids)}/{len(figures)}/{accepted}"


def write(path: Path, seed: int) -> None:
    """Acts until it is killed."""
    from workbench.core.actions import importing, reviewing

    noise = random.Random(seed)
    with Project.open(path, author="killed") as project:
        print("open", flush=True)
        threading.Thread(
            target=back_up, args=(project.backup_maker(Reason.WORK), noise.random()), daemon=True
        ).start()
        while True:
            act = noise.choice(["set", "import", "import many", "settle", "undo", "redo", "remove"])
            print("will", act, flush=True)
            if act == "undo":
                project.history.undo()
            elif act == "redo":
                project.history.redo()
            else:
                with project.history.together(act) as op:
                    project.options.set(op, "counter", noise.randrange(10**9))
                    if act.startswith("import"):
                        texts = [text(noise) for _ in range(12 if act == "import many" else 1)]
                        importing.add(project, [importing.prepare_text(one) for one in texts])
                    ids = project.articles.ids()
                    if act == "settle" and ids:
                        found = project.figures.of_article(noise.choice(ids))
                        reviewing.accept(project, [f.id for f in found])
                    if act == "remove" and len(ids) > 40:
                        for article in noise.sample(ids, 10):
                            project.articles.remove(op, article)
            print("did", state(project), flush=True)


def back_up(maker: object, pause: float) -> None:
    """Beside the writing, again and again."""
    assert callable(maker)
    while True:
        time.sleep(pause)
        try:
            maker()
        except Cancelled:
            return


def text(noise: random.Random) -> str:
    amounts = [
        f"Line {n}: the plant made {noise.randrange(1, 10**6)} tonnes of ore." for n in range(noise.randrange(1, 9))
    ]
    return "\n".join([f"Report {noise.randrange(10**9)}", "", *amounts])


def one_kill(path: Path, seed: int) -> tuple[str, str]:
    """Starts a writer and kills it. (the state it last said was done, or "", and the act under way, or "")"""
    noise = random.Random(seed)
    command = [sys.executable, __file__, "write", str(path), str(seed)]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "open\n", "the writer could not open the project"
    killer = threading.Timer(noise.random() ** 2 * _LONGEST, writer.kill)
    killer.start()
    lines = writer.stdout.read().splitlines(keepends=True)
    writer.wait()
    killer.join()
    whole = [line.split() for line in lines if line.endswith("\n")]
    done = [words[1] for words in whole if words[0] == "did"]
    under_way = whole[-1][1:] if whole and whole[-1][0] == "will" else []
    return (done[-1] if done else "", " ".join(under_way))


def faults(path: Path, before: str, done: str, under_way: str) -> list[str]:
    """What is wrong after a kill. An act under way may have happened whole, or not at all."""
    found = []
    with Project.open(path, author="after") as project:
        now = state(project)
        expected = done or before
        if now != expected:
            if not under_way:
                found.append(f"said to be done: {expected}, found: {now}")
            else:  # it was done, but not yet said: taken back, it must be the state that was said
                undo = project.history.redo if under_way == "undo" else project.history.undo
                undo()
                if state(project) != expected:
                    found.append(f"during {under_way}: neither {expected} nor a step away: {now}")
        found += project.store_check()
        found += [f"backup {b.path.name} is not whole" for b in project.backups() if not b.whole]
        newest = next(iter(project.backups()), None)
    with closing(sqlite3.connect(path)) as connection:
        found += [str(a) for (a,) in connection.execute("PRAGMA integrity_check") if a != "ok"]
        found += [str(row) for row in connection.execute("PRAGMA foreign_key_check")]
    if newest is not None:
        with Project.open(newest.path, read_only=True) as copy:
            found += [f"newest backup: {line}" for line in copy.store_check()]
    return found


def main(kills: int, seed: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_DATA_HOME"] = os.environ["LOCALAPPDATA"] = os.environ["HOME"] = name
        path = Path(name) / "project.workbench"
        Project.create(path).close()
        before, wrong, during = "0/0/0/0", 0, Counter[str]()
        for number in range(kills):
            done, under_way = one_kill(path, seed + number)
            during[under_way or "between two acts"] += 1
            for line in faults(path, before, done, under_way):
                wrong += 1
                print(f"kill {number} (seed {seed + number}): {line}", flush=True)
            with Project.open(path, read_only=True) as project:
                before = state(project)
            if number % 20 == 19:
                print(f"{number + 1} kills, {wrong} faults so far", flush=True)
        print(f"{kills} kills, {wrong} faults; killed during {dict(during)}; at the end {before}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        write(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        sys.exit(main(int((sys.argv[1:] or ["200"])[0]), int((sys.argv[2:] or ["1"])[0])))
