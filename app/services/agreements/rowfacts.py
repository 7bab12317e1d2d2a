"""What stands around agreements, for lists: signatures, revisions, comments, what renews them, the budget."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.agreements import Agreement, AgreementComment, AgreementRevision, AgreementSigning
from app.models.budget import BudgetPlan, PlanVersion
from app.services.agreements import rules
from app.services.agreements.kinds import kind_words
from app.services.agreements.knowing import reached_by
from app.services.agreements.sources import Source
from app.services.agreements.stages import Facts, StageKey, stage_of
from app.services.budget.decisions import in_force
from app.services.formatting import write_long_date
from app.services.textorder import fold

FRAMES_FOLLOW = "Följer planen"
FRAMES_MISSING = "Saknas"


@dataclass(frozen=True, slots=True)
class Revised:
    """The revisions of an agreement: how many are decided, and the versions of the budget they took in."""

    decided: int = 0
    drafts: int = 0
    versions: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around some agreements, by agreement."""

    signed: Mapping[int, Counter[tuple[str, str]]] = field(default_factory=dict)
    revisions: Mapping[int, Revised] = field(default_factory=dict)
    comments: Mapping[int, int] = field(default_factory=dict)
    renewed_by: Mapping[int, tuple[int, date | None]] = field(default_factory=dict)
    budget: Mapping[int, tuple[BudgetPlan, tuple[PlanVersion, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FramesState:
    """Whether the frames of an agreement lag behind the budget: in a word for lists, and what to do."""

    words: str
    behind: bool
    advice: str
    follow_id: int | None


def read_around(session: Session, sources: Sequence[Source]) -> Around:
    """Everything around agreements that have been read, in a fixed number of statements."""
    keys = [source.agreement.id for source in sources]
    if not keys:
        return Around()
    counted = select(AgreementComment.agreement_id, func.count()).group_by(AgreementComment.agreement_id)
    successors = select(Agreement.predecessor_id, Agreement.id, Agreement.starts)
    return Around(
        signed=_signed(session, sources),
        revisions=_revisions(session, keys),
        comments=dict(session.execute(counted.where(AgreementComment.agreement_id.in_(keys))).all()),
        renewed_by={
            old: (new, starts)
            for old, new, starts in session.execute(successors.where(Agreement.predecessor_id.in_(keys)))
            if old is not None
        },
        budget=_budget(session),
    )


def unsigned_of(source: Source, around: Around) -> tuple[str, ...]:
    """The roles that have not signed what was decided; () while nothing is, and for what is never signed."""
    if not source.version.locked or not kind_words(source.agreement.kind).signed:
        return ()
    left = Counter(around.signed.get(source.agreement.id, Counter()))
    missing = []
    for line in source.agreement.signatories:
        key = (line.side, fold(line.role))
        if left[key]:
            left[key] -= 1
        else:
            missing.append(line.role)
    return tuple(missing)


def signed_words(source: Source, unsigned: Sequence[str]) -> str:
    """How many have signed: 1 av 2; "" where nobody is to."""
    if not source.version.locked or not kind_words(source.agreement.kind).signed:
        return ""
    count = len(source.agreement.signatories)
    return f"{count - len(unsigned)} av {count}" if count else ""


def stage_of_source(
    source: Source, around: Around, unsigned: Sequence[str], today: date
) -> tuple[StageKey, Facts]:
    """How far an agreement has come, and what that is told from."""
    agreement = source.agreement
    facts = Facts(
        status=source.version.status,
        locked=source.version.locked,
        reached=reached_by(source.version),
        starts=agreement.starts,
        ends=agreement.ends,
        dialogue_on=agreement.dialogue_on,
        ended_on=agreement.ended_on,
        ending=agreement.ending,
        signed=kind_words(agreement.kind).signed,
        unsigned=len(unsigned),
        renewed=agreement.id in around.renewed_by,
    )
    return stage_of(facts, today), facts


def frames_state(source: Source, around: Around) -> FramesState:
    """How the frames stand to the budget, with what decided revisions have taken in."""
    if not source.frames:
        return FramesState(FRAMES_MISSING, False, "", None)
    revised = around.revisions.get(source.agreement.id, Revised())
    newest = source.newest_version
    follow = newest.id if newest is not None else None
    decided = newest is not None and newest.locked
    if (
        rules.behind_plan(source)
        and follow not in revised.versions
        and (decided or not source.version.locked)
    ):
        return FramesState(rules.behind_words(source), True, _advice(source), follow)
    later = _unrevised(source, around, revised) if source.version.locked else None
    if later is not None:
        plan, version = later
        words = f"Ej reviderade för {plan.first_year}"
        return FramesState(words, True, _revise(plan, version), version.id)
    return FramesState(FRAMES_FOLLOW, False, "", follow)


def _advice(source: Source) -> str:
    newest = source.newest_version
    if newest is None or not newest.locked:
        return "Ramarna är hämtade från en äldre version av budgeten."
    day = f" {write_long_date(newest.decided_on)}" if newest.decided_on else ""
    paragraph = f", {newest.paragraph}" if newest.paragraph else ""
    said = f"Ramarna ligger efter beslutet{day}{paragraph} (”{newest.name}”)."
    if source.version.locked:
        return f"{said} Revidera ramarna i en bilaga, eller gör en ny version."
    return f"{said} Låt ramarna följa den beslutade versionen."


def _revise(plan: BudgetPlan, version: PlanVersion) -> str:
    day = f" {write_long_date(version.decided_on)}" if version.decided_on else ""
    return (
        f"Ramarna för {plan.first_year} är inte reviderade efter budgetbeslutet{day}. "
        "Påbörja en ramrevidering."
    )


def _unrevised(source: Source, around: Around, revised: Revised) -> tuple[BudgetPlan, PlanVersion] | None:
    """The newest budget within the term that is decided and that no revision has taken in."""
    if source.plan is None:
        return None
    ends = source.agreement.ended_on or source.agreement.ends
    found = None
    for plan, versions in around.budget.values():
        within = plan.first_year > source.plan.first_year and (ends is None or plan.first_year <= ends.year)
        decided = in_force(versions) if within else None
        if decided is not None and not revised.versions & {version.id for version in versions}:
            found = (plan, decided)
        elif decided is not None:
            found = None
    return found


def _signed(session: Session, sources: Sequence[Source]) -> dict[int, Counter[tuple[str, str]]]:
    current = {source.agreement.id: source.version.number for source in sources}
    columns = (
        AgreementSigning.agreement_id, AgreementSigning.version_number, AgreementSigning.side,
        AgreementSigning.role,
    )  # fmt: skip
    asked = select(*columns).where(
        AgreementSigning.agreement_id.in_(list(current)),
        AgreementSigning.revision_id.is_(None),
        AgreementSigning.withdrawn_at.is_(None),
    )
    found: dict[int, Counter[tuple[str, str]]] = defaultdict(Counter)
    for key, number, side, role in session.execute(asked):
        if current[key] == number:
            found[key][side, fold(role)] += 1
    return found


def _revisions(session: Session, keys: Sequence[int]) -> dict[int, Revised]:
    columns = (AgreementRevision.agreement_id, AgreementRevision.locked, AgreementRevision.plan_version_id)
    rows: dict[int, list[tuple[bool, int | None]]] = defaultdict(list)
    for key, locked, version in session.execute(
        select(*columns).where(AgreementRevision.agreement_id.in_(keys))
    ):
        rows[key].append((locked, version))
    return {
        key: Revised(
            decided=sum(locked for locked, _ in several),
            drafts=sum(not locked for locked, _ in several),
            versions=frozenset(version for locked, version in several if locked and version is not None),
        )
        for key, several in rows.items()
    }


def _budget(session: Session) -> dict[int, tuple[BudgetPlan, tuple[PlanVersion, ...]]]:
    versions: dict[int, list[PlanVersion]] = defaultdict(list)
    for row in session.scalars(select(PlanVersion).order_by(PlanVersion.position)):
        versions[row.plan_id].append(row)
    plans = session.scalars(select(BudgetPlan).order_by(BudgetPlan.first_year, BudgetPlan.id))
    return {plan.id: (plan, tuple(versions[plan.id])) for plan in plans}
