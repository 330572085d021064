"""What a project knows of one subject, put together in words: groups of figures with bounds, conflicts, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from workbench.core.comparison.intervals import dimension_of, interval_of
from workbench.core.comparison.naming import Sources
from workbench.core.model.amount import Interval
from workbench.core.model.article import ArticleId
from workbench.core.model.dossier import DossierConflict, DossierFigure, DossierNote, MeasureGroup
from workbench.core.model.figure import Doubt, Figure, FigureId
from workbench.core.model.note import Note
from workbench.core.model.verdict import Standing
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.phrases import amount_words, number_words, with_unit
from workbench.core.vocabulary.units import units
from workbench.core.words import say

Origins = Mapping[ArticleId, int]


class Builder:
    """Puts a dossier together in one language. `sentence` gives the words around a figure."""

    def __init__(self, sources: Sources, names: Names, origins: Origins, sentence: Callable[[Figure], str]) -> None:
        self._sources, self._names, self._origins = sources, names, origins
        self._language, self._sentence = names.language, sentence

    def groups(self, figures: Iterable[Figure]) -> tuple[MeasureGroup, ...]:
        """By measure and dimension; those said most often first."""
        parted: dict[tuple[str, str], list[Figure]] = {}
        for figure in figures:
            parted.setdefault((figure.measure or "", dimension_of(figure) or ""), []).append(figure)
        made = [self._group(key[0], some) for key, some in parted.items()]
        return tuple(sorted(made, key=lambda group: (not group.measure, -group.mentions, group.measure)))

    def _group(self, measure: str, figures: Sequence[Figure]) -> MeasureGroup:
        unit = _common_unit(figures)
        said = [interval for figure in figures if (interval := interval_of(figure)) is not None]
        of = {(figure.subject, figure.item, figure.place) for figure in figures}
        shown = sorted(figures, key=lambda f: (f.item or "", f.period.edtf if f.period else "", f.article_id, f.span))
        return MeasureGroup(
            measure=self._names.of(measure),
            figures=tuple(self._figure(one, unit) for one in shown),
            range=self._range(said, unit) if len(said) > 1 and len(of) == 1 else "",
            mentions=len(figures),
            origins=len({self._origins.get(one.article_id, -one.article_id) for one in figures}),
        )

    def _range(self, intervals: Sequence[Interval], unit: str | None) -> str:
        low = min((one.low for one in intervals if one.low is not None), default=None)
        high = max((one.high for one in intervals if one.high is not None), default=None)
        endless = any(one.high is None for one in intervals)
        return self._bounds(Interval(low, None if endless else high), unit)

    def _bounds(self, interval: Interval, unit: str | None) -> str:
        """From the least to the greatest number, in a unit of the dimension."""
        factor = (units().factor(unit) if unit else None) or Decimal(1)
        low, high = (None if end is None else number_words(end / factor, self._language)
                     for end in (interval.low, interval.high))  # fmt: skip
        if low == high and low is not None:
            return with_unit(low, unit, self._language)
        if low is None or interval.low == 0:
            return with_unit(f"≤ {high}", unit, self._language) if high is not None else ""
        return with_unit(f"≥ {low}" if high is None else f"{low} – {high}", unit, self._language)

    def _figure(self, figure: Figure, unit: str | None) -> DossierFigure:
        source = self._sources.get(figure.article_id)
        stated = figure.unit or figure.borrowed_unit
        interval = interval_of(figure)
        doubts = [say(self._language, doubt.value) for doubt in figure.doubts if doubt is not Doubt.BY_HAND]
        return DossierFigure(
            id=figure.id,
            guid=figure.guid,
            article=figure.article_id,
            value=amount_words(figure.amount, stated, self._language),
            bounds="" if interval is None or _exact(figure) else self._bounds(interval, unit or None),
            subject=self._names.of(figure.subject),
            item=self._names.of(figure.item),
            place=self._names.of(figure.place),
            period=figure.period.edtf if figure.period else "",
            attribution=figure.attribution or "",
            modality=say(self._language, figure.modality.value),
            status=say(self._language, figure.status.value),
            doubts=tuple(doubts),
            quote=" ".join(figure.quote.split()),
            sentence=self._sentence(figure),
            source=source.label if source else "",
            published=source.published if source else "",
            span=figure.full_span,
            version=figure.version,
        )

    def conflicts(self, standings: Iterable[Standing]) -> tuple[DossierConflict, ...]:
        return tuple(self._conflict(one) for one in standings if one.conflict is not None)

    def _conflict(self, one: Standing) -> DossierConflict:
        assert one.conflict is not None
        verdict = one.verdict
        parts = (
            () if verdict is None else (say(self._language, verdict.kind.value), verdict.reason, verdict.changed_by)
        )
        return DossierConflict(
            key=one.key,
            kind=say(self._language, one.conflict.relation.value),
            state=say(self._language, one.state.value),
            reason=one.conflict.reason,
            verdict=" — ".join(part for part in parts if part),
            figures=one.conflict.members,
        )

    def notes(self, notes: Iterable[Note], figures: Mapping[FigureId, Figure]) -> tuple[DossierNote, ...]:
        return tuple(self._note(note, figures) for note in notes)

    def _note(self, note: Note, figures: Mapping[FigureId, Figure]) -> DossierNote:
        figure = figures.get(note.place.figure_id) if note.place.figure_id is not None else None
        article = figure.article_id if figure else note.place.article_id
        source = self._sources.get(article) if article is not None else None
        return DossierNote(
            text=note.text,
            tags=note.tags,
            quote=" ".join((figure.quote if figure else note.quote).split()),
            about=source.label if source else "",
            author=note.changed_by,
            at=note.changed_at,
        )


def _exact(figure: Figure) -> bool:
    """Whether its bounds would say no more than the number itself."""
    amount = figure.amount
    return amount is None or (amount.low is None or amount.high is None)


def _common_unit(figures: Sequence[Figure]) -> str | None:
    """The unit that most of them are stated in; the first of equals."""
    stated = [figure.unit for figure in figures if figure.unit]
    return max(dict.fromkeys(stated), key=stated.count) if stated else None
