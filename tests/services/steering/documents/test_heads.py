"""The head is changed a field at a time; what belongs to the decision stays, the next review does not."""

from datetime import date

import pytest

from app.models.errors import NotFound
from app.services.steering.documents import heads
from app.services.steering.documents.errors import NotAHeadField
from app.services.storage import Database
from tests.services.steering.documents.desk import add, decide, on, view

TITLE = "Reglemente"


@pytest.mark.parametrize("field", list(heads.HEAD_WORDS))
def test_each_field_is_written_and_taken_away(empty: Database, field: heads.HeadField) -> None:
    add(empty, TITLE)
    on(empty, TITLE, heads.set_head, field=field, text="  Kommunstyrelsen ")
    assert getattr(view(empty, TITLE), field) == "Kommunstyrelsen"
    on(empty, TITLE, heads.set_head, field=field, text=" ")
    assert getattr(view(empty, TITLE), field) is None
    empty.undo()
    assert getattr(view(empty, TITLE), field) == "Kommunstyrelsen"
    decide(empty, TITLE)
    with pytest.raises(NotAHeadField, match="är beslutad"):
        on(empty, TITLE, heads.set_head, field=field, text="Annat")


def test_the_next_review_and_the_unit_are_no_part_of_what_was_decided(empty: Database) -> None:
    add(empty, TITLE)
    decide(empty, TITLE)
    on(empty, TITLE, heads.set_review_day, review_on=date(2012, 1, 1))
    assert view(empty, TITLE).review_on == date(2012, 1, 1)
    with pytest.raises(NotFound, match="Enheten"):
        on(empty, TITLE, heads.set_unit, unit_id=7)
    on(empty, TITLE, heads.set_unit, unit_id=None)
    assert view(empty, TITLE).unit is None
