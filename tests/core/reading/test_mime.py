"""Pages saved as one MHT file."""

from __future__ import annotations

import base64
import quopri

import pytest

from workbench.core.errors import UnreadableFile
from workbench.core.reading.reader import read_bytes

LEAD = (
    "Предприятие под Карагандой намерено к 2027 году выпускать 12 тысяч тонн концентрата в год, сообщили в акимате."
)
PAGE = f"<html><head><title>Завод</title></head><body><h1>Завод удвоит выпуск</h1><p>{LEAD}</p><p>{LEAD}</p>"


def saved(html: str = PAGE, charset: str = "utf-8", transfer: str = "quoted-printable") -> bytes:
    """A page as browsers save it: the page first, then a picture."""
    body = html.encode(charset)
    packed = quopri.encodestring(body) if transfer == "quoted-printable" else base64.encodebytes(body)
    return b"\r\n".join(
        [
            b"From: <Saved by a browser>",
            b"Snapshot-Content-Location: https://www.step.example/2025/zavod",
            b"MIME-Version: 1.0",
            b'Content-Type: multipart/related; type="text/html"; boundary="----edge"',
            b"",
            b"------edge",
            f"Content-Type: text/html; charset={charset}".encode(),
            f"Content-Transfer-Encoding: {transfer}".encode(),
            b"",
            packed,
            b"------edge",
            b"Content-Type: image/png",
            b"Content-Transfer-Encoding: base64",
            b"",
            base64.encodebytes(b"\x89PNG" * 90),
            b"------edge--",
            b"",
        ]
    )


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-r"])
@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
def test_the_page_inside(charset: str, transfer: str) -> None:
    """The page is read, with the charset and address that the file states; the whole file is the original."""
    data = saved(charset=charset, transfer=transfer)
    draft = read_bytes(data, "page.mht")
    assert LEAD in draft.text
    assert draft.title.value == "Завод удвоит выпуск"
    assert draft.url == "https://www.step.example/2025/zavod"
    assert (draft.original, draft.media_type) == (data, "multipart/related")
    assert draft.publisher.value == "step.example"


def test_pictures_may_be_missing() -> None:
    """A file cut off behind the page is still a whole article."""
    data = saved()
    assert LEAD in read_bytes(data[: data.index(b"image/png") + 120], "page.mhtml").text


@pytest.mark.parametrize("part", [0.4, 0.6, 0.8])
def test_a_page_that_is_not_whole(part: float) -> None:
    """A file cut off within the page is refused: half an article is none."""
    data = saved()
    page_ends = data.index(b"------edge\r\nContent-Type: image/png")
    with pytest.raises(UnreadableFile, match=r"page\.mht is damaged or was cut off"):
        read_bytes(data[: int(page_ends * part)], "page.mht")


def test_a_file_without_a_page() -> None:
    """Only pictures inside."""
    with pytest.raises(UnreadableFile, match="Save the page again"):
        read_bytes(saved().replace(b"text/html; charset", b"image/gif; charset"), "page.mht")


def test_parts_nested_without_end() -> None:
    """A file made to exhaust the parser is refused before it is parsed."""
    parts = b"".join(
        b'--%d\r\nContent-Type: multipart/mixed; boundary="%d"\r\n\r\n' % (i, i + 1) for i in range(3000)
    )
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="0"\r\n\r\n'
    with pytest.raises(UnreadableFile):
        read_bytes(head + parts, "page.mht")
