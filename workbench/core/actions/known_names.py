"""Which corrections may teach: a known name never comes to mean another unless somebody says they are the same.

Whoever corrects "Cove Capital" to "Kazgeology" says whose this figure is, not that the two are one.
"""

from __future__ import annotations

from workbench.core.model.figure import Figure
from workbench.core.model.filter import FigureFilter
from workbench.core.project import Project
from workbench.core.vocabulary.inflection import pattern_of
from workbench.core.vocabulary.language import language_of
from workbench.core.vocabulary.matching import Matcher, tokenize
from workbench.core.vocabulary.terms import TermKind, Terms
from workbench.core.vocabulary.transliteration import script_free


def maps_names(project: Project, figure: Figure, known: Terms, *, field: str, words: str, key: str) -> bool:
    """Whether a lesson would make one known name mean another. A measure keeps its own name."""
    if field == "unit" or _one_name(words, key, language_of(words)):
        return False
    kind = TermKind(field)
    meant = known.find(kind, words)
    if field == "measure":
        return meant is not None and meant != key and _own_name(known, meant, words)
    if meant is not None and meant != key:
        return True
    if field != "subject":
        return False
    proper = any(c.isupper() for c in words)
    return (proper and not _fuller(words, key)) or _elsewhere(project, figure, words)


def _own_name(known: Terms, key: str, words: str) -> bool:
    """Whether the words are what a term is called, in some language and whatever case."""
    term = known.get(TermKind.MEASURE, key)
    names = {"en": key, **(term.names if term is not None else {})}
    return key == words or any(_one_name(words, name, lang) for lang, name in names.items())


def _one_name(words: str, name: str, language: str) -> bool:
    """Whether the words are the name in another case or spelling."""
    if words.lower() == name.lower() or (script_free(words) and script_free(words) == script_free(name)):
        return True
    low = words.lower()
    tokens = tokenize(words, low, 0, len(words)) if len(low) == len(words) else []
    asked: Matcher[str] = Matcher()
    asked.add(pattern_of(name, language).lower(), language, name)
    return any(
        first == 0 and last == len(tokens) - 1 for first, last, _ in (asked.scan(tokens, language) if tokens else ())
    )


def _fuller(words: str, key: str) -> bool:
    """Whether one is the other with more words: "Жезмет", "Zhezmet Holding"."""
    short, long = sorted((script_free(words), script_free(key)), key=len)
    return bool(short) and long.startswith(short)


def _elsewhere(project: Project, figure: Figure, words: str) -> bool:
    """Whether other figures of the project are of what the words name."""
    names = tuple(dict.fromkeys(name for name in (figure.subject, words) if name))
    return project.figures.count(FigureFilter(subjects=names)) > (figure.subject is not None)
