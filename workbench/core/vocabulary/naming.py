"""How sentences, headings and sheets call things in one language: terms, units, scaled units."""

from __future__ import annotations

from decimal import Decimal

from workbench.core import words
from workbench.core.vocabulary.terms import TermKind, Terms
from workbench.core.vocabulary.units import units
from workbench.core.words import say


class Names:
    """Names in one language (the window's, unless another is given); the project's own words where its terms are."""

    def __init__(self, terms: Terms | None = None, language: str = "") -> None:
        self._terms = terms or Terms.load()
        self.language = language or words.language()
        self._known: dict[str, str] = {}
        self._keys: dict[str, str] = {}

    def of(self, key: str | None) -> str:
        """A measure, subject, item or place; "" for none."""
        if not key:
            return ""
        if key not in self._known:
            self._known[key] = self._terms.display(key, self.language)
        return self._known[key]

    def key(self, name: str) -> str:
        """The key of the subject or place that is called so in any language; the name itself where there is none."""
        if name not in self._keys:
            found = (self._terms.find(kind, name) for kind in (TermKind.SUBJECT, TermKind.PLACE))
            self._keys[name] = next((key for key in found if key), name)
        return self._keys[name]

    def unit(self, code: str | None, scale: Decimal = Decimal(1)) -> str:
        """A unit as a heading shows it, with the scale its numbers are divided by: "Mt", "bn USD", "млн т"."""
        tonnes = {Decimal(10**3): "kt", Decimal(10**6): "Mt"}.get(scale) if code == "t" else None
        if tonnes:
            return units().name(tonnes, self.language)
        name = units().name(code, self.language) if code else ""
        return " ".join(part for part in (self.scale(scale), name) if part)

    def scale(self, scale: Decimal) -> str:
        """The short word of a power of a thousand, "" for one."""
        short = {
            Decimal(10**3): say(self.language, "thousand"),
            Decimal(10**6): say(self.language, "million"),
            Decimal(10**9): say(self.language, "billion"),
            Decimal(10**12): say(self.language, "trillion"),
        }
        return short.get(scale, "")


def shortened(text: str, length: int) -> str:
    """The text, cut at a word with an ellipsis where it is longer."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    head, _, _ = cut.rpartition(" ")
    return (head if len(head) > length // 2 else cut).rstrip(" ,;:") + "…"
