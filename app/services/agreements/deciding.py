"""Use cases on the way to a binding agreement: prepared, put up for decision, decided, made anew."""

from datetime import date

from sqlalchemy.orm import Session

from app.models.agreements import Agreement
from app.models.errors import NotFound
from app.models.steering import Node
from app.services.agreements import rules
from app.services.agreements.errors import NotComplete
from app.services.agreements.snapshots import take_snapshots
from app.services.agreements.sources import Source, read_sources
from app.services.agreements.writing import open_agreement
from app.services.clock import Clock
from app.services.steering import nodes
from app.services.steering.decisions import Made, record_decision
from app.services.storage import describe, final, touch


def mark_draft(session: Session, *, agreement_id: int, expected_version: int) -> None:
    """Take the agreement back to being written on."""
    agreement, _ = open_agreement(session, agreement_id, expected_version)
    nodes.mark_draft(session, node_id=agreement.node_id, expected_version=_node_version(session, agreement))


def mark_ready(session: Session, *, agreement_id: int, expected_version: int) -> None:
    """Put the agreement up for decision; refused while a mandatory part is missing (`UH-10`)."""
    agreement, performer = open_agreement(session, agreement_id, expected_version)
    missing = rules.missing_parts(_source(session, agreement_id))
    if missing:
        raise NotComplete(performer, missing)
    node = session.get_one(Node, agreement.node_id)
    for member in (node, *nodes.commitments_of(session, node)):
        if not member.current.locked:
            member.current.status = "ready"
            touch(member)
    describe(session, f"Uppdragshandlingen för {performer} är klar för beslut")


def record(
    session: Session, *, agreement_id: int, made: Made, expected_version: int, clock: Clock
) -> tuple[str, ...]:
    """Record a step that was taken, whatever is missing (a decision made is a fact); gives what is.

    The definitive one keeps the agreement as it stands and locks it with its commitments: it cannot be
    undone, and a change is a new version.
    """
    agreement, performer = open_agreement(session, agreement_id, expected_version)
    missing = rules.missing_parts(_source(session, agreement_id))
    if made.registration_number and made.registration_number.strip():
        agreement.registration_number = made.registration_number.strip()
    touch(agreement)
    session.flush()
    record_decision(
        session,
        node_id=agreement.node_id,
        made=made,
        expected_version=_node_version(session, agreement),
        today=clock.today(),
    )
    if made.locks:
        session.expire_all()
        take_snapshots(session, agreement_ids=(agreement_id,), clock=clock)
        describe(session, f"Beslutade uppdragshandlingen för {performer}")
        final(session)
    return missing


def decide(
    session: Session,
    *,
    agreement_id: int,
    body: str | None,
    decided_on: date | None,
    paragraph: str | None,
    registration_number: str | None,
    expected_version: int,
    clock: Clock,
) -> tuple[str, ...]:
    """Record the definitive decision; see `record`."""
    made = Made(
        body=body, decided_on=decided_on, paragraph=paragraph, registration_number=registration_number
    )
    return record(
        session, agreement_id=agreement_id, made=made, expected_version=expected_version, clock=clock
    )


def new_version(session: Session, *, agreement_id: int) -> int:
    """Begin a new draft of a decided agreement and its commitments; gives the new number."""
    agreement = session.get(Agreement, agreement_id)
    if agreement is None:
        raise NotFound("Uppdragshandlingen")
    return nodes.new_version(
        session, node_id=agreement.node_id, expected_version=_node_version(session, agreement)
    )


def _node_version(session: Session, agreement: Agreement) -> int:
    return session.get_one(Node, agreement.node_id).version


def _source(session: Session, agreement_id: int) -> Source:
    return read_sources(session, (agreement_id,))[0]
