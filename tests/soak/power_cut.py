"""The power is cut while a project is written, over and over: nothing that was acknowledged may be missing.

    python tests/soak/power_cut.py [CUTS] [SEED] [careless]

A real writer process works on a project under `strace`, which records everything that it does to the project's files:
each write with its bytes, each truncation, deletion and new name, and each fsync. Between them stands what the writer
says on its output: "did STATE" once the program has told it that a step is done. Then power cuts are replayed. A cut
is a moment between two recorded calls. What was written before the last fsync of a file is there; each later write
is there, is not there, or is there in part (whole sectors of 512 bytes, any of them: so later writes may be there
without earlier ones). Files that were made, renamed or deleted after the last fsync of their folder may or may not
have been, in their order.
The files are put together so in an empty folder, and the project is opened as any project: it must be in the state
that was last acknowledged before the cut, or in one that followed it, and be sound in every respect: integrity_check,
foreign_key_check, and our own check of hashes, quotes, index and history.

"careless" is the proof that the test can fail: the writer works with `synchronous = OFF`, and faults must be found.

Linux, with `strace`. What the disk itself does with what it promised to keep is beyond any such test. A cut while a
project is being made is told apart: until its making is acknowledged there may be none.
"""

from __future__ import annotations

import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from workbench.core.actions import importing, reviewing  # noqa: E402 - found beside this file, not installed
from workbench.core.errors import WorkbenchError  # noqa: E402
from workbench.core.project import Project  # noqa: E402

NAME = "project.workbench"
_SECTOR = 512
_CALLS = (
    "open,openat,close,pwrite64,write,pwritev,writev,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,"
    "renameat2"
)
_STEPS = 40


# the writer


def state(project: Project) -> str:
    """What is told apart: the step's counter, how many sources and figures, how many of these are accepted."""
    ids = project.articles.ids()
    figures = [f for article in ids for f in project.figures.of_article(article)]
    accepted = sum(f.status.value == "accepted" for f in figures)
    return f"{project.options.get('counter', 0)}/{len(ids)}/{len(figures)}/{accepted}"


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def write(path: Path, seed: int, careless: bool) -> None:
    """Imports, settles, removes, undoes; opens the project anew now and then; says each step once it is done."""
    noise = random.Random(seed)
    project = Project.create(path, author="writer")
    if careless:
        project._database.rows("PRAGMA synchronous = OFF")
    say(f"did {state(project)}")
    for step in range(_STEPS):
        act = noise.choice(["set", "import", "settle", "undo", "redo", "remove", "open"])
        if act == "open":
            project.close()
            project = Project.open(path, author="writer")
            if careless:
                project._database.rows("PRAGMA synchronous = OFF")
        elif act == "undo":
            project.history.undo()
        elif act == "redo":
            project.history.redo()
        else:
            with project.history.together(act) as op:
                project.options.set(op, "counter", step + 1)
                _act(project, op, act, noise)
        say(f"did {state(project)}")
    project.close()


def _act(project: Project, op: object, act: str, noise: random.Random) -> None:
    ids = project.articles.ids()
    if act == "import":
        importing.add(project, [importing.prepare_text(text(noise)) for _ in range(noise.randrange(1, 4))])
    elif act == "settle" and ids:
        reviewing.accept(project, [f.id for f in project.figures.of_article(noise.choice(ids))])
    elif act == "remove" and len(ids) > 6:
        project.articles.remove(op, noise.choice(ids))  # type: ignore[arg-type]


def text(noise: random.Random) -> str:
    lines = [
        f"Line {n}: the plant made {noise.randrange(1, 10**6)} tonnes of ore." for n in range(noise.randrange(1, 40))
    ]
    return "\n".join([f"Report {noise.randrange(10**9)}", "", *lines])


# what it did


@dataclass(frozen=True, slots=True)
class Event:
    """`kind`: write, size, sync, make, drop, rename, folder (its names are on the disk), said. `file` is an inode of
    ours: a name may lead to another one later."""

    kind: str
    file: int = 0
    name: str = ""
    other: str = ""
    at: int = 0
    data: bytes = b""


_CALL = re.compile(r"^\d+\s+(\w+)\((.*)\)\s+= (-?\d+)")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def _bytes(quoted: str) -> bytes:
    return bytes.fromhex(quoted.replace("\\x", ""))


class Trace:
    """The calls of strace as events on the files of one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._files: dict[str, int] = {}  # name -> inode
        self._open: dict[int, tuple[int, int]] = {}  # descriptor -> inode, place
        self._made = 0
        self.events: list[Event] = []

    def read(self, file: Path) -> list[Event]:
        for line in _whole_lines(file):
            if match := _CALL.match(line):
                call, arguments, answer = match[1], match[2], int(match[3])
                if answer >= 0:
                    getattr(self, f"_{_SAME.get(call, call)}")(arguments, answer)
        return self.events

    def _name(self, path: bytes) -> str | None:
        name = path.decode("utf-8", "replace")
        return Path(name).name if str(Path(name).parent) == self._folder else None

    def _openat(self, arguments: str, number: int) -> None:
        path = _bytes(_STRING.search(arguments)[1])  # type: ignore[index]
        self._open.pop(number, None)
        if path.decode("utf-8", "replace") == self._folder:
            self._open[number] = (-1, 0)
            return
        name = self._name(path)
        if name is None or name.endswith(".lock"):
            return
        if name not in self._files:
            self._made += 1
            self._files[name] = self._made
            self.events.append(Event("make", self._made, name))
        if "O_TRUNC" in arguments:
            self.events.append(Event("size", self._files[name], at=0))
        self._open[number] = (self._files[name], 0)

    def _close(self, arguments: str, _: int) -> None:
        self._open.pop(int(arguments), None)

    def _pwrite64(self, arguments: str, count: int) -> None:
        number = int(arguments.split(",", 1)[0])
        if number in self._open:
            data = _bytes(_STRING.search(arguments)[1])[:count]  # type: ignore[index]
            self.events.append(Event("write", self._open[number][0], at=int(arguments.rsplit(",", 1)[1]), data=data))

    def _write(self, arguments: str, count: int) -> None:
        number = int(arguments.split(",", 1)[0])
        data = _bytes(_STRING.search(arguments)[1])[:count]  # type: ignore[index]
        if number == 1:
            said = data.decode().strip()
            if said.startswith("did "):
                self.events.append(Event("said", name=said[4:]))
        elif number in self._open:
            inode, at = self._open[number]
            self.events.append(Event("write", inode, at=at, data=data))
            self._open[number] = (inode, at + count)

    def _writev(self, arguments: str, _: int) -> None:
        if int(arguments.split(",", 1)[0]) in self._open:
            raise NotImplementedError("a vectored write to the project")

    def _fsync(self, arguments: str, _: int) -> None:
        if (found := self._open.get(int(arguments))) is not None:
            self.events.append(Event("folder") if found[0] < 0 else Event("sync", found[0]))

    def _ftruncate(self, arguments: str, _: int) -> None:
        number, size = map(int, arguments.split(","))
        if number in self._open:
            self.events.append(Event("size", self._open[number][0], at=size))

    def _unlink(self, arguments: str, _: int) -> None:
        name = self._name(_bytes(_STRING.search(arguments)[1]))  # type: ignore[index]
        if name in self._files:
            self.events.append(Event("drop", self._files.pop(name), name))

    def _rename(self, arguments: str, _: int) -> None:
        old, new = (self._name(_bytes(one)) for one in _STRING.findall(arguments))
        if old in self._files and new is not None:
            self._files[new] = self._files.pop(old)
            self.events.append(Event("rename", self._files[new], old, new))


_SAME = {
    "open": "openat", "fdatasync": "fsync", "unlinkat": "unlink", "renameat": "rename", "renameat2": "rename",
    "pwritev": "writev",
}  # fmt: skip


def _whole_lines(file: Path) -> Iterator[str]:
    """Calls that another thread interrupted are put together again."""
    begun: dict[str, str] = {}
    with file.open("r", encoding="utf-8", errors="replace") as stream:
        for line in stream:
            thread = line.split(" ", 1)[0]
            if line.rstrip().endswith("<unfinished ...>"):
                begun[thread] = line.rstrip().removesuffix("<unfinished ...>")
            elif " resumed>" in line and thread in begun:
                yield begun.pop(thread) + line.split(" resumed>", 1)[1]
            else:
                yield line


# the cut


@dataclass(slots=True)
class Disk:
    """What is on it for sure, and what was written since to each file and to the folder."""

    sure: dict[int, bytearray] = field(default_factory=dict)
    since: dict[int, list[Event]] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    renamed: list[Event] = field(default_factory=list)

    def take(self, event: Event) -> None:
        if event.kind in ("write", "size"):
            self.since.setdefault(event.file, []).append(event)
        elif event.kind == "sync":
            for one in self.since.pop(event.file, []):
                put(self.sure.setdefault(event.file, bytearray()), one)
            # A file that is brought to the disk is found again under its name. Names change in their order (ext4,
            # xfs, APFS, NTFS keep a log of them), so what changed before its making is there too.
            made = [n for n, one in enumerate(self.renamed) if one.kind == "make" and one.file == event.file]
            self._settle(self.renamed[: made[-1] + 1] if made else [])
        elif event.kind == "folder":
            self._settle(list(self.renamed))
        elif event.kind in ("make", "drop", "rename"):
            self.renamed.append(event)

    def _settle(self, events: list[Event]) -> None:
        for event in events:
            called(self.names, event)
            self.renamed.remove(event)

    def after_cut(self, noise: random.Random) -> dict[str, bytes]:
        """One of the many things that may be left. Names change in order, of contents any part may be there."""
        names = dict(self.names)
        for event in self.renamed[: noise.randrange(len(self.renamed) + 1)]:
            called(names, event)
        kind = noise.choice(["none", "all", "any", "torn"])
        left = {}
        for name, inode in names.items():
            content = bytearray(self.sure.get(inode, b""))
            for event in self.since.get(inode, []):
                if kind == "none" or (kind in ("any", "torn") and noise.random() < 0.5):
                    continue
                put(content, event, torn=noise if kind == "torn" else None)
            left[name] = bytes(content)
        return left


def called(names: dict[str, int], event: Event) -> None:
    if event.kind == "make":
        names[event.name] = event.file
    elif event.kind == "drop":
        if names.get(event.name) == event.file:
            del names[event.name]
    else:
        names.pop(event.name, None)
        names[event.other] = event.file


def put(content: bytearray, event: Event, *, torn: random.Random | None = None) -> None:
    """Does to a file what was done to it; torn, only some sectors of what was written arrive."""
    if event.kind == "size":
        del content[event.at :]
        content.extend(bytes(event.at - len(content)))
        return
    end = event.at + len(event.data)
    content.extend(bytes(max(end - len(content), 0)))
    at = event.at
    while at < end:
        stop = min(end, (at // _SECTOR + 1) * _SECTOR)
        if torn is None or torn.random() < 0.5:
            content[at:stop] = event.data[at - event.at : stop - event.at]
        at = stop


def faults(left: dict[str, bytes], folder: Path, allowed: list[str]) -> list[str]:
    """What is wrong with what a cut left; `allowed` are the states that it may be in."""
    for name, content in left.items():
        (folder / name).write_bytes(content)
    path = folder / NAME
    if not allowed and not path.exists():
        return []
    try:
        with Project.open(path, author="after") as project:
            if project.damage is not None:
                return [f"damaged: {project.damage}"]
            now = state(project)
            found = [] if not allowed or now in allowed else [f"{now} is none of {allowed}"]
            found += project.store_check()
    except WorkbenchError as error:
        return [str(error)] if allowed else []  # it was not yet said to be made
    with closing(sqlite3.connect(path)) as connection:
        try:
            found += [str(answer) for (answer,) in connection.execute("PRAGMA integrity_check") if answer != "ok"]
            found += [str(row) for row in connection.execute("PRAGMA foreign_key_check")]
        except sqlite3.DatabaseError as error:
            found.append(str(error))
    return found


def record(folder: Path, seed: int, careless: bool) -> list[Event]:
    """Runs a writer in the folder; all that it did to the files there."""
    trace = folder.parent / f"{folder.name}.strace"
    command = [sys.executable, __file__, "write", str(folder / NAME), str(seed), *["careless"] * careless]
    spy = ["strace", "-f", "-qq", "-xx", "-s", "16777216", "-e", f"trace={_CALLS}", "-o", str(trace)]
    subprocess.run([*spy, *command], check=True, stdout=subprocess.DEVNULL, timeout=300)
    events = Trace(folder).read(trace)
    trace.unlink()
    return events


def cuts(events: list[Event], count: int, noise: random.Random) -> Iterator[tuple[int, dict[str, bytes], list[str]]]:
    """(where, what is left, the states that are allowed) of cuts at random moments, in the order of the moments."""
    states = [(number, event.name) for number, event in enumerate(events) if event.kind == "said"]
    moments = sorted(noise.randrange(1, len(events) + 1) for _ in range(count))
    disk, done = Disk(), 0
    for moment in moments:
        for event in events[done:moment]:
            disk.take(event)
        done = moment
        before = [name for number, name in states if number < moment]
        coming = [name for number, name in states if number >= moment]
        yield moment, disk.after_cut(noise), (before[-1:] + coming[:1]) if before else []


def main(count: int, seed: int, careless: bool) -> int:
    wrong, told, per = 0, Counter[str](), max(count // 4, 1)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        os.environ["XDG_DATA_HOME"] = os.environ["HOME"] = name
        for number, title in enumerate(["plain", "Dropbox", "plain", "Dropbox"]):  # WAL and FULL; DELETE and EXTRA
            folder = home / f"run {number}" / title
            folder.mkdir(parents=True)
            events = record(folder, seed + number, careless)
            noise = random.Random(seed + number)
            synced = sum(event.kind == "sync" for event in events)
            for cut, (moment, left, allowed) in enumerate(cuts(events, per, noise)):
                told[title] += 1
                place = home / f"cut {number} {cut}" / title
                place.mkdir(parents=True)
                for line in faults(left, place, allowed):
                    wrong += 1
                    print(f"run {number} ({title}, seed {seed + number}), cut at {moment}: {line}", flush=True)
            print(f"run {number} in {title}: {len(events)} events, {synced} syncs, {per} cuts, {wrong} faults so far",
                  flush=True)  # fmt: skip
    print(f"{sum(told.values())} cuts {dict(told)}, {wrong} faults")
    return int(bool(wrong) != careless)


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        write(Path(sys.argv[2]), int(sys.argv[3]), "careless" in sys.argv)
    else:
        numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
        sys.exit(main((numbers[:1] or [200])[0], (numbers[1:] or [1])[0], "careless" in sys.argv))
