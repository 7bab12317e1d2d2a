"""Use cases on the way to a binding agreement: prepared, put up for decision, decided, made anew."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from app.models.agreements import Agreement
from app.models.steering import Node
from app.services.agreements import rules
from app.services.agreements.errors import NobodyChosen, NotComplete
from app.services.agreements.kinds import kind_words
from app.services.agreements.knowing import (
    get_agreement,
    inside_of,
    known_agreement,
    named_of,
    reached_by,
    refuse_locked,
    version_of,
)
from app.services.agreements.snapshots import take_snapshots
from app.services.agreements.sources import read_sources
from app.services.agreements.wheeldates import timing_words
from app.services.clock import Clock
from app.services.formatting import write_count
from app.services.steering import nodes
from app.services.steering.decisions import Made, record_decision
from app.services.storage import describe, final, touch

#: What an agreement that had come to a step is taken back to.
_BACK_TO: Final = {"prepared": nodes.mark_prepared, "preliminary": nodes.mark_proposal}


def mark_draft(session: Session, *, agreement_id: int, expected_version: int) -> None:
    """Take the agreement back to being written on, as far on its way as it was before."""
    agreement, _ = _open(session, agreement_id, expected_version)
    back = _BACK_TO.get(reached_by(version_of(session, agreement)) or "", nodes.mark_draft)
    back(session, node_id=agreement.node_id, expected_version=_node_version(session, agreement))


def mark_ready(session: Session, *, agreement_id: int, expected_version: int) -> None:
    """Put the agreement up for decision; refused while a mandatory part is missing (`UH-10`)."""
    agreement, named = _open(session, agreement_id, expected_version)
    missing = _missing(session, (agreement_id,))[agreement_id]
    if missing:
        raise NotComplete(named, missing)
    _set_ready(session, agreement)
    describe(session, f"Lade fram {inside_of(session, agreement)} för beslut")


def mark_ready_several(session: Session, *, agreement_ids: Sequence[int]) -> tuple[int, ...]:
    """Put those of some agreements that lack nothing up for decision in one step; gives their keys."""
    if not agreement_ids:
        raise NobodyChosen
    missing = _missing(session, agreement_ids)
    ready = []
    for key in agreement_ids:
        agreement = get_agreement(session, key)
        refuse_locked(session, agreement)
        if not missing.get(key):
            ready.append(agreement)
            _set_ready(session, agreement)
    if not ready:
        first = agreement_ids[0]
        raise NotComplete(named_of(session, get_agreement(session, first)), missing[first])
    words = kind_words(ready[0].kind)
    describe(session, f"Lade fram {write_count(len(ready), words.one, words.many)} för beslut")
    return tuple(agreement.id for agreement in ready)


def record(
    session: Session, *, agreement_id: int, made: Made, expected_version: int, clock: Clock
) -> tuple[str, ...]:
    """Record a step that was taken, whatever is missing (a decision made is a fact); gives what is.

    The definitive one keeps the agreement as it stands and locks it with its commitments: it cannot be
    undone, and a change is a new version.
    """
    agreement, _ = _open(session, agreement_id, expected_version)
    missing = _missing(session, (agreement_id,))[agreement_id]
    _record(session, agreement, made, clock)
    if made.locks:
        session.expire_all()
        take_snapshots(session, agreement_ids=(agreement_id,), clock=clock)
        describe(session, f"Beslutade {inside_of(session, agreement)}")
        final(session)
    return missing


def record_several(session: Session, *, agreement_ids: Sequence[int], made: Made, clock: Clock) -> int:
    """Record one step for several agreements at once, as the board decides them; gives how many."""
    if not agreement_ids:
        raise NobodyChosen
    agreements = [get_agreement(session, key) for key in dict.fromkeys(agreement_ids)]
    for agreement in agreements:
        refuse_locked(session, agreement)
    for agreement in agreements:
        _record(session, agreement, made, clock)
    words = kind_words(agreements[0].kind)
    told = write_count(len(agreements), words.one, words.many)
    if made.locks:
        session.expire_all()
        take_snapshots(session, agreement_ids=[one.id for one in agreements], clock=clock)
        describe(session, f"Beslutade {told}")
        final(session)
    else:
        describe(session, f"Registrerade ett steg mot beslut om {told}")
    return len(agreements)


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
    agreement = get_agreement(session, agreement_id)
    number = nodes.new_version(
        session, node_id=agreement.node_id, expected_version=_node_version(session, agreement)
    )
    describe(session, f"Ny version av {inside_of(session, agreement)}")
    return number


def _record(session: Session, agreement: Agreement, made: Made, clock: Clock) -> None:
    if made.registration_number and made.registration_number.strip():
        agreement.registration_number = made.registration_number.strip()
    if made.locks:
        _keep_times(session, agreement)
    touch(agreement)
    session.flush()
    record_decision(
        session,
        node_id=agreement.node_id,
        made=made,
        expected_version=_node_version(session, agreement),
        today=clock.today(),
        as_agreement=True,
    )


def _keep_times(session: Session, agreement: Agreement) -> None:
    """What the wheel says of the follow-up when it is decided is what was decided."""
    keys = [row.pattern_key for row in agreement.follow_up if row.pattern_key]
    if not keys or agreement.starts is None:
        return
    words = timing_words(session, keys=keys, year=agreement.starts.year)
    for row in agreement.follow_up:
        row.timing = words.get(row.pattern_key or "", row.timing)


def _set_ready(session: Session, agreement: Agreement) -> None:
    node = session.get_one(Node, agreement.node_id)
    for member in (node, *nodes.commitments_of(session, node)):
        if not member.current.locked:
            member.current.status = "ready"
            touch(member)


def _open(session: Session, agreement_id: int, expected_version: int) -> tuple[Agreement, str]:
    agreement = get_agreement(session, agreement_id)
    refuse_locked(session, agreement)
    return known_agreement(session, agreement_id, expected_version)


def _node_version(session: Session, agreement: Agreement) -> int:
    return session.get_one(Node, agreement.node_id).version


def _missing(session: Session, agreement_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    return {
        source.agreement.id: rules.missing_parts(source) for source in read_sources(session, agreement_ids)
    }
