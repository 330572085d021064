"""What corrections teach, where it applies, and that every lesson can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.core.actions import importing, learning, reviewing, same
from workbench.core.errors import BadLexicon
from workbench.core.extraction.pipeline import Extractor
from workbench.core.model.figure import Field, Figure, Kind
from workbench.core.model.filter import FigureFilter
from workbench.core.project import Project

FIRST = "Компания «Жезмет» добыла 120 тысяч тонн руды.\n\nНамолот на складах Чили — 5 тонн."
SECOND = "В мае компания «Жезмет» добыла 90 тысяч тонн руды."


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.workbench", author="А. Аналитик") as project:
        take_in(project, FIRST, "one")
        yield project


def take_in(project: Project, text: str, name: str) -> None:
    importing.add(project, [importing.prepare_text(text, name, extractor=learning.extractor(project))])


def only(project: Project, quote: str) -> Figure:
    (figure,) = [f for f in project.figures.all(FigureFilter()) if quote in f.quote]
    return figure


def test_a_corrected_subject_applies_from_the_next_article_on(project: Project) -> None:
    """The words that gave the wrong key lead to the right one; one step, undone with the correction."""
    figure = only(project, "120")
    assert figure.subject == "Жезмет"
    learning.correct(project, figure.id, subject="Zhezmet Holding")
    take_in(project, SECOND, "two")
    assert only(project, "90").subject == "Zhezmet Holding"


def test_undo_takes_the_correction_and_the_lesson_back(project: Project) -> None:
    """They are one step."""
    figure = only(project, "120")
    learning.correct(project, figure.id, subject="Zhezmet Holding")
    project.history.undo()
    assert (project.figures.get(figure.id), learning.taught(project)) == (figure, [])
    assert learning.extractor(project) is Extractor.default()


def test_a_lesson_knows_other_endings(project: Project) -> None:
    """Taught in one case, recognised in another."""
    learning.teach(project, "subject", "Балхашцветмет", "Balkhash Smelter")
    take_in(project, "Запасы Балхашцветмета составляют 7 тысяч тонн меди.", "two")
    assert only(project, "7 тысяч").subject == "Balkhash Smelter"


def test_choosing_another_name_of_the_line_teaches_nothing(project: Project) -> None:
    """Only the choice was wrong, not what the words mean; nor does a country ever come to mean another."""
    take_in(project, "Запасы меди в Чили — 5 тысяч тонн, соседи в Перу молчат.", "two")
    for other in ("Peru", "Mongolia"):
        learning.correct(project, only(project, "5 тысяч").id, subject=other)
    assert learning.taught(project) == []


def test_a_typed_name_that_the_line_has_is_learned(project: Project) -> None:
    """The program passed it over; now it knows it."""
    take_in(project, "На участке Верхний Тогай добыто 31 тысяч тонн.\n\nДоля Тогай-банка — 40 %.", "two")
    figure = only(project, "40")
    assert figure.subject is None or figure.subject != "Тогай-банка"
    learning.correct(project, figure.id, subject="Тогай-банка")
    assert [(one.kind, one.key, one.words) for one in learning.taught(project)] == [
        ("subject", "Тогай-банка", "Тогай-банка")
    ]


def test_typed_names_are_known_by_their_endings(project: Project) -> None:
    """The line has the typed subject and measure in other cases: these words mean them from now on."""
    take_in(project, "Выработки\n\nГлубина шурфа у старателей Карасая — 35 аршин.", "two")
    figure = only(project, "35")
    learning.correct(project, figure.id, subject="Старатели Карасая", measure="глубина шурфа")
    assert {(one.kind, one.words) for one in learning.taught(project)} >= {("subject", "старателей Карасая")}
    take_in(project, "Итоги\n\nГлубина шурфа старателей Карасая — 41 метр.", "three")
    found = only(project, "41")
    assert (found.subject, found.measure) == ("Старатели Карасая", "глубина шурфа")


def test_a_taught_measure_wins_over_what_the_words_meant(project: Project) -> None:
    """In this project these words say something else."""
    learning.teach(project, "measure", "намолот", "stocks")
    take_in(project, "Намолот зерна в Казахстане — 15 млн тонн.", "two")
    assert only(project, "15 млн").measure == "stocks"


def test_a_taught_unit_is_read_and_serves_the_context(project: Project) -> None:
    """The words behind a number become its unit; the span takes them in."""
    learning.teach(project, "unit", "вагонов", "t")
    take_in(project, "Экспорт меди из Чили достиг 44 тысяч вагонов.", "two")
    figure = only(project, "44")
    assert (figure.unit, figure.kind, figure.measure) == ("t", Kind.QUANTITY, "export")
    assert figure.evidence[Field.UNIT].of("Экспорт меди из Чили достиг 44 тысяч вагонов.") == "вагонов"


def test_lessons_reach_the_suggestions_already_there_as_one_step(project: Project) -> None:
    """Suggestions change, settled ones and those set by hand do not, and one undo takes all back."""
    take_in(project, SECOND, "two")
    before = [only(project, "120"), only(project, "90")]
    learning.teach(project, "subject", "Жезмет", "Zhezmet Holding", "ru")
    learning.correct(project, before[0].id, subject="Peru")
    applied = learning.apply_to_suggestions(project)
    assert applied.figures == (before[1].id,)
    assert [only(project, "120").subject, only(project, "90").subject] == ["Peru", "Zhezmet Holding"]
    project.history.undo()
    assert only(project, "90") == before[1]


def test_nothing_learned_changes_nothing(project: Project) -> None:
    """And leaves no step."""
    steps = project.history.steps(10)
    assert not learning.apply_to_suggestions(project).figures
    assert project.history.steps(10) == steps


def test_a_newer_lesson_replaces_the_older_everywhere(project: Project) -> None:
    """Also where the older one had been applied."""
    learning.teach(project, "subject", "Жезмет", "One", "ru")
    learning.apply_to_suggestions(project)
    learning.teach(project, "subject", "Жезмет", "Two", "ru")
    learning.apply_to_suggestions(project)
    assert only(project, "120").subject == "Two"
    assert [one.key for one in learning.taught(project)] == ["Two"]


def test_what_is_forgotten_applies_no_more(project: Project) -> None:
    """The next article is read as before."""
    learning.teach(project, "subject", "Жезмет", "One", "ru")
    learning.forget(project, learning.taught(project)[0])
    take_in(project, SECOND, "two")
    assert only(project, "90").subject == "Жезмет"


def test_a_project_brings_its_own_lexicon_folder(project: Project, tmp_path: Path) -> None:
    """Its words count from the next article on, before what the program means by them; a mistake in it is named and
    nothing is kept."""
    words = tmp_path / "lexicon" / "ru" / "items.toml"
    words.parent.mkdir(parents=True)
    words.write_text('["tailings"]\nname = "хвосты"\ncues = ["хвост*"]\n', "utf-8")
    learning.set_lexicon(project, tmp_path / "lexicon")
    take_in(project, "Запасы хвостов в Чили — 17 млн тонн.", "two")
    assert only(project, "17 млн").item == "tailings"
    words.write_text('["tailings"]\ncues = "хвост"\n', "utf-8")
    with pytest.raises(BadLexicon, match="line 2"):
        learning.set_lexicon(project, tmp_path / "lexicon")


def test_lessons_applied_article_by_article_are_one_step_and_spare_what_was_settled_meanwhile(tmp_path: Path) -> None:
    """What a worker found is written as the whole act would have written it, but for what somebody settled since."""
    with Project.create(tmp_path / "p.workbench") as project:
        texts = [f"Рудник Тасбулак дал {n} млн тонн руды." for n in (2, 3)]
        first, second = importing.add(project, [importing.prepare_text(text) for text in texts]).added
        learning.teach(project, "subject", "Тасбулак", "Tasbulak mine")
        learned = learning.lessons(project)
        assert learning.with_suggestions(project) == [first, second]
        changed = [
            update
            for article in (first, second)
            for update in learning.updates_of(
                learned, project.articles.get(article), learning.suggestions(project, article)
            )
        ]
        assert len(changed) == 2
        reviewing.accept(project, [changed[0][0]])
        steps = len(project.history.steps())
        assert list(learning.write_updates(project, changed)) == [(0, 2)]
        assert len(project.history.steps()) == steps + 1
        subjects = [figure.subject == "Tasbulak mine" for figure in project.figures.all()]
        assert subjects == [False, True]


def test_a_correction_never_makes_one_company_mean_another(project: Project) -> None:
    """Whose this figure is was wrong; the next article keeps its own name, until somebody says that they are one."""
    take_in(project, "Cove Capital holds 70% of the project.", "two")
    figure = only(project, "70")
    assert figure.subject == "Cove Capital"
    learning.correct(project, figure.id, subject="Kazgeology")
    assert (project.figures.get(figure.id).subject, learning.taught(project)) == ("Kazgeology", [])
    take_in(project, "Cove Capital holds 65% of the project.", "three")
    assert only(project, "65").subject == "Cove Capital"
    same.make(project, Field.SUBJECT, "Cove Capital", "Kazgeology")
    take_in(project, "Cove Capital holds 60% of the project.", "four")
    assert only(project, "60").subject == "Kazgeology"


def test_a_name_of_other_figures_is_not_given_away(project: Project) -> None:
    """Not even to a fuller one: the other figures may be of the shorter."""
    take_in(project, SECOND, "two")
    learning.correct(project, only(project, "120").id, subject="Zhezmet Holding")
    assert learning.taught(project) == []


def test_a_measure_keeps_its_own_name_and_may_lose_other_words(project: Project) -> None:
    """What the lexicon calls a measure stays that measure in whatever case; a mere cue may come to mean another."""
    text = "Импорт меди в Чили составил 17 тысяч тонн.\n\nЗавоз меди в Чили составил 19 тысяч тонн."
    take_in(project, text, "two")
    for quote in ("17", "19"):
        figure = only(project, quote)
        assert figure.measure == "import"
        learning.correct(project, figure.id, measure="stocks")
    assert [one.words for one in learning.taught(project)] == ["Завоз"]


def test_what_was_learned_is_said(project: Project) -> None:
    """One sentence for each lesson since."""
    before = learning.taught(project)
    learning.correct(project, only(project, "120").id, subject="Zhezmet Holding")
    (sentence,) = learning.learned_since(project, before)
    assert "Жезмет" in sentence
    assert "Zhezmet Holding" in sentence
    assert learning.learned_since(project, learning.taught(project)) == []
