"""Targeted grants stand beside the frame, and a decided version keeps its own."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from app.models.errors import ChangedSince, DomainError, Locked, MissingText, NotFound
from app.services.budget import grants
from app.services.budget.errors import TooLarge
from app.services.budget.grants import Grant
from app.services.budget.panelerrors import NegativeGrant, NoGrantYear
from tests.conftest import TODAY
from tests.services.budget.ledger import NIGHT, SCHOOL, TKR, Ledger

ENDS = date(2028, 12, 31)


def unit_of(ledger: Ledger, name: str) -> int:
    found = ledger.row(name).unit_id
    assert found is not None
    return found


def add(ledger: Ledger, **said: Any) -> int:
    given: dict[str, Any] = {
        "name": " God omsorg ", "giver": "Socialstyrelsen", "ends": ENDS, "note": "",
        "amounts": {2027: 300 * TKR},
        "unit_id": unit_of(ledger, NIGHT), "version_id": ledger.version.id,
        "expected_version": ledger.version.row_version,
    }  # fmt: skip
    return ledger.run(grants.add_grant, **(given | said))


def of(ledger: Ledger, *names: str) -> tuple[Grant, ...]:
    units = [unit_of(ledger, name) for name in names]
    read = partial(grants.grants_of, version_id=ledger.version.id, unit_ids=units)
    return ledger.database.read(read)


def test_a_grant_is_told_with_its_end_and_never_counted_in_the_frame(ledger: Ledger) -> None:
    before = ledger.amount(NIGHT, "total")
    add(ledger)
    (grant,) = of(ledger, NIGHT)
    assert (grant.name, grant.giver, grant.ends, grant.note) == ("God omsorg", "Socialstyrelsen", ENDS, None)
    assert grant.amounts == {2027: 300 * TKR}
    assert of(ledger, SCHOOL) == ()
    assert ledger.amount(NIGHT, "total") == before
    assert ledger.log() == "Lade till det riktade bidraget ”God omsorg” för Natten"


def test_a_grant_is_changed_and_years_that_are_not_named_stay(ledger: Ledger) -> None:
    key = add(ledger, amounts={2027: 1, 2028: 2})
    ledger.run(
        grants.change_grant, grant_id=key, name="Äldreomsorgslyftet", amounts={2028: None, 2029: 5},
        expected_version=ledger.version.row_version,
    )  # fmt: skip
    (grant,) = of(ledger, NIGHT)
    assert (grant.name, grant.giver, grant.ends) == ("Äldreomsorgslyftet", None, None)
    assert grant.amounts == {2027: 1, 2029: 5}
    ledger.database.undo()
    assert of(ledger, NIGHT)[0].amounts == {2027: 1, 2028: 2}


def test_a_grant_is_removed_and_comes_back(ledger: Ledger) -> None:
    key = add(ledger)
    ledger.run(grants.remove_grant, grant_id=key, expected_version=ledger.version.row_version)
    assert of(ledger, NIGHT) == ()
    ledger.database.undo()
    assert [grant.id for grant in of(ledger, NIGHT)] == [key]


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"name": "  "}, MissingText),
        ({"amounts": {}}, NoGrantYear),
        ({"amounts": {2027: 0}}, NoGrantYear),
        ({"amounts": {2027: -1}}, NegativeGrant),
        ({"amounts": {2027: 10**14 + 1}}, TooLarge),
        ({"amounts": {2031: 1}}, NotFound),
        ({"expected_version": 99}, ChangedSince),
        ({"version_id": 1}, NotFound),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    ledger: Ledger, said: dict[str, Any], refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal):
        add(ledger, **said)
    assert of(ledger, NIGHT) == ()


def test_a_decided_version_keeps_its_grants(ledger: Ledger) -> None:
    key = add(ledger)
    ledger.lock(decided_on=TODAY)
    with pytest.raises(Locked):
        add(ledger)
    with pytest.raises(Locked):
        ledger.run(grants.remove_grant, grant_id=key, expected_version=ledger.version.row_version)


def test_a_grant_that_is_gone_is_told_of(ledger: Ledger) -> None:
    with pytest.raises(NotFound, match="Bidraget"):
        ledger.run(grants.remove_grant, grant_id=7, expected_version=1)
