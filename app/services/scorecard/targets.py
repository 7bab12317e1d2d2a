"""Targets of indicators: of a year, of a unit or a part of the year, and which of them holds."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import DomainError, NotFound
from app.models.organisation import Unit
from app.models.scorecard import Indicator, IndicatorTarget, PeriodTarget
from app.models.types import new_id
from app.services.formatting import write_years
from app.services.scorecard.periods import period_words, read_period
from app.services.scorecard.views import Goalposts
from app.services.storage import check_version, describe, touch
from app.services.typed import optional

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_MOST_YEARS = 30
_Said = tuple[Decimal | None, Decimal | None, str | None, Decimal | None, Decimal | None]
_NOTHING: _Said = (None, None, None, None, None)


class NotAYear(DomainError):
    """A target was to be set for a year that cannot be meant."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Året {year} går inte att ange. Skriv ett år mellan {_FIRST_YEAR} och {_LAST_YEAR}."
        )


class NotASpan(DomainError):
    """Targets were to be set for years in the wrong order, or for more than anybody plans."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__(
            f"{first}–{last} går inte att ange. Skriv det första året först, och högst {_MOST_YEARS} år."
        )


class RangeNeeded(DomainError):
    """An upper end was given to a target that is no range, or a range has its ends in the wrong order."""

    def __init__(self, name: str, backwards: bool) -> None:
        why = (
            "övre gränsen är lägre än den undre"
            if backwards
            else "intervall hör till riktningen inom ett intervall"
        )
        super().__init__(f"Målvärdet för ”{name}” går inte att ange: {why}.")


class LimitMisplaced(DomainError):
    """The value where an outcome fails stands on the side of the target where it is met."""

    def __init__(self, name: str, advice: str) -> None:
        super().__init__(f"Gränsen för ”{name}” ligger på fel sida om målvärdet. {advice}")


class Aimed(Protocol):
    """What an indicator says of its targets as a whole."""

    @property
    def direction(self) -> str | None:
        """Which way is better."""
        ...

    @property
    def target_kind(self) -> str:
        """What a target is: absolute, previous or gap."""
        ...

    @property
    def threshold(self) -> Decimal | None:
        """The value beyond which an outcome fails."""
        ...

    @property
    def threshold_upper(self) -> Decimal | None:
        """The other one, of a range."""
        ...


class YearTarget(Protocol):
    """A target of a year."""

    @property
    def value(self) -> Decimal | None:
        """The number."""
        ...

    @property
    def upper(self) -> Decimal | None:
        """The upper end of a range."""
        ...

    @property
    def text(self) -> str | None:
        """The target in words."""
        ...

    @property
    def threshold(self) -> Decimal | None:
        """The limit of that year."""
        ...

    @property
    def threshold_upper(self) -> Decimal | None:
        """The other limit, of a range."""
        ...


class NearTarget(Protocol):
    """A target of a unit, of a part of a year, or of both."""

    @property
    def unit_id(self) -> int | None:
        """Whose it is; None for everybody's."""
        ...

    @property
    def period(self) -> str:
        """The year or a part of it."""
        ...

    @property
    def value(self) -> Decimal | None:
        """The number."""
        ...

    @property
    def upper(self) -> Decimal | None:
        """The upper end of a range."""
        ...

    @property
    def text(self) -> str | None:
        """The target in words."""
        ...


def nearest(
    indicator: Aimed,
    of_year: YearTarget | None,
    near: Iterable[NearTarget] = (),
    *,
    unit_id: int | None,
    year: int,
    period: str | None = None,
) -> Goalposts:
    """What an outcome of a unit in a period is held against.

    Unit and period go first, then unit and year, then period, then the indicator's year. A limit that does
    not stand on the failing side of the target that holds says nothing of it and is left out.
    """
    wanted = [(unit_id, period), (unit_id, str(year)), (None, period)]
    by_place = {(one.unit_id, one.period): one for one in near}
    found: NearTarget | YearTarget | None = next(
        (by_place[key] for key in wanted if key in by_place), of_year
    )
    lower, upper = _limits(indicator, of_year)
    value, end = (found.value, found.upper) if found is not None else (None, None)
    if limit_advice(indicator.direction, indicator.target_kind, value, end, lower, upper):
        lower, upper = None, None
    words = None if found is None or value is not None else found.text
    return Goalposts(value, end, words, lower, upper, indicator.target_kind)


def _limits(indicator: Aimed, of_year: YearTarget | None) -> tuple[Decimal | None, Decimal | None]:
    if of_year is None:
        return indicator.threshold, indicator.threshold_upper
    lower = indicator.threshold if of_year.threshold is None else of_year.threshold
    upper = indicator.threshold_upper if of_year.threshold_upper is None else of_year.threshold_upper
    return lower, upper


def limit_advice(
    direction: str | None,
    kind: str,
    value: Decimal | None,
    upper: Decimal | None,
    threshold: Decimal | None,
    threshold_upper: Decimal | None,
) -> str:
    """What to do about limits that stand on the wrong side of a target; "" where nothing is wrong."""
    if value is None:
        return ""
    if direction == "within":
        below = threshold is not None and threshold >= value
        above = threshold_upper is not None and threshold_upper <= (value if upper is None else upper)
        return "Den undre ska vara lägre än intervallet och den övre högre." if below or above else ""
    if threshold is None:
        return ""
    if kind == "gap" or direction == "lower":
        return "Den ska vara högre än målvärdet." if threshold <= value else ""
    if direction in ("higher", "scale"):
        return "Den ska vara lägre än målvärdet." if threshold >= value else ""
    return ""


def set_target(
    session: Session,
    *,
    indicator_id: int,
    year: int,
    through: int | None = None,
    value: Decimal | None,
    upper: Decimal | None = None,
    text: str | None = None,
    threshold: Decimal | None = None,
    threshold_upper: Decimal | None = None,
    expected_version: int,
) -> None:
    """Say what is aimed at in a year, or in every year `through` another.

    With nothing said there is no target any more.
    """
    row = _open(session, indicator_id, expected_version)
    last = year if through is None else through
    for one in (year, last):
        if not _FIRST_YEAR <= one <= _LAST_YEAR:
            raise NotAYear(one)
    if not 0 <= last - year < _MOST_YEARS:
        raise NotASpan(year, last)
    _check(row, value, upper, threshold, threshold_upper)
    wanted = (value, upper, optional(text), threshold, threshold_upper)
    changed = [one for one in range(year, last + 1) if _aim(row, one, wanted)]
    if changed:
        describe(session, f"Ändrade målvärdet {write_years(year, last)} för ”{row.name}”")
        touch(row)


def _aim(row: Indicator, year: int, wanted: _Said) -> bool:
    """Put a target in a year; whether anything changed."""
    target = next((one for one in row.targets if one.year == year), None)
    if wanted == (_said(target) if target else _NOTHING):
        return False
    if target is not None and wanted == _NOTHING:
        row.targets.remove(target)
        return True
    if target is None:
        target = IndicatorTarget(id=new_id(), year=year)
        row.targets.append(target)
    target.value, target.upper, target.text, target.threshold, target.threshold_upper = wanted
    return True


def set_period_target(
    session: Session,
    *,
    indicator_id: int,
    unit_id: int | None,
    period: str,
    value: Decimal | None,
    upper: Decimal | None = None,
    text: str | None = None,
    expected_version: int,
) -> None:
    """Say what a unit aims at, or what is aimed at in a part of the year; nothing said takes it away."""
    row = _open(session, indicator_id, expected_version)
    unit = None if unit_id is None else session.get(Unit, unit_id)
    if unit_id is not None and unit is None:
        raise NotFound("Enheten")
    read = read_period(period)
    if unit is None and read.frequency == "year":
        kept = _limits_of(row, read.year)
        set_target(
            session, indicator_id=indicator_id, year=read.year, value=value, upper=upper, text=text,
            threshold=kept[0], threshold_upper=kept[1], expected_version=expected_version,
        )  # fmt: skip
        return
    _check(row, value, upper)
    target = _near(session, row, unit_id, read.text)
    wanted = (value, upper, optional(text))
    if wanted == ((target.value, target.upper, target.text) if target else (None, None, None)):
        return
    owner = f"{unit.name}: målvärdet" if unit else "målvärdet"
    describe(session, f"Ändrade {owner} {period_words(read.text)} för ”{row.name}”")
    if target is not None and wanted == (None, None, None):
        session.delete(target)
    else:
        if target is None:
            target = PeriodTarget(id=new_id(), indicator_id=row.id, unit_id=unit_id, period=read.text)
            session.add(target)
        target.value, target.upper, target.text = wanted
    touch(row)


def _near(session: Session, row: Indicator, unit_id: int | None, period: str) -> PeriodTarget | None:
    at_unit = PeriodTarget.unit_id.is_(None) if unit_id is None else PeriodTarget.unit_id == unit_id
    at = (PeriodTarget.indicator_id == row.id, PeriodTarget.period == period)
    return session.scalars(select(PeriodTarget).where(*at, at_unit)).one_or_none()


def _said(target: IndicatorTarget) -> _Said:
    return target.value, target.upper, target.text, target.threshold, target.threshold_upper


def _limits_of(row: Indicator, year: int) -> tuple[Decimal | None, Decimal | None]:
    target = next((one for one in row.targets if one.year == year), None)
    return (target.threshold, target.threshold_upper) if target else (None, None)


def _check(
    row: Indicator,
    value: Decimal | None,
    upper: Decimal | None,
    threshold: Decimal | None = None,
    threshold_upper: Decimal | None = None,
) -> None:
    if upper is not None and (row.direction != "within" or value is None):
        raise RangeNeeded(row.name, backwards=False)
    if upper is not None and value is not None and upper < value:
        raise RangeNeeded(row.name, backwards=True)
    advice = limit_advice(row.direction, row.target_kind, value, upper, threshold, threshold_upper)
    if advice:
        raise LimitMisplaced(row.name, advice)


def _open(session: Session, indicator_id: int, expected_version: int) -> Indicator:
    row = session.get(Indicator, indicator_id)
    if row is None:
        raise NotFound("Måttet")
    check_version(row, expected_version, f"”{row.name}”")
    return row
