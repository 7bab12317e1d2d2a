"""What the file itself shows of a stage: forecasts entered, proposals handed in, versions decided."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, PlanVersion, YearTotal
from app.models.economy import ForecastRound, VersionEconomy
from app.models.internalbudget import InternalBudget
from app.models.longterm import LongTermPlan
from app.models.proposals import BudgetDialogue, Proposal
from app.services.economy.process.stages import Stage
from app.services.formatting import write_count, write_date, write_tkr

#: How long after a stage's last day something still counts as made in it.
_GRACE: Final = timedelta(days=45)
_OF_VERSIONS: Final = frozenset({"prerequisites", "needs", "preliminary", "proposal", "decided", "revised"})
#: Kinds in which forecasts of income are what the work rests on.
_OF_FORECASTS: Final = frozenset({"analysis", "prerequisites"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the file shows, in words, with its place; `done` says that it settles the stage."""

    words: str
    done: bool = False
    kind: str | None = None
    key: int | str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What is read once from the file for all stages of a plan."""

    versions: tuple[PlanVersion, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    dialogues: tuple[tuple[int, date | None], ...] = ()
    rounds: tuple[ForecastRound, ...] = ()
    chosen: Mapping[int, int] = field(default_factory=dict)
    internal: int = 0
    rooms: tuple[tuple[str, int], ...] = ()
    long_term: tuple[LongTermPlan, ...] = ()


def read_shown(session: Session, plan: BudgetPlan) -> Shown:
    """Everything that any stage of the plan can show."""
    versions = tuple(
        session.scalars(
            select(PlanVersion).where(PlanVersion.plan_id == plan.id).order_by(PlanVersion.position)
        )
    )
    keys = [one.id for one in versions]
    proposals = tuple(session.scalars(select(Proposal).where(Proposal.plan_version_id.in_(keys))))
    held = select(BudgetDialogue.id, BudgetDialogue.held_on).where(
        BudgetDialogue.proposal_id.in_([one.id for one in proposals])
    )
    chosen = session.execute(
        select(VersionEconomy.plan_version_id, VersionEconomy.round_id).where(
            VersionEconomy.plan_version_id.in_(keys), VersionEconomy.round_id.is_not(None)
        )
    )
    internal = select(InternalBudget.id).where(InternalBudget.year == plan.first_year)
    return Shown(
        versions,
        proposals,
        tuple((key, day) for key, day in session.execute(held)),
        tuple(session.scalars(select(ForecastRound).order_by(ForecastRound.dated_on))),
        {version: round_id for version, round_id in chosen if round_id is not None},
        len(session.scalars(internal).all()),
        _rooms_set(session, plan, keys),
        tuple(session.scalars(select(LongTermPlan).order_by(LongTermPlan.made_on))),
    )


def _rooms_set(session: Session, plan: BudgetPlan, keys: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """The versions whose frames have a sum to share the budget year, and the sum in öre."""
    asked = (
        select(PlanVersion.name, YearTotal.to_distribute)
        .join(YearTotal, YearTotal.plan_version_id == PlanVersion.id)
        .where(PlanVersion.id.in_(keys), YearTotal.year == plan.first_year)
        .order_by(PlanVersion.position)
    )
    return tuple((name, amount) for name, amount in session.execute(asked) if amount is not None)


def evidence_of(shown: Shown, stages: Sequence[Stage]) -> Mapping[str, tuple[Evidence, ...]]:
    """What the file shows of each stage, by its key; what belongs to several of a kind stands at the last."""
    found: dict[str, tuple[Evidence, ...]] = {}
    last = {stage.kind: stage.key for stage in stages}
    by_stage = _versions_by_stage(shown, stages)
    for stage in stages:
        is_last = last[stage.kind] == stage.key
        own: list[Evidence] = []
        if stage.kind in _OF_FORECASTS:
            own += _rounds(shown, stage)
        if stage.kind == "needs" and is_last:
            own += _proposals(shown)
        if stage.kind == "dialogue" and shown.dialogues and is_last:
            held = sum(day is not None for _, day in shown.dialogues)
            words = write_count(held, "budgetdialog antecknad", "budgetdialoger antecknade")
            own.append(Evidence(words, False, *_handed(shown)))
        own += (_version(one, stage) for one in by_stage[stage.key])
        if stage.kind == "prerequisites" and is_last:
            own += _rests(shown)
        if stage.kind == "preliminary" and is_last:
            own += _total(shown)
        if stage.kind == "plan":
            own += _long_term(shown, stage)
        if stage.kind == "internal" and is_last and shown.internal:
            words = write_count(shown.internal, "internbudget gjord", "internbudgetar gjorda")
            own.append(Evidence(words, False, "internal_budget", None))
        found[stage.key] = tuple(own)
    return found


def _versions_by_stage(shown: Shown, stages: Sequence[Stage]) -> Mapping[str, list[PlanVersion]]:
    """A version belongs to the stage of its kind whose body has it; otherwise to the last of the kind."""
    placed: dict[str, list[PlanVersion]] = defaultdict(list)
    for version in shown.versions:
        fitting = [one for one in stages if one.kind == version.stage and version.stage in _OF_VERSIONS]
        named = [one for one in fitting if version.body and version.body in one.bodies]
        for stage in (named or fitting)[-1:]:
            placed[stage.key].append(version)
    return placed


def _version(version: PlanVersion, stage: Stage) -> Evidence:
    if version.locked:
        number = f", {version.paragraph}" if version.paragraph else ""
        by = f" av {version.body}" if version.body else ""
        on = f" {write_date(version.decided_on)}" if version.decided_on else ""
        return Evidence(f"”{version.name}” beslutades{by}{on}{number}", True, "plan_version", version.id)
    if version.ready:
        settled = stage.kind in ("needs", "proposal")
        return Evidence(f"”{version.name}” är klar för beslut", settled, "plan_version", version.id)
    words = f"”{version.name}” är under arbete"
    return Evidence(words, False, "plan_version", version.id)


def _rounds(shown: Shown, stage: Stage) -> Iterator[Evidence]:
    """The forecasts that were given while the stage was worked on."""
    when = stage.when
    if when is None or when.last is None:
        return
    first = when.first or when.last - _GRACE
    for one in shown.rounds:
        if first <= one.dated_on <= when.last + _GRACE:
            words = f"Prognosen ”{one.name}” är inlagd, {write_date(one.dated_on)}"
            yield Evidence(words, False, "forecast_round", one.id)


def _rests(shown: Shown) -> Iterator[Evidence]:
    """Which forecast the newest version rests on."""
    rounds = {one.id: one for one in shown.rounds}
    for version in reversed(shown.versions):
        chosen = rounds.get(shown.chosen.get(version.id, 0))
        if chosen is not None:
            words = f"”{version.name}” vilar på prognosen ”{chosen.name}”"
            yield Evidence(words, True, "economy", "prerequisites")
            return


def _total(shown: Shown) -> Iterator[Evidence]:
    """The sum that the frames share: the total frame of known income and the council's goals."""
    for name, amount in shown.rooms[:1]:
        words = f"Total ram att fördela i ”{name}”: {write_tkr(amount, unit=True)}"
        yield Evidence(words, False, "economy", "prerequisites")


def _long_term(shown: Shown, stage: Stage) -> Iterator[Evidence]:
    """The latest long-term plan, where that is what the step is about."""
    words = f"{stage.name} ".casefold()
    if shown.long_term and ("lep " in words or "långsiktig" in words):
        latest = shown.long_term[-1]
        made = f"”{latest.name}” är gjord, {write_date(latest.made_on)}"
        yield Evidence(made, False, "long_term_plan", latest.id)


def _proposals(shown: Shown) -> Iterator[Evidence]:
    if not shown.proposals:
        return
    handed = sum(one.submitted_on is not None for one in shown.proposals)
    begun = len(shown.proposals)
    if handed == begun:
        words = f"{write_count(begun, 'budgetförslag är inlämnat', 'budgetförslag är inlämnade')}"
    else:
        words = f"{handed} av {begun} påbörjade budgetförslag är inlämnade"
    yield Evidence(words, False, *_handed(shown))


def _handed(shown: Shown) -> tuple[str, int]:
    return "proposal", shown.proposals[0].id
