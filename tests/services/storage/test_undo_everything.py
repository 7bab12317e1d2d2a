"""Whatever the program's own use cases do to the example, undo and redo bring it back to the byte."""

import inspect
import pkgutil
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import LargeBinary, Table, select
from sqlalchemy.orm import Session

from app.models.agreements import AgreementFile, AgreementRevision, AgreementSigning, AgreementSnapshot
from app.models.budget import Frame, FrameComponent, PlanVersion
from app.models.budgetchanges import BudgetChange
from app.models.errors import DomainError
from app.models.schema import Base
from app.models.steering import Decision, NodeVersion
from app.services.clock import fixed_clock
from app.services.exchange.newfile import create_file
from app.services.storage import Database, UndoRefused, changelog
from app.services.storage.capture import UNLOGGED
from app.services.storage.fileformat import faults
from tests.conftest import TODAY
from tests.services.storage import (
    steps_agreement_cases,
    steps_agreements_content,
    steps_agreements_life,
    steps_allocation,
    steps_assessments,
    steps_assignments,
    steps_budget,
    steps_cards,
    steps_comparisons,
    steps_documents,
    steps_economy_balance,
    steps_economy_indexes,
    steps_economy_investments,
    steps_economy_longterm,
    steps_economy_prerequisites,
    steps_economy_process,
    steps_economy_scenarios,
    steps_economy_statements,
    steps_grants,
    steps_internal,
    steps_meetings,
    steps_paperlook,
    steps_proposals,
    steps_signing,
    steps_versions,
    steps_wheel,
)
from tests.services.storage.steps import DECIDING, STEPS, Step

Rows = dict[str, list[tuple[object, ...]]]

ROOMS = (
    "steering", "steering.documents", "organisation", "assignments", "budget", "budget.allocation",
    "budget.internal", "budget.proposals", "scorecard", "wheel", "agreements",
    "economy", "economy.balance", "economy.law",
    "economy.prerequisites", "economy.process", "economy.scenarios", "economy.longterm",
    "economy.investments", "economy.changes", "economy.statements",
)  # fmt: skip
#: Run once, when a file is made, before anything can be undone in it.
FOUNDING = {"steering.install.install", "steering.install.install_bodies"}
#: A part of other use cases, all of which are steps.
PARTS = {"steering.nodes.make_node", "assignments.activities.make_activity"}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exempel") / "exempel.styr"
    create_file(path, "ljusnarsberg", clock=fixed_clock(TODAY), user="Anna", example_year=2027)
    return path


@pytest.fixture
def opened(tmp_path, example):
    path = shutil.copy(example, tmp_path / "steg.styr")
    database = Database.open(Path(path), clock=fixed_clock(TODAY), user="Anna")
    yield database
    database.close()


def _selects(columns: Callable[[Table], list[str]]) -> dict[str, str]:
    """A statement for each table of the log that has such columns."""
    tables = [table for table in Base.metadata.sorted_tables if table.name not in UNLOGGED]
    chosen = {table.name: columns(table) for table in tables}
    return {
        name: f'SELECT {", ".join(parts)} FROM "{name}" ORDER BY id'
        for name, parts in chosen.items()
        if parts
    }


def _contents(table: Table) -> list[str]:
    """All but the version; with its kind where 1 and 1.0 can both be stored, which look alike here."""
    names = [column.name for column in table.columns if column.name != "version"]
    either = [column.name for column in table.columns if isinstance(column.type, LargeBinary)]
    return [f'"{name}"' for name in names] + [f'typeof("{name}")' for name in either]


_CONTENTS = _selects(_contents)
_VERSIONS = _selects(lambda table: ["id", "version"] if "version" in table.columns else [])


def _fetched(session: Session, statements: dict[str, str]) -> Rows:
    """What the file itself answers, without anything between."""
    cursor = session.connection().connection.cursor()
    return {name: cursor.execute(statement).fetchall() for name, statement in statements.items()}


def _rows(session: Session) -> Rows:
    return _fetched(session, _CONTENTS)


def _versions(session: Session) -> dict[tuple[str, object], int]:
    tables = _fetched(session, _VERSIONS).items()
    return {(name, key): version for name, rows in tables for key, version in rows}


def _take(database: Database, step: Step, dice: random.Random) -> bool:
    """Run a step; whether it was not refused."""
    try:
        database.write(partial(step.take, dice=dice))
    except DomainError:
        return False
    return True


def _walk(database: Database, steps: list[Step], dice: random.Random) -> list[Rows]:
    """Run the steps that are not refused; gives the rows before the first and after each."""
    states = [database.read(_rows)]
    for step in steps:
        done = len(database._undo.done)
        if not _take(database, step, dice):
            assert database.read(_rows) == states[-1]
        if len(database._undo.done) > done:
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


def _check_sound(database: Database) -> None:
    assert database.read(changelog.verify) == []
    assert database.read(lambda s: faults(s.connection().connection)) == []


@settings(max_examples=20)
@given(st.lists(st.sampled_from(STEPS), min_size=1, max_size=10), st.integers(0, 2**32))
def test_any_sequence_undone_and_redone_gives_the_same_rows(tmp_path_factory, example, steps, seed):
    path = tmp_path_factory.mktemp("följd") / "följd.styr"
    shutil.copy(example, path)
    database = Database.open(path, clock=fixed_clock(TODAY), user="Anna")
    try:
        states = _walk(database, steps, random.Random(seed))
        _check_back_and_forth(database, states)
        _check_sound(database)
    finally:
        database.close()


#: What must be done first where the example leaves a use case nothing to do.
MAKE_WAY = {
    **steps_agreement_cases.MAKE_WAY,
    **steps_agreements_content.MAKE_WAY,
    **steps_allocation.MAKE_WAY,
    **steps_assignments.MAKE_WAY,
    **steps_assessments.MAKE_WAY,
    **steps_budget.MAKE_WAY,
    **steps_cards.MAKE_WAY,
    **steps_comparisons.MAKE_WAY,
    **steps_internal.MAKE_WAY,
    **steps_meetings.MAKE_WAY,
    **steps_documents.MAKE_WAY,
    **steps_economy_balance.MAKE_WAY,
    **steps_economy_indexes.MAKE_WAY,
    **steps_economy_investments.MAKE_WAY,
    **steps_economy_longterm.MAKE_WAY,
    **steps_grants.MAKE_WAY,
    **steps_paperlook.MAKE_WAY,
    **steps_proposals.MAKE_WAY,
    **steps_economy_prerequisites.MAKE_WAY,
    **steps_economy_process.MAKE_WAY,
    **steps_economy_scenarios.MAKE_WAY,
    **steps_economy_statements.MAKE_WAY,
    **steps_signing.MAKE_WAY,
    **steps_versions.MAKE_WAY,
    **steps_wheel.MAKE_WAY,
    "steering.nodes.mark_draft": ("steering.nodes.mark_prepared",),
    "organisation.units.remove_unit": ("organisation.units.add_unit",),
    "budget.versions.add_missing_frames": ("organisation.units.edit_unit",) * 9,
    **steps_agreements_life.MAKE_WAY,
    "agreements.deciding.new_version": ("agreements.deciding.decide",),
    "steering.documents.referrals.edit_referral": ("steering.documents.referrals.send",),
    "steering.documents.referrals.remove_referral": ("steering.documents.referrals.send",),
    "steering.documents.attachments.rename_attachment": ("steering.documents.attachments.add_attachments",),
    "steering.documents.attachments.remove_attachment": ("steering.documents.attachments.add_attachments",),
    "steering.documents.replacing.remove_replacement": ("steering.documents.replacing.add_replacement",),
}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_step_can_do_its_work(opened, step):
    """A step that is always refused would prove nothing above."""
    dice = random.Random(step.name)
    by_name = {each.name: each for each in (*DECIDING, *STEPS)}
    for name in MAKE_WAY.get(step.name, ()):
        assert any(_take(opened, by_name[name], dice) for _ in range(400))
    opened._undo.clear()
    states = next(found for _ in range(400) if len(found := _walk(opened, [step], dice)) > 1)
    _check_back_and_forth(opened, states)


def _decided(session: Session) -> Rows:
    """Everything that a decision has locked."""
    frames = select(Frame.id).join(PlanVersion).where(PlanVersion.locked)
    parts = select(FrameComponent.id, FrameComponent.kind, FrameComponent.amount)
    wording = select(NodeVersion.id, NodeVersion.title, NodeVersion.text, NodeVersion.body)
    snapshots = select(AgreementSnapshot.id, AgreementSnapshot.content_hash)
    revisions = select(AgreementRevision.id, AgreementRevision.content_hash)
    made = select(Decision.id, Decision.step, Decision.body, Decision.decided_on, Decision.paragraph)
    asked = {
        "node_version": wording.where(NodeVersion.locked),
        "decision": made.join(NodeVersion).where(NodeVersion.locked),
        "frame_component": parts.where(FrameComponent.frame_id.in_(frames)),
        "agreement_snapshot": snapshots,
        "budget_change": select(BudgetChange.id, BudgetChange.decided_on).where(BudgetChange.locked),
        "agreement_revision": revisions.where(AgreementRevision.locked),
        "agreement_signing": select(AgreementSigning.id, AgreementSigning.withdrawn_why),
        "agreement_file": select(AgreementFile.id).where(AgreementFile.kind == "signed"),
    }
    return {name: [tuple(row) for row in session.execute(query)] for name, query in asked.items()}


def _undo_all_there_is(database: Database) -> None:
    while database.undo_words is not None:
        with suppress(UndoRefused):
            database.undo()


@pytest.mark.parametrize("step", DECIDING, ids=lambda step: step.name)
@pytest.mark.parametrize("seed", range(3))
def test_what_was_decided_stays_whatever_is_undone(opened, step, seed):
    dice = random.Random(seed)
    _walk(opened, dice.choices(STEPS, k=8), dice)
    before, entries = opened.read(_decided), opened.read(changelog.last_number)
    for _ in range(400):
        if _take(opened, step, dice) and opened.read(_decided) != before:
            break
    decided = opened.read(_decided)
    assert decided != before
    assert opened.read(changelog.last_number) > entries
    _walk(opened, dice.choices(STEPS, k=4), dice)
    _undo_all_there_is(opened)
    after = opened.read(_decided)
    assert all(set(rows) <= set(after[name]) for name, rows in decided.items())
    _check_sound(opened)


def _changes(function: Callable[..., object]) -> bool:
    """Whether it takes a session first and all else by name, as use cases do, and says what it did."""
    first, *others = inspect.signature(function).parameters.values()
    if first.name != "session" or any(each.kind is not each.KEYWORD_ONLY for each in others):
        return False
    by_version = "expected_version" in {each.name for each in others}
    return by_version or "describe(" in inspect.getsource(function)


def _use_cases() -> Iterator[str]:
    for room in ROOMS:
        package = import_module(f"app.services.{room}")
        for module in pkgutil.iter_modules(package.__path__):
            home = f"app.services.{room}.{module.name}"
            for name, found in vars(import_module(home)).items():
                own = inspect.isfunction(found) and found.__module__ == home and not name.startswith("_")
                if own and inspect.signature(found).parameters and _changes(found):
                    yield f"{room}.{module.name}.{name}"


def test_no_use_case_is_left_out():
    assert set(_use_cases()) - FOUNDING - PARTS <= {step.name for step in (*STEPS, *DECIDING)}
