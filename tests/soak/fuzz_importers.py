"""Spoils good files at random and reads them: only a sentence or a good article may come of it.

    python tests/soak/fuzz_importers.py [MINUTES] [SEED] [FOLDER]

Text, html, mht, docx, pdf, and workbooks that come back. Whatever else comes is a finding: an error of ours inside
the reader, a reader that crashed, hung or grew, a text or an amount that breaks a rule the program stands on. Each is
written with its file into FOLDER and told at the end; the exit code is 1 then. A run with the same seed spoils the
same files.
"""

from __future__ import annotations

import collections
import hashlib
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.hostile import good  # noqa: E402 - found beside this file, not installed
from tests.hostile.mutator import Mutator  # noqa: E402
from workbench.core.actions.importing import with_figures  # noqa: E402
from workbench.core.actions.readback import read as read_back  # noqa: E402
from workbench.core.apart.process import ReaderStopped  # noqa: E402
from workbench.core.errors import WorkbenchError  # noqa: E402
from workbench.core.model.article import ArticleDraft  # noqa: E402
from workbench.core.reading.canonical import canonical  # noqa: E402
from workbench.core.reading.reader import read_bytes  # noqa: E402

_SLOW = 10.0  # seconds: told, for a look at the file
_KINDS: dict[str, Callable[[], bytes]] = {
    "a.txt": good.text, "a.html": good.page, "a.mht": good.saved, "a.docx": good.document, "a.pdf": good.pdf,
    "a.xlsx": good.workbook,
}  # fmt: skip


def check(draft: ArticleDraft, data: bytes) -> None:
    """What must hold of every article."""
    text = draft.text
    assert canonical(text) == text, "a text that is not canonical"
    assert draft.original == data, "bytes that are not the file's"
    assert draft.sha256 == hashlib.sha256(data).hexdigest(), "a hash of something else"
    behind = 0
    for block in draft.blocks:
        assert behind <= block.span.start <= block.span.end <= len(text), "a block that is not in order"
        behind = block.span.end
        assert all(span.end <= len(text) for span in block.header), "a heading of a cell outside of the text"
    for guess in (draft.title, draft.publisher, draft.author, draft.published):
        assert guess.span is None or guess.span.end <= len(text), "a guess outside of the text"
        guess.value.encode("utf-8")
    for figure in with_figures(draft).extraction.statements:
        assert figure.span.end <= len(text), "a figure outside of the text"
        assert figure.full_span.contains(figure.span), "a figure wider than what surrounds it"


def read(name: str, data: bytes, folder: Path) -> str:
    """What came of the file: "article", "refused", or a finding."""
    try:
        if name.endswith(".xlsx"):
            (folder / name).write_bytes(data)
            read_back(folder / name)
        else:
            check(read_bytes(data, name), data)
    except ReaderStopped as stopped:
        return "finding: " + (str(stopped.__notes__[0]) if getattr(stopped, "__notes__", ()) else str(stopped))
    except WorkbenchError as refused:
        return "refused" if name in str(refused) else f"finding: a sentence without the file: {refused}"
    except Exception:  # noqa: BLE001 - this is what is looked for
        return "finding: " + traceback.format_exc()
    return "article"


def main(minutes: float, seed: int, found: Path) -> int:
    found.mkdir(parents=True, exist_ok=True)
    originals = {name: make() for name, make in _KINDS.items()}
    counted: collections.Counter[tuple[str, str]] = collections.Counter()
    findings: collections.Counter[str] = collections.Counter()
    until, number = time.monotonic() + 60 * minutes, seed * 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < until:
            number += 1
            name = list(originals)[number % len(originals)]
            data = Mutator(number).any(originals[name])
            began = time.monotonic()
            answer = read(name, data, Path(folder))
            took = time.monotonic() - began
            counted[name, answer.partition(":")[0]] += 1
            if answer.startswith("finding") or took > _SLOW:
                (found / f"{number}-{name}").write_bytes(data)
                (found / f"{number}-{name}.said").write_text(f"{took:.1f} s\n{answer}", "utf-8")
                findings[
                    f"{name}: {answer.strip().splitlines()[-1][:200]}" + (" (slow)" if took > _SLOW else "")
                ] += 1
    for (name, answer), count in sorted(counted.items()):
        print(f"{name:8} {answer:10} {count}")
    for finding, count in findings.most_common():
        print(f"{count} × {finding}")
    print(f"{sum(counted.values())} files, {sum(findings.values())} findings, seed {seed}")
    return 1 if findings else 0


if __name__ == "__main__":
    given = sys.argv[1:]
    target = Path(given[2]) if len(given) > 2 else Path(tempfile.gettempdir()) / "fuzz-importers"
    sys.exit(main(float(given[0]) if given else 20.0, int(given[1]) if len(given) > 1 else 1, target))
