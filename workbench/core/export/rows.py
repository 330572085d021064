"""Rows of a sheet as XML: a formula with its result beside it, text as text, at a tenth of a library's cost a cell.

openpyxl writes a formula without its result, so that readers which do not calculate would see empty cells; and it
makes an object of each cell. It stays in charge of everything else: styles, tables, comments, links, pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from tempfile import SpooledTemporaryFile
from typing import IO
from xml.sax.saxutils import escape

_IN_MEMORY = 8 << 20  # bytes of one sheet before they go to a temporary file


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with its value, which the program has worked out itself."""

    text: str
    result: float | str


Content = str | int | float | Decimal | Formula | None


class Rows:
    """Takes rows top down; `stream` holds them as bytes."""

    def __init__(self) -> None:
        self.count = 0
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by close()

    @property
    def stream(self) -> IO[bytes]:
        return self._file

    def add(self, cells: list[str], height: float) -> None:
        """A row of cells made with `cell`."""
        self.count += 1
        opening = (
            f'<row r="{self.count}" ht="{height:.4g}" customHeight="1">' if height else f'<row r="{self.count}">'
        )
        self._file.write((opening + "".join(cells) + "</row>").encode())

    def close(self) -> None:
        self._file.close()


def cell(at: str, style: int, content: Content) -> str:
    """One cell. Text must be clean already (text_safety): what it says is text, whatever it begins with."""
    opening = f'<c r="{at}" s="{style}"'
    if content is None or content == "":
        return opening + "/>"
    if isinstance(content, str):
        return f'{opening} t="inlineStr"><is><t xml:space="preserve">{escape(content)}</t></is></c>'
    if isinstance(content, Formula):
        result = content.result
        if isinstance(result, str):
            return f'{opening} t="str"><f>{escape(content.text[1:])}</f><v>{escape(result)}</v></c>'
        return f"{opening}><f>{escape(content.text[1:])}</f><v>{_number(result)}</v></c>"
    return f"{opening}><v>{_number(content)}</v></c>"


def _number(value: float | Decimal) -> str:
    return repr(float(value) if isinstance(value, Decimal) else value)
