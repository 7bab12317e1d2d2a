"""The prerequisites of a version as values: what was said, by whom, and the account from tax to room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import CentralPot, PlanVersion, YearTotal
from app.models.economy import ForecastRound, ForecastValue, PopulationForecast, VersionEconomy
from app.services.economy.own import economy_of, plan_years, state_of, version_of
from app.services.economy.prerequisites.arithmetic import YearRoom, reckon
from app.services.economy.prerequisites.beside import beside
from app.services.economy.prerequisites.gathering import Gathered, Origin, gather
from app.services.economy.prerequisites.lines import LINES, OWN_UNIT, Line
from app.services.economy.prerequisites.words import ROUND_KINDS, round_title
from app.services.economy.snapshots import kept_part
from app.services.formatting import write_date

#: The name that the account of a version is kept under when it is decided.
ROOM = "room"


@dataclass(frozen=True, slots=True)
class LineCell:
    """A value of a line in a year: what counts, where it comes from, and what the round says.

    `amount` is the line's effect in öre in the account, None where it has none.
    """

    year: int
    value: Decimal | None
    origin: Origin | None
    amount: int | None
    note: str = ""
    round_value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line with its years; an own line has its key in the file, and the central post it is taken from."""

    line: Line
    cells: tuple[LineCell, ...]
    own_id: int | None = None
    pot_id: int | None = None
    pot_name: str = ""


@dataclass(frozen=True, slots=True)
class RoundView:
    """A forecast round: who made it, when, what it says, and which versions rest on it.

    `locked_by` is the decided versions among them; while there are any the round never changes.
    """

    id: int
    kind: str
    kind_words: str
    name: str
    title: str
    source: str
    dated_on: date
    note: str
    version: int
    example: bool
    from_id: int | None
    values: Mapping[tuple[str, int], Decimal]
    notes: Mapping[tuple[str, int], str]
    used_by: tuple[str, ...] = ()
    locked_by: tuple[str, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The years it says anything of, in order."""
        return tuple(sorted({year for _, year in self.values}))


@dataclass(frozen=True, slots=True)
class PrerequisitesView:
    """A version's prerequisites; `state` is what a change must be made against.

    `to_distribute` is what the frames are given just now; `stale` the years where that is another than
    the room.
    """

    version_id: int
    version_name: str
    locked: bool
    state: int
    years: tuple[int, ...]
    mode: str
    round: RoundView | None
    rounds: tuple[RoundView, ...]
    population: str
    rows: tuple[LineRow, ...]
    rooms: Mapping[int, YearRoom]
    to_distribute: Mapping[int, int | None]
    pots: tuple[tuple[int, str], ...]
    said: bool
    frozen: bool = False
    """Whether the account is the one that was decided, whatever it rests on has become since."""

    @property
    def stale(self) -> tuple[int, ...]:
        """The years whose room is known and is not what the frames have to share."""
        return tuple(
            year
            for year, room in self.rooms.items()
            if room.room is not None and self.to_distribute.get(year) != room.room
        )


def values(session: Session, *, version_id: int) -> Mapping[tuple[str, int], Decimal]:
    """What a version rests on by line and year: its round's, with its own on top."""
    return gather(session, version_id).values


def room(session: Session, *, version_id: int) -> Mapping[int, YearRoom]:
    """The account of each year of a version, from tax to what is left for the frames.

    A decided version's is the one that was decided.
    """
    decided = _decided(session, version_id)
    return decided if decided is not None else _rooms(session, version_id, gather(session, version_id))


def prerequisites(session: Session, *, version_id: int) -> PrerequisitesView:
    """Everything that is shown of a version's prerequisites."""
    version, gathered = version_of(session, version_id), gather(session, version_id)
    economy, decided = economy_of(session, version_id), _decided(session, version_id)
    rooms = decided if decided is not None else _rooms(session, version_id, gathered)
    listed = rounds(session)
    pots = select(CentralPot.id, CentralPot.name).where(CentralPot.plan_id == version.plan_id)
    named = tuple((key, name) for key, name in session.execute(pots.order_by(CentralPot.position)))
    return PrerequisitesView(
        version_id=version_id,
        version_name=version.name,
        locked=version.locked,
        state=state_of(session, version_id),
        years=gathered.years,
        mode=gathered.mode,
        round=next((each for each in listed if gathered.round and each.id == gathered.round.id), None),
        rounds=listed,
        population=_population(session, economy),
        rows=_rows(gathered, rooms, dict(named)),
        rooms=rooms,
        to_distribute=_distributed(session, version_id),
        pots=named,
        said=economy is not None,
        frozen=decided is not None,
    )


def rounds(session: Session) -> tuple[RoundView, ...]:
    """Every round, the latest first."""
    found = session.scalars(select(ForecastRound)).all()
    said: dict[int, dict[tuple[str, int], Decimal]] = {}
    notes: dict[int, dict[tuple[str, int], str]] = {}
    for value in session.scalars(select(ForecastValue)):
        said.setdefault(value.round_id, {})[value.line, value.year] = value.value
        if value.note:
            notes.setdefault(value.round_id, {})[value.line, value.year] = value.note
    used: dict[int, list[tuple[str, bool]]] = {}
    rows = select(VersionEconomy.round_id, PlanVersion.name, PlanVersion.locked).join(
        PlanVersion, PlanVersion.id == VersionEconomy.plan_version_id
    )
    for round_id, name, locked in session.execute(rows.order_by(PlanVersion.position)):
        if round_id is None:
            continue
        used.setdefault(round_id, []).append((name, locked))
    made = [
        _round_view(each, said.get(each.id, {}), notes.get(each.id, {}), used.get(each.id, ()))
        for each in found
    ]
    return tuple(sorted(made, key=lambda each: (each.dated_on, each.id), reverse=True))


def _round_view(
    found: ForecastRound,
    said: Mapping[tuple[str, int], Decimal],
    notes: Mapping[tuple[str, int], str],
    used: Iterable[tuple[str, bool]],
) -> RoundView:
    return RoundView(
        found.id, found.kind, ROUND_KINDS.get(found.kind, found.kind), found.name,
        round_title(found.name, found.dated_on), found.source or "", found.dated_on, found.note or "",
        found.version, found.example, found.from_id, said, notes,
        tuple(name for name, _ in used), tuple(name for name, locked in used if locked),
    )  # fmt: skip


def _decided(session: Session, version_id: int) -> Mapping[int, YearRoom] | None:
    """The account that was kept when a version was decided."""
    if not version_of(session, version_id).locked:
        return None
    found: Mapping[int, YearRoom] | None = kept_part(session, version_id, ROOM, Mapping[int, YearRoom])
    return found


def _rooms(session: Session, version_id: int, gathered: Gathered) -> Mapping[int, YearRoom]:
    return reckon(
        gathered.values,
        gathered.years,
        mode=gathered.mode,
        own_lines=gathered.own_amounts,
        beside=beside(session, version_id),
    )


def _rows(gathered: Gathered, rooms: Mapping[int, YearRoom], pots: Mapping[int, str]) -> tuple[LineRow, ...]:
    made = []
    shown = (gathered.years[0] - 1, *gathered.years)
    for line in LINES:
        made.append(LineRow(line, tuple(_cell(line.key, year, gathered, rooms) for year in shown)))
    amounts = {each.key: each for each in gathered.own_amounts}
    for own in gathered.own_lines:
        line = Line(own.key, own.name, own.group, OWN_UNIT, own.effect, where="version", negative=True)
        origin: Origin = "pot" if own.pot_id is not None else "own"
        given = amounts[own.key].amounts
        cells = tuple(
            LineCell(
                year,
                Decimal(given[year]).scaleb(-2).normalize() if year in given else None,
                origin if year in given else None,
                rooms[year].amounts.get(own.key) if year in rooms else None,
            )
            for year in shown
        )
        made.append(LineRow(line, cells, own.id, own.pot_id, pots.get(own.pot_id or 0, "")))
    return tuple(made)


def _cell(key: str, year: int, gathered: Gathered, rooms: Mapping[int, YearRoom]) -> LineCell:
    place = key, year
    amounts = rooms[year].amounts if year in rooms else {}
    return LineCell(
        year, gathered.values.get(place), gathered.origins.get(place), amounts.get(key),
        gathered.notes.get(place, ""), gathered.round_values.get(place),
    )  # fmt: skip


def _distributed(session: Session, version_id: int) -> Mapping[int, int | None]:
    rows = select(YearTotal.year, YearTotal.to_distribute).where(YearTotal.plan_version_id == version_id)
    found: dict[int, int | None] = dict.fromkeys(plan_years(session, version_id))
    for year, amount in session.execute(rows):
        found[year] = amount
    return found


def _population(session: Session, economy: VersionEconomy | None) -> str:
    if economy is None or economy.population_id is None:
        return ""
    found = session.get_one(PopulationForecast, economy.population_id)
    return f"{found.name} ({write_date(found.dated_on)})"
