"""Articles found by words and figures by numbers; the index follows every step and proves itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from workbench.core.errors import TookTooLong
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.article import ArticleId, Guess
from workbench.core.model.figure import FigureId, Status
from workbench.core.model.filter import FigureFilter
from workbench.core.model.period import Period
from workbench.core.model.search import FigureSearch, SourceFilter
from workbench.core.project import Project
from workbench.core.vocabulary.query import parse, phrase

Add = Callable[..., ArticleId]


@pytest.fixture
def add(project: Project, draft: Callable) -> Add:
    """Adds an article of a text; keyword arguments are values of its guessed fields."""

    def adding(text: str, **guessed: str) -> ArticleId:
        fields = {name: Guess(value, "text") for name, value in guessed.items()}
        with project.history.operation("Import") as op:
            return project.articles.add(op, draft(text, original=text.encode(), **fields), [])

    return adding


def found(project: Project, words: str, **filters: object) -> list[ArticleId]:
    return sorted(project.search.articles(parse(words), SourceFilter(**filters)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("запас", [1, 2]),
        ("запасы -нефти", [2]),
        ('"запасы меди"', [2]),
        ('"запасами нефти"', [1]),
        ("мед*", [2]),
        ("мұнай", [3]),
        ("министр", [1, 3]),
        ("запасы copper", []),
        ("отчёт", [1, 2, 3]),
        ("отчёт -нефть", [2, 3]),
    ],
)
def test_articles_are_found_by_words_in_any_form(project: Project, add: Add, words: str, numbers: list) -> None:
    """In the text or in the title; a Russian word takes Kazakh endings in a Kazakh text."""
    add("Министры довольны запасами нефти.", title="Отчет")
    add("Запасы меди. Министерство.", title="Отчёт")
    add("Министрдің айтуынша, мұнайдың бағасы.", title="Отчёты", language="kk")
    assert found(project, words) == numbers


def test_sources_are_filtered(project: Project, add: Add) -> None:
    """By language, publisher, date and whether they are closed; a date of a month meets a day in it."""
    one = add("Нефть A", publisher="Газета", published="2025-08-03", language="ru")
    other = add("Нефть B", publisher="Times", published="2025-08", language="en")
    undated = add("Нефть C", published="", language="ru")
    with project.history.operation("Close") as op:
        project.articles.set_closed(op, one, "done")
    assert found(project, "нефть", languages=("ru",)) == [one, undated]
    assert found(project, "нефть", publishers=("Times",)) == [other]
    assert found(project, "нефть", since="2025-08-03", until="2025-08-31") == [one, other]
    assert found(project, "нефть", since="2025-09") == []
    assert found(project, "нефть", until="2025") == [one, other]
    assert found(project, "нефть", open_only=True) == [other, undated]
    assert project.search.publishers() == ["Times", "Газета"]


def test_the_index_follows_every_step(project: Project, add: Add, draft: Callable, path: Path) -> None:
    """Import, removal, another title, another text, undo, redo, a copy and a restart."""
    article = add("Запасы меди", title="Старое")
    with project.history.operation("Title") as op:
        project.articles.set_guess(op, article, "title", Guess("Новое", "user"))
    assert (found(project, "старое"), found(project, "новое")) == ([], [article])
    project.history.undo()
    assert (found(project, "старое"), found(project, "новое")) == ([article], [])
    with project.history.operation("Read again") as op:
        project.articles.set_text(op, article, draft("Запасы руды", original=b"1"), [])
    assert (found(project, "меди"), found(project, "руды")) == ([], [article])
    project.history.undo()
    assert (found(project, "меди"), found(project, "руды")) == ([article], [])
    with project.history.operation("Remove") as op:
        project.articles.remove(op, article)
    assert found(project, "меди") == []
    project.history.undo()
    copy = path.with_name("copy.workbench")
    project.copy_to(copy)
    with Project.open(copy) as opened:
        assert (found(opened, "меди"), found(opened, "старое")) == ([article], [article])
        assert opened.store_check() == []
    assert project.store_check() == []


def test_a_failed_step_leaves_no_word(project: Project, add: Add) -> None:
    """What was rolled back is not found, and the index still fits."""

    def fail() -> None:
        with project.history.together("Fail"):
            add("Запасы меди")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert found(project, "меди") == []
    assert project.store_check() == []


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO text_index (text_index) VALUES ('delete-all')",
        "INSERT INTO text_index (rowid, text) VALUES (99, 'лишнее')",
        "INSERT INTO title_index (title_index) VALUES ('delete-all')",
        "DELETE FROM text_number",
    ],
)
def test_an_index_that_lost_words_is_noticed_and_made_anew(path: Path, draft: Callable, sql: str) -> None:
    """The check says so, and after rebuilding everything is found."""
    with Project.create(path) as project, project.history.operation("Import") as op:
        project.articles.add(op, draft("Запасы меди"), [])
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(sql)
    connection.close()
    with Project.open(path) as project:
        assert any("The search" in line for line in project.store_check())
        project.search.rebuild()
        assert project.store_check() == []
        assert found(project, "медь") == [1]
        assert project.history.undo_name == "Import"


def test_an_older_project_is_indexed_when_it_is_opened(tmp_path: Path) -> None:
    """A file of the first schema, brought up to date, knows the words of its texts."""
    copy = tmp_path / "old.workbench"
    copy.write_bytes((Path(__file__).parent / "old" / "schema-1.workbench").read_bytes())
    with Project.open(copy) as project:
        first = project.articles.ids()[0]
        word = project.articles.text(first).split()[0]
        assert first in found(project, word)


def test_a_phrase_of_many_spellings_still_finds_its_article(project: Project, add: Add) -> None:
    """The index is asked for its words alone."""
    one = add("Цены редкоземельных металлов")
    assert project.search.articles(phrase("редкоземельный металл")) == [one]


def test_a_question_that_takes_too_long_is_given_up(project: Project) -> None:
    """In words, and the project can be asked again."""
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with pytest.raises(TookTooLong), project._database.within(0.05):
        project._database.rows(endless)
    assert project._database.rows("SELECT 1") == [(1,)]


# --- figures


@pytest.fixture
def stated(project: Project, article: ArticleId, statement: Callable) -> Callable[..., FigureId]:
    """Adds a figure to the article."""

    def adding(low: str | None, high: str | None = None, **fields: object) -> FigureId:
        ends = [None if end is None else Decimal(end) for end in (low, high)]
        qualifier = Qualifier.BETWEEN if None not in ends else Qualifier.AT_LEAST if low else Qualifier.UP_TO
        text = project.articles.text(article)
        with project.history.operation("Find") as op:
            made = statement(amount=Amount(ends[0], ends[1], qualifier), **fields)
            return project.figures.add(op, article, [made], text)[0]

    return adding


def numbers(project: Project, **wanted: object) -> list[FigureId]:
    return project.search.figures(FigureSearch(**wanted))  # type: ignore[arg-type]


def test_figures_are_found_by_value_in_any_unit_of_the_dimension(project: Project, stated: Callable) -> None:
    """1–3 Mt: tonnes, kilograms and ranges that reach into it; no dollars, no other masses."""
    inside = [stated("2.6E+6", "2.6E+6"), stated("1.5E+9", "1.5E+9", unit="kg"), stated("2", "2", unit="Mt")]
    inside += [stated("0.5", "1.0", unit="Mt"), stated("3", None, unit="Mt"), stated(None, "1", unit="Mt")]
    stated("2.6E+6", "2.6E+6", unit="USD")
    stated("3.1", "4", unit="Mt")
    stated("2", "2", unit="t")
    assert numbers(project, low=Decimal(1), high=Decimal(3), unit="Mt") == inside
    assert numbers(project, low=Decimal("3.1"), unit="Mt")[-1] not in inside
    assert len(numbers(project, unit="Mt")) == len(inside) + 2
    assert len(numbers(project, low=Decimal(2), high=Decimal(2))) == 2


def test_bounds_are_met_exactly_though_units_differ(project: Project, stated: Callable) -> None:
    """A binary fraction of a converted unit must not lose the figure at the end of the range."""
    for number, unit in (("0.1", "kg"), ("0.3", "t"), ("1.1", "kg"), ("700.7", "kg")):
        figure = stated(number, number, unit=unit)
        assert figure in numbers(project, low=Decimal(number), high=Decimal(number), unit=unit)
        in_grams = Decimal(number) * (1000 if unit == "kg" else 1_000_000)
        assert figure in numbers(project, low=in_grams, high=in_grams, unit="g")


def test_figures_are_found_by_period_status_and_source(project: Project, stated: Callable) -> None:
    """Periods that share a day; conditions of the queue's filter; conditions on the source."""
    quarter = stated("1", "1", period=Period("2025-33"))
    year = stated("2", "2", period=Period("2025"))
    stated("3", "3")
    assert numbers(project, period=Period("2025-02")) == [quarter, year]
    assert numbers(project, period=Period("2025-06")) == [year]
    with project.history.operation("Accept") as op:
        project.figures.update(op, year, status=Status.ACCEPTED)
    accepted = FigureFilter(statuses=(Status.ACCEPTED,))
    assert numbers(project, period=Period("2025"), figures=accepted) == [year]
    assert numbers(project, figures=accepted, sources=SourceFilter(languages=("kk",))) == []
    assert numbers(project, figures=accepted, sources=SourceFilter(languages=("ru",), since="2025")) == [year]


def test_like_figures_share_the_number_or_the_measure(project: Project, stated: Callable) -> None:
    """The same number in another unit, another number of the same measure; not the same measure in money."""
    asked = stated("2", "2", unit="Mt", measure="reserves")
    alike = [stated("2E+6", "2E+6", unit="t"), stated("7", "7", unit="kg", measure="reserves")]
    stated("2", "2", unit="USD", measure="reserves")
    stated("2", "2", unit="t")
    assert set(project.search.alike(project.figures.get(asked))) == {asked, *alike}
