"""What the process that reads strangers' files does: loads all it will ever need, then answers file by file."""

from __future__ import annotations

import encodings.aliases
import importlib
import io
import pkgutil

from workbench.core.apart.child import Answer, Progress
from workbench.core.apart.frames import Frame
from workbench.core.reading import formats, passing
from workbench.core.reading.sniffing import Kind

OPENS_FILES = False
_PAGE = "<html><head><title>A</title></head><body><article><p>{0}</p><p>{0}</p></article></body></html>"
_WORDS = "The plant will double its output to 12 thousand tonnes a year by 2027, its director said on Friday. " * 5


def start() -> Answer:
    """All that is loaded at its first use is used once: later no file can be opened, not even one of Python's own."""
    known = {module.name for module in pkgutil.iter_modules(encodings.__path__)}
    for name in sorted(known | set(encodings.aliases.aliases.values())):
        try:
            importlib.import_module(f"encodings.{name}")
        except ImportError:  # one of another operating system
            continue
    for library in ("_strptime", "charset_normalizer", "pypdfium2", "workbench.core.reading.pdf"):
        importlib.import_module(library)
    page = _PAGE.format(_WORDS).encode()
    formats.found(Kind.HTML, page, "a.html", None)
    formats.found(Kind.HTML, _PAGE.format("A few words.").encode(), "a.html", None)  # the library tries harder then
    formats.found(Kind.MHTML, b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + page, "a.mht", None)
    formats.found(Kind.DOCX, _document(), "a.docx", None)
    return _answer


def _document() -> bytes:
    import docx

    made, file = docx.Document(), io.BytesIO()
    made.add_heading(_WORDS[:40])
    made.save(file)
    return file.getvalue()


def _answer(asked: Frame, progress: Progress) -> Frame:
    said = asked.said
    return passing.told(formats.found(Kind(said["kind"]), asked.data, said["name"], said["encoding"]))
