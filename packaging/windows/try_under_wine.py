"""Tries the setup out under wine, in a fresh Windows 10 of its own: installs, does the whole job, uninstalls, looks.

    xvfb-run -a -s "-screen 0 1600x1000x24" python3 packaging/windows/try_under_wine.py SETUP [--older FOLDER]

needs wine64, gcc-mingw-w64-x86-64 and a screen, which wine cannot do without. Debian's wine 8 lacks some of Windows
10. What is done about that is done to the trial's Windows alone, never to the setup, and is printed:

- icuuc.dll and mscms.dll, whose functions Qt imports, are put in as stand-ins that do nothing.
- `_wmi`, with which Python asks for the kind of machine, is taken away; Python then looks elsewhere.
- numpy 2 and what needs it end with a function that wine lacks. `--older` names a folder with packages for the trial,
  made by `pip install --target FOLDER --platform win_amd64 --python-version 3.12 --only-binary=:all: --no-deps
  numpy==1.26.4 pandas==2.2.3`.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import smoke

FOLDER = "Проба жұмыс № 1"
CLASSES = r"HKCU\Software\Classes"
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\ResearchWorkbench"
STAND_INS = {"icuuc.dll": "Qt6Core.dll", "mscms.dll": "plugins/platforms/qwindows.dll"}
PATIENCE = 120  # seconds


class Trial:
    """A Windows of its own below `place`, and where the program lies in it."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.windows = place / "prefix" / "drive_c"
        self.program = self.windows / FOLDER / "Research Workbench"
        # Wine's debugger would wait for somebody to click its message away.
        given = {
            "WINEPREFIX": str(place / "prefix"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscms=n;winedbg.exe=d",
        }
        os.environ.update(given | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"})

    def wine(self, *words: str, fails: bool = False) -> str:
        call = ["timeout", str(PATIENCE * 3), "nice", "wine", *words]
        done = subprocess.run(call, stdin=subprocess.DEVNULL, capture_output=True, check=False, cwd=self.place)
        told = (done.stdout + done.stderr).decode("utf-8", "replace")
        if done.returncode and not fails:
            raise smoke.Wrong(f"{' '.join(words)} ended with {done.returncode}:\n{told}")
        return told

    def python(self, code: str) -> str:
        """The last line that the program's own Python says."""
        said = self.wine(str(self.program / "python" / "python.exe"), "-X", "utf8", "-c", code, fails=True)
        return said.strip().splitlines()[-1] if said.strip() else ""

    def registered(self, key: str, name: str = "") -> str:
        """A value of the registry, "" where there is none."""
        written = self.place / "key.reg"  # what `reg query` prints knows the letters of one code page only
        written.unlink(missing_ok=True)
        self.wine("reg", "export", key, written.name, "/y", fails=True)
        told = written.read_text("utf-16") if written.exists() else ""
        own = told.split("\n[")[1] if "\n[" in told else ""  # without the keys below it
        entry = f'"{name}"' if name else "@"
        found = re.search(rf'^{entry}="(.*)"$', own, re.MULTILINE)
        return re.sub(r"\\(.)", r"\1", found[1]) if found else ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("setup", type=Path)
    parser.add_argument("--older", type=Path, metavar="FOLDER", help="packages for this trial instead of the newer")
    options = parser.parse_args()
    if not os.environ.get("DISPLAY"):
        parser.error("wine needs a screen: call this under xvfb-run")
    with tempfile.TemporaryDirectory(prefix="workbench-wine-", ignore_cleanup_errors=True) as made:
        trial = Trial(Path(made))
        try:
            whole(trial, options.setup.absolute(), options.older)
        except smoke.Wrong as wrong:
            print(f"Wrong: {wrong}", file=sys.stderr)
            return 1
        finally:
            subprocess.run(["wineserver", "-k"], check=False, capture_output=True)
    print("Everything that was tried works.")
    return 0


def whole(trial: Trial, setup: Path, older: Path | None) -> None:
    trial.wine("wineboot", "-i")
    trial.wine("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f")
    install(trial, setup)
    for library, asking in STAND_INS.items():
        stand_in(trial, library, trial.program / "packages" / "PySide6" / asking)
    for module in ("PySide6.QtWidgets", "lxml.etree", "numpy", "pandas", "pypdfium2"):
        told = trial.python(f"import {module}; print('works')")
        print(f"        import {module} as it was installed: {told if told == 'works' else 'does not work here'}")
    kept = trial.place / "kept"
    swap(trial, kept, older)
    work(trial)
    double_click(trial)
    put_back(trial, kept, older)
    uninstall(trial)


def install(trial: Trial, setup: Path) -> None:
    began = time.monotonic()
    # NSIS takes what follows /D= as it stands, without quotation marks: wine puts these around a word with spaces.
    trial.wine(str(setup), "/S", *f"/D=C:\\{FOLDER}\\Research Workbench".split(" "))
    print(f"{time.monotonic() - began:6.1f} s  installed silently into C:\\{FOLDER}", flush=True)
    smoke.same("the kind of .workbench", trial.registered(rf"{CLASSES}\.workbench"), "ResearchWorkbench.Project")
    opened = trial.registered(rf"{CLASSES}\ResearchWorkbench.Project\shell\open\command")
    smoke.same("what opens it", opened, f'"C:\\{FOLDER}\\Research Workbench\\workbench-window.exe" "%1"')
    smoke.same("its name in the list of programs", trial.registered(UNINSTALL, "DisplayName"), "Research Workbench")
    entries = [link.name for link in links(trial)]
    smoke.same("the entry of the Start menu", "Research Workbench.lnk" in entries, True)
    print(f"        registered: .workbench, list of programs; Start menu: {', '.join(entries)}")


def links(trial: Trial) -> list[Path]:
    return sorted((trial.windows / "users").glob("*/AppData/**/Start Menu/**/*Workbench*.lnk"))


def stand_in(trial: Trial, library: str, asking: Path) -> None:
    """A library with the functions that `asking` imports from it, which all answer with nothing."""
    tables = subprocess.run(["x86_64-w64-mingw32-objdump", "-p", str(asking)], capture_output=True, check=True)
    imported = tables.stdout.decode("ascii", "replace").split(f"DLL Name: {library}")[1].split("\n\n")[0]
    names = re.findall(r"^\t[0-9a-f]+\s+\d+\s+(\w+)", imported, re.MULTILINE)
    # The last argument of ucnv_open is where it says that it failed.
    lines = [f"__declspec(dllexport) void *{name}(void) {{ return 0; }}" for name in names if name != "ucnv_open"]
    if "ucnv_open" in names:
        lines.append("__declspec(dllexport) void *ucnv_open(const char *name, int *why) { *why = 1; return 0; }")
    code = trial.place / f"{library}.c"
    code.write_text("\n".join(lines) + "\n", "ascii")
    target = trial.windows / "windows" / "system32" / library
    target.unlink(missing_ok=True)  # wine's own are links
    compiler = ["x86_64-w64-mingw32-gcc", "-shared", "-nostdlib", "-fno-builtin", "-e", "0", "-o", str(target)]
    subprocess.run([*compiler, str(code)], check=True)
    print(f"        stand-in for {library}: {len(names)} functions")


def swap(trial: Trial, kept: Path, older: Path | None) -> None:
    """Takes away what wine cannot run, and puts older packages in."""
    kept.mkdir()
    shutil.move(trial.program / "python" / "_wmi.pyd", kept / "_wmi.pyd")
    print("        taken away: _wmi")
    for name in swapped(older):
        if (there := trial.program / "packages" / name).exists():
            shutil.move(there, kept / name)
        shutil.copytree(Path(str(older)) / name, there)
        print(f"        in place of the installed: {name}")


def swapped(older: Path | None) -> list[str]:
    held = older.iterdir() if older else ()
    return sorted(one.name for one in held if one.is_dir() and one.name != "bin" and ".dist-info" not in one.name)


def put_back(trial: Trial, kept: Path, older: Path | None) -> None:
    for name in swapped(older):
        shutil.rmtree(trial.program / "packages" / name)
    for one in kept.iterdir():
        shutil.move(one, trial.program / ("python" if one.suffix else "packages") / one.name)


def work(trial: Trial) -> None:
    """The steps of smoke.py, with the window on the screen."""
    home = trial.windows / "work" / FOLDER
    home.mkdir(parents=True)
    command = trial.program / "workbench.exe"
    smoke.work(smoke.ready(smoke.Program(command, home, screen=True, through=["wine"]), home))


def double_click(trial: Trial) -> None:
    """What is registered for a double click opens the window without a console: it holds its project's lock then.
    It is called here; the desktop of wine 8, asked to open the file, does nothing."""
    project = trial.windows / "work" / FOLDER / "deals.workbench"
    call = ["timeout", str(PATIENCE * 2), "wine", str(trial.program / "workbench-window.exe"), str(project)]
    with subprocess.Popen(call, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        try:
            wait("the window opens the project it is given", project.with_name(project.name + ".lock").exists)
        finally:
            subprocess.run(["wineserver", "-k", "-w"], check=False, timeout=PATIENCE)
    print("        workbench-window.exe opened the project: the window held its lock")


def uninstall(trial: Trial) -> None:
    began = time.monotonic()
    trial.wine(str(trial.program / "uninstall.exe"), "/S")
    wait("the uninstaller is done", lambda: not (trial.program / "uninstall.exe").exists())  # it runs on from a copy
    wait("the program's folder is gone", lambda: not trial.program.exists())
    wait("it leaves the list of programs", lambda: not trial.registered(UNINSTALL, "DisplayName"))
    print(f"{time.monotonic() - began:6.1f} s  uninstalled")
    smoke.same("entries left in the Start menu", links(trial), [])
    for key in (rf"{CLASSES}\.workbench", rf"{CLASSES}\ResearchWorkbench.Project"):
        smoke.same(f"what is left of {key}", trial.registered(key), "")
    print("        nothing is left of it: no file, no entry, no kind of file")


def wait(what: str, done: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > until:
            raise smoke.Wrong(f"in vain: {what}")
        time.sleep(0.5)


if __name__ == "__main__":
    sys.exit(main())
