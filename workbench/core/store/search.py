"""Finding: articles by words, figures by number, unit and period; and the index that makes it fast.

Everything here only reads, but `rebuild`, which makes the index anew: it holds nothing that the texts do not hold, so
that is no step of the history.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import cast

from workbench.core.model.article import ArticleId
from workbench.core.model.figure import Figure, FigureId, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.period import Period
from workbench.core.model.search import FigureSearch, KnownFigure, SearchText, SourceFilter
from workbench.core.model.span import Span
from workbench.core.store import rows
from workbench.core.store.database import Database
from workbench.core.store.indexing import words_of_texts
from workbench.core.store.queries import where
from workbench.core.vocabulary.query import Part, Query, Word
from workbench.core.vocabulary.units import units
from workbench.core.words import tr

RANKED = 500  # up to so many articles are sorted by how well they answer; more of them by their dates
LONGEST_WAIT = 3.0  # seconds that one question may take; the window waits for it
_PHRASES = 64  # spellings of one phrase that are asked for one by one

_BY_TEXT = """
    SELECT a.id, a.published FROM text_index
    JOIN text_number AS n ON n.id = text_index.rowid JOIN article AS a ON a.text_sha256 = n.sha256
    WHERE text_index MATCH ?
"""
_BY_TITLE = """
    SELECT a.id, a.published FROM title_index JOIN article AS a ON a.id = title_index.rowid
    WHERE title_index MATCH ?
"""
_WITHOUT = """
    AND a.text_sha256 NOT IN (
      SELECT sha256 FROM text_number WHERE id IN (SELECT rowid FROM text_index WHERE text_index MATCH ?)
    )
"""
_RANKS = """
    SELECT a.id, text_index.rank FROM text_index
    JOIN text_number AS n ON n.id = text_index.rowid JOIN article AS a ON a.text_sha256 = n.sha256
    WHERE text_index MATCH ?
"""
_PUBLISHERS = """
    SELECT publisher FROM article WHERE publisher <> '' GROUP BY publisher ORDER BY count(*) DESC, publisher
"""
_UNKNOWN = "SELECT count(*) FROM body WHERE sha256 NOT IN (SELECT sha256 FROM text_number)"
_SOUND = (
    ("SELECT term, cnt FROM text_word", "SELECT text FROM body"),
    ("SELECT term, cnt FROM title_word", "SELECT title FROM article"),
)
_WORDS = "SELECT term FROM text_word WHERE term >= ? AND term < ?"
_LAST = "\U0010ffff"
_TEXTS = """
    SELECT a.id, a.title, a.publisher, a.published, a.language, body.text
    FROM json_each(?) AS wanted JOIN article AS a ON a.id = wanted.value JOIN body ON body.sha256 = a.text_sha256
    ORDER BY wanted.key
"""
_KNOWN = """
    SELECT f.article_id, f.id, f.full_start, f.full_stop, f.status, f.qualifier IS NOT NULL
    FROM json_each(?) AS wanted JOIN figure AS f ON f.article_id = wanted.value
    WHERE (f.article_id, f.version) NOT IN (SELECT article_id, version FROM article_version)
    ORDER BY f.article_id, f.full_start, f.id
"""
_UNITS = """
    WITH RECURSIVE one(code) AS (
      SELECT min(unit) FROM figure WHERE unit IS NOT NULL
      UNION ALL SELECT (SELECT min(unit) FROM figure WHERE unit > one.code) FROM one WHERE one.code IS NOT NULL
    ) SELECT code FROM one WHERE code IS NOT NULL
"""
_PERIODS = """
    WITH RECURSIVE one(edtf) AS (
      SELECT min(period) FROM figure WHERE period IS NOT NULL
      UNION ALL SELECT (SELECT min(period) FROM figure WHERE period > one.edtf) FROM one WHERE one.edtf IS NOT NULL
    ) SELECT edtf FROM one WHERE edtf IS NOT NULL
"""
_WITHIN = (
    "SELECT id FROM figure WHERE unit = ? AND qualifier IS NOT NULL AND CAST(coalesce(low, high) AS REAL) <= ? "
    "AND CAST(coalesce(high, low) AS REAL) >= ?"
)
_BARE = (
    "(qualifier IS NOT NULL AND CAST(coalesce(low, high) AS REAL) <= ? AND CAST(coalesce(high, low) AS REAL) >= ?)"
)
_LISTED = "ORDER BY article_id, full_start, id"
_SORTED = (
    "ORDER BY +article_id, full_start, id"  # lets the index of values or periods serve instead of that of the order
)
_FAR = 1.7e308  # beyond every number that is stated
_SLACK = Decimal("1e-12")  # what binary fractions may be off by


class SearchStore:
    def __init__(self, database: Database) -> None:
        self._database = database

    # articles by words

    def articles(self, query: Query, wanted: SourceFilter = SourceFilter()) -> list[ArticleId]:  # noqa: B008 - frozen
        """All that hold the words, in their text or title: a few in the order of how well, many newest first."""
        parts: list[str] = []
        parameters: list[object] = []
        with self._database.within(LONGEST_WAIT):
            for kazakh in (False, True) if query.has_loans else (None,):
                for sql, found in self._matching(query, wanted, kazakh=kazakh):
                    parts.append(sql)
                    parameters += found
            newest_first = ("SELECT id FROM (", " UNION ".join(parts), ") ORDER BY published DESC, id DESC")
            ids = cast("list[ArticleId]", self._database.numbers(" ".join(newest_first), parameters))
            return ids if len(ids) > RANKED else self._ranked(query, ids)

    def _matching(
        self, query: Query, wanted: SourceFilter, *, kazakh: bool | None
    ) -> Iterator[tuple[str, list[object]]]:
        """Statements for ids and dates, with their parameters; of Kazakh texts alone, of others alone, or of all."""
        condition, parameters = _sources(wanted)
        if kazakh is not None:
            condition += " AND a.language = 'kk'" if kazakh else " AND a.language <> 'kk'"
        asked = self._all_of(query.wanted, kazakh=bool(kazakh))
        unwanted = self._any_of(query.unwanted, kazakh=bool(kazakh))
        yield _BY_TEXT + condition, [f"({asked}) NOT ({unwanted})" if unwanted else asked, *parameters]
        without = _WITHOUT if unwanted else ""
        yield _BY_TITLE + without + condition, [asked, *([unwanted] if unwanted else []), *parameters]

    def _ranked(self, query: Query, ids: list[ArticleId]) -> list[ArticleId]:
        if len(ids) < 2:
            return ids
        asked = self._all_of(query.wanted, kazakh=query.has_loans)
        ranks: dict[int, float] = dict(self._database.rows(_RANKS, (asked,)))
        return sorted(ids, key=lambda article: ranks.get(article, 0.0))  # the better, the lower

    def _all_of(self, parts: Sequence[Part], *, kazakh: bool) -> str:
        return " AND ".join("(" + self._expression(part, kazakh=kazakh) + ")" for part in parts)

    def _any_of(self, parts: Sequence[Part], *, kazakh: bool) -> str:
        return " OR ".join("(" + self._expression(part, kazakh=kazakh) + ")" for part in parts)

    def _expression(self, part: Part, *, kazakh: bool) -> str:
        """A part in the language of the index. A phrase of very many spellings is asked for as its words alone: who
        looks for its place in the text finds it there or not."""
        spelled = [sorted(self._terms(word, kazakh=kazakh)) for word in part.words]
        number = 1
        for terms in spelled:
            number *= len(terms)
        if len(spelled) > 1 and number <= _PHRASES and not any(word.beginning for word in part.words):
            return " OR ".join('"' + " ".join(terms) + '"' for terms in product(*spelled))
        groups = []
        for word, terms in zip(part.words, spelled, strict=True):
            beginning = [f'"{word.beginning}" *'] if word.beginning else []
            groups.append("(" + " OR ".join([*(f'"{term}"' for term in terms), *beginning]) + ")")
        return " AND ".join(groups)

    def _terms(self, word: Word, *, kazakh: bool) -> set[str]:
        """Its forms, and the words of the texts that are one of its stems with an ending."""
        terms = set(word.forms)
        for stem in word.stems_in(kazakh=kazakh):
            for (term,) in self._database.rows(_WORDS, (stem, stem + _LAST)):
                if word.accepts(term, kazakh=kazakh):
                    terms.add(term)
        return terms

    # what a worker needs

    def texts(self, ids: Iterable[ArticleId]) -> list[SearchText]:
        """In the order asked for; those that are gone are left out."""
        return [SearchText(*row) for row in self._database.rows(_TEXTS, (rows.dumped(list(ids)),))]

    def known_figures(self, ids: Iterable[ArticleId]) -> dict[ArticleId, list[KnownFigure]]:
        """The figures of some articles, each article's in the order of its text."""
        found: dict[ArticleId, list[KnownFigure]] = {}
        for article, number, start, stop, status, definite in self._database.rows(_KNOWN, (rows.dumped(list(ids)),)):
            known = KnownFigure(FigureId(number), Span(start, stop), Status(status), bool(definite))
            found.setdefault(ArticleId(article), []).append(known)
        return found

    # figures

    def figures(self, wanted: FigureSearch) -> list[FigureId]:
        """By article, then in the order of the text."""
        condition, parameters = where(wanted.figures)
        parts = [condition.removeprefix("WHERE ")] if condition else []
        for part, found in (self._range(wanted), self._period(wanted.period), _of_sources(wanted.sources)):
            if part:
                parts.append(part)
                parameters += found
        ranged = wanted.low is not None or wanted.high is not None
        everything = "WHERE " + " AND ".join(parts) if parts else ""
        sql = " ".join(
            (
                "SELECT id FROM figure",
                everything,
                _SORTED if (wanted.period or ranged) and not wanted.unit else _LISTED,
            )
        )
        with self._database.within(LONGEST_WAIT):
            return cast("list[FigureId]", self._database.numbers(sql, parameters))

    def _range(self, wanted: FigureSearch) -> tuple[str, list[object]]:
        ranged = wanted.low is not None or wanted.high is not None
        if not wanted.unit:
            return (_BARE, _bounds(wanted, Decimal(1))) if ranged else ("", [])
        factors = {code: units().convert(Decimal(1), wanted.unit, code) for code in self._codes_like(wanted.unit)}
        known = {code: factor for code, factor in factors.items() if factor is not None}
        if not ranged or not known:
            return "unit IN (SELECT value FROM json_each(?))", [rows.dumped(list(known))]
        # one after the other each unit is found by its index alone; "or" would look into every row
        within = " UNION ALL ".join([_WITHIN] * len(known))
        bounds = [[code, *_bounds(wanted, factor)] for code, factor in known.items()]
        return " ".join(("figure.id IN (", within, ")")), [value for some in bounds for value in some]

    def _codes_like(self, code: str) -> list[str]:
        """The units of the project that measure the same; a unit that nobody knows is only itself."""
        dimension = units().dimension(code)
        used = [str(one) for (one,) in self._database.rows(_UNITS)]
        return [one for one in used if one == code or (dimension and units().dimension(one) == dimension)]

    def _period(self, wanted: Period | None) -> tuple[str, list[object]]:
        if wanted is None:
            return "", []
        stated = [str(one) for (one,) in self._database.rows(_PERIODS)]
        meeting = [one for one in stated if (period := rows.period_of(one)) is not None and period.overlaps(wanted)]
        return "period IN (SELECT value FROM json_each(?))", [rows.dumped(meeting)]

    def alike(self, figure: Figure) -> list[FigureId]:
        """Figures that state the same number in any unit of its dimension, or the same measure in that dimension."""
        found: list[FigureId] = []
        unit = figure.unit or ""
        if figure.amount is not None:
            low, high = figure.amount.low, figure.amount.high
            ends = (low if low is not None else high, high if high is not None else low)
            found += self.figures(FigureSearch(low=ends[0], high=ends[1], unit=unit))
        if figure.measure:
            measured = FigureFilter(measures=(figure.measure,), units=() if unit else ("",))
            found += self.figures(FigureSearch(figures=measured, unit=unit))
        return list(dict.fromkeys(found))

    # what there is to choose from

    def publishers(self) -> list[str]:
        """Those of the project's sources, most sources first."""
        sql = (
            "SELECT publisher FROM article WHERE publisher <> '' GROUP BY publisher ORDER BY count(*) DESC, publisher"
        )
        return [str(name) for (name,) in self._database.rows(sql)]

    # the index

    def problems(self) -> list[str]:
        """A sentence when the index does not fit the texts and titles: not everything would be found."""
        (unknown,) = self._database.rows(_UNKNOWN)[0]
        fits = not unknown and all(
            dict(self._database.rows(words)) == words_of_texts(text for (text,) in self._database.stream(texts))
            for words, texts in _SOUND
        )
        if fits:
            return []
        return [
            tr("The search does not know every word of the texts. `workbench find --rebuild` makes its index anew.")
        ]

    def rebuild(self) -> None:
        """Makes the index again from the texts and titles."""
        with self._database.transaction():
            self._database.index_anew()


def _bounds(wanted: FigureSearch, factor: Decimal) -> list[object]:
    """The upper and the lower end, in another unit, as far apart as binary fractions need."""
    high = float(wanted.high * factor * (1 + _SLACK.copy_sign(wanted.high))) if wanted.high is not None else _FAR
    low = float(wanted.low * factor * (1 - _SLACK.copy_sign(wanted.low))) if wanted.low is not None else -_FAR
    return [high, low]


def _sources(wanted: SourceFilter) -> tuple[str, list[object]]:
    """ " AND …" for articles named a, and the parameters. A date said less exactly than asked is taken to meet."""
    parts: list[str] = []
    parameters: list[object] = []
    for part, values in (("a.language IN", wanted.languages), ("a.publisher IN", wanted.publishers)):
        if values:
            parts.append(" ".join((part, "(", ", ".join("?" * len(values)), ")")))
            parameters += values
    if wanted.since:
        parts.append("(a.published >= ? OR (a.published <> '' AND substr(?, 1, length(a.published)) = a.published))")
        parameters += [wanted.since, wanted.since]
    if wanted.until:
        parts.append("(a.published <> '' AND (a.published <= ? OR substr(a.published, 1, length(?)) = ?))")
        parameters += [wanted.until] * 3
    if wanted.open_only:
        parts.append("a.closed_reason = ''")
    return "".join(" AND " + part for part in parts), parameters


def _of_sources(wanted: SourceFilter) -> tuple[str, list[object]]:
    """The same for figures."""
    condition, parameters = _sources(wanted)
    if not condition:
        return "", []
    return " ".join(("article_id IN (SELECT a.id FROM article AS a WHERE 1", condition, ")")), parameters
