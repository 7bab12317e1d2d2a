"""Names in workbooks mean lines of the budget however they are written, and never two at once."""

import pytest

from app.services.exchange.budgets.matching import Names, folded, is_sum, names_of
from tests.services.budget.ledger import CARE, CARE_OWN, SCHOOL
from tests.services.exchange.budgets.conftest import Office

NAMES = Names({"skolan": 1, "köket": 2, "f-6": 3, "7-9": 4}, {"omsorgen": -4})


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Skolan", 1), ("  SKOLAN ", 1), ("Skolan:", 1), ("1234 Skolan", 1), ("12-34 Skolan", 1),
        ("10. Köket", 2), ("F-6", 3), ("7-9", 4), ("Skola", None), ("Omsorgen", None), ("", None),
    ],
)  # fmt: skip
def test_a_name_means_a_line(name: str, key: int | None) -> None:
    assert NAMES.find(name) == key


def test_a_group_is_no_unit() -> None:
    assert NAMES.group("Omsorgen") == -4
    assert NAMES.knows("omsorgen")
    assert not NAMES.knows("annat")


@pytest.mark.parametrize("name", ["Summa", "SUMMA drift", "Totalt", "Delsumma omsorg", "S:a", "varav lön"])
def test_a_line_that_says_sum_is_one(name: str) -> None:
    assert is_sum(name)


@pytest.mark.parametrize("name", ["Summakören", "Skolan", "Totalförsvar"])
def test_a_name_that_begins_alike_is_no_sum(name: str) -> None:
    assert not is_sum(name)


def test_names_are_folded_to_one_line_without_marks() -> None:
    assert folded("  Åsa\n Köket : ") == "åsa köket"


def test_the_towns_names_are_those_of_its_lines(office: Office) -> None:
    view = office.ledger.view()
    names = office.ledger.database.read(lambda session: names_of(session, view.rows))
    by_name = {row.name: row.key for row in view.rows}
    assert names.find(SCHOOL) == by_name[SCHOOL]
    assert names.find(CARE_OWN) == by_name[CARE_OWN]
    assert (names.find(CARE), names.group(CARE)) == (None, by_name[CARE])
