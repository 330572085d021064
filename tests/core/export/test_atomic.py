"""A file is written whole or not at all, and a sentence says what stood in the way."""

from __future__ import annotations

import csv
import os
from decimal import Decimal

import pytest

from workbench.core.errors import CannotWriteFile
from workbench.core.export.atomic import replacing
from workbench.core.export.csv_evidence import write_csv
from workbench.core.model.amount import Amount


def test_the_new_file_takes_the_place_of_the_old(tmp_path):
    """Until the end of the block the old one stands."""
    target = tmp_path / "a.txt"
    target.write_text("old")
    with replacing(target) as part:
        part.write_text("new")
        assert target.read_text() == "old"
    assert target.read_text() == "new"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device"), "disk is full"),
        (PermissionError(13, "Permission denied"), "open in another program"),
        (OSError(30, "Read-only file system"), "not allowed"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
)
def test_the_sentence_names_the_file_and_the_way_out(tmp_path, error, words):
    """Whatever the system says; what stood there stays."""
    target = tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises(CannotWriteFile, match=words) as told:
        write_half(target, error)
    assert str(target) in str(told.value)
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


def write_half(target, error):
    """Begins a file and meets the error."""
    with replacing(target) as part:
        part.write_text("half")
        raise error


def test_a_missing_folder_and_a_folder_as_target(tmp_path):
    """Both are named before anything is written."""
    with pytest.raises(CannotWriteFile, match="does not exist"), replacing(tmp_path / "no" / "a.txt") as part:
        part.write_text("x")
    with pytest.raises(CannotWriteFile, match="is a folder"), replacing(tmp_path):
        pass


def test_a_place_that_cannot_be_written_is_told_before_anything_is_built(tmp_path):
    """A name no disk takes, a file where a folder should be: the block never begins."""
    (tmp_path / "file").write_text("x")
    for target, words in ((tmp_path / ("n" * 300), "name is too long"), (tmp_path / "file" / "a", "does not exist")):
        with pytest.raises(CannotWriteFile, match=words), replacing(target):
            pytest.fail("begun")
    assert os.listdir(tmp_path) == ["file"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
@pytest.mark.parametrize("rights", [0o000, 0o500])
def test_a_folder_that_may_not_be_entered_or_written(tmp_path, rights):
    """Both are told as a matter of access, not as a crash."""
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(rights)
    try:
        with pytest.raises(CannotWriteFile, match="not allowed"), replacing(folder / "a.txt"):
            pytest.fail("begun")
    finally:
        folder.chmod(0o700)


def test_a_write_protected_file_is_refused(tmp_path):
    """Whoever protected it did so for a reason; it stands as before."""
    target = tmp_path / "a.txt"
    target.write_text("old")
    target.chmod(0o444)
    with pytest.raises(CannotWriteFile, match="write-protected"), replacing(target):
        pytest.fail("begun")
    assert (target.read_text(), os.listdir(tmp_path)) == ("old", ["a.txt"])


@pytest.mark.skipif(os.name == "nt", reason="rights and links of POSIX systems")
def test_access_rights_and_links_are_kept(tmp_path):
    """Who may read a report does not change when it is written anew; a link leads to the new file."""
    target, link = tmp_path / "a.txt", tmp_path / "link.txt"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    with replacing(link) as part:
        part.write_text("new")
    assert link.is_symlink()
    assert (target.read_text(), target.stat().st_mode & 0o777) == ("new", 0o640)


def test_our_own_faults_are_not_dressed_up(tmp_path):
    """What is not the disk's fault comes through, and leaves nothing behind."""
    with pytest.raises(ZeroDivisionError), replacing(tmp_path / "a.txt") as part:
        part.write_text(str(1 / 0))
    assert os.listdir(tmp_path) == []


def test_evidence_as_csv(tmp_path, empty):
    """Plain digits, a mark for Excel, and text that no spreadsheet runs."""
    empty.add(1, "=1+1", Amount.exact(Decimal("2.60e6"), Decimal(100000)), "t", "@reserves", "Chile", note='a "b"\nc')
    write_csv(tmp_path / "e.csv", empty.content(), language="ru")
    assert (tmp_path / "e.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "e.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["quote"], row["measure"], row["low"]) == ("'=1+1", "'@reserves", "2600000")
    assert (row["note"], row["guid"], row["sha256"]) == ('a "b"\nc', "guid-0001", "ab" * 32)
