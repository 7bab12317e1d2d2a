"""What the frames of a version are for the areas of a long-term plan."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.services.budget.figures import read_figures
from app.services.budget.unittree import arrange, read_units
from app.services.economy.committees import Committee, committees


def areas_of_frames(session: Session, version_id: int, year: int) -> tuple[tuple[int | None, str, int], ...]:
    """Each nämnd, and the central posts together, with its frames of a year that taxes pay, in öre."""
    groups = committees(session, version_id=version_id)
    sums: dict[int, int] = {}
    found: dict[int, Committee] = {}
    for frame in read_figures(session, version_id).values():
        if frame.year == year:
            group = groups.holder(frame.unit_id, frame.pot_id)
            found[group.key] = group
            sums[group.key] = sums.get(group.key, 0) + frame.total
    ordered = sorted(found.values(), key=lambda group: group.order)
    return tuple((group.key if group.key > 0 else None, group.name, sums[group.key]) for group in ordered)


def frames_of_units(session: Session, version_id: int, year: int) -> Mapping[int | None, int]:
    """The frames of a year under each unit with all below it, in öre; of everything together under None."""
    units = read_units(session)
    sums: dict[int | None, int] = {None: 0}
    for frame in read_figures(session, version_id).values():
        if frame.year != year:
            continue
        sums[None] += frame.total
        at = frame.unit_id
        while at is not None:
            sums[at] = sums.get(at, 0) + frame.total
            at = units[at].parent_id if at in units else None
    return sums


def framed_units(session: Session, *, version_id: int) -> tuple[tuple[int, str], ...]:
    """Every unit that has a frame in a version or stands over one that has, in the budget's order."""
    framed = {frame.unit_id for frame in read_figures(session, version_id).values() if frame.unit_id}
    found: dict[int, str] = {}
    for place in arrange(read_units(session), framed):
        if place.unit_id is not None:
            found.setdefault(place.unit_id, f"{'    ' * place.depth}{place.name}")
    return tuple(found.items())
