"""A fault of ours on the command line: a sentence, a report, and an exit code that means nothing else."""

from __future__ import annotations

import pytest

from workbench.cli.fault import FAULT, Reported
from workbench.core import paths
from workbench.core.errors import BadInput, Cancelled


def reports() -> list[str]:
    return [file.read_text("utf-8") for file in paths.user_logs().glob("report-*.txt")]


@pytest.mark.parametrize("kind", [ValueError, KeyError, AssertionError, MemoryError, Cancelled])
def test_a_fault_of_ours(kind: type[Exception], capsys: pytest.CaptureFixture[str]) -> None:
    """The report names the command and the place, and not what was worked on."""
    with pytest.raises(SystemExit) as ended, Reported("compare"):
        raise kind("the ministry's secret")
    assert ended.value.code == FAULT
    (report,) = reports()
    assert "last commands: compare" in report
    assert "secret" not in report
    said = capsys.readouterr().err
    assert said.startswith("workbench: A fault of the program stopped this command.")
    assert "report-" in said
    assert "secret" not in said


@pytest.mark.parametrize("kind", [BadInput, BrokenPipeError, KeyboardInterrupt, SystemExit])
def test_what_is_no_fault_passes(kind: type[BaseException]) -> None:
    """Sentences of the world, a reader who had enough, a key that stops it."""
    with pytest.raises(kind), Reported("compare"):
        raise kind("x")
    assert reports() == []


def test_where_no_report_can_be_kept(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence says that too."""
    monkeypatch.setenv(paths.HOME, "/dev/null/nowhere")
    with pytest.raises(SystemExit), Reported("compare"):
        raise ValueError("x")
    assert "A report of it could not be saved." in capsys.readouterr().err
