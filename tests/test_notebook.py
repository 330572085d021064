"""A project as pandas frames: the right types, the evidence with them, and nothing written."""

from __future__ import annotations

from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import pytest

from workbench.core.actions import registers, reviewing, verdicts
from workbench.core.errors import BadInput, CannotWriteFile, ProjectReadOnly
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.figure import FigureId, Kind, Statement
from workbench.core.model.period import Period
from workbench.core.model.register import Evidence, ValueState
from workbench.core.model.span import Span
from workbench.core.model.verdict import VerdictKind
from workbench.core.project import Project
from workbench.core.reading.reader import read_text
from workbench.notebook import Notebook, open_project

TEXTS = (
    "One count\n\nThe reserves of Kazakhstan are 2.6 million tonnes, it is said.",
    "Another count\n\nKazakhstan has more than 28 thousand kilotonnes in reserve.",
)
QUOTES = ("2.6 million tonnes", "more than 28 thousand kilotonnes")
AMOUNTS = (
    (Amount.exact(Decimal(2_600_000), Decimal(100_000)), "t"),
    (Amount(Decimal(28_000), None, Qualifier.MORE_THAN, Decimal(1000)), "kt"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two sources that contradict each other, in different units."""
    path = tmp_path / "ore.workbench"
    with Project.create(path, author="Aigul") as project:
        for text, quote, (amount, unit) in zip(TEXTS, QUOTES, AMOUNTS, strict=True):
            start = text.index(quote)
            span = Span(start, start + len(quote))
            said = Statement(
                span=span,
                full_span=span,
                kind=Kind.QUANTITY,
                amount=amount,
                unit=unit,
                measure="reserves",
                subject="Kazakhstan",
                period=Period("2025"),
                rule="number",
            )
            with project.history.operation("Import") as op:
                project.figures.add(op, project.articles.add(op, read_text(text), ()), [said], text)
        reviewing.accept(project, [FigureId(1)])
    return path


@pytest.fixture
def book(path: Path) -> Notebook:
    return open_project(path)


def test_figures_come_with_evidence_and_comparable_numbers(book: Notebook) -> None:
    """Whatever their unit; an open bound is missing."""
    with book:
        frame = book.figures()
    assert frame["quote"].to_list() == list(QUOTES)
    assert frame["sentence"][0] == "The reserves of Kazakhstan are 2.6 million tonnes, it is said."
    assert frame["base_low"].to_list() == [2_600_000, 28_000_000]
    assert frame["base_unit"].to_list() == ["t", "t"]
    assert frame["high"].isna().to_list() == [False, True]
    assert frame["low"].dtype == "float64"
    assert frame["status"].dtype == "category"
    assert frame["subject"].dtype == "string"


def test_figures_are_exact_on_request(book: Notebook) -> None:
    """As the project keeps them."""
    with book:
        assert book.figures(exact=True)["low"].to_list() == [Decimal(2_600_000), Decimal(28_000)]


def test_figures_of_a_status_and_names_of_a_language(book: Notebook) -> None:
    """Keys stay English."""
    with book:
        frame = book.figures(status="accepted", language="ru")
        assert frame[["id", "subject", "subject_name"]].to_numpy().tolist() == [[1, "Kazakhstan", "Казахстан"]]
        assert book.figures(status=["rejected"]).empty
        with pytest.raises(BadInput, match="“sure” is none of the words: suggested, accepted"):
            book.figures(status="sure")


def test_sources_are_a_line_each(book: Notebook) -> None:
    """With their counts."""
    with book:
        frame = book.sources()
    assert frame[["article", "title", "figures", "settled"]].to_numpy().tolist() == [
        [1, "One count", 1, 1],
        [2, "Another count", 1, 0],
    ]
    assert frame["published_day"].dtype.kind == "M"


def test_conflicts_come_with_their_verdicts(path: Path) -> None:
    """The members by their numbers, which `figures` has too."""
    with Project.open(path, author="Aigul") as project:
        (found,) = verdicts.standings(project)
        verdicts.give(project, found, VerdictKind.PREFER, preferred=FigureId(1), reason="newer")
    with open_project(path) as book:
        (line,) = book.conflicts().to_dict("records")
    assert (line["relation"], line["state"], line["figures"]) == ("contradiction", "decided", (1, 2))
    assert (line["preferred"], line["verdict_reason"], line["verdict_by"]) == (1, "newer", "Aigul")
    assert "2.6 million tonnes" in line["reason"]


def test_registers_are_a_line_a_value(path: Path) -> None:
    """Amounts as numbers with their unit and words; what is missing is a line too."""
    with Project.open(path) as project:
        figure = project.figures.of_article(project.articles.ids()[0])[0]
        deposit = registers.make(project, "deposit", "Sary")
        registers.add(project, deposit, "reserves", evidence=Evidence.figure(figure.id))
        registers.mark(project, deposit, "country", ValueState.NOT_STATED)
    with open_project(path) as book:
        frame = book.registers("Deposits")
        reserves = frame[frame["field"] == "reserves"].iloc[0]
        assert (reserves["low"], reserves["unit"], reserves["quote"]) == (2_600_000, "t", "2.6 million tonnes")
        assert (reserves["figure"], reserves["article"]) == (figure.id, figure.article_id)
        assert frame.set_index("field")["state"]["country"] == "not stated"
        assert frame.set_index("field")["state"]["minerals"] == "missing"
        assert len(book.registers("deal")) == 0


def test_a_comparison_is_a_frame_with_the_fields_as_its_names(book: Notebook) -> None:
    """Any two fields, and in the cells what is asked for."""
    with book:
        frame = book.comparison(rows=["measure", "item"], columns=["article"])
        assert frame.index.names == ["measure", "item"]
        assert frame.loc[("reserves", ""), "One count"] == 2600
        assert book.comparison("unit").loc["reserves", "Kazakhstan"] == "kt"
        assert book.comparison("figures").loc["reserves", "Kazakhstan"] == (1, 2)
        assert book.comparison("low", accepted=True).loc["reserves", "Kazakhstan"] == 2_600_000
        assert book.comparison(only={"subject": ["China"]}).empty
        assert book.cells()[["relation", "mentions"]].to_numpy().tolist() == [["contradiction", 2]]


@pytest.mark.parametrize("spec", [{"rows": ["subject"]}, {"rows": ["color"]}, {"show": "all"}])
def test_what_cannot_be_asked_for_is_said(book: Notebook, spec: dict[str, object]) -> None:
    """In a sentence, not a trace of the program."""
    with book, pytest.raises(BadInput):
        book.comparison(**spec)  # type: ignore[arg-type]


def test_an_empty_project_has_empty_frames(tmp_path: Path) -> None:
    """With the same columns."""
    Project.create(tmp_path / "none.workbench").close()
    with open_project(tmp_path / "none.workbench") as book:
        assert [len(one) for one in (book.figures(), book.sources(), book.conflicts(), book.comparison())] == [0] * 4
        assert "quote" in book.figures().columns


def test_nothing_is_written_unless_asked_for(book: Notebook) -> None:
    """A notebook that means to write says so when it opens the project."""
    with book, pytest.raises(ProjectReadOnly):
        reviewing.reject(book.core, [FigureId(1)])


def test_parquet_is_written_or_the_way_to_it_said(book: Notebook, tmp_path: Path) -> None:
    """The library for it does not come with the program."""
    target = tmp_path / "evidence.parquet"
    with book:
        if find_spec("pyarrow") or find_spec("fastparquet"):
            assert book.to_parquet(target).stat().st_size
        else:
            with pytest.raises(CannotWriteFile, match="pip install pyarrow"):
                book.to_parquet(target)
            assert not target.exists()
