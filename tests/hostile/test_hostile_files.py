"""Every bad file gets its answer: a sentence that names it, or its words and nothing that it hides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.hostile.make import Bad, all_files
from workbench.core.actions.importing import with_figures
from workbench.core.apart.process import ReaderStopped
from workbench.core.errors import UnreadableFile
from workbench.core.reading.canonical import canonical
from workbench.core.reading.reader import read_file

FILES = all_files()


@pytest.mark.parametrize("bad", FILES, ids=[one.name for one in FILES])
def test_a_bad_file(bad: Bad, tmp_path: Path) -> None:
    """Refused in words, or read; never a fault of ours, and nothing is left beside the file."""
    file = tmp_path / bad.name
    file.write_bytes(bad.make())
    if bad.refused or bad.stopped:
        with pytest.raises(
            ReaderStopped if bad.stopped else UnreadableFile, match=bad.refused or "stopped"
        ) as refused:
            read_file(file)
        assert bad.name in str(refused.value)
        assert isinstance(refused.value, ReaderStopped) == bad.stopped
        assert not hasattr(refused.value, "__notes__")  # a fault of ours inside of the reader
    else:
        draft = read_file(file)
        assert bad.holds in draft.text
        assert [word for word in bad.lacks if word in draft.text + draft.title.value + draft.url] == []
        assert bad.noted == "" or any(re.search(bad.noted, note) for note in draft.notes)
        assert canonical(draft.text) == draft.text
        if len(draft.text) < 3_000_000:
            with_figures(draft)
    assert list(tmp_path.iterdir()) == [file]


def test_there_are_enough() -> None:
    """Of every format, and some sixty at the least."""
    suffixes = {Path(one.name).suffix for one in FILES}
    assert {".txt", ".html", ".xhtml", ".mht", ".docx", ".pdf"} <= suffixes
    assert len(FILES) >= 150
