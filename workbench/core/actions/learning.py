"""What corrections teach: words that mean a subject, a measure, an item or a unit in this project from now on."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from workbench.core.actions import reviewing
from workbench.core.actions.known_names import maps_names
from workbench.core.extraction.learned import LearnedExtractor, UnitAlias, own_units
from workbench.core.extraction.ner import NameProvider
from workbench.core.extraction.pipeline import Extractor
from workbench.core.extraction.tokens import fold
from workbench.core.model.article import Article, ArticleId
from workbench.core.model.changes import Changes
from workbench.core.model.figure import Doubt, Field, Figure, FigureId, Statement, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.span import Span
from workbench.core.project import Operation, Project
from workbench.core.vocabulary.inflection import pattern_of
from workbench.core.vocabulary.language import language_of
from workbench.core.vocabulary.matching import Matcher, tokenize
from workbench.core.vocabulary.terms import Alias, TermKind, Terms
from workbench.core.words import tr, trn

_LESSONS, _FOLDER = "lessons", "lexicon folder"  # where the project keeps them
_TERMS = {"subject": TermKind.SUBJECT, "measure": TermKind.MEASURE, "item": TermKind.ITEM}
_FAR = {"subject": Doubt.SUBJECT_FAR, "measure": Doubt.MEASURE_FAR}
_TAUGHT = ("subject", "measure", "item", "place", "unit", "borrowed_unit", "kind", "span", "full_span")
_EVIDENT = ("subject", "measure", "item", "place", "unit")
_NAME = "="  # before a name that is no phrase of a text
_AT_ONCE = 50  # suggestions between two looks at what the user does
_LONGEST = 60  # characters of a phrase that is worth remembering


@dataclass(frozen=True, slots=True)
class Lesson:
    """These words mean that key. `kind` is subject, measure, item or unit; `words` are as the source has them;
    `before` are keys that the words were taught to mean earlier."""

    kind: str
    key: str
    phrase: str
    language: str
    words: str
    before: tuple[str, ...] = ()

    @property
    def name(self) -> bool:
        """Whether it is about a name that another has taken the place of, not about words of a text."""
        return self.phrase.startswith(_NAME)


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of the suggestions: those that changed, as one step."""

    figures: tuple[FigureId, ...]
    changes: Changes


def taught(project: Project) -> list[Lesson]:
    """What the project has learned, in the order of the lessons."""
    return [Lesson(**{**one, "before": tuple(one.get("before", ()))}) for one in project.options.get(_LESSONS, [])]


def correct(project: Project, figure_id: FigureId, **fields: Any) -> Changes:
    """`reviewing.correct`, and what it teaches, as one step."""
    figure = project.figures.get(figure_id)
    text = project.versions.text(figure.article_id, figure.version)
    known = terms(project)
    lessons = [
        one
        for one in lessons_of(figure, text, fields, known)
        if not maps_names(project, figure, known, field=one.kind, words=one.words, key=one.key)
    ]
    with project.history.together(tr("Correct figure")) as op:
        reviewing.correct(project, figure_id, **fields)
        remember(project, lessons)
    return op.changes


def learned_since(project: Project, before: Sequence[Lesson]) -> list[str]:
    """What was learned since, as sentences."""
    new = [one for one in taught(project) if one not in before]
    return [tr("learned: “{words}” means {key}", words=one.words, key=one.key) for one in new]


def teach(project: Project, kind: str, words: str, key: str, language: str = "") -> Changes:
    """Says that words mean a key; kind is subject, measure, item or unit."""
    if kind not in (*_TERMS, "unit"):
        raise ValueError(f"nothing to learn of a {kind}")
    lesson = _lesson(kind, key, words, language or language_of(words))
    with project.history.together(tr("Learn “{words}”", words=words)) as op:
        remember(project, [lesson])
    return op.changes


def forget(project: Project, lesson: Lesson) -> Changes:
    """Takes a lesson back; what it has changed already stays."""
    left = [one for one in taught(project) if one != lesson]
    with project.history.operation(tr("Forget “{words}”", words=lesson.words)) as op:
        project.options.set(op, _LESSONS, [asdict(one) for one in left])
    return op.changes


def remember(project: Project, lessons: Sequence[Lesson]) -> None:
    """Adds lessons; a newer one about the same words takes the place of the older."""
    if not lessons:
        return
    known = taught(project)
    for lesson in lessons:
        same = [one for one in known if (one.kind, one.phrase) == (lesson.kind, lesson.phrase)]
        before = dict.fromkeys(key for one in same for key in (*one.before, one.key) if key != lesson.key)
        known = [one for one in known if one not in same] + [replace(lesson, before=tuple(before))]
    with project.history.operation(tr("Learn from a correction")) as op:
        project.options.set(op, _LESSONS, [asdict(one) for one in known])


def set_lexicon(project: Project, folder: Path | None) -> Changes:
    """Gives the project a lexicon folder of its own, laid out like the program's; BadLexicon names a mistake."""
    if folder is not None:
        Terms.load([folder])
        own_units(folder)
    with project.history.operation(tr("Set the project's lexicon")) as op:
        project.options.set(op, _FOLDER, None if folder is None else str(folder.resolve()))
    return op.changes


def terms(project: Project) -> Terms:
    """The program's words, those of the project's folder, and what it was taught."""
    folder = project.options.get(_FOLDER)
    known = Terms.load([Path(folder)] if folder else ())
    aliases = [
        Alias(_TERMS[one.kind], one.key, one.phrase, one.language)
        for one in taught(project)
        if one.kind in _TERMS and not one.name
    ]
    return known.with_aliases(aliases) if aliases else known


def extractor(project: Project, recognised: NameProvider | None = None) -> Extractor:
    """The extractor for the project's next articles: give it to `importing.prepare`."""
    lessons = taught(project)
    if not lessons and project.options.get(_FOLDER) is None and recognised is None:
        return Extractor.default()
    folder = project.options.get(_FOLDER)
    units = own_units(Path(folder)) if folder else []
    units += [UnitAlias(one.key, one.phrase, one.language) for one in lessons if one.kind == "unit"]
    return LearnedExtractor(terms(project), units, recognised, _names(lessons))


def _names(lessons: Iterable[Lesson]) -> dict[tuple[Field, str], str]:
    """Which name has taken the place of which, to the end of every chain."""
    direct = {(Field(one.kind), one.words): one.key for one in lessons if one.name}
    found = {}
    for field, gone in direct:
        name, seen = gone, {gone}
        while (following := direct.get((field, name))) is not None and following not in seen:
            name = following
            seen.add(name)
        found[field, gone] = name
    return found


def same_name(project: Project, field: Field, gone: str, kept: str) -> None:
    """One name of a measure, subject, item or place stands for another wherever the rules find it from now on."""
    lesson = Lesson(field.value, kept, _NAME + gone, "", gone)
    turned = [one for one in taught(project) if one.name and (one.kind, one.words, one.key) == (field, kept, gone)]
    for one in turned:
        forget(project, one)
    remember(project, [lesson])


def lessons_of(figure: Figure, text: str, fields: Mapping[str, Any], known: Terms) -> list[Lesson]:
    """What a correction teaches: that the words behind the old value, or those chosen by hand, mean the new one.

    Nothing where the analyst only chose another name that the sentence has too, where the words are a name the
    lexicon knows as something else, or where they stand far off.
    """
    evidence: Mapping[Field, Span] = fields.get("evidence", {})
    found = []
    for name, key in fields.items():
        if name not in (*_TERMS, "unit") or not key or key == getattr(figure, name):
            continue
        by_hand = evidence.get(Field(name))
        if by_hand == figure.evidence.get(Field(name)):
            by_hand = None
        span = by_hand or _old_words(figure, name) or _typed(text, figure, name, key)
        words = span.of(text).strip() if span else ""
        if not words or len(words) > _LONGEST:
            continue
        line, kind = _line(text, figure).of(text), _TERMS.get(name)
        if by_hand is None and kind is not None and _only_chosen(line, kind, key, words, known):
            continue
        found.append(_lesson(name, key, words, _language(text, figure)))
    return found


def _lesson(kind: str, key: str, words: str, language: str) -> Lesson:
    return Lesson(kind, key, pattern_of(words, language), language, words)


def _old_words(figure: Figure, name: str) -> Span | None:
    """The words that gave the old value, where they stand by the figure and say no more than a lexicon may know."""
    span = figure.evidence.get(Field(name))
    if span is None or _FAR.get(name) in figure.doubts:
        return None
    if name == "unit":
        counted = figure.unit is not None and figure.unit.startswith("{")
        return span if counted and figure.full_span.contains(span) else None
    return span if getattr(figure, name) is not None else None


def _typed(text: str, figure: Figure, name: str, key: str) -> Span | None:
    """Where the line of a figure has the typed words, with whatever endings: a name the program did not know."""
    if name == "unit":
        return None
    line, language = _line(text, figure), _language(text, figure)
    words = line.of(text)
    tokens = tokenize(words, fold(words), 0, len(words))
    asked: Matcher[str] = Matcher()
    asked.add(pattern_of(key, language).lower(), language, key)
    for first, last, _ in asked.scan(tokens, language):
        return Span(line.start + tokens[first].start, line.start + tokens[last].end)
    return None


def _only_chosen(line: str, kind: TermKind, key: str, words: str, known: Terms) -> bool:
    """Whether the line names the new value too, or the words name what the lexicon knows as something else."""
    tokens = tokenize(line, fold(line), 0, len(line))
    found = known.matcher.scan(tokens, language_of(line))
    if any(term.kind is kind and term.key == key for _, _, (term, _) in found):
        return True
    meant = known.find(kind, words)
    return kind is not TermKind.MEASURE and meant is not None and meant != key


def _line(text: str, figure: Figure) -> Span:
    start = text.rfind("\n", 0, figure.full_span.start) + 1
    end = text.find("\n", figure.full_span.end)
    return Span(start, len(text) if end < 0 else end)


def _language(text: str, figure: Figure) -> str:
    return language_of(_line(text, figure).of(text)) or language_of(text[:4000])


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned, ready to be applied in a worker: how articles are read now and were read before."""

    own: Extractor
    plain: Extractor
    earlier: frozenset[str]


Update = tuple[FigureId, dict[str, Any]]  # a suggestion, and the fields that change


def lessons(project: Project, recognised: NameProvider | None = None) -> Learned:
    earlier = frozenset(key for lesson in taught(project) for key in lesson.before)
    return Learned(extractor(project, recognised), LearnedExtractor(Terms.load(), (), recognised), earlier)


def updates_of(learned: Learned, article: Article, suggested: Iterable[Figure]) -> list[Update]:
    """What the lessons change in the suggestions of one article: values in, values out."""
    now, was = _read(learned.own, article), _read(learned.plain, article)
    found = []
    for figure in suggested:
        new, old = now.get(figure.span.start), was.get(figure.span.start)
        if new is not None and old is not None:
            update = _update(figure, old, new, learned.earlier, article.text)
            found += [(figure.id, update)] if update else []
    return found


def with_suggestions(project: Project) -> list[ArticleId]:
    """The articles that have suggestions, in order."""
    return [one.id for one in project.articles.summaries() if one.settled < one.figures]


def suggestions(project: Project, article_id: ArticleId) -> list[Figure]:
    return project.figures.all(FigureFilter(article=article_id, statuses=(Status.SUGGESTED,)))


def apply_to_suggestions(project: Project, recognised: NameProvider | None = None) -> Applied:
    """What has been learned, applied to the suggestions already there as one step.

    Only where the lessons change what the rules say, and only fields that still hold what the rules (or an earlier
    lesson about the same words) gave them: what an analyst set stays.
    """
    learned = lessons(project, recognised)
    changed: list[Update] = []
    for article in with_suggestions(project):
        changed += updates_of(learned, project.articles.get(article), suggestions(project, article))
    with project.history.operation(_applying(len(changed))) as op:
        for figure_id, update in changed:
            project.figures.update(op, figure_id, **update)
    return Applied(tuple(figure_id for figure_id, _ in changed), op.changes)


def _applying(count: int) -> str:
    return trn("Apply what was learned to {n} suggestion", "Apply what was learned to {n} suggestions", count)


def write_updates(project: Project, changed: Sequence[Update]) -> Generator[tuple[int, int], None, int]:
    """Writes what a worker found, slice by slice as one step; how many suggestions changed. What was settled or set
    by hand meanwhile stays as it is."""
    written = 0

    def write(op: Operation) -> Iterator[tuple[int, int]]:
        nonlocal written
        for first in range(0, len(changed), _AT_ONCE):
            some = changed[first : first + _AT_ONCE]
            still = project.figures.among([number for number, _ in some], FigureFilter(statuses=(Status.SUGGESTED,)))
            for number, update in some:
                if number in still:
                    project.figures.update(op, number, **update)
                    written += 1
            yield first, len(changed)

    yield from project.history.sliced(_applying(len(changed)), write)
    return written


def _read(reader: Extractor, article: Article) -> dict[int, Statement]:
    """The statements of an article by where they begin."""
    found = reader.extract(
        article.text, language=article.language.value, blocks=article.blocks, published=article.published.day
    )
    return {one.span.start: one for one in found.statements}


def _update(figure: Figure, old: Statement, new: Statement, earlier: Iterable[str], text: str) -> dict[str, Any]:
    """The fields that the lessons change and no hand has set."""
    update: dict[str, Any] = {}
    for name in _TAUGHT:
        value, had = getattr(new, name), getattr(figure, name)
        if value != had and (had == getattr(old, name) != value or had in earlier):
            update[name] = value
    if not update:
        return {}
    evidence = dict(figure.evidence)
    for name in update:
        if name in _EVIDENT:
            evidence.pop(Field(name), None)
            if Field(name) in new.evidence:
                evidence[Field(name)] = new.evidence[Field(name)]
    if "full_span" in update:
        update["quote"] = update["full_span"].of(text)
    doubts = dict.fromkeys((*(d for d in figure.doubts if d not in old.doubts), *new.doubts))
    return {**update, "evidence": evidence, "doubts": tuple(doubts)}
