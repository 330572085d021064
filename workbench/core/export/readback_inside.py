"""What the process does that reads workbooks from colleagues, or from who pretends to be one."""

from __future__ import annotations

from pathlib import Path

from workbench.core.apart.child import Answer, Progress
from workbench.core.apart.frames import Frame
from workbench.core.export import readback, readback_apart

OPENS_FILES = True  # a workbook may be larger than what is passed from one process to another


def start() -> Answer:
    return _answer


def _answer(asked: Frame, progress: Progress) -> Frame:
    return readback_apart.told(readback.read(Path(asked.said["path"]), progress=progress))
