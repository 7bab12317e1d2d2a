"""The rows of a planned year: what is carried, what is new, and what is not done, with why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.ui.parts.columns import CellLook, Column

if TYPE_CHECKING:
    from app.services.wheel.views import When
    from app.services.wheel.yearplans import PlannedRow, YearPlan

_NONE = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the preview; `left` is not done in the coming year, whatever is ticked."""

    place: int
    planned: PlannedRow
    kind: str

    @property
    def key(self) -> int:
        """What use cases know it by."""
        return self.planned.key

    @property
    def left(self) -> bool:
        """Whether it cannot be taken in."""
        return self.kind == "left"

    @property
    def chosen(self) -> bool:
        """Whether it is taken in from the start."""
        return self.planned.chosen and not self.left

    @property
    def differs(self) -> bool:
        """Whether it is not as the year before."""
        return self.kind != "kept" or self.planned.differs

    @property
    def learning(self) -> str | None:
        """What was learned the year before."""
        return self.planned.learning


def rows_of(plan: YearPlan) -> tuple[Row, ...]:
    """Every row: carried and new ones in the order of the coming year, those left out last."""
    coming = [*(("kept", one) for one in plan.rows), *(("new", one) for one in plan.new)]
    coming.sort(key=lambda pair: _time(pair[1].after))
    found = [*coming, *(("left", one) for one in plan.left)]
    return tuple(Row(place, one, kind) for place, (kind, one) in enumerate(found))


def columns(plan: YearPlan, is_in: Callable[[Row], bool | None]) -> tuple[Column[Row], ...]:
    """What is shown of a row; learnings only where there are any."""
    learned = any(one.learning for one in (*plan.rows, *plan.left))
    found = [
        Column("in", "Med", lambda row: _in_words(is_in(row)), width=76, sort=lambda row: not is_in(row)),
        Column("title", "Aktivitet", lambda row: row.planned.title, width=260, stretch=True, look=_look),
        Column(
            "before", str(plan.base), lambda row: _words(row.planned.before), width=124,
            look=lambda _row: CellLook(muted=True), sort=lambda row: _time(row.planned.before),
        ),
        Column(
            "after", str(plan.year), lambda row: _words(row.planned.after), width=132,
            look=lambda row: CellLook(changed=row.differs and not row.left, muted=row.left),
            sort=lambda row: _time(row.planned.after),
        ),
        Column("how", "Varför", lambda row: row.planned.how, width=230, stretch=True, look=_look),
    ]  # fmt: skip
    if learned:
        found.append(
            Column("learning", f"Lärdom {plan.base}", lambda row: row.learning or "", width=230, stretch=True)
        )
    return tuple(found)


def _in_words(ticked: bool | None) -> str:
    return "Görs inte" if ticked is None else "Tas med" if ticked else "Utelämnas"


def _look(row: Row) -> CellLook:
    return CellLook(muted=row.left)


def _words(when: When | None) -> str:
    return when.words if when is not None else _NONE


def _time(when: When | None) -> tuple[bool, date, date]:
    last = when.last if when is not None else None
    if when is None or last is None:
        return True, date.max, date.max
    return False, when.first or last, last
