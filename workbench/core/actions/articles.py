"""What a person does with a source: say its title, publisher or date, close it, remove it."""

from __future__ import annotations

import re

from workbench.core.errors import BadInput
from workbench.core.model.article import ArticleId, Guess
from workbench.core.model.changes import Changes
from workbench.core.model.period import Period
from workbench.core.project import Project
from workbench.core.words import LANGUAGES, tr, trn

FIELDS = ("title", "publisher", "author", "published", "language")


def set_field(project: Project, article_id: ArticleId, name: str, value: str) -> Changes:
    """Puts the user's word in place of a guess; it carries no doubt. A date is ISO 8601, possibly partial."""
    if name not in FIELDS:
        raise ValueError(f"not a field of an article: {name}")
    value = value.strip()
    if name == "published" and value:
        _check_date(value)
    if name == "language" and value not in ("", *LANGUAGES):
        raise BadInput(tr("“{value}” is not a language of a source. Use ru, kk or en.", value=value))
    with project.history.operation(tr("Change a source's details")) as op:
        project.articles.set_guess(op, article_id, name, Guess(value, "user"))
    return op.changes


def _check_date(value: str) -> None:
    wrong = tr("“{value}” is not a date. Write 2025-08-23, or 2025-08 or 2025 where more is not known.", value=value)
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        raise BadInput(wrong)
    try:
        Period(value)
    except ValueError as error:
        raise BadInput(wrong) from error


def remove(project: Project, ids: list[ArticleId]) -> Changes:
    """Takes articles and their figures out of the project; undo brings them back whole."""
    with project.history.operation(trn("Remove {n} source", "Remove {n} sources", len(ids))) as op:
        for article_id in ids:
            project.articles.remove(op, article_id)
    return op.changes


def close_source(project: Project, article_id: ArticleId, reason: str) -> Changes:
    """Says that a source is done with, and why some of its figures stay open (needed when some do)."""
    open_ones = [f for f in project.figures.of_article(article_id) if not f.status.settled]
    if open_ones and not reason.strip():
        raise BadInput(
            trn(
                "{n} figure of this source is not settled. Say why it can stay so.",
                "{n} figures of this source are not settled. Say why they can stay so.",
                len(open_ones),
            )
        )
    with project.history.operation(tr("Close a source")) as op:
        project.articles.set_closed(op, article_id, reason.strip() or tr("all settled"))
    return op.changes


def reopen_source(project: Project, article_id: ArticleId) -> Changes:
    with project.history.operation(tr("Reopen a source")) as op:
        project.articles.set_closed(op, article_id, "")
    return op.changes
