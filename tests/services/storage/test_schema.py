"""What is decided and what is logged is protected by the file itself."""

import sqlite3
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from app.models.agreements import (
    Agreement,
    AgreementKind,
    AgreementPart,
    AgreementSnapshot,
    AgreementText,
    FollowUpRow,
    Signatory,
)
from app.models.budget import (
    BudgetPlan,
    Frame,
    FrameComponent,
    GrantYear,
    PlanVersion,
    TargetedGrant,
    YearTotal,
)
from app.models.errors import Locked
from app.models.organisation import Unit, UnitKind
from app.models.proposals import Proposal, ProposalFigure, ProposalMeasure
from app.models.steering import LOCKED_STATUSES, Decision, Level, Node, NodeVersion
from app.services.storage import schema
from app.services.storage.errors import as_domain_error

WHOLE = date(2026, 10, 27)


@pytest.fixture
def decided(path, session: Session) -> sqlite3.Connection:
    """A decided uppdragshandling (node 1) with its plan, beside a draft (node 2) with its own."""
    session.add_all(
        [
            UnitKind(id=1, key="enhet", name="Enhet", category="unit", position=1),
            Unit(id=1, kind_id=1, name="Kyrkskolan"),
            Level(id=1, key="uh", position=1, name="Uppdragshandling", form="agreement", details={}),
            AgreementKind(id=1, key="uh", position=1, name="Uppdragshandling", details={}),
            AgreementPart(id=1, kind_id=1, key="syfte", position=1, title="Syfte", details={}),
            BudgetPlan(id=1, name="Budget", first_year=2027, years=3),
        ]
    )
    session.flush()
    for key in (1, 2):
        _add_agreement(session, key)
    session.flush()
    session.get(NodeVersion, 1).locked = True
    session.get(NodeVersion, 1).status = "decided"
    session.get(PlanVersion, 1).locked = True
    session.commit()
    connection = session.connection().connection.driver_connection
    connection.isolation_level = None
    return connection


def _add_agreement(session: Session, key: int) -> None:
    session.add(Node(id=key, level_id=1))
    session.add(PlanVersion(id=key, plan_id=1, position=key, stage="decided", name="Beslut"))
    session.flush()
    session.add_all(
        [
            NodeVersion(id=key, node_id=key, number=1, title="Uppdrag", body="KS", valid_from=WHOLE),
            YearTotal(id=key, plan_version_id=key, year=2027, to_distribute=100),
            Frame(id=key, plan_version_id=key, unit_id=1, year=2027, previous=100),
            Agreement(id=key, kind_id=1, unit_id=1, node_id=key, plan_version_id=key, client="KS"),
            TargetedGrant(id=key, plan_version_id=key, unit_id=1, name="Bidrag"),
            Proposal(id=key, plan_version_id=key, unit_id=1),
        ]
    )
    session.flush()
    session.add_all(
        [
            Decision(id=key, node_version_id=key, step="definitive", decided_on=WHOLE),
            FrameComponent(id=key, frame_id=key, kind="wages", amount=5),
            GrantYear(id=key, grant_id=key, year=2027, amount=5),
            ProposalMeasure(id=key, proposal_id=key, position=1, title="Åtgärd", year=2027),
            ProposalFigure(id=key, proposal_id=key, position=1, kind="survey", name="Enkät"),
            AgreementText(id=key, agreement_id=key, part_id=1, text="Ord"),
            FollowUpRow(id=key, agreement_id=key, position=1, timing="maj", what="Rapport"),
            Signatory(id=key, agreement_id=key, position=1, side="client", role="Chef", person_name="N N"),
            AgreementSnapshot(
                id=key,
                agreement_id=key,
                node_version_id=key,
                taken_at=datetime(2026, 10, 27, tzinfo=UTC),
                content_hash="x",
                document={},
            ),
        ]
    )


_CHANGES = (
    "UPDATE node_version SET title = 'x' WHERE id = {id}",
    "UPDATE node_version SET text = 'x' WHERE id = {id}",
    "UPDATE node_version SET body = NULL WHERE id = {id}",
    "UPDATE node_version SET valid_from = NULL WHERE id = {id}",
    "UPDATE node_version SET review_rule = 'x' WHERE id = {id}",
    "UPDATE node_version SET number = 7 WHERE id = {id}",
    "UPDATE node_version SET id = 77 WHERE id = {id}",
    "DELETE FROM node_version WHERE id = {id}",
    "REPLACE INTO node_version (id, node_id, number, title, text, status, locked) "
    "VALUES ({id}, {id}, 1, 'x', '', 'draft', 0)",
    "UPDATE decision SET decided_on = '2020-01-01' WHERE id = {id}",
    "DELETE FROM decision WHERE id = {id}",
    "UPDATE plan_version SET name = 'x' WHERE id = {id}",
    "UPDATE plan_version SET paragraph = '§ 9' WHERE id = {id}",
    "INSERT INTO year_total (id, plan_version_id, year, held_back) VALUES (9, {id}, 2028, 0)",
    "UPDATE year_total SET to_distribute = 1 WHERE id = {id}",
    "DELETE FROM year_total WHERE id = {id}",
    "INSERT INTO frame (id, plan_version_id, unit_id, year, kind, previous_income, held, version, example) "
    "VALUES (9, {id}, 1, 2028, 'operating', 0, 0, 1, 0)",
    "UPDATE frame SET previous = 1 WHERE id = {id}",
    "INSERT INTO frame_component (id, frame_id, kind, amount, income, held) "
    "VALUES (9, {id}, 'prices', 1, 0, 0)",
    "UPDATE frame_component SET amount = 6 WHERE id = {id}",
    "DELETE FROM frame_component WHERE id = {id}",
    "UPDATE plan_version SET reallocation = 'x' WHERE id = {id}",
    "INSERT INTO appropriation (id, plan_version_id, unit_id, gross) VALUES (9, {id}, 1, 0)",
    "UPDATE targeted_grant SET name = 'x' WHERE id = {id}",
    "DELETE FROM targeted_grant WHERE id = {id}",
    "UPDATE grant_year SET amount = 1 WHERE id = {id}",
    "INSERT INTO assignment_funding (id, frame_id, assignment_id, amount) VALUES (9, {id}, 1, 1)",
    "UPDATE proposal_measure SET amount = 1 WHERE id = {id}",
    "DELETE FROM proposal_figure WHERE id = {id}",
    "UPDATE agreement SET client = 'x' WHERE id = {id}",
    "UPDATE agreement SET ends = '2030-01-01' WHERE id = {id}",
    "UPDATE agreement SET registration_number = '1' WHERE id = {id}",
    "UPDATE agreement_text SET text = 'x' WHERE id = {id}",
    "DELETE FROM agreement_text WHERE id = {id}",
    "INSERT INTO follow_up_row (id, agreement_id, position, timing, what) VALUES (9, {id}, 2, 'x', 'x')",
    "UPDATE follow_up_row SET what = 'x' WHERE id = {id}",
    "DELETE FROM follow_up_row WHERE id = {id}",
    "INSERT INTO signatory (id, agreement_id, position, side, role) VALUES (9, {id}, 2, 'client', 'x')",
    "UPDATE signatory SET role = 'x' WHERE id = {id}",
    "UPDATE signatory SET person_name = 'Annan' WHERE id = {id}",
    "UPDATE signatory SET person_name = 'raderad', role = 'x' WHERE id = {id}",
    "DELETE FROM signatory WHERE id = {id}",
)
_ONLY_WHEN_DECIDED = (
    "UPDATE node_version SET locked = 0 WHERE id = 1",
    "UPDATE node_version SET status = 'draft' WHERE id = 1",
    "UPDATE plan_version SET locked = 0 WHERE id = 1",
    "DELETE FROM plan_version WHERE id = 1",
    "DELETE FROM frame WHERE id = 1",
    "DELETE FROM agreement WHERE id = 1",
    "UPDATE frame_component SET frame_id = 1, kind = 'x' WHERE id = 2",
    "UPDATE agreement_text SET agreement_id = 1 WHERE id = 2",
)


def _run(connection: sqlite3.Connection, statement: str) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")  # only the triggers are to answer
    connection.execute(statement)


@pytest.mark.parametrize("statement", [*_CHANGES, *_ONLY_WHEN_DECIDED])
def test_what_is_decided_refuses_every_change(path, decided, statement):
    with pytest.raises(sqlite3.IntegrityError, match="låst: ") as caught:
        _run(decided, statement.format(id=1))
    said = as_domain_error(caught.value, path)
    assert isinstance(said, Locked)
    assert "ny version" in said.message


@pytest.mark.parametrize("statement", _CHANGES)
def test_a_draft_accepts_the_same_changes(decided, statement):
    before = decided.total_changes
    _run(decided, statement.format(id=2))
    assert decided.total_changes > before


@pytest.mark.parametrize("status", sorted(LOCKED_STATUSES))
def test_a_decided_version_lives_on_through_its_later_statuses(decided, status):
    decided.execute("UPDATE node_version SET status = ?, valid_to = '2031-12-31' WHERE id = 1", (status,))
    assert decided.execute("SELECT status FROM node_version WHERE id = 1").fetchone() == (status,)


def test_a_later_decision_on_a_decided_version_can_be_recorded(decided):
    decided.execute("INSERT INTO decision (id, node_version_id, step, outcome) VALUES (9, 1, 'x', 'decided')")
    assert decided.execute("SELECT count(*) FROM decision WHERE node_version_id = 1").fetchone() == (2,)


def test_a_personal_name_can_be_erased_from_what_is_decided(decided):
    decided.execute("UPDATE signatory SET person_name = 'raderad' WHERE id = 1")
    assert decided.execute("SELECT person_name FROM signatory WHERE id = 1").fetchone() == ("raderad",)


def test_a_new_draft_version_opens_the_agreement_again_but_not_the_old_words(decided):
    decided.execute(
        "INSERT INTO node_version (id, node_id, number, title, text, status, locked, replaces_id) "
        "VALUES (9, 1, 2, 'Ny', '', 'draft', 0, 1)"
    )
    decided.execute("UPDATE node SET current_number = 2 WHERE id = 1")
    decided.execute("UPDATE agreement_text SET text = 'Nya ord' WHERE id = 1")
    with pytest.raises(sqlite3.IntegrityError, match="låst"):
        decided.execute("UPDATE node_version SET title = 'x' WHERE id = 1")


@pytest.mark.parametrize("key", [1, 2])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agreement_snapshot SET content_hash = 'y' WHERE id = {id}",
        "DELETE FROM agreement_snapshot WHERE id = {id}",
        "REPLACE INTO agreement_snapshot SELECT * FROM agreement_snapshot WHERE id = {id}",
    ],
)
def test_the_words_that_were_decided_are_kept_for_ever(decided, statement, key):
    with pytest.raises(sqlite3.IntegrityError, match="skyddad"):
        _run(decided, statement.format(id=key))


@pytest.fixture
def logged(raw, path, add_entry) -> sqlite3.Connection:
    """A file with one entry in its log."""
    add_entry(path, 1)
    raw.execute("INSERT INTO change_payload (id, entry_id, salt, payload) VALUES (1, 1, x'01', x'02')")
    return raw


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change_entry SET words = 'x'",
        "DELETE FROM change_entry",
        "REPLACE INTO change_entry SELECT * FROM change_entry",
        "UPDATE change_payload SET payload = x'03'",
        "UPDATE change_payload SET payload = x'72616465726164'",
        "UPDATE change_payload SET payload = x'72616465726164', salt = NULL, id = 2",
        "UPDATE change_payload SET payload = 'raderad', salt = NULL",
        "DELETE FROM change_payload",
        "REPLACE INTO change_payload (id, entry_id, payload) VALUES (2, 1, x'04')",
    ],
)
def test_the_log_only_grows(logged, statement):
    with pytest.raises(sqlite3.IntegrityError, match="skyddad: Ändringsloggen"):
        _run(logged, statement)


def test_erasing_is_the_one_change_of_the_log(logged):
    logged.execute("UPDATE change_payload SET payload = x'72616465726164', salt = NULL")
    assert logged.execute("SELECT payload, salt FROM change_payload").fetchone() == (b"raderad", None)


def test_installing_twice_gives_the_same_schema(raw):
    before = set(raw.execute("SELECT type, name, sql FROM sqlite_master"))
    schema.install(raw)
    assert set(raw.execute("SELECT type, name, sql FROM sqlite_master")) == before


def test_removing_leaves_neither_triggers_nor_search_tables(raw):
    schema.remove(raw)
    left = raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' OR name LIKE 'search%'")
    assert left.fetchall() == []
