"""Use cases on scorecards: put one together, choose what it shows, weigh, comment and decide it."""

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import NotFound
from app.models.scorecard import Scorecard, ScorecardWeight
from app.models.steering import Perspective
from app.models.types import new_id
from app.services.scorecard.carderrors import (
    CardExists,
    DecidedAlready,
    NotHere,
    NothingToShow,
)
from app.services.scorecard.cardstore import (
    added_row,
    beside,
    card_of,
    card_words,
    check_weight,
    groups_of_rows,
    made_card,
    open_card,
    open_row,
    renumbered,
    title_of,
    unit_name,
)
from app.services.scorecard.reading import derived
from app.services.storage import describe, touch
from app.services.typed import optional

DRAFT, DECIDED = "draft", "decided"


def make_card(session: Session, *, unit_id: int | None, year: int) -> int:
    """Put together the scorecard of a unit (None: the municipality) from its goals and figures."""
    name = unit_name(session, unit_id)
    if card_of(session, unit_id, year) is not None:
        raise CardExists(name, year)
    planned = derived(session, unit_id=unit_id, year=year)
    if not planned:
        raise NothingToShow(name, year)
    card = made_card(planned, unit_id, year)
    session.add(card)
    describe(session, f"Satte ihop styrkortet för {name} {year}")
    session.flush()
    return card.id


def remove_card(session: Session, *, scorecard_id: int, expected_version: int) -> None:
    """Take a scorecard away; goals, figures and outcomes stay."""
    card = open_card(session, scorecard_id, expected_version)
    for later in session.scalars(select(Scorecard).where(Scorecard.previous_id == card.id)):
        later.previous_id = None
        touch(later)
    describe(session, f"Tog bort {card_words(session, card)}")
    session.flush()
    session.delete(card)


def add_row(
    session: Session,
    *,
    scorecard_id: int,
    node_id: int | None = None,
    indicator_id: int | None = None,
    perspective_id: int | None = None,
    expected_version: int,
) -> int:
    """Show a goal with the figures that measure it, a further figure of a goal, or a figure without one."""
    card = open_card(session, scorecard_id, expected_version)
    row = added_row(session, card, node_id, indicator_id, perspective_id)
    title = title_of(session, node_id, indicator_id)
    describe(session, f"Lade till ”{title}” i {card_words(session, card)}")
    touch(card)
    session.flush()
    return row.id


def remove_row(
    session: Session,
    *,
    scorecard_id: int,
    node_id: int | None,
    indicator_id: int | None,
    expected_version: int,
) -> None:
    """Show a goal, with its figures, or a figure no longer."""
    card, row = open_row(session, scorecard_id, node_id, indicator_id, expected_version)
    gone = [row] if row.indicator_id is not None else [one for one in card.rows if one.node_id == row.node_id]
    describe(session, f"Tog bort ”{title_of(session, node_id, indicator_id)}” ur {card_words(session, card)}")
    for one in gone:
        card.rows.remove(one)
    touch(card)


def move_row(
    session: Session, *, scorecard_id: int, node_id: int | None, indicator_id: int | None, steps: int,
    expected_version: int,
) -> None:  # fmt: skip
    """Move a goal among those of its perspective, or a figure among those of its goal, as far as it goes."""
    card, row = open_row(session, scorecard_id, node_id, indicator_id, expected_version)
    group = groups_of_rows(session, card)
    there = [one for one in card.rows if beside(one, row) and group[one.id] == group[row.id]]
    at = there.index(row)
    to = min(max(at + steps, 0), len(there) - 1)
    if to == at:
        return
    places = sorted(one.position for one in there)
    if len(set(places)) < len(places):
        places = renumbered(card.rows, there)
    there.insert(to, there.pop(at))
    for one, place in zip(there, places, strict=True):
        one.position = place
    describe(session, f"Flyttade ”{title_of(session, node_id, indicator_id)}” i {card_words(session, card)}")
    touch(card)


def set_row_perspective(
    session: Session, *, scorecard_id: int, node_id: int | None, indicator_id: int | None,
    perspective_id: int | None, expected_version: int,
) -> None:  # fmt: skip
    """Show a goal, or a figure without one, in another perspective of this scorecard."""
    card, row = open_row(session, scorecard_id, node_id, indicator_id, expected_version)
    if row.perspective_id == perspective_id:
        return
    title = title_of(session, node_id, indicator_id)
    if row.node_id is not None and row.indicator_id is not None:
        raise NotHere(title)
    if perspective_id is not None and session.get(Perspective, perspective_id) is None:
        raise NotFound("Perspektivet")
    row.perspective_id = perspective_id
    describe(session, f"Flyttade ”{title}” i {card_words(session, card)}")
    touch(card)


def set_row_weight(
    session: Session, *, scorecard_id: int, node_id: int | None, indicator_id: int | None,
    weight: Decimal | None, expected_version: int,
) -> None:  # fmt: skip
    """Say how much a goal counts in its perspective, or a figure in its goal; None: as much as the others."""
    card, row = open_row(session, scorecard_id, node_id, indicator_id, expected_version)
    check_weight(weight)
    if row.weight == weight:
        return
    row.weight = weight
    title = title_of(session, node_id, indicator_id)
    describe(session, f"Ändrade vikten för ”{title}” i {card_words(session, card)}")
    touch(card)


def set_group_weight(
    session: Session, *, scorecard_id: int, perspective_id: int, weight: Decimal | None, expected_version: int
) -> None:
    """Say how much a perspective counts in a scorecard; None is as much as the others."""
    card = open_card(session, scorecard_id, expected_version)
    perspective = session.get(Perspective, perspective_id)
    if perspective is None:
        raise NotFound("Perspektivet")
    check_weight(weight)
    there = next((one for one in card.weights if one.perspective_id == perspective_id), None)
    if (there.weight if there else None) == weight:
        return
    if weight is None:
        card.weights.remove(there)  # type: ignore[arg-type]
    elif there is None:
        card.weights.append(ScorecardWeight(id=new_id(), perspective_id=perspective_id, weight=weight))
    else:
        there.weight = weight
    describe(session, f"Ändrade vikten för {perspective.name} i {card_words(session, card)}")
    touch(card)


def set_comment(session: Session, *, scorecard_id: int, comment: str | None, expected_version: int) -> None:
    """Comment a scorecard as a whole."""
    card = open_card(session, scorecard_id, expected_version)
    words = optional(comment)
    if card.comment == words:
        return
    card.comment = words
    describe(session, f"Kommenterade {card_words(session, card)}")
    touch(card)


def set_row_comment(
    session: Session, *, scorecard_id: int, node_id: int | None, indicator_id: int | None,
    comment: str | None, expected_version: int,
) -> None:  # fmt: skip
    """Comment a goal or a figure as it stands in a scorecard."""
    card, row = open_row(session, scorecard_id, node_id, indicator_id, expected_version)
    words = optional(comment)
    if row.comment == words:
        return
    row.comment = words
    describe(
        session, f"Kommenterade ”{title_of(session, node_id, indicator_id)}” i {card_words(session, card)}"
    )
    touch(card)


def decide(session: Session, *, scorecard_id: int, expected_version: int) -> None:
    """Say that a scorecard has been decided; it stays open for what must be put right."""
    _set_status(session, scorecard_id, expected_version, DECIDED)


def reopen(session: Session, *, scorecard_id: int, expected_version: int) -> None:
    """Say that a scorecard is worked on again."""
    _set_status(session, scorecard_id, expected_version, DRAFT)


def _set_status(session: Session, scorecard_id: int, expected_version: int, status: str) -> None:
    card = open_card(session, scorecard_id, expected_version)
    if card.status == status:
        raise DecidedAlready(unit_name(session, card.unit_id), card.year, status == DECIDED)
    card.status = status
    words = card_words(session, card)
    describe(session, f"Beslutade {words}" if status == DECIDED else f"Markerade {words} som utkast")
    touch(card)
