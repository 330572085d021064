"""Whether a figure is told as a fact, an estimate, a plan, a forecast or a condition."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from workbench.core.extraction.gazetteer import Mention
from workbench.core.extraction.speech import Attribution, Sort, words
from workbench.core.extraction.spot import Spot
from workbench.core.model.figure import Modality
from workbench.core.model.span import Span
from workbench.core.vocabulary.terms import TermKind
from workbench.core.vocabulary.units import units

_BEFORE = 2.4  # how far a cue speaks forward
_BESIDE = 0.6
_WHOLE = 99.0  # "… estimates" after a source speaks for all it says
_AFTER = 1.3  # and backward: what follows is often the next thought
_FAR = 30  # words to either side that a cue of the lexicon may stand away
_STEPS = 14  # words to either side that are looked at for the tense
_CLAUSE = 0.55  # marks between two words that part their clauses
_ORDER = (Modality.CONDITIONAL, Modality.FORECAST, Modality.PLAN, Modality.ESTIMATE)  # the least binding wins
_LASTING = ("area", "length")  # what is so whatever is planned with it
_FUTURE = "future"  # words that only tell the tense: a forecaster's forecast, a doer's plan
_PLAN_TO = "plan to"  # plans only with an infinitive: "решили построить"
_TOLD = "told"  # looks like a plan and is none: "as expected"
_STEP = 0.1  # what a word costs
_NEAR = 4
_MADE_OF: Mapping[Sort | None, Modality] = {Sort.FORECAST: Modality.FORECAST, Sort.ESTIMATE: Modality.ESTIMATE}
_FACT: tuple[Modality, Span | None] = (Modality.FACT, None)
_AS = words("как as так")
_AND = words("and but и но а және while whereas")
_RELATIVE = words("which who whose that where который которая которое которые которого которой которых где")
_NEW = words("that which who it they we he she что который которая которые которое он она они")
_AGAINST = words("after against compared versus после против сравнению қарағанда following")
_INFINITIVE = re.compile(r"(?:[аеиоуыяю]ть|ться|ти|чь)$")
_WE_WILL = re.compile(r"(?<![аяуюе])(?:им|ем|ут)$")  # "наймём", but "работаем"
_KK_WE = re.compile(r"(?:амыз|еміз|ймыз|йміз|амын|емін)$")
_KK_PASSIVE = re.compile(r"..(?:ылады|іледі|[аеыі]нады|[аеыі]неді|лынады|лінеді|[ае]лады|[ае]леді)$")
_KK_STATES = re.compile(  # what is so, however its verb is made
    r"(?:атал|санал|есептел|бағалан|құрал|қамтыл|көрін|білін|кездес|байқал|тіркел|сезіл|болжан|шамалан|қолданыл"
    r"|пайдаланыл|белгіледі|іледі|айтыл|көрсетіл|табыл|жүргізіл|байланыс|анықтал|сипаттал|қамтамасыз|орналас|өлшен|түсіндіріл|реттел"
    r"|танылады|бастал|ойналады|саналады|жыйнақтал|сақтал|тұтыныл)"
)
_KK_USUALLY = re.compile(r"\b(?:сайын|әдетте|қазір|бүгінде|күн сайын|жыл сайын|орта есеппен|үнемі|қазіргі)\b")
_KK_IF = re.compile(r"(?<![сш])(?:са|се|саң|сақ|сек)$")
_KK_NOT_IF = re.compile(
    r"(?:сүйен|қара|жүгін|сен|десек|трас|мас|кас|пьес|мысал|рас|әйтпе|болма|айт|ес|алс|салыстыр|онса)"
)
_KK_PAST = re.compile(r"(?<![аейұ])(?:ды|ді|ты|ті)$|(?:ған|ген|қан|кен)$")
_ADDS = words("up down or equal equivalent или то")
_GERUND = re.compile(r"..(?:[аоуя]в|ив|вшись|яя|ая|уя|ясь|ившись)$(?<!ая)|..[дт]ав$")
_BACKSHIFT = words("would")  # "said it would" tells of a plan
_UNREAL = words("if could were had")


class _Cue(NamedTuple):
    meant: str
    first: int
    last: int
    start: int
    end: int


def modality_of(
    spot: Spot, mentions: Sequence[Mention], sources: Sequence[Attribution], source: Attribution | None
) -> tuple[Modality, Span | None]:
    """How a figure is meant, and the words that say so. `sources`: all that the sentence names; `source`: its own."""
    unit = spot.statement.unit
    lasting = unit is not None and units().dimension(unit) in _LASTING
    best: tuple[int, float, int, int] | None = None
    for cue in (*_listed(spot, mentions, source), *_tenses(spot)):
        here = (cue.first, cue.last)
        teller = _teller(cue, sources) if sources else None
        if teller is not None and teller is not source:
            continue
        reach = _BEFORE if cue.first < spot.here[0] or spot.sentence.language == "kk" else _AFTER
        away = 0.0 if teller is not None else _away(spot, cue)
        meant = _meant(spot, cue, source) if away <= reach else None
        if meant is None:
            continue
        if lasting and teller is None and meant is not Modality.ESTIMATE and away + spot.crossed(here) > _BESIDE:
            continue
        one = (_ORDER.index(meant), spot.distance(here), cue.start, cue.end)
        if (best is None or one < best) and not _elsewhere(spot, cue):  # the dear question comes last
            best = one
    if source is not None and source.sort in _MADE_OF and not _compared(spot):
        one = (_ORDER.index(_MADE_OF[source.sort]), _WHOLE, source.whole.start, source.whole.end)
        best = one if best is None else min(best, one)
    if best is None:
        return _FACT
    order, _, start, end = best
    return _ORDER[order], Span(start, end)


def _teller(cue: _Cue, sources: Sequence[Attribution]) -> Attribution | None:
    """The source whose words a cue is among."""
    return next((s for s in sources if s.whole.start < cue.end and cue.start < s.whole.end), None)


def _listed(spot: Spot, mentions: Sequence[Mention], source: Attribution | None) -> Iterator[_Cue]:
    """Cues of the lexicon within reach of a figure, and those in the phrase of its source."""
    near = spot.near(mentions, _FAR)
    if source is not None:
        begin = bisect_left(mentions, source.whole.start, key=_begin)
        near = [*near, *mentions[begin : bisect_left(mentions, source.whole.end, key=_begin)]]
    for m in near:
        if m.kind is TermKind.MODALITY and m.key != _TOLD:
            yield _Cue(m.key, m.first, m.last, m.start, m.end)


def _begin(m: Mention) -> int:
    return m.start


def _tenses(spot: Spot) -> Iterator[_Cue]:
    """Verbs near a figure whose form alone tells of the future or of a condition."""
    tokens, language = spot.sentence.tokens, spot.sentence.language
    if language == "en":
        return
    begin, end = max(0, spot.here[0] - _STEPS), min(len(tokens), spot.here[1] + _STEPS)
    for at in range(begin, end):
        word = tokens[at].word
        if language == "ru":
            form = _FUTURE if _WE_WILL.search(word) and _of_us(spot, at) else None
        else:
            form = _kazakh(spot, at)
        if form is not None:
            yield _Cue(form, at, at, tokens[at].start, tokens[at].end)


def _of_us(spot: Spot, at: int) -> bool:
    """Whether "мы" is the subject of a verb, at most some words before it."""
    return any(t.word == "мы" for t in spot.sentence.tokens[max(0, at - 4) : at])


def _kazakh(spot: Spot, at: int) -> str | None:
    word, low, sentence = spot.sentence.tokens[at].word, spot.low, spot.sentence
    if _KK_WE.search(word):
        return _FUTURE
    if _KK_PASSIVE.search(word) and not _KK_STATES.match(word):
        return None if _KK_USUALLY.search(low, sentence.start, sentence.end) else _FUTURE
    if len(word) > 4 and _KK_IF.search(word) and not _KK_NOT_IF.match(word):
        last = sentence.tokens[-1].word
        done = _KK_PAST.search(last) and last != "еді"
        return None if done else Modality.CONDITIONAL
    return None


def _meant(spot: Spot, cue: _Cue, source: Attribution | None) -> Modality | None:
    tokens = spot.sentence.tokens
    if cue.meant == _PLAN_TO:
        follow = tokens[cue.last + 1 : cue.last + 5]
        return Modality.PLAN if any(_INFINITIVE.search(t.word) for t in follow) else None
    backshift = tokens[cue.first].word in _BACKSHIFT and source is not None and source.leading
    told = backshift and not any(t.word in _UNREAL for t in tokens)
    if told or cue.meant == _FUTURE:
        sort = source.sort if source is not None else None
        if sort is Sort.ESTIMATE:
            return Modality.ESTIMATE
        return Modality.FORECAST if sort is not None else Modality.PLAN
    return Modality(cue.meant)


def _away(spot: Spot, cue: _Cue) -> float:
    """How far a cue is; figures in between count less within its own clause, where they are planned together."""
    here = (cue.first, cue.last)
    distance = spot.distance(here)
    crossed = spot.crossed(here)
    if crossed and cue.last < spot.here[0] and spot.sentence.language != "kk":
        steps = spot.here[0] - cue.last
        if distance - _STEP * steps < _CLAUSE or _goes_on(spot):
            return 0.5 * _STEP * steps
    return distance + crossed


def _goes_on(spot: Spot) -> bool:
    """Whether a figure stands in what only adds to the clause before: ", up 9%", ", creating 300 jobs"."""
    tokens, at = spot.sentence.tokens, spot.here[0]
    while at > 0 and spot.here[0] - at < _NEAR and tokens[at - 1].joined:
        at -= 1
    word = tokens[at].word
    return at > 0 and (word in _ADDS or (len(word) > 4 and word.endswith("ing")) or _GERUND.search(word) is not None)


def _elsewhere(spot: Spot, cue: _Cue) -> bool:
    """Whether a cue speaks in a clause of its own: ", which was expected,", "spent 2 and will spend"."""
    sentence, tokens = spot.sentence, spot.sentence.tokens
    if sentence.language == "kk":
        return False
    if cue.first > spot.here[1]:
        between = [t.word for t in tokens[spot.here[1] + 1 : cue.first]]
        if between and (between[-1] in _AND or any(w in _NEW for w in between)):
            return True
        parted = not all(t.joined for t in tokens[spot.here[1] : cue.first])
        return parted and cue.meant != Modality.ESTIMATE and (not between or between[-1] not in _AS)
    at = cue.first
    while at > 0 and cue.first - at < _STEPS and tokens[at - 1].joined:
        at -= 1
    return tokens[at].word in _RELATIVE and at > 0 and not all(t.joined for t in tokens[cue.last : spot.here[0]])


def _compared(spot: Spot) -> bool:
    """Whether a figure is what another is compared with: "expects 5 after 4 last year"."""
    begin = max(0, spot.here[0] - 4)
    return any(t.word in _AGAINST for t in spot.sentence.tokens[begin : spot.here[0]])
