"""Files from Kolada read together: the values of the figures that are wanted, the rest only counted."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final

from app.models.errors import DomainError
from app.services.exchange.measures.jsonstream import rows_of
from app.services.exchange.measures.koladapages import Pages
from app.services.exchange.measures.koladarows import Data, Kpi, Place, Unusable, understand
from app.services.exchange.measures.plan import GENDER_WORDS, LeftOut
from app.services.formatting import write_count, write_number

MOST_VALUES: Final = 500_000
"""So many values are kept at a time, which bounds the memory that an import takes."""
MOST_TOLD: Final = 200
_EACH: Final = 2000

Tick = Callable[[int, int, str], None]
"""Told of the bytes read, the bytes there are, and the file; may raise to stop."""
Key = tuple[str, str, str]
"""Kpi, period and gender."""


class TooManyValues(DomainError):
    """More values were asked for than are read at a time."""

    def __init__(self) -> None:
        super().__init__(
            f"Filerna har fler än {write_number(MOST_VALUES)} värden för de valda måtten. "
            "Läs in färre filer eller mått åt gången."
        )


class NothingFromKolada(DomainError):
    """No row of the files could be understood."""

    def __init__(self, files: str, first: str) -> None:
        super().__init__(f"{files} innehåller inget från Kolada. {first}".strip())


@dataclass
class Notes:
    """What is told, up to a number of each; the rest is counted."""

    told: list[LeftOut] = field(default_factory=list)
    rest: int = 0

    def add(self, place: str, reason: str) -> None:
        """Tell of something, while there is room."""
        if len(self.told) < MOST_TOLD:
            self.told.append(LeftOut(place, reason))
        else:
            self.rest += 1

    def all(self) -> list[LeftOut]:
        """Everything told, and how many more there are."""
        if not self.rest:
            return self.told
        more = write_count(self.rest, "fel till av samma slag", "fel till av samma slag")
        return [*self.told, LeftOut("Övrigt", more)]


@dataclass
class KoladaFound:
    """Everything that was read; `values` by kpi, period and gender, then by municipality.

    `places` says where the own municipality's values stand; `units` are values of its units by their codes.
    """

    values: dict[Key, dict[str, Decimal | None]] = field(default_factory=dict)
    places: dict[Key, str] = field(default_factory=dict)
    units: dict[tuple[str, Key], tuple[Decimal | None, str]] = field(default_factory=dict)
    unasked: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)
    kpis: dict[str, Kpi] = field(default_factory=dict)
    municipalities: dict[str, Place] = field(default_factory=dict)
    ous: dict[str, Place] = field(default_factory=dict)
    faults: Notes = field(default_factory=Notes)
    missing: tuple[LeftOut, ...] = ()
    deleted: Counter[str] = field(default_factory=Counter)
    foreign_units: int = 0
    fought: set[tuple[str, Key]] = field(default_factory=set)
    twice: int = 0
    count: int = 0


def read_files(
    paths: Sequence[Path], *, wanted: Collection[str], own: str | None, tick: Tick | None = None
) -> KoladaFound:
    """Read every file; raises what says why one cannot be read, and then nothing of it is used."""
    reading = _Reading(KoladaFound(), frozenset(wanted), own)
    pages, total = Pages(), sum(_size(path) for path in paths)
    behind = 0
    understood = False
    for path in sorted(paths, key=lambda each: each.name):
        for number, row in rows_of(path):
            if not number:
                pages.note(path.name, row)
                continue
            if tick is not None and number % _EACH == 0:
                tick(min(behind + number * 120, total), total, path.name)
            understood = reading.take(row, path.name, number) or understood
        behind += _size(path)
    found = reading.found
    found.missing = pages.missing()
    reading.settle()
    if not understood:
        first = found.faults.told[0] if found.faults.told else None
        files = ", ".join(path.name for path in paths[:3])
        raise NothingFromKolada(files, f"{first.place} {first.reason}." if first is not None else "")
    return found


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


@dataclass
class _Reading:
    found: KoladaFound
    wanted: frozenset[str]
    own: str | None

    def take(self, row: object, file: str, number: int) -> bool:
        """Take a row; whether it could be understood."""
        try:
            said = understand(row)
        except Unusable as why:
            self.found.faults.add(_place(file, number), str(why))
            return False
        if isinstance(said, Kpi):
            self.found.kpis[said.code] = said
        elif isinstance(said, Place):
            known = self.found.ous if said.municipality is not None else self.found.municipalities
            known[said.code] = said
        else:
            self._data(said, file, number)
        return True

    def _data(self, data: Data, file: str, number: int) -> None:
        found = self.found
        found.deleted[data.kpi] += data.deleted
        if data.kpi not in self.wanted:
            found.unasked[data.kpi] += len(data.values)
            found.first.setdefault(data.kpi, _place(file, number))
            return
        for each in data.values:
            key = (data.kpi, data.period, each.gender)
            if data.unit:
                self._unit(data.unit, key, each.value, _place(file, number))
            else:
                self._municipality(data.municipality, key, each.value, file, number)

    def _municipality(self, code: str, key: Key, value: Decimal | None, file: str, number: int) -> None:
        found = self.found
        there = found.values.setdefault(key, {})
        if code not in there:
            self._count()
            there[code] = value
            if code == self.own:
                found.places[key] = _place(file, number)
        elif there[code] == value:
            found.twice += 1
        else:
            self._fight(code, key, there[code], value, _place(file, number))

    def _unit(self, unit: str, key: Key, value: Decimal | None, place: str) -> None:
        found = self.found
        there = found.units.get((unit, key))
        if there is None:
            self._count()
            found.units[unit, key] = (value, place)
        elif there[0] == value:
            found.twice += 1
        else:
            self._fight(unit, key, there[0], value, place)

    def _count(self) -> None:
        self.found.count += 1
        if self.found.count > MOST_VALUES:
            raise TooManyValues

    def _fight(self, who: str, key: Key, one: Decimal | None, other: Decimal | None, place: str) -> None:
        kpi, period, gender = key
        said = " och ".join("uppgift saknas" if each is None else write_number(each) for each in (one, other))
        reason = f"{kpi} {period} {GENDER_WORDS[gender]} för {who} står två gånger med olika värden: {said}"
        self.found.faults.add(place, reason)
        self.found.fought.add((who, key))

    def settle(self) -> None:
        """Leave out what is said twice in different ways, and units of other municipalities."""
        found = self.found
        for who, key in found.fought:
            found.values.get(key, {}).pop(who, None)
            found.units.pop((who, key), None)
        for unit, key in list(found.units):
            place = found.ous.get(unit)
            if place is not None and self.own is not None and place.municipality != self.own:
                del found.units[unit, key]
                found.foreign_units += 1


def _place(file: str, number: int) -> str:
    return f"{file}, post {write_number(number)}"
