"""Records as a person makes them: filled from words and figures, marked, held against each other, one step each."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from workbench.core.actions import articles, importing, register_views, registers, reviewing
from workbench.core.actions.checking import check
from workbench.core.errors import BadInput, NothingSuchInProject
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.article import ArticleId
from workbench.core.model.figure import Figure
from workbench.core.model.period import Period
from workbench.core.model.record_view import Fault, FieldView, Fill
from workbench.core.model.register import Evidence, RecordId, Reference, Stated, ValueState
from workbench.core.model.span import Span
from workbench.core.project import Project

TEXT = (
    "Steppe mine changes hands\n\n"
    "Boreal Metals and Tobol Mining signed a contract on the Sary deposit in March 2025.\n\n"
    "Boreal Metals takes a stake of 60% in the venture for 10 years, Tobol Mining keeps 40%."
)
SOURCE = ArticleId(1)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.workbench", author="Aida") as opened:
        importing.add(opened, [importing.prepare_text(TEXT, "mine.txt")])
        yield opened


@pytest.fixture
def deal(project: Project) -> RecordId:
    return registers.make(project, "deal", "Boreal–Tobol")


def words(text: str) -> Evidence:
    start = TEXT.index(text)
    return Evidence.words(SOURCE, Span(start, start + len(text)))


def figure(project: Project, quote: str) -> Figure:
    return next(one for one in project.figures.of_article(SOURCE) if quote in one.quote)


def field(project: Project, deal: RecordId, key: str) -> FieldView:
    found = register_views.record(project, deal, "en").field(key)
    assert found is not None
    return found


def faults(project: Project, deal: RecordId, key: str) -> list[Fault]:
    return [remark.fault for remark in field(project, deal, key).remarks]


def test_each_kind_of_field_is_typed_as_it_is_said(project: Project, deal: RecordId) -> None:
    """Amounts as a source writes them, dates in words, choices in any language, references by name or number."""
    number = registers.make(project, "company", "Boreal Metals")
    typed = {
        "term": "10 лет",
        "signed": "март 2025 года",
        "kind": "Purchase",
        "parties": f"#{number}",
        "goods": "gold",
    }
    for key, text in typed.items():
        registers.put(project, deal, key, text)
    said = {value.field: value.value for value in project.registers.get(deal).values}
    amount = Amount(Decimal(10), Decimal(10), Qualifier.EXACT, Decimal(1))
    guid = project.registers.get(number).guid
    assert said["term"] == Stated(amount, "a", "10 лет")
    assert (said["signed"], said["kind"], said["goods"]) == (Period("2025-03"), "purchase", "gold")
    assert said["parties"] == Reference("Boreal Metals", guid)


@pytest.mark.parametrize(
    ("key", "text"), [("term", "long"), ("signed", "soon"), ("kind", "gift"), ("parties", "#99"), ("colour", "red"),
                      ("goods", "  ")],
)  # fmt: skip
def test_what_cannot_be_understood_is_said_and_changes_nothing(
    project: Project, deal: RecordId, key: str, text: str
) -> None:
    """A sentence says how to write it; no step is taken."""
    before = project.history.undo_name
    with pytest.raises((BadInput, NothingSuchInProject)):
        registers.put(project, deal, key, text)
    assert (project.registers.get(deal).values, project.history.undo_name) == ((), before)


def test_a_figure_or_words_say_the_value_themselves(project: Project, deal: RecordId) -> None:
    """Without a text the evidence is read: the figure's amount, the date that the words are."""
    registers.add(project, deal, "stakes", evidence=Evidence.figure(figure(project, "60%").id))
    registers.add(project, deal, "signed", evidence=words("March 2025"))
    stake, signed = project.registers.get(deal).values
    assert isinstance(stake.value, Stated)
    assert (stake.value.amount.low, stake.value.unit, stake.evidence.quote) == (Decimal(60), "%", "60%")
    assert (signed.value, signed.evidence.quote, signed.evidence.version) == (Period("2025-03"), "March 2025", 1)
    registers.add(project, deal, "status", evidence=words("signed a contract"))
    assert project.registers.get(deal).of("status")[0].value == "signed"
    with pytest.raises(BadInput, match="none of the words"):
        registers.add(project, deal, "binding", evidence=words("Sary"))
    assert (stake.changed_by, check(project).problems) == ("Aida", ())


def test_shares_of_one_whole_are_added_up(project: Project, deal: RecordId) -> None:
    """60 + 40 makes the whole; a third share is too much, one alone leaves a rest untold."""
    registers.add(project, deal, "stakes", evidence=Evidence.figure(figure(project, "60%").id))
    assert faults(project, deal, "stakes") == [Fault.WHOLE]
    registers.add(project, deal, "stakes", evidence=Evidence.figure(figure(project, "40%").id))
    assert (field(project, deal, "stakes").sum, faults(project, deal, "stakes")) == ("60 + 40 = 100", [])
    registers.add(project, deal, "stakes", "25 %", words("40%"))
    assert faults(project, deal, "stakes") == [Fault.WHOLE]
    assert "more than the whole" in field(project, deal, "stakes").remarks[0].sentence


def test_the_same_share_of_two_sources_is_one_share(project: Project, deal: RecordId) -> None:
    """What each source says once is counted once, what one source says twice is two halves."""
    importing.add(project, [importing.prepare_text("Boreal Metals will hold 60% of it.", "other.txt")])
    other = project.figures.of_article(ArticleId(2))[0]
    for one in (figure(project, "60%"), other, figure(project, "40%")):
        registers.add(project, deal, "stakes", evidence=Evidence.figure(one.id))
    assert (field(project, deal, "stakes").sum, faults(project, deal, "stakes")) == ("60 + 40 = 100", [])


def test_two_values_that_cannot_both_hold_are_told(project: Project, deal: RecordId) -> None:
    """Amounts are intervals in any unit, dates days; fields with several values contradict nothing."""
    registers.add(project, deal, "term", "10 years", words("10 years"))
    registers.add(project, deal, "term", "about 120 months", words("10 years"))
    assert faults(project, deal, "term") == []
    registers.add(project, deal, "term", "3 years", words("10 years"))
    assert faults(project, deal, "term") == [Fault.CONTRADICTION] * 2
    registers.add(project, deal, "signed", "March 2025", words("March 2025"))
    registers.add(project, deal, "signed", "2025-03-04", words("March 2025"))
    assert faults(project, deal, "signed") == []
    registers.add(project, deal, "status", "signed", words("signed"))
    registers.add(project, deal, "status", "announced", words("signed"))
    assert faults(project, deal, "status") == [Fault.DIFFERENT]
    for name in ("Boreal Metals", "Tobol Mining"):
        registers.add(project, deal, "parties", name, words(name))
    assert faults(project, deal, "parties") == []


def test_the_checklist_tells_what_is_missing(project: Project, deal: RecordId) -> None:
    """A wanted field is missing until it has a value or somebody said that no source has one."""
    empty = {one.field.key for one in register_views.record(project, deal).missing}
    assert {"parties", "binding", "term", "value", "signed"} <= empty
    registers.mark(project, deal, "value", ValueState.NOT_STATED)
    registers.mark(project, deal, "binding", ValueState.DOES_NOT_APPLY)
    registers.put(project, deal, "term", "10 years")
    still = {one.field.key for one in register_views.record(project, deal).missing}
    assert empty - still == {"value", "binding", "term"}
    assert (field(project, deal, "value").fill, field(project, deal, "value").text) == (Fill.NOT_STATED, "not stated")
    overview = register_views.register(project, "deal", "en")
    assert ("Date of signing", 1) in overview.empty()


def test_a_mark_and_a_value_exclude_each_other(project: Project, deal: RecordId) -> None:
    """A value takes the mark away; what has a value is not marked; a mark can be taken back."""
    registers.mark(project, deal, "term", ValueState.NOT_STATED)
    registers.add(project, deal, "term", "10 years")
    assert [value.state for value in project.registers.get(deal).of("term")] == [ValueState.STATED]
    with pytest.raises(BadInput, match="Remove it first"):
        registers.mark(project, deal, "term", ValueState.DOES_NOT_APPLY)
    registers.mark(project, deal, "value", ValueState.NOT_STATED)
    registers.mark(project, deal, "value", None)
    assert project.registers.get(deal).of("value") == ()


def test_a_reference_knows_its_record_under_any_name(project: Project, deal: RecordId) -> None:
    """A plain name leads to a record once there is one; a new name is shown, a removed one is kept."""
    registers.add(project, deal, "parties", "Tobol Mining")
    assert field(project, deal, "parties").values[0].record is None
    company = registers.make(project, "company", "Tobol Mining")
    assert field(project, deal, "parties").values[0].record == company
    registers.put(project, deal, "parties", f"#{company}")
    registers.rename(project, company, "Tobol Group")
    assert field(project, deal, "parties").text == "Tobol Group"
    registers.remove(project, [company])
    assert (field(project, deal, "parties").text, field(project, deal, "parties").values[0].record) == (
        "Tobol Group",
        None,
    )
    project.history.undo()
    assert field(project, deal, "parties").values[0].record == company


def test_every_act_is_one_step_that_can_be_undone(project: Project) -> None:
    """Undone to the start and redone to the end, the registers are what they were."""
    steps = len(project.history.steps())
    deal = registers.make(project, "deal", "Boreal–Tobol")
    registers.add(project, deal, "term", "10 years", words("10 years"))
    registers.put(project, deal, "term", "8 years")
    value = project.registers.get(deal).values[0].id
    registers.change(project, value, text="9 years", evidence=words("10 years"))
    registers.mark(project, deal, "value", ValueState.NOT_STATED)
    registers.rename(project, deal, "Boreal and Tobol")
    registers.remove_values(project, [value])
    after = project.registers.records()
    assert len(project.history.steps()) == steps + 7
    for _ in range(7):
        project.history.undo()
    assert project.registers.records() == []
    for _ in range(7):
        project.history.redo()
    assert project.registers.records() == after


def test_names_are_told_apart(project: Project, deal: RecordId) -> None:
    """Two records of a type have two names; an empty one is none; either is said."""
    for name in ("boreal–TOBOL", " ", "x" * 201):
        with pytest.raises(BadInput):
            registers.make(project, "deal", name)
    assert registers.find(project, "Boreal–Tobol").id == registers.find(project, f"#{deal}").id == deal
    with pytest.raises(BadInput):
        registers.find(project, "nobody")


# what becomes of the words


def test_a_source_that_goes_leaves_its_words(project: Project, deal: RecordId) -> None:
    """Values keep their quote and what the source was called; undo gives the evidence back."""
    registers.add(project, deal, "stakes", evidence=Evidence.figure(figure(project, "60%").id))
    registers.add(project, deal, "signed", evidence=words("March 2025"))
    before = project.registers.get(deal).values
    articles.remove(project, [SOURCE])
    stake, signed = project.registers.get(deal).values
    assert (stake.evidence.quote, stake.evidence.source, stake.evidence.gone) == (
        "60%",
        "Steppe mine changes hands",
        True,
    )
    assert (signed.evidence.quote, signed.evidence.gone) == ("March 2025", True)
    assert Fault.GONE in faults(project, deal, "signed")
    assert project.store_check() == []
    project.history.undo()
    assert project.registers.get(deal).values == before


def test_a_figure_that_was_corrected_or_rejected_is_told(project: Project, deal: RecordId) -> None:
    """The value stays what was taken; that its figure says something else by now is a remark."""
    one = figure(project, "60%")
    registers.add(project, deal, "stakes", evidence=Evidence.figure(one.id))
    reviewing.correct(project, one.id, amount=Amount.exact(Decimal(65)))
    assert Fault.CHANGED in faults(project, deal, "stakes")
    reviewing.reject(project, [one.id])
    assert Fault.SET_ASIDE in faults(project, deal, "stakes")


def test_a_borrowed_unit_stays_told(project: Project) -> None:
    """What the source leaves out is in the value, but never without a word."""
    text = "Kuir\n\nThe reserves of ore are 2 million tonnes at Sary, and about 800 thousand at Kuir."
    importing.add(project, [importing.prepare_text(text, "kuir.txt")])
    one = next(figure for figure in project.figures.of_article(ArticleId(2)) if "800" in figure.quote)
    assert (one.unit, one.borrowed_unit) == (None, "t")
    deposit = registers.make(project, "deposit", "Kuir")
    registers.add(project, deposit, "reserves", evidence=Evidence.figure(one.id))
    assert field(project, deposit, "reserves").text == "≈ 800\u00a0thousand\u00a0t"
    assert faults(project, deposit, "reserves") == [Fault.UNIT_BORROWED]


def test_a_value_without_words_is_told(project: Project, deal: RecordId) -> None:
    """It may be typed without evidence, and says so until it has some."""
    value = registers.add(project, deal, "term", "10 years")
    assert faults(project, deal, "term") == [Fault.NO_EVIDENCE]
    registers.change(project, value, evidence=words("10 years"))
    assert faults(project, deal, "term") == []


@pytest.mark.parametrize(("area", "told"), [("127,000 km2", [Fault.IMPLAUSIBLE]), ("127 km2", [])])
def test_an_area_that_no_deposit_has_is_told(project: Project, area: str, told: list[Fault]) -> None:
    """What the ranges say of a deposit holds in its register, before any figure of it is settled."""
    deposit = registers.make(project, "deposit", "Sary")
    registers.add(project, deposit, "area", area, words("the Sary deposit"))
    assert faults(project, deposit, "area") == told
