"""Forecast rounds: entered, copied to be gone on with, corrected while nothing decided rests on them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import PlanVersion
from app.models.economy import ROUND_KINDS, ForecastRound, ForecastValue, VersionEconomy
from app.models.errors import NotFound
from app.models.types import new_id
from app.services.economy.prerequisites.checking import check_values
from app.services.economy.prerequisites.errors import RoundInUse, RoundLocked, RoundNotYet, RoundTaken
from app.services.economy.prerequisites.lines import BY_KEY, LINES, in_round
from app.services.economy.prerequisites.placing import Place, changed_words, differing, one_of_twins
from app.services.economy.prerequisites.resting import rest_again_on_round
from app.services.economy.prerequisites.words import ROUND_KINDS as KIND_WORDS
from app.services.economy.prerequisites.words import round_name, round_title
from app.services.storage import check_version, describe, touch
from app.services.typed import optional

_TYPED = {line.key: line for line in LINES if in_round(line)}


def add_round(
    session: Session,
    *,
    kind: str,
    dated_on: date,
    today: date,
    name: str = "",
    source: str | None = None,
    note: str | None = None,
    values: Mapping[Place, Decimal] | None = None,
) -> int:
    """Enter a round as somebody gave it on a day; gives its key."""
    made = _made(session, kind, dated_on, today, name)
    made.source, made.note = optional(source), optional(note)
    given = one_of_twins(values or {})
    check_values(_TYPED, given)
    made.values = [
        ForecastValue(line=line, year=year, value=value)
        for (line, year), value in given.items()
        if value is not None
    ]
    session.add(made)
    describe(session, f"Lade till prognosomgången {made.name}")
    return made.id


def copy_round(
    session: Session,
    *,
    round_id: int,
    kind: str,
    dated_on: date,
    today: date,
    name: str = "",
    source: str | None = None,
) -> int:
    """Begin a round from what another says, to be changed where it says something else; gives its key."""
    source_round = get_round(session, round_id)
    made = _made(session, kind, dated_on, today, name)
    made.from_id, made.example, made.source = source_round.id, source_round.example, optional(source)
    made.values = [
        ForecastValue(line=each.line, year=each.year, value=each.value, note=each.note)
        for each in source_round.values
    ]
    session.add(made)
    describe(session, f"Kopierade prognosomgången {source_round.name} till {made.name}")
    return made.id


def change_round(
    session: Session,
    *,
    round_id: int,
    kind: str,
    dated_on: date,
    name: str,
    source: str | None,
    note: str | None,
    today: date,
    expected_version: int,
) -> None:
    """Say who gave a round, when, and where it is published."""
    found = _opened(session, round_id, expected_version)
    called = name.strip() or round_name(_known(kind), dated_on)
    fresh = (_known(kind), dated_on, called, optional(source), optional(note))
    if fresh == (found.kind, found.dated_on, found.name, found.source, found.note):
        return
    if (kind, dated_on) != (found.kind, found.dated_on):
        _check_locked(session, found)
        _check_free(session, kind, dated_on, today)
    found.kind, found.dated_on, found.name, found.source, found.note = fresh
    touch(found)
    describe(session, f"Ändrade uppgifterna om prognosomgången {found.name}")


def set_round_values(
    session: Session,
    *,
    round_id: int,
    values: Mapping[Place, Decimal | None],
    expected_version: int,
    notes: Mapping[Place, str | None] | None = None,
) -> None:
    """Change what a round says, one value or a whole block as one step; None takes a value away."""
    found = _opened(session, round_id, expected_version)
    given = one_of_twins(values)
    check_values(_TYPED, given)
    present = {(each.line, each.year): each for each in found.values}
    said = dict(notes or {})
    changed = differing(present, given, said)
    if not changed:
        return
    _check_locked(session, found)
    for place, value in changed.items():
        had = present.get(place)
        if value is None:
            if had is not None:
                found.values.remove(had)
        elif had is None:
            found.values.append(
                ForecastValue(line=place[0], year=place[1], value=value, note=optional(said.get(place)))
            )
        else:
            had.value = value
            had.note = optional(said[place]) if place in said else had.note
    touch(found)
    session.flush()
    rest_again_on_round(session, round_id, {line for line, _ in changed})
    describe(session, changed_words(changed, BY_KEY, found.name))


def remove_round(session: Session, *, round_id: int, expected_version: int) -> None:
    """Take a round away that no version rests on; what was begun from it goes back to what it came from."""
    found = _opened(session, round_id, expected_version)
    used = _resting(session, round_id)
    if used:
        raise RoundInUse(found.name, [name for name, _ in used])
    for copied in session.scalars(select(ForecastRound).where(ForecastRound.from_id == round_id)):
        copied.from_id = found.from_id
        touch(copied)
    session.flush()
    describe(session, f"Tog bort prognosomgången {round_title(found.name, found.dated_on)}")
    session.delete(found)


def get_round(session: Session, round_id: int) -> ForecastRound:
    """A round by its key."""
    found = session.get(ForecastRound, round_id)
    if found is None:
        raise NotFound("Prognosomgången")
    return found


def _made(session: Session, kind: str, dated_on: date, today: date, name: str) -> ForecastRound:
    _check_free(session, _known(kind), dated_on, today)
    called = name.strip() or round_name(kind, dated_on)
    return ForecastRound(id=new_id(), kind=kind, dated_on=dated_on, name=called)


def _opened(session: Session, round_id: int, expected_version: int) -> ForecastRound:
    found = get_round(session, round_id)
    check_version(found, expected_version, f"Prognosomgången ”{found.name}”")
    return found


def _known(kind: str) -> str:
    if kind not in ROUND_KINDS:
        raise ValueError(f"not a kind of round: {kind}")
    return kind


def _check_free(session: Session, kind: str, dated_on: date, today: date) -> None:
    if dated_on > today:
        raise RoundNotYet(dated_on)
    taken = select(ForecastRound.id).where(ForecastRound.kind == kind, ForecastRound.dated_on == dated_on)
    if session.scalars(taken).first() is not None:
        raise RoundTaken(KIND_WORDS[kind], dated_on)


def _check_locked(session: Session, found: ForecastRound) -> None:
    locked = [name for name, locked in _resting(session, found.id) if locked]
    if locked:
        raise RoundLocked(found.name, locked)


def _resting(session: Session, round_id: int) -> list[tuple[str, bool]]:
    rows = select(PlanVersion.name, PlanVersion.locked).join(
        VersionEconomy, VersionEconomy.plan_version_id == PlanVersion.id
    )
    found = session.execute(rows.where(VersionEconomy.round_id == round_id).order_by(PlanVersion.position))
    return [(name, locked) for name, locked in found]
