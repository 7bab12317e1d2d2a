"""What the council binds (anslagsbindningsnivå), and the rules for moving money under it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import Appropriation, CentralPot, PlanVersion
from app.models.errors import NotFound
from app.models.organisation import Unit
from app.services.budget.binding import Bindings, read_bound
from app.services.budget.entries import holder_name, open_version
from app.services.budget.errors import BoundOnPath
from app.services.storage import check_version, describe, touch
from app.services.typed import optional


def bind(
    session: Session,
    *,
    version_id: int,
    unit_id: int | None = None,
    pot_id: int | None = None,
    gross: bool = False,
    note: str | None = None,
    expected_version: int,
) -> None:
    """Bind the appropriation at a unit, with all below it, or at a central post: net, or income and cost.

    Never two on the same path: what stands under a binding is free to move.
    """
    version = _open(session, version_id, expected_version)
    row = _row(version, unit_id, pot_id)
    name = holder_name(session, unit_id, pot_id)
    if row is None:
        check_path(session, version_id, unit_id, pot_id)
        row = Appropriation(unit_id=unit_id, pot_id=pot_id)
        version.appropriations.append(row)
    row.gross, row.note = gross, optional(note)
    touch(version)
    describe(session, f"Band anslaget vid {name}, {'brutto' if gross else 'netto'}")


def unbind(
    session: Session,
    *,
    version_id: int,
    unit_id: int | None = None,
    pot_id: int | None = None,
    expected_version: int,
) -> None:
    """Bind the appropriation no longer at a unit or a central post."""
    version = _open(session, version_id, expected_version)
    row = _row(version, unit_id, pot_id)
    if row is None:
        raise NotFound("Bindningen")
    version.appropriations.remove(row)
    touch(version)
    describe(session, f"Tog bort anslagsbindningen vid {holder_name(session, unit_id, pot_id)}")


def set_reallocation(session: Session, *, version_id: int, text: str | None, expected_version: int) -> None:
    """Write the rules for moving money (omdisponering) under what the council binds."""
    version = _open(session, version_id, expected_version)
    version.reallocation = optional(text)
    touch(version)
    describe(session, f"Ändrade reglerna för omdisponering i {version.name}")


def check_path(session: Session, version_id: int, unit_id: int | None, pot_id: int | None) -> None:
    """Refuse a binding where something above or below is bound already."""
    rows = (
        select(Unit.id, Unit.parent_id),
        select(CentralPot.id, CentralPot.unit_id),
    )
    above = {key: over for statement in rows for key, over in session.execute(statement)}
    bindings = Bindings(read_bound(session, version_id), above)
    holder = unit_id or pot_id or 0
    other = bindings.over(holder) or bindings.below(holder)
    if other is not None:
        is_pot = session.get(CentralPot, other) is not None
        beside = holder_name(session, None if is_pot else other, other if is_pot else None)
        raise BoundOnPath(holder_name(session, unit_id, pot_id), beside)


def _open(session: Session, version_id: int, expected_version: int) -> PlanVersion:
    version = open_version(session, version_id)
    check_version(version, expected_version, f"Budgetversionen ”{version.name}”")
    return version


def _row(version: PlanVersion, unit_id: int | None, pot_id: int | None) -> Appropriation | None:
    return next(
        (row for row in version.appropriations if (row.unit_id, row.pot_id) == (unit_id, pot_id)), None
    )
