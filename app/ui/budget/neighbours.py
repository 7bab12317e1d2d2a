"""A frame beside its neighbours in the tree: how much each changes, and kronor per årsarbetare."""

from decimal import Decimal
from typing import Any

from app.services.budget import rules
from app.services.charts.bars import BarRow, Bars
from app.services.charts.sheet import Caption
from app.services.formatting import write_number, write_percent, write_tkr
from app.ui.budget.columns import PREVIOUS, TOTAL
from app.ui.budget.waterfall import about

_MOST = 8
_WHOLE = "hela budgeten"


def neighbours(view: Any, row: Any, year: int) -> Bars | None:
    """The lines beside a line under the same parent; None where it stands alone."""
    lines = [
        each
        for each in view.rows
        if each.parent == row.parent and (each.amount(year, TOTAL) or each.amount(year, PREVIOUS))
    ]
    if len(lines) < 2 or row.key not in {each.key for each in lines}:
        return None
    shown = _nearest(lines, row)
    staffed = any(each.staff(year) for each in shown)
    rows = tuple(_bar(each, year, each.key == row.key, staffed) for each in shown)
    heads = ("Enhet", "%", "tkr/åa" if staffed else "")
    per = " och tkr per årsarbetare (åa)" if staffed else ""
    note = f"Ändring {year} i procent{per}"
    return Bars(rows, heads, Caption(_finding(view, row, year), note, about=about(view, row)))


def per_worker(row: Any, year: int) -> int | None:
    """Öre per årsarbetare; None where there are none."""
    staff = row.staff(year)
    return int((Decimal(row.amount(year, TOTAL)) / staff).to_integral_value()) if staff else None


def _nearest(lines: list[Any], row: Any) -> list[Any]:
    at = next(place for place, each in enumerate(lines) if each.key == row.key)
    start = max(0, min(at - _MOST // 2, len(lines) - _MOST))
    return lines[start : start + _MOST]


def _bar(row: Any, year: int, chosen: bool, staffed: bool) -> BarRow:
    percent = row.change_percent(year)
    each = per_worker(row, year) if staffed else None
    beside = "–" if staffed else ""
    return BarRow(
        row.name,
        percent,
        "ny" if percent is None else write_number(percent, 1, plus=True),
        beside if each is None else write_tkr(each),
        chosen,
    )


def _finding(view: Any, row: Any, year: int) -> str:
    """The line's own change, and that of what it is a part of."""
    above = next((each for each in view.rows if each.key == row.parent), None)
    if above is not None:
        name, change = above.name, above.change_percent(year)
    else:
        before = view.sums.get((year, PREVIOUS), 0)
        name, change = _WHOLE, rules.percent(view.sums.get((year, TOTAL), 0) - before, before)
    own = row.change_percent(year)
    if own is None or change is None:
        return f"Bredvid varandra {year}"
    return f"{write_percent(own, plus=True)} mot {write_percent(change, plus=True)} för {name}"
