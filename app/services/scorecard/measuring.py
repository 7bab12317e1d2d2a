"""Use cases on outcomes: one cell or a whole block of them, and the note of a cell; one step to undo each."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.errors import ChangedSince, DomainError, NotFound
from app.models.organisation import Unit
from app.models.scorecard import Indicator, Measurement
from app.services.budget.entries import KEEP, Keep
from app.services.formatting import write_count
from app.services.scorecard.expected import Place, whose
from app.services.scorecard.measuregrid import entered_again, measure_grid, place_of
from app.services.scorecard.measurehistory import Change, cell_history
from app.services.scorecard.measureviews import MeasureCell, MeasureGrid, MeasureRow, sifted
from app.services.scorecard.outcomes_typed import NotAnOutcome, Reading, read_outcome, write_outcome
from app.services.scorecard.periods import FREQUENCIES, Period, period_words, periods_of, read_period
from app.services.storage import bulk, describe
from app.services.typed import optional

__all__ = [
    "KEEP", "NOTHING_YET", "CellChange", "Change", "Keep", "MeasureCell", "MeasureGrid", "MeasureRow",
    "NotAnOutcome", "Place", "Reading", "cell_history", "entered_again", "measure_grid", "place_of",
    "read_outcome", "set_note", "set_values", "sifted", "write_outcome",
]  # fmt: skip

NOTHING_YET: Final = 0
"""The version of a cell that nothing stands in."""
GENDERS: Final = ("T", "K", "M")
_CHUNK = 500


class Reckoned(DomainError):
    """A value was typed for a figure that is computed from others."""

    def __init__(self, name: str) -> None:
        super().__init__(f"”{name}” räknas fram ur andra värden och går inte att skriva i. Ändra formeln.")


class NotMeasuredThen(DomainError):
    """A value was typed for a period in which its figure is not measured."""

    def __init__(self, name: str, period: str, frequency: str | None) -> None:
        often = FREQUENCIES.get(frequency or "", "varje år")
        super().__init__(
            f"”{name}” mäts {often} och inte för {period_words(period)}. "
            "Välj en annan period, eller ändra hur ofta det mäts."
        )


class NotBySex(DomainError):
    """A value for women or men was typed for a figure that is not divided."""

    def __init__(self, name: str) -> None:
        super().__init__(f"”{name}” delas inte upp på kvinnor och män. Skriv värdet för alla.")


class NothingToNote(DomainError):
    """A note was written where there is no value to explain."""

    def __init__(self) -> None:
        super().__init__(
            "Det finns inget värde att förklara. Skriv värdet först, eller .. om uppgift saknas."
        )


class SameCellTwice(DomainError):
    """A block would set one cell twice."""

    def __init__(self, name: str, period: str, whose: str) -> None:
        super().__init__(
            f"”{name}”, {period_words(period)}, {whose} står två gånger. Ta bort det ena värdet."
        )


@dataclass(frozen=True, slots=True)
class CellChange:
    """What is to stand in a cell; KEEP leaves the value, note or source that is there.

    A reading that says nothing takes the value away, and the note with it. `expected_version` is what was
    shown, 0 for an empty cell; None takes it as it is.
    """

    indicator_id: int
    unit_id: int | None
    period: str
    gender: str = "T"
    reading: Reading | Keep = KEEP
    comment: str | Keep | None = KEEP
    source: str | Keep | None = KEEP
    expected_version: int | None = NOTHING_YET

    @property
    def place(self) -> Place:
        """Which cell it is, however its period is written."""
        return Place(self.indicator_id, self.unit_id, read_period(self.period).text, self.gender)


def set_values(session: Session, *, cells: Sequence[CellChange], words: str | None = None) -> int:
    """Set many outcomes as one step; gives how many became others. What was there stays in the log.

    A value that is typed over another no longer has the other's source, nor is it an example.
    """
    entering = _Entering(session, cells)
    for cell in cells:
        entering.apply(cell)
    changed = entering.write()
    if changed:
        describe(session, words or entering.words(changed))
    return len(changed)


def set_note(
    session: Session,
    *,
    indicator_id: int,
    unit_id: int | None,
    period: str,
    gender: str = "T",
    note: str | None,
    expected_version: int,
) -> None:
    """Explain an outcome; an empty note takes it away."""
    change = CellChange(
        indicator_id, unit_id, period, gender, comment=note, expected_version=expected_version
    )
    indicator = session.get(Indicator, indicator_id)
    name = indicator.name if indicator is not None else ""
    words = f"Skrev en not till ”{name}” {period_words(period)}"
    set_values(session, cells=[change], words=words if optional(note) else words.replace("Skrev", "Tog bort"))


@dataclass(frozen=True, slots=True)
class _Stands:
    """A stored outcome."""

    id: int
    version: int
    reading: Reading
    comment: str | None
    source: str | None
    example: bool


class _Entering:
    """Outcomes that may be changed; nothing is written when one of them is refused."""

    def __init__(self, session: Session, cells: Sequence[CellChange]) -> None:
        self._session = session
        session.flush()
        self._indicators = _indicators(session, {cell.indicator_id for cell in cells})
        self._units = _unit_names(session)
        self._stands = _stored(session, cells)
        self._after: dict[Place, tuple[CellChange, _Stands | None, Reading, str | None, str | None]] = {}

    def apply(self, cell: CellChange) -> None:
        """Let a change land in its cell."""
        place, indicator = cell.place, self._indicators.get(cell.indicator_id)
        if indicator is None:
            raise NotFound("Måttet")
        if cell.unit_id is not None and cell.unit_id not in self._units:
            raise NotFound("Enheten")
        if place in self._after:
            raise SameCellTwice(indicator.name, cell.period, whose(self._unit(cell), cell.gender))
        stands = self._stands.get(place)
        if cell.expected_version is not None and cell.expected_version != _version(stands):
            raise ChangedSince(f"”{indicator.name}” {period_words(cell.period)}")
        _check(indicator, cell, there=stands is not None)
        before = stands.reading if stands is not None else Reading()
        reading = before if cell.reading is KEEP else cell.reading
        new_value = reading != before
        source = (None if new_value else stands.source) if stands is not None else None
        comment = stands.comment if stands is not None else None
        if cell.comment is not KEEP:
            comment = optional(cell.comment)
        if cell.source is not KEEP:
            source = optional(cell.source)
        if reading.empty and cell.comment is not KEEP and comment is not None:
            raise NothingToNote
        self._after[place] = cell, stands, reading, comment, source

    def write(self) -> list[CellChange]:
        """Write what became another in a few statements; gives those changes."""
        gone: list[int] = []
        made: list[dict[str, Any]] = []
        changed: list[dict[str, Any]] = []
        touched: list[CellChange] = []
        for place, (cell, stands, reading, comment, source) in self._after.items():
            if reading.empty:
                gone += [stands.id] if stands is not None else []
                touched += [cell] if stands is not None else []
                continue
            values = _values(reading, comment, source)
            if stands is None:
                made.append({**_key(place), **values})
            elif values != _values(stands.reading, stands.comment, stands.source):
                if reading != stands.reading:
                    values |= {"example": False, "measured_at": None}
                changed.append({"id": stands.id, "version": stands.version + 1, **values})
            else:
                continue
            touched.append(cell)
        bulk.delete_rows(self._session, Measurement, gone)
        bulk.update_rows(self._session, Measurement, sorted(changed, key=len))
        bulk.insert_rows(self._session, Measurement, made)
        return touched

    def words(self, changed: Sequence[CellChange]) -> str:
        """One value is named in the log; many are counted."""
        if len(changed) > 1:
            return f"Ändrade {write_count(len(changed), 'mätvärde', 'mätvärden')}"
        cell = changed[0]
        name = self._indicators[cell.indicator_id].name
        where = whose(self._unit(cell), cell.gender)
        return f"Ändrade utfallet av ”{name}” {period_words(cell.period)} för {where}"

    def _unit(self, cell: CellChange) -> str | None:
        return None if cell.unit_id is None else self._units[cell.unit_id]


def measured_in(indicator: Any, period: Period) -> bool:
    """Whether a figure is measured in a period: its frequency has it, in a year when it is measured."""
    found = periods_of(
        period.year, indicator.frequency, first_year=indicator.first_year, last_year=indicator.last_year
    )
    return period in found


def _check(indicator: Any, cell: CellChange, *, there: bool) -> None:
    if indicator.formula:
        raise Reckoned(indicator.name)
    period = read_period(cell.period)
    if not there and not measured_in(indicator, period):
        raise NotMeasuredThen(indicator.name, period.text, indicator.frequency)
    if cell.gender not in GENDERS or (cell.gender != "T" and not indicator.by_gender and not there):
        raise NotBySex(indicator.name)


def _version(stands: _Stands | None) -> int:
    return stands.version if stands is not None else NOTHING_YET


def _values(reading: Reading, comment: str | None, source: str | None) -> dict[str, Any]:
    return {
        "value": reading.value, "missing": reading.missing, "text": reading.words, "comment": comment,
        "source": source,
    }  # fmt: skip


def _key(place: Place) -> dict[str, Any]:
    return {
        "indicator_id": place.indicator_id, "unit_id": place.unit_id, "period": place.period,
        "gender": place.gender,
    }  # fmt: skip


def _indicators(session: Session, keys: Collection[int]) -> Mapping[int, Any]:
    columns = (
        Indicator.id, Indicator.name, Indicator.frequency, Indicator.first_year, Indicator.last_year,
        Indicator.by_gender, Indicator.formula,
    )  # fmt: skip
    found: dict[int, Any] = {}
    for chunk in _chunks(keys):
        found |= {row.id: row for row in session.execute(select(*columns).where(Indicator.id.in_(chunk)))}
    return found


def _stored(session: Session, cells: Sequence[CellChange]) -> dict[Place, _Stands]:
    periods = {cell.place.period for cell in cells}
    columns = (
        Measurement.indicator_id, Measurement.unit_id, Measurement.period, Measurement.gender,
        Measurement.id, Measurement.version, Measurement.value, Measurement.missing, Measurement.text,
        Measurement.comment, Measurement.source, Measurement.example,
    )  # fmt: skip
    found: dict[Place, _Stands] = {}
    for chunk in _chunks({cell.indicator_id for cell in cells}):
        wanted = select(*columns).where(Measurement.indicator_id.in_(chunk))
        if len(periods) <= _CHUNK:
            wanted = wanted.where(Measurement.period.in_(periods))
        for row in session.execute(wanted):
            reading = Reading(row.value, row.missing, row.text)
            found[Place(*row[:4])] = _Stands(
                row.id, row.version, reading, row.comment, row.source, row.example
            )
    return found


def _unit_names(session: Session) -> Mapping[int, str]:
    return {row.id: row.name for row in session.execute(select(Unit.id, Unit.name))}


def _chunks(keys: Iterable[int]) -> Iterator[list[int]]:
    listed = sorted(keys)
    for start in range(0, len(listed), _CHUNK):
        yield listed[start : start + _CHUNK]
