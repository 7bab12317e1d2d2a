"""A file with many measurements, made straight in its tables, as a large import would leave it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.models.organisation import Municipality, Unit, UnitKind
from app.models.scorecard import Indicator, IndicatorTarget, Measurement, NodeIndicator
from app.models.steering import Level, Node, NodePerspective, NodeVersion, Perspective
from app.models.types import new_id
from app.services.clock import fixed_clock
from app.services.storage import Database, describe
from app.services.storage.bulk import insert_rows

TODAY = date(2026, 11, 21)
YEAR, PERIOD = 2026, "2026-H1"
_HEADS = ("Medborgare", "Processer", "Medarbetare", "Ekonomi")
_BATCH = 20_000


@contextmanager
def open_file(
    folder: Path, *, units: int, goals: int, periods: Sequence[str], everywhere: bool
) -> Iterator[Database]:
    """A municipality whose goals have a figure each, measured in every unit (`everywhere`) or in its own."""
    database = Database.create(folder / "kommun.styr", clock=fixed_clock(TODAY), user="")
    try:
        database.write(lambda session: _found(session, units, goals, periods, everywhere))
        yield database
    finally:
        database.close()


def months(first: int, last: int) -> list[str]:
    """The months of some years."""
    return [f"{year}-{month:02}" for year in range(first, last + 1) for month in range(1, 13)]


def _found(session: Session, units: int, goals: int, periods: Sequence[str], everywhere: bool) -> None:
    keys = _units(session, units)
    heads = [new_id() for _ in _HEADS]
    level = new_id()
    _fill(session, Perspective, [
        {"id": key, "key": name, "position": place, "name": name}
        for place, (key, name) in enumerate(zip(heads, _HEADS, strict=True))
    ])  # fmt: skip
    form = "goal" if everywhere else "commitment"
    _fill(session, Level, [
        {"id": level, "key": "mal", "position": 1, "name": "Mål", "form": form, "details": {}}
    ])  # fmt: skip
    nodes, figures = [new_id() for _ in range(goals)], [new_id() for _ in range(goals)]
    owners = [keys[1 + place % (units - 1)] for place in range(goals)]
    _goals(session, level, nodes, owners, heads)
    _figures(session, nodes, figures, owners, everywhere)
    places = [(figure, owner) for figure, owner in zip(figures, owners, strict=True)]
    if everywhere:
        places = [(figure, unit) for figure in figures for unit in keys[1:]]
    _fill(session, Measurement, [
        {
            "id": new_id(), "indicator_id": figure, "unit_id": unit, "period": period, "gender": "T",
            "value": Decimal(500 + (17 * place + 7 * number) % 450) / 10, "missing": False, "example": False,
            "version": 1,
        }
        for place, (figure, unit) in enumerate(places)
        for number, period in enumerate(periods)
    ])  # fmt: skip
    describe(session, "Fyllde filen")


def _units(session: Session, units: int) -> list[int]:
    session.add(Municipality(id=new_id(), name="Provkommun", official_name="Provkommuns kommun"))
    kind = UnitKind(id=new_id(), key="enhet", name="Enhet", category="unit", position=0)
    session.add(kind)
    session.flush()
    keys = [new_id() for _ in range(units)]
    _fill(session, Unit, [
        {
            "id": key, "kind_id": kind.id, "name": f"Enhet {place}", "position": place,
            "parent_id": keys[(place - 1) // 10] if place else None,
        }
        for place, key in enumerate(keys)
    ])  # fmt: skip
    return keys


def _goals(
    session: Session, level: int, nodes: Sequence[int], owners: Sequence[int], heads: Sequence[int]
) -> None:
    _fill(session, Node, [
        {"id": node, "level_id": level, "unit_id": owner, "position": place, "current_number": 1}
        for place, (node, owner) in enumerate(zip(nodes, owners, strict=True))
    ])  # fmt: skip
    _fill(session, NodeVersion, [
        {"id": new_id(), "node_id": node, "number": 1, "title": f"Mål {place}", "text": ""}
        for place, node in enumerate(nodes)
    ])  # fmt: skip
    _fill(session, NodePerspective, [
        {"id": new_id(), "node_id": node, "perspective_id": heads[place // 7 % len(heads)]}
        for place, node in enumerate(nodes)
    ])  # fmt: skip


def _figures(
    session: Session, nodes: Sequence[int], figures: Sequence[int], owners: Sequence[int], everywhere: bool
) -> None:
    _fill(session, Indicator, [
        {
            "id": figure, "name": f"Mått {place}", "owner_unit_id": owner, "direction": "higher",
            "frequency": "month", "threshold": Decimal(60), "unit_of_measure": "procent",
            "across": "mean" if everywhere else None,
        }
        for place, (figure, owner) in enumerate(zip(figures, owners, strict=True))
    ])  # fmt: skip
    _fill(session, IndicatorTarget, [
        {"id": new_id(), "indicator_id": figure, "year": YEAR, "value": Decimal(80)} for figure in figures
    ])  # fmt: skip
    _fill(session, NodeIndicator, [
        {"id": new_id(), "node_id": node, "indicator_id": figure}
        for node, figure in zip(nodes, figures, strict=True)
    ])  # fmt: skip


def _fill(session: Session, model: type[Any], rows: Sequence[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _BATCH):
        insert_rows(session, model, rows[start : start + _BATCH])
