"""Where a project lies decides how it is journalled."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from workbench.core.project import Project
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


@pytest.mark.parametrize(
    ("file_system", "kind"),
    [
        ("ext4", place.Kind.OWN),
        ("btrfs", place.Kind.OWN),
        ("fuseblk", place.Kind.OWN),
        ("fuse.ntfs-3g", place.Kind.OWN),
        ("nfs4", place.Kind.NETWORK),
        ("cifs", place.Kind.NETWORK),
        ("smb3", place.Kind.NETWORK),
        ("fuse.sshfs", place.Kind.NETWORK),
        ("fuse.google-drive-ocamlfuse", place.Kind.UNKNOWN),
        ("fuse.gvfsd-fuse", place.Kind.UNKNOWN),
        ("", place.Kind.UNKNOWN),
    ],
)
def test_a_file_system_is_own_only_when_it_is_known_to_be(file_system: str, kind: place.Kind) -> None:
    """What another program serves may be anywhere."""
    assert place.kind_of(file_system).kind is kind


@pytest.mark.parametrize(
    ("folders", "client"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (Work)/deals", "Dropbox"),
        ("OneDrive - Ministry/deals", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-a@b.kz/My Drive", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("iCloudDrive", "iCloud"),
        ("Яндекс.Диск/сделки", "Yandex.Disk"),
        ("YandexDisk", "Yandex.Disk"),
        ("Nextcloud/a/b/c", "Nextcloud"),
        ("Dropboxes", ""),
        ("my onedrive notes", ""),
    ],
)
def test_the_folder_of_a_cloud_client_is_known_by_its_name(tmp_path: Path, folders: str, client: str) -> None:
    """Anywhere above the project, in any letters; a name that only sounds like it is not one."""
    folder = tmp_path / folders
    folder.mkdir(parents=True)
    found = place.place_of(folder / "p.workbench")
    assert (found.kind is place.Kind.CLOUD, found.name if client else "") == (bool(client), client)
    assert bool(client) == (client in place.advice(folder / "p.workbench") and client != "")


def test_the_folder_of_a_cloud_client_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    """Whatever it is called."""
    (tmp_path / "shared" / "deep").mkdir(parents=True)
    path = tmp_path / "shared" / "deep" / "p.workbench"
    assert place.place_of(path).kind is place.Kind.OWN
    (tmp_path / "shared" / ".dropbox").touch()
    assert place.place_of(path) == place.Place(place.Kind.CLOUD, "Dropbox")


def test_windows_says_where_onedrive_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a variable of the environment."""
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "work"))
    assert place.place_of(tmp_path / "work" / "p.workbench").name == "OneDrive"
    assert place.place_of(tmp_path / "p.workbench").kind is place.Kind.OWN


@pytest.mark.parametrize(("folder", "mode", "level"), [("plain", "wal", 2), ("Dropbox", "delete", 3)])
def test_where_others_may_copy_it_the_file_is_whole_after_every_step(
    tmp_path: Path, folder: str, mode: str, level: int
) -> None:
    """Without a log beside it; an own disk is written faster."""
    (tmp_path / folder).mkdir()
    path = tmp_path / folder / "p.workbench"
    with Project.create(path) as project:
        with project.history.operation("Set") as op:
            project.options.set(op, "name", "x")
        (found,) = project._database.rows("PRAGMA journal_mode")[0]
        (synchronous,) = project._database.rows("PRAGMA synchronous")[0]
        assert (found, synchronous) == (mode, level)
        assert path.with_name("p.workbench-wal").exists() == (mode == "wal")
