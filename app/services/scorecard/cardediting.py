"""Scorecards worked on by what stands in them: several units at once, several rows at once, rows by name."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.models.scorecard import Scorecard
from app.models.types import new_id
from app.services.formatting import write_count
from app.services.scorecard.carderrors import NothingToShow
from app.services.scorecard.cards import add_row, make_card
from app.services.scorecard.cardstore import card_of, unit_name
from app.services.storage import describe

#: A goal and a figure; without a figure the goal itself, without a goal a figure that measures none.
RowKey = tuple[int | None, int | None]


def make_cards(session: Session, *, unit_ids: Sequence[int | None], year: int) -> tuple[int, ...]:
    """Put the scorecards of several units together, those that have none yet and something to show."""
    made = []
    for unit_id in unit_ids:
        if card_of(session, unit_id, year) is None:
            try:
                made.append(make_card(session, unit_id=unit_id, year=year))
            except NothingToShow:
                continue
    if made:
        describe(session, f"Satte ihop {write_count(len(made), 'styrkort', 'styrkort')} för {year}")
    return tuple(made)


def add_rows(session: Session, *, unit_id: int | None, year: int, rows: Sequence[RowKey]) -> int:
    """Show goals or figures in a unit's scorecard, which is put together first where nobody has."""
    card = card_of(session, unit_id, year)
    if card is None:
        card = _begun(session, unit_id, year)
    there = {(row.node_id, row.indicator_id) for row in card.rows}
    added = [key for key in rows if key not in there]
    for node_id, indicator_id in added:
        add_row(
            session,
            scorecard_id=card.id,
            node_id=node_id,
            indicator_id=indicator_id,
            expected_version=card.version,
        )
        session.flush()
    if len(added) > 1:
        count = write_count(len(added), "rad", "rader")
        describe(session, f"Lade till {count} i styrkortet för {unit_name(session, unit_id)} {year}")
    return len(added)


def _begun(session: Session, unit_id: int | None, year: int) -> Scorecard:
    """The unit's card, of its goals and figures; empty where it has none."""
    try:
        made = make_card(session, unit_id=unit_id, year=year)
    except NothingToShow:
        row = Scorecard(id=new_id(), unit_id=unit_id, year=year)
        session.add(row)
        describe(session, f"Satte ihop styrkortet för {unit_name(session, unit_id)} {year}")
        session.flush()
        made = row.id
    card = session.get(Scorecard, made)
    assert card is not None
    session.refresh(card)
    return card
