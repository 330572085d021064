"""An import that is called off while a file is being read does not wait for that file."""

from __future__ import annotations

from pathlib import Path

from tests.hostile import good
from workbench.core.extraction.pipeline import Extractor
from workbench.gui.imports import Batch, read_all


def test_the_file_under_way_is_given_up(tmp_path: Path) -> None:
    """What was ready before is handed over; the rest is not read, and nothing is told to have failed."""
    (tmp_path / "a.txt").write_bytes(good.text())
    (tmp_path / "b.html").write_bytes(good.page())
    (tmp_path / "c.txt").write_bytes(good.text())
    answers = iter([False, False])  # before each file, and from then on while the second is read
    batches: list[Batch] = []
    whole = read_all(
        sorted(tmp_path.iterdir()),
        Extractor.default(),
        progress=lambda done, total: None,
        cancelled=lambda: next(answers, True),
        part=batches.append,
    )
    assert not whole
    assert [one.draft.file_name for batch in batches for one in batch.prepared] == ["a.txt"]
    assert [batch.failed for batch in batches] == [()]
