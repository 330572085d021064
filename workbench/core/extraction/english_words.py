"""The closed classes of English words, and verbs of news, that cut a sentence into noun phrases."""

from __future__ import annotations

import re


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


DETERMINERS = _words(
    "the a an this that these those its their his her our my your each every some any no another such both all"
    " many several few either neither whose half"
)
PRONOUNS = _words(
    "it he she they we i you them him us me itself themselves himself herself there someone everyone anyone"
    " something nothing everything one ones none others theirs ours mine"
)
RELATIVES = _words("which who that where when what whom how why")
PREPOSITIONS = _words(
    "of in on at for to from by with about over under between among per since until till during after before"
    " against through throughout across into onto off near than as like via within without toward towards amid"
    " despite worth below above beyond around up down out plus minus versus except following including"
    " excluding compared"
)
CONJUNCTIONS = _words("and or but while if because although though whereas so nor yet unless whether then")
AUXILIARIES = _words(
    "is are was were be been being am has have had having do does did will would can could may might must"
    " shall should isn wasn aren weren hasn haven hadn won wouldn couldn don doesn didn cannot ll ve re"
)
ADVERBS = _words(
    "also only just even still already now again more less most least very too almost nearly roughly about"
    " around however meanwhile not t never ever always often soon once twice ago later earlier today yesterday"
    " tomorrow upward upwards downward downwards instead rather quite perhaps maybe further well there here"
    " back together ahead apart away overall altogether as some approximately estimated under over next last"
)
NOT_ADVERBS = _words(
    "early daily weekly monthly yearly quarterly family supply july italy assembly elderly hourly friendly"
    " anomaly monopoly ally rally reply lily jelly fly costly deadly likely"
)
NUMBERS = _words(
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds"
    " thousand thousands million millions billion billions trillion dozen dozens percent"
)
# Forms that are verbs wherever they stand.
VERBS = _words(
    "said says say told tells rose risen fell fallen grew grown became become made took taken came went gone"
    " got gave given kept held lost paid sold bought spent sent built won found led met ran saw seen set left"
    " brought drew drove threw flew shrank sank slid swung struck stood sat lay hit put let began begun chose"
    " spoke wrote knew thought meant felt dealt lent earned earns generates generate generated contains contain"
    " contained includes include employs employ expects expect remains remain seems seem appears appear covers"
    " covered uses using used owns own holds hold produces produce totals totalled totaled averages averaged"
    " reaches reach exceeds exceed stands stand sits lies weighs weigh measures comprises comprise represents"
    " represent accounts account has makes make takes take gets get gives give goes go comes come runs sells"
    " sell pays pay buys buy needs need wants want allows allow provides provide requires require receives"
    " receive believes believe shows show announced reported amounted amounts amount jumped plunged costing"
    " according equal equals see sees added adds retails fetches boasts features offers begins ends begin known"
)
# Forms that are nouns too: verbs where a noun stands before them and an amount, a preposition or an article follows.
EITHER = _words(
    "rise rises fall falls drop drops gain gains increase increases decrease decreases decline declines climb"
    " climbs jump jumps plunge plunges slump slumps surge surges soar soars slip slips dip dips cut cuts cost"
    " costs trade trades close closes open opens end ends finish finishes peak peaks hit hits total weigh plan"
    " plans value values price prices range ranges average averages top tops report reports post posts face"
    " faces start starts add adds return returns move moves rate rates raise raises lift lifts lower lowers"
    " slow slows double doubles triple triples hosts host sell carries carry measures lead leads stretch"
    " stretches charge charges offer offers"
)
# Verbs of what is measured: "sales rose", "the fee is", "output reached".
LEVELS = EITHER | _words(
    "is are was were be been being am rose risen fell fallen grew grown became become stood stands stand sat"
    " came comes come went goes go remains remain reaches reach reached hit jumped plunged climbed surged"
    " soared slumped dropped declined increased decreased gained slipped slid shrank sank swung doubled tripled"
    " halved amounted amounts totalled totals totaled averaged averages exceeded exceeds exceed topped"
    " surpassed measured measures weighed weighs estimated put valued priced set kept held cut raised lowered"
    " lifted reduced trimmed narrowed widened ended closed opened finished peaked added lost began begins"
    " equals equal represents represent accounts rising falling growing climbing dropping reaching expected"
    " forecast projected"
)
MODALS = _words("will would can could may might must shall should do does did cannot ll")
OBJECTS = _words("it them him her us me you")
# What an amount may be led in by without being of it: "hit its highest level of", "sold for a record".
DEGREES = _words(
    "level levels record average total high low sum maximum minimum peak amount figure higher lower cheaper"
    " dearer more less wide deep long tall thick old up down part additional roughly nearly respectively"
)
TIMES = _words(
    "year years month months week weeks day days quarter quarters hour hours minute minutes second seconds"
    " decade decades century january february march april may june july august september october november"
    " december monday tuesday wednesday thursday friday saturday sunday night morning evening afternoon season"
    " summer winter spring autumn weekend period last next previous past coming first half time moment date"
)
# Behind an amount these measure it or compare it; they are not what it is of.
COMPARED = _words(
    "higher lower more less long wide deep tall high old thick larger smaller bigger cheaper dearer faster"
    " slower up down apart away each apiece respectively annually worldwide overall total off now square cubic"
    " per cent barrel barrels tonne tonnes ton tons ounce ounces mark level us"
)
VAGUE = _words(
    "total figure figures number numbers amount amounts level levels rest remainder sum sums thing things one"
    " way part parts lot record majority most half quarter third rate share percentage proportion average"
    " people mark high low estimate estimates range company companies firm group man woman country countries"
    " minister ministry government report reports survey statement data president analysts analyst economists"
    " officials spokesman bank others party agency department authorities"
)
CHANGES = _words(
    "rise fall drop gain increase decrease decline climb jump plunge slump surge slip dip cut growth reduction"
    " improvement expansion contraction slowdown rebound recovery hike"
)
_SHAPE_ED = re.compile(r"[a-z]{2,}ed")
_SHAPE_ING = re.compile(r"[a-z]{2,}ing")
_NOUNS_ING = _words("spending building housing funding financing trading training mining banking shipping king thing")


def is_past(word: str) -> bool:
    """A form in -ed: a verb, or a participle before its noun."""
    return _SHAPE_ED.fullmatch(word) is not None and word not in ("need", "speed", "seed", "breed", "feed", "bed")


def is_present(word: str) -> bool:
    """A form in -ing that is not simply a noun."""
    return _SHAPE_ING.fullmatch(word) is not None and word not in _NOUNS_ING


def is_adverb(word: str) -> bool:
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in NOT_ADVERBS)
