"""Kazakh changes: the ending of a number says whether it is a size or an end, and the verb stands behind it."""

from __future__ import annotations

from workbench.core.extraction.change_line import ChangeLine, Lead, set_change
from workbench.core.extraction.site import Draft
from workbench.core.model.figure import Change, Kind

_SHARES = (Kind.PERCENT, Kind.PERCENTAGE_POINT)


def kazakh_verb(line: ChangeLine, at: int, draft: Draft, lead: Lead) -> bool:
    """ "5 пайызға өсті", "3 мыңнан 5 мыңға дейін өсті", "2 есе артты", "5 пайызға көп"."""
    low, words = line.site.low, line.words
    if draft.unit == "{times}":
        return _size(line, draft)
    if not low.endswith(words.size_endings, draft.start, draft.end):
        return False
    cue = line.after(draft.end)
    gap = line.between(draft.end, cue.start) if cue is not None else []
    arrived = bool(gap) and gap[0].startswith(words.arrival)
    if cue is None or len(gap) > 3 + arrived or line.words.joins.intersection(gap):
        return _size(line, draft)
    before = line.previous(at)
    began = before is not None and low.endswith(words.start_endings, before.start, before.end)
    if before is not None and began and before.change is None:
        set_change(before, Change.FROM, cue.start, cue.end)
        return set_change(draft, Change.TO, cue.start, cue.end)
    if arrived and not cue.reach:
        return set_change(draft, Change.TO, cue.start, cue.end)
    return set_change(draft, *cue.said)


def _size(line: ChangeLine, draft: Draft) -> bool:
    """The comparing word or verb behind a number: "2 есе көп", "2 есе жылдам өсті"."""
    word, start, end = line.next_word(draft.end)
    if word in line.words.behind:
        return set_change(draft, line.words.behind[word], start, end)
    cue = line.after(draft.end)
    if cue is None or draft.unit != "{times}" or len(line.between(draft.end, cue.start)) > 2:
        return False
    return set_change(draft, *cue.said)


def kazakh_noun(line: ChangeLine, at: int, draft: Draft, lead: Lead) -> bool:
    """ "өсім 5 пайыз болды"."""
    cue, ahead = line.before(draft.start), line.after(draft.end)
    if cue is None or draft.kind not in _SHARES or (ahead is not None and ahead.change is None):
        return False
    return line.is_noun(cue) and len(line.between(cue.end, draft.start)) <= 1 and set_change(draft, *cue.said)
