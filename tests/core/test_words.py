"""Tests of the words: message ids are English, catalogues hold the rest, plurals follow the language."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from workbench.core import words
from workbench.core.words import mark, quoted, say, tr, trn

PROGRAM = Path(words.__file__).parents[1]


def test_english_needs_no_catalogue() -> None:
    """The message is its own English text."""
    assert tr("Cannot open {name}.", name="a.txt") == "Cannot open a.txt."


def test_a_message_without_values_keeps_its_braces() -> None:
    """Braces are only filled in when there is something to fill in."""
    assert tr("{not a field}") == "{not a field}"


def test_a_value_is_never_read_as_a_pattern() -> None:
    """A file called "{0}" is shown under its own name."""
    assert tr("Cannot open {name}.", name="{0}.txt") == "Cannot open {0}.txt."


@pytest.mark.parametrize(("n", "text"), [(1, "1 figure"), (2, "2 figures"), (0, "0 figures")])
def test_plurals_of_english(n: int, text: str) -> None:
    """One is singular, all else plural."""
    assert trn("{n} figure", "{n} figures", n) == text


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_an_unknown_message_stays_as_it_is(language: str) -> None:
    """A message without a translation is shown in English rather than not at all."""
    words.use(language)
    assert tr("No such message, ever.") == "No such message, ever."
    assert tr("") == ""


def test_a_language_that_is_not_there_is_our_own_mistake() -> None:
    """Asking for an unknown language fails loudly and changes nothing."""
    with pytest.raises(ValueError, match="no such language"):
        words.use("de")
    assert words.language() == "en"


def test_a_workbook_may_speak_another_language_than_the_window() -> None:
    """`say` takes its own language and leaves the window's alone."""
    assert say("ru", "No such message, ever.") == "No such message, ever."
    assert words.language() == "en"


def test_a_marked_word_is_the_word() -> None:
    """Marking is for the collector; the program sees the literal."""
    assert mark("contradiction") == "contradiction"


def test_quotation_marks_are_those_of_the_language() -> None:
    """Quoted words stand in the marks of the window's language, or of the workbook's."""
    assert quoted("28 {tonnes}") == "“28 {tonnes}”"
    assert quoted("28 {tonnes}", "ru") == quoted("28 {tonnes}", "kk") == "«28 {tonnes}»"
    words.use("ru")
    assert quoted("28 тонн") == "«28 тонн»"


def _by_hand(code: str) -> list[int]:
    """Lines with an f-string that puts English quotation marks around a value itself."""
    found = []
    for made in (one for one in ast.walk(ast.parse(code)) if isinstance(one, ast.JoinedStr)):
        texts = [str(part.value) if isinstance(part, ast.Constant) else "" for part in made.values]
        if any(text.endswith("“") or text.startswith("”") for text in texts):
            found.append(made.lineno)
    return found


def test_no_value_is_quoted_by_hand() -> None:
    """English marks would stand in Russian and Kazakh sentences: `quoted` says the language's."""
    assert _by_hand('print(f"is “{name}”")') == [1]
    codes = {file.name: file.read_text("utf-8") for file in PROGRAM.rglob("*.py")}
    assert [(name, line) for name, code in codes.items() if "“" in code for line in _by_hand(code)] == []
