"""What a version's account is reckoned from: its round, its population and its own values, told apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import Frame
from app.models.economy import ForecastRound, ForecastValue, OwnLine, PrerequisiteValue
from app.services.budget.figures import read_frames
from app.services.economy.own import economy_of, plan_years
from app.services.economy.prerequisites.arithmetic import INCOME, OwnAmounts, to_ore
from app.services.economy.prerequisites.lines import BY_KEY, INCOME_RATE
from app.services.economy.snapshots import kept_part

#: The name that the numbers of inhabitants are kept under when a version is decided.
HEADS = "inhabitants"
Origin = Literal["round", "own", "population", "pot"]
Place = tuple[str, int]
"""A line and a year."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything the account of a version rests on; `values` is what counts, with `origins`.

    `round_values` is what the round says, also where the version says something else.
    """

    years: tuple[int, ...]
    mode: str
    round: ForecastRound | None
    values: Mapping[Place, Decimal]
    origins: Mapping[Place, Origin]
    notes: Mapping[Place, str]
    round_values: Mapping[Place, Decimal]
    own_lines: tuple[OwnLine, ...]
    own_amounts: tuple[OwnAmounts, ...]


@dataclass(slots=True)
class _Pile:
    """Values laid on top of each other: what comes later counts."""

    values: dict[Place, Decimal] = field(default_factory=dict)
    origins: dict[Place, Origin] = field(default_factory=dict)
    notes: dict[Place, str] = field(default_factory=dict)

    def put(self, place: Place, value: Decimal, origin: Origin, note: str | None = None) -> None:
        line = BY_KEY.get(place[0])
        if line is not None and line.twin:
            twin = line.twin, place[1]
            self.values.pop(twin, None)
            self.origins.pop(twin, None)
            self.notes.pop(twin, None)
        self.values[place], self.origins[place] = value, origin
        if note:
            self.notes[place] = note
        else:
            self.notes.pop(place, None)


def gather(session: Session, version_id: int, *, round_id: int | None = None) -> Gathered:
    """What a version's account is reckoned from; `round_id` has it rest on another round."""
    years, economy = plan_years(session, version_id), economy_of(session, version_id)
    chosen = round_id if round_id is not None else economy.round_id if economy is not None else None
    found = session.get(ForecastRound, chosen) if chosen is not None else None
    pile = _Pile()
    for value in _round_values(session, chosen):
        pile.put((value.line, value.year), value.value, "round", value.note)
    of_round = dict(pile.values)
    if economy is not None and economy.population_id is not None:
        for year, heads in inhabitants(session, version_id, economy.population_id, years).items():
            pile.put(("inhabitants", year), heads, "population")
    own_lines = _own_lines(session, version_id)
    typed = _typed(session, version_id)
    own_keys = {line.key for line in own_lines}
    for row in typed:
        if row.line not in own_keys:
            pile.put((row.line, row.year), row.value, "own", row.note)
    _reckoned_at(pile.values, of_round)
    return Gathered(
        years, economy.tax_mode if economy is not None else INCOME, found, pile.values, pile.origins,
        pile.notes, of_round, own_lines, _own_amounts(session, version_id, own_lines, typed),
    )  # fmt: skip


def _round_values(session: Session, round_id: int | None) -> Iterator[ForecastValue]:
    if round_id is not None:
        rows = select(ForecastValue).where(ForecastValue.round_id == round_id)
        yield from session.scalars(rows.order_by(ForecastValue.year, ForecastValue.id))


def _typed(session: Session, version_id: int) -> list[PrerequisiteValue]:
    rows = select(PrerequisiteValue).where(PrerequisiteValue.plan_version_id == version_id)
    return list(session.scalars(rows.order_by(PrerequisiteValue.year, PrerequisiteValue.id)))


def _own_lines(session: Session, version_id: int) -> tuple[OwnLine, ...]:
    rows = select(OwnLine).where(OwnLine.plan_version_id == version_id)
    return tuple(session.scalars(rows.order_by(OwnLine.position, OwnLine.id)))


def inhabitants(
    session: Session, version_id: int, forecast_id: int, years: tuple[int, ...]
) -> Mapping[int, Decimal]:
    """The number on 1 November of the year before, as grants and settlement are paid; as it was decided."""
    decided: Mapping[int, Decimal] | None = kept_part(session, version_id, HEADS, Mapping[int, Decimal])
    if decided is not None:
        return decided
    from app.services.economy.population import populations

    table = populations(session, forecast_id)
    found = {year: table.count(year - 1, "nov1", 0, None) for year in (years[0] - 1, *years)}
    return {year: heads for year, heads in found.items() if heads is not None}


def _reckoned_at(values: dict[Place, Decimal], of_round: Mapping[Place, Decimal]) -> None:
    """The rate that each year's income is reckoned at: the round's, or the version's where it has none."""
    for line, year in list(values):
        if line == "tax_income":
            rate = of_round.get(("tax_rate", year), values.get(("tax_rate", year)))
            if of_round.get((line, year)) != values[line, year]:
                rate = values.get(("tax_rate", year))
            if rate is not None:
                values[INCOME_RATE, year] = rate


def _own_amounts(
    session: Session, version_id: int, lines: tuple[OwnLine, ...], typed: list[PrerequisiteValue]
) -> tuple[OwnAmounts, ...]:
    pots = _pot_amounts(session, version_id, [line.pot_id for line in lines if line.pot_id is not None])
    own: dict[str, dict[int, int]] = {}
    for row in typed:
        own.setdefault(row.line, {})[row.year] = to_ore(row.value)
    return tuple(
        OwnAmounts(
            line.key, line.name, line.group, line.effect,
            own.get(line.key, {}) if line.pot_id is None else pots.get(line.pot_id, {}),
            line.pot_id is not None,
        )
        for line in lines
    )  # fmt: skip


def _pot_amounts(session: Session, version_id: int, pots: list[int]) -> dict[int, dict[int, int]]:
    if not pots:
        return {}
    wanted = select(Frame.id).where(Frame.plan_version_id == version_id, Frame.pot_id.in_(pots))
    found: dict[int, dict[int, int]] = {}
    for frame in read_frames(session, session.scalars(wanted).all()):
        years = found.setdefault(frame.holder, {})
        years[frame.year] = years.get(frame.year, 0) + frame.total
    return found
