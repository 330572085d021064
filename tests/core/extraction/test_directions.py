"""What an amount is in a stated change, told in one-line cases; bounds keep out of where a change arrived."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.errors import BadLexicon
from workbench.core.extraction import change_words
from workbench.core.extraction.pipeline import numbers_of
from workbench.core.extraction.tokens import fold
from workbench.core.model.amount import Qualifier
from workbench.core.model.figure import Field

CASES = Path(__file__).parents[2] / "cases" / "changes.txt"


def cases() -> list[tuple[str, str, str]]:
    lines = [line for line in CASES.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    found = []
    for line in lines:
        language, _, rest = line.partition("|")
        text, _, wanted = rest.partition("=>")
        found.append((language.strip(), text.strip(), wanted.strip()))
    return found


@pytest.mark.parametrize(("language", "text", "wanted"), cases())
def test_a_change_is_read_as_the_case_says(language: str, text: str, wanted: str) -> None:
    """Each case: every number of a change and what it is there; numbers that state a level are left alone."""
    found = [s for s in numbers_of(text, fold(text), language).statements if s.change is not None]
    assert " ; ".join(f"{s.span.of(text)} = {s.change}" for s in found) == wanted
    assert all(s.span.of(text) and s.evidence[Field.CHANGE].of(text).strip() for s in found)


@pytest.mark.parametrize(
    ("language", "text", "qualifier", "quote"),
    [
        ("ru", "Экспорт вырос более чем на 5 %.", Qualifier.MORE_THAN, "более чем на 5 %"),
        ("ru", "Экспорт вырос почти в 2 раза.", Qualifier.ABOUT, "почти в 2 раза"),
        ("ru", "Сбор упал с 3 млн тонн в 2020 году до 2 млн тонн.", Qualifier.EXACT, "2 млн тонн"),
        ("kk", "Экспорт 5 млн тоннаға дейін өсті.", Qualifier.EXACT, "5 млн тоннаға дейін"),
        ("kk", "Экспорт 5 млн тоннаға дейін рұқсат.", Qualifier.UP_TO, "5 млн тоннаға дейін"),
    ],
)
def test_a_bound_before_the_preposition_counts_and_an_arrival_is_none(
    language: str, text: str, qualifier: Qualifier, quote: str
) -> None:
    """ "more than by 5" bounds the size of a change; "up to" where it arrived is a plain value."""
    last = numbers_of(text, fold(text), language).statements[-1]
    assert last.amount is not None
    assert (last.amount.qualifier, last.full_span.of(text)) == (qualifier, quote)


def test_a_broken_file_of_change_words_is_named(tmp_path: Path) -> None:
    """A missing list is the file's mistake, told with its name."""
    file = tmp_path / "changes.toml"
    file.write_text("[words]\nrise = 'rose'\n", "utf-8")
    with pytest.raises(BadLexicon, match=r"changes\.toml"):
        change_words.load(file)
