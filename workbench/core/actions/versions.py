"""New versions of sources: another text in place of the present one, with the figures found again in it.

What cannot be found again stays with the version it was found in, as an orphan with its quote and its verdict, until
a person places or rejects it. Each action is one step of the history.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from workbench.core.actions import anchored_words, learning
from workbench.core.actions.importing import Prepared, with_figures
from workbench.core.actions.reviewing import statement_in, trimmed
from workbench.core.errors import BadInput
from workbench.core.extraction.pipeline import Extractor
from workbench.core.model.article import Article, ArticleDraft, ArticleId
from workbench.core.model.changes import Changes
from workbench.core.model.disposition import Disposition
from workbench.core.model.figure import Anchored, Field, Figure, FigureId, Statement, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.span import Span
from workbench.core.project import Operation, Project
from workbench.core.reading.alignment import Piece, pieces
from workbench.core.reading.anchoring import ENOUGH, Anchor, Anchoring
from workbench.core.reading.reader import has_encoding, read_bytes
from workbench.core.words import tr, trn

_BESIDE = 0.45  # enough for the words of a field, which are looked for beside the figure
_LOST = Decimal("0.85")  # what a figure's score is multiplied with for each field whose words are gone
SURE = Decimal("0.85")  # below it a figure that was found again deserves a look
_OPEN_OR_TAKEN = (Status.SUGGESTED, Status.ACCEPTED)  # what was set aside need not be found again
_AROUND = 240  # code points to either side of an orphan that are shown


@dataclass(frozen=True, slots=True)
class Renewed:
    """What a new version did: figures found again, those that were not, and suggestions found first in it."""

    article_id: ArticleId
    version: int
    found: tuple[FigureId, ...] = ()
    orphans: tuple[FigureId, ...] = ()
    added: tuple[FigureId, ...] = ()
    changes: Changes = field(default_factory=Changes)

    def sentence(self) -> str:
        return " ".join(
            (
                tr("Version {n}:", n=self.version),
                trn("{n} figure found again,", "{n} figures found again,", len(self.found)),
                trn("{n} not found,", "{n} not found,", len(self.orphans)),
                trn("{n} new.", "{n} new.", len(self.added)),
            )
        )


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the former texts of a source, by their versions, became another text. Made beforehand, in a worker, for
    long texts; an action that is given none, or one of other texts, makes its own."""

    new: str
    anchorings: Mapping[int, tuple[str, Anchoring]] = field(default_factory=dict)

    def of(self, version: int, old: str, new: str) -> Anchoring:
        text, made = self.anchorings.get(version, ("", None))
        return made if made is not None and (text, self.new) == (old, new) else Anchoring(old, new)


def former_texts(project: Project, article_id: ArticleId) -> dict[int, str]:
    """The texts that figures, notes and values of records rest on, by version: for `align`."""
    return {
        version: project.versions.text(article_id, version)
        for version in anchored_words.versions(project, article_id)
    }


def align(former: Mapping[int, str], new: str) -> Alignment:
    """The work of a worker: seconds where a text is a book."""
    return Alignment(new, {version: (old, Anchoring(old, new)) for version, old in former.items()})


def read_again(original: bytes, file_name: str, encoding: str, extractor: Extractor) -> Prepared:
    """The bytes of a source read in another encoding, with their figures: for a worker."""
    return with_figures(read_bytes(original, file_name, encoding=encoding), extractor)


def add_version(
    project: Project, article_id: ArticleId, prepared: Prepared, alignment: Alignment | None = None
) -> Renewed:
    """Puts the text of a newer copy in place of a source's. The same text changes nothing but the file's details."""
    return _take_place(project, article_id, prepared, alignment, tr("New version of a source"))


def _take_place(
    project: Project, article_id: ArticleId, prepared: Prepared, alignment: Alignment | None, name: str
) -> Renewed:
    with project.history.operation(name) as op:
        made = _renew(project, op, article_id, prepared.draft, prepared.extraction.dispositions, alignment)
        made = _suggest(project, op, made, prepared.extraction.statements, prepared.draft.text)
    return replace(made, changes=op.changes)


def reread(
    project: Project,
    article_id: ArticleId,
    encoding: str,
    prepared: Prepared | None = None,
    alignment: Alignment | None = None,
) -> Renewed:
    """Reads the kept bytes of an article again in another encoding: a new version, unless the text is the same.
    `prepared` is what `read_again` made of them, where that was asked before."""
    article = project.articles.without_text(article_id)
    if not has_encoding(article):
        raise BadInput(
            tr("{name} says its encoding itself, so it cannot be read in another.", name=article.file_name)
        )
    if prepared is None:
        original, extractor = project.articles.original(article_id), learning.extractor(project)
        prepared = read_again(original, article.file_name, encoding, extractor)
    return _take_place(project, article_id, prepared, alignment, tr("Read again in another encoding"))


def join(project: Project, newer: ArticleId, of: ArticleId, alignment: Alignment | None = None) -> Renewed:
    """Makes one source the newest version of another, which keeps its number, its figures and their verdicts.

    Figures, verdicts and notes of the newer one go along; where both have a figure at one place the one with a
    verdict stays, of two the one settled last.
    """
    if newer == of:
        raise BadInput(tr("A source cannot be a version of itself. Choose the older source."))
    article = project.articles.get(newer)
    if article.version > 1:
        raise BadInput(
            tr("“{title}” has versions of its own, so it cannot become a version of another.", title=_title(article))
        )
    name = tr("Make a source a version of another")
    with project.history.operation(name) as op:
        draft, numbers = _draft(project, article), project.articles.dispositions(newer)
        made = _renew(project, op, of, draft, numbers, alignment)
        made = _take_along(project, op, made, newer)
        project.articles.remove(op, newer)
    return replace(made, changes=op.changes)


def join_all(
    project: Project,
    pairs: Iterable[tuple[ArticleId, ArticleId]],
    alignments: Mapping[ArticleId, Alignment] = MappingProxyType({}),
) -> list[Renewed]:
    """Several sources (newer, of) as newest versions, as one step. `alignments` are those of the newer ones."""
    made: list[Renewed] = []
    pairs = list(pairs)
    name = tr("Make a source a version of another") if len(pairs) == 1 else tr("Make sources versions of others")
    with project.history.together(name) as op:
        made = [join(project, newer, of, alignments.get(newer)) for newer, of in pairs]
    return [replace(one, changes=op.changes) for one in made]


def _title(article: Article) -> str:
    return article.title.value or article.file_name


def _draft(project: Project, article: Article) -> ArticleDraft:
    return ArticleDraft(
        text=article.text,
        blocks=article.blocks,
        title=article.title,
        publisher=article.publisher,
        author=article.author,
        published=article.published,
        language=article.language,
        url=article.url,
        file_name=article.file_name,
        media_type=article.media_type,
        encoding=article.encoding,
        encodings_considered=article.encodings_considered,
        original=project.articles.original(article.id),
    )


def _renew(  # noqa: PLR0917 - all of one step
    project: Project,
    op: Operation,
    article_id: ArticleId,
    draft: ArticleDraft,
    dispositions: Iterable[Disposition],
    alignment: Alignment | None,
) -> Renewed:
    """The new text in place, the figures and notes of the old ones placed in it where they can be."""
    before = project.articles.without_text(article_id)
    figures = project.figures.all(FigureFilter(article=article_id, orphans=None))
    project.articles.set_text(op, article_id, draft, dispositions)
    after = project.articles.without_text(article_id)
    if after.version == before.version:
        return Renewed(article_id, after.version)
    versions = {figure.version for figure in figures} | anchored_words.versions(project, article_id)
    aligned = alignment or Alignment(draft.text)
    anchorings = {n: aligned.of(n, project.versions.text(article_id, n), draft.text) for n in versions}
    anchored_words.move(project, op, article_id, anchorings)
    held = _best(a for f in figures if (a := anchored(anchorings[f.version], f)) is not None)
    project.figures.anchor(op, article_id, held)
    found = {one.id for one in held}
    lost = tuple(f.id for f in figures if f.id not in found and f.status in _OPEN_OR_TAKEN)
    if before.closed_reason:
        project.articles.set_closed(op, article_id, "")
    return Renewed(article_id, after.version, tuple(one.id for one in held), lost)


def anchored(anchoring: Anchoring, figure: Figure) -> Anchored | None:
    """A figure in the new text with what its fields rest on; None where it cannot be said to be the same."""
    anchor = anchoring.find(figure.full_span)
    if anchor is None or anchor.score < ENOUGH:
        return None
    evidence = {
        field: span for field, old in figure.evidence.items() if (span := _beside(anchoring, figure, anchor, old))
    }
    score = Decimal(str(anchor.score)) * _LOST ** (len(figure.evidence) - len(evidence))
    if score < Decimal(str(ENOUGH)):
        return None
    core = anchoring.within(figure.span, figure.full_span, anchor)
    return Anchored(figure.id, core, anchor.span, evidence, score.quantize(Decimal("0.001")))


def _beside(anchoring: Anchoring, figure: Figure, anchor: Anchor, old: Span) -> Span | None:
    """Where the words of a field stand: within the figure, or near it."""
    if figure.full_span.contains(old):
        return anchoring.within(old, figure.full_span, anchor)
    found = anchoring.find(old, near=anchor, old_near=figure.full_span)
    return found.span if found is not None and found.score >= _BESIDE else None


class _Taken:
    """Stretches of a text that have a figure already."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = sorted(spans)

    def overlaps(self, span: Span) -> bool:
        at = bisect_left(self._spans, span)
        return any(one.overlaps(span) for one in self._spans[max(0, at - 2) : at + 2])

    def add(self, span: Span) -> None:
        insort(self._spans, span)


def _best(placed: Iterable[Anchored]) -> list[Anchored]:
    """One figure at each place: the surest, of equals the first."""
    taken, held = _Taken(), []
    for one in sorted(placed, key=lambda a: (-a.score, a.id)):
        if not taken.overlaps(one.span):
            taken.add(one.span)
            held.append(one)
    return held


def _suggest(project: Project, op: Operation, made: Renewed, statements: Iterable[Statement], text: str) -> Renewed:
    """Suggests what the new text states where no figure stands yet."""
    taken = _Taken(f.span for f in project.figures.of_article(made.article_id))
    fresh = [s for s in statements if not taken.overlaps(s.span)]
    return replace(made, added=tuple(project.figures.add(op, made.article_id, fresh, text)) if fresh else ())


def _take_along(project: Project, op: Operation, made: Renewed, newer: ArticleId) -> Renewed:
    """Figures and notes of the source that became a version; what both have is kept once."""
    there = {figure.span.start: figure for figure in project.figures.of_article(made.article_id)}
    taken = _Taken(figure.span for figure in there.values())
    give: list[FigureId] = []
    for figure in project.figures.of_article(newer):
        rival = there.get(figure.span.start)
        if rival is not None and _rank(figure) > _rank(rival):
            project.registers.pass_on(op, rival.id, figure.id)
            project.figures.remove(op, rival.id)
            give.append(figure.id)
        elif not taken.overlaps(figure.span):
            give.append(figure.id)
        elif rival is not None:
            project.registers.pass_on(op, figure.id, rival.id)
    project.figures.give(op, give, made.article_id)
    anchored_words.take_along(project, op, newer, made.article_id)
    return replace(made, added=tuple(give))


def _rank(figure: Figure) -> tuple[bool, str]:
    return figure.status.settled, figure.changed_at if figure.status.settled else ""


# orphans


def orphans(project: Project, article_id: ArticleId | None = None) -> list[Figure]:
    """Figures that were not found again and were not set aside: what a person has still to look at comes first."""
    wanted = FigureFilter(article=article_id, orphans=True, statuses=_OPEN_OR_TAKEN)
    return sorted(project.figures.all(wanted), key=lambda f: (f.status is Status.SUGGESTED, f.article_id, f.span))


def context(project: Project, figure: Figure) -> tuple[str, str, str]:
    """The words before a figure, its quote, and those behind it, from the version that it is of."""
    text = project.versions.text(figure.article_id, figure.version)
    start, end = figure.full_span.start, figure.full_span.end
    return text[max(0, start - _AROUND) : start], figure.full_span.of(text), text[end : end + _AROUND]


def place(
    project: Project,
    figure_id: FigureId,
    span: Span,
    said: Statement | BadInput | None = None,
    alignment: Alignment | None = None,
) -> Changes:
    """Gives an orphan a place in its source's newest text. It keeps its fields and its verdict where the words state
    the same amount; else it takes theirs and is a suggestion again. A suggestion that stands there gives way. `said`
    is what `reviewing.statements_at` made of the words of this very text, where that was asked before."""
    figure = project.figures.get(figure_id)
    if not figure.orphan:
        raise BadInput(tr("Figure {id} has its place already: [ and ] move its edges.", id=figure_id))
    article = project.articles.get(figure.article_id)
    span = trimmed(span, article.text)
    rivals = [f for f in project.figures.of_article(article.id) if f.span.overlaps(span)]
    if (settled := next((f for f in rivals if f.status.settled), None)) is not None:
        raise BadInput(
            tr(
                "Figure {id} states “{quote}” already. Reopen or correct that one.",
                id=settled.id,
                quote=settled.quote,
            )
        )
    said = said or statement_in(article.text, span, article.language.value)
    if isinstance(said, BadInput):
        raise said
    old, aligned = project.versions.text(article.id, figure.version), alignment or Alignment(article.text)
    anchoring = aligned.of(figure.version, old, article.text)
    anchor = Anchor(said.full_span, 1.0)
    evidence: dict[Field, Span] = {
        name: found.span
        for name, old in figure.evidence.items()
        if name is not Field.AMOUNT
        and (found := anchoring.find(old, near=anchor, old_near=figure.full_span)) is not None
        and found.score >= _BESIDE
    }
    with project.history.operation(tr("Place a figure that was not found again")) as op:
        for rival in rivals:
            project.registers.pass_on(op, rival.id, figure.id)
            project.figures.remove(op, rival.id)
        found_there = Anchored(figure.id, said.span, said.full_span, evidence, Decimal(1))
        project.figures.anchor(op, article.id, [found_there])
        if (said.amount, said.unit or figure.unit) != (figure.amount, figure.unit):
            project.figures.update(
                op,
                figure.id,
                amount=said.amount,
                unit=said.unit or figure.unit,
                kind=said.kind,
                status=Status.SUGGESTED,
            )
    return op.changes


def doubtful(project: Project, article_id: ArticleId | None = None) -> list[Figure]:
    """Figures that were found again, but in surroundings that changed: the least sure first."""
    found = project.figures.many(project.figures.found_again(SURE))
    wanted = [f for f in found if f.status in _OPEN_OR_TAKEN and not f.orphan]
    return [f for f in wanted if article_id in (None, f.article_id)]


def difference(project: Project, article_id: ArticleId, old: int, new: int) -> tuple[str, str, list[Piece]]:
    """The texts of two versions and how one became the other."""
    before, after = project.versions.text(article_id, old), project.versions.text(article_id, new)
    return before, after, pieces(before, after)
