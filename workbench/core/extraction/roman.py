"""Roman numerals: ordinals every one ("XXI век", "II квартал", "World War II"), never figures."""

from __future__ import annotations

import re

from workbench.core.extraction.exclusions import Excluded
from workbench.core.extraction.site import Site
from workbench.core.extraction.tokens import word_right
from workbench.core.model.disposition import NumberClass

# Cyrillic "Х" and Kazakh "І" are written for the Latin letters.
_RUN = re.compile(r"(?<![\w.-])[IVXХІ]{1,6}(?![\w'’])")
_NUMERAL = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_LATIN = str.maketrans("ХІ", "XI")
_TOLD = ("век", "квартал", "полугод", "столет", "тысячелет", "century", "quarter", "ғасыр", "тоқсан", "жартыжылд")


def romans(site: Site) -> list[Excluded]:
    """The Roman numerals of a line; one letter only before a word that asks for a number."""
    found = []
    for match in _RUN.finditer(site.text, site.start, site.stop):
        told = word_right(site.low, match.end(), site.stop)[0].startswith(_TOLD)
        if (told or len(match[0]) > 1) and _NUMERAL.fullmatch(match[0].translate(_LATIN)):
            found.append(Excluded(match.start(), match.end(), NumberClass.ORDINAL, "roman"))
    return found
