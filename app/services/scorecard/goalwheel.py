"""How far a goal has come around the quality wheel: planning, doing, analysis, improvement."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.services.formatting import write_count
from app.services.scorecard.goalrows import GoalRow
from app.services.scorecard.goalviews import WHEEL_STEPS, Deed, Judgement, WheelStep
from app.services.scorecard.views import Goal
from app.services.scorecard.words import MeasureWord
from app.services.steering.modelerrors import NoModel
from app.services.steering.ownmodel import own_model

_USUAL_NAME = "Kvalitetshjulet"


def wheel_of(
    session: Session,
    row: GoalRow,
    found: Goal | None,
    deeds: Sequence[Deed],
    judgement: Judgement,
    word: MeasureWord,
) -> tuple[str, tuple[WheelStep, ...]]:
    """The wheel's name and its four steps for a goal and period, in the model's words where it has four."""
    name, names = _names(session)
    told = (_planned(row, found, word), _doing(deeds), _analysed(judgement), _improving(judgement))
    return name, tuple(WheelStep(step, done, words) for step, (done, words) in zip(names, told, strict=True))


def _names(session: Session) -> tuple[str, tuple[str, ...]]:
    try:
        own = own_model(session).quality_wheel
    except NoModel:
        own = None
    if own is None or len(own.steps) != len(WHEEL_STEPS):
        return _USUAL_NAME, WHEEL_STEPS
    return own.name, tuple(f"{step[:1].upper()}{step[1:]}" for step in own.steps)


def _planned(row: GoalRow, found: Goal | None, word: MeasureWord) -> tuple[bool, str]:
    if found is None or not found.figures:
        return row.measurable is False, "mäts inte" if row.measurable is False else f"{word.many} saknas"
    aimed = sum(bool(one.goalposts.value is not None or one.goalposts.words) for one in found.figures)
    if aimed < len(found.figures):
        return False, f"{write_count(len(found.figures) - aimed, 'målvärde', 'målvärden')} saknas"
    return True, f"{write_count(aimed, word.one, word.many)} med målvärde"


def _doing(deeds: Sequence[Deed]) -> tuple[bool, str]:
    if not deeds:
        return False, "inga aktiviteter"
    done = sum(deed.done for deed in deeds)
    return done == len(deeds), f"{done} av {len(deeds)} klara"


def _analysed(judgement: Judgement) -> tuple[bool, str]:
    if judgement.decided:
        return judgement.written, "bedömt" if judgement.written else "bedömt utan analys"
    return False, "analys påbörjad" if judgement.written else "analys saknas"


def _improving(judgement: Judgement) -> tuple[bool, str]:
    if not judgement.actions:
        return False, "inga åtgärder"
    left = sum(action.open for action in judgement.actions)
    told = write_count(len(judgement.actions), "åtgärd", "åtgärder")
    return not left, f"{told}, {left} att ta vidare" if left else f"{told} tagna vidare"
