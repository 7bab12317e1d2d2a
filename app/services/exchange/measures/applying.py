"""A plan carried out: every value of it, as one step."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.comparisons import ComparisonValue, OtherMunicipality
from app.models.errors import ChangedSince
from app.models.scorecard import Indicator, Measurement
from app.models.types import new_id
from app.services.exchange.measures import standing
from app.services.exchange.measures.kolada import SOURCE
from app.services.exchange.measures.opening import remember
from app.services.exchange.measures.plan import ImportPlan, Outcome
from app.services.exchange.measures.sheetmapping import SheetMapping
from app.services.formatting import write_count
from app.services.storage import check_version, describe, touch
from app.services.storage.bulk import insert_columns, insert_rows, update_rows
from app.services.storage.changelog import last_number

_WHAT: Final = "Mätvärdena"


def carry_out(
    session: Session,
    *,
    plan: ImportPlan,
    mapping: SheetMapping | None = None,
    measured_at: datetime | None = None,
) -> int:
    """Do what a plan says, or nothing when the file has been changed where it would write.

    `mapping` is how a sheet was understood, which is remembered. Gives how many values were written.
    """
    if last_number(session) != plan.seen:
        _check_unchanged(session, plan)
    made = _indicators(session, plan)
    _links(session, plan)
    _outcomes(session, plan, made, measured_at)
    _others(session, plan, made, _municipalities(session, plan))
    if mapping is not None:
        remember(session, mapping, plan.file)
    count = len(plan.own) + len(plan.others)
    describe(session, f"Läste in {write_count(count, 'värde', 'värden')} ur {plan.file}")
    return count


def _check_unchanged(session: Session, plan: ImportPlan) -> None:
    """Refuse when a row that the plan was made against is not as it was."""
    ids = {one.indicator_id for one in plan.own if one.indicator_id is not None}
    there = standing.measurements(session, ids)
    for one in plan.own:
        if one.indicator_id is None:
            continue
        was = there.get((one.indicator_id, one.unit_id, one.period, one.gender))
        if (was.id if was else None, was.version if was else 0) != (one.row_id, one.version):
            raise ChangedSince(_WHAT)
    _check_others(session, plan)
    known = set(session.scalars(select(OtherMunicipality.code)))
    codes = {row.code for row in session.scalars(select(Indicator)) if row.code}
    if any(one.row_id is None and one.code in known for one in plan.municipalities):
        raise ChangedSince("Kommunerna")
    if any(one.code in codes for one in plan.indicators):
        raise ChangedSince("Måtten")


def _check_others(session: Session, plan: ImportPlan) -> None:
    others = standing.others(session, {one[0] for one in plan.others if one[0] is not None})
    for indicator, _code, municipality, period, gender, _value, row in plan.others:
        if indicator is None:
            continue
        now = others.get((indicator, period, gender), {}).get(municipality)
        if (now[0] if now else None) != row or (now and now[1] != plan.others_before[now[0]]):
            raise ChangedSince("Andra kommuners värden")


def _indicators(session: Session, plan: ImportPlan) -> dict[str, int]:
    """Make the new indicators; gives their ids by code."""
    made: dict[str, int] = {}
    for one in plan.indicators:
        row = Indicator(
            id=new_id(),
            name=one.name,
            code=one.code,
            definition=one.definition,
            unit_of_measure=one.unit_of_measure,
            by_gender=one.by_gender,
            frequency="year",
            source=SOURCE,
        )
        session.add(row)
        made[one.code] = row.id
    session.flush()
    return made


def _links(session: Session, plan: ImportPlan) -> None:
    for link in plan.links:
        row = session.get(Indicator, link.indicator_id)
        if row is None:
            raise ChangedSince("Måttet")
        check_version(row, link.version, f"”{row.name}”")
        row.code = link.code
        touch(row)
    session.flush()


def _outcomes(
    session: Session, plan: ImportPlan, made: Mapping[str, int], measured_at: datetime | None
) -> None:
    new = [one for one in plan.own if one.row_id is None]
    changed = [one for one in plan.own if one.row_id is not None]
    insert_rows(session, Measurement, (_new_row(one, made, measured_at) for one in new))
    update_rows(
        session,
        Measurement,
        (
            {
                "id": one.row_id,
                "version": one.version + 1,
                "example": False,
                "measured_at": measured_at,
                **_said(one),
            }
            for one in changed
        ),
    )


def _new_row(one: Outcome, made: Mapping[str, int], measured_at: datetime | None) -> dict[str, Any]:
    return {
        "id": new_id(),
        "version": 1,
        "example": False,
        "indicator_id": one.indicator_id if one.indicator_id is not None else made[one.code],
        "unit_id": one.unit_id,
        "period": one.period,
        "gender": one.gender,
        "measured_at": measured_at,
        **_said(one),
    }


def _said(one: Outcome) -> dict[str, Any]:
    return {
        "value": one.value,
        "missing": one.missing,
        "text": one.text,
        "comment": one.comment,
        "source": one.source,
    }


def _municipalities(session: Session, plan: ImportPlan) -> dict[str, int]:
    """Add and rename municipalities; gives the ids of all by code."""
    new = [one for one in plan.municipalities if one.row_id is None]
    changed = [one for one in plan.municipalities if one.row_id is not None]
    insert_rows(
        session, OtherMunicipality, ({"code": one.code, "name": one.name, "kind": one.kind} for one in new)
    )
    update_rows(
        session,
        OtherMunicipality,
        ({"id": one.row_id, "name": one.name, "kind": one.kind} for one in changed),
    )
    rows = session.execute(select(OtherMunicipality.code, OtherMunicipality.id))
    return {row.code: row.id for row in rows}


def _others(session: Session, plan: ImportPlan, made: Mapping[str, int], ids: Mapping[str, int]) -> None:
    new = [one for one in plan.others if one[6] is None]
    if new:
        figures, codes, towns, periods, genders, values, _ = zip(*new, strict=True)
        insert_columns(
            session,
            ComparisonValue,
            {
                "indicator_id": [
                    made[code] if figure is None else figure
                    for figure, code in zip(figures, codes, strict=True)
                ],
                "municipality_id": [ids[town] for town in towns],
                "period": periods,
                "gender": genders,
                "value": values,
                "source": (SOURCE,) * len(new),
            },
        )
    update_rows(
        session,
        ComparisonValue,
        ({"id": row, "value": value} for *_, value, row in plan.others if row is not None),
    )
