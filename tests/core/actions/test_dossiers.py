"""A dossier: all that is known of a subject or record, as a page and as a workbook; every text harmless."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from workbench.core.actions import dossiers, importing, notes, registers, reviewing
from workbench.core.errors import BadInput, Cancelled, CannotWriteFile
from workbench.core.model.article import ArticleId
from workbench.core.model.note import Place
from workbench.core.model.register import Evidence
from workbench.core.project import Project

SURVEY = "Survey\n\nThe geologists put the reserves of gold in Kazakhstan at 26 tonnes in 2025."
REPORT = (
    "Report & <b>rumour</b>\n\nThe ministry says that the reserves of gold in Kazakhstan were 48 tonnes in 2025.\n\n"
    "The reserves of gold in Brazil were 7 tonnes."
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Two sources that contradict each other, a note, and a record that names the country."""
    with Project.create(tmp_path / "gold.workbench", author="Aida") as opened:
        importing.add(opened, [importing.prepare_text(SURVEY, "a.txt"), importing.prepare_text(REPORT, "b.txt")])
        first = opened.figures.of_article(ArticleId(1))[0]
        notes.add(opened, Place.figure(first.id), "=HYPERLINK(1) <script>alert(1)</script>", ["ask"])
        deposit = registers.make(opened, "deposit", "Sary")
        registers.add(opened, deposit, "country", "Kazakhstan")
        registers.add(opened, deposit, "reserves", evidence=Evidence.figure(first.id))
        yield opened


@pytest.mark.parametrize("name", ["Kazakhstan", "Казахстан", "қазақстан"])
def test_a_subject_is_known_by_any_of_its_names(project: Project, name: str) -> None:
    """Figures by measure with bounds, the conflict, the note, and the record that names it; nothing of others."""
    made = dossiers.of(project, name, "en")
    (group,) = made.groups
    assert (made.title, group.measure, group.mentions, group.origins) == ("Kazakhstan", "reserves", 2, 2)
    assert {one.quote for one in group.figures} == {"26 tonnes", "48 tonnes"}
    assert group.range == "25.5 – 48.5\u00a0t"
    assert [one.kind for one in made.conflicts] == ["contradiction"]
    assert [one.text[:5] for one in made.notes] == ["=HYPE"]
    assert [view.record.name for view in made.records] == ["Sary"]
    assert len(made.sources) == 2


def test_every_figure_has_its_sentence_and_place(project: Project) -> None:
    """The span is that of the quote in the text of the source; the sentence holds it."""
    for group in dossiers.of(project, "Kazakhstan").groups:
        for one in group.figures:
            assert one.span.of(project.articles.text(one.article)) == one.quote
            assert one.quote in one.sentence


def test_a_record_has_a_dossier(project: Project) -> None:
    """Its own fields first, then the figures that bear it out."""
    made = dossiers.of(project, "#1", "en")
    assert made.own is not None
    assert (made.own.record.name, made.records) == ("Sary", ())
    assert [one.quote for group in made.groups for one in group.figures] == ["26 tonnes"]
    reserves = made.own.field("reserves")
    assert reserves is not None
    assert "geologists" in reserves.values[0].sentence


def test_what_is_not_known_is_said(project: Project) -> None:
    """A name that nothing is called is no empty page; a rejected figure is no part of it."""
    with pytest.raises(BadInput, match="Atlantis"):
        dossiers.of(project, "Atlantis")
    reviewing.reject(project, [figure.id for figure in project.figures.of_article(ArticleId(2))])
    (group,) = dossiers.of(project, "Kazakhstan").groups
    assert group.mentions == 1


class Page(HTMLParser):
    """What a page holds: its elements and its text; every element that is opened is closed."""

    VOID = ("meta", "br")

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.links += [value or "" for key, value in attrs if key in ("src", "href", "onload", "onclick")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_page_is_one_harmless_file(project: Project, tmp_path: Path) -> None:
    """No script, nothing to load, all texts escaped; quotes, sources and offsets are there."""
    path = dossiers.write(tmp_path / "gold.html", dossiers.of(project, "Kazakhstan", "en"))
    text = path.read_text("utf-8")
    page = Page()
    page.feed(text)
    assert page.open == []
    assert not {"script", "img", "link", "iframe", "b"} & set(page.names)
    assert page.links == []
    assert "<script>alert(1)</script>" in "".join(page.words)
    assert "Report & <b>rumour</b>" in "".join(page.words)
    figure = project.figures.of_article(ArticleId(1))[0]
    assert f"characters {figure.full_span.start}–{figure.full_span.end}" in "".join(page.words)
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_the_workbook_holds_the_same(project: Project, tmp_path: Path) -> None:
    """One table a sheet; text that looks like a formula is text."""
    path = dossiers.write(tmp_path / "gold.xlsx", dossiers.of(project, "Kazakhstan", "en"))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Figures", "Records", "Conflicts", "Notes", "Sources"]
    assert all(len(sheet.tables) == 1 for sheet in book)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert any(cell.value == "=HYPERLINK(1) <script>alert(1)</script>" for cell in cells)
    figures = [row for row in book["Figures"].iter_rows(values_only=True) if "26 tonnes" in row]
    assert len(figures) == 1


def test_an_empty_part_is_said(project: Project, tmp_path: Path) -> None:
    """A subject without records, notes and conflicts has a page and a workbook all the same, in any language."""
    for language in ("en", "ru", "kk"):
        made = dossiers.of(project, "Brazil", language)
        assert (made.records, made.notes, made.conflicts) == ((), (), ())
        dossiers.write(tmp_path / f"{language}.html", made)
        book = openpyxl.load_workbook(dossiers.write(tmp_path / f"{language}.xlsx", made))
        assert len(book.sheetnames) == 2


def test_a_name_that_is_no_page_is_refused_and_work_can_be_stopped(project: Project, tmp_path: Path) -> None:
    """The suffix says what is written; nothing is left of what was stopped."""
    given = dossiers.gathered(project, "Kazakhstan")
    with pytest.raises(CannotWriteFile, match=r"\.html or \.xlsx"):
        dossiers.write(tmp_path / "gold.pdf", dossiers.built(given))
    with pytest.raises(Cancelled):
        dossiers.built(given, cancelled=lambda: True)
    assert not (tmp_path / "gold.pdf").exists()
