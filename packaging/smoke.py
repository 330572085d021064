"""Tries a packaged program out as its user would: on any system, with Python's own library only.

    python3 packaging/smoke.py PROGRAM [--copy] [--screen]

PROGRAM is the command of an installed package, or the program in an unpacked folder. It works in a folder with
Cyrillic letters and spaces. `--copy` copies the program's folder there first. As root on Linux the program runs as
`nobody`, who may not write where the program lies, in a network namespace without interfaces. `--screen` opens the
window on the screen that is there (else Qt draws it unseen).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[1] / "resources" / "sample"
NOBODY = 65534
FOLDER = "Проба жұмыс № 1"


class Wrong(Exception):
    """What was not as it must be."""


class Program:
    """The program under test, and the folder it works in."""

    def __init__(self, program: Path, home: Path, *, screen: bool, through: Sequence[str] = ()) -> None:
        """`through` is what runs it, where it is no program of this system."""
        self.home = home
        self.apart = sys.platform == "linux" and os.geteuid() == 0 and not through
        self.call = [*(_as_nobody() if self.apart else through), str(program)]
        kept = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY")
        kept += ("WINEPREFIX", "WINEDEBUG", "WINEDLLOVERRIDES")
        self.environment = {name: os.environ[name] for name in kept if name in os.environ} | {
            "HOME": str(home),
            "USERPROFILE": str(home),
            "APPDATA": str(home / "AppData"),
            "LOCALAPPDATA": str(home / "AppData"),
            "LANG": "C.UTF-8",
        }
        if not screen:
            self.environment["QT_QPA_PLATFORM"] = "offscreen"

    def run(self, *words: str, code: int = 0) -> str:
        began = time.monotonic()
        done = subprocess.run(
            [*self.call, *words],
            cwd=self.home,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        print(f"{time.monotonic() - began:6.1f} s  workbench {' '.join(words)}", flush=True)
        if done.returncode != code:
            raise Wrong(f"it ended with {done.returncode}, not {code}:\n{done.stdout}\n{done.stderr}")
        return done.stdout


def _as_nobody() -> list[str]:
    """Before the command: no network, no rights."""
    rights = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    return [*(["unshare", "--net"] if shutil.which("unshare") else []), *rights]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("--copy", action="store_true", help="copy the program's folder beside the work first")
    parser.add_argument("--screen", action="store_true", help="show the window on the screen")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="smoke-", ignore_cleanup_errors=True) as made:
        home = Path(made) / FOLDER
        home.mkdir()
        program = options.program.absolute()
        if options.copy:
            program = Path(shutil.copytree(program.parent, home / "program", symlinks=True)) / program.name
        try:
            work(ready(Program(program, home, screen=options.screen), Path(made)))
        except Wrong as wrong:
            print(f"Wrong: {wrong}", file=sys.stderr)
            return 1
    print("Everything that was tried works.")
    return 0


def ready(program: Program, above: Path) -> Program:
    """The articles are there, and who runs the program may write there and nowhere else."""
    shutil.copytree(SAMPLE, program.home / "articles")
    if program.apart:
        above.chmod(0o755)
        for path in [program.home, *(program.home / "articles").rglob("*"), program.home / "articles"]:
            os.chown(path, NOBODY, NOBODY)
    return program


def work(program: Program) -> None:
    """The main job by command line, everything again in a second start, then the program's test of itself."""
    version = program.run("--version")
    print("        " + version.strip())
    program.run("new", "deals.workbench")
    program.run("import", "deals.workbench", "articles")
    sources = json.loads(program.run("sources", "deals.workbench", "--json"))
    same("sources", len(sources), len(list(SAMPLE.iterdir())))
    figures = json.loads(program.run("figures", "deals.workbench", "--json"))
    program.run("settle", "deals.workbench", "1", "--accept")
    program.run("undo", "deals.workbench")
    program.run("redo", "deals.workbench")
    program.run("export", "deals.workbench", "таблица.xlsx")
    holds(program.home / "таблица.xlsx")
    again = json.loads(program.run("figures", "deals.workbench", "--json"))
    same("figures after a new start", len(again), len(figures))
    same("the status of the first one", again[0]["status"], "accepted")
    program.run("import", "deals.workbench", "no such file.txt", code=2)
    program.run("check", "deals.workbench")
    print(program.run("selftest", "--window"))


def same(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise Wrong(f"{what}: {found!r} instead of {wanted!r}")


def holds(workbook: Path) -> None:
    """A whole zip with the sheets of a workbook."""
    with zipfile.ZipFile(workbook) as book:
        damaged = book.testzip()
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    if damaged or len(sheets) < 5:
        raise Wrong(f"{workbook.name}: damaged {damaged}, sheets {sheets}")


if __name__ == "__main__":
    sys.exit(main())
