"""How far two analysts agree on the figures that both settled: percent, Cohen's kappa, Krippendorff's alpha."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from workbench.core.model.merge import Agreement

_APART = "="  # before a field that neither corrected


def agreements(judged: Iterable[tuple[str, str, str, int]]) -> list[Agreement]:
    """For the status, then for each field that somebody corrected. `judged` is as `Found.judged` has it."""
    tables: dict[str, Counter[tuple[str, str]]] = {}
    corrected: set[str] = set()
    for field, here, there, n in judged:
        name = field.removeprefix(_APART)
        tables.setdefault(name, Counter())[here, there] += n
        if name == field:
            corrected.add(name)
    return [_agreement(name, tables[name]) for name in sorted(corrected, key=lambda one: (one != "status", one))]


def _agreement(field: str, table: Counter[tuple[str, str]]) -> Agreement:
    rows = tuple((here, there, n) for (here, there), n in sorted(table.items()))
    said = {word for here, there, _ in rows for word in (here, there)}
    total = table.total()
    percent, kappa, alpha = _measured(rows)
    if len(said) < 2:  # nobody ever said anything else: chance alone would agree as well
        return Agreement(field, total, rows, percent, None, None)
    return Agreement(field, total, rows, percent, kappa, alpha)


def _measured(rows: tuple[tuple[str, str, int], ...]) -> tuple[float, float, float]:
    from nltk.metrics.agreement import AnnotationTask

    data: list[tuple[str, int, str]] = []
    for here, there, n in rows:
        for _ in range(n):
            item = len(data)
            data += [("here", item, here), ("there", item, there)]
    task = AnnotationTask(data=data)
    return 100 * task.avg_Ao(), task.kappa(), task.alpha()
