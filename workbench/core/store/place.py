"""What the place of a project allows: whether it can be written, and whether it is this computer's own disk alone.

A share can be written by two computers at once, and a cloud client copies the file while it is written, without
what lies beside it. There the file is journalled so that it is whole after every step (`journal_mode` DELETE,
`synchronous` EXTRA), and the user is told.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from workbench.core.words import tr

# File systems that another computer can write at the same time; SQLite's write-ahead log is not safe on them.
_SHARED = {
    "9p", "afs", "ceph", "cifs", "coda", "davfs", "fuse.davfs2", "fuse.rclone", "fuse.sshfs", "glusterfs", "lustre",
    "ncpfs", "nfs", "nfs4", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs",
}  # fmt: skip
# What is mounted by a program, and yet a disk of this computer; of any other such program that cannot be known.
_OWN_FUSE = {"fuseblk", "fuse.ntfs-3g", "fuse.exfat", "fuse.fuse-overlayfs", "fuse.gocryptfs", "fuse.encfs",
             "fuse.cryfs", "fuse.mergerfs", "fuse.bindfs"}  # fmt: skip
# The folders of cloud clients by their names in lower case: whole ones, and beginnings ("OneDrive - Company").
_CLOUDS = {
    "onedrive": "OneDrive", "dropbox": "Dropbox", "google drive": "Google Drive", "googledrive": "Google Drive",
    "my drive": "Google Drive", "мой диск": "Google Drive", "iclouddrive": "iCloud", "icloud drive": "iCloud",
    "com~apple~clouddocs": "iCloud", "yandexdisk": "Yandex.Disk", "yandex.disk": "Yandex.Disk",
    "яндекс.диск": "Yandex.Disk", "яндекс диск": "Yandex.Disk", "nextcloud": "Nextcloud", "owncloud": "ownCloud",
    "pclouddrive": "pCloud", "mega": "MEGA", "box sync": "Box", "облако mail.ru": "Mail.ru",
}  # fmt: skip
_BEGINNINGS = {
    "onedrive - ": "OneDrive", "onedrive-": "OneDrive", "dropbox (": "Dropbox", "dropbox-": "Dropbox",
    "googledrive-": "Google Drive", "yandex.disk-": "Yandex.Disk", "yandex.disk.": "Yandex.Disk",
    "nextcloud-": "Nextcloud",
}  # fmt: skip
# What the clients leave in the folder that they keep, whatever its name.
_MARKS = {
    ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud", ".tmp.drivedownload": "Google Drive", ".tmp.driveupload": "Google Drive",
    ".849c9593-d756-4e56-8d6e-42412f2a707b": "OneDrive",
}  # fmt: skip
_TOLD = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")  # Windows says itself where they are
_DRIVE_REMOTE = 4
_MOUNTS = Path("/proc/self/mountinfo")


def writable(path: Path) -> bool:
    """Whether the file can be written and, as SQLite needs, files be made beside it."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


class Kind(StrEnum):
    """OWN is the only one that nothing but this computer writes to."""

    OWN = "own"
    CLOUD = "cloud"
    NETWORK = "network"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """`name` is that of the cloud client or file system, "" where there is none to tell."""

    kind: Kind
    name: str = ""


def place_of(path: Path) -> Place:
    """Where a file lies. What cannot be told is not taken for this computer's own."""
    path = path.resolve()
    disk = _disk(path)
    cloud = _cloud(path) if disk.kind is Kind.OWN else ""
    return Place(Kind.CLOUD, cloud) if cloud else disk


def local(path: Path) -> bool:
    """Whether the file lies on a disk of this computer, out of the reach of cloud clients."""
    return place_of(path).kind is Kind.OWN


def _disk(path: Path) -> Place:
    if sys.platform == "win32":
        return Place(Kind.NETWORK if _windows_drive(path) == _DRIVE_REMOTE else Kind.OWN)
    if sys.platform == "darwin":
        return Place(Kind.NETWORK if Path("/Volumes") in path.parents else Kind.OWN)
    return kind_of(file_system(path, _MOUNTS.read_text("utf-8", "replace")) if _MOUNTS.exists() else "")


def kind_of(file_system: str) -> Place:
    """What a file system of Linux is."""
    if not file_system:
        return Place(Kind.UNKNOWN)
    if file_system in _SHARED:
        return Place(Kind.NETWORK, file_system)
    if file_system.startswith("fuse.") and file_system not in _OWN_FUSE:
        return Place(Kind.UNKNOWN, file_system)
    return Place(Kind.OWN, file_system)


def _cloud(path: Path) -> str:
    """The client that copies what lies there to other computers, by the names of the folders and what is in them."""
    told = [Path(folder) for name in _TOLD if (folder := os.environ.get(name))]
    if any(folder in path.parents for folder in told):
        return "OneDrive"
    return next((name for folder in path.parents for name in _clients(folder)), "")


def _clients(folder: Path) -> Iterator[str]:
    title = folder.name.lower()
    if title in _CLOUDS:
        yield _CLOUDS[title]
    yield from (name for start, name in _BEGINNINGS.items() if title.startswith(start))
    yield from (name for mark, name in _MARKS.items() if os.path.lexists(folder / mark))


def advice(path: Path) -> str:
    """A sentence for whoever opens a project for work; "" where nothing needs to be said."""
    found = place_of(path)
    if found.kind is Kind.CLOUD:
        return tr(
            "{name} lies in a folder that {client} copies to other computers. Work on it on one computer at a time, "
            "and close it before you go on elsewhere; two copies can be merged.",
            name=path.name,
            client=found.name,
        )
    if found.kind is Kind.NETWORK:
        return tr(
            "{name} lies on a network drive. Only one computer can have it open; each step is written more slowly "
            "and safely there. On this computer's own disk it is faster.",
            name=path.name,
        )
    if found.kind is Kind.UNKNOWN:
        return tr(
            "Where {name} lies cannot be told to be this computer's own disk. Each step is written more slowly and "
            "safely there; open it on one computer at a time.",
            name=path.name,
        )
    return ""


def _windows_drive(path: Path) -> int:
    if path.drive.startswith("\\\\"):
        return _DRIVE_REMOTE
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    return int(kernel.GetDriveTypeW(path.anchor))


def file_system(path: Path, mounts: str) -> str:
    """The type of the file system that a resolved path lies on, out of Linux's mountinfo; "" when it names none."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split()
        if len(fields) < 5 or not right:
            continue
        point = Path(fields[4].replace("\\040", " "))
        depth = len(point.parts)
        if depth >= best and (point == path or point in path.parents):
            best, kind = depth, right.split()[0]
    return kind


def identity(path: Path) -> tuple[int, int] | None:
    """What tells this very file from another of its name; None when there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return (status.st_dev, status.st_ino)
