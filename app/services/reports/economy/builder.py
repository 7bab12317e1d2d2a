"""Reads a version's economy for paper and workbook."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion
from app.models.organisation import Municipality
from app.services.agreements.paperlook import paper_look
from app.services.budget.words import STAGES
from app.services.economy.own import version_of
from app.services.formatting import write_long_date
from app.services.reports.economy.gathering import chapters
from app.services.reports.economy.paper import EconomyPaper, Money
from app.services.reports.economy.parts import TITLES, NothingToPrint


def build_economy_paper(
    session: Session,
    *,
    version_id: int,
    today: date,
    money: Money = "tkr",
    keys: Collection[str] | None = None,
    rounds: tuple[int, int] | None = None,
) -> EconomyPaper:
    """The documents of a version, all or those asked for. Raises NothingToPrint where none says anything.

    `rounds` are the two forecasts that are compared.
    """
    version = version_of(session, version_id)
    plan = session.get_one(BudgetPlan, version.plan_id)
    made = chapters(session, version_id=version_id, today=today, keys=keys, rounds=rounds)
    if not made:
        raise NothingToPrint(version.name, tuple(TITLES[key] for key in keys or ()))
    town = session.scalars(select(Municipality).limit(1)).first()
    return EconomyPaper(
        municipality=(town.official_name or town.name) if town is not None else "",
        plan=plan.name,
        version=version.name,
        stage=STAGES.get(version.stage, version.stage),
        day=version.decided_on if version.locked and version.decided_on else today,
        money=money,
        chapters=made,
        decided=_decision(version) if version.locked else None,
        registration_number=version.registration_number,
        example=version.example or (town is not None and town.example),
        look=paper_look(session),
    )


def _decision(version: PlanVersion) -> str:
    parts = (
        version.body,
        write_long_date(version.decided_on) if version.decided_on else None,
        version.paragraph,
    )
    return ", ".join(part for part in parts if part) or "Beslutad"
