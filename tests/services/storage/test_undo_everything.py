"""Whatever the program's own use cases do to the example, undo and redo bring it back to the byte."""

import random
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.models.budget import COMPONENTS, Frame, PlanVersion
from app.models.errors import DomainError
from app.models.organisation import Municipality, MunicipalityFact, Unit, UnitKind
from app.models.schema import Base
from app.models.steering import Level, Node, Perspective
from app.services.budget import frames, versions
from app.services.clock import fixed_clock
from app.services.exchange.newfile import create_file
from app.services.organisation import municipality, reorganising, units
from app.services.steering import nodes
from app.services.storage import Database, changelog
from app.services.storage.capture import UNLOGGED
from app.services.storage.fileformat import faults
from tests.conftest import TODAY

Step = Callable[[Session, random.Random], object]
Rows = dict[str, list[tuple[object, ...]]]

_TEXTS = ("Åtgärd", "Mål för äldre", "A", "Övrig verksamhet", "”Citat” och 'tecken'")


def _pick(session: Session, dice: random.Random, model: type[Base]) -> Base:
    return session.get_one(model, dice.choice(sorted(session.scalars(select(model.id)))))


def _key(session: Session, dice: random.Random, model: type[Base]) -> int:
    return dice.choice(sorted(session.scalars(select(model.id))))


def _day(dice: random.Random) -> date:
    return TODAY + timedelta(days=dice.randrange(-400, 400))


def _node(use_case: Callable[..., object], **given: Callable[[Session, random.Random], object]) -> Step:
    return _on(Node, "node_id", use_case, given)


def _unit(use_case: Callable[..., object], **given: Callable[[Session, random.Random], object]) -> Step:
    return _on(Unit, "unit_id", use_case, given)


def _frame(use_case: Callable[..., object], **given: Callable[[Session, random.Random], object]) -> Step:
    return _on(Frame, "frame_id", use_case, given)


def _on(model: type[Base], name: str, use_case: Callable[..., object], given: dict) -> Step:
    def step(session: Session, dice: random.Random) -> object:
        row = _pick(session, dice, model)
        values = {key: make(session, dice) for key, make in given.items()}
        return use_case(session, **{name: row.id}, expected_version=row.version, **values)

    return step


def _words(_session: Session, dice: random.Random) -> str:
    return dice.choice(_TEXTS)


def _amount(_session: Session, dice: random.Random) -> int | None:
    return dice.choice((None, 0, 100, -2_500_00, 12_345_600))


def _maybe_unit(session: Session, dice: random.Random) -> int | None:
    return dice.choice((None, _key(session, dice, Unit)))


def _add_node(session: Session, dice: random.Random) -> object:
    parent = dice.choice((None, _key(session, dice, Node)))
    return nodes.add_node(
        session, level_id=_key(session, dice, Level), parent_id=parent, title=_words(session, dice)
    )


def _add_unit(session: Session, dice: random.Random) -> object:
    kind, parent = _key(session, dice, UnitKind), _maybe_unit(session, dice)
    return units.add_unit(session, name=_words(session, dice), kind_id=kind, parent_id=parent)


def _merge(session: Session, dice: random.Random) -> object:
    merged = {row.id: row.version for row in (_pick(session, dice, Unit) for _ in range(2))}
    return reorganising.merge_units(
        session, unit_versions=merged, name="Samlad enhet", happened_on=_day(dice)
    )


def _paste(session: Session, dice: random.Random) -> object:
    rows = [_pick(session, dice, Frame) for _ in range(4)]
    entries = [frames.Entry(row.id, dice.choice(COMPONENTS), 700, row.version) for row in rows]
    return frames.paste_amounts(session, entries=entries)


def _held_back(session: Session, dice: random.Random) -> object:
    version = _pick(session, dice, PlanVersion)
    return frames.set_held_back(
        session, version_id=version.id, year=2027, amount=5, expected_version=version.version
    )


def _copy_version(session: Session, dice: random.Random) -> object:
    source = _key(session, dice, PlanVersion)
    return versions.create_version(session, source_id=source, name="Kopia", stage="proposal")


def _aliases(session: Session, dice: random.Random) -> object:
    town = _pick(session, dice, Municipality)
    names = dice.sample(("Ljusnarsberg", "Lusnarsberg", "Kopparberg", *_TEXTS), 3)
    return municipality.set_aliases(session, names=names, expected_version=town.version)


def _fact(session: Session, dice: random.Random) -> object:
    town, fact = (
        _pick(session, dice, Municipality),
        dice.choice((None, _key(session, dice, MunicipalityFact))),
    )
    return municipality.set_fact(
        session,
        kind="inhabitants",
        year=2020,
        number=Decimal(4711),
        fact_id=fact,
        expected_version=town.version,
    )


def _days(_session: Session, dice: random.Random) -> date | None:
    return dice.choice((None, _day(dice)))


STEPS: tuple[Step, ...] = (
    _add_node,
    _node(nodes.rename_node, title=_words),
    _node(nodes.edit_text, text=_words),
    _node(nodes.set_owner, owner_role=_words, unit_id=_maybe_unit),
    _node(nodes.set_perspectives, perspective_ids=lambda s, d: (_key(s, d, Perspective),)),
    _node(nodes.mark_prepared),
    _node(nodes.mark_draft),
    _node(nodes.new_version),
    _add_unit,
    _unit(units.rename_unit, name=_words, happened_on=_days),
    _unit(units.edit_unit, note=_words, contract_ends=_days),
    _unit(units.set_roles, roles=lambda s, d: [units.Role(_words(s, d), "Prov Provsson")][: d.randrange(2)]),
    _unit(units.set_partners, names=lambda _s, d: d.sample(_TEXTS, 2)),
    _unit(units.set_validity, valid_from=_days, valid_to=_days),
    _unit(units.remove_unit),
    _unit(reorganising.move_unit, parent_id=_maybe_unit, happened_on=_days),
    _unit(
        reorganising.split_unit,
        parts=lambda _s, _d: [reorganising.Part("Norra"), reorganising.Part("Södra")],
        happened_on=lambda _s, d: _day(d),
    ),
    _merge,
    _frame(frames.set_component, kind=lambda _s, d: d.choice(COMPONENTS), amount=_amount),
    _frame(frames.set_year_total, total=_amount),
    _frame(frames.set_previous, amount=_amount),
    _frame(frames.set_note, kind=lambda _s, d: d.choice(COMPONENTS), note=_words),
    _paste,
    _held_back,
    _copy_version,
    _aliases,
    _fact,
)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exempel") / "exempel.styr"
    create_file(path, "ljusnarsberg", clock=fixed_clock(TODAY), user="Anna", example_year=2027)
    return path


def _rows(session: Session) -> Rows:
    found: Rows = {}
    for table in Base.metadata.sorted_tables:
        if table.name in UNLOGGED:
            continue
        columns = [column.name for column in table.columns if column.name != "version"]
        parts = ", ".join(f'"{name}", typeof("{name}")' for name in columns)
        stored = session.execute(text(f'SELECT {parts} FROM "{table.name}" ORDER BY id'))
        found[table.name] = [tuple(row) for row in stored]
    return found


def _versions(session: Session) -> dict[tuple[str, int], int]:
    tables = [table for table in Base.metadata.sorted_tables if "version" in table.columns]
    return {
        (table.name, row.id): row.version
        for table in tables
        for row in session.execute(text(f'SELECT id, version FROM "{table.name}"'))
    }


def _walk(database: Database, steps: list[int], dice: random.Random) -> list[Rows]:
    """Run the steps that are not refused; gives the rows before the first and after each."""
    states = [database.read(_rows)]
    for number in steps:
        words = len(database._undo.done)
        try:
            database.write(partial(STEPS[number], dice=dice))
        except DomainError:
            assert database.read(_rows) == states[-1]
        if len(database._undo.done) > words:
            states.append(database.read(_rows))
            assert states[-1] != states[-2]
    return states


def _check_back_and_forth(database: Database, states: list[Rows]) -> None:
    seen = database.read(_versions)
    backwards, forwards = states[-2::-1], states[1:]
    for step, expected in ((database.undo, backwards), (database.redo, forwards), (database.undo, backwards)):
        for rows in expected:
            step()
            assert database.read(_rows) == rows
            now = database.read(_versions)
            assert all(now[key] >= version for key, version in seen.items() if key in now)
            seen |= now
    assert database.undo_words is None


@settings(max_examples=20)
@given(st.lists(st.integers(0, len(STEPS) - 1), min_size=1, max_size=10), st.integers(0, 2**32))
def test_any_sequence_undone_and_redone_gives_the_same_rows(tmp_path_factory, example, steps, seed):
    path = tmp_path_factory.mktemp("följd") / "följd.styr"
    shutil.copy(example, path)
    database = Database.open(path, clock=fixed_clock(TODAY), user="Anna")
    try:
        states = _walk(database, steps, random.Random(seed))
        _check_back_and_forth(database, states)
        assert database.read(changelog.verify) == []
        assert database.read(lambda s: faults(s.connection().connection)) == []
    finally:
        database.close()


@pytest.mark.parametrize("number", range(len(STEPS)))
def test_every_step_can_do_its_work(tmp_path, example, number):
    """A step that is always refused would prove nothing above."""
    path = tmp_path / "steg.styr"
    shutil.copy(example, path)
    database = Database.open(path, clock=fixed_clock(TODAY), user="Anna")
    try:
        dice = random.Random(number)
        states = next(found for _ in range(400) if len(found := _walk(database, [number], dice)) > 1)
        _check_back_and_forth(database, states)
    finally:
        database.close()
