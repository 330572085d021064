"""The sample's articles, altered as reprints are: always one origin, never one with another article on the topic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest

from workbench.core import paths
from workbench.core.comparison.origins import SHARED, containment, origins, sketch
from workbench.core.comparison.tables import build
from workbench.core.model.article import ArticleId
from workbench.core.model.comparison import ComparisonSpec
from workbench.core.reading.reader import read_file

FILES = sorted(paths.resources().joinpath("sample").glob("[0-9][0-9]-*"))
REPRINT = ("01", "03")  # the second is the first, shortened
MENU = "Главная\nНовости\nПогода\nПодписка\nEnglish version\nВсе права защищены, ссылка обязательна\n" * 3

Alter = Callable[[str, Random], str]


def texts() -> dict[str, str]:
    return {file.name[:2]: read_file(file).text for file in FILES}


def menu(text: str, _: Random) -> str:
    return MENU + text + "\n" + MENU


def first_part(text: str, _: Random) -> str:
    words = text.split(" ")
    return " ".join(words[: int(len(words) * 0.6)])


def changed(share: float) -> Alter:
    def alter(text: str, random: Random) -> str:
        words, other = text.split(" "), " ".join(reversed(text.split())).split()
        for at in random.sample(range(len(words)), round(len(words) * share)):
            words[at] = random.choice(other)
        return " ".join(words)

    return alter


def shuffled(text: str, random: Random) -> str:
    paragraphs = [part for part in text.split("\n") if part.strip()]
    random.shuffle(paragraphs)
    return "\n".join(paragraphs)


def other_signs(text: str, _: Random) -> str:
    """Other quotes, dashes and spaces, and е for ё."""
    return text.translate(str.maketrans({"«": "“", "»": "”", '"': "„", "—": "-", "ё": "е", " ": "\u00a0"}))


def another_encoding(text: str, _: Random) -> str:
    """Letters that the old encoding does not have are lost."""
    return text.encode("kz1048", "ignore").decode("kz1048")


ALTERED: dict[str, Alter] = {
    "menu": menu,
    "first 60 %": first_part,
    "5 %": changed(0.05),
    "15 %": changed(0.15),
    "shuffled": shuffled,
    "signs": other_signs,
    "encoding": another_encoding,
    "menu and 15 %": lambda text, random: menu(changed(0.15)(text, random), random),
}


@pytest.mark.parametrize("how", ALTERED)
def test_an_altered_copy_of_each_article_is_its_origin(how):
    """Whichever of the eight articles is reprinted, in whatever language."""
    stated = texts()
    numbers = {name: n for n, name in enumerate(stated, 1)}
    for name, text in stated.items():
        copy = ALTERED[how](text, Random(numbers[name]))
        found = origins({ArticleId(numbers[n]): t for n, t in stated.items()} | {ArticleId(99): copy})
        assert found[ArticleId(99)] == found[ArticleId(numbers[name])], name


def test_other_articles_on_the_topic_stay_apart():
    """All eight are on rare earths in Kazakhstan; only the reprint is one with another."""
    sketches = {name: sketch(text) for name, text in texts().items()}
    shared = {pair: containment(*(sketches[name] for name in pair)) for pair in combinations(sorted(sketches), 2)}
    assert shared.pop(REPRINT) >= SHARED
    assert max(shared.values()) < SHARED / 2


def test_a_reprint_never_outvotes(make, sources):
    """Nine reprints of one article say 5, two articles of their own say 9: the nine are one voice."""
    said = [make("5", article=n) for n in range(1, 10)] + [make("9", article=n) for n in (10, 11)]
    numbers = {ArticleId(n): 1 for n in range(1, 10)} | {ArticleId(10): 10, ArticleId(11): 11}
    (cell,) = build(ComparisonSpec(rows=(), columns=()), said, sources, origins=numbers).cells.values()
    assert (cell.mentions, cell.origins) == (11, 3)
    assert cell.most is not None
    assert cell.most.low == 9


def test_one_named_source_is_one_origin(make, sources):
    """Two articles that tell what the same ministry said."""
    said = [
        make("5", attribution="Министерство индустрии"),
        make("5", attribution="министерства индустрии".title()),
        make("5"),
    ]
    (cell,) = build(ComparisonSpec(rows=(), columns=()), said, sources).cells.values()
    assert (cell.mentions, cell.origins) == (3, 2)
    apart = [said[0], replace(said[1], attribution="Геологический комитет")]
    (cell,) = build(ComparisonSpec(rows=(), columns=()), apart, sources).cells.values()
    assert cell.origins == 2
