"""The disk under reading: bytes of a file, files of a folder, every refusal of the system as a sentence."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.core.errors import UnreadableFile
from workbench.core.words import tr

MAX_BYTES = 50 * 1024 * 1024  # a long report is 5; what is larger is no article
MOST_CHARACTERS = 10_000_000  # of text: ten long books
MOST_LINES = 200_000
_NOT_MEANT = (".", "~$")  # hidden files, and what word processors leave beside an open document


def bytes_of(path: Path) -> bytes:
    """The file's bytes, if it is a file and of sane size; weighed before it is read."""
    with _refusals_told(path):
        facts = path.stat()
        if stat.S_ISDIR(facts.st_mode):
            raise UnreadableFile(tr("{path} is a folder. Choose the files inside it.", path=path))
        if not stat.S_ISREG(facts.st_mode):
            raise UnreadableFile(tr("{path} is not an ordinary file. Copy its content to a file first.", path=path))
        if facts.st_size > MAX_BYTES:
            raise UnreadableFile(too_large(str(path)))
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)


def listing(path: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """A file as it is given; of a folder all files below it with one of the suffixes, which may be none, in order.

    UnreadableFile when the folder, or one inside it, may not be listed: what is left out is not left out in silence.
    """
    with _refusals_told(path):
        if not stat.S_ISDIR(path.stat().st_mode):
            return [path]
    found: list[Path] = []
    for folder, _, names in os.walk(path, onerror=_refuse):
        found += [Path(folder, name) for name in names if _is_meant(name, suffixes)]
    return sorted(found)


def _is_meant(name: str, suffixes: tuple[str, ...]) -> bool:
    return name.lower().endswith(suffixes) and not name.startswith(_NOT_MEANT)


def _refuse(problem: OSError) -> None:
    folder = Path(os.fsdecode(problem.filename))
    if isinstance(problem, PermissionError):
        raise UnreadableFile(
            tr(
                "The folder {path} may not be listed by you. Ask for the right to, or choose other files.",
                path=folder,
            )
        ) from problem
    with _refusals_told(folder):
        raise problem


@contextmanager
def _refusals_told(path: Path) -> Iterator[None]:
    """Turns what the system answers about a path into UnreadableFile with a way out."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as problem:
        raise UnreadableFile(
            tr("{path} does not exist. Check the name, or whether it was moved.", path=path)
        ) from problem
    except PermissionError as problem:
        raise UnreadableFile(
            tr("{path} may not be read by you. Ask for the right to read it, or copy it elsewhere.", path=path)
        ) from problem
    except OSError as problem:
        raise UnreadableFile(_refusal(path, problem)) from problem
    except ValueError as problem:  # a NUL or half a character in the name
        raise UnreadableFile(tr("“{name}” is no name that a file can have.", name=_printable(path))) from problem


def _refusal(path: Path, problem: OSError) -> str:
    if problem.errno == errno.ENAMETOOLONG:
        return tr("“{name}” is too long for the name of a file. Check the name.", name=_printable(path))
    return tr(
        "{path} could not be read: {reason}. Copy it to this computer and try again.",
        path=path,
        reason=problem.strerror or str(problem),
    )


def _printable(path: Path) -> str:
    name = str(path).encode("utf-8", "replace").decode().replace("\x00", "\\0")
    return name if len(name) <= 100 else f"{name[:80]}…"


def too_large(name: str) -> str:
    return tr(
        "{name} is larger than {limit} MB, more than any article. Split it, or paste the part you need as text.",
        name=name,
        limit=MAX_BYTES // (1024 * 1024),
    )


def check_text(text: str, lines: int, name: str) -> None:
    """A document may be small and its text still be more than anybody could go through, or a window show."""
    if len(text) > MOST_CHARACTERS or lines > MOST_LINES:
        raise UnreadableFile(
            tr(
                "{name} holds more text than {characters} characters or {lines} lines, more than any article. "
                "Split it, or paste the part you need.",
                name=name,
                characters=MOST_CHARACTERS,
                lines=MOST_LINES,
            )
        )
