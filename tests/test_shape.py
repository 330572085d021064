"""The shape of the code: small files and functions, one home for each power, a first line that says what for."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = sorted([*(ROOT / "workbench").rglob("*.py"), *(ROOT / "packaging").glob("*.py")])
TESTS = sorted((ROOT / "tests").rglob("*.py"))
MAX_LINES = 400
MAX_FUNCTION = 60
SMALL_FUNCTION = 20


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def functions(file: Path) -> Iterator[tuple[str, int]]:
    """(name, lines from `def` to the last statement, without decorators) of each function of the file."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def names_used(file: Path) -> set[str]:
    """Every identifier of the file's code: words in comments and strings do not count."""
    tokens = tokenize.generate_tokens(io.StringIO(file.read_text("utf-8")).readline)
    return {token.string for token in tokens if token.type == tokenize.NAME}


def swallows_everything(file: Path) -> bool:
    """Whether a handler catches every exception and does not raise it again when it has cleaned up."""
    handlers = [node for node in ast.walk(tree(file)) if isinstance(node, ast.ExceptHandler)]
    broad = [h for h in handlers if h.type is None or {"Exception", "BaseException"} & set(names_in(h.type))]
    return any(not isinstance(h.body[-1], ast.Raise) or h.body[-1].exc is not None for h in broad)


def names_in(node: ast.AST) -> list[str]:
    return [n.id for n in ast.walk(node) if isinstance(n, ast.Name)]


def test_no_file_is_longer_than_400_lines() -> None:
    """A file that grows past a few screens has become two things."""
    long = {name(f): n for f in [*CODE, *TESTS] if (n := len(f.read_text("utf-8").splitlines())) > MAX_LINES}
    assert long == {}


def test_no_function_is_longer_than_60_lines() -> None:
    """A function that does not fit on a screen is not read whole."""
    long = {f"{name(f)}:{function}": n for f in CODE for function, n in functions(f) if n > MAX_FUNCTION}
    assert long == {}


def test_most_functions_are_small() -> None:
    """Nine functions of ten have at most 20 lines."""
    sizes = [n for f in CODE for _, n in functions(f)]
    assert sum(n <= SMALL_FUNCTION for n in sizes) >= 0.9 * len(sizes)


def test_each_file_says_what_it_is_for() -> None:
    """The first line of each file is a docstring that says what the file is for."""
    assert [name(f) for f in [*CODE, *TESTS] if not says_what_for(f)] == []


def says_what_for(file: Path) -> bool:
    first = (ast.get_docstring(tree(file)) or "").partition("\n")[0]
    return file.read_text("utf-8").startswith('"""') and len(first) >= 15


def test_each_test_opens_with_a_sentence() -> None:
    """Each test says in a sentence what must hold."""
    silent = [f"{name(f)}:{n.name}" for f in TESTS for n in sentences_of(f) if not ast.get_docstring(n)]
    assert silent == []


def sentences_of(file: Path) -> list[ast.FunctionDef]:
    nodes = ast.walk(tree(file))
    return [node for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


# The power -> the files (or folders) where it may be used.
HOMES = {
    "QMessageBox": ("workbench/gui/messages.py",),
    "QFileDialog": ("workbench/gui/messages.py",),
    "processEvents": (),
    "setStyleSheet": ("workbench/gui/theme.py",),
    "print": ("workbench/cli/", "packaging/"),
    "sqlite3": ("workbench/core/store/",),
    "openpyxl": ("workbench/core/export/", "packaging/pictures_scenes.py"),  # there as a colleague's own program
    "qtawesome": ("workbench/gui/icons.py",),
    "gettext": ("workbench/core/words.py", "packaging/"),
    "platformdirs": ("workbench/core/paths.py",),
    "_MEIPASS": ("workbench/core/paths.py",),
}


@pytest.mark.parametrize("power", HOMES)
def test_each_power_has_one_home(power: str) -> None:
    """Speaking to the user, styling, SQL, workbooks, icons: each is done in one place and nowhere else."""
    users = [name(f) for f in CODE if power in names_used(f)]
    assert [user for user in users if not user.startswith(HOMES[power] or ("nowhere",))] == []


def test_only_the_crash_reporter_swallows_everything() -> None:
    """A broad `except` that does not raise again hides our own faults: only the crash reporter has one."""
    assert [name(f) for f in CODE if swallows_everything(f) and name(f) != "workbench/gui/crash.py"] == []


def test_only_the_shells_know_qt() -> None:
    """No file outside the window imports Qt, but for those that draw pictures of it for packages and help."""
    homes = ("workbench/gui/", "packaging/")
    users = [name(f) for f in CODE if "PySide6" in names_used(f) and not name(f).startswith(homes)]
    assert users == []
