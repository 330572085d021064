"""The command `find`: articles by words, figures by what they state, every place of a phrase."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from typing import Any

from workbench.cli import output
from workbench.cli.figures import records, show
from workbench.cli.projects import opened
from workbench.core.actions import fields, named, searching
from workbench.core.actions.searching import Range
from workbench.core.errors import BadInput
from workbench.core.model.figure import Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.search import ArticleHits, FigureSearch, Line, Passage, SourceFilter
from workbench.core.words import tr, trn

_BESIDE = 45  # characters left and right of a hit on a terminal


def find(args: Namespace) -> None:
    if args.rebuild:
        with opened(args.project) as project:
            searching.rebuild_index(project)
        print(tr("The index of the search is made anew."))
        return
    words = " ".join(args.words)
    if args.alike is not None and (words or args.figures or _asks_for_figures(args)):
        raise BadInput(tr("Say --alike PHRASE alone, or look for words or figures: one search at a time."))
    if args.figures or _asks_for_figures(args):
        _figures(args, words)
    elif args.alike is not None:
        _alike(args)
    else:
        _texts(args, words)


def _asks_for_figures(args: Namespace) -> bool:
    said = (args.unit, args.min, args.max, args.value, args.subject, args.measure, args.period)
    return any(value is not None for value in said)


def _sources(args: Namespace) -> SourceFilter:
    return SourceFilter(
        languages=tuple(args.language or ()),
        publishers=tuple(args.publisher or ()),
        since=args.since or "",
        until=args.until or "",
        open_only=args.open,
    )


def _texts(args: Namespace, words: str) -> None:
    with opened(args.project, read_only=True) as project:
        found = searching.find_texts(project, words, _sources(args), limit=args.limit)
    if args.json:
        output.as_json([_article_record(hits) for hits in found.shown])
        return
    if not found.articles:
        print(tr("No article holds these words."))
        return
    for hits in found.shown:
        about = ", ".join(part for part in (hits.publisher, hits.published) if part)
        places = trn("{n} place", "{n} places", len(hits.hits))
        print(f"{hits.article_id}: {hits.title}" + (f" ({about})" if about else "") + f": {places}")
        for passage in hits.passages:
            print("   " + _marked(passage))
    print(trn("{n} article found", "{n} articles found", len(found.articles)))


def _marked(passage: Passage) -> str:
    """The passage with its hits in square brackets."""
    text, parts, at = passage.text, [], 0
    for hit in passage.hits:
        start, end = hit.start - passage.span.start, hit.end - passage.span.start
        parts += [text[at:start], "[", text[start:end], "]"]
        at = end
    return " ".join("".join([*parts, text[at:]]).split())


def _article_record(hits: ArticleHits) -> dict[str, Any]:
    return {
        "article": hits.article_id,
        "title": hits.title,
        "publisher": hits.publisher,
        "published": hits.published,
        "hits": [[hit.start, hit.end] for hit in hits.hits],
        "passages": [
            {
                "start": passage.span.start,
                "end": passage.span.end,
                "text": passage.text,
                "hits": [[hit.start, hit.end] for hit in passage.hits],
            }
            for passage in hits.passages
        ],
    }


def _figures(args: Namespace, words: str) -> None:
    with opened(args.project, read_only=True) as project:
        asked = _figure_search(args, words)
        ids = searching.find_figures(project, replace(asked, figures=named.meant(project, asked.figures)))
        found = project.figures.many(ids[: args.limit])
        if args.json:
            output.as_json(records(project, found))
            return
    if words:
        print(
            tr(
                "The words are looked for in the quotes of the figures and in the names of their subjects and "
                "measures, not in the text around them."
            )
        )
    if not found:
        print(tr("No figure found."))
        return
    show(found)
    if len(ids) > len(found):
        print(trn("{n} figure found in all", "{n} figures found in all", len(ids)))


def _figure_search(args: Namespace, words: str) -> FigureSearch:
    asked = _range(args)
    return FigureSearch(
        figures=FigureFilter(
            statuses=tuple(Status(status) for status in args.status or ()),
            subjects=_keys("subject", args.subject),
            measures=_keys("measure", args.measure),
            text=words,
        ),
        low=asked.low,
        high=asked.high,
        unit=asked.unit,
        period=fields.period(args.period) if args.period else None,
        sources=_sources(args),
    )


def _keys(name: str, typed: str | None) -> tuple[str, ...]:
    """The lexicon's key of a name in any language; "" asks for figures without one."""
    return () if typed is None else (str(fields.value(name, typed) or ""),)


def _range(args: Namespace) -> Range:
    """What --value says, or --min and --max, which are in --unit where it is given."""
    if args.value is not None:
        if args.min is not None or args.max is not None:
            raise BadInput(tr("Say --value, or --min and --max, not both."))
        return _value(args.value)
    low, high = searching.parsed_range(args.min or ""), searching.parsed_range(args.max or "")
    unit = fields.unit_code(args.unit) if args.unit else low.unit or high.unit
    if {low.unit, high.unit} - {"", unit}:
        raise BadInput(tr("Say both ends in one unit."))
    if low.low is not None and high.high is not None and low.low > high.high:
        raise BadInput(tr("--min {low} is more than --max {high}: no number is both.", low=args.min, high=args.max))
    return Range(low.low, high.high, unit)


def _value(said: str) -> Range:
    if not said.strip() or any(char.isdigit() for char in said):
        return searching.parsed_range(said)
    try:
        return searching.parsed_range(said)  # a unit alone
    except BadInput as error:
        raise BadInput(
            tr("“{said}” is neither a number nor a unit. Write 5, “1–3 Mt” or “> 28 million t”.", said=said)
        ) from error


def _alike(args: Namespace) -> None:
    with opened(args.project, read_only=True) as project:
        found = searching.lines_of_phrase(project, args.alike, _sources(args))[: args.limit]
    if args.json:
        output.as_json([_line_record(line) for line in found])
        return
    if not found:
        print(tr("No text holds these words one after the other."))
        return
    for line in found:
        number = f"#{line.figure.id}" if line.figure else ""
        left, right = line.left[-_BESIDE:], line.right[:_BESIDE]
        print(f"{line.article_id:>6} {number:>7} {left:>{_BESIDE}} [{line.hit}] {right}")
    print(trn("{n} place", "{n} places", len(found)))


def _line_record(line: Line) -> dict[str, Any]:
    return {
        "article": line.article_id,
        "source": line.source,
        "start": line.span.start,
        "end": line.span.end,
        "left": line.left,
        "hit": line.hit,
        "right": line.right,
        "figure": line.figure.id if line.figure else None,
        "status": line.figure.status.value if line.figure else None,
    }
