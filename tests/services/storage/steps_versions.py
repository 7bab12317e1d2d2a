"""The use cases of versions of a plan, and of agreements that follow the decided one, as steps."""

import random
from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.models.steering import Node
from app.services.agreements import following
from app.services.budget import versions
from app.services.budget.words import STAGES

Taken = tuple[Callable[..., object], Callable[[Session, random.Random], object]]
_PLENTY = 10**13
_NAMES = ("KS förslag, oktober", "Ä", "”Andra” versionen")


def _pick(session: Session, dice: random.Random) -> PlanVersion:
    return session.get_one(PlanVersion, dice.choice(sorted(session.scalars(select(PlanVersion.id)))))


def _on(use_case: Callable[..., object], **given: Callable[[Session, random.Random], Any]) -> Taken:
    def take(session: Session, dice: random.Random) -> object:
        version = _pick(session, dice)
        values = {name: make(session, dice) for name, make in given.items()}
        return use_case(session, version_id=version.id, expected_version=version.version, **values)

    return use_case, take


def _ready(session: Session, dice: random.Random) -> object:
    """There is plenty to distribute, so that nothing is over-distributed."""
    version = _pick(session, dice)
    if not version.locked:
        for total in version.totals:
            total.to_distribute = _PLENTY
        session.flush()
    return versions.mark_ready(session, version_id=version.id, expected_version=version.version)


def _document(session: Session, dice: random.Random) -> int | None:
    return dice.choice((None, dice.choice(sorted(session.scalars(select(Node.id))))))


def _follow(session: Session, dice: random.Random) -> object:
    return following.follow_decided(session)


STEPS: tuple[Taken, ...] = (
    _on(
        versions.rename_version,
        name=lambda _session, dice: dice.choice(_NAMES),
        stage=lambda _session, dice: dice.choice(tuple(STAGES)),
    ),
    _on(versions.remove_version),
    _on(versions.link_document, node_id=_document),
    (versions.mark_ready, _ready),
    _on(versions.unmark_ready),
    (following.follow_decided, _follow),
)

#: What must be done first where the example leaves a use case nothing to do.
MAKE_WAY = {
    "budget.versions.remove_version": ("budget.versions.create_version",),
    "budget.versions.unmark_ready": ("budget.versions.mark_ready",),
    "agreements.following.follow_decided": (
        ("agreements.writing.set_plan_version",) * 6 + ("budget.versions.lock_version",) * 2
    ),
}
