"""Findings about what the council binds, what assignments are given, and grants that come to an end."""

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.assignments import Assignment
from app.models.budget import (
    Appropriation,
    AssignmentFunding,
    BudgetPlan,
    CentralPot,
    Frame,
    PlanVersion,
    TargetedGrant,
)
from app.models.organisation import Unit
from app.services.budget.checks import Finding, in_words
from app.services.budget.figures import Figures, FrameFigures
from app.services.formatting import write_count
from app.services.textorder import sort_key

_ASSIGNMENT = "assignment"
_Parents = Mapping[int, int | None]


def bound_findings(session: Session, version_id: int, figures: Figures) -> Iterator[Finding]:
    """What there is to say of appropriations, assignments and targeted grants."""
    plan = session.get_one(BudgetPlan, session.get_one(PlanVersion, version_id).plan_id)
    names, parents = _holders(session, plan.id)
    yield from _of_appropriations(session, version_id, figures, names, parents)
    yield from _of_fundings(session, version_id, figures, names)
    yield from _of_grants(session, version_id, plan, names)


def _holders(session: Session, plan_id: int) -> tuple[dict[int, str], dict[int, int | None]]:
    """Names of units and pots, and what stands above: for a pot the body that disposes of it."""
    names: dict[int, str] = {}
    parents: dict[int, int | None] = {}
    units = select(Unit.id, Unit.name, Unit.parent_id)
    pots = select(CentralPot.id, CentralPot.name, CentralPot.unit_id).where(CentralPot.plan_id == plan_id)
    for statement in (units, pots):
        for key, name, above in session.execute(statement):
            names[key], parents[key] = name, above
    return names, parents


def _of_appropriations(
    session: Session, version_id: int, figures: Figures, names: Mapping[int, str], parents: _Parents
) -> Iterator[Finding]:
    rows = select(Appropriation.unit_id, Appropriation.pot_id)
    rows = rows.where(Appropriation.plan_version_id == version_id).order_by(Appropriation.id)
    bound = [unit or pot or 0 for unit, pot in session.execute(rows)]
    framed = {holder for holder, _ in figures}
    performing = {frame.unit_id for frame in figures.values() if frame.unit_id is not None}
    if not performing:
        return
    if not bound:
        said = "Det är inte angivet på vilken nivå fullmäktige binder anslagen."
        yield Finding("appropriation-none", "note", said)
        return
    free = [holder for holder in performing if not _is_under(holder, bound, parents)]
    if free:
        words = write_count(len(free), "ram", "ramar")
        first = min(free, key=lambda holder: sort_key(names.get(holder, "")))
        said = f"{words} ligger inte under något anslag: {_listed(free, names)}."
        frame = next(frame for (holder, _), frame in figures.items() if holder == first)
        yield Finding("appropriation-missing", "warning", said, frame.year, "frame", frame.frame_id)
    below = {above for holder in framed for above in _above(holder, parents)}
    for holder in bound:
        if holder in below:
            yield from _of_remainders(holder, figures, names)


def _of_remainders(holder: int, figures: Figures, names: Mapping[int, str]) -> Iterator[Finding]:
    """A bound body's own frame is what is left of its appropriation when those below have theirs."""
    for frame in _years_of(holder, figures):
        if frame.total < 0:
            given = in_words(-frame.total)
            said = f"{names[holder]} {frame.year}: {given} mer är fördelat under anslaget än vad det rymmer."
            yield Finding(
                "appropriation-overdrawn", "warning", said, frame.year, "frame", frame.frame_id, "total"
            )


def _of_fundings(
    session: Session, version_id: int, figures: Figures, names: Mapping[int, str]
) -> Iterator[Finding]:
    rows = (
        select(AssignmentFunding.frame_id, AssignmentFunding.amount, Assignment.title)
        .join(Frame, Frame.id == AssignmentFunding.frame_id)
        .join(Assignment, Assignment.id == AssignmentFunding.assignment_id)
        .where(Frame.plan_version_id == version_id)
        .order_by(AssignmentFunding.id)
    )
    given: dict[int, int] = {}
    for frame_id, amount, _title in session.execute(rows):
        given[frame_id] = given.get(frame_id, 0) + amount
    for (holder, year), frame in figures.items():
        part = frame.parts.get(_ASSIGNMENT)
        whole = part.amount if part is not None else 0
        tied = given.get(frame.frame_id)
        if tied is None and not whole:
            continue
        place = f"{names.get(holder, '')} {year}"
        if tied is None:
            said = f"{place}: tillskottet för uppdrag, {in_words(whole)}, är inte kopplat till något uppdrag."
            yield Finding("funding-missing", "note", said, year, "frame", frame.frame_id, _ASSIGNMENT)
        elif tied != whole:
            said = (
                f"{place}: uppdragen får {in_words(tied)} men tillskott för uppdrag i ramen är "
                f"{in_words(whole)}."
            )
            yield Finding("funding-differs", "warning", said, year, "frame", frame.frame_id, _ASSIGNMENT)


def _of_grants(
    session: Session, version_id: int, plan: BudgetPlan, names: Mapping[int, str]
) -> Iterator[Finding]:
    last = plan.first_year + plan.years - 1
    rows = select(TargetedGrant).where(TargetedGrant.plan_version_id == version_id)
    for grant in session.scalars(rows.order_by(TargetedGrant.id)):
        if grant.ends is None or grant.ends.year > last or grant.ends.isoformat() == f"{last}-12-31":
            continue
        place = f"Det riktade bidraget ”{grant.name}” till {names.get(grant.unit_id, '')}"
        after = [row.year for row in grant.years if row.year > grant.ends.year and row.amount]
        if after:
            said = f"{place} har belopp {after[0]}, fast det upphör {grant.ends.isoformat()}."
            yield Finding("grant-after-end", "warning", said, after[0], "unit", grant.unit_id)
        else:
            said = f"{place} upphör {grant.ends.isoformat()}, inom planens år."
            yield Finding("grant-ends", "note", said, grant.ends.year, "unit", grant.unit_id)


def _years_of(holder: int, figures: Figures) -> list[FrameFigures]:
    return sorted(
        (frame for (held, _), frame in figures.items() if held == holder), key=lambda frame: frame.year
    )


def _is_under(holder: int, bound: Collection[int], parents: _Parents) -> bool:
    return holder in bound or any(above in bound for above in _above(holder, parents))


def _above(holder: int, parents: _Parents) -> Iterator[int]:
    above = parents.get(holder)
    while above is not None:
        yield above
        above = parents.get(above)


def _listed(holders: Collection[int], names: Mapping[int, str]) -> str:
    """At most three names and how many more there are."""
    told = sorted((names.get(holder, "") for holder in holders), key=sort_key)
    more = f" och {len(told) - 3} till" if len(told) > 3 else ""
    return ", ".join(told[:3]) + more
