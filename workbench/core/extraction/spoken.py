"""What the sentences of an article name and speak of, whether they hold a number or not: for registers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.core.extraction.gazetteer import Mention, Role
from workbench.core.extraction.tokens import fold
from workbench.core.extraction.views import Article, View
from workbench.core.model.article import ArticleId, BlockKind
from workbench.core.model.record_suggestion import Named, Passage
from workbench.core.model.register import RecordField, RecordType
from workbench.core.model.span import Span
from workbench.core.vocabulary.matching import Matcher, tokenize
from workbench.core.vocabulary.terms import TermKind

Cues = Matcher[tuple[str, str]]  # the key of a type and "", or of a field and a choice


def cues(of: RecordType) -> Cues:
    """The phrases that speak of a type of record, and those that say a choice of its fields."""
    found: Cues = Matcher()
    for language, phrases in of.cues.words.items():
        for phrase in phrases:
            found.add(phrase, language, (of.key, ""))
    for field in of.fields:
        for language, said in field.words.items():
            for choice, some in said.items():
                for phrase in some:
                    found.add(phrase, language, (field.key, choice))
    return found


def choice_said(field: RecordField, words: str) -> str | None:
    """The one choice that words of a text say, in whichever language; None where they say none, or several."""
    low = fold(words)
    tokens = tokenize(words, low, 0, len(words))
    said = RecordType(key="", title="", fields=(field,))
    found = [
        (key, choice, Span(tokens[first].start, tokens[last].end))
        for first, last, (key, choice) in cues(said).scan(tokens, "")
    ]
    choices = {choice for _, choice, _ in _longest(found)}
    return choices.pop() if len(choices) == 1 else None


def passages(article: ArticleId, read: Article, looked_for: Cues) -> Iterator[Passage]:
    """The sentences of the text's body in their order."""
    furniture = [block.span for block in read.scene.blocks if block.kind is BlockKind.NOT_BODY]
    for number, paragraph in enumerate(read.paragraphs()):
        if not any(block.contains(paragraph) for block in furniture):
            for view in read.paragraph(number):
                yield _passage(article, view, looked_for)


def _passage(article: ArticleId, view: View, looked_for: Cues) -> Passage:
    sentence = view.sentence
    deal = (view.deal,) if view.deal is not None else ()
    said: dict[str, Span] = {}
    choices: list[tuple[str, str, Span]] = []
    for first, last, (key, choice) in looked_for.scan(sentence.tokens, sentence.language):
        span = Span(sentence.tokens[first].start, sentence.tokens[last].end)
        if choice:
            choices.append((key, choice, span))
        else:
            said.setdefault(key, span)
    return Passage(
        article=article,
        span=Span(sentence.start, sentence.end),
        names=tuple(_named(m) for m in (*deal, *sorted(view.named, key=lambda m: m.start))),
        items=tuple(_named(m) for m in view.mentions if m.kind is TermKind.ITEM),
        dates=tuple((d.period, d.span) for d in view.dates if d.period is not None and not d.ruled_out),
        cues=said,
        choices=_longest(choices),
    )


def _longest(found: Sequence[tuple[str, str, Span]]) -> tuple[tuple[str, str, Span], ...]:
    """Of choices of one field the words that hold those of another: "non-binding" is not binding."""
    return tuple(
        one for one in found if not any(o[0] == one[0] and o[2] != one[2] and o[2].contains(one[2]) for o in found)
    )


def _named(mention: Mention) -> Named:
    """An adjective or a capital stands for a country without naming it."""
    return Named(mention.key, mention.type, mention.span, not mention.derived and mention.role is not Role.ADJECTIVE)
