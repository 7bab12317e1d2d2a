"""The account from tax to room as the rows of a sheet: typed values, sums, and what is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from app.services.economy.prerequisites.arithmetic import BASE, YearRoom, tax_base
from app.services.economy.prerequisites.lines import GROUPS
from app.services.formatting import write_percent
from app.ui.economy.money import MISSING, Unit, bare, shown
from app.ui.economy.prerequisites.values import copied, edit_text, heading_of, with_unit, write
from app.ui.economy.sheet import SheetCell, SheetRow

if TYPE_CHECKING:
    from app.services.economy.prerequisites.views import LineCell, LineRow, PrerequisitesView

FACTS: Final = ("inhabitants", "tax_base", "tax_base_growth", "tax_rate")
ROOM, SUM, HEADING, BESIDE, NOW, LEFT = "room", "sum:", "heading:", "beside:", "now", "left"
_SUMS: Final = {"tax": "Summa skatt", "grants": "Summa generella bidrag och utjämning"}
_NEEDED: Final = {
    "tax_income": "tax_income",
    "grants": "income_equalisation",
    "result_target": "result_target",
}
_SOURCES: Final = {
    "round": "prognosen",
    "own": "egen uppgift",
    "population": "befolkningsprognosen",
    "pot": "ramen",
}


class AccountRows:
    """Makes the rows of a view; `per_head` shows kronor per inhabitant on rows of their own."""

    def __init__(self, view: PrerequisitesView, unit: Unit, *, per_head: bool) -> None:
        self.view, self.unit, self._per_head = view, unit, per_head
        self.columns = (view.years[0] - 1, *view.years)
        self._rows = {row.line.key: row for row in view.rows}
        self._lacking = _lacking(view.rooms)

    @property
    def values(self) -> Mapping[tuple[str, int], Decimal]:
        """Every value that counts."""
        return {
            (row.line.key, cell.year): cell.value
            for row in self.view.rows
            for cell in row.cells
            if cell.value is not None
        }

    def line(self, key: object) -> LineRow | None:
        """The line of a row of the sheet."""
        return self._rows.get(str(key))

    def all(self) -> list[SheetRow]:
        """The whole account."""
        made = [SheetRow(f"{HEADING}facts", "Underlag", style="heading")]
        made += [self._line(self._rows[key]) for key in FACTS]
        for group in ("tax", "grants"):
            made += [*self._group(group), self._sum(group, _SUMS[group])]
        made.append(self._sum("tax_and_grants", "Skatt, generella bidrag och utjämning"))
        for group in ("fees", "financial", "central"):
            made += self._group(group)
        made += [*self._beside(), *self._group("target"), *self._room()]
        return made

    def _group(self, group: str) -> Iterator[SheetRow]:
        yield SheetRow(f"{HEADING}{group}", GROUPS[group], style="heading")
        for row in self._rows.values():
            if row.line.group == group and row.line.key not in FACTS and self._seen(row):
                yield self._line(row)

    def _seen(self, row: LineRow) -> bool:
        """Kronor per inhabitant stand on a row of their own where there are any, or when asked for."""
        each = row.line.unit == "per_head"
        return not each or self._per_head or any(cell.value is not None for cell in row.cells)

    def _line(self, row: LineRow) -> SheetRow:
        line = row.line
        indent = 2 if line.unit == "per_head" else 1
        name = "Kr per invånare" if line.unit == "per_head" else line.name
        if line.unit in ("rate", "number", "percent") and line.unit != "number":
            name = line.name if line.unit == "percent" else f"{line.name}, {heading_of(line, self.unit)}"
        missing = self._lacking.get(line.key, ())
        return SheetRow(
            line.key,
            name,
            tuple(self._cell(row, cell) for cell in row.cells),
            indent=indent,
            note=self._source(row),
            tooltip=line.note,
            flag=self._flag(missing),
        )

    def _flag(self, missing: Sequence[int]) -> str:
        if len(missing) == len(self.view.years):
            return "saknas"
        return f"saknas {', '.join(map(str, missing))}" if missing else ""

    def _cell(self, row: LineRow, cell: LineCell) -> SheetCell:
        line, before = row.line, cell.year < self.view.years[0]
        if before and line.key not in FACTS:
            return SheetCell("")
        worked = self._worked_out(row, cell)
        open_here = not self.view.locked and row.pot_id is None
        share = self._share(row, cell) if cell.value is None else None
        if share is not None:
            return SheetCell(
                share, editable=open_here, raised=True,
                example=self._invented and line.key == "tax_base_growth", tooltip="Räknas fram ur beloppen.",
            )  # fmt: skip
        if worked is not None:
            typed = open_here and not (line.key == "tax_income" and self.view.mode == BASE)
            return SheetCell(
                shown(worked, self.unit),
                editable=typed,
                copy=bare(worked, self.unit),
                raised=True,
                example=self._invented,
                tooltip="Räknas fram. Skriv ett värde för att ange det i stället."
                if typed
                else "Räknas fram.",
            )
        return SheetCell(
            write(line, cell.value, self.unit),
            edit_text=edit_text(line, cell.value, self.unit),
            editable=open_here,
            copy=copied(line, cell.value, self.unit),
            raised=cell.origin in ("population", "pot"),
            changed=cell.origin == "own" and cell.round_value is not None and cell.round_value != cell.value,
            example=cell.origin == "round" and self._invented,
            comment=bool(cell.note),
            tooltip=self.said_of(row, cell),
        )

    @property
    def rate_is_mute(self) -> bool:
        """Whether only the version says a rate, so that nothing tells what the income is reckoned at."""
        cells = [cell for cell in self._rows["tax_rate"].cells if cell.year in self.view.years]
        said = any(cell.origin == "own" and cell.round_value is None for cell in cells)
        return self.view.mode != BASE and said

    @property
    def _invented(self) -> bool:
        """Whether the forecast that the version rests on is the example's."""
        return self.view.round is not None and self.view.round.example

    def _worked_out(self, row: LineRow, cell: LineCell) -> int | None:
        """What is reckoned in the place of a typed value, in öre."""
        key, amounts = row.line.key, self._amounts(cell.year)
        if key == "tax_base" and cell.value is None:
            base = tax_base(self.values, cell.year)
            return int(base[0] * 100) if base is not None else None
        if key == "tax_income" and (self.view.mode == BASE or _scaled(cell, amounts.get(key))):
            return amounts.get(key)
        if key == "result_target" and cell.value is None and key in amounts:
            return -amounts[key]
        return amounts.get(key) if row.line.unit == "kr" and cell.value is None else None

    def _share(self, row: LineRow, cell: LineCell) -> str | None:
        """A percent that follows from the amounts: the growth between two bases, the target of the room."""
        key, values, room = row.line.key, self.values, self.view.rooms.get(cell.year)
        if key == "tax_base_growth":
            base, before = values.get(("tax_base", cell.year)), values.get(("tax_base", cell.year - 1))
            return write_percent((base / before - 1) * 100, 2) if base and before else None
        if key == "result_target_percent" and room is not None and room.tax_and_grants:
            target = room.result_target
            return (
                write_percent(Decimal(target) / room.tax_and_grants * 100, 2) if target is not None else None
            )
        return None

    def said_of(self, row: LineRow, cell: LineCell) -> str:
        """Where a value comes from, in a sentence or two."""
        view, line = self.view, row.line
        said = with_unit(line, cell.round_value, self.unit)
        if cell.origin == "own":
            words = "Egen uppgift i versionen."
            if cell.round_value is not None:
                words += f" Prognosen säger {said}. Delete går tillbaka till den."
        elif cell.origin == "round" and view.round is not None:
            words = f"Enligt {view.round.title}."
        elif cell.origin == "population":
            words = f"Enligt {view.population}."
        elif cell.origin == "pot":
            words = f"Ramen för {row.pot_name}, som ligger i ramarna."
        else:
            words = line.note
        return f"{words}\n{cell.note}" if cell.note else words

    def _source(self, row: LineRow) -> str:
        """Where the values of a row come from, in a few words."""
        if row.line.key == "tax_income" and self.view.mode == BASE:
            return "Räknas fram"
        if self.rate_is_mute and row.line.key == "tax_rate":
            return "Ändrar inte skatten"
        cells = [cell for cell in row.cells if cell.origin is not None]
        named = {cell.origin: _SOURCES[str(cell.origin)] for cell in cells}
        if len(named) > 1 and "own" in named:
            own = ", ".join(str(cell.year) for cell in cells if cell.origin == "own")
            named["own"] = f"egen uppgift {own}"
        words = "; ".join(named.values())
        return words[:1].upper() + words[1:]

    def _sum(self, key: str, name: str) -> SheetRow:
        return SheetRow(f"{SUM}{key}", name, self._totals(key), style="sum")

    def _totals(self, key: str) -> tuple[SheetCell, ...]:
        amounts = [getattr(self.view.rooms[year], key) for year in self.view.years]
        return (SheetCell(""), *(self._total(amount) for amount in amounts))

    def _total(self, amount: int | None) -> SheetCell:
        copy = bare(amount, self.unit) if amount is not None else ""
        return SheetCell(shown(amount, self.unit), copy=copy, raised=True)

    def _beside(self) -> Iterator[SheetRow]:
        names = dict.fromkeys(
            key for room in self.view.rooms.values() for key in room.amounts if key.startswith(BESIDE)
        )
        if names:
            yield SheetRow(f"{HEADING}beside", "Investeringar och lån utanför ramarna", style="heading")
        for key in names:
            cells = (self._total(self._amounts(year).get(key, 0)) for year in self.view.years)
            yield SheetRow(key, key.removeprefix(BESIDE), (SheetCell(""), *cells), indent=1)

    def _room(self) -> Iterator[SheetRow]:
        lacks = list(dict.fromkeys(what for room in self.view.rooms.values() for what in room.lacks))
        flag = f"saknar {len(lacks)} uppgifter" if len(lacks) > 1 else "saknar en uppgift" if lacks else ""
        yield SheetRow(
            ROOM,
            "Utrymme att fördela",
            self._totals("room"),
            style="total",
            flag=flag,
            tooltip="\n".join(lacks),
        )
        if any(room.in_frames for room in self.view.rooms.values()):
            yield SheetRow(
                "in_frames", "varav gemensamma poster i ramarna", self._totals("in_frames"), indent=1
            )
        given = self.view.to_distribute
        cells = [self._now(year) for year in self.view.years]
        if any(amount is not None for amount in given.values()):
            yield SheetRow(
                NOW,
                "Ram att fördela i budgeten nu",
                (SheetCell(""), *cells),
                indent=1,
                flag="inte som utrymmet" if self.view.stale else "",
            )

    def _now(self, year: int) -> SheetCell:
        amount = self.view.to_distribute.get(year)
        text = shown(amount, self.unit) if amount is not None else MISSING
        copy = bare(amount, self.unit) if amount is not None else ""
        return SheetCell(text, copy=copy, alarm=year in self.view.stale and amount is not None)

    def _amounts(self, year: int) -> Mapping[str, int]:
        room = self.view.rooms.get(year)
        return room.amounts if room is not None else {}


def _scaled(cell: LineCell, amount: int | None) -> bool:
    """Whether the income is reckoned at another rate than the forecast's."""
    return cell.value is not None and amount is not None and amount != int(cell.value * 100)


def _lacking(rooms: Mapping[int, YearRoom]) -> dict[str, list[int]]:
    """The years in which a row lacks what the room needs, by the row it is told on."""
    found: dict[str, list[int]] = {}
    for year, room in rooms.items():
        for step in room.steps:
            if step.amount is None and step.line in _NEEDED:
                years = found.setdefault(_NEEDED[step.line], [])
                if year not in years:
                    years.append(year)
    return found
