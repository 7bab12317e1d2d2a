"""An internal budget: made from the decided frame, typed by year or month, and checked against it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.errors import ChangedSince, MissingText, NotFound
from app.models.internalbudget import AccountGroup, InternalRow, MonthProfile
from app.models.organisation import Unit
from app.services.budget import frames, rules, versions
from app.services.budget.errors import TooLarge
from app.services.budget.internal import budgets, chart
from app.services.budget.internal.budgets import Typed
from app.services.budget.internal.checks import internal_findings
from app.services.budget.internal.errors import (
    GroupInUse,
    InternalExists,
    NameTaken,
    NoFrame,
    NothingNewer,
    NotWeights,
    ProfileInUse,
)
from app.services.budget.internal.standard import GROUPS, PROFILES
from app.services.budget.internal.views import Internal, InternalView, Line, internal_view
from tests.conftest import TODAY
from tests.services.budget.ledger import SCHOOL, TKR, Ledger

STAFF, ROOMS, FEES = "Personalkostnader", "Lokaler", "Taxor och avgifter"
DECIDED = date(2026, 11, 20)


def view(ledger: Ledger, name: str = SCHOOL) -> InternalView:
    unit, plan = ledger.row(name).unit_id, ledger.version.plan_id
    return ledger.database.read(partial(internal_view, plan_id=plan, unit_id=unit))


def internal(ledger: Ledger) -> Internal:
    found = view(ledger).internal
    assert found is not None
    return found


def line(ledger: Ledger, name: str) -> Line:
    return next(each for each in internal(ledger).lines if each.group.name == name)


def change(ledger: Ledger, use_case: Callable[..., Any], **values: Any) -> Any:
    now = internal(ledger)
    return ledger.run(use_case, budget_id=now.id, expected_version=now.version, **values)


def put(ledger: Ledger, name: str, tkr: int | None, month: int | None = None) -> None:
    amount = None if tkr is None else tkr * TKR
    change(ledger, budgets.type_amounts, entries=[Typed(line(ledger, name).group.id, month, amount)])


@pytest.fixture
def school(ledger: Ledger) -> Ledger:
    """A decided frame of 1 200 tkr for the school, and its internal budget."""
    ledger.set(frames.set_previous, SCHOOL, amount=1200 * TKR)
    known = {"version_id": ledger.version.id, "expected_version": ledger.version.row_version}
    ledger.run(versions.rename_version, name="Arbetsversion", stage="decided", **known)
    ledger.lock(decided_on=DECIDED, body="Kommunfullmäktige")
    ledger.run(chart.create_standard)
    ledger.run(budgets.create_internal, unit_id=ledger.row(SCHOOL).unit_id, plan_id=ledger.version.plan_id)
    return ledger


def test_the_standard_set_is_made_once(ledger: Ledger) -> None:
    assert ledger.run(chart.create_standard) == len(GROUPS) + len(PROFILES)
    assert ledger.log() == "Lade upp kontogrupper och månadsprofiler för internbudgeten"
    assert ledger.run(chart.create_standard) == 0
    shown = view(ledger)
    assert [group.name for group in shown.groups] == [name for name, _, _ in GROUPS]
    assert shown.profiles[0].name == "Jämnt"


def test_an_internal_budget_begins_empty_beside_its_frame(school: Ledger) -> None:
    now = internal(school)
    assert (now.frame.net, now.net, now.left, now.year) == (1200 * TKR, 0, 1200 * TKR, 2027)
    assert (now.tied_name, now.tied_locked, now.behind) == ("Arbetsversion", True, False)
    assert school.log() == "Började på internbudgeten 2027 för Skolan"
    with pytest.raises(InternalExists, match="Skolan har redan en internbudget för 2027"):
        school.run(
            budgets.create_internal,
            unit_id=school.row(SCHOOL).unit_id,
            plan_id=school.version.plan_id,
        )
    top = school.database.read(lambda session: session.scalar(_top()))
    with pytest.raises(NoFrame, match="Styrelsen har ingen ram 2027"):
        school.run(budgets.create_internal, unit_id=top, plan_id=school.version.plan_id)


def _top() -> Any:
    return select(Unit.id).where(Unit.parent_id.is_(None))


def test_a_year_falls_on_its_months_by_the_profile(school: Ledger) -> None:
    put(school, STAFF, 1200)
    assert line(school, STAFF).months == (100 * TKR,) * 12
    heating = next(each for each in view(school).profiles if each.name == "Uppvärmning")
    change(school, budgets.set_profile, group_ids=[line(school, STAFF).group.id], profile_id=heating.id)
    assert school.log() == "Valde profilen Uppvärmning för 1 kontogrupp i internbudgeten för Skolan"
    now = line(school, STAFF)
    assert now.months[0] == 204 * TKR
    assert sum(now.months) == now.amount
    assert internal(school).months("cost") == now.months


def test_a_typed_month_makes_the_months_the_rows_own_and_the_year_their_sum(school: Ledger) -> None:
    put(school, STAFF, 1200)
    put(school, STAFF, 150, month=3)
    now = line(school, STAFF)
    assert (now.typed, now.profile, now.amount) == (True, None, 1250 * TKR)
    put(school, STAFF, 2500)
    assert line(school, STAFF).months[2] == 300 * TKR
    even = view(school).profiles[0]
    change(school, budgets.set_profile, group_ids=[now.group.id], profile_id=even.id)
    assert not line(school, STAFF).typed
    change(school, budgets.set_profile, group_ids=[now.group.id], profile_id=None)
    assert line(school, STAFF).typed
    assert school.log() == "Valde egna månader för 1 kontogrupp i internbudgeten för Skolan"


def test_it_is_ready_when_cost_less_income_is_the_frame(school: Ledger) -> None:
    assert view(school).performers[0].state == "open"
    put(school, STAFF, 1000)
    put(school, ROOMS, 300)
    assert view(school).performers[0].state == "over"
    assert [each.message for each in findings(school)] == [
        "Internbudgeten 2027 för Skolan: 100\u00a0tkr är mer än ramen."
    ]
    put(school, FEES, 100)
    shown = view(school)
    assert shown.performers[0].state == "met"
    assert (shown.count("met"), shown.count("none")) == (1, 4)
    assert (internal(school).total("income"), internal(school).total("cost")) == (100 * TKR, 1300 * TKR)
    assert findings(school) == ()


def findings(ledger: Ledger) -> Any:
    return ledger.database.read(partial(internal_findings, plan_id=ledger.version.plan_id))


def test_a_new_decision_is_seen_and_followed(school: Ledger) -> None:
    put(school, STAFF, 1200)
    with pytest.raises(NothingNewer):
        change(school, budgets.follow_frame)
    first = school.version.id
    school.version_id = school.run(versions.create_version, source_id=first, name="November", stage="revised")
    school.set(frames.set_component, SCHOOL, kind="priority", amount=120 * TKR)
    assert internal(school).changed == 0
    school.lock(decided_on=TODAY, body="Kommunfullmäktige")
    now = internal(school)
    assert (now.changed, now.left, now.behind) == (120 * TKR, 0, True)
    assert view(school).performers[0].state == "changed"
    assert "ramen har ändrats sedan den gjordes" in findings(school)[0].message
    change(school, budgets.follow_frame)
    assert school.log() == "Internbudgeten 2027 för Skolan följer nu ”November”"
    now = internal(school)
    assert (now.changed, now.left, now.behind) == (0, 120 * TKR, False)


def test_what_cannot_be_typed_is_refused(school: Ledger) -> None:
    now = internal(school)
    put(school, STAFF, 5)
    with pytest.raises(ChangedSince, match="Internbudgeten 2027 för Skolan har ändrats"):
        school.run(budgets.type_amounts, budget_id=now.id, entries=[], expected_version=now.version)
    with pytest.raises(TooLarge, match="Beloppet 2027 för Skolan"):
        put(school, STAFF, rules.LARGEST // TKR + 1)
    with pytest.raises(NotFound, match="Kontogruppen"):
        change(school, budgets.type_amounts, entries=[Typed(1, None, 5)])
    assert line(school, STAFF).amount == 5 * TKR
    change(school, budgets.set_internal_note, note=" Ny förskola ")
    assert internal(school).note == "Ny förskola"
    change(school, budgets.remove_internal)
    assert view(school).internal is None


def _count(session: Session, model: Any) -> int:
    return session.scalar(select(func.count(model.id))) or 0


def test_groups_are_the_municipalitys_own(school: Ledger) -> None:
    put(school, STAFF, 5)
    key = school.run(chart.add_group, name="Skolskjuts", side="cost", number="70")
    assert view(school).groups[-1].name == "Skolskjuts"
    school.run(chart.move_group, group_id=key, step=-1, expected_version=1)
    assert view(school).groups[-2].name == "Skolskjuts"
    school.run(chart.edit_group, group_id=key, name="Skolresor", number="", expected_version=2)
    assert line(school, "Skolresor").group.number is None
    with pytest.raises(NameTaken, match="redan en kontogrupp som heter lokaler"):
        school.run(chart.add_group, name="lokaler", side="cost")
    with pytest.raises(MissingText):
        school.run(chart.add_group, name=" ", side="cost")
    with pytest.raises(GroupInUse, match="Personalkostnader har belopp i internbudgeten för Skolan"):
        school.run(chart.remove_group, group_id=line(school, STAFF).group.id, expected_version=1)
    school.run(chart.remove_group, group_id=key, expected_version=3)
    assert school.database.read(partial(_count, model=AccountGroup)) == len(GROUPS)


def test_profiles_are_the_municipalitys_own(school: Ledger) -> None:
    weights = [Decimal(1)] * 6 + [Decimal("0.5")] * 6
    key = school.run(chart.add_profile, name="Halvår", weights=weights)
    put(school, STAFF, 900)
    change(school, budgets.set_profile, group_ids=[line(school, STAFF).group.id], profile_id=key)
    assert line(school, STAFF).months == (100 * TKR,) * 6 + (50 * TKR,) * 6
    school.run(chart.edit_profile, profile_id=key, name="Vår", weights=weights[::-1], expected_version=1)
    assert line(school, STAFF).months[0] == 50 * TKR
    with pytest.raises(ProfileInUse, match="Profilen Vår används i internbudgeten för Skolan"):
        school.run(chart.remove_profile, profile_id=key, expected_version=2)
    for wrong in (weights[:5], [Decimal(0)] * 12, [Decimal(-1)] * 12, [Decimal("NaN")] * 12):
        with pytest.raises(NotWeights, match="tolv tal"):
            school.run(chart.add_profile, name="Fel", weights=wrong)
    even = view(school).profiles[0]
    change(school, budgets.set_profile, group_ids=[line(school, STAFF).group.id], profile_id=even.id)
    school.run(chart.remove_profile, profile_id=key, expected_version=2)
    assert school.database.read(partial(_count, model=MonthProfile)) == len(PROFILES)


@given(st.lists(st.tuples(st.none() | st.integers(1, 12), st.integers(-(10**9), 10**9)), max_size=6))
def test_whatever_is_typed_the_months_are_the_year(typed: list[tuple[int | None, int]]) -> None:
    row = InternalRow(group_id=1, profile_id=None, amount=0)
    budgets.put_year(row, 0)
    for month, amount in typed:
        if month is None:
            budgets.put_year(row, amount)
        else:
            budgets.put_month(row, month, amount)
        assert sum(each.amount for each in row.months) == row.amount
