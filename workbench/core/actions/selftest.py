"""Does the whole job once on the sample that comes with the program, in a folder of its own: does it work?"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.core import paths
from workbench.core.actions import checking, comparing, exporting, importing, readback, reviewing
from workbench.core.model.comparison import Axis, ComparisonSpec
from workbench.core.model.figure import Status
from workbench.core.project import Project
from workbench.core.words import tr, trn

# A page of one line: the sample holds no pdf.
_PAGE = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    b"<</Length 84>>stream\n"
    b"BT /F1 12 Tf 20 100 Td (The mine holds reserves of 3.4 million tonnes of ore.) Tj ET\nendstream",
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the job: what it is called, what came of it, whether that is as it must be."""

    name: str
    told: str
    right: bool


def run(show: Callable[[Path], str] | None = None) -> Iterator[Step]:
    """The steps as they are done. `show` opens the window on a project and says what was seen. A fault of the program
    is not caught: it ends the test with its own words."""
    with tempfile.TemporaryDirectory(prefix="workbench-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "проба жоба.workbench"
        pdf = Path(folder) / "one page.pdf"
        pdf.write_bytes(_pdf(_PAGE))
        with Project.create(path) as project:
            yield from _import(project, [paths.resources() / "sample", pdf])
            yield from _settle(project)
            yield from _export(project, path.with_suffix(".xlsx"))
        with Project.open(path) as project:
            problems = checking.check(project).problems
            yield Step(tr("Open again and check"), "; ".join(problems) or tr("nothing is wrong"), not problems)
        if show is not None:
            yield Step(tr("Window"), show(path), True)


def _pdf(objects: Sequence[bytes]) -> bytes:
    """A file of these objects, with the table of their places (ISO 32000-1, 7.5)."""
    file, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, b"".join(places))
    return file + table + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(file))


def _import(project: Project, wanted: list[Path]) -> Iterator[Step]:
    files = importing.files_in(wanted)
    done = importing.add(project, [importing.prepare(file) for file in files])
    count = sum(len(project.figures.of_article(article)) for article in done.added)
    sources = trn("{n} source", "{n} sources", len(done.added))
    yield Step(tr("Import"), f"{sources}, " + trn("{n} figure", "{n} figures", count), len(done.added) == len(files))
    of_pdf = [figure.quote for figure in project.figures.of_article(done.added[-1])]
    yield Step(tr("Read a pdf"), "; ".join(of_pdf), of_pdf == ["3.4 million tonnes"])


def _settle(project: Project) -> Iterator[Step]:
    ids = [figure.id for figure in project.figures.all()]
    taken = reviewing.acceptable(project, ids)
    reviewing.accept(project, taken)
    project.history.undo()
    project.history.redo()
    accepted = sum(figure.status is Status.ACCEPTED for figure in project.figures.all())
    yield Step(tr("Settle, undo, redo"), trn("{n} figure", "{n} figures", accepted), accepted == len(taken) > 0)


def _export(project: Project, file: Path) -> Iterator[Step]:
    spec = ComparisonSpec(rows=(Axis.SUBJECT, Axis.MEASURE), columns=(Axis.PUBLISHER,))
    found = comparing.conflicts(project, spec.statuses)
    yield Step(tr("Compare"), trn("{n} conflict", "{n} conflicts", len(found)), bool(found))
    exporting.export(project, file, spec, language="en")
    plan = readback.propose(project, readback.read(file))
    told = trn("{n} proposed correction", "{n} proposed corrections", len(plan.proposals))
    yield Step(tr("Write a workbook and read it back"), told, not plan.proposals and not plan.deleted)
