"""The rows of the grid of measuring, made figure by figure from what is stored."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.scorecard import IndicatorTarget, Measurement, PeriodTarget
from app.services.scorecard.expected import Units, expected_genders, expected_units, owner_words
from app.services.scorecard.measureviews import Due, MeasureCell, MeasureRow
from app.services.scorecard.outcome import Measured, Taking, outcome
from app.services.scorecard.outcomes_typed import Reading
from app.services.scorecard.periods import Period, before, periods_of, read_period
from app.services.scorecard.reckoning import Reckoning
from app.services.scorecard.suspicion import warnings
from app.services.scorecard.targets import nearest
from app.services.scorecard.views import Goalposts

DUE_DAYS = 30
"""How many days after the end of its period a value is due where nobody has said."""
Series = tuple[int, int | None, str]
"""A figure, a unit and a gender."""
_COLUMNS = (
    Measurement.indicator_id, Measurement.unit_id, Measurement.gender, Measurement.period,
    Measurement.version, Measurement.value, Measurement.missing, Measurement.text, Measurement.comment,
    Measurement.source, Measurement.example,
)  # fmt: skip
_before = lru_cache(maxsize=1024)(before)


def known_until(summing: str, periods: Iterable[str]) -> date:
    """The day up to which nothing waits, where the last value of a year is the whole of it: what was measured
    for June tells the half-year too, and January to May.
    """
    days = [read_period(text).last for text in periods] if summing == "last" else []
    return max(days, default=date.min)


def due_on(indicator: Any, period: Period) -> date:
    """The last day on which a value is in time."""
    days = DUE_DAYS if indicator.due_days is None else indicator.due_days
    return date.fromordinal(period.last.toordinal() + days)


class Stored:
    """What is stored of a year and the year before, period by period for each figure, unit and gender."""

    def __init__(self, session: Session, year: int, keys: Collection[int] | None) -> None:
        statement = select(*_COLUMNS).where(
            func.substr(Measurement.period, 1, 4).in_((str(year - 1), str(year)))
        )
        if keys is not None:
            statement = statement.where(Measurement.indicator_id.in_(list(keys)))
        self._year = str(year)
        self._series: dict[Series, dict[str, Any]] = {}
        self.places: dict[int, list[tuple[int | None, str]]] = {}
        """Where a figure has been measured: units and genders."""
        for row in session.execute(statement):
            key = row[:3]
            series = self._series.get(key)
            if series is None:
                series = self._series[key] = {}
                self.places.setdefault(key[0], []).append((key[1], key[2]))
            series[row[3]] = row

    def row(self, key: Series, period: str) -> Any:
        """What stands in a cell, None where nothing does."""
        series = self._series.get(key)
        return series.get(period) if series is not None else None

    def value(self, key: Series, period: str) -> Decimal | None:
        """What a cell came to, None where nothing did."""
        row = self.row(key, period)
        return row.value if row is not None else None

    def periods(self, key: Series) -> list[str]:
        """The periods of the year that something stands in."""
        return [period for period in self._series.get(key, ()) if period[:4] == self._year]

    def past(self, key: Series) -> list[Measured]:
        """Last year's, as if each gender were all."""
        return [
            Measured(row.period, "T", row.value, row.missing, row.text, None, row.example)
            for row in self._series.get(key, {}).values()
            if row.period[:4] != self._year
        ]


class Targets:
    """The targets of a year, and those of its parts and of units."""

    def __init__(self, session: Session, year: int, keys: Collection[int] | None) -> None:
        self._year = year
        near, whole = select(PeriodTarget), select(IndicatorTarget).where(IndicatorTarget.year == year)
        near = near.where(func.substr(PeriodTarget.period, 1, 4) == str(year))
        if keys is not None:
            near = near.where(PeriodTarget.indicator_id.in_(list(keys)))
            whole = whole.where(IndicatorTarget.indicator_id.in_(list(keys)))
        self._whole = {row.indicator_id: row for row in session.scalars(whole)}
        self._near: dict[int, list[PeriodTarget]] = {}
        for row in session.scalars(near):
            self._near.setdefault(row.indicator_id, []).append(row)

    def of(self, indicator: Any, unit_id: int | None, period: str | None = None) -> Goalposts:
        """What an outcome of a unit is held against."""
        near = self._near.get(indicator.id, ())
        whole = self._whole.get(indicator.id)
        return nearest(indicator, whole, near, unit_id=unit_id, year=self._year, period=period)

    def of_parts(self, indicator: Any) -> bool:
        """Whether a part of the year can have a target of its own."""
        return indicator.id in self._near


@dataclass(frozen=True, slots=True)
class Making:
    """Makes the rows of one figure after the other."""

    stored: Stored
    targets: Targets
    reckoning: Reckoning
    units: Units
    year: int
    today: date

    def rows(self, indicator: Any) -> Iterable[MeasureRow]:
        """The rows of a figure: where it is to be measured, and where something stands."""
        regular = periods_of(
            self.year, indicator.frequency, first_year=indicator.first_year, last_year=indicator.last_year
        )
        places = self.stored.places.get(indicator.id, ())
        asked = expected_units(indicator, self.units, self._measured(indicator)) if regular else ()
        wanted = {(unit, gender) for unit in asked for gender in expected_genders(indicator)}
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        for unit_id, gender in wanted.union(places):
            series = (indicator.id, unit_id, gender)
            also = self.stored.periods(series)
            known = known_until(indicator.summing, also)
            waits = (unit_id, gender) in wanted
            posts = self.targets.of(indicator, unit_id)
            cells = {
                one.text: self._cell(
                    indicator, series, one, posts, waits and one in regular and one.last > known
                )
                for one in _periods(regular if self.units.holds(unit_id, first, last) else (), also)
            }
            if cells:
                yield self._row(indicator, series, posts, cells)

    def _measured(self, indicator: Any) -> set[int | None]:
        """The units in which a figure has been measured; of a computed one the owner, or else those in which
        everything that it is computed from has been.
        """
        if not self.reckoning.is_computed(indicator.id):
            return self._places(indicator.id)
        units = [self._places(one) for one in self.reckoning.measured(indicator.id)]
        known = set.intersection(*units) if units else set()
        return known if indicator.owner_unit_id not in known else {indicator.owner_unit_id}

    def _places(self, key: int) -> set[int | None]:
        return {unit for unit, _ in self.stored.places.get(key, ())}

    def _cell(
        self, indicator: Any, series: Series, period: Period, posts: Goalposts, waits: bool
    ) -> MeasureCell:
        past = self._value(series, _before(period).text)
        if self.targets.of_parts(indicator):
            posts = self.targets.of(indicator, series[1], period.text)
        whole = period.frequency in ("year", "school_year") or indicator.summing != "sum"
        if self.reckoning.is_computed(indicator.id):
            value, why = self._computed(series, period.text)
            return MeasureCell(
                period.text, Reading(value, missing=value is None), computed=True, before=past, aim=posts,
                why=why, warnings=warnings(value, past, posts, indicator.direction, held=whole),
            )  # fmt: skip
        row = self.stored.row(series, period.text)
        if row is None:
            return MeasureCell(period.text, before=past, aim=posts, due=self._due(indicator, period, waits))
        return MeasureCell(
            period=period.text,
            reading=Reading(row.value, row.missing, row.text),
            comment=row.comment,
            source=row.source,
            version=row.version,
            before=past,
            aim=posts,
            warnings=warnings(row.value, past, posts, indicator.direction, held=whole),
            example=row.example,
        )

    def _due(self, indicator: Any, period: Period, waits: bool) -> Due:
        if not waits or period.last >= self.today:
            return ""
        return "overdue" if due_on(indicator, period) < self.today else "due"

    def _value(self, series: Series, period: str) -> Decimal | None:
        if self.reckoning.is_computed(series[0]):
            return self._computed(series, period)[0]
        return self.stored.value(series, period)

    def _computed(self, series: Series, period: str) -> tuple[Decimal | None, str]:
        """What a computed figure came to in a cell, and how it is computed."""
        key, unit_id, gender = series
        return self.reckoning.reckon(key, lambda one: self.stored.value((one, unit_id, gender), period))

    def _row(
        self, indicator: Any, series: Series, posts: Goalposts, cells: Mapping[str, MeasureCell]
    ) -> MeasureRow:
        _, unit_id, gender = series
        return MeasureRow(
            indicator_id=indicator.id,
            version=indicator.version,
            unit_id=unit_id,
            gender=gender,
            name=indicator.name,
            unit=self.units.name(unit_id),
            owner=owner_words(indicator, self.units, unit_id),
            unit_of_measure=indicator.unit_of_measure,
            decimals=indicator.decimals,
            direction=indicator.direction,
            scale=tuple(indicator.scale or ()),
            frequency=indicator.frequency,
            formula=self.reckoning.words(indicator.id),
            definition=indicator.definition,
            source=indicator.source,
            goalposts=posts,
            before=self._last_year(indicator, series),
            cells=cells,
            example=indicator.example,
        )

    def _last_year(self, indicator: Any, series: Series) -> Decimal | None:
        """What the whole of last year came to."""
        whole = read_period(str(self.year - 1))
        if self.reckoning.is_computed(indicator.id):
            return self._computed(series, whole.text)[0]
        past = self.stored.past(series)
        found = outcome({None: past}, None, {}, Taking(indicator.summing), whole) if past else None
        return found.value if found is not None else None


def _periods(regular: Sequence[Period], also: Iterable[str]) -> list[Period]:
    known = {period.text for period in regular}
    return [*regular, *(read_period(text) for text in sorted(also) if text not in known)]
