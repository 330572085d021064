"""A dossier as one page of HTML: no script, nothing loaded, light and dark, fit to be printed; every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from workbench.core.export.atomic import replacing
from workbench.core.model.dossier import Dossier, DossierFigure, MeasureGroup
from workbench.core.model.record_view import RecordView, ValueView
from workbench.core.words import say

_STYLE = """
:root { color-scheme: light dark; --ink: #1f2933; --quiet: #56626d; --line: #c9ced4; --paper: #ffffff;
  --soft: #f2f4f6; --link: #0b57a4; --warn: #8a2c0d; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --quiet: #a7b0b8; --line: #4a525a; --paper: #16191c;
  --soft: #22272b; --link: #7db6f0; --warn: #ffb59c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 78rem; padding: 2rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
h1 { font-size: 1.8rem; margin: 0 0 .2rem; } h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .3rem; }
.quiet, small { color: var(--quiet); } .warn { color: var(--warn); font-weight: 600; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .3rem 0 1rem; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { border: 1px solid var(--line); padding: .35rem .5rem; text-align: left; vertical-align: top; }
thead th { background: var(--soft); } td.number { white-space: nowrap; font-weight: 600; }
blockquote, q { quotes: none; } q::before { content: "“"; } q::after { content: "”"; }
mark { background: none; color: inherit; font-weight: 700; text-decoration: underline; text-underline-offset: .15em; }
ul { margin: .3rem 0; padding-left: 1.2rem; }
a { color: var(--link); }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } .wide { overflow: visible; }
  tr, li { break-inside: avoid; } h2, h3 { break-after: avoid; } thead { display: table-header-group; } }
"""


def write_page(path: Path, made: Dossier) -> None:
    """CannotWriteFile when the target cannot be written; what stood there stays."""
    with replacing(path) as part:
        part.write_text(page(made), "utf-8", newline="\n")


def page(made: Dossier) -> str:
    return "\n".join(_Page(made).lines()) + "\n"


class _Page:
    def __init__(self, made: Dossier) -> None:
        self._made, self._language = made, made.language

    def tr(self, message: str, /, **values: object) -> str:
        return escape(say(self._language, message, **values))

    def lines(self) -> Iterator[str]:
        made, title = self._made, escape(self._made.title)
        policy = "default-src 'none'; style-src 'unsafe-inline'"
        yield f'<!DOCTYPE html>\n<html lang="{escape(self._language)}">\n<head>\n<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>"
        yield f"<h1>{title}</h1>"
        facts = (made.project, made.author, made.made_at.replace("T", " "), made.program)
        yield f'<p class="quiet">{escape(" · ".join(one for one in facts if one))}</p>'
        if made.own is not None:
            yield from self._record(made.own, f"{say(self._language, made.own.type.one)}: {made.own.record.name}", 2)
        yield from self._figures()
        yield from self._conflicts()
        yield from self._records()
        yield from self._notes()
        yield from self._sources()
        yield "</main>\n</body>\n</html>"

    def _nothing(self) -> str:
        return f'<p class="quiet">{self.tr("None.")}</p>'

    # figures

    def _figures(self) -> Iterator[str]:
        yield f"<h2>{self.tr('Figures')}</h2>"
        if not self._made.groups:
            yield self._nothing()
        for group in self._made.groups:
            yield from self._group(group)

    def _group(self, group: MeasureGroup) -> Iterator[str]:
        yield f"<h3>{escape(group.measure or say(self._language, 'measure not known'))}</h3>"
        told = [self.tr("mentions: {n}, independent sources: {k}", n=group.mentions, k=group.origins)]
        if group.range:
            told.insert(0, self.tr("all of it between: {range}", range=group.range))
        yield f'<p class="quiet">{"; ".join(told)}</p>'
        yield from self._table(group.measure, self._heads(), (self._row(one) for one in group.figures))

    def _heads(self) -> Sequence[str]:
        return (
            self.tr("Value"),
            self.tr("Bounds"),
            self.tr("What of"),
            self.tr("Period"),
            self.tr("Who says so"),
            self.tr("Status"),
            self.tr("Words of the source"),
            self.tr("Source and place"),
        )

    def _row(self, one: DossierFigure) -> Sequence[str]:
        about = " · ".join(part for part in (one.subject, one.item, one.place) if part)
        status = escape(", ".join((one.status, one.modality)))
        if one.doubts:
            status += f'<br><span class="warn">? {escape("; ".join(one.doubts))}</span>'
        return (
            f'<td class="number" id="figure-{one.id}">{escape(one.value)}</td>',
            f"<td>{escape(one.bounds)}</td>",
            f"<td>{escape(about)}</td>",
            f"<td>{escape(one.period)}</td>",
            f"<td>{escape(one.attribution)}</td>",
            f"<td>{status}</td>",
            f"<td>{_marked(one.sentence, one.quote)}</td>",
            f"<td>{self._source(one.source, one.published, one.version, (one.span.start, one.span.end))}</td>",
        )

    def _source(self, label: str, published: str, version: int | None, span: tuple[int, int] | None) -> str:
        named = escape(", ".join(part for part in (label, published) if part))
        if span is None:
            return named
        place = self.tr("characters {start}–{end}", start=span[0], end=span[1])
        edition = self.tr("version {n}", n=version) + ", " if version and version > 1 else ""
        return f"{named}<br><small>{edition}{place}</small>"

    # records

    def _records(self) -> Iterator[str]:
        yield f"<h2>{self.tr('Records')}</h2>"
        if not self._made.records:
            yield self._nothing()
        for view in self._made.records:
            yield from self._record(view, f"{say(self._language, view.type.one)}: {view.record.name}", 3)

    def _record(self, view: RecordView, title: str, level: int) -> Iterator[str]:
        yield f"<h{level}>{escape(title)}</h{level}>"
        heads = [self.tr("Field"), self.tr("Value"), self.tr("Words of the source"), self.tr("Source and place")]
        rows = [self._value(one.title, value) for one in view.fields for value in one.values]
        yield from self._table("", heads, rows)
        summed = [f"{one.title}: {one.sum}" for one in view.fields if one.sum]
        remarks = [
            *(escape(one) for one in summed),
            *(f"<strong>!</strong> {escape(r.sentence)}" for r in view.remarks),
        ]
        if view.missing:
            missing = ", ".join(one.title for one in view.missing)
            remarks.append(f'<span class="warn">{self.tr("Missing: {fields}", fields=missing)}</span>')
        yield from self._list(remarks)

    def _value(self, title: str, value: ValueView) -> Sequence[str]:
        span = (value.span.start, value.span.end) if value.span else None
        quote = _marked(value.sentence, " ".join(value.quote.split())) if value.quote else ""
        place = self._source(value.source, "", value.version, span)
        return (
            f'<th scope="row">{escape(title)}</th>',
            f"<td>{escape(value.text)}</td>",
            f"<td>{quote}</td>",
            f"<td>{place}</td>",
        )

    # the rest

    def _conflicts(self) -> Iterator[str]:
        yield f"<h2>{self.tr('Conflicts and gaps')}</h2>"
        if not self._made.conflicts:
            yield self._nothing()
            return
        heads = [self.tr("Class"), self.tr("State"), self.tr("Why"), self.tr("Verdict")]
        rows = [
            [f"<td>{escape(text)}</td>" for text in (one.kind, one.state, one.reason, one.verdict)]
            for one in self._made.conflicts
        ]
        yield from self._table("", heads, rows)

    def _notes(self) -> Iterator[str]:
        yield f"<h2>{self.tr('Notes')}</h2>"
        if not self._made.notes:
            yield self._nothing()
        yield from self._list(
            [
                f"{escape(one.text)}"
                + "".join(f" <small>#{escape(tag)}</small>" for tag in one.tags)
                + (f"<br><q>{escape(one.quote)}</q>" if one.quote else "")
                + f"<br><small>{escape(', '.join(p for p in (one.about, one.author, one.at[:10]) if p))}</small>"
                for one in self._made.notes
            ]
        )

    def _sources(self) -> Iterator[str]:
        yield f"<h2>{self.tr('Sources')}</h2>"
        if not self._made.sources:
            yield self._nothing()
            return
        heads = [self.tr("Source"), self.tr("Title"), self.tr("Published"), self.tr("File"), "SHA-256"]
        rows = []
        for _, one in self._made.sources:
            doubt = f'<br><span class="warn">? {self.tr(one.published_doubt)}</span>' if one.published_doubt else ""
            cells = [escape(one.publisher), escape(one.title), escape(one.published) + doubt, escape(one.file_name)]
            rows.append([*(f"<td>{cell}</td>" for cell in cells), f"<td><small>{escape(one.sha256)}</small></td>"])
        yield from self._table("", heads, rows)

    @staticmethod
    def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
        yield '<div class="wide"><table>'
        if caption:
            yield f"<caption>{escape(caption)}</caption>"
        yield "<thead><tr>" + "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr></thead>\n<tbody>"
        for row in rows:
            yield "<tr>" + "".join(row) + "</tr>"
        yield "</tbody></table></div>"

    @staticmethod
    def _list(items: Sequence[str]) -> Iterator[str]:
        if items:
            yield "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def _marked(sentence: str, quote: str) -> str:
    """The sentence with the words of the figure marked; where they are cut off, both."""
    before, found, after = sentence.partition(quote) if quote else (sentence, "", "")
    if not sentence:
        return f"<mark>{escape(quote)}</mark>"
    if not found:
        return f"<mark>{escape(quote)}</mark> — {escape(sentence)}"
    return f"{escape(before)}<mark>{escape(found)}</mark>{escape(after)}"
