"""The rows of scorecards as they are kept: made, found, placed, and called by their names."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.organisation import Municipality, Unit
from app.models.scorecard import Indicator, NodeIndicator, Scorecard, ScorecardRow
from app.models.steering import Perspective
from app.models.types import new_id
from app.services.scorecard.carderrors import BadWeight, NothingChosen, ThereAlready
from app.services.scorecard.cardgoals import Planned
from app.services.steering.nodes import get_node
from app.services.storage import check_version

HIGHEST_WEIGHT = 1000


# ---- rows ----------------------------------------------------------------------------------------


def made_card(planned: Sequence[Planned], unit_id: int | None, year: int) -> Scorecard:
    """A scorecard with a row for everything that it is to show."""
    return Scorecard(id=new_id(), unit_id=unit_id, year=year, rows=_rows_of(planned))


def _rows_of(planned: Sequence[Planned]) -> list[ScorecardRow]:
    rows: list[ScorecardRow] = []
    for plan in planned:
        node_id = plan.facts.id if plan.facts else None
        if node_id is not None:
            rows.append(_new_row(rows, node_id, None, plan.perspective_id, plan.weight))
        for one in plan.figures:
            perspective = plan.perspective_id if node_id is None else None
            rows.append(_new_row(rows, node_id, one.indicator_id, perspective, one.weight))
    return rows


def _new_row(
    rows: Sequence[ScorecardRow], node_id: int | None, indicator_id: int | None, perspective_id: int | None,
    weight: Decimal | None,
) -> ScorecardRow:  # fmt: skip
    return ScorecardRow(
        id=new_id(), node_id=node_id, indicator_id=indicator_id, perspective_id=perspective_id,
        position=len(rows) + 1, weight=weight,
    )  # fmt: skip


def added_row(
    session: Session, card: Scorecard, node_id: int | None, indicator_id: int | None,
    perspective_id: int | None,
) -> ScorecardRow:  # fmt: skip
    """A new row below the others; a goal that comes alone brings the figures that measure it."""
    if node_id is None and indicator_id is None:
        raise NothingChosen
    title = title_of(session, node_id, indicator_id)
    if find_row(card, node_id, indicator_id) is not None:
        raise ThereAlready(title)
    if node_id is not None and find_row(card, node_id, None) is None:
        head = _appended(card, node_id, None, perspective_id)
        if indicator_id is None:
            _add_measures(session, card, node_id)
            return head
    return _appended(card, node_id, indicator_id, perspective_id if node_id is None else None)


def _appended(
    card: Scorecard, node_id: int | None, indicator_id: int | None, perspective_id: int | None,
    weight: Decimal | None = None,
) -> ScorecardRow:  # fmt: skip
    place = 1 + max((row.position for row in card.rows), default=0)
    row = ScorecardRow(
        id=new_id(), node_id=node_id, indicator_id=indicator_id, perspective_id=perspective_id,
        position=place, weight=weight,
    )  # fmt: skip
    card.rows.append(row)
    return row


def _add_measures(session: Session, card: Scorecard, node_id: int) -> None:
    links = select(NodeIndicator).where(NodeIndicator.node_id == node_id).order_by(NodeIndicator.id)
    for link in session.scalars(links).all():
        if find_row(card, node_id, link.indicator_id) is None:
            _appended(card, node_id, link.indicator_id, None, link.weight)


def find_row(card: Scorecard, node_id: int | None, indicator_id: int | None) -> ScorecardRow | None:
    """The row of a goal or figure."""
    return next(
        (row for row in card.rows if (row.node_id, row.indicator_id) == (node_id, indicator_id)), None
    )


def groups_of_rows(session: Session, card: Scorecard) -> dict[int, int | None]:
    """The perspective that each row is shown in: its own, or else the first of its goal or figure."""
    order = list(session.scalars(select(Perspective.id).order_by(Perspective.position, Perspective.id)))
    found: dict[int, int | None] = {}
    for row in card.rows:
        shown = row.perspective_id
        if shown is None and row.node_id is not None:
            own = {one.perspective_id for one in get_node(session, row.node_id).perspectives}
            shown = next((one for one in order if one in own), None)
        elif shown is None and row.indicator_id is not None:
            shown = session.get_one(Indicator, row.indicator_id).perspective_id
        found[row.id] = shown
    return found


def beside(one: ScorecardRow, row: ScorecardRow) -> bool:
    """Whether two rows stand in the same list: goals of a perspective, figures of a goal."""
    if (one.indicator_id is None) != (row.indicator_id is None):
        return False
    if row.indicator_id is not None and row.node_id is not None:
        return one.node_id == row.node_id
    return (one.node_id is None) == (row.node_id is None)


def renumbered(rows: Sequence[ScorecardRow], some: Sequence[ScorecardRow]) -> list[int]:
    """Give every row a place of its own; the new places of some of them."""
    for place, one in enumerate(sorted(rows, key=lambda one: (one.position, one.id)), 1):
        one.position = place
    return sorted(one.position for one in some)


# ---- what is worked on ---------------------------------------------------------------------------


def card_of(session: Session, unit_id: int | None, year: int) -> Scorecard | None:
    """The scorecard of a unit and year."""
    unit = Scorecard.unit_id.is_(None) if unit_id is None else Scorecard.unit_id == unit_id
    return session.scalars(select(Scorecard).where(unit, Scorecard.year == year)).first()


def unit_name(session: Session, unit_id: int | None) -> str:
    """Whose a scorecard is, in words."""
    if unit_id is None:
        return session.scalar(select(Municipality.name)) or "kommunen"
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise NotFound("Enheten")
    return unit.name


def open_card(session: Session, scorecard_id: int, expected_version: int) -> Scorecard:
    """A scorecard in the state that somebody has seen."""
    card = session.get(Scorecard, scorecard_id)
    if card is None:
        raise NotFound("Styrkortet")
    check_version(card, expected_version, "Styrkortet")
    return card


def open_row(
    session: Session, scorecard_id: int, node_id: int | None, indicator_id: int | None, expected_version: int
) -> tuple[Scorecard, ScorecardRow]:
    """A row of a scorecard; a goal that is there only by its figures gets a row of its own."""
    card = open_card(session, scorecard_id, expected_version)
    row = find_row(card, node_id, indicator_id)
    if row is None and indicator_id is None and any(one.node_id == node_id is not None for one in card.rows):
        row = _appended(card, node_id, None, None)
    if row is None:
        raise NotFound("Raden i styrkortet")
    return card, row


def card_words(session: Session, card: Scorecard) -> str:
    """A scorecard as it is called in the log."""
    return f"styrkortet för {unit_name(session, card.unit_id)} {card.year}"


def title_of(session: Session, node_id: int | None, indicator_id: int | None) -> str:
    """What a row shows, by its name."""
    if indicator_id is not None:
        found = session.get(Indicator, indicator_id)
        if found is None:
            raise NotFound("Måttet")
        if node_id is not None:
            get_node(session, node_id)
        return found.name
    return get_node(session, node_id or 0).current.title


def check_weight(weight: Decimal | None) -> None:
    """Refuse what is no weight."""
    if weight is not None and not 0 <= weight <= HIGHEST_WEIGHT:
        raise BadWeight(HIGHEST_WEIGHT)
