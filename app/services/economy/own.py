"""What a version of the plan says of its own economy: opened for a change, and the years it covers."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion
from app.models.economy import VersionEconomy
from app.models.errors import NotFound
from app.models.types import new_id
from app.services.budget.entries import open_version
from app.services.storage import check_version, touch

#: What `expected_version` is while a version has said nothing of its economy.
NOTHING_SAID = 0


def version_of(session: Session, version_id: int) -> PlanVersion:
    """A version of a plan, decided or not."""
    version = session.get(PlanVersion, version_id)
    if version is None:
        raise NotFound("Budgetversionen")
    return version


def plan_years(session: Session, version_id: int) -> tuple[int, ...]:
    """The budget year and the plan years of a version."""
    plan = session.get_one(BudgetPlan, version_of(session, version_id).plan_id)
    return tuple(range(plan.first_year, plan.first_year + plan.years))


def economy_of(session: Session, version_id: int) -> VersionEconomy | None:
    """What a version says of its economy; None while it has said nothing."""
    return session.scalars(select(VersionEconomy).where(VersionEconomy.plan_version_id == version_id)).first()


def state_of(session: Session, version_id: int) -> int:
    """What a change of anything in a version's economy must be made against (`expected_version`)."""
    found = economy_of(session, version_id)
    return NOTHING_SAID if found is None else found.version


def opened(session: Session, version_id: int, expected_version: int) -> VersionEconomy:
    """A version's economy for a change of its own values or of any row that hangs on it.

    Made with the first change. Refused where the version is decided, or was changed since it was read.
    """
    version = open_version(session, version_id)
    found = economy_of(session, version_id)
    if found is None:
        found = VersionEconomy(id=new_id(), plan_version_id=version_id, version=NOTHING_SAID)
        session.add(found)
    check_version(found, expected_version, f"Ekonomin i budgetversionen ”{version.name}”")
    touch(found)
    session.flush()
    return found
