"""A project's file alone is what a double click hands to the program: its window opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench import __main__ as program


@pytest.mark.parametrize("name", ["deals.workbench", "Сделки 2025.WORKBENCH"])
def test_a_project_alone_opens_the_window_on_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    """Whatever its name, and without the word `open`."""
    opened: list[Path | None] = []
    monkeypatch.setattr(program, "window", lambda project=None: opened.append(project) or 0)
    assert program.main([str(tmp_path / name)]) == 0
    assert opened == [tmp_path / name]


def test_what_is_no_project_is_still_a_mistyped_command(capsys: pytest.CaptureFixture[str]) -> None:
    """It is said which commands there are."""
    with pytest.raises(SystemExit):
        program.main(["deals.xlsx"])
    assert "deals.xlsx" in capsys.readouterr().err
