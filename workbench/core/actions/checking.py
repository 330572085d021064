"""The project proves itself: file, hashes, quotes at their places, numbers that nobody has looked at."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.project import Project
from workbench.core.words import tr, trn


@dataclass(frozen=True, slots=True)
class Report:
    """`problems` are sentences that name what is damaged; empty when all is well. Counts are of the whole project.

    `numbers` counts every digit group and number word of the texts, `figures` those that state something, and
    `settled` the figures with a verdict.
    """

    problems: tuple[str, ...]
    articles: int
    numbers: int
    figures: int
    settled: int

    def sentences(self) -> list[str]:
        """The report as lines for a person, problems last."""
        lines = [
            trn("{n} source", "{n} sources", self.articles)
            + ", "
            + trn("{n} number in the texts", "{n} numbers in the texts", self.numbers)
            + ", "
            + trn("{n} figure", "{n} figures", self.figures),
            tr("{settled} of {figures} figures settled", settled=self.settled, figures=self.figures),
        ]
        if self.problems:
            return [*lines, *self.problems]
        return [*lines, tr("Every quote stands at its place and every hash agrees.")]


def check(project: Project) -> Report:
    """Re-reads everything. Finds damage; changes nothing."""
    lines = project.articles.summaries()
    return Report(
        problems=tuple(project.store_check()),
        articles=len(lines),
        numbers=sum(line.numbers for line in lines),
        figures=sum(line.figures for line in lines),
        settled=sum(line.settled for line in lines),
    )
