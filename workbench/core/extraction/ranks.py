"""Places in an order: "на первом месте", "third-largest", "5-е место"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from workbench.core.extraction.site import Site
from workbench.core.model.amount import Amount
from workbench.core.model.figure import Field, Kind, Statement
from workbench.core.model.span import Span

_RU_STEMS = {
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8, "девят": 9, "десят": 10,
}  # fmt: skip
_EN_WORDS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
_KK_WORDS = {
    "бірінші": 1, "екінші": 2, "үшінші": 3, "төртінші": 4, "бесінші": 5, "алтыншы": 6, "жетінші": 7, "сегізінші": 8,
    "тоғызыншы": 9, "оныншы": 10,
}  # fmt: skip
_RU = re.compile(
    r"(?:(?:на|с|до) )?(?P<n>(?P<stem>перв|втор|трет|четверт|пят|шест|седьм|восьм|девят|десят)"
    r"(?:ом|ое|ого|ье|ьем|ьего|ем)|(?P<d>\d{1,3})-?(?:м|е|го)) мест(?:о|е|а)(?!\w)"
)
_EN = re.compile(
    r"(?:(?:the|world's|'s|as|in|ranks?|ranked) )?(?P<n>(?P<word>first|second|third|fourth|fifth|sixth|seventh|eighth|"
    r"ninth|tenth)|(?P<d>\d{1,3})(?:st|nd|rd|th))(?:[- ](?:largest|biggest|highest|richest|busiest)|(?<=\w) place)(?!\w)"
)
_KK = re.compile(
    r"(?P<n>(?P<word>[а-яәғқңөұүһі]+(?:інші|ыншы|нші|ншы))|(?P<d>\d{1,3})-?(?:ші|шы)) орын(?:да|ды|ға)?(?!\w)"
)
_PATTERNS = {"ru": (" мест", _RU, 24), "en": ("", _EN, 0), "kk": (" орын", _KK, 24)}


def ranks(site: Site) -> Iterator[Statement]:
    """Statements of rank in a line; cheap where the telling word does not stand there."""
    language = site.lexicon.language
    sign, pattern, reach = _PATTERNS[language]
    if language == "en":
        yield from _english(site)
        return
    at = site.low.find(sign, site.start, site.stop)
    while at >= 0:
        match = None
        for found in pattern.finditer(site.low, max(site.start, at - reach), site.stop):
            if found.start() <= at < found.end():
                match = found
                break
        if (
            match is not None
            and _value(match, language)
            and not site.low[match.start() - 1 : match.start()].isalnum()
        ):
            yield _rank(match, _value(match, language))
        at = site.low.find(sign, at + 1, site.stop)


def _english(site: Site) -> Iterator[Statement]:
    for sign in ("largest", "biggest", "highest", " place"):
        at = site.low.find(sign, site.start, site.stop)
        while at >= 0:
            for match in _EN.finditer(site.low, max(site.start, at - 22), min(site.stop, at + len(sign))):
                edge = site.low[match.start() - 1 : match.start()] if match.start() > site.start else ""
                if match.end() == at + len(sign) and not edge.isalnum():
                    yield _rank(match, _value(match, "en"))
            at = site.low.find(sign, at + 1, site.stop)


def _value(match: re.Match[str], language: str) -> int:
    if match["d"]:
        return int(match["d"])
    if language == "ru":
        return _RU_STEMS[match["stem"]]
    return (_EN_WORDS if language == "en" else _KK_WORDS).get(match["word"], 0)


def _rank(match: re.Match[str], value: int) -> Statement:
    span = Span(match.start("n"), match.end())
    return Statement(
        span=span,
        full_span=Span(match.start(), match.end()),
        kind=Kind.RANK,
        amount=Amount.exact(Decimal(value)),
        rule="place in an order",
        evidence={Field.AMOUNT: Span(match.start("n"), match.end("n"))},
    )
