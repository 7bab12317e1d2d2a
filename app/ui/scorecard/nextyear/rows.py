"""The rows of the preview: each scorecard with its goals and figures, ticked or not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.ui.parts.columns import CellLook, Column

if TYPE_CHECKING:
    from app.services.scorecard.nextrows import NextRow
    from app.services.scorecard.yearchange import NextYear

Ticked = bool | None


class Choices:
    """What is ticked; a goal carries its figures with it, a scorecard everything in it."""

    def __init__(self, plan: NextYear) -> None:
        self.plan = plan
        self._out = set(plan.left_out)
        self._above = {row.id: row.above for row in plan.rows}
        self._rows = {row.id: row for row in plan.rows}

    @property
    def leave_out(self) -> frozenset[int]:
        """The rows that are not ticked."""
        return frozenset(self._out)

    def is_in(self, row: NextRow) -> Ticked:
        """Whether a row is ticked, None for one that cannot be."""
        return None if row.barred else row.id not in self._out

    def toggle(self, row: NextRow) -> bool:
        """Take a row in with what stands under it, or leave it out; False where that cannot be."""
        if row.barred:
            return False
        below = [one for one in self.plan.below(row) if not one.barred]
        if row.id in self._out:
            proposed = [one.id for one in below if one.stays or row.kind == "goal"]
            self._out -= {row.id, *proposed, *self._over(row)}
        else:
            self._out |= {row.id, *(one.id for one in below)}
        return True

    def _over(self, row: NextRow) -> list[int]:
        """What a row stands under: a figure that goes on takes its goal with it, and both their card."""
        found: list[int] = []
        above = row.above
        while above is not None and not self._rows[above].barred:
            found.append(above)
            above = self._above[above]
        return found

    def count(self, kind: str) -> int:
        """How many of a kind go on."""
        return sum(row.kind == kind and self.is_in(row) is True for row in self.plan.rows)


def columns(plan: NextYear, is_in: Callable[[NextRow], Ticked], measure: str) -> tuple[Column[NextRow], ...]:
    """Whose and what on the left, what becomes of it on the right."""
    return (
        Column("in", "Med", lambda row: _in_words(is_in(row)), width=76),
        Column(
            "goal", f"Styrkort {plan.base} och mål", lambda row: "" if row.kind == "figure" else row.title,
            width=320, stretch=True, look=_look,
        ),
        Column(
            "figure", measure, lambda row: row.title if row.kind == "figure" else "", width=300, stretch=True,
            look=_look,
        ),
        Column("words", f"Blir {plan.year}", _words, width=300, stretch=True, look=_words_look),
    )  # fmt: skip


def _in_words(ticked: Ticked) -> str:
    return "Kan inte föras vidare" if ticked is None else "Förs vidare" if ticked else "Utelämnas"


def _look(row: NextRow) -> CellLook:
    return CellLook(bold=row.kind == "card", muted=row.barred)


def _words(row: NextRow) -> str:
    if row.kind == "card":
        return row.why or row.words
    return row.words or "förs vidare"


def _words_look(row: NextRow) -> CellLook:
    return CellLook(muted=row.barred or row.kind == "card", changed=not row.stays and not row.barred)
