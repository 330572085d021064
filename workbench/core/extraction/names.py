"""Names no lexicon holds: deposits, companies, projects, and the deals between two of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from workbench.core.extraction import ner
from workbench.core.extraction.gazetteer import Mention, Role, role_of
from workbench.core.extraction.name_shapes import CAP, CAPS, UP, Name, shapes
from workbench.core.extraction.sentences import Sentence
from workbench.core.model.span import Span
from workbench.core.vocabulary.terms import TermKind


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_LATIN = (
    r"[A-Z][A-Za-z0-9&]*(?:[ \u00a0-](?:[A-Z][A-Za-z0-9&]*(?![\w$€£¥])|of(?= [A-Z]))){0,7}(?:[ \u00a0](?:Inc|Corp|Ltd"
    r"|LLC|plc|PLC|Co|AG|SA|NV)\b\.?)?"
)
_OPEN, _CLOSE = '«“”"„‘', '»“”"’'
_QUOTED = re.compile(rf"[{_OPEN}]([{UP}][^{_OPEN}{_CLOSE}\n]{{1,40}}?)[{_CLOSE}]")
_SPEECH = re.compile(r"[,.;:!?…]\s*$|[,;!?…$€£₽₸%]|\s\d")  # what words somebody said have, and names do not
_NAME_WORDS = 5
# What kind of thing the word before (Kazakh, English: after) a name says it is.
_TYPES = {
    "deposit": r"месторождени\w+|рудник\w*|участ\w+|шахт\w+|карьер\w*|разрез\w*|залеж\w+|площад\w+(?= [«“”\"„])",
    "project": r"проект\w*|завод\w*|комбинат\w*|фабрик\w+|комплекс\w*|предприяти\w+|(?:электро)?станци\w+"
    r"|ГЭС|АЭС|ТЭЦ|ТЭС|ГРЭС|НПЗ|ГОК"
    r"|порт\w*|аэропорт\w*|терминал\w*|газопровод\w*|нефтепровод\w*|трубопровод\w*|коридор\w*|дорог\w+",
    "company": r"компани\w+|корпораци\w+|холдинг\w*|концерн\w*|фирм\w+|авиакомпани\w+|банк\w*|товариществ\w+"
    r"|производител\w+|АО|ТОО|ООО|ПАО|ОАО|НАК|НК|фонд\w*"
    r"|групп\w+|оператор\w*|трейдер\w*",
}
_TYPES_AFTER = {
    "deposit": r"deposit|mine|field|prospect|orebody|licence area|license area|site|кен орн\w+|кенорн\w+"
    r"|кеніш\w*|учаскес\w*|шахтас\w*",
    "project": r"project|plant|smelter|refinery|complex|facility|(?i:corridor|pipeline|railway|port|airport|canal|dam"
    r"|terminal|reactor|power station|wind farm|solar farm)|жобас\w*|зауыт\w*|комбинат\w*|фабрикас\w*|станцияс\w*"
    r"|порт\w*|дәліз\w*|құбыр\w*",
    "company": r"Inc\b\.?|Corp\b\.?|Corporation|Ltd\b\.?|LLC|PLC|plc|Group|Holdings?|Resources|Minerals"
    r"|Mining|Energy|Capital|Metals"
    r"|Materials|Partners|Industries|Bank|Airlines|Motors|Steel|Technologies|Exploration|Railways|Railway|Oil|Airways|Electric"
    r"|Aluminium|Uranium|Lithium|company|bank|banki|банк\w*|venture|компанияс\w*|корпорацияс\w*|холдинг\w*|тобы\w*|АҚ|ЖШС",
}
_INSTITUTION = (
    r"(?![ \u00a0](?:Act|Law|Agency|Council|Commission|Committee|Survey|Association|Ministry|Department|Institute)\b)"
)
_CENTRAL_HINTS = ("анк", "ЦБ", "Bank", "bank", "фонд", "Фонд", "қор", "Fund")
_NATIONAL_FUND = "Национальный фонд"
_CENTRAL = re.compile(
    rf"\b(?:[Бб]анк|[Нн]ацбанк|[Цц]ентробанк|ЦБ|(?:[Нн]ациональ|[Цц]ентраль)ный банк)(?:а|у|ом|е)?"
    rf" (?:РФ|РК|США|{CAP})"
    rf"|\b(?:Нацбанк|Центробанк|ЦБ|Национальный банк|Центральный банк)\b"
    rf"|\bBank of (?:the )?{CAPS}|\b(?:[Nn]ational|[Cc]entral) [Bb]ank of {CAPS}"
    rf"|\b(?:the )?(?:National|Central) Bank\b"
    r"|\bНацфонд(?=а|у|ом|е|\b)|\bФНБ\b|(?P<ru>\b[Нн]ациональн(?:ый|ого|ому|ым|ом) фонд(?:а|у|ом|е)?\b)"
    r"|\b(?:the )?National Fund\b"
    r"|(?<!\w)(?P<fund>Ұлттық қор)(?:ы|дың|ға|да|дан|ды|ымен|мен|дағы)?(?!\w)"
    rf"|(?<!\w)(?P<kk>(?:{CAP} )?(?:Ұлттық|Орталық) банк)(?:і|інің|тің|ке|пен|ті|тен)?(?!\w)"
)
_INSTITUTIONAL = re.compile(
    r"^Мин[а-я]*(?:$|\s)|^Гос[а-я]+$|(?i:министерств|правительств|комитет|агентств|департамент|ведомств|служб|институт"
    r"|академи|университет|ассоциаци|парламент|мажилис|сенат|палат|совет|комисси|акимат|администраци|биржа|банк)"
)
_BEFORE = re.compile("|".join(rf"(?P<{t}>\b(?i:{p}))" for t, p in _TYPES.items()) + r"\s*$")
_BEFORE_NAME = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{t}>(?i:{p}))' for t, p in _TYPES.items())})[ \u00a0]+(?P<name>{CAPS})"
)
_AFTER = re.compile(rf"\s*(?:{'|'.join(f'(?P<{t}>{p})' for t, p in _TYPES_AFTER.items())})\b")
_KIND_AFTER = "|".join(f"(?P<{t}>{p})" for t, p in _TYPES_AFTER.items())
_NAME_AFTER = re.compile(rf"(?<!\w)(?P<name>{CAPS})[ \u00a0](?:{_KIND_AFTER})(?!\w){_INSTITUTION}")
_LATIN_RUN = re.compile(rf"(?<![\w$€£«“”\"„]){_LATIN}")
# A word that opens a sentence with a capital and looks like a common noun: "Regulators fined", "Production jumped".
_COMMON = re.compile(r"[A-Z][a-z]*(?:[eo]rs|ies|[nst]ts|[cl]es|ees|ians|ings?|ments?|[ts]ions?|ity|ness)")
_OPENING_OF = re.compile(rf"(?!Department|Government|Institution){_COMMON.pattern} of ")
_CAMEL = re.compile(r"\b[A-Z]{2,}[a-z]+\w*|\b[A-Z][a-z]+[A-Z]\w+")
OUTLET = re.compile(  # those that tell of others and not of themselves
    r"(?i:\b(?:news|times|post|daily|journal|herald|reuters|bloomberg|interfax|nikkei|guardian|economist|forbes|bbc|cnn"
    r"|afp|ap|handelsblatt|monde|tribune|hindu|telegraph|newswire|media|magazine|press|kazinform|wsj|ft|ria|tass)\b"
    r"|интерфакс|\bтасс\b|\bриа\b|агентств|газет|журнал|ведомост|коммерсант|известия|форбс|казинформ|қазақпарат"
    r"|агенттігі|газеті|\.(?:kz|ru|com|uz|kg)$)"
)
_LEGAL = re.compile(r"[ \u00a0](?:Inc|Corp|Corporation|Ltd|LLC|plc|PLC|Co|AG|SA|NV)\.?$")
_ORG_ENDING = re.compile(
    rf"\b[{UP}][а-яёәғқңөұүһі]+(?:пром|нефть|газ|банк|металл|никель|золото|медь|химия|геология"
    rf"|уголь|энерго|транс|атом|цинк|хром|сталь|мыс|алтын|өнеркәсіп|мұнай)"
    r"(?:а|у|ом|е|и|ью)?\b"
)
_VERB_AFTER = re.compile(
    r"(?i)(?:\s+(?:today|now|also|already|yesterday|recently|later|still|then|on \w+day|\w{2,}ly|itself|once))?"
    r"\s+(?:said|says|will|would|plans?|owns?|holds?|holding|keeps?|kept|takes?|gets?|receives?|received|retained|has|had|is|was|expects?|produced?"
    r"|produces|mined|signed|agreed|acquired|bought|sold"
    r"|raised|reported|invested|controls?|retains?|получ\w+|владе\w+|добы\w+|произв\w+|намерен\w*"
    r"|планиру\w+|заключ\w+|подпис\w+|сохран\w+"
    r"|earned|won|lost|paid|spent|made|rose|fell|grew|built|began|put|took|got|gave|cut|shipped|exported"
    r"|\w{3,}ed|invests|builds|makes|pays|spends|sells|buys|earns|operates|employs|offers|remains|chief|CEO|chairman|executive|spokes\w+|director|president"
    r"|влож\w+|инвестиру\w+|увелич\w+|экспортир\w+|отчита\w+|иелен\w+|алады|өндір\w+)"
)
_OWNS = re.compile(
    r"[’']s\s+(?:\w+\s+)?(?:market|net|annual|total|output|revenues?|profits?|production|shares?|sales|exports?|reserves"
    r"|capital|stake|capacity|plants?|earnings|debt|dividend|mines?|assets|costs?|value|investment|spending)\b"
)
_DONE_TO = re.compile(
    r"\b(?:fine[sd]?|acquire[sd]?|buys?|bought|back(?:s|ed)|sue[sd]?|gives?|gave|lends?|lent|lending|loan(?:s|ed)|granted"
    r"|award(?:s|ed)|pays|paid|penali[sz]e[sd]?"
    r"|(?:owned|operated|controlled|run|developed|built|made|sold|bought|managed|mined|supplied|held|produced) by"
    r"|unit of|subsidiary of|(?:chief executive|head|chairman|boss|director|founder|president) of)\s+$"
)
_TOLD_OF = re.compile(  # "Rivian, based in California, …", "Codelco, the world's top copper producer, …"
    r",\s+(?:(?:based|headquartered|listed|owned|founded|controlled|backed|whose|part of|a unit of)\b"
    r"|(?:an?|the)\s[^,.;]{0,40}?\b(?:company|miner|maker|firm|producer|group|operator|airline|bank|retailer|developer"
    r"|manufacturer|driller|utility|trader|supplier|giant|carmaker|automaker|chipmaker|steelmaker|refiner|startup)\b)"
)
_BETWEEN = re.compile(r"\b(?:between|with|and|by)\s+$")
_NOT_NAMES = _words(
    "The A An In On At By For From With And But As It Its This That These Those He She They We Her His Our My "
    "Your Their There Such If When While After Before Under According However Meanwhile Last Next Mr Mrs Ms Dr "
    "President Minister Prime Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March "
    "April May June July August September October November December Q1 Q2 Q3 Q4 AI CEO GDP VAT US USA EU UK UN "
    "Inc Corp More About Over Some Only Nearly Almost Total Output Exports Imports Production Reserves "
    "Investment Both All Each Most Today Yesterday Still Yet Brent WTI Urals LME COMEX Figures Data Sources "
    "Analysts Officials Traders Economists Experts Brokers Costs Prices Sales Profit Profits Revenue"
)
_NOT_NAMES |= _words(
    "В Во На Из От До По За К С Со У О Об При Для После Под Над Между Это Эта Этот Новый Новая "
    "New Old Another Жаңа Бұл Осы Сол Ірі Ең Екінші Бірінші Өз Бір Негізгі Бұрынғы Барлық Жалпы Әр Отандық Шетелдік "
    "Біз Біздің Олар Олардың Оның Кейін Қазір Бүгін Қазіргі Бірақ Сонымен"
)
_DEAL = re.compile(
    r"(?i)\b(?:соглашени\w+|сделк\w+|контракт\w*|договор\w*|меморандум\w*|партнерств\w+"
    r"|agreements?|deals?|contracts?|memorandum|accord"
    r"|partnership|келісім\w*|келісімшарт\w*|мәміле\w*|меморандум\w*|сотруднича\w+|cooperate\w*|заключил\w*)\b"
)
_TOPICS = {
    "deal": _DEAL,
    "venture": re.compile(
        r"\b(?:совместн\w+ (?:предприяти|компани|проект)\w*|сп|уставн\w+ капитал\w*|joint (?:venture|company|project)"
        r"|the venture|jv|бірлескен (?:кәсіпорын|кәсіпорн|компани|жоба)\w*|жарғылық капитал\w*)\b"
    ),
}  # fmt: skip
_PARTY_LINK = re.compile(
    r"^(?:[^.;]{0,40}?\b(?:и|and|с|со|with|мен|пен|бен|және|между|between)\b[^.;]{0,60})$|^\s*[-–—]\s*$"
)
_OWNER_ENDS = {
    "kk": re.compile(r"(?:дағы|дегі|тағы|тегі|лық|лік|дық|дік|тық|тік|ның|нің|дың|дің|тың|тің)$"),
    "ru": re.compile(r"[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое|ие|их)$"),
}
_RU_ADJECTIVE = re.compile(r"[А-ЯЁ][а-яё]+(?:ого|его|ому|ему|ым|им|ый|ий|ая|ой|ые|ых)")
_KK_GENITIVE = re.compile(r"(?<=\w{3})(?:ның|нің|дың|дің|тың|тің)$")
_CYRILLIC = re.compile(r"[А-Яа-яЁё-]+")
_CASES = ("ой", "ом", "ем", "ю", "а", "у", "е", "ы", "и", "я")
_BASES = ("", "а", "я", "ь")  # what the nominative may end in, the likelier first
_SHORTEST = 3
_PARTIES = ("company", "country", "org", "region")


def name_mentions(
    text: str, low: str, sentence: Sentence, known: Iterable[Mention], recognised: Sequence[ner.Name] = ()
) -> list[Mention]:
    """Mentions of names that the lexicon does not hold, typed by the word beside them; those that a model
    `recognised` come after what the rules see, and people are nobody's company."""
    taken = [(m.start, m.end) for m in known]
    taken += [(n.span.start, n.span.end) for n in recognised if n.kind is ner.NameKind.PERSON]
    found: list[Name] = []
    for one in chain(_names(text, sentence), _recognised(text, sentence, recognised)):
        name = _past_owner(one, low, taken, _OWNER_ENDS.get(sentence.language))
        inside = [(start, end) for start, end in taken if name.start < end and start < name.end]
        if any(
            not (name.start <= start and end <= name.end and end - start < name.end - name.start)
            for start, end in inside
        ):
            continue
        if inside and not name.sure:
            continue
        if any(name.start < n.end and n.start < name.end for n in found):
            continue
        found.append(name)
    return [_mention(name, low, sentence) for name in found]


def _past_owner(name: Name, low: str, taken: Sequence[tuple[int, int]], owner: re.Pattern[str] | None) -> Name:
    """A name without the country in front of it: "Шығыс Қазақстандағы Қарақұдық", "Китайская Zijin Mining"."""
    for start, end in taken if owner is not None else ():
        if name.start <= start and end < name.end and low[end] == " " and owner and owner.search(low, start, end):
            return replace(name, start=end + 1, key=name.key[end + 1 - name.start :])
    return name


def _names(text: str, sentence: Sentence) -> Iterator[Name]:
    start, end = sentence.start, sentence.end
    for m in _QUOTED.finditer(text, start, end):
        if _said(m[1]):
            continue
        key = m[1].strip()
        key = _KK_GENITIVE.sub("", key) if sentence.language == "kk" and " " not in key else key
        told = _type_near(text, m.start(), m.end(), sentence)
        sure = " " in key  # "«Жезқазған Темір»" is not the town, "«Азия Ферро»" no continent
        yield Name(key, told or "company", m.start(1), m.end(1), sure=sure)
    yield from _institutions(text, sentence)
    yield from shapes(text, sentence)
    for m in _BEFORE_NAME.finditer(text, start, end) if sentence.language != "en" else ():
        kind = next(t for t in _TYPES if m[t])
        yield Name(_clean(m["name"]), kind, m.start("name"), m.end("name"), sure=True, head=m.start())
    for m in _NAME_AFTER.finditer(text, start, end):
        kind = next(t for t in _TYPES_AFTER if m[t])
        first = m["name"].split()[0]
        at = m.start("name")
        if first in _NOT_NAMES:
            rest = m["name"][len(first) :].lstrip()
            at += len(m["name"]) - len(rest)
            if not rest:
                continue
        if sentence.language == "ru" and kind == "company" and _RU_ADJECTIVE.fullmatch(m["name"]):
            continue  # "Всемирного банка"
        stop = m.end() if kind != "deposit" and m[kind][0].isupper() else m.end("name")
        yield Name(_clean(text[at:stop]), kind, at, stop, sure=stop == m.end())  # "Azerbaijan Railways"
    if sentence.language in ("ru", "kk"):
        for m in _LATIN_RUN.finditer(text, start, end):
            told = _type_near(text, m.start(), m.end(), sentence)
            if m[0] not in _NOT_NAMES and (told or len(m[0]) > 2 + m[0].isupper()):
                yield Name(_clean(m[0]), told or "company", m.start(), m.end(), sure=" " in m[0])
        for m in _ORG_ENDING.finditer(text, start, end):
            yield Name(m[0], _sort_of(m[0]), m.start(), m.end())
    else:
        yield from _english(text, sentence)


def _said(quoted: str) -> bool:
    """Whether the words in quotation marks are a sentence somebody said, not a name."""
    return len(quoted.split()) > _NAME_WORDS or _SPEECH.search(quoted) is not None


def _recognised(text: str, sentence: Sentence, recognised: Sequence[ner.Name]) -> Iterator[Name]:
    """Organisations and places of a model, typed by the word beside them where one says more."""
    for one in recognised:
        if one.kind is ner.NameKind.PERSON:
            continue
        start, end = one.span.start, one.span.end
        words = text[start:end].strip(_OPEN + _CLOSE + " ")
        start += text[start:end].find(words)
        kind = _type_near(text, start, start + len(words), sentence)
        if not kind:
            kind = "place" if one.kind is ner.NameKind.PLACE else _sort_of(words)
        if words[:1].isupper():
            yield Name(_clean(words), kind, start, start + len(words))


def _sort_of(words: str) -> str:
    """Whether an organisation is a firm or an institution: ministries own no mines."""
    return "org" if _INSTITUTIONAL.search(words) else "company"


def _english(text: str, sentence: Sentence) -> Iterator[Name]:
    """Runs of capitals in an English sentence that act like a company."""
    deal = _DEAL.search(text, sentence.start, sentence.end) is not None
    for m in _LATIN_RUN.finditer(text, sentence.start, sentence.end):
        run, at = m[0], m.start()
        first = run.split()[0]
        if first in _NOT_NAMES:
            rest = run[len(first) :].lstrip()
            at, run = at + len(run) - len(rest), rest
        opening = not text[sentence.start : at].strip('"“«(')
        if opening and (of := _OPENING_OF.match(run)):  # "Construction of Mount Bell"
            at, run = at + of.end(), run[of.end() :]
        if len(run) < 3 or run in _NOT_NAMES or (opening and _COMMON.fullmatch(run)):
            continue
        camel = _CAMEL.fullmatch(run.split()[0]) is not None
        joins = deal and _BETWEEN.search(text[max(sentence.start, at - 12) : at])
        told = _VERB_AFTER.match(text, m.end()) or _OWNS.match(text, m.end()) or _TOLD_OF.match(text, m.end())
        if camel or joins or told or _DONE_TO.search(text[max(sentence.start, at - 24) : at]):
            yield Name(_clean(run), "company", at, at + len(run))


def _institutions(text: str, sentence: Sentence) -> Iterator[Name]:
    """Central banks and their like, by the word and the country behind or before it."""
    if not any(text.find(word, sentence.start, sentence.end) >= 0 for word in _CENTRAL_HINTS):
        return
    for m in _CENTRAL.finditer(text, sentence.start, sentence.end):
        yield Name(_bare(m), "org", m.start(), m.end(), sure=True)


def _bare(m: re.Match[str]) -> str:
    """A name without its endings."""
    if m["ru"]:
        return _NATIONAL_FUND
    return m["kk"] or m["fund"] or m[0]


def _type_near(text: str, start: int, end: int, sentence: Sentence) -> str:
    before = _BEFORE.search(text, max(sentence.start, start - 24), start)
    if before:
        return before.lastgroup or ""
    after = _AFTER.match(text, end, sentence.end)
    return (after.lastgroup or "") if after else ""


def _clean(name: str) -> str:
    return _LEGAL.sub("", name.strip(" .,’'-"))


def _mention(name: Name, low: str, sentence: Sentence) -> Mention:
    first, last = sentence.words(name.start, name.end)
    mention = Mention(TermKind.SUBJECT, name.key, name.start, name.end, first, last, type=name.type)
    head = mention if name.head < 0 else replace(mention, first=sentence.token_at(name.head))
    return replace(mention, role=role_of(head, low, sentence))


def keys_in(text: str, paragraph: Span, language: str) -> set[str]:
    """The names of a paragraph as the rules alone see them."""
    whole = Sentence(paragraph.start, paragraph.end, 0, language, (), (), ())
    first: dict[int, str] = {}
    for name in _names(text, whole):
        first.setdefault(name.start, name.key)  # of two readings of a place the rules' first
    return set(first.values())


def unified(keys: Collection[str]) -> dict[str, str]:
    """Longer names of an article that begin with a shorter one there lead to the shorter: "AltynGroup Kazakhstan"."""
    shorter: dict[str, str] = {}
    for key in keys:
        words = key.split(" ")
        heads = (" ".join(words[:count]) for count in range(1, len(words)))
        found = next((head for head in heads if head in keys), None)
        if found is not None:
            shorter[key] = found
    return shorter


def base_form(key: str, capitals: Container[str]) -> str:
    """A Russian name without its case ending, where the article has it so too: "Полюса" after "Полюс"."""
    head, space, last = key.rpartition(" ")
    if space or not _CYRILLIC.fullmatch(last):
        return key
    for ending in _CASES:
        if last.endswith(ending) and len(last) - len(ending) > _SHORTEST:
            stem = last[: -len(ending)]
            found = next((stem + base for base in _BASES if stem + base != last and stem + base in capitals), None)
            if found is not None:
                return head + space + found
    return key


def speaks_of(topic: str, low: str, sentence: Sentence) -> bool:
    """Whether a sentence has a word of a topic: "deal", "venture"."""
    return _TOPICS[topic].search(low, sentence.start, sentence.end) is not None


def deal_of(low: str, sentence: Sentence, named: Sequence[Mention]) -> Mention | None:
    """The deal a sentence tells of: a word for one, and two parties joined by "and" or "with"."""
    word = _DEAL.search(low, sentence.start, sentence.end)
    if word is None:
        return None
    parties = [m for m in named if m.type in _PARTIES and m.role is not Role.ADJECTIVE and not m.derived]
    companies = [m for m in parties if m.type == "company"]
    for group in (companies, parties):
        for a, b in pairwise(group):
            if a.key != b.key and _PARTY_LINK.match(low[a.end : b.start]):
                return Mention(
                    TermKind.SUBJECT, f"{a.key}–{b.key} deal", a.start, b.end, a.first, b.last, type="deal"
                )
    return None
