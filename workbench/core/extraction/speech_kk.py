"""Who says so in Kazakh: "X мәліметінше", "X … деп хабарлады", "бұл туралы X айтты", "X айтқандай"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.core.extraction.speech import (
    AGENT,
    DATA_NOUNS,
    ESTIMATES,
    EXPECTS,
    FORECASTS,
    GUESSES,
    MEASURE,
    PRONOUN,
    QUALITY,
    REVISES,
    SAYS,
    VERBS,
    Attribution,
    Reading,
    Sort,
    each,
    sort_of,
    words,
)

_BY = "by"
_AS = re.compile(r"(?:[ыі]нша|[ыі]нше|нша|нше)$")
_LIKE = re.compile(r"(?:ғандай|гендей|қандай|кендей)$")
_PASSIVE = re.compile(
    r"(?:[аеи]н|[ыі]л|[ае]л|[ыі]н)(?:ды|ді|ады|еді|а|е|ып|іп|ған|ген|уда|уде|атын|етін|са|се|у|мақ|мек)?$"
)
_FINITE = re.compile(
    r"(?:ды|ді|ты|ті|ады|еді|йды|йді|ған|ген|қан|кен|ып|іп|п|ыпты|іпті|пты|пті|уда|уде|мыз|міз|мын|мін)$"
)
_SAID_THAT = re.compile(r"(?:ғанын|генін|қанын|кенін|тынын|тінін|екенін|барын|жоғын|мегін|мағын|ынын)$")
_DEDI = words("деді дейді депті деген")
_WE = re.compile(r"(?:мыз|міз|мын|мін)$")
_NAMES = re.compile(r"(?:ов|ев|ова|ева|ин|ина|ұлы|қызы|бай|бек|хан|[a-z]|қожа|лы|ский|ская)$")
_HELPERS = words("отыр тұр жүр жатыр өтті еткен етті көрсетті отырған келеді")
_STOPS = words("ал бірақ сондай ақ алайда және өйткені себебі сонымен қатар")
_ABOUT = words("туралы жөнінде жайлы")
_SINCE = words("бұл мұны бұны осы сол осыны")
_CASES = re.compile(r"(?:мен|бен|пен|да|де|та|те|дан|ден|тан|тен|нан|нен|ға|ге|қа|ке)$")
_CONVERB = re.compile(r"(?:ып|іп|ды|ді|ты|ті)$")
_NOUN_WORDS = 9
_FAR = 60  # words from a verb back to its speaker
_ALL_CAPITALS = 2


def found(r: Reading) -> Iterator[Attribution]:
    """Every phrase of the sentence that names a source."""
    return each(r, lambda r, at: _by_data(r, at) or _verb(r, at))


def _by_data(r: Reading, at: int) -> Attribution | None:
    """ "X мәліметінше", "X дерегі бойынша", "X есебіне сүйенсек", "X болжамы – …"."""
    noun = r.classes(at) & DATA_NOUNS
    if not noun:
        return None
    word, last = r.word(at), at + 1
    if not _AS.search(word):
        while last < r.size and not r.parted(last) and r.classes(last) & DATA_NOUNS:
            last += 1
        by = last < r.size and not r.parted(last) and r.is_a(last, _BY)
        told = r.word(last) == "сілтеме" and not r.parted(last)
        own = (
            bool(noun & {FORECASTS, "estimate data"}) and word.endswith(("мы", "уы", "сы", "лары")) and r.parted(last)
        )
        own = own and last < r.size and any(c in r.between(last) for c in "–—")
        revised = bool(noun & {FORECASTS}) and word.endswith(("мын", "мдарын", "уын"))
        if not (by or told or own or revised):
            return None
        last += 1 if by else 2 if told else 0
        if revised and not (by or told or own):
            if not any(r.is_a(i, REVISES) and not _PASSIVE.search(r.word(i)) for i in range(at, r.size)):
                return None
            return _front(r, at, sort_of(noun), at, at)
    first = _name(r, at)
    quality = at
    while quality > first and r.is_a(quality - 1, QUALITY):
        quality -= 1
    sort = sort_of(noun)
    if quality > first and not (quality == first + 1 and r.is_a(first, PRONOUN)):
        source = r.span(first, quality)
        if source.end - source.start > 2:
            return Attribution(source, r.span(first, last), sort)
    if quality < at:
        return Attribution(r.span(quality, at + 1), r.span(first, last), sort)
    if quality > first:
        return Attribution(r.span(first, first), r.span(first, last), sort)
    return None


def _name(r: Reading, end: int) -> int:
    """The first word of the name that ends before a word."""
    at = end
    while at > 0 and at > end - _NOUN_WORDS:
        if at < end and r.parted(at):
            return at
        if at == end and r.parted(at):
            return end
        word = r.word(at - 1)
        if r.numeric(at - 1) or word in _STOPS or (_CONVERB.search(word) and not r.capital(at - 1) and len(word) > 4):
            return at
        if word in ("жылы", "жылғы", "айында", "қазір", "биыл", "былтыр", "бүгінде", "қазіргі", "биылғы", "иә"):
            return at
        at -= 1
    return at if at == 0 else end


def _verb(r: Reading, at: int) -> Attribution | None:
    verb, word = r.classes(at) & VERBS, r.word(at)
    if not verb or (r.is_a(at, *DATA_NOUNS) and not _FINITE.search(word)):
        return None
    if _LIKE.search(word):
        first = _name(r, at)
        if (first < at and r.named(first, at)) or first == 0 < at:
            return Attribution(r.span(first, at), r.span(first, at + 1), sort_of(verb))
        return None
    if word in _DEDI and r.parted(at):
        return _behind(r, at, at + 1, verb) or _none(r, at)
    if _PASSIVE.search(word) or not _FINITE.search(word):
        return None
    if word in _DEDI and r.word(at - 1) != "деп":
        return _front(r, at, None, at, at + 1) if r.parted(at) else _quoted_front(r, at)
    return _told(r, at, verb)


def _told(r: Reading, at: int, verb: frozenset[str]) -> Attribution | None:
    """A finite verb that closes what somebody says: "… деп хабарлады", "бұл туралы X айтты", "… өскенін айтты"."""
    start = at
    while r.is_a(start - 1, SAYS, EXPECTS, ESTIMATES) and r.classes(start - 1) & verb and r.word(start - 1) != "деп":
        start -= 1  # "атап өтті" is one verb
    back = r.word(start - 1)
    after = at + 1
    while r.word(after) in _HELPERS and not r.parted(after):
        after += 1
    if back == "деп":
        return _behind(r, start - 1, after, verb) or _front(r, start - 1, sort_of(verb), start - 1, after)
    told = _told_of(r, start)
    if told is not None and SAYS in verb:
        name = r.span(told, start)
        if r.is_a(told, PRONOUN) or name.end - name.start <= 2:
            return None
        return Attribution(name, r.span(told - 2 if told > 1 else told, after), sort_of(verb))
    if _SAID_THAT.search(back) or (":" in r.between(r.end_of(at)) and SAYS in verb):
        colon = ":" in r.between(r.end_of(at))
        return _front(r, start, sort_of(verb), start, after, agent=not colon, near=colon)
    if verb & GUESSES and _ends(r, after):
        return _front(r, start, sort_of(verb), start, after, agent=True)
    return None


def _none(r: Reading, at: int) -> Attribution:
    return Attribution(r.span(at, at), r.span(at, at + 1))


def _ends(r: Reading, at: int) -> bool:
    return at >= r.size or r.parted(at)


def _told_of(r: Reading, verb: int) -> int | None:
    """The first word of the speaker in "бұл туралы X айтты"."""
    for at in range(max(1, verb - _NOUN_WORDS), verb):
        if r.word(at) in _ABOUT and r.word(at - 1) in _SINCE:
            return at + 1 if at + 1 < verb else None
    return None


def _behind(r: Reading, start: int, at: int, verb: frozenset[str]) -> Attribution | None:
    """The speaker after the verb: "деп хабарлады министрлік"."""
    if at >= r.size or r.parted(at):
        return None
    end = r.end_of(at)
    if _WE.search(r.word(at)) or r.word(at) in _HELPERS:
        return None
    if r.is_a(at, PRONOUN) and end == at + 1:
        return Attribution(r.span(at, at), r.span(start, end), sort_of(verb))
    source = r.span(at, end)
    if any(r.numeric(i) for i in range(at, end)) or source.end - source.start <= 2:
        return None
    return Attribution(source, r.span(start, end), sort_of(verb))


def _quoted_front(r: Reading, at: int) -> Attribution | None:
    """ "…», – министр деді"."""
    begin = r.clause(at)
    if begin < at and any(c in r.between(begin) for c in '»”"') and not any(r.numeric(i) for i in range(begin, at)):
        return Attribution(r.span(begin, at), r.span(begin, at + 1))
    return None


def _front(
    r: Reading, verb: int, sort: Sort | None, start: int, after: int, *, agent: bool = False, near: bool = False
) -> Attribution | None:
    """The speaker at the front of the clause whose verb closes it: "X 2026 жылы … деп болжайды"."""
    begin = _clause_of(r, verb)
    while begin < verb and r.word(begin) in _STOPS:
        begin += 1
    end = begin
    last = min(verb, begin + _NOUN_WORDS)
    known = begin
    while end < last and not (end > begin and _parts(r, end)):
        word = r.word(end)
        if r.numeric(end) or word in ("жылы", "жылғы", "биыл", "былтыр", "егер"):
            break
        person = r.is_a(end, AGENT) and not _CASES.search(word)
        name = r.tokens[end].case > 0 and (end > begin or not r.is_a(end, MEASURE)) and not _CASES.search(word)
        genitive = word.endswith(("ның", "нің", "дың", "дің", "тың", "тің"))
        if (person or name) and not genitive:
            known = end + 1
            if person and not (end + 1 < last and (r.is_a(end + 1, AGENT) or r.tokens[end + 1].case > 0)):
                break
        end += 1
    if known <= begin or r.is_a(begin, PRONOUN):
        return None
    held = any(r.is_a(i, AGENT) for i in range(begin, known))
    alone = known - begin == 1 and _NAMES.search(r.word(begin)) is None and r.tokens[begin].case < _ALL_CAPITALS
    if not held and (agent or alone or (not r.named(begin, known) and known - begin > 1)):
        return None
    source = r.span(begin, known)
    if source.end - source.start <= 2:
        return None
    whole = r.span(start, after) if after > start else source
    if near:
        whole = r.span(begin, after)
    return Attribution(source, whole, sort, leading=False)


def _parts(r: Reading, at: int) -> bool:
    """A comma or dash, but not the quotation mark of a name."""
    return r.parted(at) and re.search(r"[,;:–—]", r.between(at)) is not None


def _clause_of(r: Reading, at: int) -> int:
    """The first word of the thought that a verb closes: after a semicolon or "ал", else that of the sentence."""
    least = max(0, at - _FAR)
    while at > least:
        if r.parted(at) and (";" in r.between(at) or r.word(at) in ("ал", "бірақ", "алайда")):
            return at + (r.word(at) in ("ал", "бірақ", "алайда"))
        at -= 1
    return least
