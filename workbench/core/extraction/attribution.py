"""Who says so: "по данным …", "according to …", "… мәліметінше"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from workbench.core.extraction.sentences import Sentence
from workbench.core.model.span import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """`source` is the words that name it; `whole` is the phrase around them, where nothing else is looked for."""

    source: Span
    whole: Span


_QUALITY = (
    r"предварительн\w+|последн\w+|официальн\w+|разн\w+|различн\w+|некотор\w+|собственн\w+"
    r"|экспертн\w+|независим\w+|открыт\w+"
    r"|уточненн\w+|оперативн\w+|неофициальн\w+|сам\w+|многи\w+"
)
_DATA = (
    r"данным|оценк(?:ам|е)|информации|словам|сведениям|подсчет(?:ам|у)|прогноз(?:ам|у)|расчет(?:ам|у)"
    r"|мнению|заявлению|сообщению|статистике|версии|отчет(?:ам|у)"
)
_RU_PATTERNS = (
    re.compile(rf"\b(?P<cue>по\s+(?:(?P<quality>{_QUALITY})\s+)?(?:{_DATA}))(?!\w)"),
    re.compile(
        r"\b(?P<cue>(?:следует|известно|стало известно|вытекает|сообщается|указывается|говорится|отмечается"
        r"|подчеркивается|уточняется|указано|сказано) (?:из|в) (?:данн\w+|материал\w+|отчет\w*|документ\w+"
        r"|сообщени\w+|доклад\w*|исследовани\w+|статистик\w+|прогноз\w*|обзор\w*|заявлени\w+|релиз\w*"
        r"|презентаци\w+|ответ\w*|отчетност\w+)|(?:свидетельствуют|показывают|показали) (?:данные|цифры|расчеты"
        r"|подсчеты|материалы)|ссылаясь на(?: данные)?|со слов|передает|как пишет|как сообщает|об этом сообщает"
        r"|об этом сообщил\w*|подсчитали в|сообщили в|рассказали в|заявили в|отметили в|уточнили в|оценивают в)(?!\w)"
    ),
    re.compile(
        r"\b(?P<cue>(?:со ссылкой на|согласно)\s+(?:данным|отчету|прогнозу|оценкам?|расчетам"
        r"|информации|докладу|исследованию|статистике)?)(?!\w)"
    ),
)
_NOT_SOURCES = re.compile(
    r"\s*(?:условиям|плану|плана|договор\w*|соглашени\w*|контракт\w*|закон\w*|документ\w*|проекту|котор\w+|графику)"
)
_SAYS = (
    r"сообщил[аио]?|сообщает|сообщают|заявил[аио]?|заявляет|отметил[аио]?|отмечает|рассказал[аи]?"
    r"|подчеркнул[аи]?|указал[аи]?|уточнил[аи]?"
    r"|объявил[аио]?|пояснил[аи]?|сказал[аи]?|оценивает|оценивают|оценил[аи]?|подсчитал[аи]?"
    r"|прогнозирует|прогнозируют|ожидает|ожидают|пишет|передает|добавил[аи]?|считают|считает"
    r"|проинформировал[аи]?|доложил[аи]?|подтвердил[аи]?|признал[аи]?|констатировал[аи]?|напомнил[аи]?|озвучил[аи]?"
    r"|говорит|говорят|утверждает|утверждают|предсказывает|подсчитали|посчитали|указывает|указывают|прогнозировал[аи]?"
)
_SAYS_RU = re.compile(rf"\b(?P<verb>{_SAYS})\b")
_NOUN_PHRASE_STOP = re.compile(
    r"[,;:()—–\n]| - |\d|\b(?:что|о|об|в|на|за|составля\w+|составил\w*|насчитыва\w+|находит\w+"
    r"|приходит\w+|может|могут|будет|будут|это|запас\w*|добыч\w*"
    r"|объем\w*|дол[яию]|экспорт\w*|импорт\w*|стоимост\w*|сумм\w*|производств\w*|цен[аы]|площад\w*"
    r"|мощност\w*|инвестици\w*|общ\w+|только|уже|с начала"
    r"|выросл?\w*|увелич\w+|сократ\w+|снизил\w*|более|около|до|не|как|и то|контролир\w+|обеспечива\w+)\b"
)
_EN_PATTERNS = (
    re.compile(
        r"\b(?P<cue>according to|citing|quoting|as reported by|as stated by|in the words of|in a (?:report|statement"
        r"|study) (?:by|from)|(?:data|figures|estimates|statistics|calculations) (?:released|published|compiled) by"
        r"|as estimated by|estimated by|data from"
        r"|figures from|estimates by|estimates from|per)\s+(?P<x>(?:the\s+|its\s+"
        r"|a\s+)?[^,;:()\n]{3,80})"
    ),
    re.compile(
        r"\b(?P<cue>by (?P<x>(?:some|various|most|different|official|government|independent"
        r"|industry|conservative) (?:estimates|accounts|data)))\b"
    ),
)
_EN_STOP = re.compile(
    r"[,;:()\n]|\.\s|\.$|\b(?:which|that|has|have|had|is|are|was|were|will|would|shows?|showed"
    r"|released|published|reserves|output|production"
    r"|exports|imports|accounts?|holds?|said|says|and (?:the|its|exports)|in (?=\d)|rose|fell|grew)\b"
)
_EN_SAYS = (
    r"said|says|estimates?|estimated|reported|reports|told \w+|noted|stated|forecasts?|forecasted|expects?"
    r"|projects|predicts|predicted|puts|put|added|wrote|show|shows|showed|believes?|reckons?|calculates?|calculated"
    r"|(?:announced|confirmed|disclosed|warned|argued|claimed|declared|revealed)(?= that)|warns|argues|claims|writes"
)
_EN_NAME = (
    r"(?:The |the |A |An )?(?:[A-Z][\w.&’'-]*|ministry|analysts?|officials?|company|government"
    r"|experts?|geologists?|economists?|traders?|sources?|people familiar with the matter"
    r"|regulators?|agency|miner|report|study|survey|bank|minister|committee|service|spokesman"
    r"|spokeswoman|department|data|figures|statistics|customs|operator|developer)"
)
_EN_BEFORE = re.compile(
    rf"(?P<x>{_EN_NAME}(?:(?: of| for| and| at| from| the|,)? (?:[A-Z][\w.&’'-]*|ministry|analysts?"
    rf"|officials?|minister|committee|service|spokesman|spokeswoman|department|data|figures"
    rf"|statistics|agency|report|operator)){{0,7}})"
    rf"\s+(?P<verb>{_EN_SAYS})\b(?! to\b)"
)
_EN_AFTER = re.compile(
    rf"[,”\"]\s*(?:(?P<y>(?:(?:two|three|four|several|some|many|industry|government|company|senior|local|market)\s+)+"
    rf"(?:sources?|officials?|analysts?|executives?|traders?|people|experts?))\s+(?:said|say|told|estimate|reported)\b"
    rf"|(?P<x>{_EN_NAME}(?: (?:of|for|the|at|[A-Z][\w.&’'-]*|[a-z]+)){{0,10}}?)\s+(?:said|says"
    rf"|reported|reports|estimates|estimated|forecasts?|predicts|predicted|expects|calculates|told \w+|added|noted"
    rf"|announced|wrote|writes|confirmed|disclosed|warned)\b"
    rf"|(?:said|says|reported|according to|added|noted) (?P<z>{_EN_NAME}[^,.;\n]{{0,60}}))"
)
_KK_BY = re.compile(
    r"(?P<cue>мәліметі?нше|мәлімет(?:і|тері) бойынша|дерегі?нше|деректер(?:і|іне сәйкес|і бойынша"
    r"|ге сәйкес)?(?: бойынша)?|дерек бойынша|айтуынша|бағалауынша|бағалауы бойынша"
    r"|бағамдауынша|хабарлауынша|болжамынша|болжамы бойынша|есебінше|есептеуінше|есебі бойынша"
    r"|ақпараты бойынша|ақпаратынша|пікірінше|сөзінше|сөзіне қарағанда|статистикасы бойынша"
    r"|дерегі бойынша|бағалаулар бойынша|есебіне сәйкес|дерегіне сүйенсек|деректеріне сүйенсек"
    r"|мәліметіне сүйенсек)(?!\w)"
)
_KK_SAYS = re.compile(
    r"\bдеп\s+(?:хабарла|мәлімде|айт|атап өт|бағала|есепте|болжа|жаз|түсіндір|санай|күт|жеткіз|көрсет|пайымда)"
    r"(?!н|лын|іл|ыл)\w*(?:\s+(?:отыр|тұр|жүр|жатыр)\w*)?"
)
_KK_QUOTED = re.compile(r"[,»”\"]\s*[–—-]?\s*(?:деді|дейді|деген|деп атап өтті)\s+")
_KK_FRONT = re.compile(
    r"[«\"]?(?:[\w-]+[»\"]?\s+){0,4}?(?:банк\w{0,3}|министрлі\w+|агентті\w+|бюро\w*|комитет\w*|сарапшы\w*|үкімет\w*|қор\w{1,2}"
    r"|компания\w*|орталы\w+|қауымдасты\w+|ұйым\w*|аналитик\w*|министр\w*|қызмет\w{2})(?!\w)"
)
_KK_STOP = re.compile(r"[,;:()—–\n.]|\b(?:ал|бірақ|сондай-ақ|бұл)\b")
_LONGEST = 90


def attribution_of(text: str, low: str, sentence: Sentence) -> Attribution | None:
    """The source that a sentence names for what it says; None when it names none."""
    if sentence.language == "ru":
        return _russian(text, low, sentence)
    if sentence.language == "kk":
        return _kazakh(text, low, sentence)
    return _english(text, low, sentence)


def _russian(text: str, low: str, s: Sentence) -> Attribution | None:
    for pattern in _RU_PATTERNS:
        for m in pattern.finditer(low, s.start, s.end):
            if _NOT_SOURCES.match(low, m.end(), s.end):
                continue
            source = _phrase(low, m.end(), s.end)
            if len(source) > 2:
                return Attribution(source, Span(m.start(), source.end))
            if m.groupdict().get("quality"):
                return Attribution(Span(m.start("cue"), m.end("cue")), Span(m.start(), m.end()))
    for m in _SAYS_RU.finditer(low, s.start, s.end):
        found = _said(text, low, s, m)
        if found:
            return found
    return None


def _said(text: str, low: str, s: Sentence, m: re.Match[str]) -> Attribution | None:
    """Who is the subject of a verb of saying: after it ("сообщил министр") or before it ("министр сообщил, что")."""
    before = low[s.start : m.start()].rstrip()
    that = re.match(r"\s*,?\s*(?:\w+\s+){0,3}?(?:,\s*)?(?:что|как)\b", low[m.end() : s.end])
    insert = re.search(r"(?:,|—|–|-|\bкак|\bоб этом)$", before)
    if insert:
        source = _phrase(low, m.end(), s.end, breaks=r"[,;:()\n]|\.\s|\.$")
        if len(source) > 2 and not re.match(r"(?:что|о|об|в|на)\b", low[source.start : source.end]):
            return Attribution(source, Span(m.start(), source.end))
    if that or m["verb"].startswith(("оценива", "оценил", "прогнозиру", "ожида")):
        begin = max(before.rfind(","), before.rfind(";"), before.rfind(":"), before.rfind("»,")) + 1
        source = _trim(low, s.start + begin, s.start + len(before))
        if _NOUN_PHRASE_STOP.search(low, source.start, source.end):
            source = _last_name(text, source)
        if 2 < len(source) <= _LONGEST and not re.match(r"(?:он|она|они|это|как|что|также|ранее)\b", source.of(low)):
            return Attribution(source, Span(source.start, m.end()))
    return None


def _last_name(text: str, span: Span) -> Span:
    """From the last capital on: "запасы лития Минэкономики" (оценивает)."""
    capitals = [m.start() for m in re.finditer(r"(?<!\w)[A-ZА-ЯЁ]", span.of(text))]
    return Span(span.start + capitals[-1], span.end) if capitals else Span(span.start, span.start)


def _phrase(low: str, start: int, end: int, breaks: str = "") -> Span:
    """The noun phrase that begins here: up to a comma, a number, a verb or a word that begins a new thought."""
    stop = (re.compile(breaks) if breaks else _NOUN_PHRASE_STOP).search(low, start, min(end, start + _LONGEST))
    return _trim(low, start, stop.start() if stop else min(end, start + _LONGEST))


def _trim(low: str, start: int, end: int) -> Span:
    while start < end and not low[start].isalnum() and low[start] not in '«“"„':
        start += 1
    while end > start and not low[end - 1].isalnum() and low[end - 1] not in '»”"':
        end -= 1
    return Span(start, max(start, end))


def _english(text: str, low: str, s: Sentence) -> Attribution | None:
    for pattern in _EN_PATTERNS:
        for m in pattern.finditer(low, s.start, s.end):
            if m["cue"] == "per" and not text[m.start("x") : m.start("x") + 1].isupper():
                continue
            stop = _EN_STOP.search(low, m.start("x"), m.end("x"))
            source = _trim(low, m.start("x"), stop.start() if stop else m.end("x"))
            if len(source) > 2:
                return Attribution(source, Span(m.start(), source.end))
    for m in _EN_AFTER.finditer(text, s.start, s.end):
        group = next(name for name in ("x", "y", "z") if m[name])
        source = _trim(low, m.start(group), m.end(group))
        if len(source) > 2:
            return Attribution(source, Span(m.start(), m.end()))
    for m in _EN_BEFORE.finditer(text, s.start, s.end):
        source = _trim(low, m.start("x"), m.end("x"))
        if m["verb"] in ("estimated", "put") and re.search(
            r"\b(?:is|are|was|were|an|at)\s*$", low[s.start : m.start("verb")]
        ):
            continue
        return Attribution(source, Span(m.start(), m.end()))
    return None


def _kazakh(text: str, low: str, s: Sentence) -> Attribution | None:
    m = _KK_BY.search(low, s.start, s.end)
    if m:
        begin = s.start
        for stop in _KK_STOP.finditer(low, max(s.start, m.start() - _LONGEST), m.start()):
            begin = stop.end()
        source = _trim(low, begin, m.start())
        if len(source) > 2:
            return Attribution(source, Span(source.start, m.end()))
    m = _KK_SAYS.search(low, s.start, s.end)
    if m:
        source = _phrase(low, m.end(), s.end, breaks=r"[,;:()\n]|\.\s|\.$")
        if len(source) > 2:
            return Attribution(source, Span(m.start(), source.end))
        front = _KK_FRONT.match(low, s.start, m.start())
        if front:
            return Attribution(_trim(low, *front.span()), Span(m.start(), m.end()))
    m = _KK_QUOTED.search(low, s.start, s.end)
    if m:
        source = _phrase(low, m.end(), s.end, breaks=r"[,;:()\n]|\.\s|\.$")
        if len(source) > 2:
            return Attribution(source, Span(m.start(), source.end))
    return None
