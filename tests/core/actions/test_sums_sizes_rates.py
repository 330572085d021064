"""Sums, sizes and rates in a project: kept in step with it, judged with a verdict, undone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from workbench.core.actions import articles, comparing, disagreeing, importing, rates, reviewing, same, verdicts
from workbench.core.comparison.conflicts import find_conflicts
from workbench.core.errors import BadInput, NothingSuchInProject
from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import Change, Field, Figure, Modality
from workbench.core.model.filter import FigureFilter
from workbench.core.model.period import Period
from workbench.core.model.rate import RateId
from workbench.core.model.verdict import State, VerdictKind
from workbench.core.project import Project

TEXTS = (
    "По условиям контракта Cove Capital получает 75% доли, Казгеология сохраняет 35%.",
    "Kazakhstan produced 12 million tonnes of wheat in 2025. Kostanay Region produced 15 million tonnes of wheat in 2025.",  # noqa: E501
    "В 2025 году добыча нефти в Казахстане выросла на 20 %, с 80 до 90 млн тонн.",
    "Запасы месторождения Кокбулак — 350 млн тонн руды. Площадь месторождения Кокбулак — 127 тысяч кв. км.",
    "Внешний долг Казахстана в 2026 году составил 170 млрд долларов.",
    "В 2026 году внешний долг Казахстана равен 60 трлн тенге.",
)
RATE = ("USD", "KZT", "2026-02-04", "505.3", "National Bank")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.workbench") as made:
        importing.add(made, [importing.prepare_text(text, f"{n}.txt") for n, text in enumerate(TEXTS)])
        yield made


def judged(watch: disagreeing.Watch) -> set[Conflict]:
    for batch in watch.steps():
        if batch is not None:
            watch.take(disagreeing.find(batch, {}))
    found = watch.conflicts()
    assert {i for one in found for i in one.members} <= watch.figures.keys()
    return set(found)


def everything(project: Project) -> set[Conflict]:
    found = find_conflicts(comparing.figures(project), comparing.sources(project), rates=project.rates.all())
    return set(found)


def classes(found: set[Conflict]) -> list[Relation]:
    return sorted(one.relation for one in found)


def test_all_kinds_are_found_and_kept_in_step(project: Project) -> None:
    """The first look, a rate that comes and goes, and any steps after it."""
    watch, chance = disagreeing.Watch(project), random.Random(7)
    assert judged(watch) == everything(project)
    assert classes(everything(project)) == [Relation.ARITHMETIC_ANOMALY] * 3 + [Relation.IMPLAUSIBLE_SIZE]
    project.subscribe(watch.note)
    rates.add(project, rates.read(*RATE))
    assert Relation.CONTRADICTION in classes(everything(project))
    for _ in range(25):
        assert judged(watch) == everything(project)
        some = chance.choice(project.figures.all(FigureFilter()))
        act = chance.choice(("reject", "measure", "subject", "remove", "undo", "import", "rate", "no rate"))
        if act == "reject":
            reviewing.reject(project, [some.id])
        elif act in ("measure", "subject"):
            reviewing.correct(project, some.id, **{act: chance.choice(("Kazakhstan", "production", "Кокбулак"))})
        elif act == "remove" and len(project.articles.ids()) > 3:
            articles.remove(project, [chance.choice(project.articles.ids())])
        elif act == "import":
            importing.add(project, [importing.prepare_text(f"{chance.choice(TEXTS)} {chance.random()}.", "n.txt")])
        elif act == "rate" and not project.rates.all():
            rates.add(project, rates.read(*RATE))
        elif act == "no rate" and project.rates.all():
            rates.remove(project, [project.rates.all()[0].id])
        elif project.history.undo_name:
            project.history.undo()


def test_a_verdict_on_a_sum_holds_until_a_figure_changes(project: Project) -> None:
    """As with every other conflict; its class is kept as text."""
    standing = next(
        one
        for one in verdicts.standings(project)
        if one.conflict is not None and one.conflict.relation is Relation.ARITHMETIC_ANOMALY
    )
    assert standing.conflict is not None
    verdicts.give(project, standing, VerdictKind.ERROR, reason="a slip of the pen")
    after = next(one for one in verdicts.standings(project) if one.key == standing.key)
    assert (after.state, after.verdict.relation if after.verdict else None) == (
        State.DECIDED,
        Relation.ARITHMETIC_ANOMALY,
    )
    first = project.figures.get(standing.conflict.members[0])
    reviewing.correct(project, first.id, period=Period("1999"))
    states = {one.key: one.state for one in verdicts.standings(project)}
    assert states[standing.key] in (State.OVER, State.REOPENED)


def test_rates_are_steps(project: Project) -> None:
    """Added, changed, removed; each taken back; read again after the project was closed."""
    rates.add(project, rates.read(*RATE))
    (rate,) = project.rates.all()
    rates.change(project, rate.id, rates.read("usd", "kzt", "2026-02-04", "1 505,30"))
    assert project.rates.get(rate.id).value == Decimal("1505.30")
    project.history.undo()
    assert project.rates.all() == [rate]
    rates.remove(project, [rate.id])
    assert project.rates.all() == []
    project.history.undo()
    with pytest.raises(BadInput, match="already"):
        rates.add(project, rates.read("KZT", "USD", "2026-02-04", "0.002"))
    with pytest.raises(NothingSuchInProject):
        rates.remove(project, [RateId(99)])
    path = project.path
    project.close()
    with Project.open(path) as again:
        assert [one.value for one in again.rates.all()] == [Decimal("505.3")]


@pytest.mark.parametrize(
    "said",
    [
        ("US", "KZT", "2026-02-04", "5"),
        ("t", "KZT", "2026-02-04", "5"),
        ("USD/t", "KZT", "2026-02-04", "5"),
        ("USD", "USD", "2026-02-04", "5"),
        ("USD", "KZT", "2026", "5"),
        ("USD", "KZT", "2026-02-30", "5"),
        ("USD", "KZT", "2026-02-04", ""),
        ("USD", "KZT", "2026-02-04", "0"),
        ("USD", "KZT", "2026-02-04", "NaN"),
        ("USD", "KZT", "2026-02-04", "Infinity"),
        ("USD", "KZT", "2026-02-04", "1e400"),
        ("USD", "KZT", "2026-02-04", "1e-400"),
    ],
)
def test_what_is_no_rate_is_refused_in_words(said: tuple[str, str, str, str]) -> None:
    """Each with a sentence that names it and says how to write it."""
    with pytest.raises(BadInput) as told:
        rates.read(*said)
    assert str(told.value).endswith((".", "505.3", "KZT."))


ONE = "In 2025 Kazakhstan's reserves of gold were 26 tonnes."
OTHER = "In 2025 Kazakhstan's reserves of gold were 48 tonnes."


@pytest.mark.parametrize(
    ("field", "relation", "joined"),
    [
        ({}, Relation.CONTRADICTION, None),
        ({"measure": "resources"}, Relation.DIFFERENT_MEASURE, Field.MEASURE),
        ({"subject": "Chile"}, Relation.DIFFERENT_SUBJECT, Field.SUBJECT),
        ({"subject": "Kostanay region"}, Relation.DIFFERENT_SCOPE, Field.SUBJECT),
        ({"item": "silver"}, Relation.DIFFERENT_ITEM, Field.ITEM),
        ({"place": "Akbulak"}, Relation.CONTRADICTION, None),
        ({"period": Period("2024")}, Relation.DIFFERENT_PERIOD, None),
        ({"modality": Modality.PLAN}, Relation.DIFFERENT_MODALITY, None),
        ({"unit": "km2"}, Relation.DIFFERENT_DIMENSION, None),
        ({"change": Change.RISE}, Relation.DIFFERENT_MEASURE, None),
        ({"measure": None}, Relation.UNDECIDED, None),
    ],
)
def test_why_for_every_class_and_the_one_key_that_joins(
    tmp_path: Path, field: dict[str, object], relation: Relation, joined: Field | None
) -> None:
    """Both quotes, the field that differs, and an alias that can be undone where names alone keep them apart."""
    with Project.create(tmp_path / "w.workbench") as project:
        importing.add(project, [importing.prepare_text(text, f"{text}.txt") for text in (ONE, OTHER)])
        a, b = (figure for figure in project.figures.all(FigureFilter()) if "tonnes" in figure.quote)
        if field:
            reviewing.correct(project, b.id, **field)
        judgement = comparing.explain_pair(project, a.id, b.id)
        assert judgement.relation is relation
        assert a.quote in judgement.reason
        assert b.quote in judgement.reason
        assert same.field_to_join(judgement) is joined
        if joined is not None:
            same.of_figures(project, a.id, b.id, joined)
            assert comparing.explain_pair(project, a.id, b.id).relation is Relation.CONTRADICTION
            project.history.undo()
            assert comparing.explain_pair(project, a.id, b.id).relation is relation


def test_why_for_money_without_and_with_a_rate(project: Project) -> None:
    """The rate is told where there is one, and that there is none where there is not."""
    debts = [one for one in project.figures.all(FigureFilter()) if one.measure == "debt"]
    a, b = _two(debts)
    judgement = comparing.explain_pair(project, a.id, b.id)
    assert judgement.relation is Relation.DIFFERENT_CURRENCY
    assert same.field_to_join(judgement) is None
    rates.add(project, rates.read(*RATE))
    judgement = comparing.explain_pair(project, a.id, b.id)
    assert judgement.relation is Relation.CONTRADICTION
    assert "1 USD = 505.3 KZT (2026-02-04, National Bank)" in judgement.reason
    project.history.undo()
    assert comparing.explain_pair(project, a.id, b.id).relation is Relation.DIFFERENT_CURRENCY


def _two(figures: list[Figure]) -> tuple[Figure, Figure]:
    a, b = figures
    return a, b
