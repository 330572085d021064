"""Numbers to units, told in one-line cases: text => what is found ! what is no figure."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from workbench.core.extraction.pipeline import numbers_of
from workbench.core.extraction.tokens import fold
from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.disposition import NumberClass
from workbench.core.model.figure import Doubt, Statement

CASES = Path(__file__).parents[2] / "cases"
SIGNS = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "~",
    Qualifier.MORE_THAN: ">",
    Qualifier.AT_LEAST: ">=",
    Qualifier.LESS_THAN: "<",
    Qualifier.UP_TO: "<=",
}
DOUBTS = {"separator": Doubt.SEPARATOR, "scale": Doubt.SCALE, "unit-missing": Doubt.UNIT_MISSING}


def cases() -> list[tuple[str, str, str, str]]:
    """Language, text, wanted figures, wanted non-figures."""
    found = []
    for language in ("ru", "en", "kk"):
        for line in (CASES / f"numbers-{language}.txt").read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                text, _, wanted = line.partition("=>")
                figures, _, others = wanted.partition("!")
                found.append((language, text.strip(), figures.strip(), others.strip()))
    return found


def plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def said(amount: Amount | None) -> str:
    if amount is None:
        return "?"
    if amount.qualifier is Qualifier.BETWEEN:
        assert amount.low is not None
        assert amount.high is not None
        return f"{plain(amount.low)}..{plain(amount.high)}"
    return SIGNS[amount.qualifier] + plain(amount.number)


def described(statement: Statement, text: str) -> str:
    return f"{statement.span.of(text)} = {said(statement.amount)} {statement.unit or '-'} {statement.kind.value}"


@pytest.mark.parametrize(("language", "text", "figures", "others"), cases())
def test_a_line_is_read_as_the_case_says(language: str, text: str, figures: str, others: str) -> None:
    """Each case: every figure with its span, amount, unit and kind; every named non-figure with its class."""
    found = numbers_of(text, fold(text), language)
    wanted = [one.strip() for one in figures.split(" ; ")] if figures else []
    doubts = [DOUBTS[one.split()[-1]] for one in wanted if one.split()[-1] in DOUBTS]
    bare = [one.rsplit(" ", 1)[0] if one.split()[-1] in DOUBTS else one for one in wanted]
    assert [described(statement, text) for statement in found.statements] == bare
    for doubt in doubts:
        assert any(doubt in statement.doubts for statement in found.statements)
    classes = {
        (one.span.of(text), one.number_class.value)
        for one in found.dispositions
        if one.number_class is not NumberClass.FIGURE
    }
    asked = {tuple(one.strip().rsplit(" = ", 1)) for one in others.split(" ; ")} if others else set()
    assert asked <= classes
