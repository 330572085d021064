"""Where a project lies decides how it is journalled."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from workbench.core.store import place

MOUNTS = """\
22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:35 / /mnt/shared rw - nfs4 server:/x rw
41 22 0:36 / /mnt/my\\040disk rw - cifs //server/x rw
42 40 0:37 / /mnt/shared/local rw - btrfs /dev/sdb rw
a line of another kind
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/a/p.workbench", "ext4"),
        ("/mnt/shared/p.workbench", "nfs4"),
        ("/mnt/sharedness/p.workbench", "ext4"),
        ("/mnt/my disk/p.workbench", "cifs"),
        ("/mnt/shared/local/deep/p.workbench", "btrfs"),
    ],
)
def test_the_file_system_of_a_path_is_that_of_its_nearest_mount(path: str, kind: str) -> None:
    """The longest mount point above it counts, whole names only."""
    assert place.file_system(Path(PurePosixPath(path)), MOUNTS) == kind


def test_a_path_without_mounts_is_not_known() -> None:
    """What cannot be told counts as shared."""
    assert place.file_system(Path("/home/a"), "") == ""


def test_a_temporary_folder_is_local(tmp_path: Path) -> None:
    """This very computer's disk is recognised."""
    assert place.local(tmp_path / "p.workbench")


def test_a_replaced_file_is_another(tmp_path: Path) -> None:
    """The same name does not make the same file."""
    file, other = tmp_path / "a", tmp_path / "b"
    file.write_text("x", "utf-8")
    other.write_text("x", "utf-8")
    before = place.identity(file)
    other.replace(file)
    assert place.identity(file) != before
    file.unlink()
    assert place.identity(file) is None
