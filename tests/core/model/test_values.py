"""Tests of the small values: changes, statuses, relations, blocks."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil

from workbench.core import model
from workbench.core.model.article import Article, ArticleId, Block, BlockKind, Guess
from workbench.core.model.changes import Changes
from workbench.core.model.conflict import Relation
from workbench.core.model.figure import Status
from workbench.core.model.span import Span

UNKNOWN = Guess("", "text")


def article(text: str, *blocks: Block) -> Article:
    return Article(
        id=ArticleId(1),
        guid="g",
        title=UNKNOWN,
        publisher=UNKNOWN,
        author=UNKNOWN,
        published=UNKNOWN,
        language=UNKNOWN,
        url="",
        file_name="",
        media_type="text/plain",
        encoding="",
        encodings_considered=(),
        sha256="",
        text_sha256="",
        text=text,
        blocks=blocks,
    )


def test_every_value_of_the_model_is_frozen() -> None:
    """Values are never changed in place: a change is a new value through the history."""
    soft = []
    for module in pkgutil.iter_modules(model.__path__, "workbench.core.model."):
        for thing in vars(importlib.import_module(module.name)).values():
            if dataclasses.is_dataclass(thing) and not thing.__dataclass_params__.frozen:  # type: ignore[union-attr]
                soft.append(thing)
    assert soft == []


def test_changes_answer_the_one_question_of_a_view() -> None:
    """A view asks whether its table was touched, and which rows."""
    changes = Changes("Accept figure", {"figure": frozenset({3, 4}), "article": frozenset()})
    assert changes.touches("figure", "note")
    assert not changes.touches("article")
    assert changes.ids("figure") == {3, 4}
    assert changes.ids("note") == frozenset()


def test_a_step_that_touched_nothing_is_no_change() -> None:
    """Nothing is announced when nothing happened."""
    assert not Changes("Accept figure", {"figure": frozenset()})
    assert Changes("", {"figure": frozenset({1})})


def test_all_but_a_suggestion_is_settled() -> None:
    """A figure is settled by any word of the analyst."""
    assert [status for status in Status if not status.settled] == [Status.SUGGESTED]


def test_a_difference_is_not_a_conflict() -> None:
    """Only what an analyst has to look at counts as a conflict."""
    names = {relation.name for relation in Relation if relation.conflict}
    anomalies = {"DATE_ANOMALY", "ARITHMETIC_ANOMALY", "IMPLAUSIBLE_SIZE"}
    assert names == {"CONTRADICTION", "SCALE_SLIP", "MISSING_UNIT"} | anomalies


def test_a_position_lies_in_one_block_or_none() -> None:
    """Block ends are open, and between blocks there is nothing."""
    title = Block(BlockKind.TITLE, Span(0, 5))
    body = Block(BlockKind.PARAGRAPH, Span(6, 10))
    both = article("title\nbody", title, body)
    assert [both.block_at(n) for n in (0, 4, 5, 6, 9, 10)] == [title, title, None, body, body, None]
