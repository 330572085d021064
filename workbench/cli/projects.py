"""Commands on the project as a whole: new, import, sources, undo, redo, history, check."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from workbench.cli import names, output
from workbench.core import settings
from workbench.core.actions import articles, backups, checking, importing, learning, reverting, versions
from workbench.core.errors import BadInput, ProjectLocked, UnreadableFile
from workbench.core.extraction.pipeline import Extractor
from workbench.core.model.article import ArticleId, ArticleSummary
from workbench.core.project import Project
from workbench.core.words import tr, trn


def opened(path: Path, *, read_only: bool = False) -> Project:
    """The project, its changes signed with the user's name. Of one that another window has, its newest backup is
    named; of one that others may copy or write too, what to mind."""
    kept = settings.load()
    try:
        project = Project.open(path, author=kept.author_name, read_only=read_only)
    except ProjectLocked as error:
        newest = backups.newest(path)
        if newest is None:
            raise
        raise ProjectLocked(
            tr(
                "{who} Its newest backup, of {when}, can be read meanwhile: {file}",
                who=str(error),
                when=backups.clock(newest),
                file=newest.path,
            )
        ) from error
    if not project.read_only and kept.place_notices != "off" and (advice := project.place_advice):
        print(advice, file=sys.stderr)
    return project


def new(args: Namespace) -> None:
    with Project.create(args.project, author=settings.load().author_name) as project:
        print(tr("New project: {name}", name=project.path))


def import_files(args: Namespace) -> int:
    """Reads what can be read; a file that cannot is named with the reason, and the exit code is then 2.

    Reading takes the time, so the project is held only while the articles are added.
    """
    recognised = names.asked_for(args)
    with opened(args.project) as project:  # a project that cannot be used is said before anything is read
        extractor = learning.extractor(project, recognised)
    prepared: list[importing.Prepared] = []
    failures: list[UnreadableFile] = []
    for path in _wanted(args.files, failures):
        _say_reading(path)
        try:
            one = _prepared(path, args.encoding, extractor)
        except UnreadableFile as error:
            failures.append(error)
            continue
        prepared.append(one)
        for note in one.draft.notes:
            print(f"{one.draft.file_name}: {note}", file=sys.stderr)
    for failure in failures:
        print(f"workbench: {failure}", file=sys.stderr)
    with opened(args.project) as project:
        if args.version_of is not None:
            _add_versions(project, ArticleId(args.version_of), prepared)
        else:
            _add_sources(project, prepared)
    return 2 if failures else 0


def _add_sources(project: Project, prepared: list[importing.Prepared]) -> None:
    done = importing.add(project, prepared)
    for name, known in done.already:
        print(tr("{name}: already in the project as source {id}", name=name, id=known))
    for article_id in done.added:
        _say_added(project, article_id)
    for article_id, like in done.newer:
        print(
            tr(
                "{id}: looks like a newer version of source {other}, “{title}”: {why}. It stays a source of its own, "
                "unless you say `workbench import P FILE --version-of {other}`.",
                id=article_id,
                other=like.article_id,
                title=like.title,
                why=like.why,
            )
        )


def _add_versions(project: Project, of: ArticleId, prepared: list[importing.Prepared]) -> None:
    """One file as the newest version of a source; a file that is a source of its own already is joined to it."""
    if len(prepared) > 1:
        raise BadInput(tr("One file at a time can become the newest version of a source."))
    for one in prepared:
        there = project.articles.by_sha256(one.draft.sha256)
        if there is not None and there != of:
            made = versions.join(project, there, of)
        else:
            made = versions.add_version(project, of, one)
        print(made.sentence() if made.changes else tr("Source {id} has this text already.", id=of))
        say_lost(len(made.orphans))


def say_lost(count: int) -> None:
    """How many figures the newest versions of their sources no longer state, and where they are listed."""
    if count:
        print(f"{tr('Not found again')}: {count} (`workbench figures P --orphans`)")


def _say_reading(path: Path | None) -> None:
    """Someone who watches sees that work goes on; a file or pipe gets no such lines."""
    if sys.stderr.isatty():
        print(tr("Reading {name} …", name=path.name if path else tr("standard input")), file=sys.stderr)


def _wanted(files: list[str], failures: list[UnreadableFile]) -> list[Path | None]:
    """The paths to read, None for standard input; folders that cannot be read join the failures."""
    paths: list[Path | None] = []
    for name in files:
        if name == "-":
            paths.append(None)
            continue
        try:
            paths += importing.files_in([Path(name)])
        except UnreadableFile as error:
            failures.append(error)
    return paths


def _prepared(path: Path | None, encoding: str | None, extractor: Extractor) -> importing.Prepared:
    if path is None:
        return importing.prepare_pasted(sys.stdin.buffer.read(), extractor=extractor)
    return importing.prepare(path, encoding=encoding, extractor=extractor)


def _say_added(project: Project, article_id: ArticleId) -> None:
    article = project.articles.get(article_id)
    figures = project.figures.of_article(article_id)
    counted = trn("{n} figure", "{n} figures", len(figures))
    read = ", ".join(part for part in (article.file_name, article.encoding) if part)
    print(f"{article_id}: {article.title.value or article.file_name} ({read}): {counted}")
    if article.published.doubt:
        print("   " + tr("date {date}: {doubt}", date=article.published.value, doubt=tr(article.published.doubt)))


def sources(args: Namespace) -> None:
    with opened(args.project, read_only=True) as project:
        found = project.articles.summaries()
        if args.json:
            output.as_json([s._asdict() for s in found])
            return
        rows = [
            (s.id, s.title or s.file_name, s.publisher, _date(s), s.language, f"{s.settled}/{s.figures}")
            for s in found
        ]
        headers = (tr("id"), tr("title"), tr("publisher"), tr("published"), tr("language"), tr("settled"))
        print(output.lines(headers, rows))
        say_lost(sum(line.orphans for line in found))


def _date(summary: ArticleSummary) -> str:
    return f"{summary.published} (?)" if summary.published_doubt else summary.published


def source(args: Namespace) -> None:
    """Changes what is said on the command line, as one step; shows the article when nothing is."""
    article_id = ArticleId(args.article)
    if not _changes(args):
        with opened(args.project, read_only=True) as project:
            _show(project, article_id, with_text=args.text)
        return
    with opened(args.project) as project:
        with project.history.together(tr("Change a source on the command line")):
            _change(project, article_id, args)
        if args.remove:
            print(tr("Source {id} is removed; `workbench undo` brings it back.", id=article_id))
            return
        _show(project, article_id, with_text=args.text)


def _changes(args: Namespace) -> bool:
    said = [getattr(args, name) for name in articles.FIELDS]
    return any(value is not None for value in (*said, args.encoding, args.close)) or args.reopen or args.remove


def _change(project: Project, article_id: ArticleId, args: Namespace) -> None:
    if args.encoding:
        print(versions.reread(project, article_id, args.encoding).sentence())
    for name in articles.FIELDS:
        if getattr(args, name) is not None:
            articles.set_field(project, article_id, name, getattr(args, name))
    if args.close is not None:
        articles.close_source(project, article_id, args.close)
    if args.reopen:
        articles.reopen_source(project, article_id)
    if args.remove:
        articles.remove(project, [article_id])


def _show(project: Project, article_id: ArticleId, *, with_text: bool) -> None:
    article = project.articles.get(article_id)
    if with_text:
        print(article.text)
        return
    for name in articles.FIELDS:
        guess = getattr(article, name)
        origin = "" if guess.origin == "user" or not guess.value else f"  [{tr('guessed from')} {tr(guess.origin)}]"
        doubt = f"  {tr('doubt')}: {tr(guess.doubt)}" if guess.doubt else ""
        print(f"{tr(name)}: {guess.value or '—'}{origin}{doubt}")
    print(f"{tr('file')}: {article.file_name}, {article.size} B, SHA-256 {article.sha256}")
    for one in project.versions.of(article_id)[1:]:
        print(f"{tr('version')} {one.number}: {one.file_name}, {one.imported_at[:10]}, SHA-256 {one.sha256}")
    if article.encoding:
        others = ", ".join(article.encodings_considered)
        print(f"{tr('encoding')}: {article.encoding}" + (f"  ({tr('considered')}: {others})" if others else ""))


def undo(args: Namespace) -> None:
    _steps(args, back=True)


def redo(args: Namespace) -> None:
    _steps(args, back=False)


def _steps(args: Namespace, *, back: bool) -> None:
    with opened(args.project) as project:
        for done in range(args.n):
            name = project.history.undo_name if back else project.history.redo_name
            if name is None:
                if done == 0:
                    raise BadInput(tr("There is nothing to undo.") if back else tr("There is nothing to redo."))
                break
            if back:
                project.history.undo()
                print(tr("Undone: {name}", name=name))
            else:
                project.history.redo()
                print(tr("Done again: {name}", name=name))


def revert(args: Namespace) -> None:
    """Takes one old step back alone, or with all that stand on it where that is asked for."""
    with opened(args.project) as project:
        for step in reverting.revert(project, args.step, too=args.too):
            print(tr("Reverted: {name}", name=step.name))


def history(args: Namespace) -> None:
    with opened(args.project, read_only=True) as project:
        steps = project.history.steps(args.n)
        if args.json:
            output.as_json(
                [{"id": s.id, "name": s.name, "author": s.author, "at": s.at, "undone": s.undone} for s in steps]
            )
            return
        rows = [(s.id, _local(s.at), s.author, s.name, tr("undone") if s.undone else "") for s in steps]
        print(output.lines((tr("step"), tr("at"), tr("author"), tr("what"), ""), rows))


def _local(at: str) -> str:
    """A time as the clock on the wall showed it."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M:%S}"


def check(args: Namespace) -> int:
    report = checking.check_file(args.project)
    if args.to is not None:
        checking.export(report, args.to, args.project.name)
        print(tr("The report is written: {file}", file=args.to), file=sys.stderr)
    if args.json:
        output.as_json(
            [{"problem": f.words, "part": f.part.value, "table": f.table, "row": f.row} for f in report.faults]
        )
        return 1 if report.faults else 0
    for line in checking.sentences(report):
        print(line)
    return 1 if report.faults else 0
