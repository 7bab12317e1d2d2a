"""Two versions beside each other: every number is the grid's own, and the parts add up to the difference."""

from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.models.budget import COMPONENTS, BudgetPlan, CentralPot, Frame, PlanVersion, YearTotal
from app.models.errors import NotFound
from app.models.types import new_id
from app.services.budget import comparing, frames, rules, steps, versions
from app.services.budget.comparing import Comparison, Difference, YearPair, compare_versions
from app.services.budget.revisions import frame_revisions
from app.services.storage import describe
from tests.services.budget.ledger import CARE_OWN, DAY, KITCHEN, NIGHT, SCHOOL, TKR, YEARS, Ledger

DECIDED = date(2026, 11, 20)


@pytest.fixture
def pair(ledger: Ledger) -> Ledger:
    """A town with two versions: the school and the night have more in the later one, the day less."""
    for name, tkr in ((SCHOOL, 1000), (CARE_OWN, 100), (NIGHT, 200), (DAY, 300), (KITCHEN, 50)):
        ledger.set(frames.set_previous, name, amount=tkr * TKR)
    ledger.set_year(frames.set_to_distribute, 2027, 2000 * TKR)
    first = ledger.version.id
    ledger.version_id = ledger.run(versions.create_version, source_id=first, name="KF", stage="decided")
    ledger.set(frames.set_component, SCHOOL, kind="volume", amount=50 * TKR)
    ledger.set(frames.set_component, NIGHT, kind="priority", amount=20 * TKR)
    ledger.set(frames.set_component, DAY, kind="priority", amount=-20 * TKR)
    return ledger


def compared(ledger: Ledger, **values: object) -> Comparison:
    """The newest version with the oldest."""
    known = ledger.view().versions
    chosen = {"version_id": known[-1].id, "compare_id": known[0].id, **values}
    return ledger.database.read(partial(compare_versions, **chosen))  # type: ignore[arg-type]


def row(found: Comparison, name: str) -> comparing.ComparedRow:
    return next(each for each in found.rows if each.name == name)


def test_what_differs_is_told_per_unit_and_part(pair: Ledger) -> None:
    found = compared(pair)
    assert found.years == tuple(YearPair(year, year) for year in YEARS)
    school = row(found, SCHOOL)
    assert school.of(2027) == Difference(1000 * TKR, 1050 * TKR)
    assert school.of(2027, "volume").change == 50 * TKR
    assert school.of(2027).percent == 5
    assert school.of(2029, rules.PREVIOUS).change == 50 * TKR
    assert row(found, "Omsorgen").of(2027).change == 0
    assert found.whole.of(2027) == Difference(1650 * TKR, 1700 * TKR)
    assert found.remaining[2027] == (350 * TKR, 300 * TKR)
    assert found.changed_count == 3


def test_only_what_changed_is_left_with_what_stands_above_it(pair: Ledger) -> None:
    names = [each.name for each in comparing.only_changed(compared(pair).rows)]
    assert names == [SCHOOL, "Omsorgen", NIGHT, DAY]


def check_like_the_grid(ledger: Ledger, found: Comparison) -> None:
    """Every number is the grid's, and the parts of a line add up to its difference."""
    grids = [ledger.view(version_id=key, compare_id=0) for key in (found.before.id, found.after.id)]
    lines = [{each.key: each for each in grid.rows} for grid in grids]
    for each in (*found.rows, found.whole):
        for pair in found.years:
            at = pair.after
            for kind in comparing.KINDS:
                cell = each.of(at, kind)
                if each.key == 0:
                    shown = [grid.sums.get((at, kind), 0) for grid in grids]
                else:
                    shown = [own[each.key].amount(at, kind) if each.key in own else 0 for own in lines]
                assert (cell.before, cell.after) == tuple(shown), (each.name, at, kind)
            parts = (rules.PREVIOUS, *COMPONENTS)
            assert sum(each.of(at, kind).change for kind in parts) == each.of(at).change
    for pair in found.years:
        left = [next(room for room in grid.rooms if room.year == pair.after).remaining for grid in grids]
        assert found.remaining[pair.after] == tuple(left)


def test_every_number_is_the_grids(example: Ledger) -> None:
    found = compared(example)
    assert found.changed_count
    check_like_the_grid(example, found)


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(
            st.sampled_from((SCHOOL, NIGHT, DAY, KITCHEN)),
            st.sampled_from(YEARS),
            st.sampled_from(("wages", "technical", "priority", "rounding")),
            st.integers(-(10**9), 10**9),
        ),
        max_size=6,
    )
)
def test_whatever_is_typed_the_comparison_adds_up(tmp_path_factory, typed) -> None:
    from app.services.clock import fixed_clock
    from app.services.storage import Database
    from tests.conftest import TODAY
    from tests.services.budget.ledger import found_town

    path = tmp_path_factory.mktemp("jämförelse") / "Ådal.styr"
    database = Database.create(path, clock=fixed_clock(TODAY), user="Prov")
    try:
        database.write(found_town)
        ledger = Ledger(database)
        first = ledger.run(versions.create_plan, first_year=2027)
        ledger.version_id = ledger.run(versions.create_version, source_id=first, name="B", stage="proposal")
        for name, year, kind, amount in typed:
            ledger.set(frames.set_component, name, year, kind=kind, amount=amount)
        found = compared(ledger)
        check_like_the_grid(ledger, found)
        for year in YEARS:
            for told in (steps.by_part(found, found.whole, year), steps.by_unit(found, None, year)):
                assert told[0].amount + sum(step.amount for step in told[1:-1]) == told[-1].amount
    finally:
        database.close()


def second_plan(session: Session, *, source_id: int, year: int) -> int:
    """A plan of one year with the same units and a post of the same name; gives its version."""
    source = session.get_one(PlanVersion, source_id)
    plan = BudgetPlan(id=new_id(), name=f"Budget {year}", first_year=year, years=1)
    pots = [
        CentralPot(id=new_id(), position=1, kind="pensions", name="Pensioner"),
        CentralPot(id=new_id(), position=2, kind="own", name="Bara här"),
    ]
    plan.pots = pots
    session.add(plan)
    session.flush()
    version = PlanVersion(id=new_id(), plan_id=plan.id, position=1, stage="decided", name="Nästa")
    version.totals = [YearTotal(year=year, to_distribute=None)]
    units = {frame.unit_id for frame in source.frames if frame.unit_id}
    version.frames = [Frame(unit_id=unit, year=year, previous=10 * TKR) for unit in sorted(units)]
    version.frames += [Frame(pot_id=pot.id, year=year, previous=7 * TKR) for pot in pots]
    session.add(version)
    describe(session, "Prov")
    return version.id


def with_pot(session: Session, *, version_id: int) -> None:
    """Give the first plan pensions of its own."""
    version = session.get_one(PlanVersion, version_id)
    pot = CentralPot(id=new_id(), plan_id=version.plan_id, position=1, kind="pensions", name="Pensioner")
    session.add(pot)
    session.flush()
    version.frames.append(Frame(pot_id=pot.id, year=2027, previous=5 * TKR))
    describe(session, "Prov")


@pytest.mark.parametrize(
    ("year", "pairs"), [(2028, ((2028, 2028),)), (2032, ((2027, 2032),)), (2026, ((2027, 2026),))]
)
def test_versions_of_different_plans_meet_in_the_years_they_share(
    pair: Ledger, year: int, pairs: tuple[tuple[int, int], ...]
) -> None:
    first = pair.version.id
    pair.run(with_pot, version_id=first)
    other = pair.run(second_plan, source_id=first, year=year)
    found = pair.database.read(partial(compare_versions, version_id=other, compare_id=first))
    assert tuple((each.before, each.after) for each in found.years) == pairs
    before, after = pairs[0]
    assert row(found, SCHOOL).of(after).after == 10 * TKR
    assert row(found, SCHOOL).of(after).before == 1050 * TKR
    pensions = [each for each in found.rows if each.name == "Pensioner"]
    assert [each.of(after) for each in pensions] == [Difference(5 * TKR if before == 2027 else 0, 7 * TKR)]
    assert row(found, "Bara här").of(after) == Difference(0, 7 * TKR)
    back = pair.database.read(partial(compare_versions, version_id=first, compare_id=other))
    assert row(back, "Bara här").of(back.years[0].after).before == 7 * TKR


def test_income_and_cost_are_compared_like_net(example: Ledger) -> None:
    net, income, cost = (compared(example, measure=each) for each in ("net", "income", "cost"))
    for one, two, three in zip(net.rows, income.rows, cost.rows, strict=True):
        assert one.of(2027).after + two.of(2027).after == three.of(2027).after
    assert compared(example, financing="fees").remaining == {}


def test_what_a_version_is_compared_with_first(pair: Ledger) -> None:
    first, second = (each.id for each in pair.view().versions)
    usual = comparing.usual_comparison
    assert pair.database.read(partial(usual, version_id=second)) == first
    assert pair.database.read(partial(usual, version_id=first)) is None
    later = pair.run(second_plan, source_id=first, year=2028)
    assert pair.database.read(partial(usual, version_id=later)) == second
    with pytest.raises(NotFound, match="Budgetversionen"):
        pair.database.read(partial(compare_versions, version_id=first, compare_id=1))


def test_the_difference_is_told_in_steps_and_a_sentence(pair: Ledger) -> None:
    found = compared(pair)
    told = steps.by_part(found, row(found, SCHOOL), 2027)
    assert [(step.label, step.amount // TKR, step.is_sum) for step in told] == [
        ("Arbetsversion", 1000, True),
        ("Volym", 50, False),
        ("KF", 1050, True),
    ]
    care = row(found, "Omsorgen")
    below = steps.by_unit(found, care, 2027)
    assert [(step.label, step.amount // TKR) for step in below[1:-1]] == [(NIGHT, 20), (DAY, -20)]
    assert steps.finding(found, row(found, SCHOOL), 2027) == (
        "Skolan: +50\u00a0tkr 2027, mest volym (+50\u00a0tkr)"
    )
    assert "flyttade inom sig" in steps.finding(found, care, 2027)
    assert steps.unit_finding(found, None, 2027) == (
        "Skolan ändras mest: +50\u00a0tkr 2027, ingen annan ändras"
    )


def growing(count: int) -> Comparison:
    """So many units that grow: the first by one tkr, the next by two."""
    rows = tuple(
        comparing.ComparedRow(
            key, None, key, None, f"Enhet {key}", 0, False, changed=True,
            cells={(2027, "total"): Difference(0, key * TKR)},
        )
        for key in range(1, count + 1)
    )  # fmt: skip
    whole = comparing.ComparedRow(
        0,
        None,
        None,
        None,
        "Summa",
        0,
        True,
        cells={(2027, "total"): Difference(0, sum(range(count + 1)) * TKR)},
    )
    named = type("Named", (), {"name": "V"})()
    return Comparison(named, named, "P", (YearPair(2027, 2027),), rows, whole, {}, ("total",))


@pytest.mark.parametrize(("count", "said"), [(2, "en till ändras"), (3, "2 till ändras")])
def test_how_many_more_are_changed_is_said_in_words_when_it_is_one(count: int, said: str) -> None:
    assert steps.unit_finding(growing(count), None, 2027).endswith(f"2027, {said}")


def test_the_smallest_of_many_changes_stand_as_one() -> None:
    told = steps.by_unit(growing(20), None, 2027)
    assert len(told) == 13
    assert (told[-2].label, told[-2].amount // TKR) == ("10 andra", sum(range(1, 11)))


def test_the_frame_of_a_year_is_told_through_its_versions(pair: Ledger) -> None:
    pair.lock(decided_on=date(2026, 6, 15))
    june = pair.version.id
    pair.version_id = pair.run(versions.create_version, source_id=june, name="KF nov", stage="revised")
    pair.set(frames.set_component, SCHOOL, kind="priority", amount=-5 * TKR)
    pair.lock(decided_on=DECIDED, paragraph="§ 140")
    unit = pair.row(SCHOOL).unit_id
    told = pair.database.read(partial(frame_revisions, unit_id=unit, year=2027))
    assert [(each.name, each.amount and each.amount // TKR, each.change) for each in told] == [
        ("Arbetsversion", 1000, None),
        ("KF", 1050, 50 * TKR),
        ("KF nov", 1045, -5 * TKR),
    ]
    assert [(each.locked, each.in_force) for each in told] == [(False, False), (True, False), (True, True)]
    assert told[1].replaced_on == DECIDED
    assert (told[2].body, told[2].decided_on, told[2].paragraph) == ("Kommunfullmäktige", DECIDED, "§ 140")
    later = pair.database.read(partial(frame_revisions, unit_id=unit, year=2029))
    assert [each.amount and each.amount // TKR for each in later] == [1000, 1050, 1045]
    assert pair.database.read(partial(frame_revisions, unit_id=unit, year=2031)) == ()


def test_reading_a_comparison_asks_as_often_whatever_the_size(pair: Ledger, example: Ledger) -> None:
    from tests.services.counting import sent

    def asked(ledger: Ledger) -> int:
        def count(session: Session) -> int:
            known = ledger.view().versions
            with sent(session) as found:
                compare_versions(session, version_id=known[-1].id, compare_id=known[0].id)
            return len(found)

        return ledger.database.read(count)

    assert asked(example) == asked(pair)
