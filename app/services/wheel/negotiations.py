"""Use cases on negotiation and information by MBL before the decision that an activity is (`BUD-20`)."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.types import new_id
from app.models.wheel import NEGOTIATION_KINDS, Negotiation, WheelActivity
from app.services.storage import describe
from app.services.typed import optional
from app.services.wheel.refusals import NotAValue, quoted
from app.services.wheel.rows import changed, open_activity

KIND_WORDS = {"mbl11": "förhandlingen enligt 11 § MBL", "mbl19": "informationen enligt 19 § MBL"}
#: What `set_negotiation` leaves as it is.
KEEP: Any = object()


def add_negotiation(
    session: Session,
    *,
    activity_id: int,
    expected_version: int,
    kind: str,
    party: str | None = None,
    planned_on: date | None = None,
) -> int:
    """Add a negotiation ("mbl11") or information ("mbl19") to a decision; gives its id."""
    row = open_activity(session, activity_id, expected_version)
    _check_kind(kind)
    made = Negotiation(
        id=new_id(), activity_id=row.id, kind=kind, party=optional(party), planned_on=planned_on
    )
    row.negotiations.append(made)
    describe(session, f"Lade till {KIND_WORDS[kind]} inför {quoted(row.title)}")
    changed(row)
    return made.id


def set_negotiation(
    session: Session,
    *,
    activity_id: int,
    expected_version: int,
    negotiation_id: int,
    kind: str = KEEP,
    party: str | None = KEEP,
    planned_on: date | None = KEEP,
    held_on: date | None = KEEP,
    protocol: str | None = KEEP,
    outcome: str | None = KEEP,
) -> None:
    """Change what is said of a negotiation; what is not named stays."""
    row, made = _open(session, activity_id, expected_version, negotiation_id)
    if kind is not KEEP:
        _check_kind(kind)
    values = {
        "kind": kind,
        "party": party if party is KEEP else optional(party),
        "planned_on": planned_on,
        "held_on": held_on,
        "protocol": protocol if protocol is KEEP else optional(protocol),
        "outcome": outcome if outcome is KEEP else optional(outcome),
    }
    different = {
        name: value for name, value in values.items() if value is not KEEP and getattr(made, name) != value
    }
    if not different:
        return
    for name, value in different.items():
        setattr(made, name, value)
    describe(session, f"Ändrade {KIND_WORDS[made.kind]} inför {quoted(row.title)}")
    changed(row)


def remove_negotiation(
    session: Session, *, activity_id: int, expected_version: int, negotiation_id: int
) -> None:
    """Remove a negotiation."""
    row, made = _open(session, activity_id, expected_version, negotiation_id)
    describe(session, f"Tog bort {KIND_WORDS[made.kind]} inför {quoted(row.title)}")
    row.negotiations.remove(made)
    changed(row)


def _check_kind(kind: str) -> None:
    if kind not in NEGOTIATION_KINDS:
        raise NotAValue("Slag av MBL-steg")


def _open(
    session: Session, activity_id: int, expected_version: int, negotiation_id: int
) -> tuple[WheelActivity, Negotiation]:
    row = open_activity(session, activity_id, expected_version)
    made = next((one for one in row.negotiations if one.id == negotiation_id), None)
    if made is None:
        raise NotFound("MBL-steget")
    return row, made
