"""Which reader knows which kind of file. Those on libraries are loaded when first needed."""

from __future__ import annotations

from workbench.core.reading.draft import Found
from workbench.core.reading.sniffing import Kind


def found(kind: Kind, data: bytes, name: str, encoding: str | None) -> Found:
    """What the file says, read in this process; UnreadableFile, with a sentence, when nothing can be read of it."""
    if kind is Kind.HTML:
        from workbench.core.reading import webpage

        return webpage.read(data, name, encoding)
    if kind is Kind.MHTML:
        from workbench.core.reading import mime

        return mime.read(data, name, encoding)
    if kind is Kind.PDF:
        from workbench.core.reading import pdf

        return pdf.read(data, name, encoding)
    if kind is Kind.DOCX:
        from workbench.core.reading import word

        return word.read(data, name, encoding)
    from workbench.core.reading import plain

    return plain.read(data, name, encoding)
