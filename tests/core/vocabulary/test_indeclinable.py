"""Names that Russian does not decline stand for themselves alone."""

from __future__ import annotations

import pytest

from workbench.core.vocabulary.inflection import russian_stem


@pytest.mark.parametrize("name", ["Чили", "Самоа", "Никарагуа", "Марокко", "США"])
def test_a_name_without_endings_takes_none(name: str) -> None:
    """«Самое крупное» is no word about Samoa."""
    assert russian_stem(name) == name
