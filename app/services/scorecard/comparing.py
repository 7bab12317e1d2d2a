"""A figure beside other municipalities, the own units, or earlier years (`GOAL-08`, `GOAL-12`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from sqlalchemy import func, select, true
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
from app.services.scorecard.periods import NotAPeriod, period_words, read_period
from app.services.scorecard.score import held_direction, resolved
from app.services.scorecard.targets import nearest
from app.services.scorecard.views import Goalposts
from app.services.textorder import sort_key

ALL: Final = 0
"""The group of every municipality that figures have been read of."""
ALL_WORDS: Final = "Alla kommuner"
COUNTRY: Final = "0000"
"""The whole country's code in Kolada."""
_TOGETHER: Final = "T"
_GAP: Final = "gap"


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
    others = _others(session, indicator)
    periods = sorted({key[0] for key in others}, reverse=True)
    period = period or _newest(periods, own, gender)
    aims = _aims(session, indicator)
    values = others.get((period or "", gender), {})
    towns = [row for row in _named(session) if row.id in values]
    home, name = _home(session)
    key, value = own.get((period or "", gender), (None, None))
    counted = (_town(row, values[row.id]) for row in towns if _counts(row, home, chosen))
    rows = [Compared("", name, value, own=True, origin=key), *counted]
    posts = aims.at(period, _before(own, period, gender), _unit_of(session, indicator))
    found = _made("municipalities", indicator, posts, period, gender, rows)
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


def _home(session: Session) -> tuple[Municipality | None, str]:
    """One's own municipality and what it is called."""
    home = session.scalars(select(Municipality)).first()
    return home, home.name if home is not None else "Den egna kommunen"


def unit_comparison(
    session: Session, *, indicator_id: int, period: str | None = None, gender: str = _TOGETHER
) -> Comparison:
    """A figure by the own units that it is measured in."""
    indicator = _indicator(session, indicator_id)
    known = _by_unit(session, indicator)
    periods = sorted({key[0] for own in known.values() for key in own}, key=_ends, reverse=True)
    period = period if period is not None else next(iter(periods), None)
    names = {row.id: row.name for row in session.execute(select(Unit.id, Unit.name))}
    aims = _aims(session, indicator)
    rows = [
        Compared(
            str(key), names[key], own[period, gender][1], origin=own[period, gender][0],
            target=aims.at(period, _before(own, period, gender), key).value,
        )
        for key, own in known.items()
        if period is not None and (period, gender) in own
    ]  # fmt: skip
    rows.sort(key=lambda row: sort_key(row.name))
    found = _made("units", indicator, aims.at(period, None), period, gender, rows)
    genders = _in_order_of_gender({key[1] for own in known.values() for key in own})
    return concluded(replace(found, source=indicator.source, periods=tuple(periods), genders=genders), "")


def year_comparison(
    session: Session,
    *,
    indicator_id: int,
    period: str | None = None,
    gender: str = _TOGETHER,
    unit_id: int | None = None,
) -> Comparison:
    """A figure by year, oldest first: of the municipality, or of a unit.

    Where parts of a year are measured the same part of each is compared: that of `period`, else the one
    that most is known of. `periods` are the newest of each part.
    """
    indicator = _indicator(session, indicator_id)
    own = _own(session, indicator) if unit_id is None else _known(session, indicator, unit_id)
    said = sorted((key[0] for key in own if key[1] == gender), key=_ends)
    parts: dict[str, list[str]] = {}
    for one in said:
        parts.setdefault(_part(one), []).append(one)
    usual = max(parts, key=lambda part: (len(parts[part]), not part, _ends(parts[part][-1])), default="")
    part = usual if period is None or _part(period) not in parts else _part(period)
    aims, held = _aims(session, indicator), unit_id or _unit_of(session, indicator)
    rows = [
        Compared(
            one, one if not part or "/" in one else period_words(one), own[one, gender][1], own=True,
            target=aims.at(one, _before(own, one, gender), held).value, origin=own[one, gender][0],
        )
        for one in parts.get(part, ())
    ]  # fmt: skip
    last = rows[-1].key if rows else None
    found = _made("years", indicator, aims.at(last, None), last, gender, rows, ordered=False)
    newest = tuple(sorted((every[-1] for every in parts.values()), key=_ends, reverse=True))
    genders = _in_order_of_gender({each[1] for each in own})
    return concluded(replace(found, source=indicator.source, periods=newest, genders=genders), "")


Known = dict[tuple[str, str], tuple[int, Decimal | None]]


def _indicator(session: Session, indicator_id: int) -> Indicator:
    row = session.get(Indicator, indicator_id)
    if row is None:
        raise NotFound("Måttet")
    return row


def _own(session: Session, indicator: Indicator) -> Known:
    """The municipality's own outcomes; where it has none, those of the unit that owns the figure."""
    return _known(session, indicator, _unit_of(session, indicator))


def _unit_of(session: Session, indicator: Indicator) -> int | None:
    """Whose outcomes stand for the municipality: nobody's but its own, or else the owner's."""
    own = select(Measurement.id).where(
        Measurement.indicator_id == indicator.id, Measurement.unit_id.is_(None)
    )
    return indicator.owner_unit_id if session.scalar(own.limit(1)) is None else None


def _known(session: Session, indicator: Indicator, unit_id: int | None) -> Known:
    return _by_unit(session, indicator, whole=True).get(unit_id, {})


def _by_unit(session: Session, indicator: Indicator, *, whole: bool = False) -> dict[int | None, Known]:
    """What is known in each unit, and of the municipality as a whole where that is asked for."""
    rows = select(
        Measurement.unit_id, Measurement.period, Measurement.gender, Measurement.id, Measurement.value
    ).where(Measurement.indicator_id == indicator.id, true() if whole else Measurement.unit_id.is_not(None))
    found: dict[int | None, Known] = {}
    for row in session.execute(rows):
        found.setdefault(row.unit_id, {})[row.period, row.gender] = (row.id, row.value)
    if indicator.target_kind == _GAP:
        return {key: _gaps(own) for key, own in found.items()}
    return found


def _gaps(known: Known) -> Known:
    """What lies between women and men, which is what a target of a gap speaks of."""
    made: Known = {key: value for key, value in known.items() if key[1] == _TOGETHER}
    for period in {key[0] for key in known}:
        women, men = known.get((period, "K")), known.get((period, "M"))
        if women and men and women[1] is not None and men[1] is not None:
            made[period, _TOGETHER] = (women[0], abs(women[1] - men[1]))
    return made


def _others(
    session: Session, indicator: Indicator
) -> dict[tuple[str, str], dict[int, tuple[int, Decimal | None]]]:
    columns = (
        ComparisonValue.municipality_id, ComparisonValue.period, ComparisonValue.gender, ComparisonValue.id,
        ComparisonValue.value,
    )  # fmt: skip
    towns: dict[int, Known] = {}
    for town, period, gender, key, value in session.execute(
        select(*columns).where(ComparisonValue.indicator_id == indicator.id)
    ):
        towns.setdefault(town, {})[period, gender] = (key, value)
    found: dict[tuple[str, str], dict[int, tuple[int, Decimal | None]]] = {}
    for town, known in towns.items():
        for where, told in (_gaps(known) if indicator.target_kind == _GAP else known).items():
            found.setdefault(where, {})[town] = told
    return found


def _sources(session: Session, indicator_id: int) -> str | None:
    """Where the others' values come from."""
    wanted = select(ComparisonValue.source).where(ComparisonValue.indicator_id == indicator_id).distinct()
    told = {source.strip().rstrip(".") for source in session.scalars(wanted) if source and source.strip()}
    return ", ".join(sorted(told, key=sort_key)) or None


def _newest(periods: Sequence[str], own: Known, gender: str) -> str | None:
    """The newest period that the others have, and one's own too where there is such a one."""
    both = [each for each in periods if own.get((each, gender), (0, None))[1] is not None]
    return next(iter(both or periods), None)


def _town(row: OtherMunicipality, value: tuple[int, Decimal | None]) -> Compared:
    return Compared(row.code, row.name or row.code, value[1], origin=value[0])


def _named(session: Session) -> list[OtherMunicipality]:
    return sorted(session.scalars(select(OtherMunicipality)), key=lambda row: sort_key(row.name or row.code))


def _counts(row: OtherMunicipality, home: Municipality | None, group: ComparisonGroup | None) -> bool:
    """Whether a municipality is one to be compared with: not the own one, no region and no whole country."""
    if home is not None and row.code == home.code:
        return False
    if group is not None:
        return row.code in group.codes
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
    kind: Kind,
    indicator: Indicator,
    goalposts: Goalposts,
    period: str | None,
    gender: str,
    rows: list[Compared],
    *,
    ordered: bool = True,
) -> Comparison:
    direction = held_direction(indicator.direction, indicator.target_kind)
    return Comparison(
        kind=kind,
        indicator_id=indicator.id,
        name=indicator.name,
        unit_of_measure=indicator.unit_of_measure,
        decimals=indicator.decimals,
        direction=direction,
        goalposts=goalposts,
        period=period,
        gender=gender,
        rows=in_order(rows, direction, goalposts) if ordered else tuple(rows),
        scale=tuple(indicator.scale or ()),
    )


@dataclass(frozen=True, slots=True)
class _Aims:
    """What a figure is held against, in every year and unit."""

    indicator: Indicator
    of_year: Mapping[int, IndicatorTarget]
    near: Sequence[PeriodTarget]

    def at(self, period: str | None, before: Decimal | None, unit_id: int | None = None) -> Goalposts:
        """The goalposts at the end of a period; a change from last year is added to what was `before`."""
        year = int(period[:4]) if period else 0
        posts = nearest(
            self.indicator, self.of_year.get(year), self.near, unit_id=unit_id, year=year, period=period
        )
        return resolved(posts, before)


def _aims(session: Session, indicator: Indicator) -> _Aims:
    near = session.scalars(select(PeriodTarget).where(PeriodTarget.indicator_id == indicator.id))
    return _Aims(indicator, {one.year: one for one in indicator.targets}, tuple(near))


def _before(known: Known, period: str | None, gender: str) -> Decimal | None:
    """The outcome of the same part of the year before."""
    if period is None:
        return None
    year = int(period[:4]) - 1
    rest = f"/{(year + 1) % 100:02}" if "/" in period else period[4:]
    return known.get((f"{year}{rest}", gender), (0, None))[1]


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


def _part(period: str) -> str:
    """Which part of a year a period is; "" for the whole of it, also a school year."""
    return "" if "/" in period else period[5:]
