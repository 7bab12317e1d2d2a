"""What the inspector says of a line, a sum or the room: every step of the account in words and kronor."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Protocol

from app.services.charts.room_chart import room_waterfall
from app.services.economy.prerequisites.arithmetic import Step
from app.services.economy.prerequisites.lines import GROUPS, LINES, main_key
from app.services.formatting import NBSP
from app.ui.economy.money import shown
from app.ui.economy.prerequisites.rows import FACTS, HEADING, NOW, ROOM, SUM, AccountRows
from app.ui.economy.prerequisites.values import with_unit
from app.ui.parts.chart import CaptionedChart
from app.ui.parts.details import (
    Command,
    Commands,
    Custom,
    Details,
    Fact,
    Facts,
    Field,
    Heading,
    Notice,
    Part,
    Text,
)

if TYPE_CHECKING:
    from app.services.economy.prerequisites.views import LineCell, LineRow
    from app.ui.economy.money import Unit

_PLAIN_AMOUNT = re.compile(r" [−\d][\d\s,]* kr$")
_RECKONED = re.compile(r"gånger|uppräknat|delat|%")
_MUTE = (
    "Skatteintäkten följer inte skattesatsen, för prognosen säger inte vilken sats den är räknad på. "
    "Skriv den satsen i prognosomgången, eller räkna skatten ur skatteunderlag och skattesats."
)
_GROUP_OF = {line.key: line.group for line in LINES}
_NAMES = {"tax": "Summa skatt", "grants": "Summa generella bidrag och utjämning"}


class Commanding(Protocol):
    """What can be done from the inspector."""

    def set_note(self, key: str, year: int, text: str) -> bool:
        """Say why a value is what it is."""
        ...

    def back_to_round(self, key: str, year: int) -> None:
        """Take the version's own value away."""
        ...

    def take_room(self) -> None:
        """Give the frames the room."""
        ...

    def own_commands(self, row: LineRow) -> tuple[Command, ...]:
        """What can be done with an own line."""
        ...


def details_of(rows: AccountRows, key: str, place: int, do: Commanding) -> Details | None:
    """What is said of the cell under the cursor; None on a heading."""
    year = rows.columns[place] if 0 <= place < len(rows.columns) else rows.view.years[0]
    year = year if key in FACTS else max(year, rows.view.years[0])
    if key.startswith(HEADING):
        return None
    if key in (ROOM, NOW):
        return _room(rows, year, do)
    if key.startswith(SUM):
        return _sum(rows, key.removeprefix(SUM), year)
    row = rows.line(key)
    return _line(rows, row, year, do) if row is not None else None


def _line(rows: AccountRows, row: LineRow, year: int, do: Commanding) -> Details:
    line, view = row.line, rows.view
    cell = next(each for each in row.cells if each.year == year)
    parts: list[Part] = []
    if line.note:
        parts.append(Text(line.note, muted=True))
    parts.append(Facts(tuple(_facts(rows, row, cell))))
    if line.key == "tax_rate" and rows.rate_is_mute:
        parts.append(Notice(_MUTE, "info"))
    room = view.rooms.get(year)
    steps = [step for step in room.steps if step.line == main_key(line)] if room is not None else []
    if steps:
        parts += [Heading(f"Så räknas {year}"), *_told(rows, steps)]
    if cell.origin == "own":
        locked = "Versionen är beslutad" if view.locked else ""
        parts.append(
            Field(
                f"note:{line.key}:{year}",
                "Varför",
                cell.note,
                lambda text: do.set_note(line.key, year, text),
                lines=3,
                locked=locked,
            )
        )
    if cell.origin == "own" and not view.locked:
        words = "Använd prognosens värde" if cell.round_value is not None else "Ta bort värdet"
        parts.append(Commands((Command(words, lambda: do.back_to_round(line.key, year), "undo"),)))
    if row.own_id is not None and not view.locked:
        parts.append(Commands(do.own_commands(row)))
    kicker = f"{GROUPS[line.group]} · {year}"
    return Details(("line", line.key, year), kicker, line.name, tuple(parts))


def _facts(rows: AccountRows, row: LineRow, cell: LineCell) -> list[Fact]:
    line, view, unit = row.line, rows.view, rows.unit
    said = rows.said_of(row, cell).partition("\n")[0] if cell.origin is not None else "Uppgift saknas"
    facts = [Fact("Värde", with_unit(line, cell.value, unit)), Fact("Kommer från", said)]
    if cell.origin == "own" and cell.round_value is not None:
        facts.append(Fact("Prognosen", with_unit(line, cell.round_value, unit)))
    room = view.rooms.get(cell.year)
    amount = room.amounts.get(main_key(line)) if room is not None and line.effect else None
    if amount is not None:
        facts.append(Fact("Gör med utrymmet", f"{shown(amount, unit, plus=True)} {unit}"))
    return facts


def _sum(rows: AccountRows, group: str, year: int) -> Details:
    room = rows.view.rooms[year]
    wanted = {"tax", "grants"} if group == "tax_and_grants" else {group}
    own = {row.line.key: row.line.group for row in rows.view.rows if row.own_id is not None}
    steps = [step for step in room.steps if {**_GROUP_OF, **own}.get(step.line) in wanted]
    total: int | None = getattr(room, group)
    name = _NAMES.get(group, "Skatt, generella bidrag och utjämning")
    parts = (*_told(rows, [*steps, Step(name, total)]),)
    return Details(("sum", group, year), f"Summa · {year}", name, parts)


def _room(rows: AccountRows, year: int, do: Commanding) -> Details:
    view, unit = rows.view, rows.unit
    room = view.rooms[year]
    parts: list[Part] = []
    if room.lacks:
        words = "\n".join(f"{what} saknas." for what in room.lacks)
        parts.append(Notice(f"Utrymmet {year} går inte att räkna fram ännu.\n{words}", "warning"))
    given = view.to_distribute.get(year)
    known = f"{shown(room.room, unit)} {unit}" if room.room is not None else "–"
    facts = [Fact("Utrymme", known)]
    facts.append(Fact("Ram att fördela nu", f"{shown(given, unit)} {unit}" if given is not None else "–"))
    if given is not None and room.room is not None and given != room.room:
        facts.append(Fact("Skillnad", f"{shown(room.room - given, unit, plus=True)} {unit}"))
    if room.in_frames and room.room is not None:
        facts.append(
            Fact("Kvar efter gemensamma poster", f"{shown(room.room + room.in_frames, unit)} {unit}")
        )
    parts.append(Facts(tuple(facts)))
    if view.stale and not view.locked:
        parts.append(Commands((Command("För utrymmet till ramarna", do.take_room, "arrow-right"),)))
    drawn = room_waterfall(room, partial(_written, unit), unit)
    if drawn is not None:
        parts.append(Custom(partial(CaptionedChart, drawn, rule=True)))
    parts += [Heading("Från skatt till utrymme"), *_told(rows, room.steps)]
    return Details(("room", year), f"Utrymme att fördela · {year}", view.version_name, tuple(parts))


def _written(unit: Unit, amount: int, plus: bool) -> str:
    return shown(amount, unit, plus=plus)


def _told(rows: AccountRows, steps: tuple[Step, ...] | list[Step]) -> list[Part]:
    """Each step in words with what it gives."""
    return [Text(_step_words(step, rows.unit)) for step in steps]


def _step_words(step: Step, unit: Unit) -> str:
    if step.amount is None:
        return f"{step.words}."
    words = step.words if _RECKONED.search(step.words) else _PLAIN_AMOUNT.sub("", step.words)
    return f"{words} = {shown(step.amount, unit)}{NBSP}{unit}"
