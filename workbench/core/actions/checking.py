"""The project proves itself: file, hashes, quotes at their places, rows by their history, amounts by their quotes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from workbench.core.actions import learning, verdicts
from workbench.core.errors import BadInput, DamagedProject
from workbench.core.export import check_report
from workbench.core.extraction.pipeline import Extractor
from workbench.core.model.fault import Fault, Part, Report
from workbench.core.project import Project
from workbench.core.store.check_rows import Found
from workbench.core.words import tr, trn

__all__ = ["Report", "check", "check_file", "export", "remedy", "sentences"]

_BETWEEN = "\n\n"  # two quotes that are read in one go: nothing reaches over an empty line
_NAMED = 50  # amounts that are named in the remarks
_LEGIBLE = (Part.SEARCH, Part.STRUCTURE, Part.ORIGINAL, Part.HISTORY)  # damage that leaves every row readable


def check(project: Project) -> Report:
    """Re-reads everything. Finds damage; changes nothing."""
    faults = tuple(project.faults())
    try:
        lines = project.articles.summaries()
        legible = all(fault.part in _LEGIBLE for fault in faults)
        remarks = (*verdicts.remarks(project), *amounts(project)) if legible else ()
    except DamagedProject as error:  # as far as it can be read
        told = error if project.damage is None else project.damage
        return Report(tuple(dict.fromkeys((*faults, Fault(Part.FILE, str(told))))), 0, 0, 0, 0)
    return Report(
        faults=faults,
        articles=len(lines),
        numbers=sum(line.numbers for line in lines),
        figures=sum(line.figures for line in lines),
        settled=sum(line.settled for line in lines),
        remarks=remarks,
    )


def check_file(path: Path) -> Report:
    """The same of a project that is not open. One that is damaged too much to be opened is a report too."""
    try:
        project = Project.open(path, read_only=True)
    except DamagedProject as error:
        return Report((Fault(Part.FILE, str(error)),), 0, 0, 0, 0)
    with project:
        return check(project)


def amounts(project: Project) -> list[str]:
    """A sentence for each amount that nobody set and that the words it stands in, read again, do not state."""
    found = list(_other_amounts(project))
    return found[:_NAMED] + [tr("… and {n} more.", n=len(found) - _NAMED)] * (len(found) > _NAMED)


def _other_amounts(project: Project) -> Iterator[str]:
    """Quotes are read alone first, which is fast; where one says something else, its whole text is read."""
    extractor = learning.extractor(project)
    for article_id, group in groupby(project.found_amounts(), key=lambda one: one.article):
        article = project.articles.without_text(article_id)
        doubtful = _not_alone(extractor, list(group), article.language.value)
        if not doubtful:
            continue
        whole = project.articles.get(article_id)
        read = extractor.extract(whole.text, language=article.language.value, blocks=whole.blocks).statements
        for one in doubtful:
            if not any(s.amount == one.amount and s.span.overlaps(one.span) for s in read):
                yield tr(
                    "The amount of figure {id} in source {source} is not what its words state when they are read "
                    "again: “{quote}”. Look at it.",
                    id=one.figure,
                    source=one.article,
                    quote=" ".join(one.quote.split()),
                )


def _not_alone(extractor: Extractor, found: list[Found], language: str) -> list[Found]:
    """Amounts that their quotes, one under the other, do not state."""
    read = extractor.extract(_BETWEEN.join(one.quote for one in found), language=language).statements
    doubtful, at, next_ = [], 0, 0
    for one in found:
        end = at + len(one.quote)
        said = []
        while next_ < len(read) and read[next_].span.start < end:
            said.append(read[next_].amount)
            next_ += 1
        if one.amount not in said:
            doubtful.append(one)
        at = end + len(_BETWEEN)
    return doubtful


def sentences(report: Report) -> list[str]:
    """The report as lines for a person; problems last, with what can be done about them."""
    lines = [
        trn("{n} source", "{n} sources", report.articles)
        + ", "
        + trn("{n} number in the texts", "{n} numbers in the texts", report.numbers)
        + ", "
        + trn("{n} figure", "{n} figures", report.figures),
        tr("{settled} of {figures} figures settled", settled=report.settled, figures=report.figures),
        *report.remarks,
    ]
    if not report.faults:
        return [*lines, tr("Every quote stands at its place and every hash agrees.")]
    ways = dict.fromkeys(remedy(fault.part) for fault in report.faults)
    return [*lines, *report.problems, *(tr("What to do: {way}", way=way) for way in ways)]


def remedy(part: Part) -> str:
    """What can be done about damage of a kind."""
    if part is Part.SEARCH:
        return tr("`workbench find --rebuild` makes the index of words anew; nothing else is touched.")
    if part is Part.STRUCTURE:
        return tr("Nothing of it runs. Opened for work once, the project has its own guards again.")
    if part is Part.ORIGINAL:
        return tr("The text and its figures are whole. Import the file again, or restore a backup that has it.")
    if part in (Part.NOTE, Part.VERDICT, Part.REGISTER):
        return tr("Look at what is named and say it anew, or restore a backup (`workbench backups`).")
    if part is Part.FIGURE:
        return tr("Look at the figures that are named and set them again, or restore a backup (`workbench backups`).")
    if part is Part.HISTORY:
        return tr(
            "Compare the rows that are named with a backup (`workbench restore --look`); steps that no longer fit "
            "cannot be undone."
        )
    return tr(
        "Restore the newest backup that is sound (`workbench backups`, `workbench restore`), or salvage what can be "
        "read into a new project (`workbench salvage`)."
    )


def export(report: Report, path: Path, title: str) -> None:
    """Writes the report as .txt, .json or .html, by its suffix; whole or not at all."""
    kinds = {".txt": check_report.as_text, ".json": check_report.as_json, ".html": check_report.as_page}
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        raise BadInput(tr("A report is written as .txt, .json or .html, not as {name}.", name=path.name))
    told = check_report.Told(title, report, tuple(sentences(report)), {part: remedy(part) for part in Part})
    check_report.write(path, kind(told))
