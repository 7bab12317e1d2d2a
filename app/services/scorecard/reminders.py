"""Who should fill in what: values that are due or overdue, owner by owner."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.scorecard import Measurement
from app.services.formatting import write_count, write_long_date
from app.services.scorecard.expected import (
    GENDER_WORDS,
    NOBODY,
    Units,
    expected_genders,
    expected_units,
    indicators_of,
    owner_words,
)
from app.services.scorecard.measurerows import due_on, known_until
from app.services.scorecard.periods import Period, period_words, periods_of, read_period
from app.services.textorder import sort_key


@dataclass(frozen=True, slots=True)
class DueRow:
    """A value that nobody has entered though its period is over; `genders` are those that lack it.

    `owner` is who answers for it there; `owner_unit_id` the unit that owns the figure, if one does.
    """

    owner: str
    owner_unit_id: int | None
    indicator_id: int
    indicator: str
    unit_id: int | None
    unit: str
    period: str
    genders: tuple[str, ...]
    due_on: date
    overdue: bool

    @property
    def key(self) -> tuple[int, int | None, str]:
        """What the row is known by."""
        return self.indicator_id, self.unit_id, self.period

    @property
    def owned(self) -> bool:
        """Whether anybody owns the figure."""
        return self.owner != NOBODY

    @property
    def period_words(self) -> str:
        """The period, and whom the value is lacking for where only some do."""
        lacking = [GENDER_WORDS[one] for one in self.genders if GENDER_WORDS.get(one)]
        words = period_words(self.period)
        return f"{words}, {' och '.join(lacking)}" if lacking and "T" not in self.genders else words


@dataclass(frozen=True, slots=True)
class OwnerList:
    """What waits for an owner."""

    owner: str
    rows: tuple[DueRow, ...]

    @property
    def overdue(self) -> int:
        """How many should have been entered already."""
        return sum(row.overdue for row in self.rows)


def due(session: Session, *, today: date, unit_id: int | None = None) -> tuple[DueRow, ...]:
    """What is due or overdue, by owner and the oldest first; those that nobody owns stand last.

    `unit_id` asks only for a unit and what stands below it.

    Periods of this year and the year before count; of the year before only for what was measured then or
    earlier, or says that it began to be.
    """
    units = Units(session)
    known = _Known(session, today.year)
    within = None if unit_id is None else units.within(unit_id)
    found = [
        row
        for indicator in indicators_of(session)
        if not indicator.formula
        for row in _of(indicator, units, known, today)
        if within is None or row.unit_id in within
    ]
    return tuple(sorted(found, key=_order))


def by_owner(rows: Sequence[DueRow]) -> tuple[OwnerList, ...]:
    """The rows of `due`, owner by owner."""
    return tuple(OwnerList(owner, tuple(of)) for owner, of in groupby(rows, key=lambda row: row.owner))


def as_text(lists: Iterable[OwnerList], *, today: date) -> str:
    """A reminder for each owner, as it is sent by mail."""
    parts = []
    for each in lists:
        head = f"{each.owner}: {write_count(len(each.rows), 'värde', 'värden')} att fylla i"
        late = f", varav {each.overdue} efter sista dagen" if each.overdue else ""
        lines = [f"{head}{late} ({write_long_date(today)})"]
        for row in each.rows:
            when = "skulle ha fyllts i senast" if row.overdue else "senast"
            lines.append(
                f"– {row.indicator}, {row.unit}, {row.period_words}: {when} {row.due_on.isoformat()}"
            )
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


class _Known:
    """What is filled in of this year and the last, and since when each figure has been measured in a unit."""

    def __init__(self, session: Session, year: int) -> None:
        at = (Measurement.indicator_id, Measurement.unit_id)
        years = (str(year - 1), str(year))
        cells = select(*at, Measurement.gender, Measurement.period)
        cells = cells.where(func.substr(Measurement.period, 1, 4).in_(years))
        first = select(*at, func.min(func.substr(Measurement.period, 1, 4))).group_by(*at)
        self._periods: dict[tuple[int, int | None, str], set[str]] = {}
        self.units: dict[int, set[int | None]] = {}
        for key, unit_id, gender, period in session.execute(cells):
            self._periods.setdefault((key, unit_id, gender), set()).add(period)
            self.units.setdefault(key, set()).add(unit_id)
        self.since = {(row[0], row[1]): int(row[2]) for row in session.execute(first)}

    def tells(self, indicator: Any, unit_id: int | None, gender: str, period: Period) -> bool:
        """Whether a value says what a period came to."""
        stored = self._periods.get((indicator.id, unit_id, gender), ())
        same = [text for text in stored if text[:4] == str(period.year)]
        return period.text in same or period.last <= known_until(indicator.summing, same)


def _of(indicator: Any, units: Units, known: _Known, today: date) -> Iterator[DueRow]:
    for unit_id in expected_units(indicator, units, known.units.get(indicator.id, ())):
        owner = owner_words(indicator, units, unit_id)
        begun = min(known.since.get((indicator.id, unit_id), today.year), indicator.first_year or today.year)
        for period in _over(indicator, today, begun):
            genders = expected_genders(indicator)
            lacking = tuple(one for one in genders if not known.tells(indicator, unit_id, one, period))
            if lacking and units.holds(unit_id, period.first, period.last):
                last = due_on(indicator, period)
                yield DueRow(
                    owner, indicator.owner_unit_id, indicator.id, indicator.name, unit_id,
                    units.name(unit_id), period.text, lacking, last, last < today,
                )  # fmt: skip


def _over(indicator: Any, today: date, begun: int) -> Iterator[Period]:
    """The periods that have ended, of this year and, where it was measured then, the year before."""
    for year in (today.year - 1, today.year):
        if year < begun:
            continue
        for period in periods_of(
            year, indicator.frequency, first_year=indicator.first_year, last_year=indicator.last_year
        ):
            if period.last < today:
                yield period


def _order(row: DueRow) -> tuple[object, ...]:
    return (
        not row.owned, sort_key(row.owner), row.due_on, sort_key(row.indicator), sort_key(row.unit),
        row.indicator_id, read_period(row.period).first,
    )  # fmt: skip
