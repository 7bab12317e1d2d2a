"""Parts that rest on indexes and lines: the same amounts as by hand, and nothing reckoned without need."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.services.budget.grounds.engine import Ground, HolderFrames, Recompute, circle, reckon

YEARS = (2027, 2028, 2029)
AKI, PKV, RENT = 1, 2, 3
_SHARES = st.decimals(Decimal("-20"), Decimal(150), places=1)
_PERCENTS = st.decimals(Decimal(-50), Decimal(50), places=2)
_ORE = st.integers(-(10**12), 10**12)


def _rounded(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def _by_hand(
    begun: dict[int, int], shares: dict[tuple[int, int, int], Decimal], index: dict[tuple[int, int], Decimal]
) -> dict[tuple[int, int, str], int]:
    """Every part by itself, year after year."""
    found: dict[tuple[int, int, str], int] = {}
    for holder, total in begun.items():
        for year in YEARS:
            before = total
            for table, part in ((AKI, "wages"), (PKV, "prices")):
                share = shares.get((holder, year, table))
                if share is not None:
                    amount = _rounded(Decimal(before) * share * index[table, year] / 10_000)
                    found[holder, year, part] = amount
                    total += amount
    return found


_PLANS = st.fixed_dictionaries({
    "begun": st.dictionaries(st.integers(0, 6), _ORE, min_size=1),
    "shares": st.dictionaries(
        st.tuples(st.integers(0, 6), st.sampled_from(YEARS), st.sampled_from((AKI, PKV))), _SHARES
    ),
    "index": st.fixed_dictionaries({(table, year): _PERCENTS for table in (AKI, PKV) for year in YEARS}),
    "other": st.tuples(st.sampled_from((AKI, PKV)), st.sampled_from(YEARS), _PERCENTS),
})  # fmt: skip


@given(_PLANS)
def test_whatever_changes_the_parts_are_as_if_all_had_been_reckoned_by_hand(plan):
    begun, index = plan["begun"], dict(plan["index"])
    shares = {key: share for key, share in plan["shares"].items() if key[0] in begun}
    frames = [HolderFrames(key, ore, dict.fromkeys(YEARS, ore)) for key, ore in begun.items()]
    names = {AKI: "wages", PKV: "prices"}
    grounds = [
        Ground(holder, year, names[table], table, "share", share)
        for (holder, year, table), share in shares.items()
    ]
    engine = Recompute(frames, grounds, {}, index)
    amounts = {each.place: each.after for each in engine.all().told()}
    by_hand = _by_hand(begun, shares, index)
    assert amounts == {place: ore for place, ore in by_hand.items() if ore}

    table, year, value = plan["other"]
    index[table, year] = value
    counted = engine.counted
    told = engine.change(table, {year: value}).told()
    amounts |= {each.place: each.after for each in told}
    by_hand = _by_hand(begun, shares, index)
    assert {place: ore for place, ore in amounts.items() if ore} == {
        place: ore for place, ore in by_hand.items() if ore
    }
    assert all(each.before != each.after for each in told)
    resting = {holder for holder, at, what in shares if (at, what) == (year, table)}
    reached = sum(1 for holder, at, _ in shares if holder in resting and at > year)
    assert engine.counted - counted <= len(resting) + reached


def test_a_changed_index_recomputes_only_what_rests_on_it():
    frames = [HolderFrames(key, 1_000_000, dict.fromkeys(YEARS, 1_000_000)) for key in range(5_000)]
    grounds = [Ground(key, 2028, "wages", AKI, "share", Decimal(70)) for key in range(0, 5_000, 10)]
    grounds += [Ground(key, 2029, "prices", PKV, "share", Decimal(30)) for key in range(5_000)]
    index = {(AKI, 2028): Decimal(3), (PKV, 2029): Decimal(2)}
    engine = Recompute(frames, grounds, {}, index)
    engine.all()
    counted = engine.counted
    changed = engine.change(AKI, {2028: Decimal(4)}).told()
    assert engine.counted - counted == 500 + 500  # the wages, and the prices of the frames after them
    assert len(changed) == 1000
    counted = engine.counted
    assert not engine.change(AKI, {2028: Decimal(4)}).told()
    assert engine.counted - counted == 500  # nothing became another amount, so nothing follows
    assert not engine.change(RENT, {2028: Decimal(9)}).told()


def test_amounts_are_rounded_half_away_from_zero_once():
    assert reckon(Ground(1, 2027, "wages", AKI, "base", Decimal(-1000)), Decimal("0.05"), 0) == -1
    assert reckon(Ground(1, 2027, "wages", AKI, "base", Decimal(1000)), Decimal("0.05"), 0) == 1
    assert (
        reckon(Ground(1, 2027, "rents", RENT, "quantity", Decimal("12.5")), Decimal("1150.10"), 0) == 1437625
    )
    assert reckon(Ground(1, 2027, "wages", "lss", "line", Decimal(-50)), Decimal("123.45"), 0) == -6173
    assert reckon(Ground(1, 2027, "wages", AKI, "share", Decimal(68)), Decimal("3.1"), 31_500_000) == 664_020


def test_held_parts_stay_and_unknown_indexes_are_never_guessed():
    frames = [HolderFrames(1, 1000, {2027: 1500, 2028: 1500})]
    grounds = [
        Ground(1, 2027, "wages", AKI, "share", Decimal(100)),
        Ground(1, 2028, "wages", AKI, "share", Decimal(100)),
        Ground(1, 2028, "prices", PKV, "share", Decimal(100)),
    ]
    held = {(1, 2027, "wages")}
    engine = Recompute(frames, grounds, {(1, 2027, "wages"): 500}, {(AKI, 2028): Decimal(10)}, held=held)
    assert {each.place: each.after for each in engine.all().told()} == {(1, 2028, "wages"): 150}
    assert not engine.change(AKI, {2027: Decimal(99)}).told()


def test_a_line_taken_from_a_central_post_follows_its_frame():
    frames = [HolderFrames(1, 0, {2027: 0, 2028: 0}), HolderFrames(9, 200, {2027: 200, 2028: 200})]
    grounds = [
        Ground(9, 2027, "wages", AKI, "base", Decimal(1000)),
        Ground(1, 2027, "prices", "pensions", "line", Decimal(50)),
        Ground(1, 2028, "prices", "pensions", "line", Decimal(100)),
    ]
    engine = Recompute(frames, grounds, {}, {(AKI, 2027): Decimal(10)}, pots={"pensions": 9})
    assert {each.place: each.after for each in engine.all().told()} == {
        (9, 2027, "wages"): 100,
        (1, 2027, "prices"): 150,
        (1, 2028, "prices"): 300,
    }
    told = engine.change(AKI, {2027: Decimal(20)}).told()
    assert {each.place: each.change for each in told} == {
        (9, 2027, "wages"): 100,
        (1, 2027, "prices"): 50,
        (1, 2028, "prices"): 100,
    }


def test_parts_that_rest_on_each_other_are_found_with_their_chain():
    pots = {"a": 1, "b": 2, "c": 3}
    first = Ground(1, 2028, "wages", "b", "line", Decimal(100))
    second = Ground(2, 2027, "prices", "c", "line", Decimal(100))
    third = Ground(3, 2027, "rents", "a", "line", Decimal(100))
    assert circle([first, second], pots) == ()
    assert circle([first, second, third], pots) == ()  # the line of 2027 has nothing of 2028 in it
    early = Ground(1, 2027, "wages", "b", "line", Decimal(100))
    assert set(circle([early, second, third], pots)) == {early, second, third}
    own = Ground(1, 2027, "wages", "a", "line", Decimal(1))
    assert circle([own], pots) == (own,)
