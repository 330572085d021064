"""What the system answers about a path is told in a sentence that names it, also to a user without rights."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.core.errors import UnreadableFile
from workbench.core.reading.reader import listing, read_file

AS_NOBODY = """
import os, sys
from pathlib import Path
from workbench.core.errors import UnreadableFile
from workbench.core.reading.reader import listing, read_file
if os.geteuid() == 0:  # whom no protection stops
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
for act in (read_file, listing):
    try:
        print(act(Path(sys.argv[1])))
    except UnreadableFile as refused:
        print(refused)
"""
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that every user may enter; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
        for folder, _, _ in os.walk(name):
            Path(folder).chmod(0o755)


def as_nobody(path: Path) -> list[str]:
    """What reading and listing the path say to a user without rights."""
    command = [sys.executable, "-c", AS_NOBODY, str(path)]
    return subprocess.run(
        command, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True
    ).stdout.splitlines()


@POSIX
def test_a_folder_that_may_not_be_entered(public: Path) -> None:
    """Neither it nor a file in it."""
    closed = public / "закрыто"
    closed.mkdir()
    (closed / "a.txt").write_text("text")
    closed.chmod(0)
    read, listed = as_nobody(closed / "a.txt")
    assert (
        read
        == listed
        == f"{closed / 'a.txt'} may not be read by you. Ask for the right to read it, or copy it elsewhere."
    )
    assert as_nobody(closed)[1].startswith(f"The folder {closed} may not be listed by you.")


@POSIX
def test_a_folder_inside_that_may_not_be_listed(public: Path) -> None:
    """It is not left out in silence."""
    closed = public / "a" / "закрыто"
    closed.mkdir(parents=True)
    (public / "a" / "b.txt").write_text("text")
    closed.chmod(0)
    assert as_nobody(public / "a")[1].startswith(f"The folder {closed} may not be listed")


@POSIX
def test_a_file_that_may_not_be_read(public: Path) -> None:
    """It is listed, and says so when it is read."""
    file = public / "a.txt"
    file.write_text("text")
    file.chmod(0)
    read, listed = as_nobody(file)
    assert read.startswith(f"{file} may not be read by you.")
    assert "a.txt" in listed


@pytest.mark.parametrize("act", [read_file, listing])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a" * 300 + ".txt", "too long"),
        ("a\0.txt", r"“.*a\\0\.txt” is no name"),
        ("half \ud800.txt", "is no name"),
        ("none.txt", "does not exist"),
        ("file.txt/inside.txt", "does not exist"),
    ],
)
def test_names_that_lead_nowhere(tmp_path: Path, name: str, said: str, act: object) -> None:
    """Too long, impossible, missing, or a file taken for a folder."""
    (tmp_path / "file.txt").write_text("text")
    assert callable(act)
    with pytest.raises(UnreadableFile, match=said):
        act(tmp_path / name)


def test_the_files_of_a_folder(tmp_path: Path) -> None:
    """All of a kind that can be read, in order, below it too; none that are hidden or another program's."""
    (tmp_path / "b").mkdir()
    for name in ("b/c.HTML", "a.txt", "photo.jpg", ".hidden.txt", "~$report.docx", "z.pdf"):
        (tmp_path / name).write_text("text")
    assert listing(tmp_path) == [tmp_path / "a.txt", tmp_path / "b" / "c.HTML", tmp_path / "z.pdf"]
    assert listing(tmp_path / "photo.jpg") == [tmp_path / "photo.jpg"]
    (tmp_path / "empty").mkdir()
    assert listing(tmp_path / "empty") == []
