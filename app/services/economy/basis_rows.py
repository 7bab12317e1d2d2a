"""A part of a frame and what it rests on as rows: found, made and looked through before they are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.budget import COMPONENTS, Frame
from app.models.economy import ComponentBasis
from app.models.errors import NotFound
from app.services.budget.entries import holder_name
from app.services.budget.figures import OPERATING
from app.services.budget.grounds.engine import Ground, Source
from app.services.budget.grounds.errors import HeldPart, NotMeasured, NoWorth
from app.services.budget.grounds.reading import line_pots, worths
from app.services.budget.words import PART_NAMES
from app.services.economy.own import plan_years
from app.services.economy.reckoning import SourceWords

_MOST: Final = Decimal(1_000_000_000)
#: Roundings rest on nothing, and what assignments are given is said by the assignments.
PARTS: Final = tuple(kind for kind in COMPONENTS if kind not in ("rounding", "assignment"))


@dataclass(frozen=True, slots=True)
class Measure:
    """What an index is multiplied by: percent of the frame the year before, öre, or so many of something.

    Of a line only `share` is said: how many percent of it.
    """

    share: Decimal | None = None
    base: int | None = None
    quantity: Decimal | None = None


def check(
    session: Session, frame: Frame, component: str, words: SourceWords, measure: Measure, line: str | None
) -> None:
    """Refuse what cannot be reckoned, with what to say instead."""
    if component not in PARTS:
        raise NotMeasured(f"{PART_NAMES[component].capitalize()} räknas inte från ett index.")
    first = frame.year == plan_years(session, frame.plan_version_id)[0]
    if component == "plan" and first:
        raise NotMeasured(f"Ramen {frame.year} har ingen del för förändring. Välj en av dess andra delar.")
    part = next((each for each in frame.components if each.kind == component), None)
    if frame.held or (part is not None and part.held):
        raise HeldPart(f"{PART_NAMES[component]} {frame.year} för {name_of(session, frame)}")
    given = [value for value in (measure.share, measure.base, measure.quantity) if value is not None]
    if line is not None:
        if measure.base is not None or measure.quantity is not None:
            raise NotMeasured("Skriv hur många procent av raden som ska tas, eller lämna tomt för hela.")
    elif len(given) != 1:
        raise NotMeasured("Skriv en sak att räkna på: procent av ramen, ett belopp eller ett antal.")
    elif (words.unit == "kr") != (measure.quantity is not None):
        per = words.per or "enhet"
        raise NotMeasured(
            f"{words.name} anges i kr per {per}. Skriv hur många {per} det gäller."
            if words.unit == "kr"
            else f"{words.name} anges i procent. Skriv procent av ramen året före, eller ett belopp."
        )
    most = _MOST if measure.base is None else _MOST * 100_000
    if any(abs(Decimal(value)) > most for value in given):
        raise NotMeasured("Talet är för stort. Kontrollera det.")


def check_worths(
    session: Session, version_id: int, frames: Sequence[Frame], name: str, source: Source
) -> None:
    """Refuse an index or a line that has no value for a year; nothing is guessed."""
    wanted = {frame.year for frame in frames}
    if isinstance(source, str) and source in line_pots(session, version_id):
        return
    grounds = [Ground(0, year, "", source, "line", Decimal(100)) for year in wanted]
    known = worths(session, version_id, grounds)
    for year in sorted(wanted):
        if (source, year) not in known:
            raise NoWorth(name, year)


def frames_of(session: Session, version_id: int, frame_ids: Sequence[int]) -> list[Frame]:
    """Frames of a version that taxes pay for, earlier years first; refused when one is gone."""
    rows = session.scalars(select(Frame).where(Frame.id.in_(list(frame_ids)))).all()
    kept = [row for row in rows if row.plan_version_id == version_id and row.kind == OPERATING]
    if not kept or len(kept) != len(set(frame_ids)):
        raise NotFound("Ramen")
    return sorted(kept, key=lambda row: (row.year, row.id))


def made_basis(
    version_id: int, frame: Frame, component: str, source: Source, measure: Measure
) -> ComponentBasis:
    """A basis that is not stored."""
    return ComponentBasis(
        plan_version_id=version_id, unit_id=frame.unit_id, pot_id=frame.pot_id, year=frame.year,
        component=component, table_id=source if isinstance(source, int) else None,
        line=source if isinstance(source, str) else None,
        share=measure.share, base=measure.base, quantity=measure.quantity,
    )  # fmt: skip


def row_of(session: Session, frame: Frame, component: str) -> ComponentBasis | None:
    """What a part of a frame rests on, None where it is typed."""
    rows = select(ComponentBasis).where(
        ComponentBasis.plan_version_id == frame.plan_version_id,
        ComponentBasis.year == frame.year,
        ComponentBasis.component == component,
    )
    holder = (
        ComponentBasis.unit_id == frame.unit_id
        if frame.unit_id is not None
        else ComponentBasis.pot_id == frame.pot_id
    )
    return session.scalars(rows.where(holder)).first()


def name_of(session: Session, frame: Frame) -> str:
    """What has the frame is called."""
    return holder_name(session, frame.unit_id, frame.pot_id)
