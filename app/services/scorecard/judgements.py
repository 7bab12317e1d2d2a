"""What has been judged of a goal, period by period, and how it differs from what the figures say."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models.assessments import Assessment, Improvement
from app.models.assignments import Activity
from app.models.organisation import Unit
from app.models.steering import Node, NodeVersion
from app.services.assignments.rules import ACTIVITY_STATUS
from app.services.formatting import write_count, write_number
from app.services.scorecard.goalfigures import DECIDED, Stand
from app.services.scorecard.goalrows import GoalRow
from app.services.scorecard.goalviews import Action, Deed, Judgement
from app.services.scorecard.periods import NotAPeriod, period_words, read_period
from app.services.scorecard.scale import ResultStep, result_scale, step_of
from app.services.scorecard.views import Goal
from app.services.scorecard.words import MeasureWord

_CURRENT = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)
_SCORED = frozenset({"met", "partly", "unmet"})
_VOLUME = "volume"
_TEXTS = (
    "reason", "trend", "analysis", "conclusion", "risk", "resources", "performance", "effect",
    "analyst_role", "assessed_by", "assessed_on", "example",
)  # fmt: skip


def judgements(session: Session, *, node_id: int) -> tuple[Judgement, ...]:
    """Every assessment of a goal, the newest period first."""
    rows = session.execute(
        select(Assessment, Unit.name)
        .outerjoin(Unit, Unit.id == Assessment.unit_id)
        .where(Assessment.node_id == node_id)
    ).all()
    scale = result_scale(session)
    actions = _actions(session, [row.Assessment.id for row in rows])
    found = [_judgement(row.Assessment, row.name, scale, actions.get(row.Assessment.id, ())) for row in rows]
    return tuple(sorted(found, key=_newest, reverse=True))


def place_of(session: Session, *, assessment_id: int) -> tuple[int, int | None, str] | None:
    """The goal, unit and period of an assessment; None when it is gone."""
    row = session.get(Assessment, assessment_id)
    return None if row is None else (row.node_id, row.unit_id, row.period)


def empty_judgement(unit_id: int | None, period: str) -> Judgement:
    """What stands there before anybody has written."""
    texts: dict[str, Any] = dict.fromkeys(_TEXTS)
    return Judgement(
        id=0, version=0, unit_id=unit_id, unit=None, period=period, period_words=period_words(period),
        decided=False, result=None, proposed=None, **texts | {"example": False},
    )  # fmt: skip


def _judgement(
    row: Assessment, unit: str | None, scale: Sequence[ResultStep], actions: Sequence[Action]
) -> Judgement:
    return Judgement(
        id=row.id,
        version=row.version,
        unit_id=row.unit_id,
        unit=unit,
        period=row.period,
        period_words=period_words(row.period),
        decided=row.status == DECIDED,
        result=step_of(scale, row.result),
        proposed=step_of(scale, row.proposed),
        actions=tuple(actions),
        **{name: getattr(row, name) for name in _TEXTS},
    )


def _newest(one: Judgement) -> tuple[str, str]:
    try:
        period = read_period(one.period)
    except NotAPeriod:
        return one.period[:4], one.period
    # The whole year is said after its parts, which may end on the same day.
    return period.last.isoformat(), period.first.isoformat() if period.frequency != "year" else "9"


def _actions(session: Session, assessments: Sequence[int]) -> dict[int, list[Action]]:
    statement = (
        select(
            Improvement, Activity.title.label("activity"), Activity.status, NodeVersion.title.label("node")
        )
        .outerjoin(Activity, Activity.id == Improvement.activity_id)
        .outerjoin(Node, Node.id == Improvement.node_id)
        .outerjoin(NodeVersion, _CURRENT)
        .where(Improvement.assessment_id.in_(assessments))
        .order_by(Improvement.position, Improvement.id)
    )
    found: dict[int, list[Action]] = {}
    for row in session.execute(statement):
        one: Improvement = row.Improvement
        status = ACTIVITY_STATUS[row.status] if row.status else None
        made = Action(
            one.id, one.text, one.responsible, one.due, one.activity_id, row.activity, status,
            one.node_id, row.node, one.example,
        )  # fmt: skip
        found.setdefault(one.assessment_id, []).append(made)
    return found


def proposal_words(row: GoalRow, found: Goal | None, deeds: Sequence[Deed], word: MeasureWord) -> str:
    """Why the figures propose what they do, in a sentence."""
    if found is None or not found.figures:
        if row.measurable is False:
            return "Nivån mäts inte. Bedöm målet i ord."
        return _without(f"{word.no.capitalize()} {word.one} är kopplat till målet.", deeds)
    known = [figure for figure in found.figures if figure.standing in _SCORED]
    every = len(found.figures)
    if not known:
        return _without(f"{write_count(every, word.one, word.many)}, men inget utfall i perioden.", deeds)
    met = sum(figure.standing == "met" for figure in known)
    told = f"{met} av {write_count(len(known), word.one, word.many)} når målvärdet"
    if found.average.score is not None:
        told += f", poäng {write_number(found.average.score, 1)} av 10"
    if len(known) < every:
        told += f"; uppgift finns för {len(known)} av {every}"
    if all(figure.aspect == _VOLUME for figure in known):
        told += ". Det är bara volymmått, som säger hur mycket som har gjorts"
    return f"{told}."


def _without(told: str, deeds: Sequence[Deed]) -> str:
    if any(deed.done for deed in deeds):
        return f"{told} Genomförda aktiviteter är inget resultat."
    return told


def difference_words(stand: Stand, judgement: Judgement) -> str:
    """What the figures say where the person says something else; also where they have changed since."""
    if not judgement.decided or judgement.result is None:
        return ""
    told = ""
    if stand.differs and stand.proposed is not None:
        told = f"Utfallet säger {stand.proposed.name.lower()}, bedömt som {judgement.result.name.lower()}."
    before = judgement.proposed
    if before is not None and stand.proposed is not None and before.mark != stand.proposed.mark:
        changed = f"Utfallet sade {before.name.lower()} när bedömningen gjordes"
        now = f"och säger nu {stand.proposed.name.lower()}."
        told = f"{told} {changed} {now}".strip()
    return told
