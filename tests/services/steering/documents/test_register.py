"""The register shows each document as it stands in force, those that need review first."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.steering import LOCKED_STATUSES
from app.services.clock import fixed_clock
from app.services.steering import nodes
from app.services.steering.documents import heads, lifecycle
from app.services.steering.documents.register import register_view
from app.services.steering.documents.rules import ENDED, need_of_review
from app.services.storage import Database
from tests.newfiles import create_file
from tests.services.counting import statements
from tests.services.steering.documents.desk import MADE, add, add_decided, decide, on, register, row, view

TODAY = date(2010, 11, 21)


def _review(database: Database, title: str, day: date) -> None:
    on(database, title, heads.set_review_day, review_on=day)


def test_what_needs_review_comes_first_and_what_has_ended_last(empty: Database) -> None:
    for title in ("Ålderdom", "Avfall", "Zoner", "Gammalt", "Utan dag"):
        add_decided(empty, title)
    add(empty, "Utkast")
    _review(empty, "Zoner", date(2010, 6, 30))
    _review(empty, "Avfall", date(2010, 12, 31))
    _review(empty, "Ålderdom", date(2012, 12, 31))
    seen = view(empty, "Gammalt")
    empty.write(
        partial(
            lifecycle.revoke, version_id=seen.version_id, made=MADE, reason="Slut",
            expected_version=seen.version, today=TODAY,
        )
    )  # fmt: skip
    found = register(empty)
    assert [one.title for one in found.rows] == [
        "Zoner", "Avfall", "Ålderdom", "Utan dag", "Utkast", "Gammalt",
    ]  # fmt: skip
    assert [one.need for one in found.rows] == ["overdue", "this_year", "", "", "", ""]
    assert (found.to_review, found.open_count) == (2, 1)


def test_a_row_says_who_decided_when_and_who_is_responsible(empty: Database) -> None:
    add(empty, "Reglemente")
    on(empty, "Reglemente", heads.set_head, field="responsible", text="Kanslichef")
    on(empty, "Reglemente", heads.set_head, field="registration_number", text="KS 2010/7")
    assert (row(empty, "Reglemente").decided, row(empty, "Reglemente").locked) == ("", False)
    on(empty, "Reglemente", nodes.set_validity, valid_from=date(2010, 1, 1), valid_to=None,
       validity_text=None, due_year=None)  # fmt: skip
    decide(empty, "Reglemente")
    found = row(empty, "Reglemente")
    assert (found.body, found.decided, found.paragraph) == ("Kommunfullmäktige", "17 november 2010", "§ 98")
    assert (found.responsible, found.registration_number) == ("Kanslichef", "KS 2010/7")
    assert (found.status_word, found.validity) == ("Gällande", "2010–")


def test_a_document_being_revised_is_shown_as_it_is_in_force(empty: Database) -> None:
    add_decided(empty, "Reglemente", valid_from=date(2009, 1, 1))
    on(empty, "Reglemente", nodes.new_version)
    found = row(empty, "Reglemente")
    assert (found.status_word, found.locked, found.pending) == ("Gällande", True, "Utkast")
    assert register(empty).open_count == 1


def test_equal_titles_are_told_apart_by_their_units(example: Database) -> None:
    found = register(example)
    plans = [one for one in found.rows if one.title.startswith("Verksamhetsplan")]
    assert len(plans) > 1
    assert len({one.name for one in plans}) == len(plans)
    assert row(example, "Vision 2020").name == "Vision 2020"


def test_the_kinds_of_norberg_carry_phase_stance_and_the_document_system(tmp_path: Path) -> None:
    path = tmp_path / "norberg.styr"
    clock = fixed_clock(TODAY)
    create_file(path, "norberg", clock=clock, user="Prov", example_year=None)
    database = Database.open(path, clock=clock, user="Prov")
    try:
        add(database, "Rutiner för hemtjänsten", "Rutinpärm (per verksamhet)")
        add(database, "Ledningsmanual 2010", "Ledningsmanual")
        rows = {one.title: one for one in register(database).rows}
        manual, routines = rows["Ledningsmanual 2010"], rows["Rutiner för hemtjänsten"]
        assert (manual.management_level, manual.management, manual.published) == (1, "Nivå 1", True)
        assert (routines.management_level, routines.published) == (3, None)
        found = register(database)
        assert found.management_levels == ((1, "Nivå 1"), (3, "Nivå 3"))
        assert found.publishes
    finally:
        database.close()


def test_agreements_have_their_own_page(example: Database) -> None:
    assert not [one for one in register(example).rows if one.title.startswith("Uppdragshandling")]


def test_the_register_takes_a_fixed_number_of_statements(example: Database) -> None:
    read = partial(register_view, today=TODAY)
    before = statements(example, read)
    for number in range(5):
        add_decided(example, f"Reglemente {number}")
    assert statements(example, read) == before <= 3


@given(
    st.sampled_from(sorted(LOCKED_STATUSES | {"draft", "ready"})),
    st.none() | st.dates(date(2000, 1, 1), date(2020, 12, 31)),
    st.none() | st.dates(date(2000, 1, 1), date(2020, 12, 31)),
)
def test_only_what_is_in_force_needs_review(status: str, review: date | None, ends: date | None) -> None:
    need = need_of_review(status, review, ends, TODAY)
    if status in ENDED or status not in LOCKED_STATUSES:
        assert need == ""
    elif need == "this_year":
        assert any(day is not None and day.year == 2010 for day in (review, ends))
    assert (need == "overdue") == (
        status in LOCKED_STATUSES - ENDED and any(day is not None and day < TODAY for day in (review, ends))
    )


@pytest.mark.parametrize("title", ["Vision 2020"])
def test_every_row_opens_the_document_it_tells_of(example: Database, title: str) -> None:
    assert view(example, title).node_id == row(example, title).id
