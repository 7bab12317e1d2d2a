"""What is typed about a project: the time of use, shares and lives, in the forms that people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.errors import DomainError
from app.services.economy.investments.arithmetic import InUse
from app.services.economy.investments.typed import read_life, read_share, read_use, write_use
from app.services.formatting import MONTHS


@given(st.integers(1900, 2199), st.integers(1, 12))
def test_a_time_of_use_is_read_in_every_form_it_is_written(year, month):
    named = MONTHS[month - 1]
    forms = (write_use(year, month), f" {named} {year}", f"{month}/{year}", f"{named[:3]}. {year}")
    assert {read_use(form) for form in forms} == {InUse(year, month)}
    assert read_use(write_use(year, None)) == InUse(year, 1)


def test_nothing_typed_is_nothing_known():
    assert read_use(" ") is None
    assert read_life("") is None
    assert read_life("33 år") == 33


@pytest.mark.parametrize(
    ("read", "text"),
    [(read_use, "våren 2028"), (read_use, "ma 2028"), (read_use, "28"), (read_life, "2,5"), (read_share, "")],
)
def test_what_cannot_be_read_is_told_in_one_sentence(read, text):
    with pytest.raises(DomainError) as told:
        read(text)
    assert told.value.message.count("Skriv") == 1
