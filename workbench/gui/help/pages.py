"""The pages of the help in the language of the window: those that are written, then those made of the program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.core import paths
from workbench.core.words import language
from workbench.gui.help import generated, markup
from workbench.gui.help.generated import Described
from workbench.gui.help.words import fill

FIRST = "01-tour"


@dataclass(frozen=True, slots=True)
class Page:
    """`name` is the file's without its suffix, the same in every language."""

    name: str
    title: str
    html: str
    sections: tuple[markup.Heading, ...]  # those of the second level that can be gone to


def folder() -> Path:
    return paths.resources() / "help"


def written(lang: str) -> list[Path]:
    """The files of a language, in the order of the contents; English where one is missing."""
    own = folder() / lang
    pages = sorted((folder() / "en").glob("[0-9][0-9]-*.md"))
    return [own / path.name if (own / path.name).is_file() else path for path in pages]


def load(described: Described | None = None) -> list[Page]:
    """Every page. `described` are the commands of the command line, where the window was told of them."""
    sources = [(path.stem, path.read_text("utf-8")) for path in written(language())]
    return [_page(name, source) for name, source in (*sources, *generated.pages(described))]


def _page(name: str, source: str) -> Page:
    found = markup.headings(source, fill)
    sections = tuple(one for one in found if one.level == 2 and one.anchor)
    return Page(name, markup.to_text(found[0].text), markup.to_html(source, fill), sections)


def picture(name: str) -> Path | None:
    """A picture that a page names, seen from the page's folder; None for what is not the help's own."""
    path = (folder() / "en" / name).resolve()
    own = path.is_relative_to((folder() / "pictures").resolve()) and path.suffix == ".png"
    return path if own and path.is_file() else None
