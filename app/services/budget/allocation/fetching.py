"""What a model gives, taken into the frames of a budget version as their part for volume.

The part of a unit and a year can be reckoned in three ways, since a frame builds on the year before:

* "model": the model's frame of the year less its frame of the year before; other prices count too, so wages
  and prices are then not compensated once more,
* "volume": only what the volumes have changed since the year before, at the price of the year,
* "frame": the model's frame less the frame that the budget has for the year before, so that the frame is what
  the model says before any other part.

The difference is reckoned with fractions and rounded half up to whole öre once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from sqlalchemy.orm import Session

from app.models.allocation import AllocationModel, AllocationVersion
from app.models.errors import ChangedSince
from app.services.budget import frames
from app.services.budget.allocation.arithmetic import (
    Factors,
    Results,
    calculate,
    rounded,
    volume_change,
)
from app.services.budget.allocation.errors import NothingToFetch
from app.services.budget.allocation.stored import get_model, get_version, read_factors
from app.services.budget.allocation.words import version_title, write_volume
from app.services.budget.entries import Entry, open_version
from app.services.budget.figures import Figures, FrameFigures, read_figures
from app.services.budget.unittree import arrange, read_units
from app.services.formatting import write_count

Basis = Literal["model", "volume", "frame"]
BASES: Final[dict[Basis, str]] = {
    "model": "modellens ram mot modellens ram året före",
    "volume": "bara volymens förändring, i årets pris",
    "frame": "modellens ram mot föregående ram i budgeten",
}
_PART: Final = "volume"
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """The part for volume of a unit in a year as it is and as it would be, in öre."""

    unit_id: int
    name: str
    year: int
    frame_id: int
    frame_version: int
    before: int
    after: int
    result: Fraction
    """What the model gives the unit that year."""
    source: str
    replaces: str
    """What stands in the cell and would be lost, "" when nothing does."""

    @property
    def change(self) -> int:
        """How much the frame would change."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Preview:
    """Every cell that a fetch would write, and what is left as it is, in sentences."""

    allocation_version_id: int
    plan_version_id: int
    basis: Basis
    title: str
    cells: tuple[Cell, ...]
    unchanged: int
    left: tuple[str, ...]

    def total(self, year: int) -> int:
        """How much the frames of a year would change together."""
        return sum(cell.change for cell in self.cells if cell.year == year)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a preview is made from."""

    model: AllocationModel
    version: AllocationVersion
    factors: Factors
    results: Results
    figures: Figures
    names: dict[int, str]
    basis: Basis

    @property
    def title(self) -> str:
        return version_title(self.model.name, self.version.number)


def preview(
    session: Session, *, allocation_version_id: int, plan_version_id: int, basis: Basis = "model"
) -> Preview:
    """What fetching a version of a model to a budget version would change, cell by cell."""
    plan = open_version(session, plan_version_id)
    ground = _ground(session, allocation_version_id, plan.id, basis)
    years = sorted({year for _, year in ground.figures})
    cells: list[Cell] = []
    left: list[str] = []
    added: dict[int, int] = {}
    unchanged = 0
    for year in years:
        why = _missing(ground, year)
        if why:
            left.append(why)
            continue
        for frame, cell in _cells(ground, year, added):
            part = frame.parts.get(_PART)
            same = part is not None and part.allocation_version_id == allocation_version_id
            if cell.change or (cell.after and not same):
                cells.append(cell)
            else:
                unchanged += 1
        left += _left(ground, year)
    left += _without_frame(ground)
    order = {unit: place for place, unit in enumerate(ground.names)}
    cells.sort(key=lambda cell: (order.get(cell.unit_id, 0), cell.year))
    return Preview(
        allocation_version_id, plan_version_id, basis, ground.title, tuple(cells), unchanged, tuple(left)
    )


def fetch(session: Session, *, shown: Preview) -> int:
    """Write what a preview showed, as one step; refused when anything it was made from has changed since."""
    now = preview(
        session,
        allocation_version_id=shown.allocation_version_id,
        plan_version_id=shown.plan_version_id,
        basis=shown.basis,
    )
    if now != shown:
        raise ChangedSince("Det som skulle hämtas")
    if not now.cells:
        raise NothingToFetch(now.title)
    entries = [
        Entry(
            cell.frame_id,
            _PART,
            cell.after,
            cell.frame_version,
            source=cell.source,
            allocation_version_id=now.allocation_version_id,
        )
        for cell in now.cells
    ]
    words = f"Hämtade {write_count(len(entries), 'belopp', 'belopp')} från {now.title} till ramarna"
    return frames.paste_amounts(session, entries=entries, words=words)


def amount_by(
    basis: Basis, factors: Factors, results: Results, frame: FrameFigures, previous: int
) -> int | None:
    """The part for volume of a frame, reckoned in one of the ways; None where the model says nothing."""
    if frame.unit_id is None:
        return None
    now = results.units.get((frame.unit_id, frame.year))
    if now is None:
        return None
    if basis == "frame":
        return rounded(now - previous)
    if previous and (frame.unit_id, frame.year - 1) not in results.units:
        return None
    if basis == "volume":
        change = volume_change(factors, results, frame.unit_id, frame.year)
        return None if change is None else rounded(change)
    if any((unit, year) == (frame.unit_id, frame.year - 1) for _, unit, year in results.unpriced):
        return None
    return rounded(now - results.units.get((frame.unit_id, frame.year - 1), Fraction()))


def _ground(session: Session, version_id: int, plan_version_id: int, basis: Basis) -> _Ground:
    version = get_version(session, version_id)
    factors = read_factors(session, version)
    figures = read_figures(session, plan_version_id)
    years = {year for _, year in figures}
    results = calculate(factors, years | {year - 1 for year in years})
    units = read_units(session)
    places = arrange(units, {holder for holder, _ in figures if holder in units})
    ordered = [place.unit_id for place in places if place.unit_id is not None]
    names = {key: units[key].name for key in dict.fromkeys((*ordered, *units))}
    return _Ground(get_model(session, version.model_id), version, factors, results, figures, names, basis)


def _cells(ground: _Ground, year: int, added: dict[int, int]) -> Iterator[tuple[FrameFigures, Cell]]:
    """The cells of a year; `added` keeps what earlier years' changes add to the frames they build on."""
    for (holder, at), frame in ground.figures.items():
        part = frame.parts.get(_PART)
        if at != year or frame.unit_id is None or _is_held(frame):
            continue
        previous = frame.base.net + added.get(holder, 0)
        after = amount_by(ground.basis, ground.factors, ground.results, frame, previous)
        if after is None:
            continue
        before = part.amount if part is not None else 0
        added[holder] = added.get(holder, 0) + after - before
        yield (
            frame,
            Cell(
                unit_id=frame.unit_id,
                name=ground.names[frame.unit_id],
                year=year,
                frame_id=frame.frame_id,
                frame_version=frame.version,
                before=before,
                after=after,
                result=ground.results.units[frame.unit_id, year],
                source=_source(ground, frame.unit_id, year),
                replaces=_replaced(ground, frame),
            ),
        )


def _missing(ground: _Ground, year: int) -> str:
    """Why a year cannot be fetched at all, "" when it can."""
    known = {at for _, at in ground.results.units}
    what = "anslag" if ground.factors.special else "volymer med pris"
    if year not in known:
        return f"{year}: modellen har inga {what}, så ramarna lämnas som de är."
    if ground.basis != "frame" and year - 1 not in known:
        return (
            f"{year}: modellen har inga {what} för {year - 1} att jämföra med. "
            "Fyll i dem, eller räkna mot föregående ram."
        )
    return ""


def _is_held(frame: FrameFigures) -> bool:
    part = frame.parts.get(_PART)
    return frame.held or (part is not None and part.held)


def _left(ground: _Ground, year: int) -> list[str]:
    units = ground.results.units
    known = [
        (ground.names[frame.unit_id], frame)
        for (_, at), frame in ground.figures.items()
        if at == year and frame.unit_id is not None and (frame.unit_id, year) in units
    ]
    held = [name for name, frame in known if _is_held(frame)]
    begun = [
        name for name, frame in known
        if ground.basis != "frame" and frame.base.net and (frame.unit_id, year - 1) not in units
    ]  # fmt: skip
    gaps = {unit for _, unit, at in ground.results.unpriced if at == year}
    said = [f"{year}: låst volym lämnas för {_listed(held)}."] if held else []
    if begun:
        said.append(f"{year}: {year - 1} saknas i modellen för {_listed(begun)}, så den ramen lämnas.")
    if gaps:
        said.append(f"{year}: pris saknas för {_listed([ground.names[unit] for unit in gaps])}.")
    return said


def _without_frame(ground: _Ground) -> list[str]:
    framed = {holder for holder, _ in ground.figures}
    years = {year for _, year in ground.figures}
    units = dict.fromkeys(unit for unit, year in ground.results.units if unit not in framed and year in years)
    names = [ground.names[unit] for unit in units]
    return [f"Saknar ram i budgetversionen: {_listed(names)}."] if names else []


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_NAMED])
    rest = len(names) - _NAMED
    return f"{shown} och {write_count(rest, 'till', 'till')}" if rest > 0 else shown


def _source(ground: _Ground, unit_id: int, year: int) -> str:
    said = f"{ground.title}: {BASES[ground.basis]}"
    volumes = ground.results.volumes
    now, was = volumes.get((unit_id, year)), volumes.get((unit_id, year - 1))
    if now is None:
        return said
    counted = f"{write_volume(now)} {ground.model.volume_unit or ''}".rstrip()
    return f"{said}; {counted}" if was is None else f"{said}; {counted} mot {write_volume(was)}"


def _replaced(ground: _Ground, frame: FrameFigures) -> str:
    part = frame.parts.get(_PART)
    if part is None or not part.amount or part.allocation_version_id == ground.version.id:
        return ""
    if part.allocation_version_id is None:
        return "skrivet belopp"
    same = any(part.allocation_version_id == each.id for each in ground.model.versions)
    return "äldre version" if same else "annan beräkningsmodell"
