"""Types of record: shipped ones changed and reset, one's own made; no value is lost with a field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.core.actions import register_types, register_views, registers
from workbench.core.errors import BadInput, NothingSuchInProject
from workbench.core.model.register import FieldKind, RecordField, RecordType
from workbench.core.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.workbench") as opened:
        yield opened


def keys(made: RecordType) -> list[str]:
    return [field.key for field in made.fields]


def test_a_shipped_type_is_changed_and_reset(project: Project) -> None:
    """Renamed, reordered, with a field more and one less; reset it is what was shipped."""
    shipped = project.registers.type("deposit")
    more = register_types.with_field(shipped, "Глубина залегания", FieldKind.AMOUNT, unit="m", wanted=True)
    fields = tuple(reversed([one for one in more.fields if one.key != "status"]))
    register_types.change(project, replace(more, title="Месторождения", fields=fields))
    changed = project.registers.type("deposit")
    assert (changed.title, changed.shipped, changed.changed) == ("Месторождения", True, True)
    assert keys(changed) == [one.key for one in fields]
    assert changed.cues == shipped.cues
    assert keys(changed)[0] == "glubina-zaleganiia"
    register_types.reset(project, "deposit")
    assert project.registers.type("deposit") == shipped
    project.history.undo()
    assert project.registers.type("deposit") == changed


def test_values_of_a_field_that_goes_are_kept_until_they_are_asked_away(project: Project) -> None:
    """It is told how many, they come back with the field, and go when they are removed."""
    deal = registers.make(project, "deal", "A–B")
    registers.put(project, deal, "term", "10 years")
    of = project.registers.type("deal")
    without = replace(of, fields=tuple(one for one in of.fields if one.key != "term"))
    told = register_types.change(project, without)
    assert dict(told.kept) == {"term": 1}
    assert "term (1)" in told.sentence()
    register_types.reset(project, "deal")
    assert len(project.registers.get(deal).of("term")) == 1
    register_types.change(project, without)
    register_types.drop_left_over(project, "deal")
    assert (project.registers.get(deal).values, register_types.left_over(project, "deal")) == ((), {})


def test_ones_own_type_is_made_and_removed(project: Project) -> None:
    """Its key is made of its title; one that holds records, or that another refers to, stays."""
    fields = (
        RecordField(key="who", title="Кто"),
        RecordField(key="of", title="О чём", kind=FieldKind.REFERENCE, of="deal"),
    )
    made = register_types.define(project, "Судебные дела", "Дело", fields)
    assert made.key == "sudebnie-dela"
    assert [one.key for one in project.registers.types()][-1] == made.key
    with pytest.raises(BadInput, match="refers"):
        register_types.remove(project, "deal")
    case = registers.make(project, made.key, "Дело № 1")
    with pytest.raises(BadInput, match="1"):
        register_types.remove(project, made.key)
    registers.remove(project, [case])
    register_types.remove(project, made.key)
    with pytest.raises(NothingSuchInProject):
        project.registers.type(made.key)
    register_types.remove(project, "policy-event")
    assert "policy-event" not in [one.key for one in project.registers.types()]
    register_types.reset(project, "policy-event")
    assert "policy-event" in [one.key for one in project.registers.types()]


@pytest.mark.parametrize(
    "fields",
    [
        (),
        (RecordField(key="a", title=" "),),
        (RecordField(key="a", title="A"), RecordField(key="b", title="a")),
        (RecordField(key="a", title="A"), RecordField(key="a", title="B")),
        (RecordField(key="a", title="A", kind=FieldKind.CHOICE, choices=("one",)),),
        (RecordField(key="a", title="A", kind=FieldKind.REFERENCE, of="nothing"),),
        (RecordField(key="a", title="A", kind=FieldKind.AMOUNT, unit="parsecs of love"),),
    ],
)
def test_a_type_that_cannot_be_is_refused(project: Project, fields: tuple[RecordField, ...]) -> None:
    """No field, no title, twice the same, a choice of one, a reference to nothing, a unit nobody knows."""
    with pytest.raises(BadInput):
        register_types.define(project, "Cases", fields=fields)
    assert project.history.undo_name is None


def test_a_value_of_a_kind_that_the_field_no_longer_has_is_told(project: Project) -> None:
    """The kind of a field may change; what was said stays readable."""
    deal = registers.make(project, "deal", "A–B")
    registers.put(project, deal, "term", "10 years")
    of = project.registers.type("deal")
    fields = tuple(replace(one, kind=FieldKind.DATE, unit="") if one.key == "term" else one for one in of.fields)
    register_types.change(project, replace(of, fields=fields))
    view = register_views.record(project, deal, "en").field("term")
    assert view is not None
    assert view.text == "10\u00a0years"
    assert "of another kind" in {remark.fault.value for remark in view.remarks}
