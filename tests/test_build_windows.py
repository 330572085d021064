"""What goes into the program for Windows, as far as it can be told without one."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    return import_module("build_windows")


def test_the_lock_is_read_as_windows_would(build: ModuleType) -> None:
    """Conditions are judged for Windows and Python 3.12, wherever it is built; every package keeps its hashes."""
    lines = import_module("windows.lock").for_windows(
        "a==1 ; sys_platform == 'win32' \\\n    --hash=sha256:1 \\\n    --hash=sha256:2\n    # via x\n"
        "b==1 ; python_full_version < '3.12' \\\n    --hash=sha256:3\n"
        "b==2 ; python_full_version >= '3.12' \\\n    --hash=sha256:4\n"
        "pip==3 \\\n    --hash=sha256:5\n"
    )
    assert lines == "a==1 \\\n    --hash=sha256:1 \\\n    --hash=sha256:2\nb==2 \\\n    --hash=sha256:4\n"


@pytest.mark.parametrize(
    ("name", "goes"),
    [
        ("PySide6/Qt6Core.dll", True),
        ("PySide6/QtWidgets.pyd", True),
        ("PySide6/__init__.py", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/translations/qtbase_kk.qm", True),
        ("PySide6/translations/qtbase_de.qm", False),
        ("PySide6/Qt6Quick.dll", False),
        ("PySide6/opengl32sw.dll", False),
        ("PySide6/support/generate_pyi.py", False),
        ("pandas/tests/test_x.py", False),
        ("pandas/core/frame.py", True),
        ("numpy/testing/__init__.py", True),
        ("babel/locale-data/kk.dat", True),
        ("babel/locale-data/de.dat", False),
        ("nltk-3.10.4.dist-info/RECORD", False),
        ("nltk-3.10.4.dist-info/METADATA", True),
    ],
)
def test_what_is_never_used_is_left_out(build: ModuleType, name: str, goes: bool) -> None:
    """Of Qt what the window uses; of the packages no tests and nothing that only a compiler reads."""
    assert build.wanted(name) is goes


def test_every_part_of_qt_that_the_window_imports_is_there(build: ModuleType) -> None:
    """What is left out of Qt is never asked for."""
    code = "".join(file.read_text("utf-8") for file in (ROOT / "workbench").rglob("*.py"))
    assert set(re.findall(r"PySide6\.Qt(\w+)", code)) <= set(build.QT)


def test_the_uninstaller_takes_what_was_installed(build: ModuleType, tmp_path: Path) -> None:
    """Every file by its name, each folder only when it is empty, and nothing outside its own folder."""
    for name in ("a.exe", "packages/b$.py", "packages/__pycache__/b.pyc"):
        build.put(Path(__file__), tmp_path / name)
    lines = "".join(build.uninstalling(tmp_path, build.files(tmp_path))).splitlines()
    assert lines == [
        'Delete "$INSTDIR\\a.exe"',
        'Delete "$INSTDIR\\packages\\__pycache__\\b.pyc"',
        'Delete "$INSTDIR\\packages\\b$$.py"',
        'RMDir "$INSTDIR\\packages\\__pycache__"',
        'RMDir /r "$INSTDIR\\packages\\__pycache__"',
        'RMDir "$INSTDIR\\packages"',
        'RMDir /r "$INSTDIR\\__pycache__"',
        'RMDir "$INSTDIR"',
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="the launchers are read from pip as Linux has it")
def test_a_launcher_carries_what_it_starts(build: ModuleType) -> None:
    """After its own code the interpreter, relative to itself, and a zip with the program's first lines."""
    pytest.importorskip("pip")
    for launcher, starts in build.LAUNCHERS.values():
        made = build.launching(launcher, starts)
        assert made.startswith(b"MZ")
        assert f"#!<launcher_dir>\\python\\{starts} ".encode() in made
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            assert b"workbench.__main__" in archive.read("__main__.py")


def test_a_python_that_is_not_the_official_one_is_refused(build: ModuleType, tmp_path: Path) -> None:
    """But for a trial, which says so."""
    with pytest.raises(SystemExit, match="--trial"):
        build.fill(tmp_path / "made", b"PK", tmp_path, trial=False)


def test_the_setup_speaks_the_languages_of_the_program(build: ModuleType) -> None:
    """Every text of the setup's own in all three; Kazakh, which NSIS lacks, has no empty line."""
    script = (build.OURS / "setup.nsi").read_text("utf-8")
    said = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\}", script, re.MULTILINE)
    assert {text for text, _ in said} == {text for text, language in said if language == "KAZAKH"}
    assert len(said) == 3 * len({text for text, _ in said})
    kazakh = (build.OURS / "Kazakh.nlf").read_text("utf-8-sig")
    assert kazakh.count("# ^") == 89  # as many as the sixth form of these files has
    assert not re.search(r"^# \^\w+\n(#|$)", kazakh, re.MULTILINE)
