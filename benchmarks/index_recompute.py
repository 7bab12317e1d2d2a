"""An index is changed and 5 000 units follow, beside the same arithmetic on bare lists of Decimal.

Every unit's compensation for wages is a share of its frame the year before, three years in a row, so a change
of the first year's index reaches all three. Both sides come to the same amounts, which is checked first. What
the file adds, reading the frames and writing them, is told only.
"""

from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy.orm import Session

from app.models.budget import BudgetPlan, Frame, FrameComponent, PlanVersion
from app.models.economy import ComponentBasis, IndexTable, IndexValue
from app.models.organisation import Unit, UnitKind
from app.models.types import new_id
from app.services.budget.grounds.engine import Ground, HolderFrames, Recompute
from app.services.clock import Clock
from app.services.economy import indexes
from app.services.storage import Database, describe
from app.services.storage.bulk import insert_rows
from benchmarks.measuring import Goal, Result, side_by_side, timed

UNITS: Final = 5_000
LIMIT: Final = 1.5
_YEARS: Final = (2027, 2028, 2029)
_TABLE: Final = 1
_INDEX: Final = {2027: Decimal("3.1"), 2028: Decimal("3.2"), 2029: Decimal("3.0")}
_TRIED: Final = (Decimal("3.4"), Decimal("2.9"))
_WHOLE: Final = Decimal(1)
_HUNDREDS: Final = Decimal(10_000)
_BEGUN: Final = 1_000_000_00
_STEP: Final = 12_345_67
_FILE_ROUNDS: Final = 5


def run(rounds: int) -> list[Result]:
    """Change the index back and forth in turns with the bare lists."""
    engine, lists = make_engine(UNITS), Lists(UNITS)
    _check(engine, lists)
    tried, bare = cycle(_TRIED), cycle(_TRIED)
    against = f"the same shares of {UNITS} frames in three years on bare lists of Decimal"
    goal = Goal("an index followed", f"{UNITS} units follow a changed index in three years", against, LIMIT)
    done = side_by_side(
        goal,
        lambda: timed(lambda: engine.change(_TABLE, {2027: next(tried)})),
        lambda: timed(lambda: lists.reckon({**_INDEX, 2027: next(bare)})),
        rounds=rounds,
    )
    return [done, _with_file(min(rounds, _FILE_ROUNDS), lists, against)]


def make_engine(count: int) -> Recompute:
    """So many units whose wages rest on the index."""
    frames = [HolderFrames(key, _begun(key), dict.fromkeys(_YEARS, _begun(key))) for key in range(count)]
    grounds = [
        Ground(key, year, "wages", _TABLE, "share", _share(key)) for key in range(count) for year in _YEARS
    ]
    return Recompute(frames, grounds, {}, {(_TABLE, year): value for year, value in _INDEX.items()})


class Lists:
    """The same frames and parts as lists, reckoned from the first year on."""

    def __init__(self, count: int) -> None:
        self._begun = [Decimal(_begun(key)) for key in range(count)]
        self._shares = [_share(key) for key in range(count)]
        self.parts: list[list[Decimal]] = [[Decimal(0)] * count for _ in _YEARS]

    def reckon(self, index: dict[int, Decimal]) -> None:
        """Every part of every year, and the frames that they build on."""
        values = [index[year] for year in _YEARS]
        for place, total in enumerate(self._begun):
            share = self._shares[place]
            for year, value in enumerate(values):
                part = (total * share * value / _HUNDREDS).quantize(_WHOLE, ROUND_HALF_UP)
                self.parts[year][place] = part
                total += part


def _begun(key: int) -> int:
    return _BEGUN + key * _STEP


def _share(key: int) -> Decimal:
    return Decimal(600 + key % 200) / 10


def _check(engine: Recompute, lists: Lists) -> None:
    """Both sides come to the same amounts."""
    engine.all()
    changed = {each.place: each.after for each in engine.change(_TABLE, {2027: _TRIED[1]}).told()}
    lists.reckon({**_INDEX, 2027: _TRIED[1]})
    for (holder, year, _), after in changed.items():
        if after != int(lists.parts[year - _YEARS[0]][holder]):
            raise AssertionError(f"unit {holder} {year}: {after}")


# ---- with the file ---------------------------------------------------------------------------------


def _with_file(rounds: int, lists: Lists, against: str) -> Result:
    with TemporaryDirectory() as folder:
        database = Database.create(Path(folder, "index.styr"), clock=Clock(), user="Prov")
        table = database.write(_found).value
        tried = cycle(_TRIED)

        def change() -> None:
            entry = indexes.IndexEntry(table, 2027, next(tried))
            known = {table: database.read(partial(_version_of, table_id=table))}
            database.write(partial(indexes.set_index_values, entries=[entry], expected_versions=known))

        goal = Goal(
            "an index followed with the file", f"the same {UNITS} units read, reckoned, written", against
        )
        done = side_by_side(
            goal, lambda: timed(change), lambda: timed(lambda: lists.reckon(_INDEX)), rounds=rounds
        )
        database.close()
        return done


def _version_of(session: Session, *, table_id: int) -> int:
    return session.get_one(IndexTable, table_id).version


def _found(session: Session) -> int:
    kind = UnitKind(id=new_id(), key="enhet", name="Enhet", category="unit", position=0)
    plan = BudgetPlan(id=new_id(), name="Budget", first_year=_YEARS[0], years=len(_YEARS))
    version = PlanVersion(id=new_id(), position=1, stage="preliminary", name="Arbete")
    plan.versions = [version]
    table = IndexTable(id=new_id(), position=1, kind="wages", name="AKI", unit="change")
    table.values = [IndexValue(year=year, value=value) for year, value in _INDEX.items()]
    session.add_all([kind, plan, table])
    session.flush()
    plain = {"kind_id": kind.id, "in_model": True, "example": False, "version": 1}
    units = insert_rows(
        session,
        Unit,
        [{**plain, "name": f"Enhet {key}", "position": key} for key in range(UNITS)],
    )
    _insert_frames(session, version.id, table.id, units)
    describe(session, "Grundade")
    return table.id


def _insert_frames(session: Session, version_id: int, table_id: int, units: list[int]) -> None:
    places = [(key, unit, year) for key, unit in enumerate(units) for year in _YEARS]
    same = {"plan_version_id": version_id, "kind": "operating", "previous_income": 0, "held": False}
    frames = insert_rows(
        session,
        Frame,
        [
            {**same, "unit_id": unit, "year": year, "previous": _begun(key) if year == _YEARS[0] else None}
            for key, unit, year in places
        ],
    )
    insert_rows(
        session,
        FrameComponent,
        [{"frame_id": frame, "kind": "wages", "amount": 0, "income": 0, "held": False} for frame in frames],
    )
    insert_rows(
        session,
        ComponentBasis,
        [
            {
                "plan_version_id": version_id, "unit_id": unit, "year": year, "component": "wages",
                "table_id": table_id, "share": _share(key),
            }
            for key, unit, year in places
        ],
    )  # fmt: skip
