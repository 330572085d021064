"""Two names for one thing: a measure, subject, item or place is said to be the same as another. One step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.core.actions import learning
from workbench.core.actions.learning import Lesson
from workbench.core.errors import BadInput
from workbench.core.model.changes import Changes
from workbench.core.model.conflict import Judgement
from workbench.core.model.figure import Doubt, Field, Figure, FigureId
from workbench.core.model.filter import FigureFilter
from workbench.core.project import Project
from workbench.core.vocabulary.inflection import pattern_of
from workbench.core.vocabulary.language import language_of
from workbench.core.vocabulary.terms import TermKind
from workbench.core.words import tr

FIELDS = (Field.MEASURE, Field.SUBJECT, Field.ITEM, Field.PLACE)
# What is learned of words; a place is only corrected.
_KINDS = {Field.MEASURE: TermKind.MEASURE, Field.SUBJECT: TermKind.SUBJECT, Field.ITEM: TermKind.ITEM}
_FAR = {Field.SUBJECT: Doubt.SUBJECT_FAR, Field.MEASURE: Doubt.MEASURE_FAR}
_LONGEST = 60  # characters of words that are worth remembering


@dataclass(frozen=True, slots=True)
class Same:
    """What was said: `gone` means `kept` from now on, and these figures say so already."""

    field: Field
    kept: str
    gone: str
    figures: tuple[FigureId, ...]
    changes: Changes


def field_to_join(judgement: Judgement) -> Field | None:
    """The field whose two names may mean one thing, of those that keep two figures apart; the first of several."""
    return next((field for field in judgement.differs if field in FIELDS), None)


def of_figures(project: Project, first: FigureId, second: FigureId, field: Field) -> Same:
    """What the second figure has in a field is the same as what the first one has."""
    kept, gone = (getattr(project.figures.get(figure), field.value) for figure in (first, second))
    if not kept or not gone:
        raise BadInput(tr("One of the two figures does not say this. Fill in its field instead."))
    return make(project, field, gone, kept)


def make(project: Project, field: Field, gone: str, kept: str) -> Same:
    """One name takes the place of the other on every figure, and in what is imported from now on."""
    if field not in FIELDS:
        raise ValueError(f"a field without names: {field}")
    if gone == kept:
        raise BadInput(tr("“{name}” is the same already.", name=kept))
    with project.history.together(tr("“{gone}” is the same as “{kept}”", gone=gone, kept=kept)) as op:
        figures = [f for f in project.figures.all(_wanted(field, gone)) if getattr(f, field.value) == gone]
        lessons = list(_lessons(project, field, gone, kept, figures))
        for figure in figures:
            project.figures.update(op, figure.id, **{field.value: kept})
        learning.remember(project, lessons)
    return Same(field, kept, gone, tuple(figure.id for figure in figures), op.changes)


def _wanted(field: Field, name: str) -> FigureFilter:
    if field is Field.MEASURE:
        return FigureFilter(measures=(name,))
    return FigureFilter(subjects=(name,)) if field is Field.SUBJECT else FigureFilter()


def _lessons(project: Project, field: Field, gone: str, kept: str, figures: Sequence[Figure]) -> Iterable[Lesson]:
    """Everything that meant the one name means the other: the lexicon's phrases, earlier lessons, and the words that
    the figures were read from."""
    kind = _KINDS.get(field)
    if kind is None:
        return ()
    found: dict[str, Lesson] = {}
    term = learning.terms(project).get(kind, gone)
    for cue in term.cues if term is not None else ():
        if not cue.derived:
            found[cue.phrase] = Lesson(field.value, kept, cue.phrase, cue.language, cue.phrase)
    for words in dict.fromkeys((gone, *_words(project, field, figures))):
        language = language_of(words)
        phrase = pattern_of(words, language)
        found.setdefault(phrase, Lesson(field.value, kept, phrase, language, words))
    return found.values()


def _words(project: Project, field: Field, figures: Iterable[Figure]) -> Iterable[str]:
    """The words of the texts behind a field, where they stand near enough to mean it."""
    for figure in figures:
        span = figure.evidence.get(field)
        if span is None or _FAR.get(field) in figure.doubts:
            continue
        words = span.of(project.versions.text(figure.article_id, figure.version)).strip()
        if words and len(words) <= _LONGEST and "\n" not in words:
            yield words
