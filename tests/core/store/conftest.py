"""A real project on disk, and articles and figures to put into it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from workbench.core.model.amount import Amount
from workbench.core.model.article import ArticleDraft, ArticleId, Block, BlockKind, Guess
from workbench.core.model.disposition import Disposition, NumberClass
from workbench.core.model.figure import FigureId, Kind, Statement
from workbench.core.model.span import Span
from workbench.core.project import Project

TEXT = "Запасы Ёлкинского\nСодержат 2,60 млн тонн руды и 3 км дороги."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "сделки №1 50%.workbench"


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    with Project.create(path, author="Аида") as opened:
        yield opened


@pytest.fixture
def draft() -> Callable[..., ArticleDraft]:
    """A draft of the text given; keyword arguments replace its other fields."""

    def make(text: str = TEXT, **fields: object) -> ArticleDraft:
        values: dict[str, object] = {
            "text": text,
            "blocks": (Block(BlockKind.TITLE, Span(0, 6)), Block(BlockKind.NOT_BODY, Span(6, 7), "menu")),
            "title": Guess("Запасы", "text", span=Span(0, 6)),
            "publisher": Guess("", "text"),
            "author": Guess("", "text"),
            "published": Guess("2025-08", "file name", "month only"),
            "language": Guess("ru", "text"),
            "file_name": "a.txt",
            "encoding": "cp1251",
            "encodings_considered": ("cp1251", "koi8-r"),
            "original": text.encode("cp1251", "replace"),
        }
        return ArticleDraft(**(values | fields))  # type: ignore[arg-type]

    return make


@pytest.fixture
def statement() -> Callable[..., Statement]:
    """ "2,60 млн тонн" of TEXT, or what the keyword arguments make of it."""

    def make(**fields: object) -> Statement:
        values: dict[str, object] = {
            "span": Span(27, 40),
            "full_span": Span(27, 40),
            "kind": Kind.QUANTITY,
            "amount": Amount.exact(Decimal("2.60E+6"), Decimal("1E+4")),
            "unit": "t",
        }
        return Statement(**(values | fields))  # type: ignore[arg-type]

    return make


@pytest.fixture
def article(project: Project, draft: Callable[..., ArticleDraft]) -> ArticleId:
    """An article of TEXT in the project."""
    with project.history.operation("Import") as op:
        return project.articles.add(op, draft(), [Disposition(Span(27, 31), NumberClass.FIGURE, "number")])


@pytest.fixture
def figure(project: Project, article: ArticleId, statement: Callable[..., Statement]) -> FigureId:
    with project.history.operation("Find figures") as op:
        return project.figures.add(op, article, [statement()], TEXT)[0]


HOLD = """
import sys
from pathlib import Path
from workbench.core.project import Project
project = Project.open(Path(sys.argv[1]))
with project.history.operation("Rename") as op:
    project.options.set(op, "name", "theirs")
print("open", flush=True)
sys.stdin.read()
project.close()
"""


@pytest.fixture
def hold() -> str:
    """A program that opens the project named, writes to it, says "open", and closes it when it is told something."""
    return HOLD


@pytest.fixture
def run() -> Callable[..., subprocess.Popen[str]]:
    """Starts another process of this program with the code and arguments given."""

    def start(code: str, *arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", code, *map(str, arguments)]
        root = Path(__file__).parents[3]
        return subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    return start
