"""Every value that the window shows has words, and amounts are written without losing a digit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.core.model.amount import Amount, Qualifier
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import Doubt, Field, Kind, Modality, Status
from workbench.gui.models import wording


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (Status, wording.STATUSES), (Status, wording.STATUS_SIGNS), (Kind, wording.KINDS), (Doubt, wording.DOUBTS),
        (Doubt, wording.DOUBT_HELP), (Modality, wording.MODALITIES), (Qualifier, wording.QUALIFIERS),
        (Relation, wording.RELATIONS), (Field, wording.FIELDS),
    ],
)  # fmt: skip
def test_no_value_is_without_words(values: type, words: dict[object, str]) -> None:
    """A status, kind or relation added to the model needs a word here, in the model's order for the filters."""
    assert set(words) == set(values)
    if values in (Status, Kind, Doubt, Modality, Qualifier):
        assert list(words) == list(values)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Amount.exact(Decimal("2600000")), "2.6 million"),
        (Amount.exact(Decimal("2600001")), "2\u202f600\u202f001"),
        (Amount(Decimal(28_000_000), None, Qualifier.MORE_THAN), "more than 28 million"),
        (Amount(None, Decimal(92), Qualifier.UP_TO), "up to 92"),
        (Amount(Decimal(70), Decimal(80), Qualifier.BETWEEN), "70–80"),
        (Amount(Decimal(3_000_000), Decimal(5_000_000), Qualifier.BETWEEN), "3–5 million"),
        (Amount.exact(Decimal("0.00012")), "0.00012"),
        (None, "no number"),
    ],
)
def test_amount_in_words(amount: Amount | None, words: str) -> None:
    """Bounds and scale are said, and no digit is dropped."""
    assert wording.amount(amount) == words
