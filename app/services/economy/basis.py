"""What a part of a frame rests on: set from the budget grid, reckoned at once, and dropped."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.models.budget import Frame
from app.models.errors import NotFound
from app.services.budget.grounds.engine import Source
from app.services.budget.grounds.errors import NotResting
from app.services.budget.grounds.following import write
from app.services.budget.grounds.reading import (
    ground_of,
    line_pots,
    load,
    read_grounds,
    refuse_circles,
    worths,
)
from app.services.budget.words import PART_NAMES
from app.services.economy.basis_rows import (
    Measure,
    check,
    check_worths,
    frames_of,
    made_basis,
    name_of,
    row_of,
)
from app.services.economy.basis_views import (
    Choice,
    Resting,
    Tried,
    basis_choices,
    basis_of,
    resting_on,
    try_basis,
)
from app.services.economy.own import opened
from app.services.economy.reckoning import SourceWords, effect_of, recompute, said_of, source_words
from app.services.formatting import write_count
from app.services.storage import describe

__all__ = [
    "Choice", "Measure", "Resting", "Tried", "basis_choices", "basis_of", "effect_of", "recompute",
    "resting_on", "try_basis",
]  # fmt: skip


def set_basis(
    session: Session,
    *,
    version_id: int,
    frame_id: int,
    component: str,
    measure: Measure,
    expected_version: int,
    table_id: int | None = None,
    line: str | None = None,
) -> int:
    """Let a part of a frame rest on an index or a line; gives the amount it became, in öre."""
    frames = _put(session, version_id, [frame_id], component, measure, table_id, line, expected_version)
    frame = frames[0]
    source: Source = table_id if table_id is not None else line or ""
    name = source_words(session, version_id)[source].name
    what = f"{PART_NAMES[component]} för {name_of(session, frame)} {frame.year}"
    describe(session, f"Kopplade {what} till {name}")
    return next((part.amount for part in frame.components if part.kind == component), 0)


def set_basis_for_many(
    session: Session,
    *,
    version_id: int,
    frame_ids: Sequence[int],
    component: str,
    measure: Measure,
    expected_version: int,
    table_id: int | None = None,
    line: str | None = None,
) -> int:
    """Let the same part of many frames rest on an index or a line, as one change; gives how many."""
    frames = _put(session, version_id, frame_ids, component, measure, table_id, line, expected_version)
    source: Source = table_id if table_id is not None else line or ""
    name = source_words(session, version_id)[source].name
    count = write_count(len(frames), "belopp", "belopp")
    describe(session, f"Kopplade {PART_NAMES[component]} till {name}, {count}")
    return len(frames)


def drop_basis(
    session: Session,
    *,
    version_id: int,
    frame_ids: Sequence[int],
    component: str,
    expected_version: int,
) -> int:
    """Let parts of frames rest on nothing; their amounts stay, as if typed. Gives how many."""
    frames = frames_of(session, version_id, frame_ids)
    opened(session, version_id, expected_version)
    found = [(frame, row_of(session, frame, component)) for frame in frames]
    rows = [row for _, row in found if row is not None]
    if len(rows) < len(found):
        frame = next(frame for frame, row in found if row is None)
        raise NotResting(f"{PART_NAMES[component]} {frame.year} för {name_of(session, frame)}")
    resting = load(session, version_id, [ground_of(row) for row in rows])
    for row in rows:
        session.delete(row)
    session.flush()
    if resting is not None:
        places = [(frame.unit_id or frame.pot_id or 0, frame.year, component) for frame in frames]
        write(session, resting, (), dict.fromkeys(places, ""))
    what = f"{PART_NAMES[component]} för {name_of(session, frames[0])} {frames[0].year}"
    if len(frames) > 1:
        what = f"{PART_NAMES[component]}, {write_count(len(frames), 'belopp', 'belopp')}"
    describe(session, f"Kopplade loss {what}")
    return len(frames)


def _put(
    session: Session,
    version_id: int,
    frame_ids: Sequence[int],
    component: str,
    measure: Measure,
    table_id: int | None,
    line: str | None,
    expected_version: int,
) -> list[Frame]:
    """Write the bases, and reckon the parts and what rests on their frames."""
    frames = frames_of(session, version_id, frame_ids)
    opened(session, version_id, expected_version)
    words = source_words(session, version_id)
    source: Source = table_id if table_id is not None else line or ""
    if source not in words:
        raise NotFound("Indextabellen" if table_id is not None else "Raden")
    for frame in frames:
        check(session, frame, component, words[source], measure, line)
        row = row_of(session, frame, component)
        if row is None:
            row = made_basis(version_id, frame, component, source, measure)
            session.add(row)
        row.table_id, row.line = table_id, line
        row.share, row.base, row.quantity = measure.share, measure.base, measure.quantity
    session.flush()
    known = read_grounds(session, version_id)
    refuse_circles(session, known, line_pots(session, version_id))
    check_worths(session, version_id, frames, words[source].name, source)
    _reckon(session, version_id, frames, component, words)
    return frames


def _reckon(
    session: Session,
    version_id: int,
    frames: Sequence[Frame],
    component: str,
    words: dict[Source, SourceWords],
) -> None:
    resting = load(session, version_id)
    if resting is None:
        return
    known = worths(session, version_id, resting.grounds.values())
    places = [(frame.unit_id or frame.pot_id or 0, frame.year, component) for frame in frames]
    said = {
        place: said_of(ground, words[ground.source], known.get((ground.source, ground.year)))
        for place in places
        if (ground := resting.grounds.get(place)) is not None
    }
    write(session, resting, resting.engine.all().told(), said)
    for frame in frames:
        session.expire(frame)
