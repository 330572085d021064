"""Measures the start: `python tests/benchmarks/startup.py`. The window's first paint against a bare QMainWindow's.

Each start is a process of its own, the two kinds by turns; imports are included, the interpreter's own start is not.
First paint is that of the frame; the welcome page with menus and icons follows, and is measured beside it. Prints
medians and their ratios. Runs on Qt's offscreen platform unless QT_QPA_PLATFORM says otherwise.
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
from workbench.core import settings
from workbench.gui.window import Window
class Painted(Window):
    def paintEvent(self, event):
        super().paintEvent(event)
        ON_PAINT
app = start.make_app(sys.argv[:1])
reporter = start.CrashReporter(app)
reporter.install()
start.prepare(app, settings.load())
window = Painted()
window.painted.connect(lambda: finish())
def finish():
    start.after_paint(window, None)
    window.grab()
    painted(app)
window.show()
app.exec()
"""
FIRST = OWN.replace("ON_PAINT", "painted(app); window.painted.disconnect()")
WHOLE = OWN.replace("ON_PAINT", "pass")


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
        cases = (BARE, FIRST, WHOLE)
        for code in cases:
            start(code, environment)
        rounds = [[start(code, environment) for code in cases] for _ in range(ROUNDS)]
    for i, clock in enumerate(("by the clock", "of the processor")):
        bare, first, whole = (statistics.median(times[kind][i] for times in rounds) for kind in range(len(cases)))
        print(
            f"{clock}: bare window {bare:.0f} ms, first paint {first:.0f} ms (ratio {first / bare:.2f}), "
            f"furnished and drawn, with icons {whole:.0f} ms (ratio {whole / bare:.2f})"
        )


if __name__ == "__main__":
    main()
