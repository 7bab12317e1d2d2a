"""The arithmetic of a long-term plan, by hand and by chance."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.services.economy.longterm.arithmetic import differences, evaluate, tried, whole
from app.services.economy.longterm.principles import principles_of
from app.services.economy.longterm.values import Area, Assumptions, Band, Base, Inputs, People

MNKR = 100_000_000
PERCENT = st.decimals(-5, 9, places=2)
AGES = ((0, 5), (6, 15), (16, 79), (80, None))


@st.composite
def _plans(draw: st.DrawFn) -> tuple[Inputs, Assumptions, People]:
    years = draw(st.integers(1, 6))
    every = range(2027, 2028 + years)
    bands = tuple(Band(low, high, draw(st.integers(0, 30_000_000))) for low, high in AGES)
    areas = (
        Area(1, "Efter ålder", None, bands, draw(st.dictionaries(st.sampled_from(every), PERCENT)), "wages"),
        Area(2, "Summa", draw(st.integers(-MNKR, 100 * MNKR))),
    )
    heads = {(year, *ages): Decimal(draw(st.integers(0, 9_000))) / 2 for year in every for ages in AGES}
    paid_for = {year: Decimal(draw(st.integers(1, 20_000))) for year in every}
    amounts = st.integers(0, 900 * MNKR)
    base = Base(draw(amounts), draw(amounts), draw(st.integers(-MNKR, MNKR)))
    said = {(key, None): draw(PERCENT) for key in ("tax_base_growth", "wages", "prices", "grants_growth")}
    said |= {
        ("wage_share", None): Decimal(draw(st.integers(0, 100))),
        ("efficiency", None): Decimal(draw(st.integers(0, 3))),
        ("investments", draw(st.sampled_from(every))): Decimal(draw(st.integers(0, 50_000_000))),
        ("lifetime", None): Decimal(draw(st.integers(1, 40))),
        ("interest", None): Decimal(draw(st.integers(0, 6))),
        ("result_target", None): Decimal(draw(st.integers(-1, 3))),
    }
    return Inputs(2027, years, areas, base), Assumptions(said), People(heads, paid_for)


@given(_plans())
def test_every_sum_is_its_parts_in_whole_ore(made: tuple[Inputs, Assumptions, People]) -> None:
    for one in evaluate(*made).values():
        areas = sum(amount or 0 for amount in one.areas.values())
        assert one.demand == areas + (one.efficiency or 0) + (one.capital or 0) + one.other_cost
        assert one.income == (one.tax or 0) + (one.grants or 0) + (one.rest or 0) + one.other_income
        assert one.gap == (one.result or 0) - (one.target or 0)
        assert one.result == (one.income or 0) - (one.demand or 0)
        assert one.lacks == ()


@given(_plans())
def test_ages_and_prices_together_are_the_whole_change(made: tuple[Inputs, Assumptions, People]) -> None:
    outcome = evaluate(*made)
    begun = sum(amount or 0 for amount in outcome[2027].areas.values())
    for one in outcome.values():
        now = sum(amount or 0 for amount in one.areas.values())
        assert now == begun + (one.demography or 0) + (one.prices or 0)
    assert (outcome[2027].demography, outcome[2027].prices, outcome[2027].efficiency) == (0, 0, 0)


@given(_plans(), st.sampled_from(["tax_base_growth", "wages", "prices", "efficiency", "interest"]))
def test_a_scenario_that_says_nothing_else_is_the_main_line(
    made: tuple[Inputs, Assumptions, People], key: str
) -> None:
    inputs, main, people = made
    assert evaluate(inputs, Assumptions(main.main, {}), people) == evaluate(inputs, main, people)
    same = {place: value for place, value in main.main.items() if place[0] == key}
    if key not in ("wages", "prices"):
        assert evaluate(inputs, Assumptions(main.main, same), people) == evaluate(inputs, main, people)
    assert not any(differences(*[evaluate(*made)] * 2, tuple(inputs.every_year)))


@given(_plans(), st.sampled_from(AGES))
def test_one_more_inhabitant_costs_what_such_an_inhabitant_costs(
    made: tuple[Inputs, Assumptions, People], ages: tuple[int, int | None]
) -> None:
    """In the base year, where nothing has become dearer."""
    inputs, assumptions, people = made
    key = (2027, *ages)
    more = People({**people.ages, key: (people.ages[key] or 0) + 2}, people.paid_for)
    cost = next(band.cost for band in inputs.areas[0].bands if (band.age_from, band.age_to) == ages)
    before, after = (evaluate(inputs, assumptions, one)[2027].demand or 0 for one in (people, more))
    assert after - before == 2 * cost


@given(st.fractions(-(10**12), 10**12))
def test_halves_are_rounded_away_from_zero(value: Fraction) -> None:
    assert abs(whole(value) - value) <= Fraction(1, 2)
    assert whole(-value) == -whole(value)
    assert (whole(Fraction(1, 2)), whole(Fraction(-5, 2)), whole(Fraction(5, 3))) == (1, -3, 2)


def _plan(**more: object) -> Inputs:
    bands = (Band(1, 5, 100_000_00), Band(80, None, 200_000_00))
    areas = (Area(1, "Förskola och äldreomsorg", None, bands), Area(2, "Övrigt", 40 * MNKR))
    return Inputs(2027, 2, areas, Base(60 * MNKR, 30 * MNKR, -MNKR), **more)  # type: ignore[arg-type]


_PEOPLE = People(
    {
        (2027, 1, 5): Decimal(200), (2028, 1, 5): Decimal(190), (2029, 1, 5): Decimal(180),
        (2027, 80, None): Decimal(100), (2028, 80, None): Decimal(110), (2029, 80, None): Decimal(120),
    },
    {2027: Decimal(5000), 2028: Decimal(4950), 2029: Decimal(4900)},
)  # fmt: skip
_SAID = {
    ("tax_base_growth", 2028): Decimal(3),
    ("wages", None): Decimal(3),
    ("prices", None): Decimal(2),
    ("wage_share", None): Decimal(60),
    ("result_target", None): Decimal(2),
}


def test_a_plan_by_hand() -> None:
    outcome = evaluate(_plan(), Assumptions(_SAID), _PEOPLE)
    first, last = outcome[2027], outcome[2029]
    assert first.demand == 80 * MNKR
    assert (first.income, first.target, first.gap) == (89 * MNKR, 180_000_000, 720_000_000)
    # 2,6 procent om året: 60 procent av 3 och 40 procent av 2
    assert last.areas == {1: 4_421_239_200, 2: 4_210_704_000}
    assert last.demography == 2_000_000_00
    # 3 procent gäller även 2029, och bidraget är oförändrat per invånare: 30 mnkr / 5 000 × 4 900
    assert last.tax == 6_365_400_000
    assert last.grants == 2_940_000_000
    assert last.gap == 6_365_400_000 + 2_940_000_000 - MNKR - 8_631_943_200 - 186_108_000


def test_what_is_lacking_is_named_and_never_zero() -> None:
    bare = evaluate(_plan(), Assumptions({}), _PEOPLE)
    assert bare[2027].gap is not None
    assert bare[2028].gap is None
    assert bare[2028].lacks == ("Löne- och prisökning 2028", "Skatteunderlagets uppräkning 2028")
    empty = evaluate(_plan(), Assumptions(_SAID), People())
    assert (empty[2027].demand, empty[2027].areas[1]) == (None, None)
    assert "Befolkningen 2027 i åldrarna för Förskola och äldreomsorg" in empty[2027].lacks
    assert (
        "Räntan 2029"
        in evaluate(
            _plan(),
            Assumptions({**_SAID, ("investments", 2028): Decimal(10), ("lifetime", None): Decimal(5)}),
            _PEOPLE,
        )[2029].lacks
    )


def test_new_investments_are_written_off_from_the_year_after_with_interest_on_what_is_left() -> None:
    more = {("investments", 2028): Decimal(10_000_000), ("lifetime", None): Decimal(20)}
    said = Assumptions({**_SAID, **more, ("interest", None): Decimal(3)})
    outcome = evaluate(_plan(), said, _PEOPLE)
    assert (outcome[2028].capital, outcome[2028].depreciation, outcome[2028].investments) == (
        0,
        0,
        10 * 10**8,
    )
    assert outcome[2029].capital == 500_000_00 + 300_000_00
    kept = {one.key: one.status for one in principles_of(outcome, 2027)}
    assert kept == {"generations": "met", "replaced": "met"}
    assert {one.status for one in principles_of(evaluate(_plan(), Assumptions({}), People()), 2027)} == {
        "unknown"
    }


def test_what_is_tried_changes_the_gap_by_what_it_is_worth() -> None:
    said = Assumptions({**_SAID, ("tax_rate", None): Decimal(20)})
    outcome = evaluate(_plan(), said, _PEOPLE)
    years = (2028, 2029)
    rate = differences(outcome, tried(_plan(), said, _PEOPLE, "tax_rate", Decimal(1)), years)
    tax = [outcome[year].tax or 0 for year in years]
    assert rate == tuple(whole(Fraction(one, 20) * Fraction(98, 100)) for one in tax)
    pay = differences(outcome, tried(_plan(), said, _PEOPLE, "wages", Decimal(1)), (2028,))
    assert pay[0] == -whole(
        Fraction(sum(evaluate(_plan(), said, _PEOPLE)[2027].areas.values()) + 10**8) * Fraction(6, 1000)
    )  # type: ignore[arg-type]


def test_a_scenario_goes_before_the_main_line_and_before_an_index_of_its_own() -> None:
    area = Area(1, "Skola", MNKR, (), {2028: Decimal(4)}, "wages")
    inputs = Inputs(2027, 2, (area,), Base())
    main = {("wages", None): Decimal(3)}
    assert evaluate(inputs, Assumptions(main), People())[2029].areas[1] == 107_120_000
    own = Assumptions(main, {("wages", None): Decimal(1)})
    assert evaluate(inputs, own, People())[2029].areas[1] == 102_010_000
    found = Assumptions(main, {("wages", 2029): Decimal(1)}).find("wages", 2028)
    assert found is not None
    assert (found.said, found.value) == ("main", Decimal(3))
    carried = Assumptions({("tax_rate", 2027): Decimal(21)}).find("tax_rate", 2029)
    assert carried is not None
    assert (carried.said, carried.year) == ("carried", 2027)
    assert Assumptions({("tax_income", 2027): Decimal(21)}).find("tax_income", 2029) is None


def test_what_is_known_of_tax_and_grants_goes_before_growth_until_a_scenario_says_otherwise() -> None:
    inputs = Inputs(2027, 3, (), Base(100 * MNKR, 50 * MNKR, 0, Decimal(20)))
    people = People({}, dict.fromkeys(range(2027, 2031), Decimal(1000)))
    main = {
        ("tax_income", 2028): Decimal(104_000_000), ("grants_income", 2028): Decimal(51_000_000),
        ("tax_base_growth", None): Decimal(2), ("tax_rate", 2028): Decimal(20),
    }  # fmt: skip
    outcome = evaluate(inputs, Assumptions(main), people)
    assert [one.tax for one in outcome.values()] == [
        100 * MNKR, 104 * MNKR, 10_608_000_000, 10_820_160_000]  # fmt: skip
    assert [one.grants for one in outcome.values()] == [50 * MNKR, 51 * MNKR, 51 * MNKR, 51 * MNKR]
    slower = evaluate(inputs, Assumptions(main, {("tax_base_growth", None): Decimal(1)}), people)
    assert [one.tax for one in slower.values()][:3] == [100 * MNKR, 101 * MNKR, 10_201_000_000]
    raised = evaluate(inputs, Assumptions(main, {("tax_rate", None): Decimal(21)}), people)
    assert [one.tax for one in raised.values()][:3] == [100 * MNKR, 10_920_000_000, 11_138_400_000]
    fewer = evaluate(inputs, Assumptions(main, {("grants_growth", None): Decimal(-10)}), people)
    assert fewer[2028].grants == 45 * MNKR
