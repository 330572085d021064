"""A newer copy of a source: recognised, put in place, its figures found again or kept as orphans; one step back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.core.actions import comparing, exporting, importing, notes, reviewing, verdicts, versions
from workbench.core.actions.checking import check
from workbench.core.actions.resembling import Reason, Recogniser, address
from workbench.core.errors import BadInput
from workbench.core.export import said
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import ComparisonSpec
from workbench.core.model.figure import Figure, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.note import Place
from workbench.core.model.span import Span
from workbench.core.model.verdict import State, VerdictKind
from workbench.core.project import Project
from workbench.core.vocabulary.naming import Names

OLD = (
    "Рудник у озера\n\n"
    "Запасы меди в Казахстане составляют 2,6 млн тонн, сообщил завод.\n\n"
    "Цена тонны меди выросла до 900 долларов, а доля экспорта составила 70 %.\n\n"
    "В посёлке живут 12 тысяч человек, большинство работает на руднике и в порту на севере области."
)
NEW = OLD.replace("2,6 млн тонн", "2,8 млн тонн").replace("выросла до", "по уточнённым данным выросла до")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.workbench", author="А. Аналитик") as project:
        importing.add(project, [importing.prepare_text(OLD, "рудник.txt")])
        yield project


def only(project: Project, quote: str, **wanted: bool | None) -> Figure:
    (figure,) = [f for f in project.figures.all(FigureFilter(**wanted)) if quote in f.quote]  # type: ignore[arg-type]
    return figure


def renewed(project: Project, text: str = NEW) -> versions.Renewed:
    return versions.add_version(project, ArticleId(1), importing.prepare_text(text, "рудник.txt"))


def test_figures_are_found_again_with_their_verdicts(project: Project) -> None:
    """What stands in both texts keeps number, verdict and who gave it; its place and evidence are the new text's."""
    before = only(project, "70 %")
    reviewing.accept(project, [before.id])
    settled = project.figures.get(before.id)
    renewed(project)
    after = project.figures.get(before.id)
    text = project.articles.text(ArticleId(1))
    assert (after.status, after.changed_at, after.version) == (Status.ACCEPTED, settled.changed_at, 2)
    assert after.full_span.of(text) == after.quote
    assert {f: s.of(OLD) for f, s in before.evidence.items()} == {f: s.of(text) for f, s in after.evidence.items()}
    assert check(project).problems == ()


def test_a_changed_number_is_an_orphan_and_a_new_suggestion(project: Project) -> None:
    """The old figure keeps its quote and verdict and leaves the text; the new number is suggested."""
    old = only(project, "2,6")
    reviewing.accept(project, [old.id])
    made = renewed(project)
    assert made.orphans == (old.id,)
    orphan = project.figures.get(old.id)
    assert (orphan.orphan, orphan.version, orphan.quote, orphan.status) == (True, 1, old.quote, Status.ACCEPTED)
    assert old.id not in [f.id for f in project.figures.of_article(ArticleId(1))]
    assert only(project, "2,8").status is Status.SUGGESTED
    before, quote, behind = versions.context(project, orphan)
    assert (before + quote + behind) in OLD
    assert [f.id for f in versions.orphans(project)] == [old.id]
    assert check(project).problems == ()


def test_no_figure_is_doubled(project: Project) -> None:
    """Numbers that were found again are not suggested a second time, rejected ones included."""
    reviewing.reject(project, [only(project, "12 тысяч").id])
    count = len(project.figures.all())
    made = renewed(project)
    assert len(made.added) == 1
    assert len(project.figures.all()) == count
    assert only(project, "12 тысяч").status is Status.REJECTED


def test_the_whole_is_one_step(project: Project) -> None:
    """Undo brings back text, places and suggestions; redo does it all again."""
    before = project.figures.all(), project.articles.get(ArticleId(1))
    renewed(project)
    after = project.figures.all(FigureFilter(orphans=None)), project.articles.get(ArticleId(1))
    project.history.undo()
    assert (project.figures.all(), project.articles.get(ArticleId(1))) == before
    assert project.history.undo_name == "Import 1 article"
    project.history.redo()
    assert (project.figures.all(FigureFilter(orphans=None)), project.articles.get(ArticleId(1))) == after
    assert check(project).problems == ()


def test_an_orphan_is_found_again_in_a_later_version(project: Project) -> None:
    """A third version that says again what the first said: the figure comes back with its verdict."""
    old = only(project, "2,6")
    reviewing.accept(project, [old.id])
    renewed(project)
    renewed(project, "Дополнено.\n\n" + OLD)
    back = project.figures.get(old.id)
    assert (back.orphan, back.version, back.status) == (False, 3, Status.ACCEPTED)
    assert [v.number for v in project.versions.of(ArticleId(1))] == [3, 2, 1]
    assert check(project).problems == ()


def test_the_same_text_is_no_version(project: Project) -> None:
    """Nothing happens to figures when the text is what it was."""
    made = renewed(project, OLD)
    assert (made.version, made.found, made.added) == (1, (), ())


def test_an_orphan_is_placed_by_hand(project: Project) -> None:
    """On the same words it keeps its verdict; the suggestion that stood there gives way; one step."""
    old = only(project, "900 долл")
    reviewing.accept(project, [old.id])
    renewed(project, OLD.split("\n\n", maxsplit=1)[0] + "\n\nТеперь за неё просят 900 долларов.")
    assert project.figures.get(old.id).orphan
    text = project.articles.text(ArticleId(1))
    start = text.index("900 долларов")
    versions.place(project, old.id, Span(start, start + 12))
    placed = only(project, "900")
    assert (placed.id, placed.status, placed.orphan, placed.version) == (old.id, Status.ACCEPTED, False, 2)
    assert check(project).problems == ()
    project.history.undo()
    assert project.figures.get(old.id).orphan


def test_placed_on_another_number_it_is_open_again(project: Project) -> None:
    """A verdict was on the old number: with the new one it takes that amount and has to be looked at."""
    old = only(project, "2,6")
    reviewing.accept(project, [old.id])
    renewed(project)
    start = project.articles.text(ArticleId(1)).index("2,8 млн тонн")
    versions.place(project, old.id, Span(start, start + 12))
    placed = project.figures.get(old.id)
    assert placed.amount is not None
    assert (placed.status, placed.amount.low, placed.unit) == (Status.SUGGESTED, 2_800_000, "t")
    assert only(project, "2,8").id == old.id


def test_what_has_its_place_is_not_placed(project: Project) -> None:
    """Nor is an orphan put over a figure with a verdict."""
    old, other = only(project, "2,6"), only(project, "70 %")
    with pytest.raises(BadInput, match="has its place"):
        versions.place(project, other.id, other.span)
    reviewing.accept(project, [other.id])
    renewed(project)
    with pytest.raises(BadInput, match="already"):
        versions.place(project, old.id, project.figures.get(other.id).span)


def test_another_encoding_is_a_new_version(project: Project, tmp_path: Path) -> None:
    """Reading again goes the same way: what the letters left alone is found again, the rest is kept as orphans."""
    file = tmp_path / "a.txt"
    file.write_bytes("Добыча: 70 % и 2,6 млн т. Цена 900 USD.".encode("cp1251"))
    (article,) = importing.add(project, [importing.prepare(file, encoding="mac-cyrillic")]).added
    count = len(project.figures.of_article(article))
    made = versions.reread(project, article, "cp1251")
    assert made.version == 2
    assert len(made.found) + len(made.orphans) == count
    assert "млн" in project.articles.text(article)
    assert check(project).problems == ()


def test_notes_move_with_their_words(project: Project) -> None:
    """A note on words that stand in the new text goes there; one on words that are gone stays with its version."""
    kept, lost = OLD.index("доля экспорта"), OLD.index("2,6 млн")
    first = notes.add(project, Place.span(ArticleId(1), Span(kept, kept + 13)), "a")
    second = notes.add(project, Place.span(ArticleId(1), Span(lost, lost + 7)), "b")
    renewed(project)
    assert (project.notes.get(first).version, project.notes.get(first).quote) == (2, "доля экспорта")
    assert (project.notes.get(second).version, project.notes.get(second).quote) == (1, "2,6 млн")
    assert check(project).problems == ()


# recognised, and joined afterwards


def test_a_newer_copy_is_offered_and_not_taken_for_one(project: Project) -> None:
    """The import adds it as a source of its own and says of which one it looks like a newer version."""
    done = importing.add(project, [importing.prepare_text(NEW, "рудник.txt")])
    ((article, like),) = done.newer
    assert (article, like.article_id, like.reason) == (ArticleId(2), ArticleId(1), Reason.FILE)
    assert len(project.articles.ids()) == 2


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        (NEW, "другое имя", Reason.WORDS),
        ("Совсем о другом: в горах выпал снег, дороги закрыты на 3 дня до особого распоряжения.", "рудник.txt", None),
        ("Совсем о другом: в горах выпал снег, дороги закрыты на 3 дня до особого распоряжения.", "снег", None),
    ],
)
def test_only_what_is_alike_is_offered(project: Project, text: str, name: str, reason: Reason | None) -> None:
    """Much the same words are enough, the same name alone is not."""
    like = Recogniser(project).find(importing.prepare_text(text, name).draft)
    assert (like.reason if like else None) is reason


def test_addresses_are_compared_by_what_they_lead_to() -> None:
    """Where one came from and what stands behind # do not make another page."""
    assert address("https://www.a.kz/news/5/?utm_source=x#top") == address("http://a.kz/news/5")
    assert address("https://a.kz/news?id=5") != address("https://a.kz/news?id=6")
    assert address("") == ""


def test_a_separate_source_becomes_a_version_later(project: Project) -> None:
    """Work on both goes on: figures of the older keep their verdicts, those settled in the newer one come along."""
    accepted = only(project, "70 %")
    reviewing.accept(project, [accepted.id])
    (newer,) = importing.add(project, [importing.prepare_text(NEW, "рудник.txt")]).added
    by_hand = next(f for f in project.figures.of_article(newer) if "2,8" in f.quote)
    rejected = next(f for f in project.figures.of_article(newer) if "12 тысяч" in f.quote)
    reviewing.accept(project, [by_hand.id])
    reviewing.reject(project, [rejected.id])
    notes.add(project, Place.article(newer), "проверить")
    made = versions.join(project, newer, ArticleId(1))
    assert project.articles.ids() == [ArticleId(1)]
    assert made.version == 2
    held = {f.id: f.status for f in project.figures.of_article(ArticleId(1))}
    assert (held[accepted.id], held[by_hand.id], held[rejected.id]) == (
        Status.ACCEPTED, Status.ACCEPTED, Status.REJECTED,
    )  # fmt: skip
    assert [n.text for n in project.notes.of_article(ArticleId(1))] == ["проверить"]
    assert check(project).problems == ()
    project.history.undo()
    assert project.articles.ids() == [ArticleId(1), newer]
    assert check(project).problems == ()


def test_a_source_is_no_version_of_itself(project: Project) -> None:
    """Nor can one with former versions of its own become one."""
    with pytest.raises(BadInput, match="itself"):
        versions.join(project, ArticleId(1), ArticleId(1))
    (other,) = importing.add(project, [importing.prepare_text("В горах 3 дня шёл снег.", "снег")]).added
    renewed(project)
    with pytest.raises(BadInput, match="versions of its own"):
        versions.join(project, ArticleId(1), other)


def test_the_difference_of_two_versions(project: Project) -> None:
    """What went and what came, in the words of each."""
    renewed(project)
    before, after, found = versions.difference(project, ArticleId(1), 1, 2)
    assert {p.old.of(before) for p in found if p.kind == "removed"} == {"2,6"}
    assert {p.new.of(after) for p in found if p.kind == "added"} == {"2,8", "по уточнённым данным"}


def test_an_accepted_orphan_is_evidence_of_its_version_only(project: Project) -> None:
    """No cell, line or layout holds what the source withdrew; the evidence keeps it with its sentence and file."""
    old = only(project, "2,6")
    reviewing.accept(project, [old.id])
    former = project.articles.get(ArticleId(1)).sha256
    renewed(project)
    assert old.id not in [f.id for f in comparing.figures(project)]
    assert old.id not in [brief.id for brief in project.briefs.between(0, 10**9, comparing.COMPARED)]
    made = exporting.content(project, ComparisonSpec(), language="en")
    members = [m for cell in made.comparison.cells.values() for m in cell.members]
    assert old.id not in [m.figure.id for m in members]
    assert "2,8" in " ".join(m.figure.quote for m in members)
    assert old.id not in [speaker for line in made.lines for speaker in line.speakers]
    (row,) = [row for row in made.evidence if row.figure.id == old.id]
    assert (row.cell, row.line, row.former_sha256) == ("", "", former)
    assert row.title.endswith(", version 1")
    assert "2,6 млн тонн, сообщил завод" in row.sentence


def test_each_row_of_the_csv_names_the_file_that_states_it(project: Project, tmp_path: Path) -> None:
    """So that its sentence and place are looked up in the right text; the workbook says it in words."""
    old = only(project, "2,6")
    reviewing.accept(project, [old.id])
    before = project.articles.get(ArticleId(1)).sha256
    renewed(project)
    now = project.articles.get(ArticleId(1)).sha256
    made = exporting.content(project, ComparisonSpec(), language="en")
    exporting.write(tmp_path / "out.csv", made, language="en")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        stated = {int(line["id"]): (line["version"], line["sha256"]) for line in csv.DictReader(stream)}
    assert stated.pop(old.id) == ("1", before)
    assert set(stated.values()) == {("2", now)}
    assert {row.figure.id: said.texts(row, Names(language="en"))["doubts"] for row in made.evidence}[old.id] == (
        f"in version 1 only, not found again (SHA-256 {before})"
    )


def test_no_hit_in_the_new_text_is_a_figure_of_the_old(project: Project) -> None:
    """What stood at the same place of a former text is another figure."""
    old = only(project, "2,6")
    renewed(project)
    known = [figure.id for figure in project.search.known_figures([ArticleId(1)])[ArticleId(1)]]
    assert old.id not in known
    assert only(project, "2,8").id in known


def test_a_verdict_whose_figure_was_withdrawn_is_over(project: Project) -> None:
    """It is shown as over, not lost from sight."""
    importing.add(project, [importing.prepare_text(OLD.replace("2,6", "3,9").replace("завод", "рудник"), "b.txt")])
    old = only(project, "2,6")
    reviewing.accept(project, [old.id])
    (conflict,) = [c for c in verdicts.standings(project) if c.conflict and old.id in c.conflict.members]
    verdicts.give(project, conflict, VerdictKind.UNRESOLVED)
    renewed(project, NEW.replace("2,8", "3,9"))
    (left,) = verdicts.standings(project)
    assert (left.state, left.conflict) == (State.OVER, None)


def test_a_suggested_orphan_is_not_compared(project: Project) -> None:
    """Nobody said that it holds, and the source does not state it any more."""
    old = only(project, "2,6")
    renewed(project)
    assert old.id not in [f.id for f in comparing.figures(project)]


def test_texts_aligned_beforehand_give_the_same_version(tmp_path: Path) -> None:
    """A worker's alignment changes nothing but the time; one of another text is not used."""
    old = "Запасы лития в Казахстане — 75 тыс. тонн.\n\nЭкспорт нефти составил 64 млн тонн в 2022 году."
    new = "Запасы лития в Казахстане — 75 тыс. тонн, сообщили вчера.\n\n" + old.partition("\n\n")[2]
    made = []
    for n, wrong in enumerate((None, False, True)):
        with Project.create(tmp_path / f"{n}.workbench") as project:
            source = importing.add(project, [importing.prepare_text(old)]).added[0]
            former = versions.former_texts(project, source)
            assert former == {1: old}
            aligned = versions.align({1: "x" if wrong else old}, new) if wrong is not None else None
            done = versions.add_version(project, source, importing.prepare_text(new), aligned)
            found = project.figures.of_article(source)
            made.append((done.found, done.orphans, done.added, [(f.id, f.full_span, f.anchor_score) for f in found]))
    assert made[0] == made[1] == made[2]
    assert made[0][0]
