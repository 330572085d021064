"""Measures peak memory and time of what the program does: `python tests/benchmarks/memory.py`.

Each step runs in a process of its own. Run by hand with the venv's Python, from anywhere, on Linux or macOS. Prints
one line a step; the bare interpreter and a bare Qt window stand beside the program's own, so that a number means
something on any machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "resources" / "sample"
CHARACTERS = 5_000_000  # of text for the extraction step

BARE_WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
QTimer.singleShot(1500, app.quit)
app.exec()
"""
OWN_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from workbench.gui import app
made = app.make_app(sys.argv[:1])
QTimer.singleShot(1500, made.quit)
app.main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
"""


@dataclass(frozen=True)
class Step:
    """What to run and what to feed it."""

    name: str
    words: list[str]
    given: Path | None = None


def steps(folder: Path) -> Iterator[Step]:
    """From nothing to everything; later steps use what earlier ones made."""
    project = str(folder / "sample.workbench")
    workbench = ["-P", "-m", "workbench"]
    yield Step("the interpreter", ["-c", "pass"])
    yield Step("a bare Qt window, 1.5 s", ["-c", BARE_WINDOW])
    yield Step("the window, empty, 1.5 s", ["-c", OWN_WINDOW])
    yield Step("workbench --help", [*workbench, "--help"])
    yield Step("workbench new", [*workbench, "new", project])
    yield Step("workbench import, the sample", [*workbench, "import", project, str(SAMPLE)])
    yield Step("workbench table", [*workbench, "table", project])
    yield Step("workbench export", [*workbench, "export", project, str(folder / "sample.xlsx")])
    yield Step("the window with the sample, 1.5 s", ["-c", OWN_WINDOW, project])
    yield Step(
        f"workbench extract, {CHARACTERS:,} characters", [*workbench, "extract", "--jsonl"], corpus(folder / "corpus")
    )


def corpus(target: Path) -> Path:
    """The texts of the sample, over and over, as JSON lines."""
    texts = [file.read_text("utf-8") for file in sorted(SAMPLE.glob("*.txt"))]
    written = n = 0
    with target.open("w", encoding="utf-8") as out:
        while written < CHARACTERS:
            text = texts[n % len(texts)]
            out.write(json.dumps({"id": n, "text": text}, ensure_ascii=False) + "\n")
            written, n = written + len(text), n + 1
    return target


def run(step: Step, home: Path) -> tuple[float, float]:
    """(peak megabytes, seconds) of the step's process."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "HOME": str(home)}
    environment |= {name: str(home) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    with open(step.given or os.devnull, "rb") as given:
        started = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, *step.words], stdin=given, stdout=subprocess.DEVNULL, env=environment, cwd=home
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{step.name}: ended with code {process.returncode}")
    scale = 1 if sys.platform == "darwin" else 1024
    return used.ru_maxrss * scale / 1e6, time.monotonic() - started


def main() -> None:
    if not hasattr(os, "wait4"):
        sys.exit("This system does not say how much memory a process took at most; run it on Linux or macOS.")
    with tempfile.TemporaryDirectory() as folder:
        for step in steps(Path(folder)):
            megabytes, seconds = run(step, Path(folder))
            print(f"{step.name:45} {megabytes:7.0f} MB {seconds:7.1f} s", flush=True)


if __name__ == "__main__":
    main()
