"""The table beside the chart of a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.services.formatting import write_number
from app.services.scorecard.compared import Comparison, Kind
from app.ui.parts.columns import CellLook, Column

_LARGE, _MOST = 10_000, 2
_HEADS = {"municipalities": "Kommun", "units": "Enhet", "years": "År"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table, or one of the figures that sum the others up."""

    key: str
    place: str
    name: str
    value: Decimal | None
    shown: str
    difference: str
    own: bool = False
    summary: bool = False


def rows_of(found: Comparison) -> tuple[Row, ...]:
    """Everyone in order, and the median and quartiles of the others among them where they fall."""
    own = found.own.value if found.own is not None else None
    places = _places(found)
    rows = [
        Row(
            f"{found.kind}:{each.key}",
            "" if each.place is None else str(each.place),
            each.name,
            each.value,
            _number(found, each.value),
            _difference(each.value, own, places, each.own),
            own=each.own and found.kind != "years",
        )
        for each in found.rows
    ]
    if found.kind == "municipalities" and found.median is not None:
        told = (("Övre kvartil", found.upper), ("Median", found.median),
                ("Undre kvartil", found.lower), ("Riket", found.reference))  # fmt: skip
        rows += [
            Row(
                name,
                "",
                name,
                value,
                _number(found, value, _exact(found, value)),
                _difference(value, own, _exact(found, value), False),
                summary=True,
            )
            for name, value in told
            if value is not None
        ]
    return tuple(rows)


def columns(kind: Kind) -> list[Column[Row]]:
    """Place, name, value and what differs from one's own."""
    made: list[Column[Row]] = [
        Column("name", _HEADS[kind], lambda row: row.name, 180, stretch=True, look=_look,
               tooltip=lambda row: row.name),
        Column("value", "Värde", lambda row: row.shown, 108, number=True, look=_look,
               sort=lambda row: (row.value is None, row.value or 0), copy=lambda row: row.value),
    ]  # fmt: skip
    if kind != "years":
        place = Column("place", "Plats", lambda row: row.place, 72, number=True, look=_look,
                       sort=lambda row: int(row.place) if row.place else 10**6)  # fmt: skip
        made.insert(0, place)
    if kind == "municipalities":
        made.append(Column("difference", "Mot egen", lambda row: row.difference, 88, number=True, look=_look))
    return made


def _difference(value: Decimal | None, own: Decimal | None, places: int, is_own: bool) -> str:
    if value is None or own is None or is_own:
        return ""
    return write_number(value - own, places, plus=True)


def _places(found: Comparison) -> int:
    """How many decimals the numbers of the table have: as the figure says, or as they are small."""
    if found.decimals is not None:
        return found.decimals
    values = [abs(row.value) for row in found.rows if row.value is not None]
    if all(value == value.to_integral_value() for value in values):
        return 0
    return 0 if max(values) >= _LARGE else 1


def _exact(found: Comparison, value: Decimal) -> int:
    """How many decimals a median or quartile has, which may fall between two numbers: as in the chart."""
    if found.decimals is not None or abs(value) >= _LARGE:
        return _places(found)
    exponent = value.normalize().as_tuple().exponent
    return min(_MOST, max(0, -exponent)) if isinstance(exponent, int) else 0


def _number(found: Comparison, value: Decimal | None, places: int | None = None) -> str:
    """The bare number, since the line under the table says the unit; a scale says its step."""
    if value is None or found.direction in ("yes_no", "scale"):
        return found.write(value)
    return write_number(value, _places(found) if places is None else places)


def _look(row: Row) -> CellLook:
    return CellLook(bold=row.own, muted=row.summary or row.value is None)
