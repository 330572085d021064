"""What stood in one version of a text is found again in another; never is a number taken for another one."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from workbench.core.model.span import Span
from workbench.core.reading.alignment import Kind, pairs, pieces, tokens
from workbench.core.reading.anchoring import ENOUGH, Anchoring

OLD = (
    "Рудник у озера дал за год 2,6 млн тонн руды, сообщил завод.\n"
    "Цена тонны выросла до 40 долларов, а доля экспорта составила 70 %.\n"
    "В посёлке живут 12 тысяч человек, и 5 % из них работают на руднике."
)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def found(new: str, words: str, old: str = OLD) -> tuple[str, float] | None:
    """The words at the place that was found, and its score."""
    anchor = Anchoring(old, new).find(span(old, words))
    return None if anchor is None else (anchor.span.of(new), anchor.score)


def test_the_same_text_gives_the_same_place() -> None:
    """Nothing moved: the score is 1."""
    assert found(OLD, "2,6 млн тонн") == ("2,6 млн тонн", 1.0)


def test_what_only_shifted_scores_1() -> None:
    """A paragraph before it does not make a figure less sure."""
    assert found("Дополнено редакцией.\n\n" + OLD, "70 %") == ("70 %", 1.0)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("дал за год", "произвёл за прошлый год", "2,6 млн тонн"),
        (", сообщил завод", "", "2,6 млн тонн"),
        ("В посёлке живут", "Население посёлка:", "12 тысяч человек"),
        ("2,6 млн тонн руды", "2,6\u00a0млн\u00a0тонн руды", "2,6 млн тонн"),
    ],
)
def test_a_figure_in_an_edited_sentence_is_found_with_a_lower_score(before: str, after: str, words: str) -> None:
    """The surroundings changed a little; the words are the same but for their spaces."""
    answer = found(OLD.replace(before, after), words)
    assert answer is not None
    assert answer[0].replace("\u00a0", " ") == words
    assert ENOUGH <= answer[1] <= 1
    assert (answer[1] == 1) == ("\u00a0" in after)


@pytest.mark.parametrize(("old", "new"), [("2,6 млн", "2,8 млн"), ("40 дол", "400 дол"), ("70 %", "7 %")])
def test_another_number_is_not_the_same_figure(old: str, new: str) -> None:
    """A corrected number is a new figure; the old one is nowhere."""
    assert found(OLD.replace(old, new), old) is None


def test_a_number_that_stands_only_elsewhere_is_a_guess() -> None:
    """Its sentence went; the same words in quite another sentence are not enough."""
    new = (
        OLD.replace(", и 5 % из них работают на руднике", "")
        + "\n\nПодоходный налог для граждан снизят на 5 % летом."
    )
    answer = found(new, "5 %")
    assert answer is not None
    assert answer[1] < ENOUGH


def test_a_paragraph_that_moved_takes_its_figures_along() -> None:
    """Paragraphs in another order: the place is told by the words around, though the same number stands nearer."""
    first, second, third = OLD.split("\n")
    old = f"{OLD}\nДругие заводы закупили 40 долларов и 70 % того же."
    new = "\n".join((third, first, "Другие заводы закупили 40 долларов и 70 % того же.", second))
    anchor = Anchoring(old, new).find(span(old, "40 долларов"))
    assert anchor is not None
    assert new[: anchor.span.start].endswith("выросла до ")


def test_a_part_of_what_was_found_keeps_its_place_in_it() -> None:
    """The number itself within "до 40 долларов", and a field's words beside it."""
    new = "Позднее. " + OLD.replace("Цена тонны", "Стоимость тонны")
    whole, part = span(OLD, "до 40 долларов"), span(OLD, "40 долларов")
    anchoring = Anchoring(OLD, new)
    anchor = anchoring.find(whole)
    assert anchor is not None
    assert anchoring.within(part, whole, anchor).of(new) == "40 долларов"
    beside = anchoring.find(span(OLD, "тонны"), near=anchor, old_near=whole)
    assert beside is not None
    assert beside.span.of(new) == "тонны"


def test_edges_inside_a_word_stay_inside_it() -> None:
    """A suffix behind a number is not taken in with it."""
    old, new = "Бюджетте 5-тен астам", "Енді бюджетте 5-тен астам"
    anchor = Anchoring("x 2025жылы y", "z x 2025жылы y").find(Span(2, 6))
    assert anchor is not None
    assert anchor.span == Span(4, 8)
    assert found(new, "5", old) is not None


def test_the_pieces_hold_every_word_of_both_texts() -> None:
    """Put together, what is the same and what went is the old text's words; the same and what came the new one's."""
    new = OLD.replace("дал за год", "произвёл").replace("тысяч ", "") + " Конец."
    for chosen, which, text in (
        ((Kind.SAME, Kind.REMOVED), "old", OLD),
        ((Kind.SAME, Kind.ADDED), "new", new),
    ):
        held = [w for p in pieces(OLD, new) if p.kind in chosen for w in tokens(getattr(p, which).of(text)).words]
        assert held == list(tokens(text).words)


def test_what_was_changed_is_told_apart() -> None:
    """A word replaced is one removed and one added, at places that correspond."""
    old, new = "Добыто 5 тонн меди за год", "Добыто 6 тонн меди за год"
    changed = [(p.kind, p.old.of(old), p.new.of(new)) for p in pieces(old, new) if p.kind is not Kind.SAME]
    assert changed == [(Kind.REMOVED, "5", ""), (Kind.ADDED, "", "6")]


@pytest.mark.parametrize("seed", range(5))
def test_pairs_rise_and_are_of_the_same_words(seed: int) -> None:
    """Whatever the texts: corresponding words are equal, and none is taken twice."""
    chance = random.Random(seed)
    old = [chance.choice("abcdefg") for _ in range(400)]
    new = [w for w in old if chance.random() > 0.2] + [chance.choice("abc") for _ in range(50)]
    found_pairs = pairs(old, new)
    assert all(old[a] == new[b] for a, b in found_pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(found_pairs))
    assert found_pairs
