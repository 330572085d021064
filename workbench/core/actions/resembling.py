"""Which source of the project a text looks like a newer copy of: by its address, its file, or its words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from workbench.core.comparison.origins import Sketch, containment, sketch
from workbench.core.model.article import ArticleDraft, ArticleId
from workbench.core.project import Project
from workbench.core.words import mark, tr

_WORDS = 6  # of a phrase that is looked up
_PHRASES = 8
_LEAST = {"address": 0.15, "file": 0.3, "words": 0.6}  # of the shorter text that must stand in the longer one
_WORD = re.compile(r"\w+")
_NO_NAME = ("", "pasted.html", "index.html", "article.html")  # file names that say nothing


class Reason(StrEnum):
    ADDRESS = "address"
    FILE = "file"
    WORDS = "words"


_WHY = {
    Reason.ADDRESS: mark("the same address"),
    Reason.FILE: mark("the same file name and much of the same text"),
    Reason.WORDS: mark("most of the same text"),
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """A source that a text may be a newer version of; `title` is what that source is called."""

    article_id: ArticleId
    title: str
    reason: Reason

    @property
    def why(self) -> str:
        return tr(_WHY[self.reason])


class Recogniser:
    """Looks a project's sources through for what a text may be a newer copy of. Made for one import, then forgotten:
    it remembers what the sources are called and how the texts that it had to look at are made."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._known = {one.id: one for one in project.versions.names()}
        self._by_address: dict[str, list[ArticleId]] = {}
        self._by_file: dict[str, list[ArticleId]] = {}
        for one in self._known.values():
            self._by_address.setdefault(address(one.url), []).append(one.id)
            self._by_file.setdefault(one.file_name.casefold(), []).append(one.id)
        self._sketches: dict[ArticleId, Sketch] = {}

    def find(self, draft: ArticleDraft) -> Likeness | None:
        """The likeliest source, if there is one at all. The same bytes are not a newer copy: they are looked for
        elsewhere."""
        mine = sketch(draft.text)
        for reason, candidates in self._candidates(draft).items():
            shares = {one: containment(mine, self._sketch(one)) for one in candidates}
            best = max(shares, key=lambda one: (shares[one], one), default=None)
            if best is not None and shares[best] >= _LEAST[reason.value]:
                return Likeness(best, self._known[best].title, reason)
        return None

    def _candidates(self, draft: ArticleDraft) -> Mapping[Reason, list[ArticleId]]:
        there = address(draft.url)
        name = draft.file_name.casefold()
        found = {Reason.ADDRESS: self._by_address.get(there, []) if there else []}
        if name not in _NO_NAME:
            found[Reason.FILE] = [i for i in self._by_file.get(name, []) if not self._apart(draft, i)]
        found[Reason.WORDS] = [i for i in self._holding(draft.text) if not self._apart(draft, i)]
        return found

    def _apart(self, draft: ArticleDraft, article_id: ArticleId) -> bool:
        """Whether it is known to be from another house: then it is a reprint, which is a source of its own."""
        known = self._known[article_id]
        theirs, ours = known.publisher.casefold(), draft.publisher.value.casefold()
        hosts = urlsplit(known.url).hostname, urlsplit(draft.url).hostname
        return (bool(theirs and ours) and theirs != ours) or (all(hosts) and hosts[0] != hosts[1])

    def _holding(self, text: str) -> list[ArticleId]:
        """Sources in which several stretches of the text stand word by word."""
        words = _WORD.findall(text)
        starts = range(0, len(words) - _WORDS + 1, max(1, (len(words) - _WORDS) // _PHRASES))
        phrases = [" ".join(words[start : start + _WORDS]) for start in starts][:_PHRASES]
        found = self._project.versions.holding(phrases)
        return [one for one, times in found.items() if times >= min(2, len(phrases)) and one in self._known]

    def _sketch(self, article_id: ArticleId) -> Sketch:
        if article_id not in self._sketches:
            self._sketches[article_id] = sketch(self._project.articles.text(article_id))
        return self._sketches[article_id]


def address(url: str) -> str:
    """An address as it is compared: without what does not say which page it is."""
    parts = urlsplit(url.strip())
    if not parts.hostname:
        return ""
    asked = "&".join(p for p in parts.query.split("&") if p and not p.lower().startswith(("utm_", "fbclid", "from=")))
    return f"{parts.hostname.removeprefix('www.')}{parts.path.rstrip('/')}" + (f"?{asked}" if asked else "")
