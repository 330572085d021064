"""Measures the start: `python tests/benchmarks/startup.py`. The window's first paint against a bare QMainWindow's.

Each start is a process of its own, the two kinds by turns; imports are included, the interpreter's own start is not.
Prints medians and their ratio. Runs on Qt's offscreen platform unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 9
CLOCK = """
import time
wall, cpu = time.perf_counter(), time.process_time()
def painted(app):
    print((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000, flush=True)
    app.quit()
"""
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
class Painted(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        painted(app)
app = QApplication([])
window = Painted()
window.resize(1280, 800)
window.show()
app.exec()
"""
OWN = """
import sys
from workbench.gui import app as start
from workbench.gui.session import Session
from workbench.gui.window import Window
class Painted(Window):
    def paintEvent(self, event):
        super().paintEvent(event)
        painted(app)
app = start.make_app(sys.argv[:1])
session = Session()
start.prepare(app, session.settings)
window = Painted(session)
window.show()
app.exec()
"""


def start(code: str, environment: dict[str, str]) -> tuple[float, float]:
    """Milliseconds by the clock and of the processor until the first paint."""
    done = subprocess.run(
        [sys.executable, "-c", CLOCK + code], check=True, capture_output=True, text=True, cwd=ROOT, env=environment
    )
    wall, cpu = done.stdout.split()[:2]
    return float(wall), float(cpu)


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        # An installed program is compiled; here the first start of each compiles into a folder of this run.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = str(Path(home) / "compiled")
        start(BARE, environment)
        start(OWN, environment)
        pairs = [(start(BARE, environment), start(OWN, environment)) for _ in range(ROUNDS)]
    for i, clock in enumerate(("by the clock", "of the processor")):
        bare, own = (statistics.median(pair[kind][i] for pair in pairs) for kind in (0, 1))
        print(
            f"first paint {clock}: bare window {bare:.0f} ms, Research Workbench {own:.0f} ms, ratio {own / bare:.2f}"
        )


if __name__ == "__main__":
    main()
