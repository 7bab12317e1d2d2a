"""Use cases on indicators as such: describe, link to goals, make, copy and remove one."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from app.models.base import Base
from app.models.comparisons import ComparisonValue
from app.models.errors import NotFound
from app.models.organisation import Unit
from app.models.proposals import Proposal, ProposalFigure
from app.models.scorecard import (
    Indicator,
    IndicatorTarget,
    Measurement,
    NodeIndicator,
    PeriodTarget,
    Scorecard,
    ScorecardRow,
)
from app.models.steering import Node, Perspective
from app.models.types import new_id
from app.services.scorecard.below import units_below
from app.services.scorecard.errors import NobodyBelow
from app.services.scorecard.formulas import check_formulas, formulas_of
from app.services.scorecard.indicatordetail import choices as choices
from app.services.scorecard.indicatordetail import indicator_of as indicator_of
from app.services.scorecard.indicatordetail import version_of as version_of
from app.services.scorecard.indicatorerrors import AlreadyLinked, NeededByFormula, NotAWeight
from app.services.scorecard.indicatorfields import FIELD_WORDS, check_row, cleaned
from app.services.scorecard.indicatorreading import indicator_rows as indicator_rows
from app.services.steering.nodes import get_node
from app.services.storage import bulk, check_version, describe, touch

#: What belongs to an indicator alone and goes with it.
_OWN = (IndicatorTarget, PeriodTarget, NodeIndicator, Measurement, ScorecardRow, ComparisonValue)


def new_indicator(session: Session, *, name: str, node_id: int | None = None, **values: Any) -> int:
    """Make an indicator, of a goal or of none yet; `values` as for `set_fields`. Gives its id."""
    given = cleaned({"name": name, **values})
    row = Indicator(id=new_id(), obligatory=False, by_gender=False, summing="last", target_kind="absolute")
    for field, value in given.items():
        setattr(row, field, value)
    if node_id is not None and row.owner_unit_id is None:
        row.owner_unit_id = get_node(session, node_id).unit_id
    _check_references(session, given)
    check_row(session, row)
    session.add(row)
    session.flush()
    if node_id is not None:
        node = get_node(session, node_id)
        session.add(NodeIndicator(id=new_id(), node_id=node_id, indicator_id=row.id))
        touch(node)
    describe(session, f"La till måttet ”{row.name}”")
    return row.id


def set_fields(session: Session, *, indicator_id: int, expected_version: int, **values: Any) -> None:
    """Say what an indicator is; `values` are its fields by name, those in `FIELDS`.

    Refused when they do not fit each other, or the formulas that the indicator stands in.
    """
    row = _open(session, indicator_id, expected_version)
    given = cleaned(values)
    changed = {field: value for field, value in given.items() if getattr(row, field) != value}
    if not changed:
        return
    _check_references(session, changed)
    if "owner_unit_id" in changed and row.obligatory:
        _check_below(session, row, changed["owner_unit_id"])
    if "unit_of_measure" in changed:
        check_formulas(session, {row.id: changed["unit_of_measure"]})
    before = row.name
    for field, value in changed.items():
        setattr(row, field, value)
    with session.no_autoflush:
        check_row(session, row)
    what = FIELD_WORDS[next(iter(changed))] if len(changed) == 1 else "uppgifterna"
    describe(session, f"Ändrade {what} för ”{before}”")
    touch(row)


def link(
    session: Session,
    *,
    indicator_id: int,
    node_id: int,
    weight: Decimal | None = None,
    expected_version: int | None = None,
) -> None:
    """Let an indicator measure one more goal, a decided one too: how it is measured is not its wording."""
    row = _open(session, indicator_id, expected_version)
    node = get_node(session, node_id)
    if _link(session, indicator_id, node_id) is not None:
        raise AlreadyLinked(node.current.title, row.name)
    _check_weight(weight)
    session.add(NodeIndicator(id=new_id(), node_id=node_id, indicator_id=indicator_id, weight=weight))
    describe(session, f"Lät ”{row.name}” mäta ”{node.current.title}”")
    touch(row)
    touch(node)


def unlink(session: Session, *, indicator_id: int, node_id: int, expected_version: int | None = None) -> None:
    """Let an indicator measure a goal no longer; the indicator and its outcomes stay."""
    row = _open(session, indicator_id, expected_version)
    found = _link(session, indicator_id, node_id)
    if found is None:
        return
    node = get_node(session, node_id)
    session.delete(found)
    describe(session, f"”{row.name}” mäter inte längre ”{node.current.title}”")
    touch(row)
    touch(node)


def set_weight(
    session: Session,
    *,
    indicator_id: int,
    node_id: int,
    weight: Decimal | None,
    expected_version: int | None = None,
) -> None:
    """Say how much an indicator counts among those of a goal; None is as much as the others."""
    row = _open(session, indicator_id, expected_version)
    found = _link(session, indicator_id, node_id)
    if found is None:
        raise NotFound("Kopplingen till målet")
    _check_weight(weight)
    if found.weight == weight:
        return
    found.weight = weight
    node = get_node(session, node_id)
    describe(session, f"Ändrade vikten för ”{row.name}” i ”{node.current.title}”")
    touch(row)
    touch(node)


def copy_indicator(session: Session, *, indicator_id: int, name: str) -> int:
    """Make an indicator like another, with its targets and goals but nothing measured; gives its id."""
    row = _open(session, indicator_id, None)
    given = cleaned({"name": name})
    left_out = {"id", "version", "example", "code", "name"}
    kept = {
        column.key: getattr(row, column.key)
        for column in inspect(Indicator).mapper.column_attrs
        if column.key not in left_out
    }
    copy = Indicator(id=new_id(), name=given["name"], **kept)
    session.add(copy)
    session.flush()
    for part in (IndicatorTarget, PeriodTarget, NodeIndicator):
        for one in session.scalars(select(part).where(part.indicator_id == row.id).order_by(part.id)).all():
            session.add(_twin(part, one, copy.id))
    describe(session, f"Kopierade ”{row.name}” till ”{copy.name}”")
    return copy.id


def _twin(part: type[Any], one: Any, indicator_id: int) -> Base:
    columns = {c.key: getattr(one, c.key) for c in inspect(part).mapper.column_attrs}
    twin: Base = part(**{**columns, "id": new_id(), "indicator_id": indicator_id})
    return twin


def remove_indicator(session: Session, *, indicator_id: int, expected_version: int) -> None:
    """Remove an indicator with its targets, outcomes, comparisons and places in scorecards.

    Refused while another is computed from it. Budget proposals that took a value of it keep the value.
    """
    row = _open(session, indicator_id, expected_version)
    names = [
        session.get_one(Indicator, key).name
        for key, formula in formulas_of(session).items()
        if indicator_id in formula.references and key != indicator_id
    ]
    if names:
        raise NeededByFormula(row.name, tuple(names))
    name = row.name
    nodes = session.scalars(select(NodeIndicator.node_id).where(NodeIndicator.indicator_id == indicator_id))
    for node in session.scalars(select(Node).where(Node.id.in_(nodes.all()))):
        touch(node)
    for figure in session.scalars(select(ProposalFigure).where(ProposalFigure.indicator_id == indicator_id)):
        figure.indicator_id = None
        touch(session.get_one(Proposal, figure.proposal_id))
    cards = select(ScorecardRow.scorecard_id).where(ScorecardRow.indicator_id == indicator_id)
    for card in session.scalars(select(Scorecard).where(Scorecard.id.in_(cards))):
        touch(card)
    session.flush()
    for part in _OWN:
        bulk.delete_rows(
            session, part, session.scalars(select(part.id).where(part.indicator_id == indicator_id)).all()
        )
    bulk.delete_rows(session, Indicator, [indicator_id])
    describe(session, f"Tog bort måttet ”{name}”")


def _open(session: Session, indicator_id: int, expected_version: int | None) -> Indicator:
    row = session.get(Indicator, indicator_id)
    if row is None:
        raise NotFound("Måttet")
    if expected_version is not None:
        check_version(row, expected_version, f"”{row.name}”")
    return row


def _link(session: Session, indicator_id: int, node_id: int) -> NodeIndicator | None:
    at = (NodeIndicator.indicator_id == indicator_id, NodeIndicator.node_id == node_id)
    return session.scalars(select(NodeIndicator).where(*at)).one_or_none()


def _check_weight(weight: Decimal | None) -> None:
    if weight is not None and weight < 0:
        raise NotAWeight


def _check_references(session: Session, given: Mapping[str, Any]) -> None:
    for field, model, what in (
        ("owner_unit_id", Unit, "Enheten"),
        ("perspective_id", Perspective, "Perspektivet"),
    ):
        if given.get(field) is not None and session.get(model, given[field]) is None:
            raise NotFound(what)


def _check_below(session: Session, row: Indicator, owner_id: int | None) -> None:
    owner = None if owner_id is None else session.get(Unit, owner_id)
    if owner is None or not units_below(session, owner.id):
        raise NobodyBelow(row.name, owner.name if owner else None)
