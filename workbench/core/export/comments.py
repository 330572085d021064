"""Comments of one tab, written as XML at once: an object for each would take most of a workbook's time."""

from __future__ import annotations

from tempfile import SpooledTemporaryFile
from typing import IO, Any
from xml.sax.saxutils import escape

from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.utils import coordinate_to_tuple

from workbench.core.export.heads import lines_of

AUTHOR = "Research Workbench"
_IN_MEMORY = 4 << 20
_WIDTH, _HEIGHT, _LETTERS = 380, 600, 52  # of a box: pixels, pixels at most, characters on a line
_FIRST = 1026  # number of the first shape, as Excel counts them

_TEXTS = (
    '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    f"<authors><author>{AUTHOR}</author></authors><commentList>"
)
_BOXES = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
    "</v:shapetype>"
)
_BOX = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;'
    'margin-top:1.5pt;width:{width}px;height:{height}px;z-index:1;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


class Comments:
    """Takes them in the order of the cells; `texts` and `boxes` hold the two parts of the file they become."""

    def __init__(self) -> None:
        self.count = 0
        self._texts = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by close()
        self._boxes = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115

    def add(self, ws: Any, at: str, text: str) -> None:
        """Text must be clean already (text_safety)."""
        if not self.count:
            ws._comments.append(CommentRecord(ref=at, author=AUTHOR))  # openpyxl makes the parts; we fill them
            self._texts.write(_TEXTS.encode())
            self._boxes.write(_BOXES.encode())
        row, column = coordinate_to_tuple(at)
        height = min(40 + 17 * lines_of(text, _LETTERS, 1.0), _HEIGHT)
        box = _BOX.format(number=_FIRST + self.count, width=_WIDTH, height=height, row=row - 1, column=column - 1)
        said = f'<comment ref="{at}" authorId="0"><text><t xml:space="preserve">{escape(text)}</t></text></comment>'
        self._texts.write(said.encode())
        self._boxes.write(box.encode())
        self.count += 1

    def finished(self) -> tuple[IO[bytes], IO[bytes]]:
        """Both parts of the file, whole; to be asked for once."""
        self._texts.write(b"</commentList></comments>")
        self._boxes.write(b"</xml>")
        return self._texts, self._boxes

    def close(self) -> None:
        self._texts.close()
        self._boxes.close()
