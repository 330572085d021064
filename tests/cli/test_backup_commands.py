"""`backups`, `restore` and `salvage` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.__main__ import main
from workbench.core.project import Project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ore.workbench"
    Project.create(path).close()
    (tmp_path / "a.txt").write_text("A survey\n\nReserves are 5 million tonnes.", "utf-8")
    assert main(["import", str(path), str(tmp_path / "a.txt")]) == 0
    return path


def test_a_backup_is_made_listed_and_restored(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By its number in the list; what differs is said when asked."""
    assert main(["backups", str(path)]) == 0
    assert "no backups" in capsys.readouterr().out
    assert main(["backups", str(path), "--make", "--json"]) == 0
    (made,) = json.loads(capsys.readouterr().out)
    assert (made["articles"], made["reason"]) == (1, "asked for")
    assert main(["source", str(path), "1", "--remove"]) == 0
    assert main(["restore", str(path), "1", "--look"]) == 0
    assert "  - A survey" in capsys.readouterr().out
    assert main(["restore", str(path), "1"]) == 0
    assert "kept as a backup" in capsys.readouterr().out
    assert main(["backups", str(path)]) == 0
    assert "before another state was restored" in capsys.readouterr().out
    assert main(["restore", str(path), "9"]) == 2


def test_a_damaged_project_is_salvaged_with_a_report(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1 where something is lost."""
    new = path.with_name("new.workbench")
    assert main(["salvage", str(path), str(new)]) == 0
    assert "sources: 1 saved, 0 lost" in capsys.readouterr().out
    assert main(["salvage", str(path), str(new)]) == 2
    assert "exists already" in capsys.readouterr().err
