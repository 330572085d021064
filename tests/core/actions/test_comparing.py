"""What is held against what: figures of the articles, not of the pages around them."""

from __future__ import annotations

from pathlib import Path

from workbench.core.actions import comparing, importing, reviewing
from workbench.core.model.figure import Doubt
from workbench.core.model.filter import FigureFilter
from workbench.core.project import Project

PAGE = """<html><head><title>Ore</title></head><body>
<nav>Home News Subscribe for 5 dollars</nav>
<article><h1>Copper in Kazakhstan</h1>
<p>Kazakhstan's reserves of copper were 2.6 million tonnes in 2025, the ministry said in its yearly report.</p>
<p>The report was sent to parliament, which will discuss it in the coming weeks and ask for the maps behind it.</p>
</article></body></html>"""


def test_suggestions_in_page_furniture_wait_until_they_are_accepted(tmp_path: Path) -> None:
    """The price in the menu is in the queue, but in no table before an analyst says that it belongs there."""
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    with Project.create(tmp_path / "p.workbench") as project:
        importing.add(project, [importing.prepare(page)])
        (price,) = [f for f in project.figures.all(FigureFilter()) if Doubt.NOT_BODY in f.doubts]
        assert price.id not in [f.id for f in comparing.figures(project)]
        reviewing.accept(project, [price.id])
        assert price.id in [f.id for f in comparing.figures(project)]


def test_one_name_in_two_scripts_is_one_subject(tmp_path: Path) -> None:
    """A Russian and an English source are held against each other; what each article keeps stays as it was read."""
    texts = {
        "a.txt": "Запасы месторождения Куйректыколь составляют 20 млн тонн меди.\n",
        "b.txt": "Reserves of the Kuirektykol deposit are 35 million tonnes of copper.\n",
    }
    with Project.create(tmp_path / "p.workbench") as project:
        for name, text in texts.items():
            (tmp_path / name).write_text(text, "utf-8")
            importing.add(project, [importing.prepare(tmp_path / name)])
        kept = {f.subject for f in project.figures.all(FigureFilter())}
        assert kept == {"Куйректыколь", "Kuirektykol"}
        assert {f.subject for f in comparing.figures(project)} == {"Kuirektykol"}
        assert len(comparing.conflicts(project)) == 1
