"""Sets the program up on a fresh machine and does its main job on the sample, or runs every check and test.

    python3 packaging/bootstrap.py          set up, work through the sample, open the window
    python3 packaging/bootstrap.py test     set up, run all checks and tests

Uses nothing but Python's own library. What is installed lies in `.venv` beside the code; a second start finds it
there and installs nothing.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said before anything below can fail on an older one
    sys.exit("Research Workbench needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031

import argparse
import hashlib
import importlib.util
import json
import os
import platform
import shlex
import shutil
import subprocess
import sysconfig
import time
import venv
from collections.abc import Sequence
from pathlib import Path

import system_libraries

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
OLD_VENV = ROOT / "build" / "old-venv"  # moved here whole before it is deleted: half a venv must never look like one
MARKER = "workbench-setup.json"  # says what bootstrap put into the venv, and whether it finished
LOCKS = {"run": "packaging/requirements.lock", "test": "packaging/requirements-dev.lock"}
MODELS = ROOT / "packaging" / "requirements-models.lock"  # recognises Russian names; nothing depends on it
PROJECT = ROOT / "sample-project" / "rare-earths.workbench"
WORKBOOK = PROJECT.with_suffix(".xlsx")
WINDOWS = os.name == "nt"
CHECKS = (
    ("ruff check", ["ruff", "check", "--output-format", "concise", "."]),
    ("ruff format", ["ruff", "format", "--check", "."]),
    ("mypy", ["mypy"]),
    ("import contracts", ["lint-imports"]),
    ("tests", ["pytest"]),
)


class Stop(Exception):
    """Setting up cannot go on; the message says why and what to do."""


def main() -> int:
    options = arguments()
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)
    started = time.monotonic()
    try:
        python = set_up(options.job, apt=not options.no_apt)
        screen = options.job == "run" and not options.no_window and has_screen(os.environ)
        lacking = system_part(python, screen=screen, apt=not options.no_apt)
        say(f"Set up in {time.monotonic() - started:.0f} s.")
        if options.job == "test":
            return test(python, lacking)
        return work(python, screen=screen, lacking=lacking)
    except Stop as stop:
        print(f"\n{stop}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again to go on.", file=sys.stderr)
        return 130


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("job", nargs="?", choices=["run", "test"], default="run")
    parser.add_argument("--no-window", action="store_true", help="do not open the window at the end")
    parser.add_argument(
        "--no-apt", action="store_true", help="never install system packages, only say which are needed"
    )
    return parser.parse_args()


# --- the Python part -------------------------------------------------------------------------------------------


def set_up(job: str, *, apt: bool) -> Path:
    """The venv's interpreter, with everything the job needs in the venv."""
    python = python_of(VENV)
    wanted = fingerprint(job)
    have = read_marker(VENV)
    if wanted in have.get("ready", []) and have.get("base", base()) == base() and python.exists():
        say(f"Everything is installed already (Python {platform.python_version()}, {VENV.name}).")
        install_models(python, have)
        return python
    if not python.exists() or is_stale(have):
        fresh_venv()
        have = {"base": base()}
    if "base" in have:
        write_marker(VENV, {"unfinished": True, "base": base()})
    install_packages(python, ROOT / LOCKS[job], apt=apt)
    link_program(python)
    ready = {wanted, fingerprint("run")} if job == "test" else {wanted, *have.get("ready", [])}
    have = {key: have[key] for key in ("base", "models") if key in have} | {"ready": sorted(ready)}
    write_marker(VENV, have)
    install_models(python, have)
    return python


def install_models(python: Path, have: dict) -> None:
    """The names model, once. The program does without it: where it cannot be had this is said and nothing stops.

    It is asked for again at the next start; without a network that costs a second.
    """
    wanted = hashlib.sha256(MODELS.read_bytes()).hexdigest()
    if have.get("models") == wanted:
        return
    say(f"Installing the model for Russian names by the hashes of {MODELS.name} (34 MB) ...")
    options = ["--no-deps", "--retries", "0", "--timeout", "15", "--quiet"]
    if install(pip_for(python, apt=False), MODELS, options):
        say("It could not be installed now. Everything works without it, from the program's own lists of names.")
    else:
        write_marker(VENV, have | {"models": wanted})


def is_stale(marker: dict) -> bool:
    """A venv of ours that was left half-made, or made for another Python or another list of packages, is made anew.

    One made by somebody else (no "base" in its marker) is used as it is and never deleted.
    """
    if "base" not in marker:
        return False
    current = {fingerprint(job) for job in LOCKS}
    return marker.get("unfinished", False) or marker["base"] != base() or not current & set(marker.get("ready", []))


def fresh_venv() -> None:
    say(f"Making a Python environment in {VENV} ...")
    try:
        shutil.rmtree(OLD_VENV, ignore_errors=True)
        if VENV.exists():
            OLD_VENV.parent.mkdir(exist_ok=True)
            VENV.rename(OLD_VENV)
            shutil.rmtree(OLD_VENV)
    except OSError as error:
        raise Stop(f"Cannot replace {VENV} ({error.strerror}). Close Research Workbench and try again.") from error
    try:
        # Without pip: Debian keeps the part of venv that would bring it in a package of its own.
        venv.EnvBuilder(with_pip=False, symlinks=not WINDOWS).create(VENV)
    except OSError as error:
        raise Stop(
            f"Cannot write {VENV} ({error.strerror}). Put the program's folder where you may write."
        ) from error


def install_packages(python: Path, lock: Path, *, apt: bool) -> None:
    names = [line.split("==")[0] for line in lock.read_text("utf-8").splitlines() if line[:1].isalnum()]
    say(f"Installing {len(names)} packages by the hashes of {lock.name} (a few minutes the first time) ...")
    failed = install(pip_for(python, apt=apt), lock)
    if failed:
        print("\n".join(failed))
        raise Stop(
            "The packages could not be installed; pip's own words stand above. Run the same command again to go on."
        )


def install(pip: list[str], lock: Path, more: Sequence[str] = ()) -> list[str]:
    """Everything in the lock, each file checked against its hash; wheels only, so that no compiler is needed.

    Nothing when all went well, else pip's last words.
    """
    options = ["--require-hashes", "--only-binary", ":all:", "--no-warn-script-location", *more, "-r", str(lock)]
    tail: list[str] = []
    with subprocess.Popen(
        [*pip, "install", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=clean(),
    ) as running:
        for line in running.stdout or ():
            tail = [*tail[-30:], line.rstrip()]
            if line.startswith(("Collecting ", "Installing collected")):
                say("  " + line.split(" (from")[0].split(":")[0].rstrip())
    return (tail or ["pip said nothing."]) if running.returncode else []


def pip_for(python: Path, *, apt: bool) -> list[str]:
    """A pip that installs into the venv: its own, Python's bundled one, or the system's."""
    inside = [str(python), "-m", "pip"]
    if works([*inside, "--version"]):
        return inside
    if importlib.util.find_spec("ensurepip") and works([str(python), "-m", "ensurepip", "--default-pip"]):
        return inside
    outside = [sys.executable, "-m", "pip", "--python", str(python)]  # pip 22.3 and newer
    if works([*outside, "--version"]):
        return outside
    packages = ["python3-pip", "python3-venv"]
    if apt and system_libraries.may_install() is not None:
        say("Installing pip with apt ...")
        if system_libraries.apt_install(packages) and works([*outside, "--version"]):
            return outside
    how = (
        f":\n    {system_libraries.apt_line(packages)}"
        if shutil.which("apt-get")
        else " for this Python and try again."
    )
    raise Stop(f"Python's package installer, pip (22.3 or newer), is missing. Install it{how}")


def link_program(python: Path) -> None:
    """Makes the checkout importable in the venv and puts the two commands beside its interpreter."""
    # Before 3.13 a .pth file is read in the machine's own encoding, which may not know every letter of the path.
    line = str(ROOT) if sys.version_info >= (3, 13) else f"import sys; sys.path.append({str(ROOT)!a})"
    (site_packages(python) / "research-workbench.pth").write_text(line + "\n", "utf-8")
    for name, call in (("workbench", "main"), ("workbench-window", "window")):
        run = f"import sys; from workbench.__main__ import {call}; sys.exit({call}())"
        if WINDOWS:
            (python.parent / f"{name}.cmd").write_text(
                f'@"%~dp0python.exe" -P -c "{run}" %*\r\n', "utf-8", newline=""
            )
        else:
            script = python.parent / name
            script.write_text(f'#!/bin/sh\nexec {shlex.quote(str(python))} -P -c {shlex.quote(run)} "$@"\n', "utf-8")
            script.chmod(0o755)


def python_of(where: Path) -> Path:
    return where / "Scripts" / "python.exe" if WINDOWS else where / "bin" / "python"


def site_packages(python: Path) -> Path:
    ask = "import sysconfig; print(sysconfig.get_path('platlib'))"
    return Path(subprocess.run([str(python), "-c", ask], capture_output=True, text=True, check=True).stdout.strip())


def fingerprint(job: str) -> str:
    return job + ":" + hashlib.sha256((ROOT / LOCKS[job]).read_bytes()).hexdigest()


def base() -> str:
    """The Python and the machine that the venv was made for, and where it stands (it cannot be moved)."""
    return f"{sysconfig.get_python_version()} {sysconfig.get_platform()} {ROOT}"


def read_marker(where: Path) -> dict:
    try:
        return dict(json.loads((where / MARKER).read_text("utf-8")))
    except OSError:
        return {}
    except ValueError:  # cut off while it was written
        return {"unfinished": True, "base": ""}


def write_marker(where: Path, content: dict) -> None:
    part = where / (MARKER + ".part")
    part.write_text(json.dumps(content, indent=1), "utf-8")
    part.replace(where / MARKER)


def clean() -> dict[str, str]:
    """The environment without what would lead pip or Python out of the venv."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX")}
    return kept | {
        "PIP_USER": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }


def works(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False, env=clean()).returncode == 0


# --- the operating system's part -------------------------------------------------------------------------------


def has_screen(environment: os._Environ[str] | dict[str, str]) -> bool:
    if environment.get("CI"):
        return False
    return (
        WINDOWS or sys.platform == "darwin" or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
    )


def system_part(python: Path, *, screen: bool, apt: bool) -> str:
    """Gets the system libraries that Qt needs where that is allowed; what is lacking after that, as a sentence."""
    if not sys.platform.startswith("linux"):
        return ""
    site = site_packages(python)
    lacking = system_libraries.missing(site, screen=screen)
    packages, _ = system_libraries.packages_for(lacking)
    if packages and apt and system_libraries.may_install() is not None:
        say("Installing system libraries that the window needs: " + " ".join(packages) + " ...")
        system_libraries.apt_install(packages)
        lacking = system_libraries.missing(site, screen=screen)
    return system_libraries.advice(lacking)


# --- the two jobs ----------------------------------------------------------------------------------------------


def work(python: Path, *, screen: bool, lacking: str) -> int:
    """The main job on the sample: import, find the figures, compare, write the workbook, open the window."""
    PROJECT.parent.mkdir(exist_ok=True)
    if not PROJECT.exists():
        workbench(python, "new", str(PROJECT))
    workbench(python, "import", str(PROJECT), str(ROOT / "resources" / "sample"))
    workbench(python, "table", str(PROJECT), "--rows", "subject", "measure", "--columns", "period")
    workbench(python, "conflicts", str(PROJECT))
    workbench(python, "export", str(PROJECT), str(WORKBOOK))
    say(f"\nThe project:  {PROJECT}\nThe workbook: {WORKBOOK}")
    command = shlex.join([str(command_path(python).relative_to(ROOT)), "open", str(PROJECT.relative_to(ROOT))])
    if lacking:
        say(f"\n{lacking}")
    if lacking or not screen:
        say(f"To see it in the window:  {command}")
        return 0
    say(f"Opening the window. Later:  {command}")
    return subprocess.run(
        [str(python), "-P", "-m", "workbench", "open", str(PROJECT)], check=False, env=clean()
    ).returncode


def workbench(python: Path, *words: str) -> None:
    """One command of the program, its words shown as they come."""
    shown = [os.path.relpath(word, ROOT) if Path(word).is_absolute() else word for word in words]
    say("\n$ workbench " + shlex.join(shown))
    done = subprocess.run([str(python), "-P", "-m", "workbench", *words], check=False, env=clean(), cwd=ROOT)
    if done.returncode != 0:
        raise Stop(f"`workbench {words[0]}` ended with code {done.returncode}.")


def command_path(python: Path) -> Path:
    return python.parent / ("workbench.cmd" if WINDOWS else "workbench")


def test(python: Path, lacking: str) -> int:
    """All checks, then the tests, whose summary closes the output; 1 when any of them fails."""
    if lacking:
        raise Stop(lacking)
    environment = clean() | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    failed = []
    for name, (program, *words) in CHECKS:
        say(f"\n== {name}")
        done = subprocess.run([str(python.parent / program), *words], check=False, env=environment, cwd=ROOT)
        if done.returncode != 0:
            failed.append(name)
    if failed:
        print("\nFailed: " + ", ".join(failed), flush=True)
    return 1 if failed else 0


def say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main())
