"""A figure beside other municipalities, the own units, or earlier years (`GOAL-08`, `GOAL-12`)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.comparisons import ComparisonGroup, ComparisonValue, OtherMunicipality
from app.models.errors import NotFound
from app.models.organisation import Municipality, Unit
from app.models.scorecard import Indicator, IndicatorTarget, Measurement, PeriodTarget
from app.services.scorecard.compared import (
    Comparable,
    Compared,
    Comparison,
    Kind,
    MunicipalComparison,
    concluded,
    in_order,
)
from app.services.scorecard.periods import NotAPeriod, read_period
from app.services.scorecard.views import Goalposts
from app.services.textorder import sort_key

ALL: Final = 0
"""The group of every municipality that figures have been read of."""
ALL_WORDS: Final = "Alla kommuner"
COUNTRY: Final = "0000"
"""The whole country's code in Kolada."""
_TOGETHER: Final = "T"


def comparables(session: Session) -> tuple[Comparable, ...]:
    """The figures that have anything to be compared, by name."""
    others = dict(
        session.execute(
            select(
                ComparisonValue.indicator_id, func.count(func.distinct(ComparisonValue.municipality_id))
            ).group_by(ComparisonValue.indicator_id)
        ).all()
    )
    own = {
        row.indicator_id: row
        for row in session.execute(
            select(
                Measurement.indicator_id,
                func.count(func.distinct(Measurement.unit_id)).label("units"),
                func.count(func.distinct(Measurement.period)).label("periods"),
            ).group_by(Measurement.indicator_id)
        )
    }
    wanted = select(Indicator.id, Indicator.version, Indicator.name, Indicator.code)
    rows = [
        Comparable(
            row.id,
            row.version,
            row.name,
            row.code,
            others.get(row.id, 0),
            own[row.id].units if row.id in own else 0,
            own[row.id].periods if row.id in own else 0,
        )
        for row in session.execute(wanted)
        if row.id in own or row.id in others
    ]
    return tuple(sorted(rows, key=lambda row: sort_key(row.name)))


def comparison(
    session: Session,
    *,
    indicator_id: int,
    period: str | None = None,
    gender: str = _TOGETHER,
    group: int | None = None,
) -> MunicipalComparison:
    """A figure among other municipalities; by default in the newest period that both have a value in.

    `group` is the id of a comparison group, ALL, or None for the one that the figure names.
    """
    indicator = _indicator(session, indicator_id)
    own = _own(session, indicator)
    chosen = _group(session, indicator, group)
    others = _others(session, indicator_id)
    periods = sorted({key[0] for key in others}, reverse=True)
    period = period or _newest(periods, own, gender)
    values = others.get((period or "", gender), {})
    towns = [row for row in _named(session) if row.id in values]
    home = session.scalars(select(Municipality)).first()
    name = home.name if home is not None else "Den egna kommunen"
    key, value = own.get((period or "", gender), (None, None))
    wanted = None if chosen is None else frozenset(chosen.codes)
    rows = [Compared("", name, value, own=True, origin=key)]
    rows += [_town(row, values[row.id]) for row in towns if _counts(row, home, wanted)]
    found = _made(session, "municipalities", indicator, period, gender, rows)
    return concluded(
        replace(
            found,
            reference=next((values[row.id][1] for row in towns if row.code == COUNTRY), None),
            source=_sources(session, indicator_id),
            group_id=chosen.id if chosen is not None else ALL,
            group=chosen.name if chosen is not None else ALL_WORDS,
            periods=tuple(periods),
            genders=_genders(others, own),
        ),
        name,
    )


def unit_comparison(
    session: Session, *, indicator_id: int, period: str | None = None, gender: str = _TOGETHER
) -> Comparison:
    """A figure by the own units that it is measured in."""
    indicator = _indicator(session, indicator_id)
    measured = session.execute(
        select(Measurement.unit_id, Measurement.period, Measurement.gender, Measurement.value, Measurement.id)
        .where(Measurement.indicator_id == indicator_id, Measurement.unit_id.is_not(None))
    ).all()  # fmt: skip
    periods = sorted({row.period for row in measured}, key=_ends, reverse=True)
    period = period if period is not None else next(iter(periods), None)
    names = {row.id: row.name for row in session.execute(select(Unit.id, Unit.name))}
    goals = {
        row.unit_id: row.value
        for row in session.execute(
            select(PeriodTarget.unit_id, PeriodTarget.value).where(
                PeriodTarget.indicator_id == indicator_id, PeriodTarget.period == (period or "")
            )
        )
    }
    target = _goalposts(session, indicator, period).value
    rows = [
        Compared(str(row.unit_id), names[row.unit_id], row.value, target=goals.get(row.unit_id, target),
                 origin=row.id)
        for row in measured
        if row.period == period and row.gender == gender
    ]  # fmt: skip
    rows.sort(key=lambda row: sort_key(row.name))
    found = _made(session, "units", indicator, period, gender, rows)
    return concluded(
        replace(found, source=indicator.source, periods=tuple(periods),
              genders=_in_order_of_gender({row.gender for row in measured})),
        "",
    )  # fmt: skip


def year_comparison(
    session: Session, *, indicator_id: int, gender: str = _TOGETHER, unit_id: int | None = None
) -> Comparison:
    """A figure by year, oldest first: of the municipality, or of a unit."""
    indicator = _indicator(session, indicator_id)
    targets = {
        row.year: row.value
        for row in session.execute(
            select(IndicatorTarget.year, IndicatorTarget.value).where(
                IndicatorTarget.indicator_id == indicator_id
            )
        )
    }
    own = _own(session, indicator) if unit_id is None else _of_unit(session, indicator_id, unit_id)
    years = sorted(
        (each for each in own if each[1] == gender and _is_year(each[0])), key=lambda each: _ends(each[0])
    )
    rows = [
        Compared(
            period,
            period,
            own[period, gender][1],
            own=True,
            target=targets.get(int(period[:4])),
            origin=own[period, gender][0],
        )
        for period, _ in years
    ]
    last = years[-1][0] if years else None
    found = _made(session, "years", indicator, last, gender, rows, ordered=False)
    genders = _in_order_of_gender({each[1] for each in own})
    return concluded(replace(found, source=indicator.source, genders=genders), "")


Known = dict[tuple[str, str], tuple[int, Decimal | None]]


def _indicator(session: Session, indicator_id: int) -> Indicator:
    row = session.get(Indicator, indicator_id)
    if row is None:
        raise NotFound("Måttet")
    return row


def _own(session: Session, indicator: Indicator) -> Known:
    """The municipality's own outcomes; where it has none, those of the unit that owns the figure."""
    found = _of_unit(session, indicator.id, None)
    if not found and indicator.owner_unit_id is not None:
        return _of_unit(session, indicator.id, indicator.owner_unit_id)
    return found


def _of_unit(session: Session, indicator_id: int, unit_id: int | None) -> Known:
    rows = session.execute(
        select(Measurement.period, Measurement.gender, Measurement.id, Measurement.value).where(
            Measurement.indicator_id == indicator_id, Measurement.unit_id.is_(unit_id)
            if unit_id is None else Measurement.unit_id == unit_id,
        )
    )  # fmt: skip
    return {(row.period, row.gender): (row.id, row.value) for row in rows}


def _others(
    session: Session, indicator_id: int
) -> dict[tuple[str, str], dict[int, tuple[int, Decimal | None]]]:
    rows = session.execute(
        select(
            ComparisonValue.period,
            ComparisonValue.gender,
            ComparisonValue.municipality_id,
            ComparisonValue.id,
            ComparisonValue.value,
        ).where(ComparisonValue.indicator_id == indicator_id)
    )
    found: dict[tuple[str, str], dict[int, tuple[int, Decimal | None]]] = {}
    for row in rows:
        found.setdefault((row.period, row.gender), {})[row.municipality_id] = (row.id, row.value)
    return found


def _sources(session: Session, indicator_id: int) -> str | None:
    """Where the others' values come from."""
    wanted = select(ComparisonValue.source).where(ComparisonValue.indicator_id == indicator_id).distinct()
    told = {source.strip().rstrip(".") for source in session.scalars(wanted) if source and source.strip()}
    return ", ".join(sorted(told, key=sort_key)) or None


def _newest(periods: Sequence[str], own: Known, gender: str) -> str | None:
    """The newest period that the others have, and one's own too where there is such a one."""
    both = [each for each in periods if (each, gender) in own]
    return next(iter(both or periods), None)


def _town(row: OtherMunicipality, value: tuple[int, Decimal | None]) -> Compared:
    return Compared(row.code, row.name or row.code, value[1], origin=value[0])


def _named(session: Session) -> list[OtherMunicipality]:
    return sorted(session.scalars(select(OtherMunicipality)), key=lambda row: sort_key(row.name or row.code))


def _counts(row: OtherMunicipality, home: Municipality | None, wanted: frozenset[str] | None) -> bool:
    """Whether a municipality is one to be compared with: not the own one, no region and no whole country."""
    if home is not None and row.code == home.code:
        return False
    if wanted is not None:
        return row.code in wanted
    return is_municipality(row.code, row.kind)


def is_municipality(code: str, kind: str | None) -> bool:
    """Whether a code is a municipality's own: neither the country, a region nor a group of them."""
    return kind in (None, "K") and code.isdigit() and not code.startswith("00")


def _group(session: Session, indicator: Indicator, group: int | None) -> ComparisonGroup | None:
    if group == ALL:
        return None
    if group is not None:
        row = session.get(ComparisonGroup, group)
        if row is None:
            raise NotFound("Jämförelsegruppen")
        return row
    if not indicator.comparison_group:
        return None
    wanted = select(ComparisonGroup).where(ComparisonGroup.name == indicator.comparison_group)
    return session.scalars(wanted).first()


def _made(
    session: Session,
    kind: Kind,
    indicator: Indicator,
    period: str | None,
    gender: str,
    rows: list[Compared],
    *,
    ordered: bool = True,
) -> Comparison:
    goalposts = _goalposts(session, indicator, period)
    return Comparison(
        kind=kind,
        indicator_id=indicator.id,
        name=indicator.name,
        unit_of_measure=indicator.unit_of_measure,
        decimals=indicator.decimals,
        direction=indicator.direction,
        goalposts=goalposts,
        period=period,
        gender=gender,
        rows=in_order(rows, indicator.direction, goalposts) if ordered else tuple(rows),
        scale=tuple(indicator.scale or ()),
    )


def _goalposts(session: Session, indicator: Indicator, period: str | None) -> Goalposts:
    year = int(period[:4]) if period else 0
    row = session.scalars(
        select(IndicatorTarget).where(
            IndicatorTarget.indicator_id == indicator.id, IndicatorTarget.year == year
        )
    ).first()
    if row is None:
        return Goalposts(kind=indicator.target_kind)
    return Goalposts(value=row.value, upper=row.upper, words=row.text, kind=indicator.target_kind)


def _genders(others: Mapping[tuple[str, str], object], own: Known) -> tuple[str, ...]:
    return _in_order_of_gender({each[1] for each in others} | {each[1] for each in own})


def _in_order_of_gender(found: set[str]) -> tuple[str, ...]:
    return tuple(each for each in ("T", "K", "M") if each in found)


def _ends(period: str) -> tuple[str, str]:
    """What orders periods by their end."""
    try:
        read = read_period(period)
    except NotAPeriod:
        return ("", period)
    return (read.last.isoformat(), read.first.isoformat())


def _is_year(period: str) -> bool:
    return len(period) == 4 or "/" in period
