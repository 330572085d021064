"""Layouts are data that a user may change: a mistake is told with its file and line."""

from __future__ import annotations

import pytest

from workbench.core import paths
from workbench.core.errors import BadLexicon
from workbench.core.export.excel import _LAYOUTS
from workbench.core.export.layout import load
from workbench.core.export.profile import shipped

GOOD = """sheet = "Sources"
table = "tblSources"
title = "Sources"
note = "All of them."

[[column]]
key = "no"
header = "No."
width = 6
style = "count"

[[column]]
key = "title"
header = "Title"
width = 46
style = "label"
"""


@pytest.mark.parametrize("name", _LAYOUTS)
def test_the_shipped_layouts_load(name):
    """Every sheet of the program has a layout without mistakes, and every layout a sheet."""
    keys, needed = _LAYOUTS[name]
    assert load(name, keys, needed).columns
    assert {file.stem for file in paths.export_layouts().glob("*.toml")} == {*_LAYOUTS, *shipped()}


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (('"count"', '"counting"'), 10, "no style counting"),
        (("width = 46", "width = 460"), 15, "width"),
        (('width = 46', 'width = "wide"'), 15, "width"),
        (('key = "title"', 'key = "no"'), 13, "twice"),
        (('key = "title"', 'key = "titel"'), 13, "no column titel"),
        (('header = "Title"', 'heading = "Title"'), 14, "heading means nothing"),
        (('header = "Title"', 'header = ""'), 14, "header must be a text"),
        (('sheet = "Sources"', 'sheet = "A/B"'), 1, "“A B” can"),
        (('sheet = "Sources"', "sheet = \"'Sources'\""), 1, "“Sources” can"),
        (('sheet = "Sources"', 'sheet = "History"'), 1, "name of a sheet"),
        (('sheet = "Sources"', 'sheet = "' + "S" * 32 + '"'), 1, "name of a sheet"),
        (('title = "Sources"\n', ""), 1, "title must be a text"),
        (('[[column]]\nkey = "no"', '[column]\nkey = "no"'), 12, "line 12"),
        (('table = "tblSources"', 'table = "AB12"'), 2, "name of a table"),
        (('key = "no"\nheader = "No."', 'key = "no\nheader = "No."'), 7, "line 7"),
    ],
)  # fmt: skip
def test_a_mistake_names_file_and_line(tmp_path, change, line, words):
    """The person who changed a layout finds the place."""
    assert change[0] in GOOD
    (tmp_path / "sources.toml").write_text(GOOD.replace(*change), "utf-8")
    with pytest.raises(BadLexicon) as told:
        load("sources", ("no", "title"), (), tmp_path / "sources.toml")
    assert "sources.toml" in str(told.value)
    assert f"line {line}" in str(told.value)
    assert words in str(told.value)


def test_a_column_that_formulas_need_cannot_be_left_out(tmp_path):
    """The program says which."""
    (tmp_path / "sources.toml").write_text(GOOD, "utf-8")
    with pytest.raises(BadLexicon, match="guid is needed"):
        load("sources", ("no", "title", "guid"), ("guid",), tmp_path / "sources.toml")


def test_a_layout_that_is_not_there_or_not_text(tmp_path):
    """Missing and binary files are named."""
    with pytest.raises(BadLexicon, match=r"sources\.toml"):
        load("sources", (), (), tmp_path / "sources.toml")
    (tmp_path / "sources.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadLexicon, match="not UTF-8"):
        load("sources", (), (), tmp_path / "sources.toml")
