"""Phrases of the lexicon in running text."""

from __future__ import annotations

from workbench.core.vocabulary.matching import Matcher, tokenize


def test_a_language_is_grown_when_its_text_comes_and_gives_the_same_then() -> None:
    """Which language was read first changes nothing; an unknown one is matched with all."""
    one, other = Matcher[str](), Matcher[str]()
    for matcher in (one, other):
        for phrase, language in (("запас*", "ru"), ("қор**", "kk"), ("reserve|reserves", "en"), ("ore", "")):
            matcher.add(phrase, language, phrase)
    text = "запасы қорлар reserves ore"
    tokens = tokenize(text, text, 0, len(text))
    found = {language: [m.what for m in one.scan(tokens, language)] for language in ("ru", "kk", "")}
    assert found == {language: [m.what for m in other.scan(tokens, language)] for language in ("", "kk", "ru")}
    assert found["ru"] == ["запас*", "reserve|reserves", "ore"]
    assert found[""] == ["запас*", "қор**", "reserve|reserves", "ore"]
