"""Lines of the account that the municipality adds: typed, or taken from a central post of the frames."""

import re

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.budget import CentralPot
from app.models.economy import ComponentBasis, OwnLine, PrerequisiteValue
from app.models.errors import NotFound
from app.models.types import new_id
from app.services.economy.own import opened, version_of
from app.services.economy.prerequisites.errors import OwnLineTaken, OwnLineUsed
from app.services.economy.prerequisites.lines import GROUPS, LINES
from app.services.economy.prerequisites.resting import rest_again
from app.services.formatting import write_count
from app.services.storage import describe
from app.services.typed import needed

_KEY = re.compile(r"own_(\d+)")
OWN_GROUPS = tuple(group for group in GROUPS if group != "target")


def add_own_line(
    session: Session,
    *,
    version_id: int,
    name: str,
    group: str,
    effect: int,
    expected_version: int,
    pot_id: int | None = None,
) -> str:
    """Add a line last in a part of the account; gives its key.

    `effect` is 1 where it adds to the room and -1 where it takes. With `pot_id` it shows what a central
    post costs, which lies in the frames.
    """
    called = _checked(session, version_id, name, group, effect, pot_id, None)
    opened(session, version_id, expected_version)
    lines = _lines(session, version_id)
    numbers = [int(found[1]) for line in lines if (found := _KEY.fullmatch(line.key))]
    made = OwnLine(
        id=new_id(),
        plan_version_id=version_id,
        key=f"own_{max(numbers, default=0) + 1}",
        position=max((line.position for line in lines), default=0) + 1,
        name=called,
        group=group,
        effect=effect,
        pot_id=pot_id,
    )
    session.add(made)
    describe(session, f"Lade till raden {called} i förutsättningarna")
    return made.key


def change_own_line(
    session: Session,
    *,
    version_id: int,
    line_id: int,
    name: str,
    group: str,
    effect: int,
    expected_version: int,
    pot_id: int | None = None,
) -> None:
    """Say something else of an own line; one that is taken from a central post loses what was typed."""
    line = _line(session, version_id, line_id)
    called = _checked(session, version_id, name, group, effect, pot_id, line)
    if (called, group, effect, pot_id) == (line.name, line.group, line.effect, line.pot_id):
        return
    opened(session, version_id, expected_version)
    if pot_id is not None and line.pot_id is None:
        _drop_values(session, version_id, line.key)
    line.name, line.group, line.effect, line.pot_id = called, group, effect, pot_id
    session.flush()
    rest_again(session, [version_id], {line.key})
    describe(session, f"Ändrade raden {called} i förutsättningarna")


def move_own_line(
    session: Session, *, version_id: int, line_id: int, step: int, expected_version: int
) -> None:
    """Move an own line up (-1) or down (1) among the others of its part; at the end nothing happens."""
    line = _line(session, version_id, line_id)
    order = [each for each in _lines(session, version_id) if each.group == line.group]
    place = order.index(line)
    there = max(0, min(len(order) - 1, place + step))
    if there == place:
        return
    opened(session, version_id, expected_version)
    positions = [each.position for each in order]
    order.insert(there, order.pop(place))
    for each, position in zip(order, positions, strict=True):
        each.position = position
    describe(session, f"Flyttade raden {line.name} i förutsättningarna")


def remove_own_line(session: Session, *, version_id: int, line_id: int, expected_version: int) -> None:
    """Take an own line away with what was typed in it; refused while parts of frames rest on it."""
    line = _line(session, version_id, line_id)
    rests = select(func.count()).select_from(ComponentBasis)
    count = session.scalar(
        rests.where(ComponentBasis.plan_version_id == version_id, ComponentBasis.line == line.key)
    )
    if count:
        raise OwnLineUsed(line.name, write_count(count, "del av en ram", "delar av ramar"))
    opened(session, version_id, expected_version)
    _drop_values(session, version_id, line.key)
    describe(session, f"Tog bort raden {line.name} i förutsättningarna")
    session.delete(line)


def _checked(
    session: Session,
    version_id: int,
    name: str,
    group: str,
    effect: int,
    pot_id: int | None,
    but: OwnLine | None,
) -> str:
    called = needed(name, "Radens namn")
    if group not in OWN_GROUPS or effect not in (1, -1):
        raise ValueError(f"not an own line: {group}, {effect}")
    taken = {line.name.casefold() for line in _lines(session, version_id) if line is not but}
    if called.casefold() in taken | {line.name.casefold() for line in LINES}:
        raise OwnLineTaken(called)
    if pot_id is not None:
        pot = session.get(CentralPot, pot_id)
        if pot is None or pot.plan_id != version_of(session, version_id).plan_id:
            raise NotFound("Den gemensamma posten")
    return called


def _lines(session: Session, version_id: int) -> list[OwnLine]:
    rows = select(OwnLine).where(OwnLine.plan_version_id == version_id)
    return list(session.scalars(rows.order_by(OwnLine.position, OwnLine.id)))


def _line(session: Session, version_id: int, line_id: int) -> OwnLine:
    found = session.get(OwnLine, line_id)
    if found is None or found.plan_version_id != version_id:
        raise NotFound("Raden")
    return found


def _drop_values(session: Session, version_id: int, key: str) -> None:
    rows = select(PrerequisiteValue).where(
        PrerequisiteValue.plan_version_id == version_id, PrerequisiteValue.line == key
    )
    for row in session.scalars(rows).all():
        session.delete(row)
    session.flush()
