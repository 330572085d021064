"""Spans of time that say when, not how long: "за 9 месяцев 2024 года", "the nine months to September"."""

from __future__ import annotations

import re

from workbench.core.extraction.site import Draft, Site
from workbench.core.extraction.tokens import words_left
from workbench.core.model.disposition import NumberClass

_YEAR_BEHIND = {
    "ru": re.compile(r" (?:(?:19|20)\d\d(?!\d)|(?:этого|текущего|прошлого|нынешнего|минувшего) года)"),
    "en": re.compile(
        r" (?:to|ended|ending|through)(?: end)? (?:(?:fiscal )?(?:19|20)\d\d(?!\d)"
        r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)(?!\w))"
    ),
}
_LEAD = {"ru": ("за", "в", "первые", "первых", "итогам", "результатам"), "en": ("the", "first", "in", "for")}
_ACCOUNTS = ("итогам", "результатам", "итоги", "результаты")
_QUARTERS = (3, 6, 9)


def accounts(site: Site, draft: Draft) -> None:
    """The months of a year that a report is of: their time, not a duration."""
    value = draft.low
    if draft.unit not in ("mo", "{quarter}") or draft.is_range or value is None or not 1 <= value <= 12:
        return
    if value == int(value) and _of_a_year(site, draft):
        draft.refuse(NumberClass.DATE, "months of a year")


def _of_a_year(site: Site, draft: Draft) -> bool:
    language = site.lexicon.language
    left = [word.strip(".,\"'(") for word in words_left(site.low, draft.start, site.start)]
    last = left[-1] if left else ""
    if language == "kk":
        return last.startswith("жыл") and len(left) > 1 and left[-2][:4].isdigit()
    if last not in _LEAD[language]:
        return False
    if _YEAR_BEHIND[language].match(site.low, draft.end, site.stop):
        return True
    if language != "ru":
        return False
    if set(left[-2:]) & set(_ACCOUNTS):
        return True
    opens = not site.low[site.start : draft.start].strip(" \"'(—–-").removeprefix("за").strip()
    return opens and last == "за" and draft.unit == "mo" and draft.low in _QUARTERS
