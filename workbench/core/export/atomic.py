"""A file is written whole or not at all: beside its target first, then put in its place."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workbench.core.errors import CannotWriteFile
from workbench.core.words import tr

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A new, empty file beside the target to write to; it takes the target's place when the block ends well.

    It is made before the block begins, so that nothing is built for a place that cannot be written. Whatever goes
    wrong, what stood at the target before is untouched and nothing half-written stays behind. A write-protected file
    stays as it is; any other keeps its access rights, and a link goes on leading to the file.
    """
    part = None
    try:
        place = Path(os.path.realpath(target))
        mode = _mode(place)
        if mode is not None and stat.S_ISDIR(mode):
            raise CannotWriteFile(tr("{file} is a folder. Choose a file name.", file=target))
        if mode is not None and not (mode & _WRITABLE and os.access(place, os.W_OK)):
            raise CannotWriteFile(
                tr("Cannot write {file}: it is write-protected. Unlock it or choose another name.", file=target)
            )
        part = place.with_name(f".{secrets.token_hex(8)}.part")
        part.open("xb").close()
        yield part
        _to_disk(part)
        if mode is not None:
            part.chmod(stat.S_IMODE(mode))
        os.replace(part, place)
    except OSError as error:
        raise CannotWriteFile(_sentence(target, error)) from error
    finally:
        if part is not None:
            with suppress(OSError):  # gone already when all went well
                part.unlink()


def _mode(place: Path) -> int | None:
    """What stands at a place already, with its access rights; None where nothing does."""
    try:
        return place.stat().st_mode
    except FileNotFoundError:
        return None


def _to_disk(path: Path) -> None:
    """A power cut after the rename must not leave an empty file."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _sentence(target: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return tr("Cannot write {file}: the folder {folder} does not exist.", file=target, folder=target.parent)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return tr("Cannot write {file}: the disk is full. Free some space or choose another disk.", file=target)
    if error.errno == errno.ENAMETOOLONG:
        return tr("Cannot write {file}: the name is too long. Choose a shorter one.", file=target)
    if isinstance(error, PermissionError) and _enterable(target) and os.path.exists(target):
        return tr(
            "Cannot write {file}: it may be open in another program. Close it there or choose another name.",
            file=target,
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return tr("Cannot write {file}: writing there is not allowed. Choose another folder.", file=target)
    return tr("Cannot write {file}: {why}. Choose another place.", file=target, why=error.strerror or error)


def _enterable(target: Path) -> bool:
    return os.access(target.parent, os.W_OK | os.X_OK)
