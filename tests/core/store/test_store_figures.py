"""Figures come out as they went in, are found by every filter, and remember who changed them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from decimal import Decimal

import pytest

from workbench.core.errors import NothingSuchInProject
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.article import ArticleDraft, ArticleId, Guess
from workbench.core.model.figure import Change, Doubt, Field, FigureId, Kind, Modality, Statement, Status
from workbench.core.model.filter import FigureFilter, Order
from workbench.core.model.period import Period
from workbench.core.model.span import Span
from workbench.core.project import Project

Statements = Callable[..., Statement]

RICH = {
    "amount": Amount(Decimal("2.50"), Decimal("2.70"), Qualifier.BETWEEN),
    "unit": None,
    "borrowed_unit": "t",
    "measure": "reserves",
    "subject": "Kazakhstan",
    "item": "rare earths",
    "place": "Karaganda",
    "period": Period("2019/2024"),
    "attribution": "министерство",
    "modality": Modality.ESTIMATE,
    "change": Change.FALL,
    "doubts": (Doubt.UNIT_BORROWED, Doubt.SUBJECT_FAR),
    "rule": "range",
    "evidence": {Field.UNIT: Span(1, 2), Field.SUBJECT: Span(3, 9)},
}


def add(project: Project, article: ArticleId, *statements: Statement) -> list[FigureId]:
    with project.history.operation("Find figures") as op:
        return project.figures.add(op, article, statements, project.articles.text(article))


def test_a_figure_comes_back_as_its_statement(project: Project, article: ArticleId, statement: Statements) -> None:
    """Every field of the statement, exactly; the quote is the text of the full span."""
    given = statement(**RICH)
    (number,) = add(project, article, given)
    kept = project.figures.get(number)
    assert {f.name: getattr(kept, f.name) for f in fields(Statement)} == {
        f.name: getattr(given, f.name) for f in fields(Statement)
    }
    assert (kept.quote, kept.status, kept.article_id) == ("2,60 млн тонн", Status.SUGGESTED, article)
    assert kept.changed_by == "Аида"


def test_stated_digits_are_kept(project: Project, figure: FigureId) -> None:
    """2.60 million is not 2.6 million."""
    amount = project.figures.get(figure).amount
    assert amount is not None
    assert str(amount.low) == "2.60E+6"


def test_a_figure_without_an_amount(project: Project, article: ArticleId, statement: Statements) -> None:
    """ "Several million" is kept as what it is."""
    (number,) = add(project, article, statement(kind=Kind.INDEFINITE, amount=None))
    assert project.figures.get(number).amount is None


def test_figures_of_another_text_are_our_mistake(project: Project, article: ArticleId, statement: Statements) -> None:
    """A quote is never cut from anything but the article's own text."""
    with pytest.raises(ValueError, match="another text"), project.history.operation("Find figures") as op:
        project.figures.add(op, article, [statement()], "x" * 100)


def test_every_field_can_be_set(project: Project, figure: FigureId) -> None:
    """Update takes the fields of the model by name; undo brings the old ones back."""
    before = project.figures.get(figure)
    new = RICH | {
        "kind": Kind.NUMBER, "status": Status.ACCEPTED, "span": Span(51, 52), "full_span": Span(49, 55),
    }  # fmt: skip
    with project.history.operation("Correct figure") as op:
        project.figures.update(op, figure, **new)
    after = project.figures.get(figure)
    assert {name: getattr(after, name) for name in new} == new
    assert after.quote == project.articles.text(after.article_id)[49:55]
    assert project.figures.ids(FigureFilter(text=after.quote.upper())) == [figure]
    project.history.undo()
    assert project.figures.get(figure) == before


def test_a_change_says_who_and_when(project: Project, figure: FigureId) -> None:
    """The author of the step is the author of the figure's state; an empty change leaves the old one."""
    project.history.author = "Болат"
    with project.history.operation("Nothing") as op:
        project.figures.update(op, figure, unit="t", status=Status.SUGGESTED)
    assert project.figures.get(figure).changed_by == "Аида"
    with project.history.operation("Accept") as op:
        project.figures.update(op, figure, status=Status.ACCEPTED)
    assert project.figures.get(figure).changed_by == "Болат"
    assert project.figures.get(figure).changed_at == op.at


def test_a_quote_cannot_be_made_up(project: Project, figure: FigureId) -> None:
    """The quote follows from the span and nothing else."""
    with pytest.raises(ValueError, match="quote"), project.history.operation("Correct") as op:
        project.figures.update(op, figure, quote="3 млн тонн")


def test_unknown_fields_are_our_mistake(project: Project, figure: FigureId) -> None:
    """A mistyped field does not vanish."""
    with pytest.raises(ValueError, match="untit"), project.history.operation("Correct") as op:
        project.figures.update(op, figure, untit="t")


def test_a_duplicate_is_reopened_with_its_original_gone(
    project: Project, article: ArticleId, statement: Statements
) -> None:
    """Removing a figure makes its duplicates suggestions again; one settled otherwise has forgotten its original."""
    first, second, third = add(project, article, *[statement()] * 3)
    with project.history.operation("Duplicates") as op:
        for copy in (second, third):
            project.figures.update(op, copy, status=Status.DUPLICATE, duplicate_of=first)
    with project.history.operation("Accept") as op:
        project.figures.update(op, third, status=Status.ACCEPTED)
    with project.history.operation("Remove") as op:
        project.figures.remove(op, first)
    left = [(f.id, f.status, f.duplicate_of) for f in project.figures.all()]
    assert left == [(second, Status.SUGGESTED, None), (third, Status.ACCEPTED, None)]


def test_many_figures_in_the_order_asked_for(project: Project, article: ArticleId, statement: Statements) -> None:
    """A list that still holds a removed figure gets the rest."""
    first, second, third = add(project, article, *[statement()] * 3)
    with project.history.operation("Remove") as op:
        project.figures.remove(op, second)
    assert [f.id for f in project.figures.many([third, second, first])] == [third, first]
    assert project.figures.many([]) == []


def test_figures_come_in_the_order_of_the_text(project: Project, article: ArticleId, statement: Statements) -> None:
    """By article, then by place, whatever the order they were made in."""
    late, early = add(project, article, statement(), statement(span=Span(3, 4), full_span=Span(2, 5)))
    assert [f.id for f in project.figures.of_article(article)] == [early, late]
    assert project.figures.ids() == [early, late]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (FigureFilter(), "abcd"),
        (FigureFilter(article=ArticleId(1)), "abc"),
        (FigureFilter(article=ArticleId(9)), ""),
        (FigureFilter(statuses=(Status.ACCEPTED, Status.REJECTED)), "ab"),
        (FigureFilter(kinds=(Kind.MONEY,)), "b"),
        (FigureFilter(units=("t",)), "ad"),
        (FigureFilter(units=("", "USD")), "bc"),
        (FigureFilter(subjects=("Kazakhstan",)), "a"),
        (FigureFilter(subjects=("",)), "bcd"),
        (FigureFilter(measures=("price", "reserves")), "ab"),
        (FigureFilter(doubts=(Doubt.SCALE,)), "c"),
        (FigureFilter(doubts=(Doubt.SCALE, Doubt.UNIT_MISSING)), "bc"),
        (FigureFilter(text="ЕЛКИНСКОГО"), "c"),
        (FigureFilter(text="Млн"), "abd"),
        (FigureFilter(text="%"), ""),
        (FigureFilter(statuses=(Status.SUGGESTED,), units=("t",), text="тонн"), "d"),
    ],
)
def test_filters(
    project: Project,
    article: ArticleId,
    statement: Statements,
    draft: Callable[..., ArticleDraft],
    wanted: FigureFilter,
    found: str,
) -> None:
    """Each condition alone and together; letters of any case and alphabet."""
    a, b, c = add(
        project,
        article,
        statement(subject="Kazakhstan", measure="reserves"),
        statement(kind=Kind.MONEY, unit="USD", measure="price", doubts=(Doubt.UNIT_MISSING,)),
        statement(unit=None, span=Span(7, 17), full_span=Span(7, 17), doubts=(Doubt.SEPARATOR, Doubt.SCALE)),
    )
    with project.history.operation("Work") as op:
        project.figures.update(op, a, status=Status.ACCEPTED)
        project.figures.update(op, b, status=Status.REJECTED)
        other = project.articles.add(op, draft(original=b"other"), [])
        (d,) = project.figures.add(op, other, [statement()], project.articles.text(other))
    names = dict(zip((a, b, c, d), "abcd", strict=True))
    assert sorted(names[number] for number in project.figures.ids(wanted)) == list(found)
    assert project.figures.count(wanted) == len(found)
    assert [f.id for f in project.figures.all(wanted)] == project.figures.ids(wanted)


def test_values_used_so_far(project: Project, article: ArticleId, statement: Statements) -> None:
    """Most used first, by a beginning in any case; figures that say nothing do not count."""
    add(project, article, *[statement(subject=s) for s in ("Қазақстан", "Китай", "Китай", None, "Cove Capital")])
    assert project.figures.values(Field.SUBJECT) == ["Китай", "Cove Capital", "Қазақстан"]
    assert project.figures.values(Field.SUBJECT, "қАЗ") == ["Қазақстан"]
    assert project.figures.values(Field.MEASURE) == []


def test_a_figure_that_is_not_there_is_named(project: Project) -> None:
    """A number from a command line may be wrong."""
    with pytest.raises(NothingSuchInProject, match="77"):
        project.figures.get(FigureId(77))
    with pytest.raises(NothingSuchInProject, match="77"), project.history.operation("Accept") as op:
        project.figures.update(op, FigureId(77), unit="x")
    with pytest.raises(NothingSuchInProject, match="77"), project.history.operation("Remove") as op:
        project.figures.remove(op, FigureId(77))


@pytest.mark.parametrize(
    "wanted",
    [
        FigureFilter(article=ArticleId(1)),
        FigureFilter(statuses=(Status.SUGGESTED,)),
        FigureFilter(kinds=(Kind.MONEY,)),
        FigureFilter(units=("t",)),
        FigureFilter(subjects=("x",)),
        FigureFilter(measures=("x",)),
        FigureFilter(doubts=(Doubt.SCALE,)),
    ],
)
def test_every_filter_but_text_is_served_by_an_index(project: Project, wanted: FigureFilter) -> None:
    """No filter reads all rows of a large project."""
    from workbench.core.store.queries import where

    condition, parameters = where(wanted)
    plan = project._database.rows(f"EXPLAIN QUERY PLAN SELECT id FROM figure {condition}", parameters)
    assert "USING COVERING INDEX" in plan[0][3] or "USING INDEX" in plan[0][3]


@pytest.mark.parametrize("order", list(Order))
def test_no_order_of_all_figures_sorts_them(project: Project, order: Order) -> None:
    """An index has each order already."""
    from workbench.core.store.queries import ORDERS

    plan = project._database.rows(f"EXPLAIN QUERY PLAN SELECT id FROM figure {ORDERS[order]}")
    assert len(plan) == 1
    assert "INDEX" in plan[0][3]


@pytest.mark.parametrize(("few", "dense"), [(0, 1000), (0, 0), (5000, 1000)])
def test_orders_of_a_list(
    project: Project, article: ArticleId, statement: Statements, few: int, dense: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By value the greatest first, open bounds too; by doubts and by what is unknown the least sure first. A few
    figures and many are put in order in two ways."""
    monkeypatch.setattr("workbench.core.store.figures._FEW", few)
    monkeypatch.setattr("workbench.core.store.figures._DENSE", dense)
    known = {"measure": "reserves", "subject": "Kazakhstan", "period": Period("2024")}
    places = [{"span": Span(n, n + 1), "full_span": Span(n, n + 1)} for n in range(4)]
    small, none, open_above, great = add(
        project,
        article,
        statement(**places[0], **known, amount=Amount.exact(Decimal(9))),
        statement(**places[1], kind=Kind.INDEFINITE, amount=None, doubts=(Doubt.SCALE, Doubt.UNIT_MISSING)),
        statement(**places[2], **known, amount=Amount(Decimal("1e3"), None, Qualifier.MORE_THAN)),
        statement(**places[3], amount=Amount.exact(Decimal("2.6e6")), doubts=(Doubt.SCALE,)),
    )
    everything = FigureFilter()
    assert project.figures.ids(everything, Order.VALUE) == [great, open_above, small, none]
    assert project.figures.ids(everything, Order.DOUBT) == [none, great, small, open_above]
    assert project.figures.ids(everything, Order.CONFIDENCE) == [none, great, small, open_above]
    assert project.figures.ids(everything) == [small, none, open_above, great]
    assert project.figures.ids(FigureFilter(kinds=(Kind.QUANTITY,)), Order.VALUE) == [great, open_above, small]


def test_whether_there_is_any(project: Project, figure: FigureId) -> None:
    """Asked of a filter without counting what it lets through."""
    del figure
    assert project.figures.some(FigureFilter(statuses=(Status.SUGGESTED,)))
    assert not project.figures.some(FigureFilter(statuses=(Status.ACCEPTED,)))


def test_a_language_is_that_of_the_article(
    project: Project, article: ArticleId, statement: Statements, draft: Callable[..., ArticleDraft]
) -> None:
    """Figures of Russian sources, of English ones, of either, of those whose language is not known."""
    (russian,) = add(project, article, statement())
    with project.history.operation("Import") as op:
        other = project.articles.add(op, draft(original=b"en", language=Guess("en", "text")), [])
        (english,) = project.figures.add(op, other, [statement()], project.articles.text(other))
    found = {codes: project.figures.ids(FigureFilter(languages=codes)) for codes in (("ru",), ("ru", "en"), ("",))}
    assert found == {("ru",): [russian], ("ru", "en"): [russian, english], ("",): []}
