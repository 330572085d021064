"""Bad files, each made when it is needed and each with the answer that is expected.

    python tests/hostile/make.py FOLDER

writes them all, to try another version of the program or another program on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


@dataclass(frozen=True, slots=True)
class Bad:
    """A file that is refused with a sentence that has `refused` (a pattern) in it; or, where that is empty, one that
    is read: its text then has `holds` and none of `lacks`, a note to the user has `noted`. `stopped`: its reader
    comes to no end with it, and is ended."""

    name: str
    make: Callable[[], bytes]
    refused: str = ""
    holds: str = ""
    lacks: tuple[str, ...] = ()
    noted: str = ""
    stopped: bool = False


def all_files() -> list[Bad]:
    from tests.hostile import bad_archives, bad_pages, bad_pdfs, bad_texts

    found = [*bad_texts.FILES, *bad_pages.FILES, *bad_archives.FILES, *bad_pdfs.FILES]
    assert len({one.name for one in found}) == len(found)
    return found


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for one in all_files():
        data = one.make()
        (folder / one.name).write_bytes(data)
        print(f"{len(data):>12,}  {one.name}: {one.refused or 'is read'}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
