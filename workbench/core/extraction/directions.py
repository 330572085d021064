"""What an amount is in a stated change: how much up or down, from where, to where ("fell by 5 % to 3 million")."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.extraction.change_line import ChangeLine, Cue, Lead, Way, set_change
from workbench.core.extraction.change_words import DIRECTIONS, ChangeWords, change_words
from workbench.core.extraction.directions_kk import kazakh_noun, kazakh_verb
from workbench.core.extraction.numerals import Word
from workbench.core.extraction.site import Draft, Site
from workbench.core.extraction.tokens import words_left
from workbench.core.model.figure import Change, Kind

_MOST_WORDS = 4
_SHARES = (Kind.PERCENT, Kind.PERCENTAGE_POINT)
_SIZES = (Change.RISE, Change.FALL)
_CONVERSION = (" (", ", or ", " or ", " ($", " (около ", " (about ", " (примерно ")  # "by 5 bn roubles ($60 m)"
_PARTICLES = ("up", "down")


def direct(site: Site, drafts: Sequence[Draft]) -> None:
    """Say of the drafts of a line what they are in a change, where the line tells of one."""
    if not any(draft.refused is None for draft in drafts):
        return
    words = change_words(site.lexicon.language)
    found = words.pattern.finditer(site.low, site.start, site.stop)
    cues = [
        Cue(m.start(), m.end(), DIRECTIONS[m.lastgroup or ""], m.lastgroup == "reach")
        for m in found
        if not (words.phrasal and m[0] in _PARTICLES and _phrasal(site, words, m.start()))
    ]
    line = ChangeLine(site, words, drafts, cues, [cue.start for cue in cues])
    for at, draft in enumerate(drafts):
        if draft.refused is None and not draft.number.indefinite:
            _draft(line, at, draft)


def _phrasal(site: Site, words: ChangeWords, place: int) -> bool:
    """ "gave up 517 yards", "set up 5 firms": the word belongs to its verb."""
    before = words_left(site.low, place, site.start, 14)
    return bool(before) and before[-1] in words.phrasal


def _draft(line: ChangeLine, at: int, draft: Draft) -> None:
    if line.site.char(draft.start - 1) == "+" and (draft.kind in _SHARES or draft.unit == "{basis point}"):
        set_change(draft, Change.RISE, draft.start - 1, draft.start)
        return
    if draft.number.word is Word.TIMES:
        own = line.after(draft.start)
        if own is not None and own.start == draft.start and own.change is not None:
            set_change(draft, *own.said)  # "doubled", "утроился"
            draft.rules.append(f"change: {own.change}")
            return
    before = line.drafts[at - 1] if at else None
    if before is not None and before.kind is draft.kind and line.site.low[before.end : draft.start] in _CONVERSION:
        set_change(draft, before.change, before.change_start, before.change_end)
    if draft.change is not None:
        return
    rules = _KAZAKH if line.words.size_endings else _RULES
    lead = line.lead(draft)
    for rule in rules:
        if rule(line, at, draft, lead):
            draft.rules.append(f"change: {draft.change}" if draft.change else "change")
            return


def _arrived(line: ChangeLine, at: int, draft: Draft, lead: Lead) -> bool:
    """ "вырос с 3 до 5", "fell 5% to 3", "closed up 4 at 12": where a change arrived."""
    if lead.way is not Way.TO:
        return False
    before, cue = line.previous(at), line.before(lead.place)
    if before is not None and (_goes_on(line, before, lead) or _both_ends(line, before, cue)):
        return set_change(draft, Change.TO, lead.place, lead.end)
    if lead.word == "at":
        return False
    most = 3 if draft.kind is Kind.COUNT else 6
    gap = line.between(cue.end, lead.place) if cue is not None else []
    if cue is None or len(gap) > most or line.words.joins.intersection(gap) or draft.kind is Kind.RATIO:
        return False
    return set_change(draft, Change.TO, cue.start, cue.end)


def _goes_on(line: ChangeLine, before: Draft, lead: Lead) -> bool:
    """ "fell 5% to 3", "closed up 4 at 12": the size or the beginning stands right before."""
    gap = line.between(before.end, lead.place)
    if before.change not in (*_SIZES, Change.FROM) or len(gap) > _MOST_WORDS:
        return False
    return lead.word != "at" or not gap or gap[-1] in line.words.closes


def _both_ends(line: ChangeLine, before: Draft, cue: Cue | None) -> bool:
    """ "с 3 до 5": the number before is where the change began, and is told so."""
    began = line.lead(before)
    if before.change is not None or began.way is not Way.FROM:
        return False
    told = cue is not None and cue.start < before.start
    if not told and "change, its beginning" not in before.rules:
        return False
    return set_change(before, Change.FROM, began.place, began.end)


def _began(line: ChangeLine, at: int, draft: Draft, lead: Lead) -> bool:
    """ "up from 3 million", "rose 5% from 3 million": where a change began. A Russian "с" needs its "до"."""
    if lead.way is not Way.FROM or line.site.lexicon.language != "en" or draft.kind is Kind.DURATION:
        return False
    before = line.previous(at)
    follows = before is not None and before.change in (*_SIZES, Change.TO)
    if before is not None and follows and len(line.between(before.end, lead.place)) <= 2:
        return set_change(draft, Change.FROM, lead.place, lead.end)
    cue = line.before(lead.place)
    most = 3 if draft.kind is Kind.COUNT else 8
    if cue is None or len(line.between(cue.end, lead.place)) > most:
        return False
    return set_change(draft, Change.FROM, cue.start, cue.end)


def _by_so_much(line: ChangeLine, at: int, draft: Draft, lead: Lead) -> bool:
    """ "вырос на 5 %", "fell by 5%", "a drop of 5%", "на 5 % выше", "в 1,5 раза больше"."""
    if lead.way is not Way.BY or (lead.word == "в") is not (draft.unit == "{times}"):
        return False
    if lead.word == "of":
        return _noun_of(line, draft, lead)
    behind = _behind(line, draft)
    if behind is not None:
        return set_change(draft, *behind)
    cue = line.before(lead.place)
    if cue is not None and cue.change and _its_own(line, at, draft, cue):
        return set_change(draft, *cue.said)
    tokens = line.between(max(line.site.start, lead.place - 24), lead.place)
    if tokens and tokens[-1] in line.words.behind:  # "выше на 5 %"
        return set_change(draft, line.words.behind[tokens[-1]], lead.place - len(tokens[-1]) - 1, lead.place - 1)
    cue = line.after(draft.end)
    if cue is None or line.site.lexicon.language != "ru":
        return False
    gap = line.between(draft.end, cue.start)
    return len(gap) <= 3 and not line.words.joins.intersection(gap) and set_change(draft, *cue.said)


def _its_own(line: ChangeLine, at: int, draft: Draft, cue: Cue, most: int = 11) -> bool:
    """Whether a word of change reaches this number: not past another one that is of a different kind."""
    kind = Kind.RATIO if draft.number.word is Word.TIMES else draft.kind
    kinds = _SHARES if kind in _SHARES else (kind,)
    begin = cue.end
    while at and line.drafts[at - 1].start > cue.end:
        at -= 1
        other = line.drafts[at]
        if other.change in _SIZES and other.kind not in kinds:
            return False
        begin = max(begin, other.end if other.change in _SIZES else begin)
    return len(line.between(begin, draft.start)) <= most


def _noun_of(line: ChangeLine, draft: Draft, lead: Lead) -> bool:
    """ "a drop in exports of 5%"."""
    cue = line.before(lead.place)
    if cue is None or draft.kind is Kind.COUNT or not line.is_noun(cue):
        return False
    gap = line.between(cue.end, lead.place)
    return len(gap) <= 5 and not line.words.joins.intersection(gap) and set_change(draft, *cue.said)


def _bare(line: ChangeLine, at: int, draft: Draft, lead: Lead) -> bool:
    """ "rose sharply 5%", "down 3%", "lost 1%", "рост составил 5 %"."""
    if lead.way is not None or draft.kind is Kind.DURATION:
        return False
    cue = line.before(lead.place + 1)
    if cue is None or cue.change is None:
        return False
    low, words = line.site.low, line.words
    gap = line.between(cue.end, draft.start)
    if line.is_noun(cue) and _said(line, draft, cue):
        return set_change(draft, *cue.said)
    adverbs = all(word.endswith("ly") or word in line.words.fillers for word in gap)
    if len(gap) > 3 or not (adverbs or line.qualifier(gap) == len(gap)):
        return False
    if low[cue.end : draft.start].strip(" ()$€£¥₽₸~") and not gap:
        return False
    strong = words.strong.fullmatch(low, cue.start, cue.end) is not None
    if strong or (words.weak.fullmatch(low, cue.start, cue.end) and _small_change(line, at, draft)):
        return set_change(draft, *cue.said)
    return False


def _small_change(line: ChangeLine, at: int, draft: Draft) -> bool:
    """What is gained or lost is a change where it is a share, points, or arrives somewhere: "added 15 to 270"."""
    if draft.kind in _SHARES or draft.unit == "{point}":
        return True
    following = line.drafts[at + 1] if at + 1 < len(line.drafts) else None
    if following is None or not line.near(draft, following):
        return False
    lead = line.lead(following)
    return lead.way is Way.TO and len(line.between(draft.end, lead.place)) <= 1


def _said(line: ChangeLine, draft: Draft, cue: Cue) -> bool:
    """ "рост составил 5 %", "рост экспорта — 5 %", "growth in exports was 5%"."""
    low = line.site.low
    gap = line.between(cue.end, draft.start)
    while gap and (count := line.qualifier(gap)):
        del gap[-count:]
    if len(gap) > 6 or line.words.joins.intersection(gap) or draft.kind not in (*_SHARES, Kind.RATIO):
        return False
    if gap and gap[-1] in line.words.says:
        return True
    sign = low[cue.end : draft.start].rstrip()[-1:]
    return (sign in "—–-:" and len(gap) <= 3) if sign else not gap


def _compared(line: ChangeLine, at: int, draft: Draft, lead: Lead) -> bool:
    """ "5% lower", "a 5% increase", "5-процентный рост", "вдвое больше", "вдвое вырос"."""
    doubled = draft.number.word is Word.TIMES
    if lead.way is not None and not doubled:
        return False
    if draft.kind in (Kind.COUNT, Kind.NUMBER, Kind.DURATION) and not doubled and draft.unit != "{times}":
        return False
    behind = _behind(line, draft)
    if behind is not None:
        return set_change(draft, *behind)
    ahead, back = line.after(draft.end), line.before(draft.start)
    if doubled:
        if back is not None and back.change and _its_own(line, at, draft, back, _MOST_WORDS):
            return set_change(draft, *back.said)
        if ahead is not None and ahead.change and len(line.between(draft.end, ahead.start)) <= _MOST_WORDS:
            return set_change(draft, *ahead.said)
    if ahead is None or ahead.change is None or line.site.lexicon.language != "ru":
        return False
    noun = line.is_noun(ahead)
    return noun and len(line.between(draft.end, ahead.start)) <= 1 and set_change(draft, *ahead.said)


def _behind(line: ChangeLine, draft: Draft) -> tuple[Change, int, int] | None:
    """The comparing word or noun right behind a number, past two adjectives: "5% lower", "3% annual rise"."""
    place = draft.end
    for _ in range(3):
        word, start, end = line.next_word(place)
        change = line.words.behind.get(word)
        if change is not None:
            return change, start, end
        if not word or word in line.site.lexicon.stop or line.site.lexicon.language != "en":
            return None
        place = end
    return None


_RULES = (_arrived, _began, _by_so_much, _bare, _compared)
_KAZAKH = (kazakh_verb, kazakh_noun)
