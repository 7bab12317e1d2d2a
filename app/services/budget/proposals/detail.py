"""Everything of one proposal, as it is shown and edited."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.proposals import Proposal
from app.models.scorecard import Indicator
from app.models.steering import Node, NodeVersion
from app.services.budget.checks import Finding
from app.services.budget.proposals.checks import of_proposal
from app.services.budget.proposals.comparing import YearFigures
from app.services.budget.proposals.demands import read_demands
from app.services.budget.proposals.figures import Figure
from app.services.budget.proposals.reading import read_proposals
from app.services.budget.proposals.rows import Dialogue, Measure, Treatment


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure with its key."""

    id: int
    typed: Measure


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with its key, and the indicator it follows."""

    id: int
    typed: Figure
    indicator_id: int | None
    indicator: str | None


@dataclass(frozen=True, slots=True)
class TreatmentRow:
    """A treatment with its key."""

    id: int
    typed: Treatment


@dataclass(frozen=True, slots=True)
class DialogueRow:
    """A budget dialogue with its key."""

    id: int
    typed: Dialogue


@dataclass(frozen=True, slots=True)
class ProposalDetail:
    """A proposal with its rows, what it is checked against, and what is missing in it."""

    id: int
    version: int
    plan_version_id: int
    locked: bool
    unit_id: int
    unit: str
    example: bool
    years: tuple[YearFigures, ...]
    against_id: int | None
    against: str | None
    others: tuple[tuple[int, str], ...]
    """The versions of the plan that it can be checked against."""
    directive_id: int | None
    directive: str | None
    follows: str | None
    follows_note: str | None
    statement: str | None
    submitted_on: date | None
    measures: tuple[MeasureRow, ...]
    figures: tuple[FigureRow, ...]
    treatments: tuple[TreatmentRow, ...]
    dialogues: tuple[DialogueRow, ...]
    findings: tuple[Finding, ...]


def proposal_detail(session: Session, *, proposal_id: int) -> ProposalDetail:
    """One proposal."""
    row = session.get(Proposal, proposal_id)
    if row is None:
        raise NotFound("Förslaget")
    version = session.get_one(PlanVersion, row.plan_version_id)
    unit = session.get_one(Unit, row.unit_id)
    found = read_proposals(session, version.id)
    years = found.figures(row.unit_id)
    others = select(PlanVersion.id, PlanVersion.name).where(
        PlanVersion.plan_id == version.plan_id, PlanVersion.id != version.id
    )
    names = {each.id: each.name for each in session.execute(others.order_by(PlanVersion.position))}
    against = found.against_of(row)
    return ProposalDetail(
        id=row.id,
        version=row.version,
        plan_version_id=version.id,
        locked=version.locked,
        unit_id=unit.id,
        unit=unit.name,
        example=row.example,
        years=years,
        against_id=against,
        against=names.get(against) if against is not None else None,
        others=tuple(names.items()),
        directive_id=row.directive_id,
        directive=_title(session, row.directive_id),
        follows=row.follows,
        follows_note=row.follows_note,
        statement=row.statement,
        submitted_on=row.submitted_on,
        measures=_measures(row),
        figures=_figures(session, row),
        treatments=_treatments(row),
        dialogues=_dialogues(row),
        findings=tuple(of_proposal(row, unit.name, years, read_demands(session))),
    )


def _title(session: Session, node_id: int | None) -> str | None:
    if node_id is None:
        return None
    rows = select(NodeVersion.title).join(
        Node, (NodeVersion.node_id == Node.id) & (NodeVersion.number == Node.current_number)
    )
    return session.scalar(rows.where(Node.id == node_id))


def _measures(row: Proposal) -> tuple[MeasureRow, ...]:
    return tuple(
        MeasureRow(each.id, Measure(each.title, each.year, each.amount, each.impact)) for each in row.measures
    )


def _figures(session: Session, row: Proposal) -> tuple[FigureRow, ...]:
    keys = [each.indicator_id for each in row.figures if each.indicator_id is not None]
    names: dict[int, str] = {}
    if keys:
        rows = select(Indicator.id, Indicator.name).where(Indicator.id.in_(keys))
        names = {each.id: each.name for each in session.execute(rows)}
    return tuple(
        FigureRow(
            each.id,
            Figure(each.kind, each.name, each.value, each.period, each.note),
            each.indicator_id,
            names.get(each.indicator_id) if each.indicator_id is not None else None,
        )
        for each in row.figures
    )


def _treatments(row: Proposal) -> tuple[TreatmentRow, ...]:
    return tuple(
        TreatmentRow(each.id, Treatment(each.kind, each.body, each.treated_on, each.paragraph, each.note))
        for each in row.treatments
    )


def _dialogues(row: Proposal) -> tuple[DialogueRow, ...]:
    return tuple(
        DialogueRow(each.id, Dialogue(each.held_on, each.parties, each.basis, each.note))
        for each in row.dialogues
    )
