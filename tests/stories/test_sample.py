"""What is planted in the sample is found: contradictions, a reprint, a missing unit, a wrong date, figures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from workbench.core import paths
from workbench.core.actions import comparing, importing
from workbench.core.model.article import BlockKind
from workbench.core.model.conflict import Conflict, Relation
from workbench.core.model.figure import Doubt, Field, Figure, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.project import Project

CASES = Path(__file__).resolve().parents[1] / "cases" / "sample.jsonl"
PLANTED: list[dict[str, Any]] = [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]
ARTICLES = sorted(paths.resources().joinpath("sample").glob("[0-9][0-9]-*"))
CONTEXT = ("measure", "subject", "item", "period")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project that holds the sample; the tests only look at it."""
    with Project.create(tmp_path_factory.mktemp("sample") / "sample.workbench") as project:
        importing.add(project, [importing.prepare(file) for file in ARTICLES])
        yield project


def figures_of(project: Project, file: str) -> list[Figure]:
    ids = {line.file_name: line.id for line in project.articles.summaries()}
    return project.figures.of_article(ids[file])


def at(project: Project, case: dict[str, Any]) -> Figure | None:
    """The figure at the first place where the planted words stand."""
    figures = figures_of(project, case["file"])
    text = project.articles.text(figures[0].article_id)
    start = text.find(case["quote"])
    assert start >= 0, f"{case['quote']!r} does not stand in {case['file']}"
    end = start + len(case["quote"])
    return next((f for f in figures if f.span.start < end and start < f.span.end), None)


def number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def planted(project: Project, mark: str) -> list[Figure]:
    found = [at(project, case) for case in PLANTED if case.get("planted") == mark]
    assert found
    return [figure for figure in found if figure is not None]


def contradictions(project: Project) -> list[Conflict]:
    return [c for c in comparing.conflicts(project) if c.relation in (Relation.CONTRADICTION, Relation.SCALE_SLIP)]


def test_the_sample_is_what_its_readme_says() -> None:
    """Eight articles, at least two in each language, each long enough to be one."""
    readme = (paths.resources() / "sample.md").read_text("utf-8")
    assert len(ARTICLES) == 8
    assert [file.name for file in ARTICLES if f"`{file.name}`" not in readme] == []
    languages = [file.name.split("-")[1] for file in ARTICLES]
    assert {language: languages.count(language) for language in languages} == {"ru": 3, "en": 3, "kk": 2}


@pytest.mark.parametrize("case", PLANTED, ids=lambda case: f"{case['file'][:2]} {case['quote']}")
def test_each_planted_amount_is_found(project: Project, case: dict[str, Any]) -> None:
    """Bounds and unit of every planted figure are right; a unit that is not said is suggested, not filled in."""
    figure = at(project, case)
    assert figure is not None
    assert figure.amount is not None
    assert (figure.amount.low, figure.amount.high) == (number(case["low"]), number(case["high"]))
    if case.get("borrowed"):
        assert (figure.unit, figure.borrowed_unit) == (None, case["unit"])
        assert Doubt.UNIT_BORROWED in figure.doubts
    elif case["unit"]:
        assert figure.unit == case["unit"]


def test_subject_and_measure_are_mostly_right(project: Project) -> None:
    """At least 85 of 100 fields of context are what the sentence says."""
    wrong = []
    asked = 0
    for case in PLANTED:
        figure = at(project, case)
        for name in CONTEXT:
            if name in case:
                asked += 1
                said = getattr(figure, name, None)
                if str(said) != case[name]:
                    wrong.append(f"{case['file'][:2]} {case['quote']}: {name} {said} instead of {case[name]}")
    assert len(wrong) <= 0.15 * asked, "\n".join(wrong)


def test_the_two_contradictions_are_found_and_no_other(project: Project) -> None:
    """Reserves of 2.6 and 1.8 million tonnes, 92 % and at most 70 % of the world market: these and nothing else."""
    found = [set(conflict.members) for conflict in contradictions(project)]
    for mark in ("contradiction 1", "contradiction 2"):
        members = {figure.id for figure in planted(project, mark)}
        assert [group for group in found if members <= group], f"{mark} was not found"
    assert len(found) == 2


def test_different_measures_do_not_contradict_each_other(project: Project) -> None:
    """92 % of the world market and 70 % of exports may both hold, and the program says what differs."""
    market, exports = planted(project, "contradiction 2")[0], planted(project, "different measure")[0]
    judgement = comparing.explain_pair(project, market.id, exports.id)
    assert judgement.relation is Relation.DIFFERENT_MEASURE
    assert Field.MEASURE in judgement.differs


def test_a_reprint_is_no_second_origin(project: Project) -> None:
    """01 and its reprint 03 have one origin; the other six articles one each."""
    origin = comparing.independent_origins(comparing.texts(project))
    names = {line.file_name[:2]: origin[line.id] for line in project.articles.summaries()}
    assert names["01"] == names["03"]
    assert len(set(names.values())) == 7


def test_the_missing_unit_is_asked_for(project: Project) -> None:
    """The one figure without a unit is among the things to look at."""
    lacking = [c for c in comparing.conflicts(project) if c.relation is Relation.MISSING_UNIT]
    (figure,) = planted(project, "missing unit")
    assert figure.id in {member for conflict in lacking for member in conflict.members}


def test_the_wrong_date_is_noticed(project: Project) -> None:
    """Only the article of August 2025 tells of what came after it."""
    doubted = [line.file_name for line in project.articles.summaries() if line.published_doubt]
    assert doubted == ["06-en-caspian-wharf.txt"]
    anomalies = [c for c in comparing.conflicts(project) if c.relation is Relation.DATE_ANOMALY]
    articles = [project.articles.get(c.article).file_name for c in anomalies if c.article is not None]
    assert articles == ["06-en-caspian-wharf.txt"]


def test_menu_and_comments_of_the_page_are_not_the_article(project: Project) -> None:
    """A reader's "60%" and the price of a subscription are in the text or not, but never a figure of the article."""
    figures = figures_of(project, "02-ru-rudny-obozrevatel.html")
    article = project.articles.get(figures[0].article_id)
    for words in ("990 тенге", "11 тысяч долларов", "340 человек", "60%"):
        start = article.text.find(words)
        block = article.block_at(start) if start >= 0 else None
        assert start < 0 or (block is not None and block.kind is BlockKind.NOT_BODY)
    assert not [f.quote for f in figures if f.quote in ("60%", "990 тенге") and Doubt.NOT_BODY not in f.doubts]


def test_nothing_is_settled_by_itself(project: Project) -> None:
    """Every figure is a suggestion until an analyst has seen it."""
    everything = project.figures.all(FigureFilter())
    assert len(everything) >= len(PLANTED) - 1
    assert {figure.status for figure in everything} == {Status.SUGGESTED}
