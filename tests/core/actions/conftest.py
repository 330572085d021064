"""Two copies of one project, for the tests of merging."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from workbench.core.actions import importing, merging
from workbench.core.model.merge import Found
from workbench.core.project import Project

TEXT = "Запасы составляют 2,6 млн тонн руды, добыча 300 тыс. тонн в год. Доля экспорта 70 %."


class Two:
    """Aida's project, open, and Boris's copy of it in another file."""

    def __init__(self, folder: Path) -> None:
        self.mine, self.theirs = folder / "mine.workbench", folder / "theirs.workbench"
        with Project.create(self.mine, author="Aida") as project:
            importing.add(project, [importing.prepare_text(TEXT, "a.txt")])
        shutil.copy(self.mine, self.theirs)
        self.project = Project.open(self.mine, author="Aida")

    @contextmanager
    def boris(self) -> Iterator[Project]:
        with Project.open(self.theirs, author="Boris") as project:
            yield project

    def merge(self) -> Found:
        return merging.merge(self.project, self.theirs)

    def merge_back(self) -> Found:
        """Aida's project into Boris's copy."""
        self.project.close()
        with self.boris() as project:
            found = merging.merge(project, self.mine)
        self.project = Project.open(self.mine, author="Aida")
        return found


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    made = Two(tmp_path)
    yield made
    made.project.close()
