"""PDF files, written by a small generator: text with a font that states its letters, one content stream a page."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from workbench.core.errors import UnreadableFile
from workbench.core.model.article import BlockKind
from workbench.core.reading.reader import read_bytes

Line = tuple[float, float, float, str]  # left, base, size, text
HEAD = (50.0, 800.0, 9.0, "Вестник экономики")
TITLE = (50.0, 760.0, 20.0, "Завод удвоит выпуск")


def body(lines: Sequence[str], top: float = 720.0, left: float = 50.0) -> list[Line]:
    return [(left, top - 14 * index, 11.0, line) for index, line in enumerate(lines)]


FIRST = body(
    [
        "Комбинат под Карагандой намерен за два года удвоить выпуск концен-",
        "трата и нанять ещё двести человек. Сейчас мощность не больше 2,6",
        "млн тонн руды в год.",
    ]
) + body(
    ["Казахстанско-корейский фонд вложит в него 48 млрд тенге, о чём стороны", "договорились осенью, но не"], 670
)
SECOND = body(["раньше срока. Остальное дадут банки.", "", "Конец."], 720)


def pdf(pages: Sequence[Sequence[Line]], extra: str = "", info: str = "") -> bytes:
    """A PDF of these lines in cp1251, with the letters mapped to Unicode as word processors do."""
    mapping = "\n".join(
        f"<{code:02x}> <{ord(bytes([code]).decode('cp1251', 'replace')):04x}>" for code in range(32, 256)
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def "
        f"1 begincodespacerange <00> <ff> endcodespacerange 224 beginbfchar\n{mapping}\nendbfchar endcmap end end"
    )
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 4 0 R /FirstChar 32 /LastChar 255 "
        f"/Widths [{' '.join(['600'] * 224)}] >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    for number, lines in enumerate(pages):
        drawn = "\n".join(
            f"BT /F {size} Tf {left} {base} Td <{text.encode('cp1251').hex()}> Tj ET"
            for left, base, size, text in lines
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 842] /Resources << /Font << /F 3 0 R >> >> "
            f"/Contents {6 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    objects.append(f"<< {info} >>")
    return _file(objects, f"/Info {len(objects)} 0 R {extra}")


def _file(objects: Sequence[str], trailer: str) -> bytes:
    data, places = "%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    data, xref = f"{data}xref\n0 {size}\n0000000000 65535 f \n{table}", len(data)
    data += f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{xref}\n%%EOF"
    return data.encode("latin-1")


def numbered(page: int) -> Line:
    return (400.0, 30.0, 9.0, str(page))


ARTICLE = pdf(
    [
        [HEAD, TITLE, *FIRST, numbered(1)],
        [HEAD, *SECOND, numbered(2)],
        [HEAD, *body(["Ещё один абзац."]), numbered(3)],
    ],
    info="/Title (Untitled 1) /CreationDate (D:20251107101500+05'00')",
)


def test_paragraphs_across_lines_and_pages() -> None:
    """Cut words and lines are joined, also over a page end; the largest letters are the title."""
    draft = read_bytes(ARTICLE, "report.pdf")
    body_text = [b.span.of(draft.text) for b in draft.blocks if b.kind is not BlockKind.NOT_BODY]
    assert body_text == [
        "Завод удвоит выпуск",
        "Комбинат под Карагандой намерен за два года удвоить выпуск концентрата и нанять ещё двести человек. "
        "Сейчас мощность не больше 2,6 млн тонн руды в год.",
        "Казахстанско-корейский фонд вложит в него 48 млрд тенге, о чём стороны договорились осенью, "
        "но не раньше срока. Остальное дадут банки.",
        "Конец.",
        "Ещё один абзац.",
    ]
    assert draft.title.value == "Завод удвоит выпуск"
    assert draft.title.span is not None


def test_running_heads_and_page_numbers() -> None:
    """What most pages repeat, and the numbers of pages, are not the article."""
    draft = read_bytes(ARTICLE, "report.pdf")
    outside = [(b.span.of(draft.text), b.reason) for b in draft.blocks if b.kind is BlockKind.NOT_BODY]
    assert outside.count(("Вестник экономики", "repeated on most pages")) == 3
    assert sorted(text for text, reason in outside if reason == "page number") == ["1", "2", "3"]


def test_the_date_of_the_file_is_doubted() -> None:
    """It is when the file was made."""
    published = read_bytes(ARTICLE, "report.pdf").published
    assert (published.value, published.origin) == ("2025-11-07", "pdf info")
    assert published.doubt


def test_figures_at_the_edge_of_pages_stay() -> None:
    """Rows of a table that look alike on every page are not taken for running heads."""
    pages = [[*body(["Год  Тонн", f"2{number},6  44"]), *body(["Итог такой."], 300)] for number in range(4)]
    draft = read_bytes(pdf(pages), "table.pdf")
    for block in draft.blocks:
        if "44" in block.span.of(draft.text):
            assert block.kind is not BlockKind.NOT_BODY


def test_a_scan() -> None:
    """Pages without text need recognition first."""
    with pytest.raises(UnreadableFile, match=r"scan\.pdf holds pictures of pages.*OCR"):
        read_bytes(pdf([[], []]), "scan.pdf")


def test_some_pages_without_text() -> None:
    """A picture among the pages is told."""
    assert "1 page of report.pdf has no text" in read_bytes(pdf([FIRST, []]), "report.pdf").notes[0]


def test_a_password() -> None:
    """A protected file is told from a damaged one."""
    key = "<" + "41" * 32 + ">"
    data = pdf([FIRST], extra=f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >> /ID [<00> <00>]")
    with pytest.raises(UnreadableFile, match="password"):
        read_bytes(data, "secret.pdf")


@pytest.mark.parametrize("part", [0.01, 0.2, 0.5, 0.8, 0.99])
def test_a_file_cut_off(part: float) -> None:
    """However much is left: a repaired half would pass for the whole article."""
    with pytest.raises(UnreadableFile, match=r"report\.pdf is damaged or was cut off"):
        read_bytes(ARTICLE[: int(len(ARTICLE) * part)], "report.pdf")


def test_an_end_mark_without_content() -> None:
    """A file that only looks whole."""
    with pytest.raises(UnreadableFile, match=r"report\.pdf is damaged or was cut off"):
        read_bytes(ARTICLE[:300] + b"%%EOF", "report.pdf")


def test_from_several_threads() -> None:
    """Workers may read at once: the library below must not be entered twice."""
    with ThreadPoolExecutor(4) as workers:
        texts = {draft.text for draft in workers.map(lambda _: read_bytes(ARTICLE, "report.pdf"), range(24))}
    assert len(texts) == 1


def row(base: float, *cells: tuple[float, str]) -> list[Line]:
    return [(left, base, 11.0, text) for left, text in cells]


TABLE = [
    *row(600, (50.0, "Страна"), (300.0, "Запасы, млн тонн")),
    *row(586, (50.0, "Китай"), (340.0, "44")),
    *row(572, (50.0, "Бразилия"), (340.0, "21")),
    *row(558, (50.0, "Казахстан"), (333.4, "2,6")),
]


def test_a_table_on_a_page() -> None:
    """Its rows are not glued into the running text, and its cells know what heads them."""
    draft = read_bytes(
        pdf([[TITLE, *FIRST, *TABLE, *body(["Остальное дадут банки, сказал директор."], 544)]]), "a.pdf"
    )
    assert "Страна\tЗапасы, млн тонн\nКитай\t44\nБразилия\t21\nКазахстан\t2,6\n\nОстальное дадут банки" in draft.text
    last = [block for block in draft.blocks if block.kind is BlockKind.TABLE_CELL][-1]
    assert [span.of(draft.text) for span in last.header] == ["Запасы, млн тонн", "Казахстан"]


def test_wide_gaps_alone_make_no_table() -> None:
    """A single stretched line stays in its paragraph."""
    draft = read_bytes(pdf([[TITLE, *FIRST, *row(600, (50.0, "Конец"), (300.0, "главы"))]]), "a.pdf")
    assert BlockKind.TABLE_CELL not in [block.kind for block in draft.blocks]


def test_columns_that_are_not_clear() -> None:
    """Then each row is a line of its own."""
    lines = [
        *row(600, (50.0, "Страна"), (300.0, "Запасы")),
        *row(586, (50.0, "Китай и все его соседи на востоке и юге"), (340.0, "44")),
        *row(572, (50.0, "Юг"), (200.0, "21"), (340.0, "22")),
    ]
    draft = read_bytes(pdf([[TITLE, *FIRST, *lines]]), "a.pdf")
    assert "\nЮг 21 22" in draft.text
