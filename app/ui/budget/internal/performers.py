"""The list of performers: how far each internal budget has come."""

from collections.abc import Callable
from typing import Any

from app.ui.budget import amounts
from app.ui.budget.amounts import Unit
from app.ui.parts.columns import CellLook, Column
from app.ui.parts.marks import Mark

_STATES = {"none": "Ingen än", "met": "Stämmer", "changed": "Ny ram"}
_ORDER = ("changed", "over", "open", "none", "met")


def performer_columns(unit: Callable[[], Unit]) -> tuple[Column[Any], ...]:
    """Name, and how it stands."""
    return (
        Column(
            "name",
            "Utförare",
            _name,
            width=140,
            stretch=True,
            look=lambda row: CellLook(example=row.example, middle=True),
            tooltip=_name,
        ),
        Column(
            "state",
            left_heading(unit()),
            lambda row: state_words(row, unit()),
            width=106,
            number=True,
            look=_look,
            sort=lambda row: (_ORDER.index(row.state), -abs(row.left)),
            copy=lambda row: amounts.exact(row.left, unit()) if row.budget_id is not None else None,
            tooltip=lambda row: _explained(row, unit()),
        ),
    )


def left_heading(unit: Unit) -> str:
    """What stands over what is left."""
    return f"Kvar, {unit}"


def state_words(row: Any, unit: Unit) -> str:
    """What is left, in whole kronor where there are any, or how it stands."""
    if row.state in _STATES:
        return _STATES[row.state]
    whole = round(row.left, -2) if unit == "kr" else row.left
    return amounts.write(whole or row.left, unit)


def _name(row: Any) -> str:
    return str(row.name)


def _look(row: Any) -> CellLook:
    if row.state == "met":
        return CellLook(mark=Mark.MET)
    if row.state == "changed":
        return CellLook(mark=Mark.PARTLY)
    return CellLook(mark=Mark.UNMET) if row.state == "over" else CellLook(muted=row.state == "none")


def _explained(row: Any, unit: Unit) -> str:
    frame = f"Ram {amounts.write(row.frame, unit)} {unit}"
    if row.budget_id is None:
        return f"{frame}, ingen internbudget än"
    return f"{frame}, utlagt {amounts.write(row.planned, unit)} {unit}"
