"""The decision about a version of the plan, which also keeps the economy that was decided."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from app.services.budget import versions
from app.services.budget.checks import Finding
from app.services.economy.ground_tables import PART as GROUND
from app.services.economy.ground_tables import tables as ground_tables
from app.services.economy.investments.views import PART as INVESTMENTS
from app.services.economy.investments.views import investment_flows
from app.services.economy.kept_tables import keepable
from app.services.economy.law.checks import PART as LAW
from app.services.economy.law.checks import legal
from app.services.economy.own import economy_of, plan_years, version_of
from app.services.economy.prerequisites.gathering import HEADS, inhabitants
from app.services.economy.prerequisites.views import room
from app.services.economy.readiness import as_findings
from app.services.economy.sensitivity import PART as SENSITIVITY
from app.services.economy.sensitivity import sensitivity
from app.services.economy.snapshots import keep, kept
from app.services.economy.statements.views import PART as STATEMENTS
from app.services.economy.statements.views import statements

_ROOM = "room"


def lock_version(
    session: Session,
    *,
    version_id: int,
    body: str,
    decided_on: date,
    paragraph: str | None,
    registration_number: str | None,
    expected_version: int,
    today: date,
    stage: str | None = None,
) -> tuple[Finding, ...]:
    """Record the decision about a version and keep its economy; gives what was still wrong with it.

    What breaks the law is recorded all the same: the finding stands with what was decided.
    """
    found = versions.lock_version(
        session,
        version_id=version_id,
        body=body,
        decided_on=decided_on,
        paragraph=paragraph,
        registration_number=registration_number,
        expected_version=expected_version,
        today=today,
        stage=stage,
    )
    broken = [each for each in legal(session, version_id=version_id, today=today) if each.status == "broken"]
    keep_decided(session, version_id=version_id, today=today)
    return (*found, *as_findings(broken, version_of(session, version_id).plan_id))


def keep_decided(session: Session, *, version_id: int, today: date) -> None:
    """Keep the economy of a version that is decided, unless it is kept or the version says nothing of it."""
    economy = economy_of(session, version_id)
    if kept(session, version_id) is not None or economy is None:
        return
    view = replace(statements(session, version_id=version_id), locked=True, frozen=True)
    parts: dict[str, object] = {
        STATEMENTS: view,
        _ROOM: room(session, version_id=version_id),
        LAW: tuple(each for each in legal(session, version_id=version_id, today=today) if not each.in_time),
        INVESTMENTS: investment_flows(session, version_id=version_id).projects,
        GROUND: keepable(ground_tables(session, version_id=version_id)),
        SENSITIVITY: sensitivity(session, version_id=version_id),
    }
    heads = economy.population_id
    if heads is not None:
        parts[HEADS] = inhabitants(session, version_id, heads, plan_years(session, version_id))
    keep(session, version_id=version_id, parts=parts)
