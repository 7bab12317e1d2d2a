"""A running application in our look, and small rows to show."""

from dataclasses import dataclass

from app.ui.parts.columns import CellLook, Column
from tests.ui.pages import _look

__all__ = ["_look"]


@dataclass(frozen=True)
class Row:
    """A row as pages hand them in."""

    id: int
    up: int | None
    name: str
    amount: int = 0


def columns(**changes: object) -> list[Column[Row]]:
    """A name that can be edited and an amount."""
    name = Column[Row](
        "name",
        "Benämning",
        lambda row: row.name,
        look=lambda row: CellLook(icon="goal", warning="saknar mått" if row.amount == 0 else ""),
        **changes,  # type: ignore[arg-type]
    )
    amount = Column[Row](
        "amount",
        "Belopp",
        lambda row: f"{row.amount} tkr",
        number=True,
        sort=lambda row: row.amount,
        copy=lambda row: row.amount,
    )
    return [name, amount]


ROWS = (
    Row(1, None, "Vision"),
    Row(2, 1, "Översiktsplan", 5),
    Row(3, 1, "Ål", 7),
    Row(4, 3, "Hemtjänst", 20),
    Row(5, 3, "Äldreomsorg", 3),
    Row(6, None, "Zon", 1),
)
