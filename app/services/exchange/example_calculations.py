"""Fills a file with the example's allocation models, proposals and links from frames to assignments."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.allocation import (
    AllocationGroup,
    AllocationIndex,
    AllocationModel,
    AllocationPrice,
    AllocationVersion,
    AllocationVolume,
    SpecialAccount,
)
from app.models.assignments import Assignment
from app.models.budget import AssignmentFunding, Frame, FrameComponent, PlanVersion
from app.models.organisation import Unit
from app.models.proposals import (
    BudgetDialogue,
    Proposal,
    ProposalFigure,
    ProposalMeasure,
    ProposalTreatment,
)
from app.models.types import new_id
from app.services.exchange import example_format_budget as shape
from app.services.exchange.example_organisation import ORE_PER_TKR
from app.services.exchange.example_time import Timeline


def load_calculations(
    session: Session, example: shape.Budget, time: Timeline, units: dict[str, Unit]
) -> None:
    """The models that volumes are calculated with, each with one version."""
    for place, row in enumerate(example.calculations, start=1):
        model = AllocationModel(
            id=new_id(),
            position=place,
            name=row.name,
            area=row.area,
            kind=row.kind,
            volume_unit=row.volume_unit,
            note=time.known_words(row.note),
            example=True,
        )
        model.versions = [_version(row, time, units)]
        session.add(model)
    session.flush()


def _version(row: shape.Calculation, time: Timeline, units: dict[str, Unit]) -> AllocationVersion:
    return AllocationVersion(
        id=new_id(),
        number=1,
        name=time.words(row.version),
        made_on=time.day(row.made_on),
        base_year=time.year(-1),
        price_unit=row.price_unit,
        indexes=[
            AllocationIndex(year=time.year(year), percent=percent)
            for year, percent in enumerate(row.indexes, start=1)
        ],
        groups=[_group(group, place, time, units) for place, group in enumerate(row.groups, start=1)],
        specials=[
            SpecialAccount(
                unit_id=units[one.unit].id,
                year=time.budget_year,
                amount=one.amount * ORE_PER_TKR,
                requirement=time.words(one.requirement),
            )
            for one in row.specials
        ],
    )


def _group(row: shape.PriceGroup, place: int, time: Timeline, units: dict[str, Unit]) -> AllocationGroup:
    years = ((-1, "before"), (0, "price"))
    return AllocationGroup(
        position=place,
        name=row.name,
        prices=[
            AllocationPrice(year=time.year(year), part=part.part, price=getattr(part, field))
            for year, field in years
            for part in row.prices
        ],
        volumes=[
            AllocationVolume(unit_id=units[one.unit].id, year=time.year(year - 1), volume=volume)
            for one in row.volumes
            for year, volume in enumerate(one.volumes)
        ],
    )


def load_proposals(
    session: Session,
    example: shape.Budget,
    time: Timeline,
    units: dict[str, Unit],
    versions: dict[str, PlanVersion],
) -> None:
    """What units propose beside their preliminary frames."""
    for row in example.proposals:
        proposal = Proposal(
            id=new_id(),
            plan_version_id=versions[row.version].id,
            unit_id=units[row.unit].id,
            against_id=versions[row.against].id,
            follows=row.follows,
            statement=time.known_words(row.statement),
            submitted_on=time.working_day(row.submitted_on),
            example=True,
        )
        proposal.measures = [_measure(one, place, time) for place, one in enumerate(row.measures, start=1)]
        proposal.figures = [
            ProposalFigure(
                position=place, kind=one.kind, name=one.name, value=one.value, period=time.words(one.period)
            )
            for place, one in enumerate(row.figures, start=1)
        ]
        proposal.treatments = [_treatment(one, place, time) for place, one in enumerate(row.treatments, 1)]
        proposal.dialogues = [
            BudgetDialogue(
                held_on=time.working_day(one.on),
                parties=one.parties,
                basis=time.words(one.basis),
                note=time.words(one.note),
            )
            for one in row.dialogues
        ]
        session.add(proposal)
    session.flush()


def _measure(row: shape.ProposedMeasure, place: int, time: Timeline) -> ProposalMeasure:
    return ProposalMeasure(
        position=place,
        title=time.words(row.title),
        impact=time.known_words(row.impact),
        year=time.budget_year,
        amount=None if row.amount is None else row.amount * ORE_PER_TKR,
    )


def _treatment(row: shape.Treated, place: int, time: Timeline) -> ProposalTreatment:
    return ProposalTreatment(
        position=place,
        kind=row.kind,
        body=row.body,
        treated_on=time.working_day(row.on),
        paragraph=row.paragraph,
    )


def tie_volumes(session: Session, versions: Iterable[PlanVersion]) -> None:
    """Tie each volume in some versions that was taken from a model to the version of the model."""
    models = (
        select(AllocationVolume.unit_id, AllocationVersion.id)
        .join(AllocationGroup, AllocationGroup.id == AllocationVolume.group_id)
        .join(AllocationVersion, AllocationVersion.id == AllocationGroup.version_id)
    )
    version_of = {row.unit_id: row.id for row in session.execute(models)}
    parts = (
        select(FrameComponent, Frame.unit_id)
        .join(Frame, Frame.id == FrameComponent.frame_id)
        .where(
            Frame.plan_version_id.in_([version.id for version in versions]),
            FrameComponent.kind == "volume",
            FrameComponent.source.is_not(None),
        )
    )
    for part, unit_id in session.execute(parts).all():
        part.allocation_version_id = version_of.get(unit_id or 0)
    session.flush()


def tie_assignments(session: Session, budget_year: int) -> None:
    """Tie each frame's part for assignments to the assignment of its unit that has the same amount."""
    given = select(Assignment.receiver_id, Assignment.amount, Assignment.id)
    paid = {(row.receiver_id, row.amount): row.id for row in session.execute(given) if row.amount is not None}
    rows = (
        select(Frame, FrameComponent.amount)
        .join(FrameComponent, FrameComponent.frame_id == Frame.id)
        .where(FrameComponent.kind == "assignment", Frame.year == budget_year)
    )
    for frame, amount in session.execute(rows).all():
        assignment_id = paid.get((frame.unit_id, amount))
        if assignment_id is not None:
            frame.fundings.append(AssignmentFunding(assignment_id=assignment_id, amount=amount))
    session.flush()
