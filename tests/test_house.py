"""Tests of what stands around the code: setting up, lock files, documents, notices."""

from __future__ import annotations

import ast
import importlib.util
import re
import shlex
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from workbench.cli import grammar

ROOT = Path(__file__).resolve().parents[1]
BUILD_LOCK = ROOT / "packaging" / "requirements-build.lock"
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "packaging").glob("*.md"), *(ROOT / "resources").rglob("*.md")]
LOCK, DEV_LOCK, MODELS_LOCK = (
    ROOT / "packaging" / name for name in ("requirements.lock", "requirements-dev.lock", "requirements-models.lock")
)


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """packaging/bootstrap.py as a module; it is run by its path and belongs to no package."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    spec = importlib.util.spec_from_file_location("bootstrap_under_test", ROOT / "packaging" / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pins(lock: Path) -> set[str]:
    """Lines like `numpy==2.4.6 ; python_full_version < '3.12'`."""
    return {line.rstrip(" \\") for line in lock.read_text("utf-8").splitlines() if line[:1].isalnum()}


# --- setting up ------------------------------------------------------------------------------------------------


def test_what_is_installed_is_known_by_its_marker(script: ModuleType) -> None:
    """A finished environment is kept; one half-made, for another Python, or for another lock is made anew."""
    here, run, tests = script.base(), script.fingerprint("run"), script.fingerprint("test")
    kept = [{"base": here, "ready": [run]}, {"base": here, "ready": [tests, "run:old"]}, {}, {"ready": ["run:old"]}]
    anew = [
        {"base": here, "unfinished": True},
        {"base": "3.9 elsewhere", "ready": [run]},
        {"base": here, "ready": ["run:old", "test:old"]},
        {"base": here},
    ]
    assert [script.is_stale(marker) for marker in kept] == [False] * len(kept)
    assert [script.is_stale(marker) for marker in anew] == [True] * len(anew)


def test_a_marker_cut_off_by_a_crash_counts_as_unfinished(script: ModuleType, tmp_path: Path) -> None:
    """A broken marker leads to a new environment, no marker to none."""
    assert script.read_marker(tmp_path) == {}
    (tmp_path / script.MARKER).write_text('{"ready": ["run:', "utf-8")
    assert script.is_stale(script.read_marker(tmp_path))
    script.write_marker(tmp_path, {"ready": ["run:1"]})
    assert script.read_marker(tmp_path) == {"ready": ["run:1"]}


def test_a_new_environment_runs_the_code_of_this_folder(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment finds the checkout, keeps nothing of the one before, and has the program's command."""
    monkeypatch.setattr(script, "VENV", tmp_path / "with space" / ".venv")
    script.VENV.mkdir(parents=True)
    (script.VENV / "rubbish").write_text("of an older one", "utf-8")
    monkeypatch.setattr(script, "OLD_VENV", tmp_path / "build" / "old-venv")
    script.fresh_venv()
    python = script.python_of(script.VENV)
    script.link_program(python)
    ask = [str(python), "-P", "-c", "import workbench; print(workbench.__file__)"]
    said = subprocess.run(ask, capture_output=True, text=True, check=True, cwd=tmp_path).stdout
    assert Path(said.strip()) == ROOT / "workbench" / "__init__.py"
    assert not (script.VENV / "rubbish").exists()
    assert not (tmp_path / "build" / "old-venv").exists()
    assert script.command_path(python).is_file()


def test_an_older_python_gets_as_far_as_the_sentence() -> None:
    """An interpreter that is too old must still be able to read the file, or it only says "invalid syntax"."""
    source = (ROOT / "packaging" / "bootstrap.py").read_text("utf-8")
    ast.parse(source, feature_version=(3, 7))
    assert "from __future__" not in source, "3.6 knows no annotations to come"
    assert source.index("sys.version_info < (3, 11)") < source.index("import system_libraries")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
@pytest.mark.parametrize(
    ("environment", "screen"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "w"}, True),
        ({"DISPLAY": ":0", "CI": "true"}, False),
    ],
)
def test_the_window_opens_only_where_there_is_a_screen(
    script: ModuleType, environment: dict[str, str], screen: bool
) -> None:
    """No display, or a machine that only checks: no window."""
    assert script.has_screen(environment) is screen


def test_missing_libraries_become_one_command(script: ModuleType) -> None:
    """What `ldd` misses is turned into the packages that hold it, each once."""
    libraries = script.system_libraries
    said = "\tlibEGL.so.1 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x1)\n\tlibgthread-2.0.so.0 => not found\n"
    said += "\tlibglib-2.0.so.0 => not found\n\tlibodd.so.9 => not found\n"
    missing = libraries.missing_in(said)
    assert libraries.packages_for(missing) == (["libegl1", "libglib2.0-0"], ["libodd.so.9"])
    assert libraries.apt_line(["libegl1"]) == "sudo apt-get install libegl1"
    assert libraries.advice([]) == ""
    assert "libodd.so.9" in libraries.advice(missing)


def test_pip_is_kept_inside_the_environment(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PYTHONPATH or a pip setting of the user leads nothing astray."""
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    environment = script.clean()
    assert "PYTHONPATH" not in environment
    assert "PIP_TARGET" not in environment
    assert environment["PIP_USER"] == "0"


# --- lock files and notices ------------------------------------------------------------------------------------


def test_both_locks_name_the_same_versions() -> None:
    """The tests run on what the user gets."""
    assert pins(LOCK) - pins(DEV_LOCK) == set()


@pytest.mark.parametrize(("lock", "least"), [(LOCK, 30), (DEV_LOCK, 30), (MODELS_LOCK, 3), (BUILD_LOCK, 10)])
def test_every_locked_package_has_its_hashes(lock: Path, least: int) -> None:
    """Nothing is installed that was not seen before."""
    text = lock.read_text("utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(entries) >= least
    assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"https?://|--index-url|--find-links", text)


def test_the_names_model_may_be_missing(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where pip cannot get it, setting up goes on with one sentence and asks again next time; once there, never."""
    monkeypatch.setattr(script, "VENV", tmp_path)
    refuses, obeys = [sys.executable, "-c", "raise SystemExit('no network')"], [sys.executable, "-c", ""]
    monkeypatch.setattr(script, "pip_for", lambda python, *, apt: refuses)
    script.install_models(tmp_path / "python", {"ready": ["run:1"]})
    assert script.read_marker(tmp_path) == {}
    assert capsys.readouterr().out.count("\n") == 2
    monkeypatch.setattr(script, "pip_for", lambda python, *, apt: obeys)
    script.install_models(tmp_path / "python", {"ready": ["run:1"]})
    have = script.read_marker(tmp_path)
    assert have["ready"] == ["run:1"]
    capsys.readouterr()
    script.install_models(tmp_path / "python", have)
    assert capsys.readouterr().out == ""


def test_the_names_model_needs_nothing_more() -> None:
    """It is installed without what it asks for, which the program brings already, and beside nothing of it."""
    needed = {"numpy", "razdel"}
    assert needed <= {pin.split("==")[0] for pin in pins(LOCK)}
    assert not {pin.split("==")[0] for pin in pins(LOCK) & pins(MODELS_LOCK)}


def test_every_dependency_is_locked() -> None:
    """A dependency added to pyproject.toml without renewing the lock is noticed here."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=!;\[ ]", line)[0].lower() for line in wanted}
    assert names - {pin.split("==")[0] for pin in pins(DEV_LOCK)} == set()


def test_every_installed_package_is_in_the_notices() -> None:
    """The table of licences names each package that the program is installed with, and no other."""
    table = (ROOT / "THIRD-PARTY-NOTICES.md").read_text("utf-8").partition("<!-- packages: begin")[2]
    listed = set(re.findall(r"^\| (\S+) \| .*\S.* \|", table, flags=re.MULTILINE)) - {"package"}
    assert listed == {pin.split("==")[0] for pin in pins(LOCK) | pins(MODELS_LOCK)}


FREE = {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "LGPL-2.1-or-later",
        "LGPL-3.0-only", "MIT", "MPL-1.1", "MPL-2.0", "PSF-2.0", "Zlib", "public domain"}  # fmt: skip


def test_no_package_has_a_licence_that_binds_the_program() -> None:
    """Each may be given on with a program under the MIT licence: of alternatives one, of sums each part."""
    table = (ROOT / "THIRD-PARTY-NOTICES.md").read_text("utf-8").partition("<!-- packages: begin")[2]
    rows = dict(re.findall(r"^\| (\S+) \| (.*\S) \|.*\|$", table, flags=re.MULTILINE))
    assert len(rows) > 30
    named = {package: said.removesuffix(" License").removesuffix(" license") for package, said in rows.items()}
    bound = {package for package, said in named.items() if package not in ("package", "---")
             if not any(FREE.issuperset(one.split(" AND ")) for one in said.split(" OR "))}  # fmt: skip
    assert bound == set()


# --- documents -------------------------------------------------------------------------------------------------


def test_the_commands_of_the_readme_are_understood() -> None:
    """Each `workbench …` line of the README is one that the command line takes."""
    lines = re.findall(r"^workbench (\S.*)$", (ROOT / "README.md").read_text("utf-8"), flags=re.MULTILINE)
    assert len(lines) >= 10
    for line in lines:
        grammar.parser("0").parse_args(shlex.split(line))


def test_ci_runs_the_command_of_the_readme() -> None:
    """What judges a change is what a newcomer is told to run."""
    command = "python3 packaging/bootstrap.py test"
    assert command in (ROOT / ".ci" / "run").read_text("utf-8")
    assert command in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_document_points_to_what_exists(document: Path) -> None:
    """Links between documents and the files they name in backticks are there."""
    text = document.read_text("utf-8")
    named = re.findall(r"\]\(([^)#:]+)\)", text) + re.findall(r"`([\w./-]+/[\w.-]+\.(?:py|toml|md|sql|lock))`", text)
    bases = [document.parent, ROOT, ROOT / "workbench", ROOT / "workbench" / "core"]
    assert [name for name in named if not any((base / name).exists() for base in bases)] == []


def test_the_entry_points_lead_somewhere() -> None:
    """The two programs of pyproject.toml can be called."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for target in [*project["scripts"].values(), *project["gui-scripts"].values()]:
        module, _, function = target.partition(":")
        assert callable(getattr(import_module(module), function))


def test_every_benchmark_is_described() -> None:
    """Whoever looks for a measurement finds it in the list."""
    folder = ROOT / "tests" / "benchmarks"
    told = (folder / "README.md").read_text("utf-8")
    assert [file.name for file in folder.glob("*.py") if f"`{file.name}`" not in told] == []
