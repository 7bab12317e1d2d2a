"""Signatures, signed files and decided appendices stay as they were recorded, whatever reaches the file."""

import sqlite3

import pytest

_FILL = """
PRAGMA foreign_keys = OFF;
INSERT INTO agreement_signing (id, agreement_id, version_number, content_hash, side, role, person_name,
    digital, recorded_at)
    VALUES (1, 1, 1, 'abc', 'client', 'Förvaltningschef', 'N N', 0, '2026-11-21T12:00:00Z');
INSERT INTO agreement_file (id, agreement_id, version_number, kind, name, size, digest, added_at)
    VALUES (1, 1, 1, 'signed', 'a.pdf', 3, 'd1', '2026-11-21T12:00:00Z'),
           (2, 1, 1, 'scan', 'b.pdf', 3, 'd2', '2026-11-21T12:00:00Z');
INSERT INTO agreement_revision (id, agreement_id, number, year, text, plain, locked, version, example)
    VALUES (1, 1, 1, 2028, '', '', 1, 1, 0), (2, 1, 2, 2029, '', '', 0, 1, 0);
"""


@pytest.fixture
def signed(raw) -> sqlite3.Connection:
    """A file with a signature, its files, a decided appendix and one that is being written."""
    raw.executescript(_FILL)
    return raw


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agreement_signing SET role = 'x'",
        "UPDATE agreement_signing SET content_hash = 'x'",
        "UPDATE agreement_signing SET signed_on = '2020-01-01'",
        "UPDATE agreement_signing SET person_name = 'Annan'",
        "DELETE FROM agreement_signing",
        "REPLACE INTO agreement_signing SELECT * FROM agreement_signing",
        "UPDATE agreement_file SET digest = 'x' WHERE id = 1",
        "DELETE FROM agreement_file WHERE id = 1",
        "REPLACE INTO agreement_file SELECT * FROM agreement_file WHERE id = 1",
        "UPDATE agreement_revision SET text = 'x' WHERE id = 1",
        "UPDATE agreement_revision SET locked = 0 WHERE id = 1",
        "UPDATE agreement_revision SET document = '{}' WHERE id = 1",
        "DELETE FROM agreement_revision WHERE id = 1",
        "REPLACE INTO agreement_revision SELECT * FROM agreement_revision WHERE id = 1",
    ],
)
def test_what_was_signed_or_decided_refuses_every_change(signed, statement):
    with pytest.raises(sqlite3.IntegrityError, match=r"skyddad: |låst: "):
        signed.execute(statement)


def test_a_signers_name_can_be_erased_and_a_mistake_withdrawn_once(signed):
    signed.execute("UPDATE agreement_signing SET person_name = 'raderad'")
    signed.execute(
        "UPDATE agreement_signing SET withdrawn_at = '2026-11-22T12:00:00Z', withdrawn_why = 'Fel'"
    )
    with pytest.raises(sqlite3.IntegrityError, match="skyddad: Underskriften"):
        signed.execute("UPDATE agreement_signing SET withdrawn_at = NULL")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agreement_revision SET text = 'x' WHERE id = 2",
        "DELETE FROM agreement_revision WHERE id = 2",
        "DELETE FROM agreement_file WHERE id = 2",
        "UPDATE agreement_revision SET version = 2, example = 1 WHERE id = 1",
    ],
)
def test_what_is_being_written_or_only_scanned_can_be_changed(signed, statement):
    before = signed.total_changes
    signed.execute(statement)
    assert signed.total_changes > before
