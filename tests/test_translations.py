"""The catalogues of words: whole, in step with the sources, and fit for the places where they are shown."""

from __future__ import annotations

import importlib.util
import re
import sys
import tomllib
from functools import cache
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message

from workbench.core.model.amount import Qualifier
from workbench.core.model.figure import Status
from workbench.core.words import LANGUAGES, say
from workbench.gui.commands import COMMANDS, MENUS

ROOT = Path(__file__).resolve().parents[1]
TRANSLATED = [language for language in LANGUAGES if language != "en"]
PLURALS = {"ru": 3, "kk": 2}
SHEETS = ("comparison", "details", "evidence", "conflicts", "sources", "readme")
in_each_language = pytest.mark.parametrize("language", TRANSLATED)


@cache
def tool() -> ModuleType:
    """packaging/translations.py, which is run by its path and belongs to no package."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    path = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = path
    return module


@cache
def collected() -> Catalog:
    found: Catalog = tool().collected()
    return found


@cache
def catalogue(language: str) -> Catalog:
    found: Catalog = tool().read(language)
    return found


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def source(message: Message) -> str:
    """The English words; of a plural the second, which always holds the number."""
    return message.id if isinstance(message.id, str) else message.id[1]


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def ends(text: str) -> tuple[bool, bool, bool]:
    return text[0].isspace(), text[-1].isspace(), text.endswith("…")


def fields(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@in_each_language
def test_every_message_that_the_sources_say_is_translated(language: str) -> None:
    """A message is collected, stands in the catalogue, and has words in every form."""
    said = {message.id for message in collected() if message.id}
    known = {message.id for message in messages(language) if all(forms(message))}
    assert said - known == set(), "run packaging/translations.py and translate these"


@in_each_language
def test_no_message_stands_that_no_source_says(language: str) -> None:
    """What the program no longer says is dropped; nothing is guessed from a similar message."""
    said = {message.id for message in collected()}
    assert [m.id for m in messages(language) if m.id not in said] == []
    assert not catalogue(language).obsolete
    assert [m.id for m in messages(language) if m.fuzzy] == []


@in_each_language
def test_placeholders_are_those_of_the_source(language: str) -> None:
    """A name more or less in braces would fail where the sentence is shown; a plural may say no more than the one or
    the other English form does."""
    wrong = []
    for m in messages(language):
        known = [fields(text) for text in ([m.id] if isinstance(m.id, str) else m.id)]
        wrong += [(m.id, form) for form in forms(m) if form and fields(form) not in known]
    assert wrong == []


@in_each_language
def test_plurals_have_the_forms_of_the_language(language: str) -> None:
    """Russian has three forms, Kazakh two in the catalogue."""
    assert catalogue(language).num_plurals == PLURALS[language]
    plural = [m for m in messages(language) if m.pluralizable]
    assert plural
    assert [m.id for m in plural if len(forms(m)) != PLURALS[language]] == []


@in_each_language
def test_edges_are_kept(language: str) -> None:
    """Spaces at the ends join words, and an ellipsis promises a question before anything is done."""
    wrong = [(m.id, form) for m in messages(language) for form in forms(m) if form and ends(form) != ends(source(m))]
    assert wrong == []


@in_each_language
def test_the_compiled_catalogue_is_that_of_the_text(language: str) -> None:
    """The program reads .mo, people write .po; both files are as the tool writes them."""
    assert tool().file_of(language, "mo").read_bytes() == tool().compiled(catalogue(language))
    assert tool().file_of(language).read_text("utf-8") == tool().rendered(tool().updated(language))


@in_each_language
def test_each_menu_has_a_letter_of_its_own(language: str) -> None:
    """Alt and a letter open a menu; two menus with one letter would fight for it."""
    titles = [say(language, text) for _, text in MENUS]
    letters = [found.casefold() for title in titles for found in re.findall(r"&(\w)", title)]
    assert len(letters) == len(set(letters)) == len(MENUS), titles


@in_each_language
def test_commands_of_one_menu_are_told_apart(language: str) -> None:
    """No two commands of a menu bear the same words."""
    names = [(command.menu, say(language, command.text)) for command in COMMANDS]
    assert sorted(names) == sorted(set(names))


@in_each_language
def test_sheets_and_columns_bear_different_names_that_excel_takes(language: str) -> None:
    """A workbook refuses two sheets of one name, and a table two columns of one name."""
    layouts = [tomllib.loads((ROOT / "exports" / f"{name}.toml").read_text("utf-8")) for name in SHEETS]
    sheets = [say(language, layout["sheet"]) for layout in layouts]
    assert len(set(sheets)) == len(sheets)
    assert [name for name in sheets if len(name) > 31 or re.search(r"[\[\]:*?/\\]", name)] == []
    for layout in layouts:
        headers = [say(language, column["header"]).casefold() for column in layout["column"]]
        assert sorted(headers) == sorted(set(headers)), layout["sheet"]


@in_each_language
@pytest.mark.parametrize("words", [Qualifier, Status])
def test_choices_in_a_workbook_are_different_words(language: str, words: type[Qualifier] | type[Status]) -> None:
    """Formulas compare these words, and a list of choices is parted by commas and holds 255 characters."""
    choices = [say(language, word.value).casefold() for word in words]
    assert len(set(choices)) == len(choices)
    assert "," not in "".join(choices)
    assert len(",".join(choices)) <= 255


@in_each_language
def test_a_year_has_twelve_months(language: str) -> None:
    """Both lists of months are split at spaces."""
    months = "January February March April May June July August September October November December"
    for text in (months, f"of {months}"):
        assert len(say(language, text).removeprefix("of ").split()) == 12
