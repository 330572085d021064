"""The pages of the help: whole in three languages, in step with each other and with the program."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tests.test_translations import collected
from workbench.cli import grammar
from workbench.core import words
from workbench.core.words import LANGUAGES
from workbench.gui.commands import COMMANDS
from workbench.gui.help import going, markup, pages
from workbench.gui.help.words import fill
from workbench.gui.window import Window

FILLED = re.compile(r"\{([a-z]+):([^}]+)\}")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
LETTERS = {"en": "[a-z]", "ru": "[а-яё]", "kk": "[әғқңөұүһі]"}
NAMES = sorted(path.name for path in (pages.folder() / "en").glob("*.md"))
MARKS = ("- ", "|", "```")  # of items, of rows of a table, of blocks of code
MOST = 1_500_000  # bytes of all pictures


def source(language: str, name: str) -> str:
    return (pages.folder() / language / name).read_text("utf-8")


def pictures(text: str) -> list[str]:
    return [Path(at).name for _, at in PICTURE.findall(text)]


def rows(text: str, mark: str) -> int:
    return sum(line.startswith(mark) for line in text.splitlines())


def anchors(language: str, name: str) -> list[tuple[int, str]]:
    return [(one.level, one.anchor) for one in markup.headings(source(language, name), fill)]


def program_words() -> set[str]:
    """Every message of the program, in English."""
    found: Catalog = collected()
    return {one if isinstance(one, str) else one[0] for message in found if (one := message.id)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there_in_every_language(language: str) -> None:
    """No page more and none less than in English; each is written in its language."""
    assert sorted(path.name for path in (pages.folder() / language).glob("*.md")) == NAMES
    for name in NAMES:
        text = source(language, name).lower()
        assert len(re.findall(LETTERS[language], text)) > len(text) // 40, name


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_the_same_in_each_language(name: str) -> None:
    """The same sections with the same anchors, the same commands, keys and words, links, pictures and rows."""
    english = source("en", name)
    for language in LANGUAGES:
        text = source(language, name)
        assert anchors(language, name) == anchors("en", name)
        assert Counter(FILLED.findall(text)) == Counter(FILLED.findall(english))
        assert LINK.findall(text) == LINK.findall(english)
        assert pictures(text) == pictures(english)
        assert [rows(text, mark) for mark in MARKS] == [rows(english, mark) for mark in MARKS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_and_pictures_lead_somewhere(language: str) -> None:
    """A link leads to a page and a place of it, and none out of the help; a picture is there and is described."""
    for name in NAMES:
        text = source(language, name)
        assert "://" not in text
        for to in LINK.findall(text):
            page, _, anchor = to.partition("#")
            assert page in NAMES, to
            assert not anchor or anchor in {one for _, one in anchors(language, page)}, to
        for words_, at in PICTURE.findall(text):
            assert len(words_) > 10
            assert f"/{language}/" in at
            assert pages.picture(at) is not None, at


def test_what_pages_name_is_in_the_program() -> None:
    """Commands, words of the window and folders are named by what they are in the code; no other words are marked."""
    commands, said = {one.id for one in COMMANDS}, program_words()
    for name in NAMES:
        for kind, what in FILLED.findall(source("en", name)):
            if kind in ("key", "menu"):
                assert what in commands, (name, what)
            elif kind == "w":
                assert what in said, (name, what)
            assert fill(kind, what)
        assert "**" not in source("en", name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_can_be_shown(language: str) -> None:
    """Nothing of the little Markdown is left over where a reader would see it."""
    words.use(language)
    for page in pages.load():
        text = markup.to_text(page.html)
        assert page.title
        assert not re.search(r"\{[a-z]+:|\]\(|^#|\{#|\*\*", text, re.MULTILINE), page.name


def test_each_panel_and_window_has_its_page(window: Window) -> None:
    """F1 knows every panel, and leads to places that are there."""
    assert set(going._PANELS) == set(window.docks)
    for page, anchor in (*going._PANELS.values(), *going._WINDOWS.values(), going._READER):
        assert not anchor or (2, anchor) in anchors("en", f"{page}.md"), (page, anchor)
        assert f"{page}.md" in NAMES
    code = "\n".join(path.read_text("utf-8") for path in Path(going.__file__).parents[1].rglob("*.py"))
    assert [name for name in going._WINDOWS if f"class {name}(" not in code] == []


def test_the_commands_in_pages_are_understood() -> None:
    """What a page tells to type is typed right."""
    top, typed = grammar.parser("0"), 0
    for name in NAMES:
        for line in source("en", name).splitlines():
            if line.startswith("workbench "):
                top.parse_args(shlex.split(line)[1:])
                typed += 1
    assert typed > 5


def test_pictures_are_small() -> None:
    """The pictures of all languages together do not weigh more than the program can bear."""
    found = list((pages.folder() / "pictures").rglob("*.png"))
    assert sum(path.stat().st_size for path in found) < MOST
    named = {pages.picture(at) for one in LANGUAGES for name in NAMES for _, at in PICTURE.findall(source(one, name))}
    assert {path.resolve() for path in found} == named
