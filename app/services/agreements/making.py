"""Use cases that make agreements: one for a performer, or one for each that lacks its own (`UH-01`)."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementKind, Signatory
from app.models.budget import BudgetPlan, PlanVersion
from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.steering import Level, Node
from app.models.types import new_id
from app.services.agreements.errors import HasAgreement, NoAgreementKind, NobodyLeft, NotAPerformer
from app.services.budget.scope import performers
from app.services.formatting import write_count
from app.services.steering.nodes import make_node
from app.services.steering.rules import AGREEMENT_FORMS
from app.services.storage import describe

_CLIENT_ROLE = "Kommunchef/förvaltningschef"
_PERFORMER_ROLE = "Utförarens chef"


def agreement_kind(session: Session) -> AgreementKind | None:
    """The kind that is made with performers: the model's first that is a level of the hierarchy.

    What is agreed in a dialogue with a single employee is none of these.
    """
    kinds = select(AgreementKind).join(Level, Level.id == AgreementKind.level_id)
    kinds = kinds.where(Level.form.in_(AGREEMENT_FORMS)).order_by(AgreementKind.position)
    return session.scalars(kinds).first()


def performers_without(session: Session, *, year: int) -> tuple[int, ...]:
    """Keys of the performers of the model that have no agreement yet."""
    taken = set(session.scalars(select(Agreement.unit_id)))
    return tuple(unit for unit in performers(session, year) if unit not in taken)


def create_agreement(session: Session, *, unit_id: int, year: int) -> int:
    """Make a draft for a performer with its steering element; gives its key.

    The term begins with the newest budget plan, or with `year` where there is none.
    """
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise NotFound("Enheten")
    agreement = _create(session, unit, year)
    describe(session, f"Skapade uppdragshandling för {unit.name}")
    return agreement.id


def create_for_all_performers(session: Session, *, year: int) -> tuple[int, ...]:
    """Make a draft for each performer that has none; gives their keys."""
    missing = performers_without(session, year=year)
    if not missing:
        raise NobodyLeft
    made = tuple(_create(session, session.get_one(Unit, unit_id), year).id for unit_id in missing)
    describe(session, f"Skapade {write_count(len(made), 'uppdragshandling', 'uppdragshandlingar')}")
    return made


def _create(session: Session, unit: Unit, year: int) -> Agreement:
    kind = agreement_kind(session)
    if kind is None or kind.level_id is None:
        raise NoAgreementKind
    if unit.performer is None:
        raise NotAPerformer(unit.name)
    if session.scalar(select(Agreement.id).where(Agreement.unit_id == unit.id, Agreement.kind_id == kind.id)):
        raise HasAgreement(unit.name, kind.name)
    version, first_year = _plan(session, year)
    starts = date(first_year, 1, 1)
    ends = date(first_year + (kind.term_years or 1) - 1, 12, 31)
    client = _client(kind)
    roles = [role.title for role in unit.roles]
    node = make_node(
        session,
        level_id=kind.level_id,
        parent_id=_parent(session, kind.level_id),
        title=f"{kind.name} {unit.name}",
        unit_id=unit.id,
        owner_role=roles[0] if roles else None,
    )
    node.current.body, node.current.valid_from, node.current.valid_to = client, starts, ends
    node.current.review_rule = kind.details.get("revision")
    agreement = Agreement(
        id=new_id(),
        kind_id=kind.id,
        unit_id=unit.id,
        node_id=node.id,
        plan_version_id=version.id if version else None,
        client=client,
        starts=starts,
        ends=ends,
        signatories=_signatories(session, unit),
    )
    session.add(agreement)
    session.flush()
    return agreement


def _plan(session: Session, year: int) -> tuple[PlanVersion | None, int]:
    """The newest version of the newest plan, and the year that it begins with."""
    newest = (
        select(PlanVersion, BudgetPlan.first_year)
        .join(BudgetPlan, BudgetPlan.id == PlanVersion.plan_id)
        .order_by(BudgetPlan.first_year.desc(), PlanVersion.position.desc())
    )
    found = session.execute(newest.limit(1)).first()
    return (found[0], found[1]) if found else (None, year)


def _parent(session: Session, level_id: int) -> int | None:
    """The newest element of the level above, where the agreement's element stands."""
    above = select(Level.parent_id).where(Level.id == level_id).scalar_subquery()
    newest = select(Node.id).where(Node.level_id == above).order_by(Node.position.desc(), Node.id.desc())
    return session.scalar(newest.limit(1))


def _client(kind: AgreementKind) -> str:
    if kind.decided_by:
        return kind.decided_by[0]
    parties = kind.details.get("parties") or []
    return next((party["name"] for party in parties if party.get("side") == "client"), "Kommunen")


def _signatories(session: Session, unit: Unit) -> list[Signatory]:
    """One line for each side, by the roles that the organisation names."""
    above = session.get(Unit, unit.parent_id) if unit.parent_id is not None else None
    leads = above.roles[0].title if above is not None and above.roles else None
    client = Signatory(
        position=1,
        side="client",
        role=leads or _CLIENT_ROLE,
        unit_name=above.name if above is not None and leads else None,
    )
    role = unit.roles[0].title if unit.roles else _PERFORMER_ROLE
    return [client, Signatory(position=2, side="performer", role=role, unit_name=unit.name)]
