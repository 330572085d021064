"""Who says so in English: "according to X", "X said", "said X", "X's figures show", "estimated by X"."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.extraction.speech import (
    AGENT,
    DATA_NOUNS,
    ESTIMATES,
    FORECASTS,
    ITEM,
    LONGEST,
    MEASURE,
    PRONOUN,
    QUALITY,
    REVISES,
    SAYS,
    SHOWS,
    TIME,
    VERBS,
    Attribution,
    Reading,
    each,
    sort_of,
    words,
)
from workbench.core.model.span import Span

# Openings that name a source by themselves; True: of what another passes on, False with "by": a name must follow.
_OPENINGS: tuple[tuple[tuple[str, ...], bool], ...] = (
    (("according", "to"), False), (("as", "reported", "by"), False), (("as", "stated", "by"), False),
    (("as", "estimated", "by"), False), (("in", "the", "words", "of"), False), (("citing",), True),
    (("quoting",), True), (("attributed", "to"), False),
    (("with", "reference", "to"), True), (("referring", "to"), True),
)  # fmt: skip
_FIRST = frozenset(opening[0] for opening, _ in _OPENINGS) | {"per", "by", "on", "in"}
_MADE = words(
    "released published compiled issued collected gathered produced provided prepared given supplied"
    " assembled drawn calculated made"
)
_LED = words(
    "quoted seen cited reviewed obtained commissioned conducted carried signed run led headed owned backed"
    " familiar based polled surveyed interviewed"
)
_RELATED = words("which who whose")
_SOME = words("most many some others few several")  # of those named before
_BE = words("is are was were been being be gets got s re")
_HAVE = words("has have had")
_MODAL = words("will would could may might should can must to not did does do")
_THE = words("the another any no a an its their his her our some most many several one two")
_PREPOSITIONS = words("of for at from with in on")
_OPENERS = words(
    "that whereas while but which who as because although though if when where so than since after before"
    " until or yet whose figure what"
)
_ENDS = words(
    "which that who has have had is are was were will would could may to show shows showed released published"
    " reserves output production exports imports accounts account holds hold rose fell grew while but as"
    " whereas stood came employs should might can be than against up down over about more made"
)
_VERBISH = _BE | _HAVE | _MODAL | words("rose fell grew came made stood reached hit")
_TIMES = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july"
    " august september october november december week month year meanwhile"
)
_FRONTS = words("in on at by during since after for under with and but so then")
# Verbs that many things are the subject of: only somebody who may speak makes them a source's.
_WEAK = words(
    "report reports reported record records recorded add adds added suggest suggests suggested point points"
    " indicate indicates indicated promise promises promised agree agrees agreed state states note notes claim"
    " claims maintain maintains maintained concluded concludes conclude post posted cite cites cited observe"
    " observes observed reporting comment comments counter counters caution recall recalls recalled allege"
)
_BASE = words("state note report point claim comment promise estimate forecast")  # nouns in this form too
_NEED_THAT = words(
    "add adds added promise promises promised agree agrees agreed declare declares declared announce"
    " announces announced claim claims claimed reveal reveals revealed confirm confirms confirmed disclose"
    " discloses disclosed record records recorded maintain maintains maintained concluded conclude concludes"
    " hope hopes doubt doubts believe thinks think cite cites cited posted recall recalls recalled indicate"
    " bet assume indicates indicated acknowledge acknowledges acknowledged note state point"
)
_AT_VERBS = {
    "see": ("at",),
    "put": ("at",), "value": ("at",), "peg": ("at",), "assess": ("at",), "count": ("at",), "gauge": ("at",),
}  # fmt: skip
_FAR = 12  # words from such a verb to its "at"
_NOUN_WORDS = 12  # words of a name at most


def found(r: Reading) -> Iterator[Attribution]:
    """Every phrase of the sentence that names a source."""
    return each(r, _at)


def _at(r: Reading, at: int) -> Attribution | None:
    """The phrase that begins at a word. A word of no class is neither a source's noun nor its verb."""
    hit = _opening(r, at) if r.word(at) in _FIRST else None
    return hit or (_noun(r, at) or _verb(r, at) if r.classes(at) else None)


def _opening(r: Reading, at: int) -> Attribution | None:
    """ "according to X", "citing X", "per X"."""
    for opening, origin in _OPENINGS:
        if r.word(at) == opening[0] and all(r.word(at + i) == w for i, w in enumerate(opening)):
            start = at + len(opening)
            end = _name(r, start)
            return Attribution(r.span(start, end), r.span(at, end), origin=origin) if end > start else None
    if r.word(at) == "per" and r.capital(at + 1) and r.word(at - 1) not in ("cent", "as"):
        end = _name(r, at + 1)
        return Attribution(r.span(at + 1, end), r.span(at, end)) if end > at + 1 else None
    if r.word(at) in ("by", "on", "in") and r.is_a(at + 1, QUALITY) and not r.parted(at + 1):
        last = at + 1
        while r.is_a(last, QUALITY):
            last += 1
        if r.classes(last) & DATA_NOUNS and r.word(at) == "by":
            return Attribution(r.span(at, last + 1), r.span(at, last + 1), sort_of(r.classes(last)))
    return None


def _name(r: Reading, at: int) -> int:
    """One past the last word of a name that begins here."""
    first = at
    while at < min(r.size, first + _NOUN_WORDS) and (at == first or not r.parted(at)):
        word = r.word(at)
        by = word in _LED | _MADE and r.word(at + 1) == "by"
        if (word in _ENDS and not by) or (r.numeric(at) and not r.capital(at)) or (word in _TIMES and at > first):
            break
        if word in ("in", "on", "at") and (r.numeric(at + 1) or r.word(at + 1) in _TIMES or r.is_a(at + 1, TIME)):
            break
        if at > first and word == "and" and r.word(at + 1) in ("the", "its", "a", "exports", "is", "has"):
            break
        if at > first and word in ("in", "of", "for") and r.is_a(at + 1, TIME):
            break
        at += 1
    while at > first and r.word(at - 1) in _PREPOSITIONS | {"and", "the"}:
        at -= 1
    return at if at > first and r.span(first, at).end - r.span(first, at).start > 2 else first


def _noun(r: Reading, at: int) -> Attribution | None:
    """ "figures released by X", "estimates from X", "X's forecast", "official data show"."""
    noun = r.classes(at) & DATA_NOUNS
    if not noun:
        return None
    after = at + 1
    if r.word(after) in _MADE and not r.parted(after):
        after += 1
    if r.word(after) in ("by", "from") and not r.parted(after):
        end = _name(r, after + 1)
        if end > after + 1 and r.named(after + 1, end):
            shows = end < r.size and not r.parted(end) and r.is_a(end, SHOWS)
            return Attribution(r.span(after + 1, end), r.span(at, end + shows), sort_of(noun), leading=shows)
    owner = at - 1
    while owner > 0 and (r.is_a(owner, QUALITY, TIME) or r.capital(owner)) and r.word(owner) != "s":
        owner -= 1
    possessive = r.word(owner) == "s" and r.between(owner) in ("'", "’")
    shows = r.is_a(after, SHOWS) and not r.parted(after)
    if not possessive:
        return None
    first, _ = _subject(r, owner)
    if first >= owner or not (r.named(first, owner) or first == 0):
        return None
    told = r.word(first - 1) in ("by", "in", "on", "under", "to", "from") or bool(noun & {FORECASTS, "estimate data"})
    if not (shows or told) or r.is_a(first, PRONOUN):
        return None
    source = Span(r.span(first, owner).start, r.tokens[owner - 1].end)
    return Attribution(source, r.span(first, after + shows), sort_of(noun), leading=shows and not _closes(r, after))


def _verb(r: Reading, at: int) -> Attribution | None:
    classes, word = r.classes(at), r.word(at)
    verb = classes & VERBS
    if r.capital(at) or word.endswith("ing") or ("-" in (r.between(at), r.between(at + 1)) and at):
        return None  # "the United States", "24 per cent saying", "EPA-estimated"
    if REVISES in classes and not verb & {ESTIMATES} and _guess(r, at):
        return _before(r, at, frozenset((REVISES,)))
    if SHOWS in classes and not verb:
        verb = frozenset((SAYS,)) if SHOWS in classes else verb
    elif not verb:
        return None
    if classes & DATA_NOUNS and _is_noun(r, at):
        return None
    if _passive(r, at):
        return _by_whom(r, at, verb)
    if r.word(at - 1) in _MODAL | (_THE - _SOME) and at and not r.parted(at):
        return None
    if word in _BASE and r.word(at - 2) in _THE - _SOME and not r.word(at - 1).endswith("s"):
        return None  # "the Zambian state": one alone "states"
    if SAYS in verb and r.parted(at) and at and word not in ("add", "point", "note", "state", "report"):
        hit = _inverted(r, at, verb)
        if hit is not None:
            return hit
    if not _object(r, at, verb):
        return None
    return _before(r, at, verb)


def _by_whom(r: Reading, at: int, verb: frozenset[str]) -> Attribution | None:
    """ "is estimated by X at …"."""
    by = next((i for i in range(at + 1, min(at + 4, r.end_of(at))) if r.word(i) == "by"), r.size)
    end = _name(r, by + 1) if by + 1 < r.size else by
    if end <= by + 1 or not r.named(by + 1, end) or r.numeric(by + 1):
        return None
    return Attribution(r.span(by + 1, end), r.span(at, end), sort_of(verb))


def _guess(r: Reading, at: int) -> bool:
    """Whether a verb like "raised" has a forecast for its object."""
    near = range(at + 1, min(at + 6, r.end_of(at)))
    return any(r.is_a(i, FORECASTS, "estimate data") for i in near)


def _is_noun(r: Reading, at: int) -> bool:
    """Whether a word that is both ("estimates", "reports") stands as a noun here."""
    before = r.word(at - 1) if at and not r.parted(at) else ""
    return before in _THE | _PREPOSITIONS | {"by", "s", "to"} or (
        r.is_a(at - 1, QUALITY) and not r.is_a(at - 1, AGENT)
    )


def _passive(r: Reading, at: int) -> bool:
    """Whether somebody other than the subject says it: "is estimated at", "a cost estimated by engineers"."""
    back = at - 1
    while back >= 0 and r.is_a(back, TIME) and not r.parted(back + 1):
        back -= 1
    before = r.word(back) if back >= 0 and not r.parted(back + 1) else ""
    return before in _BE or (r.word(at + 1) == "by" and not r.parted(at + 1))


def _object(r: Reading, at: int, verb: frozenset[str]) -> bool:
    """Whether a verb goes on like one of reporting: "expects to" is a plan, "put" needs its "at"."""
    word, after = r.word(at), r.word(at + 1)
    ends = r.parted(at + 1)
    if not verb & {SAYS} and after == "to" and not ends:
        return False
    stem = next((s for s in _AT_VERBS if word.startswith(s) and len(word) <= len(s) + 2), "")
    if word == "saw":
        return False
    if stem:
        near = [r.word(i) for i in range(at + 1, min(at + _FAR, r.size))]
        return any(w in _AT_VERBS[stem] or (stem == "see" and w.endswith("ing")) for w in near)
    if word in _NEED_THAT:
        return after == "that" or ends or r.is_a(at + 1, TIME) or after in ("in", "on", "at")
    return True


def _inverted(r: Reading, at: int, verb: frozenset[str]) -> Attribution | None:
    """'…," said X'."""
    first = at + 1
    if r.parted(first):
        return None
    end = _name(r, first)
    if r.word(first) in ("he", "she", "they", "it", "we"):
        return Attribution(r.span(first, first), r.span(at, first + 1))
    if end == first or r.is_a(first, MEASURE) or not r.named(first, end):
        return None
    return Attribution(r.span(first, end), r.span(at, end), sort_of(verb))


def _before(r: Reading, at: int, verb: frozenset[str]) -> Attribution | None:
    """ "X said", "…, X said", "which X estimate at"."""
    last = _end_of_subject(r, at)
    if last == 0:
        return None
    first, opener = _subject(r, last)
    if first >= last:
        return None
    leading = opener not in ("", ",") or not _closes(r, at) or first == 0
    if r.is_a(first, PRONOUN) or r.is_a(last - 1, PRONOUN):
        return Attribution(r.span(first, first), r.span(first, at + 1), sort_of(verb), leading=leading)
    data = any(r.classes(i) & DATA_NOUNS for i in range(first, last))
    named = data or r.named(first, last)
    plain = r.is_a(first, MEASURE, ITEM) or (first + 1 < last and r.is_a(last - 1, MEASURE))
    proper = first == 0 and r.tokens[0].case > 0 and not plain and r.word(0) not in _THE
    if plain and not any(r.is_a(i, AGENT) for i in range(first, last)):
        return None
    weak = r.word(at) in _WEAK or SAYS not in verb or r.is_a(at, SHOWS)
    some = last - first == 1 and r.word(first) in _SOME
    if not (named or proper or some or not weak) or (r.is_a(at, SHOWS) and not r.is_a(at, *VERBS) and not data):
        return None
    source = r.span(first, last)
    scope = None
    if opener in ("which", "whom"):
        scope = Span(r.tokens[first].start, r.span(at, r.end_of(at)).end)
    if not 2 < source.end - source.start <= LONGEST:
        return None
    return Attribution(source, r.span(first, at + 1), sort_of(verb), leading=leading, scope=scope)


def _end_of_subject(r: Reading, at: int) -> int:
    """One past the last word before a verb that may name its subject; 0 for none."""
    last = at
    while last > 0 and not r.parted(last) and (r.is_a(last - 1, TIME) or r.word(last - 1) in _HAVE):
        last -= 1
    if last == 0 or not r.parted(last):
        return last
    start = r.clause(last - 1)  # "the ministry, in its report, said"
    aside = r.word(start) in _FRONTS | _LED | _RELATED or r.word(start).endswith("ing")
    if start == 0 or not (aside or r.capital(start)):
        return 0
    last = start if aside else last
    return last if "," in r.between(last) else 0


def _closes(r: Reading, at: int) -> bool:
    """Whether a verb ends what was said before it: no number follows in its stretch."""
    return r.word(at + 1) != "that" and not any(r.numeric(i) for i in range(at + 1, r.end_of(at)))


def _subject(r: Reading, last: int) -> tuple[int, str]:
    """The first word of the name that ends before a word, and what parts it from the words before: "," or a word."""
    at = last
    joint = -1
    while at > 0 and at > last - _NOUN_WORDS:
        if at < last and r.parted(at):
            gap = r.between(at)
            opener = "," if "," in gap or any(c in gap for c in '”"»—–') else ";"
            return _trimmed(r, at, last), opener
        word = r.word(at - 1)
        by = r.word(at) == "by" and word in _LED | _MADE
        if word in _OPENERS or (word in _VERBISH and word != "s") or r.numeric(at - 1):
            return _trimmed(r, joint if joint >= 0 else at, last), word if joint < 0 else "and"
        if word == "and" and at < last:
            joint = at if joint < 0 else joint
        both = by or r.capital(at - 1) or r.is_a(at - 1, AGENT, *DATA_NOUNS)
        if r.classes(at - 1) & VERBS and not both:
            return _trimmed(r, joint if joint >= 0 else at, last), word
        if at < last and r.word(at) in _THE and word not in _PREPOSITIONS | {"and", "by", "to"} | _THE:
            return at, word
        at -= 1
    if at == 0:
        return _trimmed(r, 0, last), ""
    return last, ""


def _trimmed(r: Reading, first: int, last: int) -> int:
    """Past "on Tuesday", "but", "last year" at the front of a name."""
    while first < last:
        if r.word(first) in ("in", "on", "during", "by", "since", "after", "at", "under") and first + 1 < last:
            first += 1 if r.word(first + 1) in _THE else 2
        elif r.word(first) in _FRONTS or r.word(first) in _TIMES or (r.is_a(first, TIME) and not r.capital(first)):
            first += 1
        else:
            break
    return first
