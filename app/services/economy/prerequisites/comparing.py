"""Two forecast rounds against each other: what each line changes, and what that changes in the room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy.orm import Session

from app.services.economy.prerequisites.arithmetic import YearRoom, reckon
from app.services.economy.prerequisites.beside import beside
from app.services.economy.prerequisites.gathering import Gathered, gather
from app.services.economy.prerequisites.lines import BY_KEY, GROUPS, INCOME_RATE, LINES, Line
from app.services.economy.prerequisites.rounds import get_round
from app.services.economy.prerequisites.words import round_title
from app.services.economy.tables import EconomyTable, Part, TableRow

#: In what order what differs is put in, one after the other, so that the effects together are the whole.
_ORDER = tuple(line.key for line in LINES)


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """A line in a year in the two rounds, and what going from one to the other does to the room.

    `effect` is in öre; None where the room cannot be reckoned until a later line is put in too, which then
    has the effect of both. `overridden` where the version has a value of its own that counts instead.
    """

    left: Decimal | None
    right: Decimal | None
    effect: int | None
    overridden: bool = False

    @property
    def change(self) -> Decimal | None:
        """How much more the right round says; None where one of them says nothing."""
        return None if self.left is None or self.right is None else self.right - self.left


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line whose value differs in some year."""

    line: Line
    cells: Mapping[int, ComparedCell]


@dataclass(frozen=True, slots=True)
class RoundComparison:
    """Two rounds for a version; the effects of the lines together are what the room changes."""

    left_title: str
    right_title: str
    years: tuple[int, ...]
    lines: tuple[ComparedLine, ...]
    left: Mapping[int, YearRoom]
    right: Mapping[int, YearRoom]
    source: str = ""

    def effect(self, year: int) -> int | None:
        """What the room changes in a year; None where one of them cannot be reckoned."""
        before, after = self.left[year].room, self.right[year].room
        return None if before is None or after is None else after - before


def compare_rounds(session: Session, *, version_id: int, left_id: int, right_id: int) -> RoundComparison:
    """What a version's room would change if it went from one round to another."""
    before = gather(session, version_id, round_id=left_id)
    after = gather(session, version_id, round_id=right_id)
    outside = beside(session, version_id)
    effects = _effects(before, after, outside)
    keys = dict.fromkeys(key for key, _ in (*before.round_values, *after.round_values) if key in BY_KEY)
    lines = tuple(
        ComparedLine(BY_KEY[key], _cells(key, before, after, effects))
        for key in sorted(keys, key=_ORDER.index)
    )
    one, other = get_round(session, left_id), get_round(session, right_id)
    return RoundComparison(
        round_title(one.name, one.dated_on),
        round_title(other.name, other.dated_on),
        before.years,
        tuple(line for line in lines if any(_differs(cell) for cell in line.cells.values())),
        _rooms(before, outside),
        _rooms(after, outside),
        "; ".join(dict.fromkeys(each.source for each in (one, other) if each.source)),
    )


def comparison_table(comparison: RoundComparison) -> EconomyTable:
    """The comparison by its effect on the room, part by part."""
    years = comparison.years
    rows: list[TableRow] = [
        TableRow("left", f"Utrymme enligt {comparison.left_title}", _room(comparison.left, years))
    ]
    parts = [Part("left")]
    for group, name in GROUPS.items():
        lines = [line for line in comparison.lines if line.line.group == group]
        if not lines:
            continue
        rows.append(TableRow(f"group:{group}", name, style="heading"))
        for line in lines:
            cells = tuple(line.cells[year].effect for year in years)
            rows.append(TableRow(line.line.key, line.line.name, cells, indent=1))
            parts.append(Part(line.line.key))
    total = f"Utrymme enligt {comparison.right_title}"
    rows.append(TableRow("right", total, _room(comparison.right, years), style="total", parts=tuple(parts)))
    return EconomyTable(
        key="round_comparison",
        title="Prognoser jämförda",
        columns=tuple(str(year) for year in years),
        rows=tuple(rows),
        sentence="Raderna visar vad varje ändrad uppgift gör med utrymmet att fördela. "
        "De läggs till en i taget uppifrån, så att de tillsammans är hela skillnaden.",
        source=comparison.source,
        first_heading="Effekt på utrymmet",
    )


def _effects(
    before: Gathered, after: Gathered, outside: Mapping[str, Mapping[int, int]]
) -> Mapping[tuple[str, int], int | None]:
    """What each line does to the room when the values of one round take the place of the other's in turn."""
    values = dict(before.values)
    rooms = _rooms(replace(before, values=values), outside)
    known = {year: rooms[year].room for year in before.years}
    effects: dict[tuple[str, int], int | None] = {}
    for keys in _in_turn(before, after):
        for place in [place for place in (*values, *after.values) if place[0] in keys]:
            if place in after.values:
                values[place] = after.values[place]
            else:
                values.pop(place, None)
        fresh = _rooms(replace(before, values=values), outside)
        for year in before.years:
            had, has = known[year], fresh[year].room
            effects[keys[0], year] = None if had is None or has is None else has - had
            known[year] = has if has is not None else had
    return effects


def _in_turn(before: Gathered, after: Gathered) -> Sequence[tuple[str, ...]]:
    """The lines that differ; one that is given in either of two units is one, and so are income and its rate.

    A rate that differs goes in before the income, and with it the rate that the income is reckoned at. What
    one round says and the other does not is taken away last, when nothing needs it any more.
    """
    differ = {
        key
        for key, year in (*before.values, *after.values)
        if before.values.get((key, year)) != after.values.get((key, year))
    }
    turns: list[tuple[str, ...]] = []
    for key in _ORDER:
        twin = BY_KEY[key].twin
        if key in differ and not any(key in turn for turn in turns):
            turns.append((key, twin) if twin in differ else (key,))
    rates = {"tax_rate", INCOME_RATE, "tax_income"} & differ
    if INCOME_RATE in rates:
        turns = [turn for turn in turns if turn[0] not in rates]
        turns.insert(0, tuple(key for key in ("tax_income", "tax_rate", INCOME_RATE) if key in rates))
    gone = {key for key, year in before.values if (key, year) not in after.values}
    return sorted(turns, key=lambda turn: turn[0] in gone)


def _rooms(gathered: Gathered, outside: Mapping[str, Mapping[int, int]]) -> Mapping[int, YearRoom]:
    return reckon(
        gathered.values,
        gathered.years,
        mode=gathered.mode,
        own_lines=gathered.own_amounts,
        beside=outside,
    )


def _cells(
    key: str, before: Gathered, after: Gathered, effects: Mapping[tuple[str, int], int | None]
) -> Mapping[int, ComparedCell]:
    return {
        year: ComparedCell(
            before.round_values.get((key, year)),
            after.round_values.get((key, year)),
            effects.get((key, year), 0),
            after.origins.get((key, year)) in ("own", "population"),
        )
        for year in before.years
    }


def _differs(cell: ComparedCell) -> bool:
    return cell.left != cell.right or bool(cell.effect)


def _room(rooms: Mapping[int, YearRoom], years: Sequence[int]) -> tuple[int | None, ...]:
    return tuple(rooms[year].room for year in years)
