"""Use cases on what an agreement says: its parts, plan for follow-up, signatories, term and numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementPart, AgreementText, FollowUpRow, Signatory
from app.models.budget import PlanVersion
from app.models.errors import Locked, NotFound
from app.models.organisation import Unit
from app.models.steering import Node
from app.services import richtext
from app.services.agreements.errors import TermEndsBeforeStart
from app.services.agreements.kinds import kind_words
from app.services.agreements.wheeldates import timing_words
from app.services.storage import check_version, describe, touch
from app.services.typed import needed, optional

SIDES = ("client", "performer")
_Row = TypeVar("_Row", FollowUpRow, Signatory)


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """When the performer reports what, and to whom."""

    timing: str
    what: str
    recipient: str = ""


@dataclass(frozen=True, slots=True)
class SignatoryLine:
    """Someone who signs for a side; the name only if it is typed."""

    side: str
    role: str
    unit_name: str = ""
    person_name: str = ""


def edit_text(session: Session, *, agreement_id: int, part_id: int, text: str, expected_version: int) -> None:
    """Change the own words in a part, as `richtext.write` keeps them; an empty text takes them away."""
    agreement, performer = open_agreement(session, agreement_id, expected_version)
    part = session.get(AgreementPart, part_id)
    if part is None or part.kind_id != agreement.kind_id:
        raise NotFound("Avsnittet")
    words = richtext.plain(richtext.read(text))
    row = next((one for one in agreement.texts if one.part_id == part_id), None)
    if text == (row.text if row else ""):
        return
    if row is None:
        agreement.texts.append(AgreementText(part_id=part_id, text=text, plain=words))
    elif text:
        row.text, row.plain = text, words
    else:
        agreement.texts.remove(row)
    describe(session, f"Ändrade ”{part.title}” i {kind_words(agreement.kind).this} för {performer}")
    touch(agreement)


def set_follow_up(
    session: Session, *, agreement_id: int, lines: Sequence[FollowUpLine], expected_version: int
) -> None:
    """Say how and when follow-up is made and reported back (`UH-09`); the lines stand in their order.

    A line whose time is the same as before still follows the wheel; one whose time is written anew does not.
    """
    agreement, performer = open_agreement(session, agreement_id, expected_version)
    wanted = [
        (
            needed(line.timing, "Tidpunkten"),
            needed(line.what, "Vad som redovisas"),
            optional(line.recipient),
        )
        for line in lines
    ]
    if wanted == [(row.timing, row.what, row.recipient) for row in agreement.follow_up]:
        return
    now = _wheel_times(session, agreement)
    timed = _timed(agreement, now)
    _fit(agreement.follow_up, len(wanted), lambda place: FollowUpRow(position=place, timing="", what=""))
    for row, (timing, what, recipient) in zip(agreement.follow_up, wanted, strict=True):
        said = row.pattern_key if timing in (row.timing, now.get(row.pattern_key or "")) else None
        row.timing, row.what, row.recipient = timing, what, recipient
        row.pattern_key = timed.get((timing, what), said)
    describe(session, f"Ändrade planen för uppföljning av {performer}")
    touch(agreement)


def _wheel_times(session: Session, agreement: Agreement) -> dict[str, str]:
    """What the wheel says now of the patterns that lines are timed by."""
    keys = [row.pattern_key for row in agreement.follow_up if row.pattern_key]
    return timing_words(session, keys=keys, year=agreement.starts.year) if keys and agreement.starts else {}


def _timed(agreement: Agreement, now: Mapping[str, str]) -> dict[tuple[str, str], str | None]:
    """The pattern of each line, by the time that is kept and by what the wheel says now."""
    kept = {(row.timing, row.what): row.pattern_key for row in agreement.follow_up}
    shown = {
        (now[row.pattern_key or ""], row.what): row.pattern_key
        for row in agreement.follow_up
        if row.pattern_key in now
    }
    return {**kept, **shown}


def set_signatories(
    session: Session, *, agreement_id: int, lines: Sequence[SignatoryLine], expected_version: int
) -> None:
    """Say who signs, by role (`UH-11`); the words in the log never hold a name."""
    agreement, performer = open_agreement(session, agreement_id, expected_version)
    wanted = [
        (
            line.side,
            needed(line.role, "Befattningen"),
            optional(line.unit_name),
            optional(line.person_name),
        )
        for line in sorted(lines, key=lambda line: SIDES.index(line.side))
    ]
    present = [(row.side, row.role, row.unit_name, row.person_name) for row in agreement.signatories]
    if wanted == present:
        return
    _fit(agreement.signatories, len(wanted), lambda place: Signatory(position=place, side="client", role=""))
    for row, (side, role, unit_name, person_name) in zip(agreement.signatories, wanted, strict=True):
        row.side, row.role, row.unit_name, row.person_name = side, role, unit_name, person_name
    describe(session, f"Ändrade undertecknare i {kind_words(agreement.kind).this} för {performer}")
    touch(agreement)


def set_term(
    session: Session, *, agreement_id: int, starts: date | None, ends: date | None, expected_version: int
) -> None:
    """Say from when to when the agreement holds (`UH-04`); its steering element follows."""
    agreement, performer = open_agreement(session, agreement_id, expected_version)
    if (agreement.starts, agreement.ends) == (starts, ends):
        return
    if starts is not None and ends is not None and ends < starts:
        raise TermEndsBeforeStart
    agreement.starts, agreement.ends = starts, ends
    node = session.get_one(Node, agreement.node_id)
    node.current.valid_from, node.current.valid_to = starts, ends
    describe(session, f"Ändrade avtalstiden för {performer}")
    touch(agreement)
    touch(node)


def set_registration_number(
    session: Session, *, agreement_id: int, number: str, expected_version: int
) -> None:
    """Give the agreement its registration number, or take it away."""
    agreement, performer = open_agreement(session, agreement_id, expected_version)
    if agreement.registration_number == optional(number):
        return
    agreement.registration_number = optional(number)
    describe(session, f"Ändrade diarienumret för {performer}")
    touch(agreement)


def set_client(session: Session, *, agreement_id: int, client: str, expected_version: int) -> None:
    """Say which body the performer agrees with (`UH-03`)."""
    agreement, performer = open_agreement(session, agreement_id, expected_version)
    client = needed(client, "Beställaren")
    if agreement.client == client:
        return
    agreement.client = client
    describe(session, f"Ändrade beställare för {performer}")
    touch(agreement)


def set_plan_version(
    session: Session, *, agreement_id: int, plan_version_id: int, expected_version: int
) -> None:
    """Take the frames from another version of the plan (`UH-05`)."""
    agreement, performer = open_agreement(session, agreement_id, expected_version)
    version = session.get(PlanVersion, plan_version_id)
    if version is None:
        raise NotFound("Budgetversionen")
    if agreement.plan_version_id == plan_version_id:
        return
    agreement.plan_version_id = plan_version_id
    describe(session, f"Ramarna för {performer} följer nu ”{version.name}”")
    touch(agreement)


def open_agreement(session: Session, agreement_id: int, expected_version: int) -> tuple[Agreement, str]:
    """An agreement that may be changed, and the performer's name."""
    agreement = session.get(Agreement, agreement_id)
    if agreement is None:
        raise NotFound("Överenskommelsen")
    performer = session.get_one(Unit, agreement.unit_id).name
    words = kind_words(agreement.kind)
    neuter = words.article == "ett"
    named = f"Texten i {words.this} för {performer}" if neuter else spoken(agreement, performer)
    if session.get_one(Node, agreement.node_id).current.locked:
        raise Locked(named)
    check_version(agreement, expected_version, named)
    return agreement, performer


def spoken(agreement: Agreement, performer: str) -> str:
    """An agreement at the beginning of a sentence: Resultatkontraktet för Hemtjänsten."""
    return f"{kind_words(agreement.kind).definite} för {performer}"


def _fit(rows: list[_Row], count: int, make: Callable[[int], _Row]) -> None:
    """Keep as many rows as are wanted; rows that stay keep their ids."""
    del rows[count:]
    while len(rows) < count:
        rows.append(make(len(rows) + 1))
