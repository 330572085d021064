"""What the sources suggest for the registers, and taking it: nothing is filled in that nobody took."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.core.actions import learning, registers
from workbench.core.comparison import suggesting_records as rules
from workbench.core.comparison.suggesting_records import Told
from workbench.core.errors import Cancelled
from workbench.core.extraction import spoken
from workbench.core.extraction.scene import Scene
from workbench.core.extraction.tokens import fold
from workbench.core.extraction.views import Article as Reading
from workbench.core.model.article import Article, ArticleId
from workbench.core.model.disposition import Disposition
from workbench.core.model.figure import Field, Figure, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.record_suggestion import RecordSuggestion, ValueSuggestion
from workbench.core.model.register import Record, RecordId, RecordType, Reference, Said, ValueId
from workbench.core.project import Project
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.terms import Terms
from workbench.core.words import LANGUAGES, tr

AT_ONCE = 6  # sources that are read again for one record while somebody waits
_LIVE = (Status.SUGGESTED, Status.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Source:
    """A source with what is to be read in it."""

    article: Article
    figures: tuple[Figure, ...]
    numbers: tuple[Disposition, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """What suggestions are made of: taken from the project at once, worked on anywhere."""

    types: tuple[RecordType, ...]
    records: tuple[Record, ...]
    sources: tuple[Source, ...]
    terms: Terms
    language: str = ""


def material(project: Project, articles: Iterable[ArticleId] | None = None, language: str = "") -> Material:
    """Of these sources, or of all."""
    return Material(
        tuple(project.registers.types()),
        tuple(project.registers.records()),
        tuple(_source(project, one) for one in (project.articles.ids() if articles is None else articles)),
        learning.terms(project),
        language,
    )


def _source(project: Project, article_id: ArticleId) -> Source:
    found = project.figures.all(FigureFilter(article=article_id, statuses=_LIVE))
    figures = sorted(found, key=lambda figure: figure.span)
    return Source(project.articles.get(article_id), tuple(figures), tuple(project.articles.dispositions(article_id)))


def records(
    given: Material,
    type_key: str,
    progress: Callable[[int, int], object] = lambda done, of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[RecordSuggestion]:
    """The records of a type that the sources speak of and that are not there yet: for a worker."""
    of = next(one for one in given.types if one.key == type_key)
    told: list[Told] = []
    looked_for = spoken.cues(of)
    for done, source in enumerate(given.sources):
        if cancelled():
            raise Cancelled
        told += _told(source, given.terms, looked_for)
        progress(done + 1, len(given.sources))
    known = [record for record in given.records if record.type == type_key]
    return rules.records(of, told, known, Names(given.terms, given.language))


def _told(source: Source, terms: Terms, looked_for: spoken.Cues) -> Iterator[Told]:
    """Dates stay as the text says them: what year "4 February" is of, no suggestion guesses."""
    article = source.article
    scene = Scene(article.text, fold(article.text), article.language.value, article.blocks)
    starts = [figure.span.start for figure in source.figures]
    read = Reading(scene, source.figures, source.numbers, terms)
    for one in spoken.passages(article.id, read, looked_for):
        inside = source.figures[bisect_left(starts, one.span.start) : bisect_left(starts, one.span.end)]
        yield Told(one, one.span.of(article.text), tuple(inside))


def for_record(project: Project, record_id: RecordId, language: str = "") -> list[ValueSuggestion]:
    """What figures and names say for the fields of a record, in the order of its fields; what it says already is left
    out. Reads again the few sources that speak of it most."""
    return values(*material_for(project, record_id, language))


def material_for(project: Project, record_id: RecordId, language: str = "") -> tuple[Material, Record]:
    """What `values` takes: the sources that speak of a record most."""
    record = project.registers.get(record_id)
    of = project.registers.type(record.type)
    found = material(project, _sources_of(project, record, of), language)
    return (found if of in found.types else replace(found, types=(*found.types, of))), record


def values(given: Material, record: Record) -> list[ValueSuggestion]:
    """Needs no project: for a worker, where even that takes too long."""
    of = next(one for one in given.types if one.key == record.type)
    names, looked_for = Names(given.terms, given.language), spoken.cues(of)
    told = [one for source in given.sources for one in _told(source, given.terms, looked_for)]
    group = rules.group_of(record, of, told, names)
    found = (one for field in of.fields for one in rules.suggested(field, group, names))
    return [one for one in found if not _said_already(record, one, names)]


def _said_already(record: Record, one: ValueSuggestion, names: Names) -> bool:
    """Whether the field rests on the same figure, or says the same."""
    name = _name(one.value, names)
    for value in record.of(one.field):
        if one.evidence.figure_id is not None and value.evidence.figure_id == one.evidence.figure_id:
            return True
        if value.value == one.value or (name and _name(value.value, names) == name):
            return True
    return False


def _name(value: object, names: Names) -> str:
    said = value.name if isinstance(value, Reference) else value if isinstance(value, str) else ""
    return rules.alike(names.key(said)) if said else ""


def _sources_of(project: Project, record: Record, of: RecordType) -> list[ArticleId]:
    """Sources that its values rest on, then those whose figures have it for a subject, then those that name it."""
    figures = [i for value in record.values if (i := value.evidence.figure_id) is not None]
    found = dict.fromkeys(v.evidence.article_id for v in record.values if v.evidence.article_id is not None)
    found |= dict.fromkeys(project.figures.articles_of(figures).values())
    terms = learning.terms(project)
    found |= dict.fromkeys(_with_subject(project, subjects_of(project, record, of)))
    naming: Counter[ArticleId] = Counter()
    for spellings in _called(record, terms):
        naming.update({article for one in spellings for article in project.versions.holding([one])})
    found |= dict.fromkeys(article for article, _ in naming.most_common())
    return list(found)[:AT_ONCE]


def _called(record: Record, terms: Terms) -> list[set[str]]:
    """The names that make it up, each in its spellings, to be looked for in texts."""
    parts = [record.name, *record.name.split("–")]
    parts += [value.value.name for value in record.values if isinstance(value.value, Reference)]
    keys = dict.fromkeys(Names(terms).key(part.strip()) for part in parts)
    spelt = [{key, *(terms.display(key, language) for language in LANGUAGES)} for key in keys]
    return [{one.replace('"', " ") for one in some if any(c.isalpha() for c in one)} for some in spelt]


def subjects_of(project: Project, record: Record, of: RecordType) -> list[str]:
    """The subjects of figures that are this record under any of its names."""
    wanted = rules.group_of(record, of, [], Names(learning.terms(project))).names
    return [one for one in project.figures.values(Field.SUBJECT) if rules.alike(one) in wanted]


def _with_subject(project: Project, subjects: Sequence[str]) -> list[ArticleId]:
    if not subjects:
        return []
    ids = project.figures.ids(FigureFilter(subjects=tuple(subjects), statuses=_LIVE))
    return list(dict.fromkeys(project.figures.articles_of(ids).values()))


# taking


def take_value(project: Project, record_id: RecordId, one: ValueSuggestion) -> ValueId:
    """One more value of the field, with the words that it came from."""
    with project.history.operation(tr("Take a suggestion for a record")) as op:
        of = project.registers.type(project.registers.get(record_id).type)
        return project.registers.add_value(op, record_id, one.field, _said(project, of, one, _names(project)))


def _names(project: Project) -> Names:
    return Names(learning.terms(project))


def _said(project: Project, of: RecordType, one: ValueSuggestion, names: Names) -> Said:
    """A reference to the record that is called so, where there is one."""
    value = one.value
    if isinstance(value, Reference):
        field = of.field(one.field)
        known = project.registers.records(field.of) if field is not None and field.of else []
        there = next((r for r in known if names.key(r.name).casefold() == names.key(value.name).casefold()), None)
        value = Reference(there.name, there.guid) if there else value
    return Said(value, one.evidence)


def take_record(
    project: Project, one: RecordSuggestion, values: Sequence[ValueSuggestion] | None = None, name: str = ""
) -> RecordId:
    """A new record with these values of the suggestion; without any given, those that are sure. One step."""
    chosen = [value for value in one.values if value.sure] if values is None else list(values)
    of, names = project.registers.type(one.type), _names(project)
    with project.history.together(tr("Take a suggested record")) as op:
        made = registers.make(project, one.type, name or one.name)
        for value in chosen:
            project.registers.add_value(op, made, value.field, _said(project, of, value, names))
    return made
