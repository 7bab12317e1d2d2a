"""Reads scorecards for paper and workbooks: one unit's, all units', and the municipality's summary."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import DomainError
from app.models.organisation import Municipality, Unit
from app.services.reports.scorecard_paper import (
    CardPaper,
    DashboardPaper,
    Issue,
    MapPaper,
    SummaryPaper,
    UnitLack,
)
from app.services.scorecard.causes import cause_map
from app.services.scorecard.periods import read_period
from app.services.scorecard.reading import card, units_with_cards
from app.services.scorecard.rollup import roll_up
from app.services.scorecard.words import measure_word
from app.services.textorder import fold


class NoCards(DomainError):
    """Nobody has goals or figures in the year."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Inget styrkort för {year}: ingen enhet har mål eller mått det året. "
            "Lägg till dem på sidan Mål och styrkort, eller välj ett annat år."
        )


class NoUnitOf(DomainError):
    """No unit is called so."""

    def __init__(self, name: str) -> None:
        shown = name if len(name) <= 60 else f"{name[:59]}…"
        super().__init__(f"Ingen enhet heter ”{shown}”. Skriv enhetens namn eller förkortning.")


def issue(session: Session, *, today: date) -> Issue:
    """Whose papers they are."""
    town = session.scalars(select(Municipality).limit(1)).first()
    name = (town.official_name or town.name) if town is not None else ""
    return Issue(name, today, measure_word(session))


def build_card(
    session: Session, *, unit_id: int | None, year: int, period: str | None = None, today: date
) -> CardPaper:
    """The scorecard of a unit, or the municipality's own."""
    read = card(session, unit_id=unit_id, year=year, period=period, today=today)
    return CardPaper(issue(session, today=today), read)


def build_cards(
    session: Session, *, year: int, period: str | None = None, today: date
) -> tuple[CardPaper, ...]:
    """The scorecard of every unit that has goals or figures, in the organisation's order."""
    about = issue(session, today=today)
    return tuple(
        CardPaper(about, card(session, unit_id=unit_id, year=year, period=period, today=today))
        for unit_id, *_ in units_with_cards(session, year=year)
        if unit_id is not None
    )


def build_summary(
    session: Session,
    *,
    year: int,
    period: str | None = None,
    today: date,
    cards: Sequence[CardPaper] | None = None,
) -> SummaryPaper:
    """The municipality's summary; `cards` are those of the units, where they have been read already."""
    units = build_cards(session, year=year, period=period, today=today) if cards is None else cards
    own = build_card(session, unit_id=None, year=year, period=period, today=today)
    lacking = [own, *units]
    return SummaryPaper(
        own,
        roll_up(session, year=year, period=period, today=today),
        tuple(UnitLack(paper.card.unit, lack) for paper in lacking for lack in paper.card.lacks),
    )


def build_dashboard(
    session: Session, *, unit_id: int | None, year: int, period: str | None = None, today: date
) -> DashboardPaper:
    """A unit's dashboard, with the units below it."""
    own = build_card(session, unit_id=unit_id, year=year, period=period, today=today)
    return DashboardPaper(own, roll_up(session, year=year, period=period, today=today))


def build_map(
    session: Session, *, unit_id: int | None, year: int, period: str | None = None, today: date
) -> MapPaper:
    """The strategy map of the municipality or of a unit."""
    causes = cause_map(session, year=year, period=period, today=today, unit_id=unit_id)
    return MapPaper(issue(session, today=today), causes)


def unit_named(session: Session, name: str) -> int:
    """The unit that is called so, by its name or its abbreviation. Raises NoUnitOf."""
    wanted = fold(name.strip())
    rows = session.execute(select(Unit.id, Unit.name, Unit.abbreviation).order_by(Unit.position, Unit.id))
    for unit_id, called, short in rows:
        if wanted in (fold(called), fold(short or called)):
            return int(unit_id)
    raise NoUnitOf(name)


def period_of(text: str | None, year: int | None, today: date) -> tuple[int, str | None]:
    """The year and the period that are asked for; a period says its year itself. The current year else."""
    if text is None:
        return year or today.year, None
    found = read_period(text, year=year or today.year)
    return found.year, None if found.frequency == "year" else found.text
