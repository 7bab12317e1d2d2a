"""A sheet of outcomes held against the file: what each cell would add or change, and what is left out."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from app.models.errors import DomainError
from app.services.exchange.budgets.matching import folded
from app.services.exchange.measures import standing
from app.services.exchange.measures.koladareading import Notes
from app.services.exchange.measures.plan import GENDER_WORDS, ImportPlan, LeftOut, Outcome, Unknown
from app.services.exchange.measures.sheetguessing import Names, names_of
from app.services.exchange.measures.sheetmapping import (
    COMMENT,
    GENDER,
    INDICATOR,
    PERIOD,
    SOURCE,
    UNIT,
    WHOLE,
    SheetMapping,
)
from app.services.exchange.measures.standing import IndicatorRow, Measured
from app.services.exchange.workbooks.cells import UNCOMPUTED, Sheet, address
from app.services.exchange.workbooks.reading import Book
from app.services.formatting import write_count, write_number
from app.services.scorecard.measuring import NotBySex, NotMeasuredThen, Reckoned, measured_in
from app.services.scorecard.outcomes_typed import Reading, read_outcome, write_outcome
from app.services.scorecard.periods import Period, period_words, read_period
from app.services.storage.changelog import last_number

LONGEST_NAME: Final = 300
LONGEST_NOTE: Final = 4000
_GENDERS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("", "t", "totalt", "total", "alla", "samtliga", "båda"), "T"),
    **dict.fromkeys(("k", "f", "kvinna", "kvinnor", "flicka", "flickor"), "K"),
    **dict.fromkeys(("m", "man", "män", "pojke", "pojkar"), "M"),
}


class _Refused(Exception):
    """Why a cell or a line cannot be read; `column` is where that stands, when not at the value."""

    def __init__(self, why: str, column: int | None = None) -> None:
        super().__init__(why)
        self.column = column


def look_at_sheet(
    session: Session, *, book: Book, mapping: SheetMapping, year: int, today: date
) -> ImportPlan:
    """What a sheet would add and change; `year` is meant where a period names none."""
    reading = _SheetReading(session, book.sheet(mapping.sheet), mapping, book.name, year, today)
    return reading.plan()


@dataclass(frozen=True, slots=True)
class _Said:
    """What a cell says of a place, and what stands beside it."""

    indicator: IndicatorRow
    unit: int | None
    period: Period
    gender: str
    reading: Reading
    comment: str | None
    source: str
    place: str

    @property
    def key(self) -> standing.Place:
        """The place in the file."""
        return self.indicator.id, self.unit, self.period.text, self.gender


@dataclass
class _SheetReading:
    session: Session
    sheet: Sheet
    mapping: SheetMapping
    file: str
    year: int
    today: date
    faults: Notes = field(default_factory=Notes)
    left_out: list[LeftOut] = field(default_factory=list)
    unknown: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    unknown_count: Counter[tuple[str, str]] = field(default_factory=Counter)
    said: dict[standing.Place, _Said] = field(default_factory=dict)
    fought: set[standing.Place] = field(default_factory=set)
    twice: int = 0
    same: int = 0

    def plan(self) -> ImportPlan:
        """The whole answer."""
        rows = standing.indicators(self.session)
        self._units = standing.units(self.session)
        self._by_id = {row.id: row for row in rows}
        self._names: Names = names_of(rows, self._units, standing.home(self.session)[1])
        for at in range(self.mapping.first_row, self.sheet.height):
            self._line(at)
        there = standing.measurements(self.session, {each.indicator.id for each in self.said.values()})
        own = tuple(self._outcomes(there))
        if self.twice:
            told = write_count(self.twice, "värde står", "värden står")
            self.left_out.append(LeftOut("Dubbletter", f"{told} två gånger och läses en gång"))
        return ImportPlan(
            kind="utfall",
            files=(self.file,),
            seen=last_number(self.session),
            own=own,
            same=self.same,
            faults=tuple(self.faults.all()),
            left_out=tuple(self.left_out),
            unknown=tuple(self._asked()),
            remarks=tuple(self._remarks()),
        )

    def _line(self, at: int) -> None:
        cells = [
            (column, period)
            for column, period in self.mapping.value_columns
            if self.sheet.cell(at, column) is not None or (at, column) in self.sheet.errors
        ]
        if not cells:
            return
        try:
            indicator = self._indicator(at)
            unit = self._unit(at)
            gender = self._gender(at)
            comment = self._text(at, COMMENT, "Kommentaren")
            source = self._text(at, SOURCE, "Källan") or self.file
        except _Refused as why:
            self.faults.add(self._place(at, why.column), str(why))
            return
        if indicator is None or unit is None:
            self._leave(at, indicator)
            return
        for column, period in cells:
            try:
                said = self._cell(at, column, period, indicator, unit or None, gender, comment, source)
            except _Refused as why:
                self.faults.add(self._place(at, column if why.column is None else why.column), str(why))
                continue
            if said is not None:
                self._keep(said)

    def _leave(self, at: int, indicator: IndicatorRow | None) -> None:
        """Ask about a name that the file does not know, or leave its line out as was answered."""
        role = INDICATOR if indicator is None else UNIT
        name = self._name(at, role)
        answers = self.mapping.indicators if role == INDICATOR else self.mapping.units
        place = self._place(at, self.mapping.column_of(role))
        if folded(name) in answers:
            self.left_out.append(LeftOut(place, f"{_short(name)} (utelämnad)"))
            return
        key = (role, folded(name))
        self.unknown.setdefault(key, [name, place])
        self.unknown_count[key] += 1

    def _indicator(self, at: int) -> IndicatorRow | None:
        column = self.mapping.column_of(INDICATOR)
        if column is None:
            return self._by_id.get(self.mapping.indicator_id or 0)
        name = self._name(at, INDICATOR)
        if not name:
            raise _Refused("har ett värde men säger inte vilket mått det gäller")
        key = self._names.indicators.get(folded(name), self.mapping.indicators.get(folded(name)))
        return None if key is None else self._by_id.get(key)

    def _unit(self, at: int) -> int | None:
        """The unit's id, WHOLE for the municipality, None where the name is not known."""
        if self.mapping.column_of(UNIT) is None:
            return self.mapping.unit_id or WHOLE
        name = self._name(at, UNIT)
        if not name:
            return self.mapping.unit_id or WHOLE
        return self._names.units.get(folded(name), self.mapping.units.get(folded(name)))

    def _name(self, at: int, role: str) -> str:
        column = self.mapping.column_of(role)
        name = "" if column is None else self.sheet.text(at, column)
        if len(name) > LONGEST_NAME:
            raise _Refused(f"har ett namn på {write_number(len(name))} tecken ({name[:30]}…)", column)
        return name

    def _gender(self, at: int) -> str:
        column = self.mapping.column_of(GENDER)
        name = "" if column is None else self.sheet.text(at, column)
        gender = _GENDERS.get(folded(name))
        if gender is None:
            raise _Refused(f"har könet ”{_short(name)}”; skriv T, K eller M", column)
        return gender

    def _text(self, at: int, role: str, what: str) -> str | None:
        column = self.mapping.column_of(role)
        value = None if column is None else self.sheet.cell(at, column)
        text = str(value).strip() if value is not None else ""
        if len(text) > LONGEST_NOTE:
            told = f"{what} har {write_number(len(text))} tecken; högst {write_number(LONGEST_NOTE)} läses"
            raise _Refused(told, column)
        return text or None

    def _cell(
        self, at: int, column: int, of_column: str | None, indicator: IndicatorRow, unit: int | None,
        gender: str, comment: str | None, source: str,
    ) -> _Said | None:  # fmt: skip
        period = self._period(at, of_column)
        try:
            if indicator.computed:
                raise Reckoned(indicator.name)
            reading = self._reading(at, column, indicator)
            if reading.empty:
                return None
            if gender != "T" and not indicator.by_gender:
                raise NotBySex(indicator.name)
            if not measured_in(indicator, period):
                raise NotMeasuredThen(indicator.name, period.text, indicator.frequency)
            if period.first > self.today:
                raise _Refused(f"{period_words(period.text)} har inte börjat, så det finns inget utfall än")
        except DomainError as error:
            raise _Refused(error.message.rstrip(".")) from error
        place = f"{self.sheet.name}!{address(at, column)}"
        return _Said(indicator, unit, period, gender, reading, comment, source, place)

    def _period(self, at: int, of_column: str | None) -> Period:
        column = self.mapping.column_of(PERIOD)
        text = (
            of_column or ("" if column is None else self.sheet.text(at, column)) or self.mapping.period or ""
        )
        if of_column is None and column is not None and isinstance(self.sheet.cell(at, column), date):
            raise _Refused(
                f"har ett datum ({text[:10]}) som period; skriv till exempel T1 {self.year}", column
            )
        if not text:
            raise _Refused("säger inte vilken period värdet gäller")
        try:
            return read_period(text, year=self.year)
        except DomainError as error:
            raise _Refused(error.message.rstrip("."), None if of_column else column) from error

    def _reading(self, at: int, column: int, indicator: IndicatorRow) -> Reading:
        error = self.sheet.errors.get((at, column))
        if error is not None:
            why = "är en formel som inte är uträknad" if error == UNCOMPUTED else f"visar felet {error}"
            raise _Refused(why)
        value = self.sheet.cell(at, column)
        if isinstance(value, bool):
            return read_outcome("ja" if value else "nej", indicator)
        if isinstance(value, date):
            raise _Refused(f"är ett datum ({value.isoformat()[:10]}) och inget värde")
        if isinstance(value, time | timedelta):
            raise _Refused("är ett klockslag och inget värde")
        if isinstance(value, str | None):
            return read_outcome(value or "", indicator)
        return read_outcome(self.sheet.shown(at, column), indicator)

    def _keep(self, said: _Said) -> None:
        there = self.said.get(said.key)
        if there is None:
            self.said[said.key] = said
        elif (there.reading, there.comment) == (said.reading, said.comment):
            self.twice += 1
        else:
            values = " och ".join(_words(each.reading, said.indicator) for each in (there, said))
            who = "" if said.gender == "T" else f", {GENDER_WORDS[said.gender]}"
            self.faults.add(
                said.place,
                f"{_short(said.indicator.name)} {period_words(said.period.text)}{who} står också i "
                f"{there.place.rpartition('!')[2]} med ett annat värde: {values}",
            )
            self.fought.add(said.key)

    def _outcomes(self, there: Mapping[standing.Place, Measured]) -> Iterator[Outcome]:
        for key, said in self.said.items():
            if key in self.fought:
                continue
            was = there.get(key)
            before = Reading(was.value, was.missing, was.text) if was is not None else None
            comment = said.comment or (was.comment if was is not None else None)
            if was is not None and (before, was.comment) == (said.reading, comment):
                self.same += 1
                continue
            yield self._outcome(said, was, before, comment)

    def _outcome(
        self, said: _Said, was: Measured | None, before: Reading | None, comment: str | None
    ) -> Outcome:
        indicator = said.indicator
        return Outcome(
            indicator_id=indicator.id,
            code=indicator.code or "",
            name=indicator.name,
            unit_id=said.unit,
            unit=self._units[said.unit][0] if said.unit is not None else "",
            period=said.period.text,
            gender=said.gender,
            value=said.reading.value,
            missing=said.reading.missing,
            place=said.place,
            after=_words(said.reading, indicator),
            before=_words(before, indicator) if before is not None else "",
            text=said.reading.words,
            comment=comment,
            source=said.source,
            row_id=was.id if was is not None else None,
            version=was.version if was is not None else 0,
        )

    def _asked(self) -> Iterator[Unknown]:
        for (role, key), (name, place) in self.unknown.items():
            shared = key in (self._names.shared_indicators if role == INDICATOR else self._names.shared_units)
            yield Unknown(role, key, _short(name), place, self.unknown_count[role, key], shared=shared)

    def _remarks(self) -> Iterator[str]:
        shares = [
            each.reading.value
            for each in self.said.values()
            if (each.indicator.unit_of_measure or "").strip().casefold() in ("%", "procent")
            and each.reading.value is not None
        ]
        if shares and all(0 < abs(value) <= 1 for value in shares):
            yield (
                "Alla procentvärden är mellan 0 och 1. "
                "Kontrollera att 12,5 % inte står som 0,125 i arbetsboken."
            )

    def _place(self, at: int, column: int | None = None) -> str:
        if column is None:
            column = self.mapping.column_of(INDICATOR)
        if column is None:
            column = self.mapping.value_columns[0][0]
        return f"{self.sheet.name}!{address(at, column)}"


def _words(reading: Reading, indicator: IndicatorRow) -> str:
    return "uppgift saknas" if reading.missing else write_outcome(reading, indicator, indicator.decimals)


def _short(name: str) -> str:
    return name if len(name) <= 80 else f"{name[:79]}…"
