"""The columns of a comparison and of its shares, for a year and a unit of money."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from app.services.budget import rules, steps
from app.services.formatting import DASH, write_number, write_percent
from app.ui.budget.amounts import Unit, exact, write
from app.ui.parts.columns import CellLook, Column

_NAME, _AMOUNT, _PERCENT = 240, 92, 76
_LETTER, _AIR = 7, 26
LEFT = -1
"""The key of the line that says what is left to distribute."""
WHOLE = 0


def difference_columns(compared: Any, year: int, unit: Unit) -> list[Column[Any]]:
    """Before, after, the difference in kronor and percent, and the difference of every part."""
    made = [
        _name(),
        _money("before", compared.before.name, unit, lambda row: row.of(year).before),
        _money("after", compared.after.name, unit, lambda row: row.of(year).after),
        _money("change", "Skillnad", unit, lambda row: row.of(year).change, plus=True),
        _percent("percent", "Procent", lambda row: row.of(year).percent),
    ]
    for kind in compared.kinds_of(year):
        if kind != rules.TOTAL and any(row.of(year, kind).change for row in compared.rows):
            made.append(
                _money(
                    f"part:{kind}",
                    steps.part_words(kind, year),
                    unit,
                    partial(_part_change, year, kind),
                    plus=True,
                )
            )
    return made


def share_columns(shares: Any, year: int, unit: Unit) -> list[Column[Any]]:
    """The effect of a year, the share of every year, and how much the share moves from year to year."""
    made = [
        _name(lambda one: one.row),
        _money("effect", f"Effekt {year}", unit, lambda one: one.effect.change, plus=True),
        _percent("percent", "Procent", lambda one: one.effect.percent),
    ]
    made.append(_points("steady", "Stabilitet", lambda one: one.steady))
    made.append(_points("steady_before", "Stabilitet före", lambda one: one.steady_before))
    for place, at in enumerate(shares.years):
        decided = at in shares.decided
        title = f"{at} beslutad" if decided else f"Andel {at}"
        made.append(_percent(f"share:{at}", title, partial(_share, place), decimals=2, plus=False))
    return made


def ordered(rows: Sequence[Any], column: Column[Any], descending: bool) -> list[Any]:
    """Lines sorted among their siblings, those without a value after the others."""
    known = [row for row in rows if not _is_missing(column, row)]
    missing = [row for row in rows if _is_missing(column, row)]
    return [*sorted(known, key=column.order, reverse=descending), *missing]


def _is_missing(column: Column[Any], row: Any) -> bool:
    return column.sort is not None and column.sort(row) is None


def _part_change(year: int, kind: str, row: Any) -> int:
    change: int = row.of(year, kind).change
    return change


def _share(place: int, one: Any) -> Decimal | None:
    share: Decimal | None = one.shares[place]
    return share


def _name(row_of: Any = lambda row: row) -> Column[Any]:
    def look(row: Any) -> CellLook:
        shown = row_of(row)
        return CellLook(bold=shown.group, example=shown.example and not shown.group, middle=True)

    return Column("name", "Enhet", lambda row: row_of(row).name, _NAME, stretch=False, look=look)


def _money(key: str, title: str, unit: Unit, amount: Any, *, plus: bool = False) -> Column[Any]:
    def text(row: Any) -> str:
        ore = amount(row)
        return DASH if plus and not ore else write(ore, unit, plus=plus)

    return Column(
        key, title, text, _wide(title), number=True, look=_look,
        sort=amount, copy=lambda row: exact(amount(row), unit),
    )  # fmt: skip


def _percent(key: str, title: str, share: Any, *, decimals: int = 1, plus: bool = True) -> Column[Any]:
    def text(row: Any) -> str:
        value = share(row)
        missing = value is None or (plus and not value)
        return DASH if missing else write_percent(value, decimals, plus=plus)

    return Column(
        key, title, text, _PERCENT if plus else _wide(title), number=True, look=_look,
        sort=share, copy=lambda row: _copied(share(row)),
    )  # fmt: skip


def _points(key: str, title: str, value: Any) -> Column[Any]:
    def text(row: Any) -> str:
        found = value(row)
        return DASH if found is None else write_number(found, 2)

    return Column(
        key, title, text, _wide(title), number=True, look=_look, sort=value,
        copy=lambda row: _copied(value(row)),
    )  # fmt: skip


def _wide(title: str) -> int:
    """As wide as the heading needs, within reason."""
    return min(180, max(_AMOUNT, len(title) * _LETTER + _AIR))


def _copied(value: Decimal | None) -> Decimal | str:
    if value is None:
        return ""
    short = round(value, 4)
    return Decimal(int(short)) if short == int(short) else short.normalize()


def _look(row: Any) -> CellLook:
    return CellLook(bold=getattr(row, "row", row).group)
