"""Names in Russian paragraphs by the slovnet model, where it is installed; everything works without it."""

from __future__ import annotations

import os
import re
import tarfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from workbench.core import paths
from workbench.core.errors import BadModel
from workbench.core.model.span import Span
from workbench.core.words import tr

_LONGEST = 10_000  # characters of a paragraph that are looked at: lists and dumps beyond that hold no sentences
_LETTER = re.compile(r"[^\W\d_]")
_PACKAGES = ("slovnet", "navec")
_CARRIER = "natasha"  # its wheel carries the weights; the package itself is never imported


class NameKind(StrEnum):
    PERSON = "PER"
    PLACE = "LOC"
    ORGANISATION = "ORG"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a paragraph, as it is written there."""

    span: Span
    kind: NameKind


class NameProvider(Protocol):
    """Finds names in one paragraph at a time; spans count from the paragraph's beginning, in its order."""

    language: str

    def names(self, paragraph: str) -> Sequence[Name]: ...


class SlovnetNames:
    """The slovnet tagger. Made at no cost: the model is loaded when the first paragraph comes, once for all."""

    language = "ru"

    def __init__(self, weights: Path, embeddings: Path) -> None:
        self._weights = weights
        self._embeddings = embeddings
        self._lock = Lock()
        self._tagger: Callable[[str], Any] | None = None

    def names(self, paragraph: str) -> list[Name]:
        if not _LETTER.search(paragraph, 0, _LONGEST):
            return []
        with self._lock:  # the tagger keeps state between calls
            if self._tagger is None:
                self._tagger = _loaded(self._weights, self._embeddings)
            found = self._tagger(paragraph[:_LONGEST]).spans
        return [Name(Span(s.start, s.stop), NameKind(s.type)) for s in found if s.stop > s.start]


def _loaded(weights: Path, embeddings: Path) -> Callable[[str], Any]:
    """The tagger with its word vectors; BadModel when a file is damaged."""
    at = embeddings
    try:
        vectors = import_module("navec").Navec.load(str(embeddings))
        at = weights
        tagger: Any = import_module("slovnet").NER.load(str(weights))
        tagger.navec(vectors)
    except (OSError, EOFError, KeyError, ValueError, tarfile.TarError) as error:
        raise BadModel(
            tr("The names model {file} is damaged. Install it again, or switch names off.", file=at)
        ) from error
    found: Callable[[str], Any] = tagger
    return found


@cache
def russian_names() -> NameProvider | None:
    """The provider for Russian; None where the packages or the model are not installed. Loads nothing yet.

    To be asked for before a project is opened: opening one loads numpy, which settles how many threads it has. The
    model's matrices are small: more threads than one only wait for each other and make it ten times slower.
    """
    if any(find_spec(package) is None for package in _PACKAGES):
        return None
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for folder in _folders():
        weights = sorted(folder.rglob("slovnet_ner_news_v1.tar"))
        embeddings = sorted(folder.rglob("navec_news_v1_1B_250K_300d_100q.tar"))
        if weights and embeddings:
            return SlovnetNames(weights[0], embeddings[0])
    return None


def _folders() -> list[Path]:
    """Where the model may lie: among the program's own data, or in the wheel that carries it."""
    found = [paths.resources() / "models"]
    carrier = find_spec(_CARRIER)  # looks the package up, does not import it
    if carrier is not None:
        found += [Path(place) / "data" for place in carrier.submodule_search_locations or ()]
    return [folder for folder in found if folder.is_dir()]
