"""The account from tax to room as a table, the same in window, on paper and in a workbook."""

from collections.abc import Callable, Iterator

from sqlalchemy.orm import Session

from app.services.economy.prerequisites.arithmetic import YearRoom
from app.services.economy.prerequisites.lines import CELL_UNITS, GROUPS, UNIT_WORDS
from app.services.economy.prerequisites.views import (
    LineCell,
    LineRow,
    PrerequisitesView,
    prerequisites,
)
from app.services.economy.prerequisites.words import TAX_MODES
from app.services.economy.tables import EconomyTable, Part, TableRow

_FACTS = ("inhabitants", "tax_base", "tax_base_growth", "tax_rate")
_SUMS = {"tax": "Summa skatt", "grants": "Summa generella bidrag och utjämning"}
_COUNTED = ("fees", "financial", "central")


def tables(session: Session, *, version_id: int) -> tuple[EconomyTable, ...]:
    """The account of a version."""
    return (account(prerequisites(session, version_id=version_id)),)


def account(view: PrerequisitesView) -> EconomyTable:
    """The account as rows: what is given, then from tax to what is left for the frames."""
    source = ""
    if view.round is not None:
        source = ", ".join(part for part in (view.round.title, view.round.source) if part)
    return EconomyTable(
        key="prerequisites",
        title="Ekonomiska förutsättningar",
        columns=tuple(str(year) for year in view.years),
        rows=(*_facts(view), *_tax_and_grants(view), *_others(view), *_room(view)),
        sentence=f"Från skatt till utrymme att fördela. Skatten: {TAX_MODES[view.mode].lower()}.",
        source=source,
        first_heading="Post",
    )


def _facts(view: PrerequisitesView) -> Iterator[TableRow]:
    rows = {row.line.key: row for row in view.rows}
    said = [rows[key] for key in _FACTS if any(cell.value is not None for cell in _years(view, rows[key]))]
    if not said:
        return
    yield TableRow("facts", "Underlag", style="heading")
    for row in said:
        words = UNIT_WORDS[row.line.unit]
        name = row.line.name if row.line.unit == "number" else f"{row.line.name}, {words}"
        cells = tuple(cell.value for cell in _years(view, row))
        yield TableRow(f"fact:{row.line.key}", name, cells, unit=CELL_UNITS[row.line.unit], indent=1)


def _tax_and_grants(view: PrerequisitesView) -> Iterator[TableRow]:
    for group in ("tax", "grants"):
        yield TableRow(f"heading:{group}", GROUPS[group], style="heading")
        lines = list(_lines(view, group))
        yield from lines
        parts = _parts(view, group, lines)
        yield TableRow(group, _SUMS[group], _of(view, _GET[group]), style="sum", parts=parts)
    yield TableRow(
        "tax_and_grants",
        "Skatt, generella bidrag och utjämning",
        _of(view, lambda room: room.tax_and_grants),
        style="sum",
        parts=(Part("tax"), Part("grants")),
    )


def _others(view: PrerequisitesView) -> Iterator[TableRow]:
    for group in _COUNTED:
        lines = list(_lines(view, group))
        if lines:
            yield TableRow(f"heading:{group}", GROUPS[group], style="heading")
            yield from lines
    beside = dict.fromkeys(
        key for room in view.rooms.values() for key in room.amounts if key.startswith("beside:")
    )
    if beside:
        yield TableRow("heading:beside", "Investeringar och lån utanför ramarna", style="heading")
    for key in beside:
        cells = tuple(view.rooms[year].amounts.get(key, 0) for year in view.years)
        yield TableRow(key, key.removeprefix("beside:"), cells, indent=1)


def _room(view: PrerequisitesView) -> Iterator[TableRow]:
    yield TableRow("heading:target", GROUPS["target"], style="heading")
    target = [row for row in _lines(view, "target") if row.key == "reserve_use"]
    yield from target
    yield TableRow(
        "result_target",
        "Resultatmål",
        _of(view, lambda room: None if room.result_target is None else -room.result_target),
        indent=1,
    )
    keys = [row.key for group in _COUNTED for row in _counted(view, group)]
    keys += list(
        dict.fromkeys(
            key for room in view.rooms.values() for key in room.amounts if key.startswith("beside:")
        )
    )
    parts = ["tax_and_grants", *keys, *(row.key for row in target), "result_target"]
    yield TableRow(
        "room",
        "Utrymme att fördela till ramarna",
        _of(view, lambda room: room.room),
        style="total",
        parts=tuple(Part(key) for key in parts),
    )
    if any(room.in_frames for room in view.rooms.values()):
        held = _of(view, lambda room: room.in_frames)
        yield TableRow("in_frames", "varav gemensamma poster ovan, som ligger i ramarna", held, indent=1)


def _lines(view: PrerequisitesView, group: str) -> Iterator[TableRow]:
    """The lines of a part that have an effect in some year, in öre."""
    for row in view.rows:
        line = row.line
        amounts = [view.rooms[year].amounts.get(line.key) for year in view.years]
        if line.group == group and line.effect and any(amount is not None for amount in amounts):
            note = "Ligger i ramarna och räknas där." if row.pot_id is not None else ""
            yield TableRow(line.key, line.name, tuple(amounts), indent=1, note=note)


def _counted(view: PrerequisitesView, group: str) -> Iterator[TableRow]:
    in_frames = {row.line.key for row in view.rows if row.pot_id is not None}
    return (row for row in _lines(view, group) if row.key not in in_frames)


def _parts(view: PrerequisitesView, group: str, lines: list[TableRow]) -> tuple[Part, ...]:
    counted = {row.key for row in _counted(view, group)}
    return tuple(Part(row.key) for row in lines if row.key in counted)


def _of(view: PrerequisitesView, get: Callable[[YearRoom], int | None]) -> tuple[int | None, ...]:
    return tuple(get(view.rooms[year]) for year in view.years)


def _years(view: PrerequisitesView, row: LineRow) -> Iterator[LineCell]:
    return (cell for cell in row.cells if cell.year in view.years)


_GET: dict[str, Callable[[YearRoom], int | None]] = {
    "tax": lambda room: room.tax,
    "grants": lambda room: room.grants,
}
