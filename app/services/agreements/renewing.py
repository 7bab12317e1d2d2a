"""Use cases that renew agreements: the next term begins as a draft that says what the last one said."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from app.models.agreements import Agreement, AgreementText, FollowUpRow, Signatory
from app.models.organisation import Unit
from app.models.scorecard import NodeIndicator
from app.models.steering import Contribution, Level, Node, NodePerspective, NodeVersion
from app.models.types import new_id
from app.services.agreements.candidates import get_kind
from app.services.agreements.errors import HasEnded, NothingToRenew, OpenEnded, RenewedAlready
from app.services.agreements.kinds import kind_words
from app.services.agreements.knowing import get_agreement, inside_of, named_of, refuse_undecided
from app.services.agreements.making import last_day, new_element, next_number, plan_to_follow
from app.services.agreements.sources import COMMITMENT_FORMS
from app.services.agreements.wheeldates import timing_words
from app.services.formatting import write_count, write_years
from app.services.steering.nodes import make_node
from app.services.storage import describe


def renew(session: Session, *, agreement_id: int, today: date) -> int:
    """Make the agreement of the next term as a draft; gives its key.

    It says what this one says, with its commitments as drafts that keep their threads and measures; names of
    persons are not taken over, and what was due before the new term is due no year yet. It follows on the
    last term, or begins next year where that would be over already.
    """
    agreement = get_agreement(session, agreement_id)
    refuse_undecided(session, agreement, "förnyas")
    made = _renew(session, agreement, today)
    years = write_years(*_years(made))
    describe(session, f"Förnyade {inside_of(session, agreement)} för {years}")
    return made.id


def renew_all(session: Session, *, kind_id: int, today: date) -> tuple[int, ...]:
    """Renew each decided agreement of a kind whose term ends this year or is over; gives the new keys."""
    words = kind_words(get_kind(session, kind_id))
    due = to_renew(session, kind_id=kind_id, today=today)
    if not due:
        raise NothingToRenew(words.many)
    made = tuple(_renew(session, get_agreement(session, key), today).id for key in due)
    describe(session, f"Förnyade {write_count(len(made), words.one, words.many)}")
    return made


def to_renew(session: Session, *, kind_id: int | None = None, today: date) -> tuple[int, ...]:
    """The decided agreements whose term ends this year or ended last year, and that nothing renews."""
    rows = renewable(today=today)
    if kind_id is not None:
        rows = rows.where(Agreement.kind_id == kind_id)
    return tuple(session.scalars(rows))


def renewable(*, today: date) -> Select[int]:
    """The same as a statement, for those that count."""
    renewed = select(Agreement.predecessor_id).where(Agreement.predecessor_id.is_not(None))
    return (
        select(Agreement.id)
        .join(Node, Node.id == Agreement.node_id)
        .join(NodeVersion, (NodeVersion.node_id == Node.id) & (NodeVersion.number == Node.current_number))
        .join(Unit, Unit.id == Agreement.unit_id)
        .where(
            NodeVersion.locked,
            Agreement.ended_on.is_(None),
            Agreement.ends.between(date(today.year - 1, 1, 1), date(today.year, 12, 31)),
            Agreement.id.not_in(renewed),
        )
        .order_by(Unit.position, Agreement.id)
    )


def _renew(session: Session, old: Agreement, today: date) -> Agreement:
    starts, ends = _next_term(session, old, today)
    node = new_element(session, old.kind, session.get_one(Unit, old.unit_id), old.client, starts, ends)
    before = session.get_one(Node, old.node_id)
    node.parent_id = node.parent_id or before.parent_id
    node.current.title, node.current.text = before.current.title, before.current.text
    version = plan_to_follow(session, starts.year, unit_id=old.unit_id)
    made = Agreement(
        id=new_id(),
        kind_id=old.kind_id,
        unit_id=old.unit_id,
        node_id=node.id,
        plan_version_id=version.id if version is not None else None,
        client=old.client,
        client_unit_id=old.client_unit_id,
        performer_name=old.performer_name,
        number=next_number(session, kind_id=old.kind_id, year=starts.year),
        starts=starts,
        ends=ends,
        predecessor_id=old.id,
        texts=[AgreementText(part_id=row.part_id, text=row.text, plain=row.plain) for row in old.texts],
        follow_up=list(_follow_up(session, old, starts.year)),
        signatories=[
            Signatory(position=row.position, side=row.side, role=row.role, unit_name=row.unit_name)
            for row in old.signatories
        ],
    )
    session.add(made)
    session.flush()
    _copy_commitments(session, before, node, (starts, ends))
    return made


def _next_term(session: Session, old: Agreement, today: date) -> tuple[date, date]:
    """The term after that of an agreement; refused where there can be none."""
    named = named_of(session, old)
    if old.ended_on is not None and old.ending != "expired":
        raise HasEnded(named)
    successor = session.scalars(select(Agreement).where(Agreement.predecessor_id == old.id)).first()
    if successor is not None:
        raise RenewedAlready(named, write_years(*_years(successor)))
    if old.ends is None:
        raise OpenEnded(named)
    starts, years = old.ends + timedelta(days=1), old.kind.term_years or _length(old)
    if last_day(starts, years) < today:
        starts = date(today.year + 1, 1, 1)
    return starts, last_day(starts, years)


def _follow_up(session: Session, old: Agreement, year: int) -> Iterable[FollowUpRow]:
    """The same plan; what is timed by the wheel is timed anew."""
    keys = [row.pattern_key for row in old.follow_up if row.pattern_key]
    words = timing_words(session, keys=keys, year=year) if keys else {}
    for row in old.follow_up:
        yield FollowUpRow(
            position=row.position,
            timing=words.get(row.pattern_key or "", row.timing),
            what=row.what,
            recipient=row.recipient,
            pattern_key=row.pattern_key,
        )


def _copy_commitments(session: Session, old: Node, new: Node, term: tuple[date, date]) -> None:
    children = (
        select(Node)
        .join(Level)
        .where(Node.parent_id == old.id, Level.form.in_(COMMITMENT_FORMS))
        .options(selectinload(Node.versions), selectinload(Node.perspectives))
        .order_by(Node.position, Node.id)
    )
    for child in session.scalars(children).all():
        _copy_commitment(session, child, new, term)
    session.flush()


def _copy_commitment(session: Session, old: Node, parent: Node, term: tuple[date, date]) -> None:
    said = old.current
    node = make_node(
        session,
        level_id=old.level_id,
        parent_id=parent.id,
        title=said.title,
        unit_id=old.unit_id,
        owner_role=old.owner_role,
    )
    node.goal_nature = old.goal_nature
    node.perspectives = [NodePerspective(perspective_id=row.perspective_id) for row in old.perspectives]
    current = node.current
    current.text, current.body, current.responsible = said.text, said.body, said.responsible
    current.valid_from, current.valid_to = term
    current.due_year = said.due_year if said.due_year is not None and said.due_year >= term[0].year else None
    served = select(Contribution).where(Contribution.from_node_id == old.id).order_by(Contribution.id)
    for row in session.scalars(served).all():
        session.add(Contribution(from_node_id=node.id, to_node_id=row.to_node_id, note=row.note))
    measured = select(NodeIndicator).where(NodeIndicator.node_id == old.id).order_by(NodeIndicator.id)
    for measure in session.scalars(measured).all():
        session.add(NodeIndicator(node_id=node.id, indicator_id=measure.indicator_id, weight=measure.weight))


def _length(agreement: Agreement) -> int:
    """How many years a term is, where the model does not say."""
    if agreement.starts is None or agreement.ends is None:
        return 1
    return max(1, agreement.ends.year - agreement.starts.year + 1)


def _years(agreement: Agreement) -> tuple[int, int]:
    assert agreement.starts is not None
    return agreement.starts.year, (agreement.ends or agreement.starts).year
