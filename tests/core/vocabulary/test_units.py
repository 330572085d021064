"""The table of units: exact conversion inside a dimension, none across, quotients and counts on demand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from workbench.core.errors import BadLexicon
from workbench.core.model.figure import Kind
from workbench.core.vocabulary.units import load, units


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        ("2.6", "Mt", "t", "2600000"),
        ("800", "kt", "Mt", "0.8"),
        ("1", "[mi_i]", "km", "1.609344"),
        ("5", "USD/t", "USD/kg", "0.005"),
        ("1", "a", "mo", "12"),
        ("50", "{kopeck}", "RUB", "0.5"),
        ("7", "{country}", "{country}", "7"),
    ],
)
def test_conversion_is_exact_inside_a_dimension(value: str, source: str, target: str, result: str) -> None:
    """Factors are decimals: nothing is lost on the way."""
    assert units().convert(Decimal(value), source, target) == Decimal(result)


@pytest.mark.parametrize(
    ("source", "target"),
    [("t", "km"), ("USD", "EUR"), ("%", "[pp]"), ("{country}", "{person}"), ("Cel", "[degF]"), ("t", "nothing")],
)
def test_what_measures_something_else_is_not_converted(source: str, target: str) -> None:
    """Different dimensions, unknown codes, temperatures of different scales: None."""
    assert units().convert(Decimal(1), source, target) is None


def test_quotients_and_counts_are_made_on_demand() -> None:
    """A price per tonne is money; any noun in braces is a count of its own."""
    price, ships = units().get("USD/t"), units().get("{ship}")
    assert price is not None
    assert ships is not None
    assert (price.kind, price.dimension) == (Kind.MONEY, "money:USD/mass")
    assert (ships.kind, ships.dimension) == (Kind.COUNT, "count:{ship}")
    assert units().get("nothing") is None
    assert units().get("USD/nothing") is None


def test_names_are_short_and_in_the_reader_s_language() -> None:
    """Listed names, quotients put together, braces left off where there is no name."""
    names = [
        units().name(code, lang) for code, lang in (("t", "ru"), ("km2", "en"), ("USD/t", "ru"), ("{yurt}", "kk"))
    ]
    assert names == ["т", "km²", "долл. США/т", "yurt"]


@pytest.mark.parametrize("broken", ["[[dimension]", '[[dimension]]\nname = "mass"\n', "x = 1\n"])
def test_a_mistake_in_the_table_names_the_file(tmp_path: Path, broken: str) -> None:
    """A table that cannot be understood is told with its path, not with a traceback."""
    path = tmp_path / "units.toml"
    path.write_text(broken, "utf-8")
    with pytest.raises(BadLexicon, match=r"units\.toml"):
        load(path)
