"""Which decision about a plan holds, and which earlier one a new decision takes the place of (`BUD-26`)."""

from collections.abc import Iterable
from datetime import date
from typing import Final, Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion

#: Stages that are decided on the way to a budget, or after it, but are not the budget itself.
_NOT_THE_BUDGET: Final = frozenset({"prerequisites", "needs", "preliminary", "internal"})
_PROPOSAL: Final = "proposal"
_COUNCIL: Final = "fullmäktige"
_COUNCILS_OWN: Final = frozenset({"decided", "revised"})


class Decidable(Protocol):
    """What tells of a version whether it is decided as the budget, and when."""

    @property
    def stage(self) -> str:
        """How far it has come."""

    @property
    def body(self) -> str | None:
        """Who decides it."""

    @property
    def decided_on(self) -> date | None:
        """When it was decided."""

    @property
    def locked(self) -> bool:
        """Whether it is decided."""

    @property
    def position(self) -> int:
        """Its place among the plan's versions."""


_Version = TypeVar("_Version", bound=Decidable)


def in_force(versions: Iterable[_Version]) -> _Version | None:
    """The newest of a plan's versions that is decided as its budget; None while none is."""
    return max((row for row in versions if row.locked and is_the_budget(row)), key=_age, default=None)


def to_follow(versions: Iterable[PlanVersion]) -> PlanVersion | None:
    """The version that agreements take their frames from: the one in force, else the newest."""
    rows = list(versions)
    return in_force(rows) or max(rows, key=lambda row: row.position, default=None)


def replaced_by(session: Session, version: PlanVersion) -> PlanVersion | None:
    """The newest earlier decision of the plan that a decision takes the place of.

    Heby decides in June and again in November. Preliminary frames that the board has set are followed by
    the council's budget, not replaced by it.
    """
    rows = select(PlanVersion).where(
        PlanVersion.plan_id == version.plan_id, PlanVersion.locked, PlanVersion.id != version.id
    )
    return max((row for row in session.scalars(rows) if _replaces(version, row)), key=_age, default=None)


def _replaces(later: PlanVersion, earlier: PlanVersion) -> bool:
    if later.decided_on and earlier.decided_on and earlier.decided_on > later.decided_on:
        return False
    same_body = (later.body or "").casefold() == (earlier.body or "").casefold()
    if later.stage == earlier.stage:
        return same_body or later.stage in _COUNCILS_OWN
    stages = {later.stage, earlier.stage}
    return not stages & _NOT_THE_BUDGET and (same_body or stages <= _COUNCILS_OWN)


def is_the_budget(version: Decidable) -> bool:
    """A proposal is the budget only when the council has decided it as it stands."""
    if version.stage == _PROPOSAL:
        return _COUNCIL in (version.body or "").casefold()
    return version.stage not in _NOT_THE_BUDGET


def _age(version: Decidable) -> tuple[date, int]:
    return version.decided_on or date.min, version.position
