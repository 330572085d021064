"""Looks a finished workbook over for what Excel would refuse, repair or silently change; at its parts themselves.

`problems(path)` gives a sentence for each; an empty list is a sound file.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CELL, LINKS, ROWS, COLUMNS, FORMATS, STYLES, FORMULA = 32_767, 65_530, 1_048_576, 16_384, 200, 64_000, 8_192
TABLE = re.compile(r"[A-Za-z_\\][A-Za-z0-9_.\\]{,254}")
LOOKS_LIKE_A_CELL = re.compile(r"[A-Z]{1,3}\d+|R\d*C\d*|R|C", re.IGNORECASE)
NOT_IN_TABS = re.compile(r"[\\/?*\[\]:]")
NEW_FUNCTIONS = re.compile(r"(?<!_xlfn\.)\b(?:MAXIFS|MINIFS|TEXTJOIN|CONCAT|IFS|XLOOKUP|FILTER|UNIQUE|LET)\(")
ERROR_BARS = ["errDir", "errBarType", "errValType", "noEndCap", "plus", "minus", "val", "spPr"]
FONT = ["b", "i", "strike", "u", "vertAlign", "sz", "color", "name", "family", "scheme"]


def problems(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return list(_Book(archive).problems())


def units(text: str) -> int:
    """Length as Excel counts it."""
    return len(text.encode("utf-16-le")) // 2


class _Book:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())
        self.parts = {
            name: ElementTree.fromstring(archive.read(name))  # what no parser reads is told by its error
            for name in self.names
            if name.endswith((".xml", ".rels", ".vml"))
        }

    def problems(self) -> Iterator[str]:
        yield from self._package()
        yield from self._workbook()
        yield from self._styles()
        for name, title in self._sheets().items():
            yield from self._sheet(name, title)
        yield from self._tables()
        for name in self.names:
            if name.startswith("xl/comments/"):
                yield from self._comments(name)
            if name.startswith("xl/drawings/drawing"):
                yield from self._pictures(name)
            if name.startswith("xl/charts/chart"):
                yield from self._chart(name)

    # the package

    def _package(self) -> Iterator[str]:
        """Every part has a type, every relation a target, no name stands twice."""
        if len(self.archive.namelist()) != len(self.names):
            yield "a part stands twice in the archive"
        types = self.parts["[Content_Types].xml"]
        said = {one.get("PartName", "").lstrip("/") for one in types} | {one.get("Extension") for one in types}
        for name in sorted(self.names):
            if name not in said and name.rpartition(".")[2] not in said:
                yield f"{name} has no content type"
        for name in sorted(self.names):
            for target in self._targets(name).values():
                if target not in self.names:
                    yield f"{name} leads to {target}, which is not there"

    def _targets(self, name: str) -> dict[str, str]:
        """The parts that a part leads to, by the id of the relation."""
        rels = f"{dirname(name)}/_rels/{name.rpartition('/')[2]}.rels".lstrip("/")
        if rels not in self.parts:
            return {}
        return {
            one.get("Id", ""): normpath(join("/" + dirname(name), one.get("Target", ""))).lstrip("/")
            for one in self.parts[rels]
            if one.get("TargetMode") != "External"
        }

    def _sheets(self) -> dict[str, str]:
        """The title of each sheet by its part."""
        targets = self._targets("xl/workbook.xml")
        sheets = self.parts["xl/workbook.xml"].find(f"{MAIN}sheets")
        assert sheets is not None
        return {targets[one.get(f"{REL}id", "")]: one.get("name", "") for one in sheets}

    def _workbook(self) -> Iterator[str]:
        titles = list(self._sheets().values())
        for title in titles:
            if not 1 <= units(title) <= 31 or NOT_IN_TABS.search(title) or title[0] == "'" or title[-1] == "'":
                yield f"a sheet cannot be called {title!r}"
            if title.casefold() == "history":
                yield "“History” is Excel's own sheet"
        if len({title.casefold() for title in titles}) != len(titles):
            yield f"two sheets have one name: {titles}"
        names = [one.get("name", "") for one in self.parts["xl/workbook.xml"].iter(f"{MAIN}definedName")]
        for name in names:
            plain = name.removeprefix("_xlnm.")
            if not TABLE.fullmatch(plain) or LOOKS_LIKE_A_CELL.fullmatch(plain):
                yield f"a name cannot be {name!r}"
        for one in self.parts["xl/workbook.xml"].iter(f"{MAIN}definedName"):
            sheet = (one.text or "").rpartition("!")[0].split(",")[0].strip("'").replace("''", "'")
            if sheet.rpartition("!")[0]:
                sheet = sheet.rpartition("!")[0].strip("'")
            if "!" in (one.text or "") and sheet not in titles:
                yield f"the name {one.get('name')} leads to {one.text}"
        core = self.parts["docProps/core.xml"]
        said = {child.tag.rpartition("}")[2]: child.text for child in core}
        for key in ("title", "creator", "language"):
            if not said.get(key):
                yield f"the document has no {key}"

    def _styles(self) -> Iterator[str]:
        root = self.parts["xl/styles.xml"]
        formats = list(root.iter(f"{MAIN}numFmt"))
        if len(formats) > FORMATS:
            yield f"{len(formats)} number formats"
        yield from (f"number format of {units(one.get('formatCode', ''))}" for one in formats
                    if units(one.get("formatCode", "")) > 255)  # fmt: skip
        cells = root.find(f"{MAIN}cellXfs")
        if cells is not None and len(cells) > STYLES:
            yield f"{len(cells)} styles"
        for font in root.iter(f"{MAIN}font"):
            parts = [part.tag.removeprefix(MAIN) for part in font]
            if parts != sorted(parts, key=FONT.index) and font in list(root.find(f"{MAIN}fonts") or ()):
                yield f"the parts of a font stand in the order {parts}"

    # sheets

    def _sheet(self, name: str, title: str) -> Iterator[str]:
        root = self.parts[name]
        if root.find(f"{MAIN}mergeCells") is not None:
            yield f"{title}: merged cells"
        for column in root.iter(f"{MAIN}col"):
            if not 0 < float(column.get("width", "1")) <= 255:
                yield f"{title}: a column of width {column.get('width')}"
        links = list(root.iter(f"{MAIN}hyperlink"))
        if len(links) > LINKS:
            yield f"{title}: {len(links)} links"
        for link in links:
            if units(link.get("tooltip", "")) > 255 or units(link.get("location", "")) > 2079:
                yield f"{title}: a link that is too long at {link.get('ref')}"
            place = link.get("location", "").rpartition("!")[0].strip("'").replace("''", "'")
            if place and place not in self._sheets().values():
                yield f"{title}: a link to {link.get('location')}"
        for rule in root.iter(f"{MAIN}dataValidation"):
            for text in rule.itertext():
                if units(text.strip('"')) > 255:
                    yield f"{title}: a list of choices of {units(text)} characters"
        yield from self._rows(root, title)

    def _rows(self, root: ElementTree.Element, title: str) -> Iterator[str]:
        last = 0
        first = None
        for row in root.iter(f"{MAIN}row"):
            number = int(row.get("r", "0"))
            if number != last + 1 or number > ROWS:
                yield f"{title}: row {number} after {last}"
            if float(row.get("ht", "0")) > 409:
                yield f"{title}: row {number} is {row.get('ht')} points high"
            if len(row) > COLUMNS:
                yield f"{title}: row {number} has {len(row)} cells"
            last = number
            for cell in row:
                if cell.get("r") == "A1":
                    first = "".join(cell.itertext())
                yield from (f"{title}!{cell.get('r')}: {what}" for what in _cell(cell))
        if not first:
            yield f"{title}: nothing in A1"

    # tables, comments, pictures

    def _tables(self) -> Iterator[str]:
        seen: Counter[str] = Counter()
        for sheet, title in self._sheets().items():
            cells = {cell.get("r"): "".join(cell.itertext()) for cell in self.parts[sheet].iter(f"{MAIN}c")}
            tables = [one for one in self._targets(sheet).values() if one.startswith("xl/tables/")]
            if len(tables) > 1:
                yield f"{title}: {len(tables)} tables"
            for part in tables:
                table = self.parts[part]
                name = table.get("displayName", "")
                seen[name.casefold()] += 1
                if not TABLE.fullmatch(name) or LOOKS_LIKE_A_CELL.fullmatch(name):
                    yield f"a table cannot be called {name!r}"
                heads = [one.get("name", "") for one in table.iter(f"{MAIN}tableColumn")]
                if len({head.casefold() for head in heads}) != len(heads) or any(units(h) > 255 for h in heads):
                    yield f"{title}: headers of the table: {heads}"
                at = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", table.get("ref", ""))
                assert at is not None
                row = [text for place, text in cells.items() if re.fullmatch(rf"[A-Z]+{at[2]}", place or "")]
                if row != heads:
                    yield f"{title}: the header's cells are {row}, the table's columns {heads}"
                if int(at[4]) <= int(at[2]):
                    yield f"{title}: a table without rows"
        yield from (f"two tables are called {name}" for name, count in seen.items() if count > 1)

    def _comments(self, name: str) -> Iterator[str]:
        places = []
        for comment in self.parts[name].iter(f"{MAIN}comment"):
            text = "".join(comment.itertext())
            places.append(comment.get("ref"))
            yield from (f"comment at {comment.get('ref')}: {what}" for what in _text(text))
            if not text:
                yield f"an empty comment at {comment.get('ref')}"
        boxes = name.replace("comments/comment", "drawings/commentsDrawing").replace(".xml", ".vml")
        shapes = [one for one in self.parts[boxes].iter() if one.tag.endswith("}ClientData")]
        if len(shapes) != len(places) or len(set(places)) != len(places):
            yield f"{name}: {len(places)} comments, {len(shapes)} boxes"

    def _pictures(self, name: str) -> Iterator[str]:
        for picture in self.parts[name].iter(f"{DRAWING}cNvPr"):
            if not picture.get("descr"):
                yield f"{name}: a picture without an alternative text"

    def _chart(self, name: str) -> Iterator[str]:
        root = self.parts[name]
        if root.find(f".//{CHART}title") is None:
            yield f"{name}: a chart without a title"
        for bars in root.iter(f"{CHART}errBars"):
            parts = [part.tag.removeprefix(CHART) for part in bars]
            if parts != sorted(parts, key=ERROR_BARS.index):
                yield f"{name}: the parts of error bars stand in the order {parts}"
        for area in root.iter(f"{CHART}f"):
            sheet = (area.text or "").rpartition("!")[0].strip("'").replace("''", "'")
            if sheet not in self._sheets().values():
                yield f"{name}: drawn from {area.text}"
        for cache in (*root.iter(f"{CHART}numCache"), *root.iter(f"{CHART}strCache")):
            if not cache.findall(f"{CHART}pt"):
                yield f"{name}: nothing to show until it is calculated"


def _cell(cell: ElementTree.Element) -> Iterator[str]:
    formula, value = cell.find(f"{MAIN}f"), cell.find(f"{MAIN}v")
    kind = cell.get("t", "n")
    if formula is not None:
        text = formula.text or ""
        if not text or text.startswith("=") or units(text) > FORMULA:
            yield f"a formula {text[:40]!r}"
        if NEW_FUNCTIONS.search(text):
            yield "a newer function without its prefix"
        if "#REF!" in text or re.search(r"\[\d+\]", text):
            yield f"a formula that leads nowhere or out: {text[:60]!r}"
        if value is None or (kind == "n" and value.text is None):
            yield "a formula without its result"
    if kind == "n" and value is not None:
        number = float(value.text or "nan")
        if number != number or abs(number) > 1.7976931348623157e308:
            yield f"the number {value.text}"
    if kind == "e":
        yield f"the error {'' if value is None else value.text}"
    if kind in ("inlineStr", "str"):
        texts = cell.itertext() if formula is None else [(value.text if value is not None else None) or ""]
        yield from _text("".join(texts))


def _text(text: str) -> Iterator[str]:
    if units(text) > CELL:
        yield f"{units(text)} characters"
    if text.count("\n") > 253:
        yield f"{text.count(chr(10))} line feeds"
    if re.search(r"_x(?!005F_)[0-9A-Fa-f]{4}_", text.replace("_x005F_x", "")):
        yield "an escape that Excel reads as a character"
    if re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\r]", text):
        yield "a character that a sheet cannot hold"
