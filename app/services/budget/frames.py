"""What can be done with the amounts of a plan: parts, years, notes, what is held back and pasted blocks."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from app.models.budget import COMPONENTS, BudgetPlan, Frame, PlanVersion, YearTotal
from app.models.errors import NotFound
from app.services.budget import rules
from app.services.budget.entering import Entering
from app.services.budget.entries import KEEP, Entry, Keep, Measure, OpenFrames, holder_name, open_version
from app.services.budget.errors import FramesExist, FramesInUse, NotStaff, TooLarge
from app.services.budget.grounds.following import land
from app.services.budget.holding import empty_frames, held_frames, holds_amounts
from app.services.budget.words import FRAME_KINDS, PART_NAMES
from app.services.formatting import write_count
from app.services.storage import check_version, describe, touch

__all__ = ["KEEP", "Entry", "Keep", "Measure", "open_version"]

_MOST_STAFF = Decimal(1_000_000)


def set_component(
    session: Session, *, frame_id: int, kind: str, amount: int | None, expected_version: int
) -> None:
    """Set the net of a part of a frame; None or zero takes it away, but keeps a part with a note at zero."""
    _set_one(session, Entry(frame_id, kind, amount, expected_version))


def set_income(
    session: Session, *, frame_id: int, kind: str, income: int | None, expected_version: int
) -> None:
    """Set the income in a part of a frame; its cost stays, so the net is another."""
    _set_one(session, Entry(frame_id, kind, income, expected_version, measure="income"))


def set_cost(session: Session, *, frame_id: int, kind: str, cost: int | None, expected_version: int) -> None:
    """Set the cost of a part of a frame; its income stays, so the net is another."""
    _set_one(session, Entry(frame_id, kind, cost, expected_version, measure="cost"))


def set_year_total(session: Session, *, frame_id: int, total: int | None, expected_version: int) -> None:
    """Set the frame of a plan year; its change from the year before follows from it."""
    _set_one(session, Entry(frame_id, rules.TOTAL, total, expected_version))


def set_previous(session: Session, *, frame_id: int, amount: int | None, expected_version: int) -> None:
    """Set the frame of the year before the budget year."""
    _set_one(session, Entry(frame_id, rules.PREVIOUS, amount, expected_version))


def set_previous_income(
    session: Session, *, frame_id: int, income: int | None, expected_version: int
) -> None:
    """Set the income of the year before the budget year; the cost of that year stays."""
    _set_one(session, Entry(frame_id, rules.PREVIOUS, income, expected_version, measure="income"))


def set_staff(session: Session, *, frame_id: int, staff: Decimal | None, expected_version: int) -> None:
    """Set how many årsarbetare a frame is meant for."""
    opened = OpenFrames(session, [frame_id])
    frame = opened.take(frame_id, expected_version)
    put_staff(opened, frame, staff)
    touch(frame)
    describe(session, f"Ändrade årsarbetare för {opened.name(frame)} {frame.year}")


def put_staff(opened: OpenFrames, frame: Frame, staff: Decimal | None) -> None:
    """Give a frame its årsarbetare; refused when there cannot be so many."""
    if staff is not None and not 0 <= staff <= _MOST_STAFF:
        raise NotStaff(opened.name(frame), frame.year)
    frame.staff = staff


def set_held(
    session: Session,
    *,
    cells: Sequence[tuple[int, str]],
    held: bool,
    expected_versions: Mapping[int, int] | None = None,
) -> None:
    """Hold parts, or with "total" whole frames, as they are when amounts are spread, or let them go.

    Holding a cell twice does no harm, so a frame's version is only asked for where it is given.
    """
    wanted = dict.fromkeys(cells)
    opened = Entering(session, [frame_id for frame_id, _ in wanted])
    expected = expected_versions or {}
    frames = {frame_id: opened.take(frame_id, expected.get(frame_id)) for frame_id, _ in wanted}
    for frame_id, kind in wanted:
        opened.hold(frames[frame_id], kind, held=held)
    opened.write()
    count = write_count(len(wanted), "belopp", "belopp")
    describe(session, f"Höll fast {count} vid fördelning" if held else f"Släppte {count} för fördelning")


def set_note(session: Session, *, frame_id: int, kind: str, note: str, expected_version: int) -> None:
    """Explain a part of a frame; an empty note takes the explanation away."""
    opened = Entering(session, [frame_id])
    frame = opened.take(frame_id, expected_version)
    if kind not in COMPONENTS:
        raise ValueError(f"not a part of a frame: {kind}")
    opened.apply(Entry(frame_id, kind, KEEP, expected_version, note=note))
    opened.write()
    describe(session, f"Ändrade noten om {PART_NAMES[kind]} för {opened.name(frame)} {frame.year}")


def paste_amounts(session: Session, *, entries: Sequence[Entry], words: str | None = None) -> int:
    """Set many amounts as one change, which `words` may name; gives how many.

    Earlier years first, a year's total last. However many, the file is asked a few times per thousand.
    """
    wanted = {(entry.frame_id, entry.kind, entry.measure): entry for entry in entries}
    opened = Entering(session, [entry.frame_id for entry in wanted.values()])
    frames = {each.frame_id: opened.take(each.frame_id, each.expected_version) for each in wanted.values()}
    order = sorted(
        wanted.values(), key=lambda entry: (frames[entry.frame_id].year, entry.kind == rules.TOTAL)
    )
    for entry in order:
        opened.apply(entry)
    land(session, opened)
    describe(session, words or f"Ändrade {write_count(len(wanted), 'belopp', 'belopp')} i budgeten")
    return len(wanted)


def add_financing(
    session: Session,
    *,
    version_id: int,
    kind: str,
    unit_id: int | None = None,
    pot_id: int | None = None,
) -> tuple[int, ...]:
    """Give a unit or a central post empty frames paid by fees or by the sale of land; gives their keys.

    They are kept apart: what there is to distribute concerns only what taxes and general grants pay.
    """
    version = open_version(session, version_id)
    plan = session.get_one(BudgetPlan, version.plan_id)
    name = holder_name(session, unit_id, pot_id)
    if held_frames(session, version_id, unit_id, pot_id, kind):
        raise FramesExist(name, FRAME_KINDS[kind])
    made = empty_frames(plan, unit_id=unit_id, pot_id=pot_id, kind=kind)
    for frame in made:
        frame.plan_version_id = version.id
    session.add_all(made)
    touch(version)
    describe(session, f"Lade till ramar för {name}, {FRAME_KINDS[kind]}")
    session.flush()
    return tuple(frame.id for frame in made)


def remove_financing(
    session: Session,
    *,
    version_id: int,
    kind: str,
    unit_id: int | None = None,
    pot_id: int | None = None,
) -> None:
    """Take away the frames that `add_financing` gave; refused while amounts stand in them."""
    version = open_version(session, version_id)
    name = holder_name(session, unit_id, pot_id)
    for frame in held_frames(session, version_id, unit_id, pot_id, kind):
        if holds_amounts(frame):
            raise FramesInUse(name, FRAME_KINDS[kind])
        session.delete(frame)
    touch(version)
    describe(session, f"Tog bort ramarna för {name}, {FRAME_KINDS[kind]}")


def set_held_back(
    session: Session, *, version_id: int, year: int, amount: int | None, expected_version: int
) -> None:
    """Set what is held back of a year."""
    version, total = _open_year(session, version_id, year, expected_version)
    total.held_back = _within(amount or 0, f"Det som hålls inne {year}")
    touch(version)
    describe(session, f"Ändrade vad som hålls inne {year}")


def set_to_distribute(
    session: Session, *, version_id: int, year: int, amount: int | None, expected_version: int
) -> None:
    """Set what there is to distribute in a year; None when it is not known yet."""
    version, total = _open_year(session, version_id, year, expected_version)
    total.to_distribute = None if amount is None else _within(amount, f"Ramen att fördela {year}")
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
        years[year].held_back = _within(amount or 0, f"Det som hålls inne {year}")
    for year, amount in to_distribute.items():
        room = None if amount is None else _within(amount, f"Ramen att fördela {year}")
        years[year].to_distribute = room
    touch(version)
    count = write_count(len(held_back) + len(to_distribute), "belopp", "belopp")
    describe(session, f"Ändrade {count} under budgetens ramar")


def _set_one(session: Session, entry: Entry) -> None:
    opened = Entering(session, [entry.frame_id])
    frame = opened.take(entry.frame_id, entry.expected_version)
    opened.apply(entry)
    land(session, opened)
    words = f"{PART_NAMES[entry.kind]} i ramen" if entry.kind in COMPONENTS else PART_NAMES[entry.kind]
    if entry.kind == rules.TOTAL:
        words = "ramen"
    measured = {"net": "", "income": "intäkten i ", "cost": "kostnaden i "}[entry.measure]
    describe(session, f"Ändrade {measured}{words} för {opened.name(frame)} {frame.year}")


def _open_year(
    session: Session, version_id: int, year: int, expected_version: int
) -> tuple[PlanVersion, YearTotal]:
    version = open_version(session, version_id)
    check_version(version, expected_version, f"Budgetversionen ”{version.name}”")
    for total in version.totals:
        if total.year == year:
            return version, total
    raise NotFound(f"Året {year} i planen")


def parts_of(frame: Frame) -> dict[str, int]:
    """The parts of a frame by kind."""
    return {part.kind: part.amount for part in frame.components}


def _within(amount: int, what: str) -> int:
    if abs(amount) > rules.LARGEST:
        raise TooLarge(what)
    return amount
