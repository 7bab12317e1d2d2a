"""The place of a unit's frame in the röda tråden: its uppdragshandling and what that rests on."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement
from app.models.steering import Level, Node, NodeVersion


@dataclass(frozen=True, slots=True)
class Step:
    """A steering element on the way; `agreement_id` where it is the agreement itself."""

    node_id: int
    level: str
    title: str
    agreement_id: int | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """From the top of the hierarchy to the agreement, and how many commitments it holds."""

    steps: tuple[Step, ...] = ()
    commitments: int = 0


def unit_thread(session: Session, *, unit_id: int) -> Thread:
    """The thread of a unit's newest agreement; empty when it has none."""
    newest = select(Agreement.id, Agreement.node_id).where(Agreement.unit_id == unit_id)
    found = session.execute(newest.order_by(Agreement.id.desc()).limit(1)).first()
    if found is None:
        return Thread()
    agreement_id, node_id = found
    steps: list[Step] = []
    at: int | None = node_id
    while at is not None:
        step, at = _step(session, at, agreement_id if at == node_id else None)
        steps.insert(0, step)
    return Thread(tuple(steps), _commitments(session, node_id))


def _step(session: Session, node_id: int, agreement_id: int | None) -> tuple[Step, int | None]:
    rows = select(Node.parent_id, Level.short_name, Level.name, NodeVersion.title)
    rows = rows.join(Level, Level.id == Node.level_id).join(
        NodeVersion, (NodeVersion.node_id == Node.id) & (NodeVersion.number == Node.current_number)
    )
    parent, short, name, title = session.execute(rows.where(Node.id == node_id)).one()
    return Step(node_id, short or name, title, agreement_id), parent


def _commitments(session: Session, node_id: int) -> int:
    rows = select(func.count(Node.id)).join(Level, Level.id == Node.level_id)
    return session.scalar(rows.where(Node.parent_id == node_id, Level.form == "commitment")) or 0
