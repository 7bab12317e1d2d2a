"""Fills a file with the example's scorecards, assessments, arrows of cause, and other municipalities."""

from sqlalchemy.orm import Session

from app.models.assessments import Assessment, CauseLink, Improvement
from app.models.assignments import Activity
from app.models.comparisons import ComparisonGroup, ComparisonValue, OtherMunicipality
from app.models.scorecard import Scorecard, ScorecardRow
from app.models.types import new_id
from app.services.exchange import example_format_scorecard as shape
from app.services.exchange.example_scorecard import ScorecardLoader

_FIRST_CODE = 9901
_INVENTED = "Påhittade värden"


def load_cards(loader: ScorecardLoader, example: shape.Scorecards) -> None:
    """Everything that is concluded from the figures; goals and figures must be there."""
    session = loader.session
    for row in example.cards:
        for unit in row.units or (None,):
            _add_card(loader, row, unit)
    for assessment in example.assessments:
        _add_assessment(loader, assessment)
    for cause in example.causes:
        ends = loader.nodes[cause.cause].id, loader.nodes[cause.effect].id
        session.add(CauseLink(cause_id=ends[0], effect_id=ends[1], note=cause.note, example=True))
    _load_others(session, loader, example.compared)
    session.flush()


def _add_card(loader: ScorecardLoader, row: shape.Cards, unit: str | None) -> None:
    card = Scorecard(
        id=new_id(),
        unit_id=None if unit is None else loader.units[unit].id,
        year=loader.time.year(row.year),
        comment=loader.time.known_words(row.comment),
        example=True,
    )
    loader.session.add(card)
    position = 0
    for goal in row.goals:
        place = {
            "node_id": loader.nodes[goal.goal].id,
            "perspective_id": loader.perspective(goal.perspective),
        }
        card.rows.append(ScorecardRow(**place, position=position, weight=goal.weight))
        for figure in goal.figures:
            position += 1
            key = loader.indicators[figure].id
            card.rows.append(ScorecardRow(**place, indicator_id=key, position=position))
        position += 1


def _add_assessment(loader: ScorecardLoader, row: shape.AssessmentRow) -> None:
    time = loader.time
    texts = (
        "reason", "analysis", "conclusion", "risk", "resources", "performance", "effect", "analyst_role",
    )  # fmt: skip
    assessment = Assessment(
        id=new_id(),
        node_id=loader.nodes[row.goal].id,
        unit_id=None if row.unit is None else loader.units[row.unit].id,
        period=time.span(row.period),
        status="draft" if row.result is None else "decided",
        result=row.result,
        proposed=row.proposed,
        trend=row.trend,
        assessed_on=time.known_day(row.assessed_on),
        assessed_by=row.analyst_role if row.result is not None else None,
        example=True,
        **{name: time.known_words(getattr(row, name)) for name in texts},
    )
    loader.session.add(assessment)
    for place, action in enumerate(row.actions):
        assessment.improvements.append(_improvement(loader, row, action, place))


def _improvement(
    loader: ScorecardLoader, row: shape.AssessmentRow, action: shape.Action, place: int
) -> Improvement:
    due = loader.time.day(action.due)
    text = loader.time.words(action.text)
    made = None
    if action.activity:
        made = Activity(
            id=new_id(),
            node_id=loader.nodes[row.goal].id,
            unit_id=None if row.unit is None else loader.units[row.unit].id,
            title=text.rstrip("."),
            responsible=action.responsible,
            ends=due,
            example=True,
        )
        loader.session.add(made)
        loader.session.flush()
    return Improvement(
        position=place,
        text=text,
        responsible=action.responsible,
        due=due,
        activity_id=made.id if made else None,
        example=True,
    )


def _load_others(session: Session, loader: ScorecardLoader, compared: shape.Compared) -> None:
    others = [
        OtherMunicipality(id=new_id(), code=str(_FIRST_CODE + place), name=name, kind="K")
        for place, name in enumerate(compared.names)
    ]
    session.add_all(others)
    session.add(ComparisonGroup(name=compared.group, codes=[one.code for one in others], note=compared.note))
    session.flush()
    session.add_all(
        ComparisonValue(
            indicator_id=loader.indicators[row.indicator].id,
            municipality_id=other.id,
            period=loader.time.span(row.period),
            value=value or None,
            source=_INVENTED,
        )
        for row in compared.values
        for other, value in zip(others, row.values, strict=True)
    )
