"""Values offered for a field: those the project has used, most used first, then those of the lexicon."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.model.figure import Field
from workbench.core.project import Project
from workbench.core.vocabulary.terms import TermKind, Terms
from workbench.core.vocabulary.units import units
from workbench.gui.models import wording
from workbench.gui.reading.find import folded

_TERMS = {
    Field.MEASURE: TermKind.MEASURE,
    Field.SUBJECT: TermKind.SUBJECT,
    Field.ITEM: TermKind.ITEM,
    Field.PLACE: TermKind.PLACE,
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`key` is what is stored, `words` what is shown and typed."""

    key: str
    words: str
    used: bool


def suggestions(project: Project, field: Field) -> list[Suggestion]:
    used = project.figures.values(field)
    keys = dict.fromkeys([*used, *_known(field)])
    return [Suggestion(key, shown(field, key), key in used) for key in keys]


def _known(field: Field) -> list[str]:
    if field in _TERMS:
        return [key for key in Terms.load().keys(_TERMS[field]) if "{" not in key]  # no patterns
    if field is Field.UNIT:
        return [unit.code for unit in units().all()]
    return []


def shown(field: Field, key: str | None) -> str:
    """A stored value as its box shows it."""
    if not key:
        return ""
    if field in _TERMS:
        return wording.term(key)
    return wording.unit(key) if field is Field.UNIT else key


def matching(choices: list[Suggestion], words: str) -> list[Suggestion]:
    """Those whose words or key hold what was typed; beginnings first."""
    wanted = folded(words.strip())
    found = [c for c in choices if wanted in folded(c.words) or wanted in folded(c.key)]
    return sorted(found, key=lambda c: not folded(c.words).startswith(wanted))
