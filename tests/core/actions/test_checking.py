"""A project that proves itself: each planted damage is found, its row named and a way out told; reports as files."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from workbench.cli import program
from workbench.core.actions import checking, importing, verdicts
from workbench.core.errors import BadInput
from workbench.core.model.amount import Amount
from workbench.core.model.article import Guess
from workbench.core.model.fault import Part
from workbench.core.model.figure import Status
from workbench.core.model.verdict import VerdictKind
from workbench.core.project import Project
from workbench.core.store.articles import reading_hash

FIRST = "Survey of ore\n\nThe reserves of Kazakhstan are 2.6 million tonnes of iron ore, says the ministry."
SECOND = "Another count\n\nThe reserves of Kazakhstan are 44 million tonnes of iron ore, as of May 2024."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project of two sources that contradict each other, with a verdict on it."""
    path = tmp_path / "ore.workbench"
    with Project.create(path, author="Aigul") as project:
        importing.add(project, [importing.prepare_text(text) for text in (FIRST, SECOND)])
        with project.history.operation("Accept") as op:
            for figure in project.figures.ids():
                project.figures.update(op, figure, status=Status.ACCEPTED, measure="reserves", subject="Kazakhstan")
        (conflict,) = verdicts.standings(project)
        verdicts.give(project, conflict, VerdictKind.UNRESOLVED)
    return path


def tamper(path: Path, *statements: str) -> None:
    """Changes rows behind the program's back, its guards put aside for it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        for sql in statements:
            connection.execute(sql)
        for _, sql in guards:
            connection.execute(sql)


def flip(path: Path, old: bytes, new: bytes) -> None:
    """Puts other bytes over every place where some stand in the file."""
    data = path.read_bytes()
    assert old in data
    assert len(old) == len(new)
    path.write_bytes(data.replace(old, new))


def test_a_sound_project_proves_itself(path: Path) -> None:
    """Nothing is damaged, and nothing is remarked."""
    report = checking.check_file(path)
    assert (report.faults, report.remarks) == ((), ())
    assert (report.articles, report.figures, report.settled) == (2, 2, 2)
    assert checking.sentences(report)[-1].startswith("Every quote stands at its place")


LATEST = "(SELECT max(seq) FROM change WHERE table_name = 'figure')"
DAMAGES = {
    "a moved quote": (
        "UPDATE figure SET full_start = full_start + 1, full_stop = full_stop + 1 WHERE id = 1",
        Part.FIGURE, "figure", "1", "The quote of figure 1 in source 1 is not what stands at its place: “2.6 million",
    ),
    "a changed amount": (
        "UPDATE figure SET low = '2.8E+6', high = '2.8E+6' WHERE id = 1",
        Part.HISTORY, "figure", "1", "figure 1 is broken: its low is “2.8E+6”, and the last step left “2600000",
    ),
    "a dangling reference": (
        "UPDATE figure SET article_id = 99 WHERE id = 2",
        Part.REFERENCE, "figure", "2", "figure 2 -> article",
    ),
    "a missing row of the index": (
        "DELETE FROM text_number WHERE id = 1",
        Part.SEARCH, "text_index", None, "The search does not know every word of the texts: that of source",
    ),
    "a row too many in the index": (
        "INSERT INTO text_index (rowid, text) VALUES (99, 'surplus')",
        Part.SEARCH, "text_index", "99", "The search knows a text that is not there: row 99",
    ),
    "words too many in the index": (
        "INSERT INTO title_index (rowid, title) VALUES (1, 'surplus')",
        Part.SEARCH, "title_index", "", "or counts it wrongly: surplus",
    ),
    "a line taken out of the history": (
        "DELETE FROM change WHERE table_name = 'figure' AND row_id = 1 AND before IS NULL",
        Part.HISTORY, "change", "", "The history has lost 1 of the",
    ),
    "a line of the history taken out at its end": (
        f"DELETE FROM change WHERE seq = {LATEST}",
        Part.HISTORY, "figure", "2", "figure 2 is broken: its ",
    ),
    "a line of the history written over": (
        "UPDATE change SET after = json_set(after, '$.low', '9') WHERE table_name = 'figure' AND row_id = 2 "
        "AND before IS NULL",
        Part.HISTORY, "figure", "2", "its low is “",
    ),
    "a row that no step made": (
        "INSERT INTO option (guid, key, value) VALUES ('g', 'color', '1')",
        Part.HISTORY, "option", "1", "No step of the history made option 1",
    ),
    "a step that was never ended": (
        "INSERT INTO writing VALUES (1, 1, 0)",
        Part.HISTORY, "writing", "1", "was begun and never ended",
    ),
    "a wrong hash of an original": (
        "UPDATE original SET sha256 = replace(hex(zeroblob(32)), '00', 'ab') WHERE sha256 = "
        "(SELECT original_sha256 FROM article WHERE id = 1)",
        Part.ORIGINAL, "original", "ab" * 32, "The original file of a source that was removed",
    ),
    "another file in the place of an original": (
        "UPDATE original SET data = x'00' WHERE sha256 = (SELECT original_sha256 FROM article WHERE id = 2)",
        Part.ORIGINAL, "original", None, "The original file of source 2",
    ),
    "a foreign trigger": (
        "CREATE TRIGGER greedy AFTER UPDATE ON figure BEGIN DELETE FROM note; END",
        Part.STRUCTURE, "sqlite_schema", "greedy", "a trigger of another program: greedy",
    ),
    "a guard that is missing": (
        None,
        Part.STRUCTURE, "sqlite_schema", "guard_note_insert", "A guard of the file is missing: guard_note_insert",
    ),
    "a verdict of a figure that is gone": (
        "DELETE FROM figure WHERE id = 2",
        Part.VERDICT, "verdict", "1", "Verdict 1 names a figure that is gone, though no step removed it: “44 million",
    ),
    "a former version that is missing": (
        "UPDATE article SET version = 3 WHERE id = 2",
        Part.TEXT, "article", "2", "Source 2 (Another count) is in version 3",
    ),
    "a field that refers beyond the text": (
        "UPDATE figure SET evidence = '{\"unit\":[5,90000]}' WHERE id = 1",
        Part.FIGURE, "figure", "1", "A field of figure 1 in source 1 refers to words beyond the text",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", DAMAGES)
def test_damage_is_found_and_named(path: Path, what: str) -> None:
    """The kind of damage, its table and row, a sentence that names it, and what can be done."""
    sql, part, table, row, words = DAMAGES[what]
    if sql is None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("DROP TRIGGER guard_note_insert")
    else:
        tamper(path, sql)
    report = checking.check_file(path)
    found = [f for f in report.faults if f.part is part and words in f.words]
    assert [f.table for f in found] == [table], report.problems
    assert row is None or found[0].row == row
    assert f"What to do: {checking.remedy(part)}" in checking.sentences(report)


def test_a_flipped_byte_of_a_text_is_found(path: Path) -> None:
    """Damage that SQLite does not see: the text, its quote and the words of the index are told."""
    flip(path, b"2.6 million tonnes of", b"2.8 million tonnes of")
    report = checking.check_file(path)
    assert {Part.TEXT, Part.ORIGINAL, Part.FIGURE, Part.SEARCH} <= {fault.part for fault in report.faults}
    assert "The text of source 1 (Survey of ore) is not what was stored." in report.problems


def test_a_number_beyond_its_text_is_found(path: Path) -> None:
    """Also where its hash was made to fit."""
    with closing(sqlite3.connect(path)) as connection:
        blocks, dispositions = connection.execute(
            "SELECT blocks, dispositions FROM reading JOIN article ON reading_sha256 = sha256 WHERE id = 2"
        ).fetchone()
    longer = re.sub(r"^\[\[\d+,\d+", "[[5,9000", dispositions)
    assert longer != dispositions
    sha256 = reading_hash(blocks, longer)
    tamper(
        path,
        f"INSERT INTO reading VALUES ('{sha256}', '{blocks}', '{longer}')",
        f"UPDATE article SET reading_sha256 = '{sha256}' WHERE id = 2",
    )
    words = "A block or number of source 2 (Another count) lies beyond its text: 5 to 9000 of"
    assert [f.row for f in checking.check_file(path).faults if f.part is Part.READING and words in f.words] == ["2"]


@pytest.mark.parametrize("left", [0.95, 0.5, 0.02])
def test_a_file_that_is_cut_off_is_a_report_too(path: Path, left: float) -> None:
    """However much of it is left, the check ends with a sentence and the way to the backups."""
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * left)])
    report = checking.check_file(path)
    assert Part.FILE in {fault.part for fault in report.faults}
    assert "ore.workbench is damaged" in "\n".join(report.problems) or "The file is damaged" in report.problems[0]
    assert any("Restore the newest backup" in line for line in checking.sentences(report))


def test_undone_and_reverted_steps_are_no_damage(path: Path) -> None:
    """What was undone can be done again; what was done since took its place; both fit."""
    with Project.open(path) as project:
        project.history.undo()
        assert project.faults() == []
        project.history.undo()
        project.history.undo()
        assert project.faults() == []
        project.history.redo()
        with project.history.operation("Set") as op:
            project.options.set(op, "color", "blue")
        project.history.revert(1)
        assert project.faults() == []


def test_an_undone_step_that_no_longer_fits_is_found(path: Path) -> None:
    """It could not be done again."""
    with Project.open(path) as project:
        project.history.undo()
        project.history.undo()
    tamper(path, "UPDATE change SET before = json_set(before, '$.status', 'duplicate') WHERE row_id = 1 "
                 "AND table_name = 'figure' AND before IS NOT NULL")  # fmt: skip
    (fault,) = checking.check_file(path).faults
    assert (fault.part, fault.row) == (Part.HISTORY, "1")
    assert "does not begin where the step before it ended" in fault.words


def test_an_amount_that_its_words_do_not_state_is_remarked(path: Path) -> None:
    """Not damage by itself: other rules may have found it. One that a person set is theirs."""
    with Project.open(path) as project:
        assert checking.amounts(project) == []
        with project.history.operation("Correct") as op:
            project.figures.update(op, project.figures.ids()[0], amount=Amount.exact(Decimal(7)))
        assert checking.amounts(project) == []
    tamper(path, "UPDATE figure SET low = '45', high = '45' WHERE id = 2")
    with Project.open(path) as project:
        (line,) = checking.amounts(project)
    assert "The amount of figure 2 in source 2" in line
    assert "“44 million tonnes”" in line


@pytest.mark.parametrize("suffix", [".txt", ".json", ".html"])
def test_the_report_is_written(path: Path, tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each kind says the damage and the way out; titles of sources are text there, not markup."""
    with Project.open(path) as project, project.history.operation("Rename") as op:
        project.articles.set_guess(op, project.articles.ids()[0], "title", Guess("<b>Ore</b>", "user"))
    flip(path, b"2.6 million tonnes of", b"2.8 million tonnes of")
    target = tmp_path / f"report{suffix}"
    assert program.run(["check", str(path), "--to", str(target)], open_window=lambda _: 0) == 1
    assert "The text of source 1 (<b>Ore</b>) is not what was stored." in capsys.readouterr().out
    written = target.read_text("utf-8")
    escaped = "&lt;b&gt;Ore&lt;/b&gt;" if suffix == ".html" else "<b>Ore</b>"
    assert f"The text of source 1 ({escaped}) is not what was stored." in written
    assert "Restore the newest backup" in written
    if suffix == ".json":
        made = json.loads(written)
        assert made["sound"] is False
        assert {fault["table"] for fault in made["faults"]} >= {"body", "original", "figure"}


def test_a_report_of_another_kind_is_refused(path: Path, tmp_path: Path) -> None:
    """The kinds there are, are named, and nothing is written."""
    with pytest.raises(BadInput, match=r"\.txt, \.json or \.html"):
        checking.export(checking.check_file(path), tmp_path / "report.docx", "ore")
    assert not (tmp_path / "report.docx").exists()


def test_checking_changes_nothing(path: Path) -> None:
    """The file is the same afterwards, byte for byte."""
    before = path.read_bytes()
    checking.check_file(path)
    assert path.read_bytes() == before
