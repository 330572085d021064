"""What a web page states about itself in its head: title, site, author, date, address."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from workbench.core.model.article import Guess
from workbench.core.reading.canonical import canonical
from workbench.core.reading.dates import named_dates
from workbench.core.reading.guesses import NOTHING, Stated
from workbench.core.reading.publishers import BEHIND_THE_TITLE

META = "html meta"
_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_SITES = ("og:site_name", "application-name", "dc.publisher")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author")
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "article:published", "parsely-pub-date",
    "pubdate", "publishdate", "publish_date", "publish-date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "date",
)  # fmt: skip
_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S+)")
_ARTICLE_TYPES = re.compile(r"(?:News|Report\w*|Blog|Analysis\w*|Opinion\w*)?(?:Article|Posting|Report)$")
_TAIL = re.compile(r" (?:\||—|–|-|::|•|») [^|—–]{2,40}$")
_ISO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_DEEPEST_JSON = 100


def stated(root: Any, raw: str, address: str = "") -> Stated:
    """All the head says, as guesses of origin "html meta". `address` is where the page was saved from, if known."""
    metas = _metas(root)
    linked = _linked_data(root)
    site = _first(metas, _SITES) or _name(linked.get("publisher"))
    url = address or _url(root, metas, linked, raw)
    author = next((a for a in (_first(metas, _AUTHORS), _name(linked.get("author"))) if a and "://" not in a), "")
    return Stated(
        title=_guess(_first(metas, _TITLES) or _text(linked.get("headline")) or _title_tag(root, site)),
        publisher=_publisher(root, site or re.sub(r"^www\.", "", urlsplit(url).hostname or "")),
        author=_guess(author),
        published=_guess(_published(root, metas, linked)),
        language=root.get("lang") or "",
        url=url,
    )


def _guess(value: str) -> Guess:
    value = " ".join(canonical(value).split())
    return Guess(value, META) if value else NOTHING


def _publisher(root: Any, site: str) -> Guess:
    """What the head says, else what its title has behind that of the page itself."""
    if site:
        return _guess(site)
    title = " ".join(next((element.text or "" for element in root.iter("title")), "").split())
    tail = _TAIL.search(title)
    headings = (" ".join("".join(heading.itertext()).split()) for heading in root.iter("h1"))
    if tail is None or title[: tail.start()] not in headings:
        return NOTHING
    return replace(_guess(title[tail.start() :].lstrip(" |—–-:•»")), doubt=BEHIND_THE_TITLE)


def _metas(root: Any) -> dict[str, str]:
    """Names to contents; the first of each name counts."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        content = (meta.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            if meta.get(key) and content:
                found.setdefault(meta.get(key).strip().lower(), content)
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _linked_data(root: Any) -> dict[str, Any]:
    """The first JSON-LD object that is an article; the page may hold several, and broken ones."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or not script.text:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):  # written by hand, or by an enemy: then the page states nothing here
            continue
        for thing in _things(data):
            kinds = thing.get("@type")
            if any(isinstance(kind, str) and _ARTICLE_TYPES.search(kind) for kind in _listed(kinds)):
                return thing
    return {}


def _things(data: Any) -> Iterator[dict[str, Any]]:
    waiting = deque([(data, 0)])
    while waiting:
        thing, depth = waiting.popleft()
        if isinstance(thing, dict):
            yield thing
            waiting += [(value, depth + 1) for value in thing.values() if depth < _DEEPEST_JSON]
        elif isinstance(thing, list):
            waiting += [(value, depth + 1) for value in thing if depth < _DEEPEST_JSON]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _name(value: Any) -> str:
    """The name of a person or organisation in any of the ways JSON-LD writes one."""
    names = [_text(thing.get("name")) if isinstance(thing, dict) else _text(thing) for thing in _listed(value)]
    return ", ".join(name for name in names if name)


def _title_tag(root: Any, site: str) -> str:
    """The page's title without the site's name behind it."""
    title = " ".join(next((element.text or "" for element in root.iter("title")), "").split())
    if site and title.endswith(site):
        return title[: -len(site)].rstrip(" |—–-:•»")
    return _TAIL.sub("", title) if len(title) > 40 else title


def _url(root: Any, metas: dict[str, str], linked: dict[str, Any], raw: str) -> str:
    saved = _SAVED_FROM.search(raw[:4096])
    canonical_link = next(
        (link.get("href") or "" for link in root.iter("link") if link.get("rel") == "canonical"), ""
    )
    candidates = (canonical_link, metas.get("og:url", ""), _text(linked.get("url")), saved[1] if saved else "")
    return next((url for url in candidates if is_address(url)), "")


def is_address(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https") and bool(urlsplit(url).hostname)
    except ValueError:  # "http://[" is none
        return False


def _published(root: Any, metas: dict[str, str], linked: dict[str, Any]) -> str:
    stated_dates = [metas[name] for name in _DATES if name in metas]
    stated_dates.insert(1 if "article:published_time" in metas else 0, _text(linked.get("datePublished")))
    times = [time for time in root.iter("time") if time.get("datetime")]
    marked = [
        time
        for time in times
        if "published" in (time.get("itemprop") or "").lower() or time.get("pubdate") is not None
    ]
    stated_dates += [time.get("datetime") for time in (marked or times[:1])]
    return next((iso for value in stated_dates if (iso := _iso(value))), "")


def _iso(value: str) -> str:
    """The day in any of the ways a page writes it; "" when it is none."""
    iso = _ISO.match(value.strip())
    named = named_dates(iso[0] if iso else value)
    return named[0].iso if named else ""
