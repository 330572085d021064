"""The types of record that are shipped, and what is said of mistakes in their files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workbench.core.errors import BadLexicon
from workbench.core.model.register import FieldKind
from workbench.core.vocabulary.registers import FIRST, load_types, shipped_types
from workbench.core.vocabulary.terms import Terms
from workbench.core.vocabulary.units import units

GOOD = 'title = "Cases"\none = "Case"\n\n[[field]]\nkey = "who"\ntitle = "Who"\n'
CHOICE = GOOD + 'kind = "choice"\nchoices = ["a", "b"]\n'


def test_the_shipped_types_stand_on_what_the_lexicon_knows() -> None:
    """Every measure is one of the lexicon, every unit of the table; the checklist of each type wants something."""
    terms, types = Terms.load(), shipped_types()
    assert tuple(one.key for one in types) == FIRST
    for one in types:
        measures = {*one.cues.measures, *(m for field in one.fields for m in field.measures)}
        assert [m for m in measures if terms.measure(m) is None] == []
        assert [field.unit for field in one.fields if field.unit and units().get(field.unit) is None] == []
        assert sum(field.wanted for field in one.fields) >= 3
        assert set(one.cues.words) == {"en", "ru", "kk"}
        assert all(field.kind is FieldKind.AMOUNT for field in one.fields if field.measures or field.unit)


def test_a_file_of_ones_own_is_read(tmp_path: Path) -> None:
    """The name of the file is the key; what is not said has a default."""
    (tmp_path / "case.toml").write_text(GOOD, "utf-8")
    (made,) = load_types(tmp_path)
    assert (made.key, made.title, made.one, made.shipped) == ("case", "Cases", "Case", True)
    assert (made.fields[0].key, made.fields[0].kind, made.fields[0].wanted) == ("who", FieldKind.TEXT, False)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("title = ", 1, "Invalid value"),
        (GOOD.replace('one = "Case"\n', ""), 1, "one must be a text"),
        (GOOD + 'kind = "number"\n', 7, "none of"),
        (GOOD + 'kind = "choice"\n', 7, "has choices"),
        (GOOD + 'choices = ["a", "b"]\n', 4, "has choices"),
        (GOOD + 'kind = "reference"\n', 7, "of which type"),
        (GOOD + 'kind = "reference"\nof = "ship"\n', 8, "no type ship"),
        (GOOD + 'wanted = "yes"\n', 7, "true or false"),
        (GOOD + "measures = [1]\n", 7, "list of words"),
        (GOOD + 'colour = "red"\n', 7, "means nothing"),
        (GOOD + '\n[[field]]\nkey = "who"\ntitle = "Whom"\n', 9, "stands twice"),
        (GOOD.replace('key = "who"', 'key = "Кто"'), 5, "a-z"),
        (GOOD + '\n[cues.words]\nfr = ["contrat"]\n', 8, "language"),
        (GOOD + '\n[cues.words]\nen = ["..."]\n', 9, "phrase"),
        ('title = "Cases"\none = "Case"\n', 1, "missing"),
        (CHOICE + '[field.words.ru]\n"c" = ["слово"]\n', 10, "no choice c"),
        (CHOICE + '[field.words.fr]\n"a" = ["mot"]\n', 4, "language"),
        (CHOICE + '[field.words.en]\n"a" = ["... word"]\n', 4, "phrase"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    """File, line, and what would be right."""
    (tmp_path / "case.toml").write_text(text, "utf-8")
    with pytest.raises(BadLexicon, match=re.escape(words)) as caught:
        load_types(tmp_path)
    assert f"case.toml, line {line}," in str(caught.value)
