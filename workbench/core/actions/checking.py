"""The project proves itself: file, hashes, quotes at their places, numbers that nobody has looked at."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.actions import verdicts
from workbench.core.project import Project
from workbench.core.words import tr, trn


@dataclass(frozen=True, slots=True)
class Report:
    """`problems` are sentences that name what is damaged; empty when all is well. Counts are of the whole project.

    `numbers` counts every digit group and number word of the texts, `figures` those that state something, and
    `settled` the figures with a verdict. `remarks` are sentences on what an analyst should know, though nothing is
    damaged: verdicts on conflicts whose figures are gone.
    """

    problems: tuple[str, ...]
    articles: int
    numbers: int
    figures: int
    settled: int
    remarks: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """The report as lines for a person, problems last."""
        lines = [
            trn("{n} source", "{n} sources", self.articles)
            + ", "
            + trn("{n} number in the texts", "{n} numbers in the texts", self.numbers)
            + ", "
            + trn("{n} figure", "{n} figures", self.figures),
            tr("{settled} of {figures} figures settled", settled=self.settled, figures=self.figures),
            *self.remarks,
        ]
        if self.problems:
            return [*lines, *self.problems]
        return [*lines, tr("Every quote stands at its place and every hash agrees.")]


def check(project: Project) -> Report:
    """Re-reads everything. Finds damage; changes nothing."""
    lines = project.articles.summaries()
    problems = tuple(project.store_check())
    return Report(
        problems=problems,
        articles=len(lines),
        numbers=sum(line.numbers for line in lines),
        figures=sum(line.figures for line in lines),
        settled=sum(line.settled for line in lines),
        remarks=() if problems else tuple(verdicts.remarks(project)),
    )
