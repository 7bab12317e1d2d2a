"""The hierarchy as the page, reports and checks read it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.services.steering.views import steering_view
from app.services.storage import Database
from tests.services.steering.tree import add, level_id, row_of, view_of


@contextmanager
def _counted(session: Session) -> Iterator[list[str]]:
    """The statements that run meanwhile."""
    ran: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        ran.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield ran
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _statements(database: Database) -> int:
    def read(session: Session) -> int:
        with _counted(session) as ran:
            steering_view(session, today=database.clock.today())
        return len(ran)

    return database.read(read)


def test_the_view_takes_as_many_statements_for_many_elements_as_for_none(
    empty: Database, example: Database
) -> None:
    assert view_of(empty).node_count == 0
    assert view_of(example).node_count > 100
    assert _statements(example) == _statements(empty) <= 4


def test_the_example_has_the_models_levels_its_elements_and_two_gaps(example: Database) -> None:
    view = view_of(example)
    assert len(view.levels) == 12
    assert view.gap_count == 2
    assert {row.title: row.gaps for row in view.rows if row.gaps} == {
        "Klimatstrategiplan": ("saknar ägare",),
        "Anhöriga får stöd i tid": ("saknar mått",),
    }


def test_a_row_says_what_the_page_shows(example: Database) -> None:
    row = row_of(example, "Vision 2020")
    assert (row.level, row.form, row.body) == ("Vision", "document", "Kommunfullmäktige")
    assert (row.owner, row.unit) == ("Kommunchef", "Kommunledning")
    assert (row.validity, row.status_word, row.locked) == ("2009–", "Gällande", True)


def test_what_is_invented_is_marked_and_what_the_source_says_is_not(example: Database) -> None:
    assert row_of(example, "Trygg omsorg nära hemmet").example
    assert not row_of(example, "Kommunens värdegrund").example


def test_parents_come_before_their_children_and_siblings_by_level(example: Database) -> None:
    view = view_of(example)
    order = {level.id: level.position for level in view.levels}
    seen: set[int | None] = {None}
    last: dict[int | None, int] = {}
    for row in view.rows:
        assert row.parent_id in seen
        assert last.get(row.parent_id, 0) <= order[row.level_id]
        seen.add(row.id)
        last[row.parent_id] = order[row.level_id]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    titles=st.lists(st.text("aåäöB ", min_size=1).filter(lambda text: text.strip()), min_size=1, max_size=5)
)
def test_siblings_stand_in_the_order_in_which_they_were_added(empty: Database, titles: list[str]) -> None:
    top = add(empty, "vardegrund", None, "Överst")
    added = [add(empty, "vision", top, title) for title in titles]
    assert [row.id for row in view_of(empty).rows if row.parent_id == top] == added


def test_what_may_be_added_under_a_row_follows_the_model(example: Database) -> None:
    view = view_of(example)
    osb = row_of(example, "Övergripande strategier")
    assert [level.key for level in view.allowed_below(osb)] == ["strategiskt_omrade", "finansiellt_mal"]
    assert [level.key for level in view.made_elsewhere_below(osb)] == ["uppdragshandling"]
    assert [level.key for level in view.allowed_below(None)] == ["vardegrund"]


def test_nothing_is_added_to_an_agreement_that_is_decided_but_a_plan_for_it_is(example: Database) -> None:
    view = view_of(example)
    decided = row_of(example, "Uppdragshandling Hemtjänst Kopparberg")
    open_ = row_of(example, "Uppdragshandling Musikskola")
    assert [level.key for level in view.allowed_below(decided)] == ["verksamhetsplan"]
    assert [level.key for level in view.locked_below(decided)] == ["atagande"]
    assert [level.key for level in view.allowed_below(open_)] == ["atagande", "verksamhetsplan"]
    assert view.locked_below(open_) == ()


@pytest.mark.parametrize("key", ["vardegrund", "osb", "verksamhetsmal"])
def test_an_empty_file_offers_any_level_to_begin_with(empty: Database, key: str) -> None:
    view = view_of(empty)
    assert level_id(empty, key) in [level.id for level in view.allowed_below(None)]


def test_a_status_is_read_as_of_the_day_that_is_asked_for(example: Database) -> None:
    row = row_of(example, "Uppdragshandling Hemtjänst Kopparberg")
    assert row.status_word == "Beslutad"
    later = example.clock.today().replace(year=2012)
    view = example.read(partial(steering_view, today=later))
    assert next(one.status_word for one in view.rows if one.id == row.id) == "Gällande"
