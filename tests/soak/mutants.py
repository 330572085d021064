"""Changes one thing in a module at a time and runs its tests: a change that no test notices is a finding.

    python tests/soak/mutants.py MODULE.py TEST [TEST ...] [-- FIRST [LAST]]

A comparison is turned round or moved by its bound, "and" becomes "or", a condition its opposite, a sum a difference,
a small number its neighbour, an answer None, True or False another. No file is written: each mutant is compiled in a
process of its own, which runs the tests named until the first that fails. A mutant whose tests hang is killed after a
minute and counts as noticed. The survivors are told with their lines; some mean the same as the original, the others
lack a test. FIRST and LAST choose mutants by number. The exit code is 1 where there are survivors.
"""

from __future__ import annotations

import ast
import copy
import importlib.abc
import importlib.machinery
import importlib.util
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType, ModuleType

import hypothesis.strategies  # noqa: F401 - slow to import: here once, not in every process
import pytest

ROOT = Path(__file__).resolve().parents[2]
_SECONDS = 60  # then a mutant hangs
_BARE = "PYTEST_DISABLE_PLUGIN_AUTOLOAD"  # no plugin takes its time in every process, nor are its settings known
_OPTIONS = ("-x", "-q", "-o", "addopts=--import-mode=importlib", "-W", "ignore::pytest.PytestConfigWarning")
_TURNED: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
}


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the mutant where the module is imported."""

    def __init__(self, name: str, file: Path, code: CodeType) -> None:
        self.name, self.file, self.code = name, file, code

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.file, loader=self)

    def exec_module(self, module: ModuleType) -> None:
        exec(self.code, module.__dict__)  # our own module, with one thing changed


def alternatives(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in the place of a node."""
    match node:
        case ast.Compare(ops=ops):
            for place, one in enumerate(ops):
                for other in _TURNED.get(type(one), ()):
                    yield _with(node, ops=[*ops[:place], other(), *ops[place + 1 :]])
        case ast.BoolOp(op=op) | ast.BinOp(op=op):
            for other in _TURNED.get(type(op), ()):
                yield _with(node, op=other())
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield ast.Constant(value + 1)
        case ast.Return(value=ast.Constant(value=None)):
            yield _with(node, value=ast.Constant(True))
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield _with(node, value=ast.Constant(None))
        case ast.If(test=test) | ast.IfExp(test=test):
            yield _with(node, test=ast.UnaryOp(ast.Not(), test))
        case ast.Continue():
            yield ast.Break()


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def mutants(tree: ast.Module) -> Iterator[tuple[int, str, ast.Module]]:
    """The line, what is changed to what, and the module with nothing else changed."""
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if name in ("annotation", "returns"):
                continue
            places = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
            for place, node in places:
                for other in alternatives(node) if isinstance(node, ast.AST) else ():
                    _put(parent, name, place, ast.copy_location(other, node))
                    whole = ast.fix_missing_locations(copy.deepcopy(tree))
                    _put(parent, name, place, node)
                    yield node.lineno, f"{_told(node)}  ->  {_told(other)}", whole  # type: ignore[attr-defined]


def _put(parent: ast.AST, name: str, place: int | None, node: ast.AST) -> None:
    if place is None:
        setattr(parent, name, node)
    else:
        getattr(parent, name)[place] = node


def _told(node: ast.AST) -> str:
    return ast.unparse(node).splitlines()[0]


def noticed(changed: _Changed | None, tests: list[str]) -> bool:
    """Whether a test fails, run in a process of its own."""
    child = os.fork()
    if not child:
        signal.alarm(_SECONDS)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        if changed is not None:
            sys.meta_path.insert(0, changed)
        os._exit(pytest.main([*_OPTIONS, *tests]))
    return os.waitpid(child, 0)[1] != 0


def main(words: list[str]) -> int:
    chosen = [int(word) for word in words[words.index("--") + 1 :]] if "--" in words else []
    module, *tests = words[: words.index("--")] if "--" in words else words
    first, last = (*chosen, *(1, sys.maxsize)[len(chosen) :])
    os.chdir(ROOT)
    os.environ[_BARE] = "1"
    sys.path.insert(0, str(ROOT))
    file = Path(module).resolve()
    name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    if noticed(None, tests):
        print("The tests fail before anything is changed.")
        return 2
    survived = done = 0
    for number, (line, told, tree) in enumerate(mutants(ast.parse(file.read_text("utf-8"))), 1):
        if not first <= number <= last:
            continue
        done += 1
        if not noticed(_Changed(name, file, compile(tree, str(file), "exec")), tests):
            survived += 1
            print(f"{module}:{line}: {told}", flush=True)
    print(f"{module}: {done} mutants, {done - survived} noticed, {survived} survived")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
