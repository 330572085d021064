"""Bad plain texts: bytes that are none, characters that hide or overwrite, numbers that no number can hold."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile import good
from tests.hostile.make import Bad

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = "концентрата"  # of the good files


def with_words(*lines: str) -> Callable[[], bytes]:
    return lambda: good.text() + ("\n\n" + "\n\n".join(lines)).encode("utf-8", "surrogatepass")


FILES = [
    Bad("empty.txt", lambda: b"", refused="is empty"),
    Bad("mark only.txt", lambda: b"\xef\xbb\xbf", refused="holds no text"),
    Bad("invisible.txt", lambda: "\u200b\u2060\ufeff\u00ad\n\u200b".encode() * 50, refused="holds no text"),
    Bad("zeros.txt", lambda: bytes(1_000_000), refused="holds no text"),
    Bad("all ones.txt", lambda: b"\xff" * 100_000, refused="holds no text"),
    Bad("noise.txt", lambda: bytes(range(256)) * 400, refused="holds no text that could be read"),
    Bad("zeros between.txt", lambda: good.text().replace(b" ", b" \x00"), holds=WORD, lacks=("\x00",)),
    Bad("program.txt", lambda: b"\x7fELF" + bytes(900), refused="holds no text that could be read"),
    Bad("windows program.txt", lambda: b"MZ\x90\x00" + bytes(900), refused="holds no text that could be read"),
    Bad("sqlite.txt", lambda: b"SQLite format 3\x00" + bytes(900), refused="holds no text that could be read"),
    Bad("packed.txt", lambda: b"\x1f\x8b\x08" + bytes(900), refused="holds no text that could be read"),
    Bad("picture.txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(900), refused="is a picture"),
    Bad("rich.txt", lambda: rb"{\rtf1\object\objdata 0105}", refused="Rich Text"),
    Bad(
        "old document.txt", lambda: OLE + "WordDocument".encode("utf-16-le") + bytes(600), refused="old Word document"
    ),
    Bad(
        "escape codes.txt",
        with_words("\x1b]0;owned\x07\x1b[2J\x1b[31m12 тысяч тонн"),
        holds=WORD,
        lacks=("\x1b", "\x07"),
    ),
    Bad("half characters.txt", with_words("Рост \ud800 на 5 %."), holds="\ufffd", lacks=("\ud800",)),
    Bad("turned.txt", with_words("Запасы \u202e000 21\u202c тонн."), holds="\u202e", noted="turns? the direction"),
    Bad("isolated.txt", with_words("Запасы \u206721 тонн\u2069."), holds="21", noted="turn the direction"),
    Bad("stacked marks.txt", with_words("а" + "\u0301\u0316" * 200_000), holds=WORD),
    Bad("digits.txt", with_words("9" * 2_000_000), holds="9" * 1_000),
    Bad("digits with signs.txt", with_words("1" + " 000" * 1_000_000 + ",5 %"), holds=" 000 000"),
    Bad("exponents.txt", with_words("1e999 тонн, -1e-999 кг, 1e99999999999 %, NaN, inf, 0x1p9999"), holds="1e999"),
    Bad("other digits.txt", with_words("٣٫٥ млн, १२ тонн, ５０％, ⅷ, ½½½, 𝟙𝟚 тысяч"), holds="१२"),
    Bad("one line.txt", lambda: "слово 5 млн тонн ".encode() * 400_000, holds="5 млн"),
    Bad("no blanks.txt", ("а" * 8_000_000).encode, holds="аааа"),
    Bad("too long.txt", ("слово " * 2_000_000).encode, refused="more text than 10000000 characters"),
    Bad("line ends.txt", lambda: good.text() + b"\r\n\r\x0b\x0c\n" * 30_000, holds=WORD),
    Bad("too many lines.txt", lambda: good.text() + b"\n" * 40_000_000, refused="200000 lines"),
    Bad("entities.txt", with_words("&#0; &#xD800; &#x110000; &#99999999; " + "&amp;" * 200_000), holds="&"),
    Bad("wide.txt", lambda: good.text().decode().encode("utf-32"), holds=WORD),
    Bad("wide with a foot cut off.txt", lambda: good.text().decode().encode("utf-16")[:-1], holds=WORD),
    Bad("hidden page.txt", lambda: b"+ADw-script+AD4-alert(1)+ADw-/script+AD4- 12 tonnes", holds="+ADw-"),
    Bad("tabs.txt", lambda: good.text() + b"\n" + b"\t" * 3_000_000, holds=WORD),
    Bad("brackets.txt", with_words("(" * 500_000 + "5 тонн" + ")" * 500_000), holds="5 тонн"),
    Bad("dates.txt", with_words("31.02.2025 99.99.9999 2025-13-45 0000-00-00 " * 2_000), holds="99.99.9999"),
    Bad("number words.txt", with_words("двадцать пять миллионов " * 3_000), holds="двадцать пять"),
]
