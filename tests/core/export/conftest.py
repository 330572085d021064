"""A small project of figures in six sources, worked out for a workbook."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.core.export.workbook_lint import problems
from workbench.core.comparison.report import prepare
from workbench.core.export import excel, finishing
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import GRID, Axis, ComparisonSpec, SourceInfo
from workbench.core.model.figure import Doubt, Figure, FigureId, Kind, Status
from workbench.core.model.period import Period
from workbench.core.model.span import Span
from workbench.core.model.workbook import WorkbookContent
from workbench.core.vocabulary.naming import Names

BY_SUBJECT = GRID
BY_SOURCE = ComparisonSpec(rows=(Axis.MEASURE, Axis.SUBJECT), columns=(Axis.PUBLISHER,))
_AMOUNT = {"=": Qualifier.EXACT, "~": Qualifier.ABOUT, ">": Qualifier.MORE_THAN, "<=": Qualifier.UP_TO}


class Project:
    """Figures with their articles; each article is a line a figure."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self.texts: dict[ArticleId, str] = {}

    def add(
        self, article: int, quote: str, amount: Amount, unit: str | None, measure: str, subject: str, **more: Any
    ) -> None:
        before = "According to the ministry this is "
        text = self.texts.get(ArticleId(article), "")
        start = len(text) + len(before)
        self.texts[ArticleId(article)] = f"{text}{before}{quote} by now. {'And so on. ' * 20}\n"
        key = len(self.figures) + 1
        kind = {"%": Kind.PERCENT, "USD": Kind.MONEY, None: Kind.NUMBER}.get(unit, Kind.QUANTITY)
        period = more.pop("period", None)
        said = {"status": Status.ACCEPTED, "kind": kind, "period": Period(period) if period else None} | more
        span = Span(start, start + len(quote))
        self.figures.append(
            Figure(
                id=FigureId(key),
                guid=f"guid-{key:04}",
                article_id=ArticleId(article),
                quote=quote,
                span=span,
                full_span=span,
                amount=amount,
                unit=unit,
                measure=measure,
                subject=subject,
                rule="number",
                **said,
            )
        )

    @property
    def sources(self) -> dict[ArticleId, SourceInfo]:
        return {
            i: SourceInfo(
                title=f"Article {i}",
                publisher=f"Outlet {i}",
                published="2026-02-05",
                guid=f"source-{i}",
                file_name=f"{i}.txt",
                sha256="ab" * 32,
                language="ru",
                url=f"https://example.org/{i}" if i % 2 else "",
                size=100,
                imported_at="2026-11-22T00:00:00+00:00",
            )
            for i in self.texts
        }

    def content(self, spec: ComparisonSpec = BY_SUBJECT, language: str = "en", **more: Any) -> WorkbookContent:
        return prepare(
            spec,
            self.figures,
            self.sources,
            texts=self.texts,
            names=Names(language=language),
            project="Rare earths",
            author="Analyst",
            program="Research Workbench 0",
            exported_at="2026-11-22T01:02:03+00:00",
            **more,
        )


def exact(value: str, step: str | None = None) -> Amount:
    return Amount.exact(Decimal(value), Decimal(step) if step else None)


@pytest.fixture(autouse=True)
def every_workbook_is_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test writes is looked over the moment it is whole."""

    def finish(source: Path, target: Path, contents: finishing.Contents) -> None:
        finishing.finish(source, target, contents)
        assert problems(target) == []

    monkeypatch.setattr(excel, "finish", finish)


@pytest.fixture
def empty() -> Project:
    return Project()


@pytest.fixture
def project() -> Project:
    """Two contradictions, a reprint, a missing unit, bounds and ranges, figures accepted and suggested."""
    made = Project()
    add: Callable[..., None] = made.add
    million = Decimal(100000)
    more_than = Amount(Decimal(28000000), None, Qualifier.MORE_THAN, Decimal(1000000))
    about = Amount(Decimal(800000), Decimal(800000), Qualifier.ABOUT, Decimal(1000))
    between = Amount(Decimal(70), Decimal(80), Qualifier.BETWEEN, Decimal(1))
    up_to = Amount(None, Decimal(92), Qualifier.UP_TO, Decimal(1))
    rare = {"item": "rare earths"}
    add(
        1,
        "2,6 млн тонн",
        Amount.exact(Decimal(2600000), million),
        "t",
        "reserves",
        "Kazakhstan",
        period="2025",
        **rare,
    )
    add(1, "более 28 млн тонн", more_than, "t", "possible reserves", "Kazakhstan", status=Status.SUGGESTED, **rare)
    add(1, "44 млн", exact("44000000", "1000000"), None, "reserves", "China", borrowed_unit="t",
        doubts=(Doubt.UNIT_BORROWED,), status=Status.SUGGESTED, **rare)  # fmt: skip
    add(1, "70%", exact("70", "1"), "%", "share of exports", "China", **rare)
    add(1, "от 70 до 80%", between, "%", "share of US imports", "China", period="2025", **rare)
    add(2, "до 92%", up_to, "%", "share of the world market", "China", attribution="по разным оценкам", **rare)
    add(3, "70 %", exact("70", "1"), "%", "share of the world market", "China", **rare)
    add(
        3,
        "2,6 млн тонн",
        Amount.exact(Decimal(2600000), million),
        "t",
        "reserves",
        "Kazakhstan",
        period="2025",
        **rare,
    )
    add(
        4,
        "1.8 million tonnes",
        exact("1800000", "100000"),
        "t",
        "reserves",
        "Kazakhstan",
        status=Status.SUGGESTED,
        **rare,
    )
    add(4, "about 800,000 tonnes", about, "t", "reserves", "Kuirektykol", **rare)
    add(2, "около 800 тысяч", about, None, "reserves", "Kuirektykol", borrowed_unit="t", **rare)
    add(2, "92%", exact("92", "1"), "%", "share of the world market", "China", period="2025", **rare)
    add(2, "127 тысяч квадратных километров", exact("127000", "1000"), "km2", "area", "Kokbulak")
    add(5, "$12 млрд", exact("12000000000", "1000000000"), "USD", "reserve fund", "United States")
    return made
