"""Spoils good projects at random and opens them: only a sentence or a project that works may come of it.

    python tests/soak/fuzz_opener.py [MINUTES] [SEED] [FOLDER]

Projects of every version of the schema, with all kinds of rows, closed or left open (with their -wal or -journal).
Each is spoilt (see tests/hostile/project_mutator.py), then a process with a bound on time and memory opens it, reads
all that the window shows, takes a step and undoes it, closes it and opens it again to be read; one in three is
salvaged. Whatever comes but a sentence is a finding: an error of ours, a process that crashed, hung or grew, a step
that removed what it did not touch. Each is written with its files into FOLDER and told at the end; the exit code is 1
then. A run with the same seed spoils the same files.
"""

from __future__ import annotations

import collections
import json
import os
import queue
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.hostile.project_mutator import Files, ProjectMutator  # noqa: E402 - found beside this file, not installed
from workbench.core import paths  # noqa: E402
from workbench.core.actions import (  # noqa: E402
    backups,
    checking,
    comparing,
    exporting,
    importing,
    notes,
    rates,
    registers,
    reviewing,
    searching,
    suggesting,
    telling,
    verdicts,
)
from workbench.core.errors import WorkbenchError  # noqa: E402
from workbench.core.model.comparison import ComparisonSpec  # noqa: E402
from workbench.core.model.note import Place  # noqa: E402
from workbench.core.model.search import FigureSearch  # noqa: E402
from workbench.core.model.verdict import VerdictKind  # noqa: E402
from workbench.core.project import Project  # noqa: E402

_HANGS, _SLOW = 60.0, 15.0  # seconds: killed; told, for a look at the file
_MEMORY = 2 << 30  # bytes of addresses of the process that opens
_LEFT = ("", "-wal", "-journal", "-shm")


# the originals


def originals(folder: Path) -> dict[str, Files]:
    """A project of every version, one with rows of all kinds, and what unclosed ones leave behind."""
    old = ROOT / "tests" / "core" / "store" / "old"
    made: dict[str, Files] = {path.stem: {"": path.read_bytes()} for path in sorted(old.glob("*.workbench"))}
    path = folder / "full.workbench"
    fill(path)
    made["closed"] = {"": path.read_bytes()}
    with Project.open(path) as project:
        notes.write(project, Place.article(project.articles.ids()[0]), "left open")
        made["wal"] = files_of(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 2")  # so that pages go to the file before the end
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE operation SET name = hex(zeroblob(90000))")
        made["journal"] = files_of(path)
    assert made["wal"]["-wal"], "nothing was left behind"
    assert made["journal"]["-journal"], "nothing was left behind"
    return made


def fill(path: Path) -> None:
    """Sources, figures, verdicts, notes, records, rates and a history with undone steps."""
    texts = [file.read_text("utf-8") for file in sorted((ROOT / "resources" / "sample").glob("*.txt"))]
    with Project.create(path, author="fuzz") as project:
        importing.add(project, [importing.prepare_text(text) for text in texts])
        figures = project.figures.all()
        reviewing.accept(project, [figure.id for figure in figures[::2]])
        notes.on_figure(project, figures[0].id, "seen")
        notes.add(project, Place.article(figures[0].article_id), "a note", ["tag"])
        rates.add(project, rates.read("USD", "KZT", "2025-01-02", "500", "typed"))
        record = registers.make(project, project.registers.types()[0].key, "a record")
        field = project.registers.types()[0].fields[0]
        with suppress(WorkbenchError):  # not every field takes a text
            registers.add(project, record, field.key, "said")
        for one in verdicts.standings(project)[:2]:
            verdicts.give(project, one, VerdictKind.BOTH, reason="for the fuzz")
        project.history.undo()


def files_of(path: Path) -> Files:
    return {
        end: path.with_name(path.name + end).read_bytes()
        for end in ("", "-wal", "-journal")
        if path.with_name(path.name + end).exists()
    }


# what is done with each, in the child


def use(path: Path, *, thorough: bool) -> str:
    """What a person does with a project; "good" or "shown" (read only, damaged). Sentences pass as they are."""
    with Project.open(path) as project:
        shown = project.read_only or project.damage is not None
        look_at(project)
        if not project.read_only:
            step(project)
        problems = checking.check(project).problems
        if thorough:
            exporting.content(project, ComparisonSpec(), language="en")
    with Project.open(path, read_only=True) as project:
        look_at(project)
        if not shown and not problems:
            assert not project.store_check(), "a project that was sound is not any more"
    return "shown" if shown else "remarks" if problems else "good"


def look_at(project: Project) -> None:
    """All that panels ask for."""
    project.articles.summaries()
    for article in project.articles.ids():
        project.articles.get(article)
        project.articles.dispositions(article)
        project.figures.of_article(article)
        for version in project.versions.of(article):
            project.versions.text(article, version.number)
    project.search.figures(FigureSearch())
    searching.lines_of_phrase(project, "Казахстан 12")
    for step_ in project.history.steps(limit=20):
        telling.told(project, step_.id)
    _ = (project.history.undo_name, project.history.redo_name, project.notes.tags(), project.rates.all())
    project.options.all()
    project.differences.merges()
    project.differences.all(settled=True)
    for record in project.registers.records():
        suggesting.for_record(project, record.id)
    comparing.compare(project, ComparisonSpec())
    verdicts.standings(project)
    verdicts.remarks(project)
    project.notes.all()


def step(project: Project) -> None:
    """A change, undone, done again, and the former step undone. What it does not touch stays."""
    before = project.figures.count()
    ids = project.articles.ids()
    if ids:
        notes.write(project, Place.article(ids[0]), "fuzz")
    else:
        importing.add(project, [importing.prepare_text("Добыча 12 тысяч тонн.")])
        before = project.figures.count()
    assert project.figures.count() == before, "a note changed figures: something else ran"
    project.history.undo()
    project.history.redo()
    reviewing.accept(project, [figure.id for figure in project.figures.all()[:3]])
    project.history.undo()
    assert project.figures.count() == before, "an undo changed what it does not tell"


def serve(home: Path) -> None:
    """Opens what standard input names, line by line, and answers in lines of JSON."""
    import faulthandler

    faulthandler.enable(sys.__stderr__)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        order = json.loads(line)
        path = Path(order["path"])
        os.environ[paths.HOME] = str(home)
        answer = attempt(path, salvage=order["salvage"], thorough=order["thorough"])
        answers.write(json.dumps(answer | {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}) + "\n")
        answers.flush()


def attempt(path: Path, *, salvage: bool, thorough: bool) -> dict[str, str]:
    try:
        if salvage:
            backups.salvage(path, path.with_name("saved.workbench"))
            with Project.open(path.with_name("saved.workbench")) as saved:
                look_at(saved)
                step(saved)
            return {"answer": "salvaged"}
        return {"answer": use(path, thorough=thorough)}
    except WorkbenchError as refused:
        said = str(refused)
        return {"answer": "refused", "said": said} if said.strip() else {"answer": "finding", "said": "no sentence"}
    except BaseException:  # noqa: BLE001 - this is what is looked for
        return {"answer": "finding", "said": traceback.format_exc()}


# the parent


class Child:
    """A process that opens; made again when it is gone."""

    def __init__(self, home: Path, said: Path) -> None:
        self._home, self._said = home, said
        self._process: subprocess.Popen[str] | None = None
        self._lines: queue.Queue[str] = queue.Queue()

    def ask(self, order: dict[str, object]) -> dict[str, object]:
        if self._process is None:
            self._start()
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        try:
            line = self._lines.get(timeout=_HANGS)
        except queue.Empty:
            self.stop()
            return {"answer": "finding", "said": f"hangs for more than {_HANGS} s"}
        if not line:
            code = self._process.wait()
            self._process = None
            return {"answer": "finding", "said": f"the process ended with {code}\n{self._said.read_text()[-3000:]}"}
        return dict(json.loads(line))

    def _start(self) -> None:
        with self._said.open("w") as said:
            self._process = subprocess.Popen(
                [sys.executable, __file__, "serve", str(self._home)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True, cwd=self._home,
            )  # fmt: skip
        self._lines = queue.Queue()
        threading.Thread(target=self._read, args=(self._process, self._lines), daemon=True).start()

    def _read(self, process: subprocess.Popen[str], lines: queue.Queue[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.put(line)
        lines.put("")

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def main(minutes: float, seed: int, found: Path) -> int:
    found.mkdir(parents=True, exist_ok=True)
    tally = Tally(found)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ[paths.HOME] = str(folder / "home")
        (folder / "work").mkdir()
        (folder / "made").mkdir()
        known = originals(folder)
        child = Child(folder, folder / "child.said")
        until, number = time.monotonic() + 60 * minutes, seed * 1_000_000
        while time.monotonic() < until:
            number += 1
            shutil.rmtree(folder / "home" / "backups", ignore_errors=True)
            one = list(known)[number % len(known)]
            mutator = ProjectMutator(number, folder / "made")
            ways, spoilt = mutator.project(known[one], list(known.values()))
            path = folder / "work" / "spoilt.workbench"
            for end, data in spoilt.items():
                path.with_name(path.name + end).write_bytes(data)
            began = time.monotonic()
            salvage, thorough = mutator.noise.random() < 0.3, mutator.noise.random() < 0.2
            answer = child.ask({"path": str(path), "salvage": salvage, "thorough": thorough})
            tally.add(number, f"{one} {ways}", spoilt, answer, time.monotonic() - began)
            for left in (folder / "work").iterdir():
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        child.stop()
    return tally.tell(seed)


class Tally:
    """What came of all the files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._counted: collections.Counter[tuple[str, str]] = collections.Counter()
        self._findings: collections.Counter[str] = collections.Counter()
        self._slowest, self._peak = 0.0, 0

    def add(self, number: int, what: str, files: Files, answer: dict[str, object], took: float) -> None:
        kind, said = str(answer["answer"]), str(answer.get("said", ""))
        self._counted[what.split(maxsplit=1)[0], kind] += 1
        self._slowest = max(self._slowest, took)
        self._peak = max(self._peak, int(str(answer.get("peak", 0))))
        if kind != "finding" and took <= _SLOW:
            return
        for end, data in files.items():
            (self._folder / f"{number}.workbench{end}").write_bytes(data)
        (self._folder / f"{number}.said").write_text(f"{what}\n{took:.1f} s\n{kind}\n{said}", "utf-8")
        self._findings[(last(said.splitlines()) or kind)[:160] + (" (slow)" if took > _SLOW else "")] += 1
        print(f"{number}: {what}: {last(said.splitlines())[:160]}", flush=True)

    def tell(self, seed: int) -> int:
        for (name, answer), count in sorted(self._counted.items()):
            print(f"{name:10} {answer:10} {count}")
        for finding, count in self._findings.most_common():
            print(f"{count} × {finding}")
        print(
            f"{sum(self._counted.values())} projects, {sum(self._findings.values())} findings, seed {seed}; slowest "
            f"{self._slowest:.1f} s, the process grew to {self._peak // 1024} MB"
        )
        return 1 if self._findings else 0


def last(lines: Iterable[str]) -> str:
    said = [line.strip() for line in lines if line.strip()]
    return said[-1] if said else ""


if __name__ == "__main__":
    given = sys.argv[1:]
    if given[:1] == ["serve"]:
        serve(Path(given[1]))
    else:
        target = Path(given[2]) if len(given) > 2 else Path(tempfile.gettempdir()) / "fuzz-opener"
        sys.exit(main(float(given[0]) if given else 20.0, int(given[1]) if len(given) > 1 else 1, target))
