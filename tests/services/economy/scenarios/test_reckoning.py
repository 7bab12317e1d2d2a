"""What steps do, whatever they are and in whatever order: sums hold, and a step that is off does nothing."""

from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.assignments import Assignment
from app.models.budget import COMPONENTS, CentralPot
from app.models.economy import IndexTable
from app.models.investments import InvestmentProject
from app.models.organisation import Unit
from app.services.economy.prerequisites.lines import BY_KEY
from app.services.economy.scenarios.arithmetic import ScenarioBase, ScenarioYear, evaluate
from app.services.economy.scenarios.errors import NoSuchStep
from app.services.economy.scenarios.kinds import StepValues, check_step
from app.services.economy.scenarios.reading import scenario_base
from app.services.economy.scenarios.views import step_effects
from app.services.economy.sensitivity import sensitivity
from tests.services.budget.ledger import CARE, NIGHT, SCHOOL, YEARS
from tests.services.economy.scenarios.town import MNKR, TKR, Town

WHOLE = Decimal(-100)


@pytest.fixture(scope="module")
def base(seen: Town) -> ScenarioBase:
    """What the scenarios of the town stand on."""
    found: ScenarioBase = seen.read(partial(scenario_base, version_id=seen.version_id))
    return found


def after(base: ScenarioBase, *steps: StepValues) -> dict[int, ScenarioYear]:
    """The years of a scenario in which every step could be carried out."""
    result = evaluate(base, steps)
    assert not result.stopped
    return dict(result.years)


def lefts(years: dict[int, ScenarioYear]) -> list[int]:
    """What is left in each year."""
    return [years[year].left or 0 for year in YEARS]


def steps_by_chance(seen: Town) -> st.SearchStrategy[StepValues]:
    """Any step that the program would take."""
    holder = st.sampled_from(
        [None, *(seen.key(Unit, name=name) for name in (SCHOOL, CARE, NIGHT, "Styrelsen"))]
    )
    years = st.sampled_from(
        [{}, {"first_year": 2028}, {"last_year": 2027}, {"first_year": 2028, "last_year": 2028}]
    )
    percent = st.integers(-100, 300).map(Decimal).filter(bool)
    fields = {
        "tax_rate": {"number": st.sampled_from([Decimal("0.10"), Decimal("-0.75")])},
        "line": {"line": st.sampled_from(["tax_income", "cost_equalisation", "dividend"]), "number": percent},
        "index": {"table_id": st.sampled_from([seen.key(IndexTable, name=n) for n in ("AKI", "Måltidspris")]),
                  "number": percent},
        "volume": {"number": percent, "unit_id": holder},
        "part": {"component": st.sampled_from(COMPONENTS), "number": percent, "unit_id": holder},
        "amount": {"amount": st.integers(-MNKR, MNKR).filter(bool), "unit_id": holder.filter(bool)},
        "assignment": {"assignment_id": st.just(seen.key(Assignment, title="Fler lovskolor"))},
        "project": {"project_id": st.just(seen.key(InvestmentProject, name="Ny förskola")),
                    "number": st.sampled_from([None, Decimal(1), Decimal(-1)])},
        "inhabitants": {"number": st.integers(-500, 500).map(Decimal).filter(bool)},
        "target": {"number": st.integers(-3, 5).map(Decimal)},
    }  # fmt: skip
    whole = [
        st.builds(lambda kind, told, when: StepValues(kind, **told, **when), st.just(kind),
                  st.fixed_dictionaries(told), years)
        for kind, told in fields.items()
    ]  # fmt: skip
    return st.one_of(whole)


@settings(max_examples=40)
@given(data=st.data())
def test_sums_hold_and_only_steps_that_are_on_count(
    seen: Town, base: ScenarioBase, data: st.DataObject
) -> None:
    drawn = data.draw(st.lists(steps_by_chance(seen), max_size=5))
    steps = [replace(step, key=place, active=place % 3 != 2) for place, step in enumerate(drawn, start=1)]
    for step in steps:
        check_step(step, YEARS, {"dividend"})
    result = evaluate(base, steps)
    on = evaluate(base, [step for step in steps if step.active])
    assert result.years == on.years
    for held in result.years.values():
        assert sum(held.frames.values()) == held.distributed
        assert held.room is not None
        assert held.left == held.room - held.held_back - held.distributed
        assert (held.left < 0) == any("saknas" in reason for reason in held.reasons)
    effects = step_effects(base, steps)
    first = evaluate(base, ())
    for year in YEARS:
        together = sum(each[year] or 0 for each in effects.values())
        assert together == (result.years[year].left or 0) - (first.years[year].left or 0)


def test_each_kind_of_step_does_what_it_says(seen: Town, base: ScenarioBase) -> None:
    was = after(base)
    school = seen.key(Unit, name=SCHOOL)
    dearer = after(base, StepValues("tax_rate", number=Decimal("0.10")))
    # 90 mnkr at 21,50 is 0,418604… mnkr for each ten öre; two percent of it is the target's.
    raised = dearer[2027].tax_and_grants - was[2027].tax_and_grants
    assert raised == 41_860_465
    assert dearer[2027].room - was[2027].room == raised - 837_209
    switched = after(base, StepValues("part", component="priority", number=WHOLE, unit_id=school))
    assert lefts(switched)[0] - lefts(was)[0] == 20 * TKR
    given_ = after(base, StepValues("amount", unit_id=school, amount=MNKR, first_year=2028, last_year=2028))
    assert lefts(given_)[0] == lefts(was)[0]
    assert lefts(was)[1] - lefts(given_)[1] == MNKR
    funded = after(base, StepValues("assignment", assignment_id=seen.key(Assignment, title="Fler lovskolor")))
    assert lefts(funded)[0] - lefts(was)[0] == 10 * TKR
    more = after(base, StepValues("inhabitants", number=Decimal(100)))
    # 90 mnkr in tax, 26 in grants, and 100 kr each of settlement to pay back, for 2 percent more inhabitants.
    assert more[2027].tax_and_grants - was[2027].tax_and_grants == 2 * 116 * MNKR // 100 - 10 * TKR
    target = after(base, StepValues("target", amount=MNKR))
    assert was[2027].room - target[2027].room == MNKR - was[2027].tax_and_grants * 2 // 100


def test_the_table_of_sensitivity_says_what_the_whole_reckoning_says(seen: Town, base: ScenarioBase) -> None:
    was = after(base)
    told = {one.key: one.amounts for one in seen.read(partial(sensitivity, version_id=seen.version_id))}
    tried = {
        "tax_rate": StepValues("tax_rate", number=Decimal("0.10")),
        "people": StepValues("inhabitants", number=Decimal(100)),
        "tax_base": StepValues("line", line="tax_income", number=Decimal(1)),
    }
    for key, step in tried.items():
        now = after(base, step)
        assert told[key] == {year: (now[year].result or 0) - (was[year].result or 0) for year in YEARS}, key


@pytest.mark.parametrize("given_as", ["other_grants", "other_grants_per_head"])
def test_what_the_state_pays_however_many_live_here_does_not_follow_the_inhabitants(
    base: ScenarioBase, given_as: str
) -> None:
    more = StepValues("inhabitants", number=Decimal(100))
    fee = {(given_as, year): Decimal(900) for year in YEARS}
    paid = replace(base, grounds=replace(base.grounds, values={**base.grounds.values, **fee}))
    for year in YEARS:
        before, now = (after(each)[year].tax_and_grants or 0 for each in (base, paid))
        many, many_paid = (after(each, more)[year].tax_and_grants or 0 for each in (base, paid))
        assert now - before == many_paid - many != 0


def test_a_step_that_no_version_could_have_is_stopped(seen: Town, base: ScenarioBase) -> None:
    below = StepValues("line", line="financial_cost", amount=-TKR, key=1)
    change = StepValues("amount", unit_id=seen.key(Unit, name=SCHOOL), amount=TKR, component="plan", key=2)
    result = evaluate(base, [below, change, replace(change, first_year=2028, key=3)])
    assert result.stopped == {
        1: "Finansiella kostnader 2027 skulle bli mindre än noll.",
        2: "Ramen 2027 har ingen förändring. Välj en annan del av ramen.",
    }


def test_what_rests_on_something_follows_it_in_a_scenario_too(seen: Town, base: ScenarioBase) -> None:
    was = after(base)
    pay = StepValues("index", table_id=seen.key(IndexTable, name="AKI"), number=Decimal(1), last_year=2027)
    higher = after(base, pay)
    first = lefts(was)[0] - lefts(higher)[0]
    assert first == 60 * MNKR * 68 // 10_000
    # The year after builds on a larger frame, so the same share of it is more too.
    assert lefts(was)[1] - lefts(higher)[1] == first + round(first * Decimal("0.68") * Decimal("0.029"))
    meals = after(
        base, StepValues("index", table_id=seen.key(IndexTable, name="Måltidspris"), number=Decimal(10))
    )
    assert lefts(was)[0] - lefts(meals)[0] == 1200 * 415
    line = after(base, StepValues("line", line="dividend", amount=10 * TKR))
    # The dividend adds ten tkr to the room, of which what rests on it takes a tenth.
    assert lefts(line)[0] - lefts(was)[0] == 10 * TKR - TKR
    pots = seen.key(CentralPot)
    # Dagen's prices are a percent of what the pensions are, which lie in the frame of a central post.
    pensions = after(base, StepValues("amount", pot_id=pots, amount=MNKR))
    assert lefts(was)[0] - lefts(pensions)[0] == MNKR + MNKR // 100


def test_an_investment_that_is_struck_or_moved_takes_its_costs_with_it(
    seen: Town, base: ScenarioBase
) -> None:
    key = seen.key(InvestmentProject, name="Ny förskola")
    was = after(base)
    gone = after(base, StepValues("project", project_id=key))
    assert [gone[year].investments for year in YEARS] == [0, 0, 0]
    assert gone[2029].room - was[2029].room == 3 * TKR
    later = after(base, StepValues("project", project_id=key, number=Decimal(1)))
    assert [later[year].investments for year in YEARS] == [0, 10 * MNKR, 30 * MNKR]
    assert later[2028].room - was[2028].room == 3 * TKR // 2
    assert (later[2029].result or 0) > (was[2029].result or 0)


def test_a_year_lacks_balance_by_its_room_or_by_its_result(base: ScenarioBase) -> None:
    cut = StepValues("tax_rate", number=Decimal("-1.5"))
    loss = evaluate(base, [cut])
    assert [reason.partition(":")[0].partition(" ")[0] for reason in loss.reasons] == [
        "2027",
        "Resultatet",
        "2028",
        "2029",
    ]
    assert "ramarna är större än utrymmet" in loss.reasons[0]
    assert "KL 11 kap. 5 §" in loss.reasons[1]
    excused = replace(base, exception="reasons")
    assert not any("Resultatet" in reason for reason in evaluate(excused, [cut]).reasons)
    unknown = replace(base, grounds=replace(base.grounds, values={}), stated_room={})
    assert evaluate(unknown, ()).years[2027].reasons[0].startswith("Utrymmet 2027 går inte att räkna ut: ")
    stopped = evaluate(unknown, [StepValues("tax_rate", number=Decimal(1), key=7)]).stopped
    gone = StepValues("line", line="struken", amount=TKR, key=3)
    assert evaluate(base, [gone]).stopped == {3: "Raden finns inte längre i förutsättningarna."}
    assert stopped == {7: "Skattesatsen 2027 saknas i förutsättningarna."}


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (StepValues("tax_rate", number=Decimal(25)), "10 öre är 0,10"),
        (StepValues("tax_rate"), "ändras saknas"),
        (StepValues("volume", number=Decimal(-101)), "Skriv minst"),
        (StepValues("line", line="okänd", number=Decimal(1)), "Välj en rad"),
        (StepValues("line", line="tax_income"), "antingen procent eller kronor"),
        (StepValues("line", line="tax_base_growth", amount=100), BY_KEY["tax_base_growth"].name),
        (StepValues("index", number=Decimal(1)), "Välj vilket index"),
        (StepValues("part", number=Decimal(1), component="okänd"), "Delen av ramen saknas"),
        (StepValues("amount", amount=5), "Välj en enhet"),
        (StepValues("amount", unit_id=1, amount=0), "inte är noll"),
        (StepValues("assignment"), "Uppdraget saknas"),
        (StepValues("project", project_id=1, number=Decimal("0.5")), "helt antal år"),
        (StepValues("inhabitants", number=Decimal("1.5")), "heltal"),
        (StepValues("target", number=Decimal(2), amount=5), "antingen i procent eller i kronor"),
        (StepValues("volume", number=Decimal(1), first_year=2030), "ligger inte i planen"),
        (StepValues("volume", number=Decimal(1), first_year=2029, last_year=2027), "Byt plats"),
    ],
)
def test_a_step_that_cannot_be_is_refused_in_one_sentence(step: StepValues, says: str) -> None:
    with pytest.raises(NoSuchStep, match=says):
        check_step(step, YEARS)
