"""Plans and their versions: the first plan of a file, a copy to work on, and the decision that locks."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.models.budget import BudgetPlan, Frame, FrameComponent, PlanVersion, YearTotal
from app.models.errors import NotFound
from app.models.types import new_id
from app.services.budget.checks import Finding, findings_of
from app.services.budget.errors import NoPerformers, PlanExists
from app.services.budget.frames import open_version
from app.services.budget.scope import performers, plan_years
from app.services.budget.words import plan_title
from app.services.formatting import write_count
from app.services.steering.errors import DecidedInFuture
from app.services.storage import check_version, describe, final, touch
from app.services.typed import needed, optional

_FIRST_NAME = "Arbetsversion"


def create_plan(session: Session, *, first_year: int, name: str | None = None) -> int:
    """Make the plan of a budget year with a first version and an empty frame for every performer.

    How many years it covers is the steering model's to say (`BUD-02`); three where it is silent.
    Gives the key of the version.
    """
    if session.scalar(select(BudgetPlan.id).where(BudgetPlan.first_year == first_year)):
        raise PlanExists(first_year)
    units = performers(session, first_year)
    if not units:
        raise NoPerformers(first_year)
    years = plan_years(session)
    plan = BudgetPlan(
        id=new_id(), name=name or plan_title(first_year, years), first_year=first_year, years=years
    )
    version = PlanVersion(id=new_id(), position=1, stage="preliminary", name=_FIRST_NAME)
    version.totals = [YearTotal(year=year) for year in range(first_year, first_year + years)]
    for unit_id in units:
        version.frames += _empty_frames(unit_id, first_year, years)
    plan.versions = [version]
    session.add(plan)
    describe(session, f"Skapade {plan.name}")
    return version.id


def add_missing_frames(session: Session, *, version_id: int) -> int:
    """Give each performer without frames in a version its empty ones; gives how many performers."""
    version = open_version(session, version_id)
    plan = session.get_one(BudgetPlan, version.plan_id)
    present = {frame.unit_id for frame in version.frames}
    missing = [unit for unit in performers(session, plan.first_year) if unit not in present]
    for unit_id in missing:
        version.frames += _empty_frames(unit_id, plan.first_year, plan.years)
    if missing:
        touch(version)
        words = write_count(len(missing), "utförare", "utförare")
        describe(session, f"Lade till ramar för {words}")
    return len(missing)


def create_version(session: Session, *, source_id: int, name: str, stage: str) -> int:
    """Copy a version, decided or not, to one that can be worked on; gives its key."""
    name = needed(name, "Versionens namn")
    everything = selectinload(PlanVersion.frames).selectinload(Frame.components)
    source = session.get(PlanVersion, source_id, options=[everything])
    if source is None:
        raise NotFound("Budgetversionen")
    last = session.scalar(select(func.max(PlanVersion.position)).where(PlanVersion.plan_id == source.plan_id))
    made = PlanVersion(
        id=new_id(),
        plan_id=source.plan_id,
        position=(last or 0) + 1,
        stage=stage,
        name=name,
        example=source.example,
        totals=[_copy_total(total) for total in source.totals],
        frames=[_copy_frame(frame) for frame in source.frames],
    )
    session.add(made)
    describe(session, f"Skapade budgetversionen {made.name}")
    return made.id


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
) -> tuple[Finding, ...]:
    """Record the decision about a version, which then never changes; gives what was still wrong with it.

    A decision that was made is a fact and is always recorded; one dated after `today` was not made.
    """
    version = open_version(session, version_id)
    check_version(version, expected_version, f"Budgetversionen ”{version.name}”")
    if decided_on > today:
        raise DecidedInFuture(f"Budgetversionen {version.name}")
    body = needed(body, "Beslutande organ")
    found = findings_of(session, version_id)
    version.body, version.decided_on = body, decided_on
    version.paragraph = optional(paragraph)
    version.registration_number = optional(registration_number)
    version.locked = True
    touch(version)
    describe(session, f"Registrerade beslutet om budgetversionen {version.name}")
    final(session)
    return found


def _empty_frames(unit_id: int, first_year: int, years: int) -> list[Frame]:
    first = Frame(unit_id=unit_id, year=first_year, previous=0)
    return [first, *(Frame(unit_id=unit_id, year=first_year + step) for step in range(1, years))]


def _copy_total(total: YearTotal) -> YearTotal:
    return YearTotal(
        year=total.year,
        to_distribute=total.to_distribute,
        held_back=total.held_back,
        held_by=total.held_by,
    )


def _copy_frame(frame: Frame) -> Frame:
    return Frame(
        unit_id=frame.unit_id,
        year=frame.year,
        kind=frame.kind,
        previous=frame.previous,
        example=frame.example,
        components=[
            FrameComponent(kind=part.kind, amount=part.amount, note=part.note, source=part.source)
            for part in frame.components
        ],
    )
