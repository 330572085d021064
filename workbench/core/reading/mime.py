"""Web pages saved as one file (MHT, MHTML): the page among its pictures and styles."""

from __future__ import annotations

import re
from email import policy
from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect
from email.message import Message
from email.parser import BytesParser

from workbench.core.errors import UnreadableFile
from workbench.core.reading.draft import Found
from workbench.core.reading.pagemeta import is_address
from workbench.core.reading.webpage import read_page
from workbench.core.words import tr

_NESTING = re.compile(rb"boundary\s*=|^content-type:\s*message/", re.IGNORECASE | re.MULTILINE)
_MOST_NESTED = 40  # a page has one or two; the parser nests a Python call for each


def read(data: bytes, name: str, encoding: str | None) -> Found:
    """What the page inside says; UnreadableFile when it is not whole."""
    if len(_NESTING.findall(data)) > _MOST_NESTED:
        raise UnreadableFile(_cut_off(name))
    message = BytesParser(policy=policy.compat32).parsebytes(data)
    page = _main_page(message)
    if page is None or _cut_within(message, page):
        raise UnreadableFile(_cut_off(name))
    content = page.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        raise UnreadableFile(_cut_off(name))
    address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    return read_page(
        content,
        name,
        encoding,
        declared=page.get_content_charset() or "",
        address=address if is_address(address) else "",
    )


def _main_page(message: Message) -> Message | None:
    """The part that the file names as its start, else the first that is a page."""
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = message.get_param("start")
    named = [page for page in pages if start and page.get("Content-ID") == start]
    return next(iter(named or pages), None)


def _cut_within(message: Message, page: Message) -> bool:
    """Whether the file ends inside the page: pictures may be missing at the end, the article may not."""
    defects = [type(defect) for part in message.walk() for defect in part.defects]
    if StartBoundaryNotFoundDefect in defects:
        return True
    last = list(message.walk())[-1]
    return CloseBoundaryNotFoundDefect in defects and last is page


def _cut_off(name: str) -> str:
    return tr("{name} is damaged or was cut off: the page in it is not whole. Save the page again.", name=name)
