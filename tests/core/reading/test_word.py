"""Word documents: what is printed on the page is read, in its order."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest

from workbench.core.errors import UnreadableFile
from workbench.core.reading import archives
from workbench.core.reading.reader import read_bytes

LEAD = (
    "Предприятие под Карагандой намерено к 2027 году выпускать 12 тысяч тонн концентрата в год, сообщили в акимате."
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def packed(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def report() -> Any:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Вестник, выпуск 7"
    document.sections[0].footer.paragraphs[0].text = "www.step.example"
    document.add_heading("Завод удвоит выпуск", 0)
    document.add_paragraph(LEAD)
    document.add_heading("Кто купит", 1)
    document.add_paragraph("400 тонн весной", style="List Bullet")
    table = document.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("Год", "Тонн", "2024", "6000"), strict=True):
        cell.text = text
    document.add_paragraph(f"Справка: {LEAD}")
    return document


def shown(data: bytes) -> list[str]:
    draft = read_bytes(data, "report.docx")
    return [f"{block.kind}: {block.span.of(draft.text)[:19]}" for block in draft.blocks]


def test_a_document() -> None:
    """Title, headings, lists, cells and callouts; what stands on every page is not the article."""
    assert shown(packed(report())) == [
        "not body: Вестник, выпуск 7",
        "title: Завод удвоит выпуск",
        f"paragraph: {LEAD[:19]}",
        "heading: Кто купит",
        "list item: 400 тонн весной",
        "table cell: Год",
        "table cell: Тонн",
        "table cell: 2024",
        "table cell: 6000",
        "callout: Справка: Предприяти",
        "not body: www.step.example",
    ]


def test_rows_are_lines() -> None:
    """Cells of a row stand beside each other."""
    assert "Год\tТонн\n2024\t6000" in read_bytes(packed(report()), "report.docx").text


def test_properties_are_doubted() -> None:
    """Author and date of a file are often those of a template."""
    document = report()
    document.core_properties.author = "Канцелярия"
    draft = read_bytes(packed(document), "report.docx")
    assert (draft.author.value, draft.author.origin) == ("Канцелярия", "document info")
    assert draft.author.doubt
    assert draft.published.doubt


def test_revisions_controls_and_boxes() -> None:
    """Inserted text and content controls are printed, deleted text is not; a drawing stored twice counts once."""
    from docx.oxml import parse_xml

    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    document = docx.Document()
    xml = f"""<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Было </w:t></w:r>
      <w:del w:id="1" w:author="a"><w:r><w:delText>300</w:delText></w:r></w:del>
      <w:ins w:id="2" w:author="a"><w:r><w:t>400 тонн.</w:t></w:r></w:ins></w:p></w:sdtContent></w:sdt>"""
    box = "<w:txbxContent><w:p><w:r><w:t>В рамке.</w:t></w:r></w:p></w:txbxContent>"
    drawing = f"""<w:p {W} xmlns:mc="{mc}"><w:r><w:t>Рядом.</w:t><mc:AlternateContent>
      <mc:Choice Requires="x">{box}</mc:Choice>
      <mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"""
    for part in (drawing, xml):
        document.element.body.insert(0, parse_xml(part))
    assert read_bytes(packed(document), "d.docx").text == "Было 400 тонн.\n\nРядом.\n\nВ рамке."


def test_footnotes_are_read() -> None:
    """They hold figures too."""
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="1"><w:p><w:r>'
        "<w:t>По данным за 2024 год, 5 %.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    data = rebuilt(packed(report()), {"word/footnotes.xml": notes.encode()}, FOOTNOTES)
    assert "По данным за 2024 год, 5 %." in read_bytes(data, "report.docx").text


FOOTNOTES = (
    ("[Content_Types].xml", "</Types>", '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.'
     'openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'),
    ("word/_rels/document.xml.rels", "</Relationships>", '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/'
     'officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>'),
)  # fmt: skip


def rebuilt(data: bytes, added: dict[str, bytes], changed: tuple[tuple[str, str, str], ...] = ()) -> bytes:
    """The archive with entries added or replaced, and texts changed inside others."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name).decode() if name.endswith((".xml", ".rels")) else ""
            for entry, old, new in changed:
                content = content.replace(old, new) if entry == name else content
            if name not in added:
                archive.writestr(name, content or source.read(name))
        for name, new_content in added.items():
            archive.writestr(name, new_content)
    return target.getvalue()


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_a_document_that_was_cut_off(part: float) -> None:
    """The end of the archive is missing."""
    data = packed(report())
    with pytest.raises(UnreadableFile, match=r"report\.docx is damaged or was cut off"):
        read_bytes(data[: int(len(data) * part)], "report.docx")


def test_a_damaged_part() -> None:
    """XML that ends in the middle."""
    with pytest.raises(UnreadableFile, match="damaged"):
        read_bytes(rebuilt(packed(report()), {"word/document.xml": b"<w:document"}), "report.docx")


def test_a_zip_bomb_is_weighed_first() -> None:
    """A small file that would unpack to gigabytes is refused unopened."""
    bomb = rebuilt(packed(report()), {"word/document.xml": b" " * (archives.MAX_XML + 1)})
    assert len(bomb) < 200_000
    with pytest.raises(UnreadableFile, match="far more than a document needs"):
        read_bytes(bomb, "report.docx")


def test_many_entries() -> None:
    """So is one with more entries than any document has."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(archives.MAX_ENTRIES + 1):
            archive.writestr(f"word/{number}.xml", "")
    with pytest.raises(UnreadableFile, match="far more"):
        read_bytes(file.getvalue(), "report.docx")


def test_a_billion_laughs() -> None:
    """Entities of a document type are not expanded, and no local file is read."""
    xml = (
        '<!DOCTYPE x [<!ENTITY a "ha ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>Завод. &b; &f;</w:t></w:r></w:p></w:body></w:document>"
    )
    data = rebuilt(packed(report()), {"word/document.xml": xml.encode()})
    assert read_bytes(data, "report.docx").text == "Завод."


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("xl/workbook.xml", "workbook"),
        ("ppt/slides.xml", "presentation"),
        ("mimetype", "OpenDocument"),
        ("a.txt", "archive"),
    ],
)
def test_other_archives(entry: str, said: str) -> None:
    """Other zip files are named as what they are, whatever their suffix."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(entry, "x")
    with pytest.raises(UnreadableFile, match=said):
        read_bytes(file.getvalue(), "report.docx")
