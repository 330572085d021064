"""English noun phrases that amounts are of: found by word classes, called by the words of the source."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases.score_context import case_of, scene, understood
from workbench.core.extraction.noun_phrases import Cut, Phrases
from workbench.core.extraction.sentences import Sentence, sentences
from workbench.core.extraction.spot import Spot
from workbench.core.model.figure import Doubt, Field, Statement
from workbench.core.model.span import Span


def one_sentence(text: str) -> Sentence:
    return sentences(text, scene(text, "en").low, Span(0, len(text)), 0, "en")[0]


def phrase_of(marked: str, head: str) -> str:
    case = case_of("en", marked, head)
    low, figure = scene(case.text, "en").low, case.statements[0]
    sentence = one_sentence(case.text)
    phrases = Phrases(low, sentence, case.statements)
    found = phrases.of(Spot(low, sentence, figure, sentence.words(figure.span.start, figure.span.end), ()))
    return phrases.span(found).of(case.text) if found is not None else ""


@pytest.mark.parametrize(
    ("marked", "head", "phrase"),
    [
        ("The shuttle flights to Tenby doubled in May to [[40]].", "number", "shuttle flights to Tenby"),
        ("The court handed the baker a [[$3m]] penalty notice.", "money USD", "penalty notice"),
        ("The inspectors reported an angle of [[30%]].", "percent %", "angle"),
        ("About [[60%]] of the lighthouse keepers voted.", "percent %", "lighthouse keepers"),
        ("The pianist, who was born in Bath, played [[12]].", "number", "pianist"),
        ("The repair would cost it [[$2m]] a year.", "money USD", "repair"),
        ("A [[5%]] drop in mussel landings worried the port.", "percent %", "mussel landings"),
        ("The board trimmed the lantern allowance by [[4%]].", "percent %", "lantern allowance"),
        ("In March it was [[4%]].", "percent %", ""),
    ],
)
def test_the_phrase_that_an_amount_is_of(marked: str, head: str, phrase: str) -> None:
    """Behind the amount, before it, or the subject of its verb; times and pronouns are none."""
    assert phrase_of(marked, head) == phrase


@pytest.mark.parametrize(
    ("marked", "head", "measure"),
    [
        ("The average queue at the crossing was [[7 km]].", "quantity km", "average queue"),
        ("The mass of the comet is [[5 t]].", "quantity t", "mass of the comet"),
        ("Lantern parades fell [[5%]].", "percent %", "change in lantern parades"),
        ("A third, or [[33%]] of lighthouse keepers, left.", "percent %", "share of lighthouse keepers"),
        ("The passengers bought [[5 t]].", "quantity t", "supplies"),
        ("The passengers saw [[5 t]].", "quantity t", None),
        ("The figure was [[7 km]].", "quantity km", None),
        ("Farnborough was [[7 km]].", "quantity km", None),
        ("Copper exports reached [[7 t]].", "quantity t", "export"),
    ],
)
def test_a_measure_the_lexicon_lacks_is_called_by_its_phrase(marked: str, head: str, measure: str | None) -> None:
    """A known cue comes first; names, vague words and those who only act are no measures."""
    (figure,) = understood(case_of("en", marked, head))
    assert figure.measure == measure


def test_the_evidence_is_the_phrase() -> None:
    """What is called so can be seen in the text, and nothing is doubted where it stands beside the amount."""
    case = case_of("en", "The average queue at the crossing was [[7 km]].", "quantity km")
    (figure,) = understood(case)
    assert figure.evidence[Field.MEASURE].of(case.text) == "average queue at the crossing"
    assert Doubt.MEASURE_FAR not in figure.doubts


def test_a_cut_is_kept_for_one_sentence() -> None:
    """The same sentence is cut once; the next one anew."""
    text = "The queue was long."
    low, cut, none = scene(text, "en").low, Cut(), list[Statement]()
    first = cut.of(low, one_sentence(text), none)
    assert cut.of(low, one_sentence(text), none) is first
    later = "\n" + text
    moved = sentences(later, later.lower(), Span(1, len(later)), 0, "en")[0]
    assert cut.of(later.lower(), moved, none) is not first


WORDS = [
    "the",
    "queue",
    "of",
    "rose",
    "2018",
    "to",
    "fell",
    ",",
    "(",
    ")",
    "—",
    "it",
    "which",
    "was",
    "running",
    "s",
    "40",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_any_sentence_is_taken(words: list[str]) -> None:
    """No order of words breaks it; a phrase lies inside the sentence and not on the amount."""
    case = case_of("en", " ".join([*words, "[[7 km]]", *words]), "quantity km")
    low, figure = scene(case.text, "en").low, case.statements[0]
    for sentence in sentences(case.text, low, Span(0, len(case.text)), 0, "en"):
        if sentence.start <= figure.span.start < sentence.end:
            phrases = Phrases(low, sentence, case.statements)
            here = sentence.words(figure.span.start, figure.span.end)
            found = phrases.of(Spot(low, sentence, figure, here, ()))
            assert (
                found is None or not phrases.span(found).overlaps(figure.span) or found.first < here[0] <= found.last
            )
