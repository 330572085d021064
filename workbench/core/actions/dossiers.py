"""A dossier of a subject or a record: what the project holds of it, gathered, and written as a page or a workbook."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from workbench import __version__
from workbench.core.actions import comparing, learning, register_views, suggesting
from workbench.core.comparison.conflicts import find_conflicts
from workbench.core.comparison.dossier import Builder
from workbench.core.comparison.passages import sentence_at
from workbench.core.comparison.standing import Standings
from workbench.core.comparison.suggesting_records import alike
from workbench.core.errors import BadInput, Cancelled, CannotWriteFile
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import SourceInfo
from workbench.core.model.dossier import Dossier
from workbench.core.model.figure import Field, Figure, FigureId
from workbench.core.model.filter import FigureFilter
from workbench.core.model.note import Note
from workbench.core.model.rate import Rate
from workbench.core.model.record_view import RecordView, ValueView
from workbench.core.model.register import RecordId, Reference
from workbench.core.model.span import Span
from workbench.core.model.verdict import Verdict
from workbench.core.project import Project
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.terms import TermKind
from workbench.core.words import tr

PAGE, WORKBOOK = ".html", ".xlsx"
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Known:
    """What a dossier is of: the names that it goes by, without regard to script, and its record where it has one."""

    keys: set[str]
    own: RecordView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All that a dossier is made of, taken from the project. `texts` are by source and version."""

    names: Names
    title: str
    figures: tuple[Figure, ...]
    own: RecordView | None
    records: tuple[RecordView, ...]
    notes: tuple[Note, ...]
    verdicts: tuple[Verdict, ...]
    judged: tuple[Figure, ...]
    sources: Mapping[ArticleId, SourceInfo]
    texts: Mapping[tuple[ArticleId, int], str]
    rates: tuple[Rate, ...]
    project: str
    author: str


def subjects(project: Project) -> list[str]:
    """The subjects of figures that a dossier can be of, the most told first."""
    return project.figures.values(Field.SUBJECT)


def of(project: Project, name: str, language: str = "") -> Dossier:
    """Of a record by name or #NUMBER, else of a subject. BadInput where the project knows nothing so called."""
    return built(gathered(project, name, language))


def of_subject(project: Project, name: str, language: str = "") -> Dossier:
    """Of a subject by its key or its name in any language."""
    return built(about_subject(project, name, language))


def of_record(project: Project, record_id: RecordId, language: str = "") -> Dossier:
    return built(about_record(project, record_id, language))


def gathered(project: Project, name: str, language: str = "") -> Gathered:
    """What `of` needs of the project: the work itself is `built`'s, in a worker where there is much."""
    if name.startswith("#") and name[1:].isdecimal():
        return about_record(project, RecordId(int(name[1:])), language)
    records = [one for one in project.registers.records() if one.name.casefold() == name.casefold()]
    if records:
        return about_record(project, records[0].id, language)
    found = about_subject(project, name, language)
    if not (found.figures or found.records):
        raise BadInput(tr("The project knows nothing called “{name}”. `figures` lists the subjects.", name=name))
    return found


def about_subject(project: Project, name: str, language: str = "") -> Gathered:
    """The figures of a subject and at it, and the records that name it."""
    terms = learning.terms(project)
    known = (terms.find(kind, name) for kind in (TermKind.SUBJECT, TermKind.PLACE))
    keys = {alike(name)} | {alike(key) for key in known if key}
    figures = _figures(project, keys)
    key = next((one.subject for one in figures if one.subject and alike(one.subject) in keys), name)
    names = Names(terms, language)
    return _gathered(project, names, names.of(key), figures, Known(keys))


def about_record(project: Project, record_id: RecordId, language: str = "") -> Gathered:
    """The figures that its values rest on, those of the same subject, and the records that name it."""
    view = register_views.record(project, record_id, language)
    keys = {alike(one) for one in suggesting.subjects_of(project, view.record, view.type)} | {alike(view.record.name)}
    evidence = [i for value in view.record.values if (i := value.evidence.figure_id) is not None]
    found = {figure.id: figure for figure in (*project.figures.many(evidence), *_figures(project, keys))}
    names = Names(learning.terms(project), language)
    return _gathered(project, names, view.record.name, list(found.values()), Known(keys, view))


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


def _gathered(project: Project, names: Names, title: str, figures: Sequence[Figure], known: Known) -> Gathered:
    figures, own, verdicts = comparing.spelt_alike(figures), known.own, project.verdicts.all()
    records = tuple(_records(project, known, names.language))
    shown = [one for one in (own, *records) if one is not None]
    articles = {figure.article_id for figure in figures} | _of_records([own] if own else [])
    wanted = {(figure.article_id, figure.version) for figure in figures}
    wanted |= {(v.article, v.version) for v in _values(shown) if v.article is not None and v.version is not None}
    return Gathered(
        names=names,
        title=title,
        figures=tuple(figures),
        own=own,
        records=records,
        notes=tuple(_notes(project, {figure.id for figure in figures}, own)),
        verdicts=tuple(verdicts),
        judged=tuple(comparing.judged_figures(project, verdicts)),
        sources=_sources(project, articles),
        texts={key: project.versions.text(*key) for key in wanted},
        rates=tuple(project.rates.all()),
        project=project.path.stem,
        author=project.history.author,
    )


def _sources(project: Project, articles: Collection[ArticleId]) -> dict[ArticleId, SourceInfo]:
    """Those that it draws on, with their hashes and addresses; the others are not looked at."""
    found = {}
    for line in project.articles.summaries(articles) if articles else ():
        article = project.articles.without_text(line.id)
        found[line.id] = replace(comparing.brief(line), url=article.url, sha256=article.sha256)
    return found


def built(
    given: Gathered,
    progress: Callable[[int, int], object] = lambda done, of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Dossier:
    """The dossier. Needs no project: run it in a worker where there is much."""
    sentences, figures = _Sentences(given.texts), given.figures
    newest = {article: text for (article, _), text in sorted(given.texts.items())}
    origins = comparing.independent_origins(newest)
    _at(1, progress, cancelled)
    found = find_conflicts(figures, given.sources, names=given.names, origins=origins, rates=given.rates)
    _at(2, progress, cancelled)
    everything = [*figures, *given.judged]
    seen = {figure.id for figure in figures}
    standings = Standings(given.verdicts, everything, given.sources, given.names, seen=seen).all(found)
    _at(3, progress, cancelled)
    builder = Builder(given.sources, given.names, origins, sentences)
    return Dossier(
        title=given.title,
        language=given.names.language,
        own=sentences.told(given.own) if given.own else None,
        groups=builder.groups(figures),
        records=tuple(map(sentences.told, given.records)),
        conflicts=builder.conflicts(standings),
        notes=builder.notes(given.notes, {figure.id: figure for figure in figures}),
        sources=tuple(sorted(given.sources.items())),
        project=given.project,
        author=given.author,
        program=f"Research Workbench {__version__}",
        made_at=datetime.now(UTC).astimezone().isoformat(timespec="minutes"),
    )


def _at(step: int, progress: Callable[[int, int], object], cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled
    progress(step, _STEPS)


class _Sentences:
    """The sentences that figures and values stand in."""

    def __init__(self, texts: Mapping[tuple[ArticleId, int], str]) -> None:
        self._texts = texts

    def __call__(self, figure: Figure) -> str:
        return sentence_at(self._texts[figure.article_id, figure.version], figure.full_span)

    def told(self, view: RecordView) -> RecordView:
        """A record with the sentences that its values stand in."""
        fields = (replace(one, values=tuple(map(self._value, one.values))) for one in view.fields)
        return replace(view, fields=tuple(fields))

    def _value(self, one: ValueView) -> ValueView:
        if one.article is None or one.span is None or one.version is None:
            return one
        return replace(one, sentence=sentence_at(self._texts[one.article, one.version], one.span))


def _notes(project: Project, figures: Iterable[FigureId], own: RecordView | None) -> list[Note]:
    """On its figures, and on the words that its record rests on; the oldest first."""
    ids = set(figures)
    places = {(value.article, value.span) for value in _values([own] if own else []) if value.span}
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


def _of_records(views: Iterable[RecordView]) -> set[ArticleId]:
    """The sources that the values of records rest on."""
    return {value.article for value in _values(views) if value.article is not None}


def _values(views: Iterable[RecordView]) -> list[ValueView]:
    return [value for view in views for field in view.fields for value in field.values]


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
