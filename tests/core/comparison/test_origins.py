"""Reprints collapse to one origin; articles on one topic do not."""

from __future__ import annotations

from random import Random

import pytest

from workbench.core.comparison.origins import containment, origins, sketch

_WORDS = [f"слово{n}" for n in range(3000)]


def article(seed: int, paragraphs: int = 9, words: int = 60) -> list[str]:
    """Paragraphs of words drawn with a newspaper's lopsided frequencies."""
    random = Random(seed)
    weights = [1 / (n + 5) for n in range(len(_WORDS))]
    return [" ".join(random.choices(_WORDS, weights, k=words)) for _ in range(paragraphs)]


def changed(text: str, share: float) -> str:
    """Every so-manieth word replaced at random."""
    random = Random(5)
    return " ".join("другое" if random.random() < share else word for word in text.split())


ORIGINAL = "\n".join(article(1))


@pytest.mark.parametrize(
    "copy",
    [
        "Главная\nНовости\nПогода\n" + ORIGINAL + "\nsite.kz",
        ORIGINAL[: int(len(ORIGINAL) * 0.6)],
        changed(ORIGINAL, 0.05),
        changed(ORIGINAL, 0.15),
        "\n".join(Random(3).sample(article(1), 9)),
        ORIGINAL.upper(),
        "\n".join([*article(8, 30), *article(1)]),
    ],
    ids=["menu added", "first 60 %", "5 % changed", "15 % changed", "shuffled", "capitals", "inside a digest"],
)
def test_an_altered_copy_is_the_same_origin(copy):
    """However a reprint was dressed, it carries the number of the first."""
    assert origins({1: ORIGINAL, 2: copy, 3: "\n".join(article(2))}) == {1: 1, 2: 1, 3: 3}


def test_another_article_is_another_origin():
    """Also when both quote one and the same sentence."""
    sentence = " ".join(article(9, 1, 11))
    assert origins({1: ORIGINAL + " " + sentence, 2: sentence + " " + "\n".join(article(2))}) == {1: 1, 2: 2}


def test_a_digest_does_not_join_the_two_texts_it_reprints():
    """Two independent articles stay two origins beside a digest of both."""
    first, second = "\n".join(article(1)), "\n".join(article(2, 12))
    numbers = origins({1: first, 2: second, 3: first + "\n" + second})
    assert numbers[1] != numbers[2]
    assert numbers[3] in (numbers[1], numbers[2])


def test_a_standing_phrase_of_many_articles_joins_none():
    """A publisher's boilerplate stands in all its articles."""
    boilerplate = " ".join(article(7, 1, 12))
    texts = {n: boilerplate + "\n" + "\n".join(article(n, 3)) for n in range(1, 90)}
    assert set(origins(texts).values()) == set(texts)


def test_a_text_reprinted_a_hundred_times_is_one_origin():
    """A crowd of equal texts is linked in a chain, not pair by pair."""
    random = Random(2)
    lines = ORIGINAL.split("\n")
    assert set(origins({n: "\n".join(lines[: random.randint(6, 9)]) for n in range(1, 101)}).values()) == {1}


def test_texts_too_short_to_tell_are_each_their_own():
    """Empty texts and single words have no shingles."""
    assert origins({1: "", 2: "", 3: "one"}) == {1: 1, 2: 2, 3: 3}
    assert containment(sketch(""), sketch(ORIGINAL)) == 0
    assert containment(sketch(ORIGINAL), sketch(ORIGINAL)) == 1
