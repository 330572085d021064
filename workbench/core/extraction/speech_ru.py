"""Who says so in Russian: "по данным …", "X сообщил, что …", "…, подсчитали в X", "прогноз X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.core.extraction.speech import (
    AGENT,
    DATA,
    DATA_NOUNS,
    ESTIMATIONS,
    FORECASTS,
    GUESSES,
    HEARER,
    LONGEST,
    MEASURE,
    PRONOUN,
    QUALITY,
    REVISES,
    SHOWS,
    VERBS,
    Attribution,
    Reading,
    each,
    sort_of,
    words,
)

_FOLLOWS, _WRITTEN, _NO_SOURCE = "follow", "written", "no source"
_FINITE = re.compile(r".(?:л|ла|ло|ли|ет|ит|ют|ут|ят|ат)$")
_MANY = re.compile(r"(?:ли|ют|ут|ят|ат|лись|тся)$")
_REFLEXIVE = re.compile(r"(?:лся|лась|лось|лись|тся|ются|утся)$")
_OF_ITSELF = re.compile(r"(?:отчит|подел|наде|опаса|жал|пожал|высказа)")  # verbs whose reflexive form speaks
_SHORT = re.compile(r"(?:но|на|ны|ен|но|лось|лись|лась|лся|тся)$")
_THEIRS = words("ему ей им ней нему ним")
_DAYS = words(
    "понедельник вторник среду четверг пятницу субботу воскресенье январе феврале марте апреле мае июне"
    " июле августе сентябре октябре ноябре декабре"
)
_INFINITIVE = re.compile(r"(?:ть|ться|ти|тись|чь|чься)$")
_BY_SOMEONE = re.compile(r"(?:ами|ями|ом|ем|ой|ым)$")
_NOMINATIVE_TAIL = re.compile(r"(?:ые|ие|ая|яя|ое|ее)$")
_VERB = re.compile(
    r"[а-я]{2}(?:ает|яет|ует|еет|ают|яют|уют|ял[аои]?|ил|ила|или|ило|ал|ала|али|ало|ела|ели|ится|ется|ются|ятся|утся|лся"
    r"|лась|лось|лись)$"
    r"|^(?:достиг\w*|вырос\w*|упал\w*|может|могут|будет|будут|есть|был\w?|стал\w?|имеет|идет|пойдет|пошл\w|рос\w*)$"
)
_NOT_VERB = re.compile(  # nouns that end like verbs
    r"(?:капитал|материал|журнал|канал|персонал|филиал|потенциал|терминал|портал|арсенал|квартал|сигнал|отдел|раздел"
    r"|недел|модел|цел|сил|начал|идеал|интеграл|генерал|вокзал|туннел|отел|совет|паркет|правил|чернил|крыл|горил|дел"
    r"|мобил|автомобил|профил|металл|минерал|адмирал|финал|вал|зал|кредито|предел|удел|водител|жител|бюджет)"
)
_STOPS = words(
    "эта этот эти этой этого она он они"
    " о об в во на за до от из с со к при после под для около более менее свыше что как не это уже только если"
    " когда который которая которые тогда где еще всего а но через между почти ныне сейчас сегодня"
)
_THAT = words("что как будто сколько чтобы")
_NOT_NAMED = words("он она они оно мы я вы")
_LOOSE = words(
    "и а но между тем также однако ранее уже вчера сегодня позже накануне так теперь сейчас впрочем напротив"
    " при этом же пока затем тоже например еще в свою очередь недавно официально осторожно теперь ныне"
    " временем не по прежнему"
)
_DIRECTED = {"на": ("ссылкой", "ссылаясь", "сославшись", "сослался", "ссылается", "основании", "основе")}
# Openings that name a source by themselves, as the words before it; the last word is where the phrase begins.
_OPENINGS: tuple[tuple[tuple[str, ...], bool], ...] = (
    (("со", "ссылкой", "на"), True), (("ссылаясь", "на"), True), (("сославшись", "на"), True),
    (("с", "опорой", "на"), True), (("опираясь", "на"), True), (("судя", "по"), False),
    (("согласно",), False), (("со", "слов"), False), (("исходя", "из"), False), (("на", "основании"), False),
    (("на", "основе"), False), (("в", "соответствии", "с"), False), (("по",), False), (("в", "пересказе"), False),
)  # fmt: skip
_BARE = words("согласно ссылкой ссылаясь сославшись слов")  # a name may follow without "данным"


def found(r: Reading) -> Iterator[Attribution]:
    """Every phrase of the sentence that names a source."""
    return each(r, lambda r, at: _opening(r, at) or _noun(r, at) or _verb(r, at))


def _opening(r: Reading, at: int) -> Attribution | None:
    """ "по данным X", "согласно прогнозу X", "со ссылкой на X"."""
    for opening, origin in _OPENINGS:
        if r.word(at) == opening[0] and all(r.word(at + i) == w for i, w in enumerate(opening)):
            return _of_data(r, at, at + len(opening), bare=any(w in _BARE for w in opening), origin=origin)
    return None


def _of_data(r: Reading, start: int, at: int, *, bare: bool, origin: bool = False) -> Attribution | None:
    """The owner of the data that begin at a word; words about their quality alone may stand for it."""
    first = at
    if r.word(at) in _THEIRS or r.word(at).startswith("котор"):
        return Attribution(r.span(at, at), r.span(start, at + 1))
    while r.is_a(at, QUALITY) and not r.parted(at + 1):
        at += 1
    quality = at > first
    mine = r.word(at) in ("его", "ее", "их", "нашим", "нашей", "моим", "своим", "собственным")
    if mine:
        at += 1
    noun = r.classes(at) & DATA_NOUNS
    if r.is_a(at, _NO_SOURCE) or not (noun or bare) or (at > start and r.parted(at)):
        return None
    last = at + 1 if noun else at
    while noun and last < r.size and not r.parted(last) and r.classes(last) & DATA_NOUNS:
        last += 1  # "по данным отчёта X"
    sort = sort_of(noun)
    if mine:
        return Attribution(r.span(at, at), r.span(start, last), sort)
    end = _genitive(r, last) if not (last < r.size and r.parted(last)) else last
    if end > last:
        return Attribution(r.span(last, end), r.span(start, end), sort, origin=origin)
    if quality and noun:
        return Attribution(r.span(start, last), r.span(start, last), sort)
    if origin and noun:
        return Attribution(r.span(at, last), r.span(start, last), sort, origin=True)
    return None


def _genitive(r: Reading, at: int) -> int:
    """One past the last word of a name that begins here: up to a number, a verb, a word that opens a new thought."""
    first = at
    while at < r.size and (at == first or not r.parted(at)):
        word = r.word(at)
        if r.numeric(at) or word in _STOPS or (at > first and _stops_name(r, at)) or r.is_a(at, _NO_SOURCE):
            break
        if r.is_a(at, MEASURE) and not r.capital(at) and not r.is_a(at, AGENT):
            break
        if word == "и" and not r.capital(at + 1) and not r.is_a(at + 1, AGENT):
            break
        at += 1
    if any(r.capital(i) for i in range(first, at)):
        while at - 1 > first and not r.capital(at - 1) and _NOMINATIVE_TAIL.search(r.word(at - 1)):
            at -= 1
    return at if at > first and r.span(first, at).end - r.span(first, at).start > 2 else first


def _stops_name(r: Reading, at: int) -> bool:
    word = r.word(at)
    if r.classes(at) & VERBS and _FINITE.search(word):
        return True
    verb = _VERB.search(word) is not None and _NOT_VERB.search(word) is None
    return verb and not r.capital(at) and not r.is_a(at, AGENT, DATA)


def _noun(r: Reading, at: int) -> Attribution | None:
    """ "прогноз X — 5%", "данные X показывают", "в отчёте X сказано"."""
    noun = r.classes(at) & DATA_NOUNS
    if not noun or (r.classes(at) & VERBS and _FINITE.search(r.word(at))):
        return None
    preposition = r.word(at - 1) if at else ""
    start = at - 1 if preposition in ("в", "во", "из") else at
    if r.is_a(at - 1, QUALITY) and at:
        start = at - 2 if r.word(at - 2) in ("в", "во", "из") else at - 1
    last = end = at + 1
    while last < r.size and r.classes(last) & DATA_NOUNS and not r.parted(last):
        last = end = last + 1
    if end < r.size and not r.parted(end):
        end = _genitive(r, end)
    says = end < r.size and not r.parted(end) and r.is_a(end, SHOWS, _WRITTEN) and not _INFINITIVE.search(r.word(end))
    owner = end > last
    if r.word(start) in ("в", "во", "из"):
        if not (says and owner and (r.is_a(end, _WRITTEN) or r.is_a(end, "follow"))):
            return None
    elif not says:
        own = noun & {FORECASTS, ESTIMATIONS} and owner and r.named(last, end) and not r.is_a(last, MEASURE)
        own = own or ("(" in r.between(at) and owner)
        if not own or _revised(r, at) or (at and r.word(at - 1) in _STOPS):
            return None
    if not owner and not (says and start < at):
        return None
    source = r.span(last, end) if owner else r.span(start, at + 1)
    return Attribution(source, r.span(start, end + says), sort_of(noun), leading=says)


def _revised(r: Reading, at: int) -> bool:
    return any(r.is_a(i, REVISES) and _FINITE.search(r.word(i)) for i in range(max(0, at - 3), at))


def _verb(r: Reading, at: int) -> Attribution | None:
    classes = r.classes(at)
    word = r.word(at)
    if classes & {_FOLLOWS, _WRITTEN} and r.word(at + 1) in ("из", "в", "во", "от"):
        hit = _of_data(r, at, at + 2, bare=False) if r.is_a(at, _FOLLOWS) or _SHORT.search(word) else None
        if hit is not None:
            return hit
    if SHOWS in classes and _FINITE.search(word) and not r.parted(at + 1):
        hit = _of_data(r, at, at + 1, bare=False)
        if hit is not None:
            return hit
    if (
        REVISES in classes
        and _FINITE.search(word)
        and any(r.is_a(i, FORECASTS, ESTIMATIONS) for i in range(at + 1, min(at + 4, r.end_of(at))))
    ):
        return _before(r, at, at, frozenset((REVISES,)))
    verb = classes & VERBS
    if not verb:
        return None
    if _FINITE.search(word) or (_REFLEXIVE.search(word) and _OF_ITSELF.match(word)) or word in ("уверен", "уверены"):
        first = at - 1 if at and r.word(at - 1) == "не" else at
        return _after(r, first, at, verb) or _before(r, first, at, verb)
    if _SHORT.search(word) and r.is_a(at + 1, AGENT) and _BY_SOMEONE.search(r.word(at + 1)):
        end = _genitive(r, at + 1)
        return Attribution(r.span(at + 1, end), r.span(at, end), sort_of(verb))
    return None


def _after(r: Reading, first: int, at: int, verb: frozenset[str]) -> Attribution | None:
    """ "…, сообщил X", "как ожидают в X", "— заявил он"."""
    before = r.word(first - 1) if first else ""
    inserted = r.parted(first) or before in ("как", "так", "этом", "чем") or r.is_a(first - 1, HEARER)
    closing = not inserted and bool(verb & GUESSES)
    if not (inserted or closing):
        return None
    name = _past_hearers(r, at)
    if name >= r.size or (name > at + 1 and r.parted(name)) or r.parted(at + 1):
        return None
    if r.word(name) in ("в", "во") and _MANY.search(r.word(at)) and not r.numeric(name + 1):
        name += 1
        if r.word(name) in _DAYS:
            return None
    elif r.word(name) in _STOPS or r.word(name) in _THAT:
        return None
    if r.word(name) in _NOT_NAMED:
        return Attribution(r.span(name, name), r.span(first, name + 1), sort_of(verb))
    end = r.end_of(name)
    if r.is_a(name, MEASURE) or r.is_a(name, PRONOUN) or any(r.numeric(i) for i in range(name, end)):
        return None
    if verb & GUESSES and (_INFINITIVE.search(r.word(name)) or not r.named(name, end)):
        return None
    if closing and not ((end >= r.size and r.is_a(name, AGENT)) or (r.capital(name) and r.is_a(end - 1, AGENT))):
        return None
    end = _cut(r, name, end)
    source = r.span(name, end)
    if source.end - source.start <= 2 or source.end - source.start > 2 * LONGEST:
        return None
    return Attribution(source, r.span(first, end), sort_of(verb))


def _past_hearers(r: Reading, at: int) -> int:
    """Past "журналистам", "агентству …", "на брифинге", "в среду": the first word that may be the speaker."""
    name, end = at + 1, r.end_of(at)
    while name < end:
        if r.word(name) in _LOOSE - {"в"} or r.is_a(name, HEARER):
            name += 1
        elif r.word(name) in ("в", "во", "на", "по") and not _MANY.search(r.word(at)):
            speaker = next((i for i in range(name + 2, end) if r.is_a(i, AGENT) and not r.is_a(i, HEARER)), end)
            if speaker == end:
                return name
            return speaker
        else:
            break
    if name > at + 1 and r.is_a(name - 1, HEARER) and r.capital(name):
        return next((i for i in range(name, end) if r.is_a(i, AGENT)), name)
    return name


def _cut(r: Reading, first: int, end: int) -> int:
    """A name ends where "в ходе", "во время", "на" and the like go on with the place and time."""
    for at in range(first + 1, end):
        if r.word(at) in ("на", "в", "во", "по", "после", "о", "об", "со") and r.word(at + 1) in (
            "ходе", "время", "брифинге", "интервью", "пятницу", "среду", "понедельник", "вторник", "четверг", "том",
            "совещании", "заседании", "конференции", "ссылкой", "эфире", "встрече", "форуме", "итогам",
        ):  # fmt: skip
            return at
    return end


def _before(r: Reading, first: int, at: int, verb: frozenset[str]) -> Attribution | None:
    """ "X сообщил, что …", "X оценивает запасы в …"."""
    if not _speaks_on(r, at, verb):
        return None
    begin = r.clause(first)
    while begin < first and r.word(begin) in _LOOSE | _THAT and not r.capital(begin):
        begin += 1
    end = first
    while end > begin and r.word(end - 1) in _LOOSE:
        end -= 1
    if begin >= end:
        return None
    if r.word(begin) in _NOT_NAMED:
        return Attribution(r.span(begin, begin), r.span(begin, at + 1), sort_of(verb), leading=True)
    begin, end = _run(r, begin, end)
    if begin >= end or (r.is_a(begin, PRONOUN) and not r.named(begin, end)):
        return None
    if verb & (GUESSES | {REVISES}) and not (r.named(begin, end) or (begin == 0 and end == 1)):
        return None
    source = r.span(begin, end)
    if not 2 < source.end - source.start <= LONGEST:
        return None
    return Attribution(source, r.span(begin, at + 1), sort_of(verb), leading=True)


def _speaks_on(r: Reading, at: int, verb: frozenset[str]) -> bool:
    """Whether what follows a verb is what somebody says: "что", a colon, a quotation; of a guess also its object."""
    if REVISES in verb:
        return True
    end, word = r.end_of(at), r.word(at + 1)
    gap = r.between(end)
    if word in ("лишь", "только", "также", "уже") and not r.parted(at + 1):
        word = r.word(at + 2)
    that = end < r.size and r.word(end) in _THAT and "," in gap and end - at <= 6
    if that or (":" in gap and end - at <= 4) or (word in ("о", "об") and not r.parted(at + 1)):
        return True
    if not verb & GUESSES or r.parted(at + 1) or _INFINITIVE.search(word):
        return False
    return not re.match(r"(?:счита|дума|вер|видит|видят|рассчитыва|предполага|надее|уверен)", r.word(at))


def _run(r: Reading, begin: int, end: int) -> tuple[int, int]:
    """Of the words before a verb those that name its subject."""
    stops = [
        i
        for i in range(begin, end)
        if r.numeric(i)
        or r.word(i) in _STOPS
        or (r.is_a(i, MEASURE) and not r.is_a(i, AGENT, DATA) and not r.capital(i))
        or (i > begin and _stops_name(r, i))
    ]
    if not stops:
        return begin, end
    plain = stops[0] > begin and r.word(stops[0]) in _STOPS and begin == 0
    if r.named(begin, stops[0]) or plain:
        return begin, stops[0]
    first = stops[-1] + 1
    while first < end and r.word(first) in _DAYS:
        first += 1
    if r.word(end - 1) in _NOT_NAMED:
        return end, end
    if first < end and r.word(first - 1) in _DAYS:
        return first, end
    names = [i for i in range(first, end) if r.capital(i) or r.is_a(i, AGENT)]
    return (names[0], end) if names else (end, end)
