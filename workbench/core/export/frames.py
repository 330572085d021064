"""The tidy evidence as a pandas frame with a type for each column, and as Parquet where a library for it is there.

Bounds are 64-bit floats: sums, plots and groups work on them at once, and no source states more than their 15 digits.
What a source states to the last digit is the Decimal of the project, which `exact` gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from workbench.core.errors import CannotWriteFile
from workbench.core.export.atomic import replacing
from workbench.core.export.csv_evidence import COLUMNS, records
from workbench.core.model.workbook import WorkbookContent
from workbench.core.vocabulary.naming import Names
from workbench.core.vocabulary.terms import Terms
from workbench.core.words import tr

NUMBERS = ("low", "high", "stated_low", "stated_high", "scale", "factor")
WHOLE = ("id", "article", "version", "start", "end")
CHOICES = ("qualifier", "kind", "modality", "change", "status", "unit", "base_unit")
_LIBRARIES = ("pyarrow", "fastparquet")  # either of them writes Parquet for pandas


def evidence_frame(
    lines: Iterable[Mapping[str, object]], columns: Sequence[str] = COLUMNS, *, exact: bool = False
) -> Any:
    """A frame of tidy records. Text is "string" with NA where nothing is said, choices are categories."""
    import pandas as pd

    rows = list(lines)
    frame: dict[str, Any] = {}
    for column in columns:
        values = [row[column] for row in rows]
        if column in NUMBERS:
            frame[column] = pd.Series(values, dtype="object" if exact else "float64")
        elif column in WHOLE:
            frame[column] = pd.Series(values, dtype="int64")
        elif column in CHOICES:
            frame[column] = pd.Series(values, dtype="object").astype("category")
        else:
            frame[column] = pd.Series([value or None for value in values], dtype="string")
    return pd.DataFrame(frame, columns=list(columns))


def write_parquet(path: Path, content: WorkbookContent, *, language: str, terms: Terms | None = None) -> None:
    """CannotWriteFile, saying what to install, where no library for Parquet is there."""
    check_parquet(path)
    frame = evidence_frame(records(content, Names(terms, language)))
    with replacing(path) as part:
        frame.to_parquet(part, index=False)


def check_parquet(path: Path) -> None:
    if not any(find_spec(name) for name in _LIBRARIES):
        raise CannotWriteFile(
            tr(
                "{path} is not written: Parquet needs a library that does not come with the program. "
                "Install it with “pip install pyarrow”, or choose a name that ends in .csv.",
                path=path,
            )
        )
