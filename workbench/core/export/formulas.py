"""The live part of a workbook: each formula's text, and the same worked out here for its cached result."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from workbench.core.export.numberformats import ENDLESS
from workbench.core.export.rows import Formula
from workbench.core.export.text_safety import in_formula
from workbench.core.model.amount import Qualifier
from workbench.core.model.comparison import Member
from workbench.core.model.figure import FigureId, Status
from workbench.core.model.workbook import EvidenceRow, Line
from workbench.core.words import say

OPEN = 1e-9  # of the number: an open end lies this little inside
SLACK = 1e-11  # of the number: unit conversion in floating point is not exact
SPREAD = 1.1  # highest to lowest above which agreeing figures are marked as spread


@dataclass(frozen=True, slots=True)
class Worked:
    """An evidence row in floating point, as the workbook will compute it."""

    low: float | None
    high: float | None
    at_least: float
    at_most: float
    counted: bool

    @property
    def least(self) -> float:
        """The lower of the stated bounds; a single bound is both."""
        return self.low if self.low is not None else self.high or 0.0

    @property
    def greatest(self) -> float:
        return self.high if self.high is not None else self.low or 0.0


def worked(row: EvidenceRow, about: float) -> Worked:
    factor = float(row.factor)
    low = None if row.stated_low is None else float(row.stated_low)
    high = None if row.stated_high is None else float(row.stated_high)
    step = float(row.step or 0)
    amount = row.figure.amount
    assert amount is not None, "evidence rows state amounts"
    return Worked(
        low=None if low is None else low * factor,
        high=None if high is None else high * factor,
        at_least=_at_least(
            low, None if row.floor is None else float(row.floor), amount.qualifier, step, about, factor
        ),
        at_most=_at_most(
            high, None if row.ceiling is None else float(row.ceiling), amount.qualifier, step, about, factor
        ),
        counted=row.figure.status in (Status.ACCEPTED, Status.SUGGESTED),
    )


def _at_least(  # noqa: PLR0917 - mirrors one formula
    low: float | None, floor: float | None, qualifier: Qualifier, step: float, about: float, factor: float
) -> float:
    if low is None:
        return -ENDLESS if floor is None else floor * factor
    if qualifier is Qualifier.ABOUT:
        return (low - max(abs(low) * about, step / 2)) * factor
    if qualifier is Qualifier.MORE_THAN:
        return (low + abs(low) * OPEN) * factor
    return low * factor if qualifier is Qualifier.AT_LEAST else (low - step / 2) * factor


def _at_most(  # noqa: PLR0917 - mirrors one formula
    high: float | None, ceiling: float | None, qualifier: Qualifier, step: float, about: float, factor: float
) -> float:
    if high is None:
        return ENDLESS if ceiling is None else ceiling * factor
    if qualifier is Qualifier.ABOUT:
        return (high + max(abs(high) * about, step / 2)) * factor
    if qualifier is Qualifier.LESS_THAN:
        return (high - abs(high) * OPEN) * factor
    return high * factor if qualifier is Qualifier.UP_TO else (high + step / 2 - step * OPEN) * factor


def apart(one: Worked, other: Worked) -> bool:
    """Whether no number fits both."""
    least, most = max(one.at_least, other.at_least), min(one.at_most, other.at_most)
    return least - most > SLACK * abs(least)


_ROW = "\0"  # stands for the number of the row in the texts of formulas


class EvidenceFormulas:
    """Formulas of one evidence row; `at` gives the column letter of a key."""

    def __init__(self, at: Mapping[str, str], language: str) -> None:
        self._at = at
        self._language = language
        self._texts = self._with(_ROW)

    def all(self, number: int, result: Worked) -> Mapping[str, Formula]:
        """By column key, of the row with this number."""
        found, row = results(result), str(number)
        return {key: Formula(text.replace(_ROW, row), found[key]) for key, text in self._texts.items()}

    def _with(self, row: str) -> dict[str, str]:
        c = {key: letter + row for key, letter in self._at.items()}
        word = {q: in_formula(say(self._language, q.value)) for q in Qualifier}
        out = [
            in_formula(say(self._language, s.value)) for s in (Status.REJECTED, Status.NOT_A_FIGURE, Status.DUPLICATE)
        ]
        low, high, factor, step, q = c["stated_low"], c["stated_high"], c["factor"], f"N({c['step']})", c["qualifier"]
        at_least = (
            f'=IF({low}="",IF({c["floor"]}="",-{ENDLESS:.0E},{c["floor"]}*{factor}),'
            f"IF({q}={word[Qualifier.ABOUT]},{low}-MAX(ABS({low})*about_share,{step}/2),"
            f"IF({q}={word[Qualifier.MORE_THAN]},{low}+ABS({low})*{OPEN:.0E},"
            f"IF({q}={word[Qualifier.AT_LEAST]},{low},{low}-{step}/2)))*{factor})"
        )
        at_most = (
            f'=IF({high}="",IF({c["ceiling"]}="",{ENDLESS:.0E},{c["ceiling"]}*{factor}),'
            f"IF({q}={word[Qualifier.ABOUT]},{high}+MAX(ABS({high})*about_share,{step}/2),"
            f"IF({q}={word[Qualifier.LESS_THAN]},{high}-ABS({high})*{OPEN:.0E},"
            f"IF({q}={word[Qualifier.UP_TO]},{high},{high}+{step}/2-{step}*{OPEN:.0E})))*{factor})"
        )
        rejected = ",".join(f"{c['status']}={status}" for status in out)
        return {
            "low": f'=IF({low}="","",{low}*{factor})',
            "high": f'=IF({high}="","",{high}*{factor})',
            "counted": f"=IF(OR({rejected}),0,1)",
            "at_least": at_least,
            "at_most": at_most,
            "least": f'=IF({low}="",{high},{low})*{factor}',
            "greatest": f'=IF({high}="",{low},{high})*{factor}',
        }


def results(found: Worked) -> dict[str, float | str]:
    """What the formulas of an evidence row come to, by column key."""
    return {
        "low": "" if found.low is None else found.low,
        "high": "" if found.high is None else found.high,
        "counted": int(found.counted),
        "at_least": found.at_least,
        "at_most": found.at_most,
        "least": found.least,
        "greatest": found.greatest,
    }


@dataclass(frozen=True, slots=True)
class Words:
    """The assessments in the workbook's language."""

    contradiction: str
    spread: str
    agree: str
    one_origin: str
    one_source: str
    settled: str
    suggested: str
    partly: str  # with {open} and {all} to fill in

    @classmethod
    def of(cls, language: str) -> Words:
        return cls(
            contradiction="≠ " + say(language, "contradiction"),
            spread="▲ " + say(language, "spread"),
            agree="= " + say(language, "agree"),
            one_origin="• " + say(language, "one origin"),
            one_source="• " + say(language, "one mention"),
            settled=say(language, "accepted"),
            suggested=say(language, "suggested"),
            partly=say(language, "suggested: {open} of {all}"),
        )


def by_guid(guid: str, name: str) -> str:
    """The value of a named evidence column in the row of a figure."""
    return f"INDEX({name},MATCH({in_formula(guid)},ev_guid,0))"


def by_line(line: str, name: str) -> str:
    return f"INDEX({name},MATCH({in_formula(line)},line_id,0))"


GONE = "–"  # of a figure that no longer counts; an empty result under a link would be read as the link's address


def one(guid: str, name: str, factor: float) -> str:
    """A figure's number in the display unit, a dash when it no longer counts."""
    return f'=IFERROR(IF({by_guid(guid, "ev_counted")}=0,"{GONE}",{by_guid(guid, name)}/{factor:.15g}),"{GONE}")'


def several(place: str, key: str, name: str, function: str, factor: float) -> str:
    """The least or greatest of a named column over a cell or a line (`place` names the column of its ids)."""
    over = f"{place},{in_formula(key)},ev_counted,1"
    return f'=IF(COUNTIFS({over})=0,"{GONE}",_xlfn.{function}({name},{over})/{factor:.15g})'


def one_agreed(line: str, guid: str, factor: float) -> str:
    """The most exact number of a line whose figures agree; nothing once an edit sets them apart."""
    over = f"ev_line,{in_formula(line)},ev_counted,1"
    at_least, at_most = f"_xlfn.MAXIFS(ev_at_least,{over})", f"_xlfn.MINIFS(ev_at_most,{over})"
    return f'=IF({at_least}-{at_most}>{SLACK:.0E}*ABS({at_least}),"",{one(guid, "ev_least", factor)[1:]})'


def several_best(key: str, guid: str, name: str, function: str, factor: float) -> str:
    """Of a cell whose figures agree the number of the most exact one; as `several` when an edit sets them apart."""
    over = f"ev_cell,{in_formula(key)},ev_counted,1"
    at_least, at_most = f"_xlfn.MAXIFS(ev_at_least,{over})", f"_xlfn.MINIFS(ev_at_most,{over})"
    return (
        f"=IFERROR(IF(OR({by_guid(guid, 'ev_counted')}=0,{at_least}-{at_most}>{SLACK:.0E}*ABS({at_least})),"
        f'{several("ev_cell", key, name, function, factor)[1:]},{by_guid(guid, name)}/{factor:.15g}),"{GONE}")'
    )


@dataclass(frozen=True, slots=True)
class LineResults:
    """A line's statistics in the display unit, as its formulas will find them."""

    lowest: float
    highest: float
    median: float
    mentions: int
    settled: int
    origins: int
    at_least: float
    at_most: float
    numbers: tuple[float, ...]
    headline: float | str = ""
    said: float | str = ""

    @property
    def spread(self) -> float:
        return self.highest - self.lowest

    @property
    def ratio(self) -> float | str:
        return self.highest / self.lowest if self.lowest > 0 else ""

    @property
    def apart(self) -> bool:
        return self.at_least - self.at_most > SLACK * abs(self.at_least)


def line_results(line: Line, rows: Mapping[FigureId, Worked], speakers: Sequence[FigureId]) -> LineResults:
    """`rows` by figure id; `speakers` are those shown in columns of their own."""
    factor = float(line.factor)
    members = [rows[m.figure.id] for m in line.cell.members if m.interval is not None]
    numbers = tuple((rows[i].least + rows[i].greatest) / 2 / factor for i in speakers)
    first, most = single(line.cell.headline), single(line.cell.most)
    return LineResults(
        lowest=min(m.least for m in members) / factor,
        highest=max(m.greatest for m in members) / factor,
        median=median(numbers),
        mentions=line.cell.mentions,
        settled=line.cell.settled,
        origins=len(numbers),
        at_least=max(m.at_least for m in members) / factor,
        at_most=min(m.at_most for m in members) / factor,
        numbers=numbers,
        headline=rows[first.figure.id].least / factor if first else "",
        said=rows[most.figure.id].least / factor if most else "",
    )


def single(member: Member | None) -> Member | None:
    """A member that states one number; none for a range, which no single number can stand for."""
    amount = member.figure.amount if member is not None and member.interval is not None else None
    return member if amount is not None and amount.qualifier is not Qualifier.BETWEEN else None


def badge(note: str, results: LineResults, words: Words) -> str:
    """The assessment of a line; the formula in `badge_formula` says the same."""
    if note:
        return note
    if results.apart:
        return words.contradiction
    if results.mentions < 2:
        return words.one_source
    if results.origins < 2:
        return words.one_origin
    least, greatest = min(results.numbers), max(results.numbers)
    return words.spread if least > 0 and greatest / least > SPREAD else words.agree


def badge_formula(line: str, c: Mapping[str, str], origins: str, words: Words) -> str:
    """`c` gives the cells of the line's own row by key, `origins` their range with a number for each origin."""
    over = f"ev_line,{in_formula(line)},ev_counted,1"
    at_least, at_most = f"_xlfn.MAXIFS(ev_at_least,{over})", f"_xlfn.MINIFS(ev_at_most,{over})"
    w = {
        name: in_formula(getattr(words, name))
        for name in ("contradiction", "spread", "agree", "one_origin", "one_source")
    }
    return (
        f'=IF({c["mentions"]}=0,"",IF({c["note"]}<>"",{c["note"]},'
        f"IF({at_least}-{at_most}>{SLACK:.0E}*ABS({at_least}),{w['contradiction']},"
        f"IF({c['mentions']}<2,{w['one_source']},IF({c['origins']}<2,{w['one_origin']},"
        f"IF(IF(MIN({origins})>0,MAX({origins})/MIN({origins}),0)>spread_threshold,{w['spread']},{w['agree']}))))))"
    )


def status_text(settled: int, mentions: int, words: Words) -> str:
    if settled == mentions:
        return words.settled
    if settled == 0:
        return words.suggested
    return words.partly.format(open=mentions - settled, all=mentions)


def status_formula(settled: str, mentions: str, words: Words) -> str:
    filled = {"{open}": f"({mentions}-{settled})", "{all}": mentions}
    parts = [filled.get(part) or in_formula(part) for part in re.split(r"(\{\w+\})", words.partly) if part]
    return (
        f"=IF({settled}={mentions},{in_formula(words.settled)},"
        f"IF({settled}=0,{in_formula(words.suggested)},{'&'.join(parts)}))"
    )
