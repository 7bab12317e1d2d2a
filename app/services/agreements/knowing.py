"""Agreements as use cases find them: by key, with the version they were read in, and what they are called."""

from sqlalchemy.orm import Session

from app.models.agreements import Agreement
from app.models.errors import Locked, NotFound
from app.models.organisation import Unit
from app.models.steering import Node, NodeVersion
from app.services.agreements.errors import NotDecidedYet
from app.services.agreements.kinds import kind_words
from app.services.storage import check_version

WHAT = "Överenskommelsen"


def get_agreement(session: Session, agreement_id: int) -> Agreement:
    """The agreement, or a sentence that it is gone."""
    agreement = session.get(Agreement, agreement_id)
    if agreement is None:
        raise NotFound(WHAT)
    return agreement


def known_agreement(session: Session, agreement_id: int, expected_version: int) -> tuple[Agreement, str]:
    """The agreement if nobody has changed it since it was read, and what it is called."""
    agreement = get_agreement(session, agreement_id)
    named = named_of(session, agreement)
    check_version(agreement, expected_version, named)
    return agreement, named


def performer_of(session: Session, agreement: Agreement) -> str:
    """The other party: in words, or the unit."""
    return agreement.performer_name or session.get_one(Unit, agreement.unit_id).name


def named_of(session: Session, agreement: Agreement) -> str:
    """What it is called at the beginning of a sentence: Uppdragshandlingen för Hemtjänst."""
    return f"{kind_words(agreement.kind).definite} för {performer_of(session, agreement)}"


def inside_of(session: Session, agreement: Agreement) -> str:
    """What it is called inside a sentence: uppdragshandlingen för Hemtjänst."""
    return f"{kind_words(agreement.kind).this} för {performer_of(session, agreement)}"


def version_of(session: Session, agreement: Agreement) -> NodeVersion:
    """The version that is worked on or in force."""
    return session.get_one(Node, agreement.node_id).current


def reached_by(version: NodeVersion) -> str | None:
    """The last step that was decided of a version; None before any, and once it was sent back."""
    made = sorted((row for row in version.decisions if row.outcome != "tabled"), key=lambda row: row.id)
    return made[-1].step if made and made[-1].outcome == "decided" else None


def refuse_locked(session: Session, agreement: Agreement) -> None:
    """What is decided is not changed."""
    if version_of(session, agreement).locked:
        raise Locked(named_of(session, agreement))


def refuse_undecided(session: Session, agreement: Agreement, what: str) -> None:
    """What is not decided cannot be ended, renewed or revised; `what` completes "kan inte …"."""
    if not version_of(session, agreement).locked:
        raise NotDecidedYet(named_of(session, agreement), what)
