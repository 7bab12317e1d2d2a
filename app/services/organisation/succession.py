"""The organisation as it was on a day, and earlier units recast into what they became."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.organisation import Unit, UnitSuccession
from app.services.organisation import rules

RENAMED, MOVED, SPLIT, MERGED = "renamed", "moved", "split", "merged"
#: What a merged unit brings is all of it, when the file names no share.
_WHOLE_BY_DEFAULT = frozenset({MERGED, RENAMED})


@dataclass(frozen=True)
class UnitAsOf:
    """A unit with the name and the parent that it had on a day."""

    unit_id: int
    parent_id: int | None
    name: str


def units_as_of(session: Session, *, on: date) -> tuple[UnitAsOf, ...]:
    """The units that were valid on a day, under the parents and with the names that they had then."""
    return as_of(session.scalars(select(Unit)).all(), all_steps(session), on=on)


def successors(session: Session, *, unit_id: int, on: date) -> tuple[rules.Successor, ...]:
    """What a unit has become on a day, to show earlier years in the organisation of that day."""
    return rules.recast(unit_id, steps_by_unit(all_steps(session)), on)


def recast_all(session: Session, *, on: date) -> dict[int, tuple[rules.Successor, ...]]:
    """For every unit there has been: what it is on a day."""
    steps = steps_by_unit(all_steps(session))
    return {key: rules.recast(key, steps, on) for key in session.scalars(select(Unit.id))}


def all_steps(session: Session) -> Sequence[UnitSuccession]:
    """Every dated change of the organisation, in the order of time."""
    return session.scalars(
        select(UnitSuccession).order_by(UnitSuccession.happened_on, UnitSuccession.id)
    ).all()


def steps_by_unit(rows: Iterable[UnitSuccession]) -> Mapping[int, Sequence[rules.Step]]:
    """The steps that lead from each unit to others."""
    found: dict[int, list[rules.Step]] = defaultdict(list)
    for row in rows:
        if row.to_unit_id != row.from_unit_id:
            share = rules.WHOLE if row.share is None and row.how in _WHOLE_BY_DEFAULT else row.share
            found[row.from_unit_id].append(
                rules.Step(row.from_unit_id, row.to_unit_id, row.happened_on, share)
            )
    return found


def as_of(units: Iterable[Unit], steps: Iterable[UnitSuccession], *, on: date) -> tuple[UnitAsOf, ...]:
    """The same as `units_as_of` over rows already read."""
    rows = list(units)
    parents = {unit.id: unit.parent_id for unit in rows}
    names = {unit.id: unit.name for unit in rows}
    for step in sorted(steps, key=lambda row: (row.happened_on, row.id), reverse=True):
        if step.happened_on <= on:
            continue
        if step.how == MOVED:
            parents[step.from_unit_id] = step.old_parent_id
        elif step.how == RENAMED and step.old_name is not None:
            names[step.from_unit_id] = step.old_name
    valid = {unit.id for unit in rows if rules.valid_on(unit.valid_from, unit.valid_to, on)}
    return tuple(
        UnitAsOf(unit.id, _nearest(unit.id, parents, valid), names[unit.id])
        for unit in rows
        if unit.id in valid
    )


def _nearest(unit_id: int, parents: Mapping[int, int | None], valid: set[int]) -> int | None:
    """The closest ancestor that is valid too; a corrected past may hold a loop, which ends at the top."""
    seen = {unit_id}
    above = parents[unit_id]
    while above is not None and above not in seen:
        if above in valid:
            return above if not _leads_to(above, unit_id, parents) else None
        seen.add(above)
        above = parents[above]
    return None


def _leads_to(start: int, target: int, parents: Mapping[int, int | None]) -> bool:
    seen: set[int] = set()
    above: int | None = start
    while above is not None and above not in seen:
        if above == target:
            return True
        seen.add(above)
        above = parents[above]
    return False
