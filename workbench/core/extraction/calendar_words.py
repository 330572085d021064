"""The words of a calendar in three languages: months, seasons, ordinals of quarters, small numbers of months."""

from __future__ import annotations

DASH = r"\s*[-–—]\s*"
RU_MONTH = (
    r"январ\w*|феврал\w*|март\w?|апрел\w*|ма[йяею]|июн\w|июл\w|август\w?|сентябр\w*|октябр\w*|ноябр\w*|декабр\w*"
)
EN_MONTH = (
    r"january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
)
KK_MONTH = r"(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)\w*"
MONTHS = {
    "ru": ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
    "en": ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    "kk": ("қаңт", "ақп", "наур", "сәу", "мам", "маус", "шіл", "там", "қырк", "қаз", "қараш", "желт"),
}
RU_ORDINAL = r"(?:перв|втор|трет|четв|[1-4](?:-?\w{1,2})?\b|iv\b|i{1,3}\b)\w*"
EN_ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
KK_ORDINAL = r"(?:бірінші|екінші|үшінші|төртінші|алғашқы|[1-4]\s*-?\s*(?:ші|шы|інші)?|iv|i{1,3})"
RU_SEASON = r"весн\w+|лет(?:ом|а)|осен\w+|зим\w+"
EN_SEASON = r"spring|summer|autumn|fall|winter"
KK_SEASON = r"көктем\w*|жаз(?:ында|дың|да)|күз\w*|қыс(?:ында|тың|та)"
SEASONS = {
    "вес": 21, "лет": 22, "осе": 23, "зим": 24, "spr": 21, "sum": 22, "aut": 23, "fal": 23, "win": 24,
    "көк": 21, "жаз": 22, "күз": 23, "қыс": 24,
}  # fmt: skip
ORDINALS = {
    "пер": 1, "вто": 2, "тре": 3, "чет": 4, "fir": 1, "sec": 2, "thi": 3, "fou": 4,
    "бір": 1, "алғ": 1, "екі": 2, "үші": 3, "төр": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip
SPANS = {
    "два": 2, "three": 3, "трех": 3, "три": 3, "үш": 3, "четыре": 4, "four": 4, "төрт": 4, "пять": 5,
    "five": 5, "бес": 5, "шести": 6, "шесть": 6, "six": 6, "алты": 6, "семь": 7, "seven": 7, "жеті": 7,
    "восемь": 8, "eight": 8, "сегіз": 8, "девяти": 9, "девять": 9, "nine": 9, "тоғыз": 9,
    "десять": 10, "ten": 10, "он": 10, "одиннадцать": 11, "eleven": 11,
    **{str(n): n for n in range(2, 12)},
}  # fmt: skip
# The longer stem first: Kazakh "маусым" is June, though Russian May begins so too.
_STEMS = sorted(
    ((stem, number) for names in MONTHS.values() for number, stem in enumerate(names, 1)),
    key=lambda pair: -len(pair[0]),
)
COUNTS = "|".join(sorted(SPANS, key=len, reverse=True))


def month_of(word: str) -> int:
    """1..12 of a month's name in any of the three languages."""
    for stem, number in _STEMS:
        if word.startswith(stem):
            return number
    raise ValueError(f"not a month: {word!r}")


def ordinal_of(word: str) -> int:
    word = word.strip()
    if word[0].isdigit():
        return int(word[0])
    return ORDINALS.get(word) or ORDINALS[word[:3]]
