"""A made-up project of many articles for benchmarks of the whole: made once, kept in the system's folder for such.

Words follow Zipf's law over 40,000 invented ones, with real Russian, English and Kazakh words in their forms among
them; each article states ten figures. Not a benchmark itself.
"""

from __future__ import annotations

import hashlib
import random
import tempfile
import time
from bisect import bisect
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate
from pathlib import Path

from workbench.core.model.amount import Amount
from workbench.core.model.article import ArticleDraft, Block, BlockKind, Guess
from workbench.core.model.disposition import Disposition, NumberClass
from workbench.core.model.figure import Doubt, Field, Kind, Statement
from workbench.core.model.period import Period
from workbench.core.model.span import Span
from workbench.core.project import Project
from workbench.core.store.migrations import shipped

PER_ARTICLE = 10
WORDS_BESIDE = 22  # words before each figure
SYLLABLES = (
    "ба",
    "во",
    "ги",
    "де",
    "жи",
    "зо",
    "ка",
    "лу",
    "ме",
    "но",
    "пи",
    "ро",
    "су",
    "ты",
    "фе",
    "хо",
    "ча",
    "ше",
)
ENDINGS = ("", "", "а", "ы", "ов", "ам", "ами", "ах", "ом", "е")
REAL = {
    "ru": "запасы запасов запасами нефти нефть нефтью добыча добычи добычу экспорт экспорта компания компании "
    "министр министра месторождение месторождения редкие земли редких земель тонн цена цены цен",
    "en": "reserves reserve oil output exports exported company companies minister deposit rare earths price prices",
    "kk": "мұнай мұнайдың мұнайды қоры қорлары экспорты министрі министрдің компаниясы бағасы теңге Қазақстанның",
}
UNITS = {"t": Kind.QUANTITY, "Mt": Kind.QUANTITY, "kg": Kind.QUANTITY, "USD": Kind.MONEY, "KZT": Kind.MONEY,
         "%": Kind.PERCENT, "km2": Kind.QUANTITY, None: Kind.NUMBER}  # fmt: skip
MEASURES = ("reserves", "output", "exports", "price", "stake", None)
PERIODS = tuple(Period(f"{year}-{month:02}") for year in range(2015, 2026) for month in range(1, 13))
SUBJECTS = tuple(f"Company {n}" for n in range(300))
PUBLISHERS = tuple(f"Publisher {n}" for n in range(40))


class Vocabulary:
    """Invented words, the frequent ones far more often than the rare."""

    def __init__(self, chance: random.Random, size: int = 40_000) -> None:
        stems = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) for _ in range(size // 4)]
        self.words = [stem + ending for stem in stems for ending in chance.sample(ENDINGS[1:], 4)]
        self._reach = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def some(self, chance: random.Random, count: int) -> list[str]:
        top = self._reach[-1]
        return [self.words[bisect(self._reach, chance.random() * top)] for _ in range(count)]


def article(number: int, chance: random.Random, words: Vocabulary) -> tuple[ArticleDraft, list[Statement]]:
    """About 2,000 letters with ten figures."""
    language = chance.choices(("ru", "en", "kk"), (7, 2, 1))[0]
    real = REAL[language].split()
    title = f"{chance.choice(real)} {chance.choice(words.words)} {number}"
    parts, at, statements = [title + "\n\n"], len(title) + 2, []
    for _ in range(PER_ARTICLE):
        beside = words.some(chance, WORDS_BESIDE) + chance.choices(real, k=2)
        chance.shuffle(beside)
        lead = " ".join(beside).capitalize() + " "
        value = Decimal(chance.randrange(1, 10_000)) / 10
        quote = f"около {value} млн тонн".replace(".", ",")
        parts += [lead, quote, ". "]
        statements.append(_statement(at + len(lead), len(quote), value, chance))
        at += len(lead) + len(quote) + 2
    return _draft("".join(parts), number, language, title, chance), statements


def _statement(start: int, length: int, value: Decimal, chance: random.Random) -> Statement:
    unit = chance.choice(tuple(UNITS))
    return Statement(
        span=Span(start + 6, start + length),
        full_span=Span(start, start + length),
        kind=UNITS[unit],
        amount=Amount.exact(value * 1_000_000, Decimal(100_000)),
        unit=unit,
        measure=chance.choice(MEASURES),
        subject=chance.choice(SUBJECTS),
        period=chance.choice(PERIODS),
        doubts=() if unit else (Doubt.UNIT_MISSING,),
        evidence={Field.SUBJECT: Span(0, 8), Field.MEASURE: Span(start - 5, start)},
        rule="benchmark",
    )


def _draft(text: str, number: int, language: str, title: str, chance: random.Random) -> ArticleDraft:
    published = f"{chance.randint(2015, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return ArticleDraft(
        text=text,
        blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(text))),),
        title=Guess(title, "text"),
        publisher=Guess(chance.choice(PUBLISHERS), "text"),
        author=Guess("", "text"),
        published=Guess(published, "text"),
        language=Guess(language, "text"),
        file_name=f"{number}.txt",
    )


def fill(project: Project, count: int) -> None:
    """Articles in steps of 200, as an import adds them."""
    chance = random.Random(11)
    words = Vocabulary(chance)
    for first in range(0, count, 200):
        with project.history.operation("Import") as op:
            for number in range(first, min(first + 200, count)):
                draft, statements = article(number, chance, words)
                found = [Disposition(s.span, NumberClass.FIGURE) for s in statements]
                added = project.articles.add(op, draft, found)
                project.figures.add(op, added, statements, draft.text)


def project_file(articles: int, folder: Path | None = None) -> Path:
    """The project, made when none of this schema is there yet."""
    schema = hashlib.sha256("".join(m.checksum for m in shipped()).encode()).hexdigest()
    path = (folder or Path(tempfile.gettempdir())) / f"benchmark-{articles}-{schema[:8]}.workbench"
    if not path.exists():
        start = time.perf_counter()
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        with Project.create(part) as project:
            fill(project, articles)
        part.rename(path)
        size = path.stat().st_size / 1e6
        print(f"made {path} ({size:.0f} MB) in {time.perf_counter() - start:.0f} s")
    return path


def percentile(taken: Sequence[float], share: float = 0.95) -> float:
    """In the unit of what was taken."""
    return sorted(taken)[max(0, round(len(taken) * share) - 1)]
