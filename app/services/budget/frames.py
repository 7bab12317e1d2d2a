"""What can be done with the amounts of a plan: parts, years, notes, what is held back and pasted blocks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.models.budget import COMPONENTS, Frame, FrameComponent, PlanVersion, YearTotal
from app.models.errors import Locked, NotFound
from app.models.organisation import Unit
from app.services.budget import rules
from app.services.budget.errors import CarriedOver, ComposedYear, NotInYear, TooLarge
from app.services.budget.words import PART_NAMES
from app.services.formatting import MAX_ORE, write_count
from app.services.storage import check_version, describe, touch


@dataclass(frozen=True, slots=True)
class Entry:
    """A typed amount: `kind` is a part, "previous" or "total"; None clears it."""

    frame_id: int
    kind: str
    amount: int | None
    expected_version: int


def set_component(
    session: Session, *, frame_id: int, kind: str, amount: int | None, expected_version: int
) -> None:
    """Set one part of a frame; None or zero takes it away, but keeps a part with a note at zero."""
    _set_one(session, Entry(frame_id, kind, amount, expected_version))


def set_year_total(session: Session, *, frame_id: int, total: int | None, expected_version: int) -> None:
    """Set the frame of a plan year; its change from the year before follows from it."""
    _set_one(session, Entry(frame_id, rules.TOTAL, total, expected_version))


def set_previous(session: Session, *, frame_id: int, amount: int | None, expected_version: int) -> None:
    """Set the frame of the year before the budget year."""
    _set_one(session, Entry(frame_id, rules.PREVIOUS, amount, expected_version))


def set_note(session: Session, *, frame_id: int, kind: str, note: str, expected_version: int) -> None:
    """Explain a part of a frame; an empty note takes the explanation away."""
    frame, name = _open_frame(session, frame_id, expected_version)
    if kind == "plan" and _year_before(session, frame) is None:
        raise NotInYear(PART_NAMES[kind], frame.year)
    part = _part(frame, kind)
    text = note.strip()
    if part is None:
        if not text:
            return
        part = FrameComponent(kind=kind, amount=0)
        frame.components.append(part)
    part.note = text or None
    if not part.amount and part.note is None:
        frame.components.remove(part)
    touch(frame)
    describe(session, f"Ändrade noten om {PART_NAMES[kind]} för {name} {frame.year}")


def paste_amounts(session: Session, *, entries: Sequence[Entry]) -> int:
    """Set many amounts as one change; gives how many. Earlier years first, a year's total last."""
    wanted = {(entry.frame_id, entry.kind): entry for entry in entries}
    frames = {key: _open_frame(session, key[0], entry.expected_version) for key, entry in wanted.items()}
    order = sorted(wanted, key=lambda key: (frames[key][0].year, key[1] == rules.TOTAL))
    for key in order:
        frame, name = frames[key]
        _apply(session, frame, name, wanted[key])
    for frame in {id(frame): frame for frame, _ in frames.values()}.values():
        touch(frame)
    describe(session, f"Ändrade {write_count(len(wanted), 'belopp', 'belopp')} i budgeten")
    return len(wanted)


def set_held_back(
    session: Session, *, version_id: int, year: int, amount: int | None, expected_version: int
) -> None:
    """Set what is held back of a year."""
    version, total = _open_year(session, version_id, year, expected_version)
    total.held_back = _within(amount or 0)
    touch(version)
    describe(session, f"Ändrade vad som hålls inne {year}")


def set_to_distribute(
    session: Session, *, version_id: int, year: int, amount: int | None, expected_version: int
) -> None:
    """Set what there is to distribute in a year; None when it is not known yet."""
    version, total = _open_year(session, version_id, year, expected_version)
    total.to_distribute = None if amount is None else _within(amount)
    touch(version)
    describe(session, f"Ändrade ramen att fördela {year}")


def paste_years(
    session: Session,
    *,
    version_id: int,
    held_back: Mapping[int, int | None],
    to_distribute: Mapping[int, int | None],
    expected_version: int,
) -> None:
    """Set what is held back and what there is to distribute in several years, as one change."""
    version = open_version(session, version_id)
    check_version(version, expected_version, f"Budgetversionen ”{version.name}”")
    years = {total.year: total for total in version.totals}
    for year in (*held_back, *to_distribute):
        if year not in years:
            raise NotFound(f"Året {year} i planen")
    for year, amount in held_back.items():
        years[year].held_back = _within(amount or 0)
    for year, amount in to_distribute.items():
        years[year].to_distribute = None if amount is None else _within(amount)
    touch(version)
    count = write_count(len(held_back) + len(to_distribute), "belopp", "belopp")
    describe(session, f"Ändrade {count} under budgetens ramar")


def open_version(session: Session, version_id: int) -> PlanVersion:
    """A version that may be changed; refused when it is decided."""
    version = session.get(PlanVersion, version_id)
    if version is None:
        raise NotFound("Budgetversionen")
    if version.locked:
        raise Locked(f"Budgetversionen ”{version.name}”")
    return version


def _set_one(session: Session, entry: Entry) -> None:
    frame, name = _open_frame(session, entry.frame_id, entry.expected_version)
    _apply(session, frame, name, entry)
    touch(frame)
    words = f"{PART_NAMES[entry.kind]} i ramen" if entry.kind in COMPONENTS else PART_NAMES[entry.kind]
    if entry.kind == rules.TOTAL:
        words = "ramen"
    describe(session, f"Ändrade {words} för {name} {frame.year}")


def _open_frame(session: Session, frame_id: int, expected_version: int) -> tuple[Frame, str]:
    frame = session.get(Frame, frame_id, options=[selectinload(Frame.components)])
    if frame is None:
        raise NotFound("Ramen")
    open_version(session, frame.plan_version_id)
    unit = session.get_one(Unit, frame.unit_id)
    check_version(frame, expected_version, f"Ramen {frame.year} för {unit.name}")
    return frame, unit.name


def _open_year(
    session: Session, version_id: int, year: int, expected_version: int
) -> tuple[PlanVersion, YearTotal]:
    version = open_version(session, version_id)
    check_version(version, expected_version, f"Budgetversionen ”{version.name}”")
    for total in version.totals:
        if total.year == year:
            return version, total
    raise NotFound(f"Året {year} i planen")


def _apply(session: Session, frame: Frame, name: str, entry: Entry) -> None:
    before = _year_before(session, frame)
    if entry.kind == rules.PREVIOUS:
        if before is not None:
            raise CarriedOver(name, frame.year)
        frame.previous = _within(entry.amount or 0)
    elif entry.kind == rules.TOTAL:
        if before is None:
            raise ComposedYear(name, frame.year)
        base, parts = total_of(session, before), parts_of(frame)
        change = None if entry.amount is None else rules.plan_change(_within(entry.amount), base, parts)
        _set_part(frame, "plan", change)
    elif entry.kind == "plan" and before is None:
        raise NotInYear(PART_NAMES["plan"], frame.year)
    else:
        _set_part(frame, entry.kind, entry.amount)


def _set_part(frame: Frame, kind: str, amount: int | None) -> None:
    part, amount = _part(frame, kind), _within(amount or 0)
    if part is None:
        if amount:
            frame.components.append(FrameComponent(kind=kind, amount=amount))
    elif amount or part.note:
        part.amount = amount
    else:
        frame.components.remove(part)


def _part(frame: Frame, kind: str) -> FrameComponent | None:
    if kind not in COMPONENTS:
        raise ValueError(f"not a part of a frame: {kind}")
    return next((part for part in frame.components if part.kind == kind), None)


def parts_of(frame: Frame) -> dict[str, int]:
    """The parts of a frame by kind."""
    return {part.kind: part.amount for part in frame.components}


def total_of(session: Session, frame: Frame) -> int:
    """The whole frame; a plan year builds on the year before it in the same version."""
    before = _year_before(session, frame)
    previous = total_of(session, before) if before is not None else frame.previous or 0
    return rules.compose(previous, parts_of(frame)).total


def _year_before(session: Session, frame: Frame) -> Frame | None:
    return session.scalar(
        select(Frame).where(
            Frame.plan_version_id == frame.plan_version_id,
            Frame.unit_id == frame.unit_id,
            Frame.kind == frame.kind,
            Frame.year == frame.year - 1,
        )
    )


def _within(amount: int) -> int:
    if abs(amount) > MAX_ORE:
        raise TooLarge
    return amount
