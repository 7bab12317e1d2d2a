"""An index in the inspector: its value with source and date, and what rests on it."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from app.models.errors import DomainError
from app.services.budget.words import PART_NAMES
from app.services.formatting import NBSP, write_count, write_ore, write_tkr
from app.ui.budget.panel_rows import PanelRow, PanelRows
from app.ui.economy.faces import Context
from app.ui.economy.indexes.asking import write_change
from app.ui.parts.details import Custom, Details, Fact, Facts, Field, Heading, Part, Text

if TYPE_CHECKING:
    from app.services.economy.basis import Resting
    from app.services.economy.indexes import IndexTableView
    from app.ui.economy.indexes.index_pane import IndexPane

_MOST = 12


def details_of(pane: IndexPane, table: IndexTableView, year: int, context: Context) -> Details:
    """What is told of a table in a year."""
    from app.services.economy.index_words import write_value

    figure = table.values.get(year)
    value = write_value(figure.value, table.unit, table.per) if figure is not None else "Uppgift saknas"
    parts: list[Part] = [Facts((Fact(f"Värde {year}", value),))]
    if figure is not None:
        parts += _fields(pane, table, year, figure)
    parts += [Text(table.note, muted=True)] if table.note else []
    parts += _resting(pane, table, year, context)
    others = [words for words in table.used if "ramarna" not in words]
    if others:
        parts.append(Text(f"Används också av {' och '.join(others)}.", muted=True))
    return Details((table.key, year), f"Index {year}", table.name, tuple(parts), example=table.example)


def _fields(pane: IndexPane, table: IndexTableView, year: int, figure: Any) -> list[Part]:
    from app.services.economy.indexes import IndexEntry
    from app.services.steering.days import read_day

    locked = "Filen är öppen för läsning" if pane.workspace.read_only else ""

    def save(**values: Any) -> bool:
        from app.services.economy import indexes

        entry = IndexEntry(table.id, year, **values)
        known = {table.id: table.version} if table.id is not None else {}
        use_case = partial(indexes.set_index_values, entries=[entry], expected_versions=known)
        return pane.workspace.run(use_case) is not None

    def save_day(text: str) -> bool:
        try:
            return save(dated_on=read_day(text))
        except DomainError as refused:
            pane.workspace.tell(refused.message, "error")
            return False

    day = figure.dated_on.isoformat() if figure.dated_on else ""
    return [
        Field(
            f"{table.key}:{year}:source", "Källa", figure.source or "", lambda text: save(source=text),
            placeholder="SKR, cirkulär 26:31", locked=locked,
        ),
        Field(f"{table.key}:{year}:day", "Datum", day, save_day, placeholder="2026-10-15", locked=locked),
    ]  # fmt: skip


def _resting(pane: IndexPane, table: IndexTableView, year: int, context: Context) -> list[Part]:
    if table.id is None:
        return []
    from app.services.economy.basis import resting_on

    found: tuple[Resting, ...] = pane.workspace.read(partial(resting_on, source=table.id))
    mine = [each for each in found if each.year == year]
    heading = Heading(f"Vilar på {year}", "" if mine else "Inget belopp i ramarna räknas från värdet.")
    parts: list[Part] = [heading]
    if not mine:
        parts.append(
            Text("I rutnätet på sidan Budget kopplas en del av en ram med ”Koppla till index…”.", muted=True)
        )
        return parts
    parts += _one_more(pane, table, year, context)
    opened = [each for each in mine if not each.locked]
    locked = len(mine) - len(opened)
    versions = list(dict.fromkeys(each.version for each in opened))
    for version in versions:
        rows = [_row(pane, each, context) for each in opened[:_MOST] if each.version == version]
        if rows:
            parts += [Text(f"{version}, {context.unit}", muted=True), Custom(partial(PanelRows, rows))]
    if len(opened) > _MOST:
        parts.append(Text(f"och {write_count(len(opened) - _MOST, 'belopp', 'belopp')} till", muted=True))
    if locked:
        words = write_count(locked, "belopp", "belopp")
        parts.append(Text(f"{words} i beslutade versioner ändras aldrig.", muted=True))
    return parts


def _one_more(pane: IndexPane, table: IndexTableView, year: int, context: Context) -> list[Part]:
    """What one percentage point, or one krona, more would do; told before anything is done."""
    from app.services.economy.reckoning import effect_of

    figure = table.values.get(year)
    if figure is None or table.id is None:
        return []
    more = {year: figure.value + Decimal(1)}
    effects = pane.workspace.read(partial(effect_of, source=table.id, values=more))
    what = "En procentenhet mer" if table.unit != "kr" else "En krona mer"
    rows = tuple(
        Fact(
            effect.name,
            ", ".join(
                f"{at}{NBSP}{write_change(ore, context.unit)}" for at, ore in effect.by_year.items() if ore
            ),
        )
        for effect in effects
        if effect.changes
    )
    return [Text(f"{what} {year} skulle ändra ramarna:", muted=True), Facts(rows)] if rows else []


def _row(pane: IndexPane, resting: Resting, context: Context) -> PanelRow:
    amount = resting.amount
    written = (
        "–"
        if amount is None
        else write_tkr(amount)
        if context.unit == "tkr"
        else write_ore(amount, unit=False)
    )
    return PanelRow(
        f"{resting.holder_name}, {PART_NAMES[resting.component]}",
        written,
        small=f"{resting.words}.",
        on_click=partial(pane.workspace.open_place, "frame", resting.frame_id)
        if resting.frame_id is not None
        else None,
    )
