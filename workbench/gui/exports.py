"""Asks where the workbook is written to and in which layout; the layout chosen last comes first next time."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from workbench.core import paths
from workbench.core.words import tr
from workbench.gui import messages
from workbench.gui.session import Session

_ANALYST, _PUBLICATION, _OTHER, _CSV = "", "publication", "?", ".csv"  # a file's name is none of them


class Export(NamedTuple):
    """`layout` is "publication" or the file of a layout; "" for the analyst's."""

    path: Path
    layout: str


def ask(session: Session, parent: QWidget, suggested: Path) -> Export | None:
    """None when the user thought better of it."""
    last = session.settings.workbook_layout
    kinds = _kinds(last)
    names = list(kinds)
    answer = messages.choose_workbook(parent, suggested, list(kinds.values()), names.index(last))
    if answer is None:
        return None
    path, chosen = answer[0], names[answer[1]]
    if path.suffix.lower() == _CSV or (chosen == _CSV and path.suffix.lower() != ".xlsx"):
        return Export(messages.with_suffix(path, _CSV), _ANALYST)
    if chosen == _OTHER:
        file = messages.choose_layout(parent, _folder(last))
        if file is None:
            return None
        chosen = str(file)
    if chosen not in (_CSV, last):
        session.change_settings(workbook_layout=chosen)
    return Export(messages.with_suffix(path, ".xlsx"), chosen if chosen != _CSV else _ANALYST)


def _kinds(last: str) -> dict[str, str]:
    """What can be written, in words as the list of a file dialog shows them."""
    xlsx = "(*.xlsx)"
    kinds = {
        _ANALYST: f"{tr('Workbook to work on: formulas, all columns')} {xlsx}",
        _PUBLICATION: f"{tr('Workbook for readers: numbers as they are')} {xlsx}",
    }
    if last not in kinds:
        kinds[last] = f"{tr('Workbook laid out by {file}', file=_plain(Path(last).name))} {xlsx}"
    return kinds | {
        _OTHER: f"{tr('Workbook laid out by a file of your own…')} {xlsx}",
        _CSV: f"{tr('Evidence alone, as a plain table')} (*.csv)",
    }


def _plain(name: str) -> str:
    """Brackets and double semicolons have a meaning in the list of a file dialog."""
    return "".join(" " if letter in "();*" else letter for letter in name)


def _folder(last: str) -> Path:
    """Where the file of a layout was found last; at first the shipped ones, to be copied."""
    known = Path(last).parent if last not in (_ANALYST, _PUBLICATION) else None
    return known if known is not None and known.is_dir() else paths.export_layouts()
