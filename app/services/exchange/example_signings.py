"""Fills a file with the example's dialogues, comments and signatures; no personal names."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import (
    Agreement,
    AgreementCase,
    AgreementComment,
    AgreementSigning,
    AgreementSnapshot,
)
from app.models.organisation import Unit
from app.services.agreements.cases import create_case
from app.services.clock import Clock, fixed_clock
from app.services.exchange import example_format_signing as shape
from app.services.exchange.example_time import Timeline


def load_talks(session: Session, example: shape.Agreed, time: Timeline, units: dict[str, Unit]) -> None:
    """Numbers, days of dialogues and comments; before the decisions are locked."""
    agreements = _by_unit(session, units)
    for number, agreement in enumerate(agreements.values(), start=1):
        agreement.number = number
    for dialogue in example.dialogues:
        for unit in dialogue.units:
            agreements[unit].dialogue_on = time.working_day(dialogue.on)
    for row in example.comments:
        session.add(
            AgreementComment(
                agreement_id=agreements[row.unit].id,
                version_number=1,
                side=row.side,
                body=row.body,
                made_on=time.working_day(row.on),
                text=time.words(row.text),
                example=True,
            )
        )
    session.flush()


def load_signings(
    session: Session, example: shape.Agreed, time: Timeline, units: dict[str, Unit], clock: Clock
) -> None:
    """Who has signed the kept texts, and where."""
    agreements = _by_unit(session, units)
    hashes = dict(
        session.execute(select(AgreementSnapshot.agreement_id, AgreementSnapshot.content_hash)).all()
    )
    for row in example.signed:
        for unit in row.units:
            agreement = agreements[unit]
            role = next(one.role for one in agreement.signatories if one.side == row.side)
            session.add(
                AgreementSigning(
                    agreement_id=agreement.id,
                    version_number=1,
                    content_hash=hashes[agreement.id],
                    side=row.side,
                    role=role,
                    signed_on=time.working_day(row.on),
                    place=row.place,
                    recorded_at=clock.now(),
                )
            )
    session.flush()


def load_case(session: Session, example: shape.Agreed, time: Timeline, units: dict[str, Unit]) -> None:
    """The case that brings what is prepared to the board, as the program drafts it."""
    agreements = _by_unit(session, units)
    keys = [agreements[unit].id for unit in example.case.units]
    written = fixed_clock(time.day(example.case.on))
    key = create_case(session, step="definitive", agreement_ids=keys, clock=written)
    session.get_one(AgreementCase, key).example = True
    session.flush()


def _by_unit(session: Session, units: dict[str, Unit]) -> dict[str, Agreement]:
    """The agreements by the key of their performer, in the order of the organisation."""
    keys = {unit.id: key for key, unit in units.items()}
    ordered = select(Agreement).join(Unit, Unit.id == Agreement.unit_id).order_by(Unit.position, Agreement.id)
    return {keys[row.unit_id]: row for row in session.scalars(ordered)}
