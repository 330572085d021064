"""Which parts of the desk are remembered for a project, and when they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.core.model.article import ArticleId
from workbench.core.model.figure import FigureId
from workbench.gui.desk import Desk
from workbench.gui.memory import Memory
from workbench.gui.reading.pane import ReaderPane
from workbench.gui.session import Session

if TYPE_CHECKING:
    from workbench.gui.window import Window


def join(window: Window) -> Memory:
    """Lets the desk be found as it was left."""
    session, desk, editor = window.session, window.desk, window.noting.editor
    memory = Memory(session, desk)
    readers = Readers(session, desk)
    memory.add("readers", readers.keep, readers.show)
    memory.add("queue", desk.queue.state, desk.queue.show_state)
    memory.add("form", desk.form.state, desk.form.show_state)
    memory.add("recent", desk.form.picker.state, desk.form.picker.show_state)
    memory.add("note", editor.state, editor.show_state)
    memory.add("verdicts", window.conflicts.box.state, window.conflicts.box.show_state)
    for signal in (
        desk.article_shown, session.figure_selected, desk.form.typed, desk.queue.filtered, editor.typed,
        desk.form.picker.took, window.conflicts.box.typed,
    ):  # fmt: skip
        signal.connect(memory.later)
    for pane in desk.panes:
        pane.reader.scrolled.connect(memory.later)
    return memory


class Readers:
    """What stands in the two readers: sources, how far they are scrolled, and the figure that is looked at."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._session = session
        self._desk = desk

    def keep(self) -> dict[str, Any]:
        return {
            "panes": [_place(pane) for pane in self._desk.panes],
            "active": int(self._desk.active is self._desk.panes[1]),
            "second": not self._desk.panes[1].isHidden(),
            "figure": self._session.selected_figure,
        }

    def show(self, kept: Any) -> None:
        """What is gone since is left out."""
        project = self._session.project
        if project is None or not isinstance(kept, dict) or not isinstance(kept.get("panes"), list):
            return
        known = set(project.articles.ids())
        if (not kept.get("second", True)) != self._desk.panes[1].isHidden():
            self._desk.toggle_second_reader()
        places = [p for p in kept["panes"] if isinstance(p, dict)][:2]
        for pane, place in zip(self._desk.panes, places, strict=False):
            if place.get("article") in known:
                pane.show_article(ArticleId(place["article"]))
        self._select(kept, project.figures.many)
        for pane, place in zip(self._desk.panes, places, strict=False):
            top = place.get("top")
            if pane.article_id == place.get("article") and isinstance(top, int):
                pane.reader.scroll_to(min(max(top, 0), len(pane.reader.text)))
        if kept.get("active") == 1 and kept.get("second", True):
            self._desk.focus_reader(1)

    def _select(self, kept: dict[str, Any], many: Any) -> None:
        figure = kept.get("figure")
        found = many([FigureId(figure)]) if isinstance(figure, int) else []
        if found and any(pane.article_id == found[0].article_id for pane in self._desk.panes):
            self._session.select_figure(found[0].id)


def _place(pane: ReaderPane) -> dict[str, Any]:
    shown = pane.article_id is not None
    return {"article": pane.article_id, "top": pane.reader.top() if shown else 0}
