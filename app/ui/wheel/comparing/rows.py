"""The rows of a comparison: what both wheels have, what only one has, and what differs in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.formatting import write_count
from app.ui.parts.columns import CellLook, Column

if TYPE_CHECKING:
    from app.services.wheel.comparing import ComparedRow, How, WheelComparison
    from app.services.wheel.views import Activity

_NONE = "–"
#: What can be shown of a comparison: everything, what is not the same, or what only one wheel has.
ALL, DIFFERING, FIRST, SECOND = "all", "differing", "first", "second"


@dataclass(frozen=True, slots=True)
class Row:
    """A matched pair, or an activity of one wheel; `place` is its number."""

    place: int
    compared: ComparedRow

    @property
    def first(self) -> int | None:
        """The key in the left wheel."""
        return self.compared.first.key if self.compared.first is not None else None

    @property
    def second(self) -> int | None:
        """The key in the right wheel."""
        return self.compared.second.key if self.compared.second is not None else None


def rows_of(comparison: WheelComparison) -> tuple[Row, ...]:
    """All rows in order of time."""
    return tuple(Row(place, one) for place, one in enumerate(comparison.rows))


def conditions() -> dict[str, Callable[[Row], bool] | None]:
    """Which rows each choice shows."""
    return {
        ALL: None,
        DIFFERING: lambda row: row.compared.how != "same",
        FIRST: lambda row: row.compared.how == "first",
        SECOND: lambda row: row.compared.how == "second",
    }


def choices(comparison: WheelComparison) -> tuple[tuple[str, str], ...]:
    """What there is to choose, with how many rows each has."""
    rows, same = len(comparison.rows), comparison.count("same")
    return (
        (ALL, f"Allt ({rows})"),
        (DIFFERING, f"Det som skiljer sig ({rows - same})"),
        (FIRST, f"Bara i {comparison.first_name} ({comparison.count('first')})"),
        (SECOND, f"Bara i {comparison.second_name} ({comparison.count('second')})"),
    )


def columns(comparison: WheelComparison) -> tuple[Column[Row], ...]:
    """What is shown of a row."""
    return (
        Column("title", "Aktivitet", lambda row: row.compared.title, width=300, stretch=True),
        Column(
            "first", comparison.first_name, lambda row: _when(row.compared.first), width=150, look=_muted,
            sort=lambda row: row.place if row.first is not None else None,
        ),
        Column(
            "second", comparison.second_name, lambda row: _when(row.compared.second), width=150, look=_muted,
            sort=lambda row: row.place if row.second is not None else None,
        ),
        Column("how", "Skillnad", lambda row: how_words(row, comparison), width=300, stretch=True, look=_how),
    )  # fmt: skip


def how_words(row: Row, comparison: WheelComparison) -> str:
    """What differs, in words."""
    how = row.compared.how
    if how == "same":
        return "Lika"
    if how == "changed":
        return "; ".join(row.compared.differences)
    return f"Bara i {comparison.first_name if how == 'first' else comparison.second_name}"


def summary(comparison: WheelComparison) -> str:
    """The whole in a sentence; what there is none of is not said."""
    first, second = comparison.first_name, comparison.second_name
    has = ", ".join(
        f"{name} har {write_count(len(view.activities), 'aktivitet', 'aktiviteter')}"
        for name, view in ((first, comparison.first), (second, comparison.second))
    )
    counted: tuple[tuple[How, str], ...] = (
        ("same", "lika"), ("changed", "olika"), ("first", f"bara i {first}"), ("second", f"bara i {second}"),
    )  # fmt: skip
    parts = [f"{count} {words}" for how, words in counted if (count := comparison.count(how))]
    return f"{has}: {', '.join(parts)}." if parts else f"{has}."


def _when(one: Activity | None) -> str:
    return one.when.words if one is not None else _NONE


def _muted(_row: Row) -> CellLook:
    return CellLook(muted=True)


def _how(row: Row) -> CellLook:
    return CellLook(muted=row.compared.how == "same", changed=row.compared.how == "changed")
