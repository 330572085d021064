"""Values of records and new versions of their sources: words are found again, or stay with the text they stood in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.core.actions import importing, register_views, registers, versions
from workbench.core.model.article import ArticleId
from workbench.core.model.record_view import Fault
from workbench.core.model.register import Evidence, RecordId
from workbench.core.model.span import Span
from workbench.core.project import Project

OLD = (
    "Рудник у озера\n\n"
    "Договор о поставке подписан в марте 2025 года сроком на 10 лет, сообщил завод.\n\n"
    "В посёлке живут 12 тысяч человек, большинство работает на руднике и в порту на севере области."
)
NEW = OLD.replace("Рудник у озера", "Рудник у большого озера")
GONE = OLD.replace("подписан в марте 2025 года сроком на 10 лет", "готовится")
SOURCE = ArticleId(1)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.workbench") as opened:
        importing.add(opened, [importing.prepare_text(OLD, "рудник.txt")])
        yield opened


def filled(project: Project) -> RecordId:
    deal = registers.make(project, "deal", "Договор")
    start = OLD.index("марте 2025 года")
    registers.add(
        project, deal, "signed", evidence=Evidence.words(SOURCE, Span(start, start + len("марте 2025 года")))
    )
    (term,) = [one for one in project.figures.of_article(SOURCE) if "10 лет" in one.quote]
    registers.add(project, deal, "term", evidence=Evidence.figure(term.id))
    return deal


def test_words_are_found_again(project: Project) -> None:
    """Both kinds of evidence stand in the new text; one step back stands in the old one."""
    deal = filled(project)
    before = project.registers.get(deal)
    versions.add_version(project, SOURCE, importing.prepare_text(NEW, "рудник.txt"))
    signed, term = project.registers.get(deal).values
    assert signed.evidence.span is not None
    assert (signed.evidence.version, signed.evidence.span.of(NEW)) == (2, "марте 2025 года")
    assert project.figures.get(term.evidence.figure_id or before.values[1].evidence.figure_id).version == 2  # type: ignore[arg-type]
    assert [remark.fault for remark in register_views.record(project, deal).remarks] == []
    assert project.store_check() == []
    project.history.undo()
    assert project.registers.get(deal) == before


def test_words_that_are_gone_stay_with_their_version(project: Project) -> None:
    """The quote still stands where it stood, and the record says that the newest text does not say so."""
    deal = filled(project)
    versions.add_version(project, SOURCE, importing.prepare_text(GONE, "рудник.txt"))
    signed, _ = project.registers.get(deal).values
    assert (signed.evidence.version, signed.evidence.quote) == (1, "марте 2025 года")
    remarks = register_views.record(project, deal).remarks
    assert {remark.fault for remark in remarks} == {Fault.WITHDRAWN}
    assert project.store_check() == []


def test_a_source_that_becomes_a_version_brings_its_values(project: Project) -> None:
    """Words and figures of the newer source are those of the joined one; nothing is left without a source."""
    importing.add(project, [importing.prepare_text(NEW, "рудник-2.txt")])
    newer = ArticleId(2)
    deal = registers.make(project, "deal", "Договор")
    start = NEW.index("марте 2025 года")
    registers.add(
        project, deal, "signed", evidence=Evidence.words(newer, Span(start, start + len("марте 2025 года")))
    )
    (term,) = [one for one in project.figures.of_article(newer) if "10 лет" in one.quote]
    registers.add(project, deal, "term", evidence=Evidence.figure(term.id))
    versions.join(project, newer, SOURCE)
    views = register_views.record(project, deal).fields
    values = [value for one in views for value in one.values]
    assert {value.article for value in values} == {SOURCE}
    assert all(value.span is not None and value.span.of(NEW) == value.quote for value in values)
    assert project.store_check() == []
    project.history.undo()
    assert {v.article for one in register_views.record(project, deal).fields for v in one.values} == {newer}
