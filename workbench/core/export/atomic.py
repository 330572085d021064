"""A file is written whole or not at all: beside its target first, then put in its place."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workbench.core.errors import CannotWriteFile
from workbench.core.words import tr


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A new file beside the target to write to; it takes the target's place when the block ends well.

    Whatever goes wrong, what stood at the target before is untouched and nothing half-written stays behind.
    """
    if target.is_dir():
        raise CannotWriteFile(tr("{file} is a folder. Choose a file name.", file=target))
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        yield part
        _to_disk(part)
        os.replace(part, target)
    except OSError as error:
        raise CannotWriteFile(_sentence(target, error)) from error
    finally:
        with suppress(OSError):  # gone already when all went well
            part.unlink()


def _to_disk(path: Path) -> None:
    """A power cut after the rename must not leave an empty file."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _sentence(target: Path, error: OSError) -> str:
    if not target.parent.is_dir():
        return tr("Cannot write {file}: the folder {folder} does not exist.", file=target, folder=target.parent)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return tr("Cannot write {file}: the disk is full. Free some space or choose another disk.", file=target)
    if isinstance(error, PermissionError) and target.exists() and os.access(target.parent, os.W_OK):
        return tr(
            "Cannot write {file}: it may be open in another program. Close it there or choose another name.",
            file=target,
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return tr("Cannot write {file}: writing there is not allowed. Choose another folder.", file=target)
    return tr("Cannot write {file}: {why}. Choose another place.", file=target, why=error.strerror or error)
