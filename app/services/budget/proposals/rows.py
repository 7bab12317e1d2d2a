"""Use cases on what stands in a proposal: measures, treatments and budget dialogues."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion
from app.models.errors import NotFound
from app.models.proposals import (
    TREATMENT_KINDS,
    BudgetDialogue,
    Proposal,
    ProposalMeasure,
    ProposalTreatment,
)
from app.models.types import new_id
from app.services.budget.errors import TooLarge
from app.services.budget.proposals.errors import NoOtherYears, OutsidePlan
from app.services.budget.proposals.proposals import open_proposal
from app.services.budget.rules import LARGEST
from app.services.storage import describe, touch
from app.services.typed import needed, optional


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure as it is typed: its effect in öre, below zero what it saves, and what it leads to."""

    title: str
    year: int
    amount: int | None = None
    impact: str | None = None


@dataclass(frozen=True, slots=True)
class Treatment:
    """A meeting as it is typed."""

    kind: str
    body: str | None = None
    treated_on: date | None = None
    paragraph: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A budget dialogue as it is typed."""

    held_on: date | None = None
    parties: str | None = None
    basis: str | None = None
    note: str | None = None


def add_measure(session: Session, *, proposal_id: int, measure: Measure, expected_version: int) -> int:
    """Add a measure with its effect and what it leads to (`BUD-07`); gives its key."""
    proposal, name = open_proposal(session, proposal_id, expected_version)
    row = ProposalMeasure(id=new_id(), position=_last(proposal.measures) + 1)
    _write_measure(session, proposal, row, measure)
    proposal.measures.append(row)
    touch(proposal)
    describe(session, f"Lade till åtgärden ”{row.title}” i förslaget från {name}")
    return row.id


def edit_measure(
    session: Session, *, proposal_id: int, measure_id: int, measure: Measure, expected_version: int
) -> None:
    """Change a measure."""
    proposal, name = open_proposal(session, proposal_id, expected_version)
    row = _row(proposal.measures, measure_id, "Åtgärden")
    before = (row.title, row.year, row.amount, row.impact)
    _write_measure(session, proposal, row, measure)
    if before == (row.title, row.year, row.amount, row.impact):
        return
    touch(proposal)
    describe(session, f"Ändrade åtgärden ”{row.title}” i förslaget från {name}")


def repeat_measure(session: Session, *, proposal_id: int, measure_id: int, expected_version: int) -> int:
    """Let a measure have the same effect in each later year of the plan; gives how many were added."""
    proposal, name = open_proposal(session, proposal_id, expected_version)
    row = _row(proposal.measures, measure_id, "Åtgärden")
    there = {each.year for each in proposal.measures if each.title == row.title}
    years = [year for year in _years(session, proposal) if year > row.year and year not in there]
    if not years:
        raise NoOtherYears(row.year)
    for year in years:
        proposal.measures.append(
            ProposalMeasure(
                id=new_id(),
                position=_last(proposal.measures) + 1,
                title=row.title,
                impact=row.impact,
                year=year,
                amount=row.amount,
            )
        )
    touch(proposal)
    describe(session, f"Lät åtgärden ”{row.title}” gälla även följande år i förslaget från {name}")
    return len(years)


def remove_measure(session: Session, *, proposal_id: int, measure_id: int, expected_version: int) -> None:
    """Take a measure away."""
    proposal, name = open_proposal(session, proposal_id, expected_version)
    row = _row(proposal.measures, measure_id, "Åtgärden")
    proposal.measures.remove(row)
    touch(proposal)
    describe(session, f"Tog bort åtgärden ”{row.title}” ur förslaget från {name}")


def add_treatment(session: Session, *, proposal_id: int, treatment: Treatment, expected_version: int) -> int:
    """Note a meeting that has treated the proposal (`BUD-08`); gives its key."""
    proposal, name = open_proposal(session, proposal_id, expected_version)
    row = ProposalTreatment(id=new_id(), position=_last(proposal.treatments) + 1)
    _write_treatment(row, treatment)
    proposal.treatments.append(row)
    touch(proposal)
    describe(session, f"Noterade en behandling av förslaget från {name}")
    return row.id


def edit_treatment(
    session: Session, *, proposal_id: int, treatment_id: int, treatment: Treatment, expected_version: int
) -> None:
    """Change what is noted of a meeting."""
    proposal, name = open_proposal(session, proposal_id, expected_version)
    row = _row(proposal.treatments, treatment_id, "Behandlingen")
    if not _write_treatment(row, treatment):
        return
    touch(proposal)
    describe(session, f"Ändrade en behandling av förslaget från {name}")


def remove_treatment(session: Session, *, proposal_id: int, treatment_id: int, expected_version: int) -> None:
    """Take a noted meeting away."""
    proposal, name = open_proposal(session, proposal_id, expected_version)
    proposal.treatments.remove(_row(proposal.treatments, treatment_id, "Behandlingen"))
    touch(proposal)
    describe(session, f"Tog bort en behandling av förslaget från {name}")


def add_dialogue(session: Session, *, proposal_id: int, dialogue: Dialogue, expected_version: int) -> int:
    """Note a budget dialogue about the proposal (`BUD-17`); gives its key."""
    proposal, name = open_proposal(session, proposal_id, expected_version, afterwards=True)
    row = BudgetDialogue(id=new_id())
    _write_dialogue(row, dialogue)
    proposal.dialogues.append(row)
    touch(proposal)
    describe(session, f"Noterade en budgetdialog om förslaget från {name}")
    return row.id


def edit_dialogue(
    session: Session, *, proposal_id: int, dialogue_id: int, dialogue: Dialogue, expected_version: int
) -> None:
    """Change what is noted of a budget dialogue."""
    proposal, name = open_proposal(session, proposal_id, expected_version, afterwards=True)
    row = _row(proposal.dialogues, dialogue_id, "Budgetdialogen")
    if not _write_dialogue(row, dialogue):
        return
    touch(proposal)
    describe(session, f"Ändrade en budgetdialog om förslaget från {name}")


def remove_dialogue(session: Session, *, proposal_id: int, dialogue_id: int, expected_version: int) -> None:
    """Take a noted budget dialogue away."""
    proposal, name = open_proposal(session, proposal_id, expected_version, afterwards=True)
    proposal.dialogues.remove(_row(proposal.dialogues, dialogue_id, "Budgetdialogen"))
    touch(proposal)
    describe(session, f"Tog bort en budgetdialog om förslaget från {name}")


def _write_measure(session: Session, proposal: Proposal, row: ProposalMeasure, measure: Measure) -> None:
    years = _years(session, proposal)
    if measure.year not in years:
        raise OutsidePlan(measure.year, years[0], years[-1])
    if abs(measure.amount or 0) > LARGEST:
        raise TooLarge(f"Åtgärden {measure.year}")
    row.title = needed(measure.title, "Åtgärdens namn")
    row.year, row.amount, row.impact = measure.year, measure.amount, optional(measure.impact)


def _write_treatment(row: ProposalTreatment, treatment: Treatment) -> bool:
    if treatment.kind not in TREATMENT_KINDS:
        raise ValueError(f"not a treatment: {treatment.kind}")
    values: dict[str, object] = {
        "kind": treatment.kind,
        "body": optional(treatment.body),
        "treated_on": treatment.treated_on,
        "paragraph": optional(treatment.paragraph),
        "note": optional(treatment.note),
    }
    return _assign(row, values)


def _write_dialogue(row: BudgetDialogue, dialogue: Dialogue) -> bool:
    values: dict[str, object] = {
        "held_on": dialogue.held_on,
        "parties": optional(dialogue.parties),
        "basis": optional(dialogue.basis),
        "note": optional(dialogue.note),
    }
    return _assign(row, values)


def _assign(row: Any, values: dict[str, object]) -> bool:
    """Set values; whether any was another."""
    changed = {key: value for key, value in values.items() if getattr(row, key) != value}
    for key, value in changed.items():
        setattr(row, key, value)
    return bool(changed)


def _row(rows: Sequence[Any], key: int, what: str) -> Any:
    found = next((row for row in rows if row.id == key), None)
    if found is None:
        raise NotFound(what)
    return found


def _last(rows: Sequence[Any]) -> int:
    return max((row.position for row in rows), default=0)


def _years(session: Session, proposal: Proposal) -> range:
    version = session.get_one(PlanVersion, proposal.plan_version_id)
    plan = session.get_one(BudgetPlan, version.plan_id)
    return range(plan.first_year, plan.first_year + plan.years)
