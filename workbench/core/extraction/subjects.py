"""Whose figure it is, of which item, and where: the mention that stands nearest in the likeliest role."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.core.extraction.gazetteer import Mention, Role
from workbench.core.extraction.names import OUTLET
from workbench.core.extraction.sentences import Sentence
from workbench.core.extraction.spot import Spot
from workbench.core.model.span import Span
from workbench.core.vocabulary.terms import Term, TermKind

_FARTHEST = 5.5
_ITEM_FARTHEST = 4.0
_PLACE_FARTHEST = 2.2
_ROLES = {
    Role.HEAD: -0.6, Role.ON: -0.8, Role.OF: 0.0, Role.PLAIN: 0.1, Role.IN: 0.15, Role.ADJECTIVE: 0.7,
    Role.PARTY: -0.4, Role.WITH: 1.6, Role.FROM: 1.4, Role.TO: 2.2, Role.THAN: 2.6,
}  # fmt: skip
_ORDER = 0.35  # each step down the list of types a measure is said of
_BEHIND = 2.4  # who is named later than that is the next thought's
_AROUND = 4
_METONYM = 0.5
_ADJECTIVE_BEHIND = 0.7
_MUTUAL, _PARTNER = "trade", 1.2
_OPENING = 0.3  # who opens a sentence is likely whom it is about
_OWNS, _OWNED = -0.8, 1.6
_OWNER_BEFORE = 48
_OWNER = re.compile(
    r"(?:принадлеж\w+|котор\w+ (?:владеет|управляет|руководит)|подконтрольн\w+|дочерн\w+|входящ\w+ в"
    r"|владелец\w*|владельц\w+"
    r"|(?:majority|wholly|jointly|partly|fully|half)?-?\s?(?:owned|operated|controlled|run|backed|developed|held) by"
    r"|belonging to|belongs to|owners?|a unit of|a subsidiary of|part of)\s+(?:[\w-]+\s+){0,2}[«“\"„]?$"
)
_IN_WHICH = re.compile(r"\b(?:in|of) which\s+(?:[\w-]+\s+)?$|\bкотор\w+\s+(?:\w+\s+)?[«“\"„]?$")
_HOLDS = re.compile(
    r"[»”\"]?\s+(?:\w+\s+)?(?:holds|owns|has|controls|keeps|владеет|принадлеж\w+|держит|контролирует|имеет)\b"
)
_NEARBY = 2.4
_TELLS = 2.0  # a newspaper is seldom whom its figures are about
_NEAR_WORDS = frozenset(
    ("near", "outside", "around", "under", "beside", "под", "близ", "возле", "около", "вблизи", "недалеко")
)
_BASED = frozenset(("based", "located", "headquartered", "situated", "listed", "штаб", "расположенн", "базирующ"))
_AS_IF = {"city": "place", "region": "country"}
_LENT = ("loan", "grant", "aid", "bailout")
_GIVES = re.compile(  # behind it stands who receives
    r"\b(?:lend|lends|lent|lending|loan(?:s|ed)|grants?|granted|gives?|gave|given|provides?|provided|offers?|offered"
    r"|awards?|awarded|extends?|extended|allocates?|allocated|approves?|approved|pledges?|pledged"
    r"|(?:выдел|предостав|одолж|выда|перечисл|одобр|открыл|да[лс])\w*)\b"
)
_RECEIVES, _LENDS = -1.0, 1.6
_KK_DATIVE = re.compile(r"(?:ға|ге|қа|ке|на|не)$")
_WHOSE = re.compile(  # "the US, which has 2 million": the clause behind is said of that name
    r"[»”\"]?,\s+(?:(?:у|в|на|для|за|of|in|at|for)\s+)?(?:котор\w+|чь[яиею]\w*|чей|где|which|whose|who|where)\b[^,;:()]*$"
)
_RELATED = -1.0
PRICES = ("price", "change in price", "price index")
_HOUSED, _HOUSED_WORDS = 1.6, 6
_HOUSED_SORTS = ("project", "deposit", "company")
_TOWNS = ("city", "place")
_STATE = re.compile(r"\s+(?:state|government|treasury|people|авторитет|государств|правительств|казн|бюджет|стороне)")
_OUTWARD = ("export", "supplies", "share of supplies")  # what goes there is not theirs


def subject_of(spot: Spot, named: Sequence[Mention], term: Term | None, cue: Mention | None) -> Mention | None:
    """The best subject that the sentence names for a measure; None when it names none that suits it."""
    best: tuple[float, Mention] | None = None
    ranked: list[tuple[float, Mention]] = []
    before: Mention | None = None
    for m in spot.near(named):
        order, houses, before = _suits(m, term), _houses(spot, before, m), m
        if order is None or (m.type == "city" and m.role is Role.FROM):
            continue
        if m.first > spot.here[1] and spot.distance(m.words) > _BEHIND:
            continue
        if term is not None and term.key in PRICES and (m.type in _TOWNS or _market(m)):
            continue
        value = spot.path(m, cue, 0.4) + _role_cost(spot, m, term) + _ORDER * order + (_HOUSED if houses else 0.0)
        ranked.append((value, m))
        if best is None or value < best[0]:
            best = (value, m)
    if best is None or best[0] > _FARTHEST:
        return None
    if term is not None and term.key == _MUTUAL:  # of two partners the first is named first
        return min((m for value, m in ranked if value <= best[0] + _PARTNER), key=lambda m: m.first)
    return best[1]


def _houses(spot: Spot, before: Mention | None, m: Mention) -> bool:
    """Whether a country only tells where what stands before it lies: "the Kestrel mine in Zambia"."""
    if before is None or m.role is not Role.IN or before.type not in _HOUSED_SORTS or before.role is Role.ADJECTIVE:
        return False
    tokens = spot.sentence.tokens
    return m.first - before.last <= _HOUSED_WORDS and all(t.joined for t in tokens[before.last : m.first])


def _market(m: Mention) -> bool:
    """Whether a capital is only where a ware is traded: "copper in London"."""
    return m.derived and m.role is Role.IN


def _suits(m: Mention, term: Term | None) -> int | None:
    """The place of a mention's type in the measure's list; None when the measure is not said of such."""
    if term is None or not term.about or (m.learned and not m.type):
        return 0
    if m.role is Role.PARTY:
        return 0
    if m.role is Role.TO and term.key in _OUTWARD:
        return None
    kind = _AS_IF.get(m.type, m.type) if m.type not in term.about else m.type
    return term.about.index(kind) if kind in term.about else None


def _role_cost(spot: Spot, m: Mention, term: Term | None) -> float:
    if m.role is Role.FROM and term is not None and term.key in _OUTWARD:
        return _ROLES[Role.OF]  # "из Азербайджана поставлено": who sends it
    if term is not None and term.key in _LENT and (given := _given(spot, m)):
        return given
    if m.term is None and _noted(spot, "outlet", m, _is_outlet):
        return _TELLS
    if _noted(spot, "owner", m, _is_owner):
        return _OWNS if term is not None and term.key == "stake" else _OWNED
    if m.derived and m.role is not Role.ADJECTIVE and m.term is not None and _near(spot, m):
        return _NEARBY  # "a plant near Berlin" is not Germany
    if m.first < spot.here[0] and not m.derived and _WHOSE.match(spot.low, m.end, spot.statement.full_span.start):
        return _RELATED
    if m.role is Role.THAN and m.first < spot.here[0] and spot.distance(m.words) <= 2.0:
        return -0.4  # "обогнала Индию, у которой 5,7": the figure belongs to what is compared with
    if m.role is Role.ADJECTIVE and _STATE.match(spot.low, m.end):
        return _ROLES[Role.OF]  # "the Zambian state"
    if m.role is Role.ADJECTIVE and m.first > spot.here[1]:
        return _ROLES[m.role] + _ADJECTIVE_BEHIND  # "a duty of 50% on Indian steel": what the noun is, not whose
    if m.role is Role.HEAD and m.first == 0:
        return _ROLES[m.role] - _OPENING + (_METONYM if m.derived else 0.0)
    return _ROLES[m.role] + (_METONYM if m.derived and m.role is not Role.ADJECTIVE else 0.0)


def _noted(spot: Spot, what: str, m: Mention, ask: Callable[[Spot, Mention], bool]) -> bool:
    """What does not hang on the figure, asked once of a name."""
    found = spot.notes.get((what, m.start))
    if found is None:
        found = spot.notes[what, m.start] = ask(spot, m)
    return found


def _is_outlet(_: Spot, m: Mention) -> bool:
    return OUTLET.search(m.key) is not None


def _is_owner(spot: Spot, m: Mention) -> bool:
    """Whether the words around tell that a name owns what the sentence is about."""
    before = spot.low[max(spot.sentence.start, m.start - _OWNER_BEFORE) : m.start]
    if _OWNER.search(before):
        return True
    return _IN_WHICH.search(before) is not None and _HOLDS.match(spot.low, m.end) is not None


def _given(spot: Spot, m: Mention) -> float:
    """Of a loan the one who receives it is whose it is: "Norway will lend Ukraine", "выделил Таджикистану"."""
    if spot.sentence.language == "kk":
        word = spot.sentence.tokens[m.last].word
        return _RECEIVES if _KK_DATIVE.search(word) and m.first < spot.here[0] else 0.0
    giving = _GIVES.search(spot.low, spot.sentence.start, spot.sentence.end)
    if giving is None or m.role in (Role.FROM, Role.ADJECTIVE):
        return 0.0
    if m.start > giving.start():
        return _RECEIVES
    return _LENDS if m.role in (Role.HEAD, Role.PLAIN) else 0.0


def _near(spot: Spot, m: Mention) -> bool:
    """Whether a capital is only where something lies: "near Berlin", "based in Moscow"."""
    words = [t.word for t in spot.sentence.tokens[max(0, m.first - 3) : m.first]]
    if words and (words[-1] in _NEAR_WORDS or any(w.startswith(tuple(_BASED)) for w in words)):
        return True
    following = spot.sentence.tokens[m.last + 1].word if m.last + 1 < len(spot.sentence.tokens) else ""
    return following in ("маңында", "маңындағы", "жанында", "жанындағы", "түбіндегі", "іргесіндегі", "іргесінде")


def item_of(spot: Spot, mentions: Sequence[Mention], cue: Mention | None) -> Mention | None:
    """What the amount consists of or the measure is about."""
    best: tuple[float, Mention] | None = None
    last = spot.here[1]
    for m in spot.near(mentions):
        if m.kind is not TermKind.ITEM:
            continue
        value = spot.path(m, cue, 0.3)
        if 0 < m.first - last <= 2 and spot.sentence.tokens[last].joined:
            value -= 0.6
        if m.term is not None and m.term.weak:
            value += 0.8
        if best is None or value < best[0]:
            best = (value, m)
    return best[1] if best is not None and best[0] <= _ITEM_FARTHEST else None


def place_of(spot: Spot, named: Sequence[Mention], subject: str | None) -> Mention | None:
    """Where it is, when that is not the subject itself: a place or country said with "in"."""
    wide = any(m.key == subject and m.type == "country" for m in named)  # a country's figure lies in no other
    near = [
        (spot.distance(m.words), m)
        for m in spot.near(named)
        if m.key != subject
        and m.role is Role.IN
        and (m.kind is TermKind.PLACE or m.type == "region" or (m.type == "country" and not wide))
    ]
    best = min(near, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] <= _PLACE_FARTHEST else None


_SIDE = {
    "ru": re.compile(r"\b(?P<adjective>\w+[сц]к\w+)\s+(?:сторон\w+|компани\w+|партнер\w*|инвестор\w*|предприяти\w+)"),
    "en": re.compile(r"\b(?:the\s+)?(?P<adjective>\w+)\s+(?:side|company|partner|investor|firm|miner)\b"),
    "kk": re.compile(
        r"\b(?P<adjective>\w+(?:лық|лік|дық|дік|тық|тік))\s+(?:тарап\w*|компани\w+|серіктес\w*|инвестор\w*)"
    ),
}
# What a sentence may refer back to, as the words for it and the types of names they may stand for.
_KINDS = {
    "mine": ("deposit", "project", "company"),
    "company": ("company", "project"),
    "plant": ("project", "deposit", "company"),
    "country": ("country",),
    "region": ("region", "country"),
    "bank": ("org", "company"),
    "line": ("project",),
    "there": ("deposit", "project", "place", "company", "region", "country"),
    "buyer": ("company",),
    "whoever": ("company", "project", "deposit", "country", "org", "region"),
}
_SORTS = {
    "mine": (
        r"месторождени[еияю]\w*|участ(?:ок|к[аеуи]\w*)|рудник\w*|шахт\w+|карьер\w*|разрез[аеу]?"
        r"|(?:the|this|that|its)\s+(?:\w+\s+)?(?:deposit|mine|field|site|prospect|pit|quarry|colliery|orebody|reservoir)"
        r"|кен орн\w+|кеніш\w*|учаске\w*|шахта\w*|карьер\w*"
    ),
    "company": (
        r"компани[яиюейй]\w*|предприяти[еяю]м?|холдинг\w*|корпораци[яиюей]\w*|концерн\w*|фирм[аыеу]й?|групп[аыеу]й?"
        r"|авиакомпани[яиюей]\w*|(?:авто|авиа|судо)?производител[ьяюе]м?|застройщик[аоу]?м?|оператор[ау]?|гигант[ау]?"
        r"|(?:the|this)\s+(?:\w+\s+)?(?:company|firm|miner|group|holding|corporation|producer|airline|retailer|utility"
        r"|operator|developer|manufacturer|driller|refiner|shipper|steelmaker|carmaker|automaker|chipmaker|drugmaker"
        r"|planemaker|maker|business|giant|conglomerate|supplier|trader|startup|start-up)"
        r"|компания\w*|холдинг\w*|корпорация\w*|кәсіпорын\w*|кәсіпорн\w+|фирма\w*|концерн\w*|топ(?:тың)?"
    ),
    "plant": (
        r"проект\w*|завод\w*|комбинат\w*|фабрик\w+|электростанци\w+|предприяти[еяю]\w*|терминал\w*|порт[аеу]?"
        r"|(?:the|this)\s+(?:\w+\s+)?(?:project|plant|facility|smelter|refinery|factory|complex|works|mill|station"
        r"|terminal|port|pipeline|dam|railway|line|corridor|venture)|жоба\w*|зауыт\w*|комбинат\w*|фабрика\w*"
        r"|кәсіпорын\w*|кәсіпорн\w+|станция\w*"
    ),
    "country": (
        r"стран[аыеу]|страной|республик[аиеу]|республикой|государств[аоеу]м?|королевств[аоеу]м?|держав[аыеу]|султанат\w?"
        r"|(?:the|this)\s+(?:\w+\s+)?(?:country|republic|kingdom|nation|sultanate|emirate|state)(?!\s+(?:company|firm|bank"
        r"|fund|oil|budget|owned|run|media|news))"
        r"|ел|елдің|елде|елдегі|елге|елден|елдің|елі|еліміз\w*|республика\w*|мемлекет\w*|патшалық\w*"
    ),
    "region": r"регион[ае]?|област[ьи]|блок[ае]?|the\s+(?:region|bloc|union|continent|province)|өңір\w*|одақ\w*",
    "bank": r"банк[ауе]?|регулятор[ауе]?|the\s+(?:bank|lender|regulator|central bank)|банк\w*|реттеуші\w*",
    "line": (
        r"дорог[аиеу]|дорогой|лини[яию]|линией|трасс[аыеу]|магистрал[ьию]|участ(?:ок|ка|ке|ку)|маршрут[ае]?|ветк[аиеу]"
        r"|(?:газо|нефте|трубо)провод[аеу]?|(?:the|this)\s+(?:new\s+)?(?:line|railway|road|highway|route|pipeline|link|section)"
        r"|жол|жолдың|жолда|желі|желінің|желіде|теміржол\w*|учаске\w*|тармақ\w*"
    ),
    "there": (
        r"(?:на|в) (?:нем|ней|них)|здесь|тут|там"
        r"|(?:work|works|worked|employed|mined|produced|processed|built|installed) there"
        r"|here|онда|мұнда|сонда"
    ),
    "buyer": (
        r"нов\w+ (?:владел\w+|собственник\w*|хозя\w+|инвестор\w*)|покупател[ьяюе]м?|приобретател\w+"
        r"|the (?:new owners?|new investor|buyer|acquirer|purchaser)|its new owners?"
        r"|жаңа (?:иесі|қожайын\w*|инвестор\w*)"
        r"|сатып алушы\w*"
    ),
    "whoever": (
        r"он|она|оно|они|его|ее|их|ему|ей|им|нем|ней|него|нее|них"
        r"|it|its|they|their|ол|оның|оған|онда|одан|олар|олардың|онда(?:ғы)?"
    ),
}
_ANAPHORA = {sort: re.compile(rf"\b(?:{words})\b") for sort, words in _SORTS.items()}


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that stand for a name said before, and the types of names that they may stand for."""

    sort: str
    span: Span

    @property
    def kinds(self) -> tuple[str, ...]:
        return _KINDS[self.sort]

    @property
    def pronoun(self) -> bool:
        return self.sort == "whoever"


def references(low: str, sentence: Sentence) -> list[Reference]:
    """What a sentence refers back to ("the deposit", "компания", "its"), in the order of the text."""
    found = [
        Reference(sort, Span(m.start(), m.end()))
        for sort, pattern in _ANAPHORA.items()
        for m in pattern.finditer(low, sentence.start, sentence.end)
    ]
    return sorted(found, key=lambda r: (r.span.start, -r.span.end))


def nearest_first(found: Sequence[Reference], here: Span) -> list[Reference]:
    """A few references next to a figure; pronouns after words that say more."""
    at = bisect_left(found, here.start, key=lambda r: r.span.start)
    around = found[max(0, at - _AROUND) : at + _AROUND]
    return sorted(around, key=lambda r: (r.pronoun, abs(r.span.start - here.start)))


def sides(low: str, sentence: Sentence) -> list[tuple[Span, Span]]:
    """Parties called by their country ("казахстанская сторона"): the adjective, and the whole."""
    pattern = _SIDE.get(sentence.language)
    if pattern is None:
        return []
    return [
        (Span(*m.span("adjective")), Span(*m.span())) for m in pattern.finditer(low, sentence.start, sentence.end)
    ]
