"""What sources suggest for the registers: each with its words, nothing filled in that nobody took."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.core.actions import importing, registers, suggesting
from workbench.core.actions.checking import check
from workbench.core.errors import Cancelled
from workbench.core.model.record_suggestion import RecordSuggestion
from workbench.core.model.register import Reference, Stated
from workbench.core.project import Project

ENGLISH = (
    "A mine changes hands\n\n"
    "Boreal Metals and Tobol Mining signed an agreement on the Sary deposit in March 2025.\n\n"
    "Boreal Metals gets a stake of 60% and Tobol Mining keeps 40%.\n\n"
    "The reserves of the Sary deposit are put at 12 million tonnes of copper ore.\n\n"
    "Brazil banned exports of raw lithium in May 2024.\n\n"
    "The weather stayed cold, and 40 people came to the fair."
)
RUSSIAN = (
    "Сделка на Тоболе\n\n"
    "Компания «Степьруда» и компания «Тоболмедь» подписали договор сроком на 12 лет.\n\n"
    "На месторождении Сарыарка площадью 40 квадратных километров запасы меди составляют 3 млн тонн."
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.workbench") as opened:
        importing.add(opened, [importing.prepare_text(ENGLISH, "a.txt"), importing.prepare_text(RUSSIAN, "b.txt")])
        yield opened


def found(project: Project, key: str) -> dict[str, RecordSuggestion]:
    return {one.name: one for one in suggesting.records(suggesting.material(project, language="en"), key)}


def said(one: RecordSuggestion, field: str) -> list[str]:
    return [value.text.replace("\u00a0", " ") for value in one.values if value.field == field]


def test_a_deal_is_told_by_its_parties(project: Project) -> None:
    """Names, stakes, date, object and term come with the words that say so, wherever in the source they stand."""
    deals = found(project, "deal")
    assert set(deals) == {"Boreal Metals–Tobol Mining", "Степьруда–Тоболмедь"}
    english = deals["Boreal Metals–Tobol Mining"]
    assert said(english, "parties") == ["Boreal Metals", "Tobol Mining"]
    assert said(english, "stakes") == ["60 %", "40 %"]
    assert (said(english, "signed"), said(english, "object")) == (["2025-03"], ["Sary"])
    assert said(deals["Степьруда–Тоболмедь"], "term") == ["12 years"]


def test_deposits_and_events_are_told_by_names_and_dates(project: Project) -> None:
    """Figures of a deposit are those said of it; an event is who acts, when, on what."""
    deposits = found(project, "deposit")
    assert set(deposits) == {"Sary", "Сарыарка"}
    assert said(deposits["Sary"], "reserves") == ["12 million t"]
    assert (said(deposits["Сарыарка"], "area"), said(deposits["Сарыарка"], "reserves")) == (
        ["40 km²"],
        ["3 million t"],
    )
    (event,) = found(project, "policy-event").values()
    assert (event.name, said(event, "date"), said(event, "actors")) == (
        "Brazil, 2024-05, lithium",
        ["2024-05"],
        ["Brazil"],
    )


def test_choices_are_read_from_their_words(project: Project) -> None:
    """Of the sentence that names the deal, and, less surely, the one that goes on about it; longer words win."""
    text = (
        "Ore for steel\n\nBoreal Metals and Delta Steel signed a memorandum on supplies of ore. "
        "The agreement is non-binding. The weather was cold, and nothing else is binding."
    )
    importing.add(project, [importing.prepare_text(text, "c.txt")])
    deal = found(project, "deal")["Boreal Metals–Delta Steel"]
    assert (said(deal, "status"), said(deal, "binding")) == (["signed"], ["non-binding"])
    assert said(deal, "kind") == ["memorandum"]
    assert [value.sure for value in deal.values if value.field in ("status", "binding")] == [False, True]


def test_every_suggestion_has_its_words(project: Project) -> None:
    """The span of each is the words in the text; what it suggests is read from there."""
    for key in ("deal", "deposit", "policy-event", "company"):
        for one in found(project, key).values():
            text = project.articles.text(one.article)
            assert one.span.of(text) == one.quote
            for value in one.values:
                words = value.span.of(project.articles.text(value.article))
                assert words
                assert words in value.quote


def test_nothing_is_filled_in_before_it_is_taken(project: Project) -> None:
    """Taking makes the record with its sure values as one step; the suggestion is gone then, and back with undo."""
    one = found(project, "deal")["Boreal Metals–Tobol Mining"]
    assert project.registers.records() == []
    company = registers.make(project, "company", "Boreal Metals")
    made = suggesting.take_record(project, one)
    record = project.registers.get(made)
    assert {value.field for value in record.values} == {value.field for value in one.values if value.sure}
    party, guid = record.of("parties")[0].value, project.registers.get(company).guid
    assert party == Reference("Boreal Metals", guid)
    assert all(value.evidence.quote for value in record.values)
    assert one.name not in found(project, "deal")
    assert check(project).problems == ()
    project.history.undo()
    assert [record.name for record in project.registers.records()] == ["Boreal Metals"]
    assert one.name in found(project, "deal")


def test_a_record_is_offered_what_it_does_not_say_yet(project: Project) -> None:
    """By its own name; each value once; what was taken is not offered again."""
    sary = registers.make(project, "deposit", "Sary")
    offered = suggesting.for_record(project, sary, "en")
    (reserves,) = [one for one in offered if one.field == "reserves"]
    assert isinstance(reserves.value, Stated)
    assert reserves.evidence.figure_id is not None
    suggesting.take_value(project, sary, reserves)
    assert "reserves" not in {one.field for one in suggesting.for_record(project, sary, "en")}
    deal = registers.make(project, "deal", "Степьруда–Тоболмедь")
    assert {"parties", "term"} <= {one.field for one in suggesting.for_record(project, deal, "en")}


def test_a_text_that_speaks_of_no_such_thing_suggests_none(tmp_path: Path) -> None:
    """Numbers, places and companies alone make no deal, deposit or event."""
    text = "The fair\n\nIn Oslo 40 people ate 12 kg of fish. Prices rose by 3% in 2024. Cloud, rain and 5 degrees."
    with Project.create(tmp_path / "q.workbench") as project:
        court = (
            "Суд и спорт\n\nСуд в США обязал компанию «Степьруда» выплатить 8 млн долларов 27 марта 2019 года. "
            "В соревнованиях участвует Пётр Иванов, участники «Большого круга» довольны."
        )
        importing.add(project, [importing.prepare_text(text, "a.txt"), importing.prepare_text(court, "b.txt")])
        assert [found(project, key) for key in ("deal", "deposit", "policy-event")] == [{}, {}, {}]
        nobody = registers.make(project, "deal", "Nobody–Nothing")
        assert suggesting.for_record(project, nobody) == []


def test_the_work_can_be_stopped(project: Project) -> None:
    """Between two sources it is asked whether to go on."""
    steps: list[tuple[int, int]] = []
    given = suggesting.material(project)
    with pytest.raises(Cancelled):
        suggesting.records(given, "deal", lambda *at: steps.append(at), lambda: bool(steps))
    assert steps == [(1, 2)]
