"""Collects every word the program says, updates the catalogues, and compiles them.

    python packaging/translations.py            update resources/translations/*/LC_MESSAGES/workbench.po and .mo
    python packaging/translations.py --missing  list what is not translated yet

The sources are English. Collected are the literals given to tr, trn, say and mark, the values of the model's enums
and of a few constants (they are shown through `tr(value)`), and the words in exports/ and resources/registers. Babel
keeps the catalogues; it is a tool for developers and no part of the program.
"""

from __future__ import annotations

import ast
import importlib
import io
import sys
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("ru", "kk")
SPEAKERS = {"tr": 0, "trn": 0, "say": 1, "mark": 0}  # which argument is the message
ENUM_MODULES = ("article", "amount", "figure", "comparison", "conflict", "disposition", "register", "record_view")
# Constants whose values are shown through `tr(value)`: where a guess comes from, and what fields are called.
CONSTANTS = (
    ("reading.guesses", ("TEXT", "FILE_NAME")),
    ("reading.pagemeta", ("META",)),
    ("reading.pdf", ("PDF_INFO",)),
    ("reading.word", ("DOCUMENT_INFO",)),
    ("actions.fields", ("NAMES",)),
)
EXPLAINED = ("value", "low", "high", "qualifier")  # what `explain` shows besides the fields
_NOISE = ('"POT-Creation', '"PO-Revision', '"Report-', '"Last-', '"Language-Team', '"Generated-By')
_NEEDED = ("Language:", "Plural-Forms:", "Content-Type:")
LAYOUT_KEYS = (
    "title",
    "one",
    "choices",
    "header",
    "note",
    "note_still",
    "text",
    "words",
    "alt",
    "sheet",
    "help",
    "label",
)


def _from_code() -> Iterator[tuple[Any, str]]:
    """Literals given to tr, trn, say and mark; the syntax tree also has those inside f-strings."""
    for path in sorted((ROOT / "workbench").rglob("*.py")):
        where = path.relative_to(ROOT / "workbench").as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPEAKERS:
                yield _message(node, node.func.id), where
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SPEAKERS:
                yield _message(node, node.func.attr), where


def _message(call: ast.Call, name: str) -> str | tuple[str, ...]:
    """The literal, or both of a plural; empty where a variable is given, whose values are collected elsewhere."""
    first = SPEAKERS[name]
    given = call.args[first : first + (2 if name == "trn" else 1)]
    words = tuple(arg.value for arg in given if isinstance(arg, ast.Constant) and isinstance(arg.value, str))
    if name == "trn":
        return words if len(words) == 2 else ""
    return words[0] if words else ""


def _from_enums() -> Iterator[tuple[str, str]]:
    for name in ENUM_MODULES:
        module = importlib.import_module(f"workbench.core.model.{name}")
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum:
                for member in kind:
                    yield member.value, f"core/model/{name}.py"


def _from_constants() -> Iterator[tuple[str, str]]:
    for module, names in CONSTANTS:
        for name in names:
            value = getattr(importlib.import_module(f"workbench.core.{module}"), name)
            for word in (value,) if isinstance(value, str) else value:
                yield word, f"core/{module.replace('.', '/')}.py"
    for word in EXPLAINED:
        yield word, "core/extraction/explain.py"


def _from_layouts() -> Iterator[tuple[str, str]]:
    for folder in (ROOT / "exports", ROOT / "resources" / "registers"):
        for file in sorted(folder.glob("*.toml")):
            for words in _strings(tomllib.loads(file.read_text("utf-8"))):
                yield words, file.relative_to(ROOT).as_posix()


def _strings(node: Any) -> Iterator[str]:
    """The values of the keys that hold words."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in LAYOUT_KEYS and isinstance(value, str):
                yield value
            elif key in LAYOUT_KEYS and isinstance(value, list):
                yield from (v for v in value if isinstance(v, str))
            if isinstance(value, dict | list):
                yield from _strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from _strings(value)


def collected() -> Catalog:
    """Every message of the program, with the files that say it."""
    catalogue = Catalog(project="Research Workbench", fuzzy=False)
    for source in (_from_code(), _from_enums(), _from_constants(), _from_layouts()):
        for message, where in source:
            if message:
                catalogue.add(message, locations=[(where, 0)])
    return catalogue


def file_of(language: str, suffix: str = "po") -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"workbench.{suffix}"


def read(language: str) -> Catalog:
    path = file_of(language)
    if not path.exists():
        return Catalog(locale=language, project="Research Workbench", fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def updated(language: str) -> Catalog:
    """The catalogue with new messages added and gone ones dropped; nothing is guessed from similar ones."""
    catalogue = read(language)
    catalogue.update(collected(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment = f"# {catalogue.locale.english_name} words of Research Workbench. Sources are English."
    catalogue.project, catalogue.version = "Research Workbench", "1"
    return catalogue


def missing(language: str) -> list[str]:
    return [str(m.id) for m in updated(language) if m.id and not _translated(m)]


def _translated(message: Message) -> bool:
    return bool(message.string) if isinstance(message.string, str) else all(message.string or ("",))


class _Lasting(Catalog):
    """A catalogue whose header says what gettext needs, and no dates and versions, which change without a word."""

    def __iter__(self) -> Iterator[Message]:
        header, *messages = super().__iter__()
        lines = [line for line in str(header.string).splitlines() if line.startswith(_NEEDED)]
        header.string = "\n".join(lines) + "\n"
        yield header
        yield from messages


def compiled(catalogue: Catalog) -> bytes:
    """The bytes that gettext reads; the same words give the same bytes."""
    lasting = _Lasting(locale=catalogue.locale, fuzzy=False)
    for message in catalogue:
        if message.id:
            lasting[message.id] = message
    stream = io.BytesIO()
    write_mo(stream, lasting)
    return stream.getvalue()


def rendered(catalogue: Catalog) -> str:
    """The catalogue as its file holds it: sorted, without dates and places, so that a change shows as a small one."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=118, sort_output=True, omit_header=False, no_location=True)
    lines = [line for line in stream.getvalue().decode("utf-8").splitlines() if not line.startswith(_NOISE)]
    return "\n".join(lines).rstrip() + "\n"


def main() -> int:
    if "--missing" in sys.argv:
        for language in LANGUAGES:
            for message in missing(language):
                print(f"{language}: {message}")
        return 0
    for language in LANGUAGES:
        catalogue = updated(language)
        file_of(language).parent.mkdir(parents=True, exist_ok=True)
        file_of(language).write_text(rendered(catalogue), "utf-8", newline="\n")
        file_of(language, "mo").write_bytes(compiled(read(language)))
        print(f"{language}: {len(catalogue)} messages, {len(missing(language))} not translated")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
