"""The report of a fault of ours, kept on this computer alone: where it happened, never a word of any source.

What an error says is left out, for it may quote an article; so are values, lines of code and the names of folders.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from types import TracebackType

import workbench
from workbench.core import paths

KEPT = 20  # reports in the folder; older ones are removed
_CHAIN = 5  # errors behind an error that are told
_FRAMES = 60  # of each; of a recursion that never ends the innermost
_PARTS = ("PySide6-Essentials", "openpyxl", "pypdfium2", "trafilatura", "sqlite-utils")


def report(error: BaseException | type[BaseException], trace: TracebackType | None = None, *, where: str = "",
           commands: Iterable[str] = ()) -> str:  # fmt: skip
    """The report's text. `commands` are the names of those that ran last, `where` names what they ran in."""
    lines = [*head(where), f"last commands: {', '.join(commands) or 'none'}", ""]
    if isinstance(error, BaseException):
        lines += _told(error, trace)
    else:
        lines += [*_frames(trace), error.__name__]
    return "\n".join(lines) + "\n"


def head(where: str) -> list[str]:
    """Which program on what, and when."""
    import platform
    from datetime import datetime

    return [
        f"Research Workbench {workbench.__version__}",
        f"Python {platform.python_version()}, {platform.platform()}",
        ", ".join(_versions()),
        f"{datetime.now().astimezone().isoformat(timespec='seconds')}{where and f', in {where}'}",
    ]


def _versions() -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, version

    for name in _PARTS:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:  # an optional one, or a frozen program without its papers
            continue


def _told(error: BaseException, trace: TracebackType | None) -> list[str]:
    """The error and those it came of, the first of them first."""
    chain = [(error, trace or error.__traceback__)]
    while len(chain) < _CHAIN:
        last = chain[-1][0]
        before = last.__cause__ or (None if last.__suppress_context__ else last.__context__)
        if before is None or any(before is known for known, _ in chain):
            break
        chain.append((before, before.__traceback__))
    lines: list[str] = []
    for one, its in reversed(chain):
        lines += ["and of it came:"] if lines else []
        lines += [*_frames(its), type(one).__name__]
    return lines


def _frames(trace: TracebackType | None) -> list[str]:
    import traceback

    walked = [(frame.f_code, line) for frame, line in traceback.walk_tb(trace)]
    cut = [f"  ({len(walked) - _FRAMES} more)"] if len(walked) > _FRAMES else []
    return cut + [f"  {short(code.co_filename)}:{line} in {code.co_qualname}" for code, line in walked[-_FRAMES:]]


def short(file: str) -> str:
    """A file's name from its package on: whose computer it lies on is nobody's business."""
    parts = PurePath(file.replace("\\", "/")).parts
    for root in ("workbench", "site-packages", "tests"):
        if root in parts:
            at = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[at + (root == "site-packages") :])
    return parts[-1] if parts else file


def keep(text: str) -> Path | None:
    """Writes the report beside the earlier ones; None when the disk does not take it."""
    from datetime import datetime

    now = datetime.now().astimezone()
    try:
        path = paths.user_logs() / f"report-{now:%Y%m%d-%H%M%S-%f}.txt"
        for old in sorted(path.parent.glob("report-*.txt"))[: -KEPT + 1]:
            old.unlink(missing_ok=True)
        path.write_text(text, "utf-8")
    except OSError:
        return None
    return path
