"""What the place of a project allows: whether it can be written, and whether its disk is this computer's own."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

# File systems that another computer can write at the same time; SQLite's write-ahead log is not safe on them.
_SHARED = {
    "9p", "afs", "ceph", "cifs", "coda", "davfs", "fuse.davfs2", "fuse.rclone", "fuse.sshfs", "glusterfs", "lustre",
    "ncpfs", "nfs", "nfs4", "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs",
}  # fmt: skip
_DRIVE_REMOTE = 4
_MOUNTS = Path("/proc/self/mountinfo")


def writable(path: Path) -> bool:
    """Whether the file can be written and, as SQLite needs, files be made beside it."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def local(path: Path) -> bool:
    """Whether the file lies on a disk of this computer. What cannot be told counts as not."""
    path = path.resolve()
    if sys.platform == "win32":
        return _windows_drive(path) != _DRIVE_REMOTE
    if sys.platform == "darwin":
        return Path("/Volumes") not in path.parents
    kind = file_system(path, _MOUNTS.read_text("utf-8", "replace")) if _MOUNTS.exists() else ""
    return bool(kind) and kind not in _SHARED


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
