"""The JSON lines service and the explanation: exact keys, order, bad lines named."""

from __future__ import annotations

import io
import json

import pytest

from workbench.core.errors import BadInput
from workbench.core.extraction.explain import explain
from workbench.core.extraction.machine import records, serve
from workbench.core.extraction.pipeline import Extractor

KEYS = [
    "start", "end", "full_start", "full_end", "value", "low", "high", "qualifier", "unit", "kind", "measure",
    "subject", "item", "period", "attribution", "doubts", "rule",
]  # fmt: skip


def answers(*asked: object, all_kinds: bool = False) -> list[dict[str, object]]:
    out = io.StringIO()
    serve(io.StringIO("".join(json.dumps(one) + "\n" for one in asked)), out, all_kinds=all_kinds)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_answers_come_in_order_under_their_ids() -> None:
    """One record a line, the keys of the machine interface first and in their order."""
    first, second = answers({"id": "b", "text": "2,6 млн тонн"}, {"id": 7, "text": "ничего", "lang": "ru"})
    assert (first["id"], second) == ("b", {"id": 7, "pred": []})
    (one,) = first["pred"]  # type: ignore[misc]
    assert list(one)[: len(KEYS)] == KEYS
    assert (one["value"], one["low"], one["high"], one["unit"], one["kind"]) == (2600000, None, None, "t", "quantity")


def test_bounds_are_told_without_a_value() -> None:
    """A range has both bounds, an open bound one, and neither a value."""
    (answer,) = answers({"id": 1, "text": "от 70 до 80% и более 5 тонн", "lang": "ru"})
    between, more = answer["pred"]  # type: ignore[misc]
    assert (between["value"], between["low"], between["high"], between["qualifier"]) == (None, 70, 80, "between")
    assert (more["value"], more["low"], more["high"], more["qualifier"]) == (None, 5, None, "more than")
    assert (more["start"], more["full_start"]) == (21, 15)


def test_dates_and_names_are_told_only_when_asked_for() -> None:
    """All kinds add dates, ordinals and identifiers; by default they are left out."""
    asked = {"id": 1, "text": "Ту-154 взлетел 5 мая в 21-й раз", "lang": "ru"}
    assert answers(asked)[0]["pred"] == []
    kinds = [one["kind"] for one in answers(asked, all_kinds=True)[0]["pred"]]  # type: ignore[attr-defined]
    assert kinds == ["identifier", "date", "ordinal"]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"id": 1, "text": 5}'])
def test_a_bad_line_is_named_by_its_number(line: str) -> None:
    """What was answered before stays; the error says which line it is."""
    out = io.StringIO()
    with pytest.raises(BadInput, match="2"):
        serve(io.StringIO('{"id": 1, "text": "5 км"}\n' + line + "\n"), out)
    assert len(out.getvalue().splitlines()) == 1


def test_half_of_a_surrogate_pair_can_be_written() -> None:
    """Text that no encoding takes is escaped instead of breaking the stream."""
    out = io.StringIO()
    serve(io.StringIO('{"id": 1, "text": "5 km \\ud800"}\n'), out)
    assert out.getvalue().encode("utf-8")


def test_an_explanation_names_rules_and_fates() -> None:
    """Each figure says which rules gave it and where its fields stand; each other number says what it is."""
    figure, date = explain("Добыто более 5 тонн. Это было 3 мая 2024 года.", language="ru")
    assert figure["rules"][:2] == ["digits", "unit_right"]
    assert figure["fields"]["unit"] == {"value": "t", "from": "тонн"}
    assert [one["class"] for one in figure["numbers"]] == ["figure"]
    assert (date["quote"], date["class"], date["rules"]) == ("3 мая 2024 года", "date", ["day_of_month"])


def test_the_direction_of_a_change_is_told_beside_the_value() -> None:
    """The record has it under "change", the value keeps its sign; the explanation names the word it was read from."""
    (record,) = records(Extractor.default(), "Экспорт снизился на 5 %.", language="ru")
    assert (record["change"], record["value"]) == ("fall", 5)
    (figure,) = explain("Экспорт снизился на 5 %.", language="ru")
    assert figure["fields"]["change"] == {"value": "fall", "from": "снизился"}
    (level,) = records(Extractor.default(), "Добыто 5 тонн.", language="ru")
    assert level["change"] is None
