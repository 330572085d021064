"""The versions of a source that both copies have, laid beside each other: each text keeps one number here."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.store.merging_sides import Side


@dataclass(slots=True)
class TextPlan:
    """Numbers of the texts of a source after the merge: of the present one, and of the former ones."""

    article: int  # here
    there: int
    text: str
    now: int
    former: dict[int, str]

    @property
    def numbers(self) -> dict[str, int]:
        return {**{known: number for number, known in sorted(self.former.items())}, self.text: self.now}


def plan_texts(ours: Side, theirs: Side, here: int, there: int, text: str) -> TextPlan | None:
    """`text` is what the source will have. None where all that the other copy has stands here already."""
    mine, yours = ours.texts.numbers(here), theirs.texts.numbers(there)
    number, present = ours.texts.now[here]
    strange = [one for _, one in sorted((n, one) for one, n in yours.items() if one not in mine)]
    if not strange and text == present:
        return None
    their_number, their_present = theirs.texts.now[there]
    if text == their_present and set(mine) <= set(yours):
        return TextPlan(here, there, text, their_number, dict(theirs.texts.former.get(there, {})))
    former = dict(ours.texts.former.get(here, {}))
    if text != present:
        former[number] = present
    for one in strange:
        if one != text:
            former[max([0, *former]) + 1] = one
    return TextPlan(here, there, text, max([number, *(n + 1 for n in former)]), former)
