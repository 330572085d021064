"""Files and pasted text become drafts; what cannot be read is answered with a sentence and a way out."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from workbench.core.errors import UnreadableFile
from workbench.core.model.article import BlockKind
from workbench.core.reading import reader
from workbench.core.reading.reader import has_encoding, read_bytes, read_file, read_pasted, read_text
from workbench.core.reading.sniffing import Kind

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
LONG = (
    "Комбинат под Карагандой намерен за два года удвоить выпуск концентрата и нанять ещё двести человек, сказал он."
)
ARTICLE = (
    f"Степные вести\nЗавод удвоит выпуск концентрата\n7 ноября 2025, 10:15\n\n{LONG}\n\n{LONG}\n\nStep-vesti.kz\n"
)


def test_a_text_file(tmp_path: Path) -> None:
    """Text, guesses with their places, and the original byte for byte."""
    file = tmp_path / "завод.txt"
    file.write_bytes(ARTICLE.encode("cp1251"))
    draft = read_file(file)
    assert draft.text == ARTICLE
    assert (draft.encoding, draft.file_name) == ("cp1251", "завод.txt")
    assert draft.original == ARTICLE.encode("cp1251")
    assert draft.sha256 == hashlib.sha256(draft.original).hexdigest()
    for guess, value in (
        (draft.title, "Завод удвоит выпуск концентрата"),
        (draft.publisher, "Step-vesti.kz"),
    ):
        assert guess.value == value
        assert guess.span is not None
        assert guess.span.of(draft.text) == value
    assert (draft.published.value, draft.published.origin) == ("2025-11-07", "text")
    assert draft.language.value == "ru"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "kz1048", "koi8-r", "utf-16"])
def test_bytes_without_a_file(encoding: str) -> None:
    """Standard input has no suffix: its encoding is recognised as a file's is, and no title is made up."""
    text = ARTICLE.replace("Завод удвоит выпуск концентрата\n", "").replace("Комбинат", "Қостанай комбинаты")
    draft = read_pasted((ARTICLE if encoding in ("cp1251", "koi8-r") else text).encode(encoding))
    assert draft.encoding == encoding
    assert "Карагандой намерен" in draft.text
    assert (draft.file_name, draft.title.origin) == ("", "text")


def test_bytes_of_a_page_without_a_file() -> None:
    """Their kind is recognised too."""
    page = f"<!doctype html><html><head><meta charset=windows-1251></head><body><h1>Завод</h1><p>{LONG}</p></body>"
    assert read_pasted(page.encode("cp1251")).media_type == "text/html"


@pytest.mark.parametrize(
    ("data", "said"), [(b" \n", "There is no text"), (b"\x7fELF" + bytes(90), "The pasted text holds no text")]
)
def test_bytes_that_are_no_text(data: bytes, said: str) -> None:
    """The sentence speaks of what was pasted."""
    with pytest.raises(UnreadableFile, match=said):
        read_pasted(data)


def test_which_sources_have_an_encoding() -> None:
    """Files of text and pages may be read in another; a pasted text, PDF and Word files may not."""
    assert has_encoding(read_bytes(ARTICLE.encode(), "a.txt"))
    assert not has_encoding(read_text(ARTICLE))
    kinds = ["text/plain", "text/html", "multipart/related", "application/pdf", Kind.DOCX.value]
    assert [has_encoding(kind) for kind in kinds] == [True, True, True, False, False]


def test_another_encoding_on_request(tmp_path: Path) -> None:
    """The user's choice re-reads the same bytes, and lost characters are told."""
    file = tmp_path / "a.txt"
    file.write_bytes(ARTICLE.encode("cp1251"))
    draft = read_file(file, encoding="koi8-r")
    assert draft.text != ARTICLE
    assert draft.encoding == "koi8-r"
    assert draft.sha256 == read_file(file).sha256
    assert "�" in read_file(file, encoding="utf-8").notes[0]


def test_kept_bytes_read_again() -> None:
    """What a project keeps reads as the file did."""
    first = read_bytes(ARTICLE.encode("koi8-r"), "a.txt")
    assert read_bytes(first.original, first.file_name, encoding=first.encoding) == first


def test_pasted_text() -> None:
    """A pasted text is canonical, its entities decoded; the first words stand for a missing title."""
    draft = read_text("Загрузка составила 75&nbsp;% плана.\r\nРост \ud800 продолжится.")
    assert draft.text == "Загрузка составила 75\u00a0% плана.\nРост \ufffd продолжится."
    assert draft.title.value == "Загрузка составила 75 % плана."
    assert draft.title.doubt
    assert read_bytes(draft.original, "paste.txt").text.startswith("Загрузка")


def test_a_file_name_that_reads_like_a_title() -> None:
    """It is better than the first words of a text that has no title."""
    assert read_bytes(LONG.encode(), "Kazakhstan doubles_output of concentrate.txt").title.origin == "file name"


def test_a_header_date_that_the_text_contradicts() -> None:
    """The date stays a guess, with a doubt."""
    draft = read_text(f"date 2025-08-23 {LONG} Квоты ввели в январе 2026 года.")
    assert draft.published.value == "2025-08-23"
    assert draft.published.span is not None
    assert draft.published.span.of(draft.text) == "2025-08-23"
    assert draft.published.doubt == "the text tells of later events"


def test_a_dateline() -> None:
    """A place and a date that open the first paragraph."""
    draft = read_text(f"АСТАНА, 7 ноября 2025 года — {LONG}\n{LONG}")
    assert draft.published.value == "2025-11-07"


def test_languages_mixed() -> None:
    """The language of most of the text, doubted when there is another."""
    draft = read_text(
        f"{LONG}\n\n{LONG}\n\nThe plant said on Monday that it will double output of concentrate in two years."
    )
    assert (draft.language.value, bool(draft.language.doubt)) == ("ru", True)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the two real articles are not part of the source tree")
def test_the_real_article_with_a_header() -> None:
    """The text is untouched; the header date is a doubted guess."""
    file = next(SEEDS.glob("000_*.txt"))
    draft = read_file(file)
    assert draft.text == file.read_bytes().decode()
    assert (draft.published.value, draft.published.doubt) == ("2025-08-23", "the text tells of later events")
    assert draft.blocks[0].kind is BlockKind.NOT_BODY
    assert draft.blocks[0].span.of(draft.text) == "date 2025-08-23"
    kinds = [block.kind for block in draft.blocks]
    assert kinds.count(BlockKind.CALLOUT) == 5
    assert kinds.count(BlockKind.LIST_ITEM) == 4
    assert kinds.count(BlockKind.HEADING) == 6


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the two real articles are not part of the source tree")
def test_the_real_article_with_a_menu() -> None:
    """Menu words and the site's name are not the article."""
    draft = read_file(next(SEEDS.glob("003_*.txt")))
    outside = [b.span.of(draft.text) for b in draft.blocks if b.kind is BlockKind.NOT_BODY]
    assert outside == ["АЛТЫНОРДА", "Главные новостиНовости мира", "Altyn-orda.kz"]
    assert draft.publisher.value == "Altyn-orda.kz"
    assert draft.title.span is not None


BAD_FILES = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (" \n\u00a0\r\n".encode(), "no text"),
    "noise.txt": (bytes(range(256)) * 40, "no text that could be read"),
    "photo.txt": (b"\x89PNG\r\n\x1a\n" + bytes(90), "picture"),
    "photo.jpg": (b"\xff\xd8\xff\xe0" + bytes(90), "picture"),
    "program.txt": (b"\x7fELF" + bytes(90), "no text that could be read"),
    "report.rtf": (rb"{\rtf1 text}", r"\.docx"),
    "report.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old Word document"),
    "secret.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    "not.docx": (b"plain words", "Word file"),
    "not.pdf": (b"plain words", "PDF file"),
    "not.mht": (b"plain words", "saved web page"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_files_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    """The sentence names the file and what is wrong with it, by content whatever the suffix."""
    content, said = BAD_FILES[name]
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(UnreadableFile, match=said) as refused:
        read_file(file)
    assert name in str(refused.value)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A missing file and a folder are told apart."""
    with pytest.raises(UnreadableFile, match="does not exist"):
        read_file(tmp_path / "none.txt")
    with pytest.raises(UnreadableFile, match="is a folder"):
        read_file(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Something that is no file is refused before it is opened."""
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableFile, match="not an ordinary file"):
        read_file(tmp_path / "pipe.txt")


def test_a_file_far_too_large(tmp_path: Path) -> None:
    """200 MB are refused by their size, before a byte is read."""
    file = tmp_path / "big.txt"
    with file.open("wb") as target:
        target.truncate(200 * 1024 * 1024)
    with pytest.raises(UnreadableFile, match=r"big\.txt is larger than 50 MB"):
        read_file(file)


def test_pasted_nothing() -> None:
    """An empty clipboard is said to be one."""
    with pytest.raises(UnreadableFile, match="no text"):
        read_text(" \n")


def test_suffixes_are_offered() -> None:
    """What the file dialog offers."""
    assert {".txt", ".html", ".mht", ".pdf", ".docx"} <= set(reader.SUFFIXES)
