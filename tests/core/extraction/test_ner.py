"""Names recognised by a model: more subjects in Russian, the same everything where no model is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cases.score_context import case_of, understood
from workbench.core.errors import BadModel
from workbench.core.extraction.ner import Name, NameKind, NameProvider, SlovnetNames, russian_names
from workbench.core.model.span import Span

installed = pytest.mark.skipif(russian_names() is None, reason="the names model is not installed")


class Listed:
    """A provider that knows a list of names, and remembers what it was asked."""

    def __init__(self, language: str = "ru", **known: NameKind) -> None:
        self.language = language
        self.known = known
        self.asked: list[str] = []

    def names(self, paragraph: str) -> Sequence[Name]:
        self.asked.append(paragraph)
        found = [(paragraph.find(word), word, kind) for word, kind in self.known.items()]
        return sorted(
            (Name(Span(at, at + len(word)), kind) for at, word, kind in found if at >= 0), key=lambda n: n.span
        )


def subject(provider: NameProvider | None, marked: str) -> str | None:
    return understood(case_of("ru", marked, "quantity t"), recognised=provider)[0].subject


def test_a_recognised_company_becomes_the_subject() -> None:
    """A bare name no rule can tell from a word at the front of a sentence."""
    marked = "В марте Уранит добыл [[80 тонн]] золота."
    assert subject(None, marked) is None
    assert subject(Listed(Уранит=NameKind.ORGANISATION), marked) == "Уранит"


def test_a_person_owns_no_output() -> None:
    """Nor does a ministry."""
    assert subject(Listed(Иванов=NameKind.PERSON), "Иванов добыл [[80 тонн]] золота.") is None
    assert subject(Listed(Минпром=NameKind.ORGANISATION), "Минпром добыл [[80 тонн]] золота.") is None


def test_a_case_form_leads_to_the_name_the_article_uses() -> None:
    """ "Уранита" is the Уранит named before."""
    marked = "Уранит отчитался. Добыча Уранита составила [[80 тонн]]."
    provider = Listed(Уранит=NameKind.ORGANISATION, Уранита=NameKind.ORGANISATION)
    assert subject(provider, marked) == "Уранит"


def test_paragraphs_of_other_languages_are_not_shown_to_the_model() -> None:
    """It invents names in English; and a paragraph without figures is not read."""
    provider = Listed()
    text = "Uranit mined [[80 tonnes]] of gold.\nДобыча выросла до [[9 тонн]] за год.\nЗдесь цифр нет, только слова."
    understood(case_of("ru", text, "quantity t", "quantity t"), recognised=provider)
    assert provider.asked == ["Добыча выросла до 9 тонн за год."]


def test_a_damaged_model_is_named(tmp_path: Path) -> None:
    """The message says which file, and the way out."""
    pytest.importorskip("navec")
    bad = tmp_path / "vectors.tar"
    bad.write_bytes(b"not a tar")
    with pytest.raises(BadModel, match=r"vectors\.tar"):
        SlovnetNames(bad, bad).names("Текст.")


@installed
def test_the_model_finds_names_and_never_imports_its_carrier() -> None:
    """Organisations, people and places, at their places in the paragraph."""
    provider = russian_names()
    assert provider is not None
    paragraph = "Полюс и Касым-Жомарт Токаев договорились в Астане."
    found = {(n.span.of(paragraph), n.kind) for n in provider.names(paragraph)}
    assert {("Касым-Жомарт Токаев", NameKind.PERSON), ("Астане", NameKind.PLACE)} <= found
    assert "natasha" not in sys.modules


@installed
def test_an_empty_or_odd_paragraph_has_no_names() -> None:
    """Whatever is in a text, the model answers."""
    provider = russian_names()
    assert provider is not None
    for paragraph in ("", " ", "\x00", "🙂" * 10, "1" * 50_000):
        assert list(provider.names(paragraph)) == []


@installed
def test_the_model_runs_on_one_thread_also_after_a_project_was_opened() -> None:
    """Opening a project loads numpy, which then has its threads: the provider has to settle their number before."""
    told = (
        "import os, sys; from workbench.core.extraction.ner import russian_names; russian_names();"
        "print('numpy' in sys.modules, os.environ['OPENBLAS_NUM_THREADS'])"
    )
    clean = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True, env=clean)
    assert done.stdout.split() == ["False", "1"]
