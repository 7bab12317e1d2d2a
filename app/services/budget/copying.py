"""A copy of a version with everything in it, made from the rows' own columns so that nothing is forgotten."""

from collections.abc import Collection, Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, selectinload

from app.models.base import Base
from app.models.budget import PlanVersion
from app.models.economy import ComponentBasis, OwnLine, PrerequisiteValue, VersionEconomy
from app.models.investments import InvestmentYear
from app.models.proposals import Proposal
from app.models.statements import CompanyAccount, Guideline, Loan, LoanYear, StatementValue
from app.models.types import new_id

Row = TypeVar("Row", bound=Base)
_OWN: Final = frozenset({"id", "version"})
#: What belongs to the version that is copied and not to its copy.
_NOT_COPIED: Final = frozenset(
    {
        *_OWN, "position", "stage", "name", "body", "decided_on", "paragraph", "registration_number",
        "locked", "ready", "source_id", "replaces_id", "node_id",
    }
)  # fmt: skip

#: What hangs on a version beside its frames. Its scenarios do not: they are what-ifs beside that version.
ECONOMY: Final[tuple[Any, ...]] = (
    VersionEconomy, OwnLine, PrerequisiteValue, ComponentBasis, StatementValue, Loan, Guideline,
    CompanyAccount, InvestmentYear,
)  # fmt: skip


def copy_of(source: PlanVersion) -> PlanVersion:
    """An undecided copy that knows what it was copied from; place, stage and name are the caller's."""
    made = _like(source, _NOT_COPIED)
    made.id, made.source_id = new_id(), source.id
    made.totals = _all(source.totals, "plan_version_id")
    made.appropriations = _all(source.appropriations, "plan_version_id")
    for grant in source.grants:
        copied = _like(grant, {*_OWN, "plan_version_id"})
        copied.years = _all(grant.years, "grant_id")
        made.grants.append(copied)
    for frame in source.frames:
        again = _like(frame, {*_OWN, "plan_version_id"})
        again.components = _all(frame.components, "frame_id")
        again.fundings = _all(frame.fundings, "frame_id")
        made.frames.append(again)
    return made


def copied_proposals(session: Session, source_id: int, made_id: int) -> list[Proposal]:
    """The proposals of a version as those of its copy, with everything that is written in them."""
    rows = select(Proposal).where(Proposal.plan_version_id == source_id).order_by(Proposal.id)
    loaded = rows.options(
        selectinload(Proposal.measures),
        selectinload(Proposal.figures),
        selectinload(Proposal.treatments),
        selectinload(Proposal.dialogues),
    )
    made = []
    for proposal in session.scalars(loaded):
        again = _like(proposal, {*_OWN, "plan_version_id"})
        again.plan_version_id = made_id
        again.measures = _all(proposal.measures, "proposal_id")
        again.figures = _all(proposal.figures, "proposal_id")
        again.treatments = _all(proposal.treatments, "proposal_id")
        again.dialogues = _all(proposal.dialogues, "proposal_id")
        made.append(again)
    return made


def copied_economy(session: Session, source_id: int, made_id: int) -> list[Base]:
    """What a version says of its economy as its copy's: what it rests on, statements, loans, investments."""
    made: list[Base] = []
    years: dict[int, list[LoanYear]] = {}
    of_loans = select(LoanYear).join(Loan, Loan.id == LoanYear.loan_id)
    for year in session.scalars(of_loans.where(Loan.plan_version_id == source_id).order_by(LoanYear.year)):
        years.setdefault(year.loan_id, []).append(year)
    for model in ECONOMY:
        for row in _of_version(session, model, source_id):
            again = _like(row, {*_OWN, "plan_version_id"})
            again.plan_version_id = made_id
            if isinstance(again, Loan):
                again.years = _all(years.get(row.id, ()), "loan_id")
            made.append(again)
    return made


def remove_economy(session: Session, version_id: int) -> None:
    """Take away what a version says of its economy, before the version itself goes."""
    for model in ECONOMY:
        for row in _of_version(session, model, version_id):
            session.delete(row)
    session.flush()


def _of_version(session: Session, model: Any, version_id: int) -> Sequence[Any]:
    return session.scalars(select(model).where(model.plan_version_id == version_id).order_by(model.id)).all()


def _all(rows: Sequence[Row], parent: str) -> list[Row]:
    return [_like(row, {*_OWN, parent}) for row in rows]


def _like(row: Row, left_out: Collection[str]) -> Row:
    values: dict[str, Any] = {
        column.key: getattr(row, column.key)
        for column in inspect(type(row)).column_attrs
        if column.key not in left_out
    }
    return type(row)(**values)
