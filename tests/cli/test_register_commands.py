"""Registers, records and dossiers on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from workbench.cli.program import run

TEXT = (
    "A mine changes hands\n\n"
    "Boreal Metals and Tobol Mining signed an agreement on the Sary deposit in March 2025.\n\n"
    "Boreal Metals gets a stake of 60% and Tobol Mining keeps 40%.\n"
)


def window(_: Path | None) -> int:
    raise AssertionError("no window is asked for")


def main(*words: str) -> int:
    return run(list(words), open_window=window)


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    path, source = str(tmp_path / "p.workbench"), tmp_path / "mine.txt"
    source.write_text(TEXT, "utf-8")
    assert main("new", path) == main("import", path, str(source)) == 0
    capsys.readouterr()
    return path


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    assert main(*words, "--json") == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_a_suggested_deal_is_taken_and_filled(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Listed, taken, filled with words of the source, told in the register; undone step by step."""
    (suggested,) = asked(capsys, "record", project, "--suggest", "deal")
    assert (suggested["number"], suggested["name"]) == (1, "Boreal Metals–Tobol Mining")
    (record,) = asked(capsys, "record", project, "--suggest", "deal", "--take", "1")
    assert [one["text"] for one in record["fields"]["signed"]["values"]] == ["2025-03"]
    assert main("record", project, "1", "--set", "place", "--article", "1", "--quote", "Sary") == 0
    assert (
        main("record", project, "1", "--set", "term=10 years", "--not-stated", "value", "--add", "goods=copper") == 0
    )
    capsys.readouterr()
    (deals,) = [one for one in asked(capsys, "registers", project) if one["key"] == "deal"]
    fields = deals["records"][0]["fields"]
    assert (fields["place"]["values"][0]["quote"], fields["value"]["fill"]) == ("Sary", "not stated")
    assert {one["field"] for one in deals["missing"]} == {"binding", "kind"}
    assert main("registers", project, "--checklist") == 0
    assert "60 + 40" not in capsys.readouterr().err
    assert main("undo", project, "-n", "2") == 0
    capsys.readouterr()
    (record,) = asked(capsys, "record", project, "Boreal Metals–Tobol Mining")
    assert record["fields"]["term"]["fill"] == "empty"


def test_a_record_is_made_filled_and_removed(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Making and filling is one step; what cannot be understood makes nothing."""
    assert main("record", project, "--make", "deal", "X–Y", "--set", "term=long") == 2
    assert "not an amount" in capsys.readouterr().err
    assert main("record", project, "--make", "Deals", "X–Y", "--set", "term=10 years") == 0
    assert main("record", project, "1", "--suggest") == 0
    assert main("record", project, "X–Y", "--rename", "X and Y", "--clear", "term", "--does-not-apply", "term") == 0
    capsys.readouterr()
    (record,) = asked(capsys, "record", project, "1")
    assert (record["name"], record["fields"]["term"]["fill"]) == ("X and Y", "does not apply")
    assert main("record", project, "1", "--remove") == main("undo", project) == 0
    assert main("record", project, "2") == main("record", project) == 2


def test_a_register_is_changed(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Own registers, fields of every kind, order, titles; values of a field that went are told and forgotten."""
    fields = ["--field", "*Court", "--field", "Stage:choice:filed,heard", "--field", "Deal:reference:deal"]
    assert main("registers", project, "--make", "Court cases", *fields, "--field", "Claim:amount") == 0
    assert main("record", project, "--make", "court-cases", "Case 1", "--set", "claim=5 million dollars") == 0
    change = ["--drop-field", "claim", "--rename-field", "court=Which court", "--order", "stage"]
    capsys.readouterr()
    assert main("registers", project, "--change", "court-cases", *change, "--field", "Filed:date") == 0
    assert "claim (1)" in capsys.readouterr().out
    (cases,) = [one for one in asked(capsys, "registers", project) if one["key"] == "court-cases"]
    assert [one["key"] for one in cases["fields"]] == ["stage", "court", "deal", "filed"]
    assert [one["title"] for one in cases["fields"]][1] == "Which court"
    assert main("registers", project, "--forget", "court-cases") == 0
    assert main("registers", project, "--remove", "court-cases") == 2
    assert main("registers", project, "--change", "deal", "--field", "Law:colour") == 2
    assert main("registers", project, "--change", "deal", "--drop-field", "nothing") == 2
    assert (
        main("registers", project, "--fields", "--type", "deal") == main("registers", project, "--reset", "deal") == 0
    )


def test_a_dossier_is_printed_and_written(project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For people, for programs, as a page and as a workbook."""
    assert main("record", project, "--suggest", "deal", "--take", "1", "--unsure") == 0
    assert main("dossier", project, "#1") == 0
    assert "60 + 40 = 100" in capsys.readouterr().out
    (made,) = asked(capsys, "dossier", project, "Boreal Metals–Tobol Mining")
    assert made["own"]["id"] == 1
    for name in ("d.html", "d.xlsx"):
        assert main("dossier", project, "#1", "--to", str(tmp_path / name), "--language", "ru") == 0
        assert (tmp_path / name).stat().st_size > 1000
    assert main("dossier", project, "nothing at all") == 2
    assert main("dossier", project, "#1", "--to", str(tmp_path / "d.txt")) == 2


def test_a_field_is_known_by_the_title_that_is_shown(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In any case; one that is not there is refused, also where it would only be cleared."""
    assert main("record", project, "--make", "deal", "One") == 0
    assert main("record", project, "One", "--set", "date OF signing=2025-11") == 0
    capsys.readouterr()
    (record,) = asked(capsys, "record", project, "One")
    assert [one["text"] for one in record["fields"]["signed"]["values"]] == ["2025-11"]
    assert main("record", project, "One", "--clear", "Objct") == 2
    assert "has no field “Objct”" in capsys.readouterr().err
    assert main("registers", project, "--make", "", "--field", "x") == 2
