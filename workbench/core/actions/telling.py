"""What a step did, in words: the things it changed, and of each the fields with their values before and after."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from workbench.core.model.figure import FigureId
from workbench.core.project import Project
from workbench.core.vocabulary.naming import Names
from workbench.core.words import mark, quoted, tr

_LONGEST = 60  # characters of a value that is told
# Columns in words; what is not here is the program's own and says nothing to people.
_FIELDS = {
    "full_start": mark("place in the text"), "quote": mark("quote"), "kind": mark("kind"),
    "qualifier": mark("how exact"), "low": mark("at least"), "high": mark("at most"), "unit": mark("unit"),
    "borrowed_unit": mark("unit nearby"), "measure": mark("measure"), "subject": mark("subject"),
    "item": mark("item"), "place": mark("place"), "period": mark("period"), "attribution": mark("attribution"),
    "modality": mark("modality"), "doubts": mark("doubts"), "evidence": mark("evidence"), "status": mark("status"),
    "duplicate_of": mark("duplicate of"), "change": mark("change"), "version": mark("version"),
    "anchor_score": mark("how surely found again"), "title": mark("title"), "publisher": mark("publisher"),
    "author": mark("author"), "published": mark("date"), "language": mark("language"), "url": mark("address"),
    "file_name": mark("file"), "encoding": mark("encoding"), "closed_reason": mark("why closed"),
    "text": mark("text"), "tags": mark("tags"), "reason": mark("reason"), "preferred": mark("right figure"),
    "name": mark("name"), "value": mark("value"), "source": mark("source"), "state": mark("state"),
    "field": mark("field"), "one": mark("name of one"), "hidden": mark("hidden"), "currency": mark("currency"),
    "other": mark("other currency"), "day": mark("day"), "settled": mark("settled"),
}  # fmt: skip
_SPELT = {  # stored codes that are called otherwise in the window; other codes are their own words
    "percent": mark("share"), "pp": mark("percentage points"), "exact": mark("exactly"), "amount": mark("amount"),
    "unit missing": mark("no unit"),
    "period after the article": mark("later than the article"), "not body": mark("outside the article"),
    "ru": mark("Russian"), "kk": mark("Kazakh"), "en": mark("English"),
}  # fmt: skip
_LISTS = ("doubts", "evidence", "tags")
_CODES = ("kind", "qualifier", "modality", "status", "change", "language", "state", "settled")
_NAMED = ("measure", "subject", "item", "place")
_COMPARISON, _LESSONS, _FOLDER = "comparison/", "lessons", "lexicon folder"


@dataclass(frozen=True, slots=True)
class Told:
    """What a step did to one thing: what it is, and each field with its value before and after ("" for none)."""

    what: str
    fields: tuple[tuple[str, str, str], ...] = ()


def told(project: Project, step_id: int, limit: int = 40) -> list[Told]:
    """What a step did, for people: at most so many things, each with what changed of it."""
    found, values = [], Values(project)
    for one in project.history.rows_of(step_id, 4 * limit)[:limit]:
        before, after = one.before or {}, one.after or {}
        what = thing(project, one.table, one.row, {**before, **after})
        if one.before is None:
            found.append(Told(tr("made: {what}", what=what)))
        elif one.after is None:
            found.append(Told(tr("removed: {what}", what=what)))
        else:
            found.append(Told(what, changed(one.table, before, after, values)))
    return found


def changed(
    table: str, before: Mapping[str, object], after: Mapping[str, object], values: Values
) -> tuple[tuple[str, str, str], ...]:
    quiet = ("value",) if table == "option" else ()  # the program's own writing
    names = [name for name in after if name in _FIELDS and name not in quiet]
    exact = (before.get("low"), after.get("low")) == (before.get("high"), after.get("high"))
    if exact and {"low", "high"} <= set(names):
        names.remove("high")
    fields = []
    for name in names:
        said = tr("number") if name == "low" and exact else tr(_FIELDS[name])
        fields.append((said, values.of(name, before.get(name)), values.of(name, after[name])))
    return tuple(fields)


class Values:
    """Stored values as people read them."""

    def __init__(self, project: Project) -> None:
        self._project, self._names = project, Names()

    def of(self, name: str, value: object) -> str:
        if value is None or value == "":
            return ""
        ways: tuple[tuple[tuple[str, ...], Callable[[str], str]], ...] = (
            (_NAMED, self._names.of),
            (("unit", "borrowed_unit"), self._names.unit),
            (("low", "high"), _number),
            (_CODES, _spelt),
            (_LISTS, _list),
            (("duplicate_of",), self._quote),
            (("preferred",), self._preferred),
            (("anchor_score",), lambda text: f"{Decimal(text):.0%}"),
            (("hidden",), lambda text: tr("no") if text == "0" else tr("yes")),
        )
        say = next((way for names, way in ways if name in names), str)
        return _short(say(str(value)))

    def _quote(self, number: str) -> str:
        found = self._project.figures.many([FigureId(int(number))])
        return quoted(found[0].quote) if found else tr("a figure that is gone")

    def _preferred(self, guid: str) -> str:
        """As the verdicts of the project remember it: the figure itself may be gone."""
        judged = (member for verdict in self._project.verdicts.all() for member in verdict.members)
        return next((quoted(one.quote) for one in judged if one.guid == guid), tr("a figure that is gone"))


def _number(text: str) -> str:
    """All its digits, in groups."""
    return f"{Decimal(text).normalize():,f}".replace(",", " ")


def _spelt(code: str) -> str:
    return tr(_SPELT.get(code, code))


def _list(text: str) -> str:
    """A small JSON as its names, each in words where it has some."""
    return ", ".join(tr(_SPELT.get(str(one), _FIELDS.get(str(one), str(one)))) for one in json.loads(text))


def thing(project: Project, table: str, row: int, values: Mapping[str, object]) -> str:
    """What a row is, by what it was when the step was taken or is now."""
    if table == "figure":
        quote = values.get("quote")
        if quote is None:
            there = project.figures.many([FigureId(row)])
            quote = there[0].quote if there else tr("a figure that is gone")
        return quoted(_short(quote))
    if table in ("article", "article_version"):
        title = values.get("title") or values.get("file_name") or _title(project, row if table == "article" else 0)
        return tr("source “{title}”", title=_short(title))
    if table == "note":
        return tr("note “{text}”", text=_short(values.get("text") or ""))
    if table == "option":
        return _option(str(values.get("key") or ""))
    kinds = {
        "verdict": tr("verdict"),
        "record": tr("record “{name}”", name=_short(values.get("name") or "")),
        "record_value": tr("field of a record"),
        "record_type": tr("kind of record"),
        "rate": tr("exchange rate"),
    }
    return kinds.get(table, tr("something the project remembers"))


def _option(key: str) -> str:
    if key.startswith(_COMPARISON):
        return tr("saved comparison “{name}”", name=key.removeprefix(_COMPARISON))
    known = {_LESSONS: tr("learned words"), _FOLDER: tr("folder of the lexicon")}
    return known.get(key, tr("something the project remembers"))


def _title(project: Project, article_id: int) -> str:
    return next((one.title for one in project.versions.names() if one.id == article_id), tr("a source that is gone"))


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
