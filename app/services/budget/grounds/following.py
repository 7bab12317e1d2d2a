"""A typed amount and what rests on frames: a part typed over lets go, and what rests on it is reckoned."""

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.economy import ComponentBasis
from app.services.budget.entering import Entering
from app.services.budget.entries import KEEP, Entry, Keep
from app.services.budget.grounds.engine import Ground, Place, Reckoned
from app.services.budget.grounds.reading import Resting, line_pots, load, read_grounds
from app.services.storage import bulk


def land(session: Session, opened: Entering) -> None:
    """Write what was entered; a part typed over rests on nothing any more, and what rests on it follows."""
    versions = opened.typed_versions
    resting = select(ComponentBasis).where(ComponentBasis.plan_version_id.in_(versions))
    rows = session.scalars(resting).all() if versions else []
    typed = opened.typed_places
    loose = [
        row for row in rows
        if (row.plan_version_id, row.unit_id or row.pot_id or 0, row.year, row.component) in typed
    ]  # fmt: skip
    followed = {row.plan_version_id for row in rows} if len(loose) < len(rows) else set()
    for row in loose:
        opened.let_go((row.plan_version_id, row.unit_id or row.pot_id or 0, row.year, row.component))
    opened.write()
    bulk.delete_rows(session, ComponentBasis, [row.id for row in loose])
    for version_id in sorted(followed):
        found = load(session, version_id, _touched(session, version_id, opened.holders))
        if found is not None:
            write(session, found, found.engine.all().told())


def _touched(session: Session, version_id: int, holders: Collection[int]) -> Collection[Ground]:
    """What may be another now: what the holders' own parts rest on, or all where a line is taken from one."""
    known = read_grounds(session, version_id)
    if set(line_pots(session, version_id).values()) & set(holders):
        return known
    return [ground for ground in known if ground.holder in holders]


def write(
    session: Session,
    resting: Resting,
    changes: Iterable[Reckoned],
    sources: dict[Place, str] | None = None,
) -> int:
    """Write reckoned parts into their frames, with where they come from; gives how many."""
    said = sources or {}
    wanted = {change.place: change.after for change in changes}
    places: Collection[Place] = dict.fromkeys((*wanted, *said))
    frames = {place: resting.frame(place) for place in places}
    opened = Entering(session, [frame.frame_id for frame in frames.values()])
    for place, frame in sorted(frames.items(), key=lambda item: item[0][1]):
        opened.take(frame.frame_id, None)
        source: str | Keep = said.get(place, KEEP)
        opened.apply(Entry(frame.frame_id, place[2], wanted.get(place, KEEP), frame.version, source=source))
    opened.write()
    return len(places)
