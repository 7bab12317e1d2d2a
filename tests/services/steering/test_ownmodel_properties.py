"""Whatever is done to a model: its file gives it back, and a municipality's rows and undo follow along."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.models.errors import DomainError
from app.services.clock import fixed_clock
from app.services.steering.consequences import consequences
from app.services.steering.install import install
from app.services.steering.modelformat import available_models, find_model, parse_model, write_model
from app.services.steering.ownmodel import change_model, own_model, own_version
from app.services.storage import Database, changelog
from app.services.storage.fileformat import faults
from tests.conftest import TODAY
from tests.newfiles import create_file
from tests.services.steering.edits import Change, Told, any_change, everything, rows_by_key

KEYS = [summary.key for summary in available_models()]
CLOCK = fixed_clock(TODAY)
#: What no change of a model may make more or fewer of.
DATA = (
    "node",
    "node_version",
    "unit",
    "indicator",
    "measurement",
    "agreement",
    "agreement_text",
    "wheel_activity",
)


@settings(max_examples=30)
@given(st.sampled_from(KEYS), st.integers(0, 2**32))
def test_a_changed_model_is_equal_after_writing_and_reading(key: str, seed: int) -> None:
    dice, model = random.Random(seed), find_model(key)
    for _ in range(10):
        try:
            model = any_change(model, dice).edit(model)
        except DomainError:
            continue
        written = write_model(model)
        assert parse_model(written.encode(), "x.toml") == model
        assert write_model(parse_model(written.encode(), "x.toml")) == written


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file without data for each model, and the example."""
    folder = tmp_path_factory.mktemp("modeller")
    make = partial(create_file, clock=CLOCK, user="Prov")
    for key in KEYS:
        make(folder / f"{key}.styr", key, example_year=None)
    make(folder / "exempel.styr", "ljusnarsberg", example_year=2027)
    return folder


@dataclass
class Trial:
    """A file, and its rows before the first change and after each."""

    database: Database
    states: list[Told]

    def take(self, change: Change) -> None:
        """Make a change, or see that it is refused for the reason that was foretold and without a trace."""
        read = self.database.read
        foretold = read(partial(consequences, edit=change.edit, heirs=change.heirs))
        counts, version, before = read(_counts), read(own_version), read(own_model)
        use_case = partial(
            change_model, edit=change.edit, heirs=change.heirs, expected_version=version, words="Ändrade"
        )
        refusal = self._refusal(use_case)
        if refusal is not None:
            assert foretold.held or foretold.refusal == refusal
            assert read(everything) == self.states[-1]
            return
        assert (foretold.held, foretold.refusal) == ((), None)
        after = change.edit(before)
        assert read(own_model) == after
        assert bool(foretold.differences) == (after != before)
        assert read(_counts) == counts
        assert read(lambda session: faults(session.connection().connection)) == []
        if after != before:
            self.states.append(read(everything))

    def _refusal(self, use_case: Callable[[Session], None]) -> str | None:
        try:
            self.database.write(use_case)
        except DomainError as refused:
            return refused.message
        return None


def _counts(session: Session) -> list[int]:
    return [session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in DATA]


@contextmanager
def _opened(path: Path) -> Iterator[Database]:
    database = Database.open(path, clock=CLOCK, user="Prov")
    try:
        yield database
    finally:
        database.close()


def _fresh_rows(database: Database, path: Path) -> Told:
    """The rows that the file's model gives when it is put into a new file."""
    fresh = Database.create(path, clock=CLOCK, user="Prov")
    try:
        fresh.write(partial(install, model=database.read(own_model)))
        return fresh.read(rows_by_key)
    finally:
        fresh.close()


@settings(max_examples=15)
@given(st.sampled_from(["exempel"] * 4 + KEYS), st.integers(0, 2**32))
def test_rows_follow_the_model_and_undo_brings_everything_back(
    tmp_path_factory: pytest.TempPathFactory, files: Path, name: str, seed: int
) -> None:
    folder, dice = tmp_path_factory.mktemp("följd"), random.Random(seed)
    path = folder / "a.styr"
    shutil.copy(files / f"{name}.styr", path)
    with _opened(path) as database:
        trial = Trial(database, [database.read(everything)])
        for _ in range(8):
            trial.take(any_change(database.read(own_model), dice))
        assert database.read(rows_by_key) == _fresh_rows(database, folder / "b.styr")
        for step, states in ((database.undo, trial.states[-2::-1]), (database.redo, trial.states[1:])):
            for rows in states:
                step()
                assert database.read(everything) == rows
        assert database.read(changelog.verify) == []


@settings(max_examples=10)
@given(st.sampled_from(KEYS), st.sampled_from(KEYS), st.integers(0, 2**32))
def test_any_model_can_take_the_place_of_any_other_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, first: str, second: str, seed: int
) -> None:
    folder, dice = tmp_path_factory.mktemp("byte"), random.Random(seed)
    other = find_model(second)
    parts = ("levels", "document_kinds", "unit_kinds", "glossary", "wheel_patterns", "report_kinds")
    mixed = other.model_copy(
        update={name: tuple(dice.sample(rows, len(rows))) for name in parts if (rows := getattr(other, name))}
    )
    database = Database.create(folder / "a.styr", clock=CLOCK, user="Prov")
    try:
        database.write(partial(install, model=find_model(first)))
        for model in (other, mixed):
            version = database.read(own_version)
            database.write(
                partial(change_model, edit=lambda _own, m=model: m, expected_version=version, words="Bytte")
            )
            assert database.read(own_model) == model
            path = folder / f"{model is mixed}.styr"
            assert database.read(rows_by_key) == _fresh_rows(database, path)
    finally:
        database.close()
