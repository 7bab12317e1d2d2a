"""What a version rests on, and what it says itself: round, population, way of reckoning tax, values."""

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import YearTotal
from app.models.economy import OwnLine, PopulationForecast, PrerequisiteValue
from app.models.errors import NotFound
from app.services.budget import rules
from app.services.budget.errors import TooLarge
from app.services.economy.own import economy_of, opened, version_of
from app.services.economy.prerequisites.arithmetic import BASE, INCOME
from app.services.economy.prerequisites.checking import check_values
from app.services.economy.prerequisites.errors import NoRoom
from app.services.economy.prerequisites.lines import BY_KEY, LINES, OWN_UNIT, Line
from app.services.economy.prerequisites.placing import Place, changed_words, differing, one_of_twins
from app.services.economy.prerequisites.resting import rest_again
from app.services.economy.prerequisites.rounds import get_round
from app.services.economy.prerequisites.views import room
from app.services.formatting import write_count
from app.services.storage import describe, touch
from app.services.typed import optional


def choose_round(session: Session, *, version_id: int, round_id: int | None, expected_version: int) -> None:
    """Have a version rest on a round, or on none."""
    had, version = economy_of(session, version_id), version_of(session, version_id)
    name = get_round(session, round_id).name if round_id is not None else None
    if round_id == (had.round_id if had is not None else None):
        return
    economy = opened(session, version_id, expected_version)
    economy.round_id = round_id
    session.flush()
    rest_again(session, [version_id])
    words = f"{version.name} vilar nu på {name}" if name else f"{version.name} vilar inte på någon prognos"
    describe(session, words)


def choose_population(
    session: Session, *, version_id: int, population_id: int | None, expected_version: int
) -> None:
    """Say which population forecast a version counts its inhabitants by, or none."""
    had, version = economy_of(session, version_id), version_of(session, version_id)
    found = session.get(PopulationForecast, population_id) if population_id is not None else None
    if population_id is not None and found is None:
        raise NotFound("Befolkningsprognosen")
    if population_id == (had.population_id if had is not None else None):
        return
    economy = opened(session, version_id, expected_version)
    economy.population_id = population_id
    session.flush()
    rest_again(session, [version_id])
    name = found.name if found is not None else "ingen befolkningsprognos"
    describe(session, f"{version.name} räknar invånare enligt {name}")


def set_tax_mode(session: Session, *, version_id: int, mode: str, expected_version: int) -> None:
    """Say whether tax is reckoned from base and rate ("base") or taken as the round gives it ("income")."""
    if mode not in (BASE, INCOME):
        raise ValueError(f"not a way of reckoning tax: {mode}")
    had, version = economy_of(session, version_id), version_of(session, version_id)
    if mode == (had.tax_mode if had is not None else INCOME):
        return
    economy = opened(session, version_id, expected_version)
    economy.tax_mode = mode
    session.flush()
    rest_again(session, [version_id])
    words = {BASE: "skatteunderlag och skattesats", INCOME: "prognosens skatteintäkt"}[mode]
    describe(session, f"{version.name} räknar skatten ur {words}")


def set_values(
    session: Session,
    *,
    version_id: int,
    values: Mapping[Place, Decimal | None],
    expected_version: int,
    notes: Mapping[Place, str | None] | None = None,
) -> None:
    """Say something of a version's own, one value or a block as one step; None goes back to the round's."""
    own = _own_lines(session, version_id)
    given, said = one_of_twins(values), dict(notes or {})
    check_values({**{line.key: line for line in LINES}, **own}, given)
    present = _present(session, version_id)
    changed = differing(present, given, said)
    if not changed:
        return
    version = version_of(session, version_id)
    opened(session, version_id, expected_version)
    for place, value in changed.items():
        had = present.get(place)
        if value is None:
            session.delete(had)
        elif had is None:
            session.add(_value(version_id, place, value, said.get(place)))
        else:
            had.value = value
            had.note = optional(said[place]) if place in said else had.note
    session.flush()
    rest_again(session, [version_id], {line for line, _ in changed})
    words = "förutsättning", "förutsättningar"
    describe(session, changed_words(changed, {**BY_KEY, **own}, version.name, words))


def take_room(session: Session, *, version_id: int, expected_version: int) -> Mapping[int, int]:
    """Give the frames the room of each year that has one, as what there is to distribute; gives the amounts.

    What own lines take from central posts is within it, since those posts are frames too.
    """
    reckoned = room(session, version_id=version_id)
    taken = {year: each.room for year, each in reckoned.items() if each.room is not None}
    if not taken:
        raise NoRoom(next(iter(reckoned.values())).lacks)
    rows = select(YearTotal).where(YearTotal.plan_version_id == version_id)
    totals = {total.year: total for total in session.scalars(rows)}
    if all(totals[year].to_distribute == amount for year, amount in taken.items()):
        return taken
    opened(session, version_id, expected_version)
    for year, amount in taken.items():
        if abs(amount) > rules.LARGEST:
            raise TooLarge(f"Ramen att fördela {year}")
        totals[year].to_distribute = amount
    version = version_of(session, version_id)
    touch(version)
    years = write_count(len(taken), "år", "år")
    describe(session, f"Förde utrymmet för {years} till ramarna i {version.name}")
    return taken


def _own_lines(session: Session, version_id: int) -> dict[str, Line]:
    """The own lines that values are typed in: one of a central post has the post's."""
    rows = select(OwnLine).where(OwnLine.plan_version_id == version_id, OwnLine.pot_id.is_(None))
    return {
        row.key: Line(row.key, row.name, row.group, OWN_UNIT, row.effect, negative=True)
        for row in session.scalars(rows)
    }


def _present(session: Session, version_id: int) -> dict[Place, PrerequisiteValue]:
    rows = select(PrerequisiteValue).where(PrerequisiteValue.plan_version_id == version_id)
    return {(row.line, row.year): row for row in session.scalars(rows)}


def _value(version_id: int, place: Place, value: Decimal, note: str | None) -> PrerequisiteValue:
    return PrerequisiteValue(
        plan_version_id=version_id, line=place[0], year=place[1], value=value, note=optional(note)
    )
