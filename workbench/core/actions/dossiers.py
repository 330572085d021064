"""A dossier of a subject or a record: what the project holds of it, gathered, and written as a page or a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from workbench import __version__
from workbench.core.actions import comparing, learning, register_views, suggesting
from workbench.core.comparison.conflicts import find_conflicts
from workbench.core.comparison.dossier import Builder
from workbench.core.comparison.passages import sentence_at
from workbench.core.comparison.suggesting_records import alike
from workbench.core.errors import BadInput, CannotWriteFile
from workbench.core.model.article import ArticleId
from workbench.core.model.dossier import Dossier
from workbench.core.model.figure import Field, Figure, FigureId
from workbench.core.model.filter import FigureFilter
from workbench.core.model.note import Note
from workbench.core.model.record_view import RecordView, ValueView
from workbench.core.model.register import RecordId, Reference
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.terms import TermKind
from workbench.core.words import tr

PAGE, WORKBOOK = ".html", ".xlsx"


@dataclass(frozen=True, slots=True)
class Known:
    """What a dossier is of: the names that it goes by, without regard to script, and its record where it has one."""

    keys: set[str]
    own: RecordView | None = None


def subjects(project: Project) -> list[str]:
    """The subjects of figures that a dossier can be of, the most told first."""
    return project.figures.values(Field.SUBJECT)


def of(project: Project, name: str, language: str = "") -> Dossier:
    """Of a record by name or #NUMBER, else of a subject. BadInput where the project knows nothing so called."""
    if name.startswith("#") and name[1:].isdecimal():
        return of_record(project, RecordId(int(name[1:])), language)
    records = [one for one in project.registers.records() if one.name.casefold() == name.casefold()]
    if records:
        return of_record(project, records[0].id, language)
    made = of_subject(project, name, language)
    if made.empty:
        raise BadInput(tr("The project knows nothing called “{name}”. `figures` lists the subjects.", name=name))
    return made


def of_subject(project: Project, name: str, language: str = "") -> Dossier:
    """Of a subject by its key or its name in any language: figures of it and at it, and the records that name it."""
    terms = learning.terms(project)
    known = (terms.find(kind, name) for kind in (TermKind.SUBJECT, TermKind.PLACE))
    keys = {alike(name)} | {alike(key) for key in known if key}
    figures = _figures(project, keys)
    key = next((one.subject for one in figures if one.subject and alike(one.subject) in keys), name)
    names = Names(terms, language)
    return _made(project, names, names.of(key), figures, Known(keys))


def of_record(project: Project, record_id: RecordId, language: str = "") -> Dossier:
    """Of a record: figures that its values rest on, figures of the same subject, and the records that name it."""
    view = register_views.record(project, record_id, language)
    keys = {alike(one) for one in suggesting.subjects_of(project, view.record, view.type)} | {alike(view.record.name)}
    evidence = [i for value in view.record.values if (i := value.evidence.figure_id) is not None]
    found = {figure.id: figure for figure in (*project.figures.many(evidence), *_figures(project, keys))}
    names = Names(learning.terms(project), language)
    return _made(project, names, view.record.name, list(found.values()), Known(keys, view))


def _figures(project: Project, keys: set[str]) -> list[Figure]:
    """Those of a subject, and those at a place."""
    found: dict[FigureId, Figure] = {}
    of_subjects, at_places = (
        tuple(one for one in project.figures.values(field) if alike(one) in keys)
        for field in (Field.SUBJECT, Field.PLACE)
    )
    for wanted in (FigureFilter(subjects=of_subjects), FigureFilter(places=at_places)):
        if wanted.subjects or wanted.places:
            some = project.figures.all(replace(wanted, statuses=comparing.COMPARED))
            found |= {figure.id: figure for figure in some}
    return [one for one in found.values() if one.amount is not None]


def _made(project: Project, names: Names, title: str, figures: Sequence[Figure], known: Known) -> Dossier:
    figures, own = comparing.spelt_alike(figures), known.own
    shown = {figure.article_id for figure in figures} | _of_record(own)
    sources = {article: one for article, one in comparing.sources(project).items() if article in shown}
    origins = _origins(project, figures)
    sentences = _Sentences(project)
    builder = Builder(sources, names, origins, sentences)
    found = find_conflicts(figures, sources, names=names, origins=origins, rates=project.rates.all())
    standings = comparing.standings(project, found, figures, sources, names)
    by_id = {figure.id: figure for figure in figures}
    return Dossier(
        title=title,
        language=names.language,
        own=sentences.told(own) if own else None,
        groups=builder.groups(figures),
        records=tuple(map(sentences.told, _records(project, known, names.language))),
        conflicts=builder.conflicts(standings),
        notes=builder.notes(_notes(project, by_id, own), by_id),
        sources=tuple(sources.items()),
        project=project.path.stem,
        author=project.history.author,
        program=f"Research Workbench {__version__}",
        made_at=datetime.now(UTC).astimezone().isoformat(timespec="minutes"),
    )


def _origins(project: Project, figures: Iterable[Figure]) -> dict[ArticleId, int]:
    """Reprints among the sources that speak of it."""
    articles = {figure.article_id for figure in figures}
    return comparing.independent_origins({one: project.articles.text(one) for one in articles})


class _Sentences:
    """The sentence that a figure stands in; each text is read once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._texts: dict[tuple[ArticleId, int], str] = {}

    def __call__(self, figure: Figure) -> str:
        return self._at(figure.article_id, figure.version, figure.full_span)

    def told(self, view: RecordView) -> RecordView:
        """A record with the sentences that its values stand in."""
        fields = (replace(one, values=tuple(map(self._value, one.values))) for one in view.fields)
        return replace(view, fields=tuple(fields))

    def _value(self, one: ValueView) -> ValueView:
        if one.article is None or one.span is None or one.version is None:
            return one
        return replace(one, sentence=self._at(one.article, one.version, one.span))

    def _at(self, article: ArticleId, version: int, span: Span) -> str:
        key = (article, version)
        if key not in self._texts:
            self._texts[key] = self._project.versions.text(*key)
        return sentence_at(self._texts[key], span)


def _notes(project: Project, figures: Iterable[FigureId], own: RecordView | None) -> list[Note]:
    """On its figures, and on the words that its record rests on; the oldest first."""
    ids = set(figures)
    places = {(v.article, v.span) for one in own.fields for v in one.values if v.span} if own else set()
    found = [n for n in project.notes.all() if n.place.figure_id in ids or _beside(n, places)]
    return sorted(found, key=lambda note: note.id)


def _beside(note: Note, places: set[tuple[ArticleId | None, Span]]) -> bool:
    stretch = note.place.stretch
    return stretch is not None and (note.place.article_id, stretch) in places


def _records(project: Project, known: Known, language: str) -> list[RecordView]:
    """The other records that name it: by their own name, by what they refer to, or by a text."""
    own, ids = known.own.record if known.own else None, set()
    for record in project.registers.records():
        said = [value.value for value in record.values]
        references = [one for one in said if isinstance(one, Reference)]
        named = {alike(one.name) for one in references} | {alike(one) for one in said if isinstance(one, str)}
        referred = own is not None and any(one.guid == own.guid for one in references)
        if (own is None or record.id != own.id) and (referred or (named | {alike(record.name)}) & known.keys):
            ids.add(record.id)
    views = register_views.registers(project, language) if ids else []
    return [one for view in views for one in view.records if one.record.id in ids]


def _of_record(own: RecordView | None) -> set[ArticleId]:
    """The sources that the values of a record rest on."""
    fields = own.fields if own is not None else ()
    return {v.article for one in fields for v in one.values if v.article is not None}


def write(path: Path, made: Dossier) -> Path:
    """As a page that is one file, or as a workbook, by the suffix. Needs no project, so a worker can do it."""
    suffix = path.suffix.lower()
    if suffix == PAGE:
        from workbench.core.export.dossier_page import write_page

        write_page(path, made)
    elif suffix == WORKBOOK:
        from workbench.core.export.dossier_book import write_book

        write_book(path, made)
    else:
        raise CannotWriteFile(
            tr("{path} is not written: give the file a name that ends in .html or .xlsx.", path=path)
        )
    return path
