"""The figure of a cell to read first: the most exact of those that agree, or the one that most origins state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from workbench.core.comparison.intervals import reach_of
from workbench.core.comparison.judging import direction
from workbench.core.model.comparison import Member
from workbench.core.model.figure import Status

Said = tuple[Decimal | None, Decimal | None, int]


def best_of(members: Sequence[Member]) -> Member | None:
    """Of members that agree the one that leaves the least open; None where all give bounds only."""
    stated = [member for member in members if member.interval is not None and not direction(member.figure)]
    voices = _voices(members)
    return min(stated, key=lambda m: (_width(m), -len(voices[_said(m)]), _rank(m)), default=None)


def most_said(members: Sequence[Member]) -> Member | None:
    """A member with the number that more independent origins state than any other; None where two have as many."""
    voices = _voices(members)
    counts = sorted((len(origins) for origins in voices.values()), reverse=True)
    if not counts or (len(counts) > 1 and counts[0] == counts[1]):
        return None
    said = max(voices, key=lambda key: len(voices[key]))
    return min((m for m in members if m.interval is not None and _said(m) == said), key=_rank)


def _voices(members: Sequence[Member]) -> dict[Said, set[int]]:
    """The origins of each number."""
    found: dict[Said, set[int]] = defaultdict(set)
    for member in members:
        if member.interval is not None:
            found[_said(member)].add(member.origin)
    return found


def _said(member: Member) -> Said:
    return (member.low, member.high, direction(member.figure))


def _width(member: Member) -> Decimal:
    reach = reach_of(member.figure)
    assert reach is not None, "members with an interval have a reach"
    assert reach.low is not None, "bounds were left out"
    assert reach.high is not None, "bounds were left out"
    return reach.high - reach.low


def _rank(member: Member) -> tuple[bool, int]:
    """What an analyst accepted first, then what was found first."""
    return (member.figure.status is not Status.ACCEPTED, member.figure.id)
