"""What must be put right before a decision."""

import pytest

from app.services.budget import frames
from app.services.budget.checks import findings_of
from tests.services.budget.ledger import NIGHT, SCHOOL, TKR, Ledger


def codes(ledger: Ledger) -> list[tuple[str, int | None]]:
    found = ledger.database.read(lambda session: findings_of(session, ledger.version.id))
    return [(each.code, each.year) for each in found]


def test_a_new_plan_lacks_only_what_there_is_to_distribute(ledger: Ledger) -> None:
    assert codes(ledger) == [("room-missing", year) for year in (2027, 2028, 2029)]
    assert ledger.view().hindrances == ()


@pytest.mark.parametrize(("room", "hindered"), [(100, False), (99, True)])
def test_giving_out_more_than_there_is_hinders(ledger: Ledger, room: int, hindered: bool) -> None:
    ledger.set(frames.set_previous, SCHOOL, amount=60 * TKR)
    ledger.set_year(frames.set_held_back, 2028, 40 * TKR)
    ledger.set_year(frames.set_to_distribute, 2028, room * TKR)
    assert (("over-distributed", 2028) in codes(ledger)) is hindered
    assert bool(ledger.view().hindrances) is hindered


def test_technical_adjustments_that_do_not_cancel_are_told(ledger: Ledger) -> None:
    ledger.set(frames.set_component, SCHOOL, kind="technical", amount=-350 * TKR)
    assert ("technical-not-zero", 2027) in codes(ledger)
    message = next(each.message for each in ledger.view().findings if each.code == "technical-not-zero")
    assert message == "Tekniska justeringar 2027 tar inte ut varandra: summan är −350\u00a0tkr."
    ledger.set(frames.set_component, NIGHT, kind="technical", amount=350 * TKR)
    assert ("technical-not-zero", 2027) not in codes(ledger)


def test_an_amount_too_small_for_tkr_is_told_in_kronor(ledger: Ledger) -> None:
    ledger.set_year(frames.set_to_distribute, 2027, 0)
    ledger.set(frames.set_previous, SCHOOL, amount=12_345)
    assert [each.message for each in ledger.view().hindrances] == ["2027: 123,45\u00a0kr för mycket fördelat"]
