"""The economy of a decided version, a decided change and a snapshot stay, whatever reaches the file."""

import sqlite3

import pytest

_FILL = """
PRAGMA foreign_keys = OFF;
INSERT INTO plan_version (id, plan_id, position, stage, name, locked, ready, version, example)
    VALUES (1, 1, 1, 'decided', 'Beslutad', 0, 0, 1, 0), (2, 1, 2, 'revised', 'Öppen', 0, 0, 1, 0);
INSERT INTO loan (id, plan_version_id, position, name, opening, interest, example)
    VALUES (1, 1, 1, 'Lån', 100, '2.5', 0), (2, 2, 1, 'Lån', 100, '2.5', 0);
INSERT INTO loan_year (id, loan_id, year, borrowed, repaid) VALUES (1, 1, 2027, 0, 10), (2, 2, 2027, 0, 10);
INSERT INTO prerequisite_value (id, plan_version_id, line, year, value)
    VALUES (1, 1, 'tax_rate', 2027, '21.50'), (2, 2, 'tax_rate', 2027, '21.50');
INSERT INTO investment_year (id, plan_version_id, project_id, year, expense, income, carried)
    VALUES (1, 1, 1, 2027, 5, 0, 0), (2, 2, 1, 2027, 5, 0, 0);
INSERT INTO guideline (id, plan_version_id, node_id, position, kind, title, at_least, example)
    VALUES (1, 1, 7, 1, 'principle', 'Mål', 1, 0);
INSERT INTO version_economy (id, plan_version_id, tax_mode, capital_in_frames, version, example)
    VALUES (1, 1, 'income', 1, 1, 0);
INSERT INTO budget_change (id, plan_version_id, year, number, kind, title, locked, version, example)
    VALUES (1, 1, 2027, 1, 'supplementary', 'Beslutad', 0, 1, 0),
           (2, 1, 2027, 2, 'supplementary', 'Öppen', 0, 1, 0);
INSERT INTO budget_change_row (id, change_id, position, purpose, pays, amount)
    VALUES (1, 1, 1, 'operating', 0, 5), (2, 2, 1, 'operating', 0, 5);
INSERT INTO economy_snapshot (id, plan_version_id, content, content_hash) VALUES (1, 1, '{}', 'abc');
UPDATE plan_version SET locked = 1 WHERE id = 1;
UPDATE budget_change SET locked = 1 WHERE id = 1;
"""


@pytest.fixture
def decided(raw) -> sqlite3.Connection:
    """A file with a decided version and an open one, and a decided change and an open one."""
    raw.executescript(_FILL)
    return raw


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE loan SET interest = '9' WHERE id = 1",
        "UPDATE loan SET plan_version_id = 1 WHERE id = 2",
        "UPDATE loan_year SET repaid = 0 WHERE id = 1",
        "DELETE FROM loan_year WHERE id = 1",
        "UPDATE prerequisite_value SET value = '20' WHERE id = 1",
        "UPDATE investment_year SET expense = 0 WHERE id = 1",
        "UPDATE guideline SET title = 'x'",
        "DELETE FROM guideline",
        "UPDATE version_economy SET exception = 'reasons'",
        "UPDATE budget_change SET financing = 'x' WHERE id = 1",
        "UPDATE budget_change SET locked = 0 WHERE id = 1",
        "DELETE FROM budget_change WHERE id = 1",
        "UPDATE budget_change_row SET amount = 0 WHERE id = 1",
        "UPDATE budget_change_row SET change_id = 1 WHERE id = 2",
        "UPDATE economy_snapshot SET content = '[]'",
        "DELETE FROM economy_snapshot",
        "REPLACE INTO economy_snapshot SELECT * FROM economy_snapshot",
    ],
)
def test_the_economy_that_was_decided_refuses_every_change(decided, statement):
    with pytest.raises(sqlite3.IntegrityError, match=r"skyddad: |låst: "):
        decided.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE loan SET interest = '9' WHERE id = 2",
        "DELETE FROM loan_year WHERE id = 2",
        "UPDATE prerequisite_value SET value = '20' WHERE id = 2",
        "UPDATE budget_change_row SET amount = 0 WHERE id = 2",
        "UPDATE budget_change SET note = 'Läst' WHERE id = 1",
        "UPDATE guideline SET node_id = NULL",
    ],
)
def test_what_is_open_or_only_points_at_something_can_change(decided, statement):
    assert decided.execute(statement).rowcount == 1
