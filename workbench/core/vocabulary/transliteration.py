"""One name in different scripts: "Куйректыколь", "Күйректікөл" and "Kuirektykol" share a key that has no script."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable

# What the systems in use (ISO 9, BGN/PCGN, passports, the Kazakh Latin alphabets) write differently is one sound
# here: й, и, ы, і are i; қ and q are k; ж, zh and dzh are j. Soft and hard signs have none.
_CYRILLIC = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "e", "ж": "j", "з": "z",
    "и": "i", "й": "i", "і": "i", "ы": "i", "к": "k", "қ": "k", "л": "l", "м": "m", "н": "n", "ң": "n", "о": "o",
    "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "h", "һ": "h",
    "ц": "c", "ч": "č", "ш": "š", "щ": "š", "ъ": "", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
_LATIN = (
    ("shch", "š"), ("sch", "š"), ("tch", "č"), ("dzh", "j"), ("kh", "h"), ("gh", "g"), ("zh", "j"), ("sh", "š"),
    ("ch", "č"), ("ts", "c"), ("tz", "c"), ("ck", "k"), ("q", "k"), ("w", "u"), ("x", "ks"), ("y", "i"),
)  # fmt: skip
_SAME = (("dj", "j"), ("ng", "n"), ("ie", "e"), ("io", "e"))
_RUN = re.compile(r"([^\W\d])\1+")  # of letters: block 11 is not block 1
_SHORTEST = 4  # fewer sounds are no name that two scripts would share by their own will


def script_free(name: str) -> str:
    """A key that a name has in Cyrillic and in Latin letters alike; "" for one too short to tell."""
    plain = unicodedata.normalize("NFKD", name.lower().replace("й", "и").replace("ё", "е"))
    letters = "".join(c for c in plain if c.isalnum())
    for written, sound in _LATIN:
        letters = letters.replace(written, sound)
    sounds = "".join(_CYRILLIC.get(c, c) for c in letters)
    for written, sound in _SAME:
        sounds = sounds.replace(written, sound)
    key = _RUN.sub(r"\1", sounds)
    return key if sum(c.isalpha() for c in key) >= _SHORTEST else ""


def one_spelling(names: Iterable[str] | Counter[str], known: Collection[str] = ()) -> dict[str, str]:
    """Names that are another's in a different script or spelling, with the one to show: that met most often, then the
    first in the alphabet. What is `known` by a lexicon is let alone."""
    counted = Counter(names)
    for name in counted.keys() & set(known):
        del counted[name]
    alike: dict[str, list[str]] = {}
    for name in counted:
        key = script_free(name)
        if key:
            alike.setdefault(key, []).append(name)
    shown: dict[str, str] = {}
    for group in alike.values():
        first = min(group, key=lambda name: (-counted[name], name))
        shown.update({name: first for name in group if name != first})
    return shown


def latin(text: str) -> str:
    """Lower case in plain Latin letters, for keys: "Курс доллара" is "kurs dollara"."""
    plain = unicodedata.normalize("NFC", text.lower())
    sounds = "".join(_CYRILLIC.get(c, c) for c in plain)
    bare = unicodedata.normalize("NFKD", sounds.replace("š", "sh").replace("č", "ch"))
    return "".join(c for c in bare if not unicodedata.combining(c))
