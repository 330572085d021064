"""Bytes to text: which encoding they are in, recognised by what the text would look like, changeable by the user."""

from __future__ import annotations

import codecs
import itertools
import re
from dataclasses import dataclass

from workbench.core.errors import BadInput
from workbench.core.words import tr

# In the order in which equals are offered: where a Russian text reads alike in two, it is the more usual one.
ENCODINGS = (
    "utf-8", "cp1251", "kz1048", "koi8-r", "cp866", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso8859-5",
)  # fmt: skip
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Codecs of Python that no page is written in. A page that says it is would hide words from whoever looks at the file,
# or make decoding take as long as the square of its length.
_NEVER_DECLARED = frozenset(
    ["utf-7", "punycode", "idna", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs"]
)
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_SAMPLE = 16_384

# Letters of each language, most frequent first.
_LETTERS = (
    "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "аентырлдсіқкмбғошйупзңгжиөұүәявхцчфэюьһщъё",
    "оаинтевірслкудмпзяьбгчхцйжїєюфшщґ",  # Ukrainian: lest its letters be read as Kazakh ones
)
_TYPOGRAPHY = frozenset("«»„“”‘’–—…№§°\u00a0•·€£₸₽¥±×")
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = 2.5
_STRANGE = 9.0
_UNUSUAL = 5.0
_MUCH = 0.7  # a difference in cost that settles the matter
_DOUBTFUL = 6.0  # a mean above it is no text in one of the three languages


@dataclass(frozen=True, slots=True)
class Decoded:
    """`considered` are the encodings in which all bytes have a meaning, best first. `lost`: unreadable characters."""

    text: str
    encoding: str
    considered: tuple[str, ...]
    lost: int = 0


def decode(data: bytes, encoding: str | None = None, declared: str = "") -> Decoded | None:
    """The text of the bytes; None when they are no text in any encoding.

    `encoding` is the user's word and is obeyed; `declared` is the file's own, believed where the bytes allow it.
    """
    considered = _ranked(data)
    if encoding is not None:
        return _as_told(data, encoding, tuple(name for name, _ in considered))
    names = tuple(name for name, _ in considered)
    marked = next((name for bom, name in _MARKS if data.startswith(bom)), "")
    if not marked and names[:1] != ("utf-8",):
        marked = _believed(data, _codec(declared), considered)
    if marked:
        names = (marked, *(name for name in names if name != marked))
        return _decoded(data, marked, names)
    if considered and considered[0][1] <= _DOUBTFUL:
        best = _decoded(data, names[0], names)
        if not _doubtful(best.text):
            return best
    return _foreign(data, names)


def _as_told(data: bytes, encoding: str, considered: tuple[str, ...]) -> Decoded:
    try:
        return _decoded(data, encoding, considered)
    except (LookupError, UnicodeError) as problem:
        raise BadInput(
            tr(
                "There is no encoding named “{name}”. Choose one of: {choices}.",
                name=encoding,
                choices=", ".join(ENCODINGS),
            )
        ) from problem


def _decoded(data: bytes, encoding: str, considered: tuple[str, ...]) -> Decoded:
    text = data.decode(encoding, "replace")
    already = data.count("\ufffd".encode()) if encoding == "utf-8" else 0
    return Decoded(text, encoding, considered, max(text.count("\ufffd") - already, 0))


def _codec(name: str) -> str:
    """The declared name as one of ours where it is one, "" where it names nothing."""
    try:
        found = codecs.lookup(name.strip().strip("\"'")).name if name.strip() else ""
    except (LookupError, ValueError):
        return ""
    if found in _NEVER_DECLARED:
        return ""
    if found in ("iso8859-1", "ascii"):  # so the web declares windows-1252
        return "cp1252"
    return found


def _believed(data: bytes, declared: str, considered: list[tuple[str, float]]) -> str:
    """The declared encoding, unless it has no sense for these bytes or another one makes far more."""
    if not declared or not _fits(data, declared):
        return ""
    wide = declared.startswith("utf-16")
    price = cost((data[: 2 * _SAMPLE] if wide else _telling_lines(data)).decode(declared, "replace"))
    if not considered:
        return declared
    best, best_price = considered[0]
    kazakh = (declared, best) == ("cp1251", "kz1048")  # no page says kz1048: all state its Russian sister
    return declared if price <= best_price + (0 if kazakh else _MUCH) else ""


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (LookupError, UnicodeError):
        return False
    return True


def _ranked(data: bytes) -> list[tuple[str, float]]:
    """Every encoding the bytes fit, with the cost of reading them so, cheapest first."""
    if not _CONTROL_BYTES.search(data) and _fits(data, "utf-8"):
        others = [
            name for name in ENCODINGS if name != "utf-8" and not name.startswith("utf-16") and _fits(data, name)
        ]
        return [("utf-8", 0.0)] + [(name, 1.0) for name in others]
    narrow = _telling_lines(data)
    found = []
    for name in ENCODINGS:
        if name == "utf-16" and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            continue
        wide = name.startswith("utf-16")
        if _fits(data, name):
            found.append((name, cost((data[: _SAMPLE * 2] if wide else narrow).decode(name, "replace"))))
        elif name == "utf-8" and _nearly_utf8(narrow):
            found.append((name, cost(narrow.decode(name, "replace"))))
    return sorted(found, key=lambda pair: pair[1])


def _nearly_utf8(data: bytes) -> bool:
    """Cut off within a character, or with a stray byte: still better than nonsense."""
    text = data.decode("utf-8", "replace")
    return text.count("\ufffd") * 10 <= sum(char > "\x7f" for char in text)


def _telling_lines(data: bytes) -> bytes:
    """The first lines that hold more than ASCII: the others read alike in every narrow encoding."""
    if len(data) <= _SAMPLE:
        return data
    telling, size = [], 0
    for line in data.split(b"\n"):
        first = _HIGH.search(line)
        if first is None:
            continue
        telling.append(line[max(first.start() - _SAMPLE // 2, 0) : first.start() + _SAMPLE])
        size += len(telling[-1])
        if size >= _SAMPLE:
            break
    return b"\n".join(telling)[: 2 * _SAMPLE] or data[:_SAMPLE]


def cost(text: str) -> float:
    """How strange a text looks: the mean over its characters.

    Text in one of the three languages costs 2 to 4, the same bytes read in a wrong encoding more: rare letters,
    capitals inside words, two alphabets in one word, symbols where letters belong.
    """
    telling = [char for char in text if char > "\x7f"]
    controls = sum(char < " " and char not in "\t\n\r\f\v\x1a" for char in text)
    plain = len(text) - len(telling) - controls
    return (plain * _PLAIN + _strangeness(text, telling) + controls * 2 * _STRANGE) / max(len(text), 1)


def _strangeness(text: str, telling: list[str]) -> float:
    letters = [char.lower() for char in telling if char.isalpha()]
    signs = sum(2.0 if char in _TYPOGRAPHY else _STRANGE for char in telling if not char.isalpha())
    spelled = min(sum(map(price.__getitem__, letters)) for price in _PRICES)
    return signs + spelled + sum(_shape(word) for word in _WORD.findall(text))


def _doubtful(text: str) -> bool:
    """Whether much of the text is in letters of none of the three languages, or no letters at all."""
    sample = text[:_SAMPLE]
    telling = [char for char in sample if char > "\x7f"]
    if len(telling) * 20 < len(sample):
        return False
    return _strangeness(sample, telling) > _DOUBTFUL * len(telling)


class _Prices(dict[str, float]):
    """The cost of each letter in one language: by its rank there, and the same for all that it does not have."""

    def __missing__(self, letter: str) -> float:
        if letter in _ALL_LETTERS:
            return _UNUSUAL + 1.5
        return _UNUSUAL + 1 if "\u00df" <= letter <= "\u00ff" else _STRANGE


_ALL_LETTERS = frozenset("".join(_LETTERS))
_PRICES = tuple(
    _Prices({letter: 2.2 + 4.0 * rank / len(order) for rank, letter in enumerate(order)}) for order in _LETTERS
)


def _shape(word: str) -> float:
    """What a word costs beyond its letters: capitals in its middle, two alphabets at once."""
    if word.isascii():
        return 0.0
    price = 0.0
    if any(char.isascii() for char in word) and any("\u0400" <= char <= "\u052f" for char in word):
        price += _UNUSUAL
    if not (word.islower() or word.istitle() or word.isupper()):
        price += _UNUSUAL * sum(a.islower() and b.isupper() for a, b in itertools.pairwise(word))
        price += 2.0
    if word.isupper() and len(word) > 3:  # whole words in capitals happen, whole texts hardly
        price += 0.5 * len(word)
    if len(word) > 1 and word[0].islower() and word[1:].isupper():
        price += _UNUSUAL
    return price


def _foreign(data: bytes, considered: tuple[str, ...]) -> Decoded | None:
    """A text of none of the three languages: the rest of the world's encodings, as the library tells them."""
    sample = data[: 8 * _SAMPLE]
    if len(_CONTROL_BYTES.findall(sample)) * 100 > len(sample):
        return None
    from charset_normalizer import from_bytes  # 30 ms that few files need

    best = from_bytes(sample).best()
    name = best.encoding.replace("_", "-") if best is not None else ""
    if not name or not _fits(data, name):
        return None
    return _decoded(data, name, (name, *(other for other in considered if other != name)))
