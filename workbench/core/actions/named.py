"""Words that are looked for in figures are looked for in the names of their subjects and measures too, as shown."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from workbench.core.model.figure import Field
from workbench.core.model.filter import FigureFilter
from workbench.core.project import Project
from workbench.core.vocabulary.query import folded
from workbench.core.vocabulary.terms import Terms
from workbench.core.words import language


def meant(project: Project, wanted: FigureFilter) -> FigureFilter:
    """The same filter, in which the text may also be part of a name: in the language of the window, or as stored."""
    text = _plain(wanted.text.strip())
    if not text:
        return wanted
    subjects, measures = (
        tuple(key for key in project.figures.values(field) if text in _names(key, language()))
        for field in (Field.SUBJECT, Field.MEASURE)
    )
    return replace(wanted, text_subjects=subjects, text_measures=measures)


@lru_cache(maxsize=20_000)
def _names(key: str, lang: str) -> str:
    return _plain(f"{Terms.load().display(key, lang)}\n{key}")


def _plain(text: str) -> str:
    return folded(text).replace("ё", "е")
