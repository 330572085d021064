"""Rewrites resources/lexicon/{en,ru,kk}/countries.toml from the country names of Unicode CLDR (through babel).

Run by hand when CLDR has news: python packaging/harvest_terms.py. The program itself only reads the files. Short
forms, adjectives and capitals are kept by hand in subjects.toml. CLDR data: Unicode licence V3.
"""

from __future__ import annotations

import re
from pathlib import Path

from babel import Locale

from workbench.core.vocabulary.inflection import russian_stem

LEXICON = Path(__file__).resolve().parents[1] / "resources" / "lexicon"
NOT_COUNTRIES = re.compile(
    "A[CQX]|B[LQV]|C[CDGPQX]|DG|E[AUZ]|G[GS]|HM|I[CMO]|JE|KN|LC|MF|NF|P[MN]|QO|S[HJX]|T[ACF]|U[MN]|VC|WF|X.|ZZ"
)
# Read wrongly more often than rightly: "того" is also "of that", Jersey a shirt.
LEFT_OUT = {"ru": {"Того", "Гуам", "Реюньон"}, "kk": {"Того", "Конго", "Кот-д’Ивуар"}, "en": {"Jersey", "Guam"}}
HEAD = "# Country names of Unicode CLDR, made by packaging/harvest_terms.py; corrections belong into subjects.toml.\n"


def clean(name: str) -> str:
    """The plain name: without "(Burma)", "SAR", soft additions after a dash."""
    name = re.sub(r"\s*\([^)]*\)", "", name)
    name = re.sub(r"\s+SAR(?: China)?$", "", name)
    return name.replace("&", "and").replace("’", "'").strip()


def pattern(name: str, language: str) -> str:
    if language == "en":
        return name
    words = re.split(r"[\s'—-]+", name)
    if language == "kk":
        return " ".join([*words[:-1], words[-1] + "*"])
    return " ".join(word if word in ("и", "о", "да", "д", "о-ва") else russian_stem(word) for word in words)


def main() -> None:
    english = Locale("en").territories
    for language in ("en", "ru", "kk"):
        names = Locale(language).territories
        lines = [HEAD]
        for code in sorted(english, key=lambda c: english[c]):
            if not re.fullmatch("[A-Z]{2}", code) or NOT_COUNTRIES.fullmatch(code) or code not in names:
                continue
            name = clean(names[code])
            if name.startswith(("о-в", "о-ва")) or " о-в" in name or name in LEFT_OUT[language] or "," in name:
                continue
            lines.append(f'["{clean(english[code])}"]\nname = "{name}"\ncues = ["{pattern(name, language)}"]\n')
        (LEXICON / language / "countries.toml").write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main()
