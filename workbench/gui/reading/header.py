"""The line above a reader: what source it shows, how sure its date is, and how much of it is settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from workbench.core.model.article import Article
from workbench.core.model.disposition import Disposition, NumberClass
from workbench.core.words import tr, trn
from workbench.gui import theme
from workbench.gui.fields.labels import ElidedLabel
from workbench.gui.models import wording
from workbench.gui.spoken_keys import with_key


def classes_of(dispositions: Sequence[Disposition]) -> str:
    """What the numbers of a text are, in a line: parts of figures, dates, and everything else."""
    found = Counter(one.number_class for one in dispositions)
    figures, dates = found[NumberClass.FIGURE], found[NumberClass.DATE]
    other = len(dispositions) - figures - dates
    parts = (
        trn("{n} in figures", "{n} in figures", figures),
        trn("{n} in dates", "{n} in dates", dates),
        trn("{n} other (times, laws, ordinals, names)", "{n} other (times, laws, ordinals, names)", other),
    )
    return ", ".join(parts)


class Header(QWidget):
    """Signals: `back_wanted()`, `forward_wanted()`, `pages_wanted(bool)`, `closed()` (only where `closable`)."""

    back_wanted = Signal()
    forward_wanted = Signal()
    pages_wanted = Signal(bool)
    closed = Signal()

    def __init__(self, letter: str, *, closable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._active = False
        self._title = ElidedLabel(self, Qt.TextElideMode.ElideMiddle)
        bold = self._title.font()
        bold.setBold(True)
        self._title.setFont(bold)
        self._about = ElidedLabel(self)
        self._settled = QLabel(self)
        self._letter = QLabel(letter, self)
        self._back = self._button("←", self.back_wanted)
        self._forward = self._button("→", self.forward_wanted)
        self._pages = QToolButton(self, autoRaise=True)
        self._pages.setCheckable(True)
        self._pages.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._pages.clicked.connect(self.pages_wanted)
        self._close = self._button("×", self.closed)
        self._close.setVisible(closable)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._title)
        second = QHBoxLayout()
        second.setSpacing(12)
        second.addWidget(self._about, 1)
        second.addWidget(self._settled)
        lines.addLayout(second)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 4, 4)
        row.setSpacing(2)
        row.addWidget(self._letter)
        row.addWidget(self._back)
        row.addWidget(self._forward)
        row.addSpacing(6)
        row.addLayout(lines, 1)
        row.addWidget(self._pages)
        row.addWidget(self._close)
        self.retranslate()

    def retranslate(self) -> None:
        names = (
            (self._back, with_key(tr("Back"), "go.back")),
            (self._forward, with_key(tr("Forward"), "go.forward")),
            (self._close, with_key(tr("Hide this reader"), "view.second_reader")),
        )
        for button, name in names:
            button.setAccessibleName(name)
            button.setToolTip(name)
        self._pages.setText(tr("Pages"))
        self._pages.setAccessibleName(tr("Show this PDF as its pages"))
        self._pages.setToolTip(with_key(tr("Show this PDF as its pages, with the same marks"), "view.pages"))
        self._letter.setToolTip(tr("Reader {letter}", letter=self._letter.text()))

    def say_keys(self) -> None:
        self.retranslate()

    def _button(self, sign: str, signal: SignalInstance) -> QToolButton:
        button = QToolButton(self, autoRaise=True)
        button.setText(sign)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(signal)
        return button

    def show_article(self, article: Article | None, dispositions: Sequence[Disposition] = ()) -> None:
        """`dispositions` say what became of each number of its text."""
        if article is None:
            self._title.set_whole(tr("No source"))
            self._about.set_whole("")
            self._settled.setText("")
            return
        self._title.set_whole(article.title.value or article.file_name or tr("Untitled"))
        known = (article.publisher.value, _date(article), wording.accounted(len(dispositions)))
        self._about.set_whole(" · ".join(part for part in known if part))
        tips = [tr(article.published.doubt) if article.published.doubt else "", classes_of(dispositions)]
        self._about.set_tip("\n".join(tip for tip in tips if tip))

    def show_settled(self, settled: int, total: int) -> None:
        """How many of the source's figures have a verdict."""
        done = "✓ " if total and settled == total else ""
        self._settled.setText(done + wording.settled(settled, total))
        self._settled.setToolTip(tr("Figures of this source that are accepted, rejected, duplicates or none at all"))

    def show_pages(self, shown: bool | None) -> None:
        """Whether the source is shown as its pages; None where it has none."""
        self._pages.setVisible(shown is not None)
        self._pages.setChecked(bool(shown))

    def show_history(self, *, back: bool, forward: bool) -> None:
        self._back.setEnabled(back)
        self._forward.setEnabled(forward)

    def set_active(self, active: bool) -> None:
        """Marks the reader that keys and lists act on."""
        self._active = active
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours, painter = theme.of(self), QPainter(self)
        painter.fillRect(0, 0, self.width(), 3, colours.color("accent" if self._active else "border"))


def _date(article: Article) -> str:
    """The date with a question mark where it is doubtful."""
    value = article.published.value
    if not value:
        return tr("no date")
    return f"{value} (?)" if article.published.doubt else value
