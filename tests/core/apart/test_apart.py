"""Readers in a process of their own: bounded, watched, replaced, and believed only as far as what they say can be."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workbench.core import words
from workbench.core.apart import frames, process
from workbench.core.apart.frames import Frame
from workbench.core.apart.pool import Pool
from workbench.core.apart.process import Question, ReaderStopped
from workbench.core.errors import Cancelled, UnreadableFile

MODULE = "tests.hostile.misbehaving"
ROOT = Path(__file__).parents[3]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX systems")


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(MODULE)
    yield made
    made.close()


def ask(
    pool: Pool, act: str, *, seconds: int = 60, cancelled: Callable[[], bool] = bool, data: bytes = b""
) -> object:
    question = Question("закон.docx", {"act": act}, data, seconds=seconds, cancelled=cancelled)
    return pool.ask(question, lambda frame: frame.said["came"])


def test_one_reader_serves_many_files(pool: Pool) -> None:
    """It stays warm between them; a second is started only while the first is busy."""
    assert ask(pool, "number") == ask(pool, "number")
    numbers: list[object] = []
    threads = [threading.Thread(target=lambda: numbers.append(ask(pool, "number"))) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len(numbers) == 2


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("sleep", r"Reading закон\.docx took longer than 1 seconds and was stopped\. Copy the text"),
        ("run on", r"Reading закон\.docx took longer than 1 seconds"),
        ("crash", r"stopped unexpectedly on закон\.docx"),
        ("end", r"stopped unexpectedly on закон\.docx"),
        ("nonsense", r"stopped unexpectedly on закон\.docx"),
        ("fail", r"stopped unexpectedly on закон\.docx"),
        pytest.param("grow", r"Reading закон\.docx needs more than 2048 MB", marks=POSIX),
    ],
)
def test_a_reader_that_is_taken_over(pool: Pool, act: str, said: str) -> None:
    """The sentence names the file and the way out; the next file gets another reader."""
    first = ask(pool, "number")
    with pytest.raises(ReaderStopped, match=said):
        ask(pool, act, seconds=1)
    assert ask(pool, "number") != first


def test_a_fault_of_ours_is_told_to_who_looks_for_it(pool: Pool) -> None:
    """The sentence is the user's, what went wrong inside is noted on the error."""
    with pytest.raises(ReaderStopped) as stopped:
        ask(pool, "fail")
    assert "LookupError: a fault of ours" in stopped.value.__notes__[0]


def test_a_refusal_is_in_the_language_of_the_window(pool: Pool) -> None:
    """The reader speaks as the program does, and lives on."""
    number = ask(pool, "number")
    words.use("ru")
    with pytest.raises(UnreadableFile, match=r"a\.txt пуст"):
        ask(pool, "refuse")
    assert ask(pool, "number") == number


def test_who_gives_up_does_not_wait(pool: Pool) -> None:
    """Cancelling ends the reader in the middle of its work."""
    number = ask(pool, "number")
    answers = iter([False, False, True])
    with pytest.raises(Cancelled):
        ask(pool, "run on", cancelled=lambda: next(answers))
    assert ask(pool, "number") != number


@POSIX
@pytest.mark.parametrize("act", ["open", "write"])
def test_a_reader_can_open_no_file(pool: Pool, act: str) -> None:
    """Neither to read nor to write."""
    assert ask(pool, act) == "Too many open files"


@pytest.mark.parametrize("act", ["connect", "look up"])
def test_a_reader_can_open_no_connection(pool: Pool, act: str) -> None:
    """On no system: Python itself refuses."""
    assert ask(pool, act) in ("a reader opens no connection", "Too many open files")


def test_a_reader_knows_no_secrets(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the program's surroundings it gets what it cannot start without."""
    monkeypatch.setenv("SECRET_KEY", "owned")
    found = ask(pool, "surroundings")
    assert isinstance(found, dict)
    assert not {"SECRET_KEY", "HOME", "PATH", "DISPLAY"} & set(found)


def test_large_files_and_answers_pass(pool: Pool) -> None:
    """More than a pipe holds, in both directions."""
    data = os.urandom(3_000_000)
    question = Question("a.docx", {"act": "many"}, data)
    assert pool.ask(question, lambda frame: (len(frame.said["came"]), frame.data == data)) == (100_000, True)


def test_a_reader_tells_how_far_it_is(pool: Pool) -> None:
    """Before its answer, as often as it likes."""
    told: list[tuple[int, int]] = []
    question = Question("a", {"act": "number", "steps": 3}, progress=lambda done, whole: told.append((done, whole)))
    assert pool.ask(question, lambda frame: frame.said["came"]) == ask(pool, "number")
    assert told == [(0, 3), (1, 3), (2, 3)]


ORPHAN = """
import sys
from workbench.core.apart.process import Question, Reader
reader = Reader("tests.hostile.misbehaving")
print(reader.ask(Question("a", {"act": "number"})).said["came"], flush=True)
reader.ask(Question("a", {"act": "sleep"}))
"""


@POSIX
def test_a_reader_ends_with_the_program() -> None:
    """Even when that is killed, and while the reader is at work."""
    parent = subprocess.Popen([sys.executable, "-c", ORPHAN], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    number = int(parent.stdout.readline())
    parent.kill()
    parent.communicate()
    for _ in range(600):
        if not running(number):
            return
        time.sleep(0.05)
    os.kill(number, signal.SIGKILL)
    pytest.fail("the reader lives on")


def running(number: int) -> bool:
    """Whether there is such a process, and not just its name on a list that nobody has read."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{number}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no Python to be called then; the same argument makes any start of the program a reader."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    command = process.command("workbench.core.reading.inside")
    assert command == [sys.executable, "--reader-apart", "workbench.core.reading.inside"]
    started = subprocess.Popen(
        [sys.executable, "-m", "workbench", *command[1:]], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert started.stdout is not None
    heard = frames.read(started.stdout)  # type: ignore[arg-type]
    started.communicate()
    assert heard == Frame({"ready": True})


def test_a_program_that_is_not_there(pool: Pool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Then nothing can be read, and a sentence says so."""
    monkeypatch.setattr(process, "command", lambda module: [str(tmp_path / "nothing")])
    with pytest.raises(UnreadableFile, match="could not be started"):
        ask(pool, "number")
