"""Forecasts of the population: entered, changed, looked up by age and by the day they are counted on."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.economy import PopulationForecast, PopulationNumber, VersionEconomy
from app.models.errors import NotFound
from app.models.longterm import LongTermPlan, LongTermScenario
from app.models.types import new_id
from app.services.economy.own import economy_of, opened, version_of
from app.services.economy.population_errors import (
    AgesOverlap,
    ForecastInUse,
    ForecastTaken,
    NegativePopulation,
    NotAges,
    TooManyInhabitants,
    YearOutside,
)
from app.services.economy.population_table import (
    DAYS,
    OLDEST,
    STORED_DAYS,
    Number,
    PopulationTable,
    overlapping,
)
from app.services.formatting import write_count
from app.services.storage import bulk, check_version, describe, touch
from app.services.typed import needed, optional

_MOST: Final = 10_000_000
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_RESTING: Final[tuple[tuple[Any, str, str], ...]] = (
    (VersionEconomy.population_id, "budgetversion", "budgetversioner"),
    (LongTermPlan.population_id, "långsiktig plan", "långsiktiga planer"),
    (LongTermScenario.population_id, "scenario i en långsiktig plan", "scenarier i långsiktiga planer"),
)


@dataclass(frozen=True, slots=True)
class ForecastInfo:
    """A forecast without its numbers; `used` says in words what rests on it."""

    id: int
    name: str
    source: str | None
    dated_on: date
    note: str | None
    version: int
    example: bool
    used: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Its name with its date."""
        return f"{self.name}, {self.dated_on.isoformat()}"


def population(
    session: Session,
    *,
    forecast_id: int,
    year: int,
    day: str,
    age_from: int = 0,
    age_to: int | None = None,
) -> Decimal | None:
    """The inhabitants of some ages on a day of a year, or on average; None where that is not known."""
    return populations(session, forecast_id).count(year, day, age_from, age_to)


def populations(session: Session, forecast_id: int) -> PopulationTable:
    """All numbers of a forecast, to be looked up without asking the file again."""
    columns = (
        PopulationNumber.year, PopulationNumber.day, PopulationNumber.age_from, PopulationNumber.age_to,
        PopulationNumber.number,
    )  # fmt: skip
    rows = select(*columns).where(PopulationNumber.forecast_id == forecast_id)
    ordered = rows.order_by(PopulationNumber.year, PopulationNumber.day, PopulationNumber.age_from)
    return PopulationTable(tuple(Number(*row) for row in session.execute(ordered)))


def forecasts(session: Session) -> tuple[ForecastInfo, ...]:
    """The forecasts there are, the newest first."""
    newest = PopulationForecast.dated_on.desc(), PopulationForecast.id.desc()
    rows = session.scalars(select(PopulationForecast).order_by(*newest)).all()
    return tuple(
        ForecastInfo(
            row.id, row.name, row.source, row.dated_on, row.note, row.version, row.example,
            what_rests_on(session, row.id),
        )
        for row in rows
    )  # fmt: skip


def what_rests_on(session: Session, forecast_id: int) -> tuple[str, ...]:
    """How many versions and long-term plans rest on a forecast, in words."""
    said = []
    for column, one, several in _RESTING:
        count = session.scalar(select(func.count()).where(column == forecast_id))
        if count:
            said.append(write_count(count, one, several))
    return tuple(said)


def add_forecast(
    session: Session,
    *,
    name: str,
    source: str | None,
    dated_on: date,
    note: str | None = None,
    numbers: Sequence[Number] = (),
    example: bool = False,
) -> int:
    """Enter a forecast, with its numbers where they are at hand; gives its key."""
    name = needed(name, "Prognosens namn")
    _check_free(session, name, dated_on)
    made = PopulationForecast(
        id=new_id(), name=name, source=optional(source), dated_on=dated_on, note=optional(note),
        example=example,
    )  # fmt: skip
    session.add(made)
    session.flush()
    _put(session, made.id, numbers)
    describe(session, f"Lade till befolkningsprognosen {name}")
    return made.id


def change_forecast(
    session: Session,
    *,
    forecast_id: int,
    name: str,
    source: str | None,
    dated_on: date,
    note: str | None,
    expected_version: int,
) -> None:
    """Say otherwise what a forecast is, who made it and when."""
    forecast = _opened(session, forecast_id, expected_version)
    name = needed(name, "Prognosens namn")
    said = (name, optional(source), dated_on, optional(note))
    if said == (forecast.name, forecast.source, forecast.dated_on, forecast.note):
        return
    _check_free(session, name, dated_on, but=forecast_id)
    forecast.name, forecast.source, forecast.dated_on, forecast.note = said
    touch(forecast)
    describe(session, f"Ändrade uppgifterna om befolkningsprognosen {name}")


def set_numbers(
    session: Session, *, forecast_id: int, numbers: Sequence[Number], expected_version: int
) -> int:
    """Set numbers of a forecast as one change; None takes one away. Gives how many."""
    forecast = _opened(session, forecast_id, expected_version)
    _put(session, forecast_id, numbers)
    touch(forecast)
    words = write_count(len(numbers), "antal", "antal")
    describe(session, f"Ändrade {words} i befolkningsprognosen {forecast.name}")
    return len(numbers)


def choose_population(
    session: Session, *, version_id: int, forecast_id: int | None, expected_version: int
) -> None:
    """Let a version of the plan rest on a forecast."""
    economy = opened(session, version_id, expected_version)
    forecast = session.get(PopulationForecast, forecast_id) if forecast_id is not None else None
    if forecast_id is not None and forecast is None:
        raise NotFound("Befolkningsprognosen")
    economy.population_id = forecast_id
    name = version_of(session, version_id).name
    on = f"på befolkningsprognosen {forecast.name}" if forecast else "inte på någon befolkningsprognos"
    describe(session, f"{name} vilar {on}")


def chosen_population(session: Session, version_id: int) -> int | None:
    """The forecast that a version rests on."""
    economy = economy_of(session, version_id)
    return economy.population_id if economy is not None else None


def remove_ages(
    session: Session, *, forecast_id: int, age_from: int, age_to: int | None, expected_version: int
) -> None:
    """Take an age group away in all its years."""
    forecast = _opened(session, forecast_id, expected_version)
    rows = [
        row for row in forecast.numbers if (row.age_from, row.age_to) == (age_from, age_to)
    ]  # fmt: skip
    if not rows:
        raise NotFound("Åldersgruppen")
    bulk.delete_rows(session, PopulationNumber, [row.id for row in rows])
    session.expire(forecast)
    touch(forecast)
    group = Number(0, "dec31", age_from, age_to, None).group
    describe(session, f"Tog bort {group.words} ur befolkningsprognosen {forecast.name}")


def remove_forecast(session: Session, *, forecast_id: int, expected_version: int) -> None:
    """Take a forecast away that nothing rests on."""
    forecast = _opened(session, forecast_id, expected_version)
    held = what_rests_on(session, forecast_id)
    if held:
        raise ForecastInUse(forecast.name, held)
    describe(session, f"Tog bort befolkningsprognosen {forecast.name}")
    session.delete(forecast)


def check_number(number: Number) -> Number:
    """A number that can be kept; refused with a sentence that says where it stands."""
    if not _FIRST_YEAR <= number.year <= _LAST_YEAR:
        raise YearOutside(number.year)
    low, high = number.age_from, number.age_to
    if not 0 <= low <= OLDEST or (high is not None and not low <= high <= OLDEST):
        raise NotAges(f"{low}–{'' if high is None else high}")
    if number.day not in STORED_DAYS:
        raise ValueError(f"not a day that is kept: {number.day}")
    where = f"{number.group.words} den {DAYS[number.day]} {number.year}"
    if number.number is not None and number.number < 0:
        raise NegativePopulation(where, number.number)
    if number.number is not None and number.number > _MOST:
        raise TooManyInhabitants(where)
    return number


def _put(session: Session, forecast_id: int, numbers: Iterable[Number]) -> None:
    """Set, change and take away numbers; refused when ages would be counted twice."""
    wanted = {(each.year, each.day, each.age_from): check_number(each) for each in numbers}
    stored = {
        (row.year, row.day, row.age_from): row
        for row in session.scalars(
            select(PopulationNumber).where(PopulationNumber.forecast_id == forecast_id)
        )
    }
    kept = [
        Number(row.year, row.day, row.age_from, row.age_to, row.number)
        for key, row in stored.items()
        if key not in wanted
    ]
    _check_ages([*kept, *(each for each in wanted.values() if each.number is not None)])
    gone = [stored[key].id for key, each in wanted.items() if each.number is None and key in stored]
    changed = [
        {"id": stored[key].id, "age_to": each.age_to, "number": each.number}
        for key, each in wanted.items()
        if key in stored and each.number is not None
    ]
    made = [
        {
            "forecast_id": forecast_id, "year": each.year, "day": each.day, "age_from": each.age_from,
            "age_to": each.age_to, "number": each.number,
        }
        for key, each in wanted.items()
        if key not in stored and each.number is not None
    ]  # fmt: skip
    bulk.delete_rows(session, PopulationNumber, gone)
    bulk.update_rows(session, PopulationNumber, changed)
    bulk.insert_rows(session, PopulationNumber, made)


def _check_ages(numbers: Collection[Number]) -> None:
    twice = overlapping(numbers)
    if twice is not None:
        one, other = twice
        raise AgesOverlap(one.group.words, other.group.words, other.year)


def _check_free(session: Session, name: str, dated_on: date, but: int | None = None) -> None:
    same = select(PopulationForecast).where(PopulationForecast.dated_on == dated_on)
    for found in session.scalars(same):
        if found.id != but and found.name.casefold() == name.casefold():
            raise ForecastTaken(found.name, dated_on.isoformat())


def _opened(session: Session, forecast_id: int, expected_version: int) -> PopulationForecast:
    forecast = session.get(PopulationForecast, forecast_id)
    if forecast is None:
        raise NotFound("Befolkningsprognosen")
    check_version(forecast, expected_version, f"Befolkningsprognosen {forecast.name}")
    return forecast
