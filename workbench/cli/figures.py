"""Commands on figures: list, settle, add."""

from __future__ import annotations

import re
from argparse import Namespace
from dataclasses import asdict
from typing import Any

from workbench.cli import output
from workbench.cli.projects import opened, say_lost
from workbench.core.actions import fields, learning, reviewing, same
from workbench.core.errors import BadInput
from workbench.core.extraction.machine import record
from workbench.core.model.article import ArticleId
from workbench.core.model.backup import MANY, Reason
from workbench.core.model.figure import Doubt, Field, Figure, FigureId, Kind, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.core.vocabulary.phrases import amount_words
from workbench.core.vocabulary.terms import Terms
from workbench.core.words import language, tr, trn

_QUOTED = 60  # characters of a quote in the name of a step
_TEACHABLE = ("subject", "measure", "item", "unit")


def figures(args: Namespace) -> None:
    wanted = FigureFilter(
        article=None if args.article is None else ArticleId(args.article),
        statuses=tuple(Status(s) for s in args.status or ()),
        kinds=tuple(Kind(k) for k in args.kind or ()),
        text=args.contains or "",
        orphans=args.orphans,
    )
    with opened(args.project, read_only=True) as project:
        found = project.figures.all(wanted)
        if args.json:
            output.as_json(records(project, found))
            return
        show(found)
        if not args.orphans:
            only = None if wanted.article is None else [wanted.article]
            say_lost(sum(line.orphans for line in project.articles.summaries(only)))


def records(project: Project, found: list[Figure]) -> list[dict[str, Any]]:
    """The machine interface's keys, then what the project knows besides."""
    texts: dict[tuple[ArticleId, int], str] = {}
    lines = []
    for figure in found:
        key = (figure.article_id, figure.version)
        if key not in texts:
            texts[key] = project.versions.text(*key)
        line = record(figure, texts[key])
        line.update(
            article=figure.article_id,
            quote=figure.quote,
            status=figure.status.value,
            id=figure.id,
            guid=figure.guid,
            note=figure.note,
            version=figure.version,
        )
        lines.append(line)
    return lines


def show(found: list[Figure]) -> None:
    terms = Terms.load()

    def shown(key: str | None) -> str:
        return terms.display(key, language()) if key else ""

    rows = [
        (
            f.id,
            f.article_id,
            tr(f.status.value),
            f.quote,
            amount_words(f.amount, f.unit),
            shown(f.subject),
            shown(f.measure),
            f.period or "",
            ", ".join(tr(d.value) for d in f.doubts),
        )
        for f in found
    ]
    headers = ("id", tr("source"), tr("status"), tr("quote"), tr("amount"), tr("subject"), tr("measure"))
    print(output.lines((*headers, tr("period"), tr("doubts")), rows))
    print(trn("{n} figure", "{n} figures", len(found)))


def settle(args: Namespace) -> None:
    """Corrects first, then settles, so that `--set … --accept` reads as it is said."""
    changes = dict(_assignment(text) for text in args.set)
    with opened(args.project) as project:
        ids = _ids(project, args.ids)
        if not (changes or args.take_unit or _verdict(args)):
            raise BadInput(tr("Say what to do with them: --accept, --reject, --not-a-figure, --set FIELD=VALUE …"))
        if len(ids) >= MANY:
            project.back_up(Reason.BULK)
        before = learning.taught(project)
        with project.history.together(_step_name(project, ids, args, changes)):
            if args.take_unit:
                reviewing.take_unit(project, ids)
            for figure_id in ids if changes else ():
                learning.correct(project, figure_id, **fields.parsed(changes))
            _settle(project, ids, args)
        for sentence in learning.learned_since(project, before):
            print(sentence)
        show(project.figures.many(ids))


def _step_name(project: Project, ids: list[FigureId], args: Namespace, changes: dict[str, str]) -> str:
    """What is done to the figures, as the history tells it: a verdict before the fields, for it is what counts."""
    for chosen, name in (
        (args.accept, trn("Accept {n} figure", "Accept {n} figures", len(ids))),
        (args.reject, trn("Reject {n} figure", "Reject {n} figures", len(ids))),
        (args.not_a_figure, trn("Mark {n} number as not a figure", "Mark {n} numbers as not a figure", len(ids))),
        (args.reopen, trn("Reopen {n} figure", "Reopen {n} figures", len(ids))),
        (args.duplicate_of is not None, trn("Mark {n} duplicate", "Mark {n} duplicates", len(ids))),
    ):
        if chosen:
            return name
    parts = ", ".join(
        tr(name) for name in [*changes, *(["unit"] if args.take_unit and "unit" not in changes else [])]
    )
    if len(ids) == 1:
        quote = project.figures.get(ids[0]).quote
        return tr("Correct {fields} of “{quote}”", fields=parts, quote=" ".join(quote.split())[:_QUOTED])
    return trn("Correct {fields} of {n} figure", "Correct {fields} of {n} figures", len(ids), fields=parts)


def _verdict(args: Namespace) -> bool:
    return bool(args.accept or args.reject or args.not_a_figure or args.reopen or args.duplicate_of is not None)


def _settle(project: Project, ids: list[FigureId], args: Namespace) -> None:
    if args.duplicate_of is not None:
        for figure_id in ids:
            reviewing.mark_duplicate(project, figure_id, FigureId(args.duplicate_of))
    for chosen, action in (
        (args.accept, reviewing.accept),
        (args.reject, reviewing.reject),
        (args.not_a_figure, reviewing.not_a_figure),
        (args.reopen, reviewing.reopen),
    ):
        if chosen:
            action(project, ids)


def _assignment(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or name.strip() not in fields.NAMES:
        raise BadInput(
            tr("“{text}” is not FIELD=VALUE. The fields are {fields}.", text=text, fields=", ".join(fields.NAMES))
        )
    return name.strip(), value.strip()


def _ids(project: Project, words: list[str]) -> list[FigureId]:
    """ "3", "5-9" and "all" (see `_of_the_text`) as ids of the project; one that is not there is an error."""
    ids: list[FigureId] = []
    for word in words:
        if word == "all":
            ids += [f.id for f in project.figures.all(FigureFilter(statuses=(Status.SUGGESTED,))) if _of_the_text(f)]
            continue
        match = re.fullmatch(r"(\d+)(?:-(\d+))?", word)
        if not match:
            raise BadInput(tr("“{word}” is not a figure's id. Write 3, 5-9 or all.", word=word))
        first, last = int(match[1]), int(match[2] or match[1])
        if not first <= last < first + 100_000:
            raise BadInput(tr("“{word}” is not a range of figures. Write the smaller id first: 5-9.", word=word))
        if last >= 2**63:
            raise BadInput(tr("“{word}” is not a figure's id. Write 3, 5-9 or all.", word=word))
        ids += [project.figures.get(FigureId(n)).id for n in range(first, last + 1)]
    return list(dict.fromkeys(ids))


def _of_the_text(figure: Figure) -> bool:
    """Whether a suggestion may be settled unseen: it states a number, and not in a menu or comment."""
    return figure.amount is not None and Doubt.NOT_BODY not in figure.doubts


def add(args: Namespace) -> None:
    article_id = ArticleId(args.article)
    with opened(args.project) as project:
        text = project.articles.text(article_id)
        places = [m.start() for m in re.finditer(re.escape(args.quote), text)] if args.quote else []
        if not 1 <= args.nth <= len(places):
            raise BadInput(
                tr("“{quote}” stands {n} times in source {id}.", quote=args.quote, n=len(places), id=article_id)
            )
        start = places[args.nth - 1]
        figure_id = reviewing.add_figure(project, article_id, Span(start, start + len(args.quote)))
        show([project.figures.get(figure_id)])


def learn(args: Namespace) -> None:
    """Teaches, forgets, applies; then lists what the project has learned."""
    writes = args.teach or args.same or args.forget or args.apply or args.lexicon
    with opened(args.project, read_only=not writes) as project:
        if args.lexicon:
            learning.set_lexicon(project, args.lexicon)
        if args.teach:
            kind, words, key = args.teach
            if kind not in _TEACHABLE:
                raise BadInput(tr("Only these can be taught: {kinds}.", kinds=", ".join(_TEACHABLE)))
            learning.teach(project, kind, words, str(fields.value(kind, key)))
        if args.same:
            _make_same(project, *args.same)
        if args.forget:
            learning.forget(project, _lesson(project, args.forget))
        if args.apply:
            changed = learning.apply_to_suggestions(project).figures
            print(trn("{n} suggestion changed", "{n} suggestions changed", len(changed)))
        known = learning.taught(project)
    if args.json:
        output.as_json([asdict(lesson) for lesson in known])
        return
    if not known:
        print(tr("Nothing is learned yet. A corrected subject, measure, item or unit teaches; so does --teach."))
        return
    rows = [(n, tr(lesson.kind), lesson.words, lesson.key, lesson.language) for n, lesson in enumerate(known, 1)]
    print(output.lines(("", tr("field"), tr("words"), tr("means"), tr("language")), rows))


def _make_same(project: Project, name: str, gone: str, kept: str) -> None:
    if name not in same.FIELDS:
        raise BadInput(tr("Only these can be the same: {kinds}.", kinds=", ".join(same.FIELDS)))
    done = same.make(project, Field(name), str(fields.value(name, gone)), str(fields.value(name, kept)))
    print(trn("{n} figure changed", "{n} figures changed", len(done.figures)))


def _lesson(project: Project, number: int) -> learning.Lesson:
    known = learning.taught(project)
    if not 1 <= number <= len(known):
        raise BadInput(tr("There is no lesson {n}. `workbench learn` lists them.", n=number))
    return known[number - 1]
