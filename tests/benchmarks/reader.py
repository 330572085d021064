"""Measures the desk at length: `python tests/benchmarks/reader.py`. A 1 MB article with 5,000 figures, a long queue.

Run by hand with the venv's Python. Marks are compared with one format call a mark in the same run; the rest is
milliseconds of this machine. Needs no screen (Qt's offscreen platform) unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import gc
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from workbench.core.model.amount import Amount
from workbench.core.model.figure import Figure, FigureId, Kind, Statement, Status
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.core.reading.reader import read_text
from workbench.core.settings import Settings
from workbench.gui import theme
from workbench.gui.desk import Desk
from workbench.gui.models.figures import FigureTable
from workbench.gui.reading.marks import Mark, Marks
from workbench.gui.reading.reader import Reader
from workbench.gui.session import Session

MARKS = 5_000
LETTERS = 1_000_000
ROWS = 100_000
WORDS = ("запасы", "металлов", "составляют", "в", "области", "по", "данным", "комитета", "добыча", "выросла", "на")


def article() -> tuple[str, list[Span]]:
    """About 1 MB of paragraphs with 5,000 figures."""
    chance, parts, spans, at = random.Random(4), ["Большой обзор\n"], [], 14
    between = LETTERS // MARKS - 16
    while len(spans) < MARKS:
        words = ""
        while len(words) < between:
            words += chance.choice(WORDS) + " "
        quote = f"{chance.randrange(1, 900)},{chance.randrange(10)} млн тонн"
        spans.append(Span(at + len(words), at + len(words) + len(quote)))
        end = ".\n\n" if chance.random() < 0.3 else ", "
        parts += [words, quote, end]
        at += len(words) + len(quote) + len(end)
    return "".join(parts), spans


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of the process, the window drawn."""
    gc.collect()
    start = time.process_time()
    work()
    QApplication.processEvents()
    return (time.process_time() - start) * 1000


def one_call_a_mark(text: str, spans: Sequence[Span]) -> float:
    """The plain way: a format set for every mark."""
    box = QPlainTextEdit()
    box.resize(700, 800)
    box.show()
    box.setPlainText(text)
    QApplication.processEvents()
    look = QTextCharFormat()
    look.setBackground(QColor("#ffe9a8"))

    def apply() -> None:
        for span in spans:
            cursor = QTextCursor(box.document())
            cursor.setPosition(span.start)
            cursor.setPosition(span.end, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(look)

    return timed(apply)


def reader_numbers(text: str, spans: Sequence[Span]) -> None:
    plain = one_call_a_mark(text, spans)
    reader = Reader()
    reader.resize(700, 800)
    reader.show()
    opened = timed(lambda: reader.set_text(text))
    statuses = list(Status)
    marks = [Mark(s.start, s.end, FigureId(n), statuses[n % 5], n % 7 == 0) for n, s in enumerate(spans)]
    marked = timed(lambda: reader.set_marks(Marks(marks)))
    print(f"text of {len(text)} letters opened: {opened:.0f} ms")
    print(f"{MARKS} marks: {marked:.1f} ms, {marked / plain:.4f} of one format call a mark ({plain:.0f} ms)")
    frames = [timed(lambda at=at: reader.verticalScrollBar().setValue(at)) for at in range(0, 4000, 13)]
    frames.sort()
    print(f"scroll frame: median {statistics.median(frames):.1f} ms, worst {frames[-1]:.1f} ms of {len(frames)}")
    jumps = [timed(lambda s=s: reader.reveal(s)) for s in random.Random(1).sample(list(spans), 100)]
    print(f"jump to a figure: median {statistics.median(jumps):.1f} ms, worst {max(jumps):.1f} ms")


def desk_numbers(text: str, spans: Sequence[Span], folder: Path) -> None:
    """The whole desk on a project: going from figure to figure and settling them."""
    path = folder / "long.workbench"
    with Project.create(path) as project, project.history.operation("Import") as op:
        one = project.articles.add(op, read_text(text), ())
        statements = [
            Statement(span=s, full_span=s, kind=Kind.QUANTITY, amount=Amount.exact(Decimal(n + 1)), unit="t",
                      measure="reserves", subject=f"Company {n % 300}")
            for n, s in enumerate(spans)
        ]  # fmt: skip
        project.figures.add(op, one, statements, project.articles.text(one))
        project.articles.add(op, read_text("Другая статья\n\n" + text[:2000]), ())
    session = Session(Settings())
    assert session.open(path)
    desk = Desk(session)
    desk.resize(1400, 800)
    desk.show()
    desk.queue.show()
    QApplication.processEvents()
    desk.disagreements.refresh()
    steps = [timed(desk.next_figure) for _ in range(60)]
    print(f"next figure: median {statistics.median(steps):.1f} ms, worst {max(steps):.1f} ms")
    acts = [timed(desk.accept_and_next) for _ in range(40)]
    print(f"accept and next: median {statistics.median(acts):.1f} ms, worst {max(acts):.1f} ms")
    articles = [*session.project.articles.ids()] if session.project else []
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for n in range(200):
        desk.panes[1].show_article(articles[n % 2])
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"memory after 200 further openings of a 1 MB article: +{grown / 1024:.0f} MB at the peak")
    session.close()
    session.jobs.close()


def queue_numbers() -> None:
    def fetch(ids: Sequence[FigureId]) -> list[Figure]:
        return [
            Figure(id=i, guid="", article_id=1, quote=f"{i} т", span=Span(0, 1), full_span=Span(0, 1),  # type: ignore[arg-type]
                   kind=Kind.QUANTITY, amount=Amount.exact(Decimal(i)), unit="t")
            for i in ids
        ]  # fmt: skip

    from PySide6.QtWidgets import QTableView

    model = FigureTable(fetch, lambda figure: "источник")
    view = QTableView()
    view.setModel(model)
    view.resize(1200, 300)
    view.show()
    filled = timed(lambda: model.set_ids([FigureId(n) for n in range(1, ROWS + 1)]))
    pages = [timed(lambda at=at: view.scrollTo(model.index(at, 0))) for at in range(0, ROWS, ROWS // 50)]
    print(f"queue of {ROWS} rows: filled {filled:.0f} ms, page median {statistics.median(pages):.1f} ms")


def main() -> None:
    app = QApplication([])
    theme.use_font(app)
    theme.apply(app, theme.LIGHT)
    app.setCursorFlashTime(0)
    text, spans = article()
    reader_numbers(text, spans)
    queue_numbers()
    with tempfile.TemporaryDirectory() as folder:
        desk_numbers(text, spans, Path(folder))


if __name__ == "__main__":
    main()
