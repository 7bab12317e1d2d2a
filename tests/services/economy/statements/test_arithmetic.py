"""Whatever is typed, result, cash flow and balance tie."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from app.services.economy.statements import lines
from app.services.economy.statements.arithmetic import reckon
from app.services.economy.statements.inputs import (
    BoardInput,
    InvestmentYearSums,
    LoanInput,
    LoanYearInput,
    RoomYear,
    StatementInputs,
    Sums,
)
from app.services.economy.statements.loaning import course, whole_ore

YEARS = (2027, 2028, 2029)
ORE = st.integers(-(10**12), 10**12)
UP = st.integers(0, 10**12)
PERCENT = st.decimals(0, 9, places=2)


def _yearly(values):
    return st.fixed_dictionaries(dict.fromkeys(YEARS, values))


@st.composite
def _rooms(draw):
    found = {}
    for year in YEARS:
        tax, grants, fees, income, cost, central, target, outside = (draw(ORE) for _ in range(8))
        reserve = draw(UP)
        room = tax + grants + fees + income + cost + central + outside + reserve - target
        found[year] = RoomYear(tax, grants, fees, income, cost, central, reserve, target, room, outside)
    return found


@st.composite
def _typed(draw):
    places = [
        (statement, line.key, year)
        for statement, rows in lines.LINES.items()
        for line in rows
        for year in (2026, *YEARS)
        if line.typed and lines.may_be_typed(statement, line, year, 2027)
    ]
    chosen = draw(st.lists(st.sampled_from(places), unique=True, max_size=40))
    return {("balance", "cash", 2026): draw(UP), **{place: draw(ORE) for place in chosen}}


@st.composite
def inputs_by_chance(draw):
    loans = tuple(
        LoanInput(
            key,
            f"Lån {key}",
            draw(UP),
            draw(PERCENT),
            draw(_yearly(st.builds(LoanYearInput, UP, UP, st.none() | PERCENT))),
        )
        for key in range(draw(st.integers(0, 2)))
    )
    frames = draw(_yearly(st.builds(Sums, UP, UP)))
    return StatementInputs(
        years=YEARS,
        room=draw(_rooms()),
        frames=frames,
        own_paid=draw(_yearly(st.builds(Sums, UP, UP))),
        held_back=draw(_yearly(UP)),
        boards=(BoardInput("1", None, "Nämnden", 0, frames),),
        investments=draw(_yearly(st.builds(InvestmentYearSums, UP, UP, UP, UP))),
        loans=loans,
        typed=draw(_typed()),
        capital_in_frames=draw(st.booleans()),
    )


def _skew(made):
    """How much the opening position is out of balance."""
    return (made.balance[2026]["assets"] or 0) - (made.balance[2026]["equity_and_debts"] or 0)


@given(inputs_by_chance())
def test_whatever_is_typed_only_the_opening_can_keep_the_balance_from_closing(inputs):
    made = reckon(inputs)
    loans_apart = (made.balance[2026]["loans"] or 0) - sum(loan.opening for loan in inputs.loans)
    for tie in made.ties:
        if tie.key == "balance":
            assert tie.difference == _skew(made)
        elif tie.key == "loans":
            assert tie.difference == loans_apart
        elif tie.year in YEARS:
            assert tie.difference == 0, tie


@given(inputs_by_chance())
def test_cash_and_equity_run_from_year_to_year(inputs):
    made, before = reckon(inputs), 2026
    for year in YEARS:
        cash, balance, earlier = made.cash[year], made.balance[year], made.balance[before]
        assert cash["cash_closing"] == balance["cash"] == earlier["cash"] + (cash["change"] or 0)
        assert balance["equity"] - (earlier["equity"] or 0) == made.result[year]["result"]
        before = year


@given(inputs_by_chance())
def test_capital_costs_in_the_frames_or_beside_them_give_the_same_result(inputs):
    inside = replace(inputs, capital_in_frames=True)
    beside = replace(
        inputs,
        capital_in_frames=False,
        frames={year: _without_capital(inputs, year) for year in YEARS},
    )
    first, second = reckon(inside), reckon(beside)
    for year in YEARS:
        assert first.result[year]["result"] == second.result[year]["result"]
        assert first.cash[year]["change"] == second.cash[year]["change"]
        assert first.balance[year] == second.balance[year]


def _without_capital(inputs, year):
    """The frames without the depreciation and the internal interest that lie in them."""
    stock = inputs.of("result", "depreciation_stock", year) or 0
    internal = inputs.of("result", "internal_interest", year) or 0
    capital = inputs.investments[year].depreciation - stock + internal
    return Sums(inputs.frames[year].income, inputs.frames[year].cost - capital)


@given(inputs_by_chance(), st.sampled_from(YEARS))
def test_a_year_without_tax_has_no_result_and_no_position_after_it(inputs, year):
    made = reckon(replace(inputs, room={**inputs.room, year: replace(inputs.room[year], tax=None)}))
    assert made.result[year]["result"] is None
    for later in range(year, 2030):
        assert made.cash[later]["cash_closing"] is None
        assert made.balance[later]["assets"] is None
    assert all(made.measures["result_share"][each] is None for each in YEARS if each == year)
    assert not [tie for tie in made.ties if tie.broken and tie.year >= year and tie.key == "cash"]


@given(
    st.builds(LoanInput, st.just(1), st.just("Lån"), UP, PERCENT, _yearly(st.builds(LoanYearInput, UP, UP)))
)
def test_interest_is_on_the_mean_debt_and_rounded_once(loan):
    for each in course(loan, YEARS).values():
        assert each.closing == each.opening + each.borrowed - each.repaid
        exact = Fraction(each.opening + each.closing) * Fraction(loan.interest) / 200
        assert abs(each.interest - exact) <= Fraction(1, 2)


def test_halves_are_rounded_away_from_zero():
    assert [whole_ore(Fraction(half, 2)) for half in (-3, -1, 0, 1, 3)] == [-2, -1, 0, 1, 2]


def _plain(**more):
    """A small municipality: 100 in tax, 20 in grants, frames of 110, and a position that closes."""
    opening = {"tangible": 200, "cash": 50, "equity_other": 150, "loans": 60, "short_debts": 40}
    room = RoomYear(tax=100, grants=20, target=4, room=116)
    given = StatementInputs(
        years=(2027,),
        room={2027: room},
        frames={2027: Sums(30, 140)},
        investments={2027: InvestmentYearSums(expense=25, income=5, depreciation=2)},
        loans=(LoanInput(1, "Kommuninvest", 60, Decimal(0), {2027: LoanYearInput(10, 4)}),),
        typed={("balance", key, 2026): amount for key, amount in opening.items()}
        | {("result", "depreciation_stock", 2027): -8},
    )
    return replace(given, **more)


def test_the_rows_of_a_year_are_those_of_a_municipality():
    made = reckon(_plain())
    result, cash, balance = made.result[2027], made.cash[2027], made.balance[2027]
    assert (result["income"], result["cost"], result["depreciation"]) == (30, -130, -10)
    assert (result["net_cost"], result["operating_result"], result["result"]) == (-110, 10, 10)
    assert (cash["operating"], cash["investing"], cash["financing"], cash["change"]) == (20, -20, 6, 6)
    assert (balance["tangible"], balance["cash"], balance["loans"]) == (210, 56, 66)
    assert balance["assets"] == balance["equity_and_debts"] == 266
    assert [tie for tie in made.ties if tie.broken] == []
    assert made.measures["self_financing"][2027] == 100
    assert made.measures["result_share"][2027] == Decimal(10) * 100 / 120
    assert made.measures["debt_per_head"][2027] is None


def test_a_typed_opening_that_does_not_close_is_told_with_its_amount():
    typed = {**_plain().typed, ("balance", "cash", 2026): 53}
    broken = [tie for tie in reckon(_plain(typed=typed)).ties if tie.broken]
    assert {(tie.key, tie.year, tie.difference) for tie in broken} == {
        ("balance", 2026, 3),
        ("balance", 2027, 3),
    }


def test_a_stated_sum_is_kept_and_compared():
    made = reckon(_plain(stated={("result", "result", 2027): 12}))
    told = [tie for tie in made.ties if tie.key == "stated"]
    assert [(tie.left, tie.right, tie.difference) for tie in told] == [(10, 12, -2)]
    assert made.result[2027]["result"] == 10


def test_nothing_typed_of_the_opening_is_unknown_and_not_zero():
    made = reckon(_plain(typed={}))
    assert made.balance[2027]["assets"] is None
    assert made.cash[2027]["change"] is not None
    assert made.cash[2027]["cash_closing"] is None
