"""What the side panel of the budget tells of a unit, a central post or a group, in one year of a version."""

import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import String, func, select, type_coerce
from sqlalchemy.orm import Session

from app.models.budget import COMPONENTS, Frame, FrameComponent
from app.models.storage import ChangeEntry, ChangePayload
from app.services.budget.fundings import Funding, fundings_of
from app.services.budget.grants import Grant, grants_of
from app.services.budget.history import Change
from app.services.budget.revisions import Revision, frame_revisions
from app.services.budget.rules import Amounts
from app.services.budget.tracks import Track, read_tracks
from app.services.storage import changelog

_SOUGHT: Final = 200
_PART: Final = "frame_component"


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of a frame with what explains it, and who changed it last where the log tells."""

    kind: str
    amount: int
    income: int
    held: bool
    note: str | None
    source: str | None
    changed: Change | None


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything the panel shows beside what the grid knows."""

    tracks: tuple[Track, ...] = ()
    financed: Mapping[str, Amounts] = field(default_factory=dict)
    """The frame of the year by what pays for it."""
    parts: tuple[PartLine, ...] = ()
    grants: tuple[Grant, ...] = ()
    fundings: tuple[Funding, ...] = ()
    for_assignments: int = 0
    """What the frame's part for assignments is, to compare with what they are given."""
    revisions: tuple[Revision, ...] = ()

    @property
    def funded(self) -> int:
        """What the assignments are given together."""
        return sum(each.amount for each in self.fundings)


def frame_panel(
    session: Session,
    *,
    version_id: int,
    year: int,
    holders: Collection[int],
    frame_id: int | None = None,
) -> Panel:
    """The panel of a frame, or with several `holders` of their sum; `frame_id` is the year's own frame."""
    tracks = read_tracks(session, holders)
    shown = next((track for track in tracks if track.version_id == version_id), None)
    financed = {kind: amounts for (kind, at), amounts in shown.amounts.items() if at == year} if shown else {}
    grants = grants_of(session, version_id=version_id, unit_ids=holders)
    if frame_id is None:
        return Panel(tracks, financed, grants=grants)
    parts = _parts(session, frame_id)
    return Panel(
        tracks,
        financed,
        parts,
        grants,
        fundings_of(session, frame_ids=[frame_id]),
        sum(part.amount for part in parts if part.kind == "assignment"),
        _revisions(session, frame_id, year),
    )


def latest_changes(session: Session, part_ids: Collection[int]) -> dict[int, Change]:
    """Who changed each part last, as far as the latest entries of the log tell."""
    rows = select(ChangeEntry.made_by, ChangeEntry.made_at, ChangePayload.payload)
    rows = rows.join(ChangePayload, ChangePayload.entry_id == ChangeEntry.id)
    rows = rows.where(func.instr(type_coerce(ChangeEntry.kinds, String), f'"{_PART}"') > 0)
    sought = set(part_ids)
    found: dict[int, Change] = {}
    latest = session.execute(rows.order_by(ChangeEntry.number.desc()).limit(_SOUGHT)) if sought else ()
    for made_by, made_at, payload in latest:
        for key in _touched(payload, sought):
            found[key] = Change(made_by, made_at)
            sought.discard(key)
        if not sought:
            break
    return found


def _touched(payload: bytes, sought: Collection[int]) -> set[int]:
    """Which of the parts an entry touched, seen by how its rows begin; it may have many thousands."""
    if payload == changelog.ERASED:
        return set()
    content = zlib.decompress(payload)
    return {key for key in sought if f'["{_PART}",{key},'.encode() in content}


def _parts(session: Session, frame_id: int) -> tuple[PartLine, ...]:
    rows = session.scalars(select(FrameComponent).where(FrameComponent.frame_id == frame_id)).all()
    changes = latest_changes(session, [row.id for row in rows])
    ordered = sorted(rows, key=lambda row: COMPONENTS.index(row.kind))
    return tuple(
        PartLine(row.kind, row.amount, row.income, row.held, row.note, row.source, changes.get(row.id))
        for row in ordered
    )


def _revisions(session: Session, frame_id: int, year: int) -> tuple[Revision, ...]:
    frame = session.get(Frame, frame_id)
    holder = (frame.unit_id or frame.pot_id) if frame is not None else None
    return frame_revisions(session, holder, year) if holder is not None else ()
