"""How large a workbook may be: nothing is unfolded before it is known to be smaller."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from app.services.exchange.workbooks.cells import Place
from app.services.exchange.workbooks.errors import TooLargeWorkbook
from app.services.formatting import write_bytes, write_number

MOST_BYTES: Final = 100_000_000
MOST_UNPACKED: Final = 400_000_000
MOST_RATIO: Final = 200
"""An honest sheet of figures is packed to a tenth, a bomb to a thousandth."""
SMALL: Final = 20_000_000
"""Up to so many bytes are unpacked however tightly they were packed."""
MOST_ROWS: Final = 100_000
MOST_CELLS: Final = 5_000_000


@dataclass(frozen=True)
class Scan:
    """What values do not show: how far a sheet reaches, which cells are formulas, which gave no value, and
    which are shown as percent.
    """

    rows: int = 0
    columns: int = 0
    errors: Mapping[Place, str] = field(default_factory=dict)
    formulas: frozenset[Place] = frozenset()
    percents: frozenset[Place] = frozenset()


def check_bytes(name: str, count: int) -> None:
    """Refuse a file that is too large to begin with."""
    if count > MOST_BYTES:
        raise TooLargeWorkbook(name, f"är {write_bytes(count)}, och högst {write_bytes(MOST_BYTES)} läses")


def check_unpacked(name: str, packed: int, unpacked: int) -> None:
    """Refuse a package that unfolds to too much."""
    if unpacked > MOST_UNPACKED or (unpacked > SMALL and unpacked > MOST_RATIO * max(packed, 1)):
        raise TooLargeWorkbook(name, f"packas upp till {write_bytes(unpacked)} och läses därför inte")


def check_extent(name: str, rows: int, columns: int) -> None:
    """Refuse a sheet with more rows or cells than any budget has."""
    if rows > MOST_ROWS:
        raise TooLargeWorkbook(
            name, f"har {write_number(rows)} rader, och högst {write_number(MOST_ROWS)} läses"
        )
    if rows * columns > MOST_CELLS:
        raise TooLargeWorkbook(
            name, f"sträcker sig över {write_number(rows)} rader och {write_number(columns)} kolumner"
        )
