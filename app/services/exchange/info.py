"""What a file holds, counted: the first thing to look at before anything else is done with it."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.models import (
    agreements,
    assessments,
    assignments,
    budget,
    budgetchanges,
    economy,
    followup,
    investments,
    longterm,
    organisation,
    scenarios,
    scorecard,
    steering,
    wheel,
)
from app.services.clock import Clock
from app.services.storage import Database
from app.services.storage.backup import list_backups
from app.services.storage.fileformat import inspect

_COUNTED = {
    "units": organisation.Unit,
    "nodes": steering.Node,
    "indicators": scorecard.Indicator,
    "measurements": scorecard.Measurement,
    "scorecards": scorecard.Scorecard,
    "assessments": assessments.Assessment,
    "frames": budget.Frame,
    "plan_versions": budget.PlanVersion,
    "wheel_patterns": wheel.WheelPattern,
    "wheel_activities": wheel.WheelActivity,
    "agreements": agreements.Agreement,
    "forecast_rounds": economy.ForecastRound,
    "investment_projects": investments.InvestmentProject,
    "budget_changes": budgetchanges.BudgetChange,
    "scenarios": scenarios.Scenario,
    "long_term_plans": longterm.LongTermPlan,
    "assignments": assignments.Assignment,
    "activities": assignments.Activity,
    "decisions": steering.Decision,
    "levels": steering.Level,
    "perspectives": steering.Perspective,
    "document_kinds": steering.DocumentKind,
    "agreement_kinds": agreements.AgreementKind,
    "report_kinds": followup.ReportKind,
    "glossary_terms": steering.GlossaryTerm,
}
#: What `FileInfo.rows` calls its counts, in the order they are shown.
COUNTS = ("units", "nodes", "goals", *(name for name in _COUNTED if name not in ("units", "nodes")))


@dataclass(frozen=True)
class Contents:
    """The municipality and the model of a file, and its rows counted by kind.

    Of the model's editions it is the one that holds; `validity` is what else the model says of its time.
    """

    municipality: str
    model: str
    model_title: str
    edition: int | None
    valid_from: date | None
    valid_to: date | None
    validity: str
    example: bool
    rows: dict[str, int]


@dataclass(frozen=True)
class FileInfo:
    """What is known of a file; `read_only` when nobody here could write it now, `holder` says who can."""

    contents: Contents
    schema: str
    read_only: bool
    holder: str | None
    size: int
    last_backup: datetime | None


def contents(session: Session) -> Contents:
    """Count what is in an open file."""
    place = session.execute(
        select(organisation.Municipality.official_name, organisation.Municipality.example)
    ).first()
    latest = select(steering.SteeringModel).order_by(steering.SteeringModel.edition.desc())
    model = session.scalar(latest.limit(1))
    rows = {name: _count(session, select(func.count()).select_from(kind)) for name, kind in _COUNTED.items()}
    goals = select(func.count(steering.Node.id)).join(steering.Level).where(steering.Level.form == "goal")
    rows["goals"] = _count(session, goals)
    own = select(func.count(steering.Level.id)).where(steering.Level.key != steering.OUTSIDE_LEVEL)
    rows["levels"] = _count(session, own)
    return Contents(
        municipality=place.official_name if place else "",
        model=model.key if model else "",
        model_title=model.title if model else "",
        edition=model.edition if model else None,
        valid_from=model.valid_from if model else None,
        valid_to=model.valid_to if model else None,
        validity=_validity(session, model.id) if model else "",
        example=bool(place and place.example),
        rows={name: rows[name] for name in COUNTS},
    )


def _validity(session: Session, model_id: int) -> str:
    part = select(steering.ModelPart.content).where(steering.ModelPart.model_id == model_id)
    said = session.scalar(part.where(steering.ModelPart.name == "model")) or {}
    year = said.get("valid_from_year")
    return said.get("validity_text") or (f"från {year}" if year else "")


def _count(session: Session, statement: Select[int]) -> int:
    return session.scalar(statement) or 0


def file_info(path: Path, *, clock: Clock, user: str) -> FileInfo:
    """Everything that `info` tells about the file `path`; raises what says why it cannot be opened."""
    database = Database.open(path, clock=clock, user=user)
    try:
        found = database.read(contents)
        read_only, holder = database.read_only, database.holder
    finally:
        database.close()
    backups = list_backups(path)
    return FileInfo(
        contents=found,
        schema=inspect(path).schema or "",
        read_only=read_only,
        holder=holder,
        size=path.stat().st_size,
        last_backup=backups[0].made_at if backups else None,
    )
