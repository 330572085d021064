"""The program's test of itself: each step right here, and wrong where something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.__main__ import main
from workbench.core import paths
from workbench.core.actions import selftest


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command names a folder of its own for what the program keeps; after the test it is forgotten."""
    monkeypatch.setenv(paths.HOME, "")


def test_every_step_goes_as_it_must(capsys: pytest.CaptureFixture[str], own_home: Path) -> None:
    """The whole job without a window; nothing is left behind in the user's folders."""
    assert main(["selftest"]) == 0
    told = capsys.readouterr().out
    assert told.endswith("Everything works.\n")
    assert told.count("\n") == 7
    assert [path for path in own_home.rglob("*") if path.is_file()] == []


def test_what_the_window_showed_is_told() -> None:
    """The window is opened on the project that was made, which is there as long as it is looked at."""
    seen: list[Path] = []

    def show(path: Path) -> str:
        assert path.exists()
        seen.append(path)
        return "a window"

    assert [step.told for step in selftest.run(show)][-1] == "a window"
    assert not seen[0].exists()


def test_a_wrong_step_is_the_exit_code(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a pdf is read otherwise than it says, the line tells it and the command ends with 1."""
    monkeypatch.setattr(
        selftest, "_PAGE", (*selftest._PAGE[:3], selftest._PAGE[3].replace(b"3.4", b"3.5"), selftest._PAGE[4])
    )
    assert main(["selftest"]) == 1
    assert "WRONG  Read a pdf: 3.5 million tonnes" in capsys.readouterr().out
