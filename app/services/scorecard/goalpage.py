"""Reads everything that is shown of one goal in a period: resources, performance, result and effect."""

from datetime import date
from typing import Any, Final

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models.assessments import Assessment, CauseLink, Improvement
from app.models.organisation import Unit
from app.models.steering import Level, Node, NodeVersion
from app.services.assignments import rules as deedrules
from app.services.assignments.views import work_of_node
from app.services.scorecard.analysts import analysts
from app.services.scorecard.goalfigures import Stand, places_of, read_stands
from app.services.scorecard.goalframe import goal_frame
from app.services.scorecard.goalrows import GoalRow, goal_rows
from app.services.scorecard.goalviews import Deed, GoalPage, Origin
from app.services.scorecard.goalwheel import wheel_of
from app.services.scorecard.judgements import (
    difference_words,
    empty_judgement,
    judgements,
    proposal_words,
)
from app.services.scorecard.periods import period_words
from app.services.scorecard.scale import result_scale
from app.services.scorecard.views import Goal
from app.services.scorecard.words import measure_word
from app.services.steering.detail import NodeDetail, NodeLink, node_detail

_VOLUME: Final = "volume"
_CURRENT = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)


def goal_page(
    session: Session,
    *,
    node_id: int,
    unit_id: int | None = None,
    period: str | None = None,
    year: int | None = None,
    today: date,
) -> GoalPage:
    """A goal at the end of a period, as a whole or for what a unit contributes."""
    detail = node_detail(session, node_id=node_id, today=today)
    said = period or str(year or today.year)
    when = int(said[:4])
    row = goal_rows(session, year=when, node_ids=(node_id,))[0]
    shown_unit = unit_id if unit_id is not None else row.unit_id
    stand = read_stands(session, (row,), year=when, period=said, today=today, unit_id=unit_id)[node_id]
    judged = _judged(session, row, unit_id, said, stand)
    deeds, word = _deeds(session, node_id, today), measure_word(session)
    wheel_name, wheel = wheel_of(session, row, stand.figures, deeds, judged["judgement"], word)
    return GoalPage(
        **_stored(row, detail),
        **_measured(stand.figures),
        **judged,
        **_ties(session, node_id),
        unit_id=unit_id,
        unit=_name_of(session, shown_unit),
        year=when,
        period=said,
        period_words=period_words(said),
        frame=None if shown_unit is None else goal_frame(session, unit_id=shown_unit, year=when),
        deeds=deeds,
        standing=stand.standing,
        scale=result_scale(session),
        proposed=stand.proposed,
        why=proposal_words(row, stand.figures, deeds, word),
        analysts=analysts(session, unit_id=shown_unit),
        wheel_name=wheel_name,
        wheel=wheel,
    )


def _judged(session: Session, row: GoalRow, unit_id: int | None, period: str, stand: Stand) -> dict[str, Any]:
    """What has been said of a goal: in the period, before and after it, and by other units."""
    told = judgements(session, node_id=row.id)
    places = places_of(row.unit_id, unit_id)
    key = stand.assessment.id if stand.assessment is not None else 0
    judgement = next((one for one in told if one.id == key), empty_judgement(places[0], period))
    return {
        "judgement": judgement,
        "difference": difference_words(stand, judgement),
        "earlier": tuple(one for one in told if one.unit_id in places and one.period != period),
        "contributions": tuple(
            one
            for one in told
            if one.period == period and one.id != key and (one.unit_id is not None or None not in places)
        ),
    }


def _name_of(session: Session, unit_id: int | None) -> str | None:
    unit = session.get(Unit, unit_id) if unit_id is not None else None
    return unit.name if unit is not None else None


def _stored(row: GoalRow, detail: NodeDetail) -> dict[str, Any]:
    return {
        "node_id": row.id,
        "node_version": row.version,
        "title": row.title,
        "text": row.text,
        "level": row.level,
        "owner": row.owner,
        "own_unit_id": row.unit_id,
        "group": row.group,
        "nature": row.nature,
        "due_year": row.due_year,
        "status_word": detail.status_word,
        "locked": row.locked,
        "measurable": row.measurable,
        "example": row.example,
        "thread": detail.thread,
        "serves": detail.contributes,
        "served_by": detail.served_by,
    }


def _ties(session: Session, node_id: int) -> dict[str, Any]:
    """What a goal comes from, and its arrows on the strategy map."""
    return {
        "origin": _origin(session, node_id),
        "causes": _tied(session, node_id, causes=True),
        "effects": _tied(session, node_id, causes=False),
    }


def _measured(found: Goal | None) -> dict[str, Any]:
    """The figures that tell how much was done, and those that tell of the result, with their mean."""
    every = found.figures if found is not None else ()
    return {
        "volumes": tuple(figure for figure in every if figure.aspect == _VOLUME),
        "figures": tuple(figure for figure in every if figure.aspect != _VOLUME),
        "average": found.average if found is not None else None,
    }


def _deeds(session: Session, node_id: int, today: date) -> tuple[Deed, ...]:
    """What is done for a goal: its activities, and the assignments that serve it."""
    work = work_of_node(session, node_id=node_id, today=today)
    activities = (
        Deed(
            "activity", one.id, one.title, one.responsible, one.ends,
            deedrules.ACTIVITY_STATUS[one.status], one.status == deedrules.DONE, one.late, one.example,
        )
        for one in work.activities
    )  # fmt: skip
    assignments = (
        Deed(
            "assignment", one.id, one.title, one.receiver, one.due,
            deedrules.ASSIGNMENT_STATUS[one.status], one.status == deedrules.DONE, one.late, one.example,
        )
        for one in work.assignments
    )  # fmt: skip
    return (*activities, *assignments)


def _origin(session: Session, node_id: int) -> Origin | None:
    statement = (
        select(Assessment.node_id, NodeVersion.title, Assessment.period, Improvement.text)
        .join(Assessment, Assessment.id == Improvement.assessment_id)
        .join(Node, Node.id == Assessment.node_id)
        .join(NodeVersion, _CURRENT)
        .where(Improvement.node_id == node_id)
        .order_by(Improvement.id)
    )
    found = session.execute(statement).first()
    return None if found is None else Origin(found[0], found[1], period_words(found[2]), found[3])


def _tied(session: Session, node_id: int, *, causes: bool) -> tuple[NodeLink, ...]:
    """The goals that are thought to bring this one about, or that it brings about."""
    own, other = (
        (CauseLink.effect_id, CauseLink.cause_id) if causes else (CauseLink.cause_id, CauseLink.effect_id)
    )
    columns = (Node.id, Level.short_name, Level.name, NodeVersion.title, CauseLink.version, CauseLink.note)
    statement = select(*columns).select_from(CauseLink).join(Node, Node.id == other).join(Level)
    statement = statement.join(NodeVersion, _CURRENT).where(own == node_id).order_by(CauseLink.id)
    return tuple(
        NodeLink(key, short or name, title, version=version, note=note or "")
        for key, short, name, title, version, note in session.execute(statement)
    )
