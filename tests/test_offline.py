"""The program never goes online: nothing opens a socket, nothing of its code could, and Qt's network is not there."""

from __future__ import annotations

import ast
import json
import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "resources" / "sample"
CODE = sorted((ROOT / "workbench").rglob("*.py"))

REACHING = (
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "ssl", "telnetlib",
    "urllib.request", "urllib3", "webbrowser", "xmlrpc", "PySide6.QtNetwork", "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets", "PySide6.QtWebSockets",
)  # fmt: skip
# The name of this computer, told to a colleague who finds the project open.
ALLOWED = {"workbench/core/store/holder.py": {"socket"}}

STORY = """
import json, sys
from pathlib import Path

heard = []
sys.addaudithook(lambda event, args: event.startswith("socket.") and heard.append(event))

from workbench.__main__ import main

folder, sample = Path(sys.argv[1]), sys.argv[2]
project, book = str(folder / "p.workbench"), str(folder / "p.xlsx")
for words in (["new", project], ["import", project, sample], ["export", project, book], ["check", project],
              ["import-workbook", project, book]):
    main(words)
from workbench.gui.selftest import look
look(Path(project))
libraries = Path("/proc/self/maps")
told = {"heard": heard, "modules": sorted(sys.modules),
        "libraries": sorted({line.split("/")[-1] for line in libraries.read_text().split("\\n") if "/" in line})
                     if libraries.exists() else []}
Path(sys.argv[3]).write_text(json.dumps(told))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A process that did the whole job, on the command line and in the window: what it loaded and opened."""
    folder = tmp_path_factory.mktemp("story")
    out = folder / "told.json"
    done = subprocess.run(
        [sys.executable, "-c", STORY, str(folder), str(SAMPLE), str(out)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(folder)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(out.read_text())


def test_nothing_of_the_whole_job_touches_a_socket(told: Any) -> None:
    """Import, extraction, export, reading back, check and the window: Python itself was asked."""
    assert [event for event in told["heard"] if event != "socket.gethostname"] == []


def test_what_could_go_online_is_not_even_loaded(told: Any) -> None:
    """No client of any protocol, nor the libraries that bring one along: those read files in a process of their own.

    (Two of Python's own modules for XML load its http client along, unused.)
    """
    clients = {"requests", "urllib3", "aiohttp", "httpx", "ftplib", "smtplib", "webbrowser", "PySide6.QtNetwork"}
    heavy = {"trafilatura", "docx", "pypdfium2", "courlan", "justext"}
    assert (clients | heavy) & set(told["modules"]) == set()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system's list of loaded libraries")
def test_qts_network_is_not_loaded(told: Any) -> None:
    """Not by a plugin of Qt either: then nothing in Qt can open a connection, whatever a text says."""
    assert any("Qt6Widgets" in library for library in told["libraries"])
    assert [library for library in told["libraries"] if "Network" in library or "WebEngine" in library] == []


def imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_no_file_of_ours_imports_what_could() -> None:
    """None but the one that asks for the computer's name."""
    found = {}
    for file in CODE:
        name = file.relative_to(ROOT).as_posix()
        names = {one for one in imported(file) if one == "socket" or one.startswith(REACHING)} - ALLOWED.get(
            name, set()
        )
        if names:
            found[name] = names
    assert found == {}


def test_no_address_is_ever_opened() -> None:
    """The desktop is asked to open the user's own folders and files, never an address; texts never open a link."""
    openers = {file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in CODE}
    openers = {name: text for name, text in openers.items() if "QDesktopServices" in text}
    assert "workbench/gui/files.py" in openers
    assert [n for n, t in openers.items() if t.count("openUrl(") != t.count("openUrl(QUrl.fromLocalFile(")] == []
    every = "".join(file.read_text("utf-8") for file in CODE)
    assert [word for word in ("setOpenExternalLinks(True", "openExternalLinks=True") if word in every] == []


@pytest.mark.parametrize(
    "reach",
    [
        socket.socket,
        lambda: socket.getaddrinfo("step.example", 80),
        lambda: urllib.request.urlopen("http://127.0.0.1:9/"),
    ],
    ids=["socket", "name", "page"],
)
def test_the_watch_hears(reach: Any, offline: Any) -> None:
    """Every test of this program would fail at such a call."""
    with pytest.raises(RuntimeError, match="never goes online"):
        reach()
    assert offline.heard
    offline.heard.clear()
