"""Shapes of names beyond a run of capitals: lines between two towns, plants called by an adjective or with a word
between the name and its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.core.extraction.sentences import Sentence

UP = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
CAP = rf"[{UP}][\w-]{{0,60}}(?:[’'](?!s\b)\w+)*"
CAPS = rf"{CAP}(?:[ \u00a0]{CAP}){{0,3}}"  # hyphens are within a word: two ways to read one would cost the square
PROJECT, DEPOSIT = "project", "deposit"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as one place of the text gives it."""

    key: str
    type: str
    start: int
    end: int
    sure: bool = False  # a word beside it says what it is
    head: int = -1  # where that word begins, when it stands before


_ENDS = rf"(?P<name>{CAP}\s?[–—]\s?{CAP}(?:\s?[–—]\s?{CAP})?)"  # "Достык — Мойынты"
_LINES = {
    "ru": re.compile(
        r"\b(?:участ\w+|лини[яиюейх]\w*|дорог\w*|железнодорожн\w+ ветк\w+|трасс\w+|автодорог\w*|магистрал\w+"
        rf"|перегон\w*|маршрут\w*|газопровод\w*|нефтепровод\w*|трубопровод\w*|коридор\w*|шосс?е|ветк\w+)\s+[«“\"„]?{_ENDS}"
    ),
    "en": re.compile(
        rf"{_ENDS}[»”\"]?\s+(?:[a-z-]+\s+)?(?:railway|railroad|line|highway|motorway|road|section|route|pipeline|corridor"
        r"|stretch|link|service)\b"
    ),
    "kk": re.compile(
        rf"{_ENDS}[»”\"]?\s+(?:\w+\s+)?(?:учаске\w*|темір\s?жол\w*|теміржол\w*|автожол\w*|жол\w*|желі\w*|бағыт\w*|маршрут\w*"
        r"|тасжол\w*|газ құбыр\w*|мұнай құбыр\w*|құбыр\w*|дәліз\w*|тармағ\w*|тармақ\w*)"
    ),
}
# Nouns that an adjective of a place makes a name of, by gender; in the nominative as the key has it.
_MASCULINE = "рудник|комбинат|завод|разрез|карьер|прииск|терминал|порт|аэропорт|канал|бассейн|НПЗ|ГОК|ГПЗ|ЦБК"
_FEMININE = "шахт|фабрик|электростанци|ГРЭС|ТЭЦ|ТЭС|АЭС|ГЭС|дамб|плотин"
_NEUTER = "водохранилищ|месторождени"
_CALLED = re.compile(
    rf"(?<![\w-])(?P<stem>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?:ск|цк))(?:ий|ого|ому|им|ом|ая|ой|ую|ое)"
    rf" (?:(?P<masculine>{_MASCULINE})|(?P<feminine>{_FEMININE})|(?P<neuter>{_NEUTER}))"
    r"(?P<ending>[а-я]{0,3})(?!\w)"
)
_PLAIN_PLACES = frozenset(
    ("городск", "морск", "сельск", "заводск", "соседск", "областн", "гражданск", "военно-морск")
)
_ADJECTIVE_END = {"masculine": "ий", "feminine": "ая", "neuter": "ое"}
_BASE = {
    "шахт": "шахта", "фабрик": "фабрика", "электростанци": "электростанция", "дамб": "дамба", "плотин": "плотина",
    "водохранилищ": "водохранилище", "месторождени": "месторождение",
}  # fmt: skip
_DEPOSITS = ("рудник", "разрез", "карьер", "прииск", "шахт", "месторождени")
# "the Lubiatowo nuclear plant", "the Kestrel copper mine": one or two plain words before the kind.
_MODIFIED = re.compile(
    rf"(?<![\w.])(?P<name>{CAPS})(?: (?:nuclear|hydroelectric|hydropower|hydro|thermal|solar|wind|coal|gas|oil|copper"
    r"|gold|silver|lead|zinc|nickel|iron|ore|steel|aluminium|aluminum|lithium|uranium|cobalt|potash|phosphate|diamond"
    r"|chemical|cement|fertiliser|fertilizer|battery|car|rare|earths?|power|desalination|offshore|onshore|shale|deepwater"
    r"|open-pit|underground|export|container|LNG|rail|road|storage|water|processing|treatment|assembly|pumped|data"
    r"|geothermal|irrigation|pulp|paper|textile|sugar|lignite|peat|salt|tin|tungsten|bauxite|alumina|manganese|chrome"
    r"|combined|cycle|freight|passenger|industrial|research|green|hydrogen|ammonia|petrochemical|liquefaction)){1,3}"
    r" (?:(?P<project>plant|station|farm|park|project|complex|refinery|smelter|facility|reactor|dam|reservoir"
    r"|terminal|port|pipeline|works|mill|factory|scheme|line|link|corridor|storage|zone|hub|centre|center)"
    r"|(?P<deposit>mine|field|deposit|pit|quarry|colliery|prospect|basin|discovery))\b"
)
_OF_PLACE = re.compile(rf"\b(?i:port|mine|refinery|plant|town|city|dam|lake|field) of (?P<name>{CAPS})")
_KK_KIND = re.compile(
    rf"(?<!\w)(?P<name>{CAP})[ \u00a0](?:[СЖАБ]ЭС|ГЭС|ЖЭО|МӨЗ|ГӨЗ|ГРЭС|КБК|ТКБК|су қойма\w*|су электр станция\w*"
    r"|су бөгет\w*|бөгет\w*|әуежай\w*|теміржол\w*|электр станция\w*)(?:-\d+)?(?:-\w+)?(?!\w)"
)
_KK_PLAIN = frozenset(
    (
        "Жаңа",
        "Ескі",
        "Бұл",
        "Осы",
        "Сол",
        "Ірі",
        "Үлкен",
        "Кіші",
        "Екі",
        "Үш",
        "Бір",
        "Екінші",
        "Бірінші",
        "Негізгі",
        "Әр",
    )
    + ("Жергілікті", "Облыстық", "Қалалық", "Барлық", "Әлемдік", "Халықаралық", "Басты", "Жалғыз")
)


def shapes(text: str, sentence: Sentence) -> Iterator[Name]:
    """The names of such shapes in a sentence."""
    start, end, language = sentence.start, sentence.end, sentence.language
    lines = _LINES.get(language)
    if lines is not None and ("—" in text[start:end] or "–" in text[start:end]):
        for m in lines.finditer(text, start, end):
            yield Name(
                m["name"], PROJECT, m.start("name"), m.end("name"), sure=True, head=min(m.start(), m.start("name"))
            )
    if language == "ru":
        yield from _called(text, start, end)
    elif language == "en":
        for m in _MODIFIED.finditer(text, start, end):
            found = _without_article(m)
            if found is not None:
                yield Name(found[0], DEPOSIT if m["deposit"] else PROJECT, found[1], m.end("name"))
        for m in _OF_PLACE.finditer(text, start, end):
            yield Name(m["name"], PROJECT, m.start("name"), m.end("name"), sure=True, head=m.start())
    elif language == "kk":
        for m in _KK_KIND.finditer(text, start, end):
            if m["name"] not in _KK_PLAIN:
                yield Name(m["name"], PROJECT, m.start("name"), m.end("name"), sure=True)


def _without_article(m: re.Match[str]) -> tuple[str, int] | None:
    """The name and where it begins, a capital article left out: "The Sinop nuclear plant"."""
    first, _, rest = m["name"].partition(" ")
    if first not in ("The", "A", "An", "Its", "Their", "New", "Old", "In", "At", "Another"):
        return m["name"], m.start("name")
    return (rest, m.end("name") - len(rest)) if rest else None


def _called(text: str, start: int, end: int) -> Iterator[Name]:
    """Plants, mines and reservoirs called by an adjective, in the nominative: "Токтогульское водохранилище"."""
    for m in _CALLED.finditer(text, start, end):
        gender = next(g for g in _ADJECTIVE_END if m[g])
        if m["stem"].lower() in _PLAIN_PLACES:
            continue
        noun = m[gender]
        key = f"{m['stem']}{_ADJECTIVE_END[gender]} {_BASE.get(noun, noun)}"
        yield Name(key, DEPOSIT if noun in _DEPOSITS else PROJECT, m.start(), m.end())
