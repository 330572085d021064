"""The comparison and its evidence as files for others: a workbook, or the tidy evidence as csv or Parquet."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from workbench import __version__
from workbench.core.actions import comparing, register_views
from workbench.core.comparison import origins, report
from workbench.core.errors import CannotWriteFile
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import ComparisonSpec, SourceInfo
from workbench.core.model.figure import Figure
from workbench.core.model.filter import FigureFilter
from workbench.core.model.rate import Rate
from workbench.core.model.record_view import RegisterView
from workbench.core.model.verdict import Verdict
from workbench.core.model.workbook import Former, WorkbookContent
from workbench.core.project import Project
from workbench.core.vocabulary.naming import Names
from workbench.core.words import tr

_AT_ONCE = 250  # figures between two looks at what the user does
WORKBOOK, CSV, PARQUET = ".xlsx", ".csv", ".parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All that a workbook needs to know of a project: values, for a worker."""

    spec: ComparisonSpec
    figures: Sequence[Figure]
    sources: Mapping[ArticleId, SourceInfo]
    texts: Mapping[ArticleId, str]
    withdrawn: Sequence[Figure]
    former: Mapping[tuple[ArticleId, int], Former]
    verdicts: Sequence[Verdict]
    judged: Sequence[Figure]
    rates: Sequence[Rate]
    registers: tuple[RegisterView, ...]
    guid: str
    name: str
    author: str
    language: str


def gather(project: Project, spec: ComparisonSpec, *, language: str) -> Generator[tuple[int, int], None, Gathered]:
    """Asks the project for everything in slices, for a window that stays awake: yields how many rows of all are here.
    Where a step is taken meanwhile, it begins again."""
    while True:
        before = (project.history.last_done, project.history.first_undone)
        numbers = project.figures.ids(FigureFilter(statuses=spec.statuses))
        articles = project.articles.ids()
        total = len(numbers) + len(articles)
        figures: list[Figure] = []
        for first in range(0, len(numbers), _AT_ONCE):
            if first:
                yield first, total
            figures += filter(comparing.in_body, project.figures.many(numbers[first : first + _AT_ONCE]))
        texts: dict[ArticleId, str] = {}
        sources: dict[ArticleId, SourceInfo] = {}
        for first in range(0, len(articles), _AT_ONCE // 5):
            if first:
                yield len(numbers) + first, total
            some = articles[first : first + _AT_ONCE // 5]
            texts |= {article: project.articles.text(article) for article in some}
            lines = project.articles.summaries(some)
            sources |= {line.id: comparing.whole(line, project.articles.without_text(line.id)) for line in lines}
        if before == (project.history.last_done, project.history.first_undone):
            break
    verdicts, withdrawn = project.verdicts.all(), comparing.withdrawn(project, spec.statuses)
    return Gathered(
        spec=spec,
        figures=figures,
        sources=sources,
        texts=texts,
        withdrawn=withdrawn,
        former=comparing.former_versions(project, withdrawn),
        verdicts=verdicts,
        judged=comparing.judged_figures(project, verdicts),
        rates=project.rates.all(),
        registers=tuple(one for one in register_views.registers(project, language) if one.records),
        name=project.path.stem,
        author=project.history.author,
        guid=project.guid,
        language=language,
    )


def work_out(known: Gathered, told: Callable[[int, int], object] = lambda done, total: None) -> WorkbookContent:
    """Everything that a workbook says: values in, values out, for a worker. `told` hears how many of all texts were
    held against the others, and may raise to call it off."""
    sketches: dict[ArticleId, origins.Sketch] = {}
    for number, (article, text) in enumerate(known.texts.items()):
        told(number, len(known.texts))
        sketches[article] = origins.sketch(text)
    made = report.prepare(
        known.spec,
        comparing.spelt_alike(known.figures),
        known.sources,
        texts=known.texts,
        withdrawn=known.withdrawn,
        former=known.former,
        origins=dict(origins.of_sketches(sketches)),
        names=Names(language=known.language),
        verdicts=known.verdicts,
        rates=known.rates,
        judged=known.judged,
        step=lambda: told(len(known.texts), len(known.texts)),
        project=known.name,
        author=known.author,
        program=f"Research Workbench {__version__}",
        exported_at=datetime.now(UTC).astimezone().isoformat(timespec="minutes"),
    )
    return replace(made, registers=known.registers, project_guid=known.guid, export_id=str(uuid.uuid4()))


def content(project: Project, spec: ComparisonSpec, *, language: str) -> WorkbookContent:
    """Everything that a workbook of the project says, worked out: needs the project, but writes nothing."""
    slices = gather(project, spec, language=language)
    while True:
        try:
            next(slices)
        except StopIteration as end:
            known: Gathered = end.value
            return work_out(known)


def layout_file(wanted: str) -> Path:
    """The file of a workbook's layout: one of the program's by its name ("analyst", "publication"), or a user's own.

    BadLexicon when it has a mistake: named here, before anything is worked out.
    """
    from workbench.core.export import excel, profile

    path = profile.shipped().get(wanted) or Path(wanted)
    excel.profile(path)
    return path


def write(path: Path, made: WorkbookContent, *, language: str, layout: Path | None = None) -> Path:
    """Writes what was worked out: a workbook, csv or Parquet, by the suffix. Needs no project, so a worker can do it.
    `layout` is the file of a workbook's layout, the analyst's without it.

    CannotWriteFile when the target cannot be written; what stood there before is then untouched.
    """
    suffix = path.suffix.lower()
    if suffix == WORKBOOK:
        from workbench.core.export.excel import write_workbook

        write_workbook(path, made, language=language, layout=layout)
    elif suffix == CSV:
        from workbench.core.export.csv_evidence import write_csv

        write_csv(path, made, language=language)
    elif suffix == PARQUET:
        from workbench.core.export.frames import write_parquet

        write_parquet(path, made, language=language)
    else:
        raise CannotWriteFile(
            tr("{path} is not written: give the file a name that ends in .xlsx, .csv or .parquet.", path=path)
        )
    return path


def export(project: Project, path: Path, spec: ComparisonSpec, *, language: str, layout: Path | None = None) -> Path:
    """Works the comparison out and writes it."""
    return write(path, content(project, spec, language=language), language=language, layout=layout)
