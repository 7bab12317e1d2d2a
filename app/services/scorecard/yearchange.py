"""The year change: next year's scorecards from this year's, previewed row by row, made in one step."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from app.models.scorecard import Indicator, IndicatorTarget, Scorecard, ScorecardRow, ScorecardWeight
from app.models.steering import Node, NodeVersion
from app.models.types import new_id
from app.services.formatting import write_count
from app.services.scorecard.carderrors import NothingToCarry
from app.services.scorecard.cardframe import read_frame, shown_units
from app.services.scorecard.cardstore import unit_name
from app.services.scorecard.nextrows import NextRow, figure_words, goal_words
from app.services.scorecard.periods import next_measured, periods_of
from app.services.scorecard.words import MeasureWord, measure_word
from app.services.storage import describe, touch

_PAST = frozenset({"replaced", "revoked"})


@dataclass(frozen=True, slots=True)
class NextYear:
    """What next year's scorecards become; rows in the order of the cards, each card before what it shows."""

    year: int
    base: int
    rows: tuple[NextRow, ...]

    @property
    def cards(self) -> tuple[NextRow, ...]:
        """The scorecards themselves."""
        return tuple(row for row in self.rows if row.kind == "card")

    @property
    def left_out(self) -> frozenset[int]:
        """What is not proposed to go on."""
        return frozenset(row.id for row in self.rows if not row.stays)

    def below(self, row: NextRow) -> tuple[NextRow, ...]:
        """What stands under a row, near and far."""
        found: list[NextRow] = []
        above = {row.id}
        for one in self.rows:
            if one.above in above:
                above.add(one.id)
                found.append(one)
        return tuple(found)


def plan_next(session: Session, *, year: int) -> NextYear:
    """What the scorecards of a year become the year after."""
    cards = _cards(session, year)
    there = set(session.scalars(select(Scorecard.unit_id).where(Scorecard.year == year + 1)))
    goals, figures = _goals(session, cards), _figures(session, cards)
    frame, word = read_frame(session, year=year + 1), measure_word(session)
    order = {unit: place for place, (unit, _) in enumerate(shown_units(frame, (c.unit_id for c in cards)))}
    rows: list[NextRow] = []
    for card in sorted(cards, key=lambda card: order.get(card.unit_id, len(order))):
        name = frame.municipality
        ended = False
        if card.unit_id is not None:
            unit = frame.units.get(card.unit_id)
            name, ended = (unit.name, False) if unit else (unit_name(session, card.unit_id), True)
        why = "finns redan" if card.unit_id in there else "enheten finns inte längre" if ended else ""
        rows.append(NextRow(card.id, "card", None, name, _contents(card, word), why, not why, bool(why)))
        if not why:
            rows.extend(_rows(card, goals, figures, year))
    return NextYear(year + 1, year, tuple(rows))


def carry_over(session: Session, *, year: int, leave_out: Collection[int] = ()) -> int:
    """Make next year's scorecards from those of a year, without what is left out; gives how many there are.

    Targets go on to a year that has none of its own; comments stay with the year that they speak of.
    """
    plan = plan_next(session, year=year)
    out = set(leave_out) | {row.id for row in plan.rows if row.barred}
    cards = {card.id: card for card in _cards(session, year)}
    made = 0
    carried: set[int] = set()
    for row in plan.cards:
        if row.id in out:
            continue
        old = cards[row.id]
        rows = _kept(old.rows, out)
        if not rows:
            continue
        session.add(_copied(old, rows, plan.year))
        carried.update(one.indicator_id for one in rows if one.indicator_id is not None)
        made += 1
    if not made:
        raise NothingToCarry(year)
    _carry_targets(session, carried, year)
    words = write_count(made, "styrkort", "styrkort")
    describe(session, f"Förde vidare {words} från {year} till {plan.year}")
    session.flush()
    return made


# ---- what goes on --------------------------------------------------------------------------------


def _rows(
    card: Scorecard, goals: Mapping[int, NodeVersion], figures: Mapping[int, Indicator], year: int
) -> Iterable[NextRow]:
    """The goals of a card, each with its figures, and then the figures without a goal."""
    own = [row for row in card.rows if row.indicator_id is None and row.node_id is not None]
    heads = {row.node_id for row in own}
    for row in own:
        version = goals[row.node_id or 0]
        ended = _ended(version, year + 1)
        words = goal_words(version, year + 1)
        yield NextRow(row.id, "goal", card.id, version.title, words, "", not (ended or words), ended)
        for one in card.rows:
            if one.node_id == row.node_id and one.indicator_id is not None:
                yield _figure_row(one, row.id, figures[one.indicator_id], year, ended or bool(words))
    for one in card.rows:
        if one.indicator_id is not None and one.node_id not in heads:
            yield _figure_row(one, card.id, figures[one.indicator_id], year, False)


def _figure_row(row: ScorecardRow, above: int, facts: Indicator, year: int, out: bool) -> NextRow:
    ended = facts.last_year is not None and facts.last_year <= year
    words = figure_words(facts, year, _coming(facts, year + 1))
    return NextRow(row.id, "figure", above, facts.name, words, "", not (ended or out), ended)


def _coming(facts: Indicator, year: int) -> int | None:
    """The year in which a figure is measured next, if not in a year itself."""
    if periods_of(year, facts.frequency, first_year=facts.first_year, last_year=facts.last_year):
        return None
    return next_measured(facts.frequency, facts.first_year, year)


def _ended(version: NodeVersion, year: int) -> bool:
    return version.status in _PAST or (version.valid_to is not None and version.valid_to < date(year, 1, 1))


def _kept(rows: Sequence[ScorecardRow], out: Collection[int]) -> list[ScorecardRow]:
    """The rows that go on; a goal that is left out takes its figures with it."""
    gone = {row.node_id for row in rows if row.indicator_id is None and row.id in out}
    return [row for row in rows if row.id not in out and (row.node_id is None or row.node_id not in gone)]


def _copied(old: Scorecard, rows: Sequence[ScorecardRow], year: int) -> Scorecard:
    card = Scorecard(id=new_id(), unit_id=old.unit_id, year=year, previous_id=old.id, example=old.example)
    card.rows = [
        ScorecardRow(
            id=new_id(), node_id=row.node_id, indicator_id=row.indicator_id,
            perspective_id=row.perspective_id, position=place, weight=row.weight,
        )
        for place, row in enumerate(rows, 1)
    ]  # fmt: skip
    card.weights = [
        ScorecardWeight(id=new_id(), perspective_id=one.perspective_id, weight=one.weight)
        for one in old.weights
    ]
    return card


def _carry_targets(session: Session, indicators: Collection[int], year: int) -> None:
    for row in session.scalars(select(Indicator).where(Indicator.id.in_(indicators))):
        by_year = {target.year: target for target in row.targets}
        old = by_year.get(year)
        if old is None or year + 1 in by_year:
            continue
        target = IndicatorTarget(
            id=new_id(), year=year + 1, value=old.value, upper=old.upper, text=old.text,
            threshold=old.threshold, threshold_upper=old.threshold_upper,
        )  # fmt: skip
        row.targets.append(target)
        touch(row)


# ---- what there is -------------------------------------------------------------------------------


def _cards(session: Session, year: int) -> list[Scorecard]:
    return list(session.scalars(select(Scorecard).where(Scorecard.year == year)))


def _goals(session: Session, cards: Iterable[Scorecard]) -> dict[int, NodeVersion]:
    keys = {row.node_id for card in cards for row in card.rows if row.node_id is not None}
    current = and_(NodeVersion.node_id == Node.id, NodeVersion.number == Node.current_number)
    statement = select(NodeVersion).join(Node, current).where(Node.id.in_(keys))
    return {version.node_id: version for version in session.scalars(statement)}


def _figures(session: Session, cards: Iterable[Scorecard]) -> dict[int, Indicator]:
    keys = {row.indicator_id for card in cards for row in card.rows if row.indicator_id is not None}
    return {row.id: row for row in session.scalars(select(Indicator).where(Indicator.id.in_(keys)))}


def _contents(card: Scorecard, word: MeasureWord) -> str:
    goals = sum(row.indicator_id is None for row in card.rows)
    figures = sum(row.indicator_id is not None for row in card.rows)
    return f"{write_count(goals, 'mål', 'mål')}, {write_count(figures, word.one, word.counted)}"
