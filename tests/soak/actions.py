"""Random acts of a user in the real window: no warning, no fault, no growth, and a sound project at the end.

    python tests/soak/actions.py [ACTS] [SEED] [COPIES]

The sample articles, COPIES times, in a project of its own; the screen is the offscreen one. An act is a command as a
key or the palette runs it, a key or a click into whatever has the focus or is shown, words typed into a box, an
import, an export, another language or theme, or the project closed and opened again. Every message of Qt, every
report of a fault and every fault of the project's check is a finding; the exit code is 1 then. Memory is measured
with everything thrown away that waits for it, and its growth over the second half told.
"""

from __future__ import annotations

import gc
import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QtMsgType, qInstallMessageHandler  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLineEdit, QWidget  # noqa: E402

from workbench.core import paths, settings  # noqa: E402 - found beside this file, not installed
from workbench.core.actions import exporting, importing  # noqa: E402
from workbench.core.model.comparison import ComparisonSpec  # noqa: E402
from workbench.core.project import Project  # noqa: E402
from workbench.gui import app as start  # noqa: E402
from workbench.gui.commands import COMMANDS, Command  # noqa: E402
from workbench.gui.crash import CrashReporter  # noqa: E402
from workbench.gui.session import Session  # noqa: E402
from workbench.gui.window import Window  # noqa: E402

# Those that ask with a dialog of the system, which nobody answers here, or end the program.
_NOT_HERE = ("file.new", "file.open", "file.sample", "file.import", "file.import_folder", "file.export", "file.quit",
             "file.read_back", "file.backups", "file.close", "file.merge", "file.export_evidence")  # fmt: skip
_LACKS = ("propagateSizeHints", "raise()", "grabbing the keyboard")  # what the offscreen screen cannot do
_WORDS = ("12", "reserves", "2.6", "tonnes", "USD", "more than 28", "lithium", "2025")  # no Cyrillic as keys
_KEYS = (Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_Return, Qt.Key.Key_X, Qt.Key.Key_Space, Qt.Key.Key_Escape,
         Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_F8, Qt.Key.Key_F6,
         Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_E, Qt.Key.Key_N)  # fmt: skip


class Soak:
    def __init__(self, folder: Path, seed: int, copies: int) -> None:
        self.noise = random.Random(seed)
        self.findings: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        self.last = ""
        self._folder = folder
        self._file = folder / "soak.workbench"
        self._imports = 0
        qInstallMessageHandler(self._on_message)
        self.app = start.make_app(sys.argv[:1])
        start.prepare(self.app, settings.load(), start.Options(language="en", theme="light"))
        self.reporter = CrashReporter()
        self.reporter.install()
        self._texts = [file.read_text("utf-8") for file in sorted((paths.resources() / "sample").glob("*.txt"))]
        with Project.create(self._file, author="soak") as project:
            importing.add(project, [self._article(n) for n in range(copies) for _ in self._texts])
        self.window = Window(Session())
        self.window.show()
        assert self.window.session.open(self._file)
        self.settle()

    def _article(self, number: int) -> importing.Prepared:
        self._imports += 1
        text = self._texts[self._imports % len(self._texts)]
        return importing.prepare_text(f"{text}\n\nCopy {self._imports} of {number}.")

    def _on_message(self, kind: QtMsgType, _context: object, said: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not any(one in said for one in _LACKS):
            self.findings[f"Qt after {self.last}: {said[:160]}"] += 1

    def settle(self, longest: float = 20.0) -> None:
        """Until no job runs, with everything thrown away that waits for it."""
        waited = 0.0
        while True:
            QTest.qWait(10)
            waited += 0.01
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            if not self.window.session.jobs.running or waited > longest:
                return

    # acts

    def act(self) -> None:
        ways = ((self.command, 50), (self.key, 18), (self.click, 15), (self.type, 6), (self.select, 8),
                (self.add, 1), (self.export, 1), (self.reopen, 1), (self.speak, 1))  # fmt: skip
        way = self.noise.choices([w for w, _ in ways], [n for _, n in ways])[0]
        self.last = way.__name__
        self.done[way.__name__] += 1
        self.reporter.note(self.last)
        way()
        self.settle(0.5)
        self._put_away()

    def command(self) -> None:
        chosen: Command = self.noise.choice([one for one in COMMANDS if one.id not in _NOT_HERE])
        self.last = chosen.id
        self.window.menus.run(chosen)

    def key(self) -> None:
        key = self.noise.choice(_KEYS)
        control = self.noise.random() < 0.1
        self.last = f"key {key.name}"
        modifier = Qt.KeyboardModifier.ShiftModifier if control else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self._focus(), key, modifier)

    def click(self) -> None:
        shown = [w for w in self.window.findChildren(QWidget) if w.isVisible() and w.isEnabled() and w.width() > 4]
        widget = self.noise.choice(shown)
        self.last = f"click {type(widget).__name__} {widget.accessibleName()[:30]}"
        at = QPoint(self.noise.randrange(widget.width()), self.noise.randrange(max(widget.height(), 1)))
        target = widget.viewport() if isinstance(widget, QAbstractItemView) else widget
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    def type(self) -> None:
        boxes = [b for b in self.window.findChildren(QLineEdit) if b.isVisible() and not b.isReadOnly()]
        if boxes:
            box = self.noise.choice(boxes)
            self.last = f"type into {box.accessibleName()[:30]}"
            box.setFocus()
            QTest.keyClicks(box, self.noise.choice(_WORDS))

    def select(self) -> None:
        project = self.window.session.project
        figures = project.figures.ids() if project is not None else []
        if figures:
            self.window.session.select_figure(self.noise.choice(figures))

    def add(self) -> None:
        self.window.session.do(importing.add, [self._article(0)])

    def export(self) -> None:
        project = self.window.session.project
        if project is not None:
            exporting.export(project, self._folder / "soak.xlsx", ComparisonSpec(), language="en")

    def reopen(self) -> None:
        self.window.session.close()
        self.settle()
        if self.window.session.project is None:
            self.window.session.open(self._file)

    def speak(self) -> None:
        self.window.use_language(self.noise.choice(("en", "ru", "kk")))

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def _put_away(self) -> None:
        """Dialogs and menus that an act opened, as Esc would."""
        for _ in range(5):
            popup = QApplication.activePopupWidget()
            if popup is None:
                break
            popup.close()
        told = self.reporter.window
        for dialog in [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]:
            if dialog is not told and self.noise.random() < 0.5:
                dialog.close()

    def memory(self) -> float:
        """Megabytes of the process, with nothing left to be thrown away."""
        self.settle()
        gc.collect()
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6


def main(acts: int, seed: int, copies: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        os.environ[paths.HOME] = name
        soak = Soak(Path(name), seed, copies)
        memory = []
        for number in range(acts):
            soak.act()
            if number % max(acts // 20, 1) == 0:
                memory.append((number, soak.memory()))
                print(f"{number}: {memory[-1][1]:.0f} MB, {soak.findings.total()} findings", flush=True)
        memory.append((acts, soak.memory()))
        soak.window.session.keep_typed = lambda: True  # what was typed at random cannot be saved
        soak.window.close()
        soak.settle()
        for report in sorted(paths.user_logs().glob("report-*.txt")):
            said = report.read_text("utf-8").strip().splitlines()
            soak.findings[f"fault: {said[-1]} in {said[-2].strip()}"] += 1
        with Project.open(Path(name) / "soak.workbench", read_only=True) as project:
            for problem in project.store_check():
                soak.findings[f"the project: {problem}"] += 1
    half = [(n, m) for n, m in memory if n >= acts // 2]
    slope = (half[-1][1] - half[0][1]) / max(half[-1][0] - half[0][0], 1) * 1000
    for finding, count in soak.findings.most_common():
        print(f"{count} × {finding}")
    print(f"{acts} acts {dict(soak.done)}; {soak.findings.total()} findings; "
          f"{memory[0][1]:.0f} → {memory[-1][1]:.0f} MB, {slope:+.1f} MB in a thousand acts at the end")  # fmt: skip
    return 1 if soak.findings.total() else 0


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    sys.exit(main(*(given + [2000, 1, 3][len(given) :])))
