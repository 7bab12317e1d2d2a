"""The whole review: its order, the file itself, the log, and what a new file gives."""

import sqlite3
from contextlib import closing
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.checks.collect import findings
from app.services.checks.finding import SEVERITIES, Finding, in_order
from app.services.storage import Database
from tests.newfiles import create_file
from tests.services.checks.conftest import CLOCK, TODAY, found


def _review(path: Path) -> tuple[Finding, ...]:
    database = Database.open(path, clock=CLOCK, user="A", read_only=True)
    try:
        return database.read(partial(findings, today=TODAY))
    finally:
        database.close()


def test_a_new_file_has_nothing_to_remark_on(tmp_path: Path) -> None:
    create_file(tmp_path / "ny.styr", "ljusnarsberg", clock=CLOCK, user="A", example_year=None)
    assert _review(tmp_path / "ny.styr") == ()


def test_the_example_has_gaps_of_each_kind_and_no_error(example: Database) -> None:
    told = found(example)
    assert {each.code for each in told} == {
        "agreement-part-missing", "decision-missing", "decision-undated", "element-without-owner",
        "figure-without-owner", "goal-without-measure", "grant-ends", "internal-differs",
        "over-distributed", "scorecard-lacks-aspect",
    }  # fmt: skip
    assert {each.severity for each in told} == {"warning", "note"}


def test_the_example_in_the_years_of_its_source_is_not_held_against_later_law(tmp_path: Path) -> None:
    create_file(tmp_path / "x.styr", "ljusnarsberg", clock=CLOCK, user="A", example_year=2011)
    told = _review(tmp_path / "x.styr")
    assert not [each for each in told if "kommunallagen" in each.message]
    assert {each.severity for each in told} == {"warning", "note"}


def test_a_row_that_names_nothing_is_an_error_of_the_file(example: Database) -> None:
    path = example.path
    example.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("PRAGMA foreign_keys = OFF")
        opened.execute("UPDATE unit_role SET unit_id = 12345 WHERE id = (SELECT min(id) FROM unit_role)")
    told = _review(path)
    assert [(each.code, each.severity, each.place) for each in told] == [("integrity", "error", "Filen")]
    assert told[0].message.endswith("Återställ filen från en säkerhetskopia.")


def test_a_log_that_was_altered_behind_the_program_is_an_error(example: Database) -> None:
    path = example.path
    example.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        for (name,) in opened.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'change_entry'"
        ).fetchall():
            opened.execute(f'DROP TRIGGER "{name}"')
        opened.execute("UPDATE change_entry SET made_by = 'Någon annan' WHERE number = 1")
    told = [each for each in _review(path) if each.severity == "error"]
    assert told
    assert {(each.code, each.place) for each in told} == {("change-log", "Ändringsloggen")}


def test_what_is_found_is_told_again_in_the_same_words(example: Database) -> None:
    assert found(example) == found(example)
    assert found(example, date(2026, 12, 24))[0].severity == "warning"
    assert found(example, date(2027, 1, 1))[0].severity == "error"


_FINDING = st.builds(
    Finding,
    st.sampled_from(["goal-without-measure", "integrity", "room-missing"]),
    st.sampled_from(SEVERITIES),
    st.text("aåäöABÖ ", max_size=5),
    st.text("aö.", max_size=3),
)


@given(st.lists(_FINDING))
def test_the_gravest_stands_first_and_nothing_is_lost(several: list[Finding]) -> None:
    told = in_order(several)
    assert sorted(map(repr, told)) == sorted(map(repr, several))
    for one, next_one in pairwise(told):
        assert SEVERITIES.index(one.severity) <= SEVERITIES.index(next_one.severity)
        if one.severity == next_one.severity:
            assert one.code <= next_one.code


@pytest.mark.parametrize("several", [["Ö", "Å", "Ä", "z"]])
def test_places_stand_in_swedish_order(several: list[str]) -> None:
    told = in_order([Finding("room-missing", "note", place, "") for place in several])
    assert [each.place for each in told] == ["z", "Å", "Ä", "Ö"]
