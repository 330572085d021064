"""Bounds and approximations in words: "более", "не менее", "up to", "-дан астам"; the full span takes them in."""

from __future__ import annotations

from workbench.core.extraction.numerals import Numerals, is_change
from workbench.core.extraction.site import Draft, Site
from workbench.core.extraction.tokens import phrase_right, words_left
from workbench.core.model.amount import Qualifier
from workbench.core.model.figure import Change, Kind

_MOST_WORDS = 4
_ABOUT = ("дай", "дей", "тай", "тей")
_SIGNS = "~≈><≥≤"
_ENDS = (Change.FROM, Change.TO)
_NEEDS_MEASURE = (
    "до",
    "от",
    "ниже",
    "выше",
    "максимум",
    "минимум",
    "over",
    "under",
    "above",
    "below",
    "some",
    "just",
)


def qualify(site: Site, draft: Draft) -> None:
    """Set the qualifier and the full span of a draft; ranges keep theirs but take the words in."""
    if draft.number.indefinite:
        return
    right = draft.inner_bound or _right(site, draft)
    if right is None:
        right = _left(site, draft) or _ending(site, draft)
    if right is None or draft.is_range:
        return
    _apply(draft, right)


def _apply(draft: Draft, qualifier: Qualifier) -> None:
    if draft.kind is Kind.PERCENTAGE_POINT and qualifier is Qualifier.EXACT:
        return
    draft.qualifier = qualifier
    if qualifier in (Qualifier.MORE_THAN, Qualifier.AT_LEAST):
        draft.high = None
    elif qualifier in (Qualifier.LESS_THAN, Qualifier.UP_TO):
        draft.low = None


def _left(site: Site, draft: Draft) -> Qualifier | None:
    """The longest phrase that ends right before the figure, past fillers ("до всего 5 %")."""
    start = draft.full_start
    if site.char(start - 1) == "+" and draft.change is None and site.char(start - 2) in " (\n":
        start = draft.full_start = start - 1  # "до +35 °C"
    sign = site.char(start - 1)
    if sign and sign in _SIGNS:
        draft.full_start = start - 1
        return site.lexicon.qualifiers_left.get(sign)
    words = words_left(site.low, start, site.start)
    if not words:
        return None
    found = _phrase(site, words)
    if found is None:
        return _before_preposition(site, draft, words)
    phrase, count = found
    if not _holds(site, draft, phrase, words[: len(words) - count]):
        return None
    return _taken(site, draft, phrase)


def _phrase(site: Site, words: list[str]) -> tuple[str, int] | None:
    """The longest qualifier that the last words make, with their number."""
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        phrase = " ".join(words[-count:]).lstrip("(\"'—–-")
        if phrase in site.lexicon.qualifiers_left:
            return phrase, count
    return None


def _taken(site: Site, draft: Draft, phrase: str) -> Qualifier:
    at = site.low.rfind(phrase, site.start, draft.full_start)
    if at >= 0:
        draft.full_start = min(at, draft.full_start)
    qualifier = site.lexicon.qualifiers_left[phrase]
    draft.rules.append(f"{qualifier.value}: {phrase}")
    return qualifier


def _before_preposition(site: Site, draft: Draft, words: list[str]) -> Qualifier | None:
    """ "более чем на 5 %", "почти в 2 раза": a Russian qualifier stands before the preposition of its number."""
    if words[-1] not in site.lexicon.behind_qualifier:
        return None
    found = _phrase(site, words[:-1])
    if found is None or (draft.change is None and not found[0].endswith(site.lexicon.before_preposition)):
        return None
    phrase, _ = found
    bound = site.lexicon.qualifiers_left[phrase] is not Qualifier.ABOUT
    if bound and not phrase.endswith(site.lexicon.before_preposition):
        return None  # "выше на 5 %", "не более на 5"
    return _taken(site, draft, phrase)


def _holds(site: Site, draft: Draft, phrase: str, before: list[str]) -> bool:
    """Whether the words are a bound here: "снизился до 5 %" and "from the over 5s" are none."""
    if "to-value" in draft.rules or (draft.change in _ENDS and phrase in site.lexicon.range_to):
        return False
    if phrase in _NEEDS_MEASURE and draft.unit is None and not draft.number.scaled:
        return phrase not in ("до", "от", "just", "some")
    if phrase == "до":
        return not _reached(before, site.lexicon)
    return True


def _reached(before: list[str], lexicon: Numerals) -> bool:
    """ "вырос до", "снизить ставку до": the number is where the change arrived."""
    near = [word.strip("\"'()") for word in before[-5:]]
    for word in reversed(near):
        if is_change(word.strip(",.;:"), lexicon.change_verbs):
            return True
        if word.endswith((".", ";", ":")):
            return False
    return False


def _right(site: Site, draft: Draft) -> Qualifier | None:
    """Words behind the figure: Kazakh bounds, "or more", "и более", "с лишним"."""
    found = phrase_right(site.low, draft.full_end, site.stop, site.lexicon.qualifiers_right)
    if found is None:
        return None
    phrase, end = found
    if not _ending_allows(site, draft, phrase):
        return None
    draft.full_end = end
    if draft.change in _ENDS and phrase in site.lexicon.until:
        return None  # "5 мыңға дейін өсті": where it arrived
    draft.rules.append(f"{site.lexicon.qualifiers_right[phrase].value}: {phrase}")
    return site.lexicon.qualifiers_right[phrase]


def _ending(site: Site, draft: Draft) -> Qualifier | None:
    """Kazakh "100-дей адам", "100 мыңдай адам": the ending says "about"."""
    if site.lexicon.language != "kk" or draft.is_range:
        return None
    number, tail = draft.number, site.low[draft.number.end : draft.number.end + 4]
    tied = number.digits and tail.startswith("-") and tail[1:] in _ABOUT
    worded = site.low.endswith(_ABOUT, number.start, number.end) and not number.single
    if not tied and not worded:
        return None
    draft.rules.append("about: by its ending")
    return Qualifier.ABOUT


def _ending_allows(site: Site, draft: Draft, phrase: str) -> bool:
    """Kazakh "20 км-ден астам" is a bound, "екі есе көп" is not: the ablative makes it one."""
    suffixes = site.lexicon.from_suffixes
    if (
        not suffixes
        or phrase in site.lexicon.after_any_ending
        or site.lexicon.qualifiers_right[phrase] not in (Qualifier.MORE_THAN, Qualifier.LESS_THAN)
    ):
        return True
    return site.low.endswith(suffixes, draft.start, draft.end)
