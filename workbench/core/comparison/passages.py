"""The sentence a figure stands in, for people who read the evidence without the article."""

from __future__ import annotations

import re

from workbench.core.model.span import Span

REACH = 400  # code points to either side at most
_END = re.compile(r"[.!?…]+[\"»”’)]*\s+(?=[«“„\"(\[]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ0-9])")
_SHORT = re.compile(r"\b(?:[A-ZА-ЯЁ]|г|гг|т|тыс|млн|млрд|руб|долл|см|ст|др|mr|mrs|dr|inc|no|vs)$", re.IGNORECASE)


def sentence_at(text: str, span: Span) -> str:
    """The sentence around a span, on one line; cut with an ellipsis where it is very long."""
    top = max(text.rfind("\n", 0, span.start) + 1, span.start - REACH)
    end = text.find("\n", span.end)
    bottom = min(len(text) if end < 0 else end, span.end + REACH)
    start, stop = top, bottom
    for match in _END.finditer(text, top, bottom):
        if _SHORT.search(text, top, match.start()):
            continue
        if match.end() <= span.start:
            start = match.end()
        elif match.start() >= span.end - 1:
            stop = match.end()
            break
    before = "…" if start == span.start - REACH else ""
    after = "…" if stop == span.end + REACH else ""
    return before + " ".join(text[start:stop].split()) + after
