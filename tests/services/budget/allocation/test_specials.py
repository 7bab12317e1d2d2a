"""Appropriations where no model fits: amount, what must be accounted for, and the account."""

from datetime import timedelta
from functools import partial

import pytest

from app.models.errors import MissingText, NotFound
from app.services.assignments.errors import NotYetHappened, ReportWithoutDay
from app.services.budget.allocation import fetching, specials
from app.services.budget.allocation.errors import OfOtherKind, UsedInDecision
from app.services.budget.allocation.specials import AmountEntry
from app.services.budget.errors import TooLarge
from tests.conftest import TODAY
from tests.services.budget.allocation.bench import YEAR, Bench
from tests.services.budget.ledger import KITCHEN, SCHOOL, TKR

KULTUR = "Kultur"


@pytest.fixture
def appropriated(bench: Bench) -> Bench:
    """A model that gives the school 100 tkr."""
    bench.make(KULTUR, "own", kind="special_account")
    _set(bench, SCHOOL, 100 * TKR)
    return bench


def _set(bench: Bench, unit: str, amount: int | None, year: int = YEAR) -> None:
    entries = [AmountEntry(bench.unit(unit), year, amount)]
    bench.change(specials.set_appropriations, KULTUR, entries=entries)


def _row(bench: Bench):
    return bench.view(bench.version(KULTUR).id).factors.specials.get((bench.unit(SCHOOL), YEAR))


def _account(bench: Bench, **values) -> None:
    given = {"account": "Fullgjort", "accounted_on": TODAY, "today": TODAY, **values}
    bench.change(specials.set_account, KULTUR, unit_id=bench.unit(SCHOOL), year=YEAR, **given)


def test_an_appropriation_asks_for_an_account_from_the_start(appropriated):
    assert _row(appropriated).requirement == specials.STANDARD_REQUIREMENT
    assert appropriated.result(SCHOOL, name=KULTUR) == 100_000


def test_amounts_are_changed_and_taken_away(appropriated):
    _set(appropriated, SCHOOL, 1)
    assert _row(appropriated).amount == 1
    _set(appropriated, SCHOOL, None)
    _set(appropriated, SCHOOL, None)
    assert _row(appropriated) is None
    with pytest.raises(TooLarge, match=r"Anslaget 2027 till Skolan"):
        _set(appropriated, SCHOOL, 10**16)


def test_what_is_asked_for_is_written(appropriated):
    known = {"unit_id": appropriated.unit(SCHOOL), "year": YEAR}
    appropriated.change(specials.set_requirement, KULTUR, requirement="Redovisa besök.", **known)
    assert _row(appropriated).requirement == "Redovisa besök."
    with pytest.raises(MissingText):
        appropriated.change(specials.set_requirement, KULTUR, requirement=" ", **known)
    known["unit_id"] = appropriated.unit(KITCHEN)
    with pytest.raises(NotFound):
        appropriated.change(specials.set_requirement, KULTUR, requirement="A", **known)


def test_the_account_needs_a_day_that_has_been(appropriated):
    with pytest.raises(ReportWithoutDay):
        _account(appropriated, accounted_on=None)
    with pytest.raises(NotYetHappened):
        _account(appropriated, accounted_on=TODAY + timedelta(days=1))
    _account(appropriated)
    assert (_row(appropriated).account, _row(appropriated).accounted_on) == ("Fullgjort", TODAY)


def test_the_account_is_recorded_after_the_decision_but_the_amount_stays(appropriated):
    shown = appropriated.ledger.database.read(
        partial(
            fetching.preview,
            allocation_version_id=appropriated.version(KULTUR).id,
            plan_version_id=appropriated.ledger.version.id,
            basis="frame",
        )
    )
    appropriated.run(fetching.fetch, shown=shown)
    appropriated.ledger.lock(decided_on=TODAY)
    with pytest.raises(UsedInDecision):
        _set(appropriated, SCHOOL, 1)
    _account(appropriated)
    assert _row(appropriated).accounted_on == TODAY


def test_a_model_with_prices_gives_no_appropriations(bench):
    bench.make()
    with pytest.raises(OfOtherKind, match="volym och pris"):
        bench.change(specials.set_appropriations, entries=[])
