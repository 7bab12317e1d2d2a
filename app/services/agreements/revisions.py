"""The yearly revision of the frames as a numbered appendix: begun, written, decided, removed (`UH-05`)."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementCaseMember, AgreementRevision
from app.models.budget import PlanVersion
from app.models.errors import Locked, NotFound
from app.models.organisation import Unit
from app.models.steering import Node, NodeVersion
from app.models.types import new_id
from app.services.agreements.candidates import get_kind
from app.services.agreements.errors import (
    HasRevision,
    NobodyChosen,
    NotDecidedYet,
    NothingToRevise,
    RevisionIncomplete,
    YearOutsideTerm,
)
from app.services.agreements.kinds import kind_words
from app.services.agreements.knowing import get_agreement, inside_of, named_of
from app.services.agreements.making import plan_to_follow
from app.services.agreements.revisionform import impersonal_revision, revision_hash, revision_to_plain
from app.services.agreements.revisionpapers import (
    RevisionRow,
    revision_document,
    revision_documents,
    revisions_of,
)
from app.services.clock import Clock
from app.services.formatting import write_count
from app.services.richtext import plain as plain_of
from app.services.richtext import read, write
from app.services.steering.decisions import Made, check_days
from app.services.storage import check_version, describe, final, touch
from app.services.typed import optional

__all__ = [
    "RevisionRow",
    "begin_all",
    "begin_revision",
    "decide_revision",
    "decide_several",
    "remove_revision",
    "revision_document",
    "revision_documents",
    "revisions_of",
    "set_revision_plan",
    "set_revision_text",
]


def begin_revision(session: Session, *, agreement_id: int, year: int) -> int:
    """Begin to revise the frames of a decided agreement from a year on; gives the revision's key."""
    agreement = get_agreement(session, agreement_id)
    if not _is_decided(session, agreement):
        raise NotDecidedYet(named_of(session, agreement), "revideras")
    revision = _begin(session, agreement, year)
    describe(session, f"Påbörjade revidering av ramarna {year} i {inside_of(session, agreement)}")
    return revision.id


def begin_all(session: Session, *, kind_id: int, year: int) -> tuple[int, ...]:
    """Begin to revise the frames of a year in each decided agreement that holds then; gives the keys."""
    words = kind_words(get_kind(session, kind_id))
    due = to_revise(session, kind_id=kind_id, year=year)
    if not due:
        raise NothingToRevise(words.many, year)
    made = tuple(_begin(session, get_agreement(session, key), year).id for key in due)
    told = write_count(len(made), words.one, words.many)
    describe(session, f"Påbörjade revidering av ramarna {year} i {told}")
    return made


def to_revise(session: Session, *, kind_id: int | None = None, year: int) -> tuple[int, ...]:
    """Decided agreements that began before a year and hold in it, and have no revision for it."""
    rows = revisable(year=year)
    if kind_id is not None:
        rows = rows.where(Agreement.kind_id == kind_id)
    return tuple(session.scalars(rows))


def revisable(*, year: int) -> Select[int]:
    """The same as a statement, for those that count."""
    revised = select(AgreementRevision.agreement_id).where(AgreementRevision.year == year)
    return (
        select(Agreement.id)
        .join(Node, Node.id == Agreement.node_id)
        .join(NodeVersion, (NodeVersion.node_id == Node.id) & (NodeVersion.number == Node.current_number))
        .join(Unit, Unit.id == Agreement.unit_id)
        .where(
            NodeVersion.locked,
            Agreement.plan_version_id.is_not(None),
            Agreement.starts < date(year, 1, 1),
            Agreement.ends.is_(None) | (Agreement.ends >= date(year, 1, 1)),
            Agreement.ended_on.is_(None) | (Agreement.ended_on >= date(year, 1, 1)),
            Agreement.id.not_in(revised),
        )
        .order_by(Unit.position, Agreement.id)
    )


def set_revision_text(session: Session, *, revision_id: int, text: str, expected_version: int) -> None:
    """Change what the revision says beside its table; `text` is rich text as it is kept."""
    revision, agreement = _open(session, revision_id, expected_version)
    document = read(text)
    kept = write(document)
    if kept == revision.text:
        return
    revision.text, revision.plain = kept, plain_of(document)
    describe(session, f"Ändrade texten i {_inside(session, revision, agreement)}")
    touch(revision)


def set_revision_plan(
    session: Session, *, revision_id: int, plan_version_id: int, expected_version: int
) -> None:
    """Take the new frames from another version of the budget."""
    revision, agreement = _open(session, revision_id, expected_version)
    version = session.get(PlanVersion, plan_version_id)
    if version is None:
        raise NotFound("Budgetversionen")
    if revision.plan_version_id == plan_version_id:
        return
    revision.plan_version_id = plan_version_id
    describe(session, f"Ramarna i {_inside(session, revision, agreement)} följer nu ”{version.name}”")
    touch(revision)


def decide_revision(
    session: Session,
    *,
    revision_id: int,
    body: str | None,
    decided_on: date | None,
    paragraph: str | None,
    registration_number: str | None,
    expected_version: int,
    clock: Clock,
) -> None:
    """Record the decision: what the revision says is kept and locked, and cannot be undone."""
    revision, agreement = _open(session, revision_id, expected_version)
    made = Made(
        body=body, decided_on=decided_on, paragraph=paragraph, registration_number=registration_number
    )
    _decide(session, revision, agreement, made, clock)
    describe(session, f"Beslutade {_inside(session, revision, agreement)}")
    final(session)


def decide_several(
    session: Session,
    *,
    revision_ids: Sequence[int],
    body: str | None,
    decided_on: date | None,
    paragraph: str | None,
    registration_number: str | None,
    clock: Clock,
) -> int:
    """Record one decision about several revisions in one step; gives how many. Cannot be undone."""
    if not revision_ids:
        raise NobodyChosen
    made = Made(
        body=body, decided_on=decided_on, paragraph=paragraph, registration_number=registration_number
    )
    for revision_id in revision_ids:
        revision = _get(session, revision_id)
        agreement = get_agreement(session, revision.agreement_id)
        _refuse_locked(session, revision, agreement)
        _decide(session, revision, agreement, made, clock)
    describe(session, f"Beslutade {write_count(len(revision_ids), 'ramrevidering', 'ramrevideringar')}")
    final(session)
    return len(revision_ids)


def remove_revision(session: Session, *, revision_id: int, expected_version: int) -> None:
    """Take away a revision that is not decided; those after it keep their numbers."""
    revision, agreement = _open(session, revision_id, expected_version)
    describe(session, f"Tog bort {_inside(session, revision, agreement)}")
    within = select(AgreementCaseMember).where(AgreementCaseMember.revision_id == revision.id)
    for member in session.scalars(within):
        session.delete(member)
    session.flush()
    session.delete(revision)


def _begin(session: Session, agreement: Agreement, year: int) -> AgreementRevision:
    named = named_of(session, agreement)
    first = agreement.starts.year if agreement.starts else None
    ends = agreement.ended_on or agreement.ends
    last = ends.year if ends else None
    if (first is not None and year < first) or (last is not None and year > last):
        raise YearOutsideTerm(named, year, first, last)
    rows = session.scalars(select(AgreementRevision).where(AgreementRevision.agreement_id == agreement.id))
    if any(row.year == year and not row.locked for row in rows):
        raise HasRevision(named, year)
    highest = select(func.max(AgreementRevision.number)).where(AgreementRevision.agreement_id == agreement.id)
    version = plan_to_follow(session, year, unit_id=agreement.unit_id)
    revision = AgreementRevision(
        id=new_id(),
        agreement_id=agreement.id,
        number=1 + (session.scalar(highest) or 0),
        year=year,
        plan_version_id=version.id if version is not None else None,
    )
    session.add(revision)
    session.flush()
    return revision


def _decide(
    session: Session, revision: AgreementRevision, agreement: Agreement, made: Made, clock: Clock
) -> None:
    check_days(_inside(session, revision, agreement), made, clock.today())
    revision.body, revision.decided_on = optional(made.body), made.decided_on
    revision.paragraph = optional(made.paragraph)
    revision.registration_number = optional(made.registration_number)
    document = revision_document(session, revision_id=revision.id, clock=clock, decided=True)
    if document.after is None:
        raise RevisionIncomplete(_begins(session, revision, agreement))
    kept = impersonal_revision(document)
    revision.document, revision.content_hash = revision_to_plain(kept), revision_hash(kept)
    revision.taken_at, revision.locked = clock.now(), True
    touch(revision)
    session.flush()


def _is_decided(session: Session, agreement: Agreement) -> bool:
    """Whether any version of it is decided; a later draft may be open."""
    return any(version.locked for version in session.get_one(Node, agreement.node_id).versions)


def _get(session: Session, revision_id: int) -> AgreementRevision:
    revision = session.get(AgreementRevision, revision_id)
    if revision is None:
        raise NotFound("Ramrevideringen")
    return revision


def _open(session: Session, revision_id: int, expected_version: int) -> tuple[AgreementRevision, Agreement]:
    revision = _get(session, revision_id)
    agreement = get_agreement(session, revision.agreement_id)
    _refuse_locked(session, revision, agreement)
    check_version(revision, expected_version, _begins(session, revision, agreement))
    return revision, agreement


def _refuse_locked(session: Session, revision: AgreementRevision, agreement: Agreement) -> None:
    if revision.locked:
        raise Locked(_begins(session, revision, agreement))


def _inside(session: Session, revision: AgreementRevision, agreement: Agreement) -> str:
    return f"ramrevideringen {revision.year} i {inside_of(session, agreement)}"


def _begins(session: Session, revision: AgreementRevision, agreement: Agreement) -> str:
    return f"Ramrevideringen {revision.year} i {inside_of(session, agreement)}"
