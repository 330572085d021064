"""The registers of a project as they are shown: records with their sources, what is missing, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.actions import comparing
from workbench.core.comparison.records import Viewer
from workbench.core.model.record_view import RecordView, RegisterView
from workbench.core.model.register import Record, RecordId, RecordType
from workbench.core.project import Project
from workbench.core.vocabulary.naming import Names


def registers(project: Project, language: str = "") -> list[RegisterView]:
    """All registers of the project; hidden ones only where they hold records."""
    held = project.registers.counts()
    types = [one for one in project.registers.types(hidden=True) if one.key in held]
    shown = {one.key for one in types}
    return views(project, [one for one in project.registers.types() if one.key not in shown] + types, language)


def register(project: Project, key: str, language: str = "") -> RegisterView:
    return views(project, [project.registers.type(key)], language)[0]


def record(project: Project, record_id: RecordId, language: str = "") -> RecordView:
    found = project.registers.get(record_id)
    return _viewer(project, [found], language).record(found, project.registers.type(found.type))


def views(project: Project, types: Sequence[RecordType], language: str = "") -> list[RegisterView]:
    """These types with their records, in the order given."""
    order = {one.key: n for n, one in enumerate(project.registers.types(hidden=True))}
    records = {one.key: project.registers.records(one.key) for one in types}
    viewer = _viewer(project, [record for some in records.values() for record in some], language)
    made = [
        RegisterView(type=one, records=tuple(viewer.record(record, one) for record in records[one.key]))
        for one in types
    ]
    return sorted(made, key=lambda view: order.get(view.type.key, len(order)))


def _viewer(project: Project, shown: Sequence[Record], language: str) -> Viewer:
    """What showing these records needs of the project."""
    values = [value for record in shown for value in record.values]
    figures = project.figures.many(sorted({i for v in values if (i := v.evidence.figure_id) is not None}))
    articles = {figure.article_id for figure in figures}
    articles |= {v.evidence.article_id for v in values if v.evidence.article_id is not None}
    summaries = project.articles.summaries(articles) if articles else []
    return Viewer(
        figures={figure.id: figure for figure in figures},
        sources={line.id: comparing.brief(line) for line in summaries},
        by_guid={one.guid: one for one in project.registers.records()},
        versions={line.id: line.version for line in summaries},
        names=Names(language=language),
    )
