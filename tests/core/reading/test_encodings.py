"""The encoding of a text is recognised from what the text would look like."""

from __future__ import annotations

import pytest

from workbench.core.errors import BadInput
from workbench.core.reading.encodings import decode

RUSSIAN = "Выпуск концентрата вырос на треть, сообщило министерство. Завод в Степногорске загружен на 75 %."
KAZAKH = (
    "Кен өндіру көлемі үштен біріне артты, деп хабарлады министрлік. Зауыт жүктемесі жетпіс бес пайыз, ғимарат дайын."
)
ENGLISH = "Output of concentrate rose by a third, the ministry said. The plant runs at 75 % of its capacity."
FITTING = [
    (text, encoding)
    for text, encodings in (
        (RUSSIAN, ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866", "kz1048")),
        (KAZAKH, ("utf-8", "utf-16-le", "utf-16-be", "kz1048")),
        (ENGLISH, ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "koi8-r", "cp866", "kz1048")),
    )
    for encoding in encodings
]


@pytest.mark.parametrize("length", [24, 40, 90])
@pytest.mark.parametrize(("text", "encoding"), FITTING)
def test_recognised(text: str, encoding: str, length: int) -> None:
    """Even a line is enough, in each encoding that can write the language."""
    decoded = decode(text[:length].encode(encoding))
    assert decoded is not None
    assert decoded.text == text[:length]
    assert decoded.encoding == decoded.considered[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_decide(encoding: str) -> None:
    """A mark at the beginning names the encoding, and a short text needs nothing more."""
    decoded = decode("да".encode(encoding))
    assert decoded is not None
    assert decoded.text.lstrip("\ufeff") == "да"


def test_a_page_of_ascii_does_not_hide_the_rest() -> None:
    """The telling lines may come late."""
    data = b"plain words only\n" * 5000 + RUSSIAN.encode("koi8-r")
    decoded = decode(data)
    assert decoded is not None
    assert decoded.encoding == "koi8-r"


def test_choices_are_offered_best_first() -> None:
    """What else the bytes could be is offered to the user."""
    decoded = decode(RUSSIAN.encode("cp1251"))
    assert decoded is not None
    assert decoded.considered[0] == "cp1251"
    assert {"koi8-r", "cp866", "kz1048"} <= set(decoded.considered)
    assert "utf-8" not in decoded.considered


def test_the_user_is_obeyed() -> None:
    """The chosen encoding is used even where it makes nonsense, and what it cannot read is counted."""
    decoded = decode(RUSSIAN.encode("cp1251"), "utf-8")
    assert decoded is not None
    assert decoded.encoding == "utf-8"
    assert decoded.lost > 20


def test_an_encoding_that_does_not_exist() -> None:
    """A mistyped name is answered with the choices."""
    with pytest.raises(BadInput, match=r"cp-nonsense.*cp1251"):
        decode(b"abc", "cp-nonsense")


@pytest.mark.parametrize("encoding", ["hex", "rot13"])
def test_codecs_that_are_no_encodings(encoding: str) -> None:
    """Python's other codecs are not taken for encodings."""
    with pytest.raises(BadInput):
        decode(b"abc", encoding)


def test_a_declared_encoding_is_believed_if_it_makes_sense() -> None:
    """A page's own word counts, except where it reads as nonsense."""
    data = "Ключ".encode("koi8-r")
    told = decode(data, declared="koi8-r")
    lied = decode(RUSSIAN.encode("cp1251"), declared="koi8-r")
    unknown = decode(RUSSIAN.encode("cp1251"), declared="x-no-such")
    assert told is not None
    assert told.text == "Ключ"
    assert lied is not None
    assert unknown is not None
    assert lied.encoding == unknown.encoding == "cp1251"


def test_kazakh_pages_that_state_the_russian_encoding() -> None:
    """A Kazakh page says windows-1251 and means kz1048; a Russian one means what it says."""
    kazakh, russian = (
        decode(KAZAKH.encode("kz1048"), declared="windows-1251"),
        decode(RUSSIAN.encode("cp1251"), declared="windows-1251"),
    )
    assert kazakh is not None
    assert russian is not None
    assert (kazakh.encoding, kazakh.text) == ("kz1048", KAZAKH)
    assert russian.encoding == "cp1251"


def test_utf8_cut_within_a_letter() -> None:
    """A stray byte does not turn a UTF-8 text into something else; it is counted as lost."""
    decoded = decode((RUSSIAN * 3).encode()[:-1].replace("Завод".encode(), "Завод".encode()[:-1] + b"?", 1))
    assert decoded is not None
    assert decoded.encoding == "utf-8"
    assert decoded.lost >= 1


def test_other_languages_fall_to_the_library() -> None:
    """A text in none of the three languages is still read."""
    text = "今年鉱山の生産量は前年より三割増加したと経済産業省が発表した。" * 4
    decoded = decode(text.encode("shift_jis"))
    assert decoded is not None
    assert decoded.text == text


def test_bytes_that_are_no_text() -> None:
    """Noise is not taken for text."""
    assert decode(bytes(range(256)) * 20) is None
