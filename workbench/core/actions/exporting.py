"""The comparison and its evidence as files for others: a workbook, or the tidy evidence as csv or Parquet."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from workbench import __version__
from workbench.core.actions import comparing, register_views
from workbench.core.comparison import report
from workbench.core.errors import CannotWriteFile
from workbench.core.model.comparison import ComparisonSpec
from workbench.core.model.workbook import WorkbookContent
from workbench.core.project import Project
from workbench.core.vocabulary.naming import Names
from workbench.core.words import tr

WORKBOOK, CSV, PARQUET = ".xlsx", ".csv", ".parquet"


def content(project: Project, spec: ComparisonSpec, *, language: str) -> WorkbookContent:
    """Everything that a workbook of the project says, worked out: needs the project, but writes nothing."""
    texts = comparing.texts(project)
    verdicts, withdrawn = project.verdicts.all(), comparing.withdrawn(project, spec.statuses)
    made = report.prepare(
        spec,
        comparing.figures(project, spec.statuses),
        comparing.sources(project),
        texts=texts,
        withdrawn=withdrawn,
        former=comparing.former_versions(project, withdrawn),
        origins=comparing.independent_origins(texts),
        names=Names(language=language),
        verdicts=verdicts,
        rates=project.rates.all(),
        judged=comparing.judged_figures(project, verdicts),
        project=project.path.stem,
        author=project.history.author,
        program=f"Research Workbench {__version__}",
        exported_at=datetime.now(UTC).astimezone().isoformat(timespec="minutes"),
    )
    registers = tuple(one for one in register_views.registers(project, language) if one.records)
    return replace(made, registers=registers, project_guid=project.guid, export_id=str(uuid.uuid4()))


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
