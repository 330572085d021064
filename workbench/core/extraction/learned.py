"""An extractor that knows what a project taught it: its words for subjects and measures, and for units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from workbench.core.extraction import notation
from workbench.core.extraction.ner import NameProvider
from workbench.core.extraction.pipeline import Extractor, in_context, numbers_of
from workbench.core.extraction.scene import Extraction, Scene
from workbench.core.extraction.tokens import fold
from workbench.core.model.article import Block
from workbench.core.model.figure import Doubt, Field, Kind, Statement
from workbench.core.model.span import Span
from workbench.core.vocabulary.language import language_of
from workbench.core.vocabulary.matching import Matcher, tokenize
from workbench.core.vocabulary.terms import LANGUAGES, Terms
from workbench.core.vocabulary.units import units
from workbench.core.words import tr

_AHEAD = 80  # characters behind a number in which its unit stands
_NAMED = (Field.MEASURE, Field.SUBJECT, Field.ITEM, Field.PLACE)
_OPEN = (Kind.NUMBER, Kind.COUNT, Kind.QUANTITY)


@dataclass(frozen=True, slots=True)
class UnitAlias:
    """What an analyst taught: these words behind a number are this unit."""

    code: str
    phrase: str
    language: str = ""


def own_units(folder: Path) -> list[UnitAlias]:
    """The forms of units that a project's lexicon folder adds: ru/units.toml with its [forms] and nothing else."""
    found = []
    for language in LANGUAGES:
        if (numbers := folder / language / "numbers.toml").exists():
            raise notation.blame(numbers, ValueError(tr("a project brings no number words of its own")))
        path = folder / language / "units.toml"
        if path.exists():
            found += _forms(path, language)
    return found


def _forms(path: Path, language: str) -> list[UnitAlias]:
    data = notation.read(path)
    found = []
    for table in data:
        if table != "forms":
            raise notation.blame(path, notation.Misread(table, tr("'{field}' means nothing here", field=table)))
    for code, forms in data.get("forms", {}).items():
        if units().get(code) is None:
            raise notation.blame(path, notation.Misread(code, tr("no unit {code} in units.toml", code=code)))
        if not isinstance(forms, list) or not all(isinstance(form, str) for form in forms):
            raise notation.blame(
                path, notation.Misread(code, tr("'{field}' is a list of words in quotes", field=code))
            )
        found += [UnitAlias(code, one, language) for form in forms for one in notation.expand(form)]
    return found


class LearnedExtractor(Extractor):
    """The extractor with a project's own words."""

    def __init__(
        self,
        terms: Terms,
        unit_aliases: Iterable[UnitAlias] = (),
        recognised: NameProvider | None = None,
        names: Mapping[tuple[Field, str], str] = MappingProxyType({}),
    ) -> None:
        """`names` say which name of a field has taken the place of which."""
        super().__init__(terms)
        self._own_terms = terms
        self._recognised = recognised
        self._units: Matcher[str] = Matcher()
        aliases = tuple(unit_aliases)
        for alias in aliases:
            self._units.add(alias.phrase, alias.language, alias.code)
        self._teaches_units = bool(aliases)
        self._names = names

    def extract(
        self, text: str, *, language: str = "", blocks: Sequence[Block] = (), published: date | None = None
    ) -> Extraction:
        """As always; taught units are in place before the context is read, since it depends on them."""
        low = fold(text)
        if language not in LANGUAGES:
            language = language_of(text[:4000]) or "ru"
        found = numbers_of(text, low, language, blocks)
        statements = found.statements
        if self._teaches_units:
            statements = [self._with_unit(text, low, one) for one in statements]
        scene = Scene(text, low, language, tuple(blocks), published)
        done = in_context(scene, replace(found, statements=statements), self._own_terms, self._recognised)
        return Extraction(tuple(map(self._renamed, done)), found.dispositions)

    def _renamed(self, one: Statement) -> Statement:
        """The statement with the names that an analyst calls things by."""
        fields = {field: getattr(one, field.value) for field in _NAMED} if self._names else {}
        new: dict[str, Any] = {
            f.value: self._names[f, name] for f, name in fields.items() if (f, name) in self._names
        }
        return replace(one, **new) if new else one

    def _with_unit(self, text: str, low: str, one: Statement) -> Statement:
        """The statement with the unit that its words were taught to mean."""
        said = one.evidence.get(Field.UNIT)
        if said is None and (one.unit is not None or one.kind not in _OPEN):
            return one
        start = said.start if said else one.span.end
        tokens = tokenize(text, low, start, said.end if said else min(len(text), start + _AHEAD))
        best: tuple[int, str] | None = None
        for first, last, code in self._units.scan(tokens, ""):
            if first == 0 and (best is None or last > best[0]):
                best = (last, code)
        if best is None or low[start : tokens[0].start].strip():
            return one
        words = Span(tokens[0].start, tokens[best[0]].end)
        known = units().get(best[1])
        return replace(
            one,
            unit=best[1],
            kind=known.kind if known and one.kind in _OPEN else one.kind,
            span=one.span.joined(words),
            full_span=one.full_span.joined(words),
            doubts=tuple(d for d in one.doubts if d is not Doubt.UNIT_MISSING),
            evidence={**one.evidence, Field.UNIT: words},
        )
