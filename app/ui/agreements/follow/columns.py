"""The columns of the follow-up: the commitment, and how it stands at each report."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.ui.agreements.follow.inspected import mark_of
from app.ui.parts.columns import CellLook, Column

if TYPE_CHECKING:
    from app.services.agreements.followup import FollowPeriod, FollowRow, FollowUpView

_MISSING = "–"


def follow_columns(view: FollowUpView | None) -> list[Column[FollowRow]]:
    """Performer, commitment and target, and a column for each report."""
    periods = view.periods if view is not None else ()
    return [
        Column(
            "unit", "Utförare", lambda row: row.unit, width=160, tooltip=lambda row: f"{row.unit}, {row.kind}"
        ),
        Column(
            "title",
            "Åtagande",
            lambda row: row.title,
            width=220,
            stretch=True,
            look=lambda row: CellLook(example=row.example),
            tooltip=lambda row: row.title,
        ),
        Column("measure", "Mått", lambda row: row.measure or _MISSING, width=140, hidden=True),
        Column(
            "target",
            "Målvärde",
            lambda row: row.target or _MISSING,
            width=110,
            look=lambda row: CellLook(muted=not row.target),
            tooltip=lambda row: ": ".join(one for one in (row.measure, row.target) if one),
        ),
        *(_period_column(place, period) for place, period in enumerate(periods)),
    ]


def _period_column(place: int, period: FollowPeriod) -> Column[FollowRow]:
    return Column(
        f"period{place}",
        period.words.split(",")[0],
        partial(_words, place),
        width=132,
        look=partial(_look, place),
        tooltip=partial(_tip, place, period.words),
    )


def _words(place: int, row: FollowRow) -> str:
    return row.cells[place].words


def _look(place: int, row: FollowRow) -> CellLook:
    cell = row.cells[place]
    return CellLook(mark=mark_of(cell), locked=cell.decided, comment=bool(cell.text), muted=not cell.decided)


def _tip(place: int, period: str, row: FollowRow) -> str:
    cell = row.cells[place]
    state = "Fastställt" if cell.decided else "Inte fastställt"
    return "\n".join(one for one in (period, state, cell.outcome, cell.text) if one)
