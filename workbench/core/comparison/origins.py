"""Origins, not mentions: which articles are one text reprinted, told by a sketch of their five-word shingles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest
from itertools import pairwise

from workbench.core.model.article import ArticleId

SHINGLE = 5  # words
SKETCH = 512  # smallest hashes kept: exact up to that many shingles
SHARED = 0.35  # of the shorter text: 15 % of words changed leaves 0.39 at least, a follow-up with old paragraphs 0.34
LEAST = 8  # shingles in common: a sentence quoted by both is no reprint
_CROWD = 60  # a shingle in more articles than this is a publisher's standing phrase
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sketch:
    """The smallest hashes of a text's shingles, and how many shingles it has."""

    hashes: frozenset[int]
    size: int


def sketch(text: str) -> Sketch:
    words = _WORD.findall(text.casefold().replace("ё", "е"))
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(len(words) - SHINGLE + 1, 0))}
    hashes = (int.from_bytes(blake2b(s.encode(), digest_size=8).digest()) for s in shingles)
    return Sketch(frozenset(nsmallest(SKETCH, hashes)), len(shingles))


def containment(a: Sketch, b: Sketch) -> float:
    """How much of the shorter text stands in the longer one, 0 to 1; estimated where it is longer than its sketch."""
    if not a.hashes or not b.hashes:
        return 0.0
    union = nsmallest(SKETCH, a.hashes | b.hashes)
    both = a.hashes & b.hashes
    jaccard = sum(h in both for h in union) / len(union)
    common = jaccard / (1 + jaccard) * (a.size + b.size)
    return min(1.0, common / min(a.size, b.size)) if common >= LEAST else 0.0


def origins(texts: Mapping[ArticleId, str]) -> Mapping[ArticleId, int]:
    """A number for each article, the same for reprints and shared passages: the smallest article id among them."""
    return of_sketches({article: sketch(text) for article, text in texts.items()})


def of_sketches(sketches: Mapping[ArticleId, Sketch]) -> Mapping[ArticleId, int]:
    """The same of sketches, which can be made one by one."""
    # Shorter ones first: a digest of two unrelated texts joins one of them and leaves the other on its own.
    order = sorted(sketches, key=lambda i: (sketches[i].size, i))
    rivals = _sharing({article: sketches[article] for article in order})
    cluster: dict[ArticleId, int] = {}
    for article in order:
        near = [
            (containment(sketches[article], sketches[other]), -other) for other in rivals[article] if other in cluster
        ]
        best = max(near, default=(0.0, 0))
        cluster[article] = cluster[ArticleId(-best[1])] if best[0] >= SHARED else article
    smallest: dict[int, int] = {}
    for article, number in cluster.items():
        smallest[number] = min(article, smallest.get(number, article))
    return {article: smallest[cluster[article]] for article in sketches}


def _sharing(sketches: Mapping[ArticleId, Sketch]) -> dict[ArticleId, set[ArticleId]]:
    """The articles that share a shingle with each. A crowd is linked in a chain: each to its neighbours."""
    holders: dict[int, list[ArticleId]] = defaultdict(list)
    for article, one in sketches.items():
        for value in one.hashes:
            holders[value].append(article)
    rivals: dict[ArticleId, set[ArticleId]] = defaultdict(set)
    for articles in holders.values():
        for a, b in _links(articles):
            rivals[a].add(b)
            rivals[b].add(a)
    return rivals


def _links(articles: list[ArticleId]) -> Iterable[tuple[ArticleId, ArticleId]]:
    if len(articles) > _CROWD:
        return pairwise(articles)
    return ((a, b) for n, a in enumerate(articles) for b in articles[n + 1 :])
