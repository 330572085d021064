"""What the sentences of an article name and speak of, whether they hold a number or not: for registers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workbench.core.extraction.gazetteer import Mention, Role
from workbench.core.extraction.views import Article, View
from workbench.core.model.article import ArticleId, BlockKind
from workbench.core.model.record_suggestion import Named, Passage
from workbench.core.model.span import Span
from workbench.core.vocabulary.matching import Matcher
from workbench.core.vocabulary.terms import TermKind

Cues = Matcher[str]


def cues(words: Mapping[str, Mapping[str, Sequence[str]]]) -> Cues:
    """The phrases of each type of record, by type and language, to be looked for in sentences."""
    found: Cues = Matcher()
    for key, languages in words.items():
        for language, phrases in languages.items():
            for phrase in phrases:
                found.add(phrase, language, key)
    return found


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
    for first, last, key in looked_for.scan(sentence.tokens, sentence.language):
        said.setdefault(key, Span(sentence.tokens[first].start, sentence.tokens[last].end))
    return Passage(
        article=article,
        span=Span(sentence.start, sentence.end),
        names=tuple(_named(m) for m in (*deal, *sorted(view.named, key=lambda m: m.start))),
        items=tuple(_named(m) for m in view.mentions if m.kind is TermKind.ITEM),
        dates=tuple((d.period, d.span) for d in view.dates if d.period is not None and not d.ruled_out),
        cues=said,
    )


def _named(mention: Mention) -> Named:
    """An adjective or a capital stands for a country without naming it."""
    return Named(mention.key, mention.type, mention.span, not mention.derived and mention.role is not Role.ADJECTIVE)
